"""Statements and tables of key figures: a fold over lines and rows with what is known so far (title, scope, entity, unit, columns)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.extract.as_lines import aligned
from docintel.extract.as_lines import heads_section
from docintel.extract.as_lines import line_row
from docintel.extract.columns import Column
from docintel.extract.columns import Extents
from docintel.extract.columns import Header
from docintel.extract.context import NOTES
from docintel.extract.context import STATEMENTS
from docintel.extract.context import Context
from docintel.extract.context import same_columns
from docintel.extract.figure import Figure
from docintel.extract.figure import figures_of
from docintel.extract.figure import labels_of
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import columns_of
from docintel.extract.grid import rows_of
from docintel.extract.head_words import led_by_unit
from docintel.extract.head_words import names_enterprises
from docintel.extract.header_rows import read_header
from docintel.extract.headless import ENTITY_UNKNOWN
from docintel.extract.headless import HEADS_ASSUMED
from docintel.extract.headless import Headless
from docintel.extract.issuers import is_legal_name
from docintel.extract.labels import Labels
from docintel.extract.naming import Naming
from docintel.extract.over_columns import dated
from docintel.extract.over_columns import off_labels
from docintel.extract.over_columns import scoped
from docintel.extract.over_columns import scopes_in
from docintel.extract.over_columns import spanned
from docintel.extract.over_columns import spans_in
from docintel.extract.page_ends import lone_total
from docintel.extract.page_ends import takes_rest
from docintel.extract.row_figures import told_by
from docintel.extract.stating import stated
from docintel.extract.strands import Draft
from docintel.extract.strands import Strand
from docintel.extract.strands import own_label
from docintel.extract.telling_rows import entity_named
from docintel.extract.telling_rows import header_in
from docintel.extract.telling_rows import is_told
from docintel.extract.undated import Undated
from docintel.extract.unheaded import PERIOD_ASSUMED
from docintel.extract.unheaded import Assumed
from docintel.extract.unheaded import assumed_header
from docintel.extract.unheaded import has_key_figures
from docintel.extract.unheaded import is_of_others
from docintel.extract.unheaded import lone_figure
from docintel.extract.unheaded import unit_for
from docintel.extract.unruled import found_alone
from docintel.extract.unruled import printed_rows
from docintel.extract.unruled import spread
from docintel.text.normal import is_blank
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed
from docintel.text.quantities import parse_quantity

AS_LINES = (*STATEMENTS, "key_figures")  # kinds whose figures may stand in lines without a table


@dataclass(slots=True)
class StatementReader:
    """Reads every row of statements, and the rows with a concept of tables that carry an enterprise's key figures."""

    labels: Labels
    document: str
    context: Context = field(default_factory=Context)
    strands: list[Strand] = field(default_factory=lambda: [Strand()])
    heading: bool = False  # whether the row before was a header of this table
    held_figures: bool = False  # whether the table before held figures
    unread: list[Row] = field(default_factory=list)  # of a table that did not seem to hold any: its rest on the next page may tell
    as_lines: bool = False  # whether the header at hand stood in a line
    extents: Extents = ()  # of the columns of the table at hand
    opened: int = 0  # the page whose parts are read
    at_top: bool = False  # whether nothing of it was read yet
    turns_to: str | None = None  # the kind that pages are of once a statement in lines ends
    by_name: bool = False  # whether the rows of the table at hand are enterprises
    guarded: bool = False  # whether only tables of a named enterprise are read
    supposed: bool = False  # whether the table at hand holds what is only assumed
    assumed: Assumed | None = None  # what had to be taken for granted of the table at hand
    undated: Undated = field(default_factory=Undated)
    headless: Headless = field(default_factory=Headless)

    @property
    def naming(self) -> Naming:
        """What rows mean at this place."""
        return Naming(self.labels, self.context)

    def open(self, part: PagePart, page: int, first: tuple[Block, ...] = ()) -> None:
        """A part begins; a title cuts scope, unit and columns, unless what the page before ended with goes on above it."""
        self.at_top, self.opened = page != self.opened, page
        if part.title is None and part.kind != self.context.kind and self.goes_on(first):
            self.turns_to, self.context.page = part.kind, page
        elif self.context.open(part, page):
            self.turns_to = None
            self.strands = [Strand()]
            self.as_lines, self.assumed = False, None

    def goes_on(self, blocks: tuple[Block, ...]) -> bool:
        """Whether a page begins with more of what the one before ended with: a row or section of a statement in lines, the rest of a table of figures."""
        if self.held_figures and blocks and isinstance(blocks[0], Table) and blocks[0].continues:
            return True
        line = next((block for block in blocks if isinstance(block, Line)), None)
        if line is None or self.context.kind not in STATEMENTS:
            return False
        return bool(self.placed(line_row(line))) or (self.as_lines and heads_section(line.text))

    def line(self, line: Line) -> Iterator[Fact]:
        """A line outside tables tells; where a statement is printed without a table it is a row."""
        row = line_row(line) if self.context.kind in AS_LINES else ()
        header = header_in(row, self.labels, self.context.told_period) if len(row) > 1 else None
        total = lone_total(line, self.context.header) if self.at_top and self.context.kind in NOTES else ()
        self.at_top = False
        if total and self.context.header is not None:
            yield from self.data(total, self.context.header)
        elif takes_rest(row, self.strands, self.labels):
            return
        elif scopes := scopes_in(row):
            self.context.scopes = scopes
        elif header is not None:
            yield from self.flush()
            self.context.begin_header(scoped(spanned(header, self.context.recent), self.context.scopes), refines=False)
            self.context.find_unit(row[0].text)
            self.as_lines = True
        elif (placed := self.placed(row)) and self.context.header is not None:
            yield from self.data(placed, self.context.header)
        else:
            yield from self.flush()
            self.tell(line.text)
            yield from (self.fact(*told) for told in self.undated.resolved(self.context.recent))

    def placed(self, row: Row) -> Row:
        """A line under the columns at hand; under those of a table (the rest of it may be printed where no table was found) only a known row."""
        header = self.context.header
        known = header is not None and bool(row) and (self.as_lines or self.labels.read(row[0].text).concepts)
        return aligned(row, header) if header is not None and known else ()

    def tell(self, text: str) -> None:
        """What a line of text says about the tables after it."""
        for strand in self.strands:
            strand.orphan = ""
        self.context.note(text, self.labels)

    def table(self, table: Table, *, guarded: bool = False) -> Iterator[Fact]:
        """A table, row by row; `guarded` reads it only where it tells of which enterprise it is."""
        if not table.continues:
            yield from self.turn()
        self.supposed = self.supposed if table.continues else self.context.is_supposed
        if self.supposed or (self.by_name and not table.continues):
            yield from self.flush()  # while it is known that rows are enterprises
        for strand in self.strands:
            strand.orphan = ""
        self.heading, self.as_lines, self.guarded, self.at_top = False, False, guarded, False
        if self.context.kind in STATEMENTS and self.context.recent:
            self.strands[0].orphan = self.context.recent[
                -1
            ]  # the label of the first row may begin in a line that was not found to be of the table
        yield from () if self.supposed else self.rows(table)
        yield from self.turn() if table.continues else ()

    def turn(self) -> Iterator[Fact]:
        """What the pages are of from here on, once the statement or table of before has ended."""
        if self.turns_to is not None:
            yield from self.flush()
            self.context.turn_to(self.turns_to)
            self.turns_to = None

    def rows(self, table: Table) -> Iterator[Fact]:
        """The rows of a table."""
        context = self.context
        rows = list(printed_rows((row for row in rows_of(table) if row), context.header))
        if context.header is not None and context.kind in STATEMENTS and len(columns_of(table)) <= len(context.header.columns):
            rows = found_alone(rows, self.labels, context.told_period)
        known, kind = context.figures, context.kind
        strays = context.title is None and not table.continues and is_of_others(rows, self.labels, context)
        if strays:  # the page only seemed to be a statement
            yield from self.flush()
            context.kind, context.header, context.figures = "other", None, False
        earlier = self.unread if table.continues else []
        self.begin(table, [*earlier, *rows])
        self.unread = [] if context.figures else [*earlier, *rows]
        if context.figures and earlier:
            context.unit_page = context.page  # it was said above the first part
            rows = [*earlier, *rows]
        for row in rows:
            yield from self.row(row)
        self.held_figures = self.held_figures or context.figures
        yield from (self.fact(*told) for told in self.undated.resolved(context.recent))
        if context.entity is not None and table.continues:
            context.entity_page = context.page
        if self.assumed is not None or strays or (not known and context.entity is None):
            yield from self.flush()
            context.figures = known if strays or self.assumed is not None else False
        self.forget_assumed(kind, strays=strays)

    def forget_assumed(self, kind: str, *, strays: bool) -> None:
        """What was taken for granted holds for one table."""
        if self.assumed is not None or strays:
            self.context.kind, self.context.header, self.assumed = kind, None, None
        self.context.scopes = self.context.scopes if kind in STATEMENTS else ()

    def begin(self, table: Table, rows: list[Row]) -> None:
        """What is known of a table before its first row."""
        context = self.context
        goes_on = table.continues and self.held_figures
        if table.continues:
            context.go_on()
        else:
            context.left_off, context.in_fen = (None, None), False
        if not table.continues and context.kind not in STATEMENTS and context.entity is None:
            context.header, self.by_name = None, False
        self.extents = columns_of(table)
        if context.header is not None:
            context.header = context.header.moved(context.extents, self.extents)
            context.extents = self.extents or context.extents
        self.assumed = assumed_header(rows, self.labels, context) if context.header is None and not self.guarded else None
        if self.assumed is not None:
            context.header, context.kind = self.assumed.header, self.assumed.kind
        context.figures = (
            context.figures
            or goes_on
            or self.assumed is not None
            or (context.kind == "other" and has_key_figures(rows, self.labels, context))
        )
        self.held_figures = context.figures

    def row(self, row: Row) -> Iterator[Fact]:
        """A row is text, a header, a label alone, or data."""
        context = self.context
        if is_told(row, context):
            yield from self.flush()
            text = " ".join(piece.text for piece in row)
            context.note(text, self.labels)
            context.find_unit(text)
        elif (named := entity_named(row, context)) is not None:
            yield from self.flush()  # the rows that wait are not of that enterprise
            context.about(named)
        else:
            context.scopes = scopes_in(row) or context.scopes
            yield from self.headed(row)

    def headed(self, row: Row) -> Iterator[Fact]:
        """A row that may be a header, or stands under one."""
        context = self.context
        before = context.header if self.heading or (context.header is not None and context.header.is_bare) else None
        header = read_header(row, self.labels, context.told_period, before) or self.undated.header(row, context, self.labels)
        if header is not None:
            yield from self.flush()
            header = scoped(dated(spanned(off_labels(header, self.extents), context.recent), context.over), context.scopes)
            self.begin_columns(header, row)
            for one, period in self.headless.resolved(header, context.page, context.unit_of()):
                yield replace(self.fact(one, period, (HEADS_ASSUMED, ENTITY_UNKNOWN)), entity="", scope=Scope.UNSTATED)
        elif context.header is not None:
            self.heading = self.heading and len(row) == 1  # 项目 may stand alone between two header rows
            yield from self.data(spread(row, context.header), context.header)
        else:
            self.headless.note(row, context.page)
            context.recent.extend(spans_in(row))
            yield from self.lone_value(row)

    def begin_columns(self, header: Header, row: Row) -> None:
        """A header row; the unit may stand in its first cell."""
        repeats = same_columns(header, self.context.header)
        self.context.begin_header(header, refines=self.heading)
        self.context.extents = self.extents
        self.by_name = self.by_name if self.heading else names_enterprises(row)
        self.context.figures = self.context.figures or (self.by_name and header.by_concept) or header.tells_whole or header.is_beside
        for strand in self.strands:
            strand.orphan = ""
        if not repeats and not self.heading:
            self.strands = [Strand() for _ in header.halves] or [Strand()]
        self.strands += [Strand() for _ in header.halves[len(self.strands) :]]
        self.heading = True
        for piece in row:
            if piece is row[0] or led_by_unit(piece.text):
                self.context.find_unit(piece.text)

    def data(self, row: Row, header: Header) -> Iterator[Fact]:
        """A row of values in each half, or a label that goes on from the row before or into the next."""
        for half, pieces, strand in zip(header.halves, header.pieces(row), self.strands, strict=False):
            if pieces:
                yield from self.half(pieces, half, strand)
        if not header.halves:
            self.undated.data(row, header, self.read_undated)

    def half(self, row: Row, header: Header, strand: Strand) -> Iterator[Fact]:
        """The part of a row that belongs to one half."""
        placed = [(header.holding(piece), piece) for piece in row]
        values = figures_of([(column, piece) for column, piece in placed if column is not None and column.is_read], header)
        own = labels_of(placed, header)
        label = own_label(own, [piece for _, piece in values], self.labels)
        if not any(not is_blank(piece.text) for _, piece in values):
            rest = strand.lone_label(label, self.labels, filled=bool(values))
            if not rest:
                yield from self.finished(strand)  # before its unit or enterprise is another
                self.begin_group(label)
            return
        yield from self.finished(strand)
        asides = tuple(squeezed(piece.text) for column, piece in placed if column is not None and not (column.is_read or column.is_label))
        unit = next((squeezed(piece.text).removesuffix("/股") for column, piece in placed if column is not None and column.is_unit), None)
        strand.draft, strand.orphan = Draft(label, values, header, strand.orphan, asides if header.by_concept else (), unit), ""

    def begin_group(self, label: str) -> None:
        """A label alone in a row may tell the unit; a legal name heads the rows of that enterprise."""
        if "每股" not in label:  # per share is in 元, whatever the table's unit
            self.context.find_unit(label)
        if self.context.kind not in STATEMENTS and is_legal_name(label):
            self.context.entity, self.context.entity_page = (None if label == self.context.issuer else label), self.context.page

    def flush(self) -> Iterator[Fact]:
        """The facts of the rows that were waiting."""
        for strand in self.strands:
            yield from self.finished(strand)

    def finished(self, strand: Strand) -> Iterator[Fact]:
        """The facts of one half's waiting row."""
        draft, strand.draft = strand.draft, None
        if draft is None or not self.context.figures or (self.guarded and not self.is_of_another(draft)):
            return
        yield from (self.fact(*told) for told in told_by(draft, strand, self.naming, by_name=self.by_name))

    def is_of_another(self, draft: Draft) -> bool:
        """Whether a row is of an enterprise that its table names."""
        named = self.by_name and any((column.concept or column.under) in draft.header.wholes for column, _ in draft.values)
        return self.context.entity is not None or named or any(column.entity is not None for column, _ in draft.values)

    def lone_value(self, row: Row) -> Iterator[Fact]:
        """在职员工的数量合计 | 500 in an annual report, under no header: of its year, and doubted for that; a label alone may tell the unit."""
        told = self.context.report
        if len(row) == 1:
            self.begin_group(row[0].text)
        found = None if told is None or self.guarded else lone_figure(row, self.context, self.labels)
        if found is not None and told is not None:
            yield self.fact(found[0], told, (*found[1], PERIOD_ASSUMED))

    def read_undated(self, label: str, column: Column, piece: Piece) -> Figure | None:
        """A figure of a known concept in a column that names an enterprise and no period."""
        unit, _ = unit_for(self.context, piece, printed_unit(label), column.unit)
        quantity = parse_quantity(piece.text, unit=unit)
        concept = None if quantity is None else self.naming.concept_of(label, quantity, Strand())
        return None if concept is None or quantity is None else Figure(concept, label, quantity, piece, column, unit)

    def fact(self, figure: Figure, period: Period, doubts: tuple[str, ...] = ()) -> Fact:
        """One fact, its period as its concept hangs on time."""
        assumed = self.assumed
        told = assumed.scope if assumed is not None else Scope.UNSTATED if figure.column.entity else self.context.scope
        scope = figure.column.scope or self.labels.read(figure.label).scope or told
        return stated(figure, period, self.context, scope, self.document, (*doubts, *(() if assumed is None else assumed.doubts)))
