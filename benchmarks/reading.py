"""Native PDF reading against plain pdfplumber: speed per core, cells, memory of a long file, two processes against one.

    python benchmarks/reading.py CORPUS/pdf [--every N] [--pages N] [--only-long]

Speed is CPU time, page by page in turns, the whole of `read_page` with its JSON against `extract_text` and `extract_tables`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docintel.domain.document import Page
from docintel.domain.source import PageBox
from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import read_page
from docintel.intake.wire import page_to_wire

Spot = tuple[int, int, int, int]
SHOWN = 12  # differences printed per cause
NEAR = 1  # points by which the same cell may lie apart


@dataclass
class Measured:
    """One file: CPU seconds of both ways, and how its cells compare."""

    pages: int = 0
    plain: float = 0.0
    ours: float = 0.0
    tables: int = 0
    same_tables: int = 0
    cells: int = 0
    same: int = 0
    differing: list[tuple[str, str]] = field(default_factory=list)


def measure(path: Path, every: int) -> Measured:
    """Both ways over every so manieth page, in turns."""
    seen = Measured()
    with pdfplumber.open(path) as plain, open_pdf(str(path)) as ours:
        for number in range(1, len(ours) + 1, every):
            foreign = plain.pages[number - 1]
            start = time.process_time()
            foreign.extract_text()
            tables = foreign.extract_tables()
            foreign.close()
            between = time.process_time()
            page = read_page(ours, number)
            json.dumps(page_to_wire(page))
            seen.ours += time.process_time() - between
            seen.plain += between - start
            seen.pages += 1
            if tables:
                compare(foreign, page, seen)
    return seen


def compare(foreign: Any, page: Page, seen: Measured) -> None:
    """Every cell of pdfplumber's tables against ours in the same place; tables without any text are not kept by us and not counted."""
    ours = dict(our_cells(page))
    left, top = foreign.cropbox[:2]
    for table in foreign.find_tables():
        texts = table.extract()
        if not any(text for row in texts for text in row):
            continue
        pairs = [
            (cell, text) for row, said in zip(table.rows, texts, strict=True) for cell, text in zip(row.cells, said, strict=True) if cell
        ]
        owns = [at(ours, (round(x0 - left), round(y0 - top), round(x1 - left), round(y1 - top))) for (x0, y0, x1, y1), _ in pairs]
        seen.tables += 1
        seen.same_tables += None not in owns
        seen.cells += len(pairs)
        differing = [(own or "", text) for own, (_, text) in zip(owns, pairs, strict=True) if own != text]
        seen.same += len(pairs) - len(differing)
        seen.differing += differing
    foreign.close()


def our_cells(page: Page) -> Iterator[tuple[Spot, str]]:
    """Place and text of each of our cells."""
    for table in page.tables:
        for row in table.rows:
            for cell in row:
                if cell is not None and isinstance(cell.span, PageBox):
                    box = cell.span
                    yield (round(box.x0), round(box.top), round(box.x1), round(box.bottom)), cell.text


def at(cells: dict[Spot, str], spot: Spot) -> str | None:
    """The text in a place."""
    if spot in cells:
        return cells[spot]
    near = (text for other, text in cells.items() if all(abs(a - b) <= NEAR for a, b in zip(spot, other, strict=True)))
    return next(near, None)


def cause(own: str, other: str) -> str:
    """Why two texts of a cell differ."""
    if "(cid:" in other:
        return "pdfplumber prints (cid:n) for a control character"
    if "".join(own.split()) == "".join(other.split()):
        return "a gap close to the limit is a space in one of the two"
    if Counter(own.split()) == Counter(other.split()) or sorted("".join(own.split())) == sorted("".join(other.split())):
        return "the order of characters of different height on one line"
    if own.startswith(other) and len(own) - len(other) <= 2:
        return "pdfplumber cuts a word at the cell's side; ours is whole"
    if not own and len(other) <= 2:
        return "pdfplumber has here the end of the neighbour's word"
    return "other"


def long_file(folder: Path, pages: int, into: Path) -> None:
    """A file of so many pages, taken from the corpus in turn."""
    with pikepdf.new() as long:
        while len(long.pages) < pages:
            for path in sorted(folder.glob("*.pdf")):
                with pikepdf.open(path) as source:
                    long.pages.extend(list(source.pages)[: pages - len(long.pages)])
        long.save(into)


def started(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    """A worker of its own for a stretch of pages."""
    command = [sys.executable, str(Path(__file__).with_name("reading_worker.py")), str(path), str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def wall(path: Path, stretches: list[tuple[int, int]]) -> tuple[float, list[dict[str, Any]]]:
    """Seconds for workers side by side, and what each one says of itself."""
    start = time.monotonic()
    workers = [started(path, first, last) for first, last in stretches]
    said = [json.loads(one.communicate()[0]) for one in workers]
    return time.monotonic() - start, said


def report_speed(folder: Path, every: int) -> None:
    """Ratios per file and over all, then cells and why they differ."""
    total = Measured()
    for path in sorted(folder.glob("*.pdf")):
        one = measure(path, every)
        print(f"{path.name}: {one.pages} pages, {one.plain / one.ours:.2f}x pdfplumber, {one.pages / one.ours:.0f} pages/s per core")
        print(f"    cells {one.same}/{one.cells} identical ({one.same / max(one.cells, 1):.3%})")
        for name in ("pages", "plain", "ours", "tables", "same_tables", "cells", "same", "differing"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    print(f"all: {total.pages} pages, {total.plain / total.ours:.2f}x, {total.pages / total.ours:.0f} pages/s per core")
    print(f"    tables {total.same_tables}/{total.tables} with all their cells in place")
    print(f"    cells {total.same}/{total.cells} identical ({total.same / max(total.cells, 1):.3%})")
    causes: dict[str, list[tuple[str, str]]] = {}
    for pair in total.differing:
        causes.setdefault(cause(*pair), []).append(pair)
    for name, pairs in sorted(causes.items(), key=lambda item: -len(item[1])):
        print(f"  {len(pairs)} x {name}")
        for own, other in pairs[:SHOWN]:
            print(f"      {own[:60]!r} | {other[:60]!r}")


def report_long(folder: Path, pages: int) -> None:
    """Memory of one worker over a long file, and two workers against one."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "long.pdf"
        long_file(folder, pages, path)
        alone, (one,) = wall(path, [(1, pages)])
        print(f"one worker, {pages} pages: {alone:.1f} s ({one['cpu']} s CPU), peak MB at start and every 100 pages: {one['peaks']}")
        load = os.getloadavg()[0]
        half = pages // 2
        together, both = wall(path, [(1, half), (half + 1, pages)])
        print(f"two workers: {together:.1f} s = {alone / together:.2f}x, {sum(each['cpu'] for each in both):.1f} s CPU in all")
        print(f"    peaks {[each['peaks'][-1] for each in both]} MB; load before {load:.1f} on {os.cpu_count()} cores")


def main() -> None:
    """Speed and cells, then the long file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--every", type=int, default=1, help="measure every so manieth page")
    asked.add_argument("--only-long", action="store_true", help="leave out speed and cells")
    asked.add_argument("--pages", type=int, default=600, help="pages of the long file; 0 leaves it out")
    given = asked.parse_args()
    print(f"{platform.machine()} {platform.system()}, Python {platform.python_version()}, {os.cpu_count()} cores")
    if not given.only_long:
        report_speed(given.folder, given.every)
    if given.pages:
        report_long(given.folder, given.pages)


if __name__ == "__main__":
    main()
