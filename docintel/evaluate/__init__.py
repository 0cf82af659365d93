"""Scoring what was read against what is true: every fact, page kinds, and the language sets, with a comparison of two runs."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from docintel.domain.document import Document
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.packs import Packs
from docintel.evaluate.against import Comparison
from docintel.evaluate.against import compare
from docintel.evaluate.campaign import evaluate_campaign
from docintel.evaluate.language import LanguageScore
from docintel.evaluate.language import score_language
from docintel.evaluate.score import PageKind
from docintel.evaluate.score import Score
from docintel.evaluate.scoring import FileScore
from docintel.evaluate.scoring import score_file
from docintel.evaluate.truth import Part
from docintel.evaluate.truth import TrueFact
from docintel.evaluate.truth import path_of
from docintel.evaluate.truth import root_and_parts
from docintel.evaluate.truth import true_facts
from docintel.intake import Limits
from docintel.intake import submitted_file
from docintel.review.reading import OnPage
from docintel.review.reading import read_file

__all__ = ["Comparison", "Score", "compare", "evaluate", "evaluate_campaign"]


def evaluate(folder: Path, packs: Packs, *, on_page: OnPage | None = None) -> Score:
    """Score a corpus (`truth/` beside `pdf/`, `scans/`, `language/`), one of its folders, or folders of samples (`truth.json`)."""
    corpus, parts = root_and_parts(folder)
    truth = sorted(true_facts(corpus, parts), key=lambda true: true.file)
    has_language = Part.LANGUAGE in parts and (corpus / "language").is_dir()
    if not truth and not has_language:
        raise UsageError(
            f"{folder} 中没有真值（truth/figures.json、truth.json 或 language/） / no truth in {folder}: truth/figures.json, truth.json or language/"
        )
    files: list[tuple[str, FileScore]] = []
    pages: list[PageKind] = []
    absent: list[str] = []
    for file, rows in groupby(truth, key=lambda true: true.file):
        own = tuple(rows)
        path = path_of(corpus, file)
        if path is None:
            absent.append(file)
            continue
        document, score = _scored(path, own, packs, on_page)
        files.append((file, score))
        pages += _page_kinds(file, own, document)
    language = score_language(corpus / "language", packs) if has_language else LanguageScore()
    return Score(tuple(files), tuple(pages), language, tuple(absent))


def _scored(path: Path, truth: Sequence[TrueFact], packs: Packs, on_page: OnPage | None) -> tuple[Document | None, FileScore]:
    """A file's score; of one that cannot be opened everything is missing."""
    try:
        read = read_file(submitted_file(path), packs, Limits(), on_page)
    except UnreadableError:
        return None, score_file(truth, (), packs.taxonomy)
    return read.document, score_file(truth, read.facts, packs.taxonomy)


def _page_kinds(file: str, truth: Sequence[TrueFact], document: Document | None) -> Iterator[PageKind]:
    """The kinds on every page that the truth covers wholly."""
    sections = () if document is None else document.sections
    for page in sorted({true.page for true in truth if true.whole and true.page is not None}):
        kinds = sorted({true.kind for true in truth if true.page == page})
        seen = sorted({section.kind for section in sections if section.pages[0] <= page <= section.pages[1]})
        yield PageKind(file, page, tuple(kinds), tuple(seen))
