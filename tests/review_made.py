"""A small whole review whose every text from outside is one text, so that a test can put anything there and look for it in a report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.finding import Card
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.domain.request import Request
from docintel.domain.request import Settled
from docintel.domain.review import Application
from docintel.domain.review import MatrixCell
from docintel.domain.review import MatrixOutcome
from docintel.domain.review import Review
from docintel.domain.source import FieldPath
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.verdict import Judgement
from docintel.domain.verdict import Status
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Wording

ID = "91370611MA15UM7283"
FORM, AUDIT = "a" * 64, "b" * 64
CARD = f"{ID}/A01/revenue@2022"


def review_made(text: str = "例甲有限公司", *, evidenced: Status = Status.MET, grade: str = "material_figure") -> Review:
    """One card (revenue on the form against the audit report), one condition, one stake, one paper to ask for."""
    declared = _revenue("1234567000", "12,3456.7", Source(FORM, (FieldPath("fields.b.rev.2022"),), text, Method.FORM))
    proof = _revenue("99.01", "0.01", Source(AUDIT, (PageBox(3, 10, 20, 30, 40),), text, Method.TEXT))
    named = Fact("main_product", "主导产品", text, None, Scope.UNSTATED, Text(text), _online("fields.h.product", text), "application_form")
    key, said = FindingKey(ID, "A01", "revenue@2022"), _said(text)
    operands = (Operand(Role.DECLARED, declared), Operand(Role.EVIDENCED, proof))
    diagnosis = Diagnosis("unit_slip", said, text)
    finding = Finding(key, "A01", Severity.CONFLICT, Outcome.DISAGREE, said, said, operands, diagnosis)
    card = Card(CARD, said, Severity.CONFLICT, grade, 1, (key,))
    cell = MatrixCell("revenue", said, 2022, "income_statement", MatrixOutcome.DISAGREE, declared, proof, field="b.rev")
    return Review(
        application=Application(ID, text, text, ID, "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10), (2022, 2021, 2020)),
        packs=(),
        registers=(),
        documents=(Document(text, AUDIT, ReadStatus.OK, 9), Document("form.json", FORM, ReadStatus.OK, 1)),
        facts=(declared, proof, named),
        findings=(finding,),
        cards=(card,),
        verdicts=(_verdict(text, evidenced),),
        matrix=(cell,),
        ownership=_ownership(text),
        products=(),
        coverage=(said,),
        requests=(Request("form", None, said, (Settled(CARD, said, said),)),),
    )


def _said(text: str) -> Wording:
    return Wording(text if text.strip() else "空", text if text.strip() else "blank")


def _online(field: str, text: str) -> Source:
    return Source(FORM, (FieldPath(field),), text, Method.FORM)


def _revenue(value: str, step: str, source: Source) -> Fact:
    quantity = Quantity(Decimal(value), "CNY", Decimal(step.replace(",", "")) if "," not in step else Decimal(1))
    return Fact("revenue", "营业收入", "例甲", Period.of_year(2022), Scope.UNSTATED, quantity, source, "income_statement")


def _verdict(text: str, evidenced: Status) -> Verdict:
    trace = Trace("debt_ratio <= 70", "80% > 70%" if evidenced is Status.UNMET else "30% ≤ 70%")
    looks = (Judgement(Status.MET, trace), Judgement(evidenced, trace, Decimal(-10), "percent"))
    return Verdict("debt_ratio", "refinement", _said(text), "debt_ratio <= 70", "70%", text, True, *looks)


def _ownership(text: str) -> Ownership:
    parties = (Party("p", text, PartyKind.PERSON), Party("c", text, PartyKind.ENTERPRISE))
    return Ownership(parties, (Holding("p", "c", Fraction(51, 100), None),), coverage=(_said(text),))
