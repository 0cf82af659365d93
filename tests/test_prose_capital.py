"""Whose registered capital a sentence tells, and whether it is the present one: a history of increases is full of those that were."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docintel.domain.quantity import Quantity
from docintel.extract.prose.reader import SentenceReader
from docintel.extract.prose.reader import sentence_facts
from docintel.packs import load_packs

READER = SentenceReader("0" * 64, load_packs())


def capitals(text: str) -> list[tuple[str, Decimal]]:
    """The registered capitals that a text tells as such, in units of ten thousand yuan, with the enterprise where it is another one."""
    facts = [fact for fact in sentence_facts(text, READER) if fact.concept == "registered_capital"]
    return [(fact.entity, fact.value.value / 10000) for fact in facts if isinstance(fact.value, Quantity)]


@pytest.mark.parametrize(
    "text",
    [
        "公司控股股东样岭集团有限公司，注册资本2亿元。",
        "公司控股股东为样岭集团有限公司，持有公司56%的股份，注册资本20,000万元。",
        "公司的第一大股东样岭集团有限公司（以下简称样岭集团），注册资本20,000万元。",
        "公司控股股东为自然人张某控制的样岭集团，注册资本20,000万元。",
        "2018年11月2日，样岭集团将其持有的公司5%股权转让给张某，公司注册资本3,200万元不变。",
        "2020年6月，整体变更为股份有限公司，公司注册资本为5,000万元。",
        "2016年8月，公司注册资本达到3,200万元。",
        "每1元公司注册资本作价5.5元。",
        "设立时公司注册资本为500万元。",
        "股权转让前，公司注册资本为500万元。",
        "公司原注册资本为500万元。",
        "样岭集团取得的股权对应公司注册资本160万元。",
    ],
)
def test_what_was_or_is_only_part_or_somebody_elses_is_no_registered_capital(text: str) -> None:
    assert capitals(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2010年注册资本变更为3,000万元，2019年再次增资，现注册资本为人民币8,000万元。",
        "公司成立于2003年6月，经三次增资，目前公司注册资本为8,000万元。",
        "截至2022年12月31日，公司注册资本为8,000万元。",
        "截至本报告出具之日，公司注册资本8,000万元。",
        "公司控股股东为样岭集团有限公司，公司注册资本8,000万元。",
        "公司注册资本8,000万元。",
    ],
)
def test_the_present_registered_capital_is_told_whatever_was_before(text: str) -> None:
    assert capitals(text) == [("", Decimal(8000))]


def test_what_is_told_after_a_holder_is_named_is_the_holders() -> None:
    told = sentence_facts("公司控股股东样岭集团有限公司，成立于2003年，2022年营业收入32,000.00万元。", READER)
    assert [fact.entity for fact in told] == ["样岭集团有限公司"]
