"""From files to facts: every file is read, classified and extracted page by page; what goes wrong with one never stops the others."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import Any

from docintel.classify import classify_pages
from docintel.domain.document import Document
from docintel.domain.document import Page
from docintel.domain.document import Picture
from docintel.domain.document import Problem
from docintel.domain.document import ReadStatus
from docintel.domain.fact import Fact
from docintel.domain.packs import Packs
from docintel.domain.wording import Wording
from docintel.extract import extract_facts
from docintel.intake import Limits
from docintel.intake import Reading
from docintel.intake import SubmittedFile
from docintel.intake import read_ahead
from docintel.intake import read_pages
from docintel.review.sighting import looked_at

MOST_PICTURES = 400  # of a file are kept
Said = dict[str, Any]
OnPage = Callable[[str, int, int], None]
Seeing = Callable[[str, Page], Page]
"""What stands between reading and understanding: the sha256 of a file and a page of it in, the page as it is understood out."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A document with the facts read in it."""

    document: Document
    facts: tuple[Fact, ...]


def read_file(file: SubmittedFile, packs: Packs, limits: Limits, on_page: OnPage | None = None) -> ReadFile:
    """One file read to its facts, a page at a time."""
    return _read(read_pages(file, limits, on_page=on_page), packs, limits)


def read_said(file: SubmittedFile, said: Iterable[Said], packs: Packs, limits: Limits) -> tuple[ReadFile, str | None]:
    """A file read to its facts from what its readers said of it before.

    A file that breaks our own code becomes a document that says so, beside where the code broke: without a word of the file.
    """
    reading = read_pages(file, limits)
    reading.source = said
    try:
        return _read(reading, packs, limits), None
    except Exception as error:  # as in read_files: the loop over submitted files goes on with the next
        logger.exception("reading %s failed", file.sha256)
        return broken_file(file), broke_at(error)


def broke_at(error: BaseException) -> str:
    """Where the code broke: the kind of the error, module and line, nothing of what stood in the file."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__} ({Path(frames[-1].filename).stem}:{frames[-1].lineno})" if frames else type(error).__name__


def _read(reading: Reading, packs: Packs, limits: Limits, seeing: Seeing | None = None) -> ReadFile:
    sha256 = reading.file.sha256
    pictures: list[Picture] = []
    pages = (_noted(page if seeing is None else seeing(sha256, page), pictures) for page in reading)
    extraction = extract_facts(sha256, classify_pages(pages, packs.kinds, packs.page_model), packs)
    document = reading.document()
    problems = (*document.problems, *extraction.problems)
    facts = looked_at(reading.file, extraction.facts, document.problems, limits)
    read = replace(
        document,
        sections=extraction.sections,
        problems=problems,
        pictures=tuple(pictures[:MOST_PICTURES]),
        tables=extraction.tables,
    )
    return ReadFile(read, facts)


def _noted(page: Page, pictures: list[Picture]) -> Page:
    """The page, once its pictures were noted: pages are not held."""
    pictures += page.pictures
    return page


def read_files(
    files: Iterable[SubmittedFile], packs: Packs, limits: Limits, on_page: OnPage | None = None, seeing: Seeing | None = None
) -> tuple[ReadFile, ...]:
    """All files in order; a file that breaks a reader becomes a document that says so."""
    read: list[ReadFile] = []
    for reading in read_ahead(files, limits, on_page=on_page):
        try:
            read.append(_read(reading, packs, limits, seeing))
        except Exception:  # the loop over submitted files: whatever breaks, the rest is reviewed and the file is named
            logger.exception("reading %s failed", reading.file.sha256)
            read.append(broken_file(reading.file))
    return tuple(read)


def broken_file(file: SubmittedFile) -> ReadFile:
    """A file of which nothing could be read because our own code broke over it."""
    return ReadFile(_broken(file), ())


def _broken(file: SubmittedFile) -> Document:
    wording = Wording(
        f"文件“{file.name}”读取时程序出错，未能读取，其余材料照常审核。请将此文件反馈给维护者，并请企业另行提供一份。",
        f"The file “{file.name}” broke the reader and was not read; the rest was reviewed. Report it to the maintainers and ask for another copy.",
    )
    return Document(file.name, file.sha256, ReadStatus.UNREADABLE, 0, (), (Problem("reader_error", wording),))
