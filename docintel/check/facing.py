"""The online form and its printed copy side by side: fields by their own label, rows of a list by what they say and not by their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from docintel.check.dossier import FORM_KIND
from docintel.check.dossier import Dossier
from docintel.check.values import Meeting
from docintel.check.values import comparable
from docintel.check.values import meeting
from docintel.domain.fact import Absence
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.programme import FormField
from docintel.text.normal import label_key

ALIKE = 0.5  # of two rows' cells agree: they are the same row
NEAR = 0.6  # of two texts are the same characters: half an agreement
_BETWEEN = re.compile(r"[、,，;；/\n]")
ListRow = dict[str, Fact]  # concept -> fact of one row


@dataclass(frozen=True, slots=True)
class Facing:
    """One value of a field as filled in online and as printed; None where that side has none."""

    field: FormField
    concept: str
    online: Fact | None
    printed: Fact | None


def plain(dossier: Dossier, field: FormField) -> Iterator[Facing]:
    """A field without rows, year by year."""
    ours, theirs = of_field(dossier, field, dossier.declared(field.concept)), of_field(dossier, field, dossier.copied(field.concept))
    for year in dict.fromkeys(fact.year for fact in (*ours, *theirs)):
        online = next((fact for fact in ours if fact.year == year), None)
        printed = [fact for fact in theirs if fact.year == year]
        yield Facing(field, field.concept, online, _best(dossier, online, printed))


def of_field(dossier: Dossier, field: FormField, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a concept that stand in one of the fields that ask for it: by label, and what no field is labelled so in the first."""
    asking = [one for one in dossier.fields(field.concept) if not one.parts]
    own = {label_key(label) for label in (field.label.zh, *field.aliases)}
    others = {label_key(label) for one in asking if one is not field for label in (one.label.zh, *one.aliases)}
    is_first = bool(asking) and asking[0] is field
    plain_facts = [fact for fact in facts if fact.item is None]
    return tuple(fact for fact in plain_facts if label_key(fact.label) in own or (is_first and label_key(fact.label) not in others))


def _best(dossier: Dossier, online: Fact | None, printed: list[Fact]) -> Fact | None:
    """Of several places that print one field the one that agrees, else the first that is filled."""
    agreeing = (fact for fact in printed if online is not None and copied(dossier, online, fact) is Meeting.AGREE)
    filled = (fact for fact in printed if is_filled(fact))
    return next(agreeing, None) or next(filled, None) or next(iter(printed), None)


def copied(dossier: Dossier, one: Fact, two: Fact) -> Meeting:
    """How two copies of one value meet; of a field of several names their order and the signs between them are nothing."""
    many = any(field.many and not field.parts for field in dossier.fields(one.concept))
    if many and isinstance(one.value, Text) and isinstance(two.value, Text) and _names(one.value.text) == _names(two.value.text):
        return Meeting.AGREE
    return meeting(one.value, two.value, dossier.taxonomy[one.concept or ""], copied=True)


def _names(text: str) -> list[str]:
    return sorted(name for name in (comparable(part) for part in _BETWEEN.split(text)) if name)


def is_filled(fact: Fact | None) -> bool:
    """Whether something stands there: a blank, and a question with no box ticked, is nothing."""
    if fact is None or isinstance(fact.value, Absence):
        return False
    return bool(fact.value.chosen) if isinstance(fact.value, Choice) else True


def list_rows(dossier: Dossier, field: FormField, *, online: bool) -> tuple[ListRow, ...]:
    """The rows of a listed field on one side, in their order."""
    concepts = {part.concept for part in field.parts}
    rows: dict[str, ListRow] = {}
    for fact in dossier.facts.of_kind(FORM_KIND):
        if fact.concept in concepts and fact.item is not None and fact.is_declared is online:
            rows.setdefault(_row_name(fact, rows), {}).setdefault(fact.concept, fact)
    return tuple(row for row in rows.values() if any(is_filled(fact) for fact in row.values()))


def _row_name(fact: Fact, rows: dict[str, ListRow]) -> str:
    """A thing that is listed twice has two rows."""
    name, number = fact.item or "", 1
    while fact.concept in rows.get(name, {}):
        number += 1
        name = f"{fact.item}~{number}"
    return name


def listed(dossier: Dossier, field: FormField) -> tuple[tuple[ListRow | None, ListRow | None], ...]:
    """The rows of both sides, those that say the same thing together; a row without a counterpart stands alone.

    The best pairs are taken first. Rows belong together where most of their cells agree, or their first column does.
    """
    ours, theirs = list_rows(dossier, field, online=True), list_rows(dossier, field, online=False)
    scored = [(_likeness(dossier, field, one, two), -abs(i - j), i, j) for i, one in enumerate(ours) for j, two in enumerate(theirs)]
    taken: dict[int, int] = {}
    for score, _, i, j in sorted(scored, reverse=True):
        if score >= ALIKE and i not in taken and j not in taken.values():
            taken[i] = j
    paired = [(row, theirs[taken[i]] if i in taken else None) for i, row in enumerate(ours)]
    return (*paired, *((None, row) for j, row in enumerate(theirs) if j not in taken.values()))


def _likeness(dossier: Dossier, field: FormField, one: ListRow, two: ListRow) -> float:
    """The share of cells that agree, of those filled on either side; an equal first column makes it at least half."""
    asked = [part.concept for part in field.parts if is_filled(one.get(part.concept)) or is_filled(two.get(part.concept))]
    points = {concept: _cell_likeness(dossier, one.get(concept), two.get(concept)) for concept in asked}
    share = sum(points.values()) / max(len(points), 1)
    return max(share, ALIKE) if points.get(field.parts[0].concept) == 1 else share


def _cell_likeness(dossier: Dossier, one: Fact | None, two: Fact | None) -> float:
    if one is None or two is None:
        return 0
    if copied(dossier, one, two) is Meeting.AGREE:
        return 1
    if isinstance(one.value, Text) and isinstance(two.value, Text):
        left, right = comparable(one.value.text), comparable(two.value.text)
        return 0.5 if SequenceMatcher(None, left, right, autojunk=False).ratio() >= NEAR else 0
    return 0
