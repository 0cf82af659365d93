"""Certificates of awards: a science prize of a province, an honour certificate in a sentence, a prize with ranks of units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import day_between
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import framed
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.typesetting import GOLD
from docintel.simulate.typesetting import RED
from docintel.simulate.typesetting import emblem

KIND = "award"
TELL = Teller(KIND, f"{KIND}:1")
GRADES = ("一等奖", "二等奖", "三等奖")


@dataclass(frozen=True, slots=True)
class Prize:
    """What was won."""

    project: str
    grade: str
    rank: int
    number: str
    day: date


def prize(dossier: Dossier, which: int) -> Prize:
    """The prize a layout is about."""
    rng, trade = dossier.chance(f"{KIND}-{which}"), dossier.enterprise.trade
    drawn = day_between(rng, date(2018, 3, 1), date(2022, 12, 20))
    day = dossier.turn.day or drawn
    project = f"{trade.products[which % 3]}{rng.choice(('关键技术研发及产业化', '核心工艺攻关与应用', '可靠性技术及工程应用'))}"
    return Prize(
        project,
        rng.choice(GRADES),
        dossier.turn.rank or rng.randint(1, 3),
        f"{day.year}-J-{rng.randint(2, 3)}-{rng.randint(11, 98):03d}-D{rng.randint(1, 4):02d}",
        day,
    )


def science_prize(dossier: Dossier) -> Drawing:
    """Landscape and red: thanks above, entries in lines."""
    seen, enterprise = prize(dossier, 0), dossier.enterprise
    name = f"{enterprise.place.province}科学技术进步奖"
    rows = (
        ("项目名称", TELL.text("award_project", seen.project)),
        (dossier.said("奖励等级"), TELL.text("award_grade", seen.grade)),
        (
            "获 奖 者",
            (TELL.text("enterprise_name", enterprise.company.name), "（", TELL.text("award_rank", f"第{seen.rank}完成单位"), "）"),
        ),
        ("证 书 号", TELL.text("certificate_number", seen.number)),
    )
    return drawing(page_look(flipped=True, margin="(x: 4cm, top: 2.6cm, bottom: 2.2cm)", background=framed("#b3202c", fill='rgb("#fffaf0")')), (
        Block(f"#align(center, {emblem()})\n"), title(TELL.text("award_name", name), 30, fill=RED), title("证　书", 22, fill=RED), space("0.3cm"), prose(f"为表彰{name}获得者，特颁发此证书。", size=13.5), space("0.2cm"),
        lines(rows, size=14, gap="1.1em", inset="0.6cm"), space("0.9cm"), stamped((TELL.text("issuer", f"{enterprise.place.province}人民政府"), TELL.day("issue_date", seen.day)), f"{enterprise.place.province}人民政府", size=13.5, shift="0cm"),
    ))  # fmt: skip


def honour(dossier: Dossier) -> Drawing:
    """An honour certificate: all in one sentence, dated in numerals."""
    seen, enterprise = prize(dossier, 1), dossier.enterprise
    giver = f"样本{enterprise.trade.chain.removesuffix('产业链')}行业协会"
    name = f"{seen.day.year}年度行业科技创新奖"
    return drawing(page_look(flipped=True, margin="(x: 4.4cm, top: 3cm, bottom: 2.2cm)", background=framed(GOLD)), (
        title("荣 誉 证 书", 40, fill=RED, tracking=6), space("0.8cm"), prose(TELL.text("enterprise_name", enterprise.company.name), "：", size=17, indent=False),
        prose("你单位完成的“", TELL.text("award_project", seen.project), "”项目荣获", TELL.text("award_name", name), TELL.text("award_grade", seen.grade), "（排名", TELL.text("award_rank", f"第{seen.rank}"), "），特发此证，以资鼓励。", size=17),
        space("1.2cm"), ends((dossier.said("证书编号") + "：", TELL.text("certificate_number", seen.number)), "", size=12), stamped((TELL.text("issuer", giver), TELL.day("issue_date", seen.day, NUMERAL)), giver, size=14, shift="0cm"),
    ))  # fmt: skip


def unit_prize(dossier: Dossier) -> Drawing:
    """Portrait, a ruled form: the prize in the head, ranks of units among the entries."""
    seen, enterprise = prize(dossier, 2), dossier.enterprise
    name, giver = "国家科学技术进步奖", "样本科学技术奖励委员会"
    return drawing(page_look(margin="(x: 2.8cm, top: 2.6cm, bottom: 2.4cm)", background=framed("#b3202c")), (
        title("获 奖 证 书", 30, fill=RED), space("0.6cm"),
        form((
            ((dossier.said("奖项名称"), TELL.text("award_name", name)),), ((dossier.said("获奖项目名称"), TELL.text("award_project", seen.project)),), ((dossier.said("获奖等级"), TELL.text("award_grade", seen.grade)), ("获奖年度", f"{seen.day.year}年")),
            ((dossier.said("获奖单位"), TELL.text("enterprise_name", enterprise.company.name)),), ((dossier.said("单位排名"), TELL.text("award_rank", f"{seen.rank}/5")), (dossier.said("证书编号"), TELL.text("certificate_number", seen.number))),
            (("主要完成人", "、".join(enterprise.people.inventors[:4])),),
        ), size=12, gap=12, label_width="3.2cm"),
        space("2cm"), stamped((("颁发机构：", TELL.text("issuer", giver)), ("颁发日期：", TELL.day("issue_date", seen.day, DASHED))), giver, size=13),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (science_prize, honour, unit_prize)
