"""Kinds of the pages of samples by the whole classifier (titles, cues, page model), as read and with the words damaged as bad scans read them.

`python benchmarks/noisy_kinds.py FOLDER...`: folders with truth.json, as `docintel samples papers` and `docintel samples make` write them. Pages are read
once; each rate damages their lines and cells afresh. A page is right where every kind that the truth has on it is seen there, as `docintel evaluate` counts.
`--plain` leaves the page model out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from random import Random

from docintel.classify import classify_pages
from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.domain.language import PageModel
from docintel.domain.packs import Packs
from docintel.evaluate.truth import path_of
from docintel.evaluate.truth import root_and_parts
from docintel.evaluate.truth import true_facts
from docintel.intake import Limits
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.packs import load_packs
from docintel.training.books import read_fillers
from docintel.training.noise import Noise

RATES = (0.0, 0.05, 0.15)
SEED = 11
LANGUAGE = Path("models/language")


@dataclass(frozen=True, slots=True)
class Judged:
    """A file's pages as read, and the kinds that are true of each page."""

    file: str
    pages: tuple[Page, ...]
    kinds: Mapping[int, frozenset[str]]


def judged_files(folder: Path) -> Iterator[Judged]:
    """Every file of a folder of samples whose truth names the kinds of whole pages."""
    corpus, parts = root_and_parts(folder)
    truth = sorted(true_facts(corpus, parts), key=lambda true: true.file)
    for file, rows in groupby(truth, key=lambda true: true.file):
        own = tuple(rows)
        whole = {true.page for true in own if true.whole and true.page is not None}
        path = path_of(corpus, file)
        if path is not None and whole:
            kinds = {page: frozenset(true.kind for true in own if true.page == page) for page in whole}
            yield Judged(file, tuple(read_pages(submitted_file(path), Limits())), kinds)


def damaged(page: Page, noise: Noise, rate: float) -> Page:
    """A page with the words of its lines and cells damaged; a line that a bad scan loses is gone, one that it tears is two."""
    return replace(page, blocks=tuple(one for block in page.blocks for one in _damaged(block, noise, rate)))


def _damaged(block: Block, noise: Noise, rate: float) -> Iterator[Block]:
    if isinstance(block, Line):
        yield from (replace(block, text=text, words=()) for text in noise.damaged(block.text, rate).splitlines())
    elif isinstance(block, Table):
        rows = (
            tuple(None if cell is None else replace(cell, text=noise.damaged(cell.text, rate), words=()) for cell in row)
            for row in block.rows
        )
        yield replace(block, rows=tuple(rows))


def wrong_pages(files: Iterable[Judged], packs: Packs, model: PageModel | None, noise: Noise, rate: float) -> Iterator[tuple[bool, str]]:
    """Of every judged page whether it is right, and `true > seen`."""
    for judged in files:
        pages = [damaged(page, noise, rate) if rate else page for page in judged.pages]
        for page, parts in classify_pages(pages, packs.kinds, model):
            if page.number in judged.kinds:
                true, seen = judged.kinds[page.number], {part.kind for part in parts}
                yield true <= seen, f"{'+'.join(sorted(true))} > {'+'.join(sorted(seen))}"


def main() -> None:
    """A line for each rate, with the commonest confusions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    packs = load_packs(())
    files = [judged for folder in options.folders for judged in judged_files(folder)]
    for rate in RATES:
        noise = Noise(read_fillers(LANGUAGE), Random(SEED))
        answers = list(wrong_pages(files, packs, None if options.plain else packs.page_model, noise, rate))
        right = sum(1 for good, _ in answers if good)
        confused = Counter(said for good, said in answers if not good).most_common(12)
        print(f"noise {rate:.0%}: {right}/{len(answers)} = {right / max(1, len(answers)):.4f}", dict(confused))


if __name__ == "__main__":
    main()
