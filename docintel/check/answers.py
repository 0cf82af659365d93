"""The form's answers in themselves: codes within one another, questions that call for names, texts of the length allowed, titles required."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.making import support
from docintel.domain.fact import Absence
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.programme import FormField
from docintel.domain.wording import Wording
from docintel.text.normal import is_blank
from docintel.text.normal import squeezed

CODE = re.compile(r"\d+")


def nested(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The finer code (first concept) begins with the coarser one (second); what is not filled in or has no digits contradicts nothing."""
    finer, coarser = (_first(dossier, concept) for concept in rule.concepts[:2])
    if finer is None or coarser is None:
        return
    one, two = _code(finer), _code(coarser)
    if one and two and not one.startswith(two):
        what, value = words.label(finer, dossier), words.value(finer, dossier)
        other, wide = words.label(coarser, dossier), words.value(coarser, dossier)
        wording = Wording(
            f"申请书填报{what.zh} {value.zh}，不属于所填的{other.zh} {wide.zh}。",
            f"{what.en}, {value.en}, is not within the declared {other.en}, {wide.en}.",
        )
        yield finding(dossier, rule, Seen(subject(finer), Outcome.DISAGREE, wording, declared(finer, coarser)))


def _first(dossier: Dossier, concept: str) -> Fact | None:
    return next((fact for fact in dossier.declared(concept) if not isinstance(fact.value, Absence)), None)


def _code(fact: Fact) -> str:
    text = fact.value.code if isinstance(fact.value, Identifier) else fact.source.text
    match = CODE.search(squeezed(text))
    return "" if match is None else match.group()


def answered(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """A question (first concept) answered by one of `allowed` names what it asks for (second); another answer names nothing."""
    question = _first(dossier, rule.concepts[0])
    if question is None or not isinstance(question.value, Choice) or dossier.field(rule.concepts[1]) is None:
        return
    named = [fact for fact in dossier.declared(rule.concepts[1]) if _text(fact)]
    is_called_for = bool(set(question.value.chosen) & set(rule.allowed))
    if is_called_for != bool(named):
        yield finding(dossier, rule, _unanswered(dossier, rule, question, named))


def _text(fact: Fact) -> str:
    if isinstance(fact.value, Absence) or (isinstance(fact.value, Text) and is_blank(fact.value.text)):
        return ""
    return "" if squeezed(fact.source.text) in ("无", "否", "不适用") else fact.source.text


def _unanswered(dossier: Dossier, rule: CheckRule, question: Fact, named: list[Fact]) -> Seen:
    what, answer = words.label(question, dossier), words.value(question, dossier)
    wanted = dossier.taxonomy.label(rule.concepts[1])
    if not named:
        wording = Wording(
            f"申请书的“{what.zh}”选填 {answer.zh}，但未填写{wanted.zh}。",
            f"The form answers “{what.en}” with {answer.en} and does not give: {wanted.en}.",
        )
        return Seen(subject(question), Outcome.MISSING, wording, declared(question))
    value = words.value(named[0], dossier)
    wording = Wording(
        f"申请书的“{what.zh}”选填 {answer.zh}，却填写了{wanted.zh} {value.zh}，以哪一处为准需核实。",
        f"The form answers “{what.en}” with {answer.en} and yet gives {wanted.en} {value.en}: which counts needs checking.",
    )
    return Seen(subject(question), Outcome.NEEDS_CHECK, wording, declared(question, *named))


def lengths(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """No text is longer than its field allows, white space not counted."""
    for field in dossier.programme.fields:
        if field.longest is not None:
            yield from (
                finding(dossier, rule, _too_long(dossier, field, fact)) for fact in dossier.declared(field.concept) if _over(field, fact)
            )


def _over(field: FormField, fact: Fact) -> bool:
    return isinstance(fact.value, Text) and field.longest is not None and len(squeezed(fact.value.text)) > field.longest


def _too_long(dossier: Dossier, field: FormField, fact: Fact) -> Seen:
    what, count = words.label(fact, dossier), len(squeezed(fact.source.text))
    wording = Wording(
        f"申请书的{what.zh}有{count}字，超过规定的{field.longest}字。", f"{what.en} has {count} characters; {field.longest} are allowed."
    )
    return Seen(subject(fact), Outcome.INVALID, wording, declared(fact))


def titled(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """What the programme requires to be answered with one of `allowed` is so answered; a question left open is said elsewhere."""
    for concept in rule.concepts:
        fact = _first(dossier, concept)
        if fact is not None and isinstance(fact.value, Choice) and fact.value.chosen and not set(fact.value.chosen) & set(rule.allowed):
            what, answer = words.label(fact, dossier), words.value(fact, dossier)
            wording = Wording(
                f"申请书的“{what.zh}”选填 {answer.zh}；{rule.clause}，需核实。",
                f"The form answers “{what.en}” with {answer.en}; {rule.rule.en.rstrip('.')}: to be checked.",
            )
            yield finding(dossier, rule, Seen(subject(fact), Outcome.NEEDS_CHECK, wording, support(fact)))
