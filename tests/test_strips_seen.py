"""Words that were seen are cut at their figures; only paper between them is a space."""

from __future__ import annotations

from docintel.domain.document import Line
from docintel.domain.document import Word
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.strips import strips_of


def seen(text: str, *words: str) -> Line:
    """A line of words beside each other."""
    return Line(
        text,
        PageBox(1, 0, 0, 20.0 * len(words), 10),
        tuple(Word(word, PageBox(1, 20.0 * number, 0, 20.0 * number + 19, 10), Method.OCR) for number, word in enumerate(words)),
    )


def test_a_code_that_was_cut_at_its_figures_is_printed_as_one() -> None:
    (strip,) = strips_of([seen("No. CE-2202-32578 UL", "No.", "CE", "-2202", "-32578", "UL")])
    assert strip.printed(0, len(strip.text)) == "No. CE-2202-32578 UL"


def test_a_run_that_begins_without_a_gap_still_parts_a_label_from_a_figure() -> None:
    (strip,) = strips_of([seen("缴费人数233人", "缴费人数", "233", "人")])
    assert strip.parted(4)
