"""The size class and the age of the applicant, as operands of conditions."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from docintel.criteria.basis import Basis
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.quantity import YEAR
from docintel.domain.quantity import Quantity
from docintel.domain.size import Size
from docintel.domain.size import SizeRule
from docintel.domain.size import size_rule
from docintel.formula import Operand

CONCEPTS = {"staff": "staff", "revenue": "revenue", "assets": "total_assets"}


def size_operand(rules: Iterable[SizeRule], basis: Basis) -> Operand | None:
    """Whether the applicant is no large enterprise; None where its industry or an amount that decides is not known."""
    industry = basis.fact("industry_class", None) or basis.fact("industry_division", None)
    rule = size_rule(rules, industry.value.code) if industry is not None and isinstance(industry.value, Identifier) else None
    if industry is None or rule is None:
        return None
    year = basis.application.years[0]
    held: dict[str, Fact] = {name: fact for name, concept in CONCEPTS.items() if (fact := basis.fact(concept, year)) is not None}
    amounts = {name: fact.quantity.value for name, fact in held.items() if fact.quantity is not None}
    size = rule.size(amounts)
    asked = {name for floor in rule.floors for name in floor.floors}
    return None if size is None else Operand(size is not Size.LARGE, (industry, *(fact for name, fact in held.items() if name in asked)))


def age_operand(basis: Basis) -> Operand | None:
    """Full years from registration to the cutoff."""
    fact = basis.fact("registration_date", None)
    if fact is None or not isinstance(fact.value, Date):
        return None
    born, day = fact.value.day, basis.application.as_of
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return Operand(Quantity(Decimal(years), YEAR, Decimal(1)), (fact,))
