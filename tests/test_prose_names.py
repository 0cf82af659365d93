"""What a figure in a sentence is called: the thing and what makes it another one, without whose it is, where, when and what is done."""

from __future__ import annotations

from decimal import Decimal

import pytest

from docintel.domain.quantity import Quantity
from docintel.extract.prose.reader import SentenceReader
from docintel.extract.prose.reader import sentence_facts
from docintel.packs import load_packs

READER = SentenceReader("0" * 64, load_packs())


def named(text: str) -> list[tuple[str, Decimal]]:
    """The figures of a sentence with their labels."""
    return [(fact.label, fact.value.value) for fact in sentence_facts(text, READER) if isinstance(fact.value, Quantity)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("长沙市财政安排产业扶持资金1.2亿元。", "产业扶持资金"),
        ("对通过认定的企业一次性奖励50万元。", "奖励"),
        ("近年来，公司研发投入占营业收入比重始终保持在5%以上。", "研发费用占比"),
        ("全省专精特新企业户均研发费用820万元。", "户均研发费用"),
        ("苏州市入库科技型中小企业320家。", "入库科技型中小企业"),
        ("江苏省重点研发计划项目3项。", "江苏省重点研发计划项目"),
        ("公司第四季度确认收入5,600万元。", "营业收入"),
        ("公司适用的企业所得税税率为15%。", "企业所得税税率"),
        ("年产3万套精密轴承项目计划总投资2.4亿元。", "总投资"),
        ("我国工业机器人市场规模达710亿元。", "市场规模"),
        ("固定资产期末原值3,200万元。", "固定资产原值"),
        ("外方认购公司新增注册资本200万元。", "新增注册资本"),
    ],
)
def test_a_label_is_the_thing_alone(text: str, label: str) -> None:
    assert named(text)[-1][0] == label


def test_what_was_counted_is_what_an_amount_after_it_is_of() -> None:
    assert [label for label, _ in named("购置数控机床等生产设备126台（套），总价值3,800万元。")] == ["生产设备", "生产设备总价值"]


def test_as_many_names_as_a_number_says_are_of_what_comes_after_it() -> None:
    assert named("公司设有苏州、无锡、南通3个生产基地。") == [("生产基地", Decimal(3))]


def test_enterprises_of_a_list_are_counted_by_place() -> None:
    labels = {label for label, _ in named("省厅公示专精特新中小企业名单，全省91家企业通过审核，其中苏州市58家、无锡市11家。")}
    assert labels == {"专精特新中小企业"}


def test_a_metric_of_two_enterprises_is_not_named_after_both() -> None:
    assert {label for label, _ in named("湘南电气与湘北重工2022年营业收入分别为3.2亿元和1.8亿元。")} == {"营业收入"}


def test_grades_of_one_award_share_its_name() -> None:
    assert [label for label, _ in named("公司荣获江苏省科学技术一等奖2项、二等奖1项。")] == ["江苏省科学技术一等奖", "江苏省科学技术二等奖"]


def test_figures_one_after_the_other_are_of_one_year_each() -> None:
    facts = sentence_facts("2021-2023年净利依次为1,876万元、2,043万元、2,391万元。", READER)
    assert [fact.period.year for fact in facts if fact.period is not None] == [2021, 2022, 2023]


def test_the_share_of_a_whole_year_is_told_of_its_part() -> None:
    facts = list(sentence_facts("公司2023年第四季度确认收入8,960万元，占全年收入的41.56%。", READER))
    assert facts[0].period == facts[1].period


@pytest.mark.parametrize(("text", "year"), [("FY2022公司净利率11%。", 2022), ("自2010年起专注轴承，主导产品收入占比八成。", None)])
def test_a_fiscal_year_is_a_time_and_a_beginning_is_none(text: str, year: int | None) -> None:
    assert {None if fact.period is None else fact.period.year for fact in sentence_facts(text, READER)} == {year}


def test_a_loss_in_brackets_before_its_unit_is_negative() -> None:
    assert named("公司信用减值损失为（356.21）万元。") == [("信用减值损失", Decimal(-3562100))]
