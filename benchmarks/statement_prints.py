"""Statements in the many ways houses print them, with the facts that they state: every choice is drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal
from random import Random

from statement_rows import FORMATS
from statement_rows import Rows

UNITS = {
    "单位：元": 1, "单位：人民币元": 1, "金额单位：人民币元": 1, "单位：万元": 10_000, "金额单位：人民币万元": 10_000, "单位：千元  币种：人民币": 1_000,
    "单位:元 币种:人民币": 1, "（金额单位：人民币百万元）": 1_000_000, "人民币千元": 1_000, "货币单位：人民币元": 1, "单位：人民币（万元）": 10_000,
}  # fmt: skip
NAMES = (
    "杭州样例精密机械股份有限公司",
    "苏州例远光电科技有限公司",
    "例华（宁波）新材料有限公司",
    "洛阳市例川轴承厂",
    "例江银行股份有限公司",
)
LABEL_HEADS = ("项目", "项  目", "项    目")
Cells = tuple[str, ...]
Expected = tuple[str, str, str, Decimal]  # concept, scope, period, value in yuan


@dataclass(frozen=True)
class Values:
    """A value column: its header texts from above to below, whose figures, when; no period where it is known and not read."""

    header: tuple[str, str]
    scope: str = "unstated"
    start: date | None = None
    end: date | None = None


@dataclass
class Printed:
    """A document: pages of lines and tables (tuples of rows), and what it states."""

    name: str
    style: str
    pages: list[list[str | tuple[Cells, ...]]] = field(default_factory=list)
    states: list[Expected] = field(default_factory=list)


def printed(seed: int) -> Printed:
    """One statement with everything drawn from the seed."""
    rng = Random(f"statement/{seed}")
    name = rng.choice(sorted(FORMATS))
    kind, title, left, right = FORMATS[name]
    bank, group = name.startswith("bank"), name.startswith("group")
    owners = rng.choice(("", "", "", "over", "under")) if not right and "small" not in name else ""
    span = rng.choice(("year", "year", "year", "half", "nine")) if "2006" not in name else "year"
    year = rng.randrange(2018, 2025)
    relative = rng.random() < 0.5
    scope = "consolidated" if group else rng.choice(("unstated", "parent"))
    columns = value_columns(rng, kind, (year, span), relative=relative, scope=scope, owners=(owners, bank))
    unit = rng.choice(sorted(UNITS))
    document = Printed(name, f"{owners or 'title'}/{span}/{'words' if relative else 'dates'}/{unit}")
    step = 0 if UNITS[unit] == 1_000_000 else 2
    rows = body(rng, document, (left, right), columns, factor=UNITS[unit], places=step)
    head = header(rng, columns, right, rows[0][1])
    heading = title_lines(rng, (title, scope, owners, bank), kind, (year, span), unit)
    lay_out(rng, document, heading, head, [row for row, _ in rows])
    return document


def value_columns(
    rng: Random, kind: str, told: tuple[int, str], *, relative: bool, scope: str, owners: tuple[str, bool]
) -> list[Values]:  # the ways of heading figures
    """The figures of this period and the one before, in either order, with columns beside them that hold none."""
    (year, span), (over, bank) = told, owners
    pair = [column(kind, year, span, scope, relative=relative, before=before) for before in (False, True)]
    if not relative and rng.random() < 0.4:
        pair.reverse()
    if over:
        names = rng.choice((("合并", "母公司"), ("合并", "公司"), ("合并数", "母公司数"))) if not bank else ("本集团", "本行")
        scopes = ("consolidated", "parent")
        if over == "over":
            return [
                Values((word, one.header[1]), whose, one.start, one.end) for word, whose in zip(names, scopes, strict=True) for one in pair
            ]
        return [Values((one.header[1], word), whose, one.start, one.end) for one in pair for word, whose in zip(names, scopes, strict=True)]
    extra = rng.choice(("", "", "", "变动比例", "增减额", f"{year + 1}年度（预测）", "未经审计的备考数"))
    if extra:
        pair.insert(rng.choice((0, 2)) if "预测" in extra else 2, Values(("", extra)))
    return pair


def column(kind: str, year: int, span: str, scope: str, *, relative: bool, before: bool) -> Values:
    """One column of figures with a header in words or in dates."""
    months = {"year": 12, "half": 6, "nine": 9}[span]
    last = {12: 31, 6: 30, 9: 30}[months]
    own = year - before
    if kind == "balance_sheet":
        end = date(year - 1, 12, 31) if before else date(year, months, last)
        words = "期初余额" if before else "期末余额"
        return Values(("", words if relative else f"{end.year}年{end.month}月{end.day}日"), scope, None, end)
    dates = f"{own}年度" if months == 12 else f"{own}年1-{months}月"
    words = "上期金额" if before else "本期金额"
    return Values(("", words if relative else dates), scope, date(own, 1, 1), date(own, months, last))


def body(
    rng: Random, document: Printed, halves: tuple[Rows, Rows], columns: list[Values], *, factor: int, places: int
) -> list[tuple[Cells, bool]]:  # with whether there is a column of references
    """The rows with their figures; every figure that is printed in a read column is stated."""
    left, right = halves
    with_note = rng.random() < 0.7
    wide = [*left, *[("", None)] * max(0, len(right) - len(left))]
    rows = []
    for place, (label, concept) in enumerate(wide):
        cells = _half(rng, document, (label, concept), columns, (with_note, place + 1), factor=factor, places=places)
        if right:
            other = right[place] if place < len(right) else ("", None)
            cells += _half(rng, document, other, columns, (with_note, place + 61), factor=factor, places=places)
        rows.append((cells, with_note))
    return rows


def _half(
    rng: Random, document: Printed, row: tuple[str, str | None], columns: list[Values], note: tuple[bool, int], *, factor: int, places: int
) -> Cells:  # a label, a reference, figures
    label, concept = row
    cells = [label]
    if note[0]:
        cells.append(rng.choice((str(note[1]), "", f"五、{note[1]}")) if concept else "")
    for one in columns:
        if concept is None:
            cells.append("")
        elif one.end is None:
            cells.append(f"{rng.uniform(-50, 90):.2f}%" if "比例" in one.header[1] else f"{rng.uniform(1e3, 9e6):,.2f}")
        elif rng.random() < 0.25 and not concept.startswith("total"):
            cells.append(rng.choice(("", "-", "—")))
        else:
            cells.append(_stated(rng, document, concept, one, factor=factor, places=places))
    return tuple(cells)


def _stated(rng: Random, document: Printed, concept: str, one: Values, *, factor: int, places: int) -> str:
    """A printed figure, and the fact it states."""
    number = Decimal(rng.randrange(10**4, 10 ** rng.randrange(6, 12))).scaleb(-places)
    number = -number if rng.random() < 0.06 else number
    instant = one.start is None or concept.startswith("cash_equivalents")
    when = f"{one.end}" if instant else f"{one.start}/{one.end}"
    document.states.append((concept, one.scope, when, number * factor))
    return f"{number:,.{places}f}" if number >= 0 or rng.random() < 0.7 else f"({-number:,.{places}f})"


def header(rng: Random, columns: list[Values], right: Rows, with_note: bool) -> list[Cells]:  # noqa: FBT001 (a column of the table)
    """One header row, or two where owners and periods share the columns."""
    note = [rng.choice(("附注", "行次", "附注编号"))] if with_note else []
    if any(one.header[0] for one in columns):
        tops = [one.header[0] for one in columns]
        merged = [("^" if place and tops[place - 1] == top else top) for place, top in enumerate(tops)]
        return [(rng.choice(LABEL_HEADS), *note, *merged), ("", *[""] * len(note), *[one.header[1] for one in columns])]
    names = [one.header[1] for one in columns]
    if right:
        return [
            (
                rng.choice(("资产", "资  产")),
                *note,
                *names,
                rng.choice(("负债和所有者权益", "负债及所有者权益（或股东权益）")),
                *note,
                *names,
            )
        ]
    return [(rng.choice(LABEL_HEADS), *note, *names)]


def title_lines(
    rng: Random, titled: tuple[str, str, str, bool], kind: str, told: tuple[int, str], unit: str
) -> list[str]:  # who, what, when, in which unit
    """The lines above the table."""
    (title, scope, owners, bank), (year, span) = titled, told
    months, last = {"year": (12, 31), "half": (6, 30), "nine": (9, 30)}[span]
    prefix = {"consolidated": "合并", "parent": rng.choice(("母公司", "公司", "银行" if bank else "母公司")), "unstated": ""}[scope]
    if owners:
        prefix = "合并及银行" if bank else rng.choice(("合并及公司", "合并及母公司"))
    name = NAMES[-1] if bank else rng.choice(NAMES[:-1])
    if kind == "balance_sheet":
        when = f"{year}年{months}月{last}日"
    else:
        when = (
            f"{year}年度"
            if span == "year"
            else rng.choice((f"{year}年1-{months}月", f"{year}年1—{months}月", f"{year}年1月1日至{months}月{last}日"))
        )
    prepared = rng.choice(("编制单位：", "编制单位:"))
    if rng.random() < 0.5:
        return [prefix + title, f"{prepared}{name}      {when}      {unit}"]
    return [prefix + title, when, prepared + name, unit]


def lay_out(rng: Random, document: Printed, heading: list[str], head: list[Cells], rows: list[Cells]) -> None:
    """On one page or two; the second repeats the title with 续, the header, or neither."""
    signed = "法定代表人：例一    主管会计工作负责人：例二    会计机构负责人：例三"
    if len(rows) < 24 or rng.random() < 0.3:
        document.pages.append([*heading, (*head, *rows), signed])
        return
    cut = rng.randrange(10, len(rows) - 5)
    document.pages.append([*heading, (*head, *rows[:cut])])
    again = rng.choice(("none", "header", "title"))
    lines = [heading[0] + "（续）", *heading[1:]] if again == "title" else []
    document.pages.append([*lines, (*([] if again == "none" else head), *rows[cut:]), signed])
