"""The ownership graph: who holds what of whom as exact fractions, who controls whom under a rule, and the proof of it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property

import networkx as nx

from docintel.domain.control import Rule
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Hop
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Party
from docintel.ownership import integrated as chains
from docintel.ownership.control import Control
from docintel.ownership.control import Standing
from docintel.ownership.control import Top
from docintel.ownership.control import control
from docintel.ownership.control import groups_of
from docintel.ownership.control import top_of
from docintel.ownership.kinds import is_state
from docintel.ownership.proof import FlipMargin
from docintel.ownership.proof import flip_margin
from docintel.ownership.proof import gap_margin
from docintel.ownership.proof import proof
from docintel.ownership.stakes import Book
from docintel.ownership.stakes import books_of
from docintel.ownership.stakes import is_pseudo
from docintel.ownership.validating import Flag
from docintel.ownership.validating import close_links
from docintel.ownership.validating import flags_of

__all__ = ["OwnershipGraph", "Rule", "Standing"]


class OwnershipGraph:
    """Parties and stakes valid on a day. Nothing it says depends on the order in which they were given."""

    def __init__(
        self, parties: Iterable[Party], holdings: Iterable[Holding], agreements: Iterable[ControlAgreement] = (), as_of: date | None = None
    ) -> None:
        self.parties: dict[str, Party] = {party.id: party for party in parties}
        self.holdings = tuple(one for one in holdings if as_of is None or one.holds_on(as_of))
        self.agreements = tuple(one for one in agreements if as_of is None or one.holds_on(as_of))
        self.books: dict[str, Book] = books_of(self.holdings)
        self._told: dict[Rule, Control] = {}

    @classmethod
    def of_review(cls, ownership: Ownership, as_of: date | None) -> OwnershipGraph:
        """The graph that a review was judged by: every statement of the stakes that count, with the agreements."""
        stated = [one for edge in ownership.edges if edge.counts for one in edge.statements]
        return cls(ownership.parties, stated, ownership.agreements, as_of)

    @cached_property
    def shares(self) -> chains.Shares:
        """Who holds what share of capital: holder, company, the least that is stated."""
        held: dict[str, dict[str, Fraction]] = {}
        for company, book in self.books.items():
            for stake in book.stakes:
                if stake.capital[0] and not is_pseudo(self.name_of(stake.holder)):
                    held.setdefault(stake.holder, {})[company] = stake.capital[0]
        return held

    def statements(self, holder: str, company: str) -> tuple[Holding, ...]:
        """Everything that is stated of one stake."""
        return tuple(one for one in self.holdings if one.holder == holder and one.company == company)

    def name_of(self, party: str) -> str:
        """The name of a party by its id."""
        known = self.parties.get(party)
        return party if known is None else known.name

    def control(self, rule: Rule) -> Control:
        """All of control under a rule, certain and possible."""
        if rule not in self._told:
            self._told[rule] = control(self.parties, self.books, self.agreements, rule)
        return self._told[rule]

    def controls(self, rule: Rule) -> frozenset[tuple[str, str]]:
        """The complete certain relation (controller, company): direct, through chains, and jointly with what it already controls."""
        return self.control(rule).certain

    def top(self, company: str, rule: Rule) -> Top:
        """Who stands above a company that nobody else stands above, or why that is not known."""
        return top_of(self.control(rule), company)

    def ultimate(self, rule: Rule) -> dict[str, str | None]:
        """The ultimate controller of each held company where it is known; None where there is none, or evidence does not decide."""
        return {company: self.top(company, rule).controller for company in self.books}

    def groups(self, rule: Rule) -> list[tuple[str, ...]]:
        """Sets of parties under one ultimate controller, it included; what the state holds is not one group for that."""
        state = frozenset(party.id for party in self.parties.values() if is_state(party))
        return groups_of(self.control(rule), self.control(rule).votes, state)

    def path(self, controller: str, company: str, rule: Rule) -> tuple[Hop, ...]:
        """The stakes that prove a control, from the controller down; joint stakes stand beside each other."""
        return proof(self.control(rule), self.books, controller, company)

    def flip_margin(self, controller: str, company: str, rule: Rule) -> FlipMargin | None:
        """The smallest fall of one stake that undoes a control."""
        return flip_margin(self.control(rule), controller, company)

    def gap_margin(self, controller: str, company: str, rule: Rule) -> Fraction | None:
        """How much of the shares nobody is stated to hold would let a party control; None where they cannot or need not."""
        return gap_margin(self.control(rule), controller, company)

    def integrated(self, owner: str, company: str) -> Fraction | None:
        """The owner's exact share of the company through all chains (Baldone form); None where a closed loop makes it singular."""
        return chains.integrated(self.shares, owner, company)

    def weakest_link(self, owner: str, company: str) -> Fraction | None:
        """The smallest stake on the best path from an owner to a company; None where no path leads there."""
        return chains.weakest_link(self.shares, owner, company)

    def missing(self, company: str) -> Fraction | None:
        """The share of a company that nobody is known to hold, None where no stake in it is known."""
        book = self.books.get(company)
        return None if book is None or any(one.share is None for stake in book.stakes for one in stake.holdings) else book.missing

    def close_links(self) -> list[tuple[str, str]]:
        """Pairs with at least a fifth of ownership between them or above both."""
        owned: dict[str, Mapping[str, Fraction]] = {}
        for owner in self.shares:
            owned[owner] = chains.integrated_below(self.shares, owner) or self.shares[owner]
        return close_links(owned)

    def flags(self, rule: Rule) -> tuple[Flag, ...]:
        """What is odd in the stakes as stated."""
        return flags_of(self.books, self.shares, self.control(rule), self.parties)

    def to_networkx(self, ego: str | None = None) -> nx.DiGraph[str]:
        """The public graph: nodes with name and kind, edges holder -> company with the exact share; of `ego` only what touches it."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        for name, party in sorted(self.parties.items()):
            graph.add_node(name, name=party.name, kind=party.kind.value)
        for company, book in self.books.items():
            for stake in book.stakes:
                graph.add_edge(stake.holder, company, share=stake.capital[0], votes=stake.votes[0], most=stake.capital[1])
        if ego is None:
            return graph
        kept = {ego, *nx.ancestors(graph, ego), *nx.descendants(graph, ego)}
        return nx.DiGraph(graph.subgraph(sorted(kept)))
