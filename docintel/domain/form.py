"""The online form as it came: entries by field id or label, before the programme's pack says what they are."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.source import FieldPath


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One filled cell of the form. `field` is its id or label as given, `text` its value as given ("" when blank).

    `year` is the fiscal year of a yearly field; `row` counts the rows of a list from 1 and `part` names the column in it
    (`patents` row 2, part `number`).
    """

    field: str
    text: str
    path: FieldPath
    year: int | None = None
    row: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The whole online form of one application with what it says of itself (None where it does not)."""

    file: str
    sha256: str
    entries: tuple[FormEntry, ...]
    programme: str | None = None
    batch: int | None = None
    kind: str | None = None
