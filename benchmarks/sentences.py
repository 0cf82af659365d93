"""Figures in sentences: precision, recall and F1 over label, value, unit and period, and how fast they are read.

`python benchmarks/sentences.py FILE...`: .jsonl as in the development corpus, or blocks as in tests/prose_sentences; labels are compared as given, then
leniently (either holds the other). `--speed` reads a text file again and again and prints characters a second.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.packs import Packs
from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.extract.prose.reader import SentenceReader
from docintel.extract.prose.reader import sentence_facts
from docintel.packs import load_packs

UNITS: dict[str, tuple[str, Decimal | int]] = {
    "元": ("CNY", 1),
    "美元": ("USD", 1),
    "%": ("percent", 1),
    "‰": ("percent", Decimal("0.1")),
    "人": ("person", 1),
    "年": ("year", 1),
    "": ("-", 1),
}
COUNTED: tuple[str, Decimal | int] = ("item", 1)
NOWHERE = "0" * 64  # the file of a sentence that stands in none


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as labelled or as read; `period` as in tests/prose_sentences."""

    label: str
    value: Decimal
    upper: Decimal | None
    unit: str
    period: str


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of one set: right, invented and missed."""

    right: int
    extra: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.extra + self.missed)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.right + self.extra), self.right / max(1, self.right + self.missed)
        return f"P {precision:.3f} R {recall:.3f} F1 {self.f1:.3f} ({self.right} right, {self.extra} extra, {self.missed} missed)"


def labelled(path: Path) -> Iterator[tuple[str, tuple[Figure, ...]]]:
    """The sentences of a file with their figures."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        yield from (_from_corpus(json.loads(line)) for line in text.splitlines() if line.strip())
        return
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines[0], tuple(map(_from_line, lines[1:]))


def _from_corpus(entry: dict[str, object]) -> tuple[str, tuple[Figure, ...]]:
    facts = entry["facts"]
    figures = []
    for fact in facts if isinstance(facts, list) else []:
        unit, factor = UNITS.get(fact["unit"], COUNTED)
        upper = None if fact["hi"] is None else Decimal(str(fact["hi"])) * factor
        figures.append(Figure(fact["metric"], Decimal(str(fact["value"])) * factor, upper, unit, fact["period"] or "-"))
    return str(entry["text"]), tuple(figures)


def _from_line(line: str) -> Figure:
    label, value, unit, period = (part.strip() for part in line.split("|"))
    low, _, high = value.partition("..")
    return Figure(label, Decimal(low), Decimal(high) if high else None, unit, period)


def read_figure(fact: Fact) -> Figure:
    """A fact as a figure; a rank is a number without a unit."""
    value = fact.value
    said = _said(fact.period, fact.printed_period)
    if isinstance(value, Quantity):
        return Figure(fact.label, value.value, value.upper, value.unit, said)
    return Figure(fact.label, Decimal(value.code) if isinstance(value, Identifier) else Decimal(0), None, "-", said)


def _said(period: Period | None, printed: str | None) -> str:
    if period is None:
        return "-" if printed is None else printed.removesuffix("内")
    start, end = period.start, period.end
    if start is None or period.year is not None:
        return str(end.year)
    if start.year != end.year:
        return f"{start.year}-{end.year}"
    months = (start.month, end.month)
    named = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}
    return f"{end.year}{named[months]}" if months in named else f"{start:%Y-%m}..{end:%Y-%m}"


def score(path: Path, packs: Packs, *, lenient: bool = False, show: bool = False) -> Score:
    """How the sentences of a file are read; `show` prints every difference."""
    reader = SentenceReader(NOWHERE, packs)
    right = extra = missed = 0
    for text, wanted in labelled(path):
        read = [read_figure(fact) for fact in sentence_facts(text, reader)]
        left, over = _unmatched(list(wanted), read, lenient=lenient)
        right, extra, missed = right + len(wanted) - len(left), extra + len(over), missed + len(left)
        if show and (left or over):
            print(text, *[f"  - {one}" for one in left], *[f"  + {one}" for one in over], sep="\n")
    return Score(right, extra, missed)


def _unmatched(wanted: list[Figure], read: list[Figure], *, lenient: bool) -> tuple[list[Figure], list[Figure]]:
    left = []
    for figure in wanted:
        found = next((one for one in read if _same(figure, one, lenient=lenient)), None)
        if found is None:
            left.append(figure)
        else:
            read.remove(found)
    return left, read


def _same(one: Figure, two: Figure, *, lenient: bool) -> bool:
    alike = one.label == two.label or (lenient and (one.label in two.label or two.label in one.label))
    return alike and (one.value, one.upper, one.unit, one.period) == (two.value, two.upper, two.unit, two.period)


def speed(path: Path, packs: Packs) -> str:
    """Characters a second of one process, and what loading the language tools takes."""
    start = time.process_time()
    reader = SentenceReader(NOWHERE, packs)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    sentence_facts(lines[0], reader)
    ready = time.process_time()
    found: Counter[str] = Counter()
    for _ in range(5):
        for line in lines:
            found.update(fact.label for fact in sentence_facts(line, reader))
    took = time.process_time() - ready
    letters = sum(map(len, lines)) * 5
    return f"made ready in {ready - start:.2f} s, {letters / took:,.0f} characters/s, {sum(found.values()) // 5} facts"


def main() -> None:
    """Scores the files given, or measures the speed on one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--speed", action="store_true")
    given = parser.parse_args()
    packs = load_packs(())
    for path in given.files:
        if given.speed:
            print(f"{path.name}: {speed(path, packs)}")
            continue
        print(f"{path.name}: {score(path, packs, show=given.show)}; lenient labels {score(path, packs, lenient=True)}")


if __name__ == "__main__":
    main()
