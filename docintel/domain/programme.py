"""A programme as data: its form, the evidence it asks for, its checks, its criteria and its exclusions (models/programmes/*.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.concept import STRICT
from docintel.domain.fact import Scope
from docintel.domain.finding import Severity
from docintel.domain.score import ScoreTable
from docintel.domain.size import SizeRule
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class FormPart:
    """A column of a listed field (the number of a patent): its id in the rows of the form's data, its concept and its printed header."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    concept: str
    label: Wording
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form: `id` as in the form's data, its printed label and other labels it goes by.

    `unit` is the unit the form asks for, as printed (万元, %, 人, 项, 年, none for text); `yearly` fields have a value for each
    of the form's three years; `options` maps option ids to their printed text; `parts` are the columns of a list of rows.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    concept: str
    label: Wording
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    yearly: bool = False
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()
    option_aliases: tuple[tuple[str, str], ...] = ()  # other printed texts of an option with its id
    remark: str | None = None  # the field whose answer is written behind an option: 是，企业名称：X
    many: bool = False  # several rows or names may be given
    longest: int | None = None  # characters allowed
    parts: tuple[FormPart, ...] = ()
    online: bool = True  # whether it is filled in online too; the cover's recommendation is on paper only

    @property
    def prints(self) -> tuple[tuple[str, str], ...]:
        """Option ids with each text under which they are printed."""
        return (*self.options, *((name, printed) for printed, name in self.option_aliases))


@dataclass(frozen=True, slots=True)
class FormSection:
    """A part of the form."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    label: Wording
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a concept: kinds of documents (and scopes) in the order in which they count, and whether one must be there.

    `stated_as` names the concept under which the documents state something of another calibre (insured persons beside staff): that is
    compared where a check asks for it, and never takes the place of the declared value.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    concepts: tuple[str, ...]
    kinds: tuple[str, ...]
    scopes: tuple[Scope, ...] = ()
    required: bool = False
    clause: str = ""
    stated_as: str | None = None


class CheckKind(StrEnum):
    """The closed vocabulary of checks that a pack can configure."""

    AGREES = "agrees"  # form value against its evidence
    COPIES = "copies"  # online form against its printed copy
    ONE_SIDED = "one_sided"  # what one copy of the form fills in the other fills in too
    SIGNED = "signed"  # the signed copy carries its seal, signature and date
    PAGED = "paged"  # the pages of the printed copy are all there, each once
    ATTACHED = "attached"  # the list of attachments against the attachments
    ATTACHED_OTHERWISE = "attached_otherwise"  # attachments that the list does not name, or names otherwise
    RECOMPUTES = "recomputes"  # a printed figure against its formula
    HOLDS = "holds"  # a comparison that must be true
    IDENTIFIER = "identifier"  # check digits
    EVIDENCE = "evidence"  # required documents are there
    SAME_ENTITY = "same_entity"  # the document is about the applicant
    OPINION = "opinion"  # the audit opinion is unqualified
    RESTATED = "restated"  # this year's report against last year's comparison column
    STATEMENT = "statement"  # identities inside one statement
    COMPLETE = "complete"  # required fields and all years of the form are filled
    NAMED = "named"  # a file holds what its name says
    DATES = "dates"  # days in their order and before the cutoff
    VALID = "valid"  # certificates are in force on the cutoff
    TRANSFERRED = "transferred"  # rights that changed hands are declared so
    RECORDS = "records"  # entries in credit reports
    WITHIN = "within"  # evidenced values within their bounds
    SUMMED = "summed"  # a declared total against the sum of its papers
    SHAPED = "shaped"  # numbers of certificates have the shape their issuers give them
    TICKED = "ticked"  # what is ticked or counted on the form has its papers
    MENTIONS = "mentions"  # a paper is about the main product
    SHAREHOLDERS = "shareholders"  # holders of the equity table are those of the register
    DISTINCT = "distinct"  # a list names nothing twice
    NESTED = "nested"  # a finer code begins with the coarser one
    ANSWERED = "answered"  # a question that calls for names has them
    LENGTHS = "lengths"  # texts are as short as their fields allow
    TITLED = "titled"  # a question is answered as the programme requires
    SHOWN = "shown"  # every audit report shows what it must
    BOTH_SCOPES = "both_scopes"  # beside consolidated statements the company's own
    SIZED = "sized"  # the size class by staff, revenue or assets of its industry
    SCOPES = "scopes"  # all figures of the form come from statements of one scope
    ACROSS = "across"  # lines of one statement against those of another
    CODED = "coded"  # what a code or a name tells by its shape is what is said of the thing
    PROPORTIONAL = "proportional"  # shares of a table of shareholders are those of their amounts
    ADDS_UP = "adds_up"  # totals of a table of shareholders are the sums of its columns
    RETOLD = "retold"  # a change of shareholders told in several places has one month
    RECENT = "recent"  # papers are of the time they should be of


SETTLING = ("form", "explanation", "patent_register", "evidence", "later_report")
"""What settles a finding besides kinds of documents: the form corrected, a written explanation, the patent office's extract, the papers in question
handed in anew, the later of the reports in question."""


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One check: `concepts` or `formula` say what is compared, `severity` what a disagreement weighs; `tolerance` is a named business
    tolerance in percent of the evidence's value, with its reason in `clause`. `limit` bounds evidenced numbers, `allowed` evidenced choices,
    `months` a time before the cutoff. `patterns` are regular expressions by name: of an option, what its papers say; of a number, its shapes.
    With `beside_own` papers of others are no more than a note where the applicant's own paper of that kind is there as well.
    With `alone` a tick without its paper weighs as much where no paper of anything that is ticked is attached.
    `from_batch` is the first batch of the programme to which the rule applies. `settled_by` names what the enterprise should send to settle a
    finding, any of it: kinds of documents, or one of SETTLING; without it the papers in question, then those the rule asks for.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    kind: CheckKind
    rule: Wording
    severity: Severity
    clause: str
    verified: bool = False
    concepts: tuple[str, ...] = ()
    formula: str | None = None
    yearly: bool = False
    kinds: tuple[str, ...] = ()
    tolerance: str | None = None
    limit: str | None = None
    months: int | None = None
    allowed: tuple[str, ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()
    beside_own: bool = False
    alone: bool = False
    from_batch: int | None = None
    settled_by: tuple[str, ...] = ()

    def applies_to(self, batch: int) -> bool:
        """Whether the rule holds for applications of a batch."""
        return self.from_batch is None or batch >= self.from_batch


class CriterionKind(StrEnum):
    """Who can judge a condition."""

    NUMERIC = "numeric"  # by its formula
    JUDGEMENT = "judgement"  # only by a person


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition: its formula (or a person's judgement), where it applies (`applies_if`, a formula), its clause and whether its
    numbers were confirmed in the source.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    aspect: str
    label: Wording
    kind: CriterionKind
    clause: str
    source: str
    verified: bool
    formula: str | None = None
    applies_if: str | None = None
    threshold: str | None = None
    margin: str | None = None  # a formula for value less threshold


@dataclass(frozen=True, slots=True)
class Aspect:
    """A group of criteria as the measure groups them (一 专业化 ...)."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    label: Wording


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A reason not to recommend; `holding_over` is the share above which a stake is a holding relation (a number of the source, as text)."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    label: Wording
    clause: str
    source: str
    verified: bool
    lists: tuple[str, ...] = ()
    holding_over: str | None = None
    applies_to: tuple[ApplicationKind, ...] = (ApplicationKind.NEW, ApplicationKind.REVIEW)


@dataclass(frozen=True, slots=True)
class Batch:
    """A round of applications: its number, the last full fiscal year, and the day on which evidence must be valid."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    number: int
    last_year: int
    cutoff: date
    source: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme in one edition: `family` is what all its editions go by, `scores` its tables of points, `sizes` the size classes it refers to."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    version: str
    label: Wording
    source: str
    kinds: tuple[ApplicationKind, ...]
    batches: tuple[Batch, ...]
    form: tuple[FormSection, ...]
    evidence: tuple[Evidence, ...]
    checks: tuple[CheckRule, ...]
    aspects: tuple[Aspect, ...]
    criteria: tuple[Criterion, ...]
    exclusions: tuple[Exclusion, ...] = ()
    family: str = ""
    scores: tuple[ScoreTable, ...] = ()
    sizes: tuple[SizeRule, ...] = ()
    extends: str | None = None
    remove: tuple[str, ...] = ()

    def batch(self, number: int) -> Batch | None:
        """The batch of that number."""
        return next((batch for batch in self.batches if batch.number == number), None)

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All fields of the form in order."""
        return tuple(field for section in self.form for field in section.fields)

    def evidence_for(self, concept: str) -> tuple[Evidence, ...]:
        """The rules of evidence that name the concept, in order."""
        return tuple(rule for rule in self.evidence if concept in rule.concepts and rule.stated_as is None)

    def corroboration_for(self, concept: str) -> tuple[Evidence, ...]:
        """The rules of what says something near the concept."""
        return tuple(rule for rule in self.evidence if concept in rule.concepts and rule.stated_as is not None)
