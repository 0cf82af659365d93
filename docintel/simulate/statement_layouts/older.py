"""Lines of statements before the formats of 2019, and of small enterprises."""

from __future__ import annotations

from docintel.simulate.lines import ASSETS
from docintel.simulate.lines import INCOME
from docintel.simulate.lines import LIABILITIES
from docintel.simulate.lines import StatementLine
from docintel.simulate.lines import statement_rows

NEW_ASSETS = (
    "receivables_financing",
    "contract_assets",
    "other_equity_investments",
    "other_noncurrent_financial_assets",
    "right_of_use_assets",
)
NEW_LIABILITIES = ("contract_liabilities", "lease_liabilities")
OLD_LABELS = {
    "trading_assets": "以公允价值计量且其变动计入当期损益的金融资产",
    "debt_investments": "可供出售金融资产",
    "other_debt_investments": "持有至到期投资",
    "held_for_sale_assets": "划分为持有待售的资产",
}
INTEREST = statement_rows("""
应收利息|interest_receivable
应收股利|dividends_receivable
""")
MERGED = {
    "notes_receivable": StatementLine("应收票据及应收账款", "notes_and_accounts_receivable"),
    "notes_payable": StatementLine("应付票据及应付账款", "notes_and_accounts_payable"),
}


def old_assets(*, merged: bool) -> tuple[StatementLine, ...]:
    """The assets of 2014, or of 2018 with bills and accounts in one line."""
    kept = [line for line in ASSETS if line.concept not in NEW_ASSETS]
    place = next(index for index, line in enumerate(kept) if line.concept == "other_receivables")
    shown = [*kept[:place], *(() if merged else INTEREST), *kept[place:]]
    return tuple(_old(line, merged=merged) for line in shown if not (merged and line.concept == "accounts_receivable"))


def old_liabilities(*, merged: bool) -> tuple[StatementLine, ...]:
    """The other half."""
    return tuple(
        _old(line, merged=merged)
        for line in LIABILITIES
        if line.concept not in NEW_LIABILITIES and not (merged and line.concept == "accounts_payable")
    )


def _old(line: StatementLine, *, merged: bool) -> StatementLine:
    if merged and line.concept in MERGED:
        return MERGED[line.concept or ""]
    label = OLD_LABELS.get(line.concept or "", line.label)
    empty = line.concept in ("debt_investments", "other_debt_investments")
    concept = {"debt_investments": "available_for_sale_assets", "other_debt_investments": "held_to_maturity_investments"}
    return StatementLine(
        label, concept[line.concept or ""] if empty else line.concept, line.indent, line.parent, line.consolidated, line.note
    )


OLD_INCOME = statement_rows("""
一、营业总收入|total_revenue = C
其中：营业收入|revenue C #31
二、营业总成本|total_cost = C
其中：营业成本|cost_of_revenue C #31
一、营业收入|revenue = P #4
减：营业成本|cost_of_revenue P #4
营业税金及附加|taxes_and_surcharges >2 #32
销售费用|selling_expense >2
管理费用|admin_expense >2 #33
其中：研究费用|rd_expense >3
财务费用|finance_expense >2
资产减值损失|asset_impairment >2
加：公允价值变动收益（损失以“-”号填列）|fair_value_gains
投资收益（损失以“-”号填列）|investment_income >2
其中：对联营企业和合营企业的投资收益|associates_income >3
三、营业利润（亏损以“-”号填列）|operating_profit =
加：营业外收入|non_operating_income
其中：非流动资产处置利得|noncurrent_disposal_gains >2
减：营业外支出|non_operating_expense
其中：非流动资产处置损失|noncurrent_disposal_losses >2
四、利润总额（亏损总额以“-”号填列）|total_profit =
减：所得税费用|income_tax
五、净利润（净亏损以“-”号填列）|net_profit =
归属于母公司所有者的净利润|net_profit_parent C
少数股东损益|minority_profit C
六、其他综合收益的税后净额|other_comprehensive_income =
七、综合收益总额|total_comprehensive_income =
""")
TRADING_TAX = "主营业务税金及附加"

GENERAL_INCOME = (
    *INCOME,
    *statement_rows("""
八、每股收益：|-
（一）基本每股收益|basic_eps
（二）稀释每股收益|diluted_eps
"""),
)

SMALL_ASSETS = statement_rows("""
流动资产：|-
货币资金|cash
短期投资|short_term_investments
应收票据|notes_receivable
应收账款|accounts_receivable
预付账款|prepayments
应收股利|dividends_receivable
应收利息|interest_receivable
其他应收款|other_receivables
存货|inventory
其中：原材料|raw_materials >2
在产品|work_in_progress >3
库存商品|finished_goods >3
周转材料|revolving_materials >3
其他流动资产|other_current_assets
流动资产合计|total_current_assets =
非流动资产：|-
长期债券投资|long_term_bond_investments
长期股权投资|long_term_equity_investments
固定资产原价|fixed_assets_cost
减：累计折旧|accumulated_depreciation
固定资产账面价值|fixed_assets
在建工程|construction_in_progress
工程物资|construction_materials
固定资产清理|fixed_assets_disposal
生产性生物资产|biological_assets
无形资产|intangible_assets
开发支出|development_expenditure
长期待摊费用|long_term_deferred_expenses
其他非流动资产|other_noncurrent_assets
非流动资产合计|total_noncurrent_assets =
资产总计|total_assets =
""")

SMALL_LIABILITIES = statement_rows("""
流动负债：|-
短期借款|short_term_loans
应付票据|notes_payable
应付账款|accounts_payable
预收账款|advances_received
应付职工薪酬|payroll_payable
应交税费|taxes_payable
应付利息|interest_payable
应付利润|dividends_payable
其他应付款|other_payables
其他流动负债|other_current_liabilities
流动负债合计|total_current_liabilities =
非流动负债：|-
长期借款|long_term_loans
长期应付款|long_term_payables
递延收益|deferred_income
其他非流动负债|other_noncurrent_liabilities
非流动负债合计|total_noncurrent_liabilities =
负债合计|total_liabilities =
所有者权益（或股东权益）：|-
实收资本（或股本）|paid_in_capital
资本公积|capital_reserve
盈余公积|surplus_reserve
未分配利润|retained_earnings
所有者权益（或股东权益）合计|total_equity =
负债和所有者权益（或股东权益）总计|total_liabilities_and_equity =
""")

SMALL_INCOME = statement_rows("""
一、营业收入|revenue =
减：营业成本|cost_of_revenue
税金及附加|taxes_and_surcharges >2
其中：消费税|-consumption_tax >3
城市维护建设税|-city_tax >5
资源税|-resource_tax >5
土地增值税|-land_tax >5
教育费附加、矿产资源补偿费、排污费|-education >5
销售费用|selling_expense >2
其中：商品维修费|-repairs >3
广告费和业务宣传费|-advertising >5
管理费用|admin_expense >2
其中：开办费|startup_expense >3
业务招待费|entertainment_expense >5
研究费用|rd_expense >5
财务费用|finance_expense >2
其中：利息费用（收入以“-”号填列）|interest_expense >3
加：投资收益（损失以“-”号填列）|investment_income
二、营业利润（亏损以“-”号填列）|operating_profit =
加：营业外收入|non_operating_income
其中：政府补助|government_grants >2
减：营业外支出|non_operating_expense
其中：坏账损失|-bad_debts >2
无法收回的长期债券投资损失|-bond_losses >4
自然灾害等不可抗力因素造成的损失|-disasters >4
税收滞纳金|-late_fees >4
三、利润总额（亏损总额以“-”号填列）|total_profit =
减：所得税费用|income_tax
四、净利润（净亏损以“-”号填列）|net_profit =
""")

SMALL_CASH = statement_rows("""
一、经营活动产生的现金流量：|-
销售产成品、商品、提供劳务收到的现金|cash_from_sales
收到其他与经营活动有关的现金|other_operating_receipts
购买原材料、商品、接受劳务支付的现金|cash_for_purchases
支付的职工薪酬|cash_payroll
支付的税费|cash_taxes_paid
支付其他与经营活动有关的现金|other_operating_payments
经营活动产生的现金流量净额|cfo =
二、投资活动产生的现金流量：|-
收回短期投资、长期债券投资和长期股权投资收到的现金|cash_from_investments
取得投资收益收到的现金|cash_from_investment_income
处置固定资产、无形资产和其他非流动资产收回的现金净额|cash_from_asset_disposal
短期投资、长期债券投资和长期股权投资支付的现金|cash_for_investments
购建固定资产、无形资产和其他非流动资产支付的现金|cash_for_assets
投资活动产生的现金流量净额|cfi =
三、筹资活动产生的现金流量：|-
取得借款收到的现金|cash_from_loans
吸收投资者投资收到的现金|cash_from_capital
偿还借款本金支付的现金|cash_for_debts
偿还借款利息支付的现金|cash_for_interest
分配利润支付的现金|cash_for_profit_distribution
筹资活动产生的现金流量净额|cff =
四、现金净增加额|net_cash_increase =
加：期初现金余额|cash_equivalents_start
五、期末现金余额|cash_equivalents_end =
""")
