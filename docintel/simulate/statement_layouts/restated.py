"""The same books under other formats: half a year, the formats before 2019, the standard for small enterprises, one share's profit."""

from __future__ import annotations

from docintel.simulate.books import BALANCE_TOTALS
from docintel.simulate.books import CASH_TOTALS
from docintel.simulate.books import INCOME_TOTALS
from docintel.simulate.books import Lines
from docintel.simulate.lines import ASSETS
from docintel.simulate.lines import LIABILITIES
from docintel.simulate.lines import summed
from docintel.simulate.statements import with_derived

STOCKS = {line.concept for line in (*ASSETS, *LIABILITIES)} | {"restricted_cash", "allowance"}
EQUITY = ("paid_in_capital", "capital_reserve", "surplus_reserve", "minority_equity")


def half_year(before: Lines, after: Lines) -> Lines:
    """The first half of a year: half of every flow, balances midway; totals are summed anew, so all identities hold."""
    lines = {key: (before.get(key, 0) + value) // 2 if key in STOCKS else value // 2 for key, value in after.items()}
    lines["revenue"] = lines["total_revenue"] = lines["main_revenue"] + lines["other_business_revenue"]
    lines["cost_of_revenue"] = lines["main_cost"] + lines["other_business_cost"]
    lines["cash_equivalents_start"] = before["cash_equivalents_end"]
    for total in (*INCOME_TOTALS, "net_profit", *CASH_TOTALS):
        lines[total] = summed(lines, total)
    if "minority_profit" in lines:
        lines["net_profit_parent"] = lines["net_profit"] - lines["minority_profit"]
    lines["cash"] = lines["cash_equivalents_end"] + lines["restricted_cash"]
    for total in BALANCE_TOTALS[:6]:
        lines[total] = summed(lines, total)
    lines["retained_earnings"] = lines["total_assets"] - lines["total_liabilities"] - sum(lines.get(part, 0) for part in EQUITY)
    for total in BALANCE_TOTALS[6:]:
        lines[total] = summed(lines, total)
    return lines


def per_share(lines: Lines) -> Lines:
    """The lines with earnings per share of one yuan, in fen."""
    earned = lines.get("net_profit_parent", lines["net_profit"])
    eps = (earned * 200 + lines["paid_in_capital"]) // (2 * lines["paid_in_capital"])
    return {**with_derived(lines), "basic_eps": eps, "diluted_eps": eps}


def format_2018(lines: Lines) -> Lines:
    """财会〔2018〕15号 for those who keep the old standards: bills and accounts in one line, impairment as a cost."""
    old = format_2014(lines)
    old["notes_and_accounts_receivable"] = old["notes_receivable"] + old["accounts_receivable"]
    old["notes_and_accounts_payable"] = old["notes_payable"] + old["accounts_payable"]
    return old


def format_2014(lines: Lines) -> Lines:
    """The format of 2014: R&D inside administration, impairment as a cost, grants and disposals outside operations."""
    old = dict(with_derived(lines))
    disposal, gains = old.pop("asset_disposal_gains"), old.pop("other_gains")
    old["asset_impairment"] = -(old.pop("credit_impairment") + old["asset_impairment"])
    old["admin_expense"] += old["rd_expense"]
    old["non_operating_income"] += gains + max(disposal, 0)
    old["noncurrent_disposal_gains"], old["noncurrent_disposal_losses"] = max(disposal, 0), max(-disposal, 0)
    old["non_operating_expense"] += max(-disposal, 0)
    costs = ("cost_of_revenue", "taxes_and_surcharges", "selling_expense", "admin_expense", "finance_expense", "asset_impairment")
    old["total_cost"] = sum(old[cost] for cost in costs)
    old["operating_profit"] = old["revenue"] - old["total_cost"] + old["investment_income"]
    old["advances_received"] = old.pop("contract_liabilities")
    old["notes_receivable"] += old.pop("receivables_financing")
    return old


def small_enterprise(lines: Lines) -> Lines:
    """小企业会计准则: losses outside operations, R&D inside administration, no exchange line in the cash flows."""
    small = format_2014(lines)
    small["non_operating_expense"] += small["asset_impairment"]
    small["operating_profit"] += small["asset_impairment"]
    small["-bad_debts"] = small.pop("asset_impairment")
    small["government_grants"] = lines["other_gains"]
    small["-city_tax"] = small["taxes_and_surcharges"] * 45 // 100
    small["-education"] = small["taxes_and_surcharges"] * 32 // 100
    small["-advertising"] = small["selling_expense"] * 21 // 100
    small["entertainment_expense"] = small["admin_expense"] * 4 // 100
    small["short_term_investments"] = small.pop("trading_assets")
    small["raw_materials"] = small["inventory"] * 34 // 100
    small["work_in_progress"] = small["inventory"] * 27 // 100
    small["finished_goods"] = small["inventory"] - small["raw_materials"] - small["work_in_progress"]
    small["other_noncurrent_assets"] = small.pop("deferred_tax_assets")
    small["accumulated_depreciation"] = small["fixed_assets"] * 38 // 100
    small["fixed_assets_cost"] = small["fixed_assets"] + small["accumulated_depreciation"]
    small["other_operating_receipts"] += small["exchange_effect"]
    small["cfo"] += small.pop("exchange_effect")
    small["cash_for_interest"] = small["interest_expense"]
    small["cash_for_profit_distribution"] = small["cash_for_dividends"] - small["interest_expense"]
    return small


def month_of(lines: Lines) -> Lines:
    """What the last month of the year may have brought: a column beside the year's that is not the year."""
    return {key: value * 9 // 100 for key, value in lines.items()}


def part_of_year(lines: Lines, months: int) -> Lines:
    """A year's lines, spread evenly; what is cut off in the parts is cut off in the totals too."""
    part = {key: value * months // 12 for key, value in lines.items()}
    part["total_profit"] = part["operating_profit"] + part["non_operating_income"] - part["non_operating_expense"]
    part["net_profit"] = part["total_profit"] - part["income_tax"]
    part["cash_equivalents_end"] = part["cash_equivalents_start"] + part["net_cash_increase"]
    return part
