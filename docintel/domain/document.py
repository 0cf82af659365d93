"""What reading yields: documents of pages of lines and tables, every piece of text with its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from docintel.domain.fact import Scope
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Span
from docintel.domain.wording import Wording


class ReadStatus(StrEnum):
    """How far a file could be read."""

    OK = "ok"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"


class PageKind(StrEnum):
    """What triage saw before reading."""

    TEXT = "text"
    SCAN = "scan"  # an image without a text layer: needs OCR
    EMPTY = "empty"
    GARBLED = "garbled"  # characters without meaning (missing ToUnicode)
    FLOW = "flow"  # a file without fixed pages (Word, plain text)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a file that a reviewer must know: a stable `code`, a message with the remedy, the page where there is one."""

    code: str
    message: Wording
    page: int | None = None


class Layer(StrEnum):
    """Which of a page's layers a line stands in; only the body is evidence, the others are kept and shown."""

    BODY = "body"
    WATERMARK = "watermark"
    SEAL = "seal"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    COMMENT = "comment"  # a note by a reader: PDF annotation, Word comment
    DELETED = "deleted"  # a tracked deletion
    HIDDEN = "hidden"  # in the file and not to be seen on the page


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap, with their box; `confidence` in [0, 1] and `doubts` (stable codes) where they were not read from text."""

    text: str
    box: PageBox
    method: Method = Method.TEXT
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line outside tables, or one paragraph of a file without pages; `words` are empty there."""

    text: str
    span: Span
    words: tuple[Word, ...] = ()
    layer: Layer = Layer.BODY


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line."""

    box: PageBox


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight line from one end to the other, in points of the page as it was seen.

    A page of text has here what is no rule, drawn aslant or too short, and its dashed lines, which stand among the rules too; a scan has
    all its lines here, askew where the page lies askew.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text, its place, the words in it, and how many columns and rows it covers."""

    text: str
    span: Span
    words: tuple[Word, ...] = ()
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A grid; None stands where a cell to the left or above covers the place.

    `continues` says that it goes on from the last table of the page before; the first `repeated` rows are then that table's header again,
    and with `row_continues` its first row after them is the rest of the last row there.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    span: Span
    continues: bool = False
    repeated: int = 0
    row_continues: bool = False


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Code:
    """A machine-readable code (QR and its like) seen on a page, with the text it holds."""

    text: str
    symbology: str
    box: PageBox


@dataclass(frozen=True, slots=True)
class Signature:
    """An electronic signature in a PDF, as far as can be said offline; nothing here means that the signer is who it says.

    `coverage` is `whole_file`, `earlier_revision` or `unclear`; `changes` what was done after signing: `none`, `allowed` (a further
    signature, a form filled in), `other` or `unknown`; `intact` whether the signed bytes are those that were signed, None where the scheme
    cannot be checked. `doubts`: `self_signed`, `unknown_scheme` (SM2 and seals of their own kind), `broken`; `time_stamp` is no person's.
    """

    signer: str
    signed_at: str | None
    intact: bool | None
    coverage: str
    changes: str
    box: PageBox | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands in a paper: its place, and its looks as 64 hexadecimal digits that the same picture, printed larger or coarser, nearly repeats."""

    span: Span
    looks: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order; `width` and `height` in points are None for files without fixed pages (they are one page).

    `blocks` are the body. What lies over or around it (`overlays`) and what is not to be seen stays, marked, and is never evidence.
    `unreadable` are regions where something is printed that could not be read.
    """

    number: int
    kind: PageKind
    blocks: tuple[Block, ...]
    width: float | None = None
    height: float | None = None
    rules: tuple[Rule, ...] = ()
    problems: tuple[Problem, ...] = ()
    overlays: tuple[Line, ...] = ()
    unreadable: tuple[PageBox, ...] = ()
    codes: tuple[Code, ...] = ()
    signatures: tuple[Signature, ...] = ()
    method: Method = Method.TEXT
    segments: tuple[Segment, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines outside tables."""
        return tuple(block for block in self.blocks if isinstance(block, Line))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def text(self) -> str:
        """All text, a line per printed line or table row."""
        return "\n".join(block.text if isinstance(block, Line) else _table_text(block) for block in self.blocks)


def _table_text(table: Table) -> str:
    return "\n".join(" ".join(cell.text for cell in row if cell is not None) for row in table.rows)


class ClueKind(StrEnum):
    """What can speak for the kind of a page."""

    TITLE = "title"  # a line that is a title of the kind
    CUE = "cue"  # words of the kind's pack
    MODEL = "model"  # the page model's share, then the pieces of text that weighed most
    BEFORE = "before"  # the page before was of this kind


@dataclass(frozen=True, slots=True)
class Clue:
    """Something that spoke for the kind of a part: what, which words, how much (cues in points, the model's share of one)."""

    by: ClueKind
    text: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class PagePart:
    """The blocks of a page from `first` up to the next part: one kind of document, opened by `title` or going on from before (None).

    `clues` are what spoke for it, strongest first.
    """

    kind: str
    first: int
    title: str | None
    confidence: float
    clues: tuple[Clue, ...] = ()

    @property
    def is_inferred(self) -> bool:
        """Whether its words alone made its kind, without a title and without a page before."""
        return bool(self.clues) and not {clue.by for clue in self.clues} & {ClueKind.TITLE, ClueKind.BEFORE}


@dataclass(frozen=True, slots=True)
class Section:
    """A range of pages (1-based, both included) that is one kind of document; `year` is the one it is of, where it says so."""

    kind: str
    pages: tuple[int, int]
    scope: Scope
    entity: str
    confidence: float
    year: int | None = None


@dataclass(frozen=True, slots=True)
class UnreadTable:
    """A table with figures of which nothing became a fact: its page and place, the kind of its part, its head, and the concepts that its rows name."""

    page: int
    place: Span
    kind: str
    head: str
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TablesRead:
    """How far the tables of a file were read: how many hold figures, and which of those gave none, in reading order."""

    figured: int = 0
    unread: tuple[UnreadTable, ...] = ()

    @property
    def read(self) -> int:
        """How many gave facts."""
        return self.figured - len(self.unread)


@dataclass(frozen=True, slots=True)
class Document:
    """One submitted file after reading: what it is called (for display only), its hash, and how far it could be read."""

    file: str
    sha256: str
    status: ReadStatus
    pages: int
    sections: tuple[Section, ...] = ()
    problems: tuple[Problem, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: TablesRead = TablesRead()
