"""The workbook of a campaign: a summary, and a row per application, per finding, per criterion, and per line of coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from pathlib import Path

from docintel.domain.deciding import Decided
from docintel.domain.packs import Packs
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.formula import calling
from docintel.formula import in_words
from docintel.report import words as screen
from docintel.report.face_parts import WordingFace
from docintel.report.faces import FindingFace
from docintel.report.faces import JudgementFace
from docintel.report.faces import VerdictFace
from docintel.report.opinion_words import DECISION
from docintel.report.opinion_words import KIND
from docintel.report.opinion_words import STANDING
from docintel.report.paper import Shown
from docintel.report.plain import time_told
from docintel.report.reviewed import EXCLUSION
from docintel.report.reviewed import Reviewed
from docintel.report.reviewed import fact_places
from docintel.report.reviewed import place_text
from docintel.report.sheets import Cell
from docintel.report.sheets import Column
from docintel.report.sheets import Sheet
from docintel.report.sheets import Workbook
from docintel.report.workbook_columns import APPLICATIONS
from docintel.report.workbook_columns import COVERAGE
from docintel.report.workbook_columns import CRITERIA
from docintel.report.workbook_columns import FINDINGS
from docintel.report.workbook_columns import SHEETS
from docintel.report.workbook_columns import SUMMARY
from docintel.report.workbook_columns import TOTALS

STATUSES = ("met", "unmet", "unknown", "manual_review", "not_applicable")


@dataclass(slots=True)
class Totals:
    """What the summary counts, while the rows go by."""

    counts: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    unmet: Counter[str] = field(default_factory=Counter)


def campaign_workbook(path: Path, reviewed: Iterable[Reviewed], packs: Packs, language: Language, shown: Shown) -> int:
    """Writes the workbook, one review in memory at a time; how many applications it tells of."""
    totals = Totals()
    with Workbook(path, language, shown) as book:
        sheets = {name: book.sheet(SHEETS[name], columns) for name, columns in _columns().items()}
        teller = _Teller(packs, language)
        for number, one in enumerate(reviewed, start=1):
            sheets["applications"].add(teller.application(number, one, totals))
            _add(sheets["findings"], teller.findings(one, totals))
            _add(sheets["criteria"], teller.criteria(one, totals))
            _add(sheets["coverage"], teller.coverage(one))
        for row in _summary(totals, language):
            sheets["summary"].add(row)
    return totals.counts["applications"]


def _columns() -> dict[str, tuple[Column, ...]]:
    return {"summary": SUMMARY, "applications": APPLICATIONS, "findings": FINDINGS, "criteria": CRITERIA, "coverage": COVERAGE}


def _add(sheet: Sheet, rows: Iterable[list[Cell]]) -> None:
    for row in rows:
        sheet.add(row)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Rows of one language."""

    packs: Packs
    language: Language

    def said(self, wording: Wording | WordingFace) -> str:
        return wording.zh if self.language is Language.ZH else wording.en

    def application(self, number: int, one: Reviewed, totals: Totals) -> list[Cell]:
        application, cards = one.face.application, one.face.cards
        severities = Counter(card.severity for card in cards)
        decided = sum(1 for card in cards if (made := one.on_card(card)) is not None and made.counts)
        ending = sum(card.grade == EXCLUSION for card in cards)
        statuses = Counter(verdict.evidenced.status for verdict in one.face.verdicts)
        made = one.recommendation
        totals.counts.update(
            {
                "applications": 1,
                "cards": len(cards),
                "decided": decided,
                "exclusions": bool(ending),
                "clean": not cards,
                made.kind.value if made is not None and made.counts else "undecided": 1,
            }
        )
        requests = "；".join(self.said(request.label) for request in one.face.requests)
        kind = self.said(KIND[application.kind])
        return [
            number, application.name, application.uscc or "", one.place or one.declared("reg_place"), self.programme(application.programme), application.batch, kind,
            ending, severities["conflict"], severities["warning"], decided, len(cards) - decided,
            *(statuses[name] for name in STATUSES),
            *self.decided(made), requests, one.rounds, len(one.objections), len(one.face.coverage),
        ]  # fmt: skip

    def programme(self, name: str) -> str:
        known = self.packs.programmes.get(name)
        return name if known is None else self.said(known.label)

    def decided(self, made: Decided | None) -> list[Cell]:
        """Decision, reason, who, when, second person, standing: blank where nobody decided."""
        if made is None:
            return ["", "", "", "", "", ""]
        decision, standing = made.decision, "" if made.counts else self.said(STANDING[made.standing.value])
        kind = self.said(DECISION[decision.kind.value]) if made.counts else ""
        return [kind, decision.reason, decision.person, time_told(decision.at), decision.second_person or "", standing]

    def findings(self, one: Reviewed, totals: Totals) -> Iterable[list[Cell]]:
        facts, files = fact_places(one.face)
        ranks = {key: card for card in one.face.cards for key in card.findings}
        for finding in one.face.findings:
            card = ranks.get(finding.key)
            totals.checks[f"{finding.check} {self.said(finding.rule)}"] += card is not None and card.findings[0] == finding.key
            sides = [(operand.role, facts[operand.fact]) for operand in finding.operands]
            declared = "；".join(_printed(fact) for role, fact in sides if role == "declared")
            others = "；".join(_printed(fact) for role, fact in sides if role != "declared")
            where = "；".join(dict.fromkeys(place_text(fact.source, files) for _, fact in sides))
            yield [
                one.face.application.name, one.face.application.uscc or "", None if card is None else card.rank,
                "" if card is None else self.said(card.title), finding.check, self.said(screen.SEVERITY[finding.severity]),
                self.said(screen.OUTCOME[finding.outcome]), self.grade(card.grade if card is not None else ""),
                self.said(finding.explanation), self.cause(finding), declared, others, where,
                *self.decided(one.decisions.get(finding.key)), finding.key,
            ]  # fmt: skip

    def grade(self, grade: str) -> str:
        known = screen.GRADE.get(grade)
        return grade if known is None else self.said(known)

    def cause(self, finding: FindingFace) -> str:
        return "" if finding.diagnosis is None else self.said(finding.diagnosis.wording)

    def criteria(self, one: Reviewed, totals: Totals) -> Iterable[list[Cell]]:
        last_year = one.face.application.years[0]
        for verdict in one.face.verdicts:
            totals.unmet[self.said(verdict.label)] += verdict.evidenced.status == "unmet"
            yield [
                one.face.application.name, one.face.application.uscc or "", self.said(verdict.label), verdict.clause,
                *self.judged(verdict.declared, last_year), *self.judged(verdict.evidenced, last_year), margin(verdict),
                *self.decided(one.on_condition(verdict)), "" if verdict.verified else self.said(screen.PAGE["provisional"]),
            ]  # fmt: skip

    def judged(self, judgement: JudgementFace, last_year: int) -> list[Cell]:
        return [self.said(screen.STATUS[judgement.status]), worked(judgement, self.packs, last_year, self.said)]

    def coverage(self, one: Reviewed) -> Iterable[list[Cell]]:
        name, uscc = one.face.application.name, one.face.application.uscc or ""
        for line in one.face.coverage:
            yield [name, uscc, self.said(TOTALS["checked"]), self.said(line)]
        for problem in one.face.problems:
            yield [name, uscc, self.said(screen.PAGE["problems"]), self.said(problem.message)]
        for document in one.face.documents:
            for problem in document.problems:
                yield [name, uscc, document.file, self.said(problem.message)]


def worked(judgement: JudgementFace, packs: Packs, last_year: int, said: Callable[[Wording], str]) -> str:
    """The calculation as a reviewer would write it."""
    if judgement.trace is None or judgement.status == "not_applicable":
        return ""
    return said(in_words(judgement.trace.printed, calling(packs.taxonomy, last_year)))


def margin(verdict: VerdictFace) -> Decimal | None:
    """The result less the threshold on evidenced values, where there is one; money in yuan, shares in points."""
    return None if verdict.evidenced.margin is None else round(Decimal(verdict.evidenced.margin), 4)


def _printed(fact: object) -> str:
    printed, unit = getattr(fact, "printed", ""), getattr(fact, "printed_unit", None) or ""
    return f"{printed}{unit}" if printed[-1:].isdigit() else printed


def _summary(totals: Totals, language: Language) -> Iterable[list[Cell]]:
    counts = totals.counts
    for name in ("applications", "clean", "exclusions", "cards", "decided"):
        yield [TOTALS[name].said(language), counts[name], ""]
    yield [TOTALS["open"].said(language), counts["cards"] - counts["decided"], ""]
    for name in ("recommended", "not_recommended", "undecided"):
        yield [TOTALS[name].said(language), counts[name], ""]
    for title, counter in (("by_check", totals.checks), ("by_criterion", totals.unmet)):
        for name, count in sorted(counter.items(), key=lambda item: (-item[1], item[0])):
            if count:
                yield [TOTALS[title].said(language), count, name]
