"""Figures and times as they stand in running text, before anybody asks whose they are."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.period import Period
from docintel.text.figures import find_quantities
from docintel.text.measures import find_measures
from docintel.text.numerals import parse_numeral
from docintel.text.quantities import format_quantity
from docintel.text.quantities import parse_quantity
from docintel.text.spoken import find_spoken


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("营业收入三千二百一十五万六千元", "32156000", "CNY"),
        ("实收资本人民币叁仟零伍拾万元", "30500000", "CNY"),
        ("合计柒万捌仟元柒角整", "78000.70", "CNY"),
        ("达1亿0350万元", "103500000", "CNY"),
        ("达1亿零350万元", "103500000", "CNY"),
        ("收入1，234，567．89 元", "1234567.89", "CNY"),
        ("收入 1 2 3 4 . 5 万元", "12345000", "CNY"),
        ("收入12.345.678,90元", "12345678.90", "CNY"),
        ("净利润（1,234.56）元", "-1234.56", "CNY"),
        ("净利润（1,234.56元）", "1234.56", "CNY"),
        ("增长百分之三点五", "3.5", "percent"),
        ("占九成以上", "90", "percent"),
        ("下降15‰", "1.5", "percent"),
        ("负债率O.85%", "0.85", "percent"),
        ("港币500万元", "5000000", "HKD"),
        ("三项标准", "3", "item"),
        ("营业收入13000000000.0元", "13000000000.0", "CNY"),  # as many digits as a mobile number has
        ("总资产18912345678.90 元", "18912345678.90", "CNY"),
        ("产能15000000000套", "15000000000", "item"),
    ],
)
def test_figures_are_found_however_they_are_written(text: str, value: str, unit: str) -> None:
    assert [(found.quantity.value, found.quantity.unit) for found in find_quantities(text)] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "工信部企业〔2022〕63号",
        "GB/T 19001-2016和ISO9001",
        "2016 年成立，2025 年报",
        "3-8年期",
        "近三年",
        "电话0512-66778899",
        "联系人陈玥，13812345678。",
        "手机：13812345678.2人",
        "前五名客户",
        "第3届第12次",
        "培训两万余人次",
        "存栏4.07 亿头",
        "一种方法",
        "5.6元/股",
    ],
)
def test_years_ranks_codes_and_laws_are_no_figures(text: str) -> None:
    assert find_quantities(text) == ()


@given(st.integers(1, 10**12))
def test_numerals_agree_with_an_independent_writer(number: int) -> None:
    parsed = parse_numeral(cn2an.an2cn(str(number), "low"))
    assert parsed is not None
    assert parsed[0] == number


@given(st.integers(0, 10**12), st.sampled_from(["元", "万元", "亿元", "%", "人", "件"]), st.integers(0, 4))
def test_a_printed_quantity_is_found_again_in_a_sentence(number: int, unit: str, places: int) -> None:
    step = Decimal(1) if unit in ("人", "件") else Decimal(1).scaleb(-places)
    printed = format_quantity(find_quantities(f"{number * step:f}{unit}")[0].quantity, unit)
    found = find_quantities(f"公司2022年为{printed}，其余从略。")
    assert [one.text for one in found] == [printed]
    assert format_quantity(found[0].quantity, unit) == printed


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年度", Period.of_year(2022)),
        ("截至2022年末", Period.at_end_of(2022)),
        ("二〇二二年", Period.of_year(2022)),
        ("2020-2022年", Period(Period.of_year(2022).end, Period.of_year(2020).start)),
    ],
)
def test_times_that_say_their_days(text: str, period: Period) -> None:
    assert [mention.period for mention in find_spoken(text)] == [period]


def test_a_comparison_and_a_founding_are_no_time_of_a_figure() -> None:
    assert find_spoken("较2021年增长，与上年相比，成立于2008年") == ()


def test_units_are_open_only_where_every_quantity_is_wanted() -> None:
    assert find_quantities("占地86亩") == ()
    assert [one.quantity.value for one in find_measures("占地86亩", ())] == [Decimal(86)]
    assert find_measures("第3次会议，7纳米芯片，2023年8月，3小时内", ()) == ()


@pytest.mark.parametrize("endless", ["1" * 30, "1" + ",000" * 10, "0." + "0" * 40, "9" * 120])
def test_an_endless_row_of_digits_is_no_figure_and_hides_none_beside_it(endless: str) -> None:
    assert parse_quantity(endless, unit="万元") is None
    found = find_quantities(f"编号{endless}，合同金额3,000.50万元。", unit="元")
    assert [(one.text, one.quantity.value) for one in found] == [("3,000.50万元", Decimal(30005000))]


def test_the_largest_figure_that_is_read_keeps_its_step() -> None:
    quantity = parse_quantity("123,456,789,012,345,678,901.25", unit="亿元")
    assert quantity is not None
    assert quantity.step == Decimal(1000000)
