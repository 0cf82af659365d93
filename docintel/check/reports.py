"""What every audit report must show: its code, the figures the programme wants shown, and beside consolidated statements the company's own."""

from __future__ import annotations

from collections.abc import Iterator

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import finding
from docintel.check.presence import report_years
from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.domain.fact import Scope
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording

REPORT = ("audit_report",)
OWN = (Scope.PARENT, Scope.STANDALONE)


def shown(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Every wholly read audit report of the form's years shows each of the concepts, of its own year where they have one."""
    for year, document in _reports(dossier):
        held = {fact.concept for fact in dossier.facts.of_document(document.sha256) if fact.year in (None, year)}
        lacking = [dossier.taxonomy.label(concept) for concept in rule.concepts if concept not in held]
        if lacking:
            what = words.joined(lacking)
            wording = Wording(
                f"{document.file}（{year}年度审计报告）中未找到{what.zh}。",
                f"{document.file}, the audit report of {year}, does not show: {what.en}.",
            )
            yield finding(dossier, rule, Seen(f"audit_report@{year}", Outcome.MISSING, wording))


def both_scopes(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Where a year's report has consolidated statements, some paper has the company's own of that year."""
    for year, document in _reports(dossier):
        scopes = {fact.scope for fact in dossier.facts.of_document(document.sha256) if fact.year == year}
        own = any(fact.scope in OWN and fact.year == year and fact.concept in rule.concepts for fact in dossier.facts)
        if Scope.CONSOLIDATED in scopes and not own:
            wording = Wording(
                f"{document.file}载有{year}年度合并报表，未找到母公司（单独）报表。",
                f"{document.file} has consolidated statements of {year}; the company's own were not found.",
            )
            yield finding(dossier, rule, Seen(f"audit_report@{year}", Outcome.MISSING, wording))


def _reports(dossier: Dossier) -> list[tuple[int, Document]]:
    found = report_years(dossier, REPORT)
    return [(year, one) for year, one in found if year in dossier.application.years and one.status is ReadStatus.OK]
