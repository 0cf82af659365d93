"""The application form of a sample: its sections as printed, and its values from the hidden truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.enterprise import Patent
from docintel.simulate.figures import growth
from docintel.simulate.figures import percent
from docintel.simulate.figures import wan

YearValues = dict[str, str]
Rows = list[dict[str, str]]
FormValue = str | YearValues | Rows
FormValues = dict[str, FormValue]

LAST = FORM_YEARS[-1]
NO, YES = "否", "是"


@dataclass(frozen=True, slots=True)
class Field:
    """A field as printed; `options` are the boxes to tick."""

    id: str
    label: str
    unit: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form: its heading, whether its table has a column per year, and its fields."""

    title: str
    fields: tuple[Field, ...]
    yearly: tuple[Field, ...] = ()


SECTIONS = (
    Section("一、企业情况", (
        Field("a.name", "企业名称"), Field("a.reg_place", "企业注册地"), Field("a.addr", "通讯地址"), Field("a.zip", "邮编"),
        Field("a.legal_rep", "法定代表人"), Field("a.controller_sh", "控股股东"), Field("a.actual_ctrl", "实际控制人"),
        Field("a.actual_ctrl_nat", "实际控制人国籍"), Field("a.contact", "联系人"), Field("a.contact_tel", "联系人电话"),
        Field("a.contact_mobile", "联系人手机"), Field("a.email", "电子邮箱"), Field("a.reg_date", "注册时间"),
        Field("a.reg_cap", "注册资本", "万元"), Field("a.uscc", "统一社会信用代码"),
        Field("a.size", "企业规模", options=("大型", "中型", "小型", "微型")), Field("a.ind2", "所属行业（2位数代码及名称）"),
        Field("a.ind4", "具体细分领域（4位数代码及名称）"), Field("a.type", "企业类型", options=("国有", "合资", "民营", "外资")),
        Field("a.holding_flag", "是否与现有“小巨人”企业存在控股关系", options=(NO, YES)), Field("a.holding_names", "存在控股关系的“小巨人”企业名称"),
        Field("a.group_flag", "同集团内是否有其他生产相似主导产品企业获得认定或申报", options=(NO, YES)),
        Field("a.group_names", "同集团内生产相似主导产品的企业名称"),
        Field("a.listing", "上市情况", options=("无上市计划", "有上市计划", "已上市")),
    )),
    Section("二、经济效益和经营情况重要指标", (), (
        Field("b.staff", "全职员工数量", "人"), Field("b.rd_staff", "其中：研发人员数量", "人"), Field("b.rev", "营业收入", "万元"),
        Field("b.main_rev", "其中：主营业务收入", "万元"), Field("b.main_growth", "主营业务收入增长率", "%"),
        Field("b.net_profit", "净利润总额", "万元"), Field("b.np_growth", "净利润增长率", "%"), Field("b.assets", "资产总额", "万元"),
        Field("b.net_assets", "期末净资产", "万元"), Field("b.liab", "负债总额", "万元"), Field("b.debt_ratio", "资产负债率", "%"),
        Field("b.tax", "上缴税金", "万元"), Field("b.equity_fin", "股权融资总额", "万元"), Field("b.loan", "银行贷款", "万元"),
    )),
    Section("三、专业化", (
        Field("c.years", "从事特定细分市场时间", "年"), Field("c.main_ratio", "主营业务收入占营业收入比重", "%"),
        Field("c.mean_growth", "近2年主营业务收入平均增长率", "%"), Field("c.top3", "排名前三的主要产品"),
    )),
    Section("四、精细化", (
        Field("d.it", "核心业务信息系统支撑情况", options=("研发设计", "生产制造", "供应链管理", "营销服务", "经营管理", "其他")),
        Field("d.msc", "管理体系认证情况", options=("ISO9001质量管理体系认证", "ISO14001环境管理体系认证", "ISO45001职业健康安全管理体系认证", "其他", "无")),
        Field("d.prod_cert", "产品认证情况", options=("UL", "CSA", "ETL", "GS", "其他", "无")),
        Field("d.debt_ratio", "上年末资产负债率", "%"),
        Field("d.digital_level", "数字化水平", options=("一级", "二级", "三级", "四级")),
    )),
    Section("五、特色化", (
        Field("e.share", "主导产品全国细分市场占有率", "%"), Field("e.brand_n", "自有品牌个数", "项"), Field("e.brand_rev", "自有品牌销售收入", "万元"),
    )),
    Section("六、创新能力", (
        Field("f.rd_org", "研发机构建设情况", options=("国家级", "省级", "自建", "无")),
        Field("f.rd_org_type", "研发机构类型", options=("技术研究院", "企业技术中心", "企业工程中心", "院士专家工作站", "博士后工作站", "其他")),
        Field("f.rd_staff_ratio", "研发人员占全部职工比重", "%"), Field("f.ip1", "Ⅰ类知识产权总数", "项"), Field("f.ip1_inv", "其中：发明专利", "项"),
        Field("f.ip2", "Ⅱ类知识产权总数", "项"), Field("f.std", "主持或参与制（修）订标准数量", "项"),
        Field("f.award", "近三年获得国家级科技奖励", options=(NO, YES)), Field("f.makers", "“创客中国”全国50强企业组", options=(NO, YES)),
        Field("f.patents", "Ⅰ类知识产权清单"),
    ), (Field("f.rd", "研发费用总额", "万元"), Field("f.rd_ratio", "研发费用总额占营业收入总额比重", "%"))),
    Section("七、产业链配套", (
        Field("g.chain", "所属产业链"), Field("g.gap", "是否在产业链关键领域“补短板”“锻长板”“填空白”", options=(NO, YES)),
        Field("g.gap_text", "“补短板”“锻长板”“填空白”说明"), Field("g.supply", "是否为国内外知名大企业直接配套", options=(NO, YES)),
        Field("g.supply_names", "直接配套的大企业名称"),
    )),
    Section("八、主导产品所属领域", (
        Field("h.product", "主导产品名称"), Field("h.six_bases", "是否属于工业“六基”领域", options=(NO, YES)),
        Field("h.ten", "是否属于制造强国十大领域", options=(NO, YES)), Field("h.cyber", "是否属于网络强国领域", options=(NO, YES)),
        Field("h.code", "主导产品类别代码"),
    )),
    Section("九、其他", (
        Field("i.prov_title", "是否已获省级专精特新认定（有效期内）", options=(NO, YES)), Field("i.titles", "其他称号"),
        Field("i.intro", "企业总体情况简要介绍"),
    )),
)  # fmt: skip

SUPPLIED = ("例岚装备集团股份有限公司", "样川整机制造集团有限公司", "虚构重工集团有限公司")  # large enterprises that there are not
TOP_COLUMNS = (("name", "产品名称"), ("revenue", "销售收入（万元）"), ("share", "占营业收入比重（%）"))
PATENT_COLUMNS = (
    ("number", "专利号"), ("title", "专利名称"), ("type", "专利类型"), ("holder", "专利权人"), ("filing_date", "申请日"),
    ("grant_date", "授权公告日"), ("transfer_date", "受让日期"),
)  # fmt: skip


def form_values(enterprise: Enterprise) -> FormValues:
    """Every field of the form, filled truthfully in the units the form asks for."""
    return {**_identity(enterprise), **_figures(enterprise), **_merits(enterprise)}


def _identity(enterprise: Enterprise) -> FormValues:
    place, people, trade = enterprise.place, enterprise.people, enterprise.trade
    staff, _ = enterprise.staff[LAST]
    return {
        "a.name": enterprise.company.name, "a.reg_place": place.province + place.city + place.district, "a.addr": enterprise.address,
        "a.zip": place.postcode, "a.legal_rep": people.legal_representative, "a.controller_sh": enterprise.parent_company.name,
        "a.actual_ctrl": people.controller, "a.actual_ctrl_nat": "中国", "a.contact": people.contact,
        "a.contact_tel": f"{place.area_code}-55550100", "a.contact_mobile": "13900000000", "a.email": "shenbao@example.com",
        "a.reg_date": enterprise.registered.isoformat(), "a.reg_cap": wan(enterprise.group.capital), "a.uscc": enterprise.company.uscc,
        "a.size": "中型" if staff >= 300 else "小型", "a.ind2": f"{trade.division} {trade.division_name}",
        "a.ind4": f"{trade.industry_class} {trade.class_name}", "a.type": "民营", "a.holding_flag": NO, "a.holding_names": "",
        "a.group_flag": NO, "a.group_names": "", "a.listing": "无上市计划",
    }  # fmt: skip


def _figures(enterprise: Enterprise) -> FormValues:
    books = {year: enterprise.lines(year) for year in (FORM_YEARS[0] - 1, *FORM_YEARS)}
    money = {"b.rev": "revenue", "b.main_rev": "main_revenue", "b.net_profit": "net_profit", "b.assets": "total_assets",
             "b.net_assets": "total_equity", "b.liab": "total_liabilities", "b.tax": "cash_taxes_paid", "f.rd": "rd_expense"}  # fmt: skip
    values: FormValues = {field: _yearly({year: wan(books[year][line]) for year in FORM_YEARS}) for field, line in money.items()}
    for field, line in (("b.main_growth", "main_revenue"), ("b.np_growth", "net_profit")):
        values[field] = _yearly({year: percent(growth(books[year][line], books[year - 1][line])) for year in FORM_YEARS})
    debt = {year: percent(Fraction(books[year]["total_liabilities"], books[year]["total_assets"])) for year in FORM_YEARS}
    values |= {"b.debt_ratio": _yearly(debt), "d.debt_ratio": debt[LAST]}
    values["f.rd_ratio"] = _yearly({year: percent(Fraction(books[year]["rd_expense"], books[year]["revenue"])) for year in FORM_YEARS})
    loans = {year: books[year]["short_term_loans"] + books[year]["long_term_loans"] for year in FORM_YEARS}
    values |= {
        "b.loan": _yearly({year: wan(loan) for year, loan in loans.items()}),
        "b.equity_fin": _yearly(dict.fromkeys(FORM_YEARS, "0.00")),
    }
    values["b.staff"] = _yearly({year: str(enterprise.staff[year][0]) for year in FORM_YEARS})
    values["b.rd_staff"] = _yearly({year: str(enterprise.staff[year][1]) for year in FORM_YEARS})
    grown = [growth(books[year]["main_revenue"], books[year - 1]["main_revenue"]) for year in FORM_YEARS[-2:]]
    values["c.main_ratio"] = percent(Fraction(books[LAST]["main_revenue"], books[LAST]["revenue"]))
    values["c.mean_growth"] = percent(sum(grown, Fraction(0)) / 2)
    values["f.rd_staff_ratio"] = percent(Fraction(enterprise.staff[LAST][1], enterprise.staff[LAST][0]))
    return values


def _yearly(values: dict[int, str]) -> YearValues:
    return {str(year): value for year, value in values.items()}


def _merits(enterprise: Enterprise) -> FormValues:
    trade, books, top = enterprise.trade, enterprise.lines(LAST), enterprise.top[LAST]
    listed = [
        {"name": name, "revenue": wan(revenue), "share": percent(Fraction(revenue, books["revenue"]))}
        for name, revenue in zip(trade.products, top, strict=False)
    ]
    inventions = str(len(enterprise.patents))
    return {
        "c.years": str(enterprise.niche_years), "c.top3": listed, "d.it": "研发设计、生产制造、供应链管理", "d.msc": "ISO9001质量管理体系认证、ISO14001环境管理体系认证",
        "d.prod_cert": "无", "d.digital_level": "三级", "e.share": enterprise.market_share, "e.brand_n": "1", "e.brand_rev": wan(sum(top[:2])),
        "f.rd_org": "省级", "f.rd_org_type": "企业技术中心", "f.ip1": inventions, "f.ip1_inv": inventions, "f.ip2": "11", "f.std": "2", "f.award": NO, "f.makers": NO,
        "f.patents": [listed_patent(patent, enterprise.company.name) for patent in enterprise.patents], "g.chain": trade.chain, "g.gap": YES,
        "g.gap_text": f"公司研制的{trade.products[0]}属于{trade.basis}，已在{trade.chain}多家整机企业批量应用，实现关键环节“补短板”。", "g.supply": YES,
        "g.supply_names": SUPPLIED[enterprise.registered.year % len(SUPPLIED)],
        "h.product": trade.products[0], "h.six_bases": YES, "h.ten": YES, "h.cyber": NO, "h.code": trade.product_code, "i.prov_title": YES,
        "i.titles": "高新技术企业、省级专精特新中小企业", "i.intro": _introduction(enterprise),
    }  # fmt: skip


def listed_patent(patent: Patent, holder: str) -> dict[str, str]:
    """A row of the list of patents."""
    dates = {"filing_date": patent.filed.isoformat(), "grant_date": patent.granted.isoformat(), "transfer_date": ""}
    return {"number": patent.number, "title": patent.title, "type": "发明专利", "holder": holder, **dates}


def _introduction(enterprise: Enterprise) -> str:
    trade = enterprise.trade
    return (
        f"{enterprise.company.name}成立于{enterprise.registered.year}年，位于{enterprise.place.city}{enterprise.place.district}，"
        f"专注于{trade.products[0]}的研发、生产与销售，主要产品还包括{trade.products[1]}、{trade.products[2]}。"
        f"公司建有省级企业技术中心，拥有“{enterprise.brand}”自主品牌，通过质量管理体系和环境管理体系认证，产品服务于{trade.chain}。"
    )


def chinese_date(day: date) -> str:
    """As papers print it: 2022年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
