"""What can be said of an application while its files are still being read: only what stands on what was read, never that something is missing.

A glimpse is shown and nothing else: no verdict, no matrix, no ownership, no materiality, since all of these speak of papers that may
still come. The Review made once everything is read takes its place.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from docintel.check import run_checks
from docintel.domain.finding import Finding
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.ownership import Ownership
from docintel.domain.packs import Packs
from docintel.domain.programme import CheckKind
from docintel.domain.programme import CheckRule
from docintel.domain.review import Review
from docintel.domain.source import PageBox
from docintel.review.cards import fold_cards
from docintel.review.pipeline import Declared
from docintel.review.pipeline import gathered
from docintel.review.reading import ReadFile

POSITIVE = (Outcome.DISAGREE, Outcome.NEEDS_CHECK, Outcome.EXPIRED, Outcome.INVALID)
"""Outcomes that speak of what is there; the others of what is not."""

STANDING = (
    CheckKind.AGREES,
    CheckKind.COPIES,
    CheckKind.RECOMPUTES,
    CheckKind.HOLDS,
    CheckKind.IDENTIFIER,
    CheckKind.SAME_ENTITY,
    CheckKind.OPINION,
    CheckKind.RESTATED,
    CheckKind.STATEMENT,
    CheckKind.NAMED,
    CheckKind.DATES,
    CheckKind.VALID,
    CheckKind.RECORDS,
    CheckKind.WITHIN,
    CheckKind.SHAPED,
    CheckKind.DISTINCT,
    CheckKind.NESTED,
    CheckKind.LENGTHS,
    CheckKind.SIZED,
    CheckKind.ACROSS,
    CheckKind.CODED,
    CheckKind.PROPORTIONAL,
    CheckKind.ADDS_UP,
)
"""Checks that hold two or more values against each other, wherever these stand; those that count papers or look for one wait for all of them."""

FROM_PART = (CheckKind.AGREES, CheckKind.COPIES, CheckKind.IDENTIFIER)
"""Those that one printed value suffices for, so that a file need not be read to its end: a statement may go on over the page."""


def glimpsed(declared: Declared, read: Iterable[ReadFile], packs: Packs, part_read: Mapping[str, int], known: Sequence[str] = ()) -> Review:
    """The Cards of what was read so far. `part_read` names files that are still being read by sha256, with the last page that was.

    Facts stand in the order in which files became `known`, so that the names of those shown a moment ago stay what they were.
    """
    held = gathered(declared, read)
    found = run_checks(declared.programme, held.application, held.facts, held.documents, packs.taxonomy, packs.kinds)
    place = {sha256: number for number, sha256 in enumerate(known)}
    own = {document.sha256 for document in declared.documents}
    rules = {rule.id: rule for rule in declared.programme.checks}
    findings = tuple(replace(one, flips=()) for one in found if stands(one, rules[one.check], part_read))
    return Review(
        application=held.application,
        packs=packs.versions,
        registers=(),
        documents=held.documents,
        facts=tuple(sorted(held.facts, key=lambda fact: _place(fact.source.document, own, place))),
        findings=findings,
        cards=fold_cards(findings, declared.programme, packs.taxonomy),
        verdicts=(),
        matrix=(),
        ownership=Ownership(),
        products=(),
        coverage=(),
    )


def _place(sha256: str, own: Collection[str], known: Mapping[str, int]) -> int:
    """The form first, then files as they became known, then the others."""
    return -1 if sha256 in own else known.get(sha256, len(known))


def stands(finding: Finding, rule: CheckRule, part_read: Mapping[str, int]) -> bool:
    """Whether papers that are still unread could at most explain a finding, not be what it misses."""
    if finding.outcome not in POSITIVE or not finding.operands or rule.kind not in STANDING or rule.beside_own or rule.alone:
        return False
    from_part = [operand for operand in finding.operands if operand.fact.source.document in part_read]
    return not from_part or (rule.kind in FROM_PART and all(_is_behind(operand, part_read) for operand in from_part))


def _is_behind(operand: Operand, part_read: Mapping[str, int]) -> bool:
    """Whether reading has left the page of a value: the last page may be half understood."""
    source = operand.fact.source
    return all(isinstance(span, PageBox) and span.page < part_read[source.document] for span in source.spans)
