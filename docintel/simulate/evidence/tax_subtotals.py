"""A certificate of taxes paid whose rows are grouped by kind of tax, each group with its sum."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import printed
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.blocks import told
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import day_between
from docintel.simulate.evidence.dossier import digits
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import tax_office
from docintel.simulate.evidence.tax_payment import TELL
from docintel.simulate.evidence.tax_payment import payments
from docintel.simulate.evidence.telling import DOTTED
from docintel.simulate.evidence.telling import dated
from docintel.simulate.evidence.telling import in_capitals
from docintel.simulate.figures import yuan
from docintel.simulate.typesetting import quoted

HEADS = ("税种", "税款所属期", "应缴税额（元）", "实缴税额（元）", "入库日期")


def _grouped(dossier: Dossier) -> Block:
    """Rows by kind of tax, the kind in one cell beside all its rows; a group of several rows ends with 小计."""
    drawn, facts, total = list[str](), [], 0
    numbered = list(enumerate(payments(dossier), 1))
    for kind, group in groupby(numbered, key=lambda one: one[1].kind):
        paid = list(group)
        total += sum(one.amount for _, one in paid)
        drawn.append(f"table.cell(rowspan: {len(paid) + (len(paid) > 1)}, {quoted(kind)})")
        for index, one in paid:
            tell = TELL.about(f"tax:{index}")
            span = f"{one.first:%Y-%m-%d}至{one.last:%Y-%m-%d}"
            row: tuple[Cell, ...] = (
                tell.text("tax_span", span),
                yuan(one.amount + 1_000_00),
                tell.money("tax_amount", one.amount),
                f"{one.paid}",
            )
            facts += [*told(tell.text("tax_kind", kind), HEADS[0])]
            facts += [fact for label, cell in zip(HEADS[1:], row, strict=True) for fact in told(cell, label)]
            drawn += [quoted(printed(cell)) for cell in row]
        if len(paid) > 1:
            sums = sum(one.amount for _, one in paid)
            drawn += map(quoted, ("小计", yuan(sums + len(paid) * 1_000_00), yuan(sums), ""))
    whole = TELL.money("taxes_paid", total, year=LAST)
    drawn += ["table.cell(colspan: 2)[合　计]", quoted(yuan(total + len(numbered) * 1_000_00)), quoted(whole.printed), "[]"]
    heads = ", ".join(quoted(head) for head in HEADS)
    source = (
        "#text(size: 9.5pt, table(columns: (3.2cm, 1fr, 3.2cm, 3.2cm, 2.6cm), align: (center + horizon, center, right, right, center), "
        f"stroke: 0.5pt, inset: (x: 4pt, y: 5pt), table.header({heads}),\n{', '.join(drawn)}))\n"
    )
    return Block(source, (*facts, *told(whole, "合计")))


def by_kind_with_sums(dossier: Dossier) -> Drawing:
    """A proof of payment: what was due beside what was paid, grouped by tax."""
    enterprise, rng = dossier.enterprise, dossier.chance("by_kind_with_sums")
    office, company = tax_office(enterprise), enterprise.company
    total = sum(one.amount for one in payments(dossier))
    return drawing(page_look(margin="(x: 1.9cm, top: 2cm, bottom: 2cm)"), (
        title("纳税证明", 22), line(("凭证编号：", TELL.text("certificate_number", f"{enterprise.place.region}{digits(rng, 10)}")), size=10, align="right"),
        ends(("纳税人名称：", TELL.text("enterprise_name", company.name)), ("纳税人识别号：", TELL.text("uscc", company.uscc)), size=10),
        line(f"税款所属期间：{LAST}年1月至{LAST}年12月", size=10), _grouped(dossier),
        line(f"实缴税额合计（大写）：{in_capitals(total)}", size=10), line("注：应缴税额含当期抵减额；实缴税额以国库入库为准。", size=9), space("1cm"),
        stamped((("征收机关：", TELL.text("issuer", office)), ("开具日期：", TELL.day("issue_date", day_between(rng, date(2023, 2, 1), date(2023, 4, 20)), DOTTED))), office, caption="征税专用章", size=11),
        line(f"查询截止日：{dated(date(2023, 1, 31))}", size=9),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (by_kind_with_sums,)
