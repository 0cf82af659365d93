"""Labels that come from a whole predicate of a sentence, told by what each says and not by whose document it stands in."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from sentences import read_figure
from test_prose import READER
from test_prose import told

from docintel.domain.prose import ClauseWords
from docintel.domain.prose import HoldingWords
from docintel.extract.prose.reader import sentence_facts
from docintel.packs import check_packs
from docintel.packs import load_packs


def labels(text: str) -> list[str]:
    """What the figures of a sentence are called."""
    return [label for _, label, _, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("公司单位产品综合能耗为0.28吨标煤/吨，低于行业平均水平12%。", "低于行业平均水平"),
        ("公司设备综合效率优于同类产品两成。", "设备综合效率优于同类产品"),
        ("光伏电站可满足园区近三成的用电需求。", "用电需求满足率"),
        ("子公司享受15%的企业所得税优惠税率。", "企业所得税优惠税率"),
        ("公司每10股派发现金红利1.50元。", "每10股派发现金红利"),
        ("公司计划投入3,000万元用于数字化改造。", "数字化改造投入"),
        ("该装置较传统烘干工艺节能35%。", "装置节能"),
        ("公司已收到全体股东260万元货币出资。", "货币出资"),
    ],
)
def test_verb_and_object_name_a_figure_together(text: str, label: str) -> None:
    assert labels(text)[-1] == label


def test_rights_that_are_not_granted_yet_are_kept_apart() -> None:
    assert labels("公司拥有发明专利12项，另有5项发明专利处于实质审查阶段。") == ["发明专利", "审查中发明专利"]


def test_what_joined_is_not_what_there_is() -> None:
    assert labels("全省共有212家企业入选专精特新“小巨人”企业。") == ["入选专精特新小巨人企业"]
    assert labels("公司现有门店30家，今年新增5家。") == ["门店", "新增门店"]


def test_a_kind_of_employees_is_not_the_staff() -> None:
    read = told("公司现有员工320人，其中女员工30人。")
    assert [(concept, label) for concept, label, _, _ in read] == [("staff", "员工总数"), (None, "女员工")]


def test_voting_rights_are_no_share_of_capital() -> None:
    assert labels("王强持有公司40%的股权，合计控制公司55%的表决权。") == ["持股比例", "表决权比例"]


def test_what_a_subject_of_several_metrics_does_is_of_all_of_them() -> None:
    assert labels("2023年，公司销售费用、管理费用及财务费用同比增长8.2%。") == ["销售费用、管理费用及财务费用增长率"]
    assert len(set(labels("2023年，公司营业收入、净利润分别同比增长8.2%、9.1%。"))) == 2


def test_a_comparison_names_what_is_compared_and_not_with_what() -> None:
    assert labels("新园区产能较原有产能提高50%。") == ["新园区产能增长率"]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("截至2021年3月31日，净资产账面价值为2,100万元，评估价值为3,400万元。", "净资产评估价值"),
        ("公司实现净利润2.9亿元，毛利率同比提升1.8个百分点至33.4%。", "毛利率"),
        ("股东会同意增加注册资本100万元。", "注册资本增加额"),
        ("公司毛利同比增加300万元，增长比例达到17.8%。", "毛利增长率"),
        ("国内业务收入占营业收入97.3%。", "国内业务收入占比"),
        ("按欠款方归集的前五名应收账款汇总金额9,804万元。", "前五名应收账款汇总金额"),
    ],
)
def test_what_was_told_before_goes_on(text: str, last: str) -> None:
    assert labels(text)[-1] == last


def test_a_price_is_no_capital() -> None:
    assert labels("新增注册资本由新股东以每股4.20元的价格认购。") == ["认购价格"]


def test_a_sum_over_all_years_named_is_of_all_of_them() -> None:
    (*_, whole) = told("2021-2023年，公司研发费用分别为800万元、900万元、1,000万元，三年累计2,700万元。")
    assert whole == (None, "研发费用", "27000000 CNY", "2021-2023")


def test_a_count_of_one_after_its_name_counts_in_a_list_only() -> None:
    assert labels("公司聘有首席专家一名，外籍专家两名。") == ["首席专家", "外籍专家"]
    assert labels("公司是国内领先企业之一，系行业首批一家。") == []


def test_a_value_at_a_founding_is_of_that_time() -> None:
    assert [when for _, _, _, when in told("2009年设立时，注册资本为300万元。")] == ["2009"]
    assert [when for _, _, _, when in told("公司成立于2009年，注册资本300万元。")] == ["-"]


def test_what_a_yearly_amount_is_of_may_follow_it() -> None:
    assert labels("年产2万吨特种树脂项目总投资3.6亿元。") == ["特种树脂产能", "总投资"]


@pytest.mark.parametrize("words", [ClauseWords, HoldingWords])
def test_every_class_of_words_is_filled_and_said_once(words: type) -> None:
    prose = load_packs().prose
    pack = prose.clauses if words is ClauseWords else prose.holdings
    for one in dataclasses.fields(words):
        held = getattr(pack, one.name)
        assert held, one.name
        assert len(set(held)) == len(held), one.name


def test_an_unknown_class_of_words_is_a_problem_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models/prose.yaml").write_text('id: prose\nversion: "2"\nextends: prose\nclauses: {verbz: [做]}\n', encoding="utf-8")
    assert any("prose.yaml" in problem and "verbz" in problem for problem in check_packs((tmp_path,)))


def test_a_word_of_an_overlay_is_read(tmp_path: Path) -> None:
    text = "储能电站可削减园区近三成的用电负荷。"
    assert [read_figure(fact).label for fact in sentence_facts(text, READER)] != ["用电负荷削减率"]
    (tmp_path / "models").mkdir()
    (tmp_path / "models/prose.yaml").write_text(
        'id: prose\nversion: "2"\nextends: prose\nclauses: {satisfying: [削减]}\n', encoding="utf-8"
    )
    reader = type(READER)("0" * 64, load_packs((tmp_path,)))
    assert [read_figure(fact).label for fact in sentence_facts(text, reader)] == ["用电负荷削减率"]
