"""The ownership side of the machine-readable review; what was added since the first version has defaults, so that earlier ones are still read."""

from __future__ import annotations

from docintel.report.face_parts import Face
from docintel.report.face_parts import SourceFace
from docintel.report.face_parts import SparseFace
from docintel.report.face_parts import WordingFace


class PartyFace(Face):
    """Someone who holds or is held; `possible_names` are short names in papers that were taken for it, which is likely and not certain."""

    id: str
    name: str
    kind: str
    uscc: str | None
    possible_names: tuple[str, ...] = ()


class HoldingFace(Face):
    """A stake, or a step of a proof: `share` is an exact fraction of capital as text, null where only bounds are known or papers differ.

    `role` is shareholder, general_partner or limited_partner; `basis` of a step is what gives the say (shareholding, general_partner,
    contract_control, vote_delegation, acting_in_concert); `least` and `most` bound the share.
    """

    holder: str
    company: str
    share: str | None
    start: str | None
    end: str | None
    source: SourceFace | None
    role: str | None = None
    basis: str | None = None
    votes: str | None = None
    printed: str | None = None
    least: str | None = None
    most: str | None = None


class StatementFace(SparseFace):
    """One place that states a stake: the exact share that counts, the percentage as printed, the amount it was made of, the day it speaks of."""

    kind: str
    share: str | None = None
    printed: str | None = None
    amount: str | None = None
    votes: str | None = None
    stated_on: str | None = None
    start: str | None = None
    end: str | None = None
    source: SourceFace | None = None


class EdgeFace(Face):
    """A stake of the edge table with every place that states it. `footing` is single, corroborated, conflicting, or superseded (no longer counted)."""

    holder: str
    company: str
    share: str | None
    least: str
    most: str
    role: str
    footing: str
    statements: tuple[StatementFace, ...]


class AgreementFace(Face):
    """What parties have agreed: acting_in_concert, vote_delegation (the first votes for the others), contract_control (the first commands), nominee
    (the first holds for the others). `share` is the part of the company that it is about, null where it is all.
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    company: str | None
    start: str | None
    end: str | None
    source: SourceFace | None
    share: str | None = None


class StatedFace(Face):
    """Who controls as papers say (`declared`: as the form says); nobody where `parties` is empty."""

    kind: str
    parties: tuple[str, ...]
    declared: bool
    sources: tuple[SourceFace, ...]


class ControllersFace(Face):
    """The computed and the stated controllers of an enterprise side by side; `differences` are codes, `agree` is null where nothing is stated."""

    company: str
    computed: tuple[str, ...]
    determined: bool
    proof: tuple[HoldingFace, ...]
    stated: tuple[StatedFace, ...]
    agree: bool | None
    differences: tuple[str, ...]
    wording: WordingFace


class ProfileFace(Face):
    """The same question under one profile: who controls the applicant, and which recognised enterprises it hangs together with.

    `side_by_side` are several at the top, none above another; `ultimate` is null then.
    """

    profile: str
    title: WordingFace
    clause: WordingFace
    verified: bool
    controllers: tuple[str, ...]
    ultimate: str | None
    determined: bool
    related: tuple[str, ...]
    side_by_side: tuple[str, ...] = ()


class MarginFace(Face):
    """The smallest fall of one stake that undoes a control, as an exact fraction of the whole."""

    controller: str
    company: str
    holder: str
    held: str
    margin: str


class RelationFace(Face):
    """A holding relation with its proof path."""

    applicant: str
    other: str
    direction: str
    controller: str | None
    integrated_share: str | None
    wording: WordingFace
    path: tuple[HoldingFace, ...]


class OwnershipFace(Face):
    """The ownership side."""

    parties: tuple[PartyFace, ...]
    holdings: tuple[HoldingFace, ...]
    controls: tuple[tuple[str, str], ...]
    ultimate: dict[str, str | None]
    holding_relations: tuple[RelationFace, ...]
    coverage: tuple[WordingFace, ...]
    applicant: str | None = None
    as_of: str | None = None
    edges: tuple[EdgeFace, ...] = ()
    agreements: tuple[AgreementFace, ...] = ()
    controllers: tuple[ControllersFace, ...] = ()
    profiles: tuple[ProfileFace, ...] = ()
    flip_margins: tuple[MarginFace, ...] = ()
    flags: tuple[str, ...] = ()
    possible: tuple[tuple[str, str], ...] = ()
