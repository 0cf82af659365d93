"""Special audits of research expense: a year by heads and projects, three years side by side, the projects as columns."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.evidence.blocks import THREE_LINES
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import beside
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
from docintel.simulate.evidence.research import HEADS
from docintel.simulate.evidence.research import research
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import NUMERAL
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import PLAIN
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.figures import percent
from docintel.simulate.figures import yuan

KIND = "rd_special_audit"
TELL = Teller(KIND, f"{KIND}:1")
NAMES = (
    "人员人工费用",
    "直接投入费用",
    "折旧费用与长期待摊费用",
    "无形资产摊销费用",
    "设计费用",
    "装备调试费用与试验费用",
    "委托外部研究开发费用",
    "其他费用",
)
OTHER_NAMES = (
    "人员人工",
    "直接投入",
    "折旧费用与长期费用摊销",
    "无形资产摊销",
    "设计费",
    "装备调试费",
    "委托外部研究开发投入额",
    "其他费用",
)
OPINION = "在所有重大方面按照企业会计准则和《高新技术企业认定管理工作指引》的规定编制"
OPINION_SAID = "在所有重大方面按照企业会计准则"


def _number(dossier: Dossier) -> str:
    return f"{dossier.enterprise.auditor[:3]}专审字〔2023〕第{dossier.chance(KIND).randint(100, 999)}号"


def _signed(dossier: Dossier) -> date:
    return day_between(dossier.chance("rd_day"), date(2023, 2, 20), date(2023, 4, 25))


def _cover(dossier: Dossier, heading: str, years: str) -> tuple[Block, ...]:
    enterprise = dossier.enterprise
    return (
        space("3cm"), title(TELL.text("audited_entity", enterprise.company.name), 20), space("1cm"), title(heading, 26), title(years, 14), space("0.6cm"),
        title(TELL.text("report_number", _number(dossier)), 13), space("8cm"), title(TELL.text("auditor", enterprise.auditor), 15),
        loose_seal(enterprise.auditor, place="bottom + center", dy="-1.2cm"), line(TELL.day("report_date", _signed(dossier)), align="center"),
    )  # fmt: skip


def _opinion(dossier: Dossier, span: str, table: str, style: str) -> tuple[Block, ...]:
    enterprise = dossier.enterprise
    first, second = enterprise.people.auditors
    return (
        title("研究开发费用专项审计报告", 19), line(TELL.text("report_number", _number(dossier)), align="right"),
        prose(enterprise.company.name, "：", size=12, indent=False),
        prose("我们审计了后附的", TELL.text("audited_entity", enterprise.company.name), f"（以下简称“贵公司”）{span}的{table}。", size=12),
        prose("一、管理层的责任", indent=False),
        prose(f"编制和公允列报{table}是贵公司管理层的责任，这种责任包括设计、实施和维护与编制该表相关的内部控制，以使其不存在由于舞弊或错误而导致的重大错报。"),
        prose("二、注册会计师的责任", indent=False),
        prose("我们的责任是在执行审计工作的基础上对该表发表审计意见。我们按照中国注册会计师审计准则和《高新技术企业认定专项审计指引》的规定执行了审计工作。我们相信，我们获取的审计证据是充分、适当的，为发表审计意见提供了基础。"),
        prose("三、审计意见", indent=False),
        prose(f"我们认为，贵公司{span}的{table}", TELL.text("audit_opinion", "unqualified", OPINION_SAID), OPINION.removeprefix(OPINION_SAID), f"，公允反映了贵公司{span}研究开发费用的发生情况。"),
        prose("本报告仅供贵公司申报专精特新“小巨人”企业及高新技术企业认定使用，不得用于其他目的。"), space("0.8cm"),
        beside((loose_seal(enterprise.auditor, place="left", dx="0.6cm", dy="-0.6cm"), line(TELL.text("auditor", enterprise.auditor)), space("0.5cm"), line(f"中国·{enterprise.place.short}")),
               (line(f"中国注册会计师：{first}"), space("0.5cm"), line(f"中国注册会计师：{second}"), space("0.5cm"), line(TELL.day("report_date", _signed(dossier), style)))),
    )  # fmt: skip


def _project(index: int) -> Teller:
    return TELL.about(f"project:{index}")


def one_year(dossier: Dossier) -> Drawing:
    """Cover, opinion, the heads in yuan, the projects in yuan."""
    seen, company = research(dossier), dossier.enterprise.company
    heads: list[tuple[Cell, ...]] = [
        (
            str(index),
            name,
            TELL.money(concept, seen.head(index - 1, LAST), year=LAST),
            percent(Fraction(seen.head(index - 1, LAST), seen.total(LAST))) + "%",
        )
        for index, (name, concept) in enumerate(zip(NAMES, HEADS, strict=True), 1)
    ]
    heads.append(("", "合　计", TELL.money("rd_expense", seen.total(LAST), year=LAST), "100.00%"))
    projects: list[tuple[Cell, ...]] = [
        (one.number, _project(index).text("rd_project_name", one.name), f"{one.begun:%Y.%m}-{one.ended:%Y.%m}", _project(index).money("rd_project_expense", one.total(LAST), year=LAST))
        for index, one in enumerate(seen.projects, 1)
    ]  # fmt: skip
    projects.append(("合　计", "", "", TELL.money("rd_expense", seen.total(LAST), year=LAST)))
    top = ends((dossier.said("编制单位") + "：", TELL.text("audited_entity", company.name)), "单位：人民币元")
    return drawing(page_look(footer=numbered_pages()),
        _cover(dossier, "研究开发费用专项审计报告", f"（{LAST}年度）"), _opinion(dossier, f"{LAST}年度", "研究开发费用结构明细表", PLAIN),
        (title(f"{LAST}年度研究开发费用结构明细表", 16), top,
         grid(Grid("(1.4cm, 1fr, 4.6cm, 2.6cm)", "(center, left, right, right)", size=10.5, gap=7), ("序号", "费用项目", "金额", "占比"), heads),
         ends(dossier.said("法定代表人") + "：" + dossier.enterprise.people.legal_representative, "会计机构负责人：" + dossier.enterprise.people.chief_accountant)),
        (title(f"{LAST}年度研究开发项目费用明细表", 16), top,
         grid(Grid("(2cm, 1fr, 3.6cm, 4.2cm)", "(center, left, center, right)", size=10.5, gap=7), ("项目编号", dossier.said("研发项目名称"), "起止时间", dossier.said("研发项目支出")), projects),
         prose("注：上述项目均为贵公司自主立项，费用按项目设立辅助账归集。", size=10)),
    )  # fmt: skip


def three_years(dossier: Dossier) -> Drawing:
    """Three years as columns, in ten thousand yuan, heads and projects on one sheet after the opinion."""
    seen, company = research(dossier), dossier.enterprise.company
    heads: list[tuple[Cell, ...]] = [
        (name, *(TELL.wan(concept, seen.head(index, year), year=year) for year in FORM_YEARS))
        for index, (name, concept) in enumerate(zip(OTHER_NAMES, HEADS, strict=True))
    ]
    heads.append(("研发费用合计", *(TELL.wan("rd_expense", seen.total(year), year=year) for year in FORM_YEARS)))
    projects: list[tuple[Cell, ...]] = [
        (
            str(index),
            _project(index).text("rd_project_name", one.name),
            *(_project(index).wan("rd_project_expense", one.total(year), year=year) for year in FORM_YEARS),
        )
        for index, one in enumerate(seen.projects, 1)
    ]
    years = tuple(f"{year}年度" for year in FORM_YEARS)
    span = f"{FORM_YEARS[0]}年度至{LAST}年度"
    look = Grid("(1fr, 3.2cm, 3.2cm, 3.2cm)", "(left, right, right, right)", size=10.5, gap=6.5, stroke=THREE_LINES)
    return drawing(page_look(footer=numbered_pages("- ", " / ", " -")),
        _opinion(dossier, span, "研发费用归集表", NUMERAL),
        (title("研发费用归集表", 17), line("金额单位：万元", align="right", size=10), line((dossier.said("企业名称") + "：", TELL.text("audited_entity", company.name), "　　审计机构：", TELL.text("auditor", dossier.enterprise.auditor)), size=10.5),
         grid(look, ("费用类别", *years), heads), line("其中：按研发项目列示", size=10.5),
         grid(Grid("(1.2cm, 1fr, 2.6cm, 2.6cm, 2.6cm)", "(center, left, right, right, right)", size=10, gap=6, stroke=THREE_LINES), ("序号", "项目名称", *years), projects),
         space("1.2cm"), stamped((company.name, TELL.day("report_date", _signed(dossier), NUMERAL)), company.name)),
    )  # fmt: skip


def projects_as_columns(dossier: Dossier) -> Drawing:
    """The structure as declarations of high technology print it: heads as rows, a column per project, the sum last, landscape."""
    seen, company = research(dossier), dossier.enterprise.company
    projects: list[tuple[Cell, ...]] = [
        (one.number, _project(index).text("rd_project_name", one.name), dated(one.begun, DASHED), dated(one.ended, DASHED), str(one.persons), _project(index).money("rd_project_expense", one.total(LAST), year=LAST))
        for index, one in enumerate(seen.projects, 1)
    ]  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (name, *(yuan(one.spent[LAST][index]) for one in seen.projects), TELL.money(concept, seen.head(index, LAST), year=LAST))
        for index, (name, concept) in enumerate(zip(NAMES, HEADS, strict=True))
    ]
    rows.append(
        ("研究开发费用合计", *(yuan(one.total(LAST)) for one in seen.projects), TELL.money("rd_expense", seen.total(LAST), year=LAST))
    )
    count = len(seen.projects)
    look = Grid(f"(1.5fr, {'1fr, ' * count}1.1fr)", f"(left, {'right, ' * count}right)", size=9, gap=7)
    heads = (
        line(
            (
                "报告文号：",
                TELL.text("report_number", _number(dossier)),
                "　　会计师事务所：",
                TELL.text("auditor", dossier.enterprise.auditor),
            ),
            size=10,
        ),
        ends((dossier.said("被审计单位") + "：", TELL.text("audited_entity", company.name)), f"所属年度：{LAST}年　　金额单位：元"),
    )
    return drawing(page_look(flipped=True, margin="(x: 1.6cm, y: 1.8cm)", footer=numbered_pages()),
        _opinion_short(dossier),
        (title("研究开发项目情况表", 17), *heads, grid(Grid("(1.8cm, 1fr, 2.8cm, 2.8cm, 2.2cm, 4cm)", "(center, left, center, center, center, right)", size=10.5, gap=8), ("编号", "项目名称", "开始日期", "完成日期", "参与人数", "本年研发费用总额"), projects),
         loose_seal(company.name, place="bottom + right", dx="-2cm")),
        (title("企业年度研究开发费用结构明细表", 17), *heads, grid(look, ("科目", *(one.number for one in seen.projects), "合计"), rows),
         loose_seal(dossier.enterprise.auditor, place="bottom + right", dx="-2cm", dy="0.6cm")),
    )  # fmt: skip


def _opinion_short(dossier: Dossier) -> tuple[Block, ...]:
    enterprise = dossier.enterprise
    return (
        title("关于研究开发费用的专项审计报告", 20), line(TELL.text("report_number", _number(dossier)), align="center"),
        prose(TELL.text("audited_entity", enterprise.company.name), "全体股东：", indent=False),
        prose(f"我们接受委托，审计了贵公司{LAST}年度研究开发费用结构明细表。按照企业会计准则编制该表是贵公司管理层的责任，我们的责任是发表审计意见。"),
        prose("我们认为，上述明细表", TELL.text("audit_opinion", "unqualified", OPINION_SAID), "的规定编制，公允反映了贵公司", f"{LAST}年度研究开发费用发生额", TELL.money("rd_expense", research(dossier).total(LAST), year=LAST), "元。"),
        space("1.6cm"), stamped((TELL.text("auditor", enterprise.auditor), f"中国注册会计师：{enterprise.people.auditors[0]}　{enterprise.people.auditors[1]}", TELL.day("report_date", _signed(dossier), PADDED)), enterprise.auditor),
    )  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (one_year, three_years, projects_as_columns)
