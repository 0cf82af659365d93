from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import labelled
from sentences import read_figure
from sentences import score

from docintel.classify import classify_pages
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Scope
from docintel.domain.quantity import Quantity
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.evaluate.sentences import Figure as Judged
from docintel.evaluate.sentences import SentenceScore
from docintel.evaluate.sentences import days_of
from docintel.evaluate.sentences import was_read
from docintel.extract import extract_facts
from docintel.extract.prose.reader import SentenceReader
from docintel.extract.prose.reader import sentence_facts
from docintel.packs import load_packs
from docintel.report.encode import fact_face

SENTENCES = Path(__file__).parent / "prose_sentences"
PACKS = load_packs()
READER = SentenceReader("0" * 64, PACKS)


def told(text: str) -> list[tuple[str | None, str, str, str]]:
    """Concept, label, value with its unit, and period of every figure of a sentence."""
    figures = [(fact.concept, read_figure(fact)) for fact in sentence_facts(text, READER)]
    return [(concept, one.label, f"{one.value.normalize():f} {one.unit}", one.period) for concept, one in figures]


def told_in(*lines: str, kind: str = "other") -> tuple[Fact, ...]:
    """The facts of a file whose lines are paragraphs."""
    page = Page(1, PageKind.FLOW, tuple(Line(text, CellPath(f"line {number}")) for number, text in enumerate(lines, start=1)))
    kinds = PACKS.kinds if kind == "other" else {kind: PACKS.kinds[kind]}
    return extract_facts("0" * 64, classify_pages([page], kinds), PACKS).facts


@pytest.mark.parametrize(("name", "least"), [("dev.txt", 0.99), ("held.txt", 0.97), ("fresh.txt", 0.9)])
def test_sentences_of_our_own(name: str, least: float) -> None:
    assert sum(1 for _ in labelled(SENTENCES / name)) >= 20
    assert score(SENTENCES / name, PACKS).f1 >= least


@pytest.mark.parametrize(
    "name",
    ["wider.txt", "unseen.txt", "second_unseen.txt", "third_unseen.txt", "fourth_unseen.txt", "fifth_unseen.txt", "sixth_unseen.txt"],
)
def test_sentences_of_other_kinds_of_prose_by_the_rule_of_evaluate(name: str) -> None:
    """Words for one metric are one label, and a time that is only said may be known."""
    read = SentenceScore(
        tuple(was_read(text, true, sentence_facts(text, READER), PACKS.taxonomy, PACKS.metrics) for text, true in truths(name))
    )
    assert float(read.f1("tuples")) >= 0.95


def test_sentences_in_the_grammar_of_filings_and_news() -> None:
    """Their first look was .75; labels by other conventions than ours keep it under the other sets."""
    read = SentenceScore(
        tuple(
            was_read(text, true, sentence_facts(text, READER), PACKS.taxonomy, PACKS.metrics) for text, true in truths("seventh_unseen.txt")
        )
    )
    assert float(read.f1("values")) >= 0.97
    assert float(read.f1("tuples")) >= 0.87


def truths(name: str) -> Iterator[tuple[str, list[Judged]]]:
    """The sentences of a file with their figures as they are judged."""
    for text, figures in labelled(SENTENCES / name):
        said = [(one, None if one.period == "-" else one.period) for one in figures]
        yield (
            text,
            [
                Judged(
                    one.label,
                    one.value,
                    one.upper,
                    "item" if one.unit == "-" else one.unit,
                    None if when is None else days_of(when),
                    said=when,
                )
                for one, when in said
            ],
        )


def test_a_figure_of_the_enterprise_has_its_concept_and_one_of_an_industry_has_none() -> None:
    assert told("2022年，公司实现营业收入1.2亿元。")[0][0] == "revenue"
    assert told("2022年，全国轴承行业实现营业收入1,900亿元。")[0][0] is None
    assert told("预计2023年营业收入2亿元。")[0][0] is None


def test_what_a_ratio_is_compared_with_is_of_the_other_year() -> None:
    read = told("公司2022年末资产负债率较2021年末的45.2%下降至39.8%。")
    assert [(value, when) for _, _, value, when in read] == [("45.2 percent", "2021"), ("39.8 percent", "2022")]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("公司参与制定国家标准、行业标准各1项。", ["国家标准", "行业标准"]),
        ("王磊持股70%，其余30%由员工持股平台持有。", ["持股比例", "持股比例"]),
        ("公司有3条自动化生产线，两个研发中心。", ["自动化生产线", "研发中心"]),
        ("融资总额2.2亿元，其中A轮8,000万元，B轮1.4亿元。", ["融资", "A轮融资", "B轮融资"]),
        ("营业收入、净利润同比分别增长20.5%、26.8%。", ["营业收入增长率", "净利润增长率"]),
        ("轴承产品、齿轮产品销售收入分别为3,500万元、2,800万元。", ["轴承产品营业收入", "齿轮产品营业收入"]),
        ("第一大供应商采购额为2,356.2万元。", ["第一大供应商采购额"]),
    ],
)
def test_figures_of_several_things_are_each_of_their_own(text: str, labels: list[str]) -> None:
    assert [label for _, label, _, _ in told(text)] == labels


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("厂区占地面积86亩，流动比率为1.86倍。", [("占地面积", "86 item"), ("流动比率", "1.86 item")]),
        (
            "公司2022年全员劳动生产率为58.6万元/人，2023年提升至64.2万元/人。",
            [("全员劳动生产率", "586000 item"), ("全员劳动生产率", "642000 item")],
        ),
        (
            "公司拥有12家全资子公司和3家控股子公司，产品远销30多个国家和地区。",
            [("全资子公司", "12 item"), ("控股子公司", "3 item"), ("国家和地区", "30 item")],
        ),
        ("公司向中国银行常州分行申请流动资金贷款1,500万元。", [("流动资金贷款", "15000000 CNY")]),
        ("公司拥有万级实验室600平方米。", [("万级实验室面积", "600 item")]),
        ("张伟直接持有公司1,200万股股份，占公司总股本的30%。", [("持股数量", "12000000 item"), ("持股比例", "30 percent")]),
        ("募集资金净额4.5亿元，其中1.8亿元用于补充流动资金。", [("募集资金净额", "450000000 CNY"), ("补充流动资金", "180000000 CNY")]),
        ("预计可形成年产压力传感器80万只的生产能力。", [("压力传感器产能", "800000 item")]),
        ("交货周期由45天缩短到28天。", [("交货周期", "45 day"), ("交货周期", "28 day")]),
    ],
)
def test_every_quantity_of_a_text_is_a_figure_under_the_words_that_name_it(text: str, figures: list[tuple[str, str]]) -> None:
    assert [(label, value) for _, label, value, _ in told(text)] == figures


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("公司主导产品为压力变送器，2023年该产品销售收入1.86亿元。", "主导产品收入"),
        ("2023年，公司高端产品毛利率为五成。", "高端产品毛利率"),
        ("2022年公司境外销售收入为9,118.65万元。", "境外销售收入"),
        ("2023年，公司汽车电子类产品实现收入6,840万元。", "汽车电子类产品收入"),
        ("项目达产后年新增营业收入2.5亿元。", "新增营业收入"),
        ("2022年应收账款账面余额8,764.21万元。", "应收账款账面余额"),
        ("2022年公司享受高新技术企业所得税优惠320万元。", "高新技术企业所得税优惠"),
    ],
)
def test_a_qualified_metric_has_its_own_name_and_not_the_concept_of_the_whole(text: str, label: str) -> None:
    assert [(concept, read) for concept, read, _, _ in told(text)] == [(None, label)]


def test_a_growth_is_of_the_year_that_grew() -> None:
    read = told("2023年1-6月，公司实现营业收入1.9亿元，上年同期为1.6亿元，同比增长15.7%。")
    assert [(label, when) for _, label, _, when in read] == [("营业收入", "2023H1"), ("营业收入", "2022H1"), ("营业收入增长率", "2023H1")]


def test_a_sum_of_several_metrics_is_of_none_of_them() -> None:
    assert [label for _, label, _, _ in told("2022年，公司缴纳增值税1,023万元，企业所得税456万元，合计1,479万元。")][-1] == "合计"


def test_what_only_begins_like_a_figure_of_its_own_is_no_name() -> None:
    assert told("2个项目获得省级奖项，公司与3家客户签订框架协议。") == []


def test_growths_over_several_years_of_several_metrics_are_left_out() -> None:
    assert told("2021年、2022年营业收入、净利润分别增长20%、30%。") == []


def test_a_part_never_stands_for_the_whole() -> None:
    assert told("2022年研发费用800万元，其中委外研发费用200万元。") == [
        ("rd_expense", "研发费用", "8000000 CNY", "2022"),
        (None, "委外研发费用", "2000000 CNY", "2022"),
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("2022年研发费用加计扣除额为723.9万元，减免所得税108.6万元。", [(None, "研发费用加计扣除额"), (None, "减免所得税")]),
        ("本期计提存货跌价准备356,780.12元。", [(None, "计提存货跌价准备")]),
        ("产品不良率由1.2%降至0.3%。", [(None, "不良率"), (None, "不良率")]),
        ("综合能耗降至0.72吨标准煤，降幅15.3%。", [(None, "综合能耗"), (None, "综合能耗增长率")]),
    ],
)
def test_a_longer_name_is_not_the_metric_that_stands_in_it(text: str, figures: list[tuple[str | None, str]]) -> None:
    assert [(concept, label) for concept, label, _, _ in told(text)] == figures


def test_a_list_may_name_what_has_no_entry() -> None:
    assert [(label, value) for _, label, value, _ in told("2022年主营收入、代工收入分别为1亿元、2亿元。")] == [
        ("主营业务收入", "100000000 CNY"),
        ("代工收入", "200000000 CNY"),
    ]


def test_growth_in_multiples_is_a_percentage() -> None:
    assert told("2022年净利润同比增长1.26倍。")[0][1:3] == ("净利润增长率", "126 percent")
    assert told("2022年净利润增长到2.3倍。") == []


def test_what_a_ratio_rose_from_is_not_of_the_year_it_rose_in() -> None:
    assert [period for _, _, _, period in told("2022年毛利率由28%提升至31%。")] == ["-", "2022"]


def test_a_sum_over_years_is_of_none_of_them() -> None:
    assert [period for *_, period in told("2021年股权融资5000万元，2022年股权融资1亿元，合计1.5亿元。")] == ["2021", "2022", "-"]


def test_a_change_in_points_is_no_value_of_the_ratio() -> None:
    assert [label for _, label, _, _ in told("资产负债率为34.6%，下降2.1个百分点。")] == ["资产负债率"]


def test_the_same_said_in_words_and_in_digits_is_one_figure() -> None:
    assert len(told("实收资本为人民币叁仟万元（￥30,000,000.00）。")) == 1


def test_a_list_over_years_without_names_leaves_the_years_open() -> None:
    assert {period for _, _, _, period in told("报告期内，公司净利润分别为100万元、200万元和300万元。")} == {"报告期"}
    assert all(fact.period is None for fact in sentence_facts("公司近三年研发费用分别为1万元、2万元和3万元。", READER))


def test_a_subsidiary_is_the_entity_of_its_own_figures() -> None:
    first, second = sentence_facts("公司与子公司常州恒泰机械有限公司2021年研发费用分别为300万元和120万元。", READER)
    assert (first.entity, second.entity) == ("", "常州恒泰机械有限公司")


def test_english_counts_have_their_noun_their_level_and_their_year() -> None:
    text = 'In 2021, the province added 8 new "hidden champion" enterprises at the national level, reaching 21 households in total.'
    facts = sentence_facts(text, READER)
    assert [(fact.label, fact.source.text, fact.year) for fact in facts] == [
        ('new "hidden champion" enterprises at the national level', "8", 2021),
        ('"hidden champion" enterprises at the national level in total', "21", 2021),
    ]


def test_numbers_in_english_words_are_read_and_ordinals_are_not() -> None:
    facts = sentence_facts("In 2021, forty-two new enterprises joined the third batch, bringing the total number to 160.", READER)
    assert [(read_figure(fact).value, fact.source.text, fact.year) for fact in facts] == [
        (Decimal(42), "forty-two", 2021),
        (Decimal(160), "160", 2021),
    ]


def test_the_box_of_a_figure_is_tight_even_over_two_lines() -> None:
    first = Line("2022年公司实现营业收入12,", PageBox(1, 0, 0, 150, 10), (Word("2022年公司实现营业收入12,", PageBox(1, 0, 0, 150, 10)),))
    second = Line("345.67万元。", PageBox(1, 0, 12, 60, 22), (Word("345.67万元。", PageBox(1, 0, 12, 60, 22)),))
    page = Page(1, PageKind.TEXT, (first, second), 200, 100)
    (fact,) = extract_facts("0" * 64, classify_pages([page], PACKS.kinds), PACKS).facts
    assert fact.source.text == "12,345.67万元"
    box = fact.source.spans[0]
    assert isinstance(box, PageBox)
    assert (box.top, box.bottom) == (0, 22)
    assert box.x1 < 151


def test_a_sentence_goes_on_over_the_page() -> None:
    first = Line("截至2022年末，公司共有员", PageBox(1, 0, 80, 120, 90), (Word("截至2022年末，公司共有员", PageBox(1, 0, 80, 120, 90)),))
    second = Line("工120人。", PageBox(2, 0, 0, 45, 10), (Word("工120人。", PageBox(2, 0, 0, 45, 10)),))
    pages = [Page(1, PageKind.TEXT, (first,), 200, 100), Page(2, PageKind.TEXT, (second,), 200, 100)]
    (fact,) = extract_facts("0" * 64, classify_pages(pages, PACKS.kinds), PACKS).facts
    assert (fact.concept, fact.source.page, fact.year) == ("staff", 2, 2022)


def test_what_a_sentence_leaves_unsaid_is_never_called_consolidated() -> None:
    facts = told_in("纳入合并范围的子公司共3家。", "2022年，公司实现营业收入1.2亿元。")
    assert [fact.scope for fact in facts if fact.concept == "revenue"] == [Scope.UNSTATED]


def test_sentences_of_the_printed_form_give_no_second_copy_of_its_fields() -> None:
    facts = told_in("申请书", "2022年，公司实现营业收入1.2亿元。", kind="application_form")
    assert [(fact.kind, fact.concept, fact.label) for fact in facts] == [("application_form", None, "营业收入")]


def test_a_bound_is_no_evidence() -> None:
    rough, exact = told_in("2022年，公司实现营业收入超过1亿元。", "2022年，公司实现营业收入1.2亿元。")
    assert Facts([rough, exact]).evidenced("revenue", year=2022) == (exact,)


def test_the_face_shows_the_sentence_and_the_time_as_said() -> None:
    (fact,) = told_in("报告期内，公司实现营业收入1.2亿元。")
    face = fact_face(fact).model_dump(mode="json")
    assert (face["printed_period"], face["sentence"], face["period"]) == ("报告期", "报告期内,公司实现营业收入1.2亿元。", None)


def test_a_letter_read_as_a_digit_is_doubted() -> None:
    (fact,) = sentence_facts("公司资产负债率为O.85%。", READER)
    assert fact.source.doubts == ("digit_repaired",)


def test_commands_that_read_nothing_do_not_load_the_language_tools() -> None:
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "docintel", "version"], capture_output=True, text=True, check=True)
    assert "spacy" not in done.stderr


def test_of_spacy_only_what_is_used_is_loaded_and_the_rest_can_be_afterwards() -> None:
    script = (
        "import sys\nfrom docintel.extract.prose.loading import parts_alone\nwith parts_alone():\n    import docintel.extract.prose.marks\n"
        "print('spacy.pipeline' in sys.modules)\nimport spacy\nprint(len(spacy.blank('zh')('你好')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "2"]


@given(st.text(alphabet="0123456789,.%万亿元人年-~至约（）营业收入净利润为分别同比增长、，。其中占的比重", max_size=60))
def test_any_text_can_be_read_and_every_figure_points_at_its_own_text(text: str) -> None:
    for fact in sentence_facts(text, READER):
        assert isinstance(fact.value, Quantity) or fact.label == "排名"
        assert fact.source.text in "".join(text.split())
