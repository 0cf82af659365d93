"""Holding relations of the enterprises of a table with recognised ones, in either direction or under one controller, and what was not looked at."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from docintel.domain.control import Rule
from docintel.domain.ownership import Hop
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.kinds import is_state
from docintel.ownership.resolving import Known
from docintel.ownership.words import path_lines
from docintel.ownership.words import path_text
from docintel.text.names import normalise_name

MOST_REVOKED = 20  # that are told one by one


@dataclass(frozen=True, slots=True)
class Tie:
    """How two enterprises hang together: the direction, who controls, and the stakes that prove it."""

    direction: str
    controller: str
    path: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One enterprise and a recognised one: `direction` says who controls whom, or that one `controller` stands above both."""

    company: str
    other: str
    direction: str
    controller: str
    recognition: Recognition
    path: tuple[Hop, ...]
    wording: Wording

    @property
    def face(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "company": self.company,
            "other": self.other,
            "direction": self.direction,
            "controller": self.controller,
            "list": self.recognition.list_kind,
            "batch": self.recognition.batch,
            "proof": path_lines(self.path),
            "zh": self.wording.zh,
            "en": self.wording.en,
        }


def recognised_in(graph: OwnershipGraph, registers: Iterable[Register], day: date | None) -> dict[str, Recognition]:
    """Parties of a graph that stand on a list and are valid on the day: by credit code, else by present or former name."""
    known = Known.of(graph.parties.values())
    found: dict[str, Recognition] = {}
    for one in (one for register in registers for one in register.recognitions if day is None or one.valid_on(day)):
        party = known.party(one)
        if party is not None:
            found.setdefault(party.id, one)
    return found


def relations_with(graph: OwnershipGraph, rule: Rule, registers: Iterable[Register], day: date | None) -> list[Relation]:
    """Every relation of an enterprise of the graph with a recognised one, in the order of names."""
    known = recognised_in(graph, registers, day)
    companies = sorted(party.id for party in graph.parties.values() if party.kind not in (PartyKind.PERSON, PartyKind.STATE_BODY))
    pairs = [(company, other) for other in sorted(known) for company in companies if company != other]
    return [_told(graph, *pair, tie, known[pair[1]]) for pair in pairs if (tie := tie_of(graph, rule, *pair)) is not None]


def tie_of(graph: OwnershipGraph, rule: Rule, company: str, other: str) -> Tie | None:
    """How two enterprises hang together: `other` controls the company (`up`), is controlled by it (`down`), or one party that is not the state
    controls both (`group`).
    """
    told, above = graph.controls(rule), graph.control(rule).above
    if (other, company) in told:
        return Tie("up", other, graph.path(other, company, rule))
    if (company, other) in told:
        return Tie("down", company, graph.path(company, other, rule))
    shared = above.get(company, frozenset()) & above.get(other, frozenset())
    tops = [one for one in sorted(shared) if one in graph.parties and not is_state(graph.parties[one])]
    if not tops:
        return None
    return Tie("group", tops[0], tuple(dict.fromkeys((*graph.path(tops[0], company, rule), *graph.path(tops[0], other, rule)))))


def _told(graph: OwnershipGraph, company: str, other: str, tie: Tie, recognition: Recognition) -> Relation:
    names = {party: graph.name_of(party) for party in (company, other, tie.controller)}
    controller = tie.controller
    zh, en = (path_text(tie.path, graph.parties, language) for language in (Language.ZH, Language.EN))
    said = {
        "up": Wording(f"已认定企业{names[other]}控制{names[company]}", f"the recognised {names[other]} controls {names[company]}"),
        "down": Wording(f"{names[company]}控制已认定企业{names[other]}", f"{names[company]} controls the recognised {names[other]}"),
        "group": Wording(
            f"{names[company]}与已认定企业{names[other]}同由{names[controller]}控制",
            f"{names[company]} and the recognised {names[other]} are both controlled by {names[controller]}",
        ),
    }[tie.direction]
    return Relation(company, other, tie.direction, controller, recognition, tie.path, Wording(f"{said.zh}：{zh}。", f"{said.en}: {en}."))


def coverage_of(registers: tuple[Register, ...], day: date | None) -> Iterator[Wording]:
    """Which lists were used, how far up was seen, and that the rest was not checked."""
    for register in registers:
        valid = sum(1 for one in register.recognitions if day is None or one.valid_on(day))
        undated = sum(1 for one in register.recognitions if one.end is None and one.revoked is None)
        on_zh, on_en = ("", "") if day is None else (str(day), f" on {day}")
        open_zh, open_en = (f"（{undated}条未载到期日，视为有效）", f" ({undated} without an end, taken as valid)") if undated else ("", "")
        yield Wording(
            f"名单“{register.name}”共{len(register.recognitions)}条，其中{on_zh}有效{valid}条{open_zh}。",
            f"Register “{register.name}”: {len(register.recognitions)} entries, {valid} valid{on_en}{open_en}.",
        )
        yield from (Wording(f"名单“{register.name}”{one.zh}", f"Register “{register.name}”, {one.en}") for one in register.doubts)
    yield from _revoked_elsewhere(registers)
    if not registers:
        yield Wording(
            "未提供已认定企业名单：与已认定企业的控股关系未核查。",
            "No register of recognised enterprises was given: holding relations with them were not checked.",
        )


def _revoked_elsewhere(registers: tuple[Register, ...]) -> Iterator[Wording]:
    """Enterprises that one list has as revoked and another of the same kind and batch does not."""
    revoked: dict[tuple[str, str, str], str] = {}
    for register in registers:
        revoked |= {_recognised_as(one): register.name for one in register.recognitions if one.revoked is not None}
    found = [
        (one.name, register.name, revoked[_recognised_as(one)])
        for register in registers
        for one in register.recognitions
        if one.revoked is None and revoked.get(_recognised_as(one), register.name) != register.name
    ]
    for name, here, there in found[:MOST_REVOKED]:
        yield Wording(
            f"{name}在名单“{there}”中已撤销，在“{here}”中未撤销，按未撤销处理，请核对该认定是否仍有效。",
            f"{name} is revoked by the register “{there}” and not by “{here}”; it is taken as not revoked: check whether the recognition holds.",
        )
    if len(found) > MOST_REVOKED:
        more = len(found) - MOST_REVOKED
        yield Wording(
            f"另有{more}家企业的撤销情况各名单不一致。", f"{more} more enterprises are revoked by one register and not by another."
        )


def _recognised_as(one: Recognition) -> tuple[str, str, str]:
    return one.uscc or normalise_name(one.name), one.list_kind, one.batch


def unseen_above(graph: OwnershipGraph) -> Iterator[Wording]:
    """Enterprises that hold something and of whose own holders nothing is known."""
    kinds = (PartyKind.ENTERPRISE, PartyKind.PARTNERSHIP, PartyKind.FUND)
    holders = {stake.holder for book in graph.books.values() for stake in book.stakes} - graph.books.keys()
    unseen = sorted({graph.parties[one].name for one in holders if one in graph.parties and graph.parties[one].kind in kinds})
    if unseen:
        yield Wording(
            f"以下股东本身的股权未见材料，未核查：{'、'.join(unseen)}。",
            f"Nothing was given on who holds: {', '.join(unseen)}; not checked.",
        )
