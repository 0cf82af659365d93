"""The rows of statements in formats that the sample generator does not print: small enterprises, the formats before 2019, banks."""

from __future__ import annotations

from docintel.simulate.lines import ASSETS
from docintel.simulate.lines import CASH_FLOW
from docintel.simulate.lines import INCOME
from docintel.simulate.lines import LIABILITIES
from docintel.simulate.lines import StatementLine

Rows = tuple[tuple[str, str | None], ...]  # a printed label and its concept, None for a heading


def _rows(text: str) -> Rows:
    pairs = (line.strip().partition("=") for line in text.strip().splitlines())
    return tuple((label.strip(), concept.strip() or None) for label, _, concept in pairs)


def _of(lines: tuple[StatementLine, ...], *, group: bool) -> Rows:
    return tuple((line.label, line.concept) for line in lines if (line.consolidated if group else line.parent))


SMALL_ASSETS = _rows("""
流动资产：
货币资金=cash
短期投资=short_term_investments
应收票据=notes_receivable
应收账款=accounts_receivable
预付账款=prepayments
应收股利=dividends_receivable
应收利息=interest_receivable
其他应收款=other_receivables
存货=inventory
其中：原材料=raw_materials
在产品=work_in_progress
库存商品=finished_goods
周转材料=revolving_materials
其他流动资产=other_current_assets
流动资产合计=total_current_assets
非流动资产：
长期债券投资=long_term_bond_investments
长期股权投资=long_term_equity_investments
固定资产原价=fixed_assets_cost
减：累计折旧=accumulated_depreciation
固定资产账面价值=fixed_assets
在建工程=construction_in_progress
工程物资=construction_materials
固定资产清理=fixed_assets_disposal
生产性生物资产=biological_assets
无形资产=intangible_assets
开发支出=development_expenditure
长期待摊费用=long_term_deferred_expenses
其他非流动资产=other_noncurrent_assets
非流动资产合计=total_noncurrent_assets
资产总计=total_assets
""")
SMALL_LIABILITIES = _rows("""
流动负债：
短期借款=short_term_loans
应付票据=notes_payable
应付账款=accounts_payable
预收账款=advances_received
应付职工薪酬=payroll_payable
应交税费=taxes_payable
应付利息=interest_payable
应付利润=dividends_payable
其他应付款=other_payables
其他流动负债=other_current_liabilities
流动负债合计=total_current_liabilities
非流动负债：
长期借款=long_term_loans
长期应付款=long_term_payables
递延收益=deferred_income
其他非流动负债=other_noncurrent_liabilities
非流动负债合计=total_noncurrent_liabilities
负债合计=total_liabilities
所有者权益（或股东权益）：
实收资本（或股本）=paid_in_capital
资本公积=capital_reserve
盈余公积=surplus_reserve
未分配利润=retained_earnings
所有者权益（或股东权益）合计=total_equity
负债和所有者权益（或股东权益）总计=total_liabilities_and_equity
""")
SMALL_INCOME = _rows("""
一、营业收入=revenue
减：营业成本=cost_of_revenue
营业税金及附加=taxes_and_surcharges
销售费用=selling_expense
管理费用=admin_expense
其中：开办费=startup_expense
业务招待费=entertainment_expense
研究费用=rd_expense
财务费用=finance_expense
其中：利息费用（收入以“-”号填列）=interest_expense
加：投资收益（损失以“-”号填列）=investment_income
二、营业利润（亏损以“-”号填列）=operating_profit
加：营业外收入=non_operating_income
其中：政府补助=government_grants
减：营业外支出=non_operating_expense
三、利润总额（亏损总额以“-”号填列）=total_profit
减：所得税费用=income_tax
四、净利润（净亏损以“-”号填列）=net_profit
""")
SMALL_CASH = _rows("""
一、经营活动产生的现金流量：
销售产成品、商品、提供劳务收到的现金=cash_from_sales
收到其他与经营活动有关的现金=other_operating_receipts
购买原材料、商品、接受劳务支付的现金=cash_for_purchases
支付的职工薪酬=cash_payroll
支付的税费=cash_taxes_paid
支付其他与经营活动有关的现金=other_operating_payments
经营活动产生的现金流量净额=cfo
二、投资活动产生的现金流量：
投资活动产生的现金流量净额=cfi
三、筹资活动产生的现金流量：
取得借款收到的现金=cash_from_loans
筹资活动产生的现金流量净额=cff
四、现金净增加额=net_cash_increase
加：期初现金余额=cash_equivalents_start
五、期末现金余额=cash_equivalents_end
""")
INCOME_2014 = _rows("""
一、营业总收入=total_revenue
其中：营业收入=revenue
利息收入=interest_revenue
二、营业总成本=total_cost
其中：营业成本=cost_of_revenue
利息支出=interest_cost
营业税金及附加=taxes_and_surcharges
销售费用=selling_expense
管理费用=admin_expense
财务费用=finance_expense
资产减值损失=asset_impairment
加：公允价值变动收益（损失以“－”号填列）=fair_value_gains
投资收益（损失以“－”号填列）=investment_income
其中：对联营企业和合营企业的投资收益=associates_income
三、营业利润（亏损以“－”号填列）=operating_profit
加：营业外收入=non_operating_income
其中：非流动资产处置利得=noncurrent_disposal_gains
减：营业外支出=non_operating_expense
其中：非流动资产处置损失=noncurrent_disposal_losses
四、利润总额（亏损总额以“－”号填列）=total_profit
减：所得税费用=income_tax
五、净利润（净亏损以“－”号填列）=net_profit
归属于母公司所有者的净利润=net_profit_parent
少数股东损益=minority_profit
六、其他综合收益的税后净额=other_comprehensive_income
七、综合收益总额=total_comprehensive_income
（一）基本每股收益=basic_eps
（二）稀释每股收益=diluted_eps
""")
ASSETS_2006 = _rows("""
流动资产：
货币资金=cash
交易性金融资产=trading_assets
应收票据=notes_receivable
应收账款=accounts_receivable
预付款项=prepayments
应收利息=interest_receivable
应收股利=dividends_receivable
其他应收款=other_receivables
存货=inventory
一年内到期的非流动资产=noncurrent_assets_due
其他流动资产=other_current_assets
流动资产合计=total_current_assets
非流动资产：
可供出售金融资产=available_for_sale_assets
持有至到期投资=held_to_maturity_investments
长期应收款=long_term_receivables
长期股权投资=long_term_equity_investments
投资性房地产=investment_property
固定资产=fixed_assets
在建工程=construction_in_progress
工程物资=construction_materials
固定资产清理=fixed_assets_disposal
无形资产=intangible_assets
开发支出=development_expenditure
商誉=goodwill
长期待摊费用=long_term_deferred_expenses
递延所得税资产=deferred_tax_assets
其他非流动资产=other_noncurrent_assets
非流动资产合计=total_noncurrent_assets
资产总计=total_assets
""")
BANK_ASSETS = _rows("""
资产：
现金及存放中央银行款项=cash_and_central_bank
存放同业及其他金融机构款项=deposits_with_banks
拆出资金=lendings_to_banks
买入返售金融资产=reverse_repos
发放贷款和垫款=loans_and_advances
债权投资=debt_investments
长期股权投资=long_term_equity_investments
固定资产=fixed_assets
无形资产=intangible_assets
递延所得税资产=deferred_tax_assets
其他资产=other_assets
资产总计=total_assets
负债：
向中央银行借款=central_bank_loans
同业及其他金融机构存放款项=deposits_from_banks
拆入资金=borrowings_from_banks
卖出回购金融资产款=repos
吸收存款=customer_deposits
应付职工薪酬=payroll_payable
应交税费=taxes_payable
应付债券=bonds_payable
其他负债=other_liabilities
负债合计=total_liabilities
股东权益：
股本=paid_in_capital
资本公积=capital_reserve
盈余公积=surplus_reserve
一般风险准备=general_risk_reserve
未分配利润=retained_earnings
股东权益合计=total_equity
负债和股东权益总计=total_liabilities_and_equity
""")
BANK_INCOME = _rows("""
一、营业收入=revenue
利息净收入=net_interest_income
利息收入=interest_revenue
利息支出=interest_cost
手续费及佣金净收入=net_fee_income
手续费及佣金收入=fee_revenue
手续费及佣金支出=fee_cost
投资收益=investment_income
公允价值变动收益=fair_value_gains
汇兑收益=exchange_gains
二、营业支出=operating_cost
税金及附加=taxes_and_surcharges
业务及管理费=business_admin_expense
信用减值损失=credit_impairment
三、营业利润=operating_profit
加：营业外收入=non_operating_income
减：营业外支出=non_operating_expense
四、利润总额=total_profit
减：所得税费用=income_tax
五、净利润=net_profit
六、其他综合收益的税后净额=other_comprehensive_income
七、综合收益总额=total_comprehensive_income
""")
FORMATS: dict[str, tuple[str, str, Rows, Rows]] = {
    # name: kind, title, rows, rows of the right half
    "balance": ("balance_sheet", "资产负债表", _of(ASSETS + LIABILITIES, group=False), ()),
    "group_balance": ("balance_sheet", "资产负债表", _of(ASSETS + LIABILITIES, group=True), ()),
    "balance_halves": ("balance_sheet", "资产负债表", _of(ASSETS, group=False), _of(LIABILITIES, group=False)),
    "balance_2006_halves": ("balance_sheet", "资产负债表", ASSETS_2006, _of(LIABILITIES, group=True)),
    "small_halves": ("balance_sheet", "资产负债表", SMALL_ASSETS, SMALL_LIABILITIES),
    "income": ("income_statement", "利润表", _of(INCOME, group=False), ()),
    "group_income": ("income_statement", "利润表", _of(INCOME, group=True), ()),
    "income_2014": ("income_statement", "利润表", INCOME_2014, ()),
    "small_income": ("income_statement", "利润表", SMALL_INCOME, ()),
    "cash": ("cash_flow_statement", "现金流量表", _of(CASH_FLOW, group=False), ()),
    "small_cash": ("cash_flow_statement", "现金流量表", SMALL_CASH, ()),
    "bank_balance": ("balance_sheet", "资产负债表", BANK_ASSETS, ()),
    "bank_income": ("income_statement", "利润表", BANK_INCOME, ()),
}
