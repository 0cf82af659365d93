"""Special audits of research expense whose years stand in rows: the heads as columns over a row a year, and the ledger of projects by year."""

from __future__ import annotations

from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import loose_seal
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.rd_audit import TELL
from docintel.simulate.evidence.rd_ledgers import letter
from docintel.simulate.evidence.research import HEADS
from docintel.simulate.evidence.research import research
from docintel.simulate.figures import yuan

SHORT = (
    "人员人工费用",
    "直接投入费用",
    "折旧费用与长期待摊费用",
    "无形资产摊销费用",
    "设计费用",
    "装备调试费用与试验费用",
    "委托外部研发费用",
    "其他费用",
)


def _whose(dossier: Dossier, unit: str) -> Block:
    return ends((dossier.said("编制单位") + "：", TELL.text("audited_entity", dossier.enterprise.company.name)), f"金额单位：{unit}")


def years_as_rows(dossier: Dossier) -> Drawing:
    """A row a year under the eight heads, in ten thousand yuan; the projects of the last year beside it."""
    seen, company = research(dossier), dossier.enterprise.company
    rows: list[tuple[Cell, ...]] = [
        (
            f"{year}年度",
            *(TELL.wan(concept, seen.head(index, year), year=year) for index, concept in enumerate(HEADS)),
            TELL.wan("rd_expense", seen.total(year), year=year),
        )
        for year in FORM_YEARS
    ]
    projects: list[tuple[Cell, ...]] = [
        (one.number, TELL.about(f"project:{index}").text("rd_project_name", one.name), TELL.about(f"project:{index}").wan("rd_project_expense", one.total(LAST), year=LAST))
        for index, one in enumerate(seen.projects, 1)
    ]  # fmt: skip
    look = Grid(f"(1.6cm, {'1fr, ' * len(HEADS)}1.1fr)", f"(center, {'right, ' * len(HEADS)}right)", size=9, gap=7)
    return drawing(page_look(flipped=True, margin="(x: 1.4cm, y: 1.8cm)", footer=numbered_pages()),
        letter(dossier, "研究开发费用归集表", f"{FORM_YEARS[0]}年度、{FORM_YEARS[1]}年度和{LAST}年度"),
        (title("研究开发费用归集表", 17), line(f"（{FORM_YEARS[0]}年度至{LAST}年度）", align="center"), _whose(dossier, "万元"),
         grid(look, ("年度", *SHORT, "合计"), rows),
         loose_seal(company.name, place="bottom + right", dx="-2cm")),
        (title(f"{LAST}年度研究开发项目费用明细表", 16), _whose(dossier, "万元"),
         grid(Grid("(2cm, 1fr, 4.4cm)", "(center, left, right)", size=10.5, gap=7), ("项目编号", "项目名称", "研发费用"), projects)),
    )  # fmt: skip


def ledger_by_year(dossier: Dossier) -> Drawing:
    """The ledger that taxpayers keep: a row a project and year, after the projects of each year their sum."""
    seen, company = research(dossier), dossier.enterprise.company
    rows: list[tuple[Cell, ...]] = []
    for year in FORM_YEARS:
        for index, one in enumerate(seen.projects, 1):
            tell, spent = TELL.about(f"project:{year}:{index}"), [yuan(amount) for amount in one.spent[year]]
            whole = tell.money("rd_project_expense", one.total(year), year=year)
            rows.append((str(year), one.number, tell.text("rd_project_name", one.name), *spent, whole))
        sums = (TELL.money(concept, seen.head(index, year), year=year) for index, concept in enumerate(HEADS))
        rows.append((f"{year}年合计", "", "", *sums, TELL.money("rd_expense", seen.total(year), year=year)))
    look = Grid(
        f"(1.5cm, 1.2cm, 2.6cm, {'1fr, ' * len(HEADS)}1.1fr)", f"(center, center, left, {'right, ' * len(HEADS)}right)", size=7, gap=3
    )
    return drawing(page_look(flipped=True, margin="(x: 1.2cm, y: 1.6cm)", footer=numbered_pages("第 ", " 页 共 ", " 页")),
        letter(dossier, "研发支出辅助账汇总表", f"{FORM_YEARS[0]}年度、{FORM_YEARS[1]}年度和{LAST}年度"),
        (title("研发支出辅助账汇总表", 17), _whose(dossier, "元"), grid(look, ("年度", "项目编号", "项目名称", *SHORT, "合计"), rows),
         ends(dossier.said("法定代表人") + "：" + dossier.enterprise.people.legal_representative, "会计机构负责人：" + dossier.enterprise.people.chief_accountant),
         loose_seal(company.name, place="bottom + right", dx="-2cm")),
    )  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (years_as_rows, ledger_by_year)
