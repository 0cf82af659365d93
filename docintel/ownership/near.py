"""Relations with recognised enterprises that no majority settles: a first holder with 30 to 50 %, and holders whom both have in common."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from fractions import Fraction

from docintel.domain.control import HALF
from docintel.domain.fact import Choice
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.ownership import AgreementKind
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.review import Application
from docintel.domain.wording import Wording
from docintel.ownership.graph import OwnershipGraph
from docintel.ownership.kinds import is_state
from docintel.ownership.words import HOLDING
from docintel.ownership.words import JOINT
from docintel.ownership.words import NEAR
from docintel.ownership.words import OwnershipCheck
from docintel.ownership.words import percent
from docintel.text.names import normalise_name

LEAST = Fraction(3, 10)  # from here a first holder may decide (domain.md OWN-4)


def near_findings(application: Application, facts: Facts, ownership: Ownership, registers: Iterable[Register]) -> Iterator[Finding]:
    """For a person to judge: what a majority settles, and what a list of champions alone knows, is not told again."""
    graph, applicant = OwnershipGraph.of_review(ownership, application.as_of), ownership.applicant
    settled = {relation.other for relation in ownership.relations}
    if applicant is None:
        return
    for other in sorted(_recognised(application, ownership, registers) - settled - {applicant}):
        for owner, company in ((other, applicant), (applicant, other)):
            if (owner, company) in ownership.possible and company in graph.books and graph.books[company].conflicting:
                open_ = _stakes_in(graph, owner_side(ownership, owner), company)
                yield _finding(application, facts, HOLDING, other, _told_open(graph, owner, company, open_), open_)
            elif (stakes := _first_holder(graph, ownership, owner, company)) is not None:
                yield _finding(application, facts, NEAR, other, _told_near(graph, owner, company, stakes), stakes)
        if common := _in_common(graph, applicant, other):
            yield _finding(application, facts, JOINT, other, _told_joint(graph, applicant, other, common), common)


def _is(uscc: str | None, name: str, other_uscc: str | None, other_name: str) -> bool:
    return uscc == other_uscc if uscc and other_uscc else normalise_name(name) == normalise_name(other_name)


def _recognised(application: Application, ownership: Ownership, registers: Iterable[Register]) -> set[str]:
    """The parties with a recognition in force."""
    valid: list[Recognition] = [one for register in registers for one in register.recognitions if one.valid_on(application.as_of)]
    return {
        party.id
        for party in ownership.parties
        if any("冠军" not in one.list_kind and _is(party.uscc, party.name, one.uscc, one.name) for one in valid)
    }


def owner_side(ownership: Ownership, owner: str) -> set[str]:
    """An owner with those it acts in concert with, and all that any of them controls."""
    own = {owner, *(one for agreement in ownership.agreements if _in_concert(agreement, owner) for one in agreement.parties)}
    return own | {held for holder, held in ownership.controls if holder in own}


def _in_concert(agreement: ControlAgreement, owner: str) -> bool:
    return agreement.kind is AgreementKind.CONCERT and owner in agreement.parties


def _stakes_in(graph: OwnershipGraph, inside: set[str], company: str) -> tuple[Holding, ...]:
    """The stakes of parties in a company, one of each, as its finest statement has it."""
    book = graph.books.get(company)
    held = [stake for stake in book.stakes if stake.holder in inside] if book is not None else []
    return tuple(next((one for one in stake.holdings if one.share is not None), stake.holdings[0]) for stake in held)


def _first_holder(graph: OwnershipGraph, ownership: Ownership, owner: str, company: str) -> tuple[Holding, ...] | None:
    """The stakes by which `owner`, with what it controls and those it acts with, has 30 to 50 % of the votes of `company`, more than nobody else;
    None otherwise.
    """
    inside = owner_side(ownership, owner)
    book = graph.books.get(company)
    if book is None:
        return None
    held = {stake.holder: stake.capital[0] for stake in book.stakes}
    share = sum((held[one] for one in inside if one in held), Fraction(0))
    others = [part for holder, part in held.items() if holder not in inside]
    stakes = _stakes_in(graph, inside, company)
    return stakes if stakes and LEAST <= share <= HALF and max(others, default=Fraction(0)) <= share else None


def _in_common(graph: OwnershipGraph, one: str, other: str) -> tuple[Holding, ...]:
    """The stakes of several holders of both who together have more than half of each; a state body makes no group."""
    held = {holder: stakes for holder, stakes in graph.shares.items() if one in stakes and other in stakes}
    holders = {holder for holder in held if holder in graph.parties and not is_state(graph.parties[holder])}
    if len(holders) < 2 or any(sum(held[holder][company] for holder in holders) <= HALF for company in (one, other)):
        return ()
    return tuple(stake for company in (one, other) for stake in _stakes_in(graph, holders, company))


def _told_open(graph: OwnershipGraph, owner: str, company: str, stakes: tuple[Holding, ...]) -> Wording:
    """Papers that differ, by one of which a recognised enterprise controls."""
    holder, held = graph.name_of(owner), graph.name_of(company)
    said = "、".join(dict.fromkeys(percent(one.share) for stake in stakes for one in graph.statements(stake.holder, company)))
    return Wording(
        f"各份材料所载{holder}对{held}的持股不一致（{said}），按其中一份构成控股；双方中有已认定企业，需核实以哪一份为准。",
        f"Papers differ on what {holder} holds of {held} ({said}), and by one of them it controls; one of them is recognised: which one counts needs checking.",
    )


def _told_near(graph: OwnershipGraph, owner: str, company: str, stakes: tuple[Holding, ...]) -> Wording:
    share = sum((one.share for one in stakes if one.share is not None), Fraction(0))
    holder, held = graph.parties[owner].name, graph.parties[company].name
    return Wording(
        f"{holder}持有{held} {percent(share)}的股权，为第一大股东而未超过50%；双方中有已认定企业，是否构成控股关系由人判断。",
        f"{holder} holds {percent(share)} of {held}, more than anybody else and not over 50 %; one of them is recognised. "
        "Whether that is a holding relation is for a person.",
    )


def _told_joint(graph: OwnershipGraph, one: str, other: str, stakes: tuple[Holding, ...]) -> Wording:
    names = list(dict.fromkeys(graph.parties[stake.holder].name for stake in stakes))
    totals = [
        sum((stake.share for stake in stakes if stake.company == company and stake.share is not None), Fraction(0))
        for company in (one, other)
    ]
    ours, theirs = graph.parties[one].name, graph.parties[other].name
    return Wording(
        f"{'、'.join(names)}合计持有{ours} {percent(totals[0])}，合计持有已认定企业{theirs} {percent(totals[1])}；是否属同一控制由人判断。",
        f"{', '.join(names)} together hold {percent(totals[0])} of {ours} and {percent(totals[1])} of the recognised {theirs}; "
        "whether that is one control is for a person.",
    )


def _finding(
    application: Application, facts: Facts, check: OwnershipCheck, other: str, told: Wording, stakes: tuple[Holding, ...]
) -> Finding:  # a finding is all of these
    """The finding, with the form's answer where it is no, and the stakes."""
    answer = facts.declared("holding_relation")
    denied = answer is not None and isinstance(answer.value, Choice) and answer.value.chosen == ("no",)
    declared = (Operand(Role.DECLARED, answer),) if answer is not None and denied else ()
    sources = {one.source for one in stakes if one.source is not None}
    proof = tuple(Operand(Role.EVIDENCED, fact) for fact in facts if fact.source in sources)
    key = FindingKey(application.id, check.id, other)
    return Finding(key, check.id, Severity.WARNING, Outcome.NEEDS_CHECK, check.rule, told, (*declared, *proof))
