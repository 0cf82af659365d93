"""What a recognised page may have got wrong: a figure one digit off, one whose right reading the sums of its statement already tell, a name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from docintel.check.days import cutoff
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
from docintel.text.capitals import parse_capitals
from docintel.text.dates import parse_date
from docintel.text.misreading import MISREAD_AT_MOST
from docintel.text.misreading import is_letter_apart
from docintel.text.misreading import is_nearly
from docintel.text.misreading import is_slip
from docintel.text.misreading import is_spoilt_person
from docintel.text.misreading import is_two_off
from docintel.text.misreading import misread_letters
from docintel.text.names import NameMatch
from docintel.text.names import canonical_name
from docintel.text.normal import squeezed
from docintel.text.quantities import parse_quantity

DIGITS = ("0123456789", "壹贰叁肆伍陆柒捌玖")
WITNESSES = 2  # files that print a name before another with one other letter is taken for misread
FAR_MORE = 4  # times as many files print the right name as a misread one
LONG = 8  # letters of a name that two others leave recognisable
RIGHT_DAYS = ("filing_date", "grant_date")
PAST = (*RIGHT_DAYS, "registration_date", "issue_date")  # days of what has happened


def mended(fact: Fact) -> Quantity | None:
    """The figure as the sums of its statement would have it, None where they tell no other reading."""
    printed = next((code.removeprefix(REPAIR) for code in fact.source.doubts if code.startswith(REPAIR)), None)
    own = fact.quantity
    if printed is None or own is None:
        return None
    found = parse_quantity(printed, unit=fact.printed_unit)
    return found if found is not None and found.unit == own.unit else None


def is_misread_name(fact: Fact, own: str, printed: str) -> bool:
    """Whether a name on a recognised page is another but for a letter or two that recognition takes for others, for one of a doubted reading, or for a surname that is none.

    Of a long name whose reading is doubted one of two letters may be any.
    """
    if fact.source.method is not Method.OCR:
        return False
    if 0 < misread_letters(own, printed) <= MISREAD_AT_MOST or _is_no_person(fact, own, printed):
        return True
    is_long = len(squeezed(printed)) >= LONG
    return bool(fact.source.doubts) and (is_letter_apart(own, printed) or (is_long and is_nearly(own, printed)))


def _is_no_person(fact: Fact, one: str, two: str) -> bool:
    """Whether the name that was read on the page begins with no surname, and the other is the same but for that letter."""
    read = squeezed(fact.value.text) if isinstance(fact.value, Text) else ""
    names = tuple(map(squeezed, (one, two)))
    return read in names and is_spoilt_person(read, names[names.index(read) - 1])


def is_misread_own(dossier: Dossier, fact: Fact) -> bool:
    """Whether one of the names of a fact is the applicant's but for such letters, or for any one (two where it is doubted) where other prints name the applicant.

    That is the same file; or, where the letter tells no enterprises apart, other files, far more than print the other name.
    """
    named = holders(fact.value.text) if isinstance(fact.value, Text) else ()
    pairs = [(own, name) for own in dossier.names for name in named]
    if any(is_misread_name(fact, own, name) for own, name in pairs):
        return True
    is_doubted = bool(fact.source.doubts)
    near = [pair for pair in pairs if is_letter_apart(*pair) or (is_doubted and is_two_off(*pair))]
    if fact.source.method is not Method.OCR or not near:
        return False
    return _is_named_beside(dossier, fact) or any(
        is_slip(*pair, 1 + is_doubted) and _is_named_elsewhere(dossier, fact, pair) for pair in near
    )


def _is_named_elsewhere(dossier: Dossier, fact: Fact, names: tuple[str, str]) -> bool:
    """Whether several other files print the first name, and far fewer files the second: the same letter is misread in the same way."""
    own, read = map(canonical_name, names)
    printed: dict[str, set[str]] = {own: set(), read: set()}
    for one in dossier.facts:
        if isinstance(one.value, Text) and not one.is_declared and (name := canonical_name(one.value.text)) in printed:
            printed[name].add(one.source.document)
    others = len(printed[own] - {fact.source.document})
    return others >= WITNESSES and others >= FAR_MORE * len(printed[read] - {fact.source.document})


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
    return bool(fact.source.doubts) and _is_day_apart(fact, other)


def is_impossible_day(dossier: Dossier, fact: Fact, other: Fact) -> bool:
    """Whether a day on a recognised page cannot be, and is another one but for a digit: after the year of the cutoff, or a grant before its filing."""
    if not isinstance(fact.value, Date) or fact.concept not in PAST:
        return False
    row = {
        one.concept: one.value.day
        for one in dossier.facts.of_document(fact.source.document)
        if one.item == fact.item and isinstance(one.value, Date)
    }
    filed, granted = row.get("filing_date"), row.get("grant_date")
    is_turned = fact.concept in RIGHT_DAYS and filed is not None and granted is not None and filed > granted
    return (is_turned or fact.value.day.year > cutoff(dossier).year) and _is_day_apart(fact, other)


def _is_day_apart(fact: Fact, other: Fact) -> bool:
    return fact.source.method is Method.OCR and isinstance(other.value, Date) and other.value.day in other_days(fact)


def other_days(fact: Fact) -> frozenset[date]:
    """The days that a printed day is with one of its digits another."""
    text = squeezed(fact.source.text)
    places = (at for at, char in enumerate(text) if char.isascii() and char.isdigit())
    printed = (text[:at] + digit + text[at + 1 :] for at in places for digit in "0123456789")
    return frozenset(day for one in printed if (day := parse_date(one)) is not None)


def other_digits(fact: Fact) -> Iterator[Quantity]:
    """The figure with one of its printed digits another, in figures or in capitals."""
    own, text = fact.quantity, fact.source.text
    for at, char in enumerate(text) if own is not None else ():
        for digit in next((digits for digits in DIGITS if char in digits), ""):
            printed = text[:at] + digit + text[at + 1 :]
            read = (parse_quantity(printed, unit=fact.printed_unit) or parse_capitals(printed)) if digit != char else None
            if read is not None and own is not None and read.unit == own.unit:
                yield read


def gap_of(trace: Trace) -> Decimal | None:
    """By how much the two sides of an equation differ."""
    sides = [step.number for step in trace.steps if step.number is not None]
    return abs(sides[0] - sides[1]) if len(sides) == len(trace.steps) == 2 else None


def is_one_digit(gap: Decimal | None) -> bool:
    """Whether another reading of one digit would close a gap: 300, 0.05, 7000000."""
    return gap is not None and gap != 0 and len(gap.normalize().as_tuple().digits) == 1
