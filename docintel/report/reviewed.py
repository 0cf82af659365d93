"""One application of a campaign as reports see it: its review as a face, and what people did with it. Read one by one, never all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import Field
from pydantic import ValidationError

from docintel.domain.deciding import Decided
from docintel.domain.deciding import Decisions
from docintel.domain.deciding import decisions_told
from docintel.domain.decision import Decision
from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UsageError
from docintel.domain.objecting import ObjectionText
from docintel.domain.records import condition_key
from docintel.domain.records import recommendation_key
from docintel.report.face_parts import SourceFace
from docintel.report.faces import CardFace
from docintel.report.faces import FactFace
from docintel.report.faces import FindingFace
from docintel.report.faces import ReviewFace
from docintel.report.faces import VerdictFace

EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`place` is the province and city it is filed under, `rounds` how many letters went out."""

    face: ReviewFace
    decisions: Decisions = field(default_factory=dict)
    objections: tuple[ObjectionText, ...] = ()
    place: str = ""
    rounds: int = 0

    @property
    def id(self) -> str:
        """The application's id in the review's keys."""
        return self.face.application.id

    @property
    def recommendation(self) -> Decided | None:
        """What people decided on the application, None where nobody has."""
        return self.decisions.get(recommendation_key(self.id))

    def on_condition(self, verdict: VerdictFace) -> Decided | None:
        """What people decided on a condition."""
        return self.decisions.get(condition_key(self.id, verdict.criterion))

    def on_card(self, card: CardFace) -> Decided | None:
        """What people decided on the cause of a card."""
        return self.decisions.get(card.findings[0])

    def lead(self, card: CardFace) -> FindingFace:
        """The finding that leads a card."""
        return next(finding for finding in self.face.findings if finding.key == card.findings[0])

    def declared(self, concept: str) -> str:
        """What the online form says, as printed; empty where it says nothing."""
        found = (fact for fact in self.face.facts if fact.concept == concept and fact.source.method == "form" and fact.value is not None)
        return next((fact.printed for fact in found), "")


def fact_places(face: ReviewFace) -> tuple[dict[str, FactFace], dict[str, str]]:
    """The facts by id, and the files by hash."""
    return {fact.id or "": fact for fact in face.facts}, {document.sha256: document.file for document in face.documents}


def place_text(source: SourceFace, files: Mapping[str, str]) -> str:
    """File and page, cell or field in words that need no language: `审计报告2022.pdf p.5`."""
    spot = f"p.{source.page}" if source.page is not None else source.cell or source.field or ""
    return " ".join(part for part in (files.get(source.document or "", ""), spot) if part)


def ending_keys(face: ReviewFace) -> set[str]:
    """What takes two persons: findings that end an application, and not to recommend it."""
    ending = {key for card in face.cards if card.grade == EXCLUSION for key in card.findings}
    return ending | {recommendation_key(face.application.id)}


class _ToldDecision(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    finding: str = Field(min_length=1)
    kind: DecisionKind
    person: str = Field(min_length=1)
    at: str
    reason: str = ""
    fingerprint: str = ""
    second_person: str | None = None


class _ToldDecisions(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    decisions: tuple[_ToldDecision, ...]


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """People's decisions from a JSON file `{"decisions": [{"finding", "kind", "person", "at", "reason", ...}]}`; UsageError says what is wrong."""
    try:
        told = _ToldDecisions.model_validate(json.loads(path.read_bytes()))
    except (OSError, ValueError, ValidationError) as error:
        raise UsageError(f"决定文件 {path} 不能使用：{error} / the file of decisions cannot be used") from error
    return tuple(
        Decision(
            number,
            one.finding.split("/", 1)[0],
            one.finding,
            one.fingerprint,
            "",
            one.kind,
            one.reason,
            one.person,
            one.at,
            one.second_person,
        )
        for number, one in enumerate(told.decisions, start=1)
    )


def reviewed_of(faces: Iterable[ReviewFace], made: Iterable[Decision]) -> Iterator[Reviewed]:
    """Reviews with the decisions made on them outside a store."""
    by_application: dict[str, list[Decision]] = {}
    for decision in made:
        by_application.setdefault(decision.application, []).append(decision)
    for face in faces:
        fingerprints = {finding.key: finding.fingerprint for finding in face.findings}
        own = by_application.get(face.application.id, ())
        yield Reviewed(face, decisions_told(own, fingerprints, ending_keys(face)))
