"""Control as the least fixpoint of joint majorities: what is certain, what is possible, and who stands at the top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from enum import StrEnum
from functools import cached_property

from docintel.domain.control import RelativeControl
from docintel.domain.control import Rule
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.ownership.stakes import Book
from docintel.ownership.votes import Electorate
from docintel.ownership.votes import Votes
from docintel.ownership.votes import electorate
from docintel.ownership.votes import holders_index
from docintel.ownership.votes import votes_in

Pair = tuple[str, str]
CONCERT = "concert:"


class Standing(StrEnum):
    """What can be said of the one at the top of a company."""

    KNOWN = "known"
    NONE = "none"
    CIRCULAR = "circular"
    SEVERAL = "several"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Top:
    """The ultimate controller of a company, or why there is none. `apex` is the highest that is certain, the company itself at least.

    `side_by_side` are several who each control it and none of whom stands above another, as a line of a quarter lets them.
    """

    standing: Standing
    controller: str | None
    apex: str
    circle: tuple[str, ...] = ()
    side_by_side: tuple[str, ...] = ()

    @property
    def determined(self) -> bool:
        """Whether one answer stands: a controller, nobody, or a circle."""
        return self.standing not in {Standing.UNDETERMINED, Standing.SEVERAL}


@dataclass(frozen=True)
class Control:
    """All of control under one rule: pairs (controller, company) that are certain, and those that are possible (the certain ones included)."""

    votes: Electorate
    rule: Rule
    members: Mapping[str, frozenset[str]]  # of a concert group, its parties
    certain: frozenset[Pair]
    possible: frozenset[Pair]
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def says(self) -> Mapping[str, tuple[str, ...]]:
        """Of every voter or commander, the companies in which it has a say."""
        return holders_index(self.votes)

    def unnamed_is_possible(self, company: str) -> bool:
        """Whether someone nobody has named could control the company alone."""
        one = self.votes.get(company)
        return one is not None and not one.commanders and self.rule.carries(one.unnamed, one.whole)


def control(parties: Iterable[str], books: Mapping[str, Book], agreements: Iterable[ControlAgreement], rule: Rule) -> Control:
    """The relation over all parties and concert groups."""
    told = tuple(agreements)
    votes = electorate(books, told, rule)
    groups = {CONCERT + one.id: frozenset(one.parties) for one in told if one.kind is AgreementKind.CONCERT}
    starts = {name: frozenset({name}) for name in sorted({*parties, *_named(votes)})} | groups
    if rule.neutralise_subsidiary_holdings:
        held = _relation(starts, votes, lambda one, inside: one.certainly(inside, rule))
        silent: dict[str, set[str]] = defaultdict(set)
        for controller, company in held:
            silent[controller].add(company)
        votes |= {company: votes_in(book, told, rule, frozenset(silent[company])) for company, book in books.items()}
    certain = _relation(starts, votes, lambda one, inside: one.certainly(inside, rule))
    if rule.relative is not None:
        certain = _with_relative(starts, votes, certain, rule, rule.relative)
    possible = certain | _relation(starts, votes, lambda one, inside: one.possibly(inside, rule))
    above: dict[str, set[str]] = defaultdict(set)
    for controller, company in certain:
        above[company].add(controller)
    return Control(votes, rule, groups, certain, possible, {company: frozenset(those) for company, those in above.items()})


def _named(votes: Electorate) -> set[str]:
    return {name for one in votes.values() for name in (one.company, *one.most, *one.commanders)}


Reached = Callable[[Votes, frozenset[str]], bool]


def _relation(starts: Mapping[str, frozenset[str]], votes: Electorate, reached: Reached) -> frozenset[Pair]:
    """Every start with all that it controls."""
    index = holders_index(votes)
    return frozenset((name, company) for name, own in starts.items() for company in reach(own, votes, index, reached) - own - {name})


def reach(own: frozenset[str], votes: Electorate, index: Mapping[str, tuple[str, ...]], reached: Reached) -> frozenset[str]:
    """Parties acting as one and all they control: grows until nothing is added, so that a circle of companies invents nobody."""
    inside = set(own)
    pending = sorted(own)
    while pending:
        for company in index.get(pending.pop(), ()):
            if company in inside:
                continue
            one = votes[company]
            voters = frozenset(inside & {*one.most, *one.commanders})
            if reached(one, voters):
                inside.add(company)
                pending.append(company)
    return frozenset(inside)


def _with_relative(
    starts: Mapping[str, frozenset[str]], votes: Electorate, certain: frozenset[Pair], rule: Rule, relative: RelativeControl
) -> frozenset[Pair]:
    """Where nobody has a majority, the largest holder with enough votes controls; votes of what one party controls count together."""
    held = {company for _, company in certain}
    blocks: dict[str, frozenset[str]] = {
        name: own | {company for controller, company in certain if controller == name} for name, own in starts.items()
    }
    won: dict[str, set[frozenset[str]]] = {}
    for company, one in votes.items():
        if company not in held and not one.commanders:
            won[company] = _leaders(one, {name: inside for name, inside in blocks.items() if name != company}, relative)
    return _relation(
        starts,
        votes,
        lambda one, inside: one.certainly(inside, rule) or any(leaders <= inside for leaders in won.get(one.company, ())),
    )


def _leaders(one: Votes, blocks: Mapping[str, frozenset[str]], relative: RelativeControl) -> set[frozenset[str]]:
    """The voters of every block with enough votes; where only the largest counts of that one, and of none where two are level."""
    voters = {name: frozenset(voter for voter in inside if one.least.get(voter)) for name, inside in blocks.items()}
    totals = {name: sum(one.least[voter] for voter in those) for name, those in voters.items()}
    most, least = max(totals.values(), default=0), relative.least
    enough = {name for name, total in totals.items() if total and total * least.denominator >= one.whole * least.numerator}
    if not relative.largest:
        return {voters[name] for name in enough}
    leading = {voters[name] for name in enough if totals[name] == most}
    return leading if all(this & that for this in leading for that in leading) else set()


def top_of(told: Control, company: str) -> Top:
    """Who stands above a company that nobody else stands above."""
    above = told.above.get(company, frozenset())
    circle = tuple(sorted(one for one in {*above, company} if _mutual(told, one, above | {company})))
    tops = sorted(one for one in above if not any((other, one) in told.certain for other in above if other != one))
    tops = [one for one in tops if (company, one) not in told.certain]
    chosen = [one for one in tops if not _acts_in_one_of(told, one, tops)]
    if len(chosen) > 1:
        return _open_or(told, Top(Standing.SEVERAL, None, company, side_by_side=tuple(chosen)))
    if not chosen and circle:
        return _open_or(told, Top(Standing.CIRCULAR, None, circle[0], circle))
    apex = chosen[0] if chosen else company
    return _open_or(told, Top(Standing.KNOWN, apex, apex) if chosen else Top(Standing.NONE, None, company))


def _acts_in_one_of(told: Control, one: str, tops: Iterable[str]) -> bool:
    """Whether a party or what it controls is of a group that stands above the company too: the group is named, not its parts."""
    return any(
        one == member or (one, member) in told.certain
        for group in tops
        if group in told.members and group != one
        for member in told.members[group]
    )


def _mutual(told: Control, one: str, among: frozenset[str]) -> bool:
    return any((one, other) in told.certain and (other, one) in told.certain for other in among if other != one)


def _open_or(told: Control, top: Top) -> Top:
    """The answer, unless someone may stand above the highest that is certain."""
    heights = top.circle or top.side_by_side or (top.apex,)
    named = any(company in heights and controller not in heights for controller, company in told.possible - told.certain)
    unnamed = any(told.unnamed_is_possible(one) for one in heights)
    return replace(top, standing=Standing.UNDETERMINED, controller=None, side_by_side=()) if named or unnamed else top


def groups_of(told: Control, companies: Iterable[str], stops: frozenset[str] = frozenset()) -> list[tuple[str, ...]]:
    """Sets of parties under one ultimate controller, it included; a circle with what it controls is one too. None goes through a party of `stops`."""
    below = told if not stops else replace(told, above={company: above - stops for company, above in told.above.items()})
    under: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for company in sorted(set(companies) - stops):
        top = top_of(below, company)
        heads = top.circle or ((top.apex,) if top.apex != company else ())
        if heads:
            under[heads] |= {company, *(member for head in heads for member in told.members.get(head, {head}))}
    return sorted(tuple(sorted(group)) for group in under.values() if len(group) > 1)
