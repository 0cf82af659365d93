"""A round of financing: investors, what each pays, what share it gets, capital before and after, the day and the payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from fractions import Fraction

from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import day_between


@dataclass(frozen=True, slots=True)
class Investment:
    """What one investor pays (fen), and the part of it that becomes capital."""

    investor: str
    amount: int
    capital: int
    share: Fraction
    paid: date


@dataclass(frozen=True, slots=True)
class Round:
    """A round; amounts in fen."""

    signed: date
    before: int
    after: int
    valuation: int
    investments: tuple[Investment, ...]


def financing(dossier: Dossier) -> Round:
    """One or two funds buy new capital at one price; `valuation` is that after the money came."""
    rng, enterprise = dossier.chance("financing"), dossier.enterprise
    after = enterprise.group.capital
    drawn = day_between(rng, date(2021, 3, 1), date(2022, 8, 30))
    signed = dossier.turn.day or drawn
    price = rng.randint(6, 14)
    funds = (f"{enterprise.place.short}样本创业投资合伙企业（有限合伙）", f"拟海{enterprise.place.short}产业投资基金合伙企业（有限合伙）")
    investments: list[Investment] = []
    for fund in funds[: rng.randint(1, 2)]:
        amount = rng.randint(12, 45) * 100_000_000  # a million yuan each
        bought = amount // price
        if dossier.turn.part and not investments:
            bought = after * dossier.turn.part // 100
            amount = bought * price
        investments.append(
            Investment(
                fund, amount, bought, Fraction(bought, after), day_between(rng, signed + timedelta(days=5), signed + timedelta(days=40))
            )
        )
    return Round(signed, after - sum(one.capital for one in investments), after, after * price, tuple(investments))
