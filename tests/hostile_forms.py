"""Online forms that attack; each with the code it is refused with, None where it is read."""

from __future__ import annotations

from pathlib import Path

from hostile_office import cell
from hostile_office import sheet
from hostile_office import sheet_with_entities
from hostile_office import workbook


def deep(path: Path) -> None:
    path.write_text('{"fields": {"b.rev": ' + "[" * 100_000 + "]" * 100_000 + "}}", encoding="utf-8")


def deep_but_read(path: Path) -> None:
    """Deep, and within what can be read."""
    path.write_text('{"fields": {"b.rev": ' + "[" * 150 + "]" * 150 + "}}", encoding="utf-8")


def long_numbers(path: Path) -> None:
    path.write_text('{"batch": ' + "9" * 10_000 + ', "fields": {"b.rev": ' + "9" * 100_000 + "}}", encoding="utf-8")


def no_numbers(path: Path) -> None:
    path.write_text('{"batch": "²", "fields": {"b.rev": NaN, "b.net": -Infinity, "b.rd": 1e999999}}', encoding="utf-8")


def said_twice(path: Path) -> None:
    path.write_text('{"fields": {"b.rev": 1, "b.rev": 9}}', encoding="utf-8")


def other_encoding(path: Path) -> None:
    path.write_bytes('{"fields": {"b.rev": "营业收入"}}'.encode("gb18030"))


def half_characters(path: Path) -> None:
    path.write_text(
        '{"kind": ["new"], "programme": "\\ud800", "fields": {"b.\\udc00rev": {"20\\ud80022": "\\ud800<script>"}, "l": [{"\\udfff": 1}]}}',
        encoding="utf-8",
    )


def crowded(path: Path) -> None:
    path.write_text('{"fields": {"f.patents": [' + ",".join('{"a":1}' for _ in range(210_000)) + "]}}", encoding="utf-8")


def a_list(path: Path) -> None:
    path.write_text("[1]", encoding="utf-8")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def formulas(path: Path) -> None:
    """Cells that a spreadsheet would run: they are text here."""
    rows = f'<row r="1">{cell("A1", "编号")}{cell("B1", "填报项")}{cell("C1", "填报值")}</row>'
    rows += f'<row r="2">{cell("A2", "b.rev")}{cell("B2", "x")}{cell("C2", "=HYPERLINK(&quot;http://198.51.100.7&quot;)")}</row>'
    workbook(path, sheet(rows))


def far_row(path: Path) -> None:
    workbook(path, sheet(f'<row r="1048576">{cell("XFD1048576", "编号")}</row>'))


def crowded_sheet(path: Path) -> None:
    workbook(path, sheet("".join(f'<row r="{n}">{cell(f"A{n}", "编号")}{cell(f"BL{n}", "x")}</row>' for n in range(1, 4000))))


FORMS = (
    (deep, ".json", "wrong_json"),
    (deep_but_read, ".json", None),
    (long_numbers, ".json", None),
    (no_numbers, ".json", None),
    (said_twice, ".json", "wrong_json"),
    (other_encoding, ".json", "wrong_json"),
    (half_characters, ".json", None),
    (crowded, ".json", "too_many_cells"),
    (a_list, ".json", "wrong_json"),
    (nothing, ".json", "wrong_json"),
    (formulas, ".xlsx", None),
    (far_row, ".xlsx", "too_many_cells"),
    (sheet_with_entities, ".xlsx", "wrong_xlsx"),
    (crowded_sheet, ".xlsx", "too_many_cells"),
)
