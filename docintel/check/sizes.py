"""The size class of the form against the classes of the programme, by the industry's own measures."""

from __future__ import annotations

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.figures import Proof
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.making import support
from docintel.domain.fact import Absence
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.size import Size
from docintel.domain.size import SizeRule
from docintel.domain.size import size_rule
from docintel.domain.wording import Wording

CONCEPTS = {"staff": "staff", "revenue": "revenue", "assets": "total_assets"}
INDUSTRY = ("industry_class", "industry_division")
SIZES = {
    Size.LARGE: Wording("大型", "large"),
    Size.MEDIUM: Wording("中型", "medium"),
    Size.SMALL: Wording("小型", "small"),
    Size.MICRO: Wording("微型", "micro"),
}
Amounts = dict[str, Fact]  # measure -> the figure of the last year


def sized(dossier: Dossier, rule: CheckRule) -> tuple[Finding, ...]:
    """The declared class is the one that staff, revenue or assets of the last year make in the declared industry.

    Every floor of a class has to be reached (AND), so that an enterprise that misses one of the largest class is small or medium (OR). Where evidence
    contradicts a figure and its value makes the declared class right, that figure is in question. An industry without a class says nothing.
    """
    stated, industry = _first(dossier, rule.concepts[0]), _industry(dossier)
    by_industry = None if industry is None else size_rule(dossier.programme.sizes, _code(industry))
    if stated is None or not isinstance(stated.value, Choice) or len(stated.value.chosen) != 1 or industry is None or by_industry is None:
        return ()
    amounts = _amounts(dossier, by_industry)
    size = _size(by_industry, amounts)
    if size is None or size.value == stated.value.chosen[0]:
        return ()
    proof = Proof.of(dossier, tuple(amounts.values()))
    finer = {name: proof.proven.get(fact, fact) for name, fact in amounts.items()}
    mended = {name: proof.refuted.get(fact, fact) for name, fact in finer.items()}
    if _size(by_industry, finer) == stated.value.chosen[0]:
        return ()
    doubted = tuple(proof.refuted) if _size(by_industry, mended) == stated.value.chosen[0] else ()
    return (finding(dossier, rule, _other(dossier, stated, industry, by_industry, amounts, doubted)),)


def _first(dossier: Dossier, concept: str) -> Fact | None:
    return next((fact for fact in dossier.declared(concept) if not isinstance(fact.value, Absence)), None)


def _industry(dossier: Dossier) -> Fact | None:
    found = (_first(dossier, concept) for concept in INDUSTRY)
    return next((fact for fact in found if fact is not None and isinstance(fact.value, Identifier)), None)


def _code(fact: Fact) -> str:
    return fact.value.code if isinstance(fact.value, Identifier) else ""


def _amounts(dossier: Dossier, by_industry: SizeRule) -> Amounts:
    """The declared figures of the last year that the industry's classes ask for."""
    asked = {name for floor in by_industry.floors for name in floor.floors}
    year = dossier.application.years[0]
    found = {name: next(iter(dossier.declared(concept, year)), None) for name, concept in CONCEPTS.items() if name in asked}
    return {name: fact for name, fact in found.items() if fact is not None and fact.quantity is not None}


def _size(by_industry: SizeRule, amounts: Amounts) -> Size | None:
    return by_industry.size({name: fact.quantity.value for name, fact in amounts.items() if fact.quantity is not None})


def _other(
    dossier: Dossier, stated: Fact, industry: Fact, by_industry: SizeRule, amounts: Amounts, doubted: tuple[Fact, ...]
) -> Seen:  # what is said names every one of them
    what, value = words.label(stated, dossier), words.value(stated, dossier)
    size = SIZES[_size(by_industry, amounts) or Size.MICRO]
    figures = words.joined([_valued(dossier, fact) for fact in amounts.values()])
    wording = Wording(
        f"申请书填报{what.zh} {value.zh}；按{by_industry.label.zh}的划型标准（{by_industry.clause}），{figures.zh}为{size.zh}。",
        f"The form gives {what.en} as {value.en}; by the classes for {by_industry.label.en}, {figures.en} makes it {size.en}.",
    )
    others = tuple(fact for fact in (industry, *amounts.values()) if fact not in doubted)
    asked = declared(*doubted) + support(stated) if doubted else declared(stated)
    return Seen(subject(stated), Outcome.DISAGREE, wording, asked + support(*others))


def _valued(dossier: Dossier, fact: Fact) -> Wording:
    what, value = words.label(fact, dossier), words.value(fact, dossier)
    return Wording(f"{what.zh} {value.zh}", f"{what.en} {value.en}")
