"""Worked calculations in words: names of a pack by their labels and years, in both languages."""

from __future__ import annotations

import pytest
from fact_text import taxonomy

from docintel.formula import calling
from docintel.formula import in_words


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [
        ("revenue[y1] 未知", "2022年营业收入 未知", "Revenue 2022 unknown"),
        ("rd_expense[y3] 未知 ≥ 3%", "2020年研发费用 未知 ≥ 3%", "R&D expense 2020 unknown ≥ 3%"),
        (
            "market_share 未知；且 是",
            "主导产品全国细分市场占有率 未知；且 是",
            "National niche market share of the main product unknown; and yes",
        ),
        ("120万元 ÷ 400万元 = 30%", "120万元 ÷ 400万元 = 30%", "120万元 ÷ 400万元 = 30%"),
        ("ISO9001质量管理体系认证", "ISO9001质量管理体系认证", "ISO9001质量管理体系认证"),
    ],
)
def test_what_is_missing_goes_by_its_label_in_both_languages(printed: str, zh: str, en: str) -> None:
    said = in_words(printed, calling(taxonomy(), 2022))
    assert (said.zh, said.en) == (zh, en)


def test_a_share_that_could_not_be_worked_out_names_no_function_of_ours() -> None:
    said = in_words("percent(main_revenue[y1], revenue[y1]) 未知", calling(taxonomy(), 2022))
    assert said.zh == "占比(2022年主营业务收入, 2022年营业收入) 未知"
