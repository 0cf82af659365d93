"""Notes that say why figures of an earlier year were changed, told from the policies that say when they would be."""

from __future__ import annotations

import pytest
from fact_text import document
from fact_text import load_packs_once
from fact_text import taxonomy

from docintel.domain.document import Line
from docintel.domain.fact import Fact
from docintel.domain.source import PageBox
from docintel.extract.remarks import remarks


def read(*lines: str) -> list[Fact]:
    """The remarks of a page of notes; full lines are as wide as the page, the last one is not."""
    held = [Line(text, PageBox(1, 50, 100 + 20 * number, 50 + 10 * len(text), 112 + 20 * number), ()) for number, text in enumerate(lines)]
    return list(remarks(document("审计报告2022.pdf"), load_packs_once().kinds["notes"], held, taxonomy(), "甲公司"))


@pytest.mark.parametrize(
    "note",
    [
        "本公司对2021年度比较数据进行了追溯重述：将原列报于研发费用的部分支出重分类至管理费用，对净利润没有影响。",
        "上述前期差错已采用追溯重述法更正，相应调整了2021年度财务报表的营业收入和营业成本。",
        "公司于2022年6月完成对甲公司的同一控制下企业合并，已对2021年度比较财务报表进行追溯调整。",
        "本公司采用追溯重述法对上述前期差错进行更正，受影响的2021年度财务报表项目如下：",
        "上期比较数据已按本期列报方式重新列报。",
    ],
)
def test_a_restatement_that_was_made_is_read(note: str) -> None:
    assert [fact.concept for fact in read(note)] == ["restatement_note"]


@pytest.mark.parametrize(
    "policy",
    [
        "会计政策变更的累积影响数能够合理确定的，采用追溯调整法。",
        "对于同一控制下企业合并取得的子公司，编制比较财务报表时，对前期财务报表的相关项目进行调整。",
        "本公司首次执行新租赁准则，不调整可比期间信息。",
        "执行上述准则对2021年度财务报表无影响，未追溯调整。",
        "本报告期未发生重要前期差错更正。",
        "追溯调整前期比较数据的说明□适用√不适用",
    ],
)
def test_a_policy_or_a_denial_is_no_restatement(policy: str) -> None:
    assert read(policy) == []


def test_a_note_over_two_lines_is_one_and_keeps_what_follows() -> None:
    (note,) = read(
        "十二、前期比较数据", "本公司对2021年度比较数据进行了追溯重述：将原列报于研发费用的", "部分支出重分类至管理费用，对净利润没有影响。"
    )
    assert note.source.text.startswith("本公司对2021年度")
    assert note.source.text.endswith("对净利润没有影响。")
    assert note.source.page == 1
