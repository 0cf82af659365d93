"""Statements as real filings bend them: two languages in a cell, three rows of header, halves over two pages, years restated, months."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from docintel.simulate.books import Lines
from docintel.simulate.figures import growth
from docintel.simulate.figures import percent
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
from docintel.simulate.statement_layouts.columns import numbers
from docintel.simulate.statement_layouts.columns import statement_table
from docintel.simulate.statement_layouts.columns import value_cell
from docintel.simulate.statement_layouts.general import FORMS
from docintel.simulate.statement_layouts.general import TITLES
from docintel.simulate.statement_layouts.general import when
from docintel.simulate.statement_layouts.halves import two_sides
from docintel.simulate.statement_layouts.older import GENERAL_INCOME
from docintel.simulate.statement_layouts.older import SMALL_ASSETS
from docintel.simulate.statement_layouts.older import SMALL_CASH
from docintel.simulate.statement_layouts.older import SMALL_INCOME
from docintel.simulate.statement_layouts.older import SMALL_LIABILITIES
from docintel.simulate.statement_layouts.pages import Setting
from docintel.simulate.statement_layouts.pages import caption
from docintel.simulate.statement_layouts.pages import framed
from docintel.simulate.statement_layouts.pages import joined
from docintel.simulate.statement_layouts.pages import offices
from docintel.simulate.statement_layouts.pages import text
from docintel.simulate.statement_layouts.prospectus import with_recurring
from docintel.simulate.statement_layouts.restated import part_of_year
from docintel.simulate.statement_layouts.restated import per_share
from docintel.simulate.statement_layouts.restated import small_enterprise
from docintel.simulate.statement_layouts.tables import Cell
from docintel.simulate.statement_layouts.tables import Row
from docintel.simulate.statement_layouts.tables import Table

ENGLISH = {
    "cash": "Cash at bank and on hand", "accounts_receivable": "Accounts receivable", "inventory": "Inventories", "fixed_assets": "Fixed assets",
    "total_current_assets": "Total current assets", "total_noncurrent_assets": "Total non-current assets", "total_assets": "Total assets",
    "total_liabilities": "Total liabilities", "total_equity": "Total equity", "revenue": "Revenue", "cost_of_revenue": "Less: Cost of sales",
    "rd_expense": "Research and development expenses", "operating_profit": "Operating profit", "total_profit": "Profit before tax",
    "net_profit": "Net profit", "income_tax": "Less: Income tax expenses", "cfo": "Net cash flows from operating activities",
    "cfi": "Net cash flows from investing activities", "cff": "Net cash flows from financing activities", "paid_in_capital": "Share capital",
    "total_revenue": "Total operating revenue", "total_liabilities_and_equity": "Total liabilities and equity",
}  # fmt: skip
ENGLISH_TITLES = {BALANCE: "Balance Sheet", INCOME: "Income Statement", CASH: "Cash Flow Statement"}
PARTS = ((BALANCE, ASSETS, ""), (BALANCE, LIABILITIES, "（续）"), (INCOME, GENERAL_INCOME, ""), (CASH, CASH_FLOW, ""))
RESTATED = (
    ("营业收入", "revenue"), ("利润总额", "total_profit"), ("归属于上市公司股东的净利润", "net_profit_parent"),
    ("归属于上市公司股东的扣除非经常性损益后的净利润", "net_profit_parent_ex_nonrecurring"), ("经营活动产生的现金流量净额", "cfo"),
)  # fmt: skip
RESTATED_STOCKS = (("总资产", "total_assets"), ("归属于上市公司股东的净资产", "equity_parent"))


def _both(line: StatementLine) -> StatementLine:
    english = ENGLISH.get(line.concept or "")
    return line if english is None else replace(line, label=f"{line.label} {english}")


def bilingual(setting: Setting) -> Iterator[Sheet]:
    """Chinese and English in titles, heads and rows; the English stands after the Chinese or wraps below it."""
    year, group = setting.year, "Consolidated " if setting.scope == CONSOLIDATED else "Company "
    for kind, lines, suffix in PARTS:
        shown = [_both(line) for line in setting.shown(lines)]
        names = (
            (f"{year}年12月31日 31 December {year}", f"{year - 1}年12月31日 31 December {year - 1}")
            if kind == BALANCE
            else (f"{year}年度 Year {year}", f"{year - 1}年度 Year {year - 1}")
        )
        columns: list[Column] = [replace(notes("七"), header="附注 Note")]
        columns += [
            Values(name, setting.books(year - place), setting.scope, year - place, width="2.9cm") for place, name in enumerate(names)
        ]
        printing = replace(setting.printing(kind), first="项目 Item")
        title = caption(setting, f"{setting.prefix}{TITLES[kind]}{suffix}", f"{group}{ENGLISH_TITLES[kind]}", signed=False)
        day = text(f"#align(center, text(size: 9pt)[{when(setting, kind)}])\n#v(-5pt)\n")
        yield joined(title, day, framed(setting, statement_table(shown, columns, printing)))


def nested(setting: Setting) -> Iterator[Sheet]:
    """Three rows of header: 合并 and 母公司, their years, and 附注 beside each; 人民币元 stands under the years."""
    year = setting.year
    for kind, lines, suffix in PARTS:
        shown = [line for line in lines if line.consolidated]
        words = ("合并", "母公司") if setting.headers % 2 else ("本集团", "本公司")
        day = "{}年12月31日" if kind == BALANCE else "{}年度"
        columns: list[Column] = []
        for scope in (CONSOLIDATED, PARENT):
            columns.append(notes("六" if scope == CONSOLIDATED else "十七"))
            columns += [Values("", per_share(setting.enterprise.lines(year - place, scope)), scope, year - place) for place in (0, 1)]
        rows = tuple(line_row(line, columns, setting.printing(kind), index) for index, line in enumerate(shown))
        years = [Cell(day.format(year - place)) for place in (0, 1)]
        header = (
            (Cell("项　目", tall=3), Cell(words[0], wide=3), Cell(words[1], wide=3)),
            (Cell("附注", tall=2), *years, Cell("附注", tall=2), *years),
            tuple(Cell(f"人民币{setting.unit}") for _ in range(4)),
        )
        widths = ("1fr", *("1.1cm", "2.45cm", "2.45cm") * 2)
        body = Table(widths, ("left", *("center", "right", "right") * 2), header, rows)
        title = caption(setting, f"合并及母公司{TITLES[kind]}{suffix}", when(setting, kind), form=FORMS[kind])
        yield joined(title, framed(setting, body), offices(setting))


def split_halves(setting: Setting) -> Iterator[Sheet]:
    """Assets and what is owed beside each other, 行次 in both halves, the table going on over the page; the unit stands in the page's header."""
    year = setting.year
    books = (setting.books(year), setting.books(year - 1))
    names = (("期末余额", "年初余额"), ("年末数", "年初数"), (f"{year}年12月31日", f"{year - 1}年12月31日"))[setting.headers % 3]
    table = two_sides(setting, (setting.shown(ASSETS), setting.shown(LIABILITIES)), books, numbered=True, names=names)
    headed, cut = setting.rng.random() < 0.5, 18
    title = f"{setting.prefix}资产负债表"
    yield joined(caption(setting, title, f"{year}年12月31日", form="会企01表"), framed(setting, table.part(0, cut)))
    again = caption(setting, f"{title}（续）", f"{year}年12月31日", form="会企01表") if headed else text("")
    yield joined(again, framed(setting, table.part(cut, headed=headed)), offices(setting))


def monthly(setting: Setting) -> Iterator[Sheet]:
    """会小企 forms of a month in the year: 本月金额 before 本年累计金额, or after it."""
    month = setting.rng.choice((3, 6, 9, 12))
    own, unstated = setting, "unstated"
    year = own.year
    now = small_enterprise(own.enterprise.lines(year, PARENT))
    so_far, of_month = part_of_year(now, month), part_of_year(now, 1)
    opening = small_enterprise(own.enterprise.lines(year - 1, PARENT))
    day = {3: 31, 6: 30, 9: 30, 12: 31}[month]
    table = _month_balance(replace(own, scope=unstated), (now, opening), year, month)
    yield joined(caption(own, "资产负债表", f"{year}年{month}月{day}日", form="会小企01表"), framed(own, table), offices(own))
    for kind, title, lines, form in ((INCOME, "利润表", SMALL_INCOME, "会小企02表"), (CASH, "现金流量表", SMALL_CASH, "会小企03表")):
        columns = [
            Values("本月金额", of_month, unstated, year, month=month, first_month=month),
            Values("本年累计金额", so_far, unstated, year, month=month),
        ]
        ordered = columns if own.headers % 2 else columns[::-1]
        body = statement_table(lines, (numbers(), *ordered), own.printing(kind))
        yield joined(caption(own, title, f"{year}年{month}月", form=form), framed(own, body), offices(own))


def _month_balance(setting: Setting, books: tuple[Lines, Lines], year: int, month: int) -> Table:
    table = two_sides(setting, (SMALL_ASSETS, SMALL_LIABILITIES), books, numbered=True, names=("期末余额", "年初余额"))
    return replace(table, rows=tuple(tuple(_at_month(cell, year, month) for cell in row) for row in table.rows))


def _at_month(cell: Cell, year: int, month: int) -> Cell:
    return cell if cell.fact is None or cell.fact.year != year else replace(cell, fact=replace(cell.fact, month=month))


def restated_years(setting: Setting) -> Iterator[Sheet]:
    """主要会计数据 whose earlier years are shown twice (调整后, 调整前), and a balance sheet with an unaudited half year and a forecast."""
    yield joined(
        text(strong(f"{setting.enterprise.company.name}{setting.year}年年度报告") + strong("第二节 公司简介和主要财务指标") + strong("六、主要会计数据和财务指标")),
        text(paragraph("公司是否需追溯调整或重述以前年度会计数据：是。追溯调整或重述原因：会计政策变更。")), caption(replace(setting, place="line"), "", "", signed=False),
        _restated(setting, RESTATED, "{}年", "本年比上年增减"), text("#v(6pt)\n"), _restated(setting, RESTATED_STOCKS, "{}年末", "本年末比上年末增减"),
    )  # fmt: skip
    year = setting.year
    half = {key: value * 103 // 100 for key, value in setting.books(year).items()}
    ahead = {key: value * 109 // 100 for key, value in setting.books(year).items()}
    for lines, suffix in ((ASSETS, ""), (LIABILITIES, "（续）")):
        columns: list[Column] = [
            Values(f"{year + 1}年6月30日（未经审计）", half, setting.scope, year + 1, month=6, recorded=False, width="2.8cm"),
            Values(f"{year}年12月31日", setting.books(year), setting.scope, year, width="2.8cm"),
            Values(f"{year - 1}年12月31日（已重述）", setting.books(year - 1), setting.scope, year - 1, width="2.8cm"),
            Values(f"{year + 1}年末（预测）", ahead, setting.scope, year + 1, recorded=False, width="2.8cm"),
        ]
        title = caption(setting, f"{setting.prefix}资产负债表{suffix}", "")
        yield joined(title, framed(setting, statement_table(setting.shown(lines), columns, setting.printing(BALANCE))))


def _restated(setting: Setting, rows: Sequence[tuple[str, str]], period: str, change: str) -> Sheet:
    """项目 | this year | last year: 调整前, 调整后 | change: 调整后 | the year before: 调整前, 调整后."""
    year = setting.year
    books = [with_recurring(setting.books(year - place)) for place in (0, 1)]
    was = {key: value * 98 // 100 for key, value in books[1].items()}
    header = (
        (Cell("", tall=2), Cell(period.format(year), tall=2), Cell(period.format(year - 1), wide=2), Cell(change)),
        (Cell("调整前"), Cell("调整后"), Cell("调整后")),
    )
    body: list[Row] = []
    for label, key in rows:
        cells = [
            _key_cell(setting, key, books[0], 0),
            _key_cell(setting, key, was, 1, recorded=False),
            _key_cell(setting, key, books[1], 1),
        ]
        body.append((Cell(f"{label}（{setting.unit}）"), *cells, Cell(percent(growth(books[0][key], books[1][key])) + "%")))
    return framed(setting, Table(("1fr", "3.1cm", "3.1cm", "3.1cm", "2.3cm"), ("left", *["right"] * 4), header, tuple(body)))


def _key_cell(setting: Setting, concept: str, lines: Lines, place: int, *, recorded: bool = True) -> Cell:
    values = Values("", lines, CONSOLIDATED, setting.year - place, recorded=recorded)
    kind = BALANCE if concept in ("equity_parent", "total_assets") else INCOME
    cell = value_cell(StatementLine("", concept), values, setting.printing(kind))
    return cell if cell.fact is None else replace(cell, fact=replace(cell.fact, kind="key_figures"))
