"""More proofs of who is insured: a row an insurance with several counts, months under heads of two rows."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import digits
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import tax_office
from docintel.simulate.evidence.social_insurance import CONCEPTS
from docintel.simulate.evidence.social_insurance import KIND
from docintel.simulate.evidence.social_insurance import TELL
from docintel.simulate.evidence.social_insurance import insured
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import PLAIN


def state_by_insurance(dossier: Dossier) -> Drawing:
    """A unit's proof with a row an insurance: since when, in what state, how many in service, how many retired; the total in a sentence."""
    seen, enterprise, rng = insured(dossier), dossier.enterprise, dossier.chance("state_by_insurance")
    company, begun = enterprise.company, f"{enterprise.registered.year + 1}{rng.randint(1, 12):02d}"
    names = ("城镇企业职工基本养老保险", "城镇职工基本医疗保险", "失业保险", "工伤保险", "生育保险")
    rows = [
        (name, begun, "正常参保", TELL.count(concept, number, year=LAST), "0", str(number - rng.choice((0, 0, 1))))
        for name, concept, number in zip(names, CONCEPTS, seen.by_insurance, strict=True)
    ]
    return drawing(page_look(footer=f"验证码 {digits(rng, 10)}"), (
        line("证明编号：" + digits(rng, 16), size=9.5, align="right"), title("社会保险单位参保证明", 20), space("0.3cm"),
        form(((("单位名称", TELL.text("enterprise_name", company.name)), ("统一社会信用代码", TELL.text("uscc", company.uscc))),
              (("单位编号", seen.number), ("单位参保状态", "参保缴费")), (("证明年月", TELL.text("insured_month", f"{LAST}-12", f"{LAST}年12月")), ("参保所在地", enterprise.place.district))),
             label_width="2.6cm", size=10),
        space("0.2cm"),
        grid(Grid("(1fr, 2.4cm, 2.2cm, 2.6cm, 2.2cm, 2.6cm)", "center + horizon", size=10, gap=7), ("险种", "参保起始年月", "参保状态", "在职参保人数", "离退休人数", "其中：本月实缴人数"), rows),
        prose("截至打印之日，该单位当月参保职工共", TELL.count("insured_persons", seen.persons, year=LAST), "人，无欠费。", size=11), line("本证明涉及单位及个人信息，请妥善保管。", size=9), space("1.2cm"),
        stamped((TELL.text("issuer", seen.bureau), ("打印时间：", TELL.day("issue_date", seen.issued, DASHED), f" {rng.randint(8, 17):02d}:{rng.randint(10, 59)}:{rng.randint(10, 59)}")), seen.bureau, caption="参保证明专用章"),
    ))  # fmt: skip


def months_under_heads(dossier: Dossier) -> Drawing:
    """Six months as the electronic bureau exports them: 202207, a head over the counts, a head over the money."""
    seen, company, rng = insured(dossier), dossier.enterprise.company, dossier.chance("months_under_heads")
    office, rows = tax_office(dossier.enterprise), list[tuple[Cell, ...]]()
    for month in range(7, 13):
        tell = TELL.about(f"{KIND}:{LAST}-{month:02d}")
        persons = seen.persons if month == 12 else seen.persons - rng.randint(1, 9)
        counts = seen.by_insurance if month == 12 else (persons, persons - 1, persons, persons + 2, persons - 1)
        numbers = [
            replace(tell.count(concept, number), day=date(LAST, month, monthrange(LAST, month)[1]))
            for concept, number in zip(("insured_persons", *CONCEPTS), (persons, *counts), strict=True)
        ]
        wages = persons * seen.wage // 100
        month_told = tell.text("insured_month", f"{LAST}-{month:02d}", f"{LAST}{month:02d}")
        rows.append((str(month - 6), month_told, *numbers, f"{wages:,}.00", f"{wages * 26 // 100:,}.00"))
    counted = "".join(f", [{name}]" for name in ("总人数", "养老保险", "医疗保险", "失业保险", "工伤保险", "生育保险"))
    head = f"table.cell(rowspan: 2)[序号], table.cell(rowspan: 2)[费款所属期], table.cell(colspan: 6)[参保缴费人数（人）], table.cell(colspan: 2)[金额（元）]{counted}, [缴费基数], [实缴金额]"
    return drawing(page_look(flipped=True, margin="(x: 1.8cm, top: 1.8cm, bottom: 1.8cm)", footer="电子税务局　社保费业务"), (
        title("单位社会保险费缴费证明", 19),
        ends(("缴费人名称：", TELL.text("enterprise_name", company.name)), ("缴费人识别号：", TELL.text("uscc", company.uscc))),
        grid(Grid("(1.2cm, 2.6cm, 1.8cm, 1.8cm, 1.8cm, 1.8cm, 1.8cm, 1.8cm, 1fr, 1fr)", "center + horizon", size=10, gap=6), ("", "费款所属期", "总人数", "养老保险", "医疗保险", "失业保险", "工伤保险", "生育保险"), rows, head=head),
        line("以上信息来源于税务系统，仅证明缴费情况。", size=9.5), space("0.6cm"),
        stamped((TELL.text("issuer", office), ("开具日期：", TELL.day("issue_date", seen.issued, PLAIN))), office, caption="业务专用章", size=11),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (state_by_insurance, months_under_heads)
