"""Labels, heads and scopes as filings of many boards print them."""

from __future__ import annotations

import pytest

from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.extract.columns import Column
from docintel.extract.composed import composed
from docintel.extract.headlines import scope_of
from docintel.extract.headlines import told_scope
from docintel.text.periods import paired_apart
from docintel.text.periods import parse_period

HALF = parse_period("2025年1-6月")


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        ("归属于申请挂牌公司的股东权益合计", "归属于母公司所有者权益合计"),
        ("归属于挂牌公司股东的扣除非经常性损益后的净利润", "归属于母公司股东的扣除非经常性损益的净利润"),
        ("扣非后归母净利润", "归属于母公司股东的扣除非经常性损益的净利润"),
        ("扣除非经常性损益后净利润", "扣除非经常性损益后的净利润"),
        ("本公司拥有人应占年内利润", "归属于母公司股东的净利润"),
        ("流动资产总值", "流动资产合计"),
        ("负债及股东权益总额", "负债和所有者权益总计"),
        ("经营活动产生现金流量净额", "经营活动产生的现金流量净额"),
        ("经营活动所得现金净额", "经营活动产生的现金流量净额"),
    ],
)
def test_a_label_put_together_from_known_parts_is_the_usual_one(printed: str, usual: str) -> None:
    assert composed(printed) == usual


@pytest.mark.parametrize(
    "printed",
    [
        "归属于母公司股东的每股净资产",
        "归属于上市公司股东的综合收益总额",
        "归属于少数股东的净利润",
        "扣除非经常性损益前归属于母公司净利润",
        "经营活动现金流入小计",
        "归属于母公司股东的净利润率",
        "资产净值",
    ],
)
def test_a_label_with_any_other_word_is_not_put_together(printed: str) -> None:
    assert composed(printed) is None


@pytest.mark.parametrize(
    ("head", "same"),
    [
        ("2025年1月—6月", "2025年1-6月"),
        ("本报告期（1－6月）", "2025年1-6月"),
        ("上年同期（1-6月）", "2024年1-6月"),
        ("本期/末", "2025年1-6月"),
        ("2025年6月末/1-6月", "2025年1-6月"),
        ("截至2025年6月30日止六个月", "2025年1-6月"),
        ("2024年年度", "2024年度"),
        ("2025年前三季度", "2025年1-9月"),
    ],
)
def test_a_head_names_its_period_in_the_words_of_the_report(head: str, same: str) -> None:
    assert parse_period(head, report=HALF) == parse_period(same)


def test_a_head_may_name_another_day_than_the_end_of_its_span() -> None:
    assert paired_apart("2024年1-6月/2024年末") == (parse_period("2024年1-6月"), Period.at_end_of(2024))
    assert paired_apart("2024年度/2024年末") is None


def test_assets_stand_at_the_day_that_a_head_names_and_revenue_in_its_span() -> None:
    column = Column(0.0, 1.0, "", parse_period("2024年1-6月"), instant=Period.at_end_of(2024))
    assert column.period_for(None) == parse_period("2024年1-6月")


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("公司研发投入情况", Scope.UNSTATED),
        ("母公司主要财务数据", Scope.PARENT),
        ("最近三年母公司资产负债表主要数据", Scope.PARENT),
        ("合并资产负债表主要数据", Scope.CONSOLIDATED),
    ],
)
def test_a_title_of_key_figures_is_the_parents_only_where_it_says_so(title: str, scope: Scope) -> None:
    assert scope_of(title, Scope.UNSTATED, by_owner=False) is scope


def test_a_line_that_is_a_scope_and_nothing_else_tells_it() -> None:
    assert told_scope("合并口径") is Scope.CONSOLIDATED
    assert told_scope("公司本部（母公司）") is Scope.PARENT
    assert told_scope("母公司") is None
