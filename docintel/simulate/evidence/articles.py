"""Articles of association and agreements on contributions: shareholders in a table, in clauses, in an amendment."""

from __future__ import annotations

from docintel.simulate.evidence.blocks import THREE_LINES
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import beside
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.credit import record
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import PLAIN
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.evidence.telling import in_capitals
from docintel.simulate.figures import wan
from docintel.simulate.figures import yuan
from docintel.simulate.typesetting import quoted
from docintel.simulate.typesetting import signature

KIND = "articles"
TELL = Teller(KIND, f"{KIND}:1")


def _holder(index: int) -> Teller:
    return TELL.about(f"shareholder:{index}")


def _rows(dossier: Dossier, style: str) -> list[tuple[Cell, ...]]:
    paid_on = record(dossier).paid_on
    return [
        (_holder(index).text("shareholder_name", stake.holder), _holder(index).wan("shareholder_amount", stake.amount), _holder(index).share("shareholder_share", stake.fraction), _holder(index).text("contribution_method", "货币"), _holder(index).day("contribution_date", day, style))
        for index, (stake, day) in enumerate(zip(dossier.enterprise.stakes, paid_on, strict=True), 1)
    ]  # fmt: skip


def _sealed(dossier: Dossier) -> Block:
    return stamped(
        (
            f"{dossier.enterprise.company.name}（盖章）",
            f"法定代表人：{dossier.enterprise.people.legal_representative}",
            dated(record(dossier).changes[1].day),
        ),
        dossier.enterprise.company.name,
    )


def with_table(dossier: Dossier) -> Drawing:
    """Chapters and numbered articles; the shareholders stand in a ruled table of the third chapter."""
    enterprise, capital = dossier.enterprise, dossier.enterprise.group.capital
    company = enterprise.company.name
    heads = (
        dossier.said("股东姓名或名称"),
        dossier.said("认缴出资额（万元）"),
        dossier.said("出资比例（%）"),
        "出资方式",
        dossier.said("出资时间"),
    )
    look = Grid("(1fr, 3.1cm, 2.6cm, 2cm, 3.2cm)", "(left, right, right, center, center)", size=10.5, gap=7)
    return drawing(page_look(margin="(x: 2.8cm, top: 2.6cm, bottom: 2.4cm)", footer=numbered_pages()),
        (space("5cm"), title(company, 22), space("0.8cm"), title("章　　程", 36), space("7cm"), line(dated(record(dossier).changes[1].day, NUMERAL), align="center", size=13)),
        (title("第一章　总则", 14), prose("第一条　依据《中华人民共和国公司法》及有关法律、法规的规定，由股东共同出资设立本公司，特制定本章程。"), prose("第二条　公司名称：", TELL.text("enterprise_name", company), "。"), prose(f"第三条　公司住所：{enterprise.address}。"),
         title("第二章　公司经营范围", 14), prose(f"第四条　公司经营范围：{enterprise.trade.scope}。"), title("第三章　公司注册资本及股东出资", 14), prose("第五条　公司注册资本：人民币", TELL.wan("registered_capital", capital), "万元。"), prose("第六条　股东的姓名或者名称、认缴的出资额、出资方式和出资时间如下："), grid(look, heads, _rows(dossier, PLAIN)), prose("第七条　股东应当按期足额缴纳各自所认缴的出资额。")),
        (title("第四章　公司的机构及其产生办法、职权、议事规则", 14), prose("第八条　公司股东会由全体股东组成，是公司的权力机构。"), prose("第九条　股东会会议由股东按照出资比例行使表决权。股东会作出修改公司章程、增加或者减少注册资本的决议，必须经代表三分之二以上表决权的股东通过。"), prose("第十条　公司设董事会，成员为三人，由股东会选举产生，任期三年。"), prose("第十一条　公司法定代表人由董事长担任。"),
         title("第五章　附则", 14), prose("第十二条　公司的营业期限为长期，自公司营业执照签发之日起计算。"), prose("第十三条　本章程由全体股东共同订立，自股东会通过之日起生效。"), space("1.4cm"), _sealed(dossier)),
    )  # fmt: skip


def in_clauses(dossier: Dossier) -> Drawing:
    """No table: a clause tells each shareholder's contribution in a sentence."""
    enterprise, capital = dossier.enterprise, dossier.enterprise.group.capital
    company = enterprise.company.name
    told_one_by_one = [
        prose(f"（{'一二三四'[index]}）股东：", name, "，认缴出资额人民币", amount, "万元，占注册资本的", share, "%，出资方式：", method, "，于", day, "前缴足。") for index, (name, amount, share, method, day) in enumerate(_rows(dossier, PLAIN))
    ]  # fmt: skip
    return drawing(page_look(margin="(x: 3cm, top: 2.8cm, bottom: 2.4cm)", footer=numbered_pages("", " / ", "")),
        (title((TELL.text("enterprise_name", company), "章程"), 20), space("0.4cm"), prose("第一条　为规范公司的组织和行为，维护公司、股东和债权人的合法权益，制定本章程。"), prose(f"第二条　公司类型：{record(dossier).company_type}。"), prose(f"第三条　公司住所：{enterprise.address}。"), prose(f"第四条　公司经营范围：{enterprise.trade.scope}。"),
         prose("第五条　公司注册资本为人民币", TELL.money("registered_capital", capital, yuan(capital)), "元，由全体股东缴纳：", indent=True), *told_one_by_one, prose("第六条　公司成立后，应向股东签发出资证明书并置备股东名册。")),
        (prose("第七条　股东会由全体股东组成，行使公司法规定的职权。"), prose("第八条　公司不设监事会，设监事一人。"), prose("第九条　股东之间可以相互转让其全部或者部分股权。股东向股东以外的人转让股权，应当经其他股东过半数同意。"), prose("第十条　公司利润按股东实缴出资比例分配。"), prose("第十一条　本章程一式五份，并报公司登记机关一份。"), space("1.2cm"), line("全体股东签字、盖章：", size=12), space("0.4cm"), line("　　".join(stake.holder for stake in enterprise.stakes if stake.kind == "自然人"), size=12), space("1cm"), _sealed(dossier)),
    )  # fmt: skip


def contribution_agreement(dossier: Dossier) -> Drawing:
    """An agreement of the shareholders, landscape table between three lines, dates with dashes."""
    enterprise, capital = dossier.enterprise, dossier.enterprise.group.capital
    rows: list[tuple[Cell, ...]] = [(str(index), *row) for index, row in enumerate(_rows(dossier, DASHED), 1)]
    rows.append(("", "合计", wan(capital), "100.00", "", ""))
    look = Grid("(1.4cm, 1fr, 3.4cm, 3cm, 2.4cm, 3cm)", "(center, left, right, right, center, center)", size=11, gap=8, stroke=THREE_LINES)
    return drawing(page_look(flipped=True, margin="(x: 2.6cm, top: 2.2cm, bottom: 2cm)", footer=numbered_pages()),
        (title("股东出资协议书", 22), prose("各出资人就共同投资", TELL.text("enterprise_name", enterprise.company.name), "事宜，达成如下协议："), prose("一、公司注册资本总额为人民币", TELL.wan("registered_capital", capital), f"万元（大写：{in_capitals(capital)}）。"), prose("二、各方出资情况："), line("金额单位：人民币万元", align="right", size=10),
         grid(look, ("序号", "出资人", "认缴额", "股权比例（%）", "出资方式", "认缴出资日期"), rows)),
        (prose("三、各方应当按照本协议约定的时间足额缴付出资，逾期未缴的，应向已按期足额缴纳出资的股东承担违约责任。"), prose("四、公司设立后，任何一方不得抽逃出资。"), prose("五、本协议自各方签字或盖章之日起生效。"), space("1.4cm"),
         beside((line("出资人（签章）："), stamped((enterprise.parent_company.name,), enterprise.parent_company.name, align="left")), (line("出资人（签字）："), Block(f"#{signature(enterprise.people.legal_representative, '3cm')}\n")))),
    )  # fmt: skip


def promised_and_paid(dossier: Dossier) -> Drawing:
    """The form that a registry hands out: a table under a head of two rows (认缴情况), names of companies wrap in narrow cells."""
    enterprise, capital = dossier.enterprise, dossier.enterprise.group.capital
    company = enterprise.company.name
    head = (
        f"table.cell(rowspan: 2, align: center + horizon, {quoted('股东姓名或名称')}), table.cell(colspan: 4, align: center, {quoted('认缴情况')}), "
        + ", ".join(
            f"table.cell(align: center + horizon, {quoted(label)})" for label in ("出资数额（万元）", "出资比例", "出资方式", "出资时间")
        )
    )
    shares = [_holder(index).share("shareholder_share", stake.fraction, sign="%") for index, stake in enumerate(enterprise.stakes, 1)]
    rows: list[tuple[Cell, ...]] = [
        (name, amount, share, method, day) for share, (name, amount, _, method, day) in zip(shares, _rows(dossier, PADDED), strict=True)
    ]
    rows.append(("合计", wan(capital), "100%", "", ""))
    look = Grid(
        "(4.2cm, 3cm, 2.6cm, 2.2cm, 1fr)",
        "(left + horizon, right + horizon, center + horizon, center + horizon, center + horizon)",
        size=10.5,
        gap=6,
    )
    return drawing(page_look(margin="(x: 2.8cm, top: 2.6cm, bottom: 2.4cm)", footer=numbered_pages("—", "/", "—")),
        (title(f"{company}章程", 20), prose("第一章　公司名称和住所", indent=False), prose("第一条　公司名称：", TELL.text("enterprise_name", company), "（以下简称公司）。"), prose(f"第二条　住所：{enterprise.address}。"), prose("第二章　公司经营范围", indent=False), prose(f"第三条　经营范围：{enterprise.trade.scope}。"), prose("第三章　公司注册资本", indent=False), prose("第四条　公司注册资本：", TELL.wan("registered_capital", capital), "万元人民币。公司增加或减少注册资本，必须召开股东会并作出决议。"),
         prose("第四章　股东的姓名或者名称、出资方式、出资额和出资时间", indent=False), prose("第五条　股东的姓名或者名称、出资方式、出资额和出资时间如下："), grid(look, (), rows, head=head)),
        (prose("第五章　公司的机构及其产生办法、职权、议事规则", indent=False), prose("第六条　公司股东会由全体股东组成，是公司的权力机构，行使法律规定的职权。"), prose("第七条　公司的法定代表人由执行公司事务的董事担任。"), prose("第八条　本章程一式三份，股东各持一份，公司登记机关备案一份。"), space("1.2cm"), _sealed(dossier)),
    )  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (with_table, in_clauses, contribution_agreement, promised_and_paid)
