"""What a rule came upon on a page: every candidate with its place, and why one is no value."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.fact import Value
from docintel.domain.kind import FactRule
from docintel.domain.period import Period
from docintel.domain.source import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text where a rule looked for a concept. `rank` counts the rule's labels from 0; without a value `why` says why it is none."""

    concept: str
    label: str
    text: str
    spans: tuple[Span, ...]
    value: Value | None
    why: str = ""
    rank: int = 0
    unit: str | None = None
    period: Period | None = None
    item: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One rule over one page: its number in the pack and what it came upon, best first."""

    number: int
    rule: FactRule
    candidates: tuple[Candidate, ...]
