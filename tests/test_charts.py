"""Drawn charts of holdings: boxes, connectors and percentages to edges; what is not clear is left to a person."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from fact_text import document
from fact_text import load_packs_once

from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import PagePart
from docintel.domain.document import Rule
from docintel.domain.document import Segment
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.charts import ChartReader
from docintel.extract.charts.doubting import doubts_of
from docintel.extract.charts.writing import Writing
from docintel.extract.charts.writing import text_of
from docintel.intake import Limits
from docintel.intake import submitted_file
from docintel.review import read_files
from docintel.simulate.equity_charts import LAYOUTS
from docintel.simulate.equity_charts import chart_facts
from docintel.simulate.equity_charts import equity_chart
from docintel.simulate.equity_charts import imagine_chart
from docintel.simulate.evidence.dossier import open_dossier
from docintel.simulate.evidence.equity_chart import NAMES
from docintel.simulate.evidence.kinds import draw
from docintel.simulate.typesetting import installed
from docintel.text.normal import squeezed

Drawn = tuple[list[Line], list[Rule], list[Segment]]
TOP, COMPANY = 100.0, "苏州样本科技有限公司"
PART = PagePart("equity_chart", 0, None, 0.9)


def text(words: str, x: float, y: float) -> Line:
    """Words around a point."""
    box = PageBox(1, x - 4.5 * len(words), y - 5, x + 4.5 * len(words), y + 5)
    return Line(words, box, (Word(words, box),))


def writing(line: Line) -> Writing:
    """A line as the text of a box."""
    found = text_of(line.words)
    assert found is not None
    return found


def read_facts(folder: Path, file: str, content: bytes) -> tuple[Fact, ...]:
    """What is read in a file."""
    path = folder / file
    path.write_bytes(content)
    return next(iter(read_files([submitted_file(path)], load_packs_once(), Limits()))).facts


def rule(x0: float, y0: float, x1: float, y1: float) -> Rule:
    return Rule(PageBox(1, x0, y0, x1, y1))


def box(name: str, x: float, y: float, wide: float = 120) -> Drawn:
    """A name in a frame 30 points high."""
    left, right, top, bottom = x - wide / 2, x + wide / 2, y - 15, y + 15
    sides = [rule(left, top, right, top), rule(left, bottom, right, bottom), rule(left, top, left, bottom), rule(right, top, right, bottom)]
    return [text(name, x, y)], sides, []


def drawn(*parts: Drawn, title: str | None = None) -> tuple[list[str], list[str]]:
    """The edges found as `holder share company`, and the problems."""
    lines = [line for part in parts for line in part[0]]
    rules = tuple(one for part in parts for one in part[1])
    segments = tuple(one for part in parts for one in part[2])
    page = Page(1, PageKind.TEXT, tuple(lines), 600, 800, rules, segments=segments)
    reader = ChartReader(document("股权结构图.pdf"), load_packs_once())
    facts = list(reader.read("equity_chart", page, replace(PART, title=title), page.blocks))
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


def arrow(x: float, tip: float, back: float) -> Drawn:
    """The two sides of a head and its base."""
    return [], [rule(x - 3, back, x + 3, back)], [Segment(x - 3, back, x, tip), Segment(x + 3, back, x, tip)]


def test_an_arrow_head_is_the_end_of_its_line() -> None:
    found = drawn(*PAIR, lines(rule(300, 130, 300, 191)), arrow(300, 199, 191), labels(text("51%", 320, 165)))
    assert found == ([f"张知衡 51% {COMPANY}"], [])


def test_a_head_at_the_upper_company_turns_the_chart_about() -> None:
    upward = (lines(rule(300, 130, 300, 200)), arrow(300, 131, 138), labels(text("51%", 320, 165)))
    assert drawn(box(COMPANY, 300, 115), box("张知衡", 300, 215), *upward) == ([f"张知衡 51% {COMPANY}"], [])


def test_holders_whose_stakes_make_up_the_whole_hold_what_stands_over_them() -> None:
    bus = lines(rule(300, 130, 300, 160), rule(150, 160, 450, 160), rule(150, 160, 150, 200), rule(450, 160, 450, 200))
    below = (box("张知衡", 150, 215), box("李牧之", 450, 215))
    found = drawn(box(COMPANY, 300, 115), *below, bus, labels(text("60%", 170, 180), text("40%", 470, 180)))
    assert found == ([f"张知衡 60% {COMPANY}", f"李牧之 40% {COMPANY}"], [])


def test_a_person_below_a_company_and_nothing_else_to_tell_is_left_to_a_person() -> None:
    found = drawn(box(COMPANY, 300, 115), box("张知衡", 300, 215), lines(rule(300, 130, 300, 200)), labels(text("51%", 320, 165)))
    assert unclear(found, "方向不明")


def test_between_companies_nothing_but_custom_says_who_holds_whom_and_the_stake_is_doubted() -> None:
    page = Page(
        1, PageKind.TEXT, (text(COMPANY, 300, 115), text("甲样传动有限公司", 300, 215), text("51%", 320, 165)), 600, 800,
        (*tuple(one for part in (box(COMPANY, 300, 115), box("甲样传动有限公司", 300, 215)) for one in part[1]), rule(300, 130, 300, 200)),
    )  # fmt: skip
    facts = ChartReader(document("股权结构图.pdf"), load_packs_once()).read("equity_chart", page, PART, page.blocks)
    assert {fact.source.doubts for fact in facts} == {("direction_assumed",)}


def test_a_dashed_line_is_no_stake() -> None:
    dashed: Drawn = ([], [rule(300, 130, 300, 200)], [Segment(300, 130, 300, 200, dashed=True)])
    assert unclear(drawn(*PAIR, dashed, labels(text("20%", 320, 165))), "虚线")


def test_persons_under_each_other_in_one_box_are_no_holder() -> None:
    two: Drawn = ([text("张知衡", 300, 110), text("李牧之", 300, 121)], box("", 300, 115)[1], [])
    found = drawn(two, box(COMPANY, 300, 215), lines(rule(300, 130, 300, 200)), labels(text("51%", 320, 165)))
    assert unclear(found, "一框多人")


@pytest.mark.parametrize("group", ["其他28名股东", "张知衡等12名自然人", "社会公众股东", "员工持股（8人）"])
def test_a_group_is_no_holder(group: str) -> None:
    found = drawn(box(group, 300, 115), box(COMPANY, 300, 215), lines(rule(300, 130, 300, 200)), labels(text("15%", 320, 165)))
    assert unclear(found, "一框多人")


def test_a_share_in_the_box_of_what_is_held_is_the_stake_in_it() -> None:
    held: Drawn = ([text(COMPANY, 300, 210), text("持股 60%", 300, 221)], box("", 300, 215)[1], [])
    other: Drawn = ([text("甲样传动有限公司", 300, 310), text("持股70%", 300, 321)], box("", 300, 315)[1], [])
    found = drawn(box("张知衡", 300, 115), held, other, lines(rule(300, 130, 300, 200), rule(300, 230, 300, 300)))
    assert found == ([f"张知衡 60% {COMPANY}", f"{COMPANY} 70% 甲样传动有限公司"], [])


def test_a_box_with_round_ends_is_a_box() -> None:
    pill: Drawn = ([text("张知衡", 300, 115)], [rule(270, 100, 330, 100), rule(270, 130, 330, 130)], [])
    found = drawn(pill, box(COMPANY, 300, 215), lines(rule(300, 130, 300, 200)), labels(text("51%", 320, 165)))
    assert found == ([f"张知衡 51% {COMPANY}"], [])


def test_a_company_drawn_twice_is_left_to_a_person() -> None:
    again = (box("李牧之", 300, 415), box(COMPANY, 300, 515), lines(rule(300, 430, 300, 500)), labels(text("70%", 320, 465)))
    found = drawn(*PAIR, lines(rule(300, 130, 300, 200)), labels(text("51%", 320, 165)), *again)
    assert unclear(found, "画有两处")


def test_what_a_title_calls_past_is_left_to_a_person() -> None:
    parts = (*PAIR, lines(rule(300, 130, 300, 200)), labels(text("51%", 320, 165)))
    assert unclear(drawn(*parts, title="本次股权转让前股权结构图"), "变动之前或之后")


def test_a_line_off_the_page_is_told() -> None:
    found = drawn(*PAIR, lines(rule(300, 130, 300, 200), rule(300, 230, 300, 790)), labels(text("51%", 320, 165)))
    assert found[0] == [f"张知衡 51% {COMPANY}"]
    assert "另一页" in found[1][0]


def test_a_name_that_was_seen_with_one_unsure_letter_carries_a_doubt() -> None:
    holder, _, _ = box("张知衡", 300, 115)
    unsure = [Line(one.text, one.span, tuple(replace(word, method=Method.OCR, confidence=0.9) for word in one.words)) for one in holder]
    found = doubts_of("张知衡", writing(unsure[0]), ())
    assert list(found) == ["low_confidence"]


def test_a_seen_name_that_is_almost_a_name_of_the_document_carries_a_doubt() -> None:
    seen = text("苏州祥本科技有限公司", 300, 115)
    words = tuple(replace(word, method=Method.OCR) for word in seen.words)
    assert list(doubts_of(seen.text, writing(replace(seen, words=words)), (COMPANY,))) == ["name_near_known"]


def test_a_letter_of_the_old_script_in_a_seen_name_carries_a_doubt() -> None:
    seen = text("台州虛曜科技有限公司", 300, 115)
    words = tuple(replace(word, method=Method.OCR) for word in seen.words)
    assert list(doubts_of(seen.text, writing(replace(seen, words=words)), ())) == ["name_unusual"]


@pytest.mark.skipif(not installed(), reason="needs the extra `samples`")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_generator_draws_every_layout_with_the_facts_it_says(layout: str) -> None:
    chart = imagine_chart(Random(layout), LAYOUTS[layout])  # noqa: S311 - a seed, no secret
    made = equity_chart(chart)
    assert made.content.startswith(b"%PDF")
    assert [fact for fact, page in made.facts if page == 1] == list(chart_facts(chart))
    assert len({fact.item for fact, _ in made.facts if fact.item}) == len(chart.drawing.stakes)


@pytest.mark.skipif(not installed(), reason="needs the extra `samples`")
@pytest.mark.parametrize("layout", NAMES)
def test_no_edge_of_a_drawn_chart_is_read_wrong_without_a_doubt(layout: str, tmp_path: Path) -> None:
    if layout == "pasted":
        pytest.skip("a picture needs recognition, which other tests try")
    made = draw("equity_chart", NAMES.index(layout) + 1, open_dossier(5))
    true = {(squeezed(fact.printed), squeezed(fact.entity or "")) for fact, _ in made.facts}
    own = squeezed(open_dossier(5).enterprise.company.name)
    for fact in read_facts(tmp_path, made.file, made.content):
        if fact.concept in ("shareholder_name", "shareholder_share") and not fact.source.doubts:
            assert (squeezed(fact.source.text), "" if fact.entity == own else fact.entity) in true


def test_the_lines_of_a_table_are_no_chart() -> None:
    """A list of holders with names in every row, ruled cell by cell; one rule is drawn too far."""
    heights, edges_at = [100, 130, 160, 190], [60, 220, 380, 540]
    rows = [["张知衡", COMPANY, "51%"], ["李牧之", COMPANY, "30%"], ["王样之", COMPANY, "19%"]]
    cells = [
        [
            Cell(found[0].text, found[0].span, found[0].words)
            for place, name in enumerate(row)
            for found in [box(name, edges_at[place] + 80, top + 15)[0]]
        ]
        for row, top in zip(rows, heights, strict=False)
    ]
    table = Table(tuple(map(tuple, cells)), PageBox(1, 60, 100, 540, 190))
    level = [rule(one, y, two, y) for y in heights for one, two in pairwise(edges_at)]
    upright = [rule(x, one, x, two) for x in edges_at for one, two in pairwise(heights)]
    page = Page(1, PageKind.TEXT, (table,), 600, 800, (*level, *upright, rule(300, 185, 300, 196)))
    reader = ChartReader(document("股东名册.pdf"), load_packs_once())
    assert list(reader.read("equity_table", page, PART, page.blocks)) == []
    assert reader.problems == []
