"""The online form against its printed copy: field by field, row by row; a copy is exact or it is none."""

from __future__ import annotations

from collections.abc import Iterator

from docintel.check import words
from docintel.check.diagnosis import diagnose
from docintel.check.differing import differences
from docintel.check.dossier import FORM_KIND
from docintel.check.dossier import Dossier
from docintel.check.dossier import is_unreadable
from docintel.check.facing import Facing
from docintel.check.facing import ListRow
from docintel.check.facing import copied
from docintel.check.facing import is_filled
from docintel.check.facing import list_rows
from docintel.check.facing import listed
from docintel.check.facing import plain
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.making import support
from docintel.check.values import Meeting
from docintel.domain.fact import Fact
from docintel.domain.finding import Finding
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.programme import CheckRule
from docintel.domain.programme import FormField
from docintel.domain.source import Method
from docintel.domain.wording import Wording

LONGEST_SAID = 60  # characters of an entry that is no value
OUTCOMES = {Meeting.UNSURE: Outcome.NEEDS_CHECK, Meeting.DIFFER: Outcome.DISAGREE}


def copies(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """What both copies fill in says the same; what only one of them fills in is told by another rule."""
    for field in _fields(dossier, rule):
        for one in _facing(dossier, field):
            if one.online is None or one.printed is None or not (is_filled(one.online) and is_filled(one.printed)):
                continue
            met = copied(dossier, one.online, one.printed)
            if met is not Meeting.AGREE:
                yield finding(dossier, rule, _differing(dossier, one.online, one.printed, OUTCOMES[met]))


def one_sided(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """What one copy fills in the other fills in too, fields and rows of lists; a field that the print does not show at all is not compared."""
    if not any(fact.is_declared for fact in dossier.facts) or not any(_is_copy(fact) for fact in dossier.facts):
        return
    for field in _fields(dossier, rule):
        if field.parts:
            yield from (finding(dossier, rule, seen) for seen in _lonely_rows(dossier, field))
        for one in _facing(dossier, field):
            seen = _lonely(dossier, one)
            if seen is not None:
                yield finding(dossier, rule, seen)


def _is_copy(fact: Fact) -> bool:
    return fact.kind == FORM_KIND and not fact.is_declared


def _fields(dossier: Dossier, rule: CheckRule) -> Iterator[FormField]:
    """The fields that are filled in online, those of the rule's concepts where it names some."""
    for field in dossier.programme.fields:
        concepts = {field.concept, *(part.concept for part in field.parts)}
        is_online = field.online or any(list_rows(dossier, field, online=True))
        if is_online and (not rule.concepts or concepts & set(rule.concepts)):
            yield field


def _facing(dossier: Dossier, field: FormField) -> Iterator[Facing]:
    """Values of one field beside each other; of lists those of the rows that both sides have."""
    if not field.parts:
        yield from plain(dossier, field)
        return
    for ours, theirs in listed(dossier, field):
        if ours is not None and theirs is not None:
            yield from (Facing(field, part.concept, ours.get(part.concept), theirs.get(part.concept)) for part in field.parts)


def _lonely(dossier: Dossier, one: Facing) -> Seen | None:
    """A value that only one side has; the other side has its place and nothing in it."""
    if one.printed is not None and is_unreadable(one.printed):
        return None
    if is_filled(one.online) and one.online is not None and one.printed is not None and not is_filled(one.printed):
        met = copied(dossier, one.online, one.printed)
        outcome = Outcome.NEEDS_CHECK if met is Meeting.UNSURE or _is_seen(dossier, one.printed) else Outcome.DISAGREE
        return _only_online(dossier, one.online, one.printed, outcome)
    if is_filled(one.printed) and one.printed is not None and not is_filled(one.online):
        if one.online is not None and is_unreadable(one.online):
            return _unread_online(dossier, one.online, one.printed)
        return _only_printed(dossier, one.printed)
    return None


def _is_seen(dossier: Dossier, fact: Fact) -> bool:
    """Whether the copy was read from pictures: an empty place there may hold what was not seen."""
    document = fact.source.document
    return any(one.source.document == document and one.source.method is Method.OCR for one in dossier.facts.of_kind(FORM_KIND))


def _only_online(dossier: Dossier, online: Fact, printed: Fact, outcome: Outcome) -> Seen:
    what, value, where = words.label(online, dossier), words.value(online, dossier), words.place(printed, dossier)
    is_doubt = outcome is Outcome.NEEDS_CHECK
    zh, en = ("（扫描件，可能未识别到，需核实）", " (a scan: it may not have been read, to be checked)") if is_doubt else ("", "")
    wording = Wording(
        f"{what.zh}在线填报 {value.zh}；打印的{where.zh}此处未填{zh}。",
        f"Online {what.en} is {value.en}; the printed {where.en} leaves it empty{en}.",
    )
    return Seen(subject(online), outcome, wording, (*declared(online), Operand(Role.COPY, printed)))


def _unread_online(dossier: Dossier, online: Fact, printed: Fact) -> Seen:
    what, value, where = words.label(online, dossier), words.value(printed, dossier), words.place(printed, dossier)
    said = online.source.text[:LONGEST_SAID]
    wording = Wording(
        f"{what.zh}在线填报“{said}”，不能读作该项的值；打印的{where.zh}为 {value.zh}。",
        f"Online {what.en} says “{said}”, which is no value of it; the printed {where.en} has {value.en}.",
    )
    return Seen(subject(online), Outcome.NEEDS_CHECK, wording, (*declared(online), Operand(Role.COPY, printed)))


def _only_printed(dossier: Dossier, printed: Fact) -> Seen:
    what, value, where = words.label(printed, dossier), words.value(printed, dossier), words.place(printed, dossier)
    wording = Wording(
        f"{what.zh}在线未填；打印的{where.zh}为 {value.zh}。", f"{what.en} is not filled in online; the printed {where.en} has {value.en}."
    )
    return Seen(subject(printed), Outcome.DISAGREE, wording, (Operand(Role.COPY, printed),))


def _lonely_rows(dossier: Dossier, field: FormField) -> Iterator[Seen]:
    """Rows of a list that one side has and the other has not; where the print shows no row at all, its list was perhaps not read."""
    pairs = listed(dossier, field)
    has_print, has_online = any(theirs for _, theirs in pairs), any(ours for ours, _ in pairs)
    if pairs and not (has_print and has_online):
        yield _list_only(field, [ours or theirs or {} for ours, theirs in pairs], printed=has_print)
        return
    for ours, theirs in pairs:
        if ours is not None and theirs is None:
            yield _row_only(dossier, field, ours, printed=False)
        if theirs is not None and ours is None:
            yield _row_only(dossier, field, theirs, printed=True)


def _list_only(field: FormField, rows: list[ListRow], *, printed: bool) -> Seen:
    """A whole list on one side: told once, and for a person, since the other side's was perhaps not read."""
    only = (
        Wording("只见于打印件，在线未填", "is only in the print")
        if printed
        else Wording("只见于在线填报，打印件上未读到", "is only online; the print shows none")
    )
    wording = Wording(
        f"“{field.label.zh}”（{len(rows)}行）{only.zh}，需核实。", f"“{field.label.en}” ({len(rows)} rows) {only.en}: to be checked."
    )
    role = Role.COPY if printed else Role.DECLARED
    first = next(iter(rows[0].values()))
    return Seen(f"list/{field.id}", Outcome.NEEDS_CHECK, wording, (Operand(role, first),))


def _row_only(dossier: Dossier, field: FormField, row: ListRow, *, printed: bool) -> Seen:
    told = _row_words(dossier, field, row)
    first = next(iter(row.values()))
    scanned = any(fact.source.method is Method.OCR for fact in dossier.facts.of_kind(FORM_KIND))
    outcome = Outcome.DISAGREE if printed or not scanned else Outcome.NEEDS_CHECK
    only = Wording("只见于打印件，在线未填", "is only in the print") if printed else Wording("只见于在线填报，打印件未列", "is only online")
    zh, en = ("，需核实", ", to be checked") if outcome is Outcome.NEEDS_CHECK else ("", "")
    wording = Wording(f"“{field.label.zh}”中的一行（{told.zh}）{only.zh}{zh}。", f"A row of “{field.label.en}” ({told.en}) {only.en}{en}.")
    role = Role.COPY if printed else Role.DECLARED
    return Seen(f"row/{first.item}", outcome, wording, tuple(Operand(role, fact) for fact in row.values()))


def _row_words(dossier: Dossier, field: FormField, row: ListRow) -> Wording:
    facts = [row[part.concept] for part in field.parts if part.concept in row and is_filled(row[part.concept])]
    return words.joined([words.value(fact, dossier) for fact in facts[:3]])


def _differing(dossier: Dossier, fact: Fact, copy: Fact, outcome: Outcome) -> Seen:
    what, value = words.label(fact, dossier), words.value(fact, dossier)
    where, other = words.place(copy, dossier), words.value(copy, dossier)
    told = differences(fact, copy)
    wording = Wording(
        f"{what.zh}在线填报 {value.zh}；打印的{where.zh}为 {other.zh}。",
        f"Online {what.en} is {value.en}; the printed {where.en} has {other.en}.",
    )
    if told is not None:
        wording = Wording(
            f"{what.zh}在线填报与打印的{where.zh}文字不同，{told.zh}", f"Online {what.en} and the printed {where.en} differ; {told.en}"
        )
    diagnosis = diagnose(fact, copy, dossier, copied=True)
    helpers = tuple(one for one in diagnosis.support if one not in (fact, copy))
    return Seen(subject(fact), outcome, wording, (*declared(fact), Operand(Role.COPY, copy), *support(*helpers)), diagnosis)
