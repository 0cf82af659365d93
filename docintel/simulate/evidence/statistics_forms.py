"""Forms of the statistics bureau: 101-1 on the unit, 107-1 on projects, 107-2 on research; ruled, landscape, and as printed from the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docintel.simulate.evidence.blocks import THREE_LINES
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import Pair
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import loose_seal
from docintel.simulate.evidence.blocks import pairs
from docintel.simulate.evidence.blocks import printed
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import watermark
from docintel.simulate.evidence.research import research
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.typesetting import quoted

KIND = "statistics_form"
TELL = Teller(KIND, f"{KIND}:1")
THOUSAND = 100_000  # fen


def _thousands(concept: str, fen: int, tell: Teller = TELL) -> PrintedFact:
    return tell.scaled(concept, str((fen + THOUSAND // 2) // THOUSAND), 1000, year=LAST)


def _corner(form_number: PrintedFact) -> Block:
    """The corner that says by whose order the form is filled in."""
    rows = (("表　　号：", form_number), ("制定机关：", "国家统计局"), ("文　　号：", "国统字〔2022〕118号"), ("有效期至：", "2023年6月"))
    run = " \\ ".join(f"#{quoted(label + printed(value))}" for label, value in rows)
    return Block(f"#align(right, box[#align(left, text(size: 9pt)[{run}])])\n", (form_number,))


def _unit(dossier: Dossier) -> tuple[tuple[Pair, ...], ...]:
    enterprise = dossier.enterprise
    staff = enterprise.staff[LAST][0]
    return (
        (("101 统一社会信用代码", TELL.text("uscc", enterprise.company.uscc)),), (("102 单位详细名称", TELL.text("enterprise_name", enterprise.company.name)),),
        (("103 行业类别", f"主要业务活动：1. {enterprise.trade.products[0]}　2. {enterprise.trade.products[1]}"),),
        (("行业代码（GB/T 4754-2017）", TELL.text("industry_class", enterprise.trade.industry_class)), ("104 报表类别", "B 规模以上工业")),
        (("105 单位所在地及区划", enterprise.address), ("区划代码", f"{enterprise.place.region}000000")),
        (("201 法定代表人", enterprise.people.legal_representative), ("202 开业（成立）时间", f"{enterprise.registered.year}年{enterprise.registered.month}月")),
        (("203 联系方式", f"长途区号 {enterprise.place.area_code}"), ("邮政编码", enterprise.place.postcode)), (("205 登记注册统计类别", "190 其他有限责任公司"), ("206 企业控股情况", "2 集体控股 3 私人控股：3")),
        (("191 单位规模", "3 小型"), ("192 从业人员期末人数（人）", TELL.count("staff", staff, year=LAST))), (("其中：女性（人）", str(staff * 2 // 5)), ("193 执行会计标准类别", "1 企业会计准则制度")),
    )  # fmt: skip


def _foot(dossier: Dossier) -> Block:
    people = dossier.enterprise.people
    return ends(
        f"单位负责人：{people.legal_representative}　　统计负责人：{people.chief_accountant}　　填表人：{people.accountant}",
        f"报出日期：{dated(date(2023, 2, 10))}",
        size=9.5,
    )


def _activity(dossier: Dossier) -> list[tuple[Cell, ...]]:
    """107-2: indicators with unit, code and amount."""
    seen, (staff, research_staff) = research(dossier), dossier.enterprise.staff[LAST]
    heads = [str((seen.head(index, LAST) + THOUSAND // 2) // THOUSAND) for index in range(8)]
    people: list[tuple[Cell, ...]] = [
        ("一、研究开发人员情况", "—", "—", "—"), ("研究开发人员合计", "人", "1", TELL.count("rd_staff", research_staff, year=LAST)), ("其中：管理和服务人员", "人", "2", str(research_staff // 9)),
        ("其中：女性", "人", "3", str(research_staff // 4)), ("其中：全职人员", "人", "4", str(research_staff * 4 // 5)), ("其中：本科毕业及以上人员", "人", "5", str(research_staff * 3 // 5)), ("其中：外聘人员", "人", "6", "0"),
    ]  # fmt: skip
    names = (
        "1．人员人工费用",
        "2．直接投入费用",
        "3．折旧费用与长期待摊费用",
        "4．无形资产摊销费用",
        "5．设计费用",
        "6．装备调试费用与试验费用",
        "7．委托外部研究开发费用",
        "8．其他费用",
    )
    money: list[tuple[Cell, ...]] = [
        ("二、研究开发费用情况", "—", "—", "—"),
        ("研究开发费用合计", "千元", "7", _thousands("rd_statistics_expense", seen.total(LAST))),
    ]
    money += [(name, "千元", str(code_number), amount) for code_number, (name, amount) in enumerate(zip(names, heads, strict=True), 8)]
    rest: list[tuple[Cell, ...]] = [
        ("三、研究开发资产情况", "—", "—", "—"), ("当年形成用于研究开发的固定资产", "千元", "21", str(seen.total(LAST) // THOUSAND // 7)), ("四、研究开发支出资金来源", "—", "—", "—"), ("来自企业自筹", "千元", "27", str(seen.total(LAST) // THOUSAND - 350)), ("来自政府部门", "千元", "28", "350"),
        ("五、相关情况", "—", "—", "—"), ("企业办研究开发机构数", "个", "30", "1"), ("当年专利申请数", "件", "35", str(4 + dossier.seed % 5)), ("期末有效发明专利数", "件", "38", str(len(dossier.enterprise.patents))), ("新产品销售收入", "千元", "42", str(dossier.enterprise.top[LAST][0] // THOUSAND)),
    ]  # fmt: skip
    return people + money + rest + [("从业人员平均人数", "人", "50", str(staff - 3))]


ACTIVITY_HEADS = ("指标名称", "计量单位", "代码", "本年")


def unit_form(dossier: Dossier) -> Drawing:
    """101-1 as a ruled form."""
    return drawing(page_look(margin="(x: 2cm, top: 2cm, bottom: 2cm)"), (
        title("法人单位基本情况", 20), _corner(TELL.text("statistics_form_number", "101-1", "１０１－１表" if dossier.seed % 2 else "101-1表")), line(f"{LAST}年", align="center"),
        form(_unit(dossier), size=9.8, gap=8, label_width="4.1cm"), _foot(dossier), line("说明：本表由辖区内规模以上工业法人单位填报；行业代码由统计机构核定。", size=9),
        loose_seal(dossier.enterprise.company.name, place="bottom + right", dx="-1cm"),
    ))  # fmt: skip


def research_forms(dossier: Dossier) -> Drawing:
    """107-1 and 107-2, the projects landscape with many narrow columns."""
    seen, company = research(dossier), dossier.enterprise.company
    rows: list[tuple[Cell, ...]] = []
    for index, one in enumerate(seen.projects, 1):
        tell = TELL.about(f"project:{index}")
        name, spent = tell.text("rd_project_name", one.name), _thousands("rd_project_expense", one.total(LAST), tell)
        rows.append(
            (
                str(index),
                name,
                "1 本企业自选",
                "3 自主完成",
                f"{one.begun:%Y%m}",
                f"{one.ended:%Y%m}",
                "3",
                str(one.persons),
                str(one.persons * 9),
                spent,
                "0",
            )
        )
    heads = (
        "序号",
        "项目名称",
        "项目来源",
        "项目开展形式",
        "项目起始日期",
        "项目完成日期",
        "跨年项目所处主要进展阶段",
        "项目研究开发人员（人）",
        "项目人员实际工作时间（人月）",
        "项目经费支出（千元）",
        "其中：政府资金（千元）",
    )
    look = Grid(
        "(1.1cm, 1fr, 2.1cm, 2.1cm, 1.9cm, 1.9cm, 2.2cm, 2cm, 2.3cm, 2.4cm, 2cm)",
        "(center, left, center, center, center, center, center, right, right, right, right)",
        size=8.8,
        gap=6,
    )
    who = ends(
        ("统一社会信用代码：", TELL.text("uscc", company.uscc)), ("单位详细名称：", TELL.text("enterprise_name", company.name)), size=9.5
    )
    small = Grid("(1fr, 2cm, 1.6cm, 3.6cm)", "(left, center, center, right)", size=9.2, gap=3.6)
    return drawing(page_look(flipped=True, margin="(x: 1.6cm, top: 1.5cm, bottom: 1.6cm)", footer=numbered_pages()),
        (title("企业研究开发项目情况", 18), _corner(TELL.text("statistics_form_number", "107-1", "107-1表")), line(f"{LAST}年", align="center"), who, grid(look, heads, rows), _foot(dossier)),
        (title("企业研究开发活动及相关情况", 17), ends(("表号：", TELL.text("statistics_form_number", "107-2", "107-2表")), f"{LAST}年　　制定机关：国家统计局", size=9.5), who, grid(replace(small, gap=2.2, size=8.4), ACTIVITY_HEADS, _activity(dossier)), _foot(dossier)),
    )  # fmt: skip


def site_print(dossier: Dossier) -> Drawing:
    """107-2 and 101-1 as the reporting site prints them, without the forms' corner."""
    company, mark = dossier.enterprise.company, watermark("联网直报")
    look = Grid("(1fr, 2cm, 1.6cm, 3.6cm)", "(left, center, center, right)", size=9.6, gap=4.4, stroke=THREE_LINES)
    who = lines(
        (("组织机构（统一社会信用代码）", TELL.text("uscc", company.uscc)), ("单位名称", TELL.text("enterprise_name", company.name))),
        size=10,
        gap="0.6em",
    )
    flat = [pair for row in _unit(dossier) for pair in row]
    return drawing(page_look(margin="(x: 2cm, top: 1.6cm, bottom: 1.6cm)", background=mark, footer="国家统计联网直报平台　" + numbered_pages()),
        (title(("研究开发活动及相关情况（", TELL.text("statistics_form_number", "107-2"), "表）"), 15), who, line(f"报告期：{LAST}年 年报　审核状态：已验收", size=9.5), grid(look, ACTIVITY_HEADS, _activity(dossier))),
        (title(("法人单位基本情况（", TELL.text("statistics_form_number", "101-1"), "表）"), 15), pairs(flat, size=10, label_width="5.4cm", gap="10pt", colon="："), _foot(dossier)),
    )  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (unit_form, research_forms, site_print)
