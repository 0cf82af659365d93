"""Tables of holders in running documents: whose and of when they are; lists of other things are none, whatever they look like."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from holder_pages import read
from holder_pages import shown

from docintel.domain.fact import HELD
from docintel.domain.fact import LIST_CUT
from docintel.domain.fact import Fact

LAYOUTS = yaml.safe_load((Path(__file__).parent / "holder_layouts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_of_holders_says_whose_it_is_and_of_which_event(layout: str) -> None:
    assert shown(read(*LAYOUTS[layout]["pages"])) == LAYOUTS[layout]["told"]


def listed(facts: list[Fact]) -> list[str]:
    """The holders that the rules of an equity table list as they are now."""
    rows = [fact for fact in facts if fact.concept in ("shareholder_name", "shareholder_share") and HELD not in (fact.item or "")]
    return [fact.source.text for fact in rows]


HISTORY = """
（二）2012年6月，第一次增资
本次增资完成后，公司股权结构如下：
股东名称 | 出资额（万元） | 持股比例（%）
张知衡 | 500.00 | 50.00
李牧之 | 500.00 | 50.00
合计 | 1,000.00 | 100.00
"""
RUN_IN = """
1、2016年5月，公司设立。公司由张知衡、李牧之共同出资设立，注册资本1,000万元，其中张知衡认缴600万元，李牧之认缴400万元。
股东名称 | 出资额（万元） | 持股比例（%）
张知衡 | 600.00 | 60.00
李牧之 | 400.00 | 40.00
2、2022年3月，第一次股权转让。李牧之将其所持公司10%的股权转让给张知衡。本次股权转让完成后，公司股权结构为：
股东名称 | 出资额（万元） | 持股比例（%）
张知衡 | 700.00 | 70.00
李牧之 | 300.00 | 30.00
"""
NOW = """
截至2023年6月30日，公司股权结构如下：
股东名称 | 出资额（万元） | 持股比例（%）
张知衡 | 600.00 | 60.00
李牧之 | 400.00 | 40.00
合计 | 1,000.00 | 100.00
"""


def test_a_table_of_a_past_event_is_no_list_of_present_holders() -> None:
    found = read(HISTORY, NOW, kind="equity_table")
    assert listed(found) == ["张知衡", "60.00", "李牧之", "40.00"]
    assert shown(found) == ["时间=2012年6月 事项=第一次增资 合计=1,000.00 合计=100.00 | 张知衡 500.00 50.00 | 李牧之 500.00 50.00"]


def test_a_table_under_the_heading_of_a_founding_lists_no_present_holders_though_no_sentence_leads_to_it() -> None:
    found = read(RUN_IN, kind="equity_table")
    assert listed(found) == []
    assert shown(found) == [
        "时间=2016年5月 事项=公司设立 | 张知衡 600.00 60.00 | 李牧之 400.00 40.00",
        "时间=2022年3月 事项=第一次股权转让 | 张知衡 700.00 70.00 | 李牧之 300.00 30.00",
    ]


def stated(facts: list[Fact], *concepts: str) -> list[tuple[str, str, str]]:
    """The concept, whose it is, and what is printed, of the concepts asked for."""
    return [(fact.concept or "", fact.entity or "", fact.source.text) for fact in facts if fact.concept in concepts]


def test_a_table_of_partners_names_the_one_who_manages() -> None:
    partners = """
    宁波样岚企业管理中心（有限合伙）为公司的员工持股平台，其合伙人及出资情况如下：
    序号 | 合伙人 | 合伙人性质 | 认缴出资额（万元） | 财产份额比例
    1 | 张知衡 | 普通合伙人、执行事务合伙人 | 15.00 | 1.00%
    2 | 李牧之 | 有限合伙人 | 1,485.00 | 99.00%
    """
    whose = "宁波样岚企业管理中心(有限合伙)"
    assert stated(read(NOW, partners, kind="equity_table"), "general_partner") == [("general_partner", whose, "张知衡")]
    names = [text for _, entity, text in stated(read(NOW, partners, kind="equity_table"), "shareholder_name") if entity == whose]
    assert names == ["张知衡", "李牧之"]


def test_a_table_with_a_column_of_votes_tells_them_apart_from_capital() -> None:
    votes = """
    公司股本结构如下：
    股东名称 | 股份类别 | 持股数量（万股） | 持股比例 | 表决权比例
    张知衡 | A类 | 1,200.00 | 20.00% | 60.00%
    李牧之 | B类 | 4,800.00 | 80.00% | 40.00%
    """
    assert [
        (concept, text) for concept, _, text in stated(read(votes, kind="equity_table"), "special_votes_holder", "special_votes_share")
    ] == [
        ("special_votes_holder", "张知衡"),
        ("special_votes_share", "60.00%"),
        ("special_votes_holder", "李牧之"),
        ("special_votes_share", "40.00%"),
    ]


def test_holders_of_a_parent_are_not_those_of_the_company() -> None:
    parent = NOW.replace("公司股权", "样本控股的股权").replace("张知衡", "王守拙")
    found = read(NOW, parent, kind="equity_table")
    assert listed(found) == ["张知衡", "60.00", "李牧之", "40.00"]
    assert shown(found) == ["@样本控股 合计=1,000.00 合计=100.00 | 王守拙 600.00 60.00 | 李牧之 400.00 40.00"]


def test_the_first_list_of_a_paper_is_of_the_enterprise_it_names() -> None:
    assert listed(read(NOW.replace("公司", "例样精密机械有限公司"), kind="equity_table")) == ["张知衡", "60.00", "李牧之", "40.00"]


def test_the_natural_persons_among_holders_are_not_listed_a_second_time() -> None:
    persons = """
    本次发行前，公司自然人股东持股情况如下：
    股东名称 | 持股数量（万股） | 持股比例（%）
    张知衡 | 600.00 | 60.00
    """
    assert listed(read(NOW, persons, kind="equity_table")) == ["张知衡", "60.00", "李牧之", "40.00"]


def test_a_list_in_a_card_ends_with_the_cell_beside_it() -> None:
    card = """
    企业名称 | 例样机电有限公司 | <
    注册资本 | 100万元 | <
    股东构成 | 股东名称 | 持股比例
    ^ | 张知衡 | 60.65%
    ^ | 李牧之 | 39.35%
    主要财务数据（万元） | 项目 | 2024年12月31日
    ^ | 总资产 | 675.92
    ^ | 净利润 | 1.13
    """
    assert listed(read(card, kind="equity_table")) == ["张知衡", "60.65%", "李牧之", "39.35%"]


def test_a_list_that_fills_its_page_without_a_total_may_go_on() -> None:
    rows = [f"股东{number} | 1.00" for number in range(34)]
    page = "\n".join(["股东名册", "股东名称 | 持股比例（%）", *rows])
    found = read(page, "第九节 其他", kind="equity_table")
    doubtful = [fact.source.text for fact in found if LIST_CUT in fact.source.doubts]
    assert doubtful == ["股东33", "1.00"]
    assert not any(fact.source.doubts for fact in read(page, kind="equity_table") if fact.concept == "shareholder_name")


def test_what_a_sentence_tells_of_a_change_keeps_its_month() -> None:
    text = "注1：2022年10月，发行人全资子公司例样创投首次持有例样电子32.50%股权；2023年3月，例样电子增资，例样创投持股比例变为29.54%；2023年8月，例样创投受让李牧之所持例样电子21.46%的股份，持股比例变为51.00%。"
    assert shown(read(text)) == [
        "@例样电子 时间=2022年10月 事项=首次持有 | 例样创投 32.50%",
        "@例样电子 时间=2023年3月 事项=增资 | 例样创投 29.54%",
        "@例样电子 时间=2023年8月 事项=受让 | 例样创投 51.00%",
    ]


@pytest.mark.parametrize(
    "step",
    [
        "2023年3月30日，例样电子召开股东会，同意增资，例样创投持股比例变为29.54%。",
        "2023年3月，例样电子签署增资协议，例样创投持股比例拟变更为29.54%。",
        "2023年3月，例样电子预计营业收入增加至440万元。",
    ],
)
def test_a_step_of_a_change_tells_no_month_of_it(step: str) -> None:
    assert shown(read(step)) == []


def test_steps_under_the_heading_of_an_event_are_no_other_tellings_of_it() -> None:
    text = """
    ⑦2017年11月，例样电子第一次增资
    2017年9月，例样电子注册资本由1,300万元增至3,800万元。
    """
    assert shown(read(text)) == []
    assert shown(read(text.replace("⑦", "").splitlines()[2])) == ["@例样电子 时间=2017年9月 事项=增 资本=3,800万元"]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("例样控股集团有限公司股权结构", ["例样控股集团有限公司"]),
        ("截至2023年3月31日，例样控股集团有限公司股权结构如下：", ["例样控股集团有限公司"]),
        ("例样聚贤合伙企业（有限合伙）股东及出资情况", ["例样聚贤合伙企业(有限合伙)"]),
        ("本次增资完成后，公司股权结构如下：", []),
        ("股份有限公司股权结构", []),
    ],
)
def test_a_list_is_of_the_enterprise_that_its_title_or_leading_sentence_names(line: str, named: list[str]) -> None:
    table = "股东名称 | 出资额（万元） | 持股比例（%）\n张知衡 | 600.00 | 60.00\n李牧之 | 400.00 | 40.00"
    found = read(f"{line}\n{table}", kind="equity_table")
    assert {fact.entity for fact in found if fact.concept == "shareholder_name"} == set(named or [""])


def test_a_list_of_the_ten_largest_holders_is_none_of_all() -> None:
    found = read(
        "三、前十名股东持股情况\n股东名称 | 持股数量（股） | 持股比例（%）\n张知衡 | 6,000,000 | 60.00\n李牧之 | 1,500,000 | 15.00",
        kind="equity_table",
    )
    assert listed(found) == []
    assert shown(found) == ["张知衡 6,000,000 60.00 | 李牧之 1,500,000 15.00"]


@pytest.mark.parametrize(
    ("head", "rows", "told"),
    [
        (
            "股东名称 | 持股数量（股）",
            "张知衡 | 6,000,000\n李牧之 | 4,000,000\n合计 | 10,000,000",
            "合计=10,000,000 | 张知衡 6,000,000 | 李牧之 4,000,000",
        ),
        (
            "股东名称 | 持股数量（万股） | 持股比例（%） | 质押股数（万股） | 限售股数（万股）",
            "张知衡 | 600.00 | 60.00 | 100.00 | 600.00\n李牧之 | 400.00 | 40.00 | 0.00 | 0.00\n合计 | 1,000.00 | 100.00 | 100.00 | 600.00",
            "合计=1,000.00 合计=100.00 | 张知衡 600.00 60.00 | 李牧之 400.00 40.00",
        ),
    ],
)
def test_numbers_of_shares_in_the_list_of_a_paper_are_read(head: str, rows: str, told: str) -> None:
    assert shown(read(f"股权结构情况表\n{head}\n{rows}", kind="equity_table")) == [told]


def test_the_five_largest_holders_are_those_of_the_enterprise() -> None:
    found = read("公司前五名股东及持股情况如下：\n股东名称 | 持股数量（股） | 持股比例\n张知衡 | 6,000,000 | 60.00%", kind="equity_table")
    assert {fact.entity for fact in found if fact.concept == "shareholder_name"} == {""}
