"""What persons decide; apart from what it is about, so that who only counts decisions need not know Reviews."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DecisionKind(StrEnum):
    """What a person decides: about a finding, about a condition, about the application as a whole."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    ASKED_BACK = "asked_back"
    RESOLVED = "resolved"
    ON_SITE = "on_site"
    MET = "met"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"
    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not_recommended"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a finding, a condition or the application.

    `finding` is the key of what is decided as text (of a condition or the application: see domain/records.py). It is stale once
    `fingerprint` or `wording_sha256` differ from the present ones. `second_person` is who agreed where two are asked for;
    `undone_by` is the id of the act that took it back.
    """

    id: int
    application: str
    finding: str
    fingerprint: str
    wording_sha256: str
    kind: DecisionKind
    reason: str
    person: str
    at: str
    second_person: str | None = None
    undone_by: int | None = None
