"""What statements say of themselves: identities that hold exactly raise trust in their figures; one digit that would make them hold is offered."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal

from docintel.domain.concept import Identity
from docintel.domain.fact import Fact
from docintel.domain.source import REPAIR
from docintel.domain.source import Method

CONFIRMED = 0.99  # the confidence of a figure that stands in an identity which holds to the last digit
FEWEST_PARTS = 2  # a sum of one line proves nothing but for identities that are always printed whole
FEWEST_DIGITS = 4  # of a total that may confirm anything: small numbers meet by chance
CLEARED = (
    "second_reader_differs",
    "low_confidence",
    "malformed_number",
    "unusual_decimals",
    "touches_seal",
    "cut_off",
    "sum_off_by_one_digit",
)
"""Doubts about the digits of a figure, which an exact identity takes away; what was assumed (unit, period, scope) stays doubted."""

Values = Mapping[str, Decimal]


@dataclass(slots=True)
class _Column:
    """One column of one statement: where the facts of its lines stand in the list of facts."""

    places: dict[str, int] = field(default_factory=dict)


def weighed(facts: list[Fact], identities: Iterable[Identity]) -> list[Fact]:
    """The facts with the trust that the identities of their statements give; no value is ever changed."""
    known = tuple(identities)
    weighed = list(facts)
    for kind, column in _columns(facts):
        own = [identity for identity in known if identity.statement == kind]
        _weigh(weighed, column, own)
    return weighed


def holding(values: Values, identities: Iterable[Identity]) -> tuple[Identity, ...]:
    """The identities that hold to the last digit in a column."""
    return tuple(identity for identity in identities if gap_of(identity, values) == 0)


def columns_of(facts: list[Fact]) -> Iterator[tuple[str, Mapping[str, int]]]:
    """The columns of the statements, each with its kind and where in the list the fact of each line stands."""
    yield from ((kind, column.places) for kind, column in _columns(facts))


def _columns(facts: list[Fact]) -> Iterator[tuple[str, _Column]]:
    """The columns of the statements in reading order; a line that comes again begins another statement."""
    open_columns: dict[tuple[object, ...], _Column] = {}
    for place, fact in enumerate(facts):
        if fact.concept is None or fact.quantity is None or fact.period is None:
            continue
        key = (fact.source.document, fact.kind, fact.scope, fact.entity, fact.period.end)
        column = open_columns.get(key)
        if column is not None and fact.concept in column.places:
            yield fact.kind, open_columns.pop(key)
            column = None
        open_columns.setdefault(key, column or _Column()).places[fact.concept] = place
    yield from ((str(key[1]), column) for key, column in open_columns.items())


def _weigh(facts: list[Fact], column: _Column, identities: list[Identity]) -> None:
    values = _values(facts, column)
    held = holding(values, identities)
    for name in {name for identity in held for name in _printed(identity, values)}:
        facts[column.places[name]] = _confirmed(facts[column.places[name]])
    repairs = _repairs(facts, column, identities)
    if len(repairs) == 1:
        (name, printed) = repairs.pop()
        fact = facts[column.places[name]]
        facts[column.places[name]] = replace(fact, source=replace(fact.source, doubts=(*fact.source.doubts, REPAIR + printed)))


def _values(facts: list[Fact], column: _Column) -> dict[str, Decimal]:
    quantities = {name: facts[place].quantity for name, place in column.places.items()}
    return {name: quantity.value for name, quantity in quantities.items() if quantity is not None}


def _printed(identity: Identity, values: Values) -> list[str]:
    """The lines of an identity that are printed."""
    return [name for name in (identity.total, *identity.plus, *identity.minus) if name in values]


def gap_of(identity: Identity, values: Values) -> Decimal | None:
    """By how much the parts exceed the total; None where the identity cannot be tested."""
    parts = [name for name in (*identity.plus, *identity.minus) if name in values]
    whole = len(parts) == len(identity.plus) + len(identity.minus)
    if identity.total not in values or not (len(parts) >= FEWEST_PARTS if identity.sparse else whole):
        return None
    if len(str(abs(values[identity.total])).replace(".", "").lstrip("0")) < FEWEST_DIGITS:
        return None
    plus = sum((values[name] for name in identity.plus if name in values), Decimal(0))
    return plus - sum((values[name] for name in identity.minus if name in values), Decimal(0)) - values[identity.total]


def _confirmed(fact: Fact) -> Fact:
    """A figure read from a picture that an exact identity confirms."""
    source = fact.source
    if source.method is not Method.OCR:
        return fact
    doubts = tuple(doubt for doubt in source.doubts if doubt not in CLEARED)
    return replace(fact, source=replace(source, confidence=max(source.confidence, CONFIRMED), doubts=doubts))


def _repairs(facts: list[Fact], column: _Column, identities: list[Identity]) -> set[tuple[str, str]]:
    """Every change of one digit of one doubtful figure that makes all identities of the column hold."""
    values = _values(facts, column)
    gaps = {identity: gap for identity in identities if (gap := gap_of(identity, values)) is not None}
    broken = [identity for identity, gap in gaps.items() if gap != 0]
    found: set[tuple[str, str]] = set()
    for name, place in column.places.items():
        fact = facts[place]
        if fact.source.method is not Method.OCR or not set(fact.source.doubts) & set(CLEARED):
            continue
        for identity in (one for one in broken if name in _printed(one, values)):
            mended = values[name] + gaps[identity] * (1 if name in (identity.total, *identity.minus) else -1)
            printed = _one_digit(fact, mended)
            if printed is not None and _all_hold({**values, name: mended}, gaps):
                found.add((name, printed))
    return found


def _all_hold(values: Values, before: Mapping[Identity, Decimal]) -> bool:
    """Whether every identity holds that is always printed whole, and every sum that held before."""
    return all(gap_of(identity, values) == 0 for identity, gap in before.items() if not identity.sparse or gap == 0)


def _one_digit(fact: Fact, mended: Decimal) -> str | None:
    """The figure as it would be printed with the other value, where that differs in exactly one digit."""
    quantity = fact.quantity
    if quantity is None or (mended < 0) != (quantity.value < 0) or mended % quantity.step != 0:
        return None
    old, new = (str(int(abs(value) / quantity.step)) for value in (quantity.value, mended))
    digits = [place for place, char in enumerate(fact.source.text) if char.isdecimal()]
    old, new = old.zfill(len(digits)), new.zfill(len(digits))
    changed = [place for place, (one, two) in enumerate(zip(old, new, strict=False)) if one != two]
    if len(changed) != 1 or len(old) != len(new) or len(old) != len(digits):
        return None
    at = digits[changed[0]]
    return fact.source.text[:at] + new[changed[0]] + fact.source.text[at + 1 :]
