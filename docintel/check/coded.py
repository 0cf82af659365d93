"""What a code or a name tells by its shape: the region of a credit code, the kind of a patent, the legal form at the end of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording
from docintel.text.normal import squeezed


def coded(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """What the first concept's shape tells (`patterns`, by what they tell) is among what the second one says of the same thing.

    A code of no known shape, one that fails its check digits, and a second value that says none of the names contradict nothing.
    """
    for code in _stated(dossier, rule, rule.concepts[0]):
        told = {name for name, pattern in rule.patterns if re.search(pattern, _text(code))}
        others = [
            fact
            for fact in _stated(dossier, rule, rule.concepts[1])
            if fact.item == code.item or not (code.is_declared and fact.is_declared)
        ]
        other = next((fact for fact in others if told and (said := _said(rule, fact)) and not told & said), None)
        if other is not None:
            yield finding(dossier, rule, _otherwise(dossier, rule, code, other, told))


def _stated(dossier: Dossier, rule: CheckRule, concept: str) -> tuple[Fact, ...]:
    """What the form says, else all evidence of the rule's kinds: one paper may be right where another is not.

    Where the enterprise's own code on the form fails its check digits, its papers say the code.
    """
    said = dossier.declared(concept)
    if said and all(fact.item is None and _is_broken(fact) for fact in said):
        held = (fact for fact in dossier.facts.evidenced(concept) if dossier.is_own(fact.entity) and _text(fact))
        return tuple(held)[:1]
    proven = dossier.facts.evidenced(concept, kinds=rule.kinds) if rule.kinds else ()
    return said or tuple(fact for fact in proven if dossier.is_own(fact.entity))


def _is_broken(fact: Fact) -> bool:
    return isinstance(fact.value, Identifier) and fact.value.valid is False


def _text(fact: Fact) -> str:
    value = fact.value
    if isinstance(value, Identifier):
        return "" if _is_broken(fact) else value.code
    return squeezed(value.text) if isinstance(value, Text) else ""


def _said(rule: CheckRule, fact: Fact) -> set[str]:
    names = {name for name, _ in rule.patterns}
    return names & set(fact.value.chosen) if isinstance(fact.value, Choice) else {name for name in names if name in _text(fact)}


def _otherwise(dossier: Dossier, rule: CheckRule, code: Fact, other: Fact, told: set[str]) -> Seen:
    what, value = words.label(code, dossier), words.value(code, dossier)
    where, said = words.label(other, dossier), words.value(other, dossier)
    by_code = words.chosen(other, [name for name, _ in rule.patterns if name in told], dossier)
    wording = Wording(
        f"{what.zh} {value.zh} 按其组成为{by_code.zh}；{where.zh}为 {said.zh}。",
        f"{what.en} {value.en} tells by its shape {by_code.en}; {where.en} is {said.en}.",
    )
    operands = [declared(fact) if fact.is_declared else evidenced(fact) for fact in (code, other)]
    return Seen(subject(other), Outcome.DISAGREE, wording, (*operands[0], *operands[1]))
