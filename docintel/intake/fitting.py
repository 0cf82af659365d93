"""Pages made to fit: no more text than a page may have, and no line so long that looking through it takes for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Table

LONGEST_LINE = 10_000  # characters; longer ones go on in a line of their own


def fitting(page: Page, characters: int) -> tuple[Page, bool]:
    """The page with at most that many characters, and whether something was left out for it."""
    if page_size(page) <= characters and not any(_long(block) for block in page.blocks):
        return page, False
    kept: list[Block] = []
    left, cut = characters, False
    for block in page.blocks:
        for piece in _pieces(block):
            left -= _size(piece)
            cut = cut or left < 0 or (isinstance(block, Table) and piece is not block)
            kept += [piece] if left >= 0 else []
    return replace(page, blocks=tuple(kept)), cut


def page_size(page: Page) -> int:
    """Characters in the body of a page."""
    return sum(_size(block) for block in page.blocks)


def _size(block: Block) -> int:
    return len(block.text) if isinstance(block, Line) else sum(len(cell.text) for row in block.rows for cell in row if cell is not None)


def _long(block: Block) -> bool:
    if isinstance(block, Line):
        return len(block.text) > LONGEST_LINE
    return any(cell is not None and len(cell.text) > LONGEST_LINE for row in block.rows for cell in row)


def _pieces(block: Block) -> Iterator[Block]:
    """A line in pieces that are not too long; a table with its cells cut."""
    if not _long(block):
        yield block
    elif isinstance(block, Line):
        for start in range(0, len(block.text), LONGEST_LINE):
            yield replace(block, text=block.text[start : start + LONGEST_LINE], words=block.words if start == 0 else ())
    else:
        yield replace(block, rows=tuple(tuple(_shortened(cell) for cell in row) for row in block.rows))


def _shortened(cell: Cell | None) -> Cell | None:
    return cell if cell is None or len(cell.text) <= LONGEST_LINE else replace(cell, text=cell.text[:LONGEST_LINE])
