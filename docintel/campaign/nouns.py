"""The nouns of a campaign: applicants as their Reviews tell of them, what several of them share, with every place."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction

from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: application (its id and name), file, and the page and box, the cell, or the field of the form."""

    application: str
    applicant: str
    file: str
    page: int | None = None
    box: tuple[float, ...] = ()
    cell: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact of a Review: `value` in its normal form, `printed` as on the page, `until` the last day of its period, `doubts` of its reading."""

    concept: str
    value: str
    printed: str
    kind: str
    place: Place
    until: str | None = None
    item: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubmittedPaper:
    """A file of an application, by its name and the hash of its content."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture in a paper of an application: its place, and its looks as a number of 256 bits."""

    place: Place
    looks: int


@dataclass(frozen=True, slots=True)
class StatedParty:
    """Someone who holds or is held, as one Review states it; `kind` as in the ownership graph."""

    name: str
    kind: str
    uscc: str | None = None


@dataclass(frozen=True, slots=True)
class StatedStake:
    """A stake as one Review states it: its exact share of capital, None where that is unknown, and where it stands."""

    holder: StatedParty
    company: StatedParty
    share: Fraction | None
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application: what its Review mentions, the files, the checks that lead its Cards, the pictures in its papers, the stakes it states."""

    id: str
    name: str
    mentions: tuple[Mention, ...]
    papers: tuple[SubmittedPaper, ...] = ()
    card_checks: frozenset[str] = frozenset()
    pictures: tuple[ShownPicture, ...] = ()
    stakes: tuple[StatedStake, ...] = ()

    def of(self, *concepts: str) -> tuple[Mention, ...]:
        """The mentions of concepts, in their order."""
        return tuple(one for one in self.mentions if one.concept in concepts)


@dataclass(frozen=True, slots=True)
class Tie:
    """Applications that share what each should have alone: the mentions with their places, and the likeliest innocent explanation."""

    check: str
    subject: str
    severity: Severity
    outcome: Outcome
    rule: Wording
    explanation: Wording
    innocent: Wording
    mentions: tuple[Mention, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """The applications, each once, in order."""
        return tuple(dict.fromkeys(one.place.application for one in self.mentions))

    @property
    def key(self) -> str:
        """Stable across runs: the check and what is shared."""
        return f"campaign/{self.check}/{self.subject}"


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """What one person works through: one tie, or one check that hits a large part of the campaign with all it hit."""

    key: str
    title: Wording
    severity: Severity
    check: str
    applications: tuple[str, ...]
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CampaignReview:
    """All that was found across a campaign, and what could not be looked at."""

    applications: int
    ties: tuple[Tie, ...]
    cards: tuple[CampaignCard, ...]
    coverage: tuple[Wording, ...] = field(default=())
