"""The forms of the annual return of enterprise income tax, line by line, with figures that follow from the parent's books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from docintel.simulate.books import Lines
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.research import research
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.figures import percent
from docintel.simulate.figures import yuan
from docintel.simulate.group import PARENT

KIND = "tax_return"
TELL = Teller(KIND, f"{KIND}:1")


@dataclass(frozen=True, slots=True)
class Return:
    """What was declared, in fen: lines of the main form and of the deduction by number; staff and assets as averages."""

    main: Mapping[int, int]
    deduction: Mapping[int, int]
    staff: int
    assets: int
    projects: int


def filed(dossier: Dossier) -> Return:
    """The return of the last year."""
    deduction = _deduction(dossier)
    books, before = dossier.enterprise.lines(LAST, PARENT), dossier.enterprise.lines(LAST - 1, PARENT)
    staff = (dossier.enterprise.staff[LAST][0] + dossier.enterprise.staff[LAST - 1][0]) // 2
    return Return(
        _main(dossier, books, deduction[51]),
        deduction,
        staff,
        (books["total_assets"] + before["total_assets"]) // 2,
        len(research(dossier).projects),
    )


def _main(dossier: Dossier, books: Lines, deducted: int) -> dict[int, int]:
    """Lines 1 to 33 of the main form; the bureau's print folds research into administration."""
    rng = dossier.chance("main_form")
    lines = {1: books["revenue"], 2: books["cost_of_revenue"], 3: books["taxes_and_surcharges"], 4: books["selling_expense"]}
    lines |= {
        5: books["admin_expense"] + books["rd_expense"],
        6: books["finance_expense"],
        9: books.get("investment_income", 0) + books.get("other_gains", 0),
    }
    lines |= {
        10: books["operating_profit"],
        11: books["non_operating_income"],
        12: books["non_operating_expense"],
        13: books["total_profit"],
    }
    lines[7] = lines[1] + lines[9] - sum(lines[number] for number in (2, 3, 4, 5, 6)) - lines[10]
    lines[15], lines[16], lines[17] = 30_000_000 + rng.randint(0, 99_999_999), rng.randint(0, 20_000_000), deducted
    lines[19] = max(lines[13] + lines[15] - lines[16] - lines[17], 0)
    lines[23] = lines[19]
    lines[25] = lines[23] * 25 // 100
    lines[26] = lines[23] * 10 // 100
    lines[28] = lines[25] - lines[26]
    lines[31] = lines[28]
    lines[32] = lines[31] * rng.randint(70, 95) // 100
    lines[33] = lines[31] - lines[32]
    return lines


def _deduction(dossier: Dossier) -> dict[int, int]:
    """Lines 2 to 51 of A107012: what the law admits of the research expense."""
    seen = research(dossier)
    person, direct, wear, rights, design, testing, outside, other = (seen.head(index, LAST) * 94 // 100 for index in range(8))
    lines = {
        4: person * 78 // 100,
        6: person * 3 // 100,
        8: direct * 71 // 100,
        9: direct * 12 // 100,
        10: direct * 6 // 100,
        17: wear // 3,
        20: rights * 2 // 5,
        22: rights * 3 // 5,
    }
    lines |= {
        5: person - lines[4] - lines[6],
        13: direct - lines[8] - lines[9] - lines[10],
        18: wear - lines[17],
        21: rights - lines[20] - lines[22],
    }
    lines |= {3: person, 7: direct, 16: wear, 19: rights, 23: design + testing, 24: design, 25: testing}
    lines |= {28: other, 29: other * 2 // 5, 33: other - other * 2 // 5, 34: other, 35: outside, 36: outside}
    lines[2] = person + direct + wear + rights + design + testing + other
    lines[40] = lines[2] + outside * 80 // 100
    lines |= {41: lines[40], 45: lines[40], 47: lines[40], 51: lines[40]}
    return lines


def basic_form(dossier: Dossier, seen: Return, *, shade: str = "none") -> tuple[Block, ...]:
    """A000000: the parts every enterprise fills in."""
    enterprise = dossier.enterprise
    facts = (
        (("101纳税申报企业类型（填写代码）", "100"), ("102分支机构就地纳税比例（%）", "")),
        (("103资产总额（填写平均值，单位：万元）", TELL.wan("average_assets", seen.assets, year=LAST)), ("104从业人数（填写平均值，单位：人）", replace(TELL.count("staff_average", seen.staff, year=LAST), instant=False))),
        (("105所属国民经济行业（填写代码）", TELL.text("industry_class", enterprise.trade.industry_class)), ("106从事国家限制或禁止行业", "□是 ☑否")),
        (("107适用会计准则或会计制度（填写代码）", "110"), ("108采用一般企业财务报表格式（2019年版）", "☑是 □否")),
        (("109小型微利企业", "□是 ☑否"), ("110上市公司", "是（□境内 □境外） ☑否")),
    )  # fmt: skip
    details = (
        (("201从事股权投资业务", "□是"), ("202存在境外关联交易", "□是")),
        (
            ("211高新技术企业证书编号1", f"GR2021{enterprise.place.region[:2]}00{dossier.chance('hightech').randint(1000, 9999)}"),
            ("发证时间", "2021-12-16"),
        ),
        (("221重组事项税务处理方式", "□一般性 □特殊性"), ("224研发支出辅助账样式", "☑2021版 □自行设计")),
    )
    holders = [
        (stake.holder, "居民身份证" if stake.kind == "自然人" else "营业执照", "******", percent(stake.fraction), "0.00")
        for stake in enterprise.stakes
    ]
    wide = Grid("(1fr, 2.6cm, 2.4cm, 2.4cm, 3.4cm)", "(left, center, center, right, right)", size=9.5, gap=6, shade=shade)
    return (
        line("基本经营情况（必填项目）", align="center", size=11), form(facts, size=9.5, label_width="4.6cm", shade=shade),
        line("有关涉税事项情况（存在或者发生下列事项时必填）", align="center", size=11), form(details, size=9.5, label_width="4.6cm", shade=shade),
        line("主要股东及分红情况（必填项目）", align="center", size=11),
        grid(wide, ("股东名称", "证件种类", "证件号码", "投资比例", "当年（决议日）分配的股息、红利等权益性投资收益金额"), holders),
    )  # fmt: skip


MAIN = (
    "一、营业收入（填写A101010\\101020\\103000）", "减：营业成本（填写A102010\\102020\\103000）", "减：税金及附加", "减：销售费用（填写A104000）", "减：管理费用（填写A104000）",
    "减：财务费用（填写A104000）", "减：资产减值损失", "加：公允价值变动收益", "加：投资收益", "二、营业利润（1-2-3-4-5-6-7+8+9）", "加：营业外收入（填写A101010\\101020\\103000）",
    "减：营业外支出（填写A102010\\102020\\103000）", "三、利润总额（10+11-12）", "减：境外所得（填写A108010）", "加：纳税调整增加额（填写A105000）", "减：纳税调整减少额（填写A105000）",
    "减：免税、减计收入及加计扣除（填写A107010）", "加：境外应税所得抵减境内亏损（填写A108000）", "四、纳税调整后所得（13-14+15-16-17+18）", "减：所得减免（填写A107020）", "减：弥补以前年度亏损（填写A106000）",
    "减：抵扣应纳税所得额（填写A107030）", "五、应纳税所得额（19-20-21-22）", "税率（25%）", "六、应纳所得税额（23×24）", "减：减免所得税额（填写A107040）", "减：抵免所得税额（填写A107050）",
    "七、应纳税额（25-26-27）", "加：境外所得应纳所得税额（填写A108000）", "减：境外所得抵免所得税额（填写A108000）", "八、实际应纳所得税额（28+29-30）", "减：本年累计实际已缴纳的所得税额", "九、本年应补（退）所得税额（31-32）",
)  # fmt: skip
MAIN_FACTS = {1: "revenue", 2: "cost_of_revenue", 13: "total_profit", 23: "taxable_income", 31: "income_tax_payable"}
CLASSES = ((1, "利润总额计算"), (14, "应纳税所得额计算"), (24, "应纳税额计算"))


def main_form(seen: Return, *, with_class: bool) -> list[tuple[Cell, ...]]:
    """A100000: lines with an amount each; the class stands in its first line."""
    rows: list[tuple[Cell, ...]] = []
    starts = dict(CLASSES)
    for number, item in enumerate(MAIN, 1):
        amount: Cell = "25%" if number == 24 else yuan(seen.main.get(number, 0))
        if number in MAIN_FACTS:
            amount = TELL.money(MAIN_FACTS[number], seen.main[number], year=LAST)
        rows.append((str(number), *((starts.get(number, ""),) if with_class else ()), item, amount))
    return rows


DEDUCTION = (
    "本年可享受研发费用加计扣除项目数量", "一、自主研发、合作研发、集中研发（3+7+16+19+23+34）", "（一）人员人工费用（4+5+6）", "1.直接从事研发活动人员工资薪金", "2.直接从事研发活动人员五险一金", "3.外聘研发人员的劳务费用",
    "（二）直接投入费用（8+9+10+11+12+13+14+15）", "1.研发活动直接消耗材料费用", "2.研发活动直接消耗燃料费用", "3.研发活动直接消耗动力费用", "4.用于中间试验和产品试制的模具、工艺装备开发及制造费", "5.用于不构成固定资产的样品、样机及一般测试手段购置费",
    "6.用于试制产品的检验费", "7.用于研发活动的仪器、设备的运行维护、调整、检验、维修等费用", "8.通过经营租赁方式租入的用于研发活动的仪器、设备租赁费", "（三）折旧费用（17+18）", "1.用于研发活动的仪器的折旧费", "2.用于研发活动的设备的折旧费",
    "（四）无形资产摊销（20+21+22）", "1.用于研发活动的软件的摊销费用", "2.用于研发活动的专利权的摊销费用", "3.用于研发活动的非专利技术的摊销费用", "（五）新产品设计费等（24+25+26+27）", "1.新产品设计费", "2.新工艺规程制定费",
    "3.新药研制的临床试验费", "4.勘探开发技术的现场试验费", "（六）其他相关费用（29+30+31+32+33）", "1.技术图书资料费、资料翻译费、专家咨询费、高新科技研发保险费", "2.研发成果的检索、分析、评议、论证、鉴定、评审、评估、验收费用",
    "3.知识产权的申请费、注册费、代理费", "4.职工福利费、补充养老保险费、补充医疗保险费", "5.差旅费、会议费", "（七）经限额调整后的其他相关费用", "二、委托研发（36+37+39）", "（一）委托境内机构或个人进行研发活动所发生的费用",
    "（二）委托境外机构进行研发活动发生的费用", "其中：允许加计扣除的委托境外机构进行研发活动发生的费用", "（三）委托境外个人进行研发活动发生的费用", "三、年度研发费用小计（2+36×80%+38）", "（一）本年费用化金额", "（二）本年资本化金额",
    "四、本年形成无形资产摊销额", "五、以前年度形成无形资产本年摊销额", "六、允许扣除的研发费用合计（41+43+44）", "减：特殊收入部分", "七、允许扣除的研发费用抵减特殊收入后的金额（45-46）",
    "减：当年销售研发活动直接形成产品（包括组成部分）对应的材料部分", "减：以前年度销售研发活动直接形成产品（包括组成部分）对应材料部分结转金额", "八、加计扣除比例（%）", "九、本年研发费用加计扣除总额（47-48-49）×50",
    "十、销售研发活动直接形成产品（包括组成部分）对应材料部分结转以后年度扣减金额",
)  # fmt: skip
DEDUCTION_FACTS = {
    3: "rd_personnel", 7: "rd_direct_input", 16: "rd_depreciation", 19: "rd_intangible_amortisation", 23: "rd_design", 28: "rd_other", 35: "rd_outsourced",
    40: "rd_deduction_base", 51: "rd_super_deduction",
}  # fmt: skip


def deduction_form(seen: Return) -> list[tuple[Cell, ...]]:
    """A107012 as of 2021: fifty-two lines."""
    plain = {1: str(seen.projects), 50: "100%"}
    return [
        (str(number), item, TELL.money(DEDUCTION_FACTS[number], seen.deduction[number], year=LAST) if number in DEDUCTION_FACTS else plain.get(number, yuan(seen.deduction.get(number, 0))))
        for number, item in enumerate(DEDUCTION, 1)
    ]  # fmt: skip
