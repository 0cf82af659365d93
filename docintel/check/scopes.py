"""One scope for all figures: what the form takes from consolidated statements and what from the company's own does not go together."""

from __future__ import annotations

from collections.abc import Iterator

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import support
from docintel.check.values import Meeting
from docintel.check.values import meeting
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording

OWN = (Scope.PARENT, Scope.STANDALONE)
Taken = tuple[Fact, Fact]  # a declared figure, and the one figure of a statement that it repeats


def scopes(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The figures that tell where they were taken from all come from statements of one scope.

    A figure tells that where the two statements of its year differ and it agrees with one of them alone.
    """
    taken = [one for concept in rule.concepts for fact in dossier.declared(concept) if (one := _taken(dossier, rule, fact)) is not None]
    group = [one for one in taken if one[1].scope is Scope.CONSOLIDATED]
    own = [one for one in taken if one[1].scope in OWN]
    if group and own:
        yield finding(dossier, rule, _mixed(dossier, group, own))


def _taken(dossier: Dossier, rule: CheckRule, fact: Fact) -> Taken | None:
    if fact.quantity is None or not fact.quantity.value or fact.year is None or fact.item is not None or fact.concept is None:
        return None
    found = [one for one in dossier.evidence(fact.concept, fact.year, rule.kinds) if one.quantity is not None]
    met = [one for one in found if meeting(fact.value, one.value, dossier.taxonomy[fact.concept]) is Meeting.AGREE]
    sides = {one.scope is Scope.CONSOLIDATED for one in met if one.scope in (Scope.CONSOLIDATED, *OWN)}
    both = {one.scope is Scope.CONSOLIDATED for one in found if one.scope in (Scope.CONSOLIDATED, *OWN)}
    return (fact, met[0]) if len(sides) == 1 and len(both) == 2 and met[0].scope is not Scope.UNSTATED else None


def _mixed(dossier: Dossier, group: list[Taken], own: list[Taken]) -> Seen:
    """The figures of the company's own statements are in question: consolidated ones count first where there are any."""
    ours, theirs = _named(dossier, own), _named(dossier, group)
    wording = Wording(
        f"申请书的财务数据口径不一：{ours.zh}与母公司（单独）报表一致，{theirs.zh}与合并报表一致。",
        f"The figures of the form mix scopes: {ours.en} as in the company's own statements, {theirs.en} as in the consolidated ones.",
    )
    operands = declared(*(fact for fact, _ in own)) + evidenced(*(proof for _, proof in own))
    return Seen("scopes", Outcome.DISAGREE, wording, operands + support(*group[0]))


def _named(dossier: Dossier, taken: list[Taken]) -> Wording:
    return words.joined([words.label(fact, dossier) for fact, _ in taken])
