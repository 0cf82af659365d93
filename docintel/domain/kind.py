"""Kinds of documents: how their pages are known and how their facts are read (one YAML pack each in extractors/)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from docintel.domain.concept import STRICT
from docintel.domain.wording import Wording


class Reader(StrEnum):
    """The closed vocabulary of ways to read a fact."""

    KEY_VALUE = "key_value"  # a label and its value: after it, in the next cell, below it, over several lines
    LABEL_RIGHT = "label_right"  # the text to the right of a label, in the line or the next cell
    LABEL_BELOW = "label_below"  # the text in the line or cell below a label
    KEY_LIST = "key_list"  # labels and values that come again and again; each time they are one item
    DATE_SPAN = "date_span"  # from one day to another after a label: two facts
    SENTENCE = "sentence"  # a sentence with slots for concepts
    PATTERN = "pattern"  # a regular expression over the page's text, group `value`
    WHOLE_PAGE = "whole_page"  # which of the options' words stand anywhere on the page
    QR = "qr"  # what a QR code on the page says
    TABLE_ROW = "table_row"  # a statement row: a label, then a value per period column
    TABLE_COLUMN = "table_column"  # a row by its label, the value in the column that a header names
    TABLE_LIST = "table_list"  # a table with a named header; every row is one item
    OWN_ROW = "own_row"  # of a table of several enterprises the row of the only one that is named in full
    FORM_FIELDS = "form_fields"  # the programme's form, by the labels of its fields
    CHART = "chart"  # a drawn chart of holdings: every line from a holder to what it holds is one item
    OWNERSHIP = "ownership"  # sentences on stakes, capital increases, concert agreements, partners and controllers
    STATEMENT = "statement"  # every row of a financial statement, by the taxonomy
    REMARK = "remark"  # a sentence of a report that has the shape of the pattern, with what its paragraph says after it
    PROSE = "prose"  # key figures in running text: those of `concept` where it names one, else all


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a kind (negative weight: against it)."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listed table: the header words it goes by and the concept of its cells; `until` heads the last day of a span whose
    first day stands in a column of its own.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    concept: str
    headers: tuple[str, ...]
    unit: str | None = None
    until: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactRule:
    """How one fact is read. `unit` is the printed unit assumed where the page names none; `required` makes its absence a finding.

    `pattern` narrows a value found by label to the part that has its shape. `concepts` are the two ends of a date span.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    reader: Reader
    concept: str | None = None
    labels: tuple[str, ...] = ()
    pattern: str | None = None
    columns: tuple[Column, ...] = ()
    unit: str | None = None
    required: bool = False
    options: tuple[tuple[str, str], ...] = ()  # option ids with their printed text, for what is ticked or named
    value: str | None = None  # the value that the pattern's presence means, in place of its group
    concepts: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    lines: int = 3  # a value by label takes up at most so many
    many: bool = False  # several names, each in a line of its own
    across: tuple[str, ...] = ()  # of a list that lies on its side, a column a thing: what stands over the labels of its rows
    known: bool = False  # of a list only the things that the paper names elsewhere


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind: `titles` open a section of it, `cues` speak for it, `facts` are read from it, `ignored` labels are known and not read."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    version: str
    label: Wording
    titles: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    names: tuple[str, ...] = ()  # words by which files of this kind are called: 营业执照.pdf
    continues: bool = False  # over pages, until a title opens something else
    inside: str | None = None  # a note of a statement opens only within this kind, and falls back to it
    outside: str | None = None  # its titles mean something else within this kind
    loose_labels: bool = False  # labels may follow other words in a line
    ends_at_heading: bool = False  # any other numbered heading ends it
    ends_at_chapter: bool = False  # a heading of a chapter (第三节) that is not about figures ends it
    titles_next_to: tuple[
        str, ...
    ] = ()  # titles that open it only where one of `next_to` stands before: elsewhere they mean something else
    next_to: tuple[str, ...] = ()
    facts: tuple[FactRule, ...] = ()
    ignored: tuple[str, ...] = ()
    extends: str | None = None
    remove: tuple[str, ...] = ()
