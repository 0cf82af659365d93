"""Counts table rows read exactly, and watermark glyphs in number cells, on one-page traps: `python benchmarks/traps.py [--seeds 0-9]`.

The pages are read as users get them, through `docintel.intake`. A row counts when a table has it with exactly its texts, spaces aside.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path
from random import Random

from harder_traps import HARDER
from trap_pages import BY_REPORTLAB
from trap_pages import KINDS
from trap_pages import Row
from trap_pages import Trap
from trap_pages import by_reportlab
from trap_pages import by_typst

from docintel.domain.document import Page
from docintel.intake import Limits
from docintel.intake import read_pages
from docintel.intake import submitted_file

NUMBER = re.compile(r"[-(]?\d[\d,]*\.\d\d\)?")


def traps(seeds: Iterable[int]) -> list[Trap]:
    """All kinds of every seed."""
    return [make(Random(f"{kind}/{seed}")) for seed in seeds for kind, make in (*KINDS.items(), *HARDER.items())]


def read(made: bytes, folder: Path, name: str) -> dict[int, Page]:
    """The pages of a PDF by number."""
    path = folder / name
    path.write_bytes(made)
    return {page.number: page for page in read_pages(submitted_file(path), Limits())}


def rows(page: Page | None) -> list[Row]:
    """All rows of a page's tables without white space; cells covered by another are left out."""
    tables = page.tables if page is not None else ()
    return [tuple("".join(cell.text.split()) for cell in row if cell is not None) for table in tables for row in table.rows]


def exact(trap: Trap, page: Page | None) -> int:
    """How many of the trap's rows stand in a table exactly."""
    left = Counter(rows(page))
    return sum(1 for row in trap.rows if left[row])


def strays(trap: Trap, page: Page | None) -> int:
    """How many glyphs of a stamp stand in cells that hold a number."""
    letters = set(trap.stray) - set("0123456789.,-()")
    cells = [cell for row in rows(page) for cell in row if NUMBER.search(cell)]
    return sum(1 for cell in cells for letter in cell if letter in letters)


def measured(made: Sequence[Trap]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Rows, rows read exactly and stray glyphs by kind, each trap once by each way of making it."""
    whole: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    ways = ((by_reportlab, list(made)), (by_typst, [trap for trap in made if trap.kind not in BY_REPORTLAB]))
    with tempfile.TemporaryDirectory() as folder:
        for write, some in ways:
            pages = read(write(some), Path(folder), f"{write.__name__}.pdf")
            for number, trap in enumerate(some, start=1):
                whole[trap.kind] += len(trap.rows)
                right[trap.kind] += exact(trap, pages.get(number))
                wrong[trap.kind] += strays(trap, pages.get(number))
    return whole, right, wrong


def main() -> None:
    """Prints a table by kind and the sums of the first eleven kinds and of the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0-9", help="first and last seed, both included")
    first, last = map(int, parser.parse_args().seeds.split("-"))
    whole, right, wrong = measured(traps(range(first, last + 1)))
    for title, kinds in (("eleven kinds", KINDS), ("harder", HARDER)):
        for kind in kinds:
            print(f"{kind:28}{right[kind]:5} /{whole[kind]:5} rows{wrong[kind]:5} stray glyphs in number cells")
        print(
            f"{title:28}{sum(map(right.__getitem__, kinds)):5} /{sum(map(whole.__getitem__, kinds)):5} rows{sum(map(wrong.__getitem__, kinds)):5}\n"
        )


if __name__ == "__main__":
    main()
