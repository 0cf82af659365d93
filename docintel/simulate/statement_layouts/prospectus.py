"""Papers of three years and a half: statements without empty lines, key figures with the unit in the label, either end of time first."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction

from docintel.simulate.books import Lines
from docintel.simulate.figures import percent
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.lines import ASSETS
from docintel.simulate.lines import CASH_FLOW
from docintel.simulate.lines import LIABILITIES
from docintel.simulate.lines import StatementLine
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import paragraph
from docintel.simulate.sheets import strong
from docintel.simulate.statement_layouts.columns import BALANCE
from docintel.simulate.statement_layouts.columns import CASH
from docintel.simulate.statement_layouts.columns import INCOME
from docintel.simulate.statement_layouts.columns import Values
from docintel.simulate.statement_layouts.columns import statement_table
from docintel.simulate.statement_layouts.columns import value_cell
from docintel.simulate.statement_layouts.older import GENERAL_INCOME
from docintel.simulate.statement_layouts.pages import Setting
from docintel.simulate.statement_layouts.pages import caption
from docintel.simulate.statement_layouts.pages import framed
from docintel.simulate.statement_layouts.pages import joined
from docintel.simulate.statement_layouts.pages import text
from docintel.simulate.statement_layouts.pages import unit_prose
from docintel.simulate.statement_layouts.restated import half_year
from docintel.simulate.statement_layouts.restated import per_share
from docintel.simulate.statement_layouts.tables import Cell
from docintel.simulate.statement_layouts.tables import Row
from docintel.simulate.statement_layouts.tables import Table

KEY_FIGURES = "key_figures"


@dataclass(frozen=True, slots=True)
class Span:
    """A reporting period: a year, or its first half."""

    year: int
    month: int = 12

    def lines(self, setting: Setting, scope: str) -> Lines:
        """The books of the period."""
        now = setting.enterprise.lines(self.year, scope)
        return per_share(now if self.month == 12 else half_year(setting.enterprise.lines(self.year - 1, scope), now))

    def instant(self, style: int) -> str:
        """Its last day as a header."""
        day = 31 if self.month == 12 else 30
        return (f"{self.year}.{self.month}.{day}", f"{self.year}年{self.month}月{day}日", f"{self.year}-{self.month:02d}-{day}")[style % 3]

    def duration(self, style: int) -> str:
        """Its name as a header."""
        if self.month != 12:
            return f"{self.year}年1-{self.month}月"
        return (f"{self.year}年度", f"{self.year}年", f"{self.year}年度")[style % 3]

    def both(self, style: int) -> str:
        """Day and duration in one header, as tables of key figures have it."""
        return f"{self.instant(style)}/{self.duration(style)}"


def spans(setting: Setting) -> list[Span]:
    """Three years, mostly with the half year after them; newest first or oldest first."""
    half = setting.rng.random() < 0.6
    shown = [Span(2022, 6), Span(2021), Span(2020), Span(2019)] if half else [Span(2022), Span(2021), Span(2020)]
    return shown if setting.rng.random() < 0.7 else shown[::-1]


def prospectus(setting: Setting) -> Iterator[Sheet]:
    """Three statements in four columns, each table going on over the page; the header comes again or not."""
    periods, headed = spans(setting), setting.rng.random() < 0.5
    opening = [text(strong("一、发行人财务报表")), unit_prose(setting)]
    parts = (
        (BALANCE, (*ASSETS, *LIABILITIES), "资产负债表", 34),
        (INCOME, GENERAL_INCOME, "利润表", 30),
        (CASH, CASH_FLOW, "现金流量表", 28),
    )
    for number, (kind, lines, title, cut) in enumerate(parts, 1):
        table = _statement(setting, periods, kind, lines)
        name = text(strong(f"{number}、{setting.prefix}{title}"))
        head = name if setting.place == "prose" else joined(name, caption(setting, "", "", signed=False))
        first = framed(setting, table.part(0, cut))
        yield joined(*opening, head, first)
        rest = table.part(cut, headed=headed)
        if rest.rows:
            yield framed(setting, rest)
        opening = []


def _statement(setting: Setting, periods: Sequence[Span], kind: str, lines: Sequence[StatementLine]) -> Table:
    columns = [
        Values(
            span.instant(setting.headers) if kind == BALANCE else span.duration(setting.headers),
            span.lines(setting, setting.scope),
            setting.scope,
            span.year,
            span.month,
            width="2.6cm",
        )
        for span in periods
    ]
    printing = replace(setting.printing(kind, blanks=False), first="项目")
    shown = [line for line in setting.shown(lines) if line.concept or kind != INCOME]
    return statement_table(shown, columns, printing)


def key_figures(setting: Setting) -> Iterator[Sheet]:
    """主要财务数据及财务指标 of an issuer: each label with its own unit, ratios of both scopes among the amounts."""
    periods = spans(setting)
    style = setting.headers
    header = ((Cell("项目"), *(Cell(span.both(style)) for span in periods)),)
    rows = tuple(_key_row(setting, label, key, periods) for label, key in _KEYS)
    table = Table(("1fr", *["2.75cm"] * len(periods)), ("left", *["right"] * len(periods)), header, rows)
    intro = paragraph(f"根据{setting.enterprise.auditor}出具的审计报告，公司报告期内主要财务数据及财务指标如下：")
    yield joined(
        text(strong("三、发行人报告期的主要财务数据和财务指标") + intro),
        framed(setting, table),
        text(paragraph("注：除资产负债率（母公司）外，上述财务指标均以合并财务报表数据为基础计算。")),
    )


_KEYS = (
    ("资产总额", "total_assets"), ("归属于母公司所有者权益", "equity_parent"), ("资产负债率（母公司）", "debt:parent"),
    ("资产负债率（合并）", "debt:consolidated"), ("营业收入", "revenue"), ("净利润", "net_profit"),
    ("归属于母公司所有者的净利润", "net_profit_parent"), ("扣除非经常性损益后归属于母公司所有者的净利润", "net_profit_parent_ex_nonrecurring"),
    ("基本每股收益（元/股）", "basic_eps"), ("经营活动产生的现金流量净额", "cfo"), ("研发投入占营业收入的比例", "rd"),
)  # fmt: skip


def _key_row(setting: Setting, label: str, key: str, periods: Sequence[Span]) -> Row:
    if key.startswith("debt:"):
        scope = key.removeprefix("debt:")
        ratios = [
            _ratio_cell("debt_ratio", label, span, scope, _share(span.lines(setting, scope), "total_liabilities", "total_assets"))
            for span in periods
        ]
        return (Cell(f"{label}（%）"), *ratios)
    if key == "rd":
        shares = [_share(span.lines(setting, CONSOLIDATED), "rd_expense", "revenue") for span in periods]
        return (
            Cell(f"{label}（%）"),
            *(_ratio_cell("rd_input_ratio", label, span, CONSOLIDATED, share) for span, share in zip(periods, shares, strict=True)),
        )
    suffix = "" if key == "basic_eps" else f"（{setting.unit}）"
    instant = key in ("total_assets", "equity_parent")
    printing = setting.printing(BALANCE if instant else INCOME)
    cells = []
    for span in periods:
        lines = with_recurring(span.lines(setting, CONSOLIDATED))
        cell = value_cell(StatementLine(label, key), Values("", lines, CONSOLIDATED, span.year, span.month), printing)
        cells.append(replace(cell, fact=None if cell.fact is None else replace(cell.fact, kind=KEY_FIGURES)))
    return (Cell(label + suffix), *cells)


def with_recurring(lines: Lines) -> Lines:
    """The lines with the profit that is not extraordinary: without grants and disposals after tax."""
    odd = (lines["other_gains"] + lines["asset_disposal_gains"]) * 85 // 100
    return {**lines, "net_profit_parent_ex_nonrecurring": lines["net_profit_parent"] - odd}


def _share(lines: Lines, part: str, whole: str) -> Fraction:
    return Fraction(lines[part], lines[whole])


def _ratio_cell(concept: str, label: str, span: Span, scope: str, share: Fraction) -> Cell:
    printed = percent(share)
    instant = concept == "debt_ratio"
    return Cell(printed, PrintedFact(concept, label, printed, "percent", printed, KEY_FIGURES, scope, span.year, instant, month=span.month))
