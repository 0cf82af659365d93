"""What a recognised page may have got wrong: a figure one digit off, or one whose right reading the sums of its statement already tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from docintel.check.dossier import Dossier
from docintel.check.dossier import is_doubtful
from docintel.domain.fact import Fact
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckRule
from docintel.domain.quantity import Quantity
from docintel.domain.source import REPAIR
from docintel.domain.source import Method
from docintel.domain.verdict import Trace
from docintel.text.likeness import misread_letters
from docintel.text.quantities import parse_quantity

MOST_LETTERS = 2  # of a name


def mended(fact: Fact) -> Quantity | None:
    """The figure as the sums of its statement would have it, None where they tell no other reading."""
    printed = next((code.removeprefix(REPAIR) for code in fact.source.doubts if code.startswith(REPAIR)), None)
    own = fact.quantity
    if printed is None or own is None:
        return None
    found = parse_quantity(printed, unit=fact.printed_unit)
    return found if found is not None and found.unit == own.unit else None


def weighed(dossier: Dossier, rule: CheckRule, facts: Iterable[Fact], gap: Decimal | None) -> CheckRule:
    """The rule; no more than a note where recognition explains what it found and no figure in it bears out the form.

    Recognition explains it where a figure of a recognised page is in doubt, or where a single digit (`gap`, what is left over) would mend it.
    Where the sums tell the right reading nothing is left to ask.
    """
    held = tuple(facts)
    recognised = [fact for fact in held if fact.source.method is Method.OCR]
    if any(mended(fact) is not None for fact in recognised):
        return replace(rule, severity=Severity.NOTE)
    explained = any(is_doubtful(fact) for fact in recognised) or (bool(recognised) and is_one_digit(gap))
    return replace(rule, severity=Severity.NOTE) if explained and not any(_is_used(dossier, fact) for fact in held) else rule


def is_misread_name(fact: Fact, own: str, printed: str) -> bool:
    """Whether a name on a recognised page is another one but for a letter or two that recognition takes for others."""
    return fact.source.method is Method.OCR and 0 < misread_letters(own, printed) <= MOST_LETTERS


def gap_of(trace: Trace) -> Decimal | None:
    """By how much the two sides of an equation differ."""
    sides = [step.number for step in trace.steps if step.number is not None]
    return abs(sides[0] - sides[1]) if len(sides) == len(trace.steps) == 2 else None


def is_one_digit(gap: Decimal | None) -> bool:
    """Whether another reading of one digit would close a gap: 300, 0.05, 7000000."""
    return gap is not None and gap != 0 and len(gap.normalize().as_tuple().digits) == 1


def _is_used(dossier: Dossier, fact: Fact) -> bool:
    """Whether the figure is the one that proves a declared value."""
    if fact.concept is None or not dossier.declared(fact.concept, fact.year):
        return False
    return dossier.best(fact.concept, fact.year) == fact
