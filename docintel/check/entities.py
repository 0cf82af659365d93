"""Whose document it is, whether its codes can be true, and what the auditor says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docintel.check import words
from docintel.check.certificates import NUMBER
from docintel.check.certificates import pairs
from docintel.check.diagnosis import diagnose
from docintel.check.dossier import Dossier
from docintel.check.dossier import match_names
from docintel.check.identity import MATCHES
from docintel.check.identity import Identified
from docintel.check.identity import identified
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.making import support
from docintel.check.misread import is_misread_own
from docintel.check.values import holders
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckRule
from docintel.domain.rights import NUMBERS
from docintel.domain.rights import Row
from docintel.domain.rights import papers
from docintel.domain.rights import rights
from docintel.domain.wording import Wording
from docintel.text.identifiers import uscc_repairs
from docintel.text.names import NameMatch

PAPER_DEPTH = 2  # colons in the item of a paper: kind, document, number of the paper in it


def same_entity(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The enterprise a document names is the applicant, or one of several holders is; of a right its holder after the latest paper.

    A notice that lists several enterprises need only list the applicant too: the other lines are others' and say nothing.
    """
    for concept in rule.concepts:
        seen: set[tuple[str, str]] = set()
        own: set[str] = set()  # kinds of which the applicant's own paper is there
        settled: set[str] = set()  # lists that name the applicant, or of which one line was told
        for paper in sorted(
            _named_papers(dossier, rule, concept), key=lambda paper: not _is_own(dossier, paper[concept], paper.get("uscc"))
        ):
            fact = paper[concept]
            own |= {fact.kind} if _is_own(dossier, fact, paper.get("uscc")) else set()
            place, listing = (fact.source.document, repr(fact.value)), _listing(fact)
            if not isinstance(fact.value, Text) or place in seen or listing in settled:
                continue
            seen.add(place)
            settled |= {listing} if listing else set()
            weighed = replace(rule, severity=Severity.NOTE) if rule.beside_own and fact.kind in own else rule
            yield from _held(dossier, weighed, fact, fact.value.text, paper.get("uscc") or _code_beside(dossier, fact, fact.value.text))


def _code_beside(dossier: Dossier, fact: Fact, name: str) -> Fact | None:
    """The only credit code in the rest of the file, as in the notes of an audit report, where it is another's and so is the present name."""
    if any(match_names(own, name) is NameMatch.SAME for own in dossier.names):
        return None
    there = [one for one in dossier.facts.of("uscc") if one.source.document == fact.source.document]
    is_one = len({one.value for one in there}) == 1 and all(
        not one.entity or match_names(one.entity, name) is NameMatch.SAME for one in there
    )
    return there[0] if is_one and not _is_coded(dossier, there[0]) else None


def _is_coded(dossier: Dossier, fact: Fact) -> bool:
    return isinstance(fact.value, Identifier) and fact.value.code in dossier.codes


def _listing(fact: Fact) -> str:
    """The paper in whose list a fact stands (kind:document:paper:concept:number), empty where it is no line of a list."""
    paper, concept, _ = ("", "", "", *(fact.item or "").rsplit(":", 2))[-3:]
    return f"{paper}:{concept}" if paper.count(":") == PAPER_DEPTH else ""


def _is_own(dossier: Dossier, fact: Fact, code: Fact | None) -> bool:
    """Whether a fact names the applicant beyond doubt, a letter that recognition took for another aside."""
    text = fact.value.text if isinstance(fact.value, Text) else ""
    found = (identified(dossier, holder, code) for holder in holders(text))
    return any(one.match is NameMatch.SAME or (not one.by_code and is_misread_own(dossier, fact)) for one in found)


def _named_papers(dossier: Dossier, rule: CheckRule, concept: str) -> Iterator[Row]:
    """The papers that give the concept, in the order of kinds; those about one right as one."""
    for kind in rule.kinds:
        rows = [right.row for right in rights(dossier.facts, kind)] if kind in NUMBERS else papers(dossier.facts.of_kind(kind))
        yield from (row for row in rows if concept in row)


def _held(dossier: Dossier, rule: CheckRule, fact: Fact, text: str, code: Fact | None) -> Iterator[Finding]:
    named = [identified(dossier, holder, code) for holder in holders(text)]
    best = min(named, key=lambda one: MATCHES.index(one.match), default=None)
    if best is None or best.match is NameMatch.SAME:
        return
    own = dossier.declared("uscc")[:1] if best.by_code else dossier.declared("enterprise_name")[:1]
    about = fact.item or fact.source.document[:12]
    outcome = Outcome.NEEDS_CHECK if best.match is NameMatch.POSSIBLE else Outcome.DISAGREE
    seen = Seen(f"{fact.concept}/{about}", outcome, _unlike(dossier, fact, text, best), evidenced(fact) + support(*own, *best.support))
    yield finding(dossier, rule, seen)


def _unlike(dossier: Dossier, fact: Fact, text: str, best: Identified) -> Wording:
    """What is said of a name that is not, or perhaps not, the applicant's."""
    where, what = words.place(fact, dossier), dossier.taxonomy.label(fact.concept, fact.label)
    doubt = best.match is NameMatch.POSSIBLE
    zh = "两者可能是同一企业，需核实" if doubt else "不是同一名称"
    en = "possibly the same enterprise, to be checked" if doubt else "not the same name"
    if best.by_code and (code := next(iter(best.support), None)) is not None:
        stated = words.value(code, dossier)
        zh = f"该材料所载统一社会信用代码 {stated.zh} 与申报企业不同" + ("，名称相同，需核实" if doubt else "")
        en = f"the credit code {stated.en} on it is another one" + (", the names are the same: to be checked" if doubt else "")
    return Wording(
        f"{where.zh}的{what.zh}为“{text}”，申报企业为“{dossier.names[0]}”，{zh}。",
        f"{what.en} in {where.en} is “{text}”, the applicant is “{dossier.names[0]}”: {en}.",
    )


def opinions(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Every audit opinion about the applicant is unqualified; anything else is for a person to read."""
    told: set[tuple[str, tuple[str, ...], int | None]] = set()
    for fact in dossier.facts.evidenced("audit_opinion"):
        if not isinstance(fact.value, Choice) or fact.value.chosen == ("unqualified",) or not dossier.is_own(fact.entity):
            continue
        place = (fact.source.document, fact.value.chosen, fact.year)
        if place not in told:
            told.add(place)
            yield finding(dossier, rule, _opinion(dossier, fact))


def _opinion(dossier: Dossier, fact: Fact) -> Seen:
    where, value = words.place(fact, dossier), words.value(fact, dossier)
    wording = Wording(
        f"{where.zh}的审计意见为{value.zh}，不是标准无保留意见，其影响需核实。",
        f"{where.en} gives {value.en}, not an unqualified opinion; what it means for the figures needs checking.",
    )
    return Seen(f"audit_opinion/{fact.source.document[:12]}", Outcome.NEEDS_CHECK, wording, evidenced(fact))


def identifiers(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The check digits of declared codes hold; in documents only where the rule names their kinds."""
    for concept in rule.concepts:
        for fact in dossier.facts.of(concept):
            wanted = fact.is_declared or fact.kind in rule.kinds
            if wanted and isinstance(fact.value, Identifier) and fact.value.valid is False:
                yield finding(dossier, rule, _invalid(dossier, fact, fact.value))


def _invalid(dossier: Dossier, fact: Fact, identifier: Identifier) -> Seen:
    what, where = dossier.taxonomy.label(fact.concept, fact.label), words.place(fact, dossier)
    wording = Wording(
        f"{where.zh}中的{what.zh} {identifier.code} 校验位不符，不是有效号码。",
        f"{what.en} {identifier.code} in {where.en} fails its check digit.",
    )
    proof = _proof(dossier, fact)
    part = declared(fact) if fact.is_declared else evidenced(fact)
    if proof is None:
        return Seen(subject(fact), Outcome.INVALID, wording, part, _repair(identifier))
    return Seen(subject(fact), Outcome.INVALID, wording, part + evidenced(proof), diagnose(fact, proof, dossier))


def _proof(dossier: Dossier, fact: Fact) -> Fact | None:
    """The evidence for a declared code, where it says otherwise."""
    if not fact.is_declared or fact.concept is None:
        return None
    if fact.concept == NUMBER:
        return next((pair.certificate[NUMBER] for pair in pairs(dossier) if pair.listed[NUMBER] == fact), None)
    proof = dossier.best(fact.concept, fact.year)
    return proof if proof is not None and isinstance(proof.value, Identifier) else None


def _repair(identifier: Identifier) -> Diagnosis | None:
    """The only valid code one easily confused character away; a guess, and said to be one."""
    repairs = uscc_repairs(identifier.code) if identifier.scheme == "uscc" else ()
    if len(repairs) != 1:
        return None
    wording = Wording(
        f"改动一个易混字符即为有效号码 {repairs[0]}：仅供核对，未见其他材料佐证。",
        f"With one easily confused character changed it is the valid code {repairs[0]}: a suggestion that no document supports.",
    )
    return Diagnosis("digit_changed", wording, repairs[0])
