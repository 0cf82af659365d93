"""Annual returns of enterprise income tax: basic facts (A000000), main form (A100000), deduction for research (A107012)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.blocks import Grid
from docintel.simulate.evidence.blocks import ends
from docintel.simulate.evidence.blocks import grid
from docintel.simulate.evidence.blocks import line
from docintel.simulate.evidence.blocks import lines
from docintel.simulate.evidence.blocks import prose
from docintel.simulate.evidence.blocks import space
from docintel.simulate.evidence.blocks import stamped
from docintel.simulate.evidence.blocks import title
from docintel.simulate.evidence.dossier import LAST
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.evidence.dossier import drawing
from docintel.simulate.evidence.dossier import numbered_pages
from docintel.simulate.evidence.dossier import page_look
from docintel.simulate.evidence.dossier import tax_office
from docintel.simulate.evidence.dossier import watermark
from docintel.simulate.evidence.tax_forms import TELL
from docintel.simulate.evidence.tax_forms import basic_form
from docintel.simulate.evidence.tax_forms import deduction_form
from docintel.simulate.evidence.tax_forms import filed
from docintel.simulate.evidence.tax_forms import main_form
from docintel.simulate.evidence.telling import DASHED
from docintel.simulate.evidence.telling import dated

LINED = Grid("(1cm, 1fr, 3.6cm)", "(center, left, right)", size=8.4, gap=2.5)
TYPED = Grid("(1cm, 2.2cm, 1fr, 4cm)", "(center + horizon, center + horizon, left + horizon, right + horizon)", size=9.2, gap=3.6)


def _head(dossier: Dossier) -> tuple[Block, ...]:
    company = dossier.enterprise.company
    return (
        ends(("纳税人识别号（统一社会信用代码）：", TELL.text("uscc", company.uscc)), f"税款所属期间：{LAST}年01月01日至{LAST}年12月31日", size=9),
        ends(("纳税人名称：", TELL.text("enterprise_name", company.name)), "金额单位：人民币元（列至角分）", size=9),
    )  # fmt: skip


def official_forms(dossier: Dossier) -> Drawing:
    """The three forms as the tax bureau publishes them, ruled."""
    seen, company = filed(dossier), dossier.enterprise.company
    return drawing(page_look(margin="(x: 1.8cm, top: 1.4cm, bottom: 1.5cm)"),
        (ends(TELL.text("tax_form_number", "A000000"), "", size=10), title("企业所得税年度纳税申报基础信息表", 16),
         ends(("纳税人名称：", TELL.text("enterprise_name", company.name)), ("统一社会信用代码：", TELL.text("uscc", company.uscc)), size=9.5), *basic_form(dossier, seen)),
        (ends(TELL.text("tax_form_number", "A100000"), "", size=10), title("中华人民共和国企业所得税年度纳税申报表（A类）", 15), *_head(dossier),
         grid(TYPED, ("行次", "类别", "项　　目", "金　额"), main_form(seen, with_class=True))),
        (ends(TELL.text("tax_form_number", "A107012"), "", size=10), title("研发费用加计扣除优惠明细表", 15), *_head(dossier),
         grid(LINED, ("行次", "项　　目", "金额（数量）"), deduction_form(seen))),
    )  # fmt: skip


def e_bureau_print(dossier: Dossier) -> Drawing:
    """Main form and deduction as the electronic bureau prints them: shaded heads, a watermark, the day of filing at the foot."""
    seen, look = (
        filed(dossier),
        page_look(
            margin="(x: 1.6cm, top: 1.4cm, bottom: 1.5cm)", background=watermark("电子税务局"), footer="电子税务局打印　" + numbered_pages()
        ),
    )
    shaded = replace(TYPED, shade='rgb("#e8eef7")', stroke="0.4pt + luma(120)", columns="(1cm, 1fr, 4.4cm)", align="(center, left, right)")
    fine = replace(LINED, shade='rgb("#e8eef7")', stroke="0.4pt + luma(120)")
    foot = ends(("申报日期：", dated(date(2023, 5, 12), DASHED)), f"受理税务机关：{tax_office(dossier.enterprise)}", size=9)
    return drawing(look,
        (title(("企业所得税年度纳税申报主表（", TELL.text("tax_form_number", "A100000"), "）"), 15), *_head(dossier), grid(shaded, ("行次", "项目", "金额"), main_form(seen, with_class=False)), foot),
        (title((TELL.text("tax_form_number", "A107012"), "　研发费用加计扣除优惠明细表"), 14), *_head(dossier), grid(fine, ("行次", "项目", "金额（数量）"), deduction_form(seen)), foot),
    )  # fmt: skip


def bound_return(dossier: Dossier) -> Drawing:
    """A cover with seal, the basic facts, and the deduction between three lines."""
    seen, company, enterprise = filed(dossier), dossier.enterprise.company, dossier.enterprise
    three = replace(LINED, stroke="(x, y) => if y == 0 { (top: 1pt, bottom: 0.5pt) } else { none }", size=8.8)
    cover = (
        space("2.5cm"), title("中华人民共和国", 18, tracking=3), title("企业所得税年度纳税申报表", 25), title("（A类，2017年版，2022年修订）", 13), space("2cm"),
        lines((("税款所属期间", f"{LAST}年1月1日至{LAST}年12月31日"), ("纳税人识别号（统一社会信用代码）", TELL.text("uscc", company.uscc)), ("纳税人名称", TELL.text("enterprise_name", company.name)), ("金额单位", "人民币元（列至角分）")), size=13, gap="1.6em", inset="1cm"),
        space("2cm"), prose("谨声明：本纳税申报表是根据国家税收法律法规及相关规定填报的，是真实的、可靠的、完整的。"), space("1cm"),
        stamped(("纳税人（签章）：", dated(date(2023, 5, 12))), company.name),
        ends(f"经办人：{enterprise.people.accountant}", f"受理税务机关（章）：{tax_office(enterprise)}"),
    )  # fmt: skip
    return drawing(page_look(margin="(x: 1.9cm, top: 1.4cm, bottom: 1.5cm)"), cover,
        (title(("企业所得税年度纳税申报基础信息表 ", TELL.text("tax_form_number", "A000000")), 14), *basic_form(dossier, seen, shade="luma(240)")),
        (title("研发费用加计扣除优惠明细表", 15), line(TELL.text("tax_form_number", "A107012"), align="right", size=10), *_head(dossier), grid(three, ("行次", "项　目", "金　额（数量）"), deduction_form(seen))),
    )  # fmt: skip


LAYOUTS: tuple[Layout, ...] = (official_forms, e_bureau_print, bound_return)
