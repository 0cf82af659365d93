"""The printed form as a PDF: cover, sections, lists, list of attachments, declaration with seal, signature and date, numbered pages."""

from __future__ import annotations

import io
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2

from docintel.simulate.application import SECTIONS
from docintel.simulate.application import Field
from docintel.simulate.application import FormValues
from docintel.simulate.application import Section
from docintel.simulate.application import YearValues
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.typesetting import pdf
from docintel.simulate.typesetting import quoted
from docintel.simulate.typesetting import seal
from docintel.simulate.typesetting import signature
from docintel.simulate.word import LISTS
from docintel.simulate.word import WIDE
from docintel.simulate.word import dated

DECLARED = "本企业近三年内未发生重大安全、质量、环境污染等事故，无严重失信、偷漏税等违法违规行为。以上所填内容和提交资料均准确、真实、合法、有效、无涉密信息，本企业愿为此承担有关法律责任。"
NUMBERINGS = ("第{}页 共{}页", "- {} -", "{} / {}", "{}")
SHORT = 12  # characters of a label that leaves room for a second pair


@dataclass(frozen=True, slots=True)
class Finish:
    """How a printed form is finished: what is pressed, written and bound. Pages count from 1."""

    sealed: bool = True
    signed: bool = True
    dated: bool = True
    lost_page: int | None = None
    doubled_page: int | None = None
    layout: int = 0


Attachment = tuple[str, int]  # name and pages, as the list of the form gives them


def printed_form(values: FormValues, people: tuple[str, str], attachments: Iterable[Attachment], finish: Finish) -> bytes:
    """The form as PDF; `people` are the enterprise and its legal representative."""
    parts = [_cover(values, finish), *(_section(section, values, finish) for section in SECTIONS)]
    parts += [_attachments(tuple(attachments)), _declaration(people, finish)]
    body = "\n\n".join(parts[1:])
    return _bound(pdf(_preamble(finish), [parts[0], body]), finish)


def _preamble(finish: Finish) -> str:
    shape = NUMBERINGS[finish.layout % len(NUMBERINGS)]
    head, _, rest = shape.partition("{}")
    middle, _, tail = rest.partition("{}")
    total = f"#counter(page).final().first()#{quoted(tail)}" if "{}" in rest else ""
    number = f"context [#{quoted(head)}#counter(page).get().first()#{quoted(middle)}{total}]"
    size = (10.5, 10, 9.5)[finish.layout % 3]
    return f'#set page(paper: "a4", margin: (x: 2.2cm, y: 2.3cm), footer: align(center, text(size: 9pt, {number})))\n#set text(size: {size}pt)\n'


def _cover(values: FormValues, finish: Finish) -> str:
    name = str(values["a.name"])
    stamp = f"#place(dx: 6.5cm, dy: -2.3cm, {seal(name)})\n" if finish.sealed else ""
    return (
        f"#v(4cm)\n#align(center, text(size: 24pt, stroke: 0.4pt, {quoted('第五批专精特新“小巨人”企业申请书')}))\n#v(5cm)\n"
        f"#text(size: 15pt, {quoted(f'企业名称（盖章）：{name}')})\n{stamp}\n#v(0.6cm)\n#text(size: 15pt, {quoted('推荐时间：2023年4月')})\n\n#v(0.6cm)\n"
        f"#text(size: 15pt, {quoted('推荐单位（盖章）：')})\n\n#v(5cm)\n#align(center, text(size: 14pt, {quoted('工业和信息化部编制')}))\n"
    )


def _section(section: Section, values: FormValues, finish: Finish) -> str:
    told = [f"#v(0.5cm)\n#text(size: 13pt, stroke: 0.3pt, {quoted(section.title)})\n"]
    if section.yearly:
        told.append(_yearly(section.yearly, values))
    single = [field for field in section.fields if field.id not in LISTS]
    if single:
        told.append(_pairs(single, values, finish))
    lists = [field for field in section.fields if field.id in LISTS]
    told += [f"#text(stroke: 0.2pt, {quoted(field.label)})\n\n{_list(LISTS[field.id], values[field.id])}" for field in lists]
    return "\n\n".join(told)


def _grid(columns: str, rows: Iterable[str]) -> str:
    return f"#table(columns: {columns}, stroke: 0.6pt, inset: (x: 4pt, y: 5pt), align: left + horizon,\n" + ",\n".join(rows) + ")\n"


def _label(field: Field) -> str:
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def _yearly(fields: Iterable[Field], values: FormValues) -> str:
    rows = [", ".join(map(quoted, ("指标", *(f"{year}年" for year in FORM_YEARS))))]
    for field in fields:
        value = values[field.id]
        years: YearValues = value if isinstance(value, dict) else {}
        rows.append(", ".join(map(quoted, (_label(field), *(years.get(str(year), "") for year in FORM_YEARS)))))
    return _grid("(1.6fr, 1fr, 1fr, 1fr)", rows)


def _pairs(fields: list[Field], values: FormValues, finish: Finish) -> str:
    """Labels beside their values, two pairs to a row where the layout is wide and there is room."""
    wide = finish.layout % 2 == 0
    rows: list[str] = []
    for pair in _paired(fields, wide=wide):
        cells = [quoted(text) for field in pair for text in (_label(field), _answer(field, values))]
        if wide and len(pair) == 1:
            cells[1] = f"table.cell(colspan: 3, {cells[1]})"
        rows.append(", ".join(cells))
    return _grid("(1.1fr, 1.4fr, 1.1fr, 1.4fr)" if wide else "(1fr, 2fr)", rows)


def _paired(fields: list[Field], *, wide: bool) -> Iterator[list[Field]]:
    held: list[Field] = []
    for field in fields:
        if not wide or field.id in WIDE or field.options or len(field.label) > SHORT:
            if held:
                yield held
            yield [field]
            held = []
        else:
            held.append(field)
            if len(held) == 2:
                yield held
                held = []
    if held:
        yield held


def _answer(field: Field, values: FormValues) -> str:
    text = str(values[field.id])
    if not field.options:
        return dated(text)
    chosen = text.split("、")
    return "  ".join(f"{'☑' if option in chosen else '☐'}{option}" for option in field.options)


def _list(columns: tuple[tuple[str, str], ...], value: Any) -> str:
    rows = [", ".join(map(quoted, ("序号", *(label for _, label in columns))))]
    rows += [", ".join(map(quoted, (str(number), *(dated(row[key]) for key, _ in columns)))) for number, row in enumerate(value, 1)]
    widths = ", ".join("2.2fr" if key == "number" else "1.4fr" for key, _ in columns)
    return f"#text(size: 8.5pt)[{_grid(f'(0.6fr, {widths})', rows)}]"


def _attachments(listed: tuple[Attachment, ...]) -> str:
    rows = [", ".join(map(quoted, ("序号", "附件名称", "页数")))]
    rows += [", ".join(map(quoted, (str(number), name, str(pages)))) for number, (name, pages) in enumerate(listed, 1)]
    return f"#v(0.5cm)\n#text(size: 13pt, stroke: 0.3pt, {quoted('附件清单')})\n\n{_grid('(0.6fr, 4fr, 1fr)', rows)}" if listed else ""


def _declaration(people: tuple[str, str], finish: Finish) -> str:
    name, representative = people
    hand = f"#place(dx: 4.2cm, dy: -1.1cm, {signature(representative, '2.6cm')})\n" if finish.signed else ""
    stamp = f"#place(dx: 9.2cm, dy: -2.6cm, {seal(name)})\n" if finish.sealed else ""
    day = "2023年4月3日" if finish.dated else "　　　年　　月　　日"
    return (
        f"#block(breakable: false)[#v(0.5cm)\n#text(size: 13pt, stroke: 0.3pt, {quoted('真实性声明')})\n\n#par({quoted(DECLARED)})\n#v(1.6cm)\n"
        f"#text(size: 12pt, {quoted('法定代表人（签名）：')})#h(5.2cm)#text(size: 12pt, {quoted('（企业公章）')})\n\n{hand}{stamp}\n#v(0.9cm)\n#text(size: 12pt, {quoted(day)})\n#v(1.6cm)]"
    )


def _bound(content: bytes, finish: Finish) -> bytes:
    """The sheets as they were scanned: one left out, one taken twice."""
    if finish.lost_page is None and finish.doubled_page is None:
        return content
    source: Any = pypdfium2.PdfDocument(content)
    order = [index for index in range(len(source)) if index + 1 != finish.lost_page]
    if finish.doubled_page is not None:
        order.insert(order.index(finish.doubled_page - 1), finish.doubled_page - 1)
    bound: Any = pypdfium2.PdfDocument.new()
    bound.import_pages(source, pages=order)
    out = io.BytesIO()
    bound.save(out)
    return out.getvalue()
