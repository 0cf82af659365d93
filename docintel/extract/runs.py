"""Runs of characters of strips: a value may stand in several, one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from docintel.domain.source import Span
from docintel.extract.strips import Strip

EM = 10.0  # points of a printed character, where its size does not matter

WHOLE_NAME = re.compile(r"(?:公司|合伙企业(?:\((?:有限合伙|普通合伙)\))?|工厂|厂|研究院|研究所|大学|学院|中心|合作社)$")
_REST_OF_NAME = re.compile(r"(?:股份|有限|责任|集团)*公司|[（(]")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one strip."""

    strip: Strip
    start: int
    end: int

    @property
    def text(self) -> str:
        """As printed, without spaces."""
        return self.strip.text[self.start : self.end]

    @property
    def left(self) -> float:
        """How far across the page it begins."""
        return self.strip.left(self.start)


def printed_over(runs: list[Run], start: int, end: int, *, many: bool) -> str:
    """Characters start..end of all runs with their spaces; names that stand in lines of their own are parted."""
    text, place = "", 0
    for run in runs:
        first, last = max(start - place, 0), min(end - place, run.end - run.start)
        if first < last:
            more = run.strip.printed(run.start + first, run.start + last)
            parted = many and ";" not in text and WHOLE_NAME.search(text) and not _REST_OF_NAME.match(more)
            text += ("；" if parted else " " if text and text[-1].isascii() and text[-1].isalnum() and more[0].isascii() else "") + more
        place += run.end - run.start
    return text


def places(runs: Sequence[Run], start: int, end: int) -> tuple[Span, ...]:
    """Where characters start..end of all runs together stand."""
    spans: list[Span] = []
    place = 0
    for run in runs:
        first, last = max(start - place, 0), min(end - place, run.end - run.start)
        if first < last:
            spans += run.strip.spans(run.start + first, run.start + last)
        place += run.end - run.start
    return tuple(dict.fromkeys(spans))


def stacked(strips: list[Strip]) -> Iterator[list[Run]]:
    """The texts of columns that stand side by side over several lines: the payer's account over its name beside the payee's."""
    lines = [strip for strip in strips if not strip.is_row]
    lefts = [mark.left for strip in lines for mark in strip.marks if mark.opens and mark.start]
    columns: list[list[Run]] = []
    for strip in lines:
        starts = [mark.start for mark in strip.marks if not mark.start or any(abs(mark.left - left) < EM / 3 for left in lefts)]
        runs = [Run(strip, start, end) for start, end in pairwise([*starts, len(strip.text)])]
        if len(runs) == len(columns) and all(abs(run.left - above[0].left) < EM for run, above in zip(runs, columns, strict=True)):
            columns = [[*above, run] for run, above in zip(runs, columns, strict=True)]
        else:
            yield from columns
            columns = [[run] for run in runs] if len(runs) > 1 else []
    yield from columns
