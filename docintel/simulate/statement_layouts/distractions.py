"""Tables whose columns are not all values of the year they seem to be: shares, changes, budgets, figures before adjustment, quarters."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from docintel.simulate.books import Lines
from docintel.simulate.figures import growth
from docintel.simulate.figures import percent
from docintel.simulate.lines import ASSETS
from docintel.simulate.lines import CASH_FLOW
from docintel.simulate.lines import INCOME as INCOME_LINES
from docintel.simulate.lines import LIABILITIES
from docintel.simulate.lines import StatementLine
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import paragraph
from docintel.simulate.sheets import strong
from docintel.simulate.statement_layouts.columns import BALANCE
from docintel.simulate.statement_layouts.columns import CASH
from docintel.simulate.statement_layouts.columns import INCOME
from docintel.simulate.statement_layouts.columns import Aside
from docintel.simulate.statement_layouts.columns import Column
from docintel.simulate.statement_layouts.columns import Values
from docintel.simulate.statement_layouts.columns import has_figure
from docintel.simulate.statement_layouts.columns import line_row
from docintel.simulate.statement_layouts.columns import notes
from docintel.simulate.statement_layouts.columns import numbers
from docintel.simulate.statement_layouts.columns import statement_table
from docintel.simulate.statement_layouts.pages import Setting
from docintel.simulate.statement_layouts.pages import caption
from docintel.simulate.statement_layouts.pages import framed
from docintel.simulate.statement_layouts.pages import joined
from docintel.simulate.statement_layouts.pages import text
from docintel.simulate.statement_layouts.tables import Cell
from docintel.simulate.statement_layouts.tables import Table


def distractions(setting: Setting) -> Iterator[Sheet]:
    """Shares and changes of the balance sheet, income before adjustment, a quarter nobody audited, a budget."""
    now, before = setting.books(setting.year), setting.books(setting.year - 1)
    yield joined(
        text(strong(f"1、{setting.year}年末资产构成及变动情况（{setting.prefix}口径）")), _composed(setting, ASSETS, "total_assets")
    )
    yield joined(
        text(strong(f"2、{setting.year}年末负债及所有者权益构成及变动情况（{setting.prefix}口径）")),
        _composed(setting, LIABILITIES, "total_liabilities_and_equity"),
    )
    yield _adjusted(setting, now, before)
    yield _unaudited(setting, now, before)
    yield _budgeted(setting, now, before)


def _composed(setting: Setting, lines: Sequence[StatementLine], whole: str) -> Sheet:
    """金额 and 占比 under each day, 变动 at the end."""
    books = [setting.books(setting.year - place) for place in (0, 1)]
    columns: list[Column] = []
    for place, book in enumerate(books):
        columns += [Values("金额", book, setting.scope, setting.year - place), _shares(book, whole)]
    columns.append(_changes(books[0], books[1], "变动比例（%）"))
    printing = setting.printing(BALANCE)
    shown = [line for line in setting.shown(lines) if has_figure(line, columns)]
    rows = tuple(line_row(line, columns, printing, index) for index, line in enumerate(shown))
    names = setting.names(BALANCE)
    header = (
        (Cell("项目", tall=2), Cell(names[0], wide=2), Cell(names[1], wide=2), Cell("变动比例（%）", tall=2)),
        (Cell("金额"), Cell("占比（%）"), Cell("金额"), Cell("占比（%）")),
    )
    widths, sides = ("1fr", "3.1cm", "1.7cm", "3.1cm", "1.7cm", "1.9cm"), ("left", *["right"] * 5)
    unit = caption(replace(setting, place="line"), "", "", signed=False)
    return joined(unit, framed(setting, Table(widths, sides, header, rows)))


def _shares(lines: Lines, whole: str) -> Aside:
    def printed(line: StatementLine, _: int) -> str:
        fen = lines.get(line.concept or "", 0)
        return percent(Fraction(fen, lines[whole])) if fen else ""

    return Aside("占比（%）", printed, "1.7cm", "right")


def _changes(now: Lines, before: Lines, header: str, suffix: str = "") -> Aside:
    def printed(line: StatementLine, _: int) -> str:
        later, earlier = now.get(line.concept or "", 0), before.get(line.concept or "", 0)
        return percent(growth(later, earlier)) + suffix if later and earlier else ""

    return Aside(header, printed, "2cm", "right")


def _adjusted(setting: Setting, now: Lines, before: Lines) -> Sheet:
    """The year before as restated, and as it had been printed: the latter is nobody's figure any more."""
    was = {key: value * 97 // 100 for key, value in before.items()}
    year = setting.year
    columns: list[Column] = [
        notes("五"),
        Values(f"{year}年度", now, setting.scope, year, width="3.1cm"),
        Values(f"{year - 1}年度（调整后）", before, setting.scope, year - 1, width="3.1cm"),
        Values(f"{year - 1}年度（调整前）", was, setting.scope, year - 1, recorded=False, width="3.1cm"),
    ]
    body = statement_table(setting.shown(INCOME_LINES), columns, setting.printing(INCOME))
    return joined(caption(setting, f"{setting.prefix}利润表", f"{year}年度"), framed(setting, body))


def _unaudited(setting: Setting, now: Lines, before: Lines) -> Sheet:
    """A quarter nobody audited before the audited years."""
    year = setting.year
    quarter = {key: value * 23 // 100 for key, value in now.items()}
    columns: list[Column] = [
        numbers(),
        Values(f"{year + 1}年1-3月（未经审计）", quarter, setting.scope, year + 1, recorded=False, width="3.1cm"),
        Values(f"{year}年度", now, setting.scope, year, width="3.1cm"),
        Values(f"{year - 1}年度", before, setting.scope, year - 1, width="3.1cm"),
    ]
    body = statement_table(setting.shown(CASH_FLOW), columns, setting.printing(CASH))
    return joined(caption(setting, f"{setting.prefix}现金流量表", ""), framed(setting, body))


def _budgeted(setting: Setting, now: Lines, before: Lines) -> Sheet:
    """Budget and forecast beside what came."""
    year = setting.year
    budget = {key: value * 104 // 100 for key, value in now.items()}
    forecast = {key: value * 113 // 100 for key, value in now.items()}
    done = _changes(now, budget, "差异率", "%")
    columns: list[Column] = [
        Values(f"{year}年预算数", budget, setting.scope, year, recorded=False, width="2.9cm"),
        Values(f"{year}年实际数", now, setting.scope, year, width="2.9cm"),
        done,
        Values(f"{year - 1}年实际数", before, setting.scope, year - 1, width="2.9cm"),
        Values(f"{year + 1}年预测数", forecast, setting.scope, year + 1, recorded=False, width="2.9cm"),
    ]
    shown = [line for line in setting.shown(INCOME_LINES) if line.concept and line.indent < 2]
    body = statement_table(shown, columns, setting.printing(INCOME, blanks=False))
    told = paragraph("下表列示本公司预算执行情况及盈利预测，预测数未经审计，不构成业绩承诺。")
    return joined(caption(setting, f"{setting.prefix}利润表预算执行情况表", f"{year}年度"), text(told), framed(setting, body))
