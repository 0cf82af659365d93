"""Integrated ownership in exact fractions: what an owner has of a company through all chains and circles (Baldone form)."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from fractions import Fraction

import networkx as nx

Shares = Mapping[str, Mapping[str, Fraction]]  # holder -> company -> share
NONE, ONE = Fraction(0), Fraction(1)


def graph_of(shares: Shares) -> nx.DiGraph[str]:
    """Who holds what as a graph of names, without what a company holds in itself."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((holder, company) for holder, held in shares.items() for company, share in held.items() if share)
    return graph


def integrated(shares: Shares, owner: str, company: str) -> Fraction | None:
    """The owner's share of the company: y = a + y A without walks that come back to the owner; None where a closed loop makes it singular.

    Only what lies between the two is solved, circle by circle, from the owner down: a chain of thirty levels is thirty multiplications.
    """
    owned = integrated_below(shares, owner, toward=company)
    return None if owned is None else owned.get(company, NONE)


def integrated_below(shares: Shares, owner: str, *, toward: str | None = None) -> dict[str, Fraction] | None:
    """The owner's share of everything below it (or only of what leads to one company); None where a closed loop makes it singular."""
    graph = graph_of(shares)
    if owner not in graph:
        return {}
    between = nx.descendants(graph, owner)
    if toward is not None:
        between &= nx.ancestors(graph, toward) | {toward} if toward in graph else set()
    between.discard(owner)
    if any({owner, *between} & set(loop) for loop in closed_loops(shares)):
        return None
    below = graph.subgraph(between)
    condensed = nx.condensation(below)
    solved: dict[str, Fraction] = {}
    for circle in nx.topological_sort(condensed):
        members = sorted(condensed.nodes[circle]["members"])
        right = [_from_outside(shares, graph, owner, solved, member, set(members)) for member in members]
        values = _solve(shares, members, right)
        if values is None:
            return None
        solved |= dict(zip(members, values, strict=True))
    return solved


def _from_outside(
    shares: Shares, graph: nx.DiGraph[str], owner: str, solved: Mapping[str, Fraction], member: str, circle: set[str]
) -> Fraction:
    """What comes into one member from the owner and from what is solved already."""
    total = shares.get(owner, {}).get(member, NONE)
    for holder in graph.predecessors(member):
        if holder != owner and holder not in circle and holder in solved:
            total += solved[holder] * shares[holder][member]
    return total


def _solve(shares: Shares, members: list[str], right: list[Fraction]) -> list[Fraction] | None:
    """The shares within one circle; a single company that holds none of itself needs no system."""
    own = [[shares.get(row, {}).get(column, NONE) for row in members] for column in members]
    matrix = [[Fraction(int(i == j)) - value for j, value in enumerate(line)] for i, line in enumerate(own)]
    return solved_exactly(matrix, right)


def solved_exactly(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
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


def closed_loops(shares: Shares) -> Iterator[tuple[str, ...]]:
    """Circles of companies that hold one another whole: nobody outside owns them, and their integrated shares are undefined."""
    graph = graph_of(shares)
    for members in nx.strongly_connected_components(graph):
        circle = sorted(members)
        if (len(circle) > 1 or graph.has_edge(circle[0], circle[0])) and _is_closed(shares, circle):
            yield tuple(circle)


def _is_closed(shares: Shares, circle: list[str]) -> bool:
    matrix = [[Fraction(int(row == column)) - shares.get(row, {}).get(column, NONE) for row in circle] for column in circle]
    return solved_exactly(matrix, [NONE] * len(circle)) is None


def weakest_link(shares: Shares, owner: str, company: str) -> Fraction | None:
    """The smallest stake on the best path from owner to company, None where no path leads there."""
    best: dict[str, Fraction] = {owner: ONE}
    open_ = {owner}
    while open_:
        at = max(sorted(open_), key=lambda name: best[name])
        open_.discard(at)
        for held, share in shares.get(at, {}).items():
            reached = min(best[at], share)
            if share and reached > best.get(held, NONE):
                best[held] = reached
                open_.add(held)
    return best.get(company) if company != owner else None


def owners_over(shares: Shares, people: Iterable[str], company: str, least: Fraction) -> list[str]:
    """Of `people`, those whose integrated share of a company is at least `least`."""
    return sorted(one for one in people if (integrated(shares, one, company) or NONE) >= least)
