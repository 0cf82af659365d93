"""The books of an invented company: years of trade from which its statements follow to the fen (all amounts are whole fen)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from docintel.simulate.lines import summed

Lines = dict[str, int]

OPENING = 2018
YEARS = (2019, 2020, 2021, 2022)
YUAN = 100
MILLION = 1_000_000 * YUAN
VAT = 130  # permille

BALANCE_TOTALS = (
    "total_current_assets", "total_noncurrent_assets", "total_assets", "total_current_liabilities", "total_noncurrent_liabilities",
    "total_liabilities", "equity_parent", "total_equity", "total_liabilities_and_equity",
)  # fmt: skip
INCOME_TOTALS = ("finance_expense", "total_cost", "operating_profit", "total_profit")
CASH_TOTALS = (
    "operating_inflow", "operating_outflow", "cfo", "investing_inflow", "investing_outflow", "cfi",
    "financing_inflow", "financing_outflow", "cff", "net_cash_increase", "cash_equivalents_end",
)  # fmt: skip

# what the balances of working capital come to, in hundred-thousandths of the year's revenue or cost
OF_REVENUE = {
    "accounts_receivable": (17000, 21000), "notes_receivable": (2500, 4500), "receivables_financing": (1500, 3000),
    "other_receivables": (300, 700), "other_current_assets": (400, 900), "contract_liabilities": (2000, 3500),
    "payroll_payable": (2200, 3200), "taxes_payable": (1000, 2000), "other_payables": (700, 1400),
    "long_term_deferred_expenses": (300, 600),
}  # fmt: skip
OF_COST = {
    "prepayments": (1500, 3000), "inventory": (19000, 25000), "accounts_payable": (17000, 22000), "notes_payable": (4000, 6500),
}  # fmt: skip
EXPENSES = {
    "taxes_and_surcharges": (600, 900), "selling_expense": (3800, 5200), "admin_expense": (5200, 6500), "other_gains": (800, 1500),
    "bank_charges": (30, 60), "investment_income": (50, 200), "non_operating_income": (40, 160), "non_operating_expense": (30, 140),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trade:
    """What a company set out to do: main revenue of OPENING and YEARS, capital, R&D in hundred-thousandths of revenue, stake held."""

    main_revenue: tuple[int, ...]
    capital: int
    reserve: int
    research: tuple[int, int]
    holds: int = 0
    pays_dividends: bool = True


def part(rng: Random, amount: int, bounds: tuple[int, int]) -> int:
    """Between `bounds` hundred-thousandths of an amount, with odd fen."""
    return amount * rng.randint(*bounds) // 100_000 + rng.randint(0, 9_999)


def round_loan(amount: int) -> int:
    """Loans come in half millions of yuan."""
    return amount // (MILLION // 2) * (MILLION // 2)


def keep_books(rng: Random, trade: Trade) -> dict[int, Lines]:
    """The statements of one company for OPENING (its balances only) and YEARS."""
    books = {OPENING: _opening(rng, trade)}
    for year, main in zip(YEARS, trade.main_revenue[1:], strict=True):
        books[year] = _year(rng, trade, books[year - 1], main)
    return books


def _opening(rng: Random, trade: Trade) -> Lines:
    revenue = trade.main_revenue[0]
    lines = _working_capital(rng, revenue, revenue * 66 // 100)
    lines |= {
        "fixed_assets": part(rng, revenue, (30000, 36000)), "construction_in_progress": part(rng, revenue, (1500, 4000)),
        "intangible_assets": part(rng, revenue, (5000, 8000)), "deferred_tax_assets": part(rng, revenue, (300, 600)),
        "deferred_income": part(rng, revenue, (1500, 2500)), "trading_assets": 0, "allowance": part(rng, revenue, (900, 1300)),
        "short_term_loans": round_loan(part(rng, revenue, (8000, 12000))), "long_term_loans": round_loan(part(rng, revenue, (3000, 6000))),
        "long_term_equity_investments": trade.holds, "paid_in_capital": trade.capital, "capital_reserve": trade.reserve,
        "surplus_reserve": part(rng, trade.capital, (5000, 9000)), "cash": part(rng, revenue, (16000, 22000)),
    }  # fmt: skip
    for total in (
        "total_current_assets",
        "total_noncurrent_assets",
        "total_assets",
        "total_current_liabilities",
        "total_noncurrent_liabilities",
    ):
        lines[total] = summed(lines, total)
    owed = summed(lines, "total_liabilities")
    lines["retained_earnings"] = (
        lines["total_assets"] - owed - lines["paid_in_capital"] - lines["capital_reserve"] - lines["surplus_reserve"]
    )
    lines["cash_equivalents_end"] = lines["cash"] - lines["restricted_cash"]
    return _totalled(lines, BALANCE_TOTALS)


def _working_capital(rng: Random, revenue: int, cost: int) -> Lines:
    lines = {line: part(rng, revenue, bounds) for line, bounds in OF_REVENUE.items()}
    lines |= {line: part(rng, cost, bounds) for line, bounds in OF_COST.items()}
    lines["restricted_cash"] = lines["notes_payable"] * 3 // 10
    return lines


def _year(rng: Random, trade: Trade, before: Lines, main: int) -> Lines:
    lines = _trading(rng, trade, before, main)
    lines |= _working_capital(rng, lines["revenue"], lines["cost_of_revenue"])
    lines |= _long_term(rng, before, lines["revenue"])
    lines["deferred_tax_assets"] = before["deferred_tax_assets"] - (lines["credit_impairment"] + lines["asset_impairment"]) * 15 // 100
    _taxed(lines, before)
    _distributed(rng, trade, lines, before)
    lines |= {key: before[key] for key in ("long_term_equity_investments", "paid_in_capital", "capital_reserve")}
    lines |= cash_flows(rng, lines, before)
    lines["cash"] = lines["cash_equivalents_end"] + lines["restricted_cash"]
    return _totalled(lines, BALANCE_TOTALS)


def _trading(rng: Random, trade: Trade, before: Lines, main: int) -> Lines:
    other = part(rng, main, (2500, 5500))
    lines = {"main_revenue": main, "other_business_revenue": other, "main_cost": part(rng, main, (62500, 67500))}
    lines["other_business_cost"] = part(rng, other, (70000, 82000))
    revenue = lines["revenue"] = lines["total_revenue"] = main + other
    lines["cost_of_revenue"] = lines["main_cost"] + lines["other_business_cost"]
    lines |= {line: part(rng, revenue, bounds) for line, bounds in EXPENSES.items()}
    lines["rd_expense"] = part(rng, revenue, trade.research)
    lines["interest_expense"] = part(rng, before["short_term_loans"] + before["long_term_loans"], (4200, 4700))
    lines["interest_income"] = part(rng, before["cash"], (350, 900))
    lines["exchange_effect"] = rng.randint(-3_000_000, 3_000_000)
    lines["credit_impairment"] = -part(rng, revenue, (150, 400))
    lines["asset_impairment"] = -part(rng, revenue, (80, 260))
    lines["asset_disposal_gains"] = rng.randint(-6_000_000, 9_000_000)
    lines["allowance"] = before["allowance"] - lines["credit_impairment"]
    return lines


def _long_term(rng: Random, before: Lines, revenue: int) -> Lines:
    worn = before["fixed_assets"] * 9 // 100 + rng.randint(0, 9_999)
    amortised = before["intangible_assets"] * 4 // 100 + rng.randint(0, 9_999)
    bought = part(rng, revenue, (3600, 5600))
    scrapped = part(rng, revenue, (100, 200)) + 6_000_000
    return {
        "fixed_assets": before["fixed_assets"] + bought - worn - scrapped, "depreciation": worn, "amortisation": amortised, "scrapped": scrapped,
        "construction_in_progress": part(rng, revenue, (1200, 3800)), "intangible_assets": before["intangible_assets"] - amortised
        + part(rng, revenue, (100, 900)), "deferred_income": before["deferred_income"] * rng.randint(82, 96) // 100,
        "trading_assets": round_loan(part(rng, revenue, (1500, 5000))),
        "short_term_loans": round_loan(part(rng, revenue, (7500, 10500))), "long_term_loans": round_loan(part(rng, revenue, (2500, 5000))),
    }  # fmt: skip


def _taxed(lines: Lines, before: Lines) -> None:
    _totalled(lines, INCOME_TOTALS)
    current = lines["total_profit"] * 135 // 1000  # a high-technology enterprise pays 15 %, less the extra deduction for R&D
    lines["current_tax"] = current
    lines["income_tax"] = current - (lines["deferred_tax_assets"] - before["deferred_tax_assets"])
    lines["net_profit"] = summed(lines, "net_profit")


def _distributed(rng: Random, trade: Trade, lines: Lines, before: Lines) -> None:
    half = lines["paid_in_capital"] // 2 if "paid_in_capital" in lines else before["paid_in_capital"] // 2
    set_aside = max(0, min(lines["net_profit"] // 10, half - before["surplus_reserve"]))  # Company Law: a tenth, up to half the capital
    dividends = part(rng, before.get("net_profit", lines["net_profit"]), (18000, 28000)) if trade.pays_dividends else 0
    lines["set_aside"], lines["dividends"] = set_aside, dividends
    lines["surplus_reserve"] = before["surplus_reserve"] + set_aside
    lines["retained_earnings"] = before["retained_earnings"] + lines["net_profit"] - set_aside - dividends


def cash_flows(rng: Random, lines: Lines, before: Lines) -> Lines:
    """The cash-flow statement that the year's profit and the change of every balance leave no choice in."""

    def grown(*keys: str) -> int:
        return sum(lines[key] - before[key] for key in keys)

    goods, staff = lines["cost_of_revenue"] * 58 // 100, lines["revenue"] * 16 // 100
    charged, paid_vat = lines["revenue"] * VAT // 1000, goods * VAT // 1000
    spent = sum(lines[key] for key in ("cost_of_revenue", "selling_expense", "admin_expense", "rd_expense", "bank_charges"))
    other = spent - goods - staff - lines["depreciation"] - lines["amortisation"]
    turned = round_loan(part(rng, lines["revenue"], (8000, 20000)))  # wealth products bought and redeemed within the year
    lent = before["short_term_loans"] + max(0, -grown("long_term_loans"))
    flows = {
        "cash_from_sales": lines["revenue"] + charged + lines["credit_impairment"] + grown("contract_liabilities")
        - grown("accounts_receivable", "notes_receivable", "receivables_financing"),
        "other_operating_receipts": lines["other_gains"] + lines["interest_income"] + lines["non_operating_income"] + grown("deferred_income"),
        "cash_for_purchases": goods + paid_vat + grown("inventory", "prepayments") - lines["asset_impairment"]
        - grown("accounts_payable", "notes_payable"),
        "cash_payroll": staff - grown("payroll_payable"),
        "cash_taxes_paid": lines["taxes_and_surcharges"] + lines["current_tax"] + charged - paid_vat - grown("taxes_payable"),
        "other_operating_payments": other + lines["non_operating_expense"] - grown("other_payables")
        + grown("other_receivables", "other_current_assets", "restricted_cash"),
        "cash_from_investments": turned, "cash_for_investments": turned + grown("trading_assets"),
        "cash_from_investment_income": lines["investment_income"], "cash_from_asset_disposal": lines["scrapped"] + lines["asset_disposal_gains"],
        "cash_for_assets": lines["depreciation"] + lines["amortisation"] + lines["scrapped"]
        + grown("fixed_assets", "construction_in_progress", "intangible_assets", "long_term_deferred_expenses"),
        "cash_for_debts": lent, "cash_from_loans": lent + grown("short_term_loans", "long_term_loans"),
        "cash_for_dividends": lines["dividends"] + lines["interest_expense"],
        "exchange_effect": lines["exchange_effect"], "cash_equivalents_start": before["cash_equivalents_end"],
    }  # fmt: skip
    return _totalled(flows, CASH_TOTALS)


def _totalled(lines: Lines, totals: tuple[str, ...]) -> Lines:
    for total in totals:
        lines[total] = summed(lines, total)
    return lines
