"""One change of shareholders told in several places: a month that differs is found, with every place; steps and other changes are not."""

from __future__ import annotations

from fact_text import APPLICATION
from fact_text import documents
from fact_text import load_packs_once
from fact_text import programme
from fact_text import taxonomy
from holder_pages import read

from docintel.check import run_checks
from docintel.domain.fact import Facts
from docintel.domain.finding import Finding

HISTORY = """
⑦2022年11月，例样电子第五次股权转让
2022年10月26日，例样电子召开股东会，同意王守拙将其所持公司32.5%的股权转让给例样创投。
本次股权转让完成后，例样电子的股权结构如下：
股东名称 | 出资额（万元） | 出资比例（%）
张知衡 | 270.00 | 67.50
例样创投 | 130.00 | 32.50
合计 | 400.00 | 100.00
⑧2023年4月，例样电子第二次增资
2023年3月30日，例样电子召开股东会，同意将注册资本由400万元变更为440万元。
本次增资完成后，例样电子的股权结构如下：
股东名称 | 出资额（万元） | 出资比例（%）
张知衡 | 270.00 | 61.36
例样创投 | 130.00 | 29.55
陆以宁 | 40.00 | 9.09
合计 | 440.00 | 100.00
九、关联交易
"""


def found(*texts: str) -> list[Finding]:
    held = Facts(read(*texts))
    return list(run_checks(programme("O02.9"), APPLICATION, held, documents(held), taxonomy(), load_packs_once().kinds))


def test_a_note_with_another_month_than_the_history_is_found_with_both_places() -> None:
    (finding,) = found(HISTORY, "注1：2023年3月，例样电子增资，例样创投持股比例变为29.55%。")
    assert (
        "例样电子同一次股权变动（例样创投持股变为29.55%）的时间：历史沿革.pdf（其他材料，第1页）载为2023年4月；历史沿革.pdf（其他材料，第2页）载为2023年3月"
        in finding.explanation.zh
    )
    assert [(fact.source.page, fact.source.text) for fact in (one.fact for one in finding.operands) if fact.concept == "event_month"] == [
        (2, "2023年3月"),
        (1, "2023年4月"),
    ]


def test_a_note_with_the_same_month_is_left_alone() -> None:
    assert (
        found(
            HISTORY,
            "注1：2022年11月，发行人全资子公司例样创投首次持有例样电子32.50%股权；2023年4月，例样电子增资，例样创投持股比例变为29.55%。",
        )
        == []
    )


def test_two_sentences_without_a_table_are_held_against_each_other() -> None:
    one, two = (f"{month}，例样电子增资，例样创投持股比例变为29.55%。" for month in ("2023年4月", "2023年3月"))
    assert len(found(one, two)) == 1
    assert found(one, one) == []


def test_the_capital_that_came_of_a_change_tells_which_it_is() -> None:
    assert len(found(HISTORY, "2023年5月，例样电子注册资本由400万元增加至440万元。")) == 1
    assert found(HISTORY, "2023年4月，例样电子注册资本由400万元增加至440万元。") == []


def test_a_resolution_in_the_month_before_is_no_other_month() -> None:
    assert found(HISTORY, "2023年3月，例样电子召开股东会，同意增资，例样创投持股比例变为29.55%。") == []


def test_a_share_that_came_of_two_changes_tells_of_neither() -> None:
    """The holder came to 32.50 % twice: no sentence says which time it means."""
    again = HISTORY.replace("⑧2023年4月，例样电子第二次增资", "⑧2023年4月，例样电子第六次股权转让").replace(
        "130.00 | 29.55", "100.00 | 22.73"
    )
    back = HISTORY.split("⑧", maxsplit=1)[0].replace("⑦2022年11月，例样电子第五次", "⑨2024年6月，例样电子第七次")
    assert found(again, back, "2022年10月，例样创投首次持有例样电子32.50%股权。") == []


def test_a_change_of_another_kind_is_another_change() -> None:
    assert found(HISTORY, "2020年6月，例样电子减资，例样创投持股比例变为29.55%。") == []


def test_a_month_within_those_of_the_heading_agrees() -> None:
    spanning = HISTORY.replace("⑧2023年4月", "⑧2023年3月至4月")
    assert found(spanning, "2023年3月，例样电子增资，例样创投持股比例变为29.55%。") == []
