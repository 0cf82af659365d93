"""Registrations of software: the certificate as issued for years, the electronic one, one shared by two holders, an extract of the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Pair
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
from docintel.simulate.evidence.dossier import digits
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import framed
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import PLAIN
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.typesetting import GOLD
from docintel.simulate.typesetting import RED
from docintel.simulate.typesetting import emblem

KIND = "software_copyright"
TELL = Teller(KIND, f"{KIND}:1")
RIGHTS = (
    "根据《计算机软件保护条例》和《计算机软件著作权登记办法》的规定，经中国版权保护中心审核，对以上事项予以登记。",
    "原始取得", "全部权利", "未发表",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Software:
    """A registered program; `published` is none where it was never published."""

    title: str
    number: str
    certificate: str
    completed: date
    published: date | None
    issued: date
    serial: str


def _number(dossier: Dossier, drawn: str) -> str:
    return dossier.turn.number or drawn


def software(dossier: Dossier, which: int) -> Software:
    """The program a layout is about."""
    rng, enterprise = dossier.chance(f"{KIND}-{which}"), dossier.enterprise
    completed = day_between(rng, date(2017, 3, 1), date(2021, 10, 30))
    published = None if rng.random() < 0.5 else day_between(rng, completed, completed + timedelta(days=90))
    issued = day_between(rng, completed + timedelta(days=100), completed + timedelta(days=300))
    product = rng.choice(enterprise.trade.products)
    name = f"{enterprise.brand}{product}{rng.choice(('控制', '在线检测', '数据采集', '智能诊断'))}{rng.choice(('软件', '系统', '平台'))}"
    version = f"V{rng.randint(1, 3)}.{rng.randint(0, 5)}"
    return Software(
        name + rng.choice(("", f"[简称：{enterprise.brand}控制]")) + version,
        _number(dossier, f"{issued.year}SR{digits(rng, 7)}"),
        f"软著登字第{digits(rng, 7)}号",
        completed,
        published,
        issued,
        f"0{digits(rng, 7)}",
    )


def _published(seen: Software, style: str) -> PrintedFact | str:
    return RIGHTS[3] if seen.published is None else TELL.day("first_publication_date", seen.published, style)


def _rows(dossier: Dossier, seen: Software, style: str = PADDED) -> tuple[Pair, ...]:
    return (
        ("软 件 名 称", TELL.text("software_title", seen.title)), ("著 作 权 人", TELL.text("rights_holder", dossier.enterprise.company.name)),
        ("开发完成日期", TELL.day("completion_date", seen.completed, style)), ("首次发表日期", _published(seen, style)),
        ("权利取得方式", TELL.text("rights_acquisition", RIGHTS[1])), ("权 利 范 围", RIGHTS[2]), ("登　记　号", TELL.text("registration_number", seen.number)),
    )  # fmt: skip


def classic(dossier: Dossier) -> Drawing:
    """Portrait, labels spaced out, the certificate's number under the title."""
    seen = software(dossier, 0)
    return drawing(page_look(margin="(x: 3.2cm, top: 3cm, bottom: 2.6cm)", background=framed("#b03a2e", pad="1.3cm"), footer=f"No. {seen.serial}"), (
        Block(f"#align(center, {emblem()})\n"), title("中华人民共和国国家版权局", 17, tracking=2), title("计算机软件著作权登记证书", 24, tracking=1), space("0.3cm"),
        line(("证书号： ", TELL.text("certificate_number", seen.certificate)), size=13, align="center"), space("0.8cm"),
        pairs(_rows(dossier, seen), size=13.5, label_width="3.6cm", gap="19pt", colon="："), space("0.6cm"),
        prose(RIGHTS[0], size=13), space("1.6cm"),
        stamped((TELL.day("issue_date", seen.issued, PADDED),), "样本版权登记机关", caption="计算机软件著作权登记专用章", size=14, shift="-0.9cm"),
    ))  # fmt: skip


def electronic(dossier: Dossier) -> Drawing:
    """The electronic certificate: labels and values in a table without lines, a code at its foot."""
    seen, company = software(dossier, 1), dossier.enterprise.company
    return drawing(page_look(margin="(x: 3cm, top: 2.6cm, bottom: 2.4cm)", background=framed("#2e6da4", pad="1.1cm"), footer="扫码核验证书信息"), (
        title("计算机软件著作权登记证书", 25, fill="#1d4f91"), line(("证书号：", TELL.text("certificate_number", seen.certificate)), size=12, align="right"), space("0.5cm"),
        form((
            (("软件名称", TELL.text("software_title", seen.title)),), (("著作权人", TELL.text("rights_holder", company.name)),),
            (("统一社会信用代码", company.uscc),), (("登记号", TELL.text("registration_number", seen.number)),),
            (("开发完成日期", TELL.day("completion_date", seen.completed)), ("首次发表日期", _published(seen, PLAIN))),
            (("权利取得方式", TELL.text("rights_acquisition", RIGHTS[1])), ("权利范围", RIGHTS[2])),
        ), size=12, label_width="3.9cm", gap=11, stroke="0.4pt + luma(160)"),
        space("0.4cm"), prose(RIGHTS[0], size=12), space("1.2cm"),
        stamped((("发证日期：", TELL.day("issue_date", seen.issued)),), "样本版权登记机关", caption="登记专用章", size=12.5, shift="-0.8cm"),
        code(seen.number, place="bottom + left"),
    ))  # fmt: skip


def shared(dossier: Dossier) -> Drawing:
    """An older landscape certificate with two holders, the holders separated by a semicolon."""
    seen, enterprise = software(dossier, 2), dossier.enterprise
    holders = f"{enterprise.company.name}；{enterprise.stranger.name}"
    rows = (
        ("编　　　号", TELL.text("certificate_number", seen.certificate)), ("软 件 名 称", TELL.text("software_title", seen.title)),
        ("著 作 权 人", TELL.text("rights_holder", holders)), ("权利取得方式", TELL.text("rights_acquisition", RIGHTS[1])), ("权 利 范 围", RIGHTS[2]),
        ("开发完成日期", TELL.day("completion_date", seen.completed, PADDED)), ("首次发表日期", _published(seen, PADDED)), ("登　记　号", TELL.text("registration_number", seen.number)),
    )  # fmt: skip
    return drawing(page_look(flipped=True, margin="(x: 4cm, top: 2cm, bottom: 2cm)", background=framed(GOLD), footer=f"No. {seen.serial}"), (
        title("中华人民共和国国家版权局", 15), title("计算机软件著作权登记证书", 23, fill=RED), space("0.3cm"),
        pairs(rows, size=12.5, label_width="3.6cm", gap="11pt", colon="："), prose(RIGHTS[0], size=12), space("0.8cm"),
        stamped((TELL.day("issue_date", seen.issued, NUMERAL),), "样本版权登记机关", caption="登记专用章", size=13, shift="-0.6cm"),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (classic, electronic, shared)
