"""Special audits with other tables: the ledgers' summary of 2021 (a column a head, a row of column numbers), a table for each year."""

from __future__ import annotations

from datetime import date

from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
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
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.rd_audit import NAMES
from docintel.simulate.evidence.rd_audit import OPINION_SAID
from docintel.simulate.evidence.rd_audit import TELL
from docintel.simulate.evidence.research import HEADS
from docintel.simulate.evidence.research import research
from docintel.simulate.evidence.telling import PLAIN
from docintel.simulate.evidence.telling import dated
from docintel.simulate.figures import yuan

COLUMNS = (0, 1, 2, 3, 4, 7, 6)  # heads in the order of the ledgers' form; testing belongs to 新产品设计费等 there


def letter(dossier: Dossier, tables: str, span: str) -> tuple[Block, ...]:
    """The page of the report itself: its number, whose expense was audited, the opinion, the auditor."""
    enterprise, rng = dossier.enterprise, dossier.chance("rd_letter")
    number = f"{enterprise.auditor[:2]}审专〔2023〕{rng.randint(100, 999)}号"
    signed = day_between(rng, date(2023, 2, 20), date(2023, 4, 25))
    return (
        title("研发费用专项审计报告", 20), line(("报告文号：", TELL.text("report_number", number)), align="center"),
        prose(TELL.text("audited_entity", enterprise.company.name), "：", indent=False),
        prose(f"我们接受贵公司委托，对贵公司{span}{tables}进行了专项审计。贵公司管理层对该等资料的真实性和完整性负责，我们的责任是在实施审计工作的基础上发表意见。"),
        prose("审计意见：我们认为，上述资料", TELL.text("audit_opinion", "unqualified", OPINION_SAID), f"及有关规定编制，如实反映了贵公司{span}的研发费用情况。"), space("1.4cm"),
        stamped((TELL.text("auditor", enterprise.auditor), f"中国注册会计师：{enterprise.people.auditors[0]}", f"中国注册会计师：{enterprise.people.auditors[1]}", TELL.day("report_date", signed, PLAIN)), enterprise.auditor),
    )  # fmt: skip


def ledger_summary(dossier: Dossier) -> Drawing:
    """研发支出辅助账汇总表（2021版）: projects as rows, heads as columns under two rows of heads, sums by treatment at the end."""
    seen, company = research(dossier), dossier.enterprise.company
    names = ("人员人工费用", "直接投入费用", "折旧费用", "无形资产摊销", "新产品设计费等", "其他相关费用", "委托研发费用")
    concepts = [HEADS[index] for index in COLUMNS]
    design = (4, 5)
    rows: list[tuple[Cell, ...]] = []
    for index, one in enumerate(seen.projects, 1):
        tell, spent = TELL.about(f"project:{index}"), one.spent[LAST]
        parts = [spent[4] + spent[5] if head in design else spent[head] for head in COLUMNS]
        rows.append(
            (
                one.number,
                tell.text("rd_project_name", one.name),
                "已完成" if index < 3 else "未完成",
                "费用化",
                tell.money("rd_project_expense", one.total(LAST), year=LAST),
                *map(yuan, parts),
            )
        )
    sums = [sum(seen.head(head, LAST) for head in (design if index in design else (index,))) for index in COLUMNS]
    rows += [
        ("资本化金额小计", "", "", "", *["0.00"] * 8),
        ("费用化金额小计", "", "", "", yuan(seen.total(LAST)), *map(yuan, sums)),
        (
            "金额合计",
            "",
            "",
            "",
            TELL.money("rd_expense", seen.total(LAST), year=LAST),
            *(TELL.money(concept, amount, year=LAST) for concept, amount in zip(concepts, sums, strict=True)),
        ),
    ]
    fixed = "".join(f"table.cell(rowspan: 2)[{name}], " for name in ("项目编号", "项目名称", "完成情况", "支出类型", "费用合计"))
    head = (
        f"{fixed}table.cell(colspan: 7)[其中]"
        + "".join(f", [{name}]" for name in names)
        + "".join(f", [{number}]" for number in ("甲", "乙", "丙", "丁", *"12345678"))
    )
    look = Grid(
        "(1.5cm, 1fr, 1.4cm, 1.4cm, 2.5cm, 2.4cm, 2.4cm, 2.2cm, 2.2cm, 2.2cm, 2.2cm, 2.3cm)",
        "(center + horizon, left + horizon, center + horizon, center + horizon, " + "right + horizon, " * 8 + ")",
        size=8,
        gap=6,
    )
    return drawing(page_look(flipped=True, margin="(x: 1.2cm, top: 1.6cm, bottom: 1.6cm)", footer=numbered_pages()),
        letter(dossier, "研发支出辅助账汇总表", f"{LAST}年度"),
        (title("研发支出辅助账汇总表（2021版）", 17), ends(("纳税人名称：", TELL.text("audited_entity", company.name)), f"所属期间：{LAST}年度　　金额单位：元（列至角分）", size=9.5),
         grid(look, ("", "项目名称", "", "", "费用合计", *names), rows, head=head),
         ends(f"法定代表人（签章）：{dossier.enterprise.people.legal_representative}", f"填表日期：{dated(date(2023, 2, 18))}", size=9.5)),
    )  # fmt: skip


def a_table_a_year(dossier: Dossier) -> Drawing:
    """One opinion over three years, then a sheet for each year with heads as rows; the year stands in the title only."""
    seen, company = research(dossier), dossier.enterprise.company
    pages = []
    for year in FORM_YEARS:
        rows: list[tuple[Cell, ...]] = [
            (f"{index}．{name}", TELL.money(concept, seen.head(index - 1, year), year=year), "")
            for index, (name, concept) in enumerate(zip(NAMES, HEADS, strict=True), 1)
        ]
        rows.append(("研究开发费用合计", TELL.money("rd_expense", seen.total(year), year=year), ""))
        pages.append((
            title(f"{year}年度研究开发费用结构明细表", 16), ends(("单位名称：", TELL.text("audited_entity", company.name)), "单位：元"),
            grid(Grid("(1fr, 4.8cm, 3.6cm)", "(left, right, center)", size=10.5, gap=8), ("科目", "累计发生额", "备注"), rows),
            loose_seal(dossier.enterprise.auditor, place="bottom + right", dx="-1cm", dy="-2cm"),
        ))  # fmt: skip
    return drawing(
        page_look(footer=numbered_pages("- ", " of ", " -")),
        letter(dossier, "研究开发费用结构明细表", f"{FORM_YEARS[0]}年度、{FORM_YEARS[1]}年度和{LAST}年度"),
        *pages,
    )


LAYOUTS: tuple[Layout, ...] = (ledger_summary, a_table_a_year)
