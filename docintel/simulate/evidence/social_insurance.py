"""Proofs of how many persons are insured: the bureau's print, the month's declaration, the certificate in words, a year by months."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from dataclasses import replace
from datetime import date

from docintel.simulate.evidence.blocks import THREE_LINES
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import Pair
from docintel.simulate.evidence.blocks import code
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import grid
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
from docintel.simulate.evidence.dossier import watermark
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import PLAIN
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.figures import yuan

KIND = "social_insurance"
TELL = Teller(KIND, f"{KIND}:1")
CONCEPTS = ("insured_pension", "insured_medical", "insured_unemployment", "insured_injury", "insured_maternity")


@dataclass(frozen=True, slots=True)
class Insured:
    """Persons insured in a December, in all and by insurance in the order of CONCEPTS."""

    persons: int
    by_insurance: tuple[int, ...]
    issued: date
    bureau: str
    number: str
    wage: int


def insured(dossier: Dossier) -> Insured:
    """Some staff are retired or sent by agencies: the insured are a few less than the staff, and not the same for every insurance."""
    rng, enterprise = dossier.chance(KIND), dossier.enterprise
    persons = enterprise.staff[LAST][0] - rng.randint(0, 6)
    health = persons - rng.choice((0, 0, 1, 2))
    by_insurance = (persons, health, persons - rng.choice((0, 1)), persons + rng.choice((0, 0, 3)), health)
    bureau = f"{enterprise.place.city}{enterprise.place.district}社会保险事业管理中心"
    return Insured(
        persons, by_insurance, day_between(rng, date(2023, 1, 5), date(2023, 4, 20)), bureau, digits(rng, 8), rng.randint(48, 76) * 10_000
    )


def bureau_print(dossier: Dossier) -> Drawing:
    """What the bureau's terminal prints: a ruled table by insurance, a code, an electronic seal."""
    seen, company, rng = insured(dossier), dossier.enterprise.company, dossier.chance("bureau_print")
    names = ("企业职工基本养老保险", "职工基本医疗保险", "失业保险", "工伤保险", "生育保险")
    rows = [
        (str(index), name, "参保缴费", f"{LAST}年12月", TELL.count(concept, number, year=LAST))
        for index, (name, concept, number) in enumerate(zip(names, CONCEPTS, seen.by_insurance, strict=True), 1)
    ]
    look = page_look(background=watermark("社会保险业务专用"), footer="本证明可在政务服务网“社保证明验证”栏目核验，有效期三个月。")
    return drawing(look, (
        code(company.uscc + "社保", dy="-0.6cm"), space("0.4cm"),
        title(f"{dossier.enterprise.place.province}{rng.choice(('社会保险单位参保证明', '单位参保证明'))}", 19),
        line("（单位专用）", align="center"), space("0.3cm"),
        form((
            ((dossier.said("单位名称"), TELL.text("enterprise_name", company.name)),),
            ((dossier.said("统一社会信用代码"), TELL.text("uscc", company.uscc)), ("单位编号", seen.number)),
            ((dossier.said("参保月份"), TELL.text("insured_month", f"{LAST}-12", f"{LAST}年12月")), (dossier.said("参保人数（人）"), TELL.count("insured_persons", seen.persons, year=LAST))),
        ), label_width="3.6cm"),
        space("0.2cm"), line("各险种参保情况：", size=11),
        grid(Grid("(1.4cm, 1fr, 2.6cm, 2.8cm, 2.8cm)", "center + horizon", size=10.5, gap=7), ("序号", "险种名称", "缴费状态", "缴费年月", "参保人数"), rows),
        line("说明：1．本证明由社会保险经办机构信息系统生成，加盖电子印章有效。", size=9),
        line("2．参保人数为当月正常缴费人数，不含补缴人员。", size=9),
        space("1.2cm"),
        stamped((TELL.text("issuer", seen.bureau), (dossier.said("打印日期") + "：", TELL.day("issue_date", seen.issued, DASHED))), seen.bureau, caption="业务专用章"),
    ))  # fmt: skip


def month_declaration(dossier: Dossier) -> Drawing:
    """The month's declaration to the tax bureau: persons, wages and contributions by insurance, landscape."""
    seen, company = insured(dossier), dossier.enterprise.company
    office = tax_office(dossier.enterprise)
    names = ("企业职工基本养老保险费", "基本医疗保险费", "失业保险费", "工伤保险费", "生育保险费")
    rates = ((1600, 800), (800, 200), (50, 50), (40, 0), (50, 0))
    rows: list[tuple[Cell, ...]] = []
    sums = [0, 0]
    for name, concept, number, (unit, person) in zip(names, CONCEPTS, seen.by_insurance, rates, strict=True):
        base = number * seen.wage
        paid = (base * unit // 10_000, base * person // 10_000)
        sums = [sums[0] + paid[0], sums[1] + paid[1]]
        rows.append(
            (
                name,
                f"{LAST}-12-01 至 {LAST}-12-31",
                TELL.count(concept, number, year=LAST),
                yuan(base),
                yuan(paid[0]),
                yuan(paid[1]),
                yuan(sum(paid)),
            )
        )
    rows.append(("合计", "", "", "", yuan(sums[0]), yuan(sums[1]), yuan(sum(sums))))
    return drawing(page_look(flipped=True, margin="(x: 1.8cm, y: 1.8cm)", footer="本表一式两份，缴费人、主管税务机关各留存一份。"), (
        title("社会保险费缴费申报表", 20), line("（适用单位缴费人）", align="center"), space("0.2cm"),
        ends(("缴费人名称：", TELL.text("enterprise_name", company.name)), ("缴费人识别号（统一社会信用代码）：", TELL.text("uscc", company.uscc))),
        ends(("费款所属期：", TELL.text("insured_month", f"{LAST}-12", f"{LAST}-12")), "金额单位：元至角分"),
        ends(("本期缴费人数：", TELL.count("insured_persons", seen.persons, year=LAST), " 人"), f"单位社保编号：{seen.number}"),
        grid(Grid("(1fr, 4.8cm, 2cm, 3.4cm, 3.2cm, 3.2cm, 3.4cm)", "(left, center, center, right, right, right, right)", gap=7),
             ("征收项目", "费款所属期起止", "缴费人数", "缴费工资总额", "单位应缴费额", "个人应缴费额", "应缴费额合计"), rows),
        space("0.3cm"),
        ends(("经办人：", dossier.enterprise.people.accountant), ("申报日期：", TELL.day("issue_date", seen.issued, DASHED))),
        ends("缴费人（盖章）", ("受理税务机关（章）：", TELL.text("issuer", office))),
        loose_seal(company.name, place="bottom + left", dx="1.5cm", dy="0.2cm"), loose_seal(office, place="bottom + right", dx="-1cm", dy="0.2cm", caption="征税专用章"),
    ))  # fmt: skip


def in_words(dossier: Dossier) -> Drawing:
    """A certificate in one sentence, dated in numerals."""
    seen, company = insured(dossier), dossier.enterprise.company
    count = [TELL.count(concept, number, year=LAST) for concept, number in zip(CONCEPTS, seen.by_insurance, strict=True)]
    return drawing(page_look(margin="(x: 3cm, top: 3.4cm, bottom: 2.4cm)"), (
        title("社会保险参保缴费证明", 22, tracking=2), space("1cm"),
        prose("兹证明", TELL.text("enterprise_name", company.name), "（统一社会信用代码：", TELL.text("uscc", company.uscc), "）已在我中心办理社会保险登记，",
              TELL.text("insured_month", f"{LAST}-12", f"{LAST}年12月"), "参保缴费人数共计", TELL.count("insured_persons", seen.persons, year=LAST), "人，其中：养老保险", count[0],
              "人、医疗保险", count[1], "人、失业保险", count[2], "人、工伤保险", count[3], "人、生育保险", count[4],
              "人。该单位社会保险费缴纳至证明出具之日，无欠费记录。", size=14),
        prose("特此证明。", size=14), space("2.4cm"),
        stamped((TELL.text("issuer", seen.bureau), TELL.day("issue_date", seen.issued, NUMERAL)), seen.bureau, size=13),
    ))  # fmt: skip


def unruled_list(dossier: Dossier) -> Drawing:
    """Labels and values in lines, then the insurances between three lines, as a city's service hall prints it."""
    seen, company, rng = insured(dossier), dossier.enterprise.company, dossier.chance("unruled_list")
    heads: tuple[Pair, ...] = (
        (dossier.said("参保单位名称"), TELL.text("enterprise_name", company.name)), ("社会信用代码", TELL.text("uscc", company.uscc)),
        (dossier.said("查询年月"), TELL.text("insured_month", f"{LAST}-12", f"{LAST}.12")), (dossier.said("参保缴费人数"), (TELL.count("insured_persons", seen.persons, year=LAST), "人")),
    )  # fmt: skip
    names = ("基本养老保险", "基本医疗保险", "失业保险", "工伤保险", "生育保险")
    rows = [
        (name, TELL.count(concept, number, year=LAST), "正常")
        for name, concept, number in zip(names, CONCEPTS, seen.by_insurance, strict=True)
    ]
    return drawing(page_look(footer=f"验证码：{digits(rng, 12)}"), (
        title("参保人数证明", 20), space("0.5cm"), lines(heads), space("0.5cm"),
        grid(Grid("(1fr, 4cm, 4cm)", "(left, right, center)", size=11, gap=8, stroke=THREE_LINES), ("险种", dossier.said("参保人数（人）"), "备注"), rows),
        space("0.6cm"), line("以上人数以社会保险业务系统登记为准。", size=10), space("1.4cm"),
        stamped(((dossier.said("出具单位") + "：", TELL.text("issuer", seen.bureau)), (dossier.said("出具日期") + "：", TELL.day("issue_date", seen.issued, PLAIN))), seen.bureau),
    ))  # fmt: skip


def months_of_a_year(dossier: Dossier) -> Drawing:
    """Twelve months as rows, the insurances as columns, landscape; each month's numbers are facts of its last day."""
    seen, company, rng = insured(dossier), dossier.enterprise.company, dossier.chance("months")
    rows: list[tuple[Cell, ...]] = []
    persons = seen.persons - rng.randint(6, 20)
    for month in range(1, 13):
        last = date(LAST, month, monthrange(LAST, month)[1])
        tell = TELL.about(f"{KIND}:{LAST}-{month:02d}")
        persons = seen.persons if month == 12 else min(persons + rng.randint(-1, 3), seen.persons + 4)
        counts = seen.by_insurance if month == 12 else (persons, persons - 1, persons, persons + 1, persons - 1)
        numbers = [
            replace(tell.count(concept, number), day=last)
            for concept, number in zip(("insured_persons", *CONCEPTS), (persons, *counts), strict=True)
        ]
        rows.append((tell.text("insured_month", f"{LAST}-{month:02d}", f"{LAST}年{month:02d}月"), *numbers))
    heads = ("缴费年月", "参保人数", "养老保险", "医疗保险", "失业保险", "工伤保险", "生育保险")
    return drawing(page_look(flipped=True, margin="(x: 2.2cm, top: 1.8cm, bottom: 1.8cm)", footer=f"验证码：{digits(rng, 16)}"), (
        title("单位参保缴费人数证明", 20),
        ends((dossier.said("单位名称") + "：", TELL.text("enterprise_name", company.name)), (dossier.said("统一社会信用代码") + "：", TELL.text("uscc", company.uscc))), ends(f"查询期间：{LAST}年01月至{LAST}年12月", "单位：人"),
        grid(Grid("(3.4cm, 1fr, 1fr, 1fr, 1fr, 1fr, 1fr)", "center + horizon", size=10, gap=5.2), heads, rows), space("0.3cm"),
        stamped((("经办机构：", TELL.text("issuer", seen.bureau)), ("打印日期：", TELL.day("issue_date", seen.issued, PADDED))), seen.bureau, caption="业务专用章", size=11, width="3.4cm"),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (bureau_print, month_declaration, in_words, unruled_list, months_of_a_year)
