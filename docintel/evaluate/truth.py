"""What is true of a folder of files: figures of a corpus, its scans, and every printed fact of samples; a truth file that is none is named."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal
from decimal import InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any

from docintel.domain.errors import UsageError
from docintel.text.names import normalise_name
from docintel.text.periods import parse_period

Json = Any


class Part(StrEnum):
    """What can be scored, by where its truth stands."""

    FIGURES = "figures"  # truth/figures.json about pdf/
    SCANS = "scans"  # truth/scans.json: which scan shows which page that figures.json knows
    SAMPLES = "samples"  # **/truth.json beside application/
    LANGUAGE = "language"  # language/*.jsonl


FOLDERS = {"pdf": Part.FIGURES, "scans": Part.SCANS, "language": Part.LANGUAGE}


@dataclass(frozen=True, slots=True)
class TrueFact:
    """A fact as the truth has it.

    `entity` is empty where the document's own enterprise is meant and `whole` false; `start` and `end` are the days of its period, empty
    where there is none; `unit` is None for what is no number. `whole` says that the truth names everything printed on its page.
    """

    part: Part
    file: str
    page: int | None
    kind: str
    entity: str
    scope: str
    concept: str
    start: str
    end: str
    value: str
    unit: str | None
    printed: str
    item: str | None = None
    whole: bool = False
    owner: str = ""  # the document's own enterprise, where the truth names it

    @property
    def number(self) -> Decimal | None:
        """The value where it is a number."""
        return None if self.unit is None else Decimal(self.value)


def root_and_parts(folder: Path) -> tuple[Path, tuple[Part, ...]]:
    """A corpus with all its parts; one of its folders (`corpus/scans`) means that part alone."""
    part = FOLDERS.get(folder.resolve().name)
    if part is not None and not (folder / "truth").is_dir() and (folder.resolve().parent / "truth").is_dir():
        return folder.resolve().parent, (part,)
    return folder, tuple(Part)


def true_facts(corpus: Path, parts: tuple[Part, ...]) -> tuple[TrueFact, ...]:
    """Every fact the truth of these parts names; UsageError names a truth file that cannot be used."""
    found: list[TrueFact] = []
    figures = tuple(_figures(corpus)) if Part.FIGURES in parts or Part.SCANS in parts else ()
    if Part.FIGURES in parts:
        found += figures
    if Part.SCANS in parts:
        found += _scans(corpus, figures)
    if Part.SAMPLES in parts:
        found += _samples(corpus)
    return tuple(found)


def path_of(corpus: Path, file: str) -> Path | None:
    """Where a file that the truth names lies, however its name is composed."""
    wanted = unicodedata.normalize("NFC", file)
    folder = (corpus / wanted).parent
    if (corpus / wanted).is_file():
        return corpus / wanted
    known = sorted(folder.iterdir()) if folder.is_dir() else []
    return next((path for path in known if unicodedata.normalize("NFC", path.name) == Path(wanted).name), None)


def read_json(path: Path) -> Json:
    """The content of a truth file; UsageError says which one cannot be read and where."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UsageError(f"真值文件无法读取：{path}（{error}） / the truth file {path} cannot be read: {error}") from error


def read_lines(path: Path) -> list[Json]:
    """The rows of a JSON Lines file."""
    rows = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise UsageError(f"文件无法读取：{path}（{error}） / {path} cannot be read: {error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise UsageError(f"{path} 第 {number} 行不是 JSON：{error} / {path} line {number} is no JSON: {error}") from error
    return rows


def bad_row(path: Path, number: int, error: Exception) -> UsageError:
    """The error for a row that lacks something or holds what cannot be true."""
    told = f"{type(error).__name__}: {error}"
    return UsageError(f"真值文件 {path} 第 {number} 条有误（{told}） / truth file {path}, row {number} is wrong: {told}")


def _figures(corpus: Path) -> Iterator[TrueFact]:
    path = corpus / "truth" / "figures.json"
    for number, row in enumerate(read_json(path) if path.is_file() else [], start=1):
        try:
            yield _figure(row)
        except (KeyError, TypeError, ValueError, InvalidOperation) as error:
            raise bad_row(path, number, error) from error


def _figure(row: Json) -> TrueFact:
    entity = row["scope"].partition(":")[2] if row["scope"].startswith("entity:") else ""
    period = parse_period(row["period"])
    if period is None:
        raise ValueError(f"no period {row['period']!r}")
    return TrueFact(
        part=Part.FIGURES,
        file=f"pdf/{row['file']}",
        page=row["page"],
        kind=row["statement"],
        entity=entity,
        scope="" if entity else row["scope"],
        concept=row["key"],
        start="" if period.start is None else period.start.isoformat(),
        end=period.end.isoformat(),
        value=str(Decimal(row["value_yuan"])),
        unit="CNY",
        printed=row["value_printed"],
    )


def _scans(corpus: Path, figures: tuple[TrueFact, ...]) -> Iterator[TrueFact]:
    """The figures of a page under the name of the scan that shows it."""
    path = corpus / "truth" / "scans.json"
    for number, row in enumerate(read_json(path) if path.is_file() else [], start=1):
        try:
            source, page, scan = f"pdf/{row['source']}", row["source_page"], f"scans/{row['scan']}"
        except (KeyError, TypeError) as error:
            raise bad_row(path, number, error) from error
        for figure in figures:
            if (figure.file, figure.page) == (source, page):
                yield replace(figure, part=Part.SCANS, file=scan, page=1)


def _samples(corpus: Path) -> Iterator[TrueFact]:
    """Samples keep their facts by file, page, kind, scope and entity."""
    for path in sorted(corpus.glob("**/truth.json")):
        truth = read_json(path)
        folder = path.parent.relative_to(corpus) / "application"
        groups = truth.get("facts", []) if isinstance(truth, dict) else []
        for number, group in enumerate(groups, start=1):
            try:
                yield from _group(group, folder, truth["enterprise"]["name"])
            except (KeyError, TypeError, ValueError, InvalidOperation) as error:
                raise bad_row(path, number, error) from error


def _group(group: Json, folder: Path, applicant: str) -> Iterator[TrueFact]:
    own = normalise_name(group["entity"]) == normalise_name(applicant)
    for row in group["rows"]:
        cells = dict(zip(group["columns"], row, strict=False))
        start, _, end = (cells["period"] or "").rpartition("/")
        yield TrueFact(
            part=Part.SAMPLES,
            file=(folder / group["file"]).as_posix(),
            page=group["page"],
            kind=group["kind"],
            entity="" if own else group["entity"],
            scope=group["scope"],
            concept=cells["concept"],
            start=start,
            end=end,
            value=str(cells["value"]) if cells["unit"] is None else str(Decimal(cells["value"])),
            unit=cells["unit"],
            printed=cells["printed"],
            item=cells.get("item"),
            whole=group["page"] is not None,
            owner=group["entity"] if own else "",
        )
