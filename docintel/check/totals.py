"""A declared total of a year against the sum of the papers that add up to it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.values import Meeting
from docintel.check.values import comparable
from docintel.check.values import meeting
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.quantity import Quantity
from docintel.domain.wording import Wording

PAYMENTS = ("certificate_number", "investor_name")
DAYS = ("payment_date", "agreement_date", "issue_date")


def summed(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The declared amount of a year (first concept) is the sum of what its papers say (last concept).

    Papers that make up less may be incomplete and that is for a person; papers that make up more disagree. A paper without a year is not counted,
    and where one cannot be read nothing is said.
    """
    stated, proven = rule.concepts[0], rule.concepts[-1]
    found = [fact for fact in dossier.facts.evidenced(proven, kinds=rule.kinds) if dossier.is_own(fact.entity)]
    if any(fact.quantity is None for fact in found):
        return
    for fact in dossier.declared(stated):
        parts = _once(dossier, [one for one in found if _year(dossier, one) == fact.year and fact.year is not None])
        total = _total(parts)
        if fact.quantity is None or total is None or total.unit != fact.quantity.unit:
            continue
        tolerance = None if rule.tolerance is None else Decimal(rule.tolerance)
        if meeting(fact.value, total, dossier.taxonomy[stated], tolerance=tolerance) is not Meeting.AGREE:
            yield finding(dossier, rule, _unequal(dossier, fact, parts, total))


def _once(dossier: Dossier, facts: list[Fact]) -> list[Fact]:
    """Each payment once: two copies of a paper give one number or one investor, and the same amount."""
    return list({(_payment(dossier, fact), repr(fact.value)): fact for fact in reversed(facts)}.values())[::-1]


def _payment(dossier: Dossier, fact: Fact) -> str:
    """What tells a payment from others: a number or name on its own paper, else the place where it is read."""
    own = [one for one in dossier.facts.of_kind(fact.kind) if (one.source.document, one.item) == (fact.source.document, fact.item)]
    named = [
        comparable(one.value.text if isinstance(one.value, Text) else one.value.code)
        for concept in PAYMENTS
        for one in own
        if one.concept == concept and isinstance(one.value, Text | Identifier)
    ]
    return next(iter(named), f"{fact.source.document}/{fact.item}")


def _year(dossier: Dossier, fact: Fact) -> int | None:
    """The year of a paper's amount: its own period, else that of the paper's day."""
    if fact.year is not None:
        return fact.year
    near = [one for one in dossier.facts.of_kind(fact.kind) if one.source.document == fact.source.document and one.concept in DAYS]
    days = [one.value.day.year for one in sorted(near, key=lambda one: DAYS.index(one.concept or "")) if isinstance(one.value, Date)]
    return next(iter(days), None)


def _total(parts: list[Fact]) -> Quantity | None:
    amounts = [fact.quantity for fact in parts if fact.quantity is not None]
    if not amounts or len({one.unit for one in amounts}) > 1:
        return None
    return Quantity(sum((one.value for one in amounts), start=Decimal(0)), amounts[0].unit, min(one.step for one in amounts))


def _unequal(dossier: Dossier, fact: Fact, parts: list[Fact], total: Quantity) -> Seen:
    what, value, where = words.label(fact, dossier), words.value(fact, dossier), words.place(parts[0], dossier)
    more = bool(fact.quantity and total.value > fact.quantity.value)
    shown = words.number(total, words.unit_of(parts[0]))
    count = f"等{len(parts)}份材料合计" if len(parts) > 1 else ""
    wording = Wording(
        f"申请书填报{what.zh} {value.zh}；{where.zh}{count}为 {shown}{'' if more else '，可能未附全，需核实'}。",
        f"The form gives {what.en} as {value.en}; {where.en}{f' and {len(parts) - 1} more' if len(parts) > 1 else ''} make {shown}"
        f"{'' if more else ': perhaps not all of them are attached'}.",
    )
    return Seen(subject(fact), Outcome.DISAGREE if more else Outcome.NEEDS_CHECK, wording, declared(fact) + evidenced(*parts))
