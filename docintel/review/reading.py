"""From files to facts: every file is read, classified and extracted page by page; what goes wrong with one never stops the others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace

from docintel.classify import classify_pages
from docintel.domain.document import Document
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

OnPage = Callable[[str, int, int], None]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A document with the facts read in it."""

    document: Document
    facts: tuple[Fact, ...]


def read_file(file: SubmittedFile, packs: Packs, limits: Limits, on_page: OnPage | None = None) -> ReadFile:
    """One file read to its facts, a page at a time."""
    return _read(read_pages(file, limits, on_page=on_page), packs, limits)


def _read(reading: Reading, packs: Packs, limits: Limits) -> ReadFile:
    extraction = extract_facts(reading.file.sha256, classify_pages(reading, packs.kinds, packs.page_model), packs)
    document = reading.document()
    problems = (*document.problems, *extraction.problems)
    facts = looked_at(reading.file, extraction.facts, document.problems, limits)
    return ReadFile(replace(document, sections=extraction.sections, problems=problems), facts)


def read_files(files: Iterable[SubmittedFile], packs: Packs, limits: Limits, on_page: OnPage | None = None) -> tuple[ReadFile, ...]:
    """All files in order; a file that breaks a reader becomes a document that says so."""
    read: list[ReadFile] = []
    for reading in read_ahead(files, limits, on_page=on_page):
        try:
            read.append(_read(reading, packs, limits))
        except Exception:  # the loop over submitted files: whatever breaks, the rest is reviewed and the file is named
            logger.exception("reading %s failed", reading.file.sha256)
            read.append(ReadFile(_broken(reading.file), ()))
    return tuple(read)


def _broken(file: SubmittedFile) -> Document:
    wording = Wording(
        f"文件“{file.name}”读取时程序出错，未能读取，其余材料照常审核。请将此文件反馈给维护者，并请企业另行提供一份。",
        f"The file “{file.name}” broke the reader and was not read; the rest was reviewed. Report it to the maintainers and ask for another copy.",
    )
    return Document(file.name, file.sha256, ReadStatus.UNREADABLE, 0, (), (Problem("reader_error", wording),))
