"""The only place that knows the order of the rooms: from a submission to its Review."""

from docintel.review.engine import engine_of
from docintel.review.pipeline import Order
from docintel.review.pipeline import review_submission
from docintel.review.reading import ReadFile
from docintel.review.reading import read_file
from docintel.review.reading import read_files

__all__ = ["Order", "ReadFile", "engine_of", "read_file", "read_files", "review_submission"]
