"""The HTML report and the JSON faces, from a review written by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import jsonschema
import pytest

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.document import Document
from docintel.domain.document import Problem
from docintel.domain.document import ReadStatus
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.finding import Card
from docintel.domain.finding import Diagnosis
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.ownership import Ownership
from docintel.domain.packs import Packs
from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.domain.review import Application
from docintel.domain.review import Review
from docintel.domain.source import FieldPath
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.packs import load_packs
from docintel.report.encode import review_face
from docintel.report.encode import written
from docintel.report.html import html_report
from docintel.report.plain import plain
from docintel.report.schemas import json_schema

FORM, AUDIT = "a" * 64, "b" * 64
HOSTILE = "<script>alert(1)</script>&{{7*7}}\u202e=HYPERLINK(1)有限公司"
PIXEL = "data:image/png;base64,iVBORw0KGgo="


def revenue(value: str, step: str, source: Source) -> Fact:
    quantity = Quantity(Decimal(value), "CNY", Decimal(step))
    return Fact("revenue", "营业收入", HOSTILE, Period.of_year(2022), Scope.UNSTATED, quantity, source, "income_statement")


@pytest.fixture(scope="module")
def review() -> Review:
    """One card: revenue on the form against the audit report, with every name hostile."""
    declared = revenue("123456700", "100", Source(FORM, (FieldPath("fields.b.rev.2022"),), "12,345.67", Method.FORM))
    evidenced = revenue("99.01", "0.01", Source(AUDIT, (PageBox(3, 10, 20, 30, 40),), "99.01", Method.TEXT))
    key = FindingKey("91110000600037341L", "A01", "revenue@2022")
    explanation = Wording(f"填报与审计报告不一致：{HOSTILE}", f"The form and the audit report disagree: {HOSTILE}")
    finding = Finding(
        key,
        "A01",
        Severity.CONFLICT,
        Outcome.DISAGREE,
        Wording("营业收入与审计报告一致", "revenue equals the audit report"),
        explanation,
        (Operand(Role.DECLARED, declared), Operand(Role.EVIDENCED, evidenced)),
        Diagnosis("unit_slip", Wording("单位可能填错", "perhaps another unit"), "0.01"),
    )
    card = Card("revenue", Wording("营业收入不一致", "revenue disagrees"), Severity.CONFLICT, "material_figure", 1, (key,))
    application = Application(
        "91110000600037341L", HOSTILE, "folder", None, "little-giant-2022", 5, ApplicationKind.NEW, date(2023, 4, 10), (2022, 2021, 2020)
    )
    documents = (
        Document(HOSTILE + ".pdf", AUDIT, ReadStatus.PARTIAL, 9, (), (Problem("needs_ocr", Wording(HOSTILE, HOSTILE), 2),)),
        Document("form.json", FORM, ReadStatus.OK, 1),
    )
    return Review(application, (), (), documents, (declared, evidenced), (finding,), (card,), (), (), Ownership(), (), ())


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("language", list(Language))
def test_hostile_names_come_out_as_text(review: Review, packs: Packs, language: Language) -> None:
    tags = Tags()
    html = html_report(review, packs, language, lambda _document, _box: PIXEL)
    tags.feed(html)
    assert not [tag for tag, _ in tags.seen if tag in ("script", "iframe", "object", "embed", "link", "form")]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;{{7*7}}" in html


def test_the_report_asks_nothing_of_any_network(review: Review, packs: Packs) -> None:
    tags = Tags()
    tags.feed(html_report(review, packs, Language.ZH, lambda _document, _box: PIXEL))
    addresses = [value or "" for _, attributes in tags.seen for name, value in attributes.items() if name in ("src", "href")]
    assert addresses == [PIXEL]


def test_a_card_shows_both_values_their_places_and_the_picture(review: Review, packs: Packs) -> None:
    asked: list[tuple[str, PageBox]] = []

    def crop(document: str, box: PageBox) -> str:
        asked.append((document, box))
        return PIXEL

    html = html_report(review, packs, Language.ZH, crop)
    assert asked == [(AUDIT, PageBox(3, 10, 20, 30, 40))]
    assert "12,345.67" in html
    assert "fields.b.rev.2022" in html
    assert "第3页" in html
    assert "单位可能填错" in html


def test_contacts_and_identity_cards_are_masked_unless_somebody_says_why(review: Review, packs: Packs) -> None:
    name = "例甲（13912345678，0519-55550123，a.b@example.com，11010519491231002X）有限公司"
    named = replace(review, application=replace(review.application, name=name))
    html = html_report(named, packs, Language.ZH, lambda _document, _box: PIXEL)
    assert "例甲（139****5678，0519-****0123，a***@example.com，110105***********X）有限公司" in html
    assert name in html_report(named, packs, Language.ZH, lambda _document, _box: PIXEL, plain)


def test_the_review_face_keeps_its_published_schema(review: Review) -> None:
    face = json.loads(written(review_face(review)))
    jsonschema.validate(face, json_schema("review"))
    assert face["schema"] == "docintel/review/1"
    assert [operand["fact"] for operand in face["findings"][0]["operands"]] == ["f1", "f2"]
    assert face["facts"][1]["source"] == {
        "document": AUDIT,
        "page": 3,
        "box": [10, 20, 30, 40],
        "method": "text",
        "confidence": 1.0,
        "doubts": [],
    }


def test_an_unknown_key_breaks_the_schema(review: Review) -> None:
    face = json.loads(written(review_face(review)))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**face, "verdict_of_the_machine": "ok"}, json_schema("review"))
