"""The shareholders the applicant states beside those of the register; and the register's capital beside the sum of its holders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.dossier import match_names
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import support
from docintel.check.misread import is_misread_name
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.domain.fact import HELD
from docintel.domain.fact import LIST_CUT
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckRule
from docintel.domain.rights import Row
from docintel.domain.rights import papers
from docintel.domain.source import Method
from docintel.domain.wording import Wording
from docintel.text.misreading import is_nearly
from docintel.text.names import NameMatch

NAME, AMOUNT, SHARE, CAPITAL = "shareholder_name", "shareholder_amount", "shareholder_share", "registered_capital"
PROMOTERS = "股份有限公司"  # of these the register lists those who founded it and no later holder


def shareholders(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The first kind of the rule is the register, the others state holders of their own; a joint-stock company's register proves nothing.

    With one kind only: the amounts of its holders add up to the capital it states.
    """
    if any(PROMOTERS in name for name in dossier.names):
        return
    register = _latest(dossier, _rows(dossier, rule.kinds[:1]))
    if len(rule.kinds) == 1:
        yield from (finding(dossier, rule, seen) for seen in _sums(dossier, register))
        return
    if not register or any(not isinstance(row[NAME].value, Text) for row in register):
        return
    for document in dict.fromkeys(row[NAME].source.document for row in _rows(dossier, rule.kinds[1:])):
        stated = [row for row in _rows(dossier, rule.kinds[1:]) if row[NAME].source.document == document]
        yield from (finding(dossier, rule, seen) for seen in _compared(dossier, stated, register))
        note = replace(rule, severity=Severity.NOTE)
        yield from (finding(dossier, note, _spelled(dossier, *pair)) for pair in _paired(stated, register)[1])


def _rows(dossier: Dossier, kinds: tuple[str, ...]) -> list[Row]:
    """The holders of the applicant that papers of the kinds list; a list without a name is taken for its own where no other of its kind bears its name."""
    found = [row for kind in kinds for row in papers(dossier.facts.of_kind(kind)) if NAME in row]
    listed = [row for row in found if row[NAME].item is not None and HELD not in (row[NAME].item or "")]
    named = {kind: any(row[NAME].entity and dossier.is_own(row[NAME].entity) for row in listed if row[NAME].kind == kind) for kind in kinds}
    return [row for row in listed if dossier.is_own(row[NAME].entity) and (row[NAME].entity or not named[row[NAME].kind])]


def _latest(dossier: Dossier, rows: list[Row]) -> list[Row]:
    """The rows of the latest report: an earlier one, or another copy, says nothing more."""
    days = {
        fact.source.document: fact.value.day
        for fact in dossier.facts.of("issue_date")
        if isinstance(fact.value, Date) and not fact.is_declared
    }
    documents = dict.fromkeys(row[NAME].source.document for row in rows)
    last = max(documents, key=lambda document: days.get(document, date.min), default=None)
    return [row for row in rows if row[NAME].source.document == last]


def _name(row: Row) -> str:
    value = row[NAME].value
    return value.text if isinstance(value, Text) else ""


def _compared(dossier: Dossier, stated: list[Row], register: list[Row]) -> Iterator[Seen]:
    mates, spelled = _paired(stated, register)
    mates |= {stated.index(row): mate for row, mate in spelled}
    more = [stated[index] for index, mate in mates.items() if mate is None]
    is_cut = any(LIST_CUT in fact.source.doubts for row in stated for fact in row.values())
    less = [] if is_cut else [row for row in register if row not in mates.values()]
    if more or less:
        yield _others(dossier, stated, register, more, less)
    for index, mate in mates.items():
        own, other = stated[index].get(AMOUNT), None if mate is None else mate.get(AMOUNT)
        if own is not None and other is not None and meeting(own.value, other.value, dossier.taxonomy[AMOUNT]) is Meeting.DIFFER:
            yield _amounts(dossier, stated[index], own, other)


def _paired(stated: list[Row], register: list[Row]) -> tuple[dict[int, Row | None], list[tuple[Row, Row]]]:
    """The mate of every holder by its place in the list; and pairs of the rest that are one holder by their amounts and almost by their names."""
    mates = {index: _mate(row, register) for index, row in enumerate(stated) if _name(row)}
    free = [row for row in register if row not in mates.values()]
    alike = [(stated[index], [row for row in free if _is_almost(stated[index], row)]) for index, mate in mates.items() if mate is None]
    return mates, [(row, found[0]) for row, found in alike if len(found) == 1]


def _is_almost(row: Row, other: Row) -> bool:
    """Whether a holder on a recognised page is another by its amount or share, and by its name but for a letter or two, some of which are confused."""
    is_seen = any(one[NAME].source.method is Method.OCR for one in (row, other))
    facts = [(row[concept], other[concept]) for concept in (AMOUNT, SHARE) if concept in row and concept in other]
    return is_seen and is_nearly(_name(row), _name(other)) and bool(facts) and all(_is_same_part(*pair) for pair in facts)


def _is_same_part(one: Fact, other: Fact) -> bool:
    return bool(one.quantity and one.quantity.value) and meeting(one.value, other.value, None) is Meeting.AGREE


def _mate(row: Row, register: list[Row]) -> Row | None:
    """The same holder in the register: by an equal name, else the only one whose name may be the same, or was misread."""
    same = next((other for other in register if match_names(_name(row), _name(other)) is NameMatch.SAME), None)
    possible = [other for other in register if match_names(_name(row), _name(other)) is NameMatch.POSSIBLE]
    possible = possible or [other for other in register if _is_misread(row[NAME], other[NAME], (_name(row), _name(other)))]
    return same or (possible[0] if len(possible) == 1 else None)


def _is_misread(one: Fact, other: Fact, names: tuple[str, str]) -> bool:
    return is_misread_name(one, *names) or is_misread_name(other, *names)


def _others(dossier: Dossier, stated: list[Row], register: list[Row], more: list[Row], less: list[Row]) -> Seen:
    here, there = words.place(stated[0][NAME], dossier), words.place(register[0][NAME], dossier)
    own, theirs = "、".join(map(_name, more)), "、".join(map(_name, less))
    zh = [f"{there.zh}未载股东“{own}”"] * bool(own) + [f"{here.zh}未载股东“{theirs}”"] * bool(theirs)
    en = [f"{there.en} has no holder “{own}”"] * bool(own) + [f"{here.en} has no holder “{theirs}”"] * bool(theirs)
    facts = [row[NAME] for row in (*more, *less)]
    wording = Wording(f"{'；'.join(zh)}，需核实以哪一份为准。", f"{'; '.join(en)}: which one counts needs checking.")
    return Seen(f"shareholders/{stated[0][NAME].source.document[:12]}", Outcome.NEEDS_CHECK, wording, evidenced(*facts))


def _spelled(dossier: Dossier, row: Row, mate: Row) -> Seen:
    here, there = words.place(row[NAME], dossier), words.place(mate[NAME], dossier)
    one, two = _name(row), _name(mate)
    wording = Wording(
        f"股东“{one}”（{here.zh}）与“{two}”（{there.zh}）出资相同，名称仅一两字之差，可能是识别有误，请对照原件。",
        f"The holders “{one}” in {here.en} and “{two}” in {there.en} hold the same; a letter or two of a name may be misread: look at the pages.",
    )
    return Seen(f"{NAME}/{row[NAME].item}", Outcome.NEEDS_CHECK, wording, evidenced(row[NAME], mate[NAME]))


def _amounts(dossier: Dossier, row: Row, own: Fact, other: Fact) -> Seen:
    here, there = words.place(own, dossier), words.place(other, dossier)
    one, two, what = words.value(own, dossier), words.value(other, dossier), words.label(own, dossier)
    wording = Wording(
        f"股东“{_name(row)}”的{what.zh}在{here.zh}为 {one.zh}，在{there.zh}为 {two.zh}。",
        f"{what.en} of “{_name(row)}” is {one.en} in {here.en} and {two.en} in {there.en}.",
    )
    return Seen(f"{AMOUNT}/{own.item}", Outcome.DISAGREE, wording, evidenced(own, other) + support(row[NAME]))


def _sums(dossier: Dossier, register: list[Row]) -> Iterator[Seen]:
    for document in dict.fromkeys(row[NAME].source.document for row in register):
        amounts = [row.get(AMOUNT) for row in register if row[NAME].source.document == document]
        known = [fact for fact in amounts if fact is not None and fact.quantity is not None]
        stated = next((fact for fact in dossier.facts.of(CAPITAL) if fact.source.document == document and fact.quantity is not None), None)
        if stated is None or stated.quantity is None or len(known) < len(amounts):
            continue
        total = sum((fact.quantity.value for fact in known if fact.quantity is not None), start=Decimal(0))
        half = sum((fact.quantity.step for fact in known if fact.quantity is not None), start=stated.quantity.step) / 2
        if abs(total - stated.quantity.value) > half:
            yield _unequal(dossier, stated, known, total)


def _unequal(dossier: Dossier, stated: Fact, known: list[Fact], total: Decimal) -> Seen:
    where, value, what = words.place(stated, dossier), words.value(stated, dossier), words.label(stated, dossier)
    wording = Wording(
        f"{where.zh}的{what.zh}为 {value.zh}，所列股东认缴出资额合计 {total:,} 元，两者不等，需核实是否列全。",
        f"{what.en} in {where.en} is {value.en}; its holders subscribed {total:,} CNY in all: whether all are listed needs checking.",
    )
    return Seen(f"{CAPITAL}/{stated.source.document[:12]}", Outcome.NEEDS_CHECK, wording, evidenced(stated, *known))
