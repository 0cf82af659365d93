"""How well figures are read from scans and photos: `python benchmarks/scans.py --seed 7 [--kinds tax,ledger] [--conditions photo] [--corpus DIR]`.

Exact: the whole figure, marks and sign included. Wrong: a figure of four or more digits that does not stand on the page.
"""

from __future__ import annotations

import argparse
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import fields
from pathlib import Path
from typing import Any

import pypdfium2
from scan_conditions import CONDITIONS
from scan_conditions import Scanned
from scan_conditions import scanned
from scan_pages import KINDS
from scan_pages import printed

from docintel.domain.document import Page
from docintel.domain.document import Word
from docintel.intake.ocr.recogniser import Recogniser

DIGITS = 4


@dataclass(slots=True)
class Tally:
    """Counts over pages; `away` and `under` are figures away from seals and touching one."""

    pages: int = 0
    seconds: float = 0.0
    away: int = 0
    away_exact: int = 0
    away_doubted: int = 0
    under: int = 0
    under_exact: int = 0
    under_doubted: int = 0
    wrong: int = 0
    wrong_unmarked: int = 0
    seen: int = 0
    rows: int = 0
    rows_exact: int = 0
    illegible: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Another page's counts."""
        for name in (one.name for one in fields(self)):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def line(self, name: str) -> str:
        """The counts as a row."""
        return (
            f"{name:28} {self.pages:3} {self.seconds / max(self.pages, 1):5.1f}s  away {self.away_exact}/{self.away} = {_share(self.away_exact, self.away)}"
            f"  doubted {self.away_doubted} = {_share(self.away_doubted, self.away_exact)}  seal {self.under_exact}/{self.under} doubted {self.under_doubted}"
            f"  wrong {self.wrong} unmarked {self.wrong_unmarked} of {self.seen}  rows {self.rows_exact}/{self.rows} illegible {self.illegible}"
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "-"


def words_of(page: Page) -> list[Word]:
    """All words of a page."""
    held = [word for line in page.lines for word in line.words]
    return held + [word for table in page.tables for row in table.rows for cell in row if cell is not None for word in cell.words]


def plain(text: str) -> str:
    """One form for the signs that look alike."""
    bare = re.sub("[−–—－]", "-", "".join(text.split(" "))).replace("，", ",").replace("（", "(").replace("）", ")")
    return re.sub(r"^(?:ZL|CN)(?=\d)", "", bare)


def scored(page: Page, scan: Scanned, rows: Sequence[Sequence[str]], name: str) -> Tally:
    """What was read against what stands there."""
    tally = Tally(pages=1, illegible=len(page.unreadable))
    read: dict[str, list[Word]] = {}
    for one in words_of(page):
        read.setdefault(plain(one.text), []).append(one)
    for figure, touched in zip(scan.figures, scan.touched, strict=True):
        found = read.get(plain(figure), [])
        word = found.pop() if found else None
        if sum(char.isdecimal() for char in figure) >= DIGITS:
            _count(tally, word, touched=touched)
            if word is None or (word.doubts and not touched):
                tally.notes.append(
                    f"{name}: {figure} {'not read' if word is None else f'doubted {word.doubts}'}{' under a seal' if touched else ''}"
                )
    known = {plain(figure) for figure in scan.figures}
    for other in words_of(page):
        if plain(other.text) not in known:
            _count_wrong(tally, other, scan.text, name)
    tally.seen = sum(1 for word in words_of(page) if sum(char.isdecimal() for char in word.text) >= DIGITS)
    _count_rows(tally, page, rows)
    return tally


def _count(tally: Tally, word: Word | None, *, touched: bool) -> None:
    exact, doubted = word is not None, word is not None and bool(word.doubts)
    if touched:
        tally.under, tally.under_exact, tally.under_doubted = tally.under + 1, tally.under_exact + exact, tally.under_doubted + doubted
    else:
        tally.away, tally.away_exact, tally.away_doubted = tally.away + 1, tally.away_exact + exact, tally.away_doubted + doubted


def _count_wrong(tally: Tally, word: Word, text: str, name: str) -> None:
    if sum(char.isdecimal() for char in word.text) < DIGITS:
        return
    figure = re.escape(plain(word.text))
    if re.search(rf"(?<![\d,.\-]){figure}(?!\d|[,.]\d)", re.sub("[−–—－]", "-", text)) is None:
        tally.wrong += 1
        tally.wrong_unmarked += not word.doubts
        tally.notes.append(f"{name}: wrong {word.text} {word.doubts or 'UNMARKED'}")


def _count_rows(tally: Tally, page: Page, rows: Sequence[Sequence[str]]) -> None:
    """Rows of the page whose every cell stands in one row of one table, in order."""
    read = [[_bare(cell.text) for cell in row if cell is not None and cell.text] for table in page.tables for row in table.rows]
    for row in rows:
        tally.rows += 1
        whole = any(_in_order([_bare(cell) for cell in row], one) for one in read)
        tally.rows_exact += whole
        if not whole:
            tally.notes.append(f"row not whole: {row}")


def _bare(text: str) -> str:
    return plain("".join(unicodedata.normalize("NFKC", text).split()))


def _in_order(wanted: Iterable[str], there: Iterable[str]) -> bool:
    left = iter(there)
    return all(any(one == other for other in left) for one in wanted)


def measure(kinds: Sequence[str], conditions: Sequence[str], seed: int) -> tuple[dict[str, Tally], Tally]:
    """Every kind in every condition; one table row a condition, and all of them."""
    recogniser = Recogniser()
    tallies = {condition: Tally() for condition in conditions}
    whole = Tally()
    for place, kind in enumerate(kinds):
        for condition in conditions:
            sheet = printed(kind, seed + place)
            scan = scanned(sheet, condition, seed)
            start = time.process_time()
            page = recogniser.read(scan.pixels, points=scan.points, number=1)
            seconds = time.process_time() - start
            tally = scored(page, scan, sheet.rows, f"{kind}/{condition}")
            tally.seconds = seconds
            print(tally.line(f"{kind}/{condition}"), flush=True)
            tallies[condition].add(tally)
            whole.add(tally)
    return tallies, whole


def measure_corpus(folder: Path) -> Tally:
    """The corpus's scans: every known figure of the page they show, and the figures that its text layer does not hold."""
    figures = json.loads((folder / "truth" / "figures.json").read_text(encoding="utf-8"))
    whole = Tally()
    recogniser = Recogniser()
    for one in json.loads((folder / "truth" / "scans.json").read_text(encoding="utf-8")):
        known = [figure["value_printed"] for figure in figures if (figure["file"], figure["page"]) == (one["source"], one["source_page"])]
        scan = _corpus_scan(folder, one, tuple(known))
        start = time.process_time()
        page = recogniser.read(scan.pixels, points=scan.points, number=1)
        tally = scored(page, scan, (), one["scan"])
        tally.seconds = time.process_time() - start
        print(tally.line(one["scan"]), flush=True)
        whole.add(tally)
    return whole


def _corpus_scan(folder: Path, one: dict[str, Any], figures: tuple[str, ...]) -> Scanned:
    picture, source = pypdfium2.PdfDocument(folder / "scans" / one["scan"]), pypdfium2.PdfDocument(folder / "pdf" / one["source"])
    pixels = picture[0].render(scale=200 / 72).to_numpy()[:, :, ::-1].copy()
    text = source[one["source_page"] - 1].get_textpage().get_text_range()
    return Scanned(pixels, picture[0].get_size(), figures, (False,) * len(figures), text)


def main() -> None:
    """Prints the table, and with --notes each miss and doubt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--conditions", default=",".join(CONDITIONS))
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--notes", action="store_true")
    chosen = parser.parse_args()
    if chosen.corpus is not None:
        whole = measure_corpus(chosen.corpus)
    else:
        tallies, whole = measure(chosen.kinds.split(","), chosen.conditions.split(","), chosen.seed)
        for condition, tally in tallies.items():
            print(tally.line(condition))
    print(whole.line("all"))
    if chosen.notes:
        print("\n".join(f"{note} ({times})" if times > 1 else note for note, times in Counter(whole.notes).items()))


if __name__ == "__main__":
    main()
