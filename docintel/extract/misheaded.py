"""Whose statements and notes they are, and of which year, where a recognised heading was misread: the rest of the report says which."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.source import Method
from docintel.extract.context import NOTES
from docintel.extract.context import STATEMENTS
from docintel.extract.unheaded import SCOPE_ASSUMED

KIND_INFERRED = "kind_inferred"  # a statement whose title was not read
OTHER = {Scope.CONSOLIDATED: Scope.PARENT, Scope.PARENT: Scope.CONSOLIDATED}
YEAR_END = (12, 31)
PERIOD_ASSUMED = "period_assumed"
FEWEST_LINES = 3  # that two statements have in common before they are told to be of two scopes
Line = tuple[str, int]  # concept and year
Place = tuple[str, int | None, str | None]  # kind, page and concept
Printed = Mapping[tuple[Scope, Line], set[Decimal]]


def parted(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of one document; a recognised statement without its title that prints other amounts than the group's titled one is the parent's."""
    held = tuple(facts)
    titled: dict[tuple[str, Line], set[Decimal]] = defaultdict(set)
    bare: dict[tuple[str, int | None], list[Fact]] = defaultdict(list)
    for fact in held:
        is_line = fact.kind in STATEMENTS and fact.scope is Scope.CONSOLIDATED and fact.quantity is not None and fact.concept is not None
        if is_line and KIND_INFERRED in fact.source.doubts and fact.source.method is Method.OCR:
            bare[fact.kind, fact.source.page].append(fact)
        elif is_line and fact.quantity is not None:
            titled[fact.kind, _line(fact)].add(fact.quantity.value)
    parents = {place for place, lines in bare.items() if _is_another(lines, titled)}
    for fact in held:
        is_parents = (fact.kind, fact.source.page) in parents and KIND_INFERRED in fact.source.doubts and fact.scope is Scope.CONSOLIDATED
        source = replace(fact.source, doubts=tuple(dict.fromkeys((*fact.source.doubts, SCOPE_ASSUMED)))) if is_parents else fact.source
        yield replace(fact, scope=Scope.PARENT, source=source) if is_parents else fact


def _line(fact: Fact) -> Line:
    return fact.concept or "", fact.year or 0


def _is_another(lines: Iterable[Fact], titled: Mapping[tuple[str, Line], set[Decimal]]) -> bool:
    """Whether most lines that two statements of a kind have in common, of the same years, are other amounts."""
    pairs = [(fact.quantity, titled[fact.kind, _line(fact)]) for fact in lines if (fact.kind, _line(fact)) in titled]
    others = sum(quantity is not None and quantity.value not in amounts for quantity, amounts in pairs)
    return len(pairs) >= FEWEST_LINES and others > len(pairs) / 2


def rescoped(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of one document; recognised notes that repeat figures of the other scope's statements, and none of their own's, are of that scope."""
    held = tuple(facts)
    printed = _printed(held)
    pages: dict[tuple[str, int | None, Scope], list[Fact]] = defaultdict(list)
    for fact in held:
        if fact.kind in NOTES and fact.source.method is Method.OCR and fact.scope in OTHER:
            pages[fact.kind, fact.source.page, fact.scope].append(fact)
    moved = {
        place for place, notes in pages.items() if _repeats(notes, printed, OTHER[place[2]]) and not _repeats(notes, printed, place[2])
    }
    for fact in held:
        is_moved = fact.source.method is Method.OCR and (fact.kind, fact.source.page, fact.scope) in moved
        yield replace(fact, scope=OTHER[fact.scope]) if is_moved else fact


def redated(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts of one document; a column of a recognised statement or note whose year is a digit off the report's is of that year.

    Its page must have a column of the report's years beside it, and say nothing else of the line in that year.
    """
    held = tuple(facts)
    seen = [fact for fact in held if _is_seen(fact) and fact.year is not None]
    own = {year for year, _ in Counter(fact.year for fact in seen).most_common(2) if year is not None}
    lines: dict[Place, dict[int | None, Fact]] = defaultdict(dict)
    for fact in seen:
        lines[fact.kind, fact.source.page, fact.concept].setdefault(fact.year, fact)
    for fact in held:
        line = lines.get((fact.kind, fact.source.page, fact.concept), {})
        is_odd = _is_seen(fact) and fact.year is not None and fact.year not in own
        near = [year for year in own if is_odd and _is_digit_off(year, fact.year or 0)]
        meant = [year for year in near if year not in line or line[year].value == fact.value]
        yield _redated(fact, meant[0]) if len(meant) == 1 and (own - {meant[0]}) & line.keys() else fact


def _is_seen(fact: Fact) -> bool:
    return fact.kind in (*STATEMENTS, *NOTES) and fact.source.method is Method.OCR and fact.sentence is None


def _is_digit_off(one: int, two: int) -> bool:
    return sum(a != b for a, b in zip(f"{one:04}", f"{two:04}", strict=True)) == 1


def _redated(fact: Fact, year: int) -> Fact:
    """The fact in the same days of another year, which was not what was read."""
    period, source = fact.period, fact.source
    if period is None or period.end.year != fact.year or (period.end.month, period.end.day) != YEAR_END:
        return fact
    moved = replace(period, end=period.end.replace(year=year), start=period.start and period.start.replace(year=year))
    doubts = tuple(dict.fromkeys((*source.doubts, PERIOD_ASSUMED)))
    return replace(fact, period=moved, source=replace(source, doubts=doubts))


def _printed(facts: Iterable[Fact]) -> Printed:
    """The amounts of the statements, by scope and line."""
    found: dict[tuple[Scope, Line], set[Decimal]] = defaultdict(set)
    for fact in facts:
        if fact.kind in STATEMENTS and fact.quantity is not None and fact.concept is not None and fact.year is not None:
            found[fact.scope, (fact.concept, fact.year)].add(fact.quantity.value)
    return found


def _repeats(notes: Iterable[Fact], printed: Printed, scope: Scope) -> bool:
    """Whether a note repeats a line of the statements of a scope to the last digit."""
    told = ((fact.quantity, (fact.concept or "", fact.year or 0)) for fact in notes)
    return any(quantity is not None and quantity.value and quantity.value in printed.get((scope, line), ()) for quantity, line in told)
