"""Words to values: the tables of cases and the laws of the text floor."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.period import Period
from docintel.domain.quantity import Qualifier
from docintel.domain.quantity import Quantity
from docintel.report.plain import masked
from docintel.text.capitals import find_capitals
from docintel.text.capitals import format_capitals
from docintel.text.capitals import parse_capitals
from docintel.text.dates import find_dates
from docintel.text.dates import format_date
from docintel.text.dates import parse_date
from docintel.text.figures import find_quantities
from docintel.text.identifiers import USCC_ALPHABET
from docintel.text.identifiers import find_identifiers
from docintel.text.identifiers import identify
from docintel.text.identifiers import uscc_repairs
from docintel.text.likeness import compare_names
from docintel.text.names import NameMatch
from docintel.text.names import parse_name
from docintel.text.normal import is_blank
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit
from docintel.text.periods import parse_period
from docintel.text.periods import parse_periods
from docintel.text.quantities import PRINTED_UNITS
from docintel.text.quantities import format_quantity
from docintel.text.quantities import parse_quantity

USCC = [
    "914403001922038216",
    "91330100799655058B",
    "9144030071526726XG",
    "9152000071430580XT",
    "91440300192317458F",
    "91350900587527783P",
    "91110108551385082Q",
]


@pytest.mark.parametrize(
    ("printed", "assumed", "value", "unit", "step"),
    [
        ("12,345.67万元", None, "123456700", "CNY", "100"),
        ("１２，３４５．６７", "万元", "123456700", "CNY", "100"),
        ("3.2亿元", None, "320000000", "CNY", "10000000"),
        ("78,730百万元", None, "78730000000", "CNY", "1000000"),
        ("500千元", None, "500000", "CNY", "1000"),
        ("1亿0350万元", None, "103500000", "CNY", "10000"),
        ("¥1,000.00", None, "1000.00", "CNY", "0.01"),
        ("人民币8,500万元", None, "85000000", "CNY", "10000"),
        ("US$12.50", None, "12.50", "USD", "0.01"),
        ("12.345.678,90", "元", "12345678.90", "CNY", "0.01"),
        ("(1,234.50)", "元", "-1234.50", "CNY", "0.01"),
        ("（1,234.50）", "元", "-1234.50", "CNY", "0.01"),
        ("－356.78万元", None, "-3567800", "CNY", "100"),
        ("△15.00", "元", "-15.00", "CNY", "0.01"),
        ("15.00-", "元", "-15.00", "CNY", "0.01"),
        ("30", "%", "30", "percent", "1"),
        ("5‰", None, "0.5", "percent", "0.1"),
        ("3成", None, "30", "percent", "10"),
        ("三成", None, "30", "percent", "10"),
        ("三成五", None, "35", "percent", "1"),
        ("+3.20%", None, "3.20", "percent", "0.01"),
        ("－1", "元", "-1", "CNY", "1"),
        ("(356.78)", "万元", "-3567800", "CNY", "100"),
        ("人民币１,０００元", None, "1000", "CNY", "1"),
        ("2.5个百分点", None, "2.5", "point", "0.1"),
        ("254人", None, "254", "person", "1"),
    ],
)
def test_a_printed_number_is_its_base_unit_and_the_step_of_its_print(
    printed: str, assumed: str | None, value: str, unit: str, step: str
) -> None:
    assert parse_quantity(printed, unit=assumed) == Quantity(Decimal(value), unit, Decimal(step))


@pytest.mark.parametrize(
    "printed", ["", "-", "—", "不适用", "营业收入", "1,23", "12,345.67万元整个", "O.85", "1.2.3", "-(3)", "+(3)", "1e5", "3,5", "(3"]
)
def test_what_is_no_number_is_none_and_never_zero(printed: str) -> None:
    assert parse_quantity(printed, unit="元") is None


@pytest.mark.parametrize(
    ("printed", "qualifier"),
    [
        ("约3.2亿元", Qualifier.ABOUT),
        ("30余人", Qualifier.MORE_THAN),
        ("10%以上", Qualifier.AT_LEAST),
        ("不超过70%", Qualifier.AT_MOST),
        ("70%（含）以上", Qualifier.AT_LEAST),
        ("5000万元(含)以下", Qualifier.AT_MOST),
        ("不足100人", Qualifier.LESS_THAN),
    ],
)
def test_words_around_a_number_are_kept(printed: str, qualifier: Qualifier) -> None:
    quantity = parse_quantity(printed)
    assert quantity is not None
    assert quantity.qualifier is qualifier


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [("1.5亿元至2亿元", "150000000", "200000000"), ("100-200万元", "1000000", "2000000"), ("5至8%", "5", "8"), ("10%~15%", "10", "15")],
)
def test_a_range_keeps_both_ends(printed: str, low: str, high: str) -> None:
    quantity = parse_quantity(printed)
    assert quantity is not None
    assert [quantity.value, quantity.upper] == [Decimal(low), Decimal(high)]


@given(
    number=st.integers(-(10**12), 10**12),
    places=st.integers(0, 4),
    unit=st.sampled_from(["元", "千元", "万元", "百万元", "亿元", "%", "‰", "美元"]),
)
def test_what_is_formatted_parses_to_itself(number: int, places: int, unit: str) -> None:
    base, factor = PRINTED_UNITS[unit]
    quantity = Quantity(Decimal(number).scaleb(-places) * factor, base, factor.scaleb(-places))
    assert parse_quantity(format_quantity(quantity, unit)) == quantity


def test_years_and_dates_in_prose_are_no_counts() -> None:
    text = "截至2020年末，公司2019年度营业收入3.2亿元，员工120人；2025 年报于2026年4月8日披露。"
    assert [found.text for found in find_quantities(text)] == ["3.2亿元", "120人"]


@given(st.text(alphabet="0123456789,.%万亿元人年-~至约()（） 营业收入", max_size=40))
def test_found_quantities_point_at_their_own_text(text: str) -> None:
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text


@given(st.integers(0, 10**14 - 1))
def test_capitals_parse_to_what_they_were_written_from(cents: int) -> None:
    amount = Quantity(Decimal(cents) / 100, "CNY", Decimal("0.01"))
    assert parse_capitals(format_capitals(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("注册资本叁仟叁佰壹拾万零伍仟元整", ["33105000.00"]),
        ("注册资本叁仟叁佰壹拾方零伍仟元整", []),  # 万 misread: 零伍仟元 is the end of an amount and none
        ("注册资本\n零伍仟元整", []),  # its beginning was read as a line of its own
        ("注册资本 仟贰佰壹拾万零伍仟元整", []),
        ("壹佰元整，贰佰元整", ["100.00", "200.00"]),
    ],
)
def test_the_end_of_an_amount_in_capitals_is_no_amount(text: str, amounts: list[str]) -> None:
    assert [str(quantity.value) for _, _, quantity in find_capitals(text)] == amounts
    assert amounts or find_quantities(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "叁仟贰俏壹拾万零伍仟元整",  # 俏 for 佰: 壹拾万零伍仟 is its end
        "叁仟捌佰壹拾万雹伍仟元整",  # 雹 for 零
        "叁仟零宣拾万零伍仟元整",  # 宣 for 壹
        "叁仟肆佰壹拾万零佰仟元整",  # 佰 for 伍: two places and no digit
        "叁拾佰万元整",
        "叁肆佰万元整",
    ],
)
def test_capitals_with_a_character_misread_are_no_amount(text: str) -> None:
    assert find_quantities(text) == ()
    assert find_capitals(text) == ()


@pytest.mark.parametrize("text", ["由叁仟万元增至伍仟万元", "叁仟万元和伍仟万元", "出资壹佰万至贰佰万元"])
def test_two_amounts_in_capitals_with_a_word_between_are_both_amounts(text: str) -> None:
    assert find_quantities(text)[-1].quantity.value in (Decimal(50000000), Decimal(2000000))


@given(st.integers(1, 10**11))
def test_capitals_agree_with_an_independent_reading(yuan: int) -> None:
    parsed = parse_capitals(cn2an.an2cn(str(yuan), "rmb"))
    assert parsed is not None
    assert parsed.value == yuan


@pytest.mark.parametrize("text", ["壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分", "人民币壹拾万柒仟元伍角叁分", "壹拾万柒仟圆伍角叁分"])
def test_the_zero_at_the_boundary_is_optional(text: str) -> None:
    assert parse_capitals(text) == Quantity(Decimal("107000.53"), "CNY", Decimal("0.01"))


@pytest.mark.parametrize(
    "text", ["2022年12月31日", "2022-12-31", "2022.12.31", "2022/12/31", "20221231", "二〇二二年十二月三十一日", "２０２２年１２月３１日"]
)
def test_one_day_in_all_its_prints(text: str) -> None:
    assert parse_date(text) == date(2022, 12, 31)


@pytest.mark.parametrize("text", ["长期", "2022年", "2022年13月1日", "2023-02-29", ""])
def test_what_is_no_day(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_formatted_day_is_found_again(day: date) -> None:
    text = f"成立于{format_date(day)}。"
    assert [found for _, _, found in find_dates(text)] == [day]


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("2022年度", Period.of_year(2022)),
        ("2022年12月31日", Period.at_end_of(2022)),
        ("2022年末", Period.at_end_of(2022)),
        ("2020年末/年度", Period.of_year(2020)),
        ("2022年12月31日/2022年度", Period.of_year(2022)),
        ("2024年1-6月", Period(date(2024, 6, 30), date(2024, 1, 1))),
        ("2024.6.30/2024年1-6月", Period(date(2024, 6, 30), date(2024, 1, 1))),
        ("期末余额", Period.at_end_of(2022)),
        ("上年年末余额", Period.at_end_of(2021)),
        ("本期发生额", Period.of_year(2022)),
        ("上期金额", Period.of_year(2021)),
        ("报告期", Period.of_year(2022)),
        ("报告期内", Period.of_year(2022)),
        ("报告期末", Period.at_end_of(2022)),
        ("上年年末", Period.at_end_of(2021)),
        ("二〇二二年度", Period.of_year(2022)),
        ("二〇二二年十二月三十一日", Period.at_end_of(2022)),
    ],
)
def test_a_header_is_a_period(header: str, period: Period) -> None:
    assert parse_period(header, year=2022) == period


@pytest.mark.parametrize("header", ["附注", "本期比上年同期增减(%)", "2024年末比2023年末增减", "项目", "变动"])
def test_a_header_that_is_no_period(header: str) -> None:
    assert parse_period(header, year=2022) is None


def test_relative_words_need_the_year_of_the_report() -> None:
    assert parse_period("期末余额") is None
    assert parse_periods("近三年", year=2022) == (Period.of_year(2022), Period.of_year(2021), Period.of_year(2020))


@pytest.mark.parametrize("code", USCC)
def test_true_credit_codes_hold(code: str) -> None:
    assert identify("uscc", code).valid is True


@given(st.sampled_from(USCC), st.integers(0, 17), st.sampled_from(USCC_ALPHABET))
def test_any_single_change_breaks_a_credit_code(code: str, place: int, char: str) -> None:
    changed = code[:place] + char + code[place + 1 :]
    assert identify("uscc", changed).valid is (changed == code)


def test_a_confusable_character_is_offered_for_repair_and_never_put_in() -> None:
    broken = "9133010079965505BB"
    assert identify("uscc", broken).valid is False
    assert "91330100799655058B" in uscc_repairs(broken)


@pytest.mark.parametrize("printed", ["201710601862.3", "ZL 2017 1 0601862.3", "ZL201710601862.3", "2017106018623"])
def test_a_patent_number_in_all_its_prints(printed: str) -> None:
    identifier = identify("patent", printed)
    assert (identifier.code, identifier.valid) == ("201710601862.3", True)


@pytest.mark.parametrize(("scheme", "code"), [("patent", "95115608.X"), ("patent", "97101765.4"), ("id_card", "11010519491231002X")])
def test_other_identifiers_hold(scheme: str, code: str) -> None:
    assert identify(scheme, code).valid is True


def test_identifiers_in_prose_are_found_and_id_cards_masked() -> None:
    assert [found.code for _, _, found in find_identifiers("patent", "专利号：ZL 2017 1 0601862.3，")] == ["201710601862.3"]
    assert masked("身份证11010519491231002X") == "身份证110105***********X"


@pytest.mark.parametrize(
    ("one", "two", "match"),
    [
        ("例漪茗（洛阳）电子材料有限公司", "例漪茗(洛阳)电子材料有限公司", NameMatch.SAME),
        ("深圳华芯精密机械有限公司", "华芯精密机械有限公司", NameMatch.POSSIBLE),
        ("上海博众精工科技有限公司", "苏州博众精工科技有限公司", NameMatch.DIFFERENT),
        ("无锡宏盛机械有限公司", "无锡宏升机械有限公司", NameMatch.DIFFERENT),
    ],
)
def test_names_are_compared_by_their_parts(one: str, two: str, match: NameMatch) -> None:
    assert compare_names(one, two) is match
    assert compare_names(two, one) is match


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("深圳市华芯精密机械有限公司", ("深圳", "华芯", "精密机械", "有限公司", "")),
        ("例样（上海）科技有限公司", ("上海", "例样", "科技", "有限公司", "")),
        ("北京例样科技有限公司上海分公司", ("北京", "例样", "科技", "有限公司", "上海分公司")),
        ("常州例笙弦企业管理合伙企业（有限合伙）", ("常州", "例笙弦", "企业管理", "合伙企业(有限合伙)", "")),
        ("浙江省杭州市例样电子有限责任公司", ("杭州浙江", "例样", "电子", "有限责任公司", "")),
    ],
)
def test_a_name_has_parts(name: str, parts: tuple[str, ...]) -> None:
    found = parse_name(name)
    assert (found.region, found.brand, found.industry, found.form, found.branch) == parts


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("一、营业总收入", "营业总收入"),
        ("其中：营业收入", "营业收入"),
        ("减：营业成本", "营业成本"),
        ("五、净利润（净亏损以“－”号填列）", "净利润"),
        ("1.归属于母公司股东的净利润（净亏损以“-”号填列）", "归属于母公司股东的净利润"),
        ("三、营业利润亏损以“－”号填列）", "营业利润"),  # a bracket that recognition lost
        ("三、营业利润（亏损以“－”号填列", "营业利润"),
        ("经营活动产生的现金流量净额（万元）", "经营活动产生的现金流量净额"),
        ("股东权益合计(元)", "股东权益合计"),
    ],
)
def test_a_label_without_what_surrounds_it(printed: str, key: str) -> None:
    assert label_key(printed) == key


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("单位：人民币万元", "万元"),
        ("单位：人昆币元", "元"),
        ("金额单位：万冗", "万元"),
        ("单位：无", None),
        ("单位：元 币种：人民币", "元"),
        ("营业收入（万元）", "万元"),
        ("项目", None),
    ],
)
def test_a_header_names_its_unit(header: str, unit: str | None) -> None:
    assert printed_unit(header) == unit


@pytest.mark.parametrize("cell", ["", " ", "-", "—", "－", "不适用"])
def test_a_dash_is_blank(cell: str) -> None:
    assert is_blank(cell)
