"""What of a text from files may be shown: plain, masked, cut."""

from __future__ import annotations

import pytest
from fact_text import load_packs_once
from hypothesis import given
from hypothesis import strategies as st
from review_made import review_made

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.html import html_report
from docintel.report.plain import cut
from docintel.report.plain import masked
from docintel.report.plain import plain
from docintel.report.plain import time_told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系人电话 13912345678。", "联系人电话 139****5678。"),
        ("139 1234 5678", "139 **** 5678"),
        ("0519-86780100", "0519-****0100"),
        ("13912345678,13812345678", "139****5678,138****5678"),
        ("0519-86780100,0519-86780101", "0519-****0100,0519-****0101"),
        ("+8613912345678", "+86139****5678"),
        ("0086 13912345678", "0086 139****5678"),
        ("身份证 11010519491231002X", "身份证 110105***********X"),
        ("wang.fang@example.com", "w***@example.com"),
    ],
)
def test_contacts_and_id_cards_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "914403001922038216",  # a credit code of digits alone
        "13,912,345,678.00元",
        "13912345678元",
        "专利号 201710601862.3",
        "a13912345678bcdef",  # a piece of a hash
        "2023-04-12 17:30",
    ],
)
def test_what_is_no_contact_stays(text: str) -> None:
    assert masked(text) == text


@given(st.text())
def test_plain_text_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_control_characters_and_turned_writing_are_shown_not_obeyed() -> None:
    assert plain("甲\x00乙\u202e丙\ud800丁") == "甲�乙�丙�丁"


def test_a_short_text_is_not_cut() -> None:
    assert cut("甲乙", 2, Wording("原件", "the original"), Language.ZH) == "甲乙"


def test_a_time_of_the_store_is_told_by_the_clock_in_china() -> None:
    assert time_told("2023-04-12T16:30:00Z") == "2023-04-13 00:30"
    assert time_told("上午") == "上午"


def test_a_report_with_half_a_character_can_be_written() -> None:
    html = html_report(review_made("例甲\ud800有限公司\u202e"), load_packs_once(), Language.ZH, lambda _document, _box: None)
    assert html.encode().decode() == html
    assert "例甲�有限公司�" in html
