"""What a sentence states, before it is a fact."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of a concept at a place of a paragraph; `entity` is None for the document's own enterprise, `group` ties a statement's values."""

    concept: str
    start: int
    end: int
    entity: str | None
    group: int
    text: str | None = None  # where the value is not what is printed
