"""The machine-readable faces: what `--json` writes and `docintel schema` publishes."""

from __future__ import annotations

from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.report.face_parts import Face
from docintel.report.face_parts import PeriodFace
from docintel.report.face_parts import SourceFace
from docintel.report.face_parts import SparseFace
from docintel.report.face_parts import WordingFace
from docintel.report.ownership_faces import OwnershipFace


class FactFace(Face):
    """One value of one concept. Numbers are text in the base unit; `absence` says why `value` is null."""

    id: str | None = None
    concept: str | None
    label: str
    entity: str
    scope: str
    period: PeriodFace | None
    value: str | None
    unit: str | None
    step: str | None = None
    upper: str | None = None
    qualifier: str | None = None
    absence: str | None = None
    printed: str
    printed_unit: str | None
    printed_period: str | None = None
    sentence: str | None = None
    source: SourceFace
    kind: str
    item: str | None = None

    @model_serializer(mode="wrap")
    def compact(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Members that most facts do not have are left out."""
        rare = ("id", "step", "upper", "qualifier", "absence", "item", "printed_period", "sentence")
        return {key: value for key, value in handler(self).items() if value is not None or key not in rare}


class ProblemFace(SparseFace):
    """Something about a file that a reviewer must know."""

    code: str
    message: WordingFace
    page: int | None = None


class SectionFace(Face):
    """A range of pages, both included, that is one kind of document."""

    kind: str
    pages: tuple[int, int]
    scope: str
    entity: str
    confidence: float
    year: int | None = None


class PictureFace(Face):
    """A picture in a paper: its place and its looks."""

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    cell: str | None = None
    looks: str


class UnreadTableFace(SparseFace):
    """A table with figures of which nothing was read; `concepts` are those that its rows name."""

    page: int
    box: tuple[float, float, float, float] | None = None
    cell: str | None = None
    kind: str
    head: str
    concepts: tuple[str, ...] = ()


class TablesFace(Face):
    """How many tables of a file hold figures, how many of them were read, and which were not."""

    figured: int = 0
    read: int = 0
    unread: tuple[UnreadTableFace, ...] = ()


class DocumentFace(Face):
    """One file."""

    file: str
    sha256: str
    status: Literal["ok", "partial", "unreadable"]
    pages: int
    problems: tuple[ProblemFace, ...]
    sections: tuple[SectionFace, ...]
    facts: tuple[FactFace, ...] = ()
    pictures: tuple[PictureFace, ...] = ()
    tables: TablesFace = TablesFace()


class ExtractFace(Face):
    """What `docintel extract --json` writes."""

    schema_id: Literal["docintel/extract/1"] = "docintel/extract/1"
    engine: str = ""
    documents: tuple[DocumentFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        return _with_schema(handler(self))


class ApplicationFace(Face):
    """What was submitted, for what."""

    id: str
    name: str
    folder: str
    uscc: str | None
    programme: str
    batch: int
    kind: str
    as_of: str
    years: tuple[int, ...]


class PackFace(Face):
    """A pack as used."""

    id: str
    version: str
    sha256: str
    overlay: str | None


class RegisterFace(Face):
    """A register as used."""

    name: str
    sha256: str
    as_of: str | None
    entries: int


class TraceFace(SparseFace):
    """A node of a worked calculation; `facts` are ids of facts."""

    expression: str
    printed: str
    truth: str | None = None
    number: str | None = None
    unit: str | None = None
    low: str | None = None
    high: str | None = None
    steps: tuple[TraceFace, ...] | None = None
    facts: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None


class JudgementFace(Face):
    """One look at a condition."""

    status: str
    margin: str | None
    unit: str | None
    reason: WordingFace | None
    trace: TraceFace | None


class VerdictFace(Face):
    """One condition, judged on declared and on evidenced values and as a person decided."""

    criterion: str
    aspect: str
    label: WordingFace
    formula: str | None
    threshold: str | None
    clause: str
    verified: bool
    declared: JudgementFace
    evidenced: JudgementFace
    decided: JudgementFace | None


class OperandFace(Face):
    """A fact (by id) and the part it plays."""

    role: str
    fact: str


class DiagnosisFace(Face):
    """The simplest hypothesis that explains the disagreement."""

    hypothesis: str
    wording: WordingFace
    right: str | None
    support: tuple[str, ...]


class FlipFace(Face):
    """A verdict that would change."""

    criterion: str
    label: WordingFace
    before: str
    after: str


class FindingFace(Face):
    """One disagreement, doubt or absence."""

    key: str
    check: str
    severity: str
    outcome: str
    fingerprint: str
    rule: WordingFace
    explanation: WordingFace
    operands: tuple[OperandFace, ...]
    diagnosis: DiagnosisFace | None
    trace: TraceFace | None
    flips: tuple[FlipFace, ...]


class CardFace(Face):
    """One cause; `findings` are keys, the leading one first."""

    key: str
    title: WordingFace
    severity: str
    grade: str
    rank: int
    findings: tuple[str, ...]
    flips: tuple[FlipFace, ...]


class MatrixFace(Face):
    """One form value against one kind of evidence; `declared` and `evidenced` are ids of facts, which have the places on both sides.

    `field` is the id of the field on the form, `item` the row of a listed one.
    """

    concept: str
    label: WordingFace
    year: int | None
    kind: str
    outcome: str
    declared: str | None
    evidenced: str | None
    field: str = ""
    item: str | None = None

    @model_serializer(mode="wrap")
    def compact(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Only rows of lists name an item."""
        return {key: value for key, value in handler(self).items() if value is not None or key != "item"}


class SettledFace(Face):
    """A card that a paper would settle, with the likeliest innocent explanation."""

    card: str
    innocent: WordingFace


class RequestFace(Face):
    """A paper to ask of the enterprise: together the fewest that settle all open cards."""

    paper: str
    year: int | None
    label: WordingFace
    settles: tuple[SettledFace, ...]


class StatedFace(Face):
    """Where the other side states something: the file by name, the place in it, the text as printed (of a register the whole row)."""

    file: str
    source: SourceFace
    printed: str


class GroundFace(Face):
    """A reason with its evidence: the applicant's facts by id, the other side's places; `values` are what both state alike."""

    aspect: str
    reason: WordingFace
    values: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    other: tuple[StatedFace, ...] = ()


class ProductFace(Face):
    """A candidate for a similar product, for a person to judge; `grounds` are the reasons with their evidence."""

    product: str
    other_party: str
    other_product: str
    score: float
    same_group: bool
    reasons: tuple[WordingFace, ...]
    grounds: tuple[GroundFace, ...] = ()


class ReviewFace(Face):
    """What `docintel review --json` writes for one application."""

    schema_id: Literal["docintel/review/1"] = "docintel/review/1"
    application: ApplicationFace
    engine: str
    packs: tuple[PackFace, ...]
    registers: tuple[RegisterFace, ...]
    documents: tuple[DocumentFace, ...]
    facts: tuple[FactFace, ...]
    findings: tuple[FindingFace, ...]
    cards: tuple[CardFace, ...]
    verdicts: tuple[VerdictFace, ...]
    matrix: tuple[MatrixFace, ...]
    requests: tuple[RequestFace, ...] = ()
    ownership: OwnershipFace
    products: tuple[ProductFace, ...]
    coverage: tuple[WordingFace, ...]
    problems: tuple[ProblemFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        return _with_schema(handler(self))


class ReviewsFace(Face):
    """What `docintel review --json` writes: one review per application, in the order given."""

    schema_id: Literal["docintel/reviews/1"] = "docintel/reviews/1"
    reviews: tuple[ReviewFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        return _with_schema(handler(self))


def _with_schema(members: dict[str, Any]) -> dict[str, Any]:
    return {"schema": members.pop("schema_id"), **members}
