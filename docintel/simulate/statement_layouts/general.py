"""Statements of general enterprises one below the other: the format of 2019, both scopes in one table, pages that two statements share."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.group import PARENT
from docintel.simulate.lines import ASSETS
from docintel.simulate.lines import CASH_FLOW
from docintel.simulate.lines import LIABILITIES
from docintel.simulate.lines import StatementLine
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import paragraph
from docintel.simulate.sheets import strong
from docintel.simulate.statement_layouts.columns import BALANCE
from docintel.simulate.statement_layouts.columns import CASH
from docintel.simulate.statement_layouts.columns import INCOME
from docintel.simulate.statement_layouts.columns import Column
from docintel.simulate.statement_layouts.columns import Values
from docintel.simulate.statement_layouts.columns import line_row
from docintel.simulate.statement_layouts.columns import notes
from docintel.simulate.statement_layouts.columns import statement_table
from docintel.simulate.statement_layouts.older import GENERAL_INCOME
from docintel.simulate.statement_layouts.pages import Setting
from docintel.simulate.statement_layouts.pages import caption
from docintel.simulate.statement_layouts.pages import framed
from docintel.simulate.statement_layouts.pages import gap
from docintel.simulate.statement_layouts.pages import joined
from docintel.simulate.statement_layouts.pages import offices
from docintel.simulate.statement_layouts.pages import text
from docintel.simulate.statement_layouts.pages import unit_prose
from docintel.simulate.statement_layouts.pages import whole
from docintel.simulate.statement_layouts.restated import per_share
from docintel.simulate.statement_layouts.tables import Cell
from docintel.simulate.statement_layouts.tables import Table

TITLES = {BALANCE: "资产负债表", INCOME: "利润表", CASH: "现金流量表"}
FORMS = {BALANCE: "会企01表", INCOME: "会企02表", CASH: "会企03表"}


def when(setting: Setting, kind: str) -> str:
    """The line under the title."""
    return f"{setting.year}年12月31日" if kind == BALANCE else f"{setting.year}年度"


def two_years(setting: Setting, kind: str) -> tuple[Values, Values]:
    """The year and the one before it."""
    now, before = setting.names(kind)
    return (
        Values(now, setting.books(setting.year), setting.scope, setting.year),
        Values(before, setting.books(setting.year - 1), setting.scope, setting.year - 1),
    )


def general(setting: Setting) -> Iterator[Sheet]:
    """The format of 2019 on four sheets, with numbers of notes."""
    chapter = "五" if setting.scope == CONSOLIDATED else "十五"
    yield from statements(setting, notes(chapter))


def statements(setting: Setting, *asides: Column) -> Iterator[Sheet]:
    """Assets, liabilities, income, cash flows; each begins on a page of its own."""
    parts = ((BALANCE, ASSETS, ""), (BALANCE, LIABILITIES, "（续）"), (INCOME, GENERAL_INCOME, ""), (CASH, CASH_FLOW, ""))
    opening = [unit_prose(setting)]
    for kind, lines, suffix in parts:
        title = caption(setting, setting.prefix + TITLES[kind] + suffix, when(setting, kind), form=FORMS[kind])
        body = whole(setting, setting.shown(lines), (*asides, *two_years(setting, kind)), kind)
        yield joined(*opening, title, body, offices(setting))
        opening = []


def both_scopes(setting: Setting) -> Iterator[Sheet]:
    """合并 and 公司 beside each other, in two levels of header or with the words 本集团 and 本公司."""
    words = setting.rng.choice((("合并", "公司"), ("合并", "母公司"), ("本集团", "本公司")))
    by_year = setting.rng.random() < 0.5
    parts = ((BALANCE, (*ASSETS,)), (BALANCE, (*LIABILITIES,)), (INCOME, GENERAL_INCOME[:-3]), (CASH, CASH_FLOW))
    for kind, lines in parts:
        title = caption(setting, f"合并及公司{TITLES[kind]}", when(setting, kind), form=FORMS[kind])
        shown = [line for line in lines if line.consolidated]
        yield joined(title, framed(setting, _four_columns(setting, shown, kind, words, by_year=by_year)), offices(setting))


def _four_columns(setting: Setting, lines: Sequence[StatementLine], kind: str, words: tuple[str, str], *, by_year: bool) -> Table:
    names = setting.names(kind)
    pairs = (
        [(place, scope) for place in (0, 1) for scope in (0, 1)] if by_year else [(place, scope) for scope in (0, 1) for place in (0, 1)]
    )
    columns = [_scoped(setting, kind, place, scope) for place, scope in pairs]
    printing = setting.printing(kind)
    rows = tuple(line_row(line, columns, printing, index) for index, line in enumerate(lines))
    upper, lower = (names, words) if by_year else (words, names)
    header = (
        (Cell(printing.first, tall=2), Cell(upper[0], wide=2), Cell(upper[1], wide=2)),
        (Cell(lower[0]), Cell(lower[1]), Cell(lower[0]), Cell(lower[1])),
    )
    return Table(("1fr", "2.75cm", "2.75cm", "2.75cm", "2.75cm"), ("left", *["right"] * 4), header, rows)


def _scoped(setting: Setting, kind: str, place: int, scope: int) -> Values:
    name, year = (CONSOLIDATED, PARENT)[scope], setting.year - place
    return Values(setting.names(kind)[place], per_share(setting.enterprise.lines(year, name)), name, year)


def shared_pages(setting: Setting) -> Iterator[Sheet]:
    """An annual report: numbered statements follow each other without regard to pages."""
    group, parent = replace(setting, scope=CONSOLIDATED), replace(setting, scope=PARENT)
    assets, owed = (_table(group, BALANCE, lines) for lines in (ASSETS, LIABILITIES))
    own_assets, own_owed = (_table(parent, BALANCE, lines) for lines in (ASSETS, LIABILITIES))
    income, own_income, flows = (
        _table(group, INCOME, GENERAL_INCOME),
        _table(parent, INCOME, GENERAL_INCOME),
        _table(group, CASH, CASH_FLOW),
    )
    headed = setting.rng.random() < 0.5
    yield joined(text(strong("二、财务报表")), _title(group, BALANCE, 1), framed(group, assets))
    yield joined(framed(group, owed.part(0, headed=False)), text(paragraph(_leader(setting))))
    yield joined(_title(parent, BALANCE, 2), framed(parent, own_assets))
    yield joined(
        framed(parent, own_owed.part(0, headed=headed)),
        text(paragraph(_leader(setting))),
        _title(group, INCOME, 3),
        framed(group, income.part(0, 9)),
    )
    yield joined(
        framed(group, income.part(9, headed=headed)),
        text(paragraph(_leader(setting))),
        _title(parent, INCOME, 4),
        framed(parent, own_income.part(0, 7)),
    )
    yield joined(framed(parent, own_income.part(7, headed=False)), gap(4), _title(group, CASH, 5), framed(group, flows.part(0, 11)))
    yield joined(framed(group, flows.part(11, headed=headed)), text(paragraph(_leader(setting))))


def _title(setting: Setting, kind: str, number: int) -> Sheet:
    title = strong(f"{number}、{setting.prefix}{TITLES[kind]}")
    unit = "" if setting.place != "line" else f"#align(right, text(size: 9pt)[单位：{setting.unit}])\n#v(-6pt)\n"
    day = f"#align(center, text(size: 9pt)[{when(setting, kind)}])\n#v(-6pt)\n" if setting.is_relative else ""
    return text(title + day + unit)


def _leader(setting: Setting) -> str:
    people = setting.enterprise.people
    return f"公司负责人：{people.legal_representative} 主管会计工作负责人：{people.chief_accountant} 会计机构负责人：{people.accountant}"


def _table(setting: Setting, kind: str, lines: Sequence[StatementLine]) -> Table:
    return statement_table(setting.shown(lines), two_years(setting, kind), setting.printing(kind))


def continued(setting: Setting) -> Iterator[Sheet]:
    """Narrow labels that wrap; every statement goes on over a page, with its header repeated or without."""
    headed, narrow = setting.rng.random() < 0.5, "5.2cm"
    columns = (notes("六"),)
    for kind, lines, cut in ((BALANCE, (*ASSETS, *LIABILITIES), 38), (INCOME, GENERAL_INCOME, 20), (CASH, CASH_FLOW, 22)):
        wide = tuple(replace(column, width="1fr") for column in two_years(setting, kind))
        table = statement_table(setting.shown(lines), (*columns, *wide), setting.printing(kind, label=narrow))
        title = setting.prefix + TITLES[kind]
        yield joined(unit_prose(setting), caption(setting, title, when(setting, kind)), framed(setting, table.part(0, cut)))
        again = caption(setting, f"{title}（续）", "", signed=False) if headed else text("")
        yield joined(again, framed(setting, table.part(cut, headed=headed)), offices(setting))


def text_tables(setting: Setting) -> Iterator[tuple[list[str], Table]]:
    """Balance sheet, income and cash flows as a file of plain text has them: the lines above, and the table."""
    named = replace(setting, place="line")
    for kind, lines in ((BALANCE, (*ASSETS, *LIABILITIES)), (INCOME, GENERAL_INCOME), (CASH, CASH_FLOW)):
        title = f"{setting.prefix}{TITLES[kind]}"
        above = [title, when(setting, kind), f"编制单位：{setting.enterprise.company.name}    单位：{setting.unit}"]
        yield above, _table(named, kind, lines)
