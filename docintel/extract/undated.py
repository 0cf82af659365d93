"""Figures of several enterprises side by side whose table names no period: they are facts only where a sentence beside it proves their period."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.period import Period
from docintel.extract.columns import Column
from docintel.extract.columns import Header
from docintel.extract.context import STATEMENTS
from docintel.extract.context import Context
from docintel.extract.figure import Figure
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.head_words import is_no_value
from docintel.extract.issuers import is_legal_name
from docintel.extract.labels import Labels
from docintel.extract.unheaded import TOTALS
from docintel.text.normal import label_key
from docintel.text.normal import squeezed
from docintel.text.periods import named_periods
from docintel.text.periods import parse_period

PATIENCE = 4  # lines after a table in which the sentence may stand
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,10}")
_COMMON = re.compile(r"项目|金额|比例|数量|单价|合计|小计|收入|成本|人数|名称|年度|备注|类别|期间|日期|说明|情况|本公司|发行人")
_BETWEEN = re.compile(r"[/、]|年?度|[年期]?末|的|经审计的?|主要|公司")


Reading = Callable[[str, Column, Piece], Figure | None]


@dataclass(slots=True)
class Undated:
    """The figures of the table at hand that wait for their sentence."""

    figures: list[Figure] = field(default_factory=list)
    waited: int = 0

    def header(self, row: Row, context: Context, labels: Labels) -> Header | None:
        """项目 | 甲公司 | 乙公司 | 比例: enterprises by their legal names, or by names that the introducing lines use.

        Where a line right above names their period, the head of the labels may stand outside the table with it: 甲公司 | 乙公司.
        """
        if context.header is None and len(row) > 1:
            names = [squeezed(piece.text) for piece in row]
            if len(set(names)) == len(row) and all(map(is_legal_name, names)) and context.over is not None:
                return Header(tuple(_column(piece, (), labels) for piece in row))
        if context.kind in STATEMENTS or len(row) < 3:
            return None
        if (beside := _beside(row, context)) is not None:
            return beside
        if not all(_named(piece, context.recent, labels) or is_no_value(squeezed(piece.text)) for piece in row[1:]):
            return None  # as in nearly every row: its first figure is no name
        columns = [_column(piece, context.recent, labels) for piece in row[1:]]
        if sum(column.entity is not None for column in columns) < 2 or _named(row[0], context.recent, labels):
            return None
        self.figures.clear()
        return Header(tuple(columns))

    def data(self, row: Row, header: Header, reading: Reading) -> None:
        """A row's figures under the enterprises."""
        label = "".join(squeezed(piece.text) for piece in row if piece.middle < header.left)
        for piece in row:
            column = header.holding(piece)
            figure = reading(label, column, piece) if column is not None and column.entity is not None else None
            self.figures += [] if figure is None else [figure]
        self.waited = 0

    def resolved(self, lines: Iterable[str]) -> tuple[tuple[Figure, Period], ...]:
        """The figures with the period that one of the lines' sentences proves, where one does."""
        if not self.figures:
            return ()
        period = _proven("".join(lines), {_bare(one.label) for one in self.figures})
        found = () if period is None else tuple((one, period) for one in self.figures)
        self.waited += 1
        if found or self.waited > PATIENCE:
            self.figures.clear()
        return found


def _beside(row: Row, context: Context) -> Header | None:
    """2021年末/2021年度 | 甲 | 乙 | 合计 | 发行人 | 占比: enterprises by names that the text defined, under the period over the labels."""
    period = parse_period(row[0].text)
    named = [context.subjects.named(squeezed(piece.text)) for piece in row[1:]] if period is not None and context.entity is None else []
    rest = [squeezed(piece.text) for piece, name in zip(row[1:], named, strict=False) if name is None]
    if not any(named) or len(rest) > len(named) - 2 or not all(text in TOTALS or is_no_value(text) for text in rest):
        return None
    return Header(
        tuple(
            Column(piece.left, piece.right, squeezed(piece.text), None if name is None else period, entity=name or None)
            for piece, name in zip(row[1:], named, strict=True)
        )
    )


def _column(piece: Piece, lines: Iterable[str], labels: Labels) -> Column:
    text = squeezed(piece.text)
    return Column(piece.left, piece.right, text, entity=text if _named(piece, lines, labels) else None)


def _named(piece: Piece, lines: Iterable[str], labels: Labels) -> bool:
    """Whether a text is an enterprise: a legal name, or a short name in the lines above that is no word of figures."""
    text = squeezed(piece.text)
    if is_legal_name(text):
        return True
    is_name = _SHORT_NAME.fullmatch(text) is not None and _COMMON.search(text) is None and not labels.read(text).concepts
    return is_name and text in "".join(lines)


def _proven(text: str, labels: set[str]) -> Period | None:
    """The one period that stands right before one of the row labels, in a sentence that names at least two of them (or the only one)."""
    found: set[Period] = set()
    for sentence in re.split("[。;；]", text):
        if sum(label in sentence for label in labels) < min(2, len(labels)):
            continue
        for end, period in named_periods(sentence):
            rest = sentence[end:]
            while (between := _BETWEEN.match(rest)) is not None:
                rest = rest[between.end() :]
            found |= {period} if any(rest.startswith(label) for label in labels) else set()
    return found.pop() if len(found) == 1 else None


def _bare(label: str) -> str:
    """资产总额（万元） as prose says it."""
    return label_key(label)
