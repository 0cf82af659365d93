"""What a recognised page may have got wrong: a figure one digit off, one whose right reading the sums of its statement already tell, a name."""

from __future__ import annotations

from decimal import Decimal

from docintel.check.dossier import Dossier
from docintel.check.values import holders
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.quantity import Quantity
from docintel.domain.source import REPAIR
from docintel.domain.source import Method
from docintel.domain.verdict import Trace
from docintel.text.likeness import MISREAD_AT_MOST
from docintel.text.likeness import misread_letters
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
    """Whether a name on a recognised page is another one but for a letter or two that recognition takes for others."""
    return fact.source.method is Method.OCR and 0 < misread_letters(own, printed) <= MISREAD_AT_MOST


def is_misread_own(dossier: Dossier, fact: Fact) -> bool:
    """Whether one of the names of a fact on a recognised page is the applicant's but for such letters."""
    named = holders(fact.value.text) if isinstance(fact.value, Text) else ()
    return any(is_misread_name(fact, own, name) for own in dossier.names for name in named)


def gap_of(trace: Trace) -> Decimal | None:
    """By how much the two sides of an equation differ."""
    sides = [step.number for step in trace.steps if step.number is not None]
    return abs(sides[0] - sides[1]) if len(sides) == len(trace.steps) == 2 else None


def is_one_digit(gap: Decimal | None) -> bool:
    """Whether another reading of one digit would close a gap: 300, 0.05, 7000000."""
    return gap is not None and gap != 0 and len(gap.normalize().as_tuple().digits) == 1
