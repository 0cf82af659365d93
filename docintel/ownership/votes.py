"""Who votes in each company under a rule: stakes become votes, agreements move or void them, all in integers of one whole."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from docintel.domain.control import Rule
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.ownership.stakes import NONE
from docintel.ownership.stakes import ONE
from docintel.ownership.stakes import Book
from docintel.ownership.stakes import Bounds
from docintel.ownership.stakes import is_pseudo


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes in one company: the least and the most of each voter, out of `whole`; `missing` are votes nobody is known to have.

    `commanders` have the say together, whatever is held (general partners, a contract); the register's votes are then void. `excess` is what is
    stated over the whole: whoever is to control certainly must do so even if all of it is taken from his votes.
    """

    company: str
    least: Mapping[str, int]
    most: Mapping[str, int]
    whole: int
    unit: int = 1  # what all of the capital is in these integers
    missing: int = 0  # may be anyone's who is named
    unnamed: int = 0  # may be one's who is not
    excess: int = 0
    commanders: frozenset[str] = frozenset()
    basis: str = "shareholding"
    proxies: frozenset[str] = frozenset()  # those who also vote for others

    def certainly(self, inside: Iterable[str], rule: Rule) -> bool:
        """Whether parties acting as one control the company by what is known."""
        if self.commanders:
            return self.commanders <= set(inside)
        return rule.carries(sum(self.least.get(one, 0) for one in inside) - self.excess, self.whole)

    def possibly(self, inside: Iterable[str], rule: Rule) -> bool:
        """Whether some way to fill what is missing lets them: the missing votes may be those of holders that are already known."""
        if self.commanders:
            return self.commanders <= set(inside)
        held = [self.most[one] for one in inside if one in self.most]
        return bool(held) and rule.carries(sum(held) + self.missing, self.whole)


Electorate = dict[str, Votes]


def electorate(books: Mapping[str, Book], agreements: Iterable[ControlAgreement], rule: Rule) -> Electorate:
    """The votes of every company, before any subsidiary's votes are taken out."""
    told = tuple(agreements)
    made = {company: votes_in(book, told, rule, frozenset()) for company, book in books.items()}
    for one in told:
        if one.kind is AgreementKind.CONTRACT and rule.contract_control and one.company is not None and one.company not in made:
            made[one.company] = Votes(one.company, {}, {}, 1, commanders=frozenset(one.parties[:1]), basis=AgreementKind.CONTRACT)
    return made


def votes_in(book: Book, agreements: tuple[ControlAgreement, ...], rule: Rule, silent: frozenset[str]) -> Votes:
    """The votes of one company; `silent` are holders that do not vote in it (its own subsidiaries, where the rule says so)."""
    silenced = silent | (frozenset() if rule.treasury_votes else {book.company})
    bounds = {stake.holder: stake.votes for stake in book.stakes}
    stopped = sum((bounds[one][0] for one in silenced if one in bounds), NONE)
    voting = {holder: both for holder, both in bounds.items() if holder not in silenced and not is_pseudo(holder)}
    here = [one for one in agreements if one.company == book.company]
    delegations = [one for one in here if one.kind is AgreementKind.DELEGATION]
    voting = _delegated(_with_nominees(voting, (one for one in here if one.kind is AgreementKind.NOMINEE)), delegations)
    commanders, basis = _commanders(book, agreements, rule)
    unit = lcm(*(bound.denominator for both in voting.values() for bound in both), stopped.denominator, *_open(book, bounds))
    missing, unnamed, excess = book.spare, book.missing, book.excess
    if any(one.votes is not None for stake in book.stakes for one in stake.holdings):  # votes are told apart from capital
        all_votes = sum((low for low, _ in bounds.values()), NONE)
        missing, excess = max(NONE, ONE - all_votes), max(NONE, all_votes - ONE)
        unnamed = missing
    return Votes(
        book.company,
        {holder: int(low * unit) for holder, (low, _) in voting.items()},
        {holder: int(high * unit) for holder, (_, high) in voting.items()},
        int((ONE - stopped) * unit),
        unit,
        int(missing * unit),
        int(unnamed * unit),
        int(excess * unit),
        commanders,
        basis,
        frozenset(one.parties[0] for one in delegations),
    )


def _open(book: Book, bounds: Mapping[str, Bounds]) -> list[int]:
    """Denominators of what is missing, of what is too much, and of all votes."""
    return [book.missing.denominator, book.spare.denominator, book.excess.denominator, *(low.denominator for low, _ in bounds.values())]


def _delegated(voting: dict[str, Bounds], delegations: list[ControlAgreement]) -> dict[str, Bounds]:
    """The votes once proxies have those of who gave theirs away. Only own votes are given on: what a proxy was given stays his.

    A grantor with several proxies for the same votes leaves open which of them has them.
    """
    moved: dict[str, Bounds] = dict(voting)
    given = {(one.parties[0], grantor): one.share for one in sorted(delegations, key=_by_parties) for grantor in one.parties[1:]}
    proxies = Counter(grantor for _, grantor in given)
    for (proxy, grantor), share in given.items():
        low, high = voting.get(grantor, (NONE, NONE))
        part = (low, high) if share is None else (min(low, share), min(high, share))
        had, left = moved.get(proxy, (NONE, NONE)), moved.get(grantor, (NONE, NONE))
        moved[grantor] = (max(NONE, left[0] - part[0]), left[1] if proxies[grantor] > 1 else max(NONE, left[1] - part[1]))
        moved[proxy] = (had[0] + (NONE if proxies[grantor] > 1 else part[0]), had[1] + part[1])
    wholly = {grantor for (_, grantor), share in given.items() if share is None and proxies[grantor] == 1}
    return {name: both for name, both in moved.items() if both[1] or name not in wholly}


def _by_parties(one: ControlAgreement) -> tuple[tuple[str, ...], Fraction, str]:
    return (one.parties, NONE if one.share is None else one.share, one.id)


def _with_nominees(voting: dict[str, Bounds], agreements: Iterable[ControlAgreement]) -> dict[str, Bounds]:
    """The votes where some are held for others: neither who is registered nor who is behind him has them for certain."""
    open_: dict[str, Bounds] = dict(voting)
    for one in sorted(agreements, key=_by_parties):
        nominee, *owners = one.parties
        low, high = open_.get(nominee, (NONE, NONE))
        part = high if one.share is None else min(high, one.share)
        open_[nominee] = (max(NONE, low - part), high)
        for owner in owners:
            had = open_.get(owner, (NONE, NONE))
            open_[owner] = (had[0], had[1] + part)
    return open_


def _commanders(book: Book, agreements: tuple[ControlAgreement, ...], rule: Rule) -> tuple[frozenset[str], str]:
    """Those who have the say whatever is held: by contract, else as general partners."""
    contracts = [one for one in agreements if one.kind is AgreementKind.CONTRACT and one.company == book.company]
    if contracts and rule.contract_control:
        return frozenset(one.parties[0] for one in contracts), AgreementKind.CONTRACT
    if rule.gp_controls and book.general_partners:
        return frozenset(book.general_partners), "general_partner"
    return frozenset(), "shareholding"


def holders_index(votes: Electorate) -> dict[str, tuple[str, ...]]:
    """Of every voter or commander, the companies in which it has a say."""
    index: dict[str, list[str]] = defaultdict(list)
    for company, one in votes.items():
        for holder in sorted({*one.most, *one.commanders}):
            index[holder].append(company)
    return {holder: tuple(companies) for holder, companies in index.items()}
