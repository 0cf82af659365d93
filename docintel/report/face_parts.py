"""Parts that every machine-readable face is made of."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic import ConfigDict
from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer


class Face(BaseModel):
    """A part of a published face: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SparseFace(Face):
    """A part whose absent members are left out instead of written as null."""

    @model_serializer(mode="wrap")
    def present(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Only what is there."""
        return {key: value for key, value in handler(self).items() if value is not None}


class WordingFace(Face):
    """A text in both languages."""

    zh: str
    en: str


class PeriodFace(SparseFace):
    """A duration has both days, an instant only its end."""

    start: str | None = None
    end: str


class SourceFace(SparseFace):
    """Where a value stands: page (from 1) and box (x0, top, x1, bottom in points), or a cell, or a field of the form."""

    document: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    cell: str | None = None
    field: str | None = None
    method: str
    confidence: float
    doubts: tuple[str, ...]
