"""The finger on the page: where a value was read, how, and what makes the reading doubtful."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PageBox:
    """A rectangle on a page: `page` counts from 1; points of the upright page, y grows downward."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.page < 1 or self.x0 > self.x1 or self.top > self.bottom:
            raise ValueError(f"not a box on a page: {self.page} {self.x0} {self.top} {self.x1} {self.bottom}")

    def around(self, other: PageBox) -> PageBox:
        """The smallest box holding both; both lie on one page."""
        if self.page != other.page:
            raise ValueError(f"boxes lie on pages {self.page} and {other.page}")
        return PageBox(self.page, min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom))

    def holds(self, other: PageBox) -> bool:
        """Whether the middle of another lies in it."""
        across, down = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        return other.page == self.page and self.top <= down <= self.bottom and self.x0 <= across <= self.x1


@dataclass(frozen=True, slots=True)
class CellPath:
    """An address in a file without pages: `body/t1/r3/c2` (Word table cell), `body/p12` (paragraph), `Sheet1!B4`, `line 12`."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    cell: str


@dataclass(frozen=True, slots=True)
class FieldPath:
    """A field of the online form: its path in the JSON or its cell in the XLSX."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    field: str


Span = PageBox | CellPath | FieldPath


REPAIR = "repair:"
"""Begins the doubt that ends with the figure as it would be printed, were its one wrong digit another with which the statement adds up."""


class Method(StrEnum):
    """How a value came to be known."""

    TEXT = "text"
    OCR = "ocr"
    FORM = "form"
    QR = "qr"
    SIGNATURE = "signature"
    PERSON = "person"
    ON_SITE = "on_site"


@dataclass(frozen=True, slots=True)
class Source:
    """The place of a value: sha256 of the file, spans in it, the text as printed, and what makes the reading doubtful.

    `doubts` are stable codes; while one is there the value accuses nobody alone.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    document: str
    spans: tuple[Span, ...]
    text: str
    method: Method
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.document) != 64 or not set(self.document) <= set("0123456789abcdef"):
            raise ValueError(f"a source names its document by sha256, not {self.document!r}")
        if not self.spans:
            raise ValueError("a source points at least at one place")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence lies between 0 and 1, not {self.confidence}")

    @property
    def page(self) -> int | None:
        """The page of the first span, where the file has pages."""
        first = self.spans[0]
        return first.page if isinstance(first, PageBox) else None
