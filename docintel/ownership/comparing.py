"""The computed and the stated controllers of a company side by side, and why they differ: what papers say is never taken for what stakes say."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from docintel.domain.control import Rule
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControllerKind
from docintel.domain.ownership import ControllerView
from docintel.domain.ownership import Difference
from docintel.domain.ownership import StatedController
from docintel.domain.wording import Wording
from docintel.ownership.control import CONCERT
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.kinds import is_state
from docintel.ownership.words import DIFFERENCES
from docintel.ownership.words import NOBODY
from docintel.ownership.words import UNDETERMINED
from docintel.ownership.words import named

_BY_BASIS = {
    "general_partner": Difference.PARTNER,
    "contract_control": Difference.CONTRACT,
    "vote_delegation": Difference.PROXY,
}

LABELS = {
    ControllerKind.ACTUAL: Wording("实际控制人", "actual controller"),
    ControllerKind.MAJORITY: Wording("控股股东", "controlling shareholder"),
}


@dataclass(frozen=True, slots=True)
class Bench:
    """What a comparison stands on: the graph, the rule, and who are said to be of one family."""

    graph: OwnershipGraph
    rule: Rule
    kin: tuple[frozenset[str], ...] = ()


def view_of(bench: Bench, company: str, stated: Iterable[StatedController]) -> ControllerView:
    """Both answers for one company."""
    graph, rule = bench.graph, bench.rule
    top = graph.top(company, rule)
    computed = members_of(graph, rule, top.controller)
    told = tuple(one for one in stated if one.company == company)
    actual = [one for one in told if one.kind is ControllerKind.ACTUAL] or list(told)
    determined = top.determined
    agree = None if not actual else determined and all(set(one.parties) == set(computed) for one in actual)
    found = (
        () if agree else tuple(dict.fromkeys(reason for one in actual for reason in _reasons(bench, company, computed, determined, one)))
    )
    differences = (Difference.UNTOLD,) if not actual and computed else found
    proof = graph.path(top.controller, company, rule) if top.controller is not None else ()
    wording = _told(graph, company, computed, determined, told, agree, differences)
    return ControllerView(company, computed, determined, proof, told, agree, differences, wording)


def members_of(graph: OwnershipGraph, rule: Rule, controller: str | None) -> tuple[str, ...]:
    """The parties behind a controller: of a concert group all of them."""
    if controller is None:
        return ()
    return tuple(sorted(graph.control(rule).members.get(controller, {controller})))


def _reasons(bench: Bench, company: str, computed: tuple[str, ...], determined: bool, said: StatedController) -> Iterator[Difference]:  # noqa: FBT001
    """Why one statement is not what the stakes say; the simplest that fits, several where several do."""
    graph = bench.graph
    stated = set(said.parties)
    if stated == set(computed) and determined:
        return
    found = [*_of_structure(bench, company, computed, stated), *_of_evidence(bench, company, stated, determined)]
    if computed and stated:
        found += [_BY_BASIS[hop.basis] for hop in graph.path(_apex(bench, company), company, bench.rule) if hop.basis in _BY_BASIS]
    yield from dict.fromkeys(found) if found else (Difference.UNEXPLAINED,)


def _apex(bench: Bench, company: str) -> str:
    return bench.graph.top(company, bench.rule).controller or company


def _of_structure(bench: Bench, company: str, computed: tuple[str, ...], stated: set[str]) -> Iterator[Difference]:
    """How the two stand to each other: together, above, below."""
    graph, rule = bench.graph, bench.rule
    controls, ours = graph.controls(rule), set(computed)
    if len(stated) > 1 and (not ours or ours < stated or _apex(bench, company).startswith(CONCERT)):
        together = any(stated <= family for family in bench.kin)
        yield from (Difference.FAMILY,) if together else ()
        agreed = any(one.kind is AgreementKind.CONCERT and set(one.parties) & stated for one in graph.agreements)
        yield from (Difference.CONCERT,) if agreed or not together else ()
    if ours and any((one, other) in controls for one in ours for other in stated):
        yield Difference.INTERMEDIATE
        yield from (Difference.STATE,) if any(_is_state(graph, one) for one in ours) else ()
    elif any(_is_state(graph, one) for one in stated) and not stated <= _seen(graph):
        yield Difference.STATE
    if stated and not stated & _seen(graph):
        yield Difference.CHAIN


def _of_evidence(bench: Bench, company: str, stated: set[str], determined: bool) -> Iterator[Difference]:  # noqa: FBT001
    """What is missing or in doubt: a gap, papers that differ, a stake below the line."""
    graph, rule = bench.graph, bench.rule
    chain = {company, *(one for one, held in graph.control(rule).possible if held == company)}
    books = [graph.books[one] for one in sorted(chain) if one in graph.books]
    if not determined and any(book.conflicting for book in books):
        yield Difference.CONFLICT
    if not determined and any(one.kind is AgreementKind.NOMINEE and one.company in chain for one in graph.agreements):
        yield Difference.NOMINEE
    if not determined and any(book.missing for book in books):
        yield Difference.MISSING
    joint = joint_share(bench, company, stated)
    if stated and joint is not None and not rule.is_reached(joint):
        yield Difference.THRESHOLD
    if not stated and graph.top(company, rule).controller is not None:
        yield Difference.THRESHOLD


def joint_share(bench: Bench, company: str, parties: Iterable[str]) -> Fraction | None:
    """What parties and all they control have of a company's votes together; None where they have none."""
    graph, own = bench.graph, set(parties)
    one = graph.control(bench.rule).votes.get(company)
    inside = own | {held for controller, held in graph.controls(bench.rule) if controller in own}
    if one is None or not one.whole:
        return None
    votes = sum(one.least.get(each, 0) for each in inside)
    return Fraction(votes, one.whole) if votes else None


def _seen(graph: OwnershipGraph) -> set[str]:
    return {stake.holder for book in graph.books.values() for stake in book.stakes}


def _is_state(graph: OwnershipGraph, party: str) -> bool:
    return party in graph.parties and is_state(graph.parties[party])


def _told(
    graph: OwnershipGraph,
    company: str,
    computed: tuple[str, ...],
    determined: bool,  # noqa: FBT001 - one of the things said
    stated: tuple[StatedController, ...],
    agree: bool | None,  # noqa: FBT001
    differences: tuple[Difference, ...],
) -> Wording:
    """Both answers and what explains the difference, in one line."""
    mine = named(graph, computed, NOBODY if determined else UNDETERMINED)
    said = list(dict.fromkeys(_said(graph, one) for one in stated)) or [Wording("未写明", "not stated")]
    zh, en = "；".join(one.zh for one in said), "; ".join(one.en for one in said)
    why_zh = f"差异：{'；'.join(DIFFERENCES[one].zh for one in differences)}。" if differences else ""
    why_en = f" Difference: {'; '.join(DIFFERENCES[one].en for one in differences)}." if differences else ""
    end = Wording("两者一致。", " They agree.") if agree else None
    name = graph.name_of(company)
    return Wording(
        f"{name}：按股权计算为{mine.zh}；材料所称{zh}。{end.zh if end else why_zh}",
        f"{name}: by stakes {mine.en}; as stated {en}.{end.en if end else why_en}",
    )


def _said(graph: OwnershipGraph, one: StatedController) -> Wording:
    who = named(graph, one.parties, NOBODY)
    form_zh, form_en = ("（申请书）", " (form)") if one.declared else ("", "")
    label = LABELS[one.kind]
    return Wording(f"{label.zh}{form_zh}为{who.zh}", f"{label.en}{form_en} {who.en}")
