"""A card on paper: what was found, both values with their places and pictures, and what a person decided on it."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from docintel.domain.deciding import Decided
from docintel.domain.fact import Fact
from docintel.domain.finding import Card
from docintel.domain.finding import Finding
from docintel.domain.source import FieldPath
from docintel.report import words as screen
from docintel.report.html import Place
from docintel.report.html import Writer
from docintel.report.opinion_words import DECISION
from docintel.report.opinion_words import STANDING
from docintel.report.opinion_words import TEXT
from docintel.report.paper import Block
from docintel.report.paper import Cell
from docintel.report.paper import Para
from docintel.report.paper import Picture
from docintel.report.paper import Row
from docintel.report.paper import Span
from docintel.report.paper import Style
from docintel.report.paper import Table
from docintel.report.paper import Tone
from docintel.report.paper import cell
from docintel.report.paper import words
from docintel.report.plain import time_told

WIDTHS = (26.0, 64.0, 86.0)
TONES = {"conflict": Tone.BAD, "warning": Tone.WARN}
MOST_FOLLOWING = 12  # consequences listed under a card; the rest is counted


def card_blocks(writer: Writer, card: Card, made: Decided | None) -> Iterator[Block]:
    """One card as one table: its head stays with what follows."""
    findings = writer.findings(card)
    rows = [_head(writer, card)]
    if findings:
        lead = findings[0]
        rows.append(Row((cell(*_told(writer, card, lead), across=3),), leads=True))
        rows += _places(writer, lead)
        if len(findings) > 1:
            rows.append(Row((cell(*_following(writer, findings[1:]), across=3),)))
    rows.append(Row((_label(writer, "decision"), cell(*decision_paras(writer, made), across=2))))
    yield Table(WIDTHS, tuple(rows))


def _head(writer: Writer, card: Card) -> Row:
    severity, grade = writer.said(screen.SEVERITY[card.severity.value]), screen.GRADE.get(card.grade)
    tags = f"　[{severity}]" + ("" if grade is None else f" {writer.said(grade)}")
    title = Para((Span(f"{card.rank}　{writer.said(card.title)}", bold=True), Span(tags, tone=TONES.get(card.severity.value, Tone.QUIET))))
    return Row((cell(title, across=3, shaded=True),), leads=True)


def _told(writer: Writer, card: Card, lead: Finding) -> Iterator[Para]:
    yield words(writer.said(lead.explanation))
    if lead.diagnosis is not None:
        right = "" if lead.diagnosis.right is None else f"（{_text(writer, 'right')} {lead.diagnosis.right}）"
        yield _noted(writer, "cause", writer.said(lead.diagnosis.wording) + right)
    if lead.trace is not None:
        yield _noted(writer, "calculation", writer.calculation(lead.trace, lead.key.subject))
    if card.flips:
        told = "；".join(
            f"{writer.said(flip.label)} {writer.said(screen.STATUS[flip.before.value])} → {writer.said(screen.STATUS[flip.after.value])}"
            for flip in card.flips
        )
        yield _noted(writer, "flips", told)
    yield Para((Span(f"{_text(writer, 'rule')}：{lead.check} {writer.said(lead.rule)}", tone=Tone.QUIET),), Style.SMALL)


def _noted(writer: Writer, name: str, text: str) -> Para:
    return Para((Span(f"{_text(writer, name)}：", bold=True), Span(text)))


def _places(writer: Writer, finding: Finding) -> Iterator[Row]:
    for operand, place in zip(finding.operands, writer.places(finding), strict=True):
        yield Row(
            (
                cell(words(place.role, tone=Tone.QUIET)),
                cell(Para((Span(f"{place.concept}　", tone=Tone.QUIET), Span(place.value, bold=True)))),
                cell(words(where_told(writer, operand.fact), style=Style.SMALL)),
            ),
            leads=place.picture is not None,
        )
        if place.picture is not None:
            yield Row((cell(_picture(place), across=3),))


def where_told(writer: Writer, fact: Fact) -> str:
    """Where a value stands, for people: a field of the online form by the part it is in."""
    span = fact.source.spans[0]
    if not fact.is_declared or not isinstance(span, FieldPath):
        return writer.where(fact)
    path = span.field.removeprefix("fields.")
    part = next((one for one in writer.programme.form for field in one.fields if path.startswith(field.id)), None)
    return f"{_text(writer, 'online')} · {span.field if part is None else writer.said(part.label)}"


def _picture(place: Place) -> Picture:
    return Picture(png_of(place.picture or ""), 170.0, f"{place.where} {place.concept}")


def png_of(address: str) -> bytes:
    """The bytes of a data URI."""
    return base64.b64decode(address.partition(",")[2])


def _following(writer: Writer, findings: tuple[Finding, ...]) -> Iterator[Para]:
    yield Para((Span(f"{_text(writer, 'follows')}（{len(findings)}）：", bold=True),), Style.SMALL)
    for finding in findings[:MOST_FOLLOWING]:
        yield Para((Span(f"· {finding.check} {writer.said(finding.explanation)}"),), Style.SMALL)
    if len(findings) > MOST_FOLLOWING:
        yield Para((Span(f"… +{len(findings) - MOST_FOLLOWING}", tone=Tone.QUIET),), Style.SMALL)


def decision_paras(writer: Writer, made: Decided | None) -> tuple[Para, ...]:
    """What a person decided, why, who and when; blank words where nobody has."""
    if made is None:
        return (words(_text(writer, "undecided"), tone=Tone.QUIET),)
    decision = made.decision
    kind = writer.said(DECISION[decision.kind.value])
    who = [_text(writer, "by").format(decision.person, time_told(decision.at))]
    if decision.second_person:
        who.append(_text(writer, "second").format(decision.second_person))
    first = Para(
        (Span(kind, bold=True), Span(f"　{decision.reason}" if decision.reason else ""), Span("　" + "；".join(who), tone=Tone.QUIET))
    )
    return (first,) if made.counts else (first, words(writer.said(STANDING[made.standing.value]), tone=Tone.WARN))


def _label(writer: Writer, name: str) -> Cell:
    return cell(words(_text(writer, name), tone=Tone.QUIET), shaded=True)


def _text(writer: Writer, name: str) -> str:
    return writer.said(TEXT[name])
