"""What a recognised page may have got wrong: a figure one digit off, one whose right reading the sums of its statement already tell, a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from docintel.check.digits import is_one_digit_off
from docintel.check.dossier import Dossier
from docintel.check.dossier import match_names
from docintel.check.values import holders
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.quantity import Quantity
from docintel.domain.source import REPAIR
from docintel.domain.source import Method
from docintel.domain.verdict import Trace
from docintel.text.dates import parse_date
from docintel.text.misreading import MISREAD_AT_MOST
from docintel.text.misreading import is_letter_apart
from docintel.text.misreading import misread_letters
from docintel.text.names import NameMatch
from docintel.text.normal import squeezed
from docintel.text.quantities import parse_quantity


def mended(fact: Fact) -> Quantity | None:
    """The figure as the sums of its statement would have it, None where they tell no other reading."""
    printed = next((code.removeprefix(REPAIR) for code in fact.source.doubts if code.startswith(REPAIR)), None)
    own = fact.quantity
    if printed is None or own is None:
        return None
    found = parse_quantity(printed, unit=fact.printed_unit)
    return found if found is not None and found.unit == own.unit else None


def is_misread_name(fact: Fact, own: str, printed: str) -> bool:
    """Whether a name on a recognised page is another but for a letter or two that recognition takes for others, or for one of a doubted reading."""
    if fact.source.method is not Method.OCR:
        return False
    return 0 < misread_letters(own, printed) <= MISREAD_AT_MOST or (bool(fact.source.doubts) and is_letter_apart(own, printed))


def is_misread_own(dossier: Dossier, fact: Fact) -> bool:
    """Whether one of the names of a fact is the applicant's but for such letters, or for any one where the same file names the applicant too."""
    named = holders(fact.value.text) if isinstance(fact.value, Text) else ()
    pairs = [(own, name) for own in dossier.names for name in named]
    if any(is_misread_name(fact, own, name) for own, name in pairs):
        return True
    near = fact.source.method is Method.OCR and any(is_letter_apart(own, name) for own, name in pairs)
    return near and _is_named_beside(dossier, fact)


def _is_named_beside(dossier: Dossier, fact: Fact) -> bool:
    """Whether the same file says elsewhere, by name or code, that it is the applicant's."""
    there = [one for one in dossier.facts.of_document(fact.source.document) if one is not fact]
    names = {one.value.text for one in there if one.concept == fact.concept and isinstance(one.value, Text)}
    codes = {one.value.code for one in there if one.concept == "uscc" and isinstance(one.value, Identifier)}
    return bool(codes & dossier.codes) or any(match_names(own, name) is NameMatch.SAME for own in dossier.names for name in names)


def is_misread_code(fact: Fact, other: Fact) -> bool:
    """Whether a code on a recognised page fails its check digits and is another one, whose hold, but for a character or two."""
    one, two = fact.value, other.value
    if fact.source.method is not Method.OCR or not (isinstance(one, Identifier) and isinstance(two, Identifier)):
        return False
    if one.valid is not False or not two.valid:
        return False
    apart = sum(a != b for a, b in zip(one.code, two.code, strict=False))
    return is_one_digit_off(one.code, two.code) or (len(one.code) == len(two.code) and apart <= MISREAD_AT_MOST)


def is_misread_day(fact: Fact, other: Fact) -> bool:
    """Whether a doubted day on a recognised page is another one but for a digit."""
    doubted = fact.source.method is Method.OCR and bool(fact.source.doubts)
    return doubted and isinstance(other.value, Date) and other.value.day in other_days(fact)


def other_days(fact: Fact) -> frozenset[date]:
    """The days that a printed day is with one of its digits another."""
    text = squeezed(fact.source.text)
    places = (at for at, char in enumerate(text) if char.isascii() and char.isdigit())
    printed = (text[:at] + digit + text[at + 1 :] for at in places for digit in "0123456789")
    return frozenset(day for one in printed if (day := parse_date(one)) is not None)


def other_digits(fact: Fact) -> Iterator[Quantity]:
    """The figure with one of its printed digits another."""
    own, text = fact.quantity, fact.source.text
    for at, char in enumerate(text) if own is not None else ():
        for digit in "0123456789" if char.isascii() and char.isdigit() else "":
            read = parse_quantity(text[:at] + digit + text[at + 1 :], unit=fact.printed_unit) if digit != char else None
            if read is not None and own is not None and read.unit == own.unit:
                yield read


def gap_of(trace: Trace) -> Decimal | None:
    """By how much the two sides of an equation differ."""
    sides = [step.number for step in trace.steps if step.number is not None]
    return abs(sides[0] - sides[1]) if len(sides) == len(trace.steps) == 2 else None


def is_one_digit(gap: Decimal | None) -> bool:
    """Whether another reading of one digit would close a gap: 300, 0.05, 7000000."""
    return gap is not None and gap != 0 and len(gap.normalize().as_tuple().digits) == 1
