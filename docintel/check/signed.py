"""The printed form as a paper: whether a seal, a signature and a date are to be seen, and whether its pages are all there."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from docintel.check import words
from docintel.check.dossier import FORM_KIND
from docintel.check.dossier import Dossier
from docintel.check.making import DOUBTS
from docintel.check.making import Seen
from docintel.check.making import finding
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.programme import CheckRule
from docintel.domain.source import Method
from docintel.domain.wording import Wording

SEEN, UNSEEN = "seen", "unseen"
SIGHTS = {
    "form_seal": Wording("红色印章", "a red seal"),
    "form_signature": Wording("签名", "a signature"),
    "form_signing_day": Wording("日期", "a date"),
}


def signed(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """At every place that asks for a seal, a signature or a date one is to be seen; what cannot be seen is not said to be missing.

    A Word file is never the signed copy, and a form without such places says nothing.
    """
    for concept in rule.concepts:
        lacking = [fact for fact in dossier.copied(concept) if _answer(fact) != SEEN]
        if lacking:
            yield finding(dossier, rule, _lacking(dossier, concept, lacking))


def _answer(fact: Fact) -> str:
    return "".join(fact.value.chosen) if isinstance(fact.value, Choice) else ""


def _lacking(dossier: Dossier, concept: str, facts: list[Fact]) -> Seen:
    told = [_place(dossier, concept, fact) for fact in facts]
    zh, en = "；".join(one.zh for one in told), "; ".join(one.en for one in told)
    wording = Wording(f"{zh}，需核实。", f"{en[:1].upper()}{en[1:]}: to be checked.")
    return Seen(concept, Outcome.NEEDS_CHECK, wording, tuple(Operand(Role.COPY, fact) for fact in facts))


def _place(dossier: Dossier, concept: str, fact: Fact) -> Wording:
    where, sight, label = words.place(fact, dossier), SIGHTS[concept], fact.source.text.rstrip(":")
    if _answer(fact) == UNSEEN:
        return Wording(f"打印的{where.zh}“{label}”处未见{sight.zh}", f"{sight.en} is not seen at “{label}” in the printed {where.en}")
    why = [DOUBTS[code] for code in fact.source.doubts if code in DOUBTS]
    zh, en = "、".join(one.zh for one in why), ", ".join(one.en for one in why)
    return Wording(
        f"打印的{where.zh}“{label}”处无法看清是否有{sight.zh}{f'（{zh}）' if zh else ''}",
        f"whether there is {sight.en} at “{label}” in the printed {where.en} cannot be seen{f' ({en})' if en else ''}",
    )


@dataclass(frozen=True, slots=True)
class _Marked:
    """A page with the number printed on it, and how many there are where it says so."""

    page: int
    number: int
    total: int | None
    fact: Fact


def paged(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The page numbers of each printed copy rise by one from page to page, and end with the number of pages they name."""
    documents = dict.fromkeys(fact.source.document for concept in rule.concepts for fact in dossier.copied(concept))
    for document in documents:
        marks = [_marked(fact) for concept in rule.concepts for fact in dossier.copied(concept) if fact.source.document == document]
        marks = _trusted(marks)
        seen = _pages_seen(dossier, document, marks)
        if seen is not None:
            yield finding(dossier, rule, seen)


def _marked(fact: Fact) -> _Marked:
    number, _, total = fact.value.text.partition("/") if isinstance(fact.value, Text) else ("0", "", "")
    return _Marked(fact.source.page or 0, int(number), int(total) if total else None, fact)


def _trusted(marks: Sequence[_Marked]) -> list[_Marked]:
    """Numbers read from pictures count only where a neighbour counts on from them."""
    ordered = sorted(marks, key=lambda mark: mark.page)
    if all(mark.fact.source.method is Method.TEXT for mark in ordered):
        return ordered
    shifts = [mark.page - mark.number for mark in ordered]
    return [
        mark for at, mark in enumerate(ordered) if shifts[at] in (*shifts[max(at - 1, 0) : at], *shifts[at + 1 : at + 2]) or _is_sure(mark)
    ]


def _is_sure(mark: _Marked) -> bool:
    return mark.total is not None and 1 <= mark.number <= mark.total and not mark.fact.source.doubts


def _pages_seen(dossier: Dossier, document: str, marks: list[_Marked]) -> Seen | None:
    if len(marks) < 2:
        return None
    missing, twice = _gaps(marks), sorted({two.number for one, two in pairwise(marks) if two.number == one.number})
    totals = {mark.total for mark in marks if mark.total is not None}
    last = marks[-1]
    if len(totals) == 1 and last.page >= _last_page(dossier, document):
        missing += range(last.number + 1, (next(iter(totals)) or 0) + 1)
    if not missing and not twice:
        return None
    told = [_said("缺第{}页", "page {} is missing", missing)] if missing else []
    told += [_said("第{}页重复", "page {} stands twice", twice)] if twice else []
    file = dossier.file(document) or ""
    count = next(iter(totals), None)
    said_zh, said_en = (f"（页码注明共{count}页）", f" (which count {count} in all)") if count else ("", "")
    wording = Wording(
        f"打印的申请书“{file}”按页码{said_zh}{'，'.join(one.zh for one in told)}，需核实。",
        f"By the page numbers of the printed form “{file}”{said_en} {', '.join(one.en for one in told)}: to be checked.",
    )
    shown = [mark.fact for mark in marks if mark.number in twice or mark.number + 1 in missing or mark.number - 1 in missing]
    return Seen(f"pages/{file}", Outcome.NEEDS_CHECK, wording, tuple(Operand(Role.COPY, fact) for fact in shown[:4] or [last.fact]))


def _last_page(dossier: Dossier, document: str) -> int:
    """The last page of the form in its file: behind it other papers may be bound."""
    kinds = (FORM_KIND, "commitment_letter")  # the form ends with its declaration
    sections = [one for held in dossier.documents if held.sha256 == document for one in held.sections if one.kind in kinds]
    return max((section.pages[1] for section in sections), default=0)


def _gaps(marks: Sequence[_Marked]) -> list[int]:
    """Numbers that no page can carry, for there are fewer pages between two numbers than numbers; a new count from 1 is another paper's."""
    found: list[int] = []
    before = _Marked(0, 0, None, marks[0].fact)
    for mark in marks:
        lost = (mark.number - before.number) - (mark.page - before.page)
        if lost > 0 and mark.number > before.number:
            found += range(mark.number - lost, mark.number)
        before = mark
    return found


def _said(zh: str, en: str, numbers: Sequence[int]) -> Wording:
    return Wording(zh.format("、".join(map(str, numbers))), en.format(", ".join(map(str, numbers))))
