"""Statements and tables of key figures: a fold over lines and rows with what is known so far (title, scope, entity, unit, columns)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.document import Line
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.extract.columns import Column
from docintel.extract.columns import Header
from docintel.extract.columns import read_header
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import line_piece
from docintel.extract.grid import rows_of
from docintel.extract.labels import Labels
from docintel.extract.values import period_of
from docintel.extract.values import suits
from docintel.text.normal import is_blank
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period
from docintel.text.quantities import parse_quantity

STATEMENTS = ("balance_sheet", "income_statement", "cash_flow_statement")
LONG_TEXT = 30
FEWEST_FIGURES = 3
LONGEST_REST = 12  # characters of a wrapped label's second line
_ENTITY = re.compile(r"(?:编制单位|编制企业|会企\d+表编制单位|被审计单位|单位名称)[::]?(.+?(?:公司|企业|厂|院|所|中心|合伙\)|合作社))")
_ISSUED_BY = re.compile(
    r"^((?:(?!名称|单位|[:：]).){3,40}?(?:有限责任公司|股份有限公司|有限公司))(?:20\d{2}年|招股|审计报告|年度报告|财务报表)?"
)
_NAME_LABELS = ("公司名称", "企业名称", "单位名称", "名称")
UNIT_ASSUMED = "unit_assumed"
_TO_THE_FEN = re.compile(r"[-(]?\d{1,3}(?:,\d{3}){2,}\.\d{2}\)?")  # 1,234,567.89 without a unit is in 元: nobody prints 万元 so
GROUP_WORDS = ("合并报表", "合并财务报表", "合并资产负债表", "合并范围", "控股子公司", "全资子公司")
MEASURES = ("收入", "成本")
_TOTALS = ("合计", "总计", "小计")
_INTRO = re.compile(
    r"(?:(?:公司|发行人)的?)?(?P<named>[\u4e00-\u9fff()]{2,14}?)(?:的)?(?:具体)?(?:构成|明细|变动)?情况(?:及[^,。]{0,20})?如下"
    r"|(?:公司|发行人)的?(?P<shared>[\u4e00-\u9fff()]{2,14}?)(?:金额)?(?:及其?)?占[\u4e00-\u9fff()]{2,14}比[例重](?:情况)?如下"
)
_HEADING = re.compile(r"^(?:第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+、)")
_YEAR = re.compile(r"((?:19|20)\d{2})年(?:度|\d{1,2}月\d{1,2}日|\d{1,2}[-—~至]+\d{1,2}月)?(?:\(.{1,4}\))?")


@dataclass(slots=True)
class Context:
    """What a reader knows at a place of a document."""

    kind: str = "other"
    title: str | None = None
    scope: Scope = Scope.UNSTATED
    issuer: str = ""
    entity: str | None = None  # of the statement or table, where it is not the issuer
    page: int = 0
    unit: str | None = None
    unit_page: int = 0  # where the unit was said
    usual_unit: str | None = None
    year: int | None = None
    report_year: int | None = None  # of the document, where a table names none of its own
    header: Header | None = None
    intro: Concept | None = None
    grouped: bool = False  # whether the document speaks of consolidated figures or subsidiaries
    figures: bool = False  # whether the table at hand holds figures of an enterprise


@dataclass(slots=True)
class Draft:
    """A data row waiting for the rest of its wrapped label."""

    label: str
    values: list[tuple[Column, Piece]]
    header: Header
    lead: str = ""


@dataclass(slots=True)
class StatementReader:
    """Reads every row of statements, and the rows with a concept of tables that carry an enterprise's key figures."""

    labels: Labels
    document: str
    context: Context = field(default_factory=Context)
    draft: Draft | None = None
    heading: bool = False  # whether the row before was a header of this table
    held_figures: bool = False  # whether the table before held figures
    orphan: str = ""  # a label without values, perhaps the beginning of a wrapped one

    def open(self, part: PagePart, page: int) -> None:
        """A part begins; a title cuts scope, unit and columns."""
        context = self.context
        context.page = page
        if part.title is None:
            context.kind = part.kind
            context.figures = context.figures or (part.is_inferred and part.kind in STATEMENTS)
            return
        key = label_key(part.title)
        continued = "续" in key and part.kind == context.kind
        context.kind, context.title = part.kind, part.title
        context.scope = scope_of(key, context.scope if part.kind.startswith("notes") else Scope.UNSTATED)
        context.figures = True
        context.entity = None
        if not continued:
            context.header, context.unit, context.intro = None, None, None
            context.year = None if part.kind in STATEMENTS else context.report_year

    def line(self, line: Line) -> Iterator[Fact]:
        """A line outside tables only tells; it ends what was waiting."""
        yield from self.flush()
        self.orphan = ""
        self.note(line_piece(line).text)

    def note(self, text: str) -> None:
        """What a line of text says about the tables after it."""
        context, printed = self.context, squeezed(text)
        context.grouped = context.grouped or any(word in printed for word in GROUP_WORDS)
        unit = printed_unit(printed) if "单位" in printed else None
        if unit is not None:
            context.unit, context.unit_page = unit, context.page
            context.usual_unit = context.usual_unit or (unit if "除特别" in printed else None)
        entity = _ENTITY.search(printed)
        if entity is not None:
            context.issuer = context.issuer or entity[1]
            context.entity = None if entity[1] == context.issuer else entity[1]
        if not context.issuer and (issued := _ISSUED_BY.match(printed)) is not None:
            context.issuer = issued[1]
        year = _YEAR.fullmatch(printed)
        if year is not None and (context.kind in STATEMENTS or "年度" in printed):  # any other lone date is when something was signed
            context.year = int(year[1])
            context.report_year = context.report_year or context.year
        elif context.year is None and (titled := re.search(r"((?:19|20)\d{2})年度?(?:审计报告|年度报告|财务报表)", printed)) is not None:
            context.year = context.report_year = int(titled[1])
        self.note_heading(printed)

    def note_heading(self, printed: str) -> None:
        """A heading ends a table's own entity; an introduction names what a total is of."""
        context = self.context
        intro = _INTRO.search(printed)
        if intro is not None:
            context.intro = self.labels.concept(intro["named"] or intro["shared"], ("money",))
            context.figures = context.figures or context.intro is not None
        elif len(printed) < LONG_TEXT and _HEADING.match(printed):
            context.entity = None
            context.intro = None
            context.figures = context.kind != "other"

    def table(self, table: Table) -> Iterator[Fact]:
        """A table, row by row."""
        self.orphan, self.heading = "", False
        rows = [row for row in rows_of(table) if row]
        known = self.context.figures
        goes_on = table.continues and self.held_figures
        self.context.figures = known or goes_on or (self.context.kind == "other" and self.has_key_figures(rows))
        self.held_figures = self.context.figures
        for row in rows:
            yield from self.row(row)
        if not known and self.context.entity is None:
            yield from self.flush()
            self.context.figures = False

    def has_key_figures(self, rows: list[Row]) -> bool:
        """Whether a table without a title is one of an enterprise's figures: periods over columns, and several known money figures in rows."""
        periods = max((sum(1 for piece in row if parse_period(piece.text) is not None) for row in rows[:3]), default=0)
        known = {concept.id for row in rows if (concept := self.labels.concept(row[0].text, ("money",))) is not None}
        return periods >= 2 and len(known) >= FEWEST_FIGURES

    def row(self, row: Row) -> Iterator[Fact]:
        """A row is text, a header, a label alone, or data."""
        context = self.context
        if len(row) == 1 and (len(row[0].text) > LONG_TEXT or "单位" in row[0].text):
            yield from self.flush()
            self.note(row[0].text)
            self.find_unit(row[0].text)
            return
        if self.names_entity(row):
            return
        header = read_header(row, self.labels, context.year or context.report_year, context.header if self.heading else None)
        if header is not None:
            yield from self.flush()
            if context.unit_page < context.page and not self.heading and not _same_columns(header, context.header):
                context.unit = None  # another table on another page: the unit of the one before says nothing of it
            context.header, self.orphan, self.heading = header, "", True
            self.find_unit(row[0].text)
        elif context.header is not None:
            self.heading = self.heading and len(row) == 1  # 项目 may stand alone between two header rows
            yield from self.data(row, context.header)

    def find_unit(self, text: str) -> None:
        """A unit named inside the table."""
        unit = printed_unit(text)
        if unit is not None:
            self.context.unit, self.context.unit_page = unit, self.context.page

    def names_entity(self, row: Row) -> bool:
        """公司名称 | X: the table is about X."""
        if len(row) == 2 and label_key(row[0].text) in _NAME_LABELS and re.search(r"(?:公司|企业|中心|厂|所)\)?$", squeezed(row[1].text)):
            self.context.entity, self.context.figures = squeezed(row[1].text), True
            self.context.header = self.context.unit = None
            return True
        return False

    def data(self, row: Row, header: Header) -> Iterator[Fact]:
        """A row of values, or a label that goes on from the row before or into the next."""
        placed = [(header.holding(piece), piece) for piece in row]
        values = [(column, piece) for column, piece in placed if column is not None and column.is_read]
        labels = [piece for column, piece in placed if column is None and piece.middle < header.left and not is_serial(piece.text)]
        label = "".join(squeezed(piece.text) for piece in labels)
        if not any(not is_blank(piece.text) for _, piece in values):
            self.lone_label(label, filled=bool(values))
            return
        yield from self.flush()
        self.draft, self.orphan = Draft(label, values, header, self.orphan), ""

    def lone_label(self, label: str, *, filled: bool) -> None:
        """Without values: the rest of the label above where together they have a concept, else perhaps a beginning."""
        draft = self.draft
        goes_on = draft is not None and label and not filled and not self.labels.read(draft.label).concepts and len(label) <= LONGEST_REST
        if draft is not None and goes_on and (self.labels.read(draft.label + label).concepts or not self.labels.read(label).concepts):
            draft.label += label
            return
        self.find_unit(label)
        self.orphan = label if not filled and not label.endswith((":", "：")) else ""

    def flush(self) -> Iterator[Fact]:
        """The facts of the row that was waiting."""
        draft, self.draft = self.draft, None
        if draft is None or not self.context.figures:
            return
        yield from self.sideways(draft) if draft.header.by_concept else self.upright(draft)

    def upright(self, draft: Draft) -> Iterator[Fact]:
        """A concept a row, a period a column."""
        label = self.whole_label(draft)
        for column, piece in draft.values:
            unit = printed_unit(label) or column.unit or self.context.unit or self.context.usual_unit
            assumed = unit is None and _TO_THE_FEN.fullmatch(squeezed(piece.text)) is not None
            unit = "元" if assumed else unit
            quantity = parse_quantity(piece.text, unit=unit)
            if quantity is not None and column.period is not None and not is_blank(piece.text):
                concept = self.concept_of(label, quantity) or self.concept_of(label + self.measure(column), quantity)
                if concept is not None or self.context.kind in STATEMENTS:
                    fact = self.fact(concept, label, quantity, column.period, piece, column.scope, unit)
                    yield replace(fact, source=replace(fact.source, doubts=(UNIT_ASSUMED,))) if assumed else fact

    def sideways(self, draft: Draft) -> Iterator[Fact]:
        """A period a row, a concept a column."""
        period = parse_period(draft.label, year=self.context.year) or parse_period(draft.lead + draft.label, year=self.context.year)
        if period is None:
            return
        for column, piece in draft.values:
            unit = column.unit or self.context.unit
            quantity = parse_quantity(piece.text, unit=unit)
            if column.concept is not None and quantity is not None and suits(quantity, column.concept):
                yield self.fact(column.concept, column.text, quantity, period, piece, None, unit)

    def measure(self, column: Column) -> str:
        """收入 or 成本 under a period: 主营业务 | 收入 is 主营业务收入."""
        return next((word for word in MEASURES if column.text.endswith(word)), "-")

    def whole_label(self, draft: Draft) -> str:
        """The label with the beginning that stood a row above, where only together they are known."""
        if draft.lead and not self.labels.read(draft.label).concepts and self.labels.read(draft.lead + draft.label).concepts:
            return draft.lead + draft.label
        return draft.label

    def concept_of(self, label: str, quantity: Quantity) -> Concept | None:
        """The concept of a row: one whose values have a period and this unit, rather one that belongs to this kind of statement."""
        if label_key(label) in _TOTALS:
            return self.context.intro
        known = [self.labels.taxonomy[name] for name in self.labels.read(label).concepts]
        fitting = [one for one in known if one.period is not PeriodKind.NONE and suits(quantity, one)]
        owned = [one for one in fitting if self.context.kind in one.statements]
        if self.context.kind in STATEMENTS:
            return next(iter(owned or [one for one in fitting if not one.statements]), None)
        return next(iter(owned or fitting), None)

    def fact(
        self, concept: Concept | None, label: str, quantity: Quantity, period: Period, piece: Piece, scope: Scope | None, unit: str | None
    ) -> Fact:  # a fact is all of these
        """One fact, its period as its concept hangs on time."""
        context = self.context
        named = self.labels.read(label).scope
        source = Source(self.document, piece.spans, squeezed(piece.text), Method.TEXT)
        return Fact(
            None if concept is None else concept.id,
            label,
            context.entity or context.issuer,
            period_of(concept, period),
            scope or named or context.scope,
            quantity,
            source,
            context.kind,
            None,
            unit,
        )


def scope_of(key: str, usual: Scope) -> Scope:
    """The scope a title names."""
    if "合并及" in key or "合并和" in key:
        return Scope.UNSTATED
    if "合并" in key:
        return Scope.CONSOLIDATED
    return Scope.PARENT if re.match(r"(?:母公司|公司|本公司|本行)(?!主要|概况)", key) else usual


def _same_columns(one: Header, two: Header | None) -> bool:
    """Whether a header repeats the one before, as on the next sheet of a statement."""
    return two is not None and [column.text for column in one.columns] == [column.text for column in two.columns]


def is_serial(text: str) -> bool:
    """A row's number."""
    return text.strip().isdigit() and len(text.strip()) <= 3
