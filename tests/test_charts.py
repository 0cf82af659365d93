"""Drawn charts of holdings: boxes, connectors and percentages to edges; what is not clear is left to a person."""

from __future__ import annotations

from random import Random

import pytest
from fact_text import document
from fact_text import load_packs_once

from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import PagePart
from docintel.domain.document import Rule
from docintel.domain.document import Segment
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.source import PageBox
from docintel.extract.charts import ChartReader
from docintel.simulate.equity_charts import LAYOUTS
from docintel.simulate.equity_charts import chart_facts
from docintel.simulate.equity_charts import equity_chart
from docintel.simulate.equity_charts import imagine_chart
from docintel.simulate.typesetting import installed

Drawn = tuple[list[Line], list[Rule], list[Segment]]
TOP, COMPANY = 100.0, "苏州样本科技有限公司"


def text(words: str, x: float, y: float) -> Line:
    """Words around a point."""
    box = PageBox(1, x - 4.5 * len(words), y - 5, x + 4.5 * len(words), y + 5)
    return Line(words, box, (Word(words, box),))


def rule(x0: float, y0: float, x1: float, y1: float) -> Rule:
    return Rule(PageBox(1, x0, y0, x1, y1))


def box(name: str, x: float, y: float, wide: float = 120) -> Drawn:
    """A name in a frame 30 points high."""
    left, right, top, bottom = x - wide / 2, x + wide / 2, y - 15, y + 15
    sides = [rule(left, top, right, top), rule(left, bottom, right, bottom), rule(left, top, left, bottom), rule(right, top, right, bottom)]
    return [text(name, x, y)], sides, []


def drawn(*parts: Drawn) -> tuple[list[str], list[str]]:
    """The edges found as `holder share company`, and the problems."""
    lines = [line for part in parts for line in part[0]]
    rules = tuple(one for part in parts for one in part[1])
    segments = tuple(one for part in parts for one in part[2])
    page = Page(1, PageKind.TEXT, tuple(lines), 600, 800, rules, segments=segments)
    reader = ChartReader(document("股权结构图.pdf"), load_packs_once())
    facts = list(reader.read("equity_chart", page, PagePart("equity_chart", 0, None, 0.9), page.blocks))
    return edges(facts), [problem.message.zh for problem in reader.problems]


def edges(facts: list[Fact]) -> list[str]:
    items: dict[str | None, list[Fact]] = {}
    for fact in facts:
        items.setdefault(fact.item, []).append(fact)
    return sorted(f"{name.source.text} {share.source.text} {name.entity}" for name, share in items.values())


def lines(*rules: Rule) -> Drawn:
    return [], list(rules), []


def labels(*texts: Line) -> Drawn:
    return list(texts), [], []


PAIR = (box("张知衡", 300, 115), box(COMPANY, 300, 215))


def test_a_line_from_a_holder_down_to_a_company_is_a_stake() -> None:
    assert drawn(*PAIR, lines(rule(300, 130, 300, 200)), labels(text("51%", 320, 165))) == ([f"张知衡 51% {COMPANY}"], [])


def test_holders_on_one_bus_have_the_percentage_at_their_own_branch() -> None:
    bus = lines(rule(150, 130, 150, 170), rule(450, 130, 450, 170), rule(150, 170, 450, 170), rule(300, 170, 300, 200))
    shares = labels(text("60%", 170, 150), text("40%", 470, 150))
    found = drawn(box("张知衡", 150, 115), box("李牧之", 450, 115), box(COMPANY, 300, 215), bus, shares)
    assert found == ([f"张知衡 60% {COMPANY}", f"李牧之 40% {COMPANY}"], [])


def test_a_company_with_two_subsidiaries_holds_both() -> None:
    fan = lines(rule(300, 130, 300, 150), rule(150, 150, 450, 150), rule(150, 150, 150, 200), rule(450, 150, 450, 200))
    shares = labels(text("100%", 172, 175), text("70%", 470, 175))
    found = drawn(box(COMPANY, 300, 115), box("甲样传动有限公司", 150, 215), box("乙样传动有限公司", 450, 215), fan, shares)
    assert found == ([f"{COMPANY} 100% 甲样传动有限公司", f"{COMPANY} 70% 乙样传动有限公司"], [])


def test_a_label_that_interrupts_its_line_bridges_it() -> None:
    broken = lines(rule(300, 130, 300, 158), rule(300, 172, 300, 200))
    assert drawn(*PAIR, broken, labels(text("51%", 300, 165))) == ([f"张知衡 51% {COMPANY}"], [])


def test_a_line_drawn_aslant_is_a_stake_too() -> None:
    aslant: Drawn = ([text("51%", 247, 165)], [], [Segment(150, 130, 300, 200)])
    assert drawn(box("张知衡", 150, 115), box(COMPANY, 300, 215), aslant) == ([f"张知衡 51% {COMPANY}"], [])


def test_a_name_over_a_line_needs_no_box() -> None:
    holder: Drawn = ([text("张知衡", 300, 115)], [rule(270, 123, 330, 123)], [])
    found = drawn(holder, box(COMPANY, 300, 215), lines(rule(300, 123, 300, 200)), labels(text("51%", 320, 165)))
    assert found == ([f"张知衡 51% {COMPANY}"], [])


def unclear(found: tuple[list[str], list[str]], why: str) -> bool:
    """Whether nothing was read, and a person is asked for that reason."""
    return found[0] == [] and len(found[1]) == 1 and "需人工识读" in found[1][0] and why in found[1][0]


def test_a_line_without_a_percentage_is_left_to_a_person() -> None:
    assert unclear(drawn(*PAIR, lines(rule(300, 130, 300, 200))), "未读到比例")


def test_two_percentages_at_one_line_are_left_to_a_person() -> None:
    both = labels(text("51%", 320, 150), text("49%", 320, 180))
    assert unclear(drawn(*PAIR, lines(rule(300, 130, 300, 200)), both), "多个比例")


def test_a_line_that_does_not_reach_is_left_to_a_person() -> None:
    assert unclear(drawn(*PAIR, lines(rule(300, 130, 300, 180)), labels(text("51%", 320, 155))), "未接到两端")


def test_several_holders_of_several_companies_on_one_line_are_left_to_a_person() -> None:
    every = lines(
        rule(150, 130, 150, 200), rule(450, 130, 450, 200), rule(150, 165, 450, 165)
    )  # fmt: skip
    boxes = (box("张知衡", 150, 115), box("李牧之", 450, 115), box("甲样传动有限公司", 150, 215), box("乙样传动有限公司", 450, 215))
    found = drawn(*boxes, every, labels(text("60%", 170, 145), text("40%", 470, 145)))
    assert unclear(found, "共用连线")


def test_a_percentage_midway_between_two_branches_is_left_to_a_person() -> None:
    bus = lines(rule(280, 130, 280, 170), rule(320, 130, 320, 170), rule(280, 170, 320, 170), rule(300, 170, 300, 200))
    found = drawn(box("张知衡", 250, 115, 80), box("李牧之", 350, 115, 80), box(COMPANY, 300, 215), bus, labels(text("60%", 300, 145)))
    assert unclear(found, "比例归属不明")


def test_stakes_of_more_than_the_whole_are_left_to_a_person() -> None:
    bus = lines(rule(150, 130, 150, 170), rule(450, 130, 450, 170), rule(150, 170, 450, 170), rule(300, 170, 300, 200))
    shares = labels(text("60%", 170, 150), text("70%", 470, 150))
    assert unclear(drawn(box("张知衡", 150, 115), box("李牧之", 450, 115), box(COMPANY, 300, 215), bus, shares), "超过100%")


def test_a_line_between_the_sides_of_boxes_in_a_chart_from_top_to_bottom_has_no_direction() -> None:
    side = lines(rule(360, 115, 440, 115), rule(300, 130, 300, 200))
    found = drawn(*PAIR, box("李牧之", 500, 115), side, labels(text("51%", 320, 165), text("10%", 400, 108)))
    assert found[0] == [f"张知衡 51% {COMPANY}"]
    assert "方向不明" in found[1][0]


def test_a_box_for_two_persons_is_no_holder() -> None:
    found = drawn(box("张知衡、李牧之", 300, 115), box(COMPANY, 300, 215), lines(rule(300, 130, 300, 200)), labels(text("51%", 320, 165)))
    assert unclear(found, "一框多人")


def test_a_line_marked_as_an_agreement_is_no_stake() -> None:
    marked = labels(text("51%", 320, 150), text("协议控制", 285, 180))
    assert unclear(drawn(*PAIR, lines(rule(300, 130, 300, 200)), marked), "协议或控制")


def test_a_page_without_connectors_gives_nothing() -> None:
    assert drawn(*PAIR) == ([], [])


@pytest.mark.skipif(not installed(), reason="needs the extra `samples`")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_generator_draws_every_layout_with_the_facts_it_says(layout: str) -> None:
    chart = imagine_chart(Random(layout), layout)  # noqa: S311 - a seed, no secret
    made = equity_chart(chart)
    assert made.content.startswith(b"%PDF")
    assert [fact for fact, page in made.facts if page == 1] == list(chart_facts(chart))
    assert len({fact.item for fact, _ in made.facts}) == len(chart.drawing.stakes)
