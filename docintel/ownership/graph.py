"""The ownership graph: who holds what of whom as exact fractions, control as a least fixpoint of joint majorities, and its proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import networkx as nx

from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Hop
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind

HALF = Fraction(1, 2)
CONCERT = "acting_in_concert"
COMMANDING = ("contract_control", "general_partner")


@dataclass(frozen=True, slots=True)
class Rule:
    """When a stake controls: over `threshold` of the votes, or, where `inclusive`, at it."""

    threshold: Fraction = HALF
    inclusive: bool = False

    def is_reached(self, share: Fraction) -> bool:
        """Whether a joint share controls."""
        return share >= self.threshold if self.inclusive else share > self.threshold


class OwnershipGraph:
    """Parties and stakes valid on a day. Control does not depend on the order in which they were given."""

    def __init__(
        self, parties: Iterable[Party], holdings: Iterable[Holding], agreements: Iterable[ControlAgreement] = (), as_of: date | None = None
    ) -> None:
        self.parties = {party.id: party for party in parties}
        self.holdings = tuple(one for one in holdings if as_of is None or one.holds_on(as_of))
        self.agreements = tuple(one for one in agreements if as_of is None or _in_force(one, as_of))
        self.held_by: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        for holding in self.holdings:
            share = holding.votes if holding.votes is not None else holding.share
            if share is not None and holding.holder != holding.company:  # own shares do not vote
                self.held_by[holding.holder][holding.company] += share

    def to_networkx(self) -> nx.DiGraph[str]:
        """The public graph: nodes with name and kind, edges holder -> company with the exact share."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        for name, party in sorted(self.parties.items()):
            graph.add_node(name, name=party.name, kind=party.kind.value)
        for holder, stakes in sorted(self.held_by.items()):
            for company, share in sorted(stakes.items()):
                graph.add_edge(holder, company, share=share)
        return graph

    def controls(self, rule: Rule) -> frozenset[tuple[str, str]]:
        """The complete relation (controller, company): direct, through chains, and jointly with what it already controls."""
        names = sorted({*self.parties, *self.held_by, *(one.company for one in self.holdings)})
        groups = [(f"concert:{one.id}", frozenset(one.parties)) for one in self.agreements if one.kind == CONCERT]
        starts = [(name, frozenset({name})) for name in names] + groups
        return frozenset((controller, company) for controller, own in starts for company in self._reach(own, rule) - {controller})

    def _reach(self, start: frozenset[str], rule: Rule) -> frozenset[str]:
        """Everything controlled by parties acting as one: grows until nothing is added (least fixpoint, so cycles invent nobody)."""
        inside = set(start)
        votes: dict[str, Fraction] = defaultdict(Fraction)
        pending = sorted(start)
        while pending:
            holder = pending.pop()
            for company, share in self.held_by.get(holder, {}).items():
                votes[company] += share
            won = [company for company, share in votes.items() if company not in inside and rule.is_reached(share)]
            won += [company for company in self._commanded(holder) if company not in inside]
            for company in sorted(set(won)):
                inside.add(company)
                pending.append(company)
        return frozenset(inside - start)

    def _commanded(self, party: str) -> list[str]:
        return [
            one.company for one in self.agreements if one.kind in COMMANDING and one.company is not None and one.parties[:1] == (party,)
        ]

    def ultimate(self, rule: Rule) -> dict[str, str | None]:
        """The controller of each held company that nobody outside controls in turn; None where there is none or the control is circular."""
        relation = self.controls(rule)
        controllers: dict[str, set[str]] = defaultdict(set)
        for controller, company in relation:
            controllers[company].add(controller)
        companies = sorted({holding.company for holding in self.holdings})
        return {company: _top(company, controllers, relation) for company in companies}

    def path(self, controller: str, company: str, rule: Rule) -> tuple[Hop, ...]:
        """The stakes that prove a control, from the controller down; joint stakes stand beside each other."""
        inside, order = {controller}, [controller]
        votes: dict[str, Fraction] = defaultdict(Fraction)
        for holder in order:
            for held, share in sorted(self.held_by.get(holder, {}).items()):
                votes[held] += share
                if held not in inside and rule.is_reached(votes[held]):
                    inside.add(held)
                    order.append(held)
        return tuple(self._needed(company, inside, controller)) if company in inside else ()

    def _needed(self, company: str, inside: set[str], controller: str) -> list[Hop]:
        """The hops above `company` within the controlled set, each once, top first."""
        hops: list[Hop] = []
        pending, seen = [company], {controller}
        while pending:
            held = pending.pop(0)
            if held in seen:
                continue
            seen.add(held)
            above = [one for one in self.holdings if one.company == held and one.holder in inside and one.holder != held]
            hops += [Hop(one.holder, held, one.share, one.source) for one in above if one.holder not in seen or one.holder == controller]
            pending += [one.holder for one in above]
        return list(reversed(hops))

    def integrated(self, owner: str, company: str) -> Fraction | None:
        """The owner's exact share of the company through all chains (Baldone form); None where a closed loop makes it singular."""
        names = sorted({*self.held_by, *(held for stakes in self.held_by.values() for held in stakes)})
        if owner not in names or company not in names:
            return Fraction(0)
        others = [name for name in names if name != owner]
        matrix = [
            [Fraction(int(row == column)) - self.held_by.get(row, {}).get(column, Fraction(0)) for row in others] for column in others
        ]
        right = [self.held_by.get(owner, {}).get(column, Fraction(0)) for column in others]
        solved = _solved(matrix, right)
        return None if solved is None else dict(zip(others, solved, strict=True)).get(company, Fraction(0))

    def missing(self, company: str) -> Fraction | None:
        """The share of a company that nobody is known to hold, None where no stake in it is known."""
        known = [one.share for one in self.holdings if one.company == company]
        return (
            None
            if not known or any(share is None for share in known)
            else 1 - sum((share for share in known if share is not None), Fraction(0))
        )


def _in_force(agreement: ControlAgreement, day: date) -> bool:
    return (agreement.start is None or agreement.start <= day) and (agreement.end is None or day < agreement.end)


def _top(company: str, controllers: dict[str, set[str]], relation: frozenset[tuple[str, str]]) -> str | None:
    """The one controller that no other outside party controls; concert groups stand above their members."""
    above = controllers.get(company, set())
    tops = sorted(
        one
        for one in above
        if not any((other, one) in relation and (one, other) not in relation for other in above) and (company, one) not in relation
    )
    groups = [one for one in tops if one.startswith("concert:")]
    chosen = groups or tops
    return chosen[0] if len(chosen) == 1 else None


def _solved(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """Gauss-Jordan elimination in exact fractions; None where the matrix is singular."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = next((index for index in range(column, size) if rows[index][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        lead = rows[column][column]
        rows[column] = [value / lead for value in rows[column]]
        for index in range(size):
            factor = rows[index][column]
            if index != column and factor:
                rows[index] = [value - factor * base for value, base in zip(rows[index], rows[column], strict=True)]
    return [row[-1] for row in rows]


def is_state(party: Party) -> bool:
    """Whether merging groups stops here: enterprises are not one group only because the state holds both (Company Law art. 265)."""
    words = ("国有资产监督管理", "国资委", "财政部", "财政厅", "财政局", "人民政府", "国务院", "管理委员会")
    return party.kind is PartyKind.STATE_BODY or any(word in party.name for word in words)
