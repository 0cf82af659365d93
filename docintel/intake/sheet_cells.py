"""A sheet as its file tells it, whatever the kind of workbook: cells by row and column (from 0) with the text shown, and what hides them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache

from docintel.domain.errors import LimitError

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, all included."""

MOST_RANGES = 20_000
UNVALUED = "#未计算"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DEEPEST_ROW, WIDEST_COLUMN = 1_048_576, 16_384


@dataclass(slots=True)
class Sheet:
    """One sheet while it is read; `room` is how many more cells the workbook may fill."""

    number: int
    name: str
    room: int
    is_hidden: bool = False
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_cells: set[tuple[int, int]] = field(default_factory=set)  # by a format that shows nothing, or under a merged cell
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    unvalued: list[tuple[int, int]] = field(default_factory=list)  # formulas without a stored value
    is_cut: bool = False  # more cells than there was room for

    def put(self, row: int, column: int, text: str) -> bool:
        """Fill a cell; False, and the sheet is cut, where there is no room left."""
        if not text.strip() or not (0 <= row < DEEPEST_ROW and 0 <= column < WIDEST_COLUMN):
            return True
        if len(self.cells) >= self.room:
            self.is_cut = True
            return False
        self.cells[row, column] = text
        return True

    def merge(self, merged: Range) -> None:
        """Note a merged range."""
        if len(self.merged) >= MOST_RANGES:
            raise LimitError("resource_limit", f"{self.name[:40]}: more than {MOST_RANGES} merged ranges")
        if merged[0] <= merged[2] and merged[1] <= merged[3] and merged[:2] != merged[2:]:
            self.merged.append(merged)

    def hides(self, row: int, column: int) -> bool:
        """Whether a cell is not to be seen."""
        if self.is_hidden or row in self.hidden_rows or column in self.hidden_columns:
            return True
        return (row, column) in self.hidden_cells

    def hide_columns(self, first: int, last: int) -> None:
        """Note that the columns from `first` to `last` are not to be seen."""
        self.hidden_columns.update(range(max(first, 0), min(last, WIDEST_COLUMN - 1) + 1))

    def unvalue(self, row: int, column: int) -> bool:
        """Note a formula without a stored value; what stands in its place is no number and not blank."""
        self.unvalued.append((row, column))
        return self.put(row, column, UNVALUED)

    def address(self, row: int, column: int) -> str:
        """The cell's address: `Sheet1!B4`."""
        return f"{self.name}!{reference(row, column)}"


def reference(row: int, column: int) -> str:
    """Row and column from 0 as `B4`."""
    return f"{_named(column)}{row + 1}"


@lru_cache(maxsize=WIDEST_COLUMN)
def _named(column: int) -> str:
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = _LETTERS[letter] + letters
    return letters


def place(text: str) -> tuple[int, int] | None:
    """`$B$4` as row and column from 0; None where it is no address."""
    plain = text.replace("$", "").upper()
    digits = plain.lstrip(_LETTERS)
    column = _column(plain[: len(plain) - len(digits)])
    if column is None or not digits.isascii() or not digits.isdigit() or len(digits) > 7:
        return None
    return int(digits) - 1, column


@lru_cache(maxsize=WIDEST_COLUMN)
def _column(letters: str) -> int | None:
    if not 1 <= len(letters) <= 3:
        return None
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def area(text: str) -> Range | None:
    """`A1:C3` as a range; None where it is none."""
    first, _, last = text.partition(":")
    start, end = place(first), place(last or first)
    return None if start is None or end is None else (*start, *end)
