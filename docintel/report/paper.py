"""A printed paper before it has a format: headings, paragraphs, tables, pictures. DOCX and HTML are printed from the same one.

Texts are as they came from files; the printers make them plain, mask them and cut them.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from docintel.domain.wording import Language
from docintel.report.opinion_words import WHOLE
from docintel.report.penetration import Drawing
from docintel.report.plain import cut

LONGEST = 3000  # characters of one text
Shown = Callable[[str], str]  # a text from outside -> what may be printed of it


class Tone(StrEnum):
    """How words stand out; never by colour alone: the words themselves say it."""

    PLAIN = "plain"
    QUIET = "quiet"
    GOOD = "good"
    BAD = "bad"
    WARN = "warn"
    MARK = "mark"


class Style(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    SMALL = "small"  # notes, places
    CENTRE = "centre"
    RIGHT = "right"
    DEAR = "dear"  # whom a letter is to
    LETTER = "letter"  # the body of a letter: larger, first line indented
    ITEM = "item"  # one of a list


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one look."""

    text: str
    bold: bool = False
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    spans: tuple[Span, ...]
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part; level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: PNG bytes, its width in millimetres, what it shows."""

    png: bytes
    width: float
    says: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, `across` columns wide."""

    content: tuple[Para | Picture, ...]
    across: int = 1
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a head is repeated on every page, a row that `leads` stays with the next one."""

    cells: tuple[Cell, ...]
    is_head: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the widths of its columns in millimetres."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    lined: bool = True


Block = Heading | Para | Table | Picture | Drawing


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its title, what stands in the head of every page, and whether pages lie across."""

    title: str
    subtitle: str
    running: str
    language: Language
    blocks: tuple[Block, ...]
    across: bool = False


def printed(paper: Paper, shown: Shown) -> Shown:
    """What is printed of a text on this paper: what may be shown of it, cut visibly where it would fill pages."""
    return lambda text: cut(shown(text), LONGEST, WHOLE["json"], paper.language)


def words(text: str, *, bold: bool = False, tone: Tone = Tone.PLAIN, style: Style = Style.BODY) -> Para:
    """A paragraph in one look."""
    return Para((Span(text, bold, tone),), style)


def cell(*parts: str | Para | Picture, across: int = 1, shaded: bool = False) -> Cell:
    """A cell of texts, paragraphs and pictures."""
    return Cell(tuple(words(part) if isinstance(part, str) else part for part in parts), across, shaded)


def head(*texts: str) -> Row:
    """A head of a table."""
    return Row(tuple(cell(words(text, bold=True), shaded=True) for text in texts), is_head=True)


def row(*parts: str | Para | Cell) -> Row:
    """A row of cells."""
    return Row(tuple(part if isinstance(part, Cell) else cell(part) for part in parts))


def fields(pairs: Iterable[tuple[str, str]], widths: tuple[float, float, float, float]) -> Table:
    """Names and values, two to a row."""
    told = list(pairs)
    told += [("", "")] if len(told) % 2 else []
    rows = tuple(
        Row(tuple(one for name, value in told[start : start + 2] for one in (cell(words(name, tone=Tone.QUIET), shaded=True), cell(value))))
        for start in range(0, len(told), 2)
    )
    return Table(widths, rows)
