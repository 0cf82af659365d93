"""The printed form as it is filled in: boxes and what is written behind them, telephones beside persons, several fields in a cell, lists that end."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from fact_text import load_packs_once

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Text
from docintel.domain.quantity import Quantity
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.extract.choices import read_choice
from docintel.extract.choices import remark_behind
from docintel.extract.copies import CopyReader
from docintel.intake.boxes import ticked

YES_NO = (("yes", "是"), ("no", "否"))
PLACE = CellPath("body/t1")


def table(*rows: str) -> Table:
    """A table of Word; cells are parted by bars."""
    cells = [tuple(Cell(text.strip(), PLACE) for text in row.split("|")) for row in rows]
    width = max(map(len, cells))
    whole = ((*row[:-1], Cell(row[-1].text, PLACE, columns=width - len(row) + 1), *(None,) * (width - len(row))) for row in cells)
    return Table(tuple(whole), PLACE)


def read(*blocks: Block) -> dict[str, str]:
    """What the form says by concept."""
    told: dict[str, str] = {}
    for fact in CopyReader("0" * 64, load_packs_once()).blocks(blocks):
        value = fact.value
        if isinstance(value, Choice):
            said = ",".join(value.chosen)
        elif isinstance(value, Quantity):
            said = f"{value.value:f}"
        else:
            said = value.text if isinstance(value, Text) else value.day.isoformat() if isinstance(value, Date) else ""
        told[fact.concept or ""] = said
    return told


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("☑是  □否", ("yes",)),
        ("□否 ☑是，企业名称：某某机床有限公司", ("yes",)),
        ("（√）是 （　）否", ("yes",)),
        ("( )是 [√]否", ("no",)),
        ("是□ 否☑", ("no",)),
        ("√否 □是，企业名称", ("no",)),
    ],
)
def test_a_box_is_ticked_whatever_its_shape_and_whatever_is_written_behind_it(text: str, chosen: tuple[str, ...]) -> None:
    assert read_choice(text, YES_NO) == Choice(chosen)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("□否 ☑是，企业名称：某某机床有限公司", "某某机床有限公司"),
        ("■是（企业名称：某某机床（中国）有限公司） □否", "某某机床（中国）有限公司"),
        ("☑否 □是，企业名称：______", ""),
        ("☑否 □是，企业名称", ""),
        ("☑是，某某机床有限公司 □否", "某某机床有限公司"),
    ],
)
def test_what_is_written_behind_an_option_is_its_remark(text: str, remark: str) -> None:
    assert remark_behind(text, YES_NO) == remark


def test_a_question_and_the_names_asked_for_behind_it_are_two_fields() -> None:
    told = read(table("是否为国内外知名大企业直接配套 | □否 ☑是，企业名称：某某机床有限公司"))
    assert told == {"direct_supply": "yes", "direct_supply_names": "某某机床有限公司"}


def test_a_telephone_is_that_of_the_person_beside_it() -> None:
    told = read(table("法定代表人 | 甲某 | 电话 | 0510-1 | 手机 | 138", "联系人 | 乙某 | 电话 | 0510-2 | 手机 | 139"))
    assert (told["legal_representative_phone"], told["legal_representative_mobile"]) == ("0510-1", "138")
    assert (told["contact_phone"], told["contact_mobile"]) == ("0510-2", "139")


def test_a_cell_may_hold_several_fields_with_their_labels() -> None:
    told = read(table("上市计划 | 1.上市进程：□未进行上市前股改 ☑已完成上市前股改 2.拟上市地：☑北交所 □境外"))
    assert told == {"listing_progress": "reformed", "listing_place": "bse"}


def test_the_cover_may_have_a_gap_for_the_colon_and_a_place_to_sign_holds_no_name() -> None:
    told = read(
        Line("企业名称(盖章)   某某机床有限公司", PLACE),
        Line("推荐时间  2023年4月10日", PLACE),
        Line("法定代表人（签名）：（企业公章）", PLACE),
    )
    assert told == {"enterprise_name": "某某机床有限公司", "recommendation_date": "2023-04-10"}


def test_a_long_text_may_stand_in_the_row_below_its_label() -> None:
    assert read(table("企业总体情况简要介绍", "公司专注于机床。")) == {"introduction": "公司专注于机床。"}


def test_a_label_may_stand_in_a_longer_question() -> None:
    told = read(
        table("根据《某某规定》（某〔2011〕1号），企业规模属于 | □大型 ☑小型", "近三年获得国家级科技奖励，并在获奖单位中排名前三 | ☑否 □是")
    )
    assert told == {"enterprise_size": "small", "national_award": "no"}


def test_figures_go_by_the_other_labels_of_what_they_are() -> None:
    assert read(table("指标 | 2023年 | 2024年 | 2025年", "总资产 | 1 | 2 | 3"))["total_assets"] == "30000"


def test_a_list_ends_where_rows_of_fields_begin() -> None:
    told = read(table("序号 | 知识产权名称 | 类型 | 授权号", "1 | 一种机床 | 发明专利 | 无", "近三年获得国家级科技奖励 | ☑否 □是"))
    assert told["national_award"] == "no"
    assert told["patent_title"] == "一种机床"


# ---- boxes in a picture

SCALE = 3.0
STEP, SIDE = 40, 9  # points from option to option, and the side of a box


def picture(marks: str) -> np.ndarray:
    """A line of options: `x` a ticked box, `o` an empty one, `v` a bare tick, `g` an empty box before a letter with a frame of its own."""
    pixels = np.full((60, 900, 3), 245, dtype=np.uint8)
    for at, mark in enumerate(marks):
        left, top, side = round((30 + at * STEP) * SCALE), 15, round(SIDE * SCALE)
        if mark != "v":
            cv2.rectangle(pixels, (left, top), (left + side, top + side), (40, 40, 40), 2)
        if mark in "xv":
            cv2.line(pixels, (left + 6, top + 14), (left + 11, top + 21), (40, 40, 40), 3)
            cv2.line(pixels, (left + 11, top + 21), (left + 22, top + 5), (40, 40, 40), 3)
        if mark == "g":
            cv2.rectangle(pixels, (left + 36, top), (left + 36 + side, top + side), (40, 40, 40), 2)
            cv2.line(pixels, (left + 42, top + 13), (left + 58, top + 13), (40, 40, 40), 6)
    return pixels


def rooms(count: int, off: float) -> list[PageBox]:
    """Where the boxes are reckoned to be."""
    return [PageBox(1, 27 + at * STEP + off, 3, 42 + at * STEP + off, 18) for at in range(count)]


@pytest.mark.parametrize("off", [-8.0, 0.0, 8.0])
@pytest.mark.parametrize(
    ("marks", "answers"),
    [("oxo", "unseen seen unseen"), ("ovo", "unseen seen unseen"), ("goxo", "unseen unseen seen unseen")],
)
def test_boxes_are_found_by_their_distances_where_the_places_are_reckoned_a_letter_off(marks: str, answers: str, off: float) -> None:
    assert " ".join(ticked(picture(marks), rooms(len(marks), off), SCALE)) == answers


def test_a_line_without_boxes_tells_nothing() -> None:
    assert ticked(np.full((60, 900, 3), 245, dtype=np.uint8), rooms(2, 0.0), SCALE) == ("unclear", "unclear")
