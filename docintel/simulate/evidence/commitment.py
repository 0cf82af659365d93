"""Letters of commitment: the enterprise vouches for what it hands in."""

from __future__ import annotations

from datetime import date

from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import beside
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import loose_seal
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import day_between
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.typesetting import signature

KIND = "commitment_letter"
TELL = Teller(KIND, f"{KIND}:1")
DUTIES = (
    "本企业提交的申报材料真实、准确、完整，不存在虚假记载、误导性陈述或重大遗漏；",
    "本企业近三年未发生重大安全（含网络安全、数据安全）、质量、环境污染等事故以及偷漏税等违法违规行为；",
    "本企业未被列入经营异常名录、严重失信主体名单；",
    "提供的纸质材料与网上填报内容一致；",
    "如有不实，愿承担相应的法律责任，并同意取消申报资格及已获得的称号。",
)


def _day(dossier: Dossier) -> date:
    return day_between(dossier.chance(KIND), date(2023, 4, 1), date(2023, 4, 28))


def numbered_duties(dossier: Dossier) -> Drawing:
    """To the province's department: duties as a numbered list, representative and day at the foot."""
    enterprise = dossier.enterprise
    return drawing(page_look(margin="(x: 3cm, top: 3cm, bottom: 2.4cm)"), (
        title("真实性声明", 24), space("0.8cm"), prose(f"{enterprise.place.province}经济和信息化厅：", size=13.5, indent=False),
        prose(TELL.text("enterprise_name", enterprise.company.name), "自愿申报专精特新“小巨人”企业，并郑重声明如下：", size=13.5),
        *(prose(f"{'一二三四五'[index]}、{duty}", size=13.5) for index, duty in enumerate(DUTIES)), space("1.4cm"),
        line((dossier.said("法定代表人") + "：", TELL.text("legal_representative", enterprise.people.legal_representative), "（签字）"), align="right", size=13),
        Block(f"#align(right, {signature(enterprise.people.legal_representative, '3cm')})\n"),
        stamped(("申报企业（盖章）", TELL.day("issue_date", _day(dossier))), enterprise.company.name, size=13),
    ))  # fmt: skip


def personal_pledge(dossier: Dossier) -> Drawing:
    """The legal representative speaks, and signs below, dated in numerals."""
    enterprise = dossier.enterprise
    return drawing(page_look(margin="(x: 3cm, top: 3.2cm, bottom: 2.4cm)"), (
        title("真实性声明和合规经营承诺书", 21), space("0.9cm"),
        prose("本人", TELL.text("legal_representative", enterprise.people.legal_representative), "，系", TELL.text("enterprise_name", enterprise.company.name), f"（统一社会信用代码：{enterprise.company.uscc}）的法定代表人，现就申报专精特新“小巨人”企业事宜承诺：", size=13),
        prose("".join(DUTIES[:3]), size=13), prose(DUTIES[3] + DUTIES[4], size=13), prose("特此承诺。", size=13), space("1.6cm"),
        beside((line("法定代表人（签名）："), Block(f"#{signature(enterprise.people.legal_representative, '3.4cm')}\n")), (stamped(("单位（公章）", TELL.day("issue_date", _day(dossier), NUMERAL)), enterprise.company.name),)),
    ))  # fmt: skip


def form_letter(dossier: Dossier) -> Drawing:
    """A ruled form: who commits, the text in one cell, signatures in another."""
    enterprise = dossier.enterprise
    return drawing(page_look(), (
        title("企业信用承诺书", 22), space("0.4cm"),
        form((
            ((dossier.said("企业名称"), TELL.text("enterprise_name", enterprise.company.name)),), ((dossier.said("统一社会信用代码"), enterprise.company.uscc),),
            ((dossier.said("法定代表人"), TELL.text("legal_representative", enterprise.people.legal_representative)), ("联系人", enterprise.people.contact)),
            (("承诺内容", "\n".join(f"{index}. {duty}" for index, duty in enumerate(DUTIES, 1))),),
            (("法定代表人签字", "\n\n\n"), ("承诺日期", TELL.day("issue_date", _day(dossier), DASHED))), (("企业盖章", "\n\n\n\n\n"),),
        ), size=11.5, gap=10, label_width="3.6cm"),
        Block(f"#place(top + left, dx: 4cm, dy: 10.6cm, {signature(enterprise.people.legal_representative, '2.8cm')})\n"),
        loose_seal(enterprise.company.name, place="top + left", dx="6cm", dy="12.4cm"),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (numbered_duties, personal_pledge, form_letter)
