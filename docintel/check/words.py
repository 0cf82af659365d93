"""How checks say values and places to a person, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from decimal import ROUND_HALF_UP
from decimal import Decimal

from docintel.check.dossier import FORM_KIND
from docintel.check.dossier import Dossier
from docintel.domain.fact import Absence
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Scope
from docintel.domain.fact import is_unreadable
from docintel.domain.quantity import Quantity
from docintel.domain.quantity import to_step
from docintel.domain.source import CellPath
from docintel.domain.wording import Wording
from docintel.text.dates import format_date
from docintel.text.quantities import PRINTED_UNITS
from docintel.text.quantities import format_quantity

BASE_UNITS = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元", "JPY": "日元", "GBP": "英镑"} | {
    "percent": "%", "person": "人", "item": "项", "year": "年", "day": "天", "point": "百分点",
}  # fmt: skip
SCOPES = {Scope.CONSOLIDATED: Wording("合并", "consolidated"), Scope.PARENT: Wording("母公司", "parent")}
PLACES = {
    "balance_sheet": Wording("资产负债表", "balance sheet"),
    "income_statement": Wording("利润表", "income statement"),
    "cash_flow_statement": Wording("现金流量表", "cash flow statement"),
    "equity_changes": Wording("所有者权益变动表", "statement of changes in equity"),
    "key_figures": Wording("主要会计数据", "key figures"),
    "notes_revenue": Wording("附注：营业收入和营业成本", "note on revenue"),
    "notes_rd": Wording("附注：研发费用", "note on R&D expense"),
    "notes": Wording("附注", "notes"),
    "audit_report": Wording("审计报告", "audit report"),
    "business_licence": Wording("营业执照", "business licence"),
    "patent_certificate": Wording("专利证书", "patent certificate"),
    "equity_table": Wording("股权结构表", "table of shareholders"),
    FORM_KIND: Wording("申请书", "application form"),
}
OPINIONS = {
    "unqualified": Wording("标准无保留意见", "an unqualified opinion"),
    "emphasis": Wording("带强调事项段的无保留意见", "an unqualified opinion with an emphasis of matter"),
    "qualified": Wording("保留意见", "a qualified opinion"),
    "disclaimer": Wording("无法表示意见", "a disclaimer of opinion"),
    "adverse": Wording("否定意见", "an adverse opinion"),
}
TABLE_CELL = re.compile(r"body/t(\d+)/r(\d+)/c(\d+)")
LINE = re.compile(r"line (\d+)(?:/c(\d+))?")  # of a file of plain text
ABSENT = Wording("未填写", "nothing")
UNREAD = Wording("不能识别的内容", "something that cannot be read")
TICKED_NOTHING = Wording("未勾选", "nothing ticked")


def unit_of(fact: Fact) -> str:
    """The unit a fact's number is said in: as printed, else the base unit's."""
    quantity = fact.quantity
    if quantity is None:
        raise ValueError(f"{fact.label} is not a number")
    printed = fact.printed_unit
    if printed is not None and printed in PRINTED_UNITS and PRINTED_UNITS[printed][0] == quantity.unit:
        return printed
    return BASE_UNITS.get(quantity.unit, "元")


def number(quantity: Quantity, unit: str) -> str:
    """A number in a printed unit; in a currency without a printed unit here its plain value and code."""
    if unit in PRINTED_UNITS and PRINTED_UNITS[unit][0] == quantity.unit:
        return format_quantity(quantity, unit)
    return f"{quantity.value:,} {quantity.unit}"


def in_form_unit(evidenced: Quantity, declared: Fact) -> str:
    """What would have been right on the form: the evidence in the form's unit, to the form's step where that is coarser."""
    unit, own = unit_of(declared), declared.quantity
    if own is None or own.unit != evidenced.unit:
        return number(evidenced, BASE_UNITS.get(evidenced.unit, "元"))
    step = max(own.step, evidenced.step)
    upper = None if evidenced.upper is None else to_step(evidenced.upper, step, ROUND_HALF_UP)
    return number(Quantity(to_step(evidenced.value, step, ROUND_HALF_UP), evidenced.unit, step, upper), unit)


def value(fact: Fact, dossier: Dossier) -> Wording:
    """A fact's value as a person reads it."""
    held = fact.value
    if isinstance(held, Quantity):
        return same(number(held, unit_of(fact)))
    if isinstance(held, Absence):
        return UNREAD if is_unreadable(held) else ABSENT
    if isinstance(held, Choice):
        return chosen(fact, held.chosen, dossier)
    if isinstance(held, Date):
        return same(format_date(held.day))
    return same(held.code if isinstance(held, Identifier) else f"“{held.text}”")


def chosen(fact: Fact, options: Iterable[str], dossier: Dossier) -> Wording:
    """Options of a field as the form prints them."""
    fields = [field for field in dossier.programme.fields if field.concept == fact.concept]
    parts = [part for field in dossier.programme.fields for part in field.parts if part.concept == fact.concept]
    printed = dict([option for field in fields for option in field.options] + [option for part in parts for option in part.options])
    words = [OPINIONS.get(one) or same(printed.get(one, one)) for one in options]
    if not words:
        return TICKED_NOTHING
    return Wording("、".join(word.zh for word in words), ", ".join(word.en for word in words))


def same(text: str) -> Wording:
    """One text for both languages: numbers, names, codes."""
    return Wording(text, text)


def label(fact: Fact, dossier: Dossier) -> Wording:
    """The year and the name of what a fact says: 2022年营业收入, revenue 2022; a field of the form by the label it has there."""
    known = dossier.taxonomy.label(fact.concept, fact.label)
    if fact.kind == FORM_KIND:
        known = next((label for label in _form_labels(dossier, fact.concept) if label.zh == fact.label), known)
    return dated(known, fact.year)


def _form_labels(dossier: Dossier, concept: str | None) -> Iterator[Wording]:
    for field in dossier.programme.fields:
        if field.concept == concept and not field.parts:
            yield field.label
        yield from (part.label for part in field.parts if part.concept == concept)


def named(dossier: Dossier, concept: str | None, year: int | None) -> Wording:
    """A concept with its year."""
    return dated(dossier.taxonomy.label(concept), year)


def dated(name: Wording, year: int | None) -> Wording:
    """A name with its year."""
    return name if year is None else Wording(f"{year}年{name.zh}", f"{name.en} {year}")


def place(fact: Fact, dossier: Dossier) -> Wording:
    """Where a fact stands: `审计报告2022.pdf（合并利润表，第5页）`."""
    kind = material(fact.kind, dossier)
    scope = SCOPES.get(fact.scope)
    part = kind if scope is None else Wording(scope.zh + kind.zh, f"{scope.en} {kind.en}")
    where = _spot(fact)
    inner = part if where is None else Wording(f"{part.zh}，{where.zh}", f"{part.en}, {where.en}")
    file = dossier.file(fact.source.document)
    return inner if file is None else Wording(f"{file}（{inner.zh}）", f"{file} ({inner.en})")


def material(kind: str, dossier: Dossier) -> Wording:
    """What a kind of document is called in a sentence."""
    if kind in PLACES:
        return PLACES[kind]
    known = dossier.kinds.get(kind)
    return same(kind) if known is None else Wording(known.label.zh, known.label.en[:1].lower() + known.label.en[1:])


def _spot(fact: Fact) -> Wording | None:
    if fact.source.page is not None:
        return Wording(f"第{fact.source.page}页", f"page {fact.source.page}")
    span = fact.source.spans[0]
    return _address(span.cell) if isinstance(span, CellPath) else None


def _address(cell: str) -> Wording:
    """`body/t2/r13/c3` and `line 10/c2` as a person counts them."""
    line = LINE.fullmatch(cell)
    if line is not None:
        number_, column = line.groups()
        return Wording(f"第{number_}行第{column}列", f"line {number_}, column {column}") if column else Wording(f"第{number_}行", cell)
    table = TABLE_CELL.fullmatch(cell)
    if table is None:
        return same(cell)
    number_, row, column = table.groups()
    return Wording(f"表{number_}第{row}行第{column}列", f"table {number_}, row {row}, column {column}")


def joined(parts: list[Wording]) -> Wording:
    """Several things named one after the other."""
    return Wording("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def computed(number_: Decimal | None, result: Fact, *, step: Decimal | None = None) -> str:
    """A calculated number beside the printed result it is held against: in its unit, to `step`, else one digit finer than printed."""
    printed = result.quantity
    if number_ is None or printed is None:
        return "?"
    finer = printed.step if printed.is_counted else printed.step / 10
    return number(Quantity(to_step(number_, step or finer, ROUND_HALF_UP), printed.unit, step or finer), unit_of(result))
