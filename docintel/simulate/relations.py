"""What must recompute inside the form, to say which relations a planted value breaks."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docintel.simulate.application import LAST
from docintel.simulate.application import FormValues
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.truth import Consequence

NEAR = Decimal("0.021")  # two printed steps of rounding on both sides

Read = Callable[[str, int], Decimal]


@dataclass(frozen=True, slots=True)
class Relation:
    """A printed field and the formula it comes from; `holds` instead of a formula's result means that the number may not be negative."""

    field: str
    year: int | None
    family: str
    result: Callable[[Read], Decimal]


def relations() -> Iterator[Relation]:
    """All of them, year by year."""
    for year in FORM_YEARS:
        yield Relation("b.debt_ratio", year, "recomputes", _ratio("b.liab", "b.assets", year))
        yield Relation("b.net_assets", year, "recomputes", _difference("b.assets", "b.liab", year))
        yield Relation("f.rd_ratio", year, "recomputes", _ratio("f.rd", "b.rev", year))
        yield Relation("b.rev", year, "holds", _difference("b.rev", "b.main_rev", year))
        if year > FORM_YEARS[0]:
            yield Relation("b.main_growth", year, "recomputes", _growth("b.main_rev", year))
            yield Relation("b.np_growth", year, "recomputes", _growth("b.net_profit", year))
    yield Relation("d.debt_ratio", None, "recomputes", _ratio("b.liab", "b.assets", LAST))
    yield Relation("c.main_ratio", None, "recomputes", _ratio("b.main_rev", "b.rev", LAST))
    yield Relation("f.rd_staff_ratio", None, "recomputes", _ratio("b.rd_staff", "b.staff", LAST))
    later, earlier = _growth("b.main_rev", LAST), _growth("b.main_rev", LAST - 1)
    yield Relation("c.mean_growth", None, "recomputes", lambda read: (later(read) + earlier(read)) / 2)


def _ratio(part: str, whole: str, year: int) -> Callable[[Read], Decimal]:
    return lambda read: read(part, year) / read(whole, year) * 100


def _difference(one: str, two: str, year: int) -> Callable[[Read], Decimal]:
    return lambda read: read(one, year) - read(two, year)


def _growth(field: str, year: int) -> Callable[[Read], Decimal]:
    return lambda read: (read(field, year) - read(field, year - 1)) / abs(read(field, year - 1)) * 100


def value_at(values: FormValues, field: str, year: int | None) -> str:
    """One cell of the form."""
    value = values[field]
    if isinstance(value, dict) and year is not None:
        return value[str(year)]
    if not isinstance(value, str):
        raise TypeError(f"{field} is not a single value")
    return value


def broken(values: FormValues) -> set[Consequence]:
    """The relations that do not hold in these values."""

    def read(field: str, year: int) -> Decimal:
        return Decimal(value_at(values, field, year))

    return {Consequence(one.family, one.field, one.year) for one in relations() if not _holds(one, values, read)}


def _holds(relation: Relation, values: FormValues, read: Read) -> bool:
    result = relation.result(read)
    if relation.family == "holds":
        return result >= 0
    return abs(result - Decimal(value_at(values, relation.field, relation.year))) <= NEAR
