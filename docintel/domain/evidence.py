"""Which fact proves a declared one: the pack's order of evidence, the report's own year before a later comparison column."""

from __future__ import annotations

from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Scope
from docintel.domain.programme import Programme

HEADING_LOST = frozenset({"kind_inferred", "period_assumed", "scope_assumed"})
"""Doubts of a figure whose statement or column has no heading of its own that was read: one that has comes before it."""
DEFAULT_SCOPES = (Scope.CONSOLIDATED, Scope.STANDALONE, Scope.UNSTATED, Scope.PARENT)


def ranked_evidence(facts: Facts, programme: Programme, concept: str, year: int | None, entity: str | None = None) -> tuple[Fact, ...]:
    """All evidence for a concept (about `entity` where given), best first; empty where none was found or none is asked for."""
    found: list[Fact] = []
    for rule in programme.evidence_for(concept):
        scopes = rule.scopes or DEFAULT_SCOPES
        candidates = [fact for fact in facts.evidenced(concept, year=year, kinds=rule.kinds) if fact.scope in scopes]
        about = [fact for fact in candidates if entity is None or fact.entity == entity]
        found += sorted(about, key=lambda fact: rank(facts, fact, scopes, rule.kinds))
    return tuple(dict.fromkeys(found))


def corroborating(facts: Facts, programme: Programme, concept: str, year: int | None) -> tuple[Fact, ...]:
    """What says something near a concept and is no proof of its own: insured persons beside staff. Best first, to be asked for by kind."""
    found: list[Fact] = []
    for rule in programme.corroboration_for(concept):
        candidates = facts.evidenced(rule.stated_as or concept, year=year, kinds=rule.kinds)
        found += sorted(candidates, key=lambda fact: rank(facts, fact, DEFAULT_SCOPES, rule.kinds))
    return tuple(dict.fromkeys(found))


def rank(facts: Facts, fact: Fact, scopes: tuple[Scope, ...], kinds: tuple[str, ...]) -> tuple[bool, bool, int, bool, int]:
    """Where a fact stands in the order of evidence: tables before sentences, a report's own year before a comparison, headings read before those taken for granted.

    The parent's figure in place of the group's that was not read counts no more than a comparison.
    """
    is_behind = not facts.is_current(fact) or (Scope.CONSOLIDATED in scopes and facts.is_stand_in(fact))
    is_assumed = bool(HEADING_LOST.intersection(fact.source.doubts))
    return fact.sentence is not None, is_behind, scopes.index(fact.scope), is_assumed, kinds.index(fact.kind)


def best_evidence(facts: Facts, programme: Programme, concept: str, year: int | None, entity: str | None = None) -> Fact | None:
    """The evidence that counts, None where none was found."""
    return next(iter(ranked_evidence(facts, programme, concept, year, entity)), None)
