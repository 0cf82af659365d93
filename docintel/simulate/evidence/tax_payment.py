"""Certificates of taxes paid: the national form as a table, the one as a letter, a statement in ten thousands."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from dataclasses import replace
from datetime import date

from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import code
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import joined
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import loose_seal
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import day_between
from docintel.simulate.evidence.dossier import digits
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import tax_office
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import in_capitals

KIND = "tax_payment_certificate"
TELL = Teller(KIND, f"{KIND}:1")
TAXES = (
    ("增值税", 480),
    ("企业所得税", 300),
    ("城市维护建设税", 34),
    ("教育费附加", 15),
    ("地方教育附加", 10),
    ("印花税", 6),
    ("房产税", 9),
    ("城镇土地使用税", 7),
)
SECTIONS = {"增值税": "商业（17%、16%、13%）", "企业所得税": "应纳税所得额", "城市维护建设税": "市区（增值税附征）", "印花税": "买卖合同"}


@dataclass(frozen=True, slots=True)
class Payment:
    """A tax as paid: its kind, the months it is for, the day it came in, and its amount in fen."""

    kind: str
    first: date
    last: date
    paid: date
    amount: int
    voucher: str


def payments(dossier: Dossier) -> tuple[Payment, ...]:
    """The taxes of the last year by kind, larger ones in two parts; in all about what the form declares, exactly a part of it where one is asked."""
    rng = dossier.chance(KIND)
    books = dossier.enterprise.lines(LAST)
    unit = max(books["cash_taxes_paid"] if "cash_taxes_paid" in books else books["revenue"] // 20, 10**8) // 900
    paid = []
    for kind, weight in TAXES:
        for half in (0, 1) if weight > 100 else (0,):
            first, months = (1 + 6 * half, 6) if weight > 100 else (1, 12)
            last = first + months - 1
            amount = unit * weight * rng.randint(85, 115) // (200 if weight > 100 else 100) + rng.randint(0, 9_999)
            came = date(LAST, last, monthrange(LAST, last)[1])
            received = date(came.year + (came.month == 12), came.month % 12 + 1, rng.randint(8, 18))
            paid.append(
                Payment(
                    kind,
                    date(LAST, first, 1),
                    came,
                    received,
                    amount,
                    f"3{dossier.enterprise.place.region[:4]}{str(received.year)[2:]}{received.month:02d}{digits(rng, 9)}",
                )
            )
    return tuple(paid) if dossier.turn.part is None else _in_all(paid, books["cash_taxes_paid"] * dossier.turn.part // 100)


def _in_all(paid: list[Payment], whole: int) -> tuple[Payment, ...]:
    """The payments in proportion, the first taking what is left."""
    drawn = sum(one.amount for one in paid)
    parts = [one.amount * whole // drawn for one in paid]
    amounts = (whole - sum(parts[1:]), *parts[1:])
    return tuple(replace(one, amount=amount) for one, amount in zip(paid, amounts, strict=True))


def _issued(dossier: Dossier) -> date:
    return day_between(dossier.chance("tax_day"), date(2023, 2, 1), date(2023, 4, 25))


def _listed(index: int) -> Teller:
    return TELL.about(f"tax:{index}")


def table_form(dossier: Dossier) -> Drawing:
    """The national form as a table: a row per entry of the treasury, the sum in capitals and figures."""
    enterprise, rng = dossier.enterprise, dossier.chance("table_form")
    office, number, paid = tax_office(enterprise), f"3{enterprise.place.region[:4]}5{digits(rng, 10)}", payments(dossier)
    total = sum(one.amount for one in paid)
    rows = [
        (one.voucher, _listed(index).text("tax_kind", one.kind), SECTIONS.get(one.kind, one.kind), _listed(index).text("tax_span", f"{one.first} 至 {one.last}", f"{one.first} 至 {one.last}"),
         f"{one.paid}", _listed(index).money("tax_amount", one.amount))
        for index, one in enumerate(paid, 1)
    ]  # fmt: skip
    sum_row = f"金额合计　（大写）{in_capitals(total)}"
    return drawing(page_look(flipped=True, margin="(x: 1.8cm, top: 1.6cm, bottom: 1.8cm)", footer="妥善保管"), (
        title("中华人民共和国", 15, tracking=4), title("税 收 完 税 证 明", 22),
        ends("", ("No.", TELL.text("certificate_number", number)), size=12),
        ends(("填发日期：", TELL.day("issue_date", _issued(dossier))), ("税务机关：", TELL.text("issuer", office))),
        joined(
        form(((("纳税人识别号", TELL.text("uscc", enterprise.company.uscc)), ("纳税人名称", TELL.text("enterprise_name", enterprise.company.name))),), label_width="2.8cm", gap=6),
        grid(Grid("(4cm, 3cm, 1fr, 5.4cm, 2.8cm, 3.6cm)", "(center, left, left, center, center, right)", gap=4.5), ("原凭证号", "税种", "品目名称", "税款所属时期", "入（退）库日期", "实缴（退）金额"), rows),
        grid(Grid("(1fr, 5cm)", "(left, right)", size=10.5, gap=7), (), [(sum_row, ("￥", TELL.money("taxes_paid", total, year=LAST)))]),
        grid(Grid("(1fr, 1fr, 1.4fr)", "(center + horizon, center + horizon, left + top)", gap=26), (), [("税务机关（盖章）", f"填票人：{enterprise.people.chief_accountant}", "备注：正常申报 一般申报 正税")]),
        ),
        loose_seal(office, place="bottom + left", dx="2.2cm", dy="0.3cm", caption="征税专用章"),
    ))  # fmt: skip


def letter_form(dossier: Dossier) -> Drawing:
    """The form as a letter: what was paid in a period, by kind of tax."""
    enterprise, rng = dossier.enterprise, dossier.chance("letter_form")
    office, paid = tax_office(enterprise), payments(dossier)
    number = f"（2023）{enterprise.place.short}税证字第{digits(rng, 6)}号"
    total = sum(one.amount for one in paid)
    rows: list[tuple[Cell, ...]] = [
        (_listed(index).text("tax_kind", one.kind), _listed(index).text("tax_span", f"{one.first}至{one.last}"), _listed(index).money("tax_amount", one.amount))
        for index, one in enumerate(paid, 1)
    ]  # fmt: skip
    rows.append(("合计", "", TELL.money("taxes_paid", total, year=LAST)))
    name, uscc = TELL.text("enterprise_name", enterprise.company.name), TELL.text("uscc", enterprise.company.uscc)
    return drawing(page_look(), (
        title("税收完税证明", 21), line(("编号：", TELL.text("certificate_number", number)), align="right"), space("0.3cm"),
        prose(name, "（纳税人识别号：", uscc, "）：", indent=False),
        prose(f"你单位在{LAST}年1月1日至{LAST}年12月31日（税款所属时期）期间缴纳税（费）款情况如下：", size=12),
        line("金额单位：元", size=10, align="right"),
        grid(Grid("(1fr, 6.4cm, 4.4cm)", "(left, center, right)", size=10.5, gap=6), ("征收项目", "税款所属时期", "实缴金额"), rows),
        line(f"合计金额（大写）：人民币{in_capitals(total)}", size=10.5), prose("特此证明。"), space("1.2cm"),
        stamped((("税务机关：", TELL.text("issuer", office)), TELL.day("issue_date", _issued(dossier), PADDED)), office, caption="征税专用章"),
        line("本证明不作为退税、抵扣凭证。", size=9),
    ))  # fmt: skip


def statement_in_wan(dossier: Dossier) -> Drawing:
    """A proof of taxes in ten thousand yuan, the sum first and in words."""
    enterprise, rng, paid = dossier.enterprise, dossier.chance("statement_in_wan"), payments(dossier)
    office, total, kinds = tax_office(enterprise), sum(one.amount for one in paid), {one.kind: 0 for one in paid}
    for one in paid:
        kinds[one.kind] += one.amount
    rows = [
        (
            str(index),
            _listed(index).text("tax_kind", kind),
            _listed(index).text("tax_span", f"{LAST}年1-12月"),
            _listed(index).wan("tax_amount", amount),
        )
        for index, (kind, amount) in enumerate(kinds.items(), 1)
    ]
    return drawing(page_look(footer="可通过电子税务局“纳税证明查验”核验真伪。"), (
        code(enterprise.company.uscc + "税", dy="-0.8cm"), title("纳 税 证 明", 24), space("0.6cm"),
        lines(((dossier.said("证明编号"), TELL.text("certificate_number", f"{enterprise.place.region[:4]}23{digits(rng, 8)}")), ("纳税人名称", TELL.text("enterprise_name", enterprise.company.name)),
               ("统一社会信用代码（纳税人识别号）", TELL.text("uscc", enterprise.company.uscc)))),
        space("0.3cm"),
        prose(f"经查询金税三期税收管理系统，该纳税人{LAST}年度实际缴纳各项税费合计", TELL.wan("taxes_paid", total, year=LAST), "万元，明细如下：", size=12),
        line("单位：万元", size=10, align="right"),
        grid(Grid("(1.4cm, 1fr, 4.4cm, 4cm)", "(center, left, center, right)", size=10.5, gap=6, shade="luma(235)"), ("序号", dossier.said("税（费）种"), dossier.said("所属时期"), dossier.said("实缴税额")), rows),
        prose("特此证明。"), space("1.6cm"),
        stamped((TELL.text("issuer", office), TELL.day("issue_date", _issued(dossier), NUMERAL)), office),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (table_form, letter_form, statement_in_wan)
