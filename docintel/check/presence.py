"""What must be there: readable documents, the evidence the programme asks for, the form's own fields. Absent is never "failed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace

from docintel.check import words
from docintel.check.certificates import NUMBER
from docintel.check.certificates import unproven
from docintel.check.dossier import Dossier
from docintel.check.dossier import is_unreadable
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import finding
from docintel.check.making import support
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.domain.fact import Absence
from docintel.domain.fact import Fact
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckKind
from docintel.domain.programme import CheckRule
from docintel.domain.source import Method
from docintel.domain.wording import Wording

STATEMENTS = ("balance_sheet", "income_statement", "cash_flow_statement")
YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


def evidence(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """What the rule asks for is there and readable.

    Without concepts and kinds: every document. With kinds: a document of one of them, for every year where the rule is yearly, for every row where
    the concept is listed. With concepts alone: a proof for each declared value whose year's report is there.
    """
    if not rule.concepts and not rule.kinds:
        yield from _documents(dossier, rule)
    elif NUMBER in rule.concepts:
        yield from _certificates(dossier, rule)
    elif rule.kinds:
        yield from (finding(dossier, rule, _absent(dossier, rule, year)) for year in _absences(dossier, rule) if not _unread(dossier, year))
    else:
        yield from _figures(dossier, rule)


def _documents(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    for document in dossier.documents:
        if document.status is ReadStatus.UNREADABLE:
            yield finding(dossier, rule, _unreadable(dossier, document))


def _unreadable(dossier: Dossier, document: Document) -> Seen:
    """A file that cannot be read, with why, and which missing evidence it may hold."""
    why = [problem.message for problem in document.problems]
    lost = [named for named, year in _lost(dossier) if document in _unread(dossier, year)]
    zh = f"文件“{document.file}”无法读取" + "".join(f"：{one.zh.rstrip('。')}" for one in why[:1]) + "。"
    en = f"The file “{document.file}” cannot be read" + "".join(f": {one.en.rstrip('.')}" for one in why[:1]) + "."
    if lost:
        material = words.joined(lost)
        zh, en = f"{zh}未找到的材料可能在其中：{material.zh}。", f"{en} It may hold what was not found: {material.en}."
    return Seen(f"file/{document.file}", Outcome.UNREADABLE, Wording(zh, en))


def _lost(dossier: Dossier) -> Iterator[tuple[Wording, int | None]]:
    """Required documents that were not found, by name."""
    for rule in dossier.rules(CheckKind.EVIDENCE):
        if rule.kinds and NUMBER not in rule.concepts:
            yield from ((_material(rule, year), year) for year in _absences(dossier, rule))


def _unread(dossier: Dossier, year: int | None) -> tuple[Document, ...]:
    """The unreadable documents that may be the one of a year: those named for it, or for no year."""
    unread = [document for document in dossier.documents if document.status is ReadStatus.UNREADABLE]
    if year is None:
        return tuple(unread)
    return tuple(document for document in unread if str(year) in YEAR.findall(document.file) or not YEAR.search(document.file))


def _absences(dossier: Dossier, rule: CheckRule) -> Iterator[int | None]:
    """The years of which no document of the rule's kinds is there; None where no year is asked and none is there."""
    if rule.yearly:
        there = {year for year, _ in report_years(dossier, rule.kinds)}
        yield from (year for year in dossier.application.years if year not in there)
    elif not any(_is_of_kind(dossier, document, rule.kinds) for document in dossier.documents):
        yield None


def _is_of_kind(dossier: Dossier, document: Document, kinds: tuple[str, ...]) -> bool:
    if any(section.kind in kinds for section in document.sections):
        return True
    return any(fact.kind in kinds for fact in dossier.facts.of_document(document.sha256))


def report_years(dossier: Dossier, kinds: tuple[str, ...]) -> tuple[tuple[int, Document], ...]:
    """The years that documents of `kinds` report on, with the document.

    A file is the report of its latest year; one that holds several opinions is a bundle and reports on as many years.
    """
    found = []
    for document in dossier.documents:
        if not _is_of_kind(dossier, document, kinds):
            continue
        years = _years(dossier, document, STATEMENTS) or _years(dossier, document, ())
        named = years or sorted((int(year) for year in YEAR.findall(document.file)), reverse=True)
        found += [(year, document) for year in named[: max(1, _opinions(dossier, document, kinds))]]
    return tuple(found)


def _years(dossier: Dossier, document: Document, kinds: tuple[str, ...]) -> list[int]:
    """The years of a document's facts, latest first; of its statements only, where kinds are given: notes speak of other years too."""
    facts = (fact for fact in dossier.facts.of_document(document.sha256) if not kinds or fact.kind in kinds)
    last = dossier.application.as_of.year  # no report is of a year to come: such a heading was misread
    return sorted({fact.year for fact in facts if fact.year is not None and fact.year <= last}, reverse=True)


def _opinions(dossier: Dossier, document: Document, kinds: tuple[str, ...]) -> int:
    """In how many sections of the kinds an opinion stands."""
    pages = [fact.source.page for fact in dossier.facts.of("audit_opinion") if fact.source.document == document.sha256]
    sections = [section for section in document.sections if section.kind in kinds]
    return sum(any(page is not None and section.pages[0] <= page <= section.pages[1] for page in pages) for section in sections)


def _material(rule: CheckRule, year: int | None) -> Wording:
    kind = words.PLACES.get(rule.kinds[0], words.same(rule.kinds[0]))
    return kind if year is None else Wording(f"{year}年度{kind.zh}", f"{kind.en} of {year}")


def _absent(dossier: Dossier, rule: CheckRule, year: int | None) -> Seen:
    material, (zh, en) = _material(rule, year), _named_so(dossier, rule, year)
    wording = Wording(f"材料中未找到{material.zh}。{zh}", f"The {material.en} was not found among the documents.{en}")
    about = rule.kinds[0] if year is None else f"{rule.kinds[0]}@{year}"
    touched = [fact for concept in rule.concepts for fact in dossier.declared(concept)] if year is None else []
    return Seen(about, Outcome.MISSING, wording, support(*touched))


def _named_so(dossier: Dossier, rule: CheckRule, year: int | None) -> tuple[str, str]:
    """Which file is named for the year that is missing, and of what year it is."""
    for of, document in report_years(dossier, rule.kinds):
        if year is not None and str(year) in YEAR.findall(document.file) and str(of) not in YEAR.findall(document.file):
            return f"文件“{document.file}”所载为{of}年度。", f" The file “{document.file}” is of {of}."
    return "", ""


def _certificates(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Every listed right has its certificate."""
    for row in unproven(dossier):
        number = row[NUMBER]
        value = words.value(number, dossier)
        wording = Wording(f"清单所列专利 {value.zh} 未附证书。", f"No certificate was submitted for the listed patent {value.en}.")
        yield finding(dossier, rule, Seen(f"{NUMBER}/{value.zh}", Outcome.MISSING, wording, declared(number)))


def _figures(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Every declared figure has a proof, unless the whole report of its year is absent: that is said once, elsewhere.

    A row that a recognised page has, and of which the name or the year's figure was not read, is no absence: a note says where to look.
    """
    reported = {
        year
        for year, document in report_years(dossier, ("audit_report", "income_statement", "balance_sheet"))
        if _is_own(dossier, document)
    }
    for concept in rule.concepts:
        asked = [fact for fact in dossier.declared(concept) if fact.year in reported and not isinstance(fact.value, Absence)]
        lost = {fact: row for fact in asked if dossier.best(concept, fact.year) is None and (row := _row_seen(dossier, fact)) is not None}
        bare = [fact for fact in asked if dossier.best(concept, fact.year) is None and fact not in lost]
        if lost:
            yield finding(dossier, replace(rule, severity=Severity.NOTE), _illegible_row(dossier, concept, lost))
        if bare:
            yield finding(dossier, rule, _bare(dossier, concept, bare))


def _row_seen(dossier: Dossier, fact: Fact) -> Fact | None:
    """What a recognised paper has of a figure that was not read: a row without a known name that says the same, or the row in another year.

    That other year must stand in a file that speaks of the figure's year too.
    """
    rules = dossier.programme.evidence_for(fact.concept or "")
    seen = [one for rule in rules for kind in rule.kinds for one in dossier.facts.of_kind(kind) if one.source.method is Method.OCR]
    own = [one for one in seen if dossier.is_own(one.entity) and one.sentence is None]
    nameless = (one for one in own if one.concept is None and one.year == fact.year and one.quantity is not None)
    if (row := next((one for one in nameless if meeting(fact.value, one.value, None) is Meeting.AGREE), None)) is not None:
        return row
    there = {one.source.document for one in own if one.year == fact.year}
    return next((one for one in own if one.concept == fact.concept and one.source.document in there), None)


def _illegible_row(dossier: Dossier, concept: str, lost: Mapping[Fact, Fact]) -> Seen:
    what, where = dossier.taxonomy.label(concept), words.place(next(iter(lost.values())), dossier)
    when = words.joined([words.same(str(fact.year)) for fact in lost])
    wording = Wording(
        f"{where.zh}中{when.zh}年度的{what.zh}未能辨认，填报值未能核对，请对照原件。",
        f"{what.en} of {when.en} could not be read in {where.en}, so it was not compared: check the page.",
    )
    return Seen(concept, Outcome.UNREADABLE, wording, declared(*lost) + support(*dict.fromkeys(lost.values())))


def _is_own(dossier: Dossier, document: Document) -> bool:
    """Whether a document's figures may be the applicant's; a remark in it that names nobody says nothing of that."""
    entities = {fact.entity for fact in dossier.facts.of_document(document.sha256) if fact.entity}
    return not entities or any(dossier.is_own(entity) for entity in entities)


def _bare(dossier: Dossier, concept: str, facts: list[Fact]) -> Seen:
    what = dossier.taxonomy.label(concept)
    years = [words.same(str(fact.year)) for fact in facts if fact.year is not None]
    when = words.joined(years) if years else Wording("申报", "declared")
    wording = Wording(
        f"{when.zh}年度的审计报告中未找到{what.zh}，填报值未能核对。",
        f"{what.en} of {when.en} was not found in the audit reports, so it was not compared.",
    )
    return Seen(concept, Outcome.MISSING, wording, support(*facts))


def complete(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The form's required fields and all years of its yearly fields are filled in, and what stands there can be read."""
    if not any(fact.is_declared for fact in dossier.facts):
        return
    blank = list(_blanks(dossier))
    if blank:
        listed = words.joined(blank)
        wording = Wording(
            f"申请书有{len(blank)}项必填内容未填写。包括：{listed.zh}。",
            f"{len(blank)} required fields of the form are empty. They are: {listed.en}.",
        )
        yield finding(dossier, rule, Seen("form", Outcome.MISSING, wording))
    for fact in dossier.facts:
        if fact.is_declared and is_unreadable(fact):
            yield finding(dossier, rule, _illegible(dossier, fact))


def _blanks(dossier: Dossier) -> Iterator[Wording]:
    """Required fields without a value; of yearly fields the years that lack one, also where only some are filled."""
    for field in dossier.programme.fields:
        filled = {fact.year for fact in dossier.declared(field.concept) if not isinstance(fact.value, Absence) or is_unreadable(fact)}
        lacking = [str(year) for year in dossier.application.years if year not in filled]
        if field.yearly and (field.required or filled):
            yield from (
                Wording(f"{field.label.zh}（{'、'.join(lacking)}年）", f"{field.label.en} ({', '.join(lacking)})") for _ in lacking[:1]
            )
        elif field.required and not filled:
            yield field.label


def _illegible(dossier: Dossier, fact: Fact) -> Seen:
    what = words.label(fact, dossier)
    name = (fact.concept or fact.label) + ("" if fact.year is None else f"@{fact.year}")
    wording = Wording(
        f"申请书中{what.zh}填写的“{fact.source.text}”无法识别为有效值。",
        f"“{fact.source.text}”, declared as {what.en}, cannot be read as a value.",
    )
    return Seen(name, Outcome.UNREADABLE, wording, declared(fact))
