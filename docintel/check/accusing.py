"""Whether what a finding rests on can accuse: the one place that decides whether a recognised page makes a Card or a note.

A figure of a recognised page is trusted where both readers agree (it has no doubt), or where it stands a second time. One that is not trusted accuses
only where no plausible other reading would make the two sides agree: another digit, another letter, a line lost, a statement taken for another.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from itertools import permutations

from docintel.check.agreeing import is_instead
from docintel.check.digits import is_one_digit_off
from docintel.check.dossier import Dossier
from docintel.check.dossier import is_unreadable
from docintel.check.figures import comes_out_with
from docintel.check.misread import WITNESSES
from docintel.check.misread import gap_of
from docintel.check.misread import is_impossible_day
from docintel.check.misread import is_misread_code
from docintel.check.misread import is_misread_day
from docintel.check.misread import is_misread_name
from docintel.check.misread import is_misread_own
from docintel.check.misread import is_one_digit
from docintel.check.misread import mended
from docintel.check.misread import other_digits
from docintel.check.stakes import is_doubted_digit
from docintel.check.statements import statement
from docintel.check.validity import is_misread_term
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.check.working import formula_of
from docintel.check.working import names_of
from docintel.domain.concept import ValueKind
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckKind
from docintel.domain.programme import CheckRule
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.text.capitals import mended_capitals
from docintel.text.misreading import is_letter_apart
from docintel.text.misreading import is_no_name
from docintel.text.misreading import is_two_off

PERIOD_ASSUMED = "period_assumed"
WHOSE = frozenset({"kind_inferred", "scope_assumed", "entity_unknown", PERIOD_ASSUMED, "unit_assumed", "heads_assumed"})
"""Doubts about which statement, year or unit a figure belongs to: another reading of that is another figure altogether."""
FEWEST_DIGITS = 5  # that two figures share before one other digit says that they are one figure
FEWEST_LETTERS = 8  # of a text that one letter more or less leaves recognisable
NOTES = "notes"  # how kinds of notes begin
SIGNER = "legal_representative"
LINES_LOST = 2  # so many lines of a sum may have been lost; a statement that lacks more was drawn up without them
SUMS = (CheckKind.STATEMENT, CheckKind.ACROSS)
Reading = Callable[[Dossier, CheckRule, Finding], bool]


def weighed(dossier: Dossier, rule: CheckRule, finding: Finding) -> Finding:
    """The finding; no more than a note where it rests on a recognised page that another plausible reading would reconcile."""
    if finding.severity is Severity.NOTE or can_accuse(dossier, rule, finding):
        return finding
    return replace(finding, severity=Severity.NOTE)


def can_accuse(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """Whether no plausible other reading of a recognised page would take the finding away."""
    return not any(_recognised(finding)) or not any(reading(dossier, rule, finding) for reading in READINGS)


def is_trusted(dossier: Dossier, fact: Fact) -> bool:
    """Whether the readers agree on a figure, or it stands somewhere else too: in another kind of paper, or another file."""
    if fact.source.method is not Method.OCR or not fact.source.doubts:
        return True
    same = (one for one in dossier.facts.of(fact.concept or "", year=fact.year) if not one.is_declared and one.scope is fact.scope)
    others = (one for one in same if (one.kind, one.source.document) != (fact.kind, fact.source.document))
    return fact.quantity is not None and any(meeting(fact.value, one.value, None) is Meeting.AGREE for one in others)


def _recognised(finding: Finding) -> Iterator[Fact]:
    return (operand.fact for operand in finding.operands if operand.fact.source.method is Method.OCR)


def _compared(finding: Finding) -> tuple[Fact, ...]:
    """The facts that are held against each other."""
    return tuple(operand.fact for operand in finding.operands if operand.role is not Role.SUPPORT)


def _is_other_letter(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """Two names are one but for letters that recognition takes for others, and no code says otherwise."""
    if rule.kind is CheckKind.SAME_ENTITY:
        return not _has_code(finding) and any(is_misread_own(dossier, fact) for fact in _compared(finding))
    texts = [(fact, fact.value.text) for fact in _compared(finding) if isinstance(fact.value, Text)]
    if rule.kind is CheckKind.AGREES and any(_is_no_signer(fact) for fact, _ in texts):
        return True
    is_own = any(fact.is_declared and text in dossier.names for fact, text in texts)
    if rule.kind is CheckKind.AGREES and is_own and any(is_misread_own(dossier, fact) for fact, _ in texts):
        return True
    pairs = [((one, other), (left, right)) for (one, left), (other, right) in combinations(texts, 2)]
    if rule.kind is CheckKind.AGREES and any(_is_borne_out(dossier, one, two) for (one, _), (two, _) in permutations(texts, 2)):
        return True
    return any(is_misread_name(fact, *names) or _is_misread_text(dossier, fact, *names) for facts, names in pairs for fact in facts)


def _is_no_signer(fact: Fact) -> bool:
    """Whether another line of a recognised page was read in the place of a name (the foot under 法定代表人)."""
    is_signer = fact.concept == SIGNER and fact.source.method is Method.OCR
    return is_signer and isinstance(fact.value, Text) and is_no_name(fact.value.text)


def _is_borne_out(dossier: Dossier, declared: Fact, fact: Fact) -> bool:
    """Whether a name is the declared one but for a letter after the first, whatever it looks like, which two other files print as it is declared."""
    texts = [one.value.text for one in (declared, fact) if isinstance(one.value, Text)]
    if not declared.is_declared or fact.source.method is not Method.OCR or len(texts) < len((declared, fact)):
        return False
    if texts[0][:1] != texts[1][:1] or not is_letter_apart(*texts):
        return False
    same = (one for one in dossier.facts.evidenced(fact.concept or "") if isinstance(one.value, Text) and one.value.text == texts[0])
    return len({one.source.document for one in same} - {fact.source.document}) >= WITNESSES


def _is_misread_text(dossier: Dossier, fact: Fact, one: str, two: str) -> bool:
    """Whether a text that names nobody is another on a recognised page but for a letter, for two where it is doubted: a title of seventeen letters is still that title."""
    is_text = fact.concept is not None and dossier.taxonomy[fact.concept].value is ValueKind.TEXT
    is_near = is_letter_apart(one, two) or (bool(fact.source.doubts) and is_two_off(one, two))
    return is_text and fact.source.method is Method.OCR and len(two) >= FEWEST_LETTERS and is_near


def _has_code(finding: Finding) -> bool:
    return any(isinstance(operand.fact.value, Identifier) and not operand.fact.is_declared for operand in finding.operands)


def _is_other_digit(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """Two figures are one but for a digit of one that is not trusted, or but for their unit."""
    facts = [fact for fact in _compared(finding) if fact.quantity is not None]
    for one, other in combinations(facts, 2) if rule.kind not in SUMS else ():
        doubted = [fact for fact in (one, other) if not is_trusted(dossier, fact) or _is_told_otherwise(dossier, rule, fact)]
        tolerance = None if rule.tolerance is None else Decimal(rule.tolerance)
        if any(_is_digit_apart(fact, other if fact is one else one, tolerance) for fact in doubted):
            return True
        if rule.kind is CheckKind.RESTATED and (one.source.text == other.source.text or _is_told_alike(dossier, one, other)):
            return True
    return False


def _is_told_alike(dossier: Dossier, one: Fact, other: Fact) -> bool:
    """Whether one of two figures stands in a recognised note whose own file's statement says what the other file says: a column of the note was misread."""
    same = [fact for fact in dossier.facts.of(one.concept or "", year=one.year) if fact.scope is one.scope and fact.entity == one.entity]
    for read, there in permutations((one, other)):
        is_note = read.kind.startswith(NOTES) and read.source.method is Method.OCR
        own = (fact for fact in same if fact.source.document == read.source.document and not fact.kind.startswith(NOTES))
        if is_note and any(meeting(fact.value, there.value, None) is Meeting.AGREE for fact in own):
            return True
    return False


def _is_told_otherwise(dossier: Dossier, rule: CheckRule, fact: Fact) -> bool:
    """Whether a figure on which the readers agree is still one digit off.

    The sum it stands in says so, or another page of its own file (the note to a line), or, where it is held against the form, another file,
    that prints all its digits but one.
    """
    if fact.source.method is not Method.OCR or fact.quantity is None:
        return False
    same = (one for one in dossier.facts.of(fact.concept or "", year=fact.year) if one.scope is fact.scope and not one.is_declared)
    others = [one.quantity for one in same if one.source.document != fact.source.document and one.quantity is not None]
    if any(meeting(one, fact.quantity, None) is Meeting.AGREE for one in others):
        return False
    if rule.kind is CheckKind.AGREES and any(_differ_in_a_digit(one, fact.quantity) for one in others):
        return True
    if _is_printed_otherwise(dossier, fact):
        return True
    broken = (one for sum_ in dossier.rules(CheckKind.STATEMENT) if _sums(sum_, fact) for one in statement(dossier, sum_))
    return any(one.trace is not None and fact in one.trace.operands() and is_one_digit(gap_of(one.trace)) for one in broken)


def _is_printed_otherwise(dossier: Dossier, fact: Fact) -> bool:
    """Whether another part of the same file prints a figure without doubt with all its digits but one, and none prints it as it was read."""
    same = (one for one in dossier.facts.of(fact.concept or "", year=fact.year) if one.scope is fact.scope and one.entity == fact.entity)
    parts = [one for one in same if one.source.document == fact.source.document and one.kind != fact.kind and one.quantity is not None]
    own = fact.quantity
    if own is None or any(meeting(one.value, own, None) is Meeting.AGREE for one in parts):
        return False
    return any(not one.source.doubts and one.quantity is not None and _differ_in_a_digit(one.quantity, own) for one in parts)


def _sums(rule: CheckRule, fact: Fact) -> bool:
    """Whether a rule is a sum in which the concept of a fact stands."""
    return bool(rule.formula) and fact.kind in rule.kinds and fact.concept in names_of(formula_of(rule.formula or "").text)


def _differ_in_a_digit(one: Quantity, two: Quantity) -> bool:
    printed = [str(int(abs(quantity.value) / quantity.step)) for quantity in (one, two)]
    return one.step == two.step and len(printed[0]) == len(printed[1]) >= FEWEST_DIGITS and is_one_digit_off(*printed)


def _is_digit_apart(doubted: Fact, other: Fact, tolerance: Decimal | None = None) -> bool:
    """Whether another digit of a doubted figure makes it the other, as near as the check asks, told in the coarser of their steps, or the reading that the sums tell is right."""
    a, b = doubted.quantity, other.quantity
    if a is None or b is None or a.unit != b.unit:
        return False
    step = max(a.step, b.step)
    if is_one_digit_off(str(int(a.value / step)), str(int(b.value / step))):
        return True
    told = mended(doubted)
    readings = other_digits(doubted) if told is None else (told,)
    return any(meeting(b, read, None, tolerance=tolerance) is Meeting.AGREE for read in readings)


def _is_other_operand(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """A result comes out with one digit of a doubted operand another, on a recognised page."""
    result = next((fact for fact in _compared(finding) if fact.is_declared), None)
    if rule.kind is not CheckKind.RECOMPUTES or finding.trace is None or result is None:
        return False
    doubted = [fact for fact in finding.trace.operands() if not is_trusted(dossier, fact)]
    return any(comes_out_with(dossier, rule, result, fact, replace(fact, value=read)) for fact in doubted for read in other_digits(fact))


def _is_spoilt_amount(dossier: Dossier, _rule: CheckRule, finding: Finding) -> bool:
    """An amount that cannot be read is the declared one with one letter another, or another file prints it as declared."""
    facts = _compared(finding)
    lost = [fact for fact in facts if is_unreadable(fact) and fact.source.method is Method.OCR]
    said = next((fact for fact in facts if fact.is_declared), None)
    if not lost or said is None:
        return False
    others = (one for one in dossier.facts.evidenced(said.concept or "", year=said.year) if one.source.document != lost[0].source.document)
    readings = [*mended_capitals(lost[0].source.text), *(one.quantity for one in others if one.quantity is not None)]
    return any(meeting(said.value, read, None) is Meeting.AGREE for read in readings)


def _is_other_character(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """A code fails its check digits where another, whose hold, says the same but for a character or two; a day that is doubted, or cannot be, is another but for a digit."""
    if rule.kind is CheckKind.AGREES and any(is_impossible_day(dossier, *pair) for pair in permutations(_compared(finding), 2)):
        return True
    if rule.kind is CheckKind.IDENTIFIER and any(_is_coded_elsewhere(dossier, fact) for fact in _compared(finding)):
        return True
    return any(is_misread_code(*pair) or is_misread_day(*pair) for pair in permutations(_compared(finding), 2))


def _is_coded_elsewhere(dossier: Dossier, fact: Fact) -> bool:
    """Whether another place, the form among them, has the code whose check digits hold and from which one that fails is a character or two away."""
    return any(is_misread_code(fact, one) for one in dossier.facts.of(fact.concept or "") if one is not fact)


def _is_other_day(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """A certificate would be in force with one digit of a day another that is doubted, or that its other days do not bear out."""
    return rule.kind is CheckKind.VALID and any(is_misread_term(dossier, fact) for fact in _compared(finding))


def _is_other_statement(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """A figure stands in the place of one that was not read, or which statement it belongs to was not read; or a sum mixes two statements."""
    seen = tuple(_recognised(finding))
    if rule.kind is CheckKind.AGREES and any(is_instead(dossier, fact, rule.kinds) for fact in seen):
        return True
    if rule.kind is CheckKind.STATEMENT and (any(_is_mixed(dossier, fact) for fact in seen) or _is_half_headed(seen)):
        return True
    return rule.kind in (CheckKind.AGREES, CheckKind.RESTATED) and any(
        WHOSE.intersection(fact.source.doubts) and (not is_trusted(dossier, fact) or _is_headed_otherwise(dossier, fact))
        for fact in _compared(finding)
        if fact.source.method is Method.OCR
    )


def _is_half_headed(facts: tuple[Fact, ...]) -> bool:
    """Whether the heads over some lines of a sum were read and those over others, on another page, were not: they may be of two years."""
    assumed = {PERIOD_ASSUMED in fact.source.doubts for fact in facts}
    return len(assumed) > 1


def _is_headed_otherwise(dossier: Dossier, fact: Fact) -> bool:
    """Whether the same file prints another figure of the same line, year and scope under headings that were read."""
    same = (one for one in dossier.facts.of(fact.concept or "", year=fact.year) if one.scope is fact.scope and one.entity == fact.entity)
    headed = (one for one in same if one.source.document == fact.source.document and not WHOSE.intersection(one.source.doubts))
    return any(one.sentence is None and meeting(one.value, fact.value, None) is Meeting.DIFFER for one in headed)


def _is_other_amount(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """Shares and amounts of holders are right with one digit of a doubted amount another."""
    return rule.kind is CheckKind.PROPORTIONAL and is_doubted_digit(dossier, rule, finding)


def _is_mixed(dossier: Dossier, fact: Fact) -> bool:
    """Whether the column of a line has the line twice, with other figures on another page."""
    own = (fact.source.document, fact.kind, fact.scope, fact.entity)
    for one in dossier.facts.of(fact.concept or "", year=fact.year):
        is_beside = (one.source.document, one.kind, one.scope, one.entity) == own and one.source.page != fact.source.page
        if is_beside and meeting(one.value, fact.value, None) is Meeting.DIFFER:
            return True
    return False


def _is_other_line(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """A sum that a digit would mend, or that lacks a line or two, and that bears out nothing the form says."""
    if rule.kind not in SUMS or finding.trace is None:
        return False
    facts = finding.trace.operands()
    seen = [fact for fact in facts if fact.source.method is Method.OCR]
    if any(mended(fact) is not None for fact in seen) or _lost(rule, facts):
        return True
    doubted, is_digit = any(fact.source.doubts for fact in seen), bool(seen) and is_one_digit(gap_of(finding.trace))
    if doubted and is_digit:
        return True
    return (doubted or is_digit) and not any(_is_used(dossier, fact) for fact in facts)


def _lost(rule: CheckRule, facts: tuple[Fact, ...]) -> bool:
    """Whether a line or two of a sum were not read: all but those are printed."""
    absent = set(names_of(formula_of(rule.formula or "").text)) - {fact.concept for fact in facts} if rule.formula else set()
    return 0 < len(absent) <= LINES_LOST


def _is_used(dossier: Dossier, fact: Fact) -> bool:
    """Whether the figure is the one that proves a declared value."""
    if fact.concept is None or not dossier.declared(fact.concept, fact.year):
        return False
    return dossier.best(fact.concept, fact.year) == fact


READINGS: tuple[Reading, ...] = (
    _is_other_letter, _is_other_character, _is_other_day, _is_other_digit, _is_other_statement, _is_other_line, _is_other_amount,
    _is_spoilt_amount, _is_other_operand,
)  # fmt: skip
"""The plausible other readings of a recognised page."""
