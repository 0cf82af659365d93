"""Values whose label stands beside their middle."""

from __future__ import annotations

from dataclasses import replace

from docintel.domain.document import Word
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.centred import centred
from docintel.extract.strips import Strip


def line(top: float, *words: tuple[float, str]) -> Strip:
    """A printed line of words at their places across the page."""
    printed = tuple(Word(text, PageBox(1, left, top, left + 12 * len(text), top + 12)) for left, text in words)
    around = PageBox(1, printed[0].box.x0, top, printed[-1].box.x1, top + 12)
    return Strip("".join(text for _, text in words), printed, around, " ".join(text for _, text in words))


def begins_with_label(strip: Strip) -> bool:
    """Labels of this page end with a colon."""
    return ":" in strip.text


def value(strip: Strip) -> int | None:
    """Where the value after a label stands."""
    start = strip.text.index(":") + 1
    return start if start < len(strip.text) else None


def test_two_lines_of_an_address_stand_above_and_below_their_label() -> None:
    strips = [
        line(100, (50, "权利人:"), (150, "甲公司")),
        line(136, (150, "样本省样本市试验路")),
        line(154, (50, "地址:")),
        line(172, (150, "1号")),
    ]
    assert centred(strips, begins_with_label, value) == {1: 2, 3: 2}


def test_lines_at_even_distances_are_the_rest_of_the_value_above() -> None:
    strips = [
        line(100, (50, "名称:"), (150, "一种")),
        line(124, (150, "装置")),
        line(148, (50, "地址:"), (150, "路")),
        line(172, (150, "1号")),
    ]
    assert centred(strips, begins_with_label, value) == {}


def test_a_label_alone_may_stand_a_little_off_the_middle_of_its_value() -> None:
    """Letters of a version stand lower than Chinese ones."""
    strips = [
        line(100, (60, "证书号:样登字第1号")),
        line(126.7, (129, "例样监测软件")),
        line(133.5, (60, "软件名称:")),
        line(141.3, (129, "V3.2")),
    ]
    assert centred(strips, lambda strip: strip.text.startswith(("证书号", "软件名称")), value) == {1: 2, 3: 2}


def test_a_tilted_scan_lets_a_label_alone_sink_beside_its_value() -> None:
    def seen(strip: Strip) -> Strip:
        return replace(strip, words=tuple(replace(word, method=Method.OCR) for word in strip.words))

    strips = [
        line(100, (50, "证书编号:00123")),
        line(128, (215, "例样照明有限公司")),
        line(138.5, (50, "申请人名称及地址:")),
        line(143.5, (215, "例样路9号")),
    ]
    assert centred([seen(strip) for strip in strips], begins_with_label, value) == {1: 2, 3: 2}
    assert centred(strips, begins_with_label, value) == {}
