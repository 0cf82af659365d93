"""What the end of a page tears: a label whose rest stands above or below the table found on the next page, a total that stands there alone."""

from __future__ import annotations

from collections.abc import Iterable

from docintel.domain.document import Line
from docintel.extract.as_lines import aligned
from docintel.extract.as_lines import line_row
from docintel.extract.columns import Header
from docintel.extract.grid import Row
from docintel.extract.labels import Labels
from docintel.extract.strands import Strand
from docintel.extract.unheaded import TOTALS
from docintel.text.normal import label_key
from docintel.text.normal import squeezed


def takes_rest(row: Row, strands: Iterable[Strand], labels: Labels) -> bool:
    """Whether a line without figures is the rest of the label of a row that waits, which only both together name; the row then has it."""
    rest = squeezed(row[0].text) if len(row) == 1 else ""
    for draft in (strand.draft for strand in strands if rest):
        if draft is not None and not labels.known(draft.label) and labels.read(draft.label + rest).concepts:
            draft.label += rest
            return True
    return False


def lone_total(line: Line, header: Header | None) -> Row:
    """The total of the table on the page before, 合计 and a figure for each of its columns; empty where the line is none."""
    row = line_row(line)
    known = header is not None and len(row) > 1 and label_key(row[0].text) in TOTALS
    return aligned(row, header) if header is not None and known else ()
