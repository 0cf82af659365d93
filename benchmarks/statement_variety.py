"""Counts figures of generated statements read exactly: `python benchmarks/statement_variety.py [--seeds 0-199] [--pdf] [--show 5]`.

As tables of text, or (`--pdf`) typeset with and without rules and read from the file. A figure counts when a fact has its concept, scope, period
and value; a fact that the statement does not state counts against precision.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from statement_pages import facts_of
from statement_pages import pages_of
from statement_prints import Cells
from statement_prints import Expected
from statement_prints import Printed
from statement_prints import printed

from docintel.domain.document import Page
from docintel.domain.fact import Fact
from docintel.intake import Limits
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.simulate.typesetting import pdf
from docintel.simulate.typesetting import quoted

STROKES = ("0.5pt", "none")


@dataclass(frozen=True)
class Outcome:
    """What was read of a document."""

    document: Printed
    missed: Counter[Expected]
    invented: Counter[Expected]


def as_pages(document: Printed) -> list[Page]:
    """The pages as text tables."""
    return pages_of("\n===\n".join("\n".join(_block_text(block) for block in page) for page in document.pages))


def _block_text(block: str | tuple[Cells, ...]) -> str:
    return block if isinstance(block, str) else "\n".join(" | ".join(row) for row in block)


def from_pdf(document: Printed, seed: int, folder: Path) -> Iterator[Page]:
    """The pages typeset, ruled or not, and read."""
    stroke = Random(f"stroke/{seed}").choice(STROKES)
    sources = ["\n".join(_typeset(block, stroke) for block in page) for page in document.pages]
    wide = max(len(row) for page in document.pages for block in page if not isinstance(block, str) for row in block) > 6
    path = folder / f"{seed}.pdf"
    path.write_bytes(pdf(f'#set page(paper: "a4", flipped: {str(wide).lower()}, margin: 1.5cm)\n#set text(size: 7pt)\n', sources))
    yield from read_pages(submitted_file(path), Limits())


def _typeset(block: str | tuple[Cells, ...], stroke: str) -> str:
    if isinstance(block, str):
        spaced = " #h(1fr) ".join(f"#text({quoted(part)})" for part in block.split("      "))
        return f"#align(center)[#text(size: 11pt, {quoted(block)})]" if len(block) < 14 else spaced + "\n"
    widths = ", ".join(["2.4fr" if _is_label(block, place) else "1fr" for place in range(len(block[0]))])
    cells = [_cell(row, place, heads=_heads(row)) for row in block for place in range(len(row)) if row[place] != "^"]
    rules = "table.hline(stroke: 0.8pt), " if stroke == "none" else ""
    return f"#table(columns: ({widths}), inset: 2.2pt, stroke: {stroke}, {rules}{', '.join(cells)}, {rules.rstrip(', ')})"


def _is_label(block: tuple[Cells, ...], place: int) -> bool:
    """The columns with long words."""
    return max(len(row[place]) for row in block) > 12 and not any("," in row[place] and "." in row[place] for row in block)


def _heads(row: Cells) -> bool:
    """A header row: none of its cells is a figure."""
    return not any("," in text or text.strip("-—%.").isdigit() for text in row[1:]) and any(row[1:])


def _cell(row: Cells, place: int, *, heads: bool) -> str:
    """Headers in the middle, labels left, references in the middle, figures and dashes right."""
    span, text = 1, row[place]
    while place + span < len(row) and row[place + span] == "^":
        span += 1
    figure = any(mark in text for mark in ",.%") or text in ("-", "—")
    label = any(char > "\u2e80" for char in text) and not text.startswith("五、")
    align = "center" if heads else "right" if figure else "left" if label else "center"
    return f"table.cell(colspan: {span}, align: {align}, {quoted(text)})"


def outcome(document: Printed, facts: tuple[Fact, ...]) -> Outcome:
    """Stated against read."""
    stated = Counter(document.states)
    read = Counter(seen for fact in facts if (seen := _seen(fact)) is not None)
    return Outcome(document, stated - read, read - stated)


def _seen(fact: Fact) -> Expected | None:
    """A figure as the generator states it; None for facts that are none of a period."""
    period, quantity = fact.period, fact.quantity
    if period is None or quantity is None or fact.concept is None:
        return None
    when = period.end.isoformat() if period.start is None else f"{period.start}/{period.end}"
    return (fact.concept, fact.scope.value, when, quantity.value)


def outcomes(seeds: range, *, by_pdf: bool) -> Iterator[Outcome]:
    """Every seed's."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            document = printed(seed)
            pages = from_pdf(document, seed, Path(folder)) if by_pdf else as_pages(document)
            yield outcome(document, facts_of(pages))


def main() -> None:
    """Prints the shares, and the documents that were read worst."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0-199")
    parser.add_argument("--pdf", action="store_true")
    parser.add_argument("--show", type=int, default=5)
    options = parser.parse_args()
    first, last = map(int, options.seeds.split("-"))
    every = list(outcomes(range(first, last + 1), by_pdf=options.pdf))
    stated = sum(len(one.document.states) for one in every)
    missed, invented = sum(one.missed.total() for one in every), sum(one.invented.total() for one in every)
    read = stated - missed
    print(f"{len(every)} statements, {stated} figures: recall {read / stated:.4f}, precision {read / (read + invented):.4f}")
    worst = sorted(every, key=lambda one: -one.missed.total() - one.invented.total())
    for one in worst[: options.show]:
        if one.missed or one.invented:
            print(
                f"  {one.document.name} {one.document.style}: {one.missed.total()} missed, {one.invented.total()} not stated of {len(one.document.states)}"
            )
            print(f"    missed {list(one.missed)[:3]}\n    not stated {list(one.invented)[:3]}")


if __name__ == "__main__":
    main()
