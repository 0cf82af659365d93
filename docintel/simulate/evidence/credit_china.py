"""Reports of the public credit site: with a summary in a table, a province's proof of no violations, one in numbered lines."""

from __future__ import annotations

from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import Pair
from docintel.simulate.evidence.blocks import below
from docintel.simulate.evidence.blocks import code
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import rule
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.credit import Record
from docintel.simulate.evidence.credit import record
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import digits
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import framed
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import watermark
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import PLAIN
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.typesetting import RED

KIND = "credit_china_report"
TELL = Teller(KIND, f"{KIND}:1")


def _number(dossier: Dossier) -> str:
    return f"{record(dossier).issued:%Y%m%d}{digits(dossier.chance(KIND), 10)}"


def _fines(seen: Record, style: str) -> list[tuple[Pair, ...]]:
    fines: list[tuple[Pair, ...]] = []
    for index, one in enumerate(seen.penalties, 1):
        tell = TELL.about(f"penalty:{index}")
        fines.append((
            ("行政处罚决定书文号", tell.text("penalty_number", one.number)), ("处罚类别", "罚款"), ("违法行为类型", tell.text("penalty_reason", one.reason)), ("处罚内容", one.content),
            ("处罚决定日期", tell.day("penalty_date", one.day, style)), ("处罚机关", one.authority),
        ))  # fmt: skip
    return fines


def summary_table(dossier: Dossier) -> Drawing:
    """Cover, the enterprise, the summary with counts, then each penalty in a form."""
    seen, enterprise = record(dossier), dossier.enterprise
    counts: list[tuple[Cell, ...]] = [
        ("行政许可", "6 条"), ("行政处罚", (TELL.count("penalties_count", len(seen.penalties), unit="item"), " 条")), ("信用承诺", "1 条"), ("守信激励", "0 条"),
        ("经营异常名录", (TELL.count("abnormal_count", seen.abnormal, unit="item"), " 条")), ("严重失信主体名单", (TELL.count("dishonest_count", seen.dishonest, unit="item"), " 条")),
    ]  # fmt: skip
    fines = [
        block
        for rows in _fines(seen, DASHED)
        for block in (form([(pair,) for pair in rows], size=10, label_width="4.2cm", shade='rgb("#eef3fa")'), space("0.2cm"))
    ]
    basics = (
        (("企业名称", enterprise.company.name),), (("统一社会信用代码", TELL.text("uscc", enterprise.company.uscc)),), (("法定代表人/负责人", TELL.text("legal_representative", enterprise.people.legal_representative)), ("成立日期", TELL.day("registration_date", enterprise.registered, DASHED))),
        (("企业类型", seen.company_type),), (("住所", TELL.text("reg_place", enterprise.address)),),
    )  # fmt: skip
    return drawing(page_look(background=watermark("信用中国"), footer=numbered_pages("第", "页/共", "页")),
        (space("4.5cm"), title("法人和非法人组织", 17), title("公共信用信息报告", 30, fill="#1d4f91"), space("2.5cm"),
         lines((("机构名称", TELL.text("enterprise_name", enterprise.company.name)), ("报告编号", TELL.text("document_number", _number(dossier))), ("报告生成日期", TELL.day("issue_date", seen.issued, DASHED)), ("报告出具单位", "国家公共信用信息中心")), size=13, inset="2.4cm"),
         code(_number(dossier), place="bottom + right")),
        (line("一、登记注册基础信息", size=12.5), form(basics, size=10, label_width="3.6cm", shade='rgb("#eef3fa")'), line("二、信用信息概要", size=12.5),
         grid(Grid("(1fr, 1fr)", "(left, center)", size=10.5, gap=7, shade='rgb("#dde7f3")'), ("信用信息类别", "条数"), counts)),
        (line("三、行政处罚信息", size=12.5), *(fines or [line("查询期内无相关记录", align="center")]), line("四、经营异常名录信息", size=12.5), line("查询期内无相关记录", align="center"),
         line("五、严重失信主体名单信息", size=12.5), line("查询期内无相关记录", align="center"), prose("报告说明：本报告所展示信息来源于相关部门依法归集共享的信息，仅供参考。", size=9)),
    )  # fmt: skip


def no_violations(dossier: Dossier) -> Drawing:
    """A province's special report: areas one by one with their result, a sentence with the counts, the seal of the centre."""
    seen, enterprise = record(dossier), dossier.enterprise
    centre = f"{enterprise.place.province}公共信用信息中心"
    areas = [
        (str(index), area, "未查见违法违规信息")
        for index, area in enumerate(("市场监管", "生态环境", "税务", "人力资源社会保障", "应急管理", "住房公积金", "海关", "法院执行"), 1)
    ]
    sentence = prose(
        "经查询，自2020年1月1日至报告生成之日，该主体受到行政处罚", TELL.count("penalties_count", len(seen.penalties), unit="item"), "条，被列入经营异常名录", TELL.count("abnormal_count", seen.abnormal, unit="item"), "条，被列入严重失信主体名单",
        TELL.count("dishonest_count", seen.dishonest, unit="item"), "条。",
    )  # fmt: skip
    return drawing(page_look(footer="核验网址：https://www.creditchina.gov.cn", background=framed("#1d4f91", pad="0.8cm")),
        (title("专用信用报告", 24), title("（替代有无违法违规记录证明）", 13), ends(("报告编号：", TELL.text("document_number", _number(dossier))), ("报告日期：", TELL.day("issue_date", seen.issued))),
         lines((("市场主体名称", TELL.text("enterprise_name", enterprise.company.name)), ("统一社会信用代码", TELL.text("uscc", enterprise.company.uscc))), size=12), sentence,
         grid(Grid("(1.6cm, 1fr, 1fr)", "center", size=10.5, gap=6), ("序号", "领域", "查询结果"), areas),
         *(lines(rows, size=10, gap="0.55em") for rows in _fines(seen, PLAIN)), space("0.8cm"), stamped((centre, dated(seen.issued)), centre)),
    )  # fmt: skip


def numbered_lines(dossier: Dossier) -> Drawing:
    """What the site itself prints: values below their labels, counts side by side, records in a grid."""
    seen, enterprise = record(dossier), dossier.enterprise
    rows: list[tuple[Cell, ...]] = [(str(index), *(cell for _, cell in fine)) for index, fine in enumerate(_fines(seen, DASHED), 1)]
    look = Grid(
        "(1.1cm, 3.4cm, 1.6cm, 1fr, 2.4cm, 2.4cm, 3cm)",
        "(center, left, center, left, left, center, left)",
        size=8.8,
        gap=6,
        shade='rgb("#f3e6e6")',
    )
    heads = ("序号", "决定书文号", "类别", "违法行为类型", "处罚内容", "处罚决定日期", "处罚机关")
    return drawing(page_look(footer="信用中国（www.creditchina.gov.cn）　" + numbered_pages(), background=watermark("信用中国")),
        (title("信用信息报告", 23, fill=RED), line(("报告编号：", TELL.text("document_number", _number(dossier)), "　　生成时间：", TELL.day("issue_date", seen.issued, DASHED), " 10:26:35"), align="center", size=10), rule(1, RED),
         title(TELL.text("enterprise_name", enterprise.company.name), 16),
         below((("统一社会信用代码", TELL.text("uscc", enterprise.company.uscc)), ("法定代表人", TELL.text("legal_representative", enterprise.people.legal_representative)), ("成立日期", TELL.day("registration_date", enterprise.registered, DASHED))), size=10.5, strokes="0.4pt + luma(180)"),
         line("信用记录概览", size=12.5),
         below((("行政处罚", TELL.count("penalties_count", len(seen.penalties), unit="item")), ("经营异常名录", TELL.count("abnormal_count", seen.abnormal, unit="item")), ("严重失信主体名单", TELL.count("dishonest_count", seen.dishonest, unit="item")), ("行政许可", "6")), size=12, strokes="0.4pt + luma(180)", gap="8pt"),
         line("行政处罚", size=12.5), grid(look, heads, rows) if rows else line("未查询到相关记录", align="center"), line("经营异常名录", size=12.5), line("未查询到相关记录", align="center"), line("严重失信主体名单", size=12.5), line("未查询到相关记录", align="center")),
    )  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (summary_table, no_violations, numbered_lines)
