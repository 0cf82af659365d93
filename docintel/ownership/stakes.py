"""From stakes as stated to stakes as counted: one fact seen twice is one stake, what two origins state differently is an interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from docintel.domain.ownership import Holding
from docintel.domain.ownership import Role

ONE, NONE = Fraction(1), Fraction(0)
PSEUDO_HOLDERS = (
    "无限售条件流通股", "有限售条件股份", "社会公众", "公众股", "公众投资者", "其他股东", "其余股东", "现有其他股东", "其他", "合计", "总股本", "库存股",
    "回购专", "公司回购", "本次发行", "本次公开发行", "本次拟发行", "首次公开发行", "新增流通股", "限售股", "流通股",
)  # fmt: skip


def is_pseudo(name: str) -> bool:
    """Whether a name in a list of holders is nobody's: a class of shares, a total, the public."""
    return name.startswith(PSEUDO_HOLDERS)


@dataclass(frozen=True, slots=True)
class Stake:
    """What one holder has in one company: the least and the most that its origins say, of capital and of votes."""

    holder: str
    capital: tuple[Fraction, Fraction]
    votes: tuple[Fraction, Fraction]
    holdings: tuple[Holding, ...]


@dataclass(frozen=True)
class Book:
    """All stakes in one company, each holder once. `fullest` is the most of the capital that any one reading of the origins accounts for."""

    company: str
    stakes: tuple[Stake, ...]
    duplicates: tuple[Holding, ...]
    fullest: Fraction

    @cached_property
    def conflicting(self) -> bool:
        """Whether two origins state different stakes."""
        return any(stake.capital[0] != stake.capital[1] or stake.votes[0] != stake.votes[1] for stake in self.stakes)

    @cached_property
    def rounding(self) -> Fraction:
        """By how much the printed percentages may miss the truth together: half of the last digit of each."""
        return sum((_half_unit(one.printed) for stake in self.stakes for one in stake.holdings if one.printed), NONE)

    @cached_property
    def missing(self) -> Fraction:
        """The share of capital that nobody is known to hold, nothing where rounding explains it."""
        gap = ONE - self.fullest
        return gap if gap > self.rounding else NONE

    @cached_property
    def excess(self) -> Fraction:
        """What is stated over the whole, nothing where rounding explains it."""
        over = sum((stake.capital[0] for stake in self.stakes), NONE) - ONE
        return over if over > self.rounding else NONE

    @cached_property
    def general_partners(self) -> tuple[str, ...]:
        """Who manages a partnership."""
        return tuple(stake.holder for stake in self.stakes if any(one.role is Role.GENERAL_PARTNER for one in stake.holdings))


def _half_unit(printed: str) -> Fraction:
    """Half of the last printed digit, as a share: 33.33% may miss by 0.005 points."""
    exponent = Decimal(printed.strip().rstrip("%％").replace(",", "")).as_tuple().exponent
    return Fraction(Decimal(1).scaleb(int(exponent))) / 200


def books_of(holdings: Iterable[Holding]) -> dict[str, Book]:
    """The stakes in every company that someone holds, in the order of names, whatever order they were stated in."""
    by_company: dict[str, list[Holding]] = defaultdict(list)
    for holding in sorted(holdings, key=_order):
        by_company[holding.company].append(holding)
    return {company: _book(company, stated) for company, stated in sorted(by_company.items())}


def _order(holding: Holding) -> tuple[object, ...]:
    share = NONE if holding.share is None else holding.share
    return (
        holding.holder,
        holding.origin,
        holding.fact or "",
        share,
        str(holding.start),
        str(holding.end),
        str(holding.votes),
        holding.role,
    )


def _book(company: str, stated: list[Holding]) -> Book:
    """One company's book. Facts of a name add up, unless that gives more than the whole where each origin alone does not."""
    kept, twice = _once(stated)
    origins = {origin: _total([one for one in kept if one.origin == origin]) for origin in dict.fromkeys(one.origin for one in kept)}
    by_holder: dict[str, list[Holding]] = defaultdict(list)
    for holding in kept:
        by_holder[holding.holder].append(holding)
    added = tuple(Stake(holder, *_added(told), tuple(told)) for holder, told in by_holder.items())
    at_least = sum((stake.capital[0] for stake in added), NONE)
    if all(one.fact is not None for one in kept) and (at_least <= ONE or len(origins) == 1):
        return Book(company, added, tuple(twice), max([at_least, *origins.values()]))
    whole = frozenset(origin for origin, total in origins.items() if total == ONE)
    stakes = tuple(Stake(holder, *_compared(told, whole), tuple(told)) for holder, told in by_holder.items())
    return Book(company, stakes, tuple(twice), max([sum((stake.capital[0] for stake in stakes), NONE), *origins.values()]))


def _total(stated: list[Holding]) -> Fraction:
    return sum((one.share or NONE for one in stated), NONE)


def _once(stated: list[Holding]) -> tuple[list[Holding], list[Holding]]:
    """The stakes, and those that one origin states a second time: the same fact, or without a fact's name the same figures."""
    kept: dict[tuple[object, ...], Holding] = {}
    twice: list[Holding] = []
    for holding in stated:
        figures = (holding.share, holding.votes, holding.start, holding.end, holding.role)
        key = (holding.holder, holding.origin, figures if holding.fact is None else holding.fact)
        if key in kept:
            twice.append(holding)
        kept.setdefault(key, holding)
    return list(kept.values()), twice


Bounds = tuple[Fraction, Fraction]


def _added(told: list[Holding]) -> tuple[Bounds, Bounds]:
    """Capital and votes of one holder by facts: each fact once, between the least and the most that its origins say."""
    facts: dict[str | None, list[Holding]] = defaultdict(list)
    for one in told:
        facts[one.fact].append(one)
    capital = [_bounds([one.share or NONE for one in group]) for group in facts.values()]
    votes = [_bounds([one.voting or NONE for one in group]) for group in facts.values()]
    return _sum(capital), _sum(votes)


def _compared(told: list[Holding], whole: frozenset[str]) -> tuple[Bounds, Bounds]:
    """Capital and votes of one holder by origins. An origin that accounts for the whole company says nothing of him: that he has nothing."""
    origins: dict[str, list[Holding]] = defaultdict(list)
    for one in told:
        origins[one.origin].append(one)
    absent = [NONE] if whole - origins.keys() else []
    capital = [_total(group) for group in origins.values()]
    votes = [sum((one.voting or NONE for one in group), NONE) for group in origins.values()]
    return _bounds(capital + absent), _bounds(votes + absent)


def _bounds(values: list[Fraction]) -> Bounds:
    return min(values), max(values)


def _sum(ranges: list[Bounds]) -> Bounds:
    return sum((low for low, _ in ranges), NONE), sum((high for _, high in ranges), NONE)
