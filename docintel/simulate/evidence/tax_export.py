"""An annual return as the electronic bureau exports it: forms that go on over the page without their heads, basic facts in lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import tax_office
from docintel.simulate.evidence.tax_forms import TELL
from docintel.simulate.evidence.tax_forms import deduction_form
from docintel.simulate.evidence.tax_forms import filed
from docintel.simulate.evidence.tax_forms import main_form
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import dated

FIRST_PAGE = 30  # lines of A107012 that the first page holds


def export(dossier: Dossier) -> Drawing:
    """Basic facts and main form, then A107012 over two pages; name and code stand on the first page of each form."""
    seen, company = filed(dossier), dossier.enterprise.company
    wide = Grid("(1.6cm, 1fr, 4.6cm)", "(center + horizon, left + horizon, right + horizon)", size=9.6, gap=5)
    deduction = deduction_form(seen)
    basics = lines((
        ("101 纳税申报企业类型（填写代码）", "100"), ("103 资产总额（填写平均值，单位：万元）", TELL.wan("average_assets", seen.assets, year=LAST, grouped=True)),
        ("104 从业人数（填写平均值，单位：人）", replace(TELL.count("staff_average", seen.staff, year=LAST), instant=False)), ("105 所属国民经济行业（填写代码）", (TELL.text("industry_class", dossier.enterprise.trade.industry_class), " ", dossier.enterprise.trade.word)),
        ("109 小型微利企业", "否"),
    ), size=10.5)  # fmt: skip
    top = (
        ends(("企业名称：", TELL.text("enterprise_name", company.name)), ("统一社会信用代码：", TELL.text("uscc", company.uscc)), size=9.5),
        ends(f"所属期：{LAST}-01-01 至 {LAST}-12-31", "单位：元", size=9.5),
    )
    foot = ends(("申报日期：", dated(date(2023, 5, 22), DASHED)), f"主管税务机关：{tax_office(dossier.enterprise)}", size=9)
    return drawing(page_look(margin="(x: 1.8cm, top: 1.4cm, bottom: 1.5cm)", footer=numbered_pages("", "/", "")),
        (title((TELL.text("tax_form_number", "A000000"), " 企业所得税年度纳税申报基础信息表"), 15), *top, line("基本经营情况", size=11), basics, foot),
        (title((TELL.text("tax_form_number", "A100000"), " 中华人民共和国企业所得税年度纳税申报表（A类）"), 15), *top, grid(replace(wide, size=9.4, gap=3.4), ("栏次", "项目", "本年金额"), main_form(seen, with_class=False)), foot),
        (title((TELL.text("tax_form_number", "A107012"), " 研发费用加计扣除优惠明细表"), 15), *top, grid(wide, ("栏次", "项目", "金额（数量）"), deduction[:FIRST_PAGE])),
        (grid(wide, (), deduction[FIRST_PAGE:]), foot),
    )  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (export,)
