"""The only place that knows the order of the rooms: from a submission to its Review.

What is named here is loaded when it is first asked for: a program that judges nothing need not load what judges.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docintel.review.engine import engine_of
    from docintel.review.glimpse import glimpsed
    from docintel.review.keeping import kept_reading
    from docintel.review.keeping import nameless
    from docintel.review.keeping import reading_kept
    from docintel.review.order import Order
    from docintel.review.pipeline import Declared
    from docintel.review.pipeline import declared_by
    from docintel.review.pipeline import evidence_in
    from docintel.review.pipeline import judge_read
    from docintel.review.pipeline import products_beside
    from docintel.review.pipeline import review_submission
    from docintel.review.reading import ReadFile
    from docintel.review.reading import broke_at
    from docintel.review.reading import broken_file
    from docintel.review.reading import read_file
    from docintel.review.reading import read_files
    from docintel.review.reading import read_said
    from docintel.review.unread import tables_told

_WHERE = MappingProxyType(
    {
        "Declared": "pipeline",
        "Order": "order",
        "ReadFile": "reading",
        "broke_at": "reading",
        "broken_file": "reading",
        "declared_by": "pipeline",
        "engine_of": "engine",
        "evidence_in": "pipeline",
        "glimpsed": "glimpse",
        "judge_read": "pipeline",
        "kept_reading": "keeping",
        "nameless": "keeping",
        "products_beside": "pipeline",
        "read_file": "reading",
        "read_files": "reading",
        "read_said": "reading",
        "reading_kept": "keeping",
        "review_submission": "pipeline",
        "tables_told": "unread",
    }
)

__all__ = [
    "Declared",
    "Order",
    "ReadFile",
    "broke_at",
    "broken_file",
    "declared_by",
    "engine_of",
    "evidence_in",
    "glimpsed",
    "judge_read",
    "kept_reading",
    "nameless",
    "products_beside",
    "read_file",
    "read_files",
    "read_said",
    "reading_kept",
    "review_submission",
    "tables_told",
]


def __getattr__(name: str) -> object:
    """One of the names above, with the module that it is in (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
