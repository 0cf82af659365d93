"""The gate before sealing: every recommended enterprise with an unmet condition or an exclusion hit, and who overrode it and why.

What the machine finds unmet stops the list, and so does what people decided: that a condition is unmet, that an enterprise is not recommended.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.domain.deciding import Decided
from docintel.domain.decision import DecisionKind
from docintel.domain.packs import Packs
from docintel.domain.records import Standing
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.encode_parts import wording_face
from docintel.report.face_parts import Face
from docintel.report.face_parts import WordingFace
from docintel.report.faces import VerdictFace
from docintel.report.handins import is_numeric
from docintel.report.handins import wording_in
from docintel.report.reviewed import EXCLUSION
from docintel.report.reviewed import Reviewed
from docintel.report.workbook import worked
from docintel.text.names import normalise_name

UNREVIEWED = Wording("名单所列企业没有审核结果，未核查", "the list names an enterprise without a review: nothing was checked")
REFUSED = Wording("人员已决定不予推荐，名单仍列入", "people decided not to recommend it, and the list still names it")
BY_PERSON = Wording("人员认定不符合", "decided unmet by a person")
TWICE = Wording("名单重复列出同一企业", "the list names one enterprise twice")
NO_DETAIL = WordingFace(zh="", en="")
OVERRIDING = {DecisionKind.MET, DecisionKind.NOT_APPLICABLE}  # of a condition that the machine finds unmet
LIFTING = {DecisionKind.DISMISSED, DecisionKind.RESOLVED}  # of a finding that would exclude
LIFTS = {"unmet": OVERRIDING, "exclusion": LIFTING, "refused": frozenset[DecisionKind]()}


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of recommended enterprises."""

    row: int
    name: str
    uscc: str | None


class OverrideFace(Face):
    """Who set it aside, and why; `counts` is false where that does not hold (any more, or without a second person)."""

    kind: str
    person: str
    second_person: str | None
    at: str
    reason: str
    standing: str
    counts: bool


class HitFace(Face):
    """One thing that stands against a recommendation; `sort` is unmet, exclusion, refused, unreviewed or twice."""

    row: int
    name: str
    uscc: str | None
    sort: Literal["unmet", "exclusion", "refused", "unreviewed", "twice"]
    subject: str
    what: WordingFace
    detail: WordingFace
    decided: OverrideFace | None
    overridden: bool


class GateFace(Face):
    """What `docintel gate --json` writes: `passes` when everything that stands against a recommendation was overridden by a person."""

    schema_id: Literal["docintel/gate/1"] = "docintel/gate/1"
    listed: int
    passes: bool
    hits: tuple[HitFace, ...]
    unknown: tuple[WordingFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        face = handler(self)
        return {"schema": face.pop("schema_id"), **face}


def gate(listed: Iterable[Listed], reviewed: Iterable[Reviewed], packs: Packs) -> GateFace:
    """Holds a list against reviews, which are read one by one; enterprises are found by credit code, then by name."""
    lines = list(listed)
    by_code = {line.uscc.upper(): line for line in reversed(lines) if line.uscc}
    by_name = {normalise_name(line.name): line for line in reversed(lines)}
    hits: list[HitFace] = []
    unknown: list[WordingFace] = []
    seen: set[int] = set()
    for one in reviewed:
        line = _line(one, by_code, by_name)
        if line is None:
            continue
        seen.add(line.row)
        hits += _hits(line, one, packs)
        unknown += _unknown(one)
    hits += _unseen(lines, seen, by_code, by_name)
    hits.sort(key=lambda hit: hit.row)
    return GateFace(listed=len(lines), passes=all(hit.overridden for hit in hits), hits=tuple(hits), unknown=tuple(unknown))


def _line(one: Reviewed, by_code: Mapping[str, Listed], by_name: Mapping[str, Listed]) -> Listed | None:
    application = one.face.application
    found = by_code.get((application.uscc or "").upper())
    return found or by_name.get(normalise_name(application.name))


def _unseen(lines: list[Listed], seen: set[int], by_code: Mapping[str, Listed], by_name: Mapping[str, Listed]) -> Iterator[HitFace]:
    """Lines without a review, and second lines of an enterprise: neither is something a person could have overridden."""
    for line in lines:
        first = by_code.get((line.uscc or "").upper()) or by_name[normalise_name(line.name)]
        if first.row != line.row:
            yield _against(line, "twice", TWICE, Wording(f"第{first.row}行", f"row {first.row}"))
        elif line.row not in seen:
            yield _against(line, "unreviewed", UNREVIEWED, None)


def _against(line: Listed, sort: Literal["unreviewed", "twice"], what: Wording, detail: Wording | None) -> HitFace:
    told = {"what": wording_face(what), "detail": NO_DETAIL if detail is None else wording_face(detail)}
    return HitFace(row=line.row, name=line.name, uscc=line.uscc, sort=sort, subject="", **told, decided=None, overridden=False)


def _hits(line: Listed, one: Reviewed, packs: Packs) -> Iterator[HitFace]:
    for card in one.face.cards:
        if card.grade == EXCLUSION:
            yield _hit(line, "exclusion", card.findings[0], (card.title, one.lead(card).explanation), one.on_card(card))
    for verdict in one.face.verdicts:
        made = one.on_condition(verdict)
        is_short = verdict.formula is not None and "unmet" in {verdict.declared.status, verdict.evidenced.status}
        if is_short or _is_in_force(made, DecisionKind.UNMET):
            detail = _working(one, verdict, packs) if is_short else wording_face(BY_PERSON)
            yield _hit(line, "unmet", verdict.criterion, (verdict.label, detail), made)
    if _is_in_force(one.recommendation, DecisionKind.NOT_RECOMMENDED):
        yield _hit(line, "refused", "", (wording_face(REFUSED), NO_DETAIL), one.recommendation)


def _is_in_force(made: Decided | None, kind: DecisionKind) -> bool:
    return made is not None and made.counts and made.kind is kind


def _hit(
    line: Listed, sort: Literal["unmet", "exclusion", "refused"], subject: str, told: tuple[WordingFace, WordingFace], made: Decided | None
) -> HitFace:
    return HitFace(
        row=line.row,
        name=line.name,
        uscc=line.uscc,
        sort=sort,
        subject=subject,
        what=told[0],
        detail=told[1],
        decided=None if made is None else _override(made),
        overridden=made is not None and _overrides(made, sort),
    )


def _overrides(made: Decided, sort: Literal["unmet", "exclusion", "refused"]) -> bool:
    """Whether a decision sets the hit aside: it counts, gives its reason and, where an exclusion is lifted, two persons stand for it."""
    is_given = made.counts and made.kind in LIFTS[sort] and bool(made.decision.reason.strip())
    return is_given and (sort == "unmet" or made.decision.second_person not in (None, "", made.decision.person))


def _override(made: Decided) -> OverrideFace:
    decision = made.decision
    return OverrideFace(
        kind=decision.kind.value,
        person=decision.person,
        second_person=decision.second_person,
        at=decision.at,
        reason=decision.reason,
        standing=made.standing.value,
        counts=made.standing is Standing.DECIDED,
    )


def _working(one: Reviewed, verdict: VerdictFace, packs: Packs) -> WordingFace:
    """The calculation that falls short: on declared values, on evidenced values, or both."""
    bases = (("declared", Wording("按填报值", "on declared values")), ("evidenced", Wording("按佐证值", "on evidenced values")))
    told: dict[Language, list[str]] = {language: [] for language in Language}
    for basis, name in bases:
        judgement = getattr(verdict, basis)
        if judgement.status == "unmet":
            for language in Language:
                calculation = worked(judgement, packs, one.face.application.years[0], wording_in(language))
                told[language].append(f"{name.said(language)}：{calculation}（{verdict.clause}）")
    return WordingFace(zh="；".join(told[Language.ZH]), en="; ".join(told[Language.EN]))


def _unknown(one: Reviewed) -> Iterator[WordingFace]:
    """Numeric conditions that could not be calculated: said, and nothing that stops a recommendation."""
    name = one.face.application.name
    for verdict in one.face.verdicts:
        if is_numeric(verdict) and verdict.evidenced.status in {"unknown", "manual_review"}:
            yield WordingFace(zh=f"{name}：{verdict.label.zh} 未知", en=f"{name}: {verdict.label.en} unknown")
