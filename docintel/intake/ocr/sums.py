"""What the columns of a table say about its figures: decimals unlike all the others, and a total that one digit would mend.

A column whose sum holds takes no doubt away, and one that does not hold is no fault of the reader unless a single digit explains it:
many columns are not sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from docintel.domain.document import Cell
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.intake.ocr import figures
from docintel.text.normal import squeezed

TOTALS = ("合计", "总计", "小计", "共计")
_AMOUNT = re.compile(r"(\()?(-)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?(1)\))")
FEWEST = 3  # addends: the difference of two figures is one digit too often by chance
FEWEST_DIGITS = 6  # of the total


def with_column_doubts(table: Table) -> Table:
    """The table with those doubts that only a whole column shows."""
    width = max((len(row) for row in table.rows), default=0)
    doubts: dict[tuple[int, int], set[str]] = {}
    for column in range(width):
        cells = [row[column] if column < len(row) else None for row in table.rows]
        for row, code in _column_doubts(cells, _total_rows(table)):
            doubts.setdefault((row, column), set()).add(code)
    if not doubts:
        return table
    rows = tuple(
        tuple(cell if cell is None else _doubted(cell, doubts.get((row, column), set())) for column, cell in enumerate(line))
        for row, line in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _total_rows(table: Table) -> list[int]:
    """Rows whose first text calls them a sum."""
    firsts = [next((squeezed(cell.text) for cell in row if cell is not None and cell.text.strip()), "") for row in table.rows]
    return [row for row, text in enumerate(firsts) if any(word in text for word in TOTALS)]


def _column_doubts(cells: Sequence[Cell | None], totals: Sequence[int]) -> Iterator[tuple[int, str]]:
    texts = ["" if cell is None else cell.text for cell in cells]
    for row in figures.odd_ones([figures.decimals_of(text) for text in texts]):
        yield row, figures.DECIMALS
    values = [value_of(text) for text in texts]
    begin = 0
    for total in totals:
        for row in one_digit_off(values, begin, total):
            yield row, figures.SUM
        begin = total + 1


def value_of(text: str) -> Decimal | None:
    """A cell that is one well-formed amount."""
    match = _AMOUNT.fullmatch(figures.plain(text))
    if match is None:
        return None
    value = Decimal((match[3] + (match[4] or "")).replace(",", ""))
    return -value if match[1] or match[2] else value


def one_digit_off(values: Sequence[Decimal | None], begin: int, total: int) -> tuple[int, ...]:
    """The rows of a sum (its total last) that misses by one digit, where no run of rows above the total adds up to it."""
    wanted = values[total]
    if wanted is None or figures.digits_in(str(wanted)) < FEWEST_DIGITS:
        return ()
    sums: list[tuple[Decimal, tuple[int, ...]]] = []
    running = Decimal(0)
    rows: list[int] = []
    for row in range(total - 1, begin - 1, -1):
        value = values[row]
        if value is None:
            continue
        running, rows = running + value, [row, *rows]
        sums.append((running, tuple(rows)))
    if any(found == wanted for found, _ in sums):
        return ()
    return next(((*addends, total) for found, addends in reversed(sums) if len(addends) >= FEWEST and _is_one_digit(found - wanted)), ())


def _is_one_digit(difference: Decimal) -> bool:
    """Whether it is 1 to 9 times a power of ten."""
    return len(difference.normalize().as_tuple().digits) == 1 and difference != 0


def _doubted(cell: Cell, codes: set[str]) -> Cell:
    if not codes:
        return cell
    return replace(cell, words=tuple(_with(word, codes) for word in cell.words))


def _with(word: Word, codes: set[str]) -> Word:
    if not any(char.isdecimal() for char in word.text):
        return word
    return replace(word, doubts=tuple(dict.fromkeys([*word.doubts, *sorted(codes)])))
