"""Whether two values say the same: numbers by their agreement, names by their parts, text after folding."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from docintel.domain.concept import Concept
from docintel.domain.concept import ValueKind
from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.quantity import Agreement
from docintel.domain.quantity import Quantity
from docintel.text.likeness import compare_names
from docintel.text.names import NameMatch
from docintel.text.normal import is_blank
from docintel.text.normal import squeezed

HOLDERS = re.compile(r"[、；;，,\n]")
_UNPARTED = re.compile(r"(?<=有限公司)(?=[\u4e00-\u9fff()（）]{4,}(?:有限公司|大学|学院|研究院|研究所)$)")
_NUMBERS = re.compile(r"[1-9]\d*")
_LIKE = str.maketrans({"，": ",", "、": ",", "；": ";", "。": ".", "“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "～": "~"})


class Meeting(StrEnum):
    """How two values meet; UNSURE is for a person."""

    AGREE = "agree"
    UNSURE = "unsure"
    DIFFER = "differ"


_NAMES = {NameMatch.SAME: Meeting.AGREE, NameMatch.POSSIBLE: Meeting.UNSURE, NameMatch.DIFFERENT: Meeting.DIFFER}


def meeting(one: Value, two: Value, concept: Concept | None, *, copied: bool = False, tolerance: Decimal | None = None) -> Meeting:
    """How two values meet. `copied`: one claims to be a copy of the other. `tolerance`: percent of the second that is let pass."""
    if isinstance(one, Absence) or isinstance(two, Absence):
        return _absences(one, two)
    if isinstance(one, Quantity) and isinstance(two, Quantity):
        agrees = one.agreement(two, copied=copied) is not Agreement.NONE or _tolerated(one, two, tolerance)
        return _either(holds=agrees)
    if isinstance(one, Date) and isinstance(two, Date):
        return _either(holds=one.day == two.day)
    if isinstance(one, Identifier) and isinstance(two, Identifier):
        return _either(holds=one.code == two.code)
    if isinstance(one, Choice) and isinstance(two, Choice):
        return _either(holds=set(one.chosen) == set(two.chosen))
    if isinstance(one, Text) and isinstance(two, Text):
        return _texts(one.text, two.text, concept)
    return Meeting.UNSURE


def _either(*, holds: bool) -> Meeting:
    return Meeting.AGREE if holds else Meeting.DIFFER


def _absences(one: Value, two: Value) -> Meeting:
    """Blank meets blank; what cannot be read can be anything; an empty choice or text is blank as well."""
    states = [value.absence if isinstance(value, Absence) else None for value in (one, two)]
    if AbsenceReason.UNREADABLE in states:
        return Meeting.UNSURE
    return _either(holds=all(state is not None or _is_empty(value) for state, value in zip(states, (one, two), strict=True)))


def _is_empty(value: Value) -> bool:
    if isinstance(value, Choice):
        return not value.chosen
    return isinstance(value, Text) and is_blank(value.text)


def _tolerated(one: Quantity, two: Quantity, tolerance: Decimal | None) -> bool:
    if tolerance is None or one.unit != two.unit:
        return False
    return abs(one.value - two.value) * 100 <= abs(two.value) * tolerance


def _texts(one: str, two: str, concept: Concept | None) -> Meeting:
    if comparable(one) == comparable(two):
        return Meeting.AGREE
    if concept is not None and concept.value is ValueKind.NAME:
        return _NAMES[compare_names(one, two)]
    if concept is not None and concept.id == "patent_holder":
        return _holders(one, two)
    if concept is not None and concept.id == "attachment_pages":
        return _either(holds=_NUMBERS.findall(squeezed(one)) == _NUMBERS.findall(squeezed(two)))
    return Meeting.DIFFER


def comparable(text: str) -> str:
    """Text in the form in which two pieces are compared: NFKC, no white space, Chinese and Western punctuation alike."""
    return squeezed(text).translate(_LIKE).rstrip(".;,")


def holders(text: str) -> tuple[str, ...]:
    """The holders a certificate names, in order; two enterprises are two though the mark between them was not read."""
    parted = _UNPARTED.sub(";", text)
    return tuple(name for name in (part.strip() for part in HOLDERS.split(parted)) if name)


def _holders(one: str, two: str) -> Meeting:
    """The same holders in any order; a name that may be the same leaves it to a person."""
    left, right = holders(one), holders(two)
    if len(left) != len(right):
        return Meeting.DIFFER
    best = [min((_NAMES[compare_names(name, other)] for other in right), key=tuple(Meeting).index) for name in left]
    return max(best, key=tuple(Meeting).index, default=Meeting.AGREE)
