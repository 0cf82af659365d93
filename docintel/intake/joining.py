"""Tables that go on over a page: marked while pages stream by, and seen as one where somebody wants them whole.

Only the last table of the page before is remembered, so that it does not matter how pages were sliced when they were read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from itertools import zip_longest

from docintel.domain.document import Cell
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.intake.edges import Column
from docintel.intake.edges import columns_of
from docintel.intake.edges import meeting
from docintel.text.normal import squeezed

MOST_HEAD_ROWS = 4
MARGIN = 0.075  # of the page's height, above and below, where only running heads and feet stand
RUNNING = 0.14  # of the height within which a line that also stood on the page before is a running head
LOW, LOW_WITH_HEAD, HIGH = (
    0.7,
    0.45,
    0.4,
)  # of the height: down to where a table that goes on reaches, and where its rest begins at the latest
PROSE = 26  # letters of running text
FULL, BROKEN = 1.2, 2.2  # letters' widths left in a line whose next letter had no room, and where that could not stand apart from a mark

_PAGE_NUMBER = re.compile(r"[-—]?\d{1,4}[-—]?|第\d+页(?:[,，/]?共\d+页)?|\d+/\d+")
_GOES_ON = re.compile(r"[(（]?(?:续|续表|续上表|接上表|接上页)[)）]?")
_ASIDE = re.compile(r"(?:金额)?单位[:：]|编制单位|币种")
_AMOUNT = re.compile(r"[-(]?\d{1,3}(?:,\d{3})*(?:\.\d+)?%?\)?")
_OPENS = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[、.)]|[加减]:|其中|[合总小]计)")
_PERIOD = re.compile(r"(?:19|20)\d\d.{0,12}|(?:期|年)[初末].{0,4}|[本上](?:期|年).{0,5}")


@dataclass(frozen=True, slots=True)
class Open:
    """The last table of the page before: its heads (of the page where it began), columns, last row, and whether it may go on."""

    page: int
    heads: tuple[tuple[str, ...], ...]
    columns: tuple[Column, ...]
    last: tuple[Cell | None, ...]
    depth: float  # of the height, where it ends
    running: frozenset[str]  # the lines at the head of that page


def marked(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages with the first table of each marked where it goes on from the last table of the page before."""
    before: Open | None = None
    for page in pages:
        given = page if before is None else _with_mark(page, before)
        before = _left_open(given, before)
        yield given


def _with_mark(page: Page, before: Open) -> Page:
    place = next((place for place, block in enumerate(page.blocks) if isinstance(block, Table)), None)
    if place is None or page.number != before.page + 1:
        return page
    table = page.blocks[place]
    above = [block for block in page.blocks[:place] if isinstance(block, Line)]
    if not isinstance(table, Table) or not _only_running(above, page, before):
        return page
    met = meeting(columns_of(table), before.columns)
    repeated = _repeated(table, before.heads)
    told = any(_GOES_ON.search(squeezed(line.text)) for line in above)
    if (
        met is None
        or not _goes_on(table, page, before, repeated, told=told)
        or (not repeated and _has_heads_of_its_own(table, before, met))
    ):
        return page
    given = replace(table, continues=True, repeated=repeated, row_continues=_is_rest(table, before, repeated, met))
    return replace(page, blocks=(*page.blocks[:place], given, *page.blocks[place + 1 :]))


def _goes_on(table: Table, page: Page, before: Open, repeated: int, *, told: bool) -> bool:
    """Whether both parts stand where those of a table broken by the page would."""
    if not isinstance(table.span, PageBox) or page.height is None or repeated == len(table.rows) or table.span.top > HIGH * page.height:
        return False
    return before.depth >= (LOW_WITH_HEAD if repeated or told else LOW)


def _left_open(page: Page, before: Open | None) -> Open | None:
    """The last table of a page, where nothing but running feet stands below it."""
    place = max((place for place, block in enumerate(page.blocks) if isinstance(block, Table)), default=None)
    if place is None or page.height is None:
        return None
    table, below = page.blocks[place], page.blocks[place + 1 :]
    if (
        not isinstance(table, Table)
        or not isinstance(table.span, PageBox)
        or not all(_is_foot(line, page) for line in below if isinstance(line, Line))
    ):
        return None
    heads = before.heads if table.continues and before is not None else tuple(_texts(row) for row in table.rows[:MOST_HEAD_ROWS])
    columns = columns_of(table)
    if table.continues and before is not None and len(columns) < len(before.columns):
        columns = before.columns
    running = frozenset(squeezed(line.text) for line in page.lines if _share(line, page, top=False) <= RUNNING)
    return Open(page.number, heads, columns, table.rows[-1], table.span.bottom / page.height, running)


def _texts(row: Sequence[Cell | None]) -> tuple[str, ...]:
    return tuple("" if cell is None else squeezed(cell.text) for cell in row)


def _share(line: Line, page: Page, *, top: bool) -> float:
    """How far down the page a line begins or ends; 1 where that is not known."""
    if not isinstance(line.span, PageBox) or not page.height:
        return 1.0
    return (line.span.top if top else line.span.bottom) / page.height


def _is_foot(line: Line, page: Page) -> bool:
    """Whether a line below a table is none of the body."""
    return (
        line.layer is not Layer.BODY
        or _share(line, page, top=True) >= 1 - MARGIN
        or _PAGE_NUMBER.fullmatch(squeezed(line.text)) is not None
    )


def _only_running(lines: Iterable[Line], page: Page, before: Open) -> bool:
    """Whether the lines above a table are running heads, 续表 or a unit: a new title or any text would begin something else."""
    return all(_is_running(line, page, before) for line in lines)


def _is_running(line: Line, page: Page, before: Open) -> bool:
    text = squeezed(line.text)
    if line.layer is not Layer.BODY or _share(line, page, top=False) <= MARGIN or _PAGE_NUMBER.fullmatch(text):
        return True
    if text in before.running and _share(line, page, top=False) <= RUNNING:
        return True
    return _ASIDE.search(text) is not None or _GOES_ON.search(text) is not None


def _repeated(table: Table, heads: Sequence[tuple[str, ...]]) -> int:
    """How many of its first rows are the heads again, however their lines are cut into rows; rows of values are none."""
    said = {_down(heads[:count]) for count in range(1, len(heads) + 1)}
    own = [_texts(row) for row in table.rows[:MOST_HEAD_ROWS]]
    words = 0
    while words < len(own) and not any(_AMOUNT.fullmatch(text) for text in own[words][1:]):
        words += 1
    return next((count for count in range(words, 0, -1) if _down(own[:count]) in said - {""}), 0)


def _down(rows: Sequence[tuple[str, ...]]) -> str:
    """The texts column by column."""
    return "".join(text for column in zip_longest(*rows, fillvalue="") for text in column)


def _has_heads_of_its_own(table: Table, before: Open, met: Sequence[int]) -> bool:
    """Whether its first row has periods, or nothing but words, where the other table's last row has figures."""
    first = _texts(table.rows[0])
    last = _texts(before.last)
    above = [(text, last[place]) for text, place in zip(first, met, strict=False) if place < len(last) and text]
    over_figures = [text for text, figure in above if _AMOUNT.fullmatch(figure)]
    if sum(1 for text in first if _PERIOD.fullmatch(text)) >= 2 and any(_PERIOD.fullmatch(text) for text in over_figures):
        return True
    filled = [text for text in first if text]
    return bool(over_figures) and len(filled) >= max(2, len(first) - 1) and not any(re.search(r"\d|^[-—/]+$", text) for text in filled)


def _is_rest(table: Table, before: Open, repeated: int, met: Sequence[int]) -> bool:
    """Whether the first row after the heads is the rest of a row that the page broke: words only, each below a text that had no more room.

    Either has something beside its words that the other has not: a label that wraps is the rest of, or begins, a row with values.
    """
    pairs = [
        (cell, before.last[met[place]], before.columns[met[place]])
        for place, cell in enumerate(table.rows[repeated])
        if met[place] < len(before.last)
    ]
    rest = [(cell, above, column) for cell, above, column in pairs if cell is not None and cell.text.strip()]
    if not rest or any(_AMOUNT.fullmatch(squeezed(cell.text)) for cell, _, _ in rest) or _begins(rest[0][0]):
        return False
    beside = any(_is_filled(above) and not _is_filled(cell) for cell, above, _ in pairs)
    prose = all(above is not None and len(squeezed(above.text)) >= PROSE and squeezed(above.text)[-1] not in "。;:" for _, above, _ in rest)
    return (beside or prose) and all(above is not None and _continues_cell(above, cell, column) for cell, above, column in rest)


def _continues_cell(above: Cell, cell: Cell, column: Column) -> bool:
    return _is_filled(above) and cell.columns <= above.columns and _is_full(above, cell, column)


def _begins(cell: Cell) -> bool:
    """Whether a text reads like the beginning of a row."""
    text = squeezed(cell.text)
    return _OPENS.match(text) is not None or text.endswith(":")


def _is_filled(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def _is_full(cell: Cell, rest: Cell, column: Column) -> bool:
    """Whether the last line of a cell had no room for the first letter of the rest."""
    if not cell.words:
        return False
    word, text = cell.words[-1], squeezed(rest.text)
    letter = (word.box.x1 - word.box.x0) / max(len(word.text), 1)
    room = BROKEN if text[:1] in "([“《" or text[1:2] in ")]”》、,。:" else FULL
    return column.text_end - word.box.x1 <= room * letter


def joined_tables(pages: Iterable[Page]) -> Iterator[Table]:
    """Every table of marked pages, one that goes on over pages as one, as soon as its end was seen.

    Rows keep the boxes of their own pages; a row that a page broke is one row whose cells hold the words of both, with the box of the
    first. The table's own box is that of its first page.
    """
    waiting: Table | None = None
    for page in pages:
        for table in page.tables:
            if table.continues and waiting is not None:
                waiting = _joined(waiting, table)
                continue
            if waiting is not None:
                yield waiting
            waiting = table
    if waiting is not None:
        yield waiting


def _joined(table: Table, rest: Table) -> Table:
    met = meeting(columns_of(rest), columns_of(table))
    rows = [_realigned(row, met, table) for row in rest.rows[rest.repeated :]]
    if rest.row_continues and rows:
        both = tuple(_one_cell(above, below) for above, below in zip(table.rows[-1], rows[0], strict=False))
        return replace(table, rows=(*table.rows[:-1], both, *rows[1:]))
    return replace(table, rows=(*table.rows, *rows))


def _realigned(row: tuple[Cell | None, ...], met: Sequence[int] | None, table: Table) -> tuple[Cell | None, ...]:
    """A row with an empty place for every column of the whole table that its own page does not have."""
    width = max(len(one) for one in table.rows)
    if met is None or len(row) >= width:
        return row
    by_place = {met[place]: cell for place, cell in enumerate(row) if place < len(met)}
    return tuple(by_place.get(place) for place in range(width))


def _one_cell(above: Cell | None, below: Cell | None) -> Cell | None:
    if above is None or below is None:
        return above or below
    text = "\n".join(text for text in (above.text, below.text) if text)
    words: tuple[Word, ...] = (*above.words, *below.words)
    return replace(above, text=text, words=words)
