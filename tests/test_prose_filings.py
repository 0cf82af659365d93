"""Figures in the sentences of filings, notices and news: what is done with shares, asked for or new, of a place, in brackets or before allowances."""

from __future__ import annotations

import pytest
from test_prose import told
from test_prose import told_in

from docintel.extract.prose.terms import defined_terms


def test_the_profit_of_the_parents_holders_is_no_profit_of_all_whatever_little_word_is_left_out() -> None:
    told_ = told("2023年公司归属母公司股东净利润3,200万元，扣非后归属母公司股东净利润2,900万元。")
    assert [(concept, value) for concept, _, value, _ in told_] == [
        ("net_profit_parent", "32000000 CNY"),
        ("net_profit_parent_ex_nonrecurring", "29000000 CNY"),
    ]


def test_a_mean_of_employees_is_not_their_number() -> None:
    assert told("园区企业的平均员工人数为86人。") == [(None, "平均员工总数", "86 person", "-")]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("赵某于2023年5月减持公司股份120万股（占公司总股本的1.20%）。", ["减持股份", "减持股份占比"]),
        ("股东转让其持有的公司股份不超过80万股，转让比例不超过公司股份总数的0.80%。", ["转让股份", "转让比例"]),
        ("公司本次发行股份数量2,000万股，占发行后总股本的25%。", ["发行股份数量", "发行股份数量占比"]),
        ("赵某持有公司股份120万股，占公司总股本的1.20%。", ["持股数量", "持股比例"]),
    ],
)
def test_shares_that_something_is_done_with_are_no_holding(text: str, labels: list[str]) -> None:
    assert [label for _, label, _, _ in told(text)] == labels


def test_a_time_since_when_something_is_counted_is_not_when_it_is_told_of() -> None:
    assert told("截至2023年6月30日，赵某自2020年3月5日披露报告书以来，累计减持公司股份比例3.15%。") == [
        (None, "减持比例", "3.15 percent", "2023")
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("公司累计申请86件专利，其中发明专利30件，授权专利51件，其中发明专利12件。", ["申请专利", "申请发明专利", "专利", "发明专利"]),
        ("2023年公司新增软件著作权8项，其中授权专利3项。", ["新增软件著作权", "专利"]),
        ("全市新增专精特新中小企业39家。", ["新增专精特新中小企业"]),
        ("全省省级专精特新“小巨人”企业316家。", ["省级专精特新小巨人企业"]),
    ],
)
def test_what_is_asked_for_or_new_is_not_what_there_is(text: str, labels: list[str]) -> None:
    assert [label for _, label, _, _ in told(text)] == labels


def test_a_figure_in_brackets_interrupts_no_list() -> None:
    read = told("报告期内，坏账准备分别为310万元、420万元（含单项计提的105万元）和280万元，占应收账款余额的比例分别为7.1%、9.5%和6.2%。")
    assert [label for _, label, value, _ in read if not value.startswith("1050000 ")] == ["坏账准备"] * 3 + ["坏账准备占比"] * 3


def test_what_is_owed_before_allowances_is_not_what_a_balance_sheet_shows() -> None:
    assert told("2023年末，公司应收账款余额为4,500万元。") == [(None, "应收账款余额", "45000000 CNY", "2023")]


def test_a_trend_between_a_ratio_and_its_figures_names_nothing() -> None:
    assert told("资产负债率总体呈现下降趋势，从2022年的42.01%降至2023年的35.39%。") == [
        ("debt_ratio", "资产负债率", "42.01 percent", "2022"),
        ("debt_ratio", "资产负债率", "35.39 percent", "2023"),
    ]


def test_the_name_of_a_place_is_no_name_of_what_is_counted_there() -> None:
    assert told("苏州、无锡分别以182家、170家位居前列。") == []
    assert told("苏州市213家高新技术企业营业收入190亿元。") == [
        (None, "高新技术企业", "213 item", "-"),
        (None, "营业收入", "19000000000 CNY", "-"),
    ]


def test_ranks_listed_after_each_other_are_all_told_and_those_of_a_place_are_no_rank_of_the_enterprise() -> None:
    assert [(concept, value) for concept, _, value, _ in told("我市新增企业303家，数量居全国第六、中部第一。")[-2:]] == [
        (None, "6 -"),
        (None, "1 -"),
    ]
    assert [concept for concept, _, _, _ in told("公司主导产品在同类产品中排名全国第三、省内第一。")] == ["market_rank", "market_rank"]


def test_the_shares_of_another_part_are_told_of_it_and_not_of_the_list_before() -> None:
    read = told("2020年至2022年末，原材料占存货的比例分别为10%、37%和33%，产成品占存货的比例分别为77%、44%和51%。")
    assert [label for _, label, _, _ in read] == ["原材料占比"] * 3 + ["产成品占比"] * 3


def test_the_enterprise_that_shares_are_held_in_is_no_part_of_their_name() -> None:
    assert told("赵某合计持有恒远投资35.2%的股权。") == [(None, "持股比例", "35.2 percent", "-")]


@pytest.mark.parametrize("words", ["可比增长", "按可比价计算同比增长", "按现价计算同比增长"])
def test_by_which_prices_something_grew_is_no_name_of_it(words: str) -> None:
    assert told(f"全年实现工业总产值80亿元，{words}9.8%。")[1] == (None, "产值增长率", "9.8 percent", "-")


def test_what_only_says_which_ones_are_counted_is_no_figure() -> None:
    assert [value for _, _, value, _ in told("全区税收500万元以上企业6家，实现税收1.2亿元。")] == ["120000000 CNY"]
    assert [value for _, _, value, _ in told("公司注册资本500万元以上。")] == ["5000000 CNY"]


def test_what_something_is_called_for_short_is_not_what_a_figure_is_of() -> None:
    assert told("实现高新技术产值（以下简称高新产值）39亿元。") == [(None, "高新技术产值", "3900000000 CNY", "-")]


def test_what_a_figure_is_compared_with_did_not_grow() -> None:
    read = told("评估后净资产为2,500万元，较前次交易估值2,000万元增长25%。")
    assert read[-1][1] == "净资产增长率"


def test_a_growth_after_a_number_without_a_unit_is_of_that_number() -> None:
    assert told("综合发明专利等指标的创新指数达到206.6，同比增长7.4%。") == []


def test_patents_that_are_asked_for_are_told_as_such_after_their_name_too() -> None:
    assert [label for _, label, _, _ in told("全年专利申请量45件，其中发明专利申请23件。")] == ["专利申请量", "发明专利申请"]


def test_the_price_of_each_yuan_of_capital_is_no_capital() -> None:
    assert told("增资价格为每元注册资本1.20元。") == [(None, "增资价格", "1.2 CNY", "-")]


def test_what_a_part_contributes_is_a_share_of_what_is_named_after_it() -> None:
    assert told("这部分企业贡献了9.6%的营业收入和13.7%的利润。") == [
        (None, "营业收入占比", "9.6 percent", "-"),
        (None, "利润占比", "13.7 percent", "-"),
    ]


def test_enterprises_that_nothing_names_are_called_so() -> None:
    assert told("前两批113家企业中，多数从事装备制造。") == [(None, "企业", "113 item", "-")]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("报告期指2021年、2022年和2023年", [2021, 2022, 2023]),
        ("报告期、最近三年 指 2021 年度、2022 年度及 2023 年度", [2021, 2022, 2023]),
        ("报告期（2021年、2022年及2023年）内，公司稳步发展。", [2021, 2022, 2023]),
        ("报告期各期指2021年度、2022年度、2023年度及2024年1-6月", [2021, 2022, 2023, 2024]),
        ("报告期：2021-2023年", [2021, 2022, 2023]),
        ("报告期指2020年1月1日至2022年12月31日", []),
        ("报告期内，2021年公司收入1亿元", []),
        ("报告期末指2023年12月31日", []),
    ],
)
def test_a_document_says_what_its_reporting_periods_are(text: str, years: list[int]) -> None:
    assert [one.end.year for one in defined_terms(text)] == years


def test_a_list_of_as_many_figures_as_reporting_periods_is_told_of_each() -> None:
    read = told_in(
        "报告期指2021年、2022年和2023年。",
        "报告期各期，公司营业收入分别为8,200万元、1.05亿元和1.23亿元，净利润分别为800万元、1,100万元和500万元。",
        "报告期各期末，公司资产负债率分别为41.2%、38.5%和36.1%。",
        "报告期内，公司主营业务毛利率分别为35.2%和33.1%。",
    )
    ends = [(fact.label, None if fact.period is None else fact.period.end.year) for fact in read]
    assert ends == [(label, year) for label in ("营业收入", "净利润", "资产负债率") for year in (2021, 2022, 2023)] + [("毛利率", None)] * 2


def test_nobody_knows_the_reporting_periods_of_a_document_that_does_not_say() -> None:
    read = told_in("报告期各期，公司营业收入分别为8,200万元、1.05亿元和1.23亿元。")
    assert [(fact.period, fact.printed_period) for fact in read] == [(None, "报告期各期")] * 3


def test_as_many_figures_as_the_years_of_a_range_are_of_one_year_each_without_a_word_that_says_so() -> None:
    read = told("2020年至2022年公司劳务派遣员工120人、70人和30人，占公司员工总数的比例分别为23%、14%和6%。")
    assert [period for _, _, _, period in read] == ["2020", "2021", "2022"] * 2
    assert told("2020年至2022年公司累计研发投入500万元。")[0][3] == "2020-2022"


def test_a_difference_between_two_counts_is_neither_of_them() -> None:
    assert [label for _, label, _, _ in told("两次披露的员工数之差分别为34人、13人。")] == ["员工数之差"] * 2


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("赵某将其持有的公司400万股无限售流通股质押给某银行。", "质押股份"),
        ("控股股东于2020年3月将750万股进行质押。", "质押股份"),
        ("赵某通过恒远投资间接控制公司1,600万股股份。", "持股数量"),
    ],
)
def test_what_is_done_with_shares_may_be_told_after_their_number(text: str, label: str) -> None:
    assert [one for _, one, _, _ in told(text)] == [label]


def test_the_value_that_enterprises_added_grew_and_not_their_number() -> None:
    assert told("专精特新“小巨人”企业增加值同比增长8.6%。")[0][1] == "增加值增长率"
