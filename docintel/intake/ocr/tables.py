"""Tables on the straight page: grids that are drawn, and rows of figures under each other that are not."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from itertools import pairwise
from statistics import median

from docintel.domain.document import Cell
from docintel.domain.document import Table
from docintel.domain.source import PageBox
from docintel.intake.ocr.figures import digits_in
from docintel.intake.ocr.rows import LaidPiece
from docintel.intake.ocr.rows import LaidWord
from docintel.intake.ocr.rows import Row
from docintel.intake.ocr.rows import joined
from docintel.intake.ocr.rows import rows_of
from docintel.intake.ocr.ruling import Grid
from docintel.text.normal import is_blank

LOST = 0.08  # of a grid's words that may stand in none of its cells
BESIDE = 0.15  # of the words at a grid's height that may stand left or right of it: more, and its sides are open
FEWEST_ROWS = 2  # with figures
HEADERS = 3
APART = 3.2  # of the usual step between rows ends a table
LABEL_GAP = 2


@dataclass(frozen=True, slots=True)
class Built:
    """A table and the words that it took."""

    table: Table
    words: tuple[LaidWord, ...]
    top: float


def ruled_table(grid: Grid, words: Sequence[LaidWord], page: int) -> Built | None:
    """The words in a drawn grid; None where the grid does not hold what stands there."""
    x0, top, x1, bottom = grid.box
    level = [word for word in words if top <= word.middle <= bottom]
    inside = [word for word in level if x0 <= _centre(word) <= x1]
    held: dict[int, list[LaidWord]] = {}
    for word in inside:
        for place, cell in enumerate(grid.cells):
            left, upper, right, lower = cell.box
            if left - 1 <= _centre(word) <= right + 1 and upper - 1 <= word.middle <= lower + 1:
                held.setdefault(place, []).append(word)
                break
    taken = [word for own in held.values() for word in own]
    lost = [word for word in inside if word not in taken]
    if (
        len(held) < 3
        or len(lost) > LOST * len(inside)
        or any(word.figure for word in lost)
        or len(level) - len(inside) > BESIDE * len(level)
    ):
        return None
    height, width = grid.size
    rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for place, cell in enumerate(grid.cells):
        rows[cell.row][cell.column] = _cell(held.get(place, []), PageBox(page, *cell.box), cell.columns, cell.rows)
    return Built(Table(tuple(map(tuple, rows)), PageBox(page, *grid.box)), tuple(taken), top)


def _centre(word: LaidWord) -> float:
    return (word.box.x0 + word.box.x1) / 2


def _cell(words: Sequence[LaidWord], box: PageBox, columns: int = 1, rows: int = 1) -> Cell:
    lines = [[word for piece in row for word in piece.words] for row in rows_of(words)] if words else []
    return Cell("\n".join(map(joined, lines)), box, tuple(word.word for line in lines for word in line), columns, rows)


def aligned_tables(rows: Sequence[Row], page: int) -> list[Built]:
    """Runs of rows with figures, with the header rows above and the label rows between them."""
    return [_aligned(rows[start:end], page) for start, end in _runs(rows)]


def is_value(piece: LaidPiece) -> bool:
    """Whether a piece is a figure or a sign for none."""
    if all(word.figure for word in piece.words):
        return len(piece.words) <= 2
    return is_blank(piece.text) and len(piece.text) <= 3


def is_amount(piece: LaidPiece) -> bool:
    """Whether a piece is a figure that a table would hold, not a year or a number of a list."""
    return is_value(piece) and any(digits_in(word.word.text) > 4 or "." in word.word.text or "," in word.word.text for word in piece.words)


def _has_values(row: Row) -> bool:
    return len(row) >= 2 and any(is_amount(piece) for piece in row)


def _runs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Where tables begin and end: from the first header row to the last row with figures."""
    marks = [place for place, row in enumerate(rows) if _has_values(row)]
    steps = [_top(rows[two]) - _top(rows[one]) for one, two in pairwise(marks) if two == one + 1]
    usual = median(steps) if steps else 20.0
    groups: list[list[int]] = []
    for mark in marks:
        if groups and _goes_on(rows, groups[-1][-1], mark, usual):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    last = 0
    for group in groups:
        if len(group) >= FEWEST_ROWS:
            start = _first_header(rows, group[0], last, usual)
            yield start, group[-1] + 1
            last = group[-1] + 1


def _goes_on(rows: Sequence[Row], before: int, mark: int, usual: float) -> bool:
    """Whether the rows between two rows with figures are labels, headers or empty fields of the same table."""
    between = range(before + 1, mark)
    close = all(_top(rows[place + 1]) - _top(rows[place]) < APART * usual for place in range(before, mark))
    right = max(piece.box.x1 for piece in rows[before])
    return close and len(between) <= 12 and all(_may_belong(rows[place], right) for place in between)


def _may_belong(row: Row, right: float) -> bool:
    text = "".join(piece.text for piece in row)
    return len(row) > 1 or (len(text) <= 40 and row[0].box.x1 < 0.75 * right and "单位" not in text)


def _first_header(rows: Sequence[Row], first: int, last: int, usual: float) -> int:
    """The header rows above a table's first figures, and labels without figures between them."""
    start = first
    for place in range(first - 1, max(last, first - 8) - 1, -1):
        if _top(rows[place + 1]) - _top(rows[place]) > APART * usual:
            break
        if len(rows[place]) >= 2 and not _is_remark(rows[place]):
            start = place
            if first - start > HEADERS + LABEL_GAP:
                break
        elif len(rows[place]) >= 2 or len(rows[place][0].text) > 24 or any(char in rows[place][0].text for char in "，。"):
            break
    return start


def _is_remark(row: Row) -> bool:
    """Whether a row says whose the table is and in which unit."""
    text = "".join(piece.text for piece in row)
    return "单位" in text or "页" in text


def _top(row: Row) -> float:
    return min(piece.box.top for piece in row)


def _aligned(rows: Sequence[Row], page: int) -> Built:
    """A run of rows as a table; what stands above its first figures are its heads."""
    return built_of(rows, page, next((place for place, row in enumerate(rows) if _has_values(row)), 0))


def built_of(rows: Sequence[Row], page: int, heads: int) -> Built:
    """Rows as a table with the columns that their pieces make; the first `heads` of them name the columns."""
    rows = [_by_lines(row) for row in rows]
    columns = under_heads(columns_of(rows), rows, heads)
    words = tuple(word for row in rows for piece in row for word in piece.words)
    left, right = min(column[0] for column in columns), max(column[1] for column in columns)
    tops = [_top(row) for row in rows]
    bottoms = [max(piece.box.bottom for piece in row) for row in rows]
    filled = tuple(_filled(row, columns, (top, bottom), page) for row, top, bottom in zip(rows, tops, bottoms, strict=True))
    return Built(Table(filled, PageBox(page, left, min(tops), right, max(bottoms))), words, min(tops))


def _by_lines(row: Row) -> Row:
    """The pieces parted where two lines were seen: headers of neighbouring columns may nearly touch."""
    return tuple(LaidPiece(tuple(words)) for piece in row for _, words in groupby(piece.words, key=lambda word: word.line))


def columns_of(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The extents of columns: values that stand under each other, then what stands beside them."""
    values = [piece.box for row in rows for piece in row if is_value(piece)]
    columns = _merged([(box.x0, box.x1) for box in values])
    others = [piece.box for row in rows for piece in row if not is_value(piece)]
    for box in sorted(others, key=lambda box: box.x1 - box.x0):
        met = [place for place, column in enumerate(columns) if min(column[1], box.x1) > max(column[0], box.x0)]
        if not met:
            columns = sorted([*columns, (box.x0, box.x1)])
        elif len(met) == 1:
            columns[met[0]] = _stretched(columns, met[0], box)
    return columns


def under_heads(columns: list[tuple[float, float]], rows: Sequence[Row], heads: int) -> list[tuple[float, float]]:
    """A headless column and the head beside it as one, where no row has a text in each: a head in the middle over texts that begin at the left."""
    place = 0
    while place + 1 < len(columns):
        named = {at for row in rows[:heads] for piece in row for at in _met(columns, piece)} & {place, place + 1}
        beside = any({place, place + 1} <= {_best(columns, piece) for piece in row} for row in rows)
        if len(named) == 1 and not beside:
            columns = [*columns[:place], (columns[place][0], columns[place + 1][1]), *columns[place + 2 :]]
        else:
            place += 1
    return columns


def _met(columns: Sequence[tuple[float, float]], piece: LaidPiece) -> list[int]:
    """The columns that a piece stands in."""
    return [place for place, column in enumerate(columns) if _shared(column, piece.box) > 0]


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x0, x1 in sorted(spans):
        if merged and x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], x1))
        else:
            merged.append((x0, x1))
    return merged


def _stretched(columns: Sequence[tuple[float, float]], place: int, box: PageBox) -> tuple[float, float]:
    """A column wide enough for a text, as far as its neighbours let it."""
    x0, x1 = columns[place]
    lowest = columns[place - 1][1] if place else float("-inf")
    highest = columns[place + 1][0] if place + 1 < len(columns) else float("inf")
    return max(min(x0, box.x0), lowest), min(max(x1, box.x1), highest)


def _filled(row: Row, columns: Sequence[tuple[float, float]], level: tuple[float, float], page: int) -> tuple[Cell | None, ...]:
    """A row's pieces in their columns; one over several columns covers them."""
    held: dict[int, list[LaidWord]] = {}
    covers: dict[int, int] = {}
    for piece in row:
        met = _met(columns, piece)
        best = _best(columns, piece)
        wide = (
            len(met) > 1 and not is_value(piece) and all(_shared(columns[place], piece.box) > 0.5 * _wide(columns[place]) for place in met)
        )
        place = met[0] if wide else best
        held.setdefault(place, []).extend(piece.words)
        covers[place] = len(met) if wide else 1
    return tuple(_filled_row(held, covers, columns, level, page))


def _filled_row(
    held: dict[int, list[LaidWord]], covers: dict[int, int], columns: Sequence[tuple[float, float]], level: tuple[float, float], page: int
) -> Iterator[Cell | None]:
    covered = 0
    for place, column in enumerate(columns):
        if place < covered and place not in held:
            yield None
            continue
        count = covers.get(place, 1)
        covered = place + count
        words = held.get(place, [])
        yield _cell(words, PageBox(page, column[0], level[0], columns[covered - 1][1], level[1]), count)


def _best(columns: Sequence[tuple[float, float]], piece: LaidPiece) -> int:
    """The column that holds most of a piece, else the nearest."""
    return max(range(len(columns)), key=lambda place: (_shared(columns[place], piece.box), -abs(sum(columns[place]) / 2 - _middle(piece))))


def _shared(column: tuple[float, float], box: PageBox) -> float:
    return min(column[1], box.x1) - max(column[0], box.x0)


def _wide(column: tuple[float, float]) -> float:
    return column[1] - column[0]


def _middle(piece: LaidPiece) -> float:
    return (piece.box.x0 + piece.box.x1) / 2
