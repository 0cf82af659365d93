"""Body, watermarks and seals told apart on pages made of character boxes, however the page is turned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos
from math import radians
from math import sin

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from docintel.domain.document import Layer
from docintel.domain.source import PageBox
from docintel.intake.pdf import signs
from docintel.intake.pdf.layers import Layered
from docintel.intake.pdf.layers import layered
from docintel.intake.pdf.layers import overprinted_problem
from docintel.intake.pdf.runs import Char
from docintel.intake.pdf.runs import Drawn
from docintel.intake.pdf.runs import drawn_from
from docintel.intake.pdf.runs import rgb
from docintel.intake.pdf.runs import written

BLACK, GREY, RED = (0.0, 0.0, 0.0), (0.8, 0.8, 0.8), (0.9, 0.1, 0.1)
ROWS = (("货币资金", "1,234,567.89", "987,654.32"), ("应收账款", "22,333.44", "(55,666.77)"), ("存货", "8,888.00", "9,999.00"))
COLUMNS = (60.0, 260.0, 380.0)
Box = tuple[float, float, float, float]
RULES: tuple[Box, ...] = tuple((x, 90.0, x, 190.0) for x in (55.0, 180.0, 300.0, 420.0))


@dataclass(frozen=True)
class Said:
    """A string from x on, its letters centred on y; `angle` against the clock; every letter is as wide as half its size, or as it."""

    text: str
    x: float
    y: float
    size: float = 10.0
    color: tuple[float, ...] = BLACK
    angle: float = 0.0
    font: str = "Song"


def chars(*strings: Said) -> list[Char]:
    return [char for string in strings for char in letters(string)]


def letters(said: Said) -> Iterable[Char]:
    x, y, turn = said.x, said.y, radians(said.angle)
    for letter in said.text:
        width = said.size if ord(letter) > 255 else said.size / 2
        half = (width * abs(cos(turn)) + said.size * abs(sin(turn))) / 2, (width * abs(sin(turn)) + said.size * abs(cos(turn))) / 2
        across, down = x + width / 2 * cos(turn), y - width / 2 * sin(turn)
        yield {
            "text": letter, "x0": across - half[0], "x1": across + half[0], "top": down - half[1], "bottom": down + half[1],
            "size": said.size, "fontname": said.font, "non_stroking_color": said.color, "angle": said.angle, "upright": said.angle == 0,
        }  # fmt: skip
        x, y = x + width * cos(turn), y - width * sin(turn)


def table(*, color: tuple[float, ...] = BLACK) -> list[Said]:
    return [Said(text, x, 100.0 + 40 * row, color=color) for row, line in enumerate(ROWS) for x, text in zip(COLUMNS, line, strict=True)]


def read(*strings: Said, rules: Iterable[Box] = RULES) -> tuple[str, list[tuple[Layer, str]]]:
    drawn = drawn_from(chars(*strings))
    found = layered(drawn, rules)
    return text_of(drawn, found.body), [(overlay.layer, overlay.text) for overlay in found.overlays]


def text_of(drawn: Drawn, places: Iterable[int]) -> str:
    return "".join(drawn.texts[at] for at in places)


def whole(strings: Iterable[Said]) -> str:
    return "".join(string.text for string in strings)


@pytest.mark.parametrize("color", [BLACK, GREY, RED], ids=["black", "grey", "red"])
def test_a_slanted_watermark_leaves_the_table_whole(color: tuple[float, ...]) -> None:
    body, overlays = read(*table(), Said("仅供申报专用", 120, 200, 30, color, angle=35))
    assert body == whole(table())
    assert overlays == [(Layer.WATERMARK, "仅供申报专用")]


def test_a_pale_level_watermark_over_numbers_is_no_body() -> None:
    body, overlays = read(*table(), Said("兴达集团存档", 200, 138, 32, GREY))
    assert (body, overlays) == (whole(table()), [(Layer.WATERMARK, "兴达集团存档")])


def test_a_watermark_drawn_behind_is_none_the_less_one() -> None:
    body, overlays = read(Said("兴达集团存档", 200, 138, 32, GREY), *table())
    assert (body, overlays) == (whole(table()), [(Layer.WATERMARK, "兴达集团存档")])


def test_a_large_dark_watermark_between_the_rows_is_found_by_the_rules_that_cut_it() -> None:
    body, overlays = read(*table(), Said("兴达集团存档", 190, 121, 18, font="Hei"), rules=[*RULES, (55.0, 120.0, 420.0, 120.0)])
    assert (body, overlays) == (whole(table()), [(Layer.WATERMARK, "兴达集团存档")])


def test_words_of_a_stamp_in_the_texts_own_size_and_colour_are_found_where_they_lie_on_a_number() -> None:
    body, overlays = read(*table(), Said("复印无效", 280, 143))
    assert (body, overlays) == (whole(table()), [(Layer.WATERMARK, "复印无效")])


def test_every_tile_of_a_repeated_watermark_is_found_even_one_in_line_with_the_text() -> None:
    tiles = [Said("远航科技留存", x, y, 11, GREY) for x in (70.0, 305.0) for y in (60.0, 103.0, 140.0, 220.0)]
    body, overlays = read(*table(), *tiles, rules=())
    assert body == whole(table())
    assert overlays == [(Layer.WATERMARK, "远航科技留存")] * len(tiles)


def test_a_watermark_with_more_letters_than_the_page_itself_is_not_its_text() -> None:
    tiles = [Said("远航科技留存", x, y, 11, GREY) for x in (10.0, 120.0, 305.0, 440.0) for y in range(20, 400, 40)]
    body, overlays = read(*table(), *tiles, rules=())
    assert (body, len(overlays)) == (whole(table()), len(tiles))


def test_letters_far_apart_are_one_watermark() -> None:
    body, overlays = read(*table(), *(Said(letter, 70 + 50 * at, 137, 26, GREY) for at, letter in enumerate("仅供申报专用")))
    assert (body, overlays) == (whole(table()), [(Layer.WATERMARK, "仅供申报专用")])


def ring(name: str, x: float, y: float) -> list[Said]:
    return [
        Said(letter, x - 40 * sin(radians(120 - 30 * at)), y - 40 * cos(radians(120 - 30 * at)), 10, RED, angle=120 - 30 * at)
        for at, letter in enumerate(name)
    ]


def test_a_round_seal_is_one_overlay_with_what_stands_in_it() -> None:
    body, overlays = read(*table(), *ring("信诚会计师事务所", 300, 140), Said("财务专用章", 276, 158, 9, RED))
    assert body == whole(table())
    assert overlays == [(Layer.SEAL, "信诚会计师事务所财务专用章")]


def test_a_red_negative_number_under_a_seal_stays_in_its_cell() -> None:
    strings = [Said(one.text, one.x, one.y, color=RED if one.text.startswith("(") else BLACK) for one in table()]
    body, overlays = read(*strings, *ring("信诚会计师事务所", 400, 150))
    assert (body, overlays) == (whole(strings), [(Layer.SEAL, "信诚会计师事务所")])


def test_a_red_stamp_across_the_table_is_a_seal() -> None:
    body, overlays = read(*table(), Said("已审核", 290, 136, 14, RED))
    assert (body, overlays) == (whole(table()), [(Layer.SEAL, "已审核")])


@pytest.mark.parametrize(
    "own",
    [
        [Said("2025年3月18日", 60, 220, color=RED), Said("已审核", 260, 220, color=RED)],
        [Said("第二节 财务状况", 60, 60, 18, (0.1, 0.3, 0.7))],
        [Said("合并资产负债表", 60, 60, 18, (0.98, 0.98, 0.98))],
        [Said("样本", 60, 220), Said("12.00", 260, 220)],
        [Said("本报告仅供贵公司申请使用，不得用作其他目的。", 60, 240)],
        [Said("不适用", x, y, color=GREY) for x, y in ((265, 220), (385, 220), (265, 240), (385, 240))]
        + [Said("其他", 60, 220), Said("其中", 60, 240)],
        [Said("横向标签", 40, 170, angle=90)],
        [Said("第一幅图", 460, 170, 16, GREY, angle=90), Said("说明", 468.2, 170, 12, GREY, angle=90)],
        [Said("Copying", 60, 215, 16, (0.2, 0.4, 0.8))],
    ],
    ids=["red cells", "coloured heading", "white heading", "sample in a row", "a sentence", "grey cells", "a sideways label", "two sideways lines", "a word like copy"],
)  # fmt: skip
def test_what_only_looks_like_a_stamp_stays_body(own: list[Said]) -> None:
    assert read(*table(), *own) == (whole([*table(), *own]), [])


def test_a_grey_table_stays_body() -> None:
    assert read(*table(color=(0.65, 0.65, 0.65)), Said("附表", 60, 60)) == (whole(table()) + "附表", [])


def turned(char: Char, turn: int) -> Char:
    """A character of a page of 500 x 300 points that is laid on its side, against the clock."""
    x0, top, x1, bottom = char["x0"], char["top"], char["x1"], char["bottom"]
    boxes = {
        0: (x0, top, x1, bottom),
        90: (top, 500 - x1, bottom, 500 - x0),
        180: (500 - x1, 300 - bottom, 500 - x0, 300 - top),
        270: (300 - bottom, x0, 300 - top, x1),
    }
    box = dict(zip(("x0", "top", "x1", "bottom"), boxes[turn], strict=True))
    return {**char, **box, "angle": (char["angle"] + turn) % 360, "upright": turn == 0}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_layers_are_told_by_the_pages_own_direction(turn: int) -> None:
    strings = [*table(), Said("仅供申报专用", 120, 200, 30, BLACK, angle=35), Said("兴达集团存档", 200, 138, 32, GREY)]
    drawn = drawn_from([turned(char, turn) for char in chars(*strings)])
    found = layered(drawn)
    assert text_of(drawn, found.body) == whole(table())
    assert [overlay.text for overlay in found.overlays] == ["仅供申报专用", "兴达集团存档"]


def test_a_page_of_upright_columns_is_all_body() -> None:
    columns = [
        Said(letter, 400 - 30 * column, 60 + 12 * at)
        for column, text in enumerate(("专精特新小巨人", "企业申请书", "二零二四年"))
        for at, letter in enumerate(text)
    ]
    assert read(*columns) == ("专精特新小巨人企业申请书二零二四年", [])


def test_fake_bold_is_one_glyph_and_no_overlay() -> None:
    twice = [Said(one.text, one.x + shift, one.y) for one in table() for shift in (0.0, 0.4)]
    drawn = drawn_from(chars(*twice))
    found = layered(drawn)
    assert text_of(drawn, found.body) == whole(table())
    assert len(found.copies) == len(found.body)
    assert found.overlays == ()


def test_equal_narrow_letters_side_by_side_are_not_copies() -> None:
    narrow = [{**char, "x1": char["x0"] + 2.2} for char in chars(*(Said("i", 100 + 2.2 * at, 50) for at in range(4)))]
    assert layered(drawn_from(narrow)).copies == ()


def test_old_text_under_new_is_told_and_stays() -> None:
    strings = [*table(), Said("1,284,567.89", 260.5, 101)]
    drawn = drawn_from(chars(*strings))
    found = layered(drawn, RULES)
    assert text_of(drawn, found.body) == whole(strings)
    assert found.overprinted == (("1,234,567.89", "1,284,567.89"),)
    problem = overprinted_problem(found.overprinted, 3)
    assert (problem.code, problem.page) == ("overlapping_text", 3)
    assert "1,234,567.89" in problem.message.zh


def test_text_written_on_a_line_of_underscores_lies_on_nothing() -> None:
    assert layered(drawn_from(chars(Said("_" * 20, 60, 100), Said("例漪茗公司", 70, 99, color=(0.1, 0.1, 0.6))))).overprinted == ()


def test_an_overlay_is_a_line_of_its_layer() -> None:
    (overlay,) = layered(drawn_from(chars(*table(), Said("样本", 200, 150, 20, angle=30)))).overlays
    x0, top, x1, bottom = overlay.box
    assert 190 < x0 < 210 < x1 < 250
    line = overlay.line(PageBox(7, x0, top, x1, bottom))
    assert (line.layer, line.text, [word.text for word in line.words]) == (Layer.WATERMARK, "样本", ["样本"])


PHRASES = (
    "仅供申报专用", "仅限内部使用", "仅供甲公司申报专精特新使用，再次复印无效", "复印无效", "样 本", "征求意见稿", "作废", "内部资料", "严禁外传", "注意保密", "与原件一致", "盖章有效",
    "不得复制", "扫描全能王", "CONFIDENTIAL", "Draft", "Do not copy", "VOID",
)  # fmt: skip


@pytest.mark.parametrize("text", PHRASES)
def test_what_watermarks_say_is_known(text: str) -> None:
    (run,) = written(drawn_from(chars(Said(text, 50, 50))), np.zeros(0, np.int64)).runs
    assert signs.saying([run]) == {0}


@pytest.mark.parametrize(
    "text", ["有限公司使用权资产", "公司不得为关联方提供担保", "样品检验费用", "Copying", "内部控制审计报告", "专用设备"]
)
def test_what_statements_say_is_not_taken_for_it(text: str) -> None:
    assert not signs.says_so(text)


@pytest.mark.parametrize(
    ("color", "is_ink", "seen"),
    [
        ((0.5,), False, (0.5, 0.5, 0.5)),
        ((1.0,), True, (0.0, 0.0, 0.0)),
        ((0.0, 0.0, 0.0, 1.0), False, (0.0, 0.0, 0.0)),
        ((0.0, 1.0, 1.0, 0.0), False, (1.0, 0.0, 0.0)),
        (None, False, (0.0, 0.0, 0.0)),
        (("P1",), False, (0.0, 0.0, 0.0)),
    ],
)
def test_colours_of_every_space_are_seen_as_on_paper(color: object, is_ink: bool, seen: tuple[float, ...]) -> None:  # noqa: FBT001 - a column
    assert rgb(color, is_ink=is_ink) == pytest.approx(seen)


STRINGS = st.builds(
    Said,
    text=st.text("仅供申报专用章12.,( ）A_", min_size=1, max_size=8),
    x=st.floats(0, 500),
    y=st.floats(0, 700),
    size=st.sampled_from([1.0, 9.0, 10.0, 40.0]),
    color=st.sampled_from([BLACK, GREY, RED]),
    angle=st.sampled_from([0.0, 0.0, 30.0, 90.0, 180.0, 300.0]),
)


def places(found: Layered) -> list[int]:
    return sorted([*found.body, *found.copies, *(at for overlay in found.overlays for at in overlay.places)])


@settings(max_examples=60, deadline=None)
@given(st.lists(STRINGS, max_size=25))
def test_body_overlays_and_copies_are_all_characters_each_once(strings: list[Said]) -> None:
    drawn = drawn_from(chars(*strings))
    assert places(layered(drawn, RULES)) == list(range(len(drawn)))
