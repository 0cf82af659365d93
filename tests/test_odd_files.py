"""The odd files that other projects collected: each ends classified, in words, and what can be read is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from test_hostile import is_told

from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.intake import Limits
from docintel.intake import read_pages
from docintel.intake import submitted_file

LIMITS = Limits(page_seconds=15, wall_seconds=60, cpu_seconds=30, ocr_seconds=10)
TOO_LITTLE = 12  # characters: a page with fewer may be a scan


def read(path: Path) -> tuple[Document, int]:
    """How a file ends, and how many characters were read in it."""
    reading = read_pages(submitted_file(path), LIMITS)
    characters = sum(len("".join(page.text.split())) for page in reading)
    return reading.document(), characters


def text_in(path: Path) -> int:
    """Characters that pdfium alone sees on the first pages of a PDF, 0 where it opens none."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            pages = [pdf[number].get_textpage().get_text_bounded() for number in range(min(5, len(pdf)))]
    except pypdfium2.PdfiumError:
        return 0
    return sum(len("".join(page.split())) for page in pages)


@pytest.fixture(scope="module")
def ended(corpus: Path) -> dict[Path, tuple[Document, int]]:
    paths = sorted((corpus / "odd").iterdir())
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(paths, pool.map(read, paths), strict=True))


def test_every_odd_file_ends_classified_and_in_words(ended: dict[Path, tuple[Document, int]]) -> None:
    assert len(ended) >= 130
    for path, (document, _) in ended.items():
        assert document.problems or document.status is ReadStatus.OK, path.name
        assert all(is_told(problem, path.name) for problem in document.problems if problem.page is None), document.problems
        assert {problem.code for problem in document.problems}.isdisjoint({"reader_error", "parser_crash", "resource_limit"}), path.name


def test_no_odd_file_with_readable_text_is_called_unreadable(ended: dict[Path, tuple[Document, int]]) -> None:
    refused = [path for path, (document, _) in ended.items() if document.status is ReadStatus.UNREADABLE and path.suffix == ".pdf"]
    assert [path.name for path in refused if text_in(path) >= TOO_LITTLE] == []


def test_no_odd_file_with_text_is_silently_empty(ended: dict[Path, tuple[Document, int]]) -> None:
    """A file called ok holds about as much text as pdfium sees in it."""
    silent = [path for path, (document, seen) in ended.items() if document.status is ReadStatus.OK and path.suffix == ".pdf" and seen < 5]
    assert [path.name for path in silent if text_in(path) >= 5 * TOO_LITTLE] == []
