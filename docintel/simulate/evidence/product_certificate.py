"""Certificates of products: compulsory certification in two languages, a voluntary one, one in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from docintel.simulate.evidence.blocks import badge
from docintel.simulate.evidence.blocks import below
from docintel.simulate.evidence.blocks import code
from docintel.simulate.evidence.blocks import form
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
from docintel.simulate.evidence.telling import DOTTED
from docintel.simulate.evidence.telling import ENGLISH
from docintel.simulate.evidence.telling import Teller

KIND = "product_certificate"
TELL = Teller(KIND, f"{KIND}:1")


@dataclass(frozen=True, slots=True)
class Product:
    """A product as certified."""

    number: str
    name: str
    model: str
    issued: date
    until: date
    body: str
    english_body: str


def product(dossier: Dossier, which: int) -> Product:
    """Good for five years."""
    rng, trade = dossier.chance(f"{KIND}-{which}"), dossier.enterprise.trade
    drawn = day_between(rng, date(2019, 6, 1), date(2022, 9, 30))
    issued = dossier.turn.day or drawn
    stem = "".join(rng.choice("ABDHJKLMPQRTX") for _ in range(2))
    models = "、".join(f"{stem}{rng.randint(1, 9)}{size}" for size in ("00", "20", "50"))
    number = (f"{issued.year}0103{digits(rng, 8)}", f"CTC{issued:%y}{digits(rng, 6)}R0", f"NO.CE-{issued:%y%m}-{digits(rng, 5)}")[which]
    body, english = rng.choice(
        (
            ("样本产品认证中心", "Specimen Product Certification Centre"),
            ("拟安检测认证有限公司", "Nian Specimen Testing & Certification Co., Ltd."),
        )
    )
    return Product(
        dossier.turn.number or number,
        trade.products[which % 3],
        models,
        issued,
        date(issued.year + 5, issued.month, issued.day) - timedelta(days=1),
        body,
        english,
    )


def compulsory(dossier: Dossier) -> Drawing:
    """Labels in two languages, values below them, centred."""
    seen, enterprise = product(dossier, 0), dossier.enterprise
    return drawing(page_look(margin="(x: 2.6cm, top: 2cm, bottom: 2.2cm)", background=framed("#1d4f91"), footer="本证书的有效性依据发证机构的定期监督获得保持。"), (
        title("中国国家强制性产品认证证书", 22), title("CERTIFICATE FOR CHINA COMPULSORY PRODUCT CERTIFICATION", 9.5), line((dossier.said("证书编号") + "：", TELL.text("certificate_number", seen.number)), align="center", size=12), space("0.2cm"),
        lines((("认证委托人名称", TELL.text("enterprise_name", enterprise.company.name)), ("认证委托人地址", enterprise.address), ("生产者（制造商）名称、地址", "同认证委托人"), ("生产企业名称、地址", "同认证委托人")), size=11),
        pairs((("产品名称\nName of product", TELL.text("product_name", seen.name)), ("系列、规格、型号\nModel", TELL.text("product_model", seen.model)), ("产品标准和技术要求\nStandard", TELL.text("certificate_standard", "GB 4943.1-2011; GB/T 9254-2008")), ("认证模式\nMode", "型式试验+初始工厂检查+获证后监督")), size=11.5, label_width="4.8cm"),
        prose("上述产品符合强制性产品认证实施规则的要求，特发此证。"),
        below(((dossier.said("发证日期"), TELL.day("issue_date", seen.issued)), (dossier.said("有效期至"), TELL.day("valid_until", seen.until))), size=12), space("1cm"), stamped((TELL.text("issuer", seen.body), "（发证机构）"), seen.body, align="center", size=14), code(seen.number, place="bottom + right"), badge("CCC", fill="#333333"),
    ))  # fmt: skip


def voluntary(dossier: Dossier) -> Drawing:
    """A ruled form inside a frame, dates with points."""
    seen, enterprise = product(dossier, 1), dossier.enterprise
    return drawing(page_look(margin="(x: 2.6cm, top: 2.6cm, bottom: 2.4cm)", background=framed("#2f7d4f")), (
        title("产 品 认 证 证 书", 28, fill="#2f7d4f"), space("0.5cm"),
        form((
            ((dossier.said("证书编号"), TELL.text("certificate_number", seen.number)),), (("申请人名称", TELL.text("enterprise_name", enterprise.company.name)),), (("申请人地址", enterprise.address),), ((dossier.said("产品名称"), TELL.text("product_name", seen.name)),), ((dossier.said("规格型号"), TELL.text("product_model", seen.model)),),
            ((dossier.said("认证依据"), TELL.text("certificate_standard", "T/ZZB 2187-2020")),), (("认证模式", "产品检验+初始工厂检查+获证后监督"),), ((dossier.said("颁证日期"), TELL.day("issue_date", seen.issued, DOTTED)), (dossier.said("证书有效期至"), TELL.day("valid_until", seen.until, DOTTED))),
        ), size=12, gap=11, label_width="3.6cm"),
        prose("兹证明上述产品经认证符合要求，准许使用认证标志。", size=12), space("1.6cm"), stamped(((dossier.said("颁证机构") + "：", TELL.text("issuer", seen.body)),), seen.body, size=13), badge("绿色产品", fill="#2f7d4f"),
    ))  # fmt: skip


def english(dossier: Dossier) -> Drawing:
    """A certificate of conformity in English; the holder is also named in Chinese, as on many of them."""
    seen, enterprise = product(dossier, 2), dossier.enterprise
    return drawing(page_look(margin="(x: 2.4cm, top: 2cm, bottom: 2cm)", background=framed("#24407a", pad="0.8cm")), (
        title("CERTIFICATE OF CONFORMITY", 24, fill="#24407a"), title("符 合 性 证 书", 15, fill="#24407a"), space("0.3cm"),
        pairs((
            ("Certificate No.", TELL.text("certificate_number", seen.number)), ("Applicant / Holder\n申请人", TELL.text("enterprise_name", enterprise.company.name)), ("Address", enterprise.address), ("Product\n产品名称", TELL.text("product_name", seen.name)), ("Model / Type\n型号", TELL.text("product_model", seen.model)),
            ("Applied standards\n依据标准", TELL.text("certificate_standard", "EN ISO 12100:2010, EN 60204-1:2018")), ("Directive", "2006/42/EC Machinery Directive"), ("Date of issue\n签发日期", TELL.day("issue_date", seen.issued, ENGLISH)), ("Valid until\n有效期至", TELL.day("valid_until", seen.until, ENGLISH)),
        ), size=11.5, label_width="5cm", gap="15pt"),
        prose("The submitted sample of the above equipment has been tested and found to comply with the applied standards. This certificate is the result of a test carried out on a sample and does not assess series production.", size=10, indent=False), space("1cm"),
        stamped((("Issued by: ", TELL.text("issuer", seen.english_body)), "Authorised signature"), "SPECIMEN CERTIFICATION", size=11.5), badge("CE", fill="#222222"),
    ))  # fmt: skip


def applicant_and_maker(dossier: Dossier) -> Drawing:
    """The compulsory certificate since 2018: names and addresses under one label, name and model of the product in one entry, days in a sentence."""
    seen, enterprise = product(dossier, 0), dossier.enterprise
    return drawing(page_look(margin="(x: 2.8cm, top: 2.4cm, bottom: 2.4cm)", background=framed("#1f4e79"), footer="证书信息可在国家认监委网站 www.cnca.gov.cn 查询"), (
        title("中国国家强制性产品认证证书", 23), space("0.3cm"), line(("证书编号：", TELL.text("certificate_number", seen.number)), align="center", size=12), space("0.4cm"),
        line("委托人名称、地址", size=11.5), line(("　　", TELL.text("enterprise_name", enterprise.company.name)), size=12), line(f"　　{enterprise.address}", size=11),
        line("生产者（制造商）名称、地址", size=11.5), line(f"　　{enterprise.company.name}", size=12), line(f"　　{enterprise.address}", size=11), line("生产企业名称、地址", size=11.5), line(f"　　{enterprise.company.name}", size=12), line(f"　　{enterprise.address}", size=11),
        line("产品名称和系列、规格、型号", size=11.5), line(("　　", TELL.text("product_name", seen.name)), size=12), line(("　　型号：", TELL.text("product_model", seen.model)), size=12),
        line("产品标准和技术要求", size=11.5), line(("　　", TELL.text("certificate_standard", "GB 4943.1-2022；GB/T 9254.1-2021")), size=12), prose("上述产品符合强制性产品认证实施规则 CNCA-C09-01:2014 的要求，特发此证。"),
        line(("发证日期：", TELL.day("issue_date", seen.issued), "　　　　有效期至：", TELL.day("valid_until", seen.until)), align="center", size=11.5), prose("证书有效期内本证书的有效性依据发证机构的定期监督获得保持。", size=10.5), space("0.8cm"), stamped(("主任：", TELL.text("issuer", seen.body)), seen.body, align="center", size=13.5), badge("CCC", fill="#333333"), code(seen.number, place="bottom + right"),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (compulsory, voluntary, english, applicant_and_maker)
