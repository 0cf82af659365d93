"""Other rights of class I: layouts of integrated circuits, plant varieties, national drugs, approved crop varieties."""

from __future__ import annotations

from datetime import date
from datetime import timedelta

from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import ends
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
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import DOTTED
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.typesetting import RED
from docintel.simulate.typesetting import emblem

KIND = "ip_certificate"
TELL = Teller(KIND, f"{KIND}:1")
OFFICE = "样本知识产权机关"


def _days(dossier: Dossier, which: int) -> tuple[date, date, date]:
    """Completed or sown, filed, granted."""
    rng = dossier.chance(f"{KIND}-{which}")
    filed = day_between(rng, date(2018, 1, 5), date(2021, 3, 30))
    return filed - timedelta(days=rng.randint(60, 500)), filed, filed + timedelta(days=rng.randint(90, 420))


def _number(dossier: Dossier, drawn: str) -> str:
    return dossier.turn.number or drawn


def circuit_layout(dossier: Dossier) -> Drawing:
    """Registration of a layout design."""
    enterprise, rng = dossier.enterprise, dossier.chance("circuit")
    completed, filed, granted = _days(dossier, 0)
    name = f"{enterprise.brand}{rng.choice(('信号调理', '电源管理', '驱动控制', '数据转换'))}芯片{''.join(rng.choice('ABCDEFGH') for _ in range(2))}{rng.randint(100, 999)}"
    return drawing(page_look(margin="(x: 2.8cm, top: 2.4cm, bottom: 2.6cm)", background=framed(pad="1.1cm")), (
        line(("证书号第 ", TELL.text("certificate_number", digits(rng, 5)), " 号"), align="right"), Block(f"#align(center, {emblem()})\n"), title(TELL.text("ip_type", "ic_layout", "集成电路布图设计"), 26, fill=RED), title("登 记 证 书", 26, fill=RED), space("0.7cm"),
        lines((("布图设计名称", TELL.text("ip_title", name)), ("布图设计登记号", TELL.text("ip_number", _number(dossier, f"BS.{filed:%y}5{digits(rng, 6)}"))), ("布图设计申请日", TELL.day("filing_date", filed, PADDED)), ("布图设计创作完成日", TELL.day("completion_date", completed, PADDED)),
               ("布图设计权利人", TELL.text("rights_holder", enterprise.company.name)), ("布图设计创作人", enterprise.company.name), ("布图设计颁证日", TELL.day("issue_date", granted, PADDED))), size=12.5, gap="1.25em"),
        prose("根据《集成电路布图设计保护条例》的规定，对该布图设计予以登记，颁发本证书。布图设计专有权自申请日起生效，保护期为十年。", size=12), space("1.6cm"), stamped((f"局长　{enterprise.people.auditors[0]}", dated(granted, PADDED)), OFFICE, size=12.5),
    ))  # fmt: skip


def plant_variety(dossier: Dossier) -> Drawing:
    """A new plant variety: a ruled form in a green frame."""
    enterprise, rng = dossier.enterprise, dossier.chance("plant")
    _, filed, granted = _days(dossier, 1)
    return drawing(page_look(margin="(x: 2.8cm, top: 2.6cm, bottom: 2.6cm)", background=framed("#2f7d4f", pad="1.1cm")), (
        title((TELL.text("ip_type", "plant_variety", "植物新品种权"), "证书"), 28, fill="#2f7d4f"), line(("证书号：", TELL.text("certificate_number", f"第{digits(rng, 7)}号")), align="center", size=12), space("0.6cm"),
        form((
            (("品种名称", TELL.text("ip_title", f"{enterprise.brand}{rng.randint(1, 9)}号")),), (("属或者种", rng.choice(("水稻", "玉米", "普通小麦"))),), (("品种权号", TELL.text("ip_number", _number(dossier, f"CNA{filed.year}{digits(rng, 6)}"))),), (("申请日", TELL.day("filing_date", filed, DASHED)), ("授权日", TELL.day("issue_date", granted, DASHED))),
            (("品种权人", TELL.text("rights_holder", enterprise.company.name)),), (("培育人", "　".join(enterprise.people.inventors[:3])),),
        ), size=12, gap=11, label_width="3.2cm"),
        prose("依照《中华人民共和国种子法》《中华人民共和国植物新品种保护条例》，经审查合格，授予植物新品种权。", size=12), space("1.8cm"), stamped(("发证机关", dated(granted)), "样本农业主管部门", size=12.5),
    ))  # fmt: skip


def crop_variety(dossier: Dossier) -> Drawing:
    """A crop approved by the state: label and value in columns, dated in numerals."""
    enterprise, rng = dossier.enterprise, dossier.chance("crop")
    _, filed, granted = _days(dossier, 2)
    species = rng.choice(("稻", "玉", "麦", "棉"))
    return drawing(page_look(flipped=True, margin="(x: 4cm, top: 2.6cm, bottom: 2.2cm)", background=framed("#7a5a1f")), (
        title((TELL.text("ip_type", "crop_variety", "国家审定农作物品种"), "证书"), 25), space("0.4cm"),
        pairs((("审定编号", TELL.text("ip_number", _number(dossier, f"国审{species}{granted.year}{digits(rng, 4)}"))), ("品种名称", TELL.text("ip_title", f"{enterprise.brand}优{rng.randint(100, 999)}")), ("申 请 者", TELL.text("rights_holder", enterprise.company.name)), ("育 种 者", enterprise.company.name), ("证书编号", TELL.text("certificate_number", f"{granted.year}-{rng.randint(1, 9)}-{digits(rng, 4)}")), ("申请日期", TELL.day("filing_date", filed))), size=13.5, label_width="3.6cm", gap="13pt", colon="："),
        prose("经第四届国家农作物品种审定委员会审定通过，准予推广。", size=13), space("0.8cm"), stamped(("国家农作物品种审定机构（样本）", TELL.day("issue_date", granted, NUMERAL)), "样本品种审定委员会", size=12.5, shift="0cm"),
    ))  # fmt: skip


def drug_registration(dossier: Dossier) -> Drawing:
    """A drug registered by the state: the form with the holder of the permission."""
    enterprise, rng = dossier.enterprise, dossier.chance("drug")
    _, filed, granted = _days(dossier, 3)
    return drawing(page_look(margin="(x: 2.4cm, top: 2.4cm, bottom: 2.2cm)"), (
        title("国家药品监督管理局（样本）", 15), title((TELL.text("ip_type", "new_drug", "药品注册"), "证书"), 26), ends(("证书编号：", TELL.text("certificate_number", f"{granted.year}S{digits(rng, 5)}")), "受理号：CXHS" + digits(rng, 7)),
        form((
            (("药品名称", TELL.text("ip_title", f"{enterprise.brand}{rng.choice(('注射液', '片', '胶囊'))}")),), (("剂　型", "见说明书"), ("规　格", "0.25g")), (("注册分类", "化学药品2类"), ("申请日期", TELL.day("filing_date", filed, DOTTED))), (("上市许可持有人", TELL.text("rights_holder", enterprise.company.name)),), (("地　址", enterprise.address),),
            (("药品批准文号", TELL.text("ip_number", _number(dossier, f"国药准字H{granted.year}{digits(rng, 4)}"))), ("批准日期", TELL.day("issue_date", granted, DOTTED))), (("审批结论", "根据《中华人民共和国药品管理法》及有关规定，经审查，本品符合药品注册的有关要求，批准注册，发给药品注册证书。"),),
        ), size=11.5, gap=10, label_width="3.4cm"),
        space("1.6cm"), stamped(("发证机关（盖章）", dated(granted)), "样本药品监督管理机关", caption="药品注册专用章", size=12.5),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (circuit_layout, plant_variety, crop_variety, drug_registration)
