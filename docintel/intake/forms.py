"""The online form as JSON or XLSX: read to entries by id or label, and its template written from the programme."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from docintel.domain.errors import UnreadableError
from docintel.domain.form import Form
from docintel.domain.form import FormEntry
from docintel.domain.programme import Batch
from docintel.domain.programme import FormField
from docintel.domain.programme import Programme
from docintel.domain.source import FieldPath
from docintel.intake.children import child_says
from docintel.intake.files import SubmittedFile
from docintel.intake.limits import Limits
from docintel.intake.told import problem
from docintel.intake.told import unreadable
from docintel.intake.wire import clean

SCHEMA = "docintel/form/1"
FORM_SHEET = "申请书"
_YEAR = re.compile(r"\s*((?:19|20)\d{2})\s*年?度?\s*")
_HEAD = ("schema", "programme", "batch", "kind")
_COLUMNS = ("编号", "填报项", "单位")


def read_form(file: SubmittedFile, limits: Limits | None = None) -> Form:
    """The form with every entry; raises UnreadableError naming file, place, problem and remedy."""
    limits = limits or Limits()
    if file.size > limits.form_bytes:
        raise UnreadableError("too_large", f"在线申请书“{file.name}”过大 / the online form “{file.name}” is too large")
    return _read_json(file, limits) if file.suffix == ".json" else _read_xlsx(file, limits)


def _read_json(file: SubmittedFile, limits: Limits) -> Form:
    try:
        return _json_form(
            file, json.loads(_text_of(file), parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_once), limits
        )
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "wrong_json", f"在线申请书“{file.name}”不是 UTF-8 编码，请另存为 UTF-8 / the online form “{file.name}” is not UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        place = f"第{error.lineno}行第{error.colno}列"
        message = f"在线申请书“{file.name}”{place}不是有效的 JSON（{error.msg}），请按 docintel form template 的样式改正 / “{file.name}” line {error.lineno} column {error.colno}: {error.msg}"
        raise UnreadableError("wrong_json", message) from error
    except RecursionError as error:
        raise UnreadableError(
            "wrong_json", f"在线申请书“{file.name}”嵌套过深 / the online form “{file.name}” is nested too deep"
        ) from error
    except _TwiceError as error:
        message = f"在线申请书“{file.name}”中“{error}”出现两次，无法判断以哪个为准，请只保留一个 / “{error}” stands twice in “{file.name}”; keep one"
        raise UnreadableError("wrong_json", message) from error


class _TwiceError(Exception):
    """A key that stands twice in one object: readers differ on which counts."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _TwiceError(clean(next(key for key in keys if keys.count(key) > 1))[:80])
    return found


def _text_of(file: SubmittedFile) -> str:
    try:
        return file.path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise unreadable("vanished", file.name) from error


def _json_form(file: SubmittedFile, whole: Any, limits: Limits) -> Form:
    """The form in what the JSON says."""
    if not isinstance(whole, dict):
        raise UnreadableError(
            "wrong_json",
            f"在线申请书“{file.name}”应为一个对象（字段到值），实为{type(whole).__name__} / “{file.name}” should be an object of fields",
        )
    fields = whole.get("fields", {key: value for key, value in whole.items() if key not in _HEAD})
    if not isinstance(fields, dict):
        raise UnreadableError("wrong_json", f"在线申请书“{file.name}”的 fields 应为对象 / `fields` of “{file.name}” should be an object")
    prefix = "fields." if "fields" in whole else ""
    listed = (entry for key, value in fields.items() for entry in _entries(clean(str(key)), value, clean(f"{prefix}{key}")))
    entries = tuple(islice(listed, limits.form_cells + 1))
    if len(entries) > limits.form_cells:
        raise _too_many(file, limits)
    batch = str(whole.get("batch", ""))
    return Form(
        file.name,
        file.sha256,
        entries,
        _word(whole.get("programme")),
        int(batch) if re.fullmatch("[0-9]{1,4}", batch) else None,
        _word(whole.get("kind")) if whole.get("kind") in ("new", "review") else None,
    )


def _too_many(file: SubmittedFile, limits: Limits) -> UnreadableError:
    message = f"在线申请书“{file.name}”的填报项超过 {limits.form_cells} 个，未采用，请按模板重新填写 / “{file.name}” has more than {limits.form_cells} entries and was not used; fill in the template"
    return UnreadableError("too_many_cells", message)


def _word(value: object) -> str | None:
    return clean(value)[:80] if isinstance(value, str) and value else None


def _entries(field: str, value: Any, path: str) -> Iterator[FormEntry]:
    """The entries of one field: plain, by year, or rows of a list."""
    if isinstance(value, dict):
        for key, inner in value.items():
            year = _YEAR.fullmatch(str(key))
            part = clean(str(key))
            yield FormEntry(field, _text(inner), FieldPath(f"{path}.{part}"), int(year[1]) if year else None, None, None if year else part)
    elif isinstance(value, list) and any(isinstance(row, dict) for row in value):
        for number, row in enumerate(value, start=1):
            for part, inner in row.items() if isinstance(row, dict) else [("", row)]:
                yield FormEntry(field, _text(inner), FieldPath(clean(f"{path}[{number}].{part}")), None, number, clean(str(part)))
    else:
        yield FormEntry(field, _text(value), FieldPath(path))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_text(one) for one in value)
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _read_xlsx(file: SubmittedFile, limits: Limits) -> Form:
    order = {**asdict(limits), "reader": "rows", "path": str(file.path)}
    sheets: dict[str, list[tuple[int, list[str]]]] = {}
    for said in child_says(order, limits):
        if "error" in said:
            told = problem(said["error"], file.name, said.get("detail", "")).message
            message = f"在线申请书{told.zh}请用 docintel form template 的模板重新填写 / the online form {told.en} Fill in the template anew"
            raise UnreadableError("wrong_xlsx", message)
        if said.get("problem") == "too_many_cells":
            raise _too_many(file, limits)
        if "sheet" in said:
            sheets[said["sheet"]] = [(int(number), [str(text) for text in texts]) for number, texts in said["rows"]]
    entries = [entry for title, rows in sheets.items() for entry in _sheet_entries(title, rows)]
    if not entries:
        raise UnreadableError("wrong_xlsx", f"在线申请书“{file.name}”中没有“编号/填报项”表头 / “{file.name}” has no header row 编号/填报项")
    return Form(file.name, file.sha256, tuple(entries))


def _sheet_entries(title: str, rows: list[tuple[int, list[str]]]) -> Iterator[FormEntry]:
    header = next((index for index, (_, row) in enumerate(rows) if "填报项" in row or "编号" in row), None)
    if header is None:
        yield from _list_entries(title, rows)
        return
    names = rows[header][1]
    key = names.index("编号") if "编号" in names else names.index("填报项")
    fallback = names.index("填报项") if "填报项" in names else key
    for number, row in rows[header + 1 :]:
        field = row[key] or row[fallback]
        for column, name in enumerate(names):
            if name in _COLUMNS or not name or column >= len(row) or not field:
                continue
            year = _YEAR.fullmatch(name)
            if row[column] or name == "填报值":
                path = FieldPath(f"{title}!{_letter(column)}{number}")
                if year or row[column]:
                    yield FormEntry(field, row[column], path, int(year[1]) if year else None)


def _list_entries(title: str, rows: list[tuple[int, list[str]]]) -> Iterator[FormEntry]:
    """A sheet named for a list field (`f.patents`): a header of parts, then a row each."""
    if not rows or not re.fullmatch(r"[a-z]+\.[a-z0-9_]+", title):
        return
    parts = rows[0][1]
    for number, (line, row) in enumerate(rows[1:], start=1):
        for column, part in enumerate(parts):
            if part and column < len(row):
                yield FormEntry(title, row[column], FieldPath(f"{title}!{_letter(column)}{line}"), None, number, part)


def _letter(column: int) -> str:
    return get_column_letter(column + 1)


def form_template(programme: Programme, batch: Batch) -> dict[str, Any]:
    """The form's JSON with every field blank."""
    years = [str(batch.last_year - back) for back in (2, 1, 0)]
    fields = {field.id: _blank(field, years) for field in programme.fields}
    return {"schema": SCHEMA, "programme": programme.id, "batch": batch.number, "kind": "new", "fields": fields}


def _blank(field: FormField, years: list[str]) -> Any:
    if field.parts:
        return [{part.id: "" for part in field.parts}]
    return dict.fromkeys(years, "") if field.yearly else ""


def write_form_xlsx(programme: Programme, batch: Batch, path: Path) -> None:
    """The form as a workbook: a row per field, a column per year, a sheet per list; cells are text so nothing becomes a formula."""
    years = [batch.last_year - back for back in (2, 1, 0)]
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(FORM_SHEET)
    sheet.append([*_COLUMNS, "填报值", *(f"{year}年" for year in years)])
    for field in programme.fields:
        if field.parts:
            listed = book.create_sheet(field.id)
            listed.append([part.id for part in field.parts])
        else:
            sheet.append([field.id, field.label.zh, field.unit or ""])
    for column, width in (("A", 14), ("B", 46), ("C", 8), ("D", 30), ("E", 16), ("F", 16), ("G", 16)):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=2, min_col=4, max_col=7):
        for cell in row:
            cell.number_format = "@"
    sheet.freeze_panes = "D2"
    book.save(path)
