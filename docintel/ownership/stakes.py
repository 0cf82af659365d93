"""From stakes as stated to stakes as counted: one fact seen twice is one stake, what two origins state differently is an interval."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from docintel.domain.ownership import Holding
from docintel.domain.ownership import Role
from docintel.text.shares import parse_share

ONE, NONE = Fraction(1), Fraction(0)
_PERCENTAGE = re.compile(r"[\d,]+(?:\.(?P<places>\d*))?\s*[%％]?")
PSEUDO_HOLDERS = (
    "无限售条件流通股", "有限售条件股份", "社会公众", "公众股", "公众投资者", "其他股东", "其余股东", "现有其他股东", "其他", "合计", "总股本", "库存股",
    "回购专", "公司回购", "本次发行", "本次公开发行", "本次拟发行", "首次公开发行", "新增流通股", "限售股", "流通股",
)  # fmt: skip


Bounds = tuple[Fraction, Fraction]  # the least and the most


def is_pseudo(name: str) -> bool:
    """Whether a name in a list of holders is nobody's: a class of shares, a total, the public."""
    return name.startswith(PSEUDO_HOLDERS)


@dataclass(frozen=True, slots=True)
class Stake:
    """What one holder has in one company: the least and the most that its origins say, of capital and of votes."""

    holder: str
    capital: Bounds
    votes: Bounds
    holdings: tuple[Holding, ...]

    @property
    def rounding(self) -> Fraction:
        """By how much its printed percentages may miss the truth together."""
        return _rounding(self.holdings)


@dataclass(frozen=True)
class Book:
    """All stakes in one company, each holder once. `fullest` is the most of the capital that any one reading of the origins accounts for."""

    company: str
    stakes: tuple[Stake, ...]
    duplicates: tuple[Holding, ...]
    fullest: Fraction
    conflicting: bool = False  # two origins state what cannot both be so

    @cached_property
    def rounding(self) -> Fraction:
        """By how much the printed percentages may miss the truth together: half of the last digit of each."""
        return _rounding(one for stake in self.stakes for one in stake.holdings)

    @cached_property
    def missing(self) -> Fraction:
        """The share of capital that nobody is known to hold, nothing where rounding explains it."""
        gap = ONE - self.fullest
        return gap if gap > self.rounding else NONE

    @cached_property
    def spare(self) -> Fraction:
        """What is missing even if every holder has the most he may have: that alone can be added to anyone's stake."""
        gap = ONE - sum((stake.capital[1] for stake in self.stakes), NONE)
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


def _rounding(stated: Iterable[Holding]) -> Fraction:
    return sum((_half_unit(one.printed) for one in stated if one.printed and one.amount is None), NONE)


def _half_unit(printed: str) -> Fraction:
    """Half of the last printed digit, as a share: 33.33% may miss by 0.005 points; what is no percentage hides nothing."""
    found = _PERCENTAGE.fullmatch(printed.strip())
    return NONE if found is None else Fraction(1, 200 * 10 ** len(found["places"] or ""))


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
    added = tuple(_stake(holder, told, _by_fact(told), frozenset()) for holder, told in by_holder.items())
    at_least = sum((stake.capital[0] for stake, _ in added), NONE)
    if all(one.fact is not None for one in kept) and (at_least <= ONE or len(origins) == 1):
        return _bound(company, added, twice, [at_least, *origins.values()])
    whole = frozenset(
        origin for origin, total in origins.items() if abs(total - ONE) <= _rounding(one for one in kept if one.origin == origin)
    )
    compared = tuple(_stake(holder, told, [_by_origin(told)], whole) for holder, told in by_holder.items())
    return _bound(company, compared, twice, [sum((stake.capital[0] for stake, _ in compared), NONE), *origins.values()])


def _bound(company: str, stakes: tuple[tuple[Stake, bool], ...], twice: list[Holding], totals: list[Fraction]) -> Book:
    voting = _with_votes_left([stake for stake, _ in stakes])
    return Book(company, voting, tuple(twice), max(totals), any(differs for _, differs in stakes))


def _with_votes_left(stakes: list[Stake]) -> tuple[Stake, ...]:
    """Where votes are told of some holders alone, the others share what is left of them by what they have of the other capital."""
    told = [stake for stake in stakes if any(one.votes is not None for one in stake.holdings)]
    capital, votes = (sum((stake.capital[0] for stake in told), NONE), sum((stake.votes[0] for stake in told), NONE))
    if not told or capital >= ONE or votes > ONE:
        return tuple(stakes)
    scale = (ONE - votes) / (ONE - capital)
    shared = [replace(stake, votes=(min(ONE, stake.capital[0] * scale), min(ONE, stake.capital[1] * scale))) for stake in stakes]
    return tuple(stake if stake in told else other for stake, other in zip(stakes, shared, strict=True))


def _total(stated: list[Holding]) -> Fraction:
    return sum((one.capital[0] for one in stated), NONE)


def _once(stated: list[Holding]) -> tuple[list[Holding], list[Holding]]:
    """The stakes, and those that one origin states a second time: the same fact, or without a fact's name the same figures."""
    kept: dict[tuple[object, ...], Holding] = {}
    twice: list[Holding] = []
    for holding in stated:
        figures = (holding.capital, holding.votes, holding.start, holding.end, holding.role)
        key = (holding.holder, holding.origin, figures if holding.fact is None else holding.fact)
        if key in kept:
            twice.append(holding)
        kept.setdefault(key, holding)
    return list(kept.values()), twice


Told = dict[str, list[Holding]]  # what each origin says of one thing


def _by_fact(told: list[Holding]) -> list[Told]:
    """The statements about each fact, by their origins."""
    facts: dict[str | None, list[Holding]] = defaultdict(list)
    for one in told:
        facts[one.fact].append(one)
    return [_by_origin(group) for group in facts.values()]


def _by_origin(told: list[Holding]) -> Told:
    origins: Told = defaultdict(list)
    for one in told:
        origins[one.origin].append(one)
    return origins


def _stake(holder: str, told: list[Holding], things: list[Told], whole: frozenset[str]) -> tuple[Stake, bool]:
    """A holder's stake, the sum of what is told of each thing, and whether origins contradict each other.

    An origin that accounts for the `whole` company and does not name the holder says that he has nothing.
    """
    capital, votes, differs = (NONE, NONE), (NONE, NONE), False
    for origins in things:
        absent = [(NONE, NONE)] if whole - origins.keys() else []
        misses = [_miss(group) for group in origins.values()]
        stated = _brought_to_finest([_sum(one.capital for one in group) for group in origins.values()], misses) + absent
        voting = _brought_to_finest([_sum(one.voting for one in group) for group in origins.values()], misses) + absent
        differs = differs or _apart(stated) or _apart(voting)
        capital, votes = _sum([capital, _hull(stated)]), _sum([votes, _hull(voting)])
    return Stake(holder, capital, votes, tuple(told)), differs


def _brought_to_finest(stated: list[Bounds], misses: list[Fraction]) -> list[Bounds]:
    """What each origin says; one that differs from the finest by no more than its print may miss the truth says the same."""
    finest = min(zip(misses, stated, strict=True))[1]
    return [finest if one[0] == one[1] and abs(one[0] - finest[0]) <= miss else one for one, miss in zip(stated, misses, strict=True)]


def _miss(group: Iterable[Holding]) -> Fraction:
    """By how much figures may miss the truth that are no more than what is printed."""
    return _rounding(one for one in group if one.printed and one.share is not None and one.share == _printed_share(one.printed))


def _printed_share(printed: str) -> Fraction | None:
    """The share that a print is; None for any other print, as an amount."""
    try:
        return parse_share(printed)
    except ValueError:
        return None


def _apart(ranges: list[Bounds]) -> bool:
    """Whether no value lies in all of the ranges."""
    return max(low for low, _ in ranges) > min(high for _, high in ranges)


def _hull(ranges: list[Bounds]) -> Bounds:
    """What is certain of ranges that agree is what they share; of ranges that do not, all they say."""
    if _apart(ranges):
        return min(low for low, _ in ranges), max(high for _, high in ranges)
    return max(low for low, _ in ranges), min(high for _, high in ranges)


def _sum(ranges: Iterable[Bounds]) -> Bounds:
    low, high = NONE, NONE
    for least, most in ranges:
        low, high = low + least, high + most
    return low, high
