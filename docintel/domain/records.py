"""What the store remembers: campaigns, applications, their files and reviews, what people decided and said, and the audit log.

Times are UTC in ISO form. They are for people: order is always that of ids, because clocks go back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.campaigning import PackVersion
from docintel.domain.campaigning import RegisterUse
from docintel.domain.decision import DecisionKind
from docintel.domain.wording import Wording

Json = Mapping[str, object]
"""A body as parsed JSON: the store keeps it and does not look into it."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """The packs and registers by which a campaign is judged, with their versions and hashes."""

    packs: tuple[PackVersion, ...] = ()
    registers: tuple[RegisterUse, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignRecord:
    """A batch of applications to one programme; `settings` are plain values by name, `legal_hold` and `archive_until` among them."""

    id: str
    name: str
    programme: str
    batch: int
    kind: ApplicationKind
    as_of: date
    settings: Json = field(default_factory=dict)
    pinned: Pinned = field(default_factory=Pinned)


class ApplicationState(StrEnum):
    """How far an application has come."""

    RECEIVED = "received"
    READING = "reading"
    REVIEWED = "reviewed"
    FAILED = "failed"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class ApplicationRecord:
    """One application; `id` is opaque and fit for a URL, `review` the number of its present Review, None before the first.

    `worst` is the grade of its heaviest open Card, None where none is open.
    """

    id: str
    campaign: str
    folder: str
    uscc: str | None = None
    applicant: str = ""
    province: str = ""
    city: str = ""
    industry: str = ""
    size: str = ""
    state: ApplicationState = ApplicationState.RECEIVED
    review: int | None = None
    assigned_to: str | None = None
    received_at: str = ""
    cards: int = 0
    open_cards: int = 0
    worst: str | None = None


@dataclass(frozen=True, slots=True)
class SubmittedFileRecord:
    """A file of an application: its name as submitted (for showing only), its hash, its size in bytes."""

    name: str
    sha256: str
    size: int
    added_at: str


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """A Review as stored, without its body; `number` counts from 1 within the application."""

    application: str
    number: int
    sha256: str
    input_sha256: str
    engine: str
    packs_sha256: str
    at: str


class Standing(StrEnum):
    """How a finding, a condition or an application stands with people."""

    UNDECIDED = "undecided"
    DECIDED = "decided"
    AWAITING_SECOND = "awaiting_second"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class DecisionState:
    """Where deciding stands: `kind`, `decision` and `person` are those of the last decision that was not taken back."""

    standing: Standing = Standing.UNDECIDED
    kind: DecisionKind | None = None
    decision: int | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class CardRecord:
    """A Card of the present Review as lists show it; its state is that of its leading finding, whose key it has."""

    application: str
    campaign: str
    key: str
    rank: int
    grade: str
    severity: str
    check: str
    title: Wording
    findings: tuple[str, ...]
    fingerprint: str
    wording_sha256: str = ""
    decision: DecisionState = field(default_factory=DecisionState)


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A finding of the present Review as lists show it; `card` is the key of its Card, None for a note without one."""

    application: str
    campaign: str
    key: str
    check: str
    severity: str
    outcome: str
    card: str | None
    fingerprint: str
    wording_sha256: str
    decision: DecisionState = field(default_factory=DecisionState)


@dataclass(frozen=True, slots=True)
class VerdictRecord:
    """A verdict of the present Review as lists show it; `key` is what a decision on it names."""

    application: str
    campaign: str
    key: str
    criterion: str
    aspect: str
    label: Wording
    declared: str
    evidenced: str
    verified: bool
    fingerprint: str
    wording_sha256: str
    decision: DecisionState = field(default_factory=DecisionState)


@dataclass(frozen=True, slots=True)
class DecisionAct:
    """One row of the history of a decision: it was made, a second person agreed or refused, or it was taken back."""

    id: int
    act: str  # decided, seconded, refused, undone
    refers: int | None
    decision: int
    kind: DecisionKind | None
    reason: str
    person: str
    at: str


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A fact that a person gave beside the machine's; `replaces` names the fact it corrects, None for one that was missing."""

    id: int
    application: str
    fact: Json
    replaces: str | None
    person: str
    at: str
    reason: str
    withdrawn_by: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on an application, or on one finding of it."""

    id: int
    application: str
    finding: str | None
    text: str
    person: str
    at: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the audit log: ids and hashes only; `hash` covers all the rest and `previous` is the hash before."""

    seq: int
    at: str
    actor: str
    action: str
    subject: str
    detail: Mapping[str, str]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What verifying the log found: `broken` is the first entry that does not hold, `why` what is wrong with it.

    `rows` are decisions that are not as the log knows them, by id; `clock_went_back` are entries with a time before the one before:
    no fault, but worth knowing.
    """

    entries: int
    head: str
    broken: int | None = None
    why: Wording | None = None
    rows: tuple[int, ...] = ()
    clock_went_back: tuple[int, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return self.broken is None and not self.rows


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who works here."""

    name: str
    display: str
    role: str
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in account; the store knows the token by its hash only."""

    token_sha256: str
    account: str
    created_at: str
    expires_at: str
    body: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roll:
    """The platform's list of who should have applied, as read from the file of this hash."""

    id: int
    campaign: str
    sha256: str
    body: Json
    person: str
    at: str


@dataclass(frozen=True, slots=True)
class Draw:
    """A drawn sample: `body` is the protocol that lets anyone repeat it."""

    id: str
    campaign: str
    method: str
    body: Json
    person: str
    at: str


@dataclass(frozen=True, slots=True)
class SheetRead:
    """An on-site sheet as read back: `body` holds its facts."""

    id: int
    application: str
    draw: str | None
    body: Json
    person: str
    at: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who looks at an application, and as what (`expert`, `inspector`, ...)."""

    id: int
    application: str
    person: str
    role: str
    body: Json
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that asks an enterprise for something; `round` counts from 1; `state` is draft, sent, answered or closed."""

    id: str
    application: str
    round: int
    state: str
    deadline: date | None
    body: Json
    person: str
    at: str


@dataclass(frozen=True, slots=True)
class Objection:
    """A signed objection to an application; `handler` is somebody who had no part in deciding on it."""

    id: str
    application: str
    state: str
    handler: str | None
    body: Json
    person: str
    at: str


class JobState(StrEnum):
    """How far a piece of work has come."""

    WAITING = "waiting"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work, the same one for the same (sha256, stage, version); `outcome` is small: ids and hashes."""

    id: int
    sha256: str
    stage: str
    version: str
    campaign: str | None = None
    application: str | None = None
    body: Json = field(default_factory=dict)
    state: JobState = JobState.WAITING
    attempts: int = 0
    worker: str | None = None
    leased_until: str | None = None
    reason: str | None = None
    outcome: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an erased application: ids and hashes."""

    application: str
    campaign: str
    by: str
    at: str
    reason_sha256: str
    files: tuple[str, ...]
    reviews: tuple[str, ...]
    audit_seq: int


def condition_key(application: str, criterion: str) -> str:
    """What a decision on a condition names; `application` is the id in the Review's keys."""
    return f"{application}/verdict/{criterion}"


def recommendation_key(application: str) -> str:
    """What the decision to recommend an application or not names."""
    return f"{application}/recommendation/application"
