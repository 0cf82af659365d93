"""A printed text as a value of a concept: number, date, name, code or tick; an empty place is an Absence."""

from __future__ import annotations

import re

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.concept import ValueKind
from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Date
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.period import Period
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PLAIN_UNITS
from docintel.domain.quantity import Quantity
from docintel.extract.choices import Options
from docintel.extract.choices import read_choice
from docintel.text.capitals import parse_capitals
from docintel.text.dates import find_dates
from docintel.text.dates import parse_date
from docintel.text.identifiers import identify
from docintel.text.months import parse_month
from docintel.text.normal import folded
from docintel.text.normal import is_blank
from docintel.text.normal import squeezed
from docintel.text.quantities import parse_quantity

NUMBERS = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT)

_DIGIT = re.compile(r"\d")


def read_value(text: str, concept: Concept, *, unit: str | None = None, options: Options = ()) -> Value | None:
    """The value that a text is of a concept, None where it is none; `unit` is the printed unit assumed for bare numbers."""
    if concept.value is ValueKind.CHOICE or options:
        return read_choice(text, options)
    if is_blank(text) and squeezed(text) != "无":
        return Absence(AbsenceReason.BLANK)
    if concept.value in NUMBERS:
        return read_number(text, concept, unit)
    if concept.value is ValueKind.DATE:
        return read_day(text)
    if concept.value is ValueKind.MONTH:
        month = parse_month(text)
        return None if month is None else Text(month)
    if concept.value is ValueKind.IDENTIFIER and concept.scheme is not None:
        return identify(concept.scheme, text)
    return Text(folded(text) if concept.value is not ValueKind.NAME else "".join(text.split()))


def read_number(text: str, concept: Concept, unit: str | None) -> Quantity | None:
    """A number in a unit that the concept can have."""
    quantity = parse_quantity(text, unit=unit or ("%" if concept.unit == PERCENT else None)) or (
        parse_capitals(text) if concept.value is ValueKind.MONEY else None
    )
    return quantity if quantity is not None and suits(quantity, concept) else None


def period_of(concept: Concept | None, period: Period) -> Period:
    """A column's period as the values of the concept hang on time: the end of 2022年度 for assets, all of it for revenue."""
    if concept is None:
        return period
    if concept.period is PeriodKind.INSTANT:
        return period.as_instant()
    if concept.period is PeriodKind.DURATION and period.is_instant and period.year is not None:
        return Period.of_year(period.year)
    return period


def suits(quantity: Quantity, concept: Concept) -> bool:
    """Whether a quantity's unit is one the concept can have."""
    if concept.value is ValueKind.MONEY:
        return quantity.unit not in PLAIN_UNITS
    if concept.value is ValueKind.PERCENT:
        return quantity.unit == PERCENT
    return quantity.unit == concept.unit if concept.unit is not None else quantity.unit in PLAIN_UNITS


def read_day(text: str) -> Date | Text:
    """A day; a text where it is none (长期)."""
    day = parse_date(text)
    if day is None:
        found = find_dates("".join(text.split()))
        day = found[0][2] if len(found) == 1 else None
    return Text(folded(text)) if day is None else Date(day)


def torn(value: Value | None, concept: Concept) -> bool:
    """Whether a day was printed and cannot be read: 2021年4日, where 长期 tells no day at all."""
    return concept.value is ValueKind.DATE and isinstance(value, Text) and _DIGIT.search(value.text) is not None
