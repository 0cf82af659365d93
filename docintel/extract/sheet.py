"""What one page of a paper offers its rules: strips, tables with the unit printed above them, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from docintel.domain.concept import Taxonomy
from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.kind import DocumentKind
from docintel.extract.as_lines import line_row
from docintel.extract.grid import rows_of
from docintel.extract.heads import has_number
from docintel.extract.heads import head_rows
from docintel.extract.labelled import Labelled
from docintel.extract.labels import Labels
from docintel.extract.misprints import relabelled_table
from docintel.extract.periods import Spoken
from docintel.extract.runs import Run
from docintel.extract.runs import stacked
from docintel.extract.strips import Strip
from docintel.extract.strips import strips_of
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed

MOST_COLUMNS_ASIDE = 3  # heads that a line over a table must name to be its heads
_OF_HOLDERS = re.compile(
    r".{0,8}(?:控股股东|实际控制人|第一大股东|法人股东|母公司)(?:、实际控制人)?(?:的)?(?:(?:基本|主要)?(?:情况|信息|资料)(?:表|如下)?|名称):?"
)


@dataclass(frozen=True)
class Sheet:
    """One page's part of a paper."""

    kind: DocumentKind
    taxonomy: Taxonomy
    strips: list[Strip]
    tables: list[tuple[Table, str | None]]
    of_holders: tuple[Table, ...] = ()  # that describe who holds the enterprise, by the line over them or by what they begin with

    @cached_property
    def aliases(self) -> Labels:
        """The aliases of the taxonomy, for headers."""
        return Labels(self.taxonomy)

    @cached_property
    def labelled(self) -> Labelled:
        """The labels of the page; many kinds ask for none."""
        return Labelled(self.kind, self.strips, self.taxonomy)

    @cached_property
    def spoken(self) -> Spoken:
        """The years that the page names; every rule of rows and lists asks for them."""
        spoken = Spoken()
        spoken.note(self.strips)
        return spoken

    @cached_property
    def whole(self) -> str:
        """The characters of all strips."""
        return "".join(strip.text for strip in self.strips)

    @cached_property
    def beside(self) -> tuple[tuple[int, str], ...]:
        """The texts of lines that stand side by side (two signers, a signature and a day), each with its place in the whole."""
        places = accumulate((len(strip.text) for strip in self.strips), initial=0)
        return tuple(
            (place + start, text) for place, strip in zip(places, self.strips, strict=False) for start, text in strip.parted_texts()
        )

    @cached_property
    def stacks(self) -> tuple[tuple[str, tuple[Run, ...]], ...]:
        """The texts of columns that stand side by side over several lines, each with the pieces it is made of."""
        return tuple(("".join(run.text for run in runs), tuple(runs)) for runs in stacked(self.strips))

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels of the kind's rules as they stand in cells."""
        return frozenset(label_key(label) for rule in self.kind.facts for label in rule.labels)


def sheet_of(kind: DocumentKind, taxonomy: Taxonomy, blocks: tuple[Block, ...], above: tuple[Table, str | None] | None = None) -> Sheet:
    """The blocks of one page, prepared once for all rules of the kind; `above` is the last table of the page before with its unit."""
    tables = [(relabelled_table(table, _labels(kind)), unit) for table, unit in _tables(blocks)]
    if above is not None and tables and tables[0][0].continues:
        tables[0] = (_under_heads(tables[0][0], above[0]), tables[0][1] or above[1])
    return Sheet(kind, taxonomy, strips_of(blocks), tables, tuple(_of_holders(blocks)))


def _of_holders(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """The tables that describe a holder: 控股股东基本情况 over 名称, 统一社会信用代码, 法定代表人."""
    above = ""
    for block in blocks:
        if isinstance(block, Line):
            above = squeezed(block.text)
            continue
        first = next((row[0].text for row in rows_of(block)), "")
        if any(_OF_HOLDERS.fullmatch(text) for text in (above, squeezed(first))):
            yield block
        above = ""


def _labels(kind: DocumentKind) -> tuple[str, ...]:
    """Every label and head of a column that a kind's rules know or ignore by name."""
    headers = (header for rule in kind.facts for column in rule.columns for header in column.headers)
    return (*kind.ignored, *(label for rule in kind.facts for label in rule.labels), *headers)


def _under_heads(table: Table, above: Table) -> Table:
    """The rest of a table with its heads where the page does not print them again."""
    return table if table.repeated else replace(table, rows=(*above.rows[: head_rows(above)], *table.rows), continues=False)


def _tables(blocks: tuple[Block, ...]) -> Iterator[tuple[Table, str | None]]:
    """The tables, each with the last unit that a line or a cell before it names (单位：万元)."""
    unit: str | None = None
    heads: tuple[Cell, ...] = ()
    for block in blocks:
        if isinstance(block, Line):
            unit, heads = _unit(block.text) or unit, _heads_of(block)
        else:
            table = replace(block, rows=(heads, *block.rows)) if heads and _lacks_heads(block, len(heads)) else block
            inner = next(
                (one for row in table.rows[:3] for cell in row if cell is not None and (one := _unit(cell.text)) is not None), None
            )
            yield table, inner or unit


def _heads_of(line: Line) -> tuple[Cell, ...]:
    """The heads of columns that no rule joins to the table under them: 行次 类别 项目 金额 in a line of its own."""
    pieces = line_row(line) if line.words and ":" not in squeezed(line.text) else ()
    is_head = len(pieces) >= MOST_COLUMNS_ASIDE and not has_number(pieces) and not any(char in line.text for char in "，。；,;")
    return tuple(Cell(piece.text, piece.span, piece.words) for piece in pieces) if is_head else ()


def _lacks_heads(table: Table, columns: int) -> bool:
    """Whether a table begins with a row of values and has about as many columns as there are heads over it."""
    first = next(rows_of(table), ())
    return has_number(first) and not table.continues and abs(max(len(row) for row in table.rows) - columns) <= 2


def _unit(text: str) -> str | None:
    return printed_unit(text) if "单位" in text else None
