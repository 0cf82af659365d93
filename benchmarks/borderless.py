"""Rows read exactly in tables without a grid, and tables invented on pages of prose: `python benchmarks/borderless.py [--seeds FIRST LAST]`.

Truth is what was set: a row counts where all its cells hold exactly their text (white space aside), in one row of one table read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pdfplumber
from borderless_drawn import drawn_pages
from borderless_layout import page_of
from borderless_prose import prose_page

from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.intake import Limits
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.simulate.typesetting import pdf
from docintel.text.normal import squeezed

PREAMBLE = '#set page(paper: "a4", margin: (x: 56pt, y: 64pt))\n#set par(justify: true, leading: 0.75em, first-line-indent: (amount: 2em, all: true))'
TABLE_PAGES, PROSE_PAGES = 240, 120
FIRST_SEED = 5000  # tuned on seeds below 1000

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Rows true, read exactly, and read that are none."""

    true: int
    exact: int
    other: int

    def __str__(self) -> str:
        return f"{self.exact}/{self.true} rows exact ({self.exact / max(self.true, 1):.2%}), {self.other} other rows read"


def score(truth: list[Row], read: list[Row]) -> Score:
    """How rows read meet the true ones, each once."""
    wanted = Counter(tuple(map(squeezed, row)) for row in truth)
    given = Counter(tuple(map(squeezed, row)) for row in read)
    exact = sum((wanted & given).values())
    return Score(sum(wanted.values()), exact, sum(given.values()) - exact)


def rows_of(table: Table) -> Iterator[Row]:
    """A table's rows as texts; what a merged cell covers is empty."""
    for row in table.rows:
        yield tuple("" if cell is None else cell.text for cell in row)


def made(folder: Path, name: str, pages: list[str]) -> Path:
    """Pages as a PDF file."""
    path = folder / f"{name}.pdf"
    path.write_bytes(pdf(PREAMBLE, pages))
    return path


def read(path: Path) -> list[Page]:
    """The pages as users get them."""
    return list(read_pages(submitted_file(path), Limits()))


def one_sheet_each(folder: Path, drawn: list[tuple[str, list[list[Row]]]]) -> list[tuple[str, list[list[Row]]]]:
    """The pages that fit on one sheet, so that page and truth go together."""
    if sheets(made(folder, "all", [source for source, _ in drawn])) == len(drawn):
        return drawn
    kept = [one for one in drawn if sheets(made(folder, "one", [one[0]])) == 1]
    print(f"{len(drawn) - len(kept)} pages do not fit on one sheet and are left out")
    return kept


def sheets(path: Path) -> int:
    """How many pages a file has."""
    with pdfplumber.open(path) as document:
        return len(document.pages)


def plainly(path: Path) -> list[list[Row]]:
    """The rows that pdfplumber finds by itself, a list a page."""
    with pdfplumber.open(path) as document:
        return [[tuple(cell or "" for cell in row) for table in page.extract_tables() for row in table] for page in document.pages]


def added(scores: list[Score]) -> Score:
    """Scores together."""
    return Score(sum(one.true for one in scores), sum(one.exact for one in scores), sum(one.other for one in scores))


def typeset(folder: Path, seeds: range) -> tuple[Path, list[list[Row]]]:
    """Pages set by Typst."""
    drawn = one_sheet_each(folder, [page_of(Random(seed)) for seed in seeds])
    path = made(folder, "tables", [source for source, _ in drawn])
    return path, [[row for table in tables for row in table] for _, tables in drawn]


def by_hand(folder: Path, seeds: range) -> tuple[Path, list[list[Row]]]:
    """Pages set on a canvas."""
    file, truths = drawn_pages(seeds)
    path = folder / "drawn.pdf"
    path.write_bytes(file)
    return path, truths


def tables_part(path: Path, truths: list[list[Row]], *, verbose: bool) -> None:
    """Rows exact over pages with tables."""
    pages = {page.number: page for page in read(path)}
    scores = [
        score(truth, [row for table in pages[number].tables for row in rows_of(table)]) for number, truth in enumerate(truths, start=1)
    ]
    whole = sum(1 for one in scores if one.exact == one.true and not one.other)
    print(f"docintel: {added(scores)}; {whole} of {len(scores)} pages without a fault")
    plain = [score(truth, rows) for truth, rows in zip(truths, plainly(path), strict=True)]
    print(f"pdfplumber by default: {added(plain)}")
    if verbose:
        print(*(f"page {number}: {one}" for number, one in enumerate(scores, start=1) if one.exact < one.true or one.other), sep="\n")


def prose_part(folder: Path, seeds: range, *, verbose: bool) -> None:
    """Tables invented over pages without one."""
    path = made(folder, "prose", [prose_page(Random(seed)) for seed in seeds])
    pages = read(path)
    invented = [page.number for page in pages if page.tables]
    print(f"{len(pages)} pages of prose: {sum(len(page.tables) for page in pages)} tables invented on {len(invented)} pages")
    plain = plainly(path)
    print(f"pdfplumber by default: tables on {sum(1 for rows in plain if rows)} pages")
    if verbose:
        for page in pages:
            for table in page.tables:
                print(f"page {page.number}", *rows_of(table), sep="\n  ")


def main() -> int:
    """Both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=FIRST_SEED)
    parser.add_argument("--pages", type=int, default=TABLE_PAGES)
    parser.add_argument("--prose", type=int, default=PROSE_PAGES)
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        seeds = range(chosen.first, chosen.first + chosen.pages)
        for name, make in (("typeset", typeset), ("set by hand", by_hand)):
            print(f"\n{name}, seeds {seeds.start} to {seeds.stop - 1}")
            tables_part(*make(Path(folder), seeds), verbose=chosen.verbose)
        prose_part(Path(folder), range(chosen.first, chosen.first + chosen.prose), verbose=chosen.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
