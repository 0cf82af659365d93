"""Nouns of the house -> faces; facts are numbered in reading order and named by their number elsewhere in a review."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from docintel.domain.document import Document
from docintel.domain.document import Picture
from docintel.domain.document import Problem
from docintel.domain.document import Section
from docintel.domain.document import TablesRead
from docintel.domain.document import UnreadTable
from docintel.domain.fact import Absence
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.finding import Card
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import Flip
from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.domain.request import Request
from docintel.domain.review import Application
from docintel.domain.review import Ground
from docintel.domain.review import MatrixCell
from docintel.domain.review import ProductCandidate
from docintel.domain.review import Review
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.domain.verdict import Judgement
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Verdict
from docintel.report import faces
from docintel.report.encode_ownership import ownership_face
from docintel.report.encode_parts import source_face
from docintel.report.encode_parts import wording_face
from docintel.report.encode_parts import wordings
from docintel.report.face_parts import Face
from docintel.report.face_parts import PeriodFace

FactIds = Mapping[Fact, str]


def extract_face(read: Iterable[tuple[Document, tuple[Fact, ...]]], engine: str) -> faces.ExtractFace:
    """The face of documents with the facts read in each, and what read them."""
    return faces.ExtractFace(engine=engine, documents=tuple(document_face(document, facts) for document, facts in read))


def review_face(review: Review) -> faces.ReviewFace:
    """The face of a whole review."""
    ids = fact_ids(review)
    return faces.ReviewFace(
        application=application_face(review.application),
        engine=review.engine,
        packs=tuple(faces.PackFace(id=p.id, version=p.version, sha256=p.sha256, overlay=p.overlay) for p in review.packs),
        registers=tuple(
            faces.RegisterFace(name=r.name, sha256=r.sha256, as_of=None if r.as_of is None else str(r.as_of), entries=r.entries)
            for r in review.registers
        ),
        documents=tuple(document_face(document, ()) for document in review.documents),
        facts=tuple(fact_face(fact, name) for fact, name in ids.items()),
        findings=tuple(finding_face(finding, ids) for finding in review.findings),
        cards=tuple(card_face(card) for card in review.cards),
        verdicts=tuple(verdict_face(verdict, ids) for verdict in review.verdicts),
        matrix=tuple(matrix_face(cell, ids) for cell in review.matrix),
        requests=tuple(request_face(request) for request in review.requests),
        ownership=ownership_face(review.ownership, review.application.as_of),
        products=tuple(
            product_face(one, ids, {register.sha256: register.name for register in review.registers}) for one in review.products
        ),
        coverage=wordings(review.coverage),
        problems=tuple(problem_face(problem) for problem in review.problems),
    )


def product_face(one: ProductCandidate, ids: FactIds, files: Mapping[str, str]) -> faces.ProductFace:
    """A candidate; `files` are the names of registers by their hash."""
    return faces.ProductFace(
        product=one.product,
        other_party=one.other_party,
        other_product=one.other_product,
        score=round(one.score, 4),
        same_group=one.same_group,
        reasons=wordings(one.reasons),
        grounds=tuple(_ground_face(ground, ids, files) for ground in one.grounds),
    )


def _ground_face(ground: Ground, ids: FactIds, files: Mapping[str, str]) -> faces.GroundFace:
    stated = [faces.StatedFace(file=files.get(one.document, ""), source=source_face(one), printed=one.text) for one in ground.other]
    own = tuple(ids[fact] for fact in ground.own)
    return faces.GroundFace(
        aspect=ground.aspect.value, reason=wording_face(ground.reason), values=ground.values, own=own, other=tuple(stated)
    )


def written(face: Face) -> str:
    """The face as JSON text: stable order, Chinese as it is."""
    return json.dumps(face.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def fact_ids(review: Review) -> dict[Fact, str]:
    """A short name for every fact the review shows, in reading order; facts that only findings hold come last."""
    shown = [*review.facts, *(operand.fact for finding in review.findings for operand in finding.operands)]
    supporting = [fact for finding in review.findings if finding.diagnosis for fact in finding.diagnosis.support]
    judged = [judgement.trace for verdict in review.verdicts for judgement in (verdict.declared, verdict.evidenced)]
    worked = [finding.trace for finding in review.findings]
    traced = [fact for trace in (*judged, *worked) if trace is not None for fact in trace.operands()]
    celled = [fact for cell in review.matrix for fact in (cell.declared, cell.evidenced) if fact is not None]
    return {fact: f"f{number}" for number, fact in enumerate(dict.fromkeys([*shown, *supporting, *traced, *celled]), start=1)}


def document_face(document: Document, facts: Iterable[Fact]) -> faces.DocumentFace:
    """One file with the facts given."""
    return faces.DocumentFace(
        file=document.file,
        sha256=document.sha256,
        status=document.status.value,
        pages=document.pages,
        problems=tuple(problem_face(problem) for problem in document.problems),
        sections=tuple(section_face(section) for section in document.sections),
        facts=tuple(fact_face(fact) for fact in facts),
        pictures=tuple(picture_face(picture) for picture in document.pictures),
        tables=tables_face(document.tables),
    )


def tables_face(tables: TablesRead) -> faces.TablesFace:
    """How far the tables of a file were read."""
    return faces.TablesFace(figured=tables.figured, read=tables.read, unread=tuple(_unread_table(one) for one in tables.unread))


def _unread_table(table: UnreadTable) -> faces.UnreadTableFace:
    place = table.place
    if isinstance(place, PageBox):
        box = (round(place.x0, 2), round(place.top, 2), round(place.x1, 2), round(place.bottom, 2))
        return faces.UnreadTableFace(page=table.page, box=box, kind=table.kind, head=table.head, concepts=table.concepts)
    cell = place.cell if isinstance(place, CellPath) else place.field
    return faces.UnreadTableFace(page=table.page, cell=cell, kind=table.kind, head=table.head, concepts=table.concepts)


def picture_face(picture: Picture) -> faces.PictureFace:
    """One picture."""
    span = picture.span
    if isinstance(span, PageBox):
        box = (round(span.x0, 2), round(span.top, 2), round(span.x1, 2), round(span.bottom, 2))
        return faces.PictureFace(page=span.page, box=box, looks=picture.looks)
    return faces.PictureFace(cell=span.cell if isinstance(span, CellPath) else span.field, looks=picture.looks)


def problem_face(problem: Problem) -> faces.ProblemFace:
    """One problem."""
    return faces.ProblemFace(code=problem.code, message=wording_face(problem.message), page=problem.page)


def section_face(section: Section) -> faces.SectionFace:
    """One section."""
    return faces.SectionFace(
        kind=section.kind,
        pages=section.pages,
        scope=section.scope.value,
        entity=section.entity,
        confidence=round(section.confidence, 4),
        year=section.year,
    )


def fact_face(fact: Fact, name: str | None = None) -> faces.FactFace:
    """One fact; `name` is its short name in a review, which then also says the document."""
    quantity = fact.quantity
    return faces.FactFace(
        id=name,
        concept=fact.concept,
        label=fact.label,
        entity=fact.entity,
        scope=fact.scope.value,
        period=None if fact.period is None else period_face(fact.period),
        value=value_text(fact.value),
        unit=None if quantity is None else quantity.unit,
        step=None if quantity is None else number_text(quantity.step),
        upper=None if quantity is None or quantity.upper is None else number_text(quantity.upper),
        qualifier=None if quantity is None or quantity.qualifier is None else quantity.qualifier.value,
        absence=fact.value.absence.value if isinstance(fact.value, Absence) else None,
        printed=fact.source.text,
        printed_unit=fact.printed_unit,
        printed_period=fact.printed_period,
        sentence=fact.sentence,
        source=source_face(fact.source, with_document=name is not None),
        kind=fact.kind,
        item=fact.item,
    )


def period_face(period: Period) -> PeriodFace:
    """Its days."""
    return PeriodFace(start=None if period.start is None else period.start.isoformat(), end=period.end.isoformat())


def value_text(value: Value) -> str | None:
    """A value as text: numbers in the base unit, days in ISO form, ticks joined by commas; None for an absence."""
    match value:
        case Quantity():
            return number_text(value.value)
        case Text():
            return value.text
        case Date():
            return value.day.isoformat()
        case Identifier():
            return value.code
        case Choice():
            return ",".join(value.chosen)
        case Absence():
            return None


def number_text(number: Decimal | Fraction) -> str:
    """A number without exponent."""
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def finding_face(finding: Finding, ids: FactIds) -> faces.FindingFace:
    """One finding."""
    return faces.FindingFace(
        key=str(finding.key),
        check=finding.check,
        severity=finding.severity.value,
        outcome=finding.outcome.value,
        fingerprint=finding.fingerprint,
        rule=wording_face(finding.rule),
        explanation=wording_face(finding.explanation),
        operands=tuple(faces.OperandFace(role=operand.role.value, fact=ids[operand.fact]) for operand in finding.operands),
        diagnosis=None if finding.diagnosis is None else diagnosis_face(finding.diagnosis, ids),
        trace=None if finding.trace is None else trace_face(finding.trace, ids),
        flips=flip_faces(finding.flips),
    )


def diagnosis_face(diagnosis: Diagnosis, ids: FactIds) -> faces.DiagnosisFace:
    """One diagnosis."""
    return faces.DiagnosisFace(
        hypothesis=diagnosis.hypothesis,
        wording=wording_face(diagnosis.wording),
        right=diagnosis.right,
        support=tuple(ids[fact] for fact in diagnosis.support),
    )


def flip_faces(flips: Iterable[Flip]) -> tuple[faces.FlipFace, ...]:
    """Verdicts that would change."""
    return tuple(
        faces.FlipFace(criterion=flip.criterion, label=wording_face(flip.label), before=flip.before.value, after=flip.after.value)
        for flip in flips
    )


def card_face(card: Card) -> faces.CardFace:
    """One card."""
    return faces.CardFace(
        key=card.key,
        title=wording_face(card.title),
        severity=card.severity.value,
        grade=card.grade,
        rank=card.rank,
        findings=tuple(str(key) for key in card.findings),
        flips=flip_faces(card.flips),
    )


def verdict_face(verdict: Verdict, ids: FactIds) -> faces.VerdictFace:
    """One verdict."""
    return faces.VerdictFace(
        criterion=verdict.criterion,
        aspect=verdict.aspect,
        label=wording_face(verdict.label),
        formula=verdict.formula,
        threshold=verdict.threshold,
        clause=verdict.clause,
        verified=verdict.verified,
        declared=judgement_face(verdict.declared, ids),
        evidenced=judgement_face(verdict.evidenced, ids),
        decided=None if verdict.decided is None else judgement_face(verdict.decided, ids),
    )


def judgement_face(judgement: Judgement, ids: FactIds) -> faces.JudgementFace:
    """One look at a condition."""
    return faces.JudgementFace(
        status=judgement.status.value,
        margin=None if judgement.margin is None else number_text(judgement.margin),
        unit=judgement.unit,
        reason=None if judgement.reason is None else wording_face(judgement.reason),
        trace=None if judgement.trace is None else trace_face(judgement.trace, ids),
    )


def trace_face(trace: Trace, ids: FactIds) -> faces.TraceFace:
    """One node of a calculation and those below."""
    return faces.TraceFace(
        expression=trace.expression,
        printed=trace.printed,
        truth=None if trace.truth is None else trace.truth.value,
        number=None if trace.number is None else number_text(trace.number),
        unit=trace.unit,
        low=None if trace.low is None else number_text(trace.low),
        high=None if trace.high is None else number_text(trace.high),
        steps=tuple(trace_face(step, ids) for step in trace.steps) or None,
        facts=tuple(ids[fact] for fact in trace.facts) or None,
        missing=trace.missing or None,
    )


def matrix_face(cell: MatrixCell, ids: FactIds) -> faces.MatrixFace:
    """One cell of the declaration x evidence matrix."""
    return faces.MatrixFace(
        concept=cell.concept,
        label=wording_face(cell.label),
        year=cell.year,
        kind=cell.kind,
        outcome=cell.outcome.value,
        declared=None if cell.declared is None else ids[cell.declared],
        evidenced=None if cell.evidenced is None else ids[cell.evidenced],
        field=cell.field,
        item=cell.item,
    )


def request_face(request: Request) -> faces.RequestFace:
    """One paper to ask for."""
    settles = tuple(faces.SettledFace(card=one.card, innocent=wording_face(one.innocent)) for one in request.settles)
    return faces.RequestFace(paper=request.paper, year=request.year, label=wording_face(request.label), settles=settles)


def application_face(application: Application) -> faces.ApplicationFace:
    """What was submitted."""
    return faces.ApplicationFace(
        id=application.id,
        name=application.name,
        folder=application.folder,
        uscc=application.uscc,
        programme=application.programme,
        batch=application.batch,
        kind=application.kind.value,
        as_of=application.as_of.isoformat(),
        years=application.years,
    )
