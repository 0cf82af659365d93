"""Papers beside what the form ticks, counts and names: shapes of numbers, ticked options with their papers, the product a paper is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.identity import identified
from docintel.check.making import Seen
from docintel.check.making import declared
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import subject
from docintel.check.misread import is_misread_own
from docintel.check.values import comparable
from docintel.check.values import holders
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.programme import CheckKind
from docintel.domain.programme import CheckRule
from docintel.domain.rights import NUMBERS
from docintel.domain.rights import Row
from docintel.domain.rights import papers
from docintel.domain.rights import rights
from docintel.domain.source import Method
from docintel.domain.wording import Wording
from docintel.text.names import NameMatch
from docintel.text.normal import squeezed

NAMES = ("enterprise_name", "rights_holder", "patent_holder")
NUMBERED = ("uscc", "certificate_number", "document_number")  # in which the digits of a standard may stand by chance
GENERIC = re.compile(
    r"系统|设备|装置|装备|产品|系列|技术|研发|设计|生产|制造|销售|服务|有限|公司|相关|加工|开发|及其?|和|与|的|等|[、,;:。()]"
)
LEAST_SHARED = 2  # characters that two names of one product share at least


def shaped(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """A number on a paper has one of the shapes that its issuers give; the pack names them with their source."""
    shapes = [re.compile(pattern) for _, pattern in rule.patterns]
    for concept in rule.concepts:
        for fact in dossier.facts.evidenced(concept, kinds=rule.kinds):
            text = squeezed(_text(fact)).upper()
            if text and not any(shape.search(text) for shape in shapes):
                yield finding(dossier, rule, _misshapen(dossier, rule, fact))


def _misshapen(dossier: Dossier, rule: CheckRule, fact: Fact) -> Seen:
    what, where, value = words.label(fact, dossier), words.place(fact, dossier), words.value(fact, dossier)
    names = "、".join(name for name, _ in rule.patterns)
    wording = Wording(
        f"{where.zh}的{what.zh} {value.zh} 不合{names}的编号规则，可能是读数有误，请对照原件。",
        f"{what.en} {value.en} in {where.en} has none of the known shapes ({names}): perhaps misread, check the page.",
    )
    return Seen(f"{fact.concept}/{fact.item or fact.source.document[:12]}", Outcome.NEEDS_CHECK, wording, evidenced(fact))


def ticked(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """What the form ticks has a paper that says so, and of what it counts there are as many, where any is attached."""
    held = [row for kind in rule.kinds for row in own_papers(dossier, kind)]
    weighed = _weighed(dossier, rule, held)
    for concept in rule.concepts:
        for fact in dossier.declared(concept):
            if isinstance(fact.value, Choice):
                yield from (finding(dossier, weighed, _bare(dossier, rule, fact, option)) for option in _unproven(rule, fact.value, held))
            elif held and fact.quantity is not None and fact.quantity.value > len(held):
                yield finding(dossier, rule, _fewer(dossier, fact, held))


def _weighed(dossier: Dossier, rule: CheckRule, held: list[Row]) -> CheckRule:
    """The rule; no more than a note where no paper of anything that is ticked or counted is attached, they were perhaps not asked for, and where what one tells was not read."""
    kinds = tuple(kind for one in dossier.rules(CheckKind.TICKED) for kind in one.kinds)
    is_asked = rule.alone or _is_attached(dossier, kinds)
    return rule if is_asked and not any(_is_silent(dossier, row) for row in held) else replace(rule, severity=Severity.NOTE)


def _is_silent(dossier: Dossier, row: Row) -> bool:
    """Whether a recognised paper tells nothing of what its kind has a choice of (the level of an institution): that was not read."""
    facts = tuple(row.values())
    kind = dossier.kinds.get(facts[0].kind)
    chosen = {rule.concept for rule in kind.facts if rule.options} if kind is not None else set()
    return bool(chosen) and facts[0].source.method is Method.OCR and not any(fact.concept in chosen for fact in facts)


def _is_attached(dossier: Dossier, kinds: tuple[str, ...]) -> bool:
    """Whether a paper of one of the kinds is among the documents, readable or not, the applicant's or not."""
    if any(section.kind in kinds for document in dossier.documents for section in document.sections):
        return True
    return any(dossier.facts.of_kind(kind) for kind in kinds)


def own_papers(dossier: Dossier, kind: str) -> tuple[Row, ...]:
    """The papers of a kind that may be the applicant's, a right as it stands after its last paper."""
    return tuple(row for row in _papers(dossier, kind) if _is_own(dossier, row))


def _papers(dossier: Dossier, kind: str) -> tuple[Row, ...]:
    return tuple(right.row for right in rights(dossier.facts, kind)) if kind in NUMBERS else papers(dossier.facts.of_kind(kind))


def _is_own(dossier: Dossier, row: Row) -> bool:
    named = next((row[concept] for concept in NAMES if concept in row), None)
    if named is None or not _text(named):
        return True
    found = [identified(dossier, name, row.get("uscc")) for name in holders(_text(named))]
    return any(one.match is not NameMatch.DIFFERENT or (not one.by_code and is_misread_own(dossier, named)) for one in found)


def _unproven(rule: CheckRule, choice: Choice, held: list[Row]) -> Iterator[str]:
    yield from (option for option, _ in rule.patterns if option in choice.chosen and not any(_says(rule, row, option) for row in held))


def _says(rule: CheckRule, row: Row, option: str) -> bool:
    """Whether a paper bears out an option."""
    text = squeezed(" ".join(_text(fact) for concept, fact in row.items() if concept not in NUMBERED))
    return re.search(dict(rule.patterns)[option], text) is not None


def _bare(dossier: Dossier, rule: CheckRule, fact: Fact, option: str) -> Seen:
    """A tick without a paper; where the paper is there and somebody else's, its name is what is in question."""
    field = dossier.field(fact.concept or "")
    printed = dict(field.options).get(option, option) if field is not None else option
    what, kind = words.label(fact, dossier), words.joined([words.material(kind, dossier) for kind in rule.kinds])
    foreign = [row for one in rule.kinds for row in _papers(dossier, one) if not _is_own(dossier, row) and _says(rule, row, option)]
    named = [row[concept] for row in foreign for concept in NAMES if concept in row][:1]
    zh, en = ("；对应的一份不属于申报企业", "; the one that is belongs to somebody else") if named else ("", "")
    if _is_attached(dossier, rule.kinds):
        zh = f"所附本企业的{kind.zh}中未找到与之对应的一份{zh}，需核实。"
        en = f"none of the applicant's papers ({kind.en}) is about it{en}: to be checked."
    else:
        zh, en = f"未见相应材料（{kind.zh}），需核实。", f"no paper of that kind ({kind.en}) is attached: to be checked."
    wording = Wording(f"申请书{what.zh}勾选“{printed}”，{zh}", f"The form ticks “{printed}” under {what.en}; {en}")
    return Seen(f"{subject(fact)}/{option}", Outcome.MISSING, wording, declared(fact) + evidenced(*named))


def _fewer(dossier: Dossier, fact: Fact, held: list[Row]) -> Seen:
    what, value = words.label(fact, dossier), words.value(fact, dossier)
    proof = [next(iter(row.values())) for row in held]
    kind = words.material(proof[0].kind, dossier)
    wording = Wording(
        f"申请书填报{what.zh} {value.zh}；所附{kind.zh}中属于申报企业的有{len(held)}件，需核实。",
        f"The form gives {what.en} as {value.en}; {len(held)} of the attached papers ({kind.en}) are the applicant's: to be checked.",
    )
    return Seen(subject(fact), Outcome.NEEDS_CHECK, wording, declared(fact) + evidenced(*proof))


def mentions(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """At least one paper speaks of the declared product (first concept): its scope or product shares a word with it that is not generic."""
    stated = next((fact for fact in dossier.declared(rule.concepts[0]) if _text(fact)), None)
    found = [fact for concept in rule.concepts[1:] for fact in dossier.facts.evidenced(concept, kinds=rule.kinds) if _text(fact)]
    found = [fact for fact in found if dossier.is_own(fact.entity) and re.search(r"[\u4e00-\u9fff]", _text(fact))]
    if stated is None or not found or any(_is_about(_text(stated), _text(fact)) for fact in found):
        return
    what, value = words.label(stated, dossier), words.value(stated, dossier)
    where, other, said = words.place(found[0], dossier), words.value(found[0], dossier), words.label(found[0], dossier)
    wording = Wording(
        f"申请书填报{what.zh} {value.zh}；{where.zh}的{said.zh}为 {other.zh}，未见该产品，是否相关需核实。",
        f"The form gives {what.en} as {value.en}; {said.en} in {where.en} is {other.en}: whether it covers the product needs checking.",
    )
    yield finding(dossier, rule, Seen(subject(stated), Outcome.NEEDS_CHECK, wording, declared(stated) + evidenced(*found)))


def _is_about(product: str, text: str) -> bool:
    """Whether two texts share characters in a row that say something of a product."""
    one, two = GENERIC.sub(" ", comparable(product)), GENERIC.sub("|", comparable(text))
    match = SequenceMatcher(None, one, two, autojunk=False).find_longest_match()
    return match.size >= LEAST_SHARED or comparable(product) in comparable(text) or comparable(text) in comparable(product)


def _text(fact: Fact) -> str:
    """The words of a fact: of a choice its options, of anything without words nothing."""
    if isinstance(fact.value, Text):
        return fact.value.text
    if isinstance(fact.value, Choice):
        return "、".join(fact.value.chosen)
    return fact.value.code if isinstance(fact.value, Identifier) else ""
