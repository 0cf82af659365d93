"""The Word form: cover, nine sections with their tables, boxes ticked, places for signature and seal; byte-identical for equal values."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.shared import Pt

from docintel.simulate.application import PATENT_COLUMNS
from docintel.simulate.application import SECTIONS
from docintel.simulate.application import TOP_COLUMNS
from docintel.simulate.application import Field
from docintel.simulate.application import FormValues
from docintel.simulate.application import Section
from docintel.simulate.application import YearValues
from docintel.simulate.enterprise import FORM_YEARS

LAST_YEAR_FIRST = 3  # layouts from here on are the second family: the last year in the first column
ONE_PAIR = (1, 3, 5)  # layouts with one pair of label and value to a row
EPOCH = datetime(2023, 3, 20, tzinfo=UTC)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
LISTS = {"c.top3": TOP_COLUMNS, "f.patents": PATENT_COLUMNS}
WIDE = (
    "a.holding_flag",
    "a.group_flag",
    "a.addr",
    "a.controller_sh",
    "a.name",
    "g.gap",
    "g.gap_text",
    "i.intro",
    "a.listing",
    "d.it",
    "i.prov_title",
)
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def word_form(values: FormValues, layout: int, attachments: Sequence[tuple[str, int]] = ()) -> bytes:
    """The form as a Word file; `attachments` are the names and pages of its list, where it has one."""
    document = docx.Document()
    _page(document)
    _cover(document, values)
    for section in SECTIONS:
        _section(document, section, values, layout)
    _attachments(document, attachments)
    _declaration(document)
    return sealed(document)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "SimSun", Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "SimSun")
    footer = section.footer.paragraphs[0]
    footer.text, footer.alignment = "虚构样例 · 仅供软件测试", WD_ALIGN_PARAGRAPH.RIGHT
    core = document.core_properties
    core.author, core.last_modified_by, core.title = "docintel samples", "docintel samples", "申请书（虚构样例）"
    core.created = core.modified = EPOCH
    core.revision = 1


def _line(document: Any, text: str, size: float, *, bold: bool = False, before: float = 0) -> Any:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    return paragraph


def _centred(document: Any, text: str, size: float, *, bold: bool = False, before: float = 0) -> None:
    _line(document, text, size, bold=bold, before=before).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _cover(document: Any, values: FormValues) -> None:
    _line(document, "附件", 12)
    _centred(document, "第五批专精特新“小巨人”企业申请书", 24, bold=True, before=120)
    _line(document, f"企业名称（盖章）：{values['a.name']}", 15, before=140)
    _line(document, "推荐时间：2023年4月", 15, before=16)
    _line(document, "推荐单位（盖章）：", 15, before=16)
    _centred(document, "工业和信息化部编制", 14, before=150)
    _centred(document, "二〇二三年", 14)
    document.add_page_break()


def _section(document: Any, section: Section, values: FormValues, layout: int) -> None:
    _line(document, section.title, 14, bold=True, before=10)
    if section.yearly:
        _yearly_table(document, section.yearly, values, layout)
        document.add_paragraph()
    single = [field for field in section.fields if field.id not in LISTS]
    if single:
        _pairs_table(document, single, values, columns=2 if layout in ONE_PAIR else 4)
    for field in section.fields:
        if field.id in LISTS:
            _line(document, field.label, 10.5, bold=True, before=8)
            _list_table(document, LISTS[field.id], values[field.id])


def _grid(document: Any, rows: int, columns: int) -> Any:
    table = document.add_table(rows=rows, cols=columns)
    table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
    return table


def _label(field: Field) -> str:
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def _yearly_table(document: Any, fields: Iterable[Field], values: FormValues, layout: int) -> None:
    rows = list(fields)
    table = _grid(document, len(rows) + 1, 1 + len(FORM_YEARS))
    shown = FORM_YEARS[::-1] if layout >= LAST_YEAR_FIRST else FORM_YEARS
    _write(table.rows[0].cells, ["指标名称" if layout >= LAST_YEAR_FIRST else "指标", *(f"{year}年" for year in shown)])
    for row, field in zip(table.rows[1:], rows, strict=True):
        value = values[field.id]
        years: YearValues = value if isinstance(value, dict) else {}
        _write(row.cells, [_label(field), *(years.get(str(year), "") for year in shown)])


def _write(cells: Any, texts: Iterable[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text


def _pairs_table(document: Any, fields: list[Field], values: FormValues, *, columns: int) -> None:
    """Labels left of their values, two pairs to a row where there is room; long answers have a row of their own."""
    rows: list[list[Field]] = []
    for field in fields:
        alone = columns == 2 or field.id in WIDE or len(field.label) > 12
        if rows and not alone and len(rows[-1]) == 1 and rows[-1][0].id not in WIDE and len(rows[-1][0].label) <= 12:
            rows[-1].append(field)
        else:
            rows.append([field])
    table = _grid(document, len(rows), columns)
    for row, pair in zip(table.rows, rows, strict=True):
        _pair_row(row.cells, pair, values, columns)


def _pair_row(cells: Any, pair: list[Field], values: FormValues, columns: int) -> None:
    if len(pair) == 1 and columns == 4:
        cells[1].merge(cells[3])
    for index, field in enumerate(pair):
        cells[2 * index].text = _label(field)
        cells[2 * index + 1].text = _answer(field, values)


def _answer(field: Field, values: FormValues) -> str:
    text = str(values[field.id])
    if not field.options:
        return dated(text)
    chosen = text.split("、")
    return "  ".join(f"{'☑' if option in chosen else '☐'}{option}" for option in field.options)


def dated(text: str) -> str:
    """An ISO date as the printed form writes it."""
    return ISO_DATE.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", text)


def _list_table(document: Any, columns: tuple[tuple[str, str], ...], value: Any) -> None:
    table = _grid(document, len(value) + 1, len(columns) + 1)
    _write(table.rows[0].cells, ["序号", *(label for _, label in columns)])
    for number, (row, item) in enumerate(zip(table.rows[1:], value, strict=True), 1):
        _write(row.cells, [str(number), *(dated(item[key]) for key, _ in columns)])


def _attachments(document: Any, attachments: Sequence[tuple[str, int]]) -> None:
    if not attachments:
        return
    _line(document, "附件清单", 14, bold=True, before=10)
    table = _grid(document, len(attachments) + 1, 3)
    _write(table.rows[0].cells, ["序号", "附件名称", "页数"])
    for number, (row, (name, pages)) in enumerate(zip(table.rows[1:], attachments, strict=True), 1):
        _write(row.cells, [str(number), name, f"{pages}页"])


def _declaration(document: Any) -> None:
    _line(document, "真实性声明", 14, bold=True, before=14)
    _line(
        document,
        "本企业近三年内未发生重大安全、质量、环境污染等事故，无严重失信、偷漏税等违法违规行为。以上所填内容和提交资料均准确、真实、合法、有效、无涉密信息，"
        "本企业愿为此承担有关法律责任。",
        10.5,
    )
    _line(document, "法定代表人（签名）：　　　　　　　　　　　（企业公章）", 12, before=20)
    _line(document, "2023年4月3日", 12)


def sealed(document: Any) -> bytes:
    """The package with every part at one fixed time and in one fixed order."""
    written, sealed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            target.writestr(entry, source.read(name))
    return sealed.getvalue()
