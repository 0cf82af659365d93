"""The programme's tests on the ownership graph: one finding per relation, the form's answer beside the path that contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.fact import HELD
from docintel.domain.fact import LIST_CUT
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.ownership import ControllerKind
from docintel.domain.ownership import Difference
from docintel.domain.ownership import HoldingRelation
from docintel.domain.ownership import Hop
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.review import Application
from docintel.domain.review import ProductCandidate
from docintel.domain.source import Method
from docintel.domain.wording import Wording
from docintel.ownership.answered import answered_findings
from docintel.ownership.building import SAID
from docintel.ownership.near import near_findings
from docintel.ownership.words import CHAMPION
from docintel.ownership.words import GROUP
from docintel.ownership.words import HOLDING
from docintel.ownership.words import STATED
from docintel.ownership.words import SUMS
from docintel.ownership.words import OwnershipCheck
from docintel.text.likeness import compare_names
from docintel.text.misreading import MISREAD_AT_MOST
from docintel.text.misreading import misread_letters
from docintel.text.names import NameMatch
from docintel.text.names import normalise_name

SUM_TOLERANCE = Decimal("0.05")  # percentage points: rounding of printed shares (domain.md OWN-9)
CHAMPIONS = ("单项冠军", "champion")
UNEXPLAINED = {Difference.CHAIN, Difference.THRESHOLD, Difference.UNEXPLAINED}  # differences that leave open why another is named


def ownership_findings(
    application: Application,
    facts: Facts,
    ownership: Ownership,
    products: tuple[ProductCandidate, ...],
    registers: tuple[Register, ...] = (),
) -> tuple[Finding, ...]:
    """Everything the ownership side finds, in the order of its checks."""
    own = [one for register in registers for one in register.recognitions if _is_own(one, application)]
    desk = _Desk(application, facts, ownership, products, own)
    near = near_findings(application, facts, ownership, registers)
    answered = answered_findings(application, facts, ownership, registers)
    return (*desk.holdings(), *desk.groups(), *near, *answered, *desk.stated(), *desk.actual(), *desk.sums(), *desk.champions())


class _Desk:
    """One application's ownership before its tests."""

    def __init__(
        self, application: Application, facts: Facts, ownership: Ownership, products: tuple[ProductCandidate, ...], own: list[Recognition]
    ) -> None:
        self.application, self.facts, self.ownership, self.products = application, facts, ownership, products
        self.own = own
        self.names = {party.id: party.name for party in ownership.parties}

    def holdings(self) -> Iterator[Finding]:
        """A holding relation with a recognised enterprise, in either direction."""
        for relation in self.ownership.relations:
            if relation.direction != "group" and not _is_champion(relation):
                yield self.related(HOLDING, relation, "holding_relation", Outcome.DISAGREE)

    def groups(self) -> Iterator[Finding]:
        """The same group and a product that may be similar: a candidate for a person."""
        for relation in self.ownership.relations:
            other = self.names.get(relation.other, relation.other)
            candidate = next((one for one in self.products if one.same_group and one.other_party == other), None)
            if relation.direction == "group" and candidate is not None:
                yield self.related(GROUP, relation, "same_group_product", Outcome.CANDIDATE, candidate)

    def related(
        self, check: OwnershipCheck, relation: HoldingRelation, concept: str, outcome: Outcome, candidate: ProductCandidate | None = None
    ) -> Finding:
        """One relation, with the form's answer to the question and the stakes that prove it."""
        answer = self.facts.declared(concept)
        denied = answer is not None and isinstance(answer.value, Choice) and answer.value.chosen == ("no",)
        says = Wording("申请书填“否”，需核实。", "The form says no; to be checked.") if denied else Wording("需核实。", "To be checked.")
        alike = _alike(candidate)
        explanation = Wording(f"{relation.wording.zh}{alike.zh}{says.zh}", f"{relation.wording.en} {alike.en}{says.en}")
        operands = [Operand(Role.DECLARED, answer)] if answer is not None else []
        operands += [Operand(Role.EVIDENCED, fact) for fact in self.proofs(relation)]
        severity = Severity.CONFLICT if denied and outcome is Outcome.DISAGREE else Severity.WARNING
        settled = outcome if denied or outcome is Outcome.CANDIDATE else Outcome.NEEDS_CHECK
        return Finding(self.key(check, relation.other), check.id, severity, settled, check.rule, explanation, tuple(operands))

    def proofs(self, relation: HoldingRelation) -> list[Fact]:
        """The facts behind the hops."""
        sources = [hop.source for hop in relation.path if hop.source is not None]
        return [fact for source in sources for fact in self.facts if fact.source == source]

    def stated(self) -> Iterator[Finding]:
        """The controlling shareholder of the form against the largest holder over half in the equity table."""
        said = self.facts.declared("controlling_shareholder")
        own = [
            edge for edge in self.ownership.edges if edge.company == self.ownership.applicant and edge.counts and edge.capital[0] * 2 > 1
        ]
        stakes = [one for edge in own for one in edge.statements if one.share is not None]
        if said is None or not isinstance(said.value, Text) or not stakes:
            return
        holder = self.names[stakes[0].holder]
        seen = any(fact.source.method is Method.OCR for fact in self.facts if fact.source == stakes[0].source)
        if seen and 0 < misread_letters(said.value.text, holder) <= MISREAD_AT_MOST:
            return
        if compare_names(said.value.text, holder) is NameMatch.DIFFERENT:
            explanation = Wording(
                f"申请书填控股股东为{said.value.text}；股权结构表中持股超过50%的是{holder}。",
                f"The form names {said.value.text} as controlling shareholder; the equity table has {holder} with more than 50 %.",
            )
            proof = [Operand(Role.EVIDENCED, fact) for fact in self.facts if fact.source == stakes[0].source]
            yield Finding(
                self.key(STATED, "controlling_shareholder"),
                STATED.id,
                Severity.CONFLICT,
                Outcome.DISAGREE,
                STATED.rule,
                explanation,
                (Operand(Role.DECLARED, said), *proof),
            )

    def actual(self) -> Iterator[Finding]:
        """The actual controller of the form against the persons who control through every level of the stakes and votes seen.

        Who directs an enterprise by agreement or otherwise need not hold it (Company Law art. 265), so this is for a person to settle; where
        anything explains the difference (kin, concert, the state, a level between), nothing is said.
        """
        said = self.facts.declared(ControllerKind.ACTUAL.value)
        view = next((one for one in self.ownership.views if one.company == self.ownership.applicant), None)
        if said is None or not isinstance(said.value, Text) or view is None or not view.determined or not self.are_persons(view.computed):
            return
        answers = [one for one in view.stated if one.declared and one.kind is ControllerKind.ACTUAL]
        if not answers or set(view.differences) - UNEXPLAINED or any(set(one.parties) & set(view.computed) for one in answers):
            return
        names = [self.names[party] for party in view.computed]
        if any(_may_be_one(said.value.text, name, view.proof, self.facts) for name in names):
            return
        persons = "、".join(names)
        explanation = Wording(
            f"申请书填实际控制人为{said.value.text}；按材料中的持股和表决安排逐级计算，控制申报企业的是{persons}，需核实（材料之外另有协议或安排的除外）。",
            f"The form names {said.value.text} as actual controller; by the stakes and votes seen, level by level, it is controlled by {', '.join(names)}; "
            "to be checked (arrangements outside the papers aside).",
        )
        sources = [hop.source for hop in view.proof if hop.source is not None]
        proof = [Operand(Role.EVIDENCED, fact) for source in sources for fact in self.facts if fact.source == source]
        key, operands = self.key(STATED, ControllerKind.ACTUAL.value), (Operand(Role.DECLARED, said), *proof)
        yield Finding(key, STATED.id, Severity.WARNING, Outcome.NEEDS_CHECK, STATED.rule, explanation, operands)

    def are_persons(self, parties: Sequence[str]) -> bool:
        """Whether there are any, and all of them natural persons."""
        kinds = {party.id: party.kind for party in self.ownership.parties}
        return bool(parties) and all(kinds.get(party) is PartyKind.PERSON for party in parties)

    def sums(self) -> Iterator[Finding]:
        """Equity tables whose printed shares do not add up to 100 %."""
        tables: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self.facts.of("shareholder_share"):
            item = fact.item or ""
            if fact.quantity is not None and fact.kind == "equity_table" and SAID not in item and HELD not in item:
                tables[fact.source.document, fact.entity].append(fact)
        for (_, entity), shares in tables.items():
            odd = list(_odd_lists(shares))
            if odd and not any(LIST_CUT in fact.source.doubts for fact in odd):
                yield self.wrong_sum(entity, _sum(odd), odd)

    def wrong_sum(self, entity: str, total: Decimal, shares: Iterable[Fact]) -> Finding:
        """The finding of one table."""
        explanation = Wording(
            f"{entity}股权结构表各股东持股比例合计为{total}%，不是100%；可能有股东漏列或比例填错，需核实。",
            f"The shares in the equity table of {entity} add up to {total} %, not 100 %: a holder may be missing or a share wrong; to be checked.",
        )
        held = tuple(shares)
        operands = tuple(Operand(Role.EVIDENCED, fact) for fact in held)
        severity = Severity.NOTE if any(_is_digit_off(fact, held) for fact in held) else Severity.WARNING
        return Finding(self.key(SUMS, entity), SUMS.id, severity, Outcome.NEEDS_CHECK, SUMS.rule, explanation, operands)

    def champions(self) -> Iterator[Finding]:
        """A new applicant that is itself on a valid list of single champions."""
        name = self.facts.declared("enterprise_name")
        if self.application.kind is not ApplicationKind.NEW or name is None:
            return
        for recognition in self.own:
            if any(word in recognition.list_kind for word in CHAMPIONS):
                explanation = Wording(
                    f"申报企业在名单“{recognition.list_kind}”（{recognition.batch}）中，新申报不再推荐，需核实。",
                    f"The applicant is on the list {recognition.list_kind} ({recognition.batch}); new applications of champions are not recommended.",
                )
                operands = (Operand(Role.DECLARED, name),)
                key = self.key(CHAMPION, recognition.list_kind)
                yield Finding(key, CHAMPION.id, Severity.WARNING, Outcome.NEEDS_CHECK, CHAMPION.rule, explanation, operands)

    def key(self, check: OwnershipCheck, subject: str) -> FindingKey:
        """The stable name of a finding."""
        return FindingKey(self.application.id, check.id, subject)


def _odd_lists(shares: Iterable[Fact]) -> Iterator[Fact]:
    """The shares of the lists of one enterprise that do not make 100 % by themselves; nothing where together they do: one list in parts."""
    lists: dict[str, list[Fact]] = defaultdict(list)
    for fact in shares:
        lists[(fact.item or "").rpartition(":")[0]].append(fact)
    odd = [fact for one in lists.values() if not _makes_whole(one) for fact in one]
    yield from () if _makes_whole(odd) else odd


def _sum(shares: Iterable[Fact]) -> Decimal:
    return sum((fact.quantity.value for fact in shares if fact.quantity is not None), Decimal(0))


def _makes_whole(shares: Sequence[Fact], more: Decimal = Decimal(0)) -> bool:
    """Whether shares, one of them by so much `more`, add up to 100 %, as far as rounding goes."""
    allowed = max(SUM_TOLERANCE, sum((fact.quantity.step for fact in shares if fact.quantity is not None), Decimal(0)) / 2)
    return abs(_sum(shares) + more - 100) <= allowed


def _is_digit_off(fact: Fact, shares: Sequence[Fact]) -> bool:
    """Whether a share of a recognised table that was read with a doubt makes the sum right with one of its digits another."""
    if fact.quantity is None or not fact.source.doubts or fact.source.method is not Method.OCR:
        return False
    own = f"{fact.quantity.value:f}"
    readings = (Decimal(own[:at] + digit + own[at + 1 :]) for at, char in enumerate(own) if char.isdigit() for digit in "0123456789")
    return any(_makes_whole(shares, read - fact.quantity.value) for read in readings)


def _is_own(recognition: Recognition, application: Application) -> bool:
    """Whether an entry is the applicant: by credit code where the list has one, else by the very name."""
    if not recognition.valid_on(application.as_of):
        return False
    if recognition.uscc is not None and application.uscc is not None:
        return recognition.uscc == application.uscc
    return normalise_name(recognition.name) == normalise_name(application.name)


def _may_be_one(said: str, name: str, proof: Sequence[Hop], facts: Facts) -> bool:
    """Whether a name on the form may be this one: alike, or but for what recognition may have misread on the papers of the proof."""
    sources = [hop.source for hop in proof if hop.source is not None]
    seen = any(fact.source.method is Method.OCR for fact in facts if fact.source in sources)
    return compare_names(said, name) is not NameMatch.DIFFERENT or (seen and 0 < misread_letters(said, name) <= MISREAD_AT_MOST)


def _alike(candidate: ProductCandidate | None) -> Wording:
    """The likeness of products where it matters; else that the recognition is in force."""
    if candidate is None:
        return Wording("其认定在有效期内。", "The recognition is in force. ")
    reasons_zh = "；".join(reason.zh for reason in candidate.reasons)
    reasons_en = "; ".join(reason.en for reason in candidate.reasons)
    return Wording(
        f"主导产品“{candidate.product}”与其“{candidate.other_product}”可能相似（{reasons_zh}），是否相似由人判断。",
        f"The main product “{candidate.product}” may be similar to its “{candidate.other_product}” ({reasons_en}), for a person to judge. ",
    )


def _is_champion(relation: HoldingRelation) -> bool:
    return relation.recognition is not None and any(word in relation.recognition.list_kind for word in CHAMPIONS)
