"""A leaf of a file as the viewer shows it: a drawn page with boxes, a paper without pages as its text, or the online form as its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.errors import UnreadableError
from docintel.domain.source import CellPath
from docintel.intake import read_pages
from docintel.report.faces import DocumentFace
from docintel.report.faces import FactFace
from docintel.web.desk import Desk
from docintel.web.desk import turn
from docintel.web.opened import Opened
from docintel.web.telling import Teller

PAD = 1.6  # points between a figure and its box


@dataclass(frozen=True, slots=True)
class Boxed:
    """A fact on a drawn page."""

    fact: str
    title: str
    x: float
    y: float
    width: float
    height: float
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a paper without pages: its address, its text, the facts read in it."""

    address: str
    text: str
    facts: tuple[str, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one row of one cell) or a table."""

    rows: tuple[tuple[Cell, ...], ...]
    is_table: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field of the online form with its values."""

    label: str
    values: tuple[tuple[str, str, str], ...]  # fact, year, value


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the viewer shows; exactly one of `picture`, `blocks` and `fields` holds something, none where there is nothing to show."""

    document: DocumentFace
    page: int
    kind: str
    width: float = 0.0
    height: float = 0.0
    boxes: tuple[Boxed, ...] = ()
    blocks: tuple[Block, ...] = ()
    fields: tuple[tuple[str, tuple[FieldRow, ...]], ...] = ()
    why_not: str = ""


def leaf_of(desk: Desk, teller: Teller, sha256: str, page: int) -> Leaf:
    """The leaf of a file at a page."""
    opened = teller.opened
    document = opened.document(sha256)
    if is_form(opened, sha256):
        return Leaf(document, 1, "form", fields=tuple(form_fields(teller)))
    file = desk.file(opened, sha256)
    number = min(max(page, 1), max(document.pages, 1))
    try:
        drawn = desk.pictures.picture(file, number, "page", turn(document, number))
    except UnreadableError as error:
        blocks = written(desk, opened, sha256) if error.code == "no_picture" else ()
        return Leaf(document, number, "text" if blocks else "none", blocks=blocks, why_not=str(error))
    width, height = drawn.points
    boxes = tuple(boxed(teller, fact) for fact in opened.on_page.get((sha256, number), ()))
    return Leaf(document, number, "page", width, height, boxes)


def is_form(opened: Opened, sha256: str) -> bool:
    """Whether a file is the form as filled online."""
    return any(fact.source.document == sha256 and fact.source.field is not None for fact in opened.face.facts)


def boxed(teller: Teller, fact: FactFace) -> Boxed:
    """A fact by its box."""
    x0, top, x1, bottom = fact.source.box or (0.0, 0.0, 0.0, 0.0)
    title = f"{teller.called(fact)}: {teller.printed(fact)}"
    return Boxed(fact.id or "", title, x0 - PAD, top - PAD, x1 - x0 + 2 * PAD, bottom - top + 2 * PAD, bool(fact.source.doubts))


def written(desk: Desk, opened: Opened, sha256: str) -> tuple[Block, ...]:
    """A paper without pages as paragraphs and tables, every piece with its address."""
    at: dict[str, list[str]] = {}
    for fact in opened.face.facts:
        if fact.source.document == sha256 and fact.source.cell is not None and fact.id is not None:
            at.setdefault(fact.source.cell, []).append(fact.id)
    file = desk.file(opened, sha256)
    return tuple(block for page in read_pages(file, desk.settings.limits) for block in _blocks(page, at))


def _blocks(page: Page, at: dict[str, list[str]]) -> Iterator[Block]:
    for block in page.blocks:
        if isinstance(block, Line):
            address = block.span.cell if isinstance(block.span, CellPath) else ""
            yield Block(((Cell(address, block.text, tuple(at.get(address, ()))),),), is_table=False)
            continue
        rows = []
        for row in block.rows:
            cells = [(cell.span.cell if isinstance(cell.span, CellPath) else "", cell) for cell in row if cell is not None]
            rows.append(tuple(Cell(place, one.text, tuple(at.get(place, ())), one.columns, one.rows) for place, one in cells))
        yield Block(tuple(rows), is_table=True)


def form_fields(teller: Teller) -> Iterator[tuple[str, tuple[FieldRow, ...]]]:
    """The online form by its sections."""
    told: dict[str, list[FactFace]] = {}
    for fact in teller.opened.face.facts:
        if fact.source.field is not None:
            told.setdefault(fact.source.field.removeprefix("fields."), []).append(fact)
    for section in teller.programme.form:
        rows = []
        for one in section.fields:
            facts = [fact for path, found in told.items() if path == one.id or path.startswith(f"{one.id}.") for fact in found]
            if facts:
                rows.append(FieldRow(teller.said(one.label), tuple(_value(teller, fact) for fact in facts)))
        if rows:
            yield teller.said(section.label), tuple(rows)


def _value(teller: Teller, fact: FactFace) -> tuple[str, str, str]:
    part = fact.item or ("" if fact.period is None else fact.period.end[:4])
    return fact.id or "", part, teller.printed(fact)
