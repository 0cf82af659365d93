"""The papers of authorities and of the enterprise itself: business licence, patent certificates, tables of shareholders."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from docintel.simulate.application import chinese_date
from docintel.simulate.codes import printed_patent_number
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.figures import percent
from docintel.simulate.figures import plain_yuan
from docintel.simulate.figures import wan
from docintel.simulate.papers import Certificate
from docintel.simulate.papers import EquityTable
from docintel.simulate.papers import Licence
from docintel.simulate.sheets import Paper
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.sheets import Shape
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import footer_notice
from docintel.simulate.sheets import heading
from docintel.simulate.sheets import paper
from docintel.simulate.sheets import paragraph
from docintel.simulate.sheets import plain_table
from docintel.simulate.typesetting import GOLD
from docintel.simulate.typesetting import RED
from docintel.simulate.typesetting import emblem
from docintel.simulate.typesetting import look_of
from docintel.simulate.typesetting import matrix
from docintel.simulate.typesetting import quoted
from docintel.simulate.typesetting import seal
from docintel.simulate.typesetting import signature

LICENCE_FILE = "营业执照.pdf"
EQUITY_SHAPE = Shape(
    "(1.2cm, 1fr, 2.2cm, 3.6cm, 3cm)",
    "(center + horizon, left + horizon, center + horizon, right + horizon, right + horizon)",
    size=10,
    gap=6,
)
LICENCE, PATENT, EQUITY = "business_licence", "patent_certificate", "equity_table"


def business_licence(enterprise: Enterprise, licence: Licence) -> Paper:
    """The duplicate licence in its landscape form of 2019."""
    preamble, sheet = licence_sheet(enterprise, licence)
    return paper(LICENCE_FILE, preamble + look_of(enterprise.layout), [sheet])


def licence_sheet(enterprise: Enterprise, licence: Licence) -> tuple[str, Sheet]:
    """How its page looks, and what stands on it."""
    kind = _company_type(licence)
    authority = f"{enterprise.place.city}{enterprise.place.district}市场监督管理局"
    left = (
        ("名　　称", licence.name),
        ("类　　型", kind),
        ("法定代表人", licence.legal_representative),
        ("经营范围", enterprise.trade.scope),
    )
    right = (
        ("注册资本", licence.capital), ("成立日期", chinese_date(enterprise.registered)),
        ("营业期限", _term(enterprise)), ("住　　所", enterprise.address),
    )  # fmt: skip
    source = (
        f"#place(top + right, {matrix(licence.uscc)})\n#align(center, {emblem()})\n#v(-2pt)\n#align(center, text(size: 36pt, "
        f"tracking: 10pt, stroke: 0.6pt)[营业执照])\n#v(-12pt)\n#align(center, text(size: 14pt)[（副　本）])\n#v(-4pt)\n"
        f"#text(size: 12pt)[统一社会信用代码]\\ #text(size: 13pt, {quoted(licence.uscc)})\n#v(4pt)\n"
        f"#grid(columns: (1.15fr, 1fr), column-gutter: 1cm, {_pairs(left)}, {_pairs(right)})\n"
        f"#place(bottom + right, dx: -1cm, dy: -0.2cm, box[#align(center)[登记机关\\ #v(1.1cm) #text(size: 12pt)[{enterprise.registered.year + 10} 年 "
        f"{enterprise.registered.month} 月 18 日]]#place(center + horizon, {seal(authority, width='3.6cm')})])\n"
    )
    frame = f'rect(width: 100%, height: 100%, stroke: 2.4pt + rgb("{GOLD}"), inset: 4pt, rect(width: 100%, height: 100%, stroke: 0.6pt + rgb("{GOLD}")))'
    preamble = (
        f'#set page(paper: "a4", flipped: true, margin: (x: 2.2cm, top: 1.6cm, bottom: 2cm), background: pad(0.9cm, {frame}), footer: '
        f"[#text(size: 8pt)[国家企业信用信息公示系统网址：http://www.gsxt.gov.cn #h(1fr) 国家市场监督管理总局监制 #h(12pt) #{footer_notice()}]])\n"
    )
    return preamble, Sheet(source, _licence_facts(enterprise, licence))


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    rows = ", ".join(f"text(fill: luma(60), {quoted(label)}), {quoted(value)}" for label, value in pairs)
    return f"text(size: 12pt, grid(columns: (2.5cm, 1fr), row-gutter: 15pt, {rows}))"


def _company_type(licence: Licence) -> str:
    if licence.form:
        return licence.form
    return "股份有限公司(非上市)" if "股份" in licence.name else "有限责任公司(自然人投资或控股)"


def _term(enterprise: Enterprise) -> str:
    return f"{chinese_date(enterprise.registered)}至长期"


def _licence_facts(enterprise: Enterprise, licence: Licence) -> tuple[PrintedFact, ...]:
    day, capital = enterprise.registered, enterprise.group.capital
    kind, term, issued = _company_type(licence), _term(enterprise), date(day.year + 10, day.month, 18)
    scope, place = enterprise.trade.scope, enterprise.address
    return (
        PrintedFact("uscc", "统一社会信用代码", licence.uscc, None, licence.uscc, LICENCE),
        PrintedFact("enterprise_name", "名称", licence.name, None, licence.name, LICENCE),
        PrintedFact("legal_representative", "法定代表人", licence.legal_representative, None, licence.legal_representative, LICENCE),
        PrintedFact("registered_capital", "注册资本", plain_yuan(capital), "CNY", licence.capital, LICENCE),
        PrintedFact("registration_date", "成立日期", day.isoformat(), None, chinese_date(day), LICENCE),
        PrintedFact("company_type", "类型", kind, None, kind, LICENCE),
        PrintedFact("business_term", "营业期限", term, None, term, LICENCE),
        PrintedFact("business_scope", "经营范围", scope, None, scope, LICENCE),
        PrintedFact("reg_place", "住所", place, None, place, LICENCE),
        PrintedFact("issue_date", "发证日期", issued.isoformat(), None, f"{issued.year} 年 {issued.month} 月 18 日", LICENCE),
    )


def patent_certificate(enterprise: Enterprise, certificate: Certificate) -> Paper:
    """The first sheet of an invention patent's certificate."""
    preamble, sheet = patent_sheet(enterprise, certificate)
    return paper(certificate.file, preamble + look_of(enterprise.layout), [sheet])


def patent_sheet(enterprise: Enterprise, certificate: Certificate) -> tuple[str, Sheet]:
    """How its page looks, and what stands on it."""
    patent = certificate.patent
    number = printed_patent_number(patent.number)
    lines = (
        ("发明名称", patent.title), ("发 明 人", ";".join(patent.inventors)), ("专 利 号", number), ("专利申请日", _long_date(patent.filed)),
        ("专 利 权 人", certificate.holder), ("地　　址", enterprise.address if certificate.holder == enterprise.company.name else "样本市范例区试验路1号"),
        ("授权公告日", f"{_long_date(patent.granted)}　　　授权公告号：{patent.publication}"),
    )  # fmt: skip
    body = "\n\n".join(f"#text(size: 12pt)[{label}：#{quoted(value)}]" for label, value in lines)
    source = (
        f"#align(right, text(size: 11pt)[证书号第 {patent.certificate} 号])\n#v(0.2cm)\n#align(center, {emblem()})\n#v(0.3cm)\n"
        f'#align(center, text(size: 34pt, fill: rgb("{RED}"), stroke: 0.5pt + rgb("{RED}"), tracking: 6pt)[发明专利证书])\n#v(0.7cm)\n{body}\n#v(0.5cm)\n'
        + paragraph(
            "国家知识产权局依照中华人民共和国专利法进行审查，决定授予专利权，颁发发明专利证书并在专利登记簿上予以登记。专利权自授权公告之日起生效。"
            "专利权期限为二十年，自申请日起算。"
        )
        + paragraph(
            "专利证书记载专利权登记时的法律状况。专利权的转移、质押、无效、终止、恢复和专利权人的姓名或名称、国籍、地址变更等事项记载在专利登记簿上。"
        )
        + f"#v(3.2cm)\n#grid(columns: (1fr, 1fr), [局长\\ {enterprise.people.auditors[0]} #h(0.6cm) #box(baseline: 40%, "
        f"{signature(enterprise.people.auditors[0], '3cm')})], align(center)[#{quoted(_long_date(patent.granted))}"
        f"#place(center, dy: -2.6cm, {seal('样本知识产权机关', '专利专用章')})])\n"
    )
    frame = f'rect(width: 100%, height: 100%, stroke: 1.6pt + rgb("{GOLD}"))'
    preamble = (
        f'#set page(paper: "a4", margin: (x: 2.6cm, top: 2.2cm, bottom: 2.8cm), background: pad(1.1cm, {frame}), footer: '
        f"[#align(center, text(size: 9pt)[第 1 页（共 1 页）#h(10pt) #{footer_notice()}])])\n#set par(leading: 1em, spacing: 1.15em)\n"
    )
    return preamble, Sheet(source, _patent_facts(certificate, number))


def _long_date(day: object) -> str:
    return f"{day:%Y}年{day:%m}月{day:%d}日"


def _patent_facts(certificate: Certificate, number: str) -> tuple[PrintedFact, ...]:
    patent, item = certificate.patent, f"patent:{certificate.patent.number}"
    values = (
        ("patent_number", "专利号", patent.number, number), ("patent_title", "发明名称", patent.title, patent.title),
        ("patent_type", "专利类型", "invention", "发明专利"), ("patent_holder", "专利权人", certificate.holder, certificate.holder),
        ("filing_date", "专利申请日", patent.filed.isoformat(), _long_date(patent.filed)),
        ("grant_date", "授权公告日", patent.granted.isoformat(), _long_date(patent.granted)),
    )  # fmt: skip
    return tuple(PrintedFact(concept, label, value, None, printed, PATENT, item=item) for concept, label, value, printed in values)


def equity_table(enterprise: Enterprise, equity: EquityTable) -> Paper:
    """Who holds the company, stamped by it."""
    total, shares = sum(stake.amount for stake in equity.stakes), sum(stake.share for stake in equity.stakes)
    rows = [
        (str(index), stake.holder, stake.kind, wan(stake.amount), percent(Fraction(stake.share, 10_000)))
        for index, stake in enumerate(equity.stakes, 1)
    ]
    rows.append(("合计", "", "", wan(total), percent(Fraction(shares, 10_000))))
    day, is_own = chinese_date(equity.as_of), equity.company == enterprise.company.name
    source = (
        f"{heading('股权结构表', 18)}#v(0.4cm)\n#text(size: 11pt)[企业名称：#{quoted(equity.company)}]\n\n"
        f"#text(size: 11pt)[统一社会信用代码：{equity.uscc}]\n\n#text(size: 11pt)[截止日期：{day} #h(1fr) 金额单位：万元]\n#v(-3pt)\n"
        + plain_table(EQUITY_SHAPE, ("序号", "股东名称", "股东类型", "认缴出资额（万元）", "持股比例（%）"), rows)
        + (_controllers(enterprise) if is_own else "")
        + paragraph("注：以上股东及出资情况与公司章程及工商登记信息一致。")
        + f"#v(1.6cm)\n#align(right, box[#align(center)[#{quoted(equity.company)}（盖章）\\ #v(0.5cm){day}]"
        f"#place(center + horizon, dy: -0.3cm, {seal(equity.company)})])\n"
    )
    preamble = f'#set page(paper: "a4", margin: (x: 2.4cm, y: 2.6cm), footer: align(right, {footer_notice()}))\n#set par(spacing: 1.1em)\n'
    return paper(equity.file, preamble + look_of(enterprise.layout), [Sheet(source, tuple(_equity_facts(enterprise, equity)))])


def _controllers(enterprise: Enterprise) -> str:
    majority, controller = quoted(f"控股股东：{enterprise.parent_company.name}"), quoted(f"实际控制人：{enterprise.people.controller}")
    return f"#text(size: 11pt, {majority})\n\n#text(size: 11pt, {controller})\n\n"


def _equity_facts(enterprise: Enterprise, equity: EquityTable) -> list[PrintedFact]:
    entity = None if equity.company == enterprise.company.name else equity.company
    facts: list[PrintedFact] = []
    if entity is None:
        named = (
            ("controlling_shareholder", "控股股东", enterprise.parent_company.name),
            ("actual_controller", "实际控制人", enterprise.people.controller),
        )
        facts += [PrintedFact(concept, label, name, None, name, EQUITY) for concept, label, name in named]
    for index, stake in enumerate(equity.stakes, 1):
        share = percent(Fraction(stake.share, 10_000))
        values: tuple[tuple[str, str, str, str | None, str], ...] = (
            ("shareholder_name", "股东名称", stake.holder, None, stake.holder), ("shareholder_share", "持股比例", share, "percent", share),
            ("shareholder_amount", "认缴出资额", plain_yuan(stake.amount), "CNY", wan(stake.amount)),
        )  # fmt: skip
        item = f"shareholder:{index}"
        facts += [
            PrintedFact(concept, label, value, unit, text, EQUITY, item=item, entity=entity) for concept, label, value, unit, text in values
        ]
    return facts
