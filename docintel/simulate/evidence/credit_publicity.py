"""Reports of the national register of enterprises: as downloaded, as a province's bureau prints it, an extract on paper."""

from __future__ import annotations

from dataclasses import replace

from docintel.simulate.evidence.blocks import THREE_LINES
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Cell
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import Pair
from docintel.simulate.evidence.blocks import code
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import pairs
from docintel.simulate.evidence.blocks import printed
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.credit import Record
from docintel.simulate.evidence.credit import record
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import watermark
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import PLAIN
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.figures import wan
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.typesetting import quoted

KIND = "credit_publicity_report"
TELL = Teller(KIND, f"{KIND}:1")
STATUS = "存续（在营、开业、在册）"
SITE = "国家企业信用信息公示系统"


def _capital(dossier: Dossier) -> tuple[PrintedFact, str]:
    return TELL.scaled("registered_capital", f"{wan(dossier.enterprise.group.capital)}0000", 10_000), "万人民币"


def _identity(dossier: Dossier, seen: Record, style: str) -> tuple[Pair, ...]:
    """The entries of the licence, in the order of the public site."""
    enterprise = dossier.enterprise
    return (
        ("统一社会信用代码", TELL.text("uscc", enterprise.company.uscc)), ("企业名称", TELL.text("enterprise_name", enterprise.company.name)),
        ("类型", TELL.text("company_type", seen.company_type)), ("法定代表人", TELL.text("legal_representative", enterprise.people.legal_representative)),
        ("注册资本", _capital(dossier)), ("成立日期", TELL.day("registration_date", enterprise.registered, style)),
        ("营业期限", TELL.text("business_term", f"{dated(enterprise.registered, style)}至长期")), ("登记机关", seen.authority),
        ("核准日期", dated(seen.changes[-1].day, style)), ("登记状态", TELL.text("registration_status", STATUS)),
        ("住所", TELL.text("reg_place", enterprise.address)), ("经营范围", TELL.text("business_scope", enterprise.trade.scope)),
    )  # fmt: skip


def _holders(dossier: Dossier, seen: Record, style: str, extra: str) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for index, (stake, day) in enumerate(zip(dossier.enterprise.stakes, seen.paid_on, strict=True), 1):
        tell = TELL.about(f"shareholder:{index}")
        amount, paid = tell.wan("shareholder_amount", stake.amount), tell.wan("shareholder_paid_amount", stake.amount)
        rows.append(
            (
                str(index),
                tell.text("shareholder_name", stake.holder),
                *((stake.kind,) if extra == "kind" else ()),
                amount,
                paid,
                *((tell.text("contribution_method", "货币"),) if extra == "method" else ()),
                tell.day("contribution_date", day, style),
            )
        )
    return rows


def _changes(seen: Record, style: str) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for index, one in enumerate(seen.changes, 1):
        tell = TELL.about(f"change:{index}")
        rows.append(
            (
                str(index),
                tell.text("change_item", one.item),
                tell.text("change_before", one.before),
                tell.text("change_after", one.after),
                tell.day("change_date", one.day, style),
            )
        )
    return rows


def _penalties(seen: Record, style: str) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for index, one in enumerate(seen.penalties, 1):
        tell = TELL.about(f"penalty:{index}")
        rows.append(
            (
                str(index),
                tell.text("penalty_number", one.number),
                tell.text("penalty_reason", one.reason),
                one.content,
                one.authority,
                tell.day("penalty_date", one.day, style),
            )
        )
    return rows


CHANGE_HEADS = ("序号", "变更事项", "变更前内容", "变更后内容", "变更日期")
PENALTY_HEADS = ("序号", "决定书文号", "违法行为类型", "行政处罚内容", "决定机关名称", "处罚决定日期")
CHANGE_LOOK = Grid("(1.2cm, 3.4cm, 1fr, 1fr, 2.7cm)", "(center, left, left, left, center)", size=9.5, gap=6)
PENALTY_LOOK = Grid("(1.2cm, 3.6cm, 1fr, 2.4cm, 3.4cm, 2.5cm)", "(center, left, left, left, left, center)", size=9, gap=6)


def _part(text: str) -> Block:
    return title(text, 13)


def _fined(seen: Record) -> PrintedFact:
    """How many penalties the register has."""
    return TELL.count("penalties_count", len(seen.penalties), unit="item")


def _none_or(rows: list[tuple[Cell, ...]], look: Grid, heads: tuple[str, ...], none: Cell) -> Block:
    return grid(look, heads, rows) if rows else line(none, align="center", size=10)


def downloaded(dossier: Dossier) -> Drawing:
    """The PDF of the public site: a cover, the entries in two columns, then tables; empty parts say that there is nothing."""
    seen, company = record(dossier), dossier.enterprise.company
    look = page_look(margin="(x: 2cm, top: 2.2cm, bottom: 2cm)", background=watermark(SITE), footer=numbered_pages())
    holders = Grid("(1.2cm, 1fr, 2.2cm, 2.8cm, 2.8cm, 3cm)", "(center, left, center, right, right, center)", size=9.5, gap=6)
    abnormal, dishonest = "暂无列入经营异常名录信息", "暂无列入严重违法失信名单（黑名单）信息"
    return drawing(look,
        (space("4cm"), title(SITE, 20), space("1cm"), title("企业信用信息公示报告", 28), space("3cm"),
         lines((("企业名称", TELL.text("enterprise_name", company.name)), ("报告生成日期", TELL.day("issue_date", seen.issued))), size=14, inset="2.4cm"),
         space("6cm"), line("网址：http://www.gsxt.gov.cn", align="center"), code(company.uscc + "公示", place="bottom + center")),
        (_part("营业执照信息"), pairs(_identity(dossier, seen, PLAIN)[:10], across=2, size=10, label_width="3.5cm", gap="11pt", colon="："), pairs(_identity(dossier, seen, PLAIN)[10:], size=10, label_width="3.5cm", gap="11pt", colon="："),
         space("0.3cm"), _part("股东及出资信息"), grid(holders, ("序号", "股东名称", "股东类型", "认缴额（万元）", "实缴额（万元）", "认缴出资日期"), _holders(dossier, seen, PLAIN, "kind")),
         space("0.3cm"), _part("主要人员信息"), grid(Grid("(1fr, 1fr, 1fr)", "center", size=9.5, gap=6), ("姓名", "职务", "备注"), [(dossier.enterprise.people.legal_representative, "董事长兼总经理", ""), (dossier.enterprise.people.contact, "监事", "")])),
        (_part("变更信息"), grid(CHANGE_LOOK, CHANGE_HEADS, _changes(seen, PLAIN)), space("0.3cm"), _part("行政处罚信息"), _none_or(_penalties(seen, PLAIN), PENALTY_LOOK, PENALTY_HEADS, TELL.count("penalties_count", 0, unit="item", printed="暂无行政处罚信息")),
         space("0.3cm"), _part("列入经营异常名录信息"), line(TELL.count("abnormal_count", 0, unit="item", printed=abnormal), align="center", size=10),
         space("0.3cm"), _part("列入严重违法失信名单（黑名单）信息"), line(TELL.count("dishonest_count", 0, unit="item", printed=dishonest), align="center", size=10)),
    )  # fmt: skip


def bureau_form(dossier: Dossier) -> Drawing:
    """A bureau's print: ruled forms with shaded labels, counts of entries in the heads of the parts."""
    seen = record(dossier)
    identity = _identity(dossier, seen, PADDED)
    rows = [identity[index : index + 2] for index in range(0, 10, 2)] + [identity[10:11], identity[11:]]
    holders = Grid(
        "(1.2cm, 1fr, 3.2cm, 3.2cm, 2.2cm, 3cm)", "(center, left, right, right, center, center)", size=9.5, gap=6, shade="luma(235)"
    )
    look = page_look(
        margin="(x: 1.9cm, top: 2cm, bottom: 2cm)",
        footer=f"{SITE}（{dossier.enterprise.place.province.removesuffix('省')}）　" + numbered_pages(),
    )
    parts: tuple[Cell, Cell] = (f"三、变更信息（共计 {len(seen.changes)} 条信息）", ("四、行政处罚信息（共计 ", _fined(seen), " 条信息）"))
    shaded, fined = replace(CHANGE_LOOK, shade="luma(235)"), replace(PENALTY_LOOK, shade="luma(235)")
    return drawing(look,
        (title("企业信用信息公示报告", 21), ends("", ("报告生成日期：", TELL.day("issue_date", seen.issued, PADDED))), line("一、基础信息", size=11.5), form(rows, size=9.5, label_width="3.2cm", shade="luma(235)"),
         line("二、股东及出资信息（币种：人民币）", size=11.5), grid(holders, ("序号", "股东", "认缴出资额（万元）", "实缴出资额（万元）", "出资方式", "出资时间"), _holders(dossier, seen, PADDED, "method"))),
        (line(parts[0], size=11.5), grid(shaded, CHANGE_HEADS, _changes(seen, PADDED)), line(parts[1], size=11.5), _none_or(_penalties(seen, PADDED), fined, PENALTY_HEADS, "无"),
         line(("五、列入经营异常名录信息（共计 ", TELL.count("abnormal_count", seen.abnormal, unit="item"), " 条信息）"), size=11.5), line(("六、列入严重违法失信名单信息（共计 ", TELL.count("dishonest_count", seen.dishonest, unit="item"), " 条信息）"), size=11.5),
         space("1cm"), stamped((seen.authority, "（查询专用）"), seen.authority, caption="信息查询专用章")),
    )  # fmt: skip


def extract(dossier: Dossier) -> Drawing:
    """An extract on one and a half pages: label and value line by line, changes as blocks under each other, dates with dashes."""
    seen = record(dossier)
    changes: list[Block] = []
    for _, item, before, after, day in _changes(seen, DASHED):
        changes += [
            lines((("变更事项", item), ("变更前", before), ("变更后", after), ("变更日期", day)), size=10.5, gap="0.6em"),
            space("0.15cm"),
        ]
    holders = Grid("(1.2cm, 1fr, 3.4cm, 3.4cm, 3cm)", "(center, left, right, right, center)", size=10, gap=6, stroke=THREE_LINES)
    counts = (
        ("行政处罚", (_fined(seen), "条")),
        ("经营异常", (TELL.count("abnormal_count", seen.abnormal, unit="item"), "条")),
        ("严重失信主体名单", (TELL.count("dishonest_count", seen.dishonest, unit="item"), "条")),
    )
    fines = [
        lines((("决定书文号", number), ("处罚事由", reason), ("处罚内容", content), ("处罚决定日期", day)), size=10.5, gap="0.6em") for _, number, reason, content, _, day in _penalties(seen, DASHED)
    ]  # fmt: skip
    look = page_look(footer="本报告内容以公示系统实时数据为准　" + numbered_pages())
    return drawing(look,
        (title("企业信用信息公示报告", 20), line(("打印日期：", TELL.day("issue_date", seen.issued, DASHED)), align="center", size=10), line("【基本信息】"), lines(_identity(dossier, seen, DASHED), size=10.5, gap="0.72em"),
         line("【股东（发起人）及出资】　单位：万元"), grid(holders, ("序号", "股东（发起人）", "认缴出资额", "实缴出资额", "实缴出资日期"), _holders(dossier, seen, DASHED, ""))),
        (line("【变更登记】"), *changes, line("【监管信息】"), lines(counts, size=10.5, gap="0.6em"), *fines, code(dossier.enterprise.company.uscc, place="bottom + right")),
    )  # fmt: skip


def printed_page(dossier: Dossier) -> Drawing:
    """The print of the public site: entries behind points in two columns, contributions under a head of two rows that go on over the page without it."""
    seen = record(dossier)
    identity = [(f"· {label}", cell) for label, cell in _identity(dossier, seen, PLAIN)]
    head = "".join(
        f"table.cell(rowspan: 2, align: center + horizon, {quoted(label)}), " for label in ("股东名称", "认缴额（万元）", "实缴额（万元）")
    )
    head += ", ".join(f"table.cell(colspan: 3, align: center + horizon, {quoted(label)})" for label in ("认缴明细", "实缴明细"))
    below = ("认缴出资方式", "认缴出资额（万元）", "认缴出资日期", "实缴出资方式", "实缴出资额（万元）", "实缴出资日期")
    head += ", " + ", ".join(f"table.cell(align: center + horizon, {quoted(label)})" for label in below)
    look = Grid(
        "(1fr, 1.8cm, 1.8cm, 1.5cm, 1.8cm, 2.3cm, 1.5cm, 1.8cm, 2.3cm)",
        "(left, right, right, center, right, center, center, right, center)",
        size=8,
        gap=5,
    )
    rows = [_in_detail(index, row) for index, row in enumerate(_holders(dossier, seen, PLAIN, ""), 1)]
    counts = (
        ("行政处罚信息", _fined(seen)),
        ("列入经营异常名录信息", TELL.count("abnormal_count", seen.abnormal, unit="item")),
        ("列入严重违法失信名单（黑名单）信息", TELL.count("dishonest_count", seen.dishonest, unit="item")),
    )
    return drawing(page_look(margin="(x: 1.8cm, top: 1.8cm, bottom: 1.8cm)", footer=f"{SITE}报告　http://www.gsxt.gov.cn　" + numbered_pages()),
        (line(SITE, size=9), title("企业信用信息公示报告", 20), line(("报告生成时间：", TELL.day("issue_date", seen.issued)), align="right", size=9.5), _part("基础信息"), line("营业执照信息", size=12), pairs(identity[:10], across=2, size=9.5, label_width="3.5cm", gap="10pt", colon="："), pairs(identity[10:], size=9.5, label_width="3.5cm", gap="10pt", colon="："),
         Block("#v(1fr)\n"), line("股东及出资信息", size=12), line(f"共查询到 {len(rows)} 条记录", size=9), grid(look, (), rows[:2], head=head)),
        (grid(look, (), rows[2:]), line("变更信息", size=12), grid(CHANGE_LOOK, CHANGE_HEADS, _changes(seen, PLAIN))),
        (_part("监管信息"), *(line((f"{label}（共 ", count, " 条）"), size=11) for label, count in counts), *([grid(PENALTY_LOOK, PENALTY_HEADS, _penalties(seen, PLAIN))] if seen.penalties else []), space("1cm"), code(dossier.enterprise.company.uscc, place="bottom + right")),
    )  # fmt: skip


def _in_detail(index: int, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A holder with what it promised and what it paid, each with way, amount and day; the sums are those told."""
    _, name, amount, paid, day = row
    tell = TELL.about(f"shareholder:{index}")
    return (name, amount, paid, tell.text("contribution_method", "货币"), printed(amount), day, "货币", printed(paid), printed(day))


LAYOUTS: tuple[Layout, ...] = (downloaded, bureau_form, extract, printed_page)
