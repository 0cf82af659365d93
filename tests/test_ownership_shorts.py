"""Short names that a paper defines are whole again within it: who holds, and whose holders they are, with what is printed kept as its place."""

from __future__ import annotations

import pytest
from test_ownership_prose import read
from test_ownership_prose import shown

from docintel.extract.holdings.shorts import Shorts

WHOLE, PARTNERS = "苏州样衡投资有限公司", "无锡样禾创业投资合伙企业(有限合伙)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("苏州样衡投资有限公司（以下简称“甲公司”）持有公司53.20%的股份。", f"holder={WHOLE} share=53.2"),
        ("苏州样衡投资有限公司（下称甲公司）为本公司股东。甲公司持有公司53.20%的股份。", f"holder={WHOLE} share=53.2"),
        ("“甲公司”指苏州样衡投资有限公司。甲公司持有公司53.20%的股份。", f"holder={WHOLE} share=53.2"),
        ("股东为苏州样衡投资有限公司（简称“样衡”或“甲公司”）。样衡持有公司53.20%的股份。", f"holder={WHOLE} share=53.2"),
        ('苏州样衡投资有限公司(以下称"投资方")的股东为张知衡，张知衡持有投资方70%的股权。', f"holder=张知衡@{WHOLE} share=70@{WHOLE}"),
        ("无锡样禾创业投资合伙企业（有限合伙）（以下简称“样禾合伙”）的执行事务合伙人为张知衡。", f"partner=张知衡@{PARTNERS}"),
        ("公司持有苏州样衡投资有限公司（以下简称“甲公司”）60%的股权。", f"holder=公司@{WHOLE} share=60@{WHOLE}"),
        ("甲公司持有公司53.20%的股份。", ""),
        ("苏州样衡投资有限公司（以下简称“样衡投资”）。样衡投资集团有限公司持有公司20%的股份。", "holder=样衡投资集团有限公司 share=20"),
    ],
)  # fmt: skip
def test_a_defined_short_name_states_the_stake_of_the_whole_one(text: str, expected: str) -> None:
    assert sorted(fact for fact in map(shown, read(text)) if fact.partition("=")[0] in ("holder", "share", "partner")) == sorted(
        expected.split()
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("苏州样衡投资有限公司由张知衡持股60%。", f"holder=张知衡@{WHOLE} share=60@{WHOLE}"),
        ("苏州样衡投资有限公司由张知衡持有70%股权、李牧之持有30%股权。", f"holder=张知衡@{WHOLE} share=70@{WHOLE} holder=李牧之@{WHOLE} share=30@{WHOLE}"),
        ("苏州样衡投资有限公司系公司持股51%的控股子公司。", f"holder=公司@{WHOLE} share=51@{WHOLE}"),
        ("本公司拟持有苏州样衡投资有限公司51%的股权。", ""),
    ],
)  # fmt: skip
def test_an_enterprise_told_before_its_holders(sentence: str, expected: str) -> None:
    assert sorted(map(shown, read(sentence))) == sorted(expected.split())


def test_what_is_printed_keeps_its_place() -> None:
    text = "苏州样衡投资有限公司（以下简称“甲公司”）。甲公司持有公司53.20%的股份。"
    assert [fact.source.text for fact in read(text) if fact.concept == "shareholder_name"] == ["甲公司"]


def test_a_short_name_of_two_enterprises_is_nobodys_where_neither_is_meant() -> None:
    shorts = Shorts()
    shorts.learn("苏州样衡投资有限公司(以下简称“甲方”)")
    shorts.begin()
    shorts.learn("常州样本传动有限公司(以下简称“甲方”)")
    assert shorts.whole("甲方持股60%").text == "常州样本传动有限公司持股60%"
    shorts.begin()
    assert shorts.whole("甲方持股60%").text == "甲方持股60%"


def test_another_document_knows_nothing_of_a_short_name() -> None:
    assert Shorts().whole("甲公司持有公司20%的股份").text == "甲公司持有公司20%的股份"
