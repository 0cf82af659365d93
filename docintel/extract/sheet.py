"""What one page of a paper offers its rules: strips, tables with the unit printed above them, labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from docintel.domain.concept import Taxonomy
from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.kind import DocumentKind
from docintel.extract.heads import head_rows
from docintel.extract.labelled import Labelled
from docintel.extract.labels import Labels
from docintel.extract.periods import Spoken
from docintel.extract.strips import Strip
from docintel.extract.strips import strips_of
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit


@dataclass(frozen=True)
class Sheet:
    """One page's part of a paper."""

    kind: DocumentKind
    taxonomy: Taxonomy
    strips: list[Strip]
    tables: list[tuple[Table, str | None]]

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
    def labels(self) -> frozenset[str]:
        """The labels of the kind's rules as they stand in cells."""
        return frozenset(label_key(label) for rule in self.kind.facts for label in rule.labels)


def sheet_of(kind: DocumentKind, taxonomy: Taxonomy, blocks: tuple[Block, ...], above: tuple[Table, str | None] | None = None) -> Sheet:
    """The blocks of one page, prepared once for all rules of the kind; `above` is the last table of the page before with its unit."""
    tables = list(_tables(blocks))
    if above is not None and tables and tables[0][0].continues:
        tables[0] = (_under_heads(tables[0][0], above[0]), tables[0][1] or above[1])
    return Sheet(kind, taxonomy, strips_of(blocks), tables)


def _under_heads(table: Table, above: Table) -> Table:
    """The rest of a table with its heads where the page does not print them again."""
    return table if table.repeated else replace(table, rows=(*above.rows[: head_rows(above)], *table.rows), continues=False)


def _tables(blocks: tuple[Block, ...]) -> Iterator[tuple[Table, str | None]]:
    """The tables, each with the last unit that a line or a cell before it names (单位：万元)."""
    unit: str | None = None
    for block in blocks:
        if isinstance(block, Line):
            unit = _unit(block.text) or unit
        else:
            inner = next(
                (one for row in block.rows[:3] for cell in row if cell is not None and (one := _unit(cell.text)) is not None), None
            )
            yield block, inner or unit


def _unit(text: str) -> str | None:
    return printed_unit(text) if "单位" in text else None
