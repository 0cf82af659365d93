"""Codes and signatures of a page as facts."""

from __future__ import annotations

from datetime import date

import pytest

from docintel.domain.document import Code
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import PagePart
from docintel.domain.document import Signature
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.packs import Packs
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.codes import changed_after_signing
from docintel.extract.codes import was_changed
from docintel.extract.stream import extract_facts
from docintel.packs import load_packs

DOCUMENT = "a" * 64
BOX = PageBox(1, 400, 100, 480, 180)
USCC = "91110000600037341L"


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


def page(*lines: str, codes: tuple[Code, ...] = (), signatures: tuple[Signature, ...] = ()) -> Page:
    blocks = tuple(Line(text, PageBox(1, 50, 50 + 20 * at, 300, 62 + 20 * at)) for at, text in enumerate(lines))
    return Page(1, PageKind.TEXT, blocks, 595, 842, codes=codes, signatures=signatures)


def marks(one: Page, kind: str, packs: Packs) -> list[Fact]:
    parts = (PagePart(kind, 0, "题", 1.0),)
    facts = extract_facts(DOCUMENT, [(one, parts)], packs).facts
    return [fact for fact in facts if fact.source.method in (Method.QR, Method.SIGNATURE)]


def signed(*, intact: bool | None = True, changes: str = "none", doubts: tuple[str, ...] = ()) -> Signature:
    return Signature("立信会计师事务所", "2023-04-05T10:11:12+08:00", intact, "whole_file", changes, BOX, doubts)


def test_the_code_of_a_licence_gives_its_credit_code(packs: Packs) -> None:
    code = Code(f"http://www.gsxt.gov.cn/i.html?uniscid={USCC}", "QRCode", BOX)
    text, uscc = marks(page("营业执照", "名称 杭州远景传感有限公司", codes=(code,)), "business_licence", packs)
    assert (text.concept, text.value) == ("code_text", Text(code.text))
    assert (uscc.concept, uscc.value) == ("uscc", Identifier("uscc", USCC, valid=True))
    assert (uscc.source.spans, uscc.source.method, uscc.kind) == ((BOX,), Method.QR, "business_licence")
    assert uscc.entity == "杭州远景传感有限公司"


@pytest.mark.parametrize(("kind", "text"), [("audit_report", f"uniscid={USCC}"), ("business_licence", "uniscid=91110000600037341M")])
def test_no_credit_code_is_taken_from_an_auditors_code_or_without_its_check_digits(packs: Packs, kind: str, text: str) -> None:
    assert [fact.concept for fact in marks(page("标题", codes=(Code(text, "QRCode", BOX),)), kind, packs)] == ["code_text"]


def test_a_signature_gives_its_signer_and_day_both_unverified(packs: Packs) -> None:
    signer, day = marks(page("审计报告", signatures=(signed(doubts=("self_signed",)),)), "audit_report", packs)
    assert (signer.concept, signer.value) == ("signer", Text("立信会计师事务所"))
    assert (day.concept, day.value) == ("signed_on", Date(date(2023, 4, 5)))
    assert signer.item == day.item
    assert signer.source.method is Method.SIGNATURE
    assert signer.source.doubts == ("signer_unverified", "self_signed")


def test_a_signature_without_name_or_day_gives_no_fact(packs: Packs) -> None:
    assert marks(page("审计报告", signatures=(Signature("", "someday", None, "unclear", "unknown"),)), "audit_report", packs) == []


@pytest.mark.parametrize("signature", [signed(), signed(changes="allowed"), signed(intact=None, changes="unknown")])
def test_a_further_signature_or_an_unknown_scheme_is_no_change(signature: Signature) -> None:
    assert not was_changed(signature)
    assert list(changed_after_signing(page("审计报告", signatures=(signature,)))) == []


@pytest.mark.parametrize("signature", [signed(changes="other"), signed(intact=False)])
def test_a_change_after_signing_is_a_problem_to_be_checked(signature: Signature) -> None:
    (problem,) = changed_after_signing(page("审计报告", signatures=(signature,)))
    assert (problem.code, problem.page) == ("changed_after_signing", 1)
    assert "需核实" in problem.message.zh
    assert "立信会计师事务所，2023-04-05" in problem.message.zh


def test_a_change_is_a_doubt_on_the_signer(packs: Packs) -> None:
    signer, _ = marks(page("审计报告", signatures=(signed(changes="other"),)), "audit_report", packs)
    assert "changed_after_signing" in signer.source.doubts


def test_a_code_belongs_to_the_part_it_stands_in(packs: Packs) -> None:
    one = page(
        "审计报告",
        "正文",
        "营业执照",
        codes=(Code("下", "QRCode", PageBox(1, 400, 95, 480, 180)), Code("上", "QRCode", PageBox(1, 400, 40, 480, 85))),
    )
    parts = (PagePart("audit_report", 0, "审计报告", 1.0), PagePart("business_licence", 2, "营业执照", 1.0))
    facts = extract_facts(DOCUMENT, [(one, parts)], packs).facts
    assert [(fact.source.text, fact.kind) for fact in facts if fact.concept == "code_text"] == [
        ("下", "business_licence"),
        ("上", "audit_report"),
    ]
