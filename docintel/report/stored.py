"""A stored review (`docintel review --json`) back into facts: what judging them again needs, no more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import ValidationError

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.campaigning import PackVersion
from docintel.domain.concept import Taxonomy
from docintel.domain.concept import ValueKind
from docintel.domain.errors import UsageError
from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.period import Period
from docintel.domain.quantity import Qualifier
from docintel.domain.quantity import Quantity
from docintel.domain.review import Application
from docintel.domain.source import CellPath
from docintel.domain.source import FieldPath
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.source import Span
from docintel.report import faces
from docintel.report.face_parts import PeriodFace
from docintel.report.face_parts import SourceFace
from docintel.text.identifiers import identify

SCHEMAS = ("docintel/review/1",)


class _Kept(BaseModel):
    """A part of a stored review; what judging does not need may be there and is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _KeptJudgement(_Kept):
    status: str


class _KeptVerdict(_Kept):
    criterion: str
    declared: _KeptJudgement
    evidenced: _KeptJudgement


class _KeptReview(_Kept):
    application: faces.ApplicationFace
    packs: tuple[faces.PackFace, ...]
    facts: tuple[faces.FactFace, ...]
    verdicts: tuple[_KeptVerdict, ...]


@dataclass(frozen=True, slots=True)
class StoredReview:
    """What a review was made of: the application, its facts by their ids, the packs, and how each condition came out then."""

    application: Application
    facts: tuple[tuple[str, Fact], ...]
    packs: tuple[PackVersion, ...]
    statuses: tuple[tuple[str, str, str], ...]

    @property
    def held(self) -> Facts:
        """The facts in reading order."""
        return Facts(fact for _, fact in self.facts)


def read_stored_reviews(path: Path, taxonomy: Taxonomy) -> tuple[StoredReview, ...]:
    """The reviews of a file; UsageError where it holds none."""
    if not path.is_file():
        raise UsageError(f"没有这个文件：{path} / no such file: {path}")
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"不是可读的 JSON 文件：{path}（{error}） / not a JSON file that can be read: {path}") from error
    stored = read.get("reviews") if isinstance(read, dict) and read.get("schema") == "docintel/reviews/1" else [read]
    return tuple(_review(one, path, taxonomy) for one in stored or ())


def _review(one: object, path: Path, taxonomy: Taxonomy) -> StoredReview:
    schema = one.get("schema") if isinstance(one, dict) else None
    if schema not in SCHEMAS:
        known = "、".join(SCHEMAS)
        raise UsageError(
            f"{path} 不是 docintel review --json 写出的审核结果（schema 应为 {known}，实为 {schema}） / {path} is no review: its schema is {schema}, not {known}"
        )
    try:
        kept = _KeptReview.model_validate(one)
        return StoredReview(
            stored_application(kept.application),
            tuple((face.id or f"f{number}", stored_fact(face, taxonomy)) for number, face in enumerate(kept.facts, start=1)),
            tuple(PackVersion(pack.id, pack.version, pack.sha256, pack.overlay) for pack in kept.packs),
            tuple((verdict.criterion, verdict.declared.status, verdict.evidenced.status) for verdict in kept.verdicts),
        )
    except (ValidationError, ValueError, ArithmeticError) as error:
        raise UsageError(f"{path} 的审核结果不完整，不能重新判断：{error} / {path} cannot be judged again: {error}") from error


def stored_application(face: faces.ApplicationFace) -> Application:
    """What was submitted."""
    y1, y2, y3 = face.years
    kind, day = ApplicationKind(face.kind), date.fromisoformat(face.as_of)
    return Application(face.id, face.name, face.folder, face.uscc, face.programme, face.batch, kind, day, (y1, y2, y3))


def stored_fact(face: faces.FactFace, taxonomy: Taxonomy) -> Fact:
    """A fact as it was; of a value with several boxes on one page the box around them."""
    return Fact(
        concept=face.concept,
        label=face.label,
        entity=face.entity,
        period=None if face.period is None else _period(face.period),
        scope=Scope(face.scope),
        value=_value(face, taxonomy),
        source=stored_source(face.source, face.printed),
        kind=face.kind,
        item=face.item,
        printed_unit=face.printed_unit,
        printed_period=face.printed_period,
        sentence=face.sentence,
    )


def _period(face: PeriodFace) -> Period:
    return Period(date.fromisoformat(face.end), None if face.start is None else date.fromisoformat(face.start))


def _value(face: faces.FactFace, taxonomy: Taxonomy) -> Value:
    if face.absence is not None or face.value is None:
        return Absence(AbsenceReason(face.absence or "blank"))
    if face.unit is not None:
        step = Decimal(face.step or "1")
        upper = None if face.upper is None else Decimal(face.upper)
        return Quantity(Decimal(face.value), face.unit, step, upper, None if face.qualifier is None else Qualifier(face.qualifier))
    concept = taxonomy[face.concept] if face.concept is not None and face.concept in taxonomy else None
    kind = ValueKind.TEXT if concept is None else concept.value
    if kind is ValueKind.CHOICE:
        return Choice(tuple(option for option in face.value.split(",") if option))
    if kind is ValueKind.IDENTIFIER and concept is not None:
        return identify(concept.scheme or "", face.value)
    return _day(face.value) if kind is ValueKind.DATE else Text(face.value)


def _day(text: str) -> Value:
    try:
        return Date(date.fromisoformat(text))
    except ValueError:
        return Text(text)


def stored_source(place: SourceFace, printed: str) -> Source:
    """A place, with what is printed there."""
    return Source(place.document or "", tuple(_spans(place)), printed, Method(place.method), place.confidence, place.doubts)


def _spans(place: SourceFace) -> Iterable[Span]:
    if place.page is not None and place.box is not None:
        yield PageBox(place.page, *place.box)
    elif place.cell is not None:
        yield CellPath(place.cell)
    elif place.field is not None:
        yield FieldPath(place.field)
