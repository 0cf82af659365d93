"""Notes and key figures of an annual report: revenue with its cost, research, staff, the year's main figures, quarters."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from docintel.simulate.books import Lines
from docintel.simulate.figures import growth
from docintel.simulate.figures import percent
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.group import PARENT
from docintel.simulate.lines import StatementLine
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import paragraph
from docintel.simulate.sheets import strong
from docintel.simulate.statement_layouts.columns import BALANCE
from docintel.simulate.statement_layouts.columns import INCOME
from docintel.simulate.statement_layouts.columns import Values
from docintel.simulate.statement_layouts.columns import value_cell
from docintel.simulate.statement_layouts.pages import Setting
from docintel.simulate.statement_layouts.pages import caption
from docintel.simulate.statement_layouts.pages import framed
from docintel.simulate.statement_layouts.pages import joined
from docintel.simulate.statement_layouts.pages import text
from docintel.simulate.statement_layouts.pages import unit_prose
from docintel.simulate.statement_layouts.prospectus import with_recurring
from docintel.simulate.statement_layouts.restated import per_share
from docintel.simulate.statement_layouts.tables import Cell
from docintel.simulate.statement_layouts.tables import Row
from docintel.simulate.statement_layouts.tables import Table

REVENUE_NOTE, RESEARCH_NOTE, KEY_FIGURES = "notes_revenue", "notes_rd", "key_figures"
COSTS = (("职工薪酬", 46), ("材料费", 27), ("折旧及摊销", 11), ("检测试验费", 7), ("委外研发费", 4))
EQUITY_AND_ASSETS = (("归属于上市公司股东的净资产", "equity_parent"), ("总资产", "total_assets"))
YEARLY = (
    ("营业收入", "revenue"), ("归属于上市公司股东的净利润", "net_profit_parent"),
    ("归属于上市公司股东的扣除非经常性损益的净利润", "net_profit_parent_ex_nonrecurring"), ("经营活动产生的现金流量净额", "cfo"),
)  # fmt: skip


def notes(setting: Setting) -> Iterator[Sheet]:
    """Notes on revenue and research, the parent's after the group's."""
    yield _revenue(setting)
    yield _research(setting)
    yield _parent(setting)


def annual_report(setting: Setting) -> Iterator[Sheet]:
    """Main figures with their changes, quarters, research input, staff."""
    yield _main_figures(setting)
    yield _input_and_staff(setting)


def _unit(setting: Setting) -> Sheet:
    return caption(replace(setting, place="line"), "", "", signed=False) if setting.place != "prose" else text("")


def _pair(setting: Setting) -> tuple[str, str]:
    return setting.names(INCOME)


def _books(setting: Setting, scope: str) -> tuple[Lines, Lines]:
    return per_share(setting.enterprise.lines(setting.year, scope)), per_share(setting.enterprise.lines(setting.year - 1, scope))


def _figure(setting: Setting, concept: str, lines: Lines, place: int, scope: str = CONSOLIDATED, kind: str = KEY_FIGURES) -> Cell:
    values = Values("", lines, scope, setting.year - place)
    shown = BALANCE if concept in ("equity_parent", "total_assets") else INCOME
    cell = value_cell(StatementLine("", concept), values, setting.printing(shown))
    return cell if cell.fact is None else replace(cell, fact=replace(cell.fact, kind=kind))


def _two_by_two(setting: Setting, rows: Iterable[Row]) -> Sheet:
    """收入 and 成本 under each of two periods."""
    now, before = _pair(setting)
    header = (
        (Cell("项目", tall=2), Cell(now, wide=2), Cell(before, wide=2)),
        (Cell("收入"), Cell("成本"), Cell("收入"), Cell("成本")),
    )
    return framed(setting, Table(("1fr", *["3.2cm"] * 4), ("left", *["right"] * 4), header, tuple(rows)))


def _revenue_rows(setting: Setting, scope: str) -> Iterator[Row]:
    now, before = _books(setting, scope)
    for label, income, cost in (
        ("主营业务", "main_revenue", "main_cost"), ("其他业务", "other_business_revenue", "other_business_cost"), ("合计", "revenue", "cost_of_revenue"),
    ):  # fmt: skip
        cells = (
            _figure(setting, key, lines, place, scope, REVENUE_NOTE) for place, lines in enumerate((now, before)) for key in (income, cost)
        )
        yield (Cell(label), *cells)


def _revenue(setting: Setting) -> Sheet:
    enterprise, money = setting.enterprise, setting.money
    title = strong(f"{setting.enterprise.company.name}{setting.year}年度财务报表附注") + strong("五、合并财务报表项目注释")
    products = (*enterprise.trade.products, "其他产品")
    sold = [_by_product(setting, year) for year in (setting.year, setting.year - 1)]
    rows = [(Cell(name), *(Cell(money.printed(side[index])) for pair in sold for side in pair)) for index, name in enumerate(products)]
    now, before = _books(setting, CONSOLIDATED)
    total = (
        _figure(setting, key, lines, place, CONSOLIDATED, REVENUE_NOTE)
        for place, lines in enumerate((now, before))
        for key in ("main_revenue", "main_cost")
    )
    rows.append((Cell("小计"), *total))
    return joined(
        text(title), unit_prose(setting), text(strong("38．营业收入和营业成本") + strong("（1）营业收入和营业成本情况")), _unit(setting),
        _two_by_two(setting, _revenue_rows(setting, CONSOLIDATED)), text(strong("（2）主营业务分产品情况")), _unit(setting),
        _two_by_two(setting, rows), text(paragraph("上表中收入均在商品控制权转移时点确认。")),
    )  # fmt: skip


def _by_product(setting: Setting, year: int) -> tuple[list[int], list[int]]:
    """Revenue and cost of the three best sold products and of the rest, which come to the main business."""
    lines = setting.enterprise.lines(year)
    sides = []
    for tops, whole in ((setting.enterprise.top[year], "main_revenue"), (setting.enterprise.top_cost[year], "main_cost")):
        sides.append([*tops[:3], lines[whole] - sum(tops[:3])])
    return sides[0], sides[1]


def _simple(setting: Setting, rows: Sequence[Row]) -> Sheet:
    header = ((Cell("项目"), *(Cell(name) for name in _pair(setting))),)
    return framed(setting, Table(("1fr", "4cm", "4cm"), ("left", "right", "right"), header, tuple(rows)))


def _research(setting: Setting) -> Sheet:
    now, before = _books(setting, CONSOLIDATED)
    rows: list[Row] = [
        (Cell(label), *(Cell(setting.money.printed(lines["rd_expense"] * part // 100)) for lines in (now, before))) for label, part in COSTS
    ]
    rest = [lines["rd_expense"] - sum(lines["rd_expense"] * part // 100 for _, part in COSTS) for lines in (now, before)]
    rows.append((Cell("其他"), *(Cell(setting.money.printed(fen)) for fen in rest)))
    rows.append(
        (
            Cell("合　计"),
            *(_figure(setting, "rd_expense", lines, place, CONSOLIDATED, RESEARCH_NOTE) for place, lines in enumerate((now, before))),
        )
    )
    sale = [
        (Cell(label), *(Cell(setting.money.printed(lines["selling_expense"] * part // 100)) for lines in (now, before)))
        for label, part in (("职工薪酬", 52), ("差旅费", 13), ("业务招待费", 35))
    ]
    sale.append(
        (
            Cell("合　计"),
            *(_figure(setting, "selling_expense", lines, place, CONSOLIDATED, RESEARCH_NOTE) for place, lines in enumerate((now, before))),
        )
    )
    return joined(
        text(strong("40．销售费用")),
        _unit(setting),
        _simple(setting, sale),
        text(strong("42．研发费用")),
        _unit(setting),
        _simple(setting, rows),
    )


def _parent(setting: Setting) -> Sheet:
    return joined(
        text(strong("十七、母公司财务报表主要项目注释") + strong("4．营业收入和营业成本")), _unit(setting),
        _two_by_two(setting, _revenue_rows(setting, PARENT)),
    )  # fmt: skip


def _main_figures(setting: Setting) -> Sheet:
    books = [with_recurring(setting.books(setting.year - place)) for place in range(3 if setting.year > 2020 else 2)]
    flows = _changes_table(setting, "主要会计数据", YEARLY, books, "{}年", "本年比上年增减（%）")
    stocks = _changes_table(setting, "", EQUITY_AND_ASSETS, books, "{}年末", "本年末比上年末增减（%）")
    ratios = _changes_table(
        setting,
        "主要财务指标",
        (("基本每股收益（元/股）", "basic_eps"), ("稀释每股收益（元/股）", "diluted_eps")),
        books,
        "{}年",
        "本年比上年增减（%）",
    )
    return joined(
        text(strong(f"{setting.enterprise.company.name}{setting.year}年年度报告") + strong("七、近三年主要会计数据和财务指标") + strong("（一）主要会计数据")),
        _unit(setting), flows, text("#v(-10pt)\n"), stocks, text(strong("（二）主要财务指标")), ratios,
        text(strong(f"九、{setting.year}年分季度主要财务数据")), _unit(setting), _quarters(setting, books[0]),
    )  # fmt: skip


def _changes_table(
    setting: Setting, first: str, rows: Sequence[tuple[str, str]], books: Sequence[Lines], period: str, change: str
) -> Sheet:
    names = [period.format(setting.year - place) for place in range(len(books))]
    header = ((Cell(first), Cell(names[0]), Cell(names[1]), Cell(change), *(Cell(name) for name in names[2:])),)
    body = []
    for label, key in rows:
        figures = [_figure(setting, key, lines, place) for place, lines in enumerate(books)]
        body.append((Cell(label), *figures[:2], Cell(percent(growth(books[0][key], books[1][key]))), *figures[2:]))
    widths = ("1fr", "3.2cm", "3.2cm", "2cm", *["3.2cm"] * (len(books) - 2))
    return framed(setting, Table(widths, ("left", *["right"] * (len(widths) - 1)), header, tuple(body)))


def _quarters(setting: Setting, lines: Lines) -> Sheet:
    """Four columns of a quarter each: none of them is the year."""
    spans = ("第一季度（1-3月份）", "第二季度（4-6月份）", "第三季度（7-9月份）", "第四季度（10-12月份）")
    parts = (21, 26, 25)
    rows = []
    for label, key in YEARLY:
        amounts = [lines[key] * part // 100 for part in parts]
        quarters = (*amounts, lines[key] - sum(amounts))
        rows.append((Cell(label), *(_quarter(setting, key, fen, number) for number, fen in enumerate(quarters))))
    return framed(setting, Table(("1fr", *["3cm"] * 4), ("left", *["right"] * 4), ((Cell(""), *map(Cell, spans)),), tuple(rows)))


def _quarter(setting: Setting, concept: str, fen: int, number: int) -> Cell:
    values = Values("", {concept: fen}, CONSOLIDATED, setting.year, month=3 * number + 3, first_month=3 * number + 1)
    cell = value_cell(StatementLine("", concept), values, setting.printing(INCOME))
    return cell if cell.fact is None else replace(cell, fact=replace(cell.fact, kind=KEY_FIGURES))


def _input_and_staff(setting: Setting) -> Sheet:
    lines, (staff, rd_staff) = setting.books(setting.year), setting.enterprise.staff[setting.year]
    share, of_staff = percent(Fraction(lines["rd_expense"], lines["revenue"])), percent(Fraction(rd_staff, staff))
    spent = replace(_figure(setting, "rd_expense", lines, 0))
    rows = (
        (Cell("本期费用化研发投入"), _as(spent, "expensed_rd")), (Cell("本期资本化研发投入"), Cell(setting.money.blank)),
        (Cell("研发投入合计"), _as(spent, "rd_input")), (Cell("研发投入总额占营业收入比例（%）"), _plain(setting, "rd_input_ratio", share, "percent")),
        (Cell("公司研发人员的数量"), _plain(setting, "rd_staff", str(rd_staff), "person", instant=True)),
        (Cell("研发人员数量占公司总人数的比例（%）"), _plain(setting, "rd_staff_ratio", of_staff, "percent", instant=True)), (Cell("研发投入资本化的比重（%）"), Cell("0.00")),
    )  # fmt: skip
    return joined(
        text(strong(f"{setting.enterprise.company.name}{setting.year}年年度报告") + strong("4．研发投入") + strong("（1）研发投入情况表")), _unit(setting),
        framed(setting, Table(("1fr", "6cm"), ("left", "right"), (), rows)), text(strong("六、报告期末母公司和主要子公司的员工情况")), _staff(setting, staff),
    )  # fmt: skip


def _staff(setting: Setting, staff: int) -> Sheet:
    own, parts = staff * 7 // 10, (("生产人员", 52), ("销售人员", 9), ("技术人员", 24), ("财务人员", 3))
    counts = [(label, staff * part // 100) for label, part in parts]
    counts.append(("行政人员", staff - sum(count for _, count in counts)))
    rows = (
        (Cell("母公司在职员工的数量"), Cell(str(own))), (Cell("主要子公司在职员工的数量"), Cell(str(staff - own))),
        (Cell("在职员工的数量合计"), _plain(setting, "staff", str(staff), "person", instant=True)),
        (Cell("母公司及主要子公司需承担费用的离退休职工人数"), Cell("0")), (Cell("专业构成", wide=2, side="center"),),
        (Cell("专业构成类别", side="center"), Cell("专业构成人数", side="center")), *((Cell(label), Cell(str(count))) for label, count in counts),
        (Cell("合计"), Cell(str(staff))),
    )  # fmt: skip
    return framed(setting, Table(("1fr", "6cm"), ("left", "right"), (), rows))


def _as(cell: Cell, concept: str) -> Cell:
    return cell if cell.fact is None else replace(cell, fact=replace(cell.fact, concept=concept))


def _plain(setting: Setting, concept: str, printed: str, unit: str, *, instant: bool = False) -> Cell:
    return Cell(printed, PrintedFact(concept, "", printed, unit, printed, KEY_FIGURES, CONSOLIDATED, setting.year, instant))
