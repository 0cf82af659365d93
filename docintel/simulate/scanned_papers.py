"""Which papers of an application are scans: so many pages as a campaign can afford to have recognised, of every kind in turn."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pypdfium2

from docintel.simulate.scanning import scanned_paper
from docintel.simulate.sheets import Paper

PAGES = 10  # of an application: 40 applications make 400 pages
LONG_OF = 3  # every third application has a long paper, an audit report, scanned whole
LONG = 8  # pages


def scanned_some(papers: Sequence[Paper], seed: int) -> tuple[tuple[Paper, ...], int]:
    """The papers with some of them scanned, and how many pages these have."""
    rng = Random(f"docintel-scanned-{seed}")  # noqa: S311 - repeatable, not secret
    counted = {index: page_count(paper) for index, paper in enumerate(papers) if paper.file.endswith(".pdf")}
    pages = {index: count for index, count in counted.items() if count}
    order = rng.sample(sorted(pages), len(pages))
    order.sort(key=lambda index: (pages[index] < LONG) == (seed % LONG_OF == 0))
    chosen: set[int] = set()
    total = 0
    for index in order:
        if not total or total + pages[index] <= PAGES:
            chosen.add(index)
            total += pages[index]
    return tuple(scanned_paper(paper, seed + at) if at in chosen else paper for at, paper in enumerate(papers)), total


def page_count(paper: Paper) -> int:
    """The pages of a PDF; of one that is cut short 0."""
    try:
        document = pypdfium2.PdfDocument(paper.content)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()
