"""Certificates of management systems: a Chinese one in a frame, a bilingual one, a landscape one in a table, an English one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from docintel.simulate.evidence.blocks import badge
from docintel.simulate.evidence.blocks import below
from docintel.simulate.evidence.blocks import code
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import pairs
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
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated

KIND = "system_certificate"
TELL = Teller(KIND, f"{KIND}:1")


@dataclass(frozen=True, slots=True)
class System:
    """A management system: how certificates call it, its standards, the letter in its numbers."""

    name: str
    english: str
    standard: str
    letter: str


SYSTEMS = (
    System("质量管理体系", "Quality Management System", "GB/T 19001-2016 / ISO 9001:2015", "Q"),
    System("环境管理体系", "Environmental Management System", "GB/T 24001-2016 / ISO 14001:2015", "E"),
    System("职业健康安全管理体系", "Occupational Health and Safety Management System", "GB/T 45001-2020 / ISO 45001:2018", "S"),
    System("知识产权管理体系", "Intellectual Property Management System", "GB/T 29490-2013", "IP"),
)


@dataclass(frozen=True, slots=True)
class Certified:
    """A system as certified: number, body, what it covers, the three dates."""

    system: System
    number: str
    body: str
    scope: str
    first: date
    issued: date
    until: date


def certified(dossier: Dossier, which: int) -> Certified:
    """One of the systems; certificates are good for three years and were renewed once or never."""
    rng, trade = dossier.chance(f"{KIND}-{which}"), dossier.enterprise.trade
    system = SYSTEMS[(dossier.seed + which) % len(SYSTEMS)]
    drawn = day_between(rng, date(2020, 8, 1), date(2022, 11, 30))
    issued = dossier.turn.day or drawn
    renewals = rng.choice((0, 1, 2))
    number = f"{rng.randint(10, 399):03d}{issued:%y}{system.letter}{rng.randint(20001, 39999)}R{renewals}{rng.choice('SM')}"
    scope = (
        f"{trade.products[0]}、{trade.products[1]}的设计、开发、生产和服务"
        if which % 2 == 0
        else f"{trade.products[0]}的研发、制造和销售（资质许可除外）"
    )
    until = date(issued.year + 3, issued.month, issued.day) - timedelta(days=1)
    return Certified(
        system,
        dossier.turn.number or number,
        rng.choice(("样本质量认证中心有限公司", "样例方标认证（北京）有限公司", "拟信认证服务有限公司")),
        scope,
        date(issued.year - 3 * renewals, issued.month, issued.day),
        issued,
        until,
    )


def framed_chinese(dossier: Dossier) -> Drawing:
    """Everything centred in a golden frame, labels in front of values, dates at the foot."""
    seen, enterprise = certified(dossier, 0), dossier.enterprise
    return drawing(page_look(margin="(x: 2.8cm, top: 2.6cm, bottom: 2.6cm)", background=framed(), footer="证书信息可在国家认证认可监督管理委员会官方网站（www.cnca.gov.cn）查询"), (
        title(f"{seen.system.name}认证证书", 25, tracking=2), line((dossier.said("证书编号") + "：", TELL.text("certificate_number", seen.number)), size=12, align="center"), space("0.5cm"),
        line("兹证明", size=13, align="center"),
        title(TELL.text("enterprise_name", enterprise.company.name), 18),
        line((dossier.said("统一社会信用代码") + "：", TELL.text("uscc", enterprise.company.uscc)), align="center"),
        line(f"注册地址：{enterprise.address}　邮编：{enterprise.place.postcode}", size=10, align="center"),
        line(f"审核地址：{enterprise.address}", size=10, align="center"), space("0.3cm"),
        line(f"建立的{seen.system.name}符合标准：", size=12, align="center"),
        title(TELL.text("certificate_standard", seen.system.standard), 15),
        line("通过认证范围如下：", size=12, align="center"),
        title(TELL.text("certificate_scope", seen.scope), 12.5), space("0.6cm"),
        below(((dossier.said("首次发证日期"), TELL.day("first_issue_date", seen.first)), (dossier.said("本次发证日期"), TELL.day("issue_date", seen.issued)), (dossier.said("证书有效期至"), TELL.day("valid_until", seen.until))), size=11),
        line("在证书有效期内，获证组织须接受年度监督审核，并与监督审核合格通知书一并使用方为有效。", size=9.5, align="center"), space("1.2cm"),
        stamped((TELL.text("issuer", seen.body),), seen.body, align="center", size=15, shift="-0.6cm"),
        badge("CNAS 管理体系", place="bottom + left"), code(seen.number, place="bottom + right"),
    ))  # fmt: skip


def bilingual(dossier: Dossier) -> Drawing:
    """Every line in Chinese with its English below; the dates are printed day by day with points."""
    seen, enterprise = certified(dossier, 1), dossier.enterprise
    return drawing(page_look(margin="(x: 2.6cm, top: 2cm, bottom: 2cm)", background=framed("#1d4f91", pad="0.8cm")), (
        title("认 证 证 书", 28, fill="#1d4f91"), title("CERTIFICATE OF REGISTRATION", 15, fill="#1d4f91"), space("0.2cm"),
        pairs((
            ("证书注册号\nCertificate No.", TELL.text("certificate_number", seen.number)),
            ("组织名称\nOrganization", TELL.text("enterprise_name", enterprise.company.name)),
            ("统一社会信用代码\nUSCC", TELL.text("uscc", enterprise.company.uscc)),
            ("注册/审核地址\nAddress", enterprise.address),
            ("体系名称\nSystem", f"{seen.system.name}\n{seen.system.english}"),
            ("认证标准\nStandard", TELL.text("certificate_standard", seen.system.standard)),
            ("覆盖范围\nScope", TELL.text("certificate_scope", seen.scope)),
            ("首次发证日期\nInitial issue date", TELL.day("first_issue_date", seen.first, DASHED)),
            ("颁证日期\nIssue date", TELL.day("issue_date", seen.issued, DASHED)),
            ("有效期至\nValid until", TELL.day("valid_until", seen.until, DASHED)),
        ), size=12, label_width="4.6cm", gap="17pt"),
        space("0.8cm"), line("本证书的有效性依据发证机构的定期监督审核获得保持。", size=9.5),
        line("The validity of this certificate is maintained on the basis of regular surveillance audits.", size=9), space("0.6cm"),
        stamped((("认证机构：", TELL.text("issuer", seen.body)), "Certification Body"), seen.body, size=13, shift="0.2cm"),
        badge("CNAS C999-M", place="bottom + left"), badge("IAF MLA", place="bottom + left", dx="3cm", fill="#2f7d4f"),
    ))  # fmt: skip


def landscape_form(dossier: Dossier) -> Drawing:
    """A landscape certificate whose values stand in a ruled form."""
    seen, enterprise = certified(dossier, 2), dossier.enterprise
    validity = (TELL.day("issue_date", seen.issued, PADDED), " 至 ", TELL.day("valid_until", seen.until, PADDED))
    return drawing(page_look(flipped=True, margin="(x: 3cm, top: 2.4cm, bottom: 2cm)", background=framed("#7a1f1f")), (
        title(f"{seen.system.name}认证证书", 27, fill="#7a1f1f", tracking=4), space("0.5cm"),
        form((
            ((dossier.said("证书号"), TELL.text("certificate_number", seen.number)), (dossier.said("统一社会信用代码"), TELL.text("uscc", enterprise.company.uscc))),
            ((dossier.said("获证组织"), TELL.text("enterprise_name", enterprise.company.name)),),
            (("地　　址", enterprise.address),),
            ((dossier.said("依据标准"), TELL.text("certificate_standard", seen.system.standard)),),
            ((dossier.said("认证范围"), TELL.text("certificate_scope", seen.scope)),),
            (("初次获证日期", TELL.day("first_issue_date", seen.first, PADDED)), ("证书有效期", validity)),
        ), size=12, label_width="3.8cm", gap=9),
        space("0.9cm"), stamped(((dossier.said("发证机构") + "：", TELL.text("issuer", seen.body)),), seen.body, size=13, shift="0.1cm"),
        code(seen.number, place="bottom + left"),
    ))  # fmt: skip


def sentences(dossier: Dossier) -> Drawing:
    """A certificate that speaks in sentences, dated in numerals and in words of validity."""
    seen, enterprise = certified(dossier, 3), dossier.enterprise
    return drawing(page_look(margin="(x: 3.2cm, top: 3cm, bottom: 2.4cm)", background=framed("#2f5d3a"), footer="查询网址：www.example.org"), (
        line(("注册编号：", TELL.text("certificate_number", seen.number)), align="right"), space("0.6cm"), title("管理体系认证证书", 27), space("0.8cm"),
        prose(TELL.text("enterprise_name", enterprise.company.name), "（统一社会信用代码：", TELL.text("uscc", enterprise.company.uscc), f"；地址：{enterprise.address}）：", size=13, indent=False),
        prose(f"经审核，你单位{seen.system.name}符合", TELL.text("certificate_standard", seen.system.standard), "标准的要求，特发此证。", size=13),
        prose("本证书覆盖范围：", TELL.text("certificate_scope", seen.scope), "。", size=13),
        prose("本证书有效期自", TELL.day("issue_date", seen.issued), "至", TELL.day("valid_until", seen.until), "止。首次获证日期：", TELL.day("first_issue_date", seen.first), "。", size=13),
        space("3cm"), stamped((TELL.text("issuer", seen.body), dated(seen.issued, NUMERAL)), seen.body, size=13),
        badge("CNAS", place="bottom + left"),
    ))  # fmt: skip


def accredited(dossier: Dossier) -> Drawing:
    """Chinese and English in one line, the name in both, standards under each other, the marks of two accrediting bodies."""
    seen, enterprise = certified(dossier, 4), dossier.enterprise
    english = "".join(word.capitalize() for word in ("specimen", dossier.enterprise.place.postcode))
    label_and_day = (
        ("初次获证日期 Date of initial certification：", TELL.day("first_issue_date", seen.first, PADDED)),
        ("颁证日期 Date of issue：", TELL.day("issue_date", seen.issued, PADDED)),
        ("有效期至 Date of expiry：", TELL.day("valid_until", seen.until, PADDED)),
    )
    return drawing(page_look(margin="(x: 2.4cm, top: 2cm, bottom: 2cm)", background=framed("#7a5a1f", pad="0.8cm"), footer="本证书信息可在 www.cnca.gov.cn 查询 This certificate can be verified at www.cnca.gov.cn"), (
        title(f"{seen.system.name}认证证书", 24), title(f"{seen.system.english.upper()} CERTIFICATE", 12), line(("证书编号 Certificate No.：", TELL.text("certificate_number", seen.number)), align="center", size=11), space("0.3cm"),
        line("兹证明 This is to certify that", align="center", size=11), title(TELL.text("enterprise_name", enterprise.company.name), 17), title(f"{english} Technology Co., Ltd.", 11),
        line(("统一社会信用代码 Unified Social Credit Code：", TELL.text("uscc", enterprise.company.uscc)), align="center", size=10.5), line(f"注册地址 Registered address：{enterprise.address}", align="center", size=10), line(f"认证地址 Certified address：{enterprise.address}", align="center", size=10), space("0.2cm"),
        line("管理体系符合以下标准要求 has been assessed and found to meet the requirements of", align="center", size=10.5), title(TELL.text("certificate_standard", seen.system.standard), 14), line("认证覆盖范围 Scope of certification", align="center", size=10.5), title(TELL.text("certificate_scope", seen.scope), 12), line(f"Design, manufacture and service of {dossier.enterprise.brand} products", align="center", size=10), space("0.4cm"),
        *(line(one, size=10.5) for one in label_and_day), space("0.9cm"), stamped(("签发 Authorised by：", TELL.text("issuer", seen.body), "Specimen Quality Certification Centre"), seen.body, align="center", size=12.5, shift="0cm"), badge("CNAS C998-M", place="bottom + left"), badge("ANAB", place="bottom + right", fill="#7a1f1f"),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (framed_chinese, bilingual, landscape_form, sentences, accredited)
