"""Text that is in a PDF and not to be seen on it, found on small PDFs made here and on characters beside pictures drawn here."""

from __future__ import annotations

import io
from collections.abc import Callable
from collections.abc import Sequence

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from docintel.domain.document import Layer
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.intake.pdf.hidden import SCALE
from docintel.intake.pdf.hidden import Cover
from docintel.intake.pdf.hidden import Picture
from docintel.intake.pdf.hidden import Unseen
from docintel.intake.pdf.hidden import hidden_problem
from docintel.intake.pdf.hidden import unseen
from docintel.intake.pdf.parting import Parted
from docintel.intake.pdf.parting import part
from docintel.intake.pdf.runs import Char
from docintel.intake.pdf.runs import Drawn
from docintel.intake.pdf.runs import drawn_from
from docintel.intake.textlayer import compare_layers
from docintel.intake.textlayer import layer_problem
from docintel.intake.textlayer import numbers

PAGE = (0.0, 0.0, 300.0, 200.0)
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
Color = tuple[float, float, float]


def pdf(draw: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE[2:], invariant=1)
    canvas.setFont("Helvetica", 12)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def look_at(made: bytes) -> Picture:
    document = pypdfium2.PdfDocument(made)
    picture: Picture = document[0].render(scale=SCALE, grayscale=True).to_numpy().squeeze()
    return picture


def word(text: str, x: float, up: float, *, size: float = 12, color: Color = BLACK, mode: int = 0) -> list[Char]:
    """The characters of a word in Helvetica digits whose baseline stands `up` points above the page's bottom."""
    top = PAGE[3] - up - 0.8 * size
    step = 0.556 * size
    return [
        {"text": letter, "x0": x + at * step, "x1": x + (at + 1) * step, "top": top, "bottom": top + size, "size": size,
         "fontname": "Helvetica", "non_stroking_color": color, "upright": True, "mode": mode}
        for at, letter in enumerate(text)
    ]  # fmt: skip


def judged(draw: Callable[[Canvas], None], chars: Sequence[Char], covers: Sequence[Cover] = ()) -> Unseen:
    return unseen(drawn_from(chars), PAGE, covers, lambda: look_at(pdf(draw)))


def texts(found: Unseen) -> list[str]:
    return [overlay.text for overlay in found.hidden]


def test_white_on_white_is_hidden_and_black_beside_it_is_not() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 100, "5900")
        canvas.setFillColorRGB(*WHITE)
        canvas.drawString(120, 100, "9500")

    found = judged(draw, [*word("5900", 20, 100), *word("9500", 120, 100, color=WHITE)])
    assert texts(found) == ["9500"]
    assert found.hidden[0].layer is Layer.HIDDEN
    assert sorted(found.places) == [4, 5, 6, 7]


def test_white_on_a_dark_band_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.4)
        canvas.rect(10, 90, 200, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(*WHITE)
        canvas.drawString(20, 100, "2024")

    assert judged(draw, word("2024", 20, 100, color=WHITE)) == Unseen()


def test_white_on_a_dark_band_is_seen_even_where_its_font_cannot_be_drawn() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.4)
        canvas.rect(10, 90, 200, 30, stroke=0, fill=1)

    assert judged(draw, word("2024", 20, 100, color=WHITE)) == Unseen()


def test_white_text_is_hidden_though_a_rule_runs_through_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.line(0, 104, 300, 104)
        canvas.setFillColorRGB(*WHITE)
        canvas.drawString(20, 100, "9500")

    assert texts(judged(draw, word("9500", 20, 100, color=WHITE))) == ["9500"]


def test_light_grey_print_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.87, 0.87, 0.87)
        canvas.drawString(20, 100, "2024")

    assert judged(draw, word("2024", 20, 100, color=(0.87, 0.87, 0.87))) == Unseen()


def not_looked_at() -> Picture:
    raise AssertionError("the page was drawn though nothing asked for it")


@pytest.mark.parametrize(
    "chars",
    [
        word("9500", 20, 100, mode=3),
        word("9500", 20, 100, size=1),
        word("9500", 400, 100),
        word("9500", -90, 100),
        word("9500", 20, -40),
    ],
    ids=["invisible", "tiny", "right of the page", "left of it", "below it"],
)
def test_what_is_hidden_for_sure_needs_no_picture(chars: list[Char]) -> None:
    assert texts(unseen(drawn_from(chars), PAGE, (), not_looked_at)) == ["9500"]


def test_an_unsuspicious_page_is_not_drawn() -> None:
    assert unseen(drawn_from(word("5900", 20, 100)), PAGE, (), not_looked_at) == Unseen()


def test_a_box_drawn_before_the_text_arouses_no_suspicion() -> None:
    shading = Cover((0, 0, 300, 200), after=0)
    assert unseen(drawn_from(word("5900", 20, 100)), PAGE, [shading], not_looked_at) == Unseen()


def test_text_under_a_white_box_is_hidden() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 100, "5900")
        canvas.setFillColorRGB(*WHITE)
        canvas.rect(15, 92, 60, 20, stroke=0, fill=1)

    assert texts(judged(draw, word("5900", 20, 100), [Cover((15, 88, 75, 108))])) == ["5900"]


def test_text_on_a_shaded_cell_is_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.8, 0.8, 0.85)
        canvas.rect(15, 92, 60, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(*BLACK)
        canvas.drawString(20, 100, "5900")

    assert judged(draw, word("5900", 20, 100), [Cover((15, 88, 75, 108))]) == Unseen()


def test_of_a_number_covered_and_typed_anew_only_the_old_one_is_hidden() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 100, "5900")
        canvas.setFillColorRGB(*WHITE)
        canvas.rect(15, 92, 60, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(*BLACK)
        canvas.drawString(20, 100, "9500")

    found = judged(draw, [*word("5900", 20, 100), *word("9500", 20, 100)], [Cover((15, 88, 75, 108), after=4)])
    assert texts(found) == ["5900"]


def test_hidden_text_drawn_twice_is_hidden_twice() -> None:
    found = judged(lambda _canvas: None, [*word("9500", 20, 100, color=WHITE), *word("9500", 20.3, 100, color=WHITE)])
    assert sorted(found.places) == list(range(8))


def test_the_white_rim_of_letters_that_are_seen_is_no_hidden_text() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(20, 100, "2024")

    assert judged(draw, [*word("2024", 19.5, 100, color=WHITE), *word("2024", 20, 100)]) == Unseen()


def scan(canvas: Canvas) -> None:
    """A picture as large as the page that shows 5900."""
    shown = look_at(pdf(lambda inner: inner.drawString(20, 100, "5900")))
    rgb = np.repeat(shown[:, :, None], 3, axis=2)
    canvas.drawImage(ImageReader(_picture_file(rgb)), 0, 0, 300, 200)


def _picture_file(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> io.BytesIO:
    from PIL import Image  # noqa: PLC0415 - only this picture is made

    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    out.seek(0)
    return out


SCANNED = Cover(PAGE, is_picture=True)


def test_the_text_layer_of_a_scan_is_no_hidden_text() -> None:
    found = judged(scan, word("5900", 20, 100, mode=3), [SCANNED])
    assert (found.hidden, found.over_scan) == ((), (0, 1, 2, 3))


def test_a_text_layer_drawn_under_its_scan_is_no_hidden_text_either() -> None:
    found = judged(scan, word("5900", 20, 100, color=WHITE), [SCANNED])
    assert (found.hidden, found.over_scan) == ((), (0, 1, 2, 3))


def test_a_text_layer_that_says_something_where_the_scan_is_blank_is_hidden_text() -> None:
    found = judged(scan, [*word("5900", 20, 100, mode=3), *word("9500", 150, 40, mode=3)], [SCANNED])
    assert texts(found) == ["9500"]


def test_a_page_without_a_size_hides_nothing_for_being_outside() -> None:
    assert unseen(drawn_from(word("5900", 20, 100)), (0, 0, 0, 0), (), not_looked_at) == Unseen()


def test_on_a_page_that_cannot_be_drawn_only_what_is_sure_is_hidden() -> None:
    chars = [*word("9500", 20, 100, color=WHITE), *word("1234", 20, 50, mode=3)]
    assert texts(unseen(drawn_from(chars), PAGE, (), lambda: None)) == ["1234"]


def test_a_page_without_text_has_nothing_hidden() -> None:
    empty: Drawn = drawn_from([])
    assert unseen(empty, PAGE, [SCANNED], not_looked_at) == Unseen()


def parted(*chars: Char) -> Parted:
    return part(drawn_from(chars), PAGE, (), (), not_looked_at)


def test_text_beside_the_page_is_hidden_and_told() -> None:
    found = parted(*word("5900", 20, 100), *word("9500", 400, 100))
    assert (found.body, [(one.layer, one.text) for one in found.overlays]) == ((0, 1, 2, 3), [(Layer.HIDDEN, "9500")])
    assert [problem.code for problem in found.problems(1)] == ["hidden_text"]


def test_a_watermark_that_runs_over_the_edge_of_the_page_is_no_hidden_text() -> None:
    slanted = [{**char, "angle": 30.0, "size": 30.0} for char in word("复印无效", 250, 60, size=30)]
    found = parted(*word("5900", 20, 100), *slanted)
    assert [(one.layer, one.text) for one in found.overlays] == [(Layer.WATERMARK, "复印无效")]
    assert found.problems(1) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("95 仅供", min_size=1, max_size=4),
            st.floats(-50, 350),
            st.floats(-50, 250),
            st.sampled_from([1.0, 12.0, 30.0]),
            st.sampled_from([BLACK, WHITE]),
            st.sampled_from([0, 3]),
        ),
        max_size=12,
    )
)
def test_body_overlays_and_copies_are_all_characters_each_once(strings: list[tuple[str, float, float, float, Color, int]]) -> None:
    chars = [char for text, x, up, size, color, mode in strings for char in word(text, x, up, size=size, color=color, mode=mode)]
    found = part(drawn_from(chars), PAGE, (), (), lambda: np.full((400, 600), 255, np.uint8))
    assert sorted([*found.body, *found.copies, *(at for one in found.overlays for at in one.places)]) == list(range(len(chars)))


def test_the_problem_names_the_page_and_quotes_little() -> None:
    found = unseen(drawn_from([*word("9" * 60, 20, 100, mode=3)]), PAGE, (), not_looked_at)
    problem = hidden_problem(found.hidden, 12)
    assert (problem.code, problem.page) == ("hidden_text", 12)
    assert "第12页" in problem.message.zh
    assert "9" * 39 + "…" in problem.message.en
    assert "9" * 40 not in problem.message.en


def line(text: str, x0: float = 100, top: float = 50, width: float = 100) -> Word:
    return Word(text, PageBox(4, x0, top, x0 + width, top + 12))


@pytest.mark.parametrize(
    ("layer", "seen", "differences"),
    [
        ("38,207,615.92", "38,207,615.92", []),
        ("38,207,615.92", "38207615.92 元", []),
        ("３８.５", "38.5", []),
        ("38,207,615.92", "38,207,915.92", [("38207615.92", "38207915.92")]),
        ("38,207,615.92", "营业收入", [("38207615.92", None)]),
        ("38,207,615.92", "1.5", [("38207615.92", None)]),
        ("(1,234.00)", "-1,234.00", []),
        ("12.5 和 12.5", "12.5", [("12.5", None)]),
        ("第 3 项", "第 8 项", []),
        ("营业收入", "营业成本", []),
    ],
)
def test_numbers_of_a_text_layer_are_confirmed_by_what_is_seen(layer: str, seen: str, differences: list[tuple[str, str | None]]) -> None:
    assert [(one.text, one.seen) for one in compare_layers([line(layer)], [line(seen)])] == differences


def test_the_same_number_elsewhere_on_the_page_confirms_nothing() -> None:
    (difference,) = compare_layers([line("1,234.00")], [line("1,234.00", top=400)])
    assert (difference.text, difference.seen, difference.box) == ("1234.00", None, line("").box)


def test_a_line_seen_whole_confirms_the_words_it_is_made_of() -> None:
    layer = [line("货币资金", 50, width=40), line("1,234.00", 150, width=40), line("5,678.00", 250, width=40)]
    assert compare_layers(layer, [line("货币资金 1,234.00 5,678.00", 48, top=52, width=250)]) == ()


def test_a_message_names_both_readings() -> None:
    assert layer_problem((), 4) is None
    problem = layer_problem(compare_layers([line("1,234.00")], [line("1,284.00")]), 4)
    assert problem is not None
    assert (problem.code, problem.page) == ("text_layer_differs", 4)
    assert "“1234.00”，图像上为“1284.00”" in problem.message.zh


def test_numbers_are_read_in_one_form() -> None:
    assert numbers("营业收入 1,234.50 元，增长 －12.3%，注 5") == ["1234.50", "12.3"]
