"""Approvals of research institutions: a notice with its list, a certificate, a reply to one enterprise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import red_head
from docintel.simulate.evidence.blocks import rule
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import day_between
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import framed
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.typesetting import GOLD
from docintel.simulate.typesetting import RED

KIND = "rd_institution_approval"
TELL = Teller(KIND, f"{KIND}:1")


@dataclass(frozen=True, slots=True)
class Institution:
    """A research institution as approved: its kind, level, number of the document and who approved it."""

    name: str
    kind: str
    level: str
    level_said: str
    number: str
    issuer: str
    day: date


def institution(dossier: Dossier, which: int) -> Institution:
    """The institution a layout is about."""
    rng, enterprise = dossier.chance(f"{KIND}-{which}"), dossier.enterprise
    place, day = enterprise.place, day_between(rng, date(2018, 2, 1), date(2022, 11, 30))
    short = place.province[:1]
    kinds = (
        ("企业技术中心", "provincial", "省级", f"{place.province}经济和信息化厅", f"{short}经信技术〔{day.year}〕{rng.randint(20, 199)}号"),
        ("工程技术研究中心", "provincial", "省级", f"{place.province}科学技术厅", f"{short}科发平〔{day.year}〕{rng.randint(20, 199)}号"),
        ("企业研究开发中心", "municipal", "市级", f"{place.city}科学技术局", f"{place.short}科〔{day.year}〕{rng.randint(10, 99)}号"),
    )
    kind, level, said, issuer, number = kinds[which]
    name = f"{enterprise.company.name}{kind}" if which != 1 else f"{place.province}{enterprise.trade.products[0]}{kind}"
    return Institution(name, kind, level, said, number, issuer, day)


def notice_with_list(dossier: Dossier) -> Drawing:
    """A red-headed notice and its annex: the enterprise is one line of the list."""
    seen, enterprise, rng = institution(dossier, 0), dossier.enterprise, dossier.chance("list")
    others = [f"样本{word}科技有限公司" for word in ("甲", "乙", "丙", "丁", "戊", "己")]
    at = rng.randint(1, 5)
    tell = [TELL.about(f"institution:{index}") for index in range(len(others) + 1)]
    rows: list[tuple[Cell, ...]] = [
        (
            tell[index].text("enterprise_name", name),
            tell[index].text("rd_institution_name", f"{name}企业技术中心"),
            rng.choice(("本市", "邻市")),
        )
        for index, name in enumerate(others)
    ]
    rows.insert(
        at,
        (tell[-1].text("enterprise_name", enterprise.company.name), tell[-1].text("rd_institution_name", seen.name), enterprise.place.city),
    )
    listed = [(str(index), *row) for index, row in enumerate(rows, 1)]
    return drawing(page_look(footer=numbered_pages("— ", " / ", " —")),
        (red_head(f"{seen.issuer}文件", TELL.text("document_number", seen.number)), space("0.5cm"), title(f"关于公布{seen.day.year}年", 18), title((TELL.text("rd_institution_level", seen.level, seen.level_said), f"{seen.kind}认定名单的通知"), 18), space("0.4cm"),
         prose("各市、县（市、区）经信局，各有关企业：", size=13, indent=False),
         prose(f"根据《{enterprise.place.province}企业技术中心管理办法》，经企业申报、地方推荐、专家评审和公示，现认定附件所列{len(rows)}家企业的技术中心为{seen.day.year}年（第{rng.randint(20, 30)}批）省级企业技术中心。", size=13),
         prose("请各地加强指导和服务，推动企业技术中心持续提升创新能力。", size=13), prose("附件：认定名单", size=13), space("1.6cm"), stamped((TELL.text("issuer", seen.issuer), TELL.day("issue_date", seen.day)), seen.issuer, size=13)),
        (line("附件", size=13), title(f"{seen.day.year}年省级企业技术中心认定名单", 17), space("0.3cm"), grid(Grid("(1.4cm, 1fr, 1.25fr, 2.2cm)", "(center, left, left, center)", size=10.5, gap=8), ("序号", dossier.said("企业名称"), "技术中心名称", "所在地"), listed)),
    )  # fmt: skip


def certificate(dossier: Dossier) -> Drawing:
    """A certificate as it hangs on the wall, landscape."""
    seen, enterprise = institution(dossier, 1), dossier.enterprise
    return drawing(page_look(flipped=True, margin="(x: 3.6cm, top: 2.6cm, bottom: 2.2cm)", background=framed(GOLD)), (
        title("认 定 证 书", 36, fill="#7a1f1f"), line(("文号：", TELL.text("document_number", seen.number)), align="center", size=12), space("0.5cm"),
        lines(((dossier.said("机构名称"), TELL.text("rd_institution_name", seen.name)), (dossier.said("依托单位"), TELL.text("enterprise_name", enterprise.company.name)), (dossier.said("机构级别"), TELL.text("rd_institution_level", seen.level, seen.level_said)), ("技术领域", enterprise.trade.field)), size=15, gap="1.25em", inset="1cm"),
        prose("经审核，符合认定条件，特发此证。", size=14), space("0.8cm"), stamped(((dossier.said("认定机关") + "：", TELL.text("issuer", seen.issuer)), ("认定日期：", TELL.day("issue_date", seen.day, PADDED))), seen.issuer, size=13.5, shift="0cm"),
    ))  # fmt: skip


def reply(dossier: Dossier) -> Drawing:
    """A reply that agrees to one application, in sentences, dated in numerals."""
    seen, enterprise = institution(dossier, 2), dossier.enterprise
    return drawing(page_look(margin="(x: 2.8cm, top: 2.6cm, bottom: 2.4cm)"), (
        title(seen.issuer, 26, fill=RED, tracking=3), rule(1.6, RED), line(TELL.text("document_number", seen.number), align="right", size=12), space("0.4cm"), title("关于同意认定市级企业研究开发中心的批复", 18), space("0.4cm"),
        prose(TELL.text("enterprise_name", enterprise.company.name), "：", size=13.5, indent=False),
        prose("你公司《关于申请认定企业研究开发中心的请示》收悉。经研究，同意认定“", TELL.text("rd_institution_name", seen.name), "”为", TELL.text("rd_institution_level", seen.level, seen.level_said), "研究开发中心。", size=13.5),
        prose("望你公司进一步加大研发投入，加强人才队伍建设，每年年底前报送运行情况。", size=13.5), prose("此复。", size=13.5), space("2.2cm"), stamped((TELL.text("issuer", seen.issuer), TELL.day("issue_date", seen.day, NUMERAL)), seen.issuer, size=13.5),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (notice_with_list, certificate, reply)
