"""What makes a name in a chart doubtful that was seen and not read from text."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from rapidfuzz import fuzz

from docintel.domain.source import Method
from docintel.extract.charts.writing import Writing
from docintel.extract.holdings.names import is_enterprise
from docintel.extract.holdings.names import is_person
from docintel.text.normal import squeezed
from docintel.text.scripts import simplified

LOW_CONFIDENCE, NEAR_KNOWN, NO_NAME = "low_confidence", "name_near_known", "name_unusual"
UNSURE = 0.2  # what the characters of a word lack together in confidence: one unsure letter hides in the mean of a long name
ALMOST = 85.0  # likeness in percent from which another name of the document may be what was meant


def doubts_of(name: str, writing: Writing, known: Iterable[str]) -> Iterator[str]:
    """The doubts about a name: little confidence, almost a name that the document has, no form of a name, or a letter of the old script in it."""
    seen = [word for word in writing.words if word.method is Method.OCR]
    if not seen:
        return
    if any((1 - word.confidence) * len(word.text) > UNSURE for word in seen):
        yield LOW_CONFIDENCE
    text = squeezed(name)
    if any(text != squeezed(other) and fuzz.ratio(text, squeezed(other)) >= ALMOST for other in known if other):
        yield NEAR_KNOWN
    if simplified(text) != text or not (is_person(text) or is_enterprise(text)):
        yield NO_NAME
