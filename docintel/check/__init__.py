"""The room of checks: the form against its evidence, copies against each other, figures against their formulas, with a diagnosis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from docintel.check.accusing import weighed
from docintel.check.across import across
from docintel.check.agreeing import agrees
from docintel.check.answers import answered
from docintel.check.answers import lengths
from docintel.check.answers import nested
from docintel.check.answers import titled
from docintel.check.attached import attached
from docintel.check.attached import attached_otherwise
from docintel.check.changes import restated
from docintel.check.coded import coded
from docintel.check.copying import copies
from docintel.check.copying import one_sided
from docintel.check.days import dates
from docintel.check.diagnosis import diagnose
from docintel.check.dossier import Dossier
from docintel.check.entities import identifiers
from docintel.check.entities import opinions
from docintel.check.entities import same_entity
from docintel.check.figures import holds
from docintel.check.figures import recomputes
from docintel.check.matrix import cells
from docintel.check.naming import named
from docintel.check.papers import mentions
from docintel.check.papers import shaped
from docintel.check.papers import ticked
from docintel.check.presence import complete
from docintel.check.presence import evidence
from docintel.check.records import records
from docintel.check.records import within
from docintel.check.reports import both_scopes
from docintel.check.reports import shown
from docintel.check.retelling import retold
from docintel.check.scopes import scopes
from docintel.check.shareholders import shareholders
from docintel.check.signed import paged
from docintel.check.signed import signed
from docintel.check.sizes import sized
from docintel.check.stakes import adds_up
from docintel.check.stakes import proportional
from docintel.check.statements import statement
from docintel.check.totals import summed
from docintel.check.transfers import distinct
from docintel.check.transfers import transferred
from docintel.check.validity import recent
from docintel.check.validity import valid
from docintel.domain.concept import Taxonomy
from docintel.domain.document import Document
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.kind import DocumentKind
from docintel.domain.programme import CheckKind
from docintel.domain.programme import CheckRule
from docintel.domain.programme import Programme
from docintel.domain.review import Application
from docintel.domain.review import MatrixCell

Check = Callable[[Dossier, CheckRule], Iterable[Finding]]

CHECKS: Mapping[CheckKind, Check] = MappingProxyType(
    {
        CheckKind.AGREES: agrees,
        CheckKind.COPIES: copies,
        CheckKind.ONE_SIDED: one_sided,
        CheckKind.SIGNED: signed,
        CheckKind.PAGED: paged,
        CheckKind.ATTACHED: attached,
        CheckKind.ATTACHED_OTHERWISE: attached_otherwise,
        CheckKind.RECOMPUTES: recomputes,
        CheckKind.HOLDS: holds,
        CheckKind.IDENTIFIER: identifiers,
        CheckKind.EVIDENCE: evidence,
        CheckKind.SAME_ENTITY: same_entity,
        CheckKind.OPINION: opinions,
        CheckKind.RESTATED: restated,
        CheckKind.STATEMENT: statement,
        CheckKind.COMPLETE: complete,
        CheckKind.NAMED: named,
        CheckKind.DATES: dates,
        CheckKind.VALID: valid,
        CheckKind.TRANSFERRED: transferred,
        CheckKind.RECORDS: records,
        CheckKind.WITHIN: within,
        CheckKind.SUMMED: summed,
        CheckKind.SHAPED: shaped,
        CheckKind.TICKED: ticked,
        CheckKind.MENTIONS: mentions,
        CheckKind.SHAREHOLDERS: shareholders,
        CheckKind.DISTINCT: distinct,
        CheckKind.RECENT: recent,
        CheckKind.NESTED: nested,
        CheckKind.PROPORTIONAL: proportional,
        CheckKind.ADDS_UP: adds_up,
        CheckKind.RETOLD: retold,
        CheckKind.ANSWERED: answered,
        CheckKind.LENGTHS: lengths,
        CheckKind.TITLED: titled,
        CheckKind.SHOWN: shown,
        CheckKind.BOTH_SCOPES: both_scopes,
        CheckKind.SIZED: sized,
        CheckKind.SCOPES: scopes,
        CheckKind.ACROSS: across,
        CheckKind.CODED: coded,
    }
)
"""Every kind of check a pack can configure, and who carries it out."""


def run_checks(
    programme: Programme,
    application: Application,
    facts: Facts,
    documents: tuple[Document, ...],
    taxonomy: Taxonomy,
    kinds: Mapping[str, DocumentKind] = MappingProxyType({}),
) -> tuple[Finding, ...]:
    """Everything that the programme's checks of the batch find, in the order of its catalogue; `kinds` tell what files are called."""
    current = replace(programme, checks=tuple(rule for rule in programme.checks if rule.applies_to(application.batch)))
    dossier = Dossier(current, application, facts, documents, taxonomy, kinds)
    return tuple(_distinct(weighed(dossier, rule, finding) for rule in current.checks for finding in CHECKS[rule.kind](dossier, rule)))


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same findings; where one value stands in two fields of the form, the second finding's subject says so."""
    met: Counter[FindingKey] = Counter()
    for finding in findings:
        met[finding.key] += 1
        count = met[finding.key]
        yield finding if count == 1 else replace(finding, key=replace(finding.key, subject=f"{finding.key.subject}#{count}"))


def evidence_matrix(
    programme: Programme, application: Application, facts: Facts, documents: tuple[Document, ...], taxonomy: Taxonomy
) -> tuple[MatrixCell, ...]:
    """Every declared value beside every kind of document that should bear it out."""
    return tuple(cells(Dossier(programme, application, facts, documents, taxonomy)))


__all__ = ["CHECKS", "diagnose", "evidence_matrix", "run_checks"]
