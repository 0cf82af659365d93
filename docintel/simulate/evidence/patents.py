"""Patent certificates: the invention's first sheet, a utility model with a second page, an old form shared by two holders."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

from docintel.simulate.certificates import patent_sheet
from docintel.simulate.codes import patent_number
from docintel.simulate.codes import printed_patent_number
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import beside
from docintel.simulate.evidence.blocks import code
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import pairs
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import day_between
from docintel.simulate.evidence.dossier import digits
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import framed
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.papers import true_papers
from docintel.simulate.typesetting import RED
from docintel.simulate.typesetting import emblem
from docintel.simulate.typesetting import signature

KIND = "patent_certificate"
OFFICE = "样本知识产权机关"
LAW = "国家知识产权局依照中华人民共和国专利法经过初步审查，决定授予专利权，颁发实用新型专利证书并在专利登记簿上予以登记。专利权自授权公告之日起生效。专利权期限为十年，自申请日起算。"
OLD_LAW = "本发明经过本局依照中华人民共和国专利法进行审查，决定授予专利权，颁发本证书并在专利登记簿上予以登记。专利权自授权公告之日起生效。本专利的专利权期限为二十年，自申请日起算。"


def invention(dossier: Dossier) -> Drawing:
    """As the applicant's sample has it."""
    look, sheet = patent_sheet(dossier.enterprise, true_papers(dossier.enterprise, ()).certificates[0])
    return drawing(look, (Block(sheet.source, sheet.facts),))


def _teller(number: str) -> Teller:
    return Teller(KIND, f"patent:{number}")


def utility_model(dossier: Dossier) -> Drawing:
    """Two pages: the second tells who applied and who invented on the day of filing."""
    rng, enterprise = dossier.chance(f"{KIND}-2"), dossier.enterprise
    filed = day_between(rng, date(2020, 2, 1), date(2022, 2, 28))
    granted = filed + timedelta(days=rng.randint(120, 260))
    number = patent_number(filed.year, 2, rng.randint(100_000, 2_900_000))
    tell, inventors = _teller(number), ";".join(enterprise.people.inventors[:3])
    rows = (
        ("实用新型名称", tell.text("patent_title", rng.choice(enterprise.trade.models))), ("发　明　人", inventors), ("专　利　号", tell.text("patent_number", number, printed_patent_number(number))), ("专利申请日", tell.day("filing_date", filed, PADDED)),
        ("专 利 权 人", tell.text("patent_holder", enterprise.company.name)), ("地　　　址", f"{enterprise.place.postcode} {enterprise.address}"), ("授权公告日", (tell.day("grant_date", granted, PADDED), "　　授权公告号：", f"CN {rng.randint(210_000_000, 218_999_999)} U")),
    )  # fmt: skip
    return drawing(page_look(margin="(x: 2.8cm, top: 2.2cm, bottom: 2.6cm)", background=framed(pad="1.1cm"), footer="#h(1fr) 第 #context counter(page).display() 页（共 2 页）"),
        (line(f"证书号第{digits(rng, 8)}号", align="right"), Block(f"#align(center, {emblem()})\n"), title((tell.text("patent_type", "utility_model", "实用新型"), "专利证书"), 30, fill=RED, tracking=4), space("0.7cm"), lines(rows, size=12, gap="1.25em"), space("0.3cm"),
         prose(LAW, size=11), prose("专利证书记载专利权登记时的法律状况。专利权的转移、质押、无效、终止、恢复和专利权人的姓名或名称、国籍、地址变更等事项记载在专利登记簿上。", size=11), space("1.4cm"),
         beside((line(f"局长　{enterprise.people.auditors[0]}", size=12), Block(f"#{signature(enterprise.people.auditors[0], '3cm')}\n")), (stamped((dated(granted, PADDED),), OFFICE, caption="专利专用章", size=12),)), line("其他事项参见续页", size=9, align="center"), code(number, place="bottom + left")),
        (space("1cm"), lines((("申请日时申请人", enterprise.company.name), ("申请日时发明人", inventors)), size=12)),
    )  # fmt: skip


def old_form(dossier: Dossier) -> Drawing:
    """An invention as certified before 2018: no application-day entries, two holders, dates without zeros."""
    rng, enterprise = dossier.chance(f"{KIND}-3"), dossier.enterprise
    filed = day_between(rng, date(2011, 3, 1), date(2014, 10, 30))
    granted = filed + timedelta(days=rng.randint(600, 900))
    number = patent_number(filed.year, 1, rng.randint(10_000, 899_999))
    tell, holders = _teller(number), f"{enterprise.company.name};{enterprise.stranger.name}"
    rows = (
        ("发 明 名 称", tell.text("patent_title", enterprise.trade.inventions[-1])), ("发　明　人", ";".join(enterprise.people.inventors[:4])), ("专　利　号", tell.text("patent_number", number, printed_patent_number(number))), ("专利申请日", tell.day("filing_date", filed)),
        ("专 利 权 人", tell.text("patent_holder", holders)), ("授权公告日", tell.day("grant_date", granted)),
    )  # fmt: skip
    return drawing(page_look(margin="(x: 3cm, top: 3cm, bottom: 2.6cm)", background=framed("#8a6d1f", pad="1.3cm"), footer="第 1 页（共 1 页）"), (
        line(f"证书号 第{digits(rng, 7)}号"), space("0.8cm"), title((tell.text("patent_type", "invention", "发明专利"), "证书"), 36, tracking=8), space("1cm"), lines(rows, size=13, gap="1.6em"), space("0.4cm"), prose(OLD_LAW, size=12), prose("本专利应当依照专利法及其实施细则规定缴纳年费。未按照规定缴纳年费的，专利权自应当缴纳年费期满之日起终止。", size=12),
        space("1.6cm"), stamped((f"局长　{enterprise.people.auditors[1]}", dated(granted)), OFFICE, size=13),
    ))  # fmt: skip


def electronic(dossier: Dossier) -> Drawing:
    """The electronic certificate of 2023: a code at the right, holder before inventors, numbers and days side by side, one page."""
    rng, enterprise = dossier.chance(f"{KIND}-4"), dossier.enterprise
    filed = day_between(rng, date(2020, 2, 1), date(2021, 2, 28))
    granted = filed + timedelta(days=rng.randint(500, 800))
    number = patent_number(filed.year, 1, rng.randint(100_000, 1_900_000))
    tell, inventors = _teller(number), ";".join(enterprise.people.inventors[:4])
    rows = (
        ("发明名称", tell.text("patent_title", enterprise.trade.inventions[0])), ("专利权人", tell.text("patent_holder", enterprise.company.name)), ("地址", f"{enterprise.place.postcode} {enterprise.address}"), ("发明人", inventors),
    )  # fmt: skip
    halves = (
        ("专利号", tell.text("patent_number", number, printed_patent_number(number))), ("授权公告号", f"CN {rng.randint(110_000_000, 118_999_999)} B"), ("专利申请日", tell.day("filing_date", filed, PADDED)), ("授权公告日", tell.day("grant_date", granted, PADDED)),
    )  # fmt: skip
    return drawing(page_look(margin="(x: 2.8cm, top: 2.4cm, bottom: 2.6cm)", background=framed(pad="1.1cm"), footer="第 1 页（共 1 页）"), (
        code(number, place="top + right"), line(f"证书号第{digits(rng, 7)}号"), space("1.6cm"), title((tell.text("patent_type", "invention", "发明专利"), "证书"), 34, fill=RED, tracking=6), space("1.2cm"),
        lines(rows, size=12, gap="1.3em"), pairs(halves, across=2, size=12, label_width="2.5cm", gap="1.3em", colon="："), lines((("申请日时申请人", enterprise.company.name), ("申请日时发明人", inventors)), size=12, gap="1.3em"), space("0.6cm"),
        prose("国家知识产权局依照中华人民共和国专利法进行审查，决定授予专利权，并予以公告。", size=11.5), prose("专利权自授权公告之日起生效。专利权有效性及专利权人变更等法律信息以专利登记簿记载为准。", size=11.5), space("1.6cm"),
        beside((line("局长", size=12), Block(f"#{signature(enterprise.people.auditors[0], '3cm')}\n")), (stamped((dated(granted, PADDED),), OFFICE, caption="专利专用章", size=12),)),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (invention, utility_model, old_form, electronic)
