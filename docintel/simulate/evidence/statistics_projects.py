"""107-1 as wide as it is printed: heads of two rows, a row of codes, the sum first, more projects over the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.research import research
from docintel.simulate.evidence.statistics_forms import TELL
from docintel.simulate.evidence.statistics_forms import THOUSAND
from docintel.simulate.evidence.telling import dated

FIRST_PAGE = 3  # projects on the first page
FIXED = ("序号", "项目名称", "项目来源", "项目合作形式", "项目当年成果形式", "项目技术经济目标", "项目起始日期", "项目完成日期")


def wide_projects(dossier: Dossier) -> Drawing:
    """Two landscape pages; the heads are printed again on the second."""
    seen, company = research(dossier), dossier.enterprise.company
    thousands = [(one.total(LAST) + THOUSAND // 2) // THOUSAND for one in seen.projects]
    persons, months = sum(one.persons for one in seen.projects), sum(one.persons * 8 for one in seen.projects)
    rows: list[tuple[Cell, ...]] = [
        ("", "合计", "—", "—", "—", "—", "—", "—", str(persons), str(months), str(sum(thousands)), str(sum(thousands) // 5), "0")
    ]
    for index, (one, spent) in enumerate(zip(seen.projects, thousands, strict=True), 1):
        tell = TELL.about(f"project:{index}")
        money = tell.scaled("rd_project_expense", str(spent), 1000, year=LAST)
        coded = ("1", "40", "3", "2", f"{one.begun:%Y%m}", f"{one.ended:%Y%m}", str(one.persons), str(one.persons * 8))
        rows.append((str(index), tell.text("rd_project_name", one.name), *coded, money, str(spent // 5), "0"))
    fixed = "".join(f"table.cell(rowspan: 2)[{name}], " for name in FIXED)
    head = (
        f"{fixed}table.cell(colspan: 2)[项目人员], table.cell(colspan: 3)[项目经费（千元）], [人数（人）], [实际工作时间（人月）], [项目经费支出], [其中：资本性支出], [其中：政府资金]"
        + "".join(f", [{code}]" for code in ("甲", "乙", "丙", "丁", "戊", "己", "1", "2", "3", "4", "5", "6", "7"))
    )
    look = Grid("(1cm, 1fr, 1.5cm, 1.6cm, 1.8cm, 1.8cm, 1.7cm, 1.7cm, 1.5cm, 2cm, 2cm, 1.8cm, 1.8cm)",
                "(center + horizon, left + horizon, " + "center + horizon, " * 6 + "right + horizon, " * 5 + ")", size=8.4, gap=6)  # fmt: skip
    labels = ("", "项目名称", *[""] * 8, "项目经费支出")
    number = replace(TELL.text("statistics_form_number", "107-1", "107-1表"), label="表号")
    who = ends(
        ("统一社会信用代码：", TELL.text("uscc", company.uscc)), ("单位详细名称：", TELL.text("enterprise_name", company.name)), size=9.5
    )
    foot = ends(f"填表人：{dossier.enterprise.people.accountant}", f"报出日期：{dated(date(2023, 3, 2))}", size=9)
    return drawing(page_look(flipped=True, margin="(x: 1.3cm, top: 1.5cm, bottom: 1.5cm)", footer=numbered_pages()),
        (line(("表号：", number), size=9, align="right"), title("企业研究开发项目情况", 17), who, line(f"{LAST}年", size=9.5, align="center"), grid(look, labels, rows[: FIRST_PAGE + 1], head=head)),
        (grid(look, labels, rows[FIRST_PAGE + 1 :], head=head), foot),
    )  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (wide_projects,)
