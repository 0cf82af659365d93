"""The lines of the three statements as printed (general enterprises, format of 2019), and which lines make up which total."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One printed row: `concept` is None for a heading; `parent` and `consolidated` say in which of the two statements it stands."""

    label: str
    concept: str | None = None
    indent: int = 1
    parent: bool = True
    consolidated: bool = True
    note: str = ""


def statement_rows(text: str) -> tuple[StatementLine, ...]:
    """Rows as `label|concept flags`, one a line; see the flags below."""
    return tuple(_row(line) for line in text.strip().splitlines())


def _row(line: str) -> StatementLine:
    label, _, rest = line.strip().partition("|")
    concept, _, flags = rest.strip().partition(" ")
    words = flags.split()
    heading = concept in ("", "-")
    indent = next((int(word[1:]) for word in words if word.startswith(">")), 0 if heading or "=" in words else 1)
    note = next((word[1:] for word in words if word.startswith("#")), "")
    return StatementLine(label.strip(), None if heading else concept, indent, "C" not in words, "P" not in words, note)


# flags: `=` a total, `>n` indent, `#n` note number, `C` consolidated statements only
ASSETS = statement_rows("""
流动资产：|-
货币资金|cash #1
交易性金融资产|trading_assets
衍生金融资产|derivative_assets
应收票据|notes_receivable
应收账款|accounts_receivable #2
应收款项融资|receivables_financing
预付款项|prepayments
其他应收款|other_receivables
存货|inventory #3
合同资产|contract_assets
持有待售资产|held_for_sale_assets
一年内到期的非流动资产|noncurrent_assets_due
其他流动资产|other_current_assets
流动资产合计|total_current_assets =
非流动资产：|-
债权投资|debt_investments
其他债权投资|other_debt_investments
长期应收款|long_term_receivables
长期股权投资|long_term_equity_investments
其他权益工具投资|other_equity_investments
其他非流动金融资产|other_noncurrent_financial_assets
投资性房地产|investment_property
固定资产|fixed_assets
在建工程|construction_in_progress
生产性生物资产|biological_assets
油气资产|oil_and_gas_assets
使用权资产|right_of_use_assets
无形资产|intangible_assets
开发支出|development_expenditure
商誉|goodwill
长期待摊费用|long_term_deferred_expenses
递延所得税资产|deferred_tax_assets
其他非流动资产|other_noncurrent_assets
非流动资产合计|total_noncurrent_assets =
资产总计|total_assets =
""")

LIABILITIES = statement_rows("""
流动负债：|-
短期借款|short_term_loans
交易性金融负债|trading_liabilities
衍生金融负债|derivative_liabilities
应付票据|notes_payable
应付账款|accounts_payable
预收款项|advances_received
合同负债|contract_liabilities
应付职工薪酬|payroll_payable
应交税费|taxes_payable
其他应付款|other_payables
持有待售负债|held_for_sale_liabilities
一年内到期的非流动负债|noncurrent_liabilities_due
其他流动负债|other_current_liabilities
流动负债合计|total_current_liabilities =
非流动负债：|-
长期借款|long_term_loans
应付债券|bonds_payable
租赁负债|lease_liabilities
长期应付款|long_term_payables
预计负债|provisions
递延收益|deferred_income
递延所得税负债|deferred_tax_liabilities
其他非流动负债|other_noncurrent_liabilities
非流动负债合计|total_noncurrent_liabilities =
负债合计|total_liabilities =
所有者权益（或股东权益）：|-
实收资本（或股本）|paid_in_capital
其他权益工具|other_equity_instruments
资本公积|capital_reserve
减：库存股|treasury_shares
其他综合收益|accumulated_oci
专项储备|special_reserve
盈余公积|surplus_reserve
未分配利润|retained_earnings
归属于母公司所有者权益合计|equity_parent = C
少数股东权益|minority_equity C
所有者权益（或股东权益）合计|total_equity =
负债和所有者权益（或股东权益）总计|total_liabilities_and_equity =
""")

INCOME = statement_rows("""
一、营业总收入|total_revenue = C
其中：营业收入|revenue C #4
二、营业总成本|total_cost = C
其中：营业成本|cost_of_revenue C #4
一、营业收入|revenue = P #1
减：营业成本|cost_of_revenue P #1
税金及附加|taxes_and_surcharges >2
销售费用|selling_expense >2
管理费用|admin_expense >2
研发费用|rd_expense >2 #5
财务费用|finance_expense >2
其中：利息费用|interest_expense >3
利息收入|interest_income >3
加：其他收益|other_gains
投资收益（损失以“－”号填列）|investment_income >2
公允价值变动收益（损失以“－”号填列）|fair_value_gains >2
信用减值损失（损失以“－”号填列）|credit_impairment >2
资产减值损失（损失以“－”号填列）|asset_impairment >2
资产处置收益（损失以“－”号填列）|asset_disposal_gains >2
三、营业利润（亏损以“－”号填列）|operating_profit =
加：营业外收入|non_operating_income
减：营业外支出|non_operating_expense
四、利润总额（亏损总额以“－”号填列）|total_profit =
减：所得税费用|income_tax
五、净利润（净亏损以“－”号填列）|net_profit =
（一）按经营持续性分类|-
1．持续经营净利润（净亏损以“－”号填列）|continuing_profit
2．终止经营净利润（净亏损以“－”号填列）|discontinued_profit
（二）按所有权归属分类|- C
1．归属于母公司所有者的净利润|net_profit_parent C
2．少数股东损益|minority_profit C
六、其他综合收益的税后净额|other_comprehensive_income =
七、综合收益总额|total_comprehensive_income =
归属于母公司所有者的综合收益总额|comprehensive_income_parent C
归属于少数股东的综合收益总额|comprehensive_income_minority C
""")

CASH_FLOW = statement_rows("""
一、经营活动产生的现金流量：|-
销售商品、提供劳务收到的现金|cash_from_sales
收到的税费返还|tax_refunds
收到其他与经营活动有关的现金|other_operating_receipts
经营活动现金流入小计|operating_inflow =
购买商品、接受劳务支付的现金|cash_for_purchases
支付给职工以及为职工支付的现金|cash_payroll
支付的各项税费|cash_taxes_paid
支付其他与经营活动有关的现金|other_operating_payments
经营活动现金流出小计|operating_outflow =
经营活动产生的现金流量净额|cfo =
二、投资活动产生的现金流量：|-
收回投资收到的现金|cash_from_investments
取得投资收益收到的现金|cash_from_investment_income
处置固定资产、无形资产和其他长期资产收回的现金净额|cash_from_asset_disposal
处置子公司及其他营业单位收到的现金净额|cash_from_subsidiary_disposal
收到其他与投资活动有关的现金|other_investing_receipts
投资活动现金流入小计|investing_inflow =
购建固定资产、无形资产和其他长期资产支付的现金|cash_for_assets
投资支付的现金|cash_for_investments
取得子公司及其他营业单位支付的现金净额|cash_for_subsidiaries
支付其他与投资活动有关的现金|other_investing_payments
投资活动现金流出小计|investing_outflow =
投资活动产生的现金流量净额|cfi =
三、筹资活动产生的现金流量：|-
吸收投资收到的现金|cash_from_capital
取得借款收到的现金|cash_from_loans
收到其他与筹资活动有关的现金|other_financing_receipts
筹资活动现金流入小计|financing_inflow =
偿还债务支付的现金|cash_for_debts
分配股利、利润或偿付利息支付的现金|cash_for_dividends
支付其他与筹资活动有关的现金|other_financing_payments
筹资活动现金流出小计|financing_outflow =
筹资活动产生的现金流量净额|cff =
四、汇率变动对现金及现金等价物的影响|exchange_effect =
五、现金及现金等价物净增加额|net_cash_increase =
加：期初现金及现金等价物余额|cash_equivalents_start
六、期末现金及现金等价物余额|cash_equivalents_end =
""")

CURRENT_ASSETS = "cash trading_assets notes_receivable accounts_receivable receivables_financing prepayments other_receivables inventory other_current_assets"
NONCURRENT_ASSETS = (
    "long_term_equity_investments fixed_assets construction_in_progress intangible_assets long_term_deferred_expenses deferred_tax_assets"
)
CURRENT_LIABILITIES = "short_term_loans notes_payable accounts_payable contract_liabilities payroll_payable taxes_payable other_payables other_current_liabilities"

# each total with the signed lines it is the sum of, in an order in which every part is known before it is used
TOTALS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (total, tuple(parts.split()))
    for total, parts in (
        ("total_current_assets", CURRENT_ASSETS),
        ("total_noncurrent_assets", NONCURRENT_ASSETS),
        ("total_assets", "total_current_assets total_noncurrent_assets"),
        ("total_current_liabilities", CURRENT_LIABILITIES),
        ("total_noncurrent_liabilities", "long_term_loans deferred_income"),
        ("total_liabilities", "total_current_liabilities total_noncurrent_liabilities"),
        ("equity_parent", "paid_in_capital capital_reserve surplus_reserve retained_earnings"),
        ("total_equity", "equity_parent minority_equity"),
        ("total_liabilities_and_equity", "total_liabilities total_equity"),
        ("finance_expense", "interest_expense -interest_income bank_charges -exchange_effect"),
        ("total_cost", "cost_of_revenue taxes_and_surcharges selling_expense admin_expense rd_expense finance_expense"),
        ("operating_profit", "total_revenue -total_cost other_gains investment_income credit_impairment asset_impairment asset_disposal_gains"),
        ("total_profit", "operating_profit non_operating_income -non_operating_expense"),
        ("net_profit", "total_profit -income_tax"),
        ("operating_inflow", "cash_from_sales other_operating_receipts"),
        ("operating_outflow", "cash_for_purchases cash_payroll cash_taxes_paid other_operating_payments"),
        ("cfo", "operating_inflow -operating_outflow"),
        ("investing_inflow", "cash_from_investments cash_from_investment_income cash_from_asset_disposal"),
        ("investing_outflow", "cash_for_assets cash_for_investments"),
        ("cfi", "investing_inflow -investing_outflow"),
        ("financing_inflow", "cash_from_loans"),
        ("financing_outflow", "cash_for_debts cash_for_dividends"),
        ("cff", "financing_inflow -financing_outflow"),
        ("net_cash_increase", "cfo cfi cff exchange_effect"),
        ("cash_equivalents_end", "cash_equivalents_start net_cash_increase"),
    )
)  # fmt: skip


def summed(lines: dict[str, int], total: str) -> int:
    """The sum of the signed parts of `total`; a part that the enterprise does not have adds nothing."""
    parts = dict(TOTALS)[total]
    return sum(-lines.get(part[1:], 0) if part.startswith("-") else lines.get(part, 0) for part in parts)
