"""The public graph in and out: networkx and GraphML, with shares as exact fractions."""

from __future__ import annotations

import re
from collections.abc import Hashable
from fractions import Fraction
from typing import Any

import networkx as nx
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from docintel.domain.errors import UsageError
from docintel.domain.ownership import Holding
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Role
from docintel.ownership.kinds import kind_of
from docintel.text.shares import known_day
from docintel.text.shares import known_share

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def from_networkx(graph: nx.Graph[Any]) -> OwnershipTable:
    """Parties and stakes of a directed graph holder -> company; `share` of an edge is a fraction, a percentage as text, or a number up to one.

    UsageError where the graph has no direction or a share cannot be read: it names the edge.
    """
    if not graph.is_directed():
        raise UsageError("图没有方向：边应由股东指向企业 / the graph has no direction: edges lead from holder to company")
    parties = [_party(node, told) for node, told in graph.nodes(data=True)]
    holdings = [_holding(str(one), str(two), told, str(number)) for number, (one, two, told) in enumerate(graph.edges(data=True))]
    return OwnershipTable(tuple(parties), tuple(holdings))


def _party(node: Hashable, told: dict[str, Any]) -> Party:
    name = str(told.get("name") or node)
    kind = PartyKind(told["kind"]) if told.get("kind") in set(PartyKind) else kind_of(name)
    return Party(str(node), name, kind, told.get("uscc") or None)


def _holding(holder: str, company: str, told: dict[str, Any], fact: str) -> Holding:
    try:
        share, votes = known_share(told.get("share", told.get("weight"))), known_share(told.get("votes"))
        start, end = known_day(_text(told.get("from"))), known_day(_text(told.get("to")))
        votes = None if votes == share else votes
        origin, number = str(told.get("source", "")), str(told.get("fact", fact))
        role = Role(told.get("role", Role.SHAREHOLDER))
        between = _bounds(known_share(told.get("least")), known_share(told.get("most"))) if share is None else None
        return Holding(holder, company, share, None, votes, start, end, role, origin=origin, fact=number, between=between)
    except ValueError as error:
        raise UsageError(f"{holder} -> {company}: {error}") from error


def _bounds(least: Fraction | None, most: Fraction | None) -> tuple[Fraction, Fraction] | None:
    return None if least is None or most is None else (least, most)


def _text(told: Any) -> str | None:
    return None if told is None else str(told)


def read_graphml(text: str, name: str = "GraphML") -> OwnershipTable:
    """Parties and stakes of a GraphML text; a file with entities or that is no XML is refused by name."""
    try:
        ElementTree.fromstring(text)  # refuses what would blow up
        graph = nx.parse_graphml(text)
    except (DefusedXmlException, ElementTree.ParseError, nx.NetworkXError, KeyError) as error:
        raise UsageError(f"{name}: 不是可读的GraphML / is no readable GraphML: {error}") from error
    return from_networkx(graph)


def networkx_of(table: OwnershipTable) -> nx.MultiDiGraph[str]:
    """Every stake as an edge, several of one holder beside each other."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for party in table.parties:
        graph.add_node(party.id, name=party.name, kind=party.kind.value, **({"uscc": party.uscc} if party.uscc else {}))
    for one in table.holdings:
        told = {"share": one.share, "votes": one.votes, "from": one.start, "to": one.end, "source": one.origin or None, "fact": one.fact}
        told |= {"least": one.between and one.between[0], "most": one.between and one.between[1]}
        told |= {"role": None if one.role is Role.SHAREHOLDER else one.role}
        graph.add_edge(one.holder, one.company, **{key: str(value) for key, value in told.items() if value is not None})
    return graph


def written_graphml(table: OwnershipTable) -> str:
    """The table as GraphML."""
    told: nx.MultiDiGraph[str] = nx.relabel_nodes(networkx_of(table), _writable)
    for values in (*(one for _, one in told.nodes(data=True)), *(one for _, _, one in told.edges(data=True))):
        values.update({key: _writable(value) for key, value in values.items()})
    return "\n".join(nx.generate_graphml(told)) + "\n"


def _writable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)
