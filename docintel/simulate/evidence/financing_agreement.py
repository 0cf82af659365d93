"""Agreements on new capital: clauses over three pages, a table of subscriptions, a short agreement with one investor."""

from __future__ import annotations

from docintel.simulate.evidence.blocks import Block
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
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.investment import Round
from docintel.simulate.evidence.investment import financing
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import PLAIN
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.evidence.telling import in_capitals
from docintel.simulate.figures import percent
from docintel.simulate.figures import wan
from docintel.simulate.figures import yuan

KIND = "financing_agreement"
TELL = Teller(KIND, f"{KIND}:1")


def _investor(index: int) -> Teller:
    return TELL.about(f"investment:{index}")


def _signatures(dossier: Dossier, seen: Round, style: str) -> tuple[Block, ...]:
    """The last page: parties with their seals and the day, all said before."""
    company = dossier.enterprise.company.name
    blocks = [
        line("（以下无正文，为签署页）", align="center"),
        space("0.6cm"),
        stamped((f"目标公司（盖章）：{company}", f"法定代表人：{dossier.enterprise.people.legal_representative}"), company, align="left"),
        space("1cm"),
    ]
    for one in seen.investments:
        blocks += [stamped((f"投资方（盖章）：{one.investor}", "执行事务合伙人委派代表："), one.investor, align="left"), space("2cm")]
    return (*blocks, line(f"签署日期：{dated(seen.signed, style)}"))


def _in_wan(fen: int) -> str:
    return wan(fen).removesuffix(".00")


def clauses(dossier: Dossier) -> Drawing:
    """A long agreement: cover, clauses with amounts in capitals and figures, signatures."""
    seen, enterprise = financing(dossier), dossier.enterprise
    company = enterprise.company.name
    parties = [
        prose(f"{'乙丙'[index - 1]}方（投资方）：", _investor(index).text("investor_name", one.investor))
        for index, one in enumerate(seen.investments, 1)
    ]
    pays = [
        prose(f"1.{index + 1}　{'乙丙'[index - 1]}方以货币出资人民币", _investor(index).money("investment_amount", one.amount, _in_wan(one.amount)), f"万元（大写：人民币{in_capitals(one.amount)}）认购甲方新增注册资本人民币{wan(one.capital)}万元，其余计入资本公积；本次增资完成后持有甲方",
              _investor(index).share("ceded_share", one.share, sign="%"), "的股权。")
        for index, one in enumerate(seen.investments, 1)
    ]  # fmt: skip
    return drawing(page_look(margin="(x: 3cm, top: 2.8cm, bottom: 2.4cm)", footer=numbered_pages()),
        (space("4cm"), title(f"关于{company}之", 17), title("增 资 协 议", 32), space("6cm"), line(f"二〇{dated(seen.signed, NUMERAL)[2:].split('月')[0]}月", align="center", size=14), line(f"中国·{enterprise.place.city}", align="center", size=13)),
        (title("增资协议", 18), prose("本协议由以下各方于", TELL.day("agreement_date", seen.signed), f"在{enterprise.place.city}签署：", indent=True), prose("甲方（目标公司）：", TELL.text("enterprise_name", company)), *parties,
         prose(f"丁方（原股东）：{enterprise.parent_company.name}、{enterprise.people.legal_representative}"), line("鉴于：", size=12),
         prose("1. 甲方系依法设立并有效存续的公司，本次增资前注册资本为人民币", TELL.wan("capital_before", seen.before), "万元；"), prose("2. 投资方同意按照本协议约定的条款和条件对甲方进行增资。"),
         line("第一条　增资方案", size=12), prose("1.1　各方确认，甲方本次增资的投后估值为人民币", TELL.wan("valuation", seen.valuation), "万元。"), *pays,
         prose("1.4　本次增资完成后，甲方注册资本变更为人民币", TELL.wan("capital_after", seen.after), "万元。")),
        (line("第二条　付款", size=12), prose("2.1　投资方应于先决条件满足之日起十五个工作日内，将全部增资款一次性汇入甲方指定账户。"), prose("2.2　甲方应自收到增资款之日起三十日内办理工商变更登记。"),
         line("第三条　陈述与保证", size=12), prose("3.1　甲方向投资方提供的财务报表真实、完整、准确地反映了甲方的财务状况和经营成果。"), prose("3.2　原股东放弃对本次新增注册资本的优先认购权。"),
         line("第四条　公司治理", size=12), prose("4.1　增资完成后，甲方董事会由五名董事组成，投资方有权提名一名董事。"), line("第五条　违约责任及争议解决", size=12), prose("5.1　任何一方违反本协议的，应赔偿守约方因此遭受的损失；争议提交甲方所在地人民法院诉讼解决。")),
        _signatures(dossier, seen, PLAIN),
    )  # fmt: skip


def subscription_table(dossier: Dossier) -> Drawing:
    """Two pages: parties in a form, subscriptions in a table in ten thousand yuan."""
    seen, enterprise = financing(dossier), dossier.enterprise
    rows: list[tuple[Cell, ...]] = [
        (
            str(index),
            _investor(index).text("investor_name", one.investor),
            "货币",
            _investor(index).wan("investment_amount", one.amount),
            wan(one.capital),
            _investor(index).share("ceded_share", one.share),
        )
        for index, one in enumerate(seen.investments, 1)
    ]
    return drawing(page_look(footer=numbered_pages("第", "页 共", "页")),
        (title("投资协议书", 22), line(f"协议编号：TZ-{seen.signed:%Y%m%d}", align="right", size=10),
         form((
             ((dossier.said("目标公司"), TELL.text("enterprise_name", enterprise.company.name)),), ((dossier.said("统一社会信用代码"), enterprise.company.uscc),), ((dossier.said("签订日期"), TELL.day("agreement_date", seen.signed, DASHED)), ("签订地点", enterprise.place.city)),
             (("增资前注册资本", (TELL.wan("capital_before", seen.before), "万元")), ("增资后注册资本", (TELL.wan("capital_after", seen.after), "万元"))), ((dossier.said("投后估值"), (TELL.wan("valuation", seen.valuation), "万元")), ("投资方式", "增资扩股")),
         ), gap=8),
         prose("各方经友好协商，就投资方向目标公司增资事宜达成如下协议。一、投资方及投资金额见下表："), line("单位：万元", align="right", size=10),
         grid(Grid("(1.2cm, 1fr, 1.6cm, 2.8cm, 3.4cm, 2.6cm)", "(center, left, center, right, right, right)", size=10, gap=7), ("序号", dossier.said("投资方名称"), "出资方式", dossier.said("投资金额"), "其中：计入注册资本", dossier.said("取得股权比例（%）")), rows),
         prose("二、投资款应于本协议签订后三十日内支付至目标公司账户。三、目标公司承诺投资款用于主营业务发展及研发投入。四、投资方按实缴比例享有股东权利。五、本协议未尽事宜，由各方另行签订补充协议。")),
        _signatures(dossier, seen, DASHED),
    )  # fmt: skip


def short_agreement(dossier: Dossier) -> Drawing:
    """With the first investor only, amounts in yuan with commas, dated in numerals."""
    seen, enterprise = financing(dossier), dossier.enterprise
    one = seen.investments[0]
    alone = Round(seen.signed, seen.after - one.capital, seen.after, seen.valuation, (one,))
    return drawing(page_look(margin="(x: 2.8cm, top: 2.6cm, bottom: 2.4cm)", footer=numbered_pages("- ", "/", " -")),
        (title("增资扩股协议", 23), space("0.3cm"), lines((("甲方（投资人）", _investor(1).text("investor_name", one.investor)), ("乙方（被投资企业）", TELL.text("enterprise_name", enterprise.company.name)), ("乙方法定代表人", enterprise.people.legal_representative))),
         prose("甲乙双方根据《中华人民共和国公司法》等法律法规，本着平等自愿的原则，订立本协议。"),
         prose("一、乙方现注册资本为", TELL.money("capital_before", alone.before), "元，甲方同意向乙方投资", _investor(1).money("investment_amount", one.amount), "元，取得乙方", _investor(1).share("ceded_share", one.share, sign="%"), "股权。"),
         prose("二、双方确认乙方投资后整体估值为", TELL.money("valuation", alone.valuation), "元；增资完成后乙方注册资本为", TELL.money("capital_after", alone.after), "元。"), prose("三、甲方应在本协议生效后二十个工作日内以银行转账方式付清投资款，付款凭证作为出资证明。"),
         prose("四、甲方不参与乙方日常经营管理，按持股比例分享利润、承担风险。"), prose("五、本协议自双方盖章之日起生效，一式四份，双方各执两份，具有同等法律效力。")),
        (line("（签署页）", align="center"), space("1cm"), stamped((f"甲方：{one.investor}", "授权代表："), one.investor, align="left"), space("2.4cm"), stamped((f"乙方：{enterprise.company.name}", dossier.said("法定代表人") + "："), enterprise.company.name, align="left"), space("1.2cm"), line((dossier.said("签订日期") + "：", TELL.day("agreement_date", seen.signed, NUMERAL)), size=12)),
    )  # fmt: skip


def with_whereas(dossier: Dossier) -> Drawing:
    """A fund's agreement: parties by number, what is recited (鉴于), one clause on the increase, the holders before and after in a table."""
    seen, enterprise = financing(dossier), dossier.enterprise
    company, stakes = enterprise.company.name, enterprise.stakes
    names = [f"投资方{'一二'[index]}" for index in range(len(seen.investments))]
    parties = [
        prose(
            f"（{index + 1}）",
            _investor(index).text("investor_name", one.investor),
            f"，一家依照中国法律设立并有效存续的有限合伙企业（以下简称“{names[index - 1]}”）；",
        )
        for index, one in enumerate(seen.investments, 1)
    ]
    buys = [
        prose(f"（{index}）{names[index - 1]}以人民币", _investor(index).money("investment_amount", one.amount), f"元认购公司新增注册资本人民币{yuan(one.capital)}元，溢价部分计入公司资本公积；")
        for index, one in enumerate(seen.investments, 1)
    ]  # fmt: skip
    new = sum(one.capital for one in seen.investments)
    old: list[tuple[Cell, ...]] = [
        (
            stake.holder,
            wan(int(seen.before * stake.fraction)),
            percent(stake.fraction),
            wan(int(seen.before * stake.fraction)),
            percent(stake.fraction * seen.before / seen.after),
        )
        for stake in stakes
    ]
    bought: list[tuple[Cell, ...]] = [
        (one.investor, "—", "—", wan(one.capital), _investor(index).share("ceded_share", one.share))
        for index, one in enumerate(seen.investments, 1)
    ]
    look = Grid("(1.2cm, 1fr, 2.7cm, 2.3cm, 2.7cm, 2.3cm)", "(center, left, right, right, right, right)", size=9.5, gap=6)
    heads = ("序号", "股东名称", "增资前出资额（万元）", "增资前比例（%）", "增资后出资额（万元）", "增资后比例（%）")
    table = [(str(index), *row) for index, row in enumerate([*old, *bought], 1)]
    return drawing(page_look(margin="(x: 2.8cm, top: 2.6cm, bottom: 2.4cm)", footer=numbered_pages("", " / ", "")),
        (title(f"关于{company}的增资协议", 17), prose("本增资协议（以下简称“本协议”）由以下各方于", TELL.day("agreement_date", seen.signed), f"在中国{enterprise.place.city}签订："), prose("（1）", TELL.text("enterprise_name", company), f"，统一社会信用代码{enterprise.company.uscc}（以下简称“公司”或“目标公司”）；"), *parties,
         prose(f"（{len(parties) + 2}）{enterprise.parent_company.name}及{enterprise.people.legal_representative}（合称“现有股东”）。"), line("鉴于：", size=12),
         prose("A. 公司系一家依照中国法律设立并有效存续的企业，本次增资前注册资本为人民币", TELL.money("capital_before", seen.before), f"元，主营{enterprise.trade.products[0]}的研发、生产和销售。"), prose("B. 投资方系专业投资机构，看好公司的发展前景，愿意按照本协议的约定对公司进行投资。"), prose("C. 现有股东同意本次增资，并放弃优先认购权。"), prose("各方经友好协商，达成如下条款，以资共同遵守。")),
        (line("第一条　本次增资", size=12), prose(f"1.1　各方同意，公司新增注册资本人民币{yuan(new)}元，全部由投资方认购。其中："), *buys, prose("1.2　本次增资的投后估值为人民币", TELL.money("valuation", seen.valuation), "元。"), prose("1.3　本次增资完成后，公司的注册资本变更为人民币", TELL.money("capital_after", seen.after), "元，股权结构如下："),
         grid(look, heads, table), prose("1.4　投资方应在交割日后十个工作日内将增资款汇入公司指定的银行账户。")),
        (line("第二条　交割与保证", size=12), prose("2.1　交割以各方签署本协议、公司股东会作出决议为前提。"), prose("2.2　公司保证其提供的资料真实、准确、完整。"), line("（本页以下为签字页）", align="center"), space("0.6cm"), stamped((f"公司：{company}（盖章）", "授权代表（签字）："), company, align="left"), *[stamped((f"{name}：{one.investor}（盖章）", "授权代表（签字）："), one.investor, align="left") for name, one in zip(names, seen.investments, strict=True)]),
    )  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (clauses, subscription_table, short_agreement, with_whereas)
