"""Statements on disk: application/ with a paper of each layout, truth.json with every figure and its page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from docintel.simulate.enterprise import found_enterprise
from docintel.simulate.sample import APPLICATION
from docintel.simulate.sample import TRUTH
from docintel.simulate.sample import clear_sample
from docintel.simulate.scanning import scanned_pdf
from docintel.simulate.sheets import Paper
from docintel.simulate.statement_layouts.catalogue import LAYOUTS
from docintel.simulate.statement_layouts.catalogue import known
from docintel.simulate.statement_layouts.catalogue import statement_paper
from docintel.simulate.statement_layouts.catalogue import statement_text
from docintel.simulate.truth import Truth

TEXT = "text"
STATEMENT_LAYOUTS: tuple[str, ...] = (*LAYOUTS, TEXT)


def make_statements(directory: Path, *, seed: int, layouts: tuple[str, ...] = (), scanned: bool = False) -> Truth:
    """Writes the statements that belong to the seed, byte for byte the same every time, and returns their truth.

    All layouts unless some are named. As `scanned` every page is a picture; the text file is left out. An earlier folder of the
    kind is replaced; a folder `application` that holds anything else is left alone (UsageError).
    """
    papers = statement_papers(seed, layouts, scanned=scanned)
    truth = Truth(seed, found_enterprise(seed), (), (), papers)
    clear_sample(directory)
    (directory / APPLICATION).mkdir(parents=True, exist_ok=True)
    for paper in papers:
        (directory / APPLICATION / paper.file).write_bytes(paper.content)
    (directory / TRUTH).write_text(truth.as_json(), encoding="utf-8", newline="\n")
    return truth


def statement_papers(seed: int, layouts: tuple[str, ...] = (), *, scanned: bool = False) -> tuple[Paper, ...]:
    """The papers in memory; a name that is no layout is a UsageError."""
    enterprise, papers = found_enterprise(seed), []
    for name in layouts or STATEMENT_LAYOUTS:
        if name != TEXT:
            paper = statement_paper(enterprise, seed, known(name))
            papers.append(replace(paper, content=scanned_pdf(paper.content, seed)) if scanned else paper)
        elif not scanned:
            papers.append(statement_text(enterprise, seed))
    return tuple(papers)
