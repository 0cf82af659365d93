"""The review opinion (审核意见) of one application as a paper: cards with decisions, criteria, ownership, papers to ask for, matrix, coverage."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.deciding import Decided
from docintel.domain.deciding import Decisions
from docintel.domain.finding import Card
from docintel.domain.objecting import ObjectionText
from docintel.domain.packs import Packs
from docintel.domain.records import condition_key
from docintel.domain.records import recommendation_key
from docintel.domain.review import Review
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Language
from docintel.report.html import Crop
from docintel.report.html import Writer
from docintel.report.opinion_cards import card_blocks
from docintel.report.opinion_tables import coverage_blocks
from docintel.report.opinion_tables import document_table
from docintel.report.opinion_tables import matrix_blocks
from docintel.report.opinion_tables import objection_table
from docintel.report.opinion_tables import ownership_blocks
from docintel.report.opinion_tables import request_blocks
from docintel.report.opinion_tables import verdict_blocks
from docintel.report.opinion_words import DECISION
from docintel.report.opinion_words import KIND
from docintel.report.opinion_words import STANDING
from docintel.report.opinion_words import TEXT
from docintel.report.paper import Block
from docintel.report.paper import Cell
from docintel.report.paper import Heading
from docintel.report.paper import Paper
from docintel.report.paper import Row
from docintel.report.paper import Style
from docintel.report.paper import Table
from docintel.report.paper import Tone
from docintel.report.paper import cell
from docintel.report.paper import fields
from docintel.report.paper import words
from docintel.report.plain import time_told

EXCLUSION = "exclusion"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an opinion is made of: the review, what people decided on it, and the means to say and show it."""

    review: Review
    decisions: Decisions
    writer: Writer
    objections: tuple[ObjectionText, ...] = ()

    def say(self, name: str, *parts: object) -> str:
        """One of our own texts, filled in."""
        return TEXT[name].said(self.writer.language).format(*parts)

    def on_card(self, card: Card) -> Decided | None:
        """The decision on what leads a card."""
        return self.decisions.get(str(card.findings[0]))

    def on_verdict(self, verdict: Verdict) -> Decided | None:
        """The decision on a condition."""
        return self.decisions.get(condition_key(self.review.application.id, verdict.criterion))

    def recommendation(self) -> Decided | None:
        """Whether people recommend the enterprise."""
        return self.decisions.get(recommendation_key(self.review.application.id))


def opinion_paper(opinion: Opinion) -> Paper:
    """The whole opinion in the writer's language."""
    writer = opinion.writer
    programme = writer.said(writer.programme.label)
    name = opinion.review.application.name
    return Paper(
        title=f"{programme}{opinion.say('opinion')}" if writer.language is Language.ZH else f"{opinion.say('opinion')}: {programme}",
        subtitle=name,
        running=f"{opinion.say('opinion')} · {name}",
        language=writer.language,
        blocks=tuple(_blocks(opinion)),
    )


def opinion_of(
    review: Review, decisions: Decisions, packs: Packs, language: Language, crop: Crop, objections: tuple[ObjectionText, ...] = ()
) -> Opinion:
    """What an opinion in this language is made of."""
    return Opinion(review, decisions, Writer(review, packs, language, crop), objections)


def _blocks(opinion: Opinion) -> Iterator[Block]:
    writer = opinion.writer
    yield _about(opinion)
    yield Heading(opinion.say("summary"))
    yield from (words(line, style=Style.ITEM) for line in _summary(opinion))
    yield Heading(opinion.say("signing"))
    yield _signing(opinion)
    yield Heading(opinion.say("cards"))
    if not opinion.review.cards:
        yield words(opinion.say("no_cards"))
    for card in opinion.review.cards:
        yield from card_blocks(writer, card, opinion.on_card(card))
    yield Heading(opinion.say("verdicts"))
    yield from verdict_blocks(writer, {one.criterion: opinion.on_verdict(one) for one in opinion.review.verdicts})
    yield Heading(opinion.say("ownership"))
    yield from ownership_blocks(writer)
    yield Heading(opinion.say("requests"))
    yield from request_blocks(writer)
    yield Heading(opinion.say("matrix"))
    yield from matrix_blocks(writer)
    yield Heading(opinion.say("coverage"))
    yield from coverage_blocks(writer)
    yield Heading(opinion.say("documents"))
    yield document_table(writer)
    if opinion.objections:
        yield Heading(opinion.say("objections"))
        yield objection_table(writer, opinion.objections)
    yield words(_made_by(opinion), tone=Tone.QUIET, style=Style.SMALL)


def _about(opinion: Opinion) -> Table:
    application, said = opinion.review.application, opinion.writer.said
    pages = sum(document.pages for document in opinion.review.documents)
    told = (
        (opinion.say("name"), application.name),
        (opinion.say("uscc"), application.uscc or "—"),
        (opinion.say("programme"), said(opinion.writer.programme.label)),
        (opinion.say("batch"), opinion.say("batch_told", application.batch, said(KIND[application.kind.value]))),
        (opinion.say("as_of"), application.as_of.isoformat()),
        (opinion.say("files"), opinion.say("files_told", len(opinion.review.documents), pages)),
    )
    return fields(told, (26, 62, 32, 56))


def _summary(opinion: Opinion) -> Iterator[str]:
    review = opinion.review
    severities = Counter(card.severity.value for card in review.cards)
    decided = sum(1 for card in review.cards if (made := opinion.on_card(card)) is not None and made.counts)
    if review.cards:
        open_cards = len(review.cards) - decided
        yield "· " + opinion.say("cards_told", len(review.cards), severities["conflict"], severities["warning"], decided, open_cards)
    else:
        yield "· " + opinion.say("no_cards")
    excluded = sum(card.grade == EXCLUSION for card in review.cards)
    if excluded:
        yield "· " + opinion.say("exclusions_told", excluded)
    statuses = Counter(verdict.evidenced.status.value for verdict in review.verdicts)
    judged = sum(1 for verdict in review.verdicts if (made := opinion.on_verdict(verdict)) is not None and made.counts)
    counted = (statuses[name] for name in ("met", "unmet", "unknown", "manual_review", "not_applicable"))
    yield "· " + opinion.say("criteria_told", len(review.verdicts), *counted, judged)
    if review.requests:
        yield "· " + opinion.say("asked_told", len(review.requests))
    yield "· " + opinion.say("people_only")


def _signing(opinion: Opinion) -> Table:
    """The recommendation as people made it, and room to sign; nothing is filled in for them."""
    made, said = opinion.recommendation(), opinion.writer.said
    verdict, reason, by = "", "", ""
    if made is not None and made.counts:
        verdict = said(DECISION[made.kind.value])
        reason = made.decision.reason
        by = opinion.say("by", made.decision.person, time_told(made.decision.at))
    elif made is not None:
        reason = said(STANDING[made.standing.value])
    rows = (
        Row((_name(opinion, "opinion_of"), cell(words(verdict, bold=True)), _name(opinion, "decision"), cell(by)), leads=True),
        Row((_name(opinion, "reason"), cell(words(reason), *_room(2), across=3)), leads=True),
        Row((_name(opinion, "reviewer"), cell(*_room(2)), _name(opinion, "second_reviewer"), cell(*_room(2))), leads=True),
        Row((_name(opinion, "head_signs"), cell(*_room(2)), _name(opinion, "date"), cell(*_room(2)))),
    )
    return Table((32, 56, 32, 56), rows)


def _name(opinion: Opinion, name: str) -> Cell:
    return cell(words(opinion.say(name), tone=Tone.QUIET), shaded=True)


def _room(lines: int) -> list[str]:
    return [""] * lines


def _made_by(opinion: Opinion) -> str:
    """Engine and packs, so that the paper says what it was made with; the hash is of all packs' hashes."""
    packs = opinion.review.packs
    whole = hashlib.sha256("".join(sorted(pack.sha256 for pack in packs)).encode()).hexdigest()[:12]
    return opinion.say("engine", opinion.review.engine, len(packs), whole)
