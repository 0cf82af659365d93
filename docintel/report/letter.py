"""The letter that asks for supplements (补正通知): per application what needs checking, where it stands, which paper would settle it, by when.

It is built from cards that a person asked back; without any decision it is a draft of all open cards, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.domain.deciding import Decisions
from docintel.domain.decision import DecisionKind
from docintel.domain.fact import Fact
from docintel.domain.finding import Card
from docintel.domain.finding import Finding
from docintel.domain.request import Request
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.encode_parts import wording_face
from docintel.report.face_parts import Face
from docintel.report.face_parts import WordingFace
from docintel.report.html import Writer
from docintel.report.opinion_cards import where_told
from docintel.report.words import OUTCOME
from docintel.report.words import ROLE
from docintel.review.asking import ask_once


class SideFace(Face):
    """One of the values in question: whose it is, as printed, and where it stands (in both languages)."""

    role: WordingFace
    label: WordingFace
    value: str
    place: WordingFace


class AskedFace(Face):
    """One matter: the card's leading finding with its fingerprint, all values, and a neutral guess at the reason.

    `title` is the card's; `matter` is what the letter calls it.
    """

    card: str
    finding: str
    fingerprint: str
    findings: tuple[str, ...]
    title: WordingFace
    matter: WordingFace
    explanation: WordingFace
    sides: tuple[SideFace, ...]
    innocent: WordingFace


class WantedFace(Face):
    """A document that is asked for, and what it would settle."""

    paper: str
    year: int | None
    label: WordingFace
    settles: tuple[AskedFace, ...]


class LetterFace(Face):
    """What `docintel report letters` writes for one application; `draft` where no person has asked anything back yet."""

    schema_id: Literal["docintel/letter/1"] = "docintel/letter/1"
    application: str
    name: str
    uscc: str | None
    programme: WordingFace
    round: int
    day: str
    deadline: str
    draft: bool
    wanted: tuple[WantedFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        face = handler(self)
        return {"schema": face.pop("schema_id"), **face}


@dataclass(frozen=True, slots=True)
class Terms:
    """The day of the letter, until when an answer is awaited, and which round it is."""

    day: date
    deadline: date
    round: int = 1


def letter_of(writer: Writer, decisions: Decisions, terms: Terms, *, draft: bool = False) -> LetterFace | None:
    """The letter about what was asked back, None where nothing was; a `draft` is about all cards."""
    review = writer.review
    asked = [card for card in review.cards if _kind(card, decisions) is DecisionKind.ASKED_BACK]
    cards = list(review.cards) if draft else asked
    if not cards:
        return None
    wanted = ask_once(cards, review.findings, review.matrix, writer.programme, writer.packs.kinds)
    return LetterFace(
        application=review.application.id,
        name=review.application.name,
        uscc=review.application.uscc,
        programme=wording_face(writer.programme.label),
        round=terms.round,
        day=terms.day.isoformat(),
        deadline=terms.deadline.isoformat(),
        draft=draft,
        wanted=tuple(_wanted(writer, request, cards) for request in wanted),
    )


def _kind(card: Card, decisions: Decisions) -> DecisionKind | None:
    """How a card was decided: by what leads it, else by anything on it that was asked back."""
    made = [decisions[str(key)] for key in card.findings if str(key) in decisions]
    counting = [one.kind for one in made if one.counts]
    return DecisionKind.ASKED_BACK if DecisionKind.ASKED_BACK in counting else next(iter(counting), None)


def _wanted(writer: Writer, request: Request, cards: Sequence[Card]) -> WantedFace:
    by_key = {card.key: card for card in cards}
    settles = tuple(_asked(writer, by_key[one.card], one.innocent) for one in request.settles)
    return WantedFace(paper=request.paper, year=request.year, label=wording_face(request.label), settles=settles)


def _asked(writer: Writer, card: Card, innocent: Wording) -> AskedFace:
    lead = writer.findings(card)[0]
    return AskedFace(
        card=card.key,
        finding=str(lead.key),
        fingerprint=lead.fingerprint,
        findings=tuple(str(key) for key in card.findings),
        title=wording_face(card.title),
        matter=_matter(writer, card, lead),
        explanation=wording_face(lead.explanation),
        sides=tuple(_sides(writer, lead)),
        innocent=wording_face(innocent),
    )


def _matter(writer: Writer, card: Card, lead: Finding) -> WordingFace:
    """What it is about without a guess at how it came about: the figure and that it needs checking; without a figure the card's title."""
    if not lead.operands:
        return wording_face(card.title)
    outcome = OUTCOME[lead.outcome.value]
    zh, en = (one.called(lead.operands[0].fact) for one in _both(writer))
    return WordingFace(zh=f"{zh}：{outcome.zh}，请核对", en=f"{en}: {outcome.en}, please check")


def _both(writer: Writer) -> list[Writer]:
    return [Writer(writer.review, writer.packs, language, writer.crop) for language in Language]


def _sides(writer: Writer, lead: Finding) -> Iterator[SideFace]:
    both = _both(writer)
    for operand in lead.operands:
        labels, places = zip(*((one.called(operand.fact), _place(one, operand.fact)) for one in both), strict=True)
        yield SideFace(
            role=wording_face(ROLE[operand.role.value]),
            label=WordingFace(zh=labels[0], en=labels[1]),
            value=writer.printed(operand.fact),
            place=WordingFace(zh=places[0], en=places[1]),
        )


def _place(writer: Writer, fact: Fact) -> str:
    return where_told(writer, fact)
