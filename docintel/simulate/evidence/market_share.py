"""Proofs of a market share: an association's certificate, the enterprise's own statement, an institute's page with ranks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import day_between
from docintel.simulate.evidence.dossier import digits
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import watermark
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import yi
from docintel.simulate.figures import percent
from docintel.simulate.figures import wan
from docintel.simulate.sheets import PrintedFact

KIND = "market_share_statement"
TELL = Teller(KIND, f"{KIND}:1")
REGIONS = {"national": "全国", "global": "全球", "provincial": "省内"}


@dataclass(frozen=True, slots=True)
class Market:
    """The niche of the main product: its sales, size (both in fen) and share, of which year and market, the rank and who says so."""

    product: str
    sales: int
    size: int
    share: Fraction
    year: int
    region: str
    rank: int
    association: str
    institute: str
    issued: date

    @property
    def where(self) -> PrintedFact:
        """The market as printed."""
        return TELL.text("market_region", self.region, REGIONS[self.region])


def market(dossier: Dossier) -> Market:
    """The size follows from the product's sales and the share that the form declares, but where the paper's turn makes it another."""
    rng, enterprise = dossier.chance(KIND), dossier.enterprise
    sales = enterprise.top[LAST][0]
    size = int(sales / (Fraction(enterprise.market_share) / 100))
    size -= size % 10**6
    word = enterprise.trade.chain.removesuffix("产业链")
    return Market(
        enterprise.trade.products[0],
        sales,
        size * (dossier.turn.part or 100) // 100,
        Fraction(sales, size),
        dossier.turn.year or LAST,
        dossier.turn.region or "national",
        rng.randint(1, 1 if sales * 4 > size else 3),
        f"样本{word}行业协会",
        f"拟数（{enterprise.place.short}）市场研究院",
        day_between(rng, date(2023, 1, 10), date(2023, 4, 10)),
    )


def association_certificate(dossier: Dossier) -> Drawing:
    """An association certifies in two sentences."""
    seen, company = market(dossier), dossier.enterprise.company
    return drawing(page_look(margin="(x: 3cm, top: 3.2cm, bottom: 2.4cm)"), (
        title("证　明", 26), space("1cm"),
        prose("兹证明", TELL.text("enterprise_name", company.name), "是我会会员单位。根据我会统计，该公司生产的主导产品“", TELL.text("main_product", seen.product), f"”{seen.year}年度在",
              seen.where, "细分市场的占有率为", TELL.share("market_share", seen.share, year=seen.year, sign="%"), "，市场排名", TELL.text("market_rank", f"第{seen.rank}", f"第{seen.rank}"),
              "位。", size=14),
        prose(f"{seen.year}年该产品{seen.where.printed}市场规模约为", TELL.scaled("market_size", yi(seen.size), 10**8, year=seen.year), "亿元，该公司产品销售额为", TELL.wan("product_sales", seen.sales, year=seen.year), "万元。", size=14),
        prose("特此证明。", size=14), space("2.4cm"),
        stamped((TELL.text("issuer", seen.association), TELL.day("issue_date", seen.issued)), seen.association, size=13),
    ))  # fmt: skip


def own_statement(dossier: Dossier) -> Drawing:
    """The enterprise's own statement: how the share was computed, in a table and in words."""
    seen, company, trade = market(dossier), dossier.enterprise.company, dossier.enterprise.trade
    return drawing(page_look(margin="(x: 2.6cm, top: 2.6cm, bottom: 2.2cm)"), (
        title("主导产品市场占有率情况说明", 20), space("0.4cm"),
        prose("一、企业及产品情况", indent=False),
        prose(f"{company.name}主导产品为{seen.product}，属于{trade.basis}，产品服务于{trade.chain}，从事该细分市场已有{dossier.enterprise.niche_years}年。"),
        prose("二、市场占有率测算", indent=False),
        form((
            ((dossier.said("企业名称"), TELL.text("enterprise_name", company.name)),), ((dossier.said("主导产品名称"), TELL.text("main_product", seen.product)),),
            ((dossier.said("市场范围"), seen.where), ("统计年度", f"{seen.year}年")),
            ((dossier.said("细分市场规模（万元）"), TELL.wan("market_size", seen.size, year=seen.year)), (dossier.said("主导产品销售额（万元）"), TELL.wan("product_sales", seen.sales, year=seen.year))),
            ((dossier.said("市场占有率（%）"), TELL.share("market_share", seen.share, year=seen.year)), (dossier.said("市场排名"), TELL.text("market_rank", f"第{seen.rank}名"))),
        ), label_width="3.9cm", gap=8),
        prose("计算公式：市场占有率＝主导产品销售额÷细分市场规模×100%。", size=11),
        prose("三、数据来源", indent=False),
        prose(f"产品销售额取自本公司{seen.year}年度审计报告；市场规模取自{seen.institute}发布的行业研究报告。本公司对以上数据的真实性负责。"), space("1.4cm"),
        stamped((TELL.text("issuer", company.name), TELL.day("issue_date", seen.issued)), company.name),
    ))  # fmt: skip


def institute_page(dossier: Dossier) -> Drawing:
    """An institute's proof with the ranks of the niche; the other makers have no names."""
    seen, company, rng = market(dossier), dossier.enterprise.company, dossier.chance("institute_page")
    above = sorted((seen.sales * rng.randint(105, 130) // 100 for _ in range(seen.rank - 1)), reverse=True)
    left = seen.size - seen.sales - sum(above)
    less = [min(left * portion // 100, seen.sales * (98 - 4 * index) // 100) for index, portion in enumerate((30, 20, 14, 9, 6))]
    sales = [*above, seen.sales, *less[: 6 - seen.rank]]
    rows: list[tuple[Cell, ...]] = [
        (str(place), f"企业{'ABCDEF'[place - 1]}", wan(one), percent(Fraction(one, seen.size))) for place, one in enumerate(sales, 1)
    ]
    rows[seen.rank - 1] = (
        str(seen.rank),
        TELL.text("enterprise_name", company.name),
        TELL.wan("product_sales", seen.sales, year=seen.year),
        TELL.share("market_share", seen.share, year=seen.year),
    )
    return drawing(page_look(background=watermark(seen.institute), footer=f"{seen.institute}　报告编号：MR{seen.year}{digits(rng, 5)}"), (
        title("市场占有率证明", 22), line("Certificate of Market Share", align="center"), space("0.3cm"),
        lines((("产品名称", TELL.text("main_product", seen.product)), ("统计年度", f"{seen.year}年1月1日至{seen.year}年12月31日"), (dossier.said("市场范围"), (seen.where, "市场")),
               ("市场总规模", (TELL.wan("market_size", seen.size, year=seen.year, grouped=True), "万元")), ("行业排名", TELL.text("market_rank", f"第{seen.rank}", f"第{seen.rank}")))),
        space("0.2cm"), line(f"表：{seen.year}年{seen.product}{seen.where.printed}主要企业市场份额", size=10.5, align="center"),
        grid(Grid("(1.6cm, 1fr, 4cm, 3.4cm)", "(center, left, right, right)", size=10.5, gap=7, shade='rgb("#dde7f3")'), ("排名", dossier.said("企业名称"), "销售额（万元）", dossier.said("市场占有率（%）")), rows),
        line("注：以上数据通过企业访谈、行业协会统计及公开资料整理测算。", size=9.5), space("1.4cm"),
        stamped((("出具机构：", TELL.text("issuer", seen.institute)), (dossier.said("出具日期") + "：", TELL.day("issue_date", seen.issued, DASHED))), seen.institute),
    ))  # fmt: skip


def of_three_years(dossier: Dossier) -> Drawing:
    """An association's proof whose table gives the figures of three years in columns; the truth is all of it."""
    seen, company, rng = market(dossier), dossier.enterprise.company, dossier.chance("of_three_years")
    years = tuple(range(seen.year - 2, seen.year + 1))
    sizes = {year: seen.size * (100 - 9 * (seen.year - year)) // 100 for year in years}
    sold = {
        year: seen.sales if year == seen.year else sizes[year] * (Fraction(dossier.enterprise.market_share) - (seen.year - year)) / 100
        for year in years
    }
    rows: list[tuple[Cell, ...]] = [
        ("市场规模（万元）", *(TELL.wan("market_size", sizes[year], year=year) for year in years)), ("产品销售收入（万元）", *(TELL.wan("product_sales", int(sold[year]), year=year) for year in years)),
        ("市场占有率（%）", *(TELL.share("market_share", seen.share if year == seen.year else Fraction(int(sold[year]), sizes[year]), year=year) for year in years)),
    ]  # fmt: skip
    return drawing(page_look(margin="(x: 2.8cm, top: 3cm, bottom: 2.4cm)"), (
        title("关于主导产品市场占有率的证明", 20), line(f"编号：{digits(rng, 8)}", align="right", size=10.5), space("0.3cm"), prose(TELL.text("enterprise_name", company.name), "为我会会员单位，主导产品为“", TELL.text("main_product", seen.product), "”。经我会统计，该产品近三年在", seen.where, "同类产品中的市场情况如下：", size=12.5),
        grid(Grid("(5cm, 1fr, 1fr, 1fr)", "(left, right, right, right)", size=11, gap=8), ("项目", *(f"{year}年" for year in years)), rows), prose(f"{seen.year}年，该公司在细分市场中排名", TELL.text("market_rank", f"第{seen.rank}", f"第{seen.rank}"), "位。", size=12.5), prose("特此证明。", size=12.5), space("2cm"), stamped(((TELL.text("issuer", seen.association), "（盖章）"), TELL.day("issue_date", seen.issued)), seen.association, size=13),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (association_certificate, own_statement, institute_page, of_three_years)
