"""A rule's formula worked out on the values of the form, each from its place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from functools import lru_cache

from docintel.check.dossier import Dossier
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.programme import CheckRule
from docintel.domain.programme import FormField
from docintel.domain.quantity import YEAR
from docintel.domain.quantity import Quantity
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Truth
from docintel.formula import Formula
from docintel.formula import Operand
from docintel.formula import Record
from docintel.formula import evaluate
from docintel.formula import parse_formula
from docintel.formula import truth
from docintel.formula.environment import Attribute

Replaced = Mapping[Fact, Fact]  # a declared fact -> the evidence that takes its place

LISTS = {"patents": "patent_number", "top_products": "top_product_name"}
"""What formulas call the form's lists, and the concept of the field that holds each."""
SINCE_REGISTRATION = "years_since_registration"
STEPS = {"y1": 0, "y2": 1, "y3": 2}


@dataclass(frozen=True, slots=True)
class FormValues:
    """The form's values around one year (y1), of one row of a list where `item` names it, some replaced by evidence.

    A year before the form's first is taken from the evidence: growth of the first year needs it. So is what the form has no field for.
    """

    dossier: Dossier
    year: int
    item: str | None = None
    replaced: Replaced = field(default_factory=dict)

    def operand(self, name: str, year: str | None) -> Operand | None:
        """The value of a concept; None where the form gives none."""
        if name == SINCE_REGISTRATION:
            return self._since_registration()
        fact = self._fact(name, year)
        if fact is None:
            return None
        taken = self.replaced.get(fact, fact)
        known = self.dossier.taxonomy
        if taken.quantity is None or (name in known and not known[name].takes(taken.quantity.unit)):
            return None
        return Operand(taken.quantity, (taken,))

    def records(self, name: str) -> tuple[Record, ...] | None:
        """The rows of a list of the form, empty where it lists nothing; None where the form has no such list."""
        listed = self.dossier.field(LISTS.get(name, name))
        if listed is None or not listed.parts:
            return None
        parts = {part.concept: part.id for part in listed.parts}
        facts = [fact for fact in self.dossier.facts if fact.is_declared and fact.item is not None and fact.concept in parts]
        items = dict.fromkeys(fact.item for fact in facts)
        return tuple(_record(listed, [fact for fact in facts if fact.item == item]) for item in items)

    def _fact(self, concept: str, subscript: str | None) -> Fact | None:
        if subscript is None:
            return self._undated(concept)
        year = self.year - STEPS[subscript] if subscript in STEPS else int(subscript)
        found = next((fact for fact in self.dossier.declared(concept, year) if fact.item is None), None)
        if found is None and (year not in self.dossier.application.years or self.dossier.field(concept) is None):
            return self._evidence(concept, year)
        return found

    def _evidence(self, concept: str, year: int) -> Fact | None:
        """What the evidence says; the parent's own figure is none where the group's was not read."""
        best = self.dossier.best(concept, year)
        return None if best is not None and self.dossier.facts.is_stand_in(best) else best

    def _undated(self, concept: str) -> Fact | None:
        facts = [fact for fact in self.dossier.declared(concept) if fact.year in (None, self.year)]
        wanted = [fact for fact in facts if fact.item == self.item] or [fact for fact in facts if fact.item is None]
        if not wanted and self.dossier.field(concept) is None:
            return self.dossier.best(concept, self.year)
        return next(iter(wanted), None)

    def _since_registration(self) -> Operand | None:
        """Calendar years from the one of registration to y1, both counted."""
        found = next((fact for fact in self.dossier.declared("registration_date") if isinstance(fact.value, Date)), None)
        if found is None or not isinstance(found.value, Date):
            return None
        years = self.year + 1 - found.value.day.year
        return Operand(Quantity(Decimal(years), YEAR, Decimal(1)), (found,))


def _record(listed: FormField, facts: list[Fact]) -> Record:
    by_concept = {fact.concept: fact for fact in facts}
    return Record({part.id: _attribute(by_concept.get(part.concept)) for part in listed.parts}, tuple(facts))


def _attribute(fact: Fact | None) -> Attribute:
    """What a row says under one header; None where nobody knows."""
    value = None if fact is None else fact.value
    if isinstance(value, Quantity):
        return value
    if isinstance(value, Choice):
        return value.chosen[0] if value.chosen else None
    if isinstance(value, Date):
        return value.day.isoformat()
    if isinstance(value, Identifier):
        return value.code
    return value.text if isinstance(value, Text) else None


def work(dossier: Dossier, rule: CheckRule, year: int | None, *, item: str | None = None, replaced: Replaced | None = None) -> Trace:
    """The rule's formula with y1 as the given year, else the last year of the form."""
    values = FormValues(dossier, year or dossier.application.years[0], item, replaced or {})
    return evaluate(formula_of(rule.formula or ""), values)


def fails(dossier: Dossier, rule: CheckRule, year: int | None, *, item: str | None = None) -> bool:
    """Whether `work` would come to false; most formulas hold, and their working is not written out."""
    values = FormValues(dossier, year or dossier.application.years[0], item)
    return truth(formula_of(rule.formula or ""), values) is Truth.FALSE


@lru_cache(maxsize=1024)
def formula_of(text: str) -> Formula:
    """A formula of a pack, read once."""
    return parse_formula(text)


@lru_cache(maxsize=1024)
def names_of(text: str) -> tuple[str, ...]:
    """The operands that a formula of a pack asks for."""
    return formula_of(text).names()
