"""The notes to the statements: who the company is, how it accounts, and the tables behind the figures of the form."""

from __future__ import annotations

from fractions import Fraction

from docintel.simulate.application import chinese_date
from docintel.simulate.books import Lines
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.figures import percent
from docintel.simulate.figures import plain_yuan
from docintel.simulate.figures import wan
from docintel.simulate.figures import yuan
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.group import PARENT
from docintel.simulate.papers import Columns
from docintel.simulate.papers import Report
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.sheets import Shape
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import heading
from docintel.simulate.sheets import paragraph
from docintel.simulate.sheets import plain_table
from docintel.simulate.sheets import strong
from docintel.simulate.statements import approved

RESEARCH = (("人员人工费用", 46), ("直接投入费用", 31), ("折旧与摊销", 9), ("设计试验费用", 6), ("委托外部研发费用", 5))
INSTANT_COLUMNS = (("期末余额", "上年年末余额"), ("{year}年12月31日", "{before}年12月31日"), ("期末余额", "期初余额"),
    ("期末数", "年初数"), ("年末余额", "年初余额"), ("{year}-12-31", "{before}-12-31"))  # fmt: skip
DURATION_COLUMNS = (("本期金额", "上期金额"), ("{year}年度", "{before}年度"), ("本期发生额", "上期发生额"),
    ("本年数", "上年数"), ("本年金额", "上年金额"), ("{year}年1-12月", "{before}年1-12月"))  # fmt: skip
UNIT = "#align(right, text(size: 9pt)[单位：人民币元])\n#v(-5pt)\n"
THREE = Shape("(1fr, 4.2cm, 4.2cm)", "(left + horizon, right + horizon, right + horizon)")


def note_sheets(enterprise: Enterprise, report: Report) -> list[Sheet]:
    """Five sheets."""
    return [
        _company(enterprise, report.year),
        _balances(enterprise, report),
        _trading(enterprise, report),
        _related(enterprise, report.year),
        _parent(enterprise, report),
    ]


def _company(enterprise: Enterprise, year: int) -> Sheet:
    company, trade = enterprise.company, enterprise.trade
    source = (
        heading(company.name, 13)
        + heading(f"{year}年度财务报表附注", 13)
        + f"#align(right, text(size: 9pt)[（除特别说明外，金额单位为人民币元）])\n{strong('一、公司基本情况')}"
        + paragraph(
            f"{company.name}（以下简称“公司”或“本公司”）成立于{chinese_date(enterprise.registered)}，统一社会信用代码：{company.uscc}，"
            f"注册资本：人民币{wan(enterprise.group.capital)}万元，注册地址：{enterprise.address}，法定代表人：{enterprise.people.legal_representative}。"
        )
        + paragraph(f"经营范围：{trade.scope}。本公司主要从事{trade.products[0]}、{trade.products[1]}、{trade.products[2]}等产品的研发、生产和销售。")
        + paragraph(f"本公司的母公司为{enterprise.parent_company.name}，最终控制人为{enterprise.people.controller}。{approved(enterprise, year)}")
        + strong("二、财务报表的编制基础")
        + paragraph("本公司财务报表以持续经营为编制基础，根据实际发生的交易和事项，按照财政部颁布的《企业会计准则——基本准则》和具体会计准则的规定编制。")
        + strong("三、重要会计政策和会计估计")
        + paragraph("1．会计期间：自公历1月1日起至12月31日止。记账本位币为人民币。")
        + paragraph("2．合并财务报表的编制方法：合并范围以控制为基础确定，子公司与本公司之间的重大交易及往来余额在合并时抵销。")
        + paragraph("3．收入确认：产品交付客户并取得签收或验收凭据、控制权转移时确认收入。")
        + paragraph("4．应收款项：按照整个存续期内的预期信用损失计量损失准备。")
        + paragraph("5．存货：按照成本与可变现净值孰低计量，发出存货采用月末一次加权平均法。")
        + paragraph("6．研发支出：研究阶段的支出于发生时计入当期损益；本公司报告期内无资本化的开发支出。")
        + strong("四、税项")
        + plain_table(
            Shape("(1fr, 2fr, 1fr)", "(left, left, center)"), ("税种", "计税依据", "税率"),
            (("增值税", "应税销售额", "13%"), ("城市维护建设税", "实缴流转税额", "7%"), ("企业所得税", "应纳税所得额", "15%")),
        )
        + paragraph("本公司为高新技术企业，报告期内减按15%的税率缴纳企业所得税，并享受研发费用加计扣除政策。")
    )  # fmt: skip
    return Sheet(source)


def _headers(enterprise: Enterprise, year: int, *, instant: bool) -> tuple[str, str]:
    now, before = (INSTANT_COLUMNS if instant else DURATION_COLUMNS)[enterprise.layout]
    return now.format(year=year, before=year - 1), before.format(year=year, before=year - 1)


def _amounts(rows: list[tuple[str, int, int]]) -> list[list[str]]:
    return [[label, yuan(now), yuan(before)] for label, now, before in rows]


def _summed(rows: list[tuple[str, int, int]], label: str = "合　计") -> list[tuple[str, int, int]]:
    return [*rows, (label, sum(now for _, now, _ in rows), sum(before for _, _, before in rows))]


def _three_columns(enterprise: Enterprise, year: int, rows: list[tuple[str, int, int]], *, instant: bool) -> str:
    header = ("项　目", *_headers(enterprise, year, instant=instant))
    return UNIT + plain_table(THREE, header, _amounts(rows))


def _deposits(lines: Lines) -> int:
    return lines["cash"] - lines["restricted_cash"] - lines["cash"] // 7919


def _balances(enterprise: Enterprise, report: Report) -> Sheet:
    now, before = report.current.statements[CONSOLIDATED], report.prior.statements[CONSOLIDATED]
    cash = [
        ("库存现金", now["cash"] // 7919, before["cash"] // 7919),
        ("银行存款", _deposits(now), _deposits(before)),
        ("其他货币资金", now["restricted_cash"], before["restricted_cash"]),
    ]
    receivables = [
        ("应收账款账面余额", now["accounts_receivable"] + now["allowance"], before["accounts_receivable"] + before["allowance"]),
        ("减：坏账准备", now["allowance"], before["allowance"]),
        ("应收账款账面价值", now["accounts_receivable"], before["accounts_receivable"]),
    ]
    stock = [(label, now["inventory"] * part // 100, before["inventory"] * part // 100) for label, part in (("原材料", 34), ("在产品", 27))]
    stock.append(("库存商品", now["inventory"] - sum(row[1] for row in stock), before["inventory"] - sum(row[2] for row in stock)))
    source = (
        strong("五、合并财务报表主要项目注释")
        + strong("1．货币资金")
        + _three_columns(enterprise, report.year, _summed(cash), instant=True)
        + paragraph("其他货币资金为银行承兑汇票保证金，使用受到限制，不作为现金及现金等价物。")
        + strong("2．应收账款")
        + _three_columns(enterprise, report.year, receivables, instant=True)
        + strong("3．存货")
        + _three_columns(enterprise, report.year, _summed(stock), instant=True)
    )
    return Sheet(source)


def _in_notes(report: Report, scope: str) -> Lines:
    """The lines of the year as the notes give them."""
    own = report.in_notes if scope == CONSOLIDATED else {}
    return {**report.current.statements[scope], **own}


def _trading(enterprise: Enterprise, report: Report) -> Sheet:
    now, before = _in_notes(report, CONSOLIDATED), report.prior.statements[CONSOLIDATED]
    research = [(label, now["rd_expense"] * part // 100, before["rd_expense"] * part // 100) for label, part in RESEARCH]
    rest = (now["rd_expense"] - sum(row[1] for row in research), before["rd_expense"] - sum(row[2] for row in research))
    research = _summed([*research, ("其他费用", *rest)])
    by_product = strong("（2）主营业务收入和主营业务成本（分产品）") + _product_table(enterprise, report)
    source = (
        strong("4．营业收入和营业成本")
        + strong("（1）营业收入和营业成本情况")
        + _revenue_table(enterprise, report, CONSOLIDATED)
        + ("" if "main_revenue" in report.omits else by_product)
    )
    if "rd_expense" not in report.omits:
        source += strong("5．研发费用") + _three_columns(enterprise, report.year, research, instant=False)
    facts = [*_revenue_facts(report, CONSOLIDATED)]
    for year, lines in ((report.year, now), (report.year - 1, before)) if "rd_expense" not in report.omits else ():
        fen = lines["rd_expense"]
        facts.append(PrintedFact("rd_expense", "研发费用", plain_yuan(fen), "CNY", yuan(fen), "notes_rd", CONSOLIDATED, year))
    return Sheet(source, tuple(facts))


def _two_level_header(enterprise: Enterprise, year: int) -> str:
    now, before = _headers(enterprise, year, instant=False)
    return (
        f"table.cell(rowspan: 2)[项　目], table.cell(colspan: 2)[{now}], table.cell(colspan: 2)[{before}], [收入], [成本], [收入], [成本]"
    )


def _five_columns(enterprise: Enterprise, year: int, rows: list[tuple[str, int, int, int, int]]) -> str:
    body = ",\n".join(f"[{label}], [{yuan(a)}], [{yuan(b)}], [{yuan(c)}], [{yuan(d)}]" for label, a, b, c, d in rows)
    align = "(x, y) => if y < 2 { center + horizon } else if x == 0 { left + horizon } else { right + horizon }"
    return (
        f"{UNIT}#text(size: 8.5pt, table(columns: (1fr, 3cm, 3cm, 3cm, 3cm), align: {align}, stroke: 0.5pt, inset: (x: 3pt, y: 4pt),\n"
        f"table.header({_two_level_header(enterprise, year)}),\n{body}))\n"
    )


def _revenue_table(enterprise: Enterprise, report: Report, scope: str) -> str:
    now, before = _in_notes(report, scope), report.prior.statements[scope]
    keys = (
        ("主营业务", "main_revenue", "main_cost"),
        ("其他业务", "other_business_revenue", "other_business_cost"),
        ("合　计", "revenue", "cost_of_revenue"),
    )
    shown = keys[-1:] if "main_revenue" in report.omits else keys
    rows = [(label, now[income], now[cost], before[income], before[cost]) for label, income, cost in shown]
    return _five_columns(enterprise, report.year, rows)


def _product_table(enterprise: Enterprise, report: Report) -> str:
    names = (*enterprise.trade.products, "其他产品")
    sides: tuple[Columns, Columns] = (report.current, report.prior)
    columns = [side for column in sides for side in (column.revenues, column.costs)]
    first, second, third, fourth = ((*column, sum(column)) for column in columns)
    rows = list(zip((*names, "合　计"), first, second, third, fourth, strict=True))
    return _five_columns(enterprise, report.year, rows)


def _revenue_facts(report: Report, scope: str) -> list[PrintedFact]:
    named = (
        ("main_revenue", "主营业务收入"), ("main_cost", "主营业务成本"), ("other_business_revenue", "其他业务收入"), ("other_business_cost", "其他业务成本"),
        ("revenue", "营业收入"), ("cost_of_revenue", "营业成本"),
    )  # fmt: skip
    return [
        PrintedFact(key, label, plain_yuan(lines[key]), "CNY", yuan(lines[key]), "notes_revenue", scope, year)
        for year, lines in ((report.year, _in_notes(report, scope)), (report.year - 1, report.prior.statements[scope]))
        for key, label in (named[-2:] if "main_revenue" in report.omits else named)
    ]


def _related(enterprise: Enterprise, year: int) -> Sheet:
    majority = enterprise.stakes[0]
    share = percent(Fraction(majority.share, 10_000))
    place = enterprise.place.province + enterprise.place.city
    source = (
        strong("六、在其他主体中的权益")
        + strong("1．在子公司中的权益")
        + plain_table(
            Shape("(2.4fr, 1fr, 1fr, 1fr, 1.2fr)", "(left + horizon, center + horizon, center + horizon, right + horizon, center + horizon)"),
            ("子公司名称", "注册地", "业务性质", "持股比例（%）", "取得方式"),
            ((enterprise.subsidiary.name, place, "生产制造", f"{enterprise.group.stake}.00", "设立"),),
        )
        + paragraph(f"子公司注册资本为人民币{wan(enterprise.group.subsidiary_capital)}万元，本公司对其拥有控制权，自设立起纳入合并范围。")
        + strong("七、关联方及关联交易")
        + strong("1．本公司的母公司情况")
        + plain_table(
            Shape("(2.4fr, 1.2fr, 1.2fr, 1.4fr)", "(left + horizon, center + horizon, right + horizon, right + horizon)"),
            ("母公司名称", "注册地", "对本公司的持股比例（%）", "对本公司的表决权比例（%）"),
            ((enterprise.parent_company.name, place, share, share),),
        )
        + paragraph(f"本公司的最终控制方为自然人{enterprise.people.controller}。")
        + strong("2．关联交易情况")
        + paragraph("报告期内，除支付关键管理人员薪酬外，本公司与合并范围以外的关联方之间未发生重大关联交易。")
        + strong("八、承诺及或有事项")
        + paragraph(f"截至{year}年12月31日，本公司不存在需要披露的重大承诺及或有事项。")
        + strong("九、资产负债表日后事项")
        + paragraph("截至本财务报表批准报出日，本公司不存在需要披露的资产负债表日后非调整事项。")
        + strong("十、其他重要事项")
        + paragraph("报告期内，本公司未发生前期会计差错更正及会计政策变更。")
    )  # fmt: skip
    return Sheet(source)


def _parent(enterprise: Enterprise, report: Report) -> Sheet:
    source = (
        strong("十一、母公司财务报表主要项目注释")
        + strong("1．营业收入和营业成本")
        + _revenue_table(enterprise, report, PARENT)
        + (strong("十二、前期比较数据") + paragraph(report.note) if report.note else "")
        + f"#v(1.2cm)\n#align(right, {quoted_lines(enterprise, report.year)})\n"
    )
    return Sheet(source, tuple(_revenue_facts(report, PARENT)))


def quoted_lines(enterprise: Enterprise, year: int) -> str:
    """Who issues the notes, and when."""
    return f"[{enterprise.company.name}\\ {year + 1}年4月]"
