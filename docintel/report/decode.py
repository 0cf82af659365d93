"""Faces -> nouns of the house: a stored review as it was, so that every report can be made of what the store or a JSON file holds.

What a face does not say comes back at its default: the recognition behind a holding relation, the basis of a hop, the several boxes of one value.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from docintel.domain.campaigning import PackVersion
from docintel.domain.campaigning import RegisterUse
from docintel.domain.concept import Taxonomy
from docintel.domain.document import Document
from docintel.domain.document import Picture
from docintel.domain.document import Problem
from docintel.domain.document import ReadStatus
from docintel.domain.document import Section
from docintel.domain.document import TablesRead
from docintel.domain.document import UnreadTable
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.finding import Card
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.finding import Flip
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.request import Request
from docintel.domain.request import Settled
from docintel.domain.review import Aspect
from docintel.domain.review import Ground
from docintel.domain.review import MatrixCell
from docintel.domain.review import MatrixOutcome
from docintel.domain.review import ProductCandidate
from docintel.domain.review import Review
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.domain.verdict import Judgement
from docintel.domain.verdict import Status
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Truth
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Wording
from docintel.report import face_parts
from docintel.report import faces
from docintel.report.decode_ownership import ownership_from
from docintel.report.stored import stored_application
from docintel.report.stored import stored_fact
from docintel.report.stored import stored_source

FactsById = Mapping[str, Fact]


def review_of(face: faces.ReviewFace, taxonomy: Taxonomy) -> Review:
    """The review that a face tells of."""
    by_id = {fact.id or f"f{number}": stored_fact(fact, taxonomy) for number, fact in enumerate(face.facts, start=1)}
    cards = tuple(_card(card) for card in face.cards)
    return Review(
        application=stored_application(face.application),
        packs=tuple(PackVersion(pack.id, pack.version, pack.sha256, pack.overlay) for pack in face.packs),
        registers=tuple(RegisterUse(one.name, one.sha256, _day(one.as_of), one.entries) for one in face.registers),
        documents=tuple(_document(document) for document in face.documents),
        facts=tuple(by_id.values()),
        findings=tuple(_finding(finding, by_id) for finding in face.findings),
        cards=cards,
        verdicts=tuple(_verdict(verdict, by_id) for verdict in face.verdicts),
        matrix=tuple(_cell(cell, by_id) for cell in face.matrix),
        ownership=ownership_from(face.ownership),
        products=tuple(_product(product, by_id) for product in face.products),
        coverage=_wordings(face.coverage),
        problems=tuple(_problem(problem) for problem in face.problems),
        engine=face.engine,
        requests=tuple(_request(request, {card.key: card.title for card in cards}) for request in face.requests),
    )


def wording_of(face: face_parts.WordingFace) -> Wording:
    """Both texts."""
    return Wording(face.zh, face.en)


def _wordings(told: Iterable[face_parts.WordingFace]) -> tuple[Wording, ...]:
    return tuple(wording_of(one) for one in told)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _share(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _document(face: faces.DocumentFace) -> Document:
    sections = tuple(Section(one.kind, one.pages, Scope(one.scope), one.entity, one.confidence, one.year) for one in face.sections)
    problems, pictures = tuple(map(_problem, face.problems)), tuple(map(_picture, face.pictures))
    tables = TablesRead(face.tables.figured, tuple(map(_unread_table, face.tables.unread)))
    return Document(face.file, face.sha256, ReadStatus(face.status), face.pages, sections, problems, pictures, tables)


def _unread_table(face: faces.UnreadTableFace) -> UnreadTable:
    place = PageBox(face.page, *face.box) if face.box is not None else CellPath(face.cell or "")
    return UnreadTable(face.page, place, face.kind, face.head, face.concepts)


def _problem(face: faces.ProblemFace) -> Problem:
    return Problem(face.code, wording_of(face.message), face.page)


def _picture(face: faces.PictureFace) -> Picture:
    if face.page is not None and face.box is not None:
        return Picture(PageBox(face.page, *face.box), face.looks)
    return Picture(CellPath(face.cell or ""), face.looks)


def _flips(told: Iterable[faces.FlipFace]) -> tuple[Flip, ...]:
    return tuple(Flip(one.criterion, wording_of(one.label), Status(one.before), Status(one.after)) for one in told)


def finding_key(text: str) -> FindingKey:
    """`application/check/subject` apart again; the subject may hold further strokes."""
    application, check, subject = text.split("/", 2)
    return FindingKey(application, check, subject)


def _finding(face: faces.FindingFace, by_id: FactsById) -> Finding:
    told = face.diagnosis
    support = () if told is None else tuple(by_id[name] for name in told.support)
    return Finding(
        key=finding_key(face.key),
        check=face.check,
        severity=Severity(face.severity),
        outcome=Outcome(face.outcome),
        rule=wording_of(face.rule),
        explanation=wording_of(face.explanation),
        operands=tuple(Operand(Role(one.role), by_id[one.fact]) for one in face.operands),
        diagnosis=None if told is None else Diagnosis(told.hypothesis, wording_of(told.wording), told.right, support),
        trace=None if face.trace is None else _trace(face.trace, by_id),
        flips=_flips(face.flips),
    )


def _card(face: faces.CardFace) -> Card:
    keys = tuple(finding_key(key) for key in face.findings)
    return Card(face.key, wording_of(face.title), Severity(face.severity), face.grade, face.rank, keys, _flips(face.flips))


def _trace(face: faces.TraceFace, by_id: FactsById) -> Trace:
    return Trace(
        expression=face.expression,
        printed=face.printed,
        truth=None if face.truth is None else Truth(face.truth),
        number=_number(face.number),
        unit=face.unit,
        low=_number(face.low),
        high=_number(face.high),
        steps=tuple(_trace(step, by_id) for step in face.steps or ()),
        facts=tuple(by_id[name] for name in face.facts or ()),
        missing=face.missing or (),
    )


def _judgement(face: faces.JudgementFace, by_id: FactsById) -> Judgement:
    return Judgement(
        status=Status(face.status),
        trace=None if face.trace is None else _trace(face.trace, by_id),
        margin=_number(face.margin),
        unit=face.unit,
        reason=None if face.reason is None else wording_of(face.reason),
    )


def _verdict(face: faces.VerdictFace, by_id: FactsById) -> Verdict:
    return Verdict(
        criterion=face.criterion,
        aspect=face.aspect,
        label=wording_of(face.label),
        formula=face.formula,
        threshold=face.threshold,
        clause=face.clause,
        verified=face.verified,
        declared=_judgement(face.declared, by_id),
        evidenced=_judgement(face.evidenced, by_id),
        decided=None if face.decided is None else _judgement(face.decided, by_id),
    )


def _cell(face: faces.MatrixFace, by_id: FactsById) -> MatrixCell:
    return MatrixCell(
        concept=face.concept,
        label=wording_of(face.label),
        year=face.year,
        kind=face.kind,
        outcome=MatrixOutcome(face.outcome),
        declared=None if face.declared is None else by_id[face.declared],
        evidenced=None if face.evidenced is None else by_id[face.evidenced],
        field=face.field,
        item=face.item,
    )


def _request(face: faces.RequestFace, titles: Mapping[str, Wording]) -> Request:
    settles = tuple(Settled(one.card, titles.get(one.card, wording_of(one.innocent)), wording_of(one.innocent)) for one in face.settles)
    return Request(face.paper, face.year, wording_of(face.label), settles)


def _product(face: faces.ProductFace, by_id: FactsById) -> ProductCandidate:
    grounds = tuple(_ground(ground, by_id) for ground in face.grounds)
    reasons = _wordings(face.reasons)
    return ProductCandidate(face.product, face.other_party, face.other_product, face.score, reasons, face.same_group, grounds)


def _ground(face: faces.GroundFace, by_id: FactsById) -> Ground:
    other = tuple(stored_source(one.source, one.printed) for one in face.other)
    return Ground(Aspect(face.aspect), wording_of(face.reason), face.values, tuple(by_id[name] for name in face.own), other)
