"""Registrations of trademarks: the certificate of recent years, the older one, the proof of renewal, the electronic one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta

from docintel.simulate.evidence.blocks import Block
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
from docintel.simulate.evidence.dossier import digits
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import framed
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import PLAIN
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.typesetting import RED
from docintel.simulate.typesetting import emblem
from docintel.simulate.typesetting import picture
from docintel.simulate.typesetting import quoted

KIND = "trademark_certificate"
TELL = Teller(KIND, f"{KIND}:1")
OFFICE = "样本商标注册机关"


@dataclass(frozen=True, slots=True)
class Trademark:
    """A registered mark."""

    number: str
    name: str
    number_of_class: int
    goods: str
    begins: date
    ends: date


def trademark(dossier: Dossier, which: int) -> Trademark:
    """Marks are good for ten years, from the 7th, 14th, 21st or 28th of a month."""
    rng, enterprise = dossier.chance(f"{KIND}-{which}"), dossier.enterprise
    drawn = date(rng.randint(2014, 2020), rng.randint(1, 12), rng.choice((7, 14, 21, 28)))
    begins, number = dossier.turn.day or drawn, digits(rng, 8)
    goods = "；".join((*enterprise.trade.products, "精密测量仪器"))
    return Trademark(
        dossier.turn.number or number,
        enterprise.brand,
        rng.choice((7, 9, 11, 17)),
        goods,
        begins,
        date(begins.year + 10, begins.month, begins.day) - timedelta(days=1),
    )


def _mark(name: str, size: float = 40) -> Block:
    """The mark itself, drawn: no text of the page."""
    drawing_of = f"#box(stroke: 1.2pt, inset: 12pt, text(size: {size}pt, stroke: 1pt, {quoted(name)}))"
    return Block(f"#align(center, {picture(drawing_of, '5cm')})\n")


def recent(dossier: Dossier) -> Drawing:
    """Portrait; the mark in the middle, the entries below it."""
    seen, enterprise = trademark(dossier, 0), dossier.enterprise
    return drawing(page_look(margin="(x: 3cm, top: 2.6cm, bottom: 2.4cm)", background=framed()), (
        Block(f"#align(center, {emblem()})\n"), title("商 标 注 册 证", 30, fill=RED), line(("第 ", TELL.text("trademark_number", seen.number), " 号"), size=14, align="center"), space("0.3cm"), _mark(seen.name), space("0.3cm"),
        line("核定使用商品/服务项目（国际分类：" + str(seen.number_of_class) + "）", size=12),
        prose(("第", TELL.text("trademark_class", str(seen.number_of_class)), "类：", TELL.text("trademark_goods", seen.goods), "（截止）"), size=12, indent=False),
        pairs((("注　册　人", TELL.text("rights_holder", enterprise.company.name)), ("注册人地址", enterprise.address), ("注册日期", TELL.day("issue_date", seen.begins, PADDED)), ("有效期至", TELL.day("valid_until", seen.ends, PADDED))), size=12.5, label_width="3cm"),
        space("1.2cm"), stamped(("发证机关", dated(seen.begins, PADDED)), OFFICE),
    ))  # fmt: skip


def older(dossier: Dossier) -> Drawing:
    """The earlier certificate: everything in lines with colons, the name of the mark in words, dates in numerals."""
    seen, enterprise = trademark(dossier, 1), dossier.enterprise
    return drawing(page_look(margin="(x: 3cm, top: 3cm, bottom: 2.4cm)", background=framed("#2f5d3a")), (
        title("商标注册证", 32, fill="#2f5d3a", tracking=6), line(("注册号：第", TELL.text("trademark_number", seen.number), "号"), size=13, align="center"), space("0.5cm"), _mark(seen.name, 34), space("0.5cm"),
        lines((("商标", TELL.text("trademark_name", seen.name)), ("核定使用商品", ("（第", TELL.text("trademark_class", str(seen.number_of_class)), "类）", TELL.text("trademark_goods", seen.goods))), ("注册人", TELL.text("rights_holder", enterprise.company.name)), ("地址", enterprise.address),
               ("有效期限", ("自", TELL.day("valid_from", seen.begins), "至", TELL.day("valid_until", seen.ends), "止"))), size=13, gap="1.3em"),
        space("2cm"), stamped(("局长签发", TELL.day("issue_date", seen.begins, NUMERAL)), OFFICE, size=13),
    ))  # fmt: skip


def renewal(dossier: Dossier) -> Drawing:
    """A proof that the registration was renewed: a ruled form."""
    seen, enterprise = trademark(dossier, 2), dossier.enterprise
    until = seen.ends
    granted = seen.begins + timedelta(days=12)
    return drawing(page_look(margin="(x: 2.8cm, top: 3cm, bottom: 2.4cm)", footer="本证明应与原《商标注册证》一并使用"), (
        title("商标续展注册证明", 24), space("0.6cm"),
        form((
            (("商标注册号", TELL.text("trademark_number", seen.number)), ("国际分类", TELL.text("trademark_class", str(seen.number_of_class)))), (("商标名称", TELL.text("trademark_name", seen.name)),), (("注册人", TELL.text("rights_holder", enterprise.company.name)),), (("注册人地址", enterprise.address),),
            (("核定使用商品/服务项目", TELL.text("trademark_goods", seen.goods)),), (("续展注册有效期自", TELL.day("valid_from", seen.begins, DASHED)), ("续展注册有效期至", TELL.day("valid_until", until, DASHED))),
        ), size=11.5, gap=10, label_width="4cm"),
        prose(f"兹核准第{seen.number}号商标续展注册。特此证明。", size=12), space("2cm"), stamped((OFFICE, TELL.day("issue_date", granted, PLAIN)), OFFICE, size=13),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (recent, older, renewal)
