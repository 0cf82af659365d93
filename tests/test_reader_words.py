"""The words `qr` and `many` of a pack's rules, and what a paper says twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import document
from fact_text import load_packs_once

from docintel.domain.document import Code
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import PagePart
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.domain.packs import Packs
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.wording import Wording
from docintel.extract.stream import extract_facts

USCC, OTHER_USCC = "91110000600037341L", "91330106MA2CF1XE0T"
SIZE = 10.0


def packs_of(*rules: FactRule) -> Packs:
    """Our packs with one kind more, `slip`."""
    loaded = load_packs_once()
    return replace(loaded, kinds={**loaded.kinds, "slip": DocumentKind("slip", "1", Wording("单据", "slip"), facts=rules)})


def line(text: str, number: int, left: float = 50) -> Line:
    box = PageBox(1, left, 100 + 16 * number, left + SIZE * len(text), 110 + 16 * number)
    return Line(text, box, (Word(text, box),))


def read(packs: Packs, *texts: str | Line, codes: tuple[str, ...] = ()) -> list[Fact]:
    """What is read on a page of lines and codes."""
    blocks = tuple(line(text, number) if isinstance(text, str) else text for number, text in enumerate(texts))
    seen = tuple(Code(code, "QRCode", PageBox(1, 450, 100, 520, 170)) for code in codes)
    page = Page(1, PageKind.TEXT, blocks, 600, 800, codes=seen)
    return list(extract_facts(document("单据.pdf"), [(page, (PagePart("slip", 0, None, 0.9),))], packs).facts)


def of(facts: list[Fact], concept: str) -> list[Fact]:
    return [fact for fact in facts if fact.concept == concept]


NUMBERED = FactRule(Reader.QR, "certificate_number", pattern=r"no=(?P<value>[A-Z0-9-]+)")


def test_a_code_gives_the_group_of_its_pattern_with_the_place_of_the_code() -> None:
    (fact,) = of(read(packs_of(NUMBERED), "任意文字", codes=("https://example.invalid/q?no=AB-0145&y=1",)), "certificate_number")
    assert fact.source.text == "AB-0145"
    assert fact.source.method is Method.QR
    assert fact.source.spans == (PageBox(1, 450, 100, 520, 170),)


def test_a_pattern_without_a_group_gives_all_that_it_meets() -> None:
    rule = FactRule(Reader.QR, "certificate_number", pattern=r"AB-\d{4}")
    assert [fact.source.text for fact in of(read(packs_of(rule), "任意文字", codes=("x AB-0145 y",)), "certificate_number")] == ["AB-0145"]


@pytest.mark.parametrize("codes", [(), ("https://example.invalid/q?id=7",)])
def test_a_code_of_another_form_and_a_page_without_one_give_nothing(codes: tuple[str, ...]) -> None:
    assert of(read(packs_of(NUMBERED), "任意文字", codes=codes), "certificate_number") == []


def test_a_code_in_whose_place_no_valid_credit_code_stands_gives_none() -> None:
    rule = FactRule(Reader.QR, "uscc", pattern=r"id=(?P<value>\w+)")
    assert of(read(packs_of(rule), "任意文字", codes=("id=12345",)), "uscc") == []


def test_what_the_code_says_otherwise_than_the_page_is_doubted() -> None:
    packs = packs_of(
        FactRule(Reader.LABEL_RIGHT, "uscc", labels=("统一社会信用代码",)), FactRule(Reader.QR, "uscc", pattern=r"id=(?P<value>\w+)")
    )
    same = of(read(packs, f"统一社会信用代码：{USCC}", codes=(f"id={USCC}",)), "uscc")
    other = of(read(packs, f"统一社会信用代码：{USCC}", codes=(f"id={OTHER_USCC}",)), "uscc")
    assert all("qr_differs" not in fact.source.doubts for fact in same)
    assert any("qr_differs" in fact.source.doubts for fact in other if fact.source.method is Method.QR)


NAMES = ("苏州样本科技有限公司", "常州范例控股有限公司", "无锡样例电子有限公司")


def holders(*, many: bool, texts: tuple[str | Line, ...], most: int = 4) -> list[str]:
    """The rights holders of a page."""
    rule = FactRule(Reader.KEY_VALUE, "rights_holder", labels=("著作权人",), lines=most, many=many)
    facts = of(read(packs_of(rule, FactRule(Reader.LABEL_RIGHT, "issue_date", labels=("颁发日期",))), *texts), "rights_holder")
    return [fact.value.text for fact in facts if isinstance(fact.value, Text)]


def under(text: str, number: int) -> Line:
    """A line that begins where the value of the label above begins."""
    return line(text, number, 50 + SIZE * len("著作权人："))


def test_names_in_lines_of_their_own_are_several() -> None:
    assert holders(many=True, texts=(f"著作权人：{NAMES[0]}", under(NAMES[1], 1), under(NAMES[2], 2))) == ["；".join(NAMES)]


def test_without_the_word_a_whole_name_ends_with_its_line() -> None:
    assert holders(many=False, texts=(f"著作权人：{NAMES[0]}", under(NAMES[1], 1))) == [NAMES[0]]


def test_one_name_over_two_lines_is_one() -> None:
    assert holders(many=True, texts=("著作权人：苏州样本科技", under("有限公司", 1))) == [NAMES[0]]


def test_no_more_lines_are_taken_than_the_rule_allows() -> None:
    texts = (f"著作权人：{NAMES[0]}", under(NAMES[1], 1), under(NAMES[2], 2))
    assert holders(many=True, texts=texts, most=2) == ["；".join(NAMES[:2])]


def test_another_label_ends_the_names() -> None:
    texts = (f"著作权人：{NAMES[0]}", under(NAMES[1], 1), "颁发日期：2022年3月1日")
    assert holders(many=True, texts=texts) == ["；".join(NAMES[:2])]


ISSUED = FactRule(Reader.LABEL_RIGHT, "issue_date", labels=("颁发日期",))


def doubts(*texts: str) -> list[tuple[str, ...]]:
    return [fact.source.doubts for fact in of(read(packs_of(ISSUED), *texts), "issue_date")]


def test_two_days_under_one_label_are_several_values() -> None:
    assert doubts("颁发日期：2022年3月1日", "颁发日期：2021年3月1日") == [("several_values",)]


def test_one_day_said_twice_is_one_value() -> None:
    assert doubts("颁发日期：2022年3月1日", "颁发日期：2022-03-01") == [()]


def test_a_label_before_another_of_its_rule_is_no_rival() -> None:
    rule = replace(ISSUED, labels=("颁发日期", "签发日期"))
    facts = of(read(packs_of(rule), "颁发日期：2022年3月1日", "签发日期：2021年3月1日"), "issue_date")
    assert [(fact.source.text, fact.source.doubts) for fact in facts] == [("2022年3月1日", ())]


def test_two_texts_under_one_label_raise_no_doubt() -> None:
    rule = FactRule(Reader.LABEL_RIGHT, "certificate_scope", labels=("认证范围",))
    facts = of(read(packs_of(rule), "认证范围：轴承的设计", "认证范围：轴承的生产"), "certificate_scope")
    assert [fact.source.doubts for fact in facts] == [()]
