"""The result of reviewing one application: what every face shows and golden tests compare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.campaigning import PackVersion
from docintel.domain.campaigning import RegisterUse
from docintel.domain.document import Document
from docintel.domain.document import Problem
from docintel.domain.fact import Fact
from docintel.domain.finding import Card
from docintel.domain.finding import Finding
from docintel.domain.ownership import Ownership
from docintel.domain.request import Request
from docintel.domain.source import Source
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Application:
    """What was submitted, for what: `id` is the credit code where known, else the folder's name; `years` are the form's, last first."""

    id: str
    name: str
    folder: str
    uscc: str | None
    programme: str
    batch: int
    kind: ApplicationKind
    as_of: date
    years: tuple[int, int, int]


class MatrixOutcome(StrEnum):
    """What a document says to a form field."""

    AGREE = "agree"
    DISAGREE = "disagree"
    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One form value against one kind of evidence; `year` is None for fields without years.

    `declared` and `evidenced` hold the places on both sides. `field` is the id of the field on the form, `item` the row of a listed one.
    """

    concept: str
    label: Wording
    year: int | None
    kind: str
    outcome: MatrixOutcome
    declared: Fact | None
    evidenced: Fact | None
    field: str = ""
    item: str | None = None


class Aspect(StrEnum):
    """What of two products is compared."""

    NAME = "name"
    CODE = "code"
    INDUSTRY = "industry"
    PATENTS = "patents"
    TITLES = "titles"
    TEXT = "text"
    CUSTOMERS = "customers"


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason with its evidence: the facts of the applicant that it rests on, and where the other side states its own.

    `values` are what both state alike (patents, titles, customers). A register states everything in one row.
    """

    aspect: Aspect
    reason: Wording
    values: tuple[str, ...] = ()
    own: tuple[Fact, ...] = ()
    other: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductCandidate:
    """Another party's product that may be similar, for a person to judge: a score in [0, 1], reasons best first, never a verdict.

    `grounds` are the reasons with their evidence, in the same order; none in reviews stored before there were any.
    """

    product: str
    other_party: str
    other_product: str
    score: float
    reasons: tuple[Wording, ...]
    same_group: bool
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """One application, reviewed. Same input, packs, registers and platform: the same Review, byte for byte."""

    application: Application
    packs: tuple[PackVersion, ...]
    registers: tuple[RegisterUse, ...]
    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    cards: tuple[Card, ...]
    verdicts: tuple[Verdict, ...]
    matrix: tuple[MatrixCell, ...]
    ownership: Ownership
    products: tuple[ProductCandidate, ...]
    coverage: tuple[Wording, ...]
    problems: tuple[Problem, ...] = ()
    engine: str = ""
    requests: tuple[Request, ...] = ()  # what to ask of the enterprise, once, to settle all cards
