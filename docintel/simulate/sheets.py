"""Sheets of a document: what is drawn on each, and which facts can be read there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from docintel.simulate.typesetting import NOTICE
from docintel.simulate.typesetting import pdf
from docintel.simulate.typesetting import quoted


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact as printed on a sheet; `year` is its fiscal year, `instant` says that it holds at the year's end; no year: no period.

    `day` is for what holds at the end of another day than that of a year.
    `month` is the last of its period, `first_month` the one it begins in.
    """

    concept: str
    label: str
    value: str
    unit: str | None
    printed: str
    kind: str
    scope: str = "unstated"
    year: int | None = None
    instant: bool = False
    item: str | None = None
    entity: str | None = None  # None: the enterprise itself
    day: date | None = None
    month: int = 12
    first_month: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page."""

    source: str
    facts: tuple[PrintedFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished file of the application with its facts and the page of each (None in files without pages)."""

    file: str
    content: bytes
    facts: tuple[tuple[PrintedFact, int | None], ...]


def paper(file: str, preamble: str, sheets: Iterable[Sheet]) -> Paper:
    """The sheets as PDF; each begins on a page of its own and fills no more than one."""
    bound = tuple(sheets)
    content = pdf(preamble, [sheet.source for sheet in bound])
    return Paper(file, content, tuple((fact, number) for number, sheet in enumerate(bound, 1) for fact in sheet.facts))


def heading(text: str, size: float = 15) -> str:
    """A centred title; the one weight of the font is thickened."""
    return f"#align(center, text(size: {size}pt, stroke: 0.35pt, {quoted(text)}))\n"


def paragraph(text: str) -> str:
    """Running text with its first line drawn in by two characters."""
    return f"#par(first-line-indent: (amount: 2em, all: true), justify: true, {quoted(text)})\n"


def strong(text: str) -> str:
    """A line in thickened letters."""
    return f"#text(stroke: 0.22pt, {quoted(text)})\n\n"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is drawn: Typst's column widths and alignments, size of letters and space above and below them in points."""

    columns: str
    align: str
    size: float = 9
    gap: float = 4


def table(shape: Shape, header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A ruled table with a centred header that is repeated on every page; rows are Typst expressions."""
    body = ",\n".join(", ".join(row) for row in rows)
    return (
        f"#text(size: {shape.size}pt, table(columns: {shape.columns}, align: {shape.align}, stroke: 0.5pt, inset: (x: 4pt, y: {shape.gap}pt),\n"
        f"table.header({centred(header)}),\n{body}))\n"
    )


def plain_table(shape: Shape, header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A ruled table of texts."""
    return table(shape, header, [[quoted(text) for text in row] for row in rows])


def centred(texts: Iterable[str]) -> str:
    """Header cells."""
    return ", ".join(f"table.cell(align: center + horizon, {quoted(text)})" for text in texts)


def footer_notice() -> str:
    """The small grey line that says what this paper is."""
    return f"text(size: 6.5pt, fill: luma(150), {quoted(NOTICE)})"
