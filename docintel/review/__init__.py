"""The only place that knows the order of the rooms: from a submission to its Review."""

from docintel.review.engine import engine_of
from docintel.review.glimpse import glimpsed
from docintel.review.keeping import kept_reading
from docintel.review.keeping import nameless
from docintel.review.keeping import reading_kept
from docintel.review.pipeline import Declared
from docintel.review.pipeline import Order
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
