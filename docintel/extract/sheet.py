"""What one page of a paper offers its rules: strips, tables with the unit printed above them, labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docintel.domain.concept import Taxonomy
from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.kind import DocumentKind
from docintel.extract.labelled import Labelled
from docintel.extract.labels import Labels
from docintel.extract.strips import Strip
from docintel.extract.strips import strips_of
from docintel.text.normal import printed_unit


@dataclass(frozen=True)
class Sheet:
    """One page's part of a paper."""

    kind: DocumentKind
    taxonomy: Taxonomy
    strips: list[Strip]
    tables: list[tuple[Table, str | None]]

    @cached_property
    def labels(self) -> Labels:
        """The aliases of the taxonomy, for headers."""
        return Labels(self.taxonomy)

    @cached_property
    def labelled(self) -> Labelled:
        """The labels of the page; many kinds ask for none."""
        return Labelled(self.kind, self.strips, self.taxonomy)


def sheet_of(kind: DocumentKind, taxonomy: Taxonomy, blocks: tuple[Block, ...]) -> Sheet:
    """The blocks of one page, prepared once for all rules of the kind."""
    strips = strips_of(blocks)
    return Sheet(kind, taxonomy, strips, list(_tables(blocks)))


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
