"""Balance sheets with assets and liabilities beside each other, with numbers of rows; the formats of small enterprises and of old."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from docintel.simulate.books import Lines
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.group import PARENT
from docintel.simulate.lines import ASSETS
from docintel.simulate.lines import CASH_FLOW
from docintel.simulate.lines import INCOME
from docintel.simulate.lines import LIABILITIES
from docintel.simulate.lines import StatementLine
from docintel.simulate.sheets import Sheet
from docintel.simulate.statement_layouts import columns as kinds
from docintel.simulate.statement_layouts import older
from docintel.simulate.statement_layouts.columns import Values
from docintel.simulate.statement_layouts.columns import line_row
from docintel.simulate.statement_layouts.columns import notes
from docintel.simulate.statement_layouts.columns import numbers
from docintel.simulate.statement_layouts.columns import statement_table
from docintel.simulate.statement_layouts.pages import Setting
from docintel.simulate.statement_layouts.pages import caption
from docintel.simulate.statement_layouts.pages import framed
from docintel.simulate.statement_layouts.pages import joined
from docintel.simulate.statement_layouts.pages import offices
from docintel.simulate.statement_layouts.pages import unit_prose
from docintel.simulate.statement_layouts.restated import format_2014
from docintel.simulate.statement_layouts.restated import format_2018
from docintel.simulate.statement_layouts.restated import month_of
from docintel.simulate.statement_layouts.restated import per_share
from docintel.simulate.statement_layouts.restated import small_enterprise
from docintel.simulate.statement_layouts.tables import Cell
from docintel.simulate.statement_layouts.tables import Table

Sides = tuple[Sequence[StatementLine], Sequence[StatementLine]]
UNSTATED = "unstated"


def two_sides(setting: Setting, sides: Sides, books: tuple[Lines, Lines], *, numbered: bool, names: tuple[str, str]) -> Table:
    """资产 and 负债和所有者权益 beside each other, each half with its own numbers of rows and values."""
    values = [
        Values(name, lines, setting.scope, setting.year - place) for place, (name, lines) in enumerate(zip(names, books, strict=True))
    ]
    printing = replace(setting.printing(kinds.BALANCE), first="")
    halves, start = [], 1
    for side in sides:
        counted = (numbers(start),) if numbered else ()
        halves.append([line_row(line, (*counted, *values), printing, index) for index, line in enumerate(side)])
        start += len(side)
    empty = tuple(Cell() for _ in halves[0][0])
    rows = tuple((*left, *right) for left, right in zip_longest(*_levelled(halves), fillvalue=empty))
    number = ("行次",) if numbered else ()
    names_of_halves = ("资　产", "负债和所有者权益")
    header = tuple(Cell(name) for half in names_of_halves for name in (half, *number, *names))
    widths = ("1fr", *(("0.95cm",) if numbered else ()), "2.75cm", "2.75cm")
    aligned = ("left", *(("center",) if numbered else ()), "right", "right")
    return Table(widths * 2, aligned * 2, (header,), rows)


def _levelled(halves: list[list[tuple[Cell, ...]]]) -> list[list[tuple[Cell, ...]]]:
    """Both halves end with their totals in the last row."""
    most = max(map(len, halves))
    empty = tuple(Cell() for _ in halves[0][0])
    return [[*half[:-1], *[empty] * (most - len(half)), half[-1]] for half in halves]


def two_halves(setting: Setting) -> Iterator[Sheet]:
    """会企01表 on its side, 行次 on both halves; income and cash flows with 行次."""
    numbered = setting.rng.random() < 0.75
    shown = (setting.shown(ASSETS), setting.shown(LIABILITIES))
    books = (setting.books(setting.year), setting.books(setting.year - 1))
    day = f"{setting.year}年12月31日"
    sheet = caption(setting, f"{setting.prefix}资产负债表", day, form="会企01表")
    table = two_sides(setting, shown, books, numbered=numbered, names=setting.names(kinds.BALANCE))
    yield joined(unit_prose(setting), sheet, framed(setting, table), offices(setting))
    for kind, title, lines in ((kinds.INCOME, "利润表", INCOME), (kinds.CASH, "现金流量表", CASH_FLOW)):
        names = setting.names(kind)
        columns = [
            Values(name, book, setting.scope, setting.year - place) for place, (name, book) in enumerate(zip(names, books, strict=True))
        ]
        body = statement_table(setting.shown(lines), (*((numbers(),) if numbered else ()), *columns), setting.printing(kind))
        yield joined(caption(setting, setting.prefix + title, f"{setting.year}年度"), framed(setting, body), offices(setting))


def small(setting: Setting) -> Iterator[Sheet]:
    """会小企01, 02 and 03; the flows of the year stand beside those of its last month, or of the year before."""
    own = replace(setting, scope=UNSTATED)
    now, before = (small_enterprise(setting.enterprise.lines(year, PARENT)) for year in (setting.year, setting.year - 1))
    table = two_sides(own, (older.SMALL_ASSETS, older.SMALL_LIABILITIES), (now, before), numbered=True, names=("期末余额", "年初余额"))
    yield joined(caption(own, "资产负债表", f"{setting.year}年12月31日", form="会小企01表"), framed(own, table), offices(own))
    monthly = setting.rng.random() < 0.6
    for kind, title, lines, form in (
        (kinds.INCOME, "利润表", older.SMALL_INCOME, "会小企02表"), (kinds.CASH, "现金流量表", older.SMALL_CASH, "会小企03表"),
    ):  # fmt: skip
        if monthly:
            beside = Values("本月金额", month_of(now), UNSTATED, setting.year, first_month=12)
        else:
            beside = Values("上年金额", before, UNSTATED, setting.year - 1)
        body = statement_table(lines, (numbers(), Values("本年累计金额", now, UNSTATED, setting.year), beside), own.printing(kind))
        day = f"{setting.year}年12月" if monthly else f"{setting.year}年度"
        yield joined(caption(own, title, day, form=form), framed(own, body), offices(own))


def old_formats(setting: Setting) -> Iterator[Sheet]:
    """The formats of 2014 or, for those who keep the old standards, of 2018."""
    merged = setting.rng.random() < 0.5
    restate = format_2018 if merged else format_2014
    books = [restate(per_share(setting.enterprise.lines(year, setting.scope))) for year in (setting.year, setting.year - 1)]
    income = tuple(replace(line, label=_tax_label(setting, line)) for line in older.OLD_INCOME)
    parts = (
        (kinds.BALANCE, "资产负债表", older.old_assets(merged=merged)), (kinds.BALANCE, "资产负债表（续）", older.old_liabilities(merged=merged)),
        (kinds.INCOME, "利润表", income), (kinds.CASH, "现金流量表", CASH_FLOW),
    )  # fmt: skip
    chapter = "七" if setting.scope == CONSOLIDATED else "十六"
    for kind, title, lines in parts:
        names = setting.names(kind)
        values = [
            Values(name, book, setting.scope, setting.year - place) for place, (name, book) in enumerate(zip(names, books, strict=True))
        ]
        day = f"{setting.year}年12月31日" if kind == kinds.BALANCE else f"{setting.year}年度"
        body = statement_table(setting.shown(lines), (notes(chapter), *values), setting.printing(kind))
        yield joined(caption(setting, setting.prefix + title, day), framed(setting, body), offices(setting))


def _tax_label(setting: Setting, line: StatementLine) -> str:
    return older.TRADING_TAX if line.concept == "taxes_and_surcharges" and setting.headers % 2 else line.label
