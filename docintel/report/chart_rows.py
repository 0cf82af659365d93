"""Which box of an ownership chart stands in which row, and in what order: persons on top, holders above what they hold, few lines that cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby

from docintel.domain.ownership import PartyKind
from docintel.report.chart_model import Model

A_ROW = 9  # boxes in a row at most
SWEEPS = 12


def rows_of(model: Model) -> list[list[str]]:
    """Boxes by rows: holders above what they hold, persons that nobody holds on top, a long row in several."""
    depth = _depths(model)
    layers: dict[int, list[str]] = defaultdict(list)
    for node in model.nodes:
        layers[depth[node.id]].append(node.id)
    ordered = _ordered([layers[one] for one in sorted(layers)], model)
    concert = {node.id: node.concert for node in model.nodes}
    return [row for layer in ordered for row in _wrapped(layer, concert)]


def _depths(model: Model) -> dict[str, int]:
    """How far down each box stands: the longest way from above; lines that close a circle do not count."""
    down = _without_circles(model)
    depth = dict.fromkeys((node.id for node in model.nodes), 0)
    for _ in model.nodes:
        deeper = {one: max((depth[above] + 1 for above in down[one]), default=0) for one in depth}
        if deeper == depth:
            break
        depth = deeper
    tops = {node.id for node in model.nodes if node.kind is PartyKind.PERSON and not down[node.id]}
    below: dict[str, list[str]] = defaultdict(list)
    for company, above in down.items():
        for one in above:
            below[one].append(company)
    # who holds nothing that persons hold stands just above what he holds; persons stay on top
    for one in sorted(depth, key=lambda name: -depth[name]):
        if not down[one] and one not in tops and below[one]:
            depth[one] = max(0, min(depth[company] for company in below[one]) - 1)
    return depth


def _without_circles(model: Model) -> dict[str, list[str]]:
    """Of each box those above it, without the lines that would close a circle, taken in the order of the model."""
    above: dict[str, list[str]] = {node.id: [] for node in model.nodes}
    for link in model.links:
        if link.holder != link.company and link.holder not in above[link.company] and not _reaches(above, link.holder, link.company):
            above[link.company].append(link.holder)
    return above


def _reaches(above: Mapping[str, list[str]], start: str, wanted: str) -> bool:
    """Whether `wanted` stands somewhere above `start`."""
    pending, seen = [start], set[str]()
    while pending:
        at = pending.pop()
        if at == wanted:
            return True
        pending += [one for one in above[at] if one not in seen]
        seen |= set(above[at])
    return False


def _ordered(layers: list[list[str]], model: Model) -> list[list[str]]:
    """Each layer by the middle of its neighbours, those who act in concert beside each other; swept down and up."""
    near: dict[str, list[str]] = defaultdict(list)
    for link in model.links:
        near[link.holder].append(link.company)
        near[link.company].append(link.holder)
    concert = {node.id: node.concert for node in model.nodes}
    place = {name: at / max(len(layer), 1) for layer in layers for at, name in enumerate(layer)}
    for sweep in range(SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            mean = {name: _mean([place[one] for one in near[name]], place[name]) for name in layer}
            group = {
                number: _mean([mean[name] for name in layer if concert[name] == number], 0.0)
                for number in set(map(concert.__getitem__, layer))
            }
            layer.sort(
                key=lambda name: (round(group[concert[name]] if concert[name] else mean[name], 9), concert[name], round(mean[name], 9))
            )
            place |= {name: (at + 0.5) / len(layer) for at, name in enumerate(layer)}
    return layers


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _wrapped(layer: list[str], concert: Mapping[str, int]) -> list[list[str]]:
    """A layer in rows of nearly the same length; those who act in concert stay in one row where they fit in it."""
    count = -(-len(layer) // A_ROW)
    size = -(-len(layer) // max(count, 1))
    rows: list[list[str]] = [[]]
    for _, same in groupby(enumerate(layer), key=lambda pair: (concert[pair[1]], pair[0] if not concert[pair[1]] else 0)):
        block = [name for _, name in same]
        if rows[-1] and len(rows[-1]) + len(block) > size:
            rows.append([])
        for name in block:
            if len(rows[-1]) == A_ROW:
                rows.append([])
            rows[-1].append(name)
    return rows
