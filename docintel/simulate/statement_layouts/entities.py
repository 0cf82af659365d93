"""Figures of other companies: subsidiaries as columns, as rows, as groups of rows, and one to a table of two columns."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from random import Random

from docintel.simulate.application import chinese_date
from docintel.simulate.books import MILLION
from docintel.simulate.books import YEARS
from docintel.simulate.books import Lines
from docintel.simulate.books import Trade
from docintel.simulate.books import keep_books
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.figures import wan
from docintel.simulate.lines import StatementLine
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
from docintel.simulate.statement_layouts.tables import Cell
from docintel.simulate.statement_layouts.tables import Row
from docintel.simulate.statement_layouts.tables import Table
from docintel.simulate.statements import with_derived
from docintel.simulate.words import BRAND_FIRST
from docintel.simulate.words import BRAND_LAST
from docintel.simulate.words import BRAND_MIDDLE

UNSTATED, KIND = "unstated", "key_figures"
SUMMARY = (
    ("流动资产", "total_current_assets"), ("非流动资产", "total_noncurrent_assets"), ("资产合计", "total_assets"),
    ("流动负债", "total_current_liabilities"), ("非流动负债", "total_noncurrent_liabilities"), ("负债合计", "total_liabilities"),
    ("营业收入", "revenue"), ("净利润", "net_profit"), ("综合收益总额", "total_comprehensive_income"), ("经营活动现金流量", "cfo"),
)  # fmt: skip
SHORT = (
    ("总资产", "total_assets"),
    ("净资产", "total_equity"),
    ("营业收入", "revenue"),
    ("营业利润", "operating_profit"),
    ("净利润", "net_profit"),
)
AT_DAY = ("total_current_assets", "total_noncurrent_assets", "total_assets", "total_current_liabilities", "total_noncurrent_liabilities",
          "total_liabilities", "total_equity")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subsidiary:
    """A company the enterprise holds shares of, with its own books."""

    name: str
    business: str
    capital: int
    founded: int
    books: dict[int, Lines]

    def lines(self, year: int) -> Lines:
        """The statements of a year."""
        return with_derived(self.books[year])


def subsidiaries(enterprise: Enterprise, rng: Random, count: int) -> list[Subsidiary]:
    """Invented companies whose names no other of them has."""
    names = rng.sample([BRAND_FIRST[0] + a + b for a in BRAND_MIDDLE for b in BRAND_LAST], count)
    return [_subsidiary(enterprise, rng, name) for name in names]


def _subsidiary(enterprise: Enterprise, rng: Random, brand: str) -> Subsidiary:
    first = rng.randint(9, 60) * MILLION + rng.randint(0, 10**8)
    revenue = [first]
    for _ in YEARS:
        revenue.append(revenue[-1] * rng.randint(9200, 12400) // 10_000 + rng.randint(0, 9_999))
    capital = rng.randint(3, 20) * MILLION
    books = keep_books(rng, Trade(tuple(revenue), capital, 0, (3600, 4600), pays_dividends=False))
    business = rng.choice(enterprise.trade.products)
    name = f"{enterprise.place.short}{brand}{rng.choice((enterprise.trade.component, enterprise.trade.word + '科技', '智能装备'))}有限公司"
    return Subsidiary(name, business, capital, rng.randint(2010, 2017), books)


def entities(setting: Setting) -> Iterator[Sheet]:
    """All four arrangements, a page each."""
    held = subsidiaries(setting.enterprise, setting.rng, 4)
    yield _as_columns(setting, held[:3])
    yield _as_rows(setting, held)
    yield _as_groups(setting, held[:3])
    yield _as_pairs(setting, held[:2])


def _cell(setting: Setting, company: Subsidiary, label: str, concept: str, year: int) -> Cell:
    kind = BALANCE if concept in AT_DAY else INCOME
    values = Values("", company.lines(year), UNSTATED, year, entity=company.name)
    cell = value_cell(StatementLine(label, concept), values, setting.printing(kind))
    return cell if cell.fact is None else replace(cell, fact=replace(cell.fact, kind=KIND))


def _unit(setting: Setting) -> Sheet:
    return caption(replace(setting, place="line"), "", "", signed=False)


def _as_columns(setting: Setting, held: Sequence[Subsidiary]) -> Sheet:
    """重要非全资子公司的主要财务信息: a column each under the period, by pages of the same table for the two periods."""
    pieces = [text(strong("（3）重要非全资子公司的主要财务信息")), _unit(setting)]
    for year, name in ((setting.year, "期末余额/本期发生额"), (setting.year - 1, "期初余额/上期发生额")):
        header = ((Cell("项目", tall=2), Cell(name, wide=len(held))), tuple(Cell(company.name) for company in held))
        rows = tuple((Cell(label), *(_cell(setting, company, label, key, year) for company in held)) for label, key in SUMMARY)
        table = Table(("1fr", *["4.2cm"] * len(held)), ("left", *["right"] * len(held)), header, rows)
        pieces += [framed(setting, table), text("#v(4pt)\n")]
    return joined(text(strong(f"{setting.year}年度财务报表附注　七、在其他主体中的权益")), *pieces)


def _as_rows(setting: Setting, held: Sequence[Subsidiary]) -> Sheet:
    """主要控股参股公司: a row each, the capital among the figures."""
    header = ((Cell("公司名称"), Cell("公司类型"), Cell("主要业务"), Cell("注册资本"), *(Cell(label) for label, _ in SHORT)),)
    rows = tuple(_company_row(setting, company) for company in held)
    widths = ("2.3cm", "1.1cm", "1.5cm", *["1fr"] * (1 + len(SHORT)))
    table = Table(widths, ("left", "center", "left", *["right"] * (1 + len(SHORT))), header, rows)
    look = replace(setting.look, size=7.5)
    title = strong(f"八、{setting.year}年度主要控股参股公司分析")
    return joined(text(title), _unit(setting), framed(replace(setting, look=look), table))


def _company_row(setting: Setting, company: Subsidiary) -> Row:
    figures = (_cell(setting, company, label, key, setting.year) for label, key in SHORT)
    return (Cell(company.name), Cell("子公司"), Cell(company.business), Cell(setting.money.printed(company.capital)), *figures)


def _as_groups(setting: Setting, held: Sequence[Subsidiary]) -> Sheet:
    """The name of a company over the rows of its periods."""
    header = ((Cell("公司名称"), Cell("期间"), *(Cell(label) for label, _ in SHORT)),)
    rows: list[Row] = []
    for company in held:
        for place in (0, 1):
            year = setting.year - place
            name = (Cell(company.name, tall=2),) if place == 0 else ()
            rows.append((*name, Cell(f"{year}年/{year}年末"), *(_cell(setting, company, label, key, year) for label, key in SHORT)))
    table = Table(("3.4cm", "2.2cm", *["1fr"] * len(SHORT)), ("left", "center", *["right"] * len(SHORT)), header, tuple(rows))
    look = replace(setting.look, size=8, rules="full")
    return joined(text(strong("九、子公司最近两年的主要财务数据")), _unit(setting), framed(replace(setting, look=look), table))


def _as_pairs(setting: Setting, held: Sequence[Subsidiary]) -> Sheet:
    """One company to a table: what it is in two columns, its figures at the foot."""
    pieces = [
        text(
            strong("六、发行人子公司、参股公司情况")
            + paragraph(f"截至本招股说明书签署日，发行人拥有{len(held)}家控股子公司，具体情况如下：")
        )
    ]
    look = replace(setting.look, rules="full")
    for number, company in enumerate(held, 1):
        pieces += [
            text(strong(f"{number}、{company.name}")),
            unit_prose(setting),
            framed(replace(setting, look=look), _pairs(setting, company)),
        ]
    return joined(*pieces)


def _pairs(setting: Setting, company: Subsidiary) -> Table:
    enterprise, year = setting.enterprise, setting.year
    told = (
        ("公司名称", company.name), ("成立时间", chinese_date(enterprise.registered.replace(year=company.founded))),
        ("注册资本", f"{wan(company.capital)}万元"), ("实收资本", f"{wan(company.capital)}万元"),
        ("注册地和主要生产经营地", enterprise.place.province + enterprise.place.city), ("主营业务", f"{company.business}的生产和销售"),
    )  # fmt: skip
    rows: list[Row] = [(Cell(label), Cell(value, wide=2, side="left")) for label, value in told]
    day = f"{year}年12月31日/{year}年度"
    rows.append((Cell(f"主要财务数据（{setting.unit}）", tall=1 + len(SHORT)), Cell("项目", side="center"), Cell(day, side="center")))
    rows += [(Cell(label), _cell(setting, company, label, key, year)) for label, key in SHORT]
    rows.append((Cell("审计情况"), Cell(f"以上数据已经{enterprise.auditor}审计", wide=2, side="left")))
    return Table(("4cm", "1fr", "5cm"), ("left", "left", "right"), (), tuple(rows))
