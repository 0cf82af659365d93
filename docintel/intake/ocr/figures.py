"""Figures in a line of text, and the signs by which a misread one shows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

SECOND_READER = "second_reader_differs"
LOW_CONFIDENCE = "low_confidence"
MALFORMED = "malformed_number"
DECIMALS = "unusual_decimals"
SEAL = "touches_seal"
CUT_OFF = "cut_off"
SUM = "sum_off_by_one_digit"
DOUBTS = (SECOND_READER, LOW_CONFIDENCE, MALFORMED, DECIMALS, SEAL, CUT_OFF, SUM)
"""Every doubt that reading a picture can raise."""

SURE = 0.9  # a figure with a less sure character is doubted
FEWEST_IN_COLUMN = 5  # amounts whose decimals make a habit
_CODE = r"(?<![A-Za-z0-9])[A-Z]{0,4}\d[0-9A-Z]{7,}(?:\.[0-9X])?(?![A-Za-z0-9,.])"  # a credit code, a patent or contract number
_AMOUNT = r"(?:(?<!\d)[-−–—－])?[(（]?[-−–—－]?[¥￥$]?\d[\d,.，．]*[)）]?[%％‰]?"
_FIGURE = re.compile(f"{_CODE}|{_AMOUNT}")
_MARKS = ",.，．"
_OPEN, _CLOSE = "(（", ")）"
_WELL_FORMED = re.compile(r"\(?-?[¥$]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\)?[%‰]?")
_NUMBERED = re.compile(r"(?:19|20)\d{2}\.\d{1,2}(?:\.\d{1,2})?|\d{1,2}(?:\.\d{1,2}){2,4}")  # a day, a section
_LOOKALIKE = re.compile(r"[\d,.]*(?:\d[,.]?[OolIZSBQ]|[OolIZSBQ][,.]?\d)[\dOolIZSBQ,.]*")
_DECIMALS = re.compile(r"-?\(?-?(?:\d{1,3}(?:,\d{3})+|\d{3,})(?:\.(\d+))?\)?")


def figures_in(text: str) -> list[tuple[int, int]]:
    """Where figures begin and end in a text; a bracket belongs to one only with its fellow, a mark at its end does not."""
    found = [_trimmed(text, *match.span()) for match in _FIGURE.finditer(text)]
    return [(start, end) for start, end in found if start < end]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a bracket that has no fellow and without trailing marks."""
    printed = text[start:end]
    opened, closed = any(char in printed for char in _OPEN), any(char in printed for char in _CLOSE)
    if opened and not closed:
        start += next(place for place, char in enumerate(printed) if char in _OPEN) + 1
    if closed and not opened:
        end = start + next(place for place, char in enumerate(printed) if char in _CLOSE)
    return start, start + len(text[start:end].rstrip(_MARKS))


def plain(figure: str) -> str:
    """A figure in half-width marks with one sign for minus, for comparing two readings of it."""
    return re.sub("[−–—]", "-", "".join(unicodedata.normalize("NFKC", figure).split()))


def closed_up(text: str) -> str:
    """A reader's text without the spaces that it sees beside the marks of a figure."""
    return re.sub(r"(?<=\d[,.])\s+(?=\d)|(?<=\d)\s+(?=[,.]\d)", "", text)


def digits_in(figure: str) -> int:
    """How many digits it has."""
    return sum(1 for char in figure if char.isdecimal())


def unconfirmed(first: Sequence[str], second: Sequence[str]) -> list[int]:
    """Which of the first reader's figures the second reader did not see as often."""
    left = Counter(map(plain, second))
    missing = []
    for place, figure in enumerate(map(plain, first)):
        if left[figure] > 0:
            left[figure] -= 1
        else:
            missing.append(place)
    return missing


def is_malformed(text: str, start: int, end: int) -> bool:
    """Whether a figure in its line is printed as nobody prints one: groups that are not of three, two points, a letter for a digit."""
    figure = plain(text[start:end])
    if re.search("[A-Z]", figure) or _NUMBERED.fullmatch(figure):
        return False
    return _WELL_FORMED.fullmatch(figure) is None or _torn(text, start, end, figure) or _lettered(text, start)


def _torn(text: str, start: int, end: int, figure: str) -> bool:
    """Whether a mark beside it says that digits are missing, or one bracket of two."""
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:2]
    amount = "," in figure or "." in figure or digits_in(figure) > 4
    led = bool(before) and before in _MARKS and "," in figure and len(text[:start].rstrip()) == 1
    trailed = amount and after[:1] != "" and after[0] in ",." and (len(after) == 1 or after[1].isdecimal())
    alone = amount and len(text.strip()) == end - start + 1
    halved = alone and (before in tuple(_OPEN) or after[:1] in tuple(_CLOSE))
    return led or trailed or halved


def _lettered(text: str, start: int) -> bool:
    """Whether a letter that looks like a digit stands in an amount."""
    run = re.compile(r"[A-Za-z\d,.]+")
    around = next((match[0] for match in run.finditer(text) if match.start() <= start < match.end()), "")
    return digits_in(around) >= 3 and ("," in around or "." in around) and _LOOKALIKE.fullmatch(around) is not None


def decimals_of(figure: str) -> int | None:
    """How many decimals an amount of three or more digits shows; None where it is no such amount."""
    match = _DECIMALS.fullmatch(plain(figure))
    if match is None or digits_in(figure) < 4:
        return None
    return len(match[1] or "")


def odd_ones(decimals: Sequence[int | None]) -> list[int]:
    """Which amounts of a column show other decimals than nearly all the others: a lost last digit; none at all: perhaps a lost point.

    Counts of persons stand between amounts in many columns, so that a whole number is odd only where it is the only one of many.
    """
    known = [count for count in decimals if count is not None]
    if len(known) < FEWEST_IN_COLUMN:
        return []
    usual, times = Counter(known).most_common(1)[0]
    if usual == 0 or times < 0.8 * len(known):
        return []
    odd = [place for place, count in enumerate(decimals) if count is not None and count != usual]
    whole = [place for place in odd if decimals[place] == 0]
    alone = len(whole) == 1 and len(known) >= 2 * FEWEST_IN_COLUMN
    return [place for place in odd if decimals[place] != 0 or alone]
