"""Whether a fact says what the truth says: in which of value, unit, scope, period and entity it misses."""

from __future__ import annotations

from docintel.domain.concept import Concept
from docintel.domain.concept import Taxonomy
from docintel.domain.concept import ValueKind
from docintel.domain.fact import Absence
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.quantity import Quantity
from docintel.evaluate.truth import Part
from docintel.evaluate.truth import TrueFact
from docintel.extract.headless import ENTITY_UNKNOWN
from docintel.text.identifiers import identify
from docintel.text.likeness import compare_names
from docintel.text.names import NameMatch
from docintel.text.names import canonical_name
from docintel.text.normal import squeezed

NEAR_MISSES = ("wrong_value", "wrong_unit", "wrong_scope", "wrong_period", "wrong_entity")  # the worst first
_LIKE = str.maketrans({"，": ",", "、": ",", "；": ";", "。": ".", "：": ":", "“": '"', "”": '"', "—": "-", "～": "~"})


def misses(fact: Fact, true: TrueFact, taxonomy: Taxonomy) -> tuple[str, ...]:
    """What is wrong with a fact of the true fact's concept; nothing where it is right."""
    checks = (
        ("wrong_scope", scope_fits(fact, true)),
        ("wrong_period", period_fits(fact, true)),
        ("wrong_entity", entity_fits(fact, true)),
    )
    found = [name for name, fits in checks if not fits]
    wrong = _value_miss(fact, true, taxonomy)
    return tuple(found if wrong is None else [wrong, *found])


def _value_miss(fact: Fact, true: TrueFact, taxonomy: Taxonomy) -> str | None:
    number, quantity = true.number, fact.quantity
    if number is None:
        concept = taxonomy.concepts.get(true.concept)
        return None if says(fact, true.value, concept) else "wrong_value"
    if quantity is None:
        return "wrong_value"
    same_print = squeezed(fact.source.text) == squeezed(true.printed)
    if quantity.unit == true.unit and (quantity.value == number or (same_print and abs(quantity.value - number) < quantity.step)):
        return None  # the truth may know more digits than were printed
    return "wrong_unit" if quantity.unit != true.unit or same_print else "wrong_value"


def says(fact: Fact, text: str, concept: Concept | None) -> bool:
    """Whether what is no number says the same: names, dates and codes in their normal form, other text without spaces."""
    value = fact.value
    if isinstance(value, Quantity | Absence):
        return False
    if isinstance(value, Date):
        return value.day.isoformat() == text
    if isinstance(value, Identifier):
        return value.code == identify(value.scheme, text).code
    if isinstance(value, Choice):
        return set(value.chosen) == {part for part in text.split(",") if part}
    if concept is not None and concept.value is ValueKind.NAME:
        return canonical_name(value.text) == canonical_name(text)
    return plain(value.text) == plain(text)


def plain(text: str) -> str:
    """Text without white space, punctuation of both kinds alike."""
    return squeezed(text).translate(_LIKE).rstrip(".;,")


def entity_fits(fact: Fact, true: TrueFact) -> bool:
    """Short names of subsidiaries stand for their legal names; a document's own enterprise need not be named.

    A scan of one page may not show whose figures it holds: to say that is right.
    """
    if true.part is Part.SCANS and ENTITY_UNKNOWN in fact.source.doubts:
        return not fact.entity
    if not true.entity:
        return not (true.owner and fact.entity) or compare_names(fact.entity, true.owner) is not NameMatch.DIFFERENT
    return squeezed(true.entity) in squeezed(fact.entity) or (
        bool(fact.entity) and compare_names(fact.entity, true.entity) is not NameMatch.DIFFERENT
    )


def scope_fits(fact: Fact, true: TrueFact) -> bool:
    """Figures of a named entity have no scope of their own; a document may not say its scope."""
    return not true.scope or true.scope in (fact.scope.value, Scope.UNSTATED.value)


def period_fits(fact: Fact, true: TrueFact) -> bool:
    """The same days; where one is an instant its last day."""
    if not true.end:
        return True
    if fact.period is None or fact.period.end.isoformat() != true.end:
        return False
    return not (fact.period.start is not None and true.start) or fact.period.start.isoformat() == true.start


def is_value(fact: Fact) -> bool:
    """Whether a fact says something of a concept: a metric without one and a blank do not."""
    return fact.concept is not None and not isinstance(fact.value, Absence) and not (isinstance(fact.value, Text) and not fact.value.text)
