"""Who holds what of whom, by which evidence, and who is recognised by which list (terms of company law and BODS 0.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from docintel.domain.source import Source
from docintel.domain.wording import Wording


class PartyKind(StrEnum):
    """What a party is; natural persons are never merged by name."""

    ENTERPRISE = "enterprise"
    PERSON = "person"
    PARTNERSHIP = "partnership"
    STATE_BODY = "state_body"
    FUND = "fund"
    CONCERT_GROUP = "concert_group"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who holds or is held; `id` is stable in one review (credit code where known, else kind and normalised name).

    `possible_names` are short names in papers that were taken for it: the only one there that they can be short for, which is likely and not certain.
    """

    id: str
    name: str
    kind: PartyKind
    uscc: str | None = None
    former_names: tuple[str, ...] = ()
    possible_names: tuple[str, ...] = ()


class Role(StrEnum):
    """In what capacity a stake is held (BODS interest types, narrowed to what decides control)."""

    SHAREHOLDER = "shareholder"
    GENERAL_PARTNER = "general_partner"
    LIMITED_PARTNER = "limited_partner"


@dataclass(frozen=True, slots=True)
class Holding:
    """A stake of `holder` in `company`: the exact `share` of capital (None: unknown), valid in [`start`, `end`).

    `votes` is the share of votes where it differs from capital. `printed` is the percentage as the paper shows it, which is rounded and only
    evidence. `origin` names who says so (a document, a register); stakes of one `fact` from several origins are one stake, seen again.
    """

    holder: str
    company: str
    share: Fraction | None
    source: Source | None
    votes: Fraction | None = None
    start: date | None = None
    end: date | None = None
    role: Role = Role.SHAREHOLDER
    printed: str | None = None
    origin: str = ""
    fact: str | None = None
    between: tuple[Fraction, Fraction] | None = None  # where only bounds of the share are known
    kind: str = ""  # the kind of document that states it
    stated_on: date | None = None  # of which day the paper speaks, where it says so
    amount: Decimal | None = None  # of capital or shares, of which the exact share is made

    def __post_init__(self) -> None:
        for part in (self.share, self.votes, *(self.between or ())):
            if part is not None and not 0 <= part <= 1:
                raise ValueError(f"份额应在 0 与 1 之间（百分数写 60%）/ a share lies between 0 and 1 (percentages as 60%), not {part}")

    @property
    def capital(self) -> tuple[Fraction, Fraction]:
        """The least and the most of the capital; a stake of unknown size may be nothing."""
        exact = Fraction(0) if self.share is None else self.share
        return self.between if self.share is None and self.between is not None else (exact, exact)

    @property
    def voting(self) -> tuple[Fraction, Fraction]:
        """The least and the most of the votes: as stated, else as of the capital."""
        return self.capital if self.votes is None else (self.votes, self.votes)

    def holds_on(self, day: date) -> bool:
        """Whether the stake is valid on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


class Footing(StrEnum):
    """How well a stake of the edge table stands: what papers say of it beside each other."""

    SINGLE = "single"  # one paper states it
    CORROBORATED = "corroborated"  # several papers state the same
    CONFLICTING = "conflicting"  # papers state what cannot both be so
    SUPERSEDED = "superseded"  # a later paper states otherwise: it no longer counts


@dataclass(frozen=True, slots=True)
class Edge:
    """One stake, with every place that states it: several places corroborate each other and are never added up.

    `capital` is the least and the most of the capital; where papers conflict, both of what they say. Of a superseded stake it is what the earlier
    paper said.
    """

    holder: str
    company: str
    capital: tuple[Fraction, Fraction]
    known: bool  # whether any paper says how much
    role: Role
    footing: Footing
    statements: tuple[Holding, ...]

    @property
    def share(self) -> Fraction | None:
        """The exact share, None where it is unknown or papers differ."""
        return self.capital[0] if self.known and self.capital[0] == self.capital[1] else None

    @property
    def counts(self) -> bool:
        """Whether it is a stake of now."""
        return self.footing is not Footing.SUPERSEDED


class AgreementKind(StrEnum):
    """What parties have agreed."""

    CONCERT = "acting_in_concert"  # all parties vote as one (takeover measures art. 83)
    DELEGATION = "vote_delegation"  # the first party votes for all the others in `company`
    CONTRACT = "contract_control"  # the first party commands `company` by contract (VIE and the like)
    NOMINEE = "nominee"  # the first party holds for the others in `company`: which of them votes is open


@dataclass(frozen=True, slots=True)
class ControlAgreement:
    """Parties who act as one, or one who acts for another: of `parties` the first has the say, but in concert all have it together.

    `share` is the part of the company that a proxy votes or a nominee holds for the others, all they have where None.
    """

    id: str
    kind: AgreementKind
    parties: tuple[str, ...]
    company: str | None
    source: Source | None
    start: date | None = None
    end: date | None = None
    share: Fraction | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the agreement is in force on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a proof: the stake it rests on; stakes that only join to a majority stand beside each other. `basis` is what gives the say."""

    holder: str
    company: str
    share: Fraction | None
    source: Source | None
    basis: str = "shareholding"  # or general_partner, contract_control, vote_delegation, acting_in_concert


class ControllerKind(StrEnum):
    """What a paper calls the one who controls: the majority holder, or who actually does."""

    MAJORITY = "controlling_shareholder"
    ACTUAL = "actual_controller"


@dataclass(frozen=True, slots=True)
class StatedController:
    """Who controls a company as papers say, all together where they are several; nobody at all where `parties` is empty."""

    kind: ControllerKind
    company: str
    parties: tuple[str, ...]
    sources: tuple[Source, ...]
    declared: bool = False  # the applicant's own answer on the form


class Difference(StrEnum):
    """Why the computed and the stated controller are not the same."""

    CONCERT = "concert_agreement"
    PROXY = "vote_delegation"
    FAMILY = "family"
    STATE = "state_capital"
    THRESHOLD = "profile_threshold"
    MISSING = "missing_shares"
    CHAIN = "chain_not_seen"
    PARTNER = "general_partner"
    CONTRACT = "contract_control"
    NOMINEE = "nominee"
    CONFLICT = "conflicting_sources"
    INTERMEDIATE = "intermediate_holder"
    UNTOLD = "not_stated"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class ControllerView:
    """The computed and the stated controllers of a company side by side, and why they differ: two questions, neither answers the other.

    `computed` is None where nobody controls under the profile, and `determined` says whether the evidence decides it.
    """

    company: str
    computed: tuple[str, ...]
    determined: bool
    proof: tuple[Hop, ...]
    stated: tuple[StatedController, ...]
    agree: bool | None  # None where nothing is stated
    differences: tuple[Difference, ...]
    wording: Wording


@dataclass(frozen=True, slots=True)
class Margin:
    """The smallest fall of one stake that undoes a control."""

    controller: str
    company: str
    holder: str
    held: str
    margin: Fraction


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The same question under one profile: who controls the applicant, and which recognised enterprises are in a holding relation with it.

    `side_by_side` are those at the top where several control it and none stands above another; then `top` is None and nothing is determined.
    """

    profile: str
    title: Wording
    clause: Wording
    verified: bool
    controllers: tuple[str, ...]
    top: str | None
    determined: bool
    related: tuple[str, ...]
    side_by_side: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnershipTable:
    """Parties with all that is stated about them, as a file or a review gives it; `untold` says what of the file could not be taken over."""

    parties: tuple[Party, ...]
    holdings: tuple[Holding, ...]
    agreements: tuple[ControlAgreement, ...] = ()
    untold: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """An enterprise on a list: which list and batch, category, main product and code where given, valid from `start` to `end`, both days included, until `revoked`.

    Where the list tells them: the class of GB/T 4754, numbers and names of patents, customers.
    """

    name: str
    list_kind: str
    batch: str
    uscc: str | None = None
    category: str | None = None
    product: str | None = None
    product_code: str | None = None
    start: date | None = None
    end: date | None = None
    revoked: date | None = None
    former_names: tuple[str, ...] = ()
    source: Source | None = None
    industry: str | None = None
    patents: tuple[str, ...] = ()
    patent_titles: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        """Whether the recognition is in force on `day`: on the last day of its term it is (有效期至 names a day of the term), revoked it is not."""
        started = self.start is None or self.start <= day
        return started and (self.end is None or day <= self.end) and (self.revoked is None or day < self.revoked)


@dataclass(frozen=True, slots=True)
class Register:
    """A list of recognised enterprises as given on a day, by its file. `doubts` are rows that are odd: which, how they were taken, what to mend."""

    name: str
    sha256: str
    as_of: date | None
    recognitions: tuple[Recognition, ...]
    doubts: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldingRelation:
    """A holding relation with a recognised enterprise: `direction` is `up` (it holds the applicant), `down`, or `group` (one controller)."""

    applicant: str
    other: str
    recognition: Recognition | None
    direction: str
    controller: str | None
    path: tuple[Hop, ...]
    integrated_share: Fraction | None
    wording: Wording


@dataclass(frozen=True, slots=True)
class Ownership:
    """The ownership side of a review: parties, stakes, who controls whom (pairs of ids), relations found, and what was not visible."""

    parties: tuple[Party, ...] = ()
    holdings: tuple[Holding, ...] = ()
    controls: tuple[tuple[str, str], ...] = ()
    ultimate: tuple[tuple[str, str | None], ...] = ()
    relations: tuple[HoldingRelation, ...] = ()
    coverage: tuple[Wording, ...] = ()
    applicant: str | None = None
    edges: tuple[Edge, ...] = ()
    agreements: tuple[ControlAgreement, ...] = ()
    views: tuple[ControllerView, ...] = ()
    profiles: tuple[ProfileView, ...] = ()
    margins: tuple[Margin, ...] = ()
    flags: tuple[str, ...] = ()  # what is odd in the stakes, in the vocabulary of the ownership cases
    possible: tuple[tuple[str, str], ...] = ()  # pairs that the papers leave open
