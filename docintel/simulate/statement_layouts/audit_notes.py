"""Notes of an audit report made with Word: revenue by business and by segment, research, pay and staff, among tables of movements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.lines import StatementLine
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import paragraph
from docintel.simulate.sheets import strong
from docintel.simulate.statement_layouts.columns import INCOME
from docintel.simulate.statement_layouts.columns import Values
from docintel.simulate.statement_layouts.columns import value_cell
from docintel.simulate.statement_layouts.note_tables import RESEARCH_NOTE
from docintel.simulate.statement_layouts.note_tables import REVENUE_NOTE
from docintel.simulate.statement_layouts.pages import Setting
from docintel.simulate.statement_layouts.pages import caption
from docintel.simulate.statement_layouts.pages import framed
from docintel.simulate.statement_layouts.pages import joined
from docintel.simulate.statement_layouts.pages import text
from docintel.simulate.statement_layouts.tables import Cell
from docintel.simulate.statement_layouts.tables import Row
from docintel.simulate.statement_layouts.tables import Table

HEADS = (("人工费", ""), ("直接投入", "rd_direct_input"), ("折旧与摊销", ""), ("委托外部研究开发费", ""))
PAY = ("短期薪酬", "离职后福利—设定提存计划", "辞退福利")


def audit_notes(setting: Setting) -> Iterator[Sheet]:
    """（三十五）营业收入和营业成本, （三十九）研发费用 and （二十二）应付职工薪酬, as an audit report has them."""
    yield _revenue(setting)
    yield _pay(setting)
    yield _research(setting)


def _opening(setting: Setting) -> Sheet:
    told = f"（本附注除特别注明外，金额单位均为人民币{setting.unit}）"
    return text(
        strong(f"{setting.enterprise.company.name}")
        + strong(f"{setting.year}年度财务报表附注")
        + paragraph(told)
        + strong("五、合并财务报表主要项目注释")
    )


def _cell(setting: Setting, concept: str, place: int, kind: str) -> Cell:
    values = Values("", setting.books(setting.year - place), CONSOLIDATED, setting.year - place)
    cell = value_cell(StatementLine("", concept), values, setting.printing(INCOME))
    return cell if cell.fact is None else replace(cell, fact=replace(cell.fact, kind=kind))


def _head(setting: Setting, concept: str, fen: int, place: int) -> Cell:
    values = Values("", {concept: fen}, CONSOLIDATED, setting.year - place)
    cell = value_cell(StatementLine("", concept), values, setting.printing(INCOME)) if concept else _plain(setting, fen)
    return cell if cell.fact is None else replace(cell, fact=replace(cell.fact, kind=RESEARCH_NOTE))


def _plain(setting: Setting, fen: int) -> Cell:
    return Cell(setting.money.printed(fen))


def _revenue(setting: Setting) -> Sheet:
    pairs = (
        ("主营业务", "main_revenue", "main_cost"),
        ("其他业务", "other_business_revenue", "other_business_cost"),
        ("合　计", "revenue", "cost_of_revenue"),
    )
    rows = tuple(
        (Cell(label), *(_cell(setting, key, place, REVENUE_NOTE) for place in (0, 1) for key in (income, cost)))
        for label, income, cost in pairs
    )
    header = (
        (Cell("项　目", tall=2), Cell("本期发生额", wide=2), Cell("上期发生额", wide=2)),
        (Cell("收入"), Cell("成本"), Cell("收入"), Cell("成本")),
    )
    widths, sides = ("1fr", *["3.1cm"] * 4), ("left", *["right"] * 4)
    lines = [setting.books(setting.year - place) for place in (0, 1)]
    regions = (("境内", 88), ("境外", 12))
    by_region: list[Row] = [(Cell(name), *(_plain(setting, book["revenue"] * share // 100) for book in lines)) for name, share in regions]
    by_region.append((Cell("合　计"), *(_plain(setting, sum(book["revenue"] * share // 100 for _, share in regions)) for book in lines)))
    simple = ((Cell("地区名称"), Cell("本期发生额"), Cell("上期发生额")),)
    buyers: list[Row] = [
        (Cell(f"客户{mark}"), _plain(setting, lines[0]["revenue"] * share // 100), Cell(f"{share}.00"))
        for mark, share in zip("ABC", (11, 8, 6), strict=True)
    ]
    buyers.append((Cell("合　计"), _plain(setting, lines[0]["revenue"] * 25 // 100), Cell("25.00")))
    top = ((Cell("客户名称"), Cell("营业收入"), Cell("占公司全部营业收入的比例(%)")),)
    return joined(
        _opening(setting), text(strong("（三十五）营业收入和营业成本") + strong("1、营业收入和营业成本情况")), framed(setting, Table(widths, sides, header, rows)),
        text(strong("2、营业收入按地区分类")), framed(setting, Table(("1fr", "4cm", "4cm"), ("left", "right", "right"), simple, tuple(by_region))),
        text(strong("3、公司前三名客户的营业收入情况")), framed(setting, Table(("1fr", "4cm", "5cm"), ("left", "right", "right"), top, tuple(buyers))),
    )  # fmt: skip


def _pay(setting: Setting) -> Sheet:
    """Movements of pay payable: opening, added, paid, closing; and taxes by kind."""
    now, before = setting.books(setting.year), setting.books(setting.year - 1)
    shares = (93, 6, 1)
    rows: list[Row] = []
    for label, share in zip(PAY, shares, strict=True):
        opening, closing, paid = (
            before["payroll_payable"] * share // 100,
            now["payroll_payable"] * share // 100,
            now["cash_payroll"] * share // 100,
        )
        rows.append((Cell(label), *(_plain(setting, fen) for fen in (opening, paid + closing - opening, paid, closing))))
    header = ((Cell("项目"), Cell("期初余额"), Cell("本期增加"), Cell("本期减少"), Cell("期末余额")),)
    table = Table(("1fr", *["3cm"] * 4), ("left", *["right"] * 4), header, tuple(rows))
    staff = setting.enterprise.staff[setting.year][0]
    told = paragraph(f"截至{setting.year}年12月31日，公司应付职工薪酬中无属于拖欠性质的金额，期末在册职工{staff}人。")
    return joined(text(strong("（二十二）应付职工薪酬") + strong("1、应付职工薪酬列示")), framed(setting, table), text(told))


def _research(setting: Setting) -> Sheet:
    lines = [setting.books(setting.year - place) for place in (0, 1)]
    shares = (48, 27, 11, 9)
    rows: list[Row] = [
        (Cell(label), *(_head(setting, concept, book["rd_expense"] * share // 100, place) for place, book in enumerate(lines)))
        for (label, concept), share in zip(HEADS, shares, strict=False)
    ]
    rest = [book["rd_expense"] - sum(book["rd_expense"] * share // 100 for share in shares) for book in lines]
    rows.append((Cell("其他费用"), *(_plain(setting, fen) for fen in rest)))
    rows.append((Cell("合　计"), *(_cell(setting, "rd_expense", place, RESEARCH_NOTE) for place in (0, 1))))
    header = ((Cell("项　目"), Cell("本期发生额"), Cell("上期发生额")),)
    table = Table(("1fr", "4cm", "4cm"), ("left", "right", "right"), header, tuple(rows))
    finance = [
        (Cell(label), *(_plain(setting, book[key]) for book in lines))
        for label, key in (("利息费用", "interest_expense"), ("减：利息收入", "interest_income"))
    ]
    money = Table(("1fr", "4cm", "4cm"), ("left", "right", "right"), header, tuple(finance))
    return joined(
        text(strong("（三十九）研发费用")), caption(replace(setting, place="line"), "", "", signed=False), framed(setting, table),
        text(strong("（四十）财务费用")), framed(setting, money),
    )  # fmt: skip
