"""A parent and its subsidiary: their books, and the consolidated statements that follow from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from docintel.simulate.books import BALANCE_TOTALS
from docintel.simulate.books import CASH_TOTALS
from docintel.simulate.books import INCOME_TOTALS
from docintel.simulate.books import MILLION
from docintel.simulate.books import OPENING
from docintel.simulate.books import VAT
from docintel.simulate.books import YEARS
from docintel.simulate.books import Lines
from docintel.simulate.books import Trade
from docintel.simulate.books import keep_books
from docintel.simulate.lines import summed

CONSOLIDATED, PARENT = "consolidated", "parent"


@dataclass(frozen=True, slots=True)
class Group:
    """The statements by scope and year; `stake` is the percentage the parent holds of the subsidiary."""

    statements: Mapping[str, Mapping[int, Lines]]
    capital: int
    subsidiary_capital: int
    stake: int


def found_group(rng: Random) -> Group:
    """A parent with revenue of roughly a hundred to three hundred million yuan and a subsidiary that supplies it."""
    stake = rng.choice((70, 75, 80))
    subsidiary_capital = rng.randint(8, 14) * MILLION
    capital = rng.randint(30, 40) * MILLION + 105_000 * 100
    first = rng.randint(95, 150) * MILLION + rng.randint(0, 10**8)
    parent_trade = Trade(
        _growing(rng, first, (108, 117)), capital, rng.randint(2, 6) * MILLION, (4300, 5600), subsidiary_capital * stake // 100
    )
    supplied = _growing(rng, first * rng.randint(12, 17) // 100, (107, 118))
    parent = keep_books(rng, parent_trade)
    subsidiary = keep_books(rng, Trade(supplied, subsidiary_capital, 0, (3600, 4600), pays_dividends=False))
    internal = {year: subsidiary[year]["main_revenue"] * rng.randint(30, 45) // 100 for year in YEARS}
    internal[OPENING] = supplied[0] * 38 // 100
    return Group({CONSOLIDATED: consolidate(parent, subsidiary, internal, stake), PARENT: parent}, capital, subsidiary_capital, stake)


def _growing(rng: Random, first: int, percent: tuple[int, int]) -> tuple[int, ...]:
    series = [first]
    for _ in YEARS:
        series.append(series[-1] * rng.randint(percent[0] * 100, percent[1] * 100) // 10_000 + rng.randint(0, 9_999))
    return tuple(series)


def consolidate(parent: dict[int, Lines], subsidiary: dict[int, Lines], internal: dict[int, int], stake: int) -> dict[int, Lines]:
    """Line by line, less what the two sold and owe each other, the stake against the capital, and the minority's part."""
    kept = 0  # the minority's part of retained profits
    minority_capital = subsidiary[OPENING]["paid_in_capital"] * (100 - stake) // 100
    consolidated: dict[int, Lines] = {}
    for year in (OPENING, *YEARS):
        lines = _added(parent[year], subsidiary[year])
        own = subsidiary[year]
        minority = _minority_profit(own, stake, is_opening=year == OPENING)
        kept += minority
        _eliminate(lines, internal, year)
        lines["long_term_equity_investments"] = 0
        lines["paid_in_capital"] = parent[year]["paid_in_capital"]
        lines["surplus_reserve"] = parent[year]["surplus_reserve"]
        retained = own["surplus_reserve"] + own["retained_earnings"]
        lines["retained_earnings"] = parent[year]["retained_earnings"] + retained - kept
        lines["minority_equity"] = minority_capital + kept
        if year != OPENING:
            lines["minority_profit"] = minority
            lines["net_profit_parent"] = lines["net_profit"] - minority
            lines["set_aside"], lines["dividends"] = parent[year]["set_aside"], parent[year]["dividends"]
        consolidated[year] = _totalled(lines, is_opening=year == OPENING)
    return consolidated


def _minority_profit(own: Lines, stake: int, *, is_opening: bool) -> int:
    retained = own["surplus_reserve"] + own["retained_earnings"] if is_opening else own["net_profit"]
    return retained * (100 - stake) // 100


def _added(one: Lines, two: Lines) -> Lines:
    return {key: one.get(key, 0) + two.get(key, 0) for key in dict.fromkeys([*one, *two])}


def _eliminate(lines: Lines, internal: dict[int, int], year: int) -> None:
    owed, sold = internal[year] * 15 // 100, internal[year]
    lines["accounts_receivable"] -= owed
    lines["accounts_payable"] -= owed
    if year == OPENING:
        return
    paid = sold + sold * VAT // 1000 - (owed - internal[year - 1] * 15 // 100)
    for key in ("main_revenue", "revenue", "total_revenue", "main_cost", "cost_of_revenue"):
        lines[key] -= sold
    lines["cash_from_sales"] -= paid
    lines["cash_for_purchases"] -= paid


def _totalled(lines: Lines, *, is_opening: bool) -> Lines:
    for total in BALANCE_TOTALS if is_opening else (*INCOME_TOTALS, "net_profit", *CASH_TOTALS, *BALANCE_TOTALS):
        lines[total] = summed(lines, total)
    return lines
