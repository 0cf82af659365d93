"""Business licences: the landscape form of 2019, the portrait form of 2014, the electronic licence."""

from __future__ import annotations

from docintel.simulate.certificates import licence_sheet
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Pair
from docintel.simulate.evidence.blocks import beside
from docintel.simulate.evidence.blocks import code
from docintel.simulate.evidence.blocks import form
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import pairs
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.credit import record
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import framed
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import watermark
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import PADDED
from docintel.simulate.evidence.telling import Teller
from docintel.simulate.evidence.telling import dated
from docintel.simulate.figures import wan
from docintel.simulate.papers import Licence
from docintel.simulate.papers import true_papers
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.typesetting import emblem
from docintel.simulate.typesetting import matrix

KIND = "business_licence"
TELL = Teller(KIND)


def _licence(dossier: Dossier) -> Licence:
    return true_papers(dossier.enterprise, ()).licence


def _kind(dossier: Dossier) -> str:
    return record(dossier).company_type


def form_of_2019(dossier: Dossier) -> Drawing:
    """As the applicant's sample has it."""
    look, sheet = licence_sheet(dossier.enterprise, _licence(dossier))
    return drawing(look, (Block(sheet.source, sheet.facts),))


def _capital(dossier: Dossier) -> PrintedFact:
    licence = _licence(dossier)
    return TELL.money("registered_capital", dossier.enterprise.group.capital, licence.capital)


def form_of_2014(dossier: Dossier) -> Drawing:
    """Portrait: entries under each other, the number at the top right, the authority's seal at the foot."""
    enterprise = dossier.enterprise
    authority = record(dossier).authority
    rows = (
        ("名　　称", TELL.text("enterprise_name", enterprise.company.name)), ("类　　型", TELL.text("company_type", _kind(dossier))), ("住　　所", TELL.text("reg_place", enterprise.address)), ("法定代表人", TELL.text("legal_representative", enterprise.people.legal_representative)),
        ("注册资本", _capital(dossier)), ("成立日期", TELL.day("registration_date", enterprise.registered, PADDED)), ("营业期限", TELL.text("business_term", f"{dated(enterprise.registered, PADDED)}至****")), ("经营范围", TELL.text("business_scope", enterprise.trade.scope)),
    )  # fmt: skip
    foot = "http://www.gsxt.gov.cn　中华人民共和国国家工商行政管理总局监制"
    return drawing(page_look(margin="(x: 3cm, top: 2.2cm, bottom: 2.6cm)", background=framed(pad="1.2cm"), footer=foot), (
        Block(f"#align(center, {emblem()})\n"), title("营 业 执 照", 40, tracking=4), line("（副　本）", align="center", size=14), line(("统一社会信用代码 ", TELL.text("uscc", enterprise.company.uscc)), align="right", size=12), space("0.6cm"),
        pairs(rows, size=13, label_width="3.4cm", gap="16pt"), line("（依法须经批准的项目，经相关部门批准后方可开展经营活动）", size=10), space("1.6cm"), stamped(("登记机关", TELL.text("issue_date", f"{enterprise.registered.year + 9}-06-12", f"{enterprise.registered.year + 9} 年 6 月 12 日")), authority, size=13),
    ))  # fmt: skip


def electronic(dossier: Dossier) -> Drawing:
    """The electronic licence as the mini-program exports it: a large code, a pale form, a day of download."""
    enterprise = dossier.enterprise
    rows: tuple[Pair, ...] = (
        ("名称", TELL.text("enterprise_name", enterprise.company.name)), ("统一社会信用代码", TELL.text("uscc", enterprise.company.uscc)), ("类型", TELL.text("company_type", _kind(dossier))), ("法定代表人", TELL.text("legal_representative", enterprise.people.legal_representative)),
        ("注册资本", (TELL.scaled("registered_capital", wan(enterprise.group.capital), 10_000), "万元人民币")), ("成立日期", TELL.day("registration_date", enterprise.registered, DASHED)), ("营业期限", TELL.text("business_term", f"{dated(enterprise.registered, DASHED)} 至 长期")), ("住所", TELL.text("reg_place", enterprise.address)), ("经营范围", TELL.text("business_scope", enterprise.trade.scope)), ("登记机关", record(dossier).authority), ("核准日期", dated(record(dossier).changes[0].day, DASHED)),
    )  # fmt: skip
    return drawing(page_look(margin="(x: 2.6cm, top: 2.2cm, bottom: 2.2cm)", background=watermark("电子营业执照"), footer=f"下载时间：{dated(record(dossier).issued, DASHED)} 09:15:30　仅供申报使用"), (
        title("电子营业执照", 26, fill="#b3202c"), line("（副本）", align="center"), Block(f"#align(center, {matrix(enterprise.company.uscc)})\n"), line("扫描二维码查看执照信息", align="center", size=8.5), space("0.3cm"),
        form([(row,) for row in rows], size=11, label_width="4cm", gap=8, stroke="0.4pt + luma(170)", shade="luma(246)"),
    ))  # fmt: skip


def duplicate(dossier: Dossier) -> Drawing:
    """The landscape duplicate of a market supervision bureau: entries in two columns whose long values wrap, a code with its explanation at the right."""
    enterprise, seen = dossier.enterprise, record(dossier)
    scope = f"一般项目：{enterprise.trade.scope}；货物进出口；技术进出口；技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）。"
    left = (
        ("名　　称", TELL.text("enterprise_name", enterprise.company.name)), ("类　　型", TELL.text("company_type", seen.company_type)), ("法定代表人", TELL.text("legal_representative", enterprise.people.legal_representative)),
        ("经营范围", TELL.text("business_scope", scope)),
    )  # fmt: skip
    right = (
        ("注册资本", _capital(dossier)), ("成立日期", TELL.day("registration_date", enterprise.registered, PADDED)), ("住　　所", TELL.text("reg_place", f"{enterprise.address}范例产业园3号楼2层（一址多照）")),
    )  # fmt: skip
    issued = seen.changes[-1].day
    foot = "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn　市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告"
    return drawing(page_look(flipped=True, margin="(x: 2.4cm, top: 1.6cm, bottom: 2cm)", background=framed(pad="0.9cm"), footer=foot), (
        code(enterprise.company.uscc, place="top + right"), Block('#place(top + right, dy: 2.1cm, box(width: 3.4cm, text(size: 7pt, "扫描市场主体身份码了解更多登记、备案、许可、监管信息，体验更多应用服务。")))\n'),
        line("统一社会信用代码", size=11), line(TELL.text("uscc", enterprise.company.uscc), size=12), Block(f"#align(center, {emblem()})\n"), title("营业执照", 34, tracking=10), line("（副　本）　1-1", align="center", size=13), space("0.2cm"),
        beside((pairs(left, size=11.5, label_width="2.5cm", gap="13pt"),), (pairs(right, size=11.5, label_width="2.5cm", gap="13pt"),), columns="(1.15fr, 1fr)", gutter="1cm"),
        space("0.8cm"), stamped(("登记机关", TELL.text("issue_date", issued.isoformat(), f"{issued:%Y} 年 {issued:%m} 月 {issued:%d} 日")), seen.authority, size=12), line("国家市场监督管理总局监制", size=8, align="right"),
    ))  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (form_of_2019, form_of_2014, electronic, duplicate)
