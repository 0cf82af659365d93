"""Sheets of a statement whose header stands on a page that is not there: what its rows still prove, and what stays assumed and doubted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docintel.domain.concept import PeriodKind
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.domain.quantity import PERCENT
from docintel.extract.columns import Column
from docintel.extract.columns import Header
from docintel.extract.context import STATEMENTS
from docintel.extract.context import Context
from docintel.extract.figure import Figure
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.header_rows import read_header
from docintel.extract.labels import Labels
from docintel.extract.values import suits
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period
from docintel.text.quantities import parse_quantity

UNIT_ASSUMED = "unit_assumed"  # figures to the fen without a unit: 元; ratios without one: %
TOTALS = ("合计", "总计", "小计")
COUNTED = {"person": "人", "item": "项"}
PERIOD_ASSUMED = "period_assumed"  # no column names its period: the report's, in the order that the format prescribes
SCOPE_ASSUMED = "scope_assumed"  # no title names the scope: only the lines that are there speak for it

FEWEST_ROWS = 8  # with a known line of one kind of statement
FEWEST_ANNOUNCED = 2  # known in a table whose announcement names one of them
LEAD = 0.8  # of the rows with a known line
FEWEST_FIGURES = 3  # in a column, or known in a table
_IN_FULL = re.compile(
    r"(?:账款|票据|存货|固定资产|无形资产|合同资产)(?:账面价值|净额)$"
)  # 应收账款账面价值: a row that says which figure of the line it is
_SHARE_OF = re.compile(r"占([^占()]{2,20}?)的?(?:比例|比重|比)(?:\(%\))?$")  # 占当期公司利润总额的比重
_OF_STAFF = {"rd_staff", "rd_staff_ratio"}  # how many of the staff do research, and which share they are
_WITH_AND_WITHOUT = {"net_profit_parent", "net_profit_parent_ex_nonrecurring"}  # what non-recurring items do to the profit
_TO_THE_FEN = re.compile(r"[-(]?\d{1,3}(?:,\d{3}){2,}\.\d{2}\)?")  # 1,234,567.89 without a unit is in 元: nobody prints 万元 so
_WITH_FEN = re.compile(r"[-(]?\d{1,3}(?:,\d{3})*\.\d{2}\)?")  # and so is every other figure of its table
_GROUP_ONLY = [
    "settlement_reserves",
    "lendings_to_banks",
    "premiums_receivable",
    "reinsurance_receivables",
    "reinsurance_reserves_receivable",
    "reverse_repos",
    "central_bank_loans",
    "borrowings_from_banks",
    "repos",
    "deposits_taken",
    "securities_trading_agency",
    "securities_underwriting_agency",
    "fees_payable",
    "reinsurance_payables",
    "insurance_reserves",
    "equity_parent",
    "minority_equity",
    "total_cost",
    "net_profit_parent",
    "minority_profit",
]  # lines of the format for groups (财会〔2019〕16号) that the one for a single enterprise (财会〔2019〕6号) does not have
_TRADE = ("accounts_payable", "inventory", "fixed_assets", "cost_of_revenue", "selling_expense", "advances_received")  # not a bank's


@dataclass(frozen=True, slots=True)
class Assumed:
    """The kind, columns and scope of a sheet without header, and what is doubtful about them."""

    kind: str
    header: Header
    scope: Scope
    doubts: tuple[str, ...]


def unit_for(context: Context, piece: Piece, *nearer: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The unit of a figure and whether it had to be assumed."""
    unit, printed = context.unit_of(*nearer), squeezed(piece.text)
    if unit is not None:
        return unit, ()
    context.in_fen = context.in_fen or _TO_THE_FEN.fullmatch(printed) is not None
    return ("元", (UNIT_ASSUMED,)) if context.in_fen and _WITH_FEN.fullmatch(printed) is not None else (None, ())


def lone_figure(row: Row, context: Context, labels: Labels) -> tuple[Figure, tuple[str, ...]] | None:
    """The figure of a label and a value under no header, with what is doubtful about its unit."""
    wanted = ("count",) if context.kind != "key_figures" else ("count", "money", "percent")
    concept = labels.concept(row[0].text, wanted) if len(row) == 2 else None
    if concept is None or context.entity is not None or concept.period is PeriodKind.NONE:
        return None
    unit, doubts = unit_for(context, row[1], COUNTED.get(concept.unit or ""), printed_unit(row[0].text))
    quantity = parse_quantity(row[1].text, unit=unit)
    if quantity is None or not suits(quantity, concept):
        return None
    return Figure(concept, squeezed(row[0].text), quantity, row[1], Column(row[1].left, row[1].right, ""), unit), doubts


def has_key_figures(rows: list[Row], labels: Labels, context: Context) -> bool:
    """Whether a table without a title is one of an enterprise's figures: periods over columns, and several known money figures in rows.

    The report's period dates heads like 本期 and 上年同期; a table of parts of lines (what is pledged of them) is none.
    """
    periods = max(
        (sum(1 for piece in row if parse_period(piece.text, report=context.told_period) is not None) for row in rows[:3]), default=0
    )
    if context.is_partial:
        return False
    if periods == 1 and (header := read_header(rows[0], labels, context.told_period, None)) is not None:
        periods = sum(column.period is not None for column in header.columns)  # 2023年 | 第一季度 | 第二季度
    if periods < 2:
        return _is_sideways(rows, labels)
    in_full = any(_IN_FULL.search(label_key(row[0].text)) and labels.concept(row[0].text, ("money",)) is not None for row in rows)
    if in_full or _is_measured(rows, labels):
        return True
    if {concept.id for row in rows if (concept := labels.concept(row[0].text, ("count", "percent"))) is not None} >= _OF_STAFF:
        return True
    known = {concept.id: label_key(row[0].text) for row in rows if (concept := labels.concept(row[0].text, ("money",))) is not None}
    if len(known) != FEWEST_ANNOUNCED:
        return len(known) >= FEWEST_FIGURES
    if context.unit is not None and known.keys() == _WITH_AND_WITHOUT:
        return True
    return any(label in context.announced for label in known.values()) or (context.unit is not None and _all_known(rows, labels))


def _is_measured(rows: list[Row], labels: Labels) -> bool:
    """Whether rows of few figures say their units themselves, and are all known but for rates (研发投入(亿元) over 占营业收入比例(%)) or hold
    the whole that something is a share of: 利润总额(万元) over 占利润总额的比重.
    """
    own = [label for row in rows if len(row) > 1 and (label := _with_unit(row[0], labels)) is not None]
    return bool(own) and (_all_known(rows, labels) or _is_base(own, [row[0] for row in rows]))


def _with_unit(piece: Piece, labels: Labels) -> str | None:
    """The label of a known money figure that says its unit."""
    is_told = printed_unit(piece.text) is not None and labels.concept(piece.text, ("money",)) is not None
    return label_key(piece.text) if is_told else None


def _is_base(named: list[str], told: Iterable[Piece]) -> bool:
    """Whether a share is told of one of these figures: 占当期公司利润总额的比重."""
    shares = [share[1] for piece in told if (share := _SHARE_OF.search(squeezed(piece.text))) is not None]
    return any(share.endswith(label) for label in named for share in shares)


def _is_sideways(rows: list[Row], labels: Labels) -> bool:
    """Whether a table names years in its rows and over its columns several known money figures (年度 | 营业收入 | 净利润 | 总资产), or one
    with its unit that another column is told as a share of (期间 | 利润总额(万元) | 占利润总额比例).
    """
    years = sum(1 for row in rows[1:] if parse_period(row[0].text) is not None)
    if years < 2 or years != len(rows) - 1:
        return False
    known = {concept.id for piece in rows[0][1:] if (concept := labels.concept(piece.text, ("money",))) is not None}
    own = [label for piece in rows[0][1:] if (label := _with_unit(piece, labels)) is not None]
    return len(known) >= FEWEST_FIGURES or _is_base(own, rows[0][1:])


def _all_known(rows: list[Row], labels: Labels) -> bool:
    """Whether every row with figures is a known line, or one of rates."""
    figures = [row for row in rows if len(row) > 1 and all(_is_figure(piece) for piece in row[1:])]
    return all(
        labels.read(row[0].text).concepts
        or label_key(row[0].text) in TOTALS
        or "(%)" in squeezed(row[0].text)
        or all("%" in squeezed(piece.text) for piece in row[1:])
        for row in figures
    )


def _is_figure(piece: Piece) -> bool:
    """Whether a piece is a number and no period: 2022 heads a column."""
    return parse_quantity(piece.text, unit="元") is not None and parse_period(piece.text) is None


def is_of_others(rows: list[Row], labels: Labels, context: Context) -> bool:
    """Whether a table has several known lines of other statements and not one of the kind that its page seems to be."""
    if context.kind not in STATEMENTS:
        return False
    known = [tuple(labels.taxonomy[name] for name in row) for row in _names(rows, labels) if row]
    owned = [any(context.kind in one.statements for one in row) for row in known]
    return len(known) >= FEWEST_FIGURES and not any(owned)


def assumed_header(rows: list[Row], labels: Labels, context: Context) -> Assumed | None:
    """What a sheet without header is, None where its rows do not say it.

    Its rows name one kind of statement, its figures stand in two columns, and the document names its year. The format puts the later
    period first; a column of growth rates proves it or the contrary. Everything stays doubted, so that it accuses nobody alone.
    """
    told = context.told_period
    if told is None or len(rows) < FEWEST_ROWS:
        return None
    names = list(_names(rows, labels))
    kind = _kind(names, labels, "other" if context.title is None else context.kind)  # a kind that no title tells is only supposed
    if kind is None or any(read_header(row, labels, told, None) is not None for row in rows[:3]):
        return None
    columns = _columns(rows)
    if columns is None:
        return None
    periods = _periods(told, kind)
    dated = tuple(
        Column(left, right, "", period)
        for (left, right), period in zip(columns.places, _ordered(periods, columns.later_first), strict=True)
    )
    scope, doubts = _scope(names, context)
    return Assumed(kind, Header(dated), scope, (PERIOD_ASSUMED, *doubts))


@dataclass(frozen=True, slots=True)
class _Columns:
    places: tuple[tuple[float, float], ...]
    later_first: bool


def _names(rows: list[Row], labels: Labels) -> Iterator[tuple[str, ...]]:
    """The possible lines of every row."""
    for row in rows:
        yield labels.read(row[0].text).concepts


def _kind(names: list[tuple[str, ...]], labels: Labels, now: str) -> str | None:
    """The kind of statement that most rows belong to."""
    votes = Counter(kind for row in names for kind in {kind for name in row for kind in labels.taxonomy[name].statements} & set(STATEMENTS))
    known = sum(1 for row in names if row)
    best, count = votes.most_common(1)[0] if votes else ("", 0)
    return best if count >= FEWEST_ROWS and count >= LEAD * known and (now == best or now not in STATEMENTS) else None


def _columns(rows: list[Row]) -> _Columns | None:
    """The two columns of amounts, and their order where a third one of growth rates proves it."""
    groups: list[list[Piece]] = []
    for piece in (piece for row in rows for piece in row[1:] if _amount(piece)):
        group = next((one for one in groups if one[0].left - 1 <= piece.middle <= one[0].right + 1), None)
        groups += [[piece]] if group is None else []
        if group is not None:
            group.append(piece)
    groups = sorted((group for group in groups if len(group) >= FEWEST_FIGURES), key=lambda group: group[0].left)
    if len(groups) != 2:
        return None
    places = tuple((min(piece.left for piece in group), max(piece.right for piece in group)) for group in groups)
    return _Columns(places, later_first=not _reversed(rows, places))


def _amount(piece: Piece) -> bool:
    """A figure that is no reference to a note and no rate."""
    quantity = parse_quantity(piece.text, unit="元")
    return quantity is not None and quantity.unit != PERCENT and not (piece.text.strip().isdigit() and len(piece.text.strip()) <= 3)


def _reversed(rows: list[Row], places: tuple[tuple[float, float], ...]) -> bool:
    """Whether printed growth rates fit the columns the other way round, and none fits as they stand."""
    forward = backward = 0
    for row in rows:
        one, two = _at(row, places[0]), _at(row, places[1])
        rates = [found for piece in row if (found := parse_quantity(piece.text)) is not None and found.unit == PERCENT]
        if one and two and len(rates) == 1:
            rate, step = rates[0].value, rates[0].step
            forward += abs((one / two - 1) * 100 - rate) <= step
            backward += abs((two / one - 1) * 100 - rate) <= step
    return backward > forward


def _at(row: Row, place: tuple[float, float]) -> Decimal | None:
    found = [figure for piece in row if place[0] - 1 <= piece.middle <= place[1] + 1 and (figure := parse_quantity(piece.text, unit="元"))]
    return found[0].value if found else None


def _periods(told: Period, kind: str) -> tuple[Period, Period]:
    """The report's period and the one it is compared with."""
    if kind == "balance_sheet":
        return told.as_instant(), Period.at_end_of(told.end.year - 1)
    own = Period.of_year(told.end.year) if told.is_instant and told.year is not None else told
    return own, own.previous_year()


def _ordered(periods: tuple[Period, Period], later_first: bool) -> tuple[Period, ...]:  # noqa: FBT001 (a property of the columns)
    return periods if later_first else periods[::-1]


def _scope(names: list[tuple[str, ...]], context: Context) -> tuple[Scope, tuple[str, ...]]:
    """The scope of the title where one was seen, else what the lines say."""
    if context.scope is not Scope.UNSTATED:
        return context.scope, ()
    there = {name for row in names for name in row}
    if there & set(_GROUP_ONLY) and there & set(_TRADE):
        return Scope.CONSOLIDATED, (SCOPE_ASSUMED,)
    return Scope.UNSTATED, (SCOPE_ASSUMED,)
