"""Word files written and read in one step, and what came of it."""

from __future__ import annotations

from pathlib import Path

from word_constructs import write_word

from docintel.domain.document import Block
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.source import CellPath
from docintel.intake.word import read_word


def read(folder: Path, body: str, parts: dict[str, str] | None = None) -> Page:
    return read_word(str(write_word(folder / "test.docx", body, parts)))


def at(page: Page) -> dict[str, str]:
    """Each address of the body with its text."""
    return dict(place for block in page.blocks for place in places(block))


def places(block: Block) -> list[tuple[str, str]]:
    if isinstance(block, Line):
        return [(address(block.span), block.text)]
    return [(address(cell.span), cell.text) for row in block.rows for cell in row if cell is not None]


def address(span: object) -> str:
    assert isinstance(span, CellPath)
    return span.cell


def overlays(page: Page, layer: Layer) -> list[tuple[str, str]]:
    return [(address(line.span), line.text) for line in page.overlays if line.layer is layer]


def codes(page: Page) -> list[str]:
    return [problem.code for problem in page.problems]
