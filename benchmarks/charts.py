"""Edges read from drawn equity charts: `python benchmarks/charts.py --seed 900 --each 10 [--layouts tree,over] [--conditions native,scan200]`.

Right: holder, company and percentage all as drawn. Wrong: an edge that is not drawn so. Left: drawn and not read; `said` of them stand on
pages with a problem that asks for a person. `--pictures DIR` draws the edges found over the pages.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import fields
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
from PIL import Image
from PIL import ImageDraw
from scan_conditions import scanned
from scan_pages import Printed

from docintel.classify import classify_pages
from docintel.domain.document import Page
from docintel.domain.fact import Fact
from docintel.domain.packs import Packs
from docintel.domain.source import PageBox
from docintel.extract import Extraction
from docintel.extract import extract_facts
from docintel.intake import Limits
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.intake.ocr.recogniser import Recogniser
from docintel.packs import load_packs
from docintel.simulate.equity_charts import LAYOUTS
from docintel.simulate.equity_charts import EquityChart
from docintel.simulate.equity_charts import equity_chart
from docintel.simulate.equity_charts import imagine_chart
from docintel.text.normal import squeezed

SCALE = 2.0  # pixels per point of a picture
DOCUMENT = "0" * 64
Edge = tuple[str, str, str]


@dataclass(slots=True)
class Tally:
    """Counts over charts; `doubted` of the wrong carry a doubt of the reader of pixels, `said` of the left stand on a page with a problem."""

    charts: int = 0
    drawn: int = 0
    right: int = 0
    wrong: int = 0
    doubted: int = 0
    left: int = 0
    said: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Another's counts."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    def __str__(self) -> str:
        return f"{self.charts:4} charts {self.drawn:5} edges: right {self.right:5} wrong {self.wrong:3} ({self.doubted} doubted) left {self.left:4} ({self.said} said)"


def drawn_edges(chart: EquityChart) -> set[Edge]:
    """What the chart holds."""
    members = chart.drawing.members
    return {
        (squeezed(members[one.holder].name), squeezed(members[one.company].name), one.printed.rstrip("%")) for one in chart.drawing.stakes
    }


def found_edges(extraction: Extraction) -> dict[Edge, tuple[Fact, ...]]:
    """What was read, each with its facts."""
    items: dict[str, list[Fact]] = {}
    for fact in extraction.facts:
        if fact.item is not None and ":chart" in fact.item:
            items.setdefault(fact.item, []).append(fact)
    return {
        (squeezed(facts[0].source.text), squeezed(facts[0].entity), facts[1].source.text.rstrip("%")): tuple(facts)
        for facts in items.values()
        if len(facts) == 2
    }


def tallied(chart: EquityChart, extraction: Extraction, name: str) -> Tally:
    """One chart's counts."""
    drawn, found = drawn_edges(chart), found_edges(extraction)
    wrong = {edge: facts for edge, facts in found.items() if edge not in drawn}
    left = drawn - set(found)
    told = [problem for problem in extraction.problems if problem.code == "chart_unclear"]
    notes = [f"{name} wrong {edge}" for edge in wrong] + [f"{name} left {edge}" for edge in left]
    notes += [f"{name} said {problem.message.zh}" for problem in told]
    doubted = sum(1 for facts in wrong.values() if any(fact.source.doubts for fact in facts))
    return Tally(1, len(drawn), len(drawn & set(found)), len(wrong), doubted, len(left), len(left) if told else 0, notes)


class Reading:
    """Reads a chart as a file, or as a scan."""

    def __init__(self) -> None:
        self.recogniser: Recogniser | None = None

    def page(self, pdf: bytes, condition: str, seed: int) -> tuple[Page, Image.Image]:
        """The page and its picture."""
        if condition == "native":
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "chart.pdf"
                path.write_bytes(pdf)
                page = next(iter(read_pages(submitted_file(path), Limits())))
            return page, pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil()
        self.recogniser = self.recogniser or Recogniser()
        seen = scanned(Printed("chart", pdf, (), ()), condition, seed)
        picture = Image.fromarray(np.asarray(seen.pixels))
        size = (round(seen.points[0] * SCALE), round(seen.points[1] * SCALE))
        return self.recogniser.read(seen.pixels, points=seen.points, number=1), picture.resize(size)


def shown(picture: Image.Image, found: dict[Edge, tuple[Fact, ...]], drawn: set[Edge], path: Path) -> None:
    """The edges found over the page: green where right."""
    draw = ImageDraw.Draw(picture)
    for edge, facts in found.items():
        colour = "#0a0" if edge in drawn else "#e00"
        boxes = [span for fact in facts for span in fact.source.spans if isinstance(span, PageBox)]
        corners = [(box.x0 * SCALE, box.top * SCALE, box.x1 * SCALE, box.bottom * SCALE) for box in boxes]
        for corner in corners:
            draw.rectangle(corner, outline=colour, width=2)
        (a, b, c, d), (e, f, g, h) = corners[0], corners[-1]
        draw.line(((a + c) / 2, (b + d) / 2, (e + g) / 2, (f + h) / 2), fill=colour, width=2)
    picture.save(path)


def measured(packs: Packs, options: argparse.Namespace) -> Iterator[tuple[str, str, Tally]]:
    """Counts by layout and condition."""
    reading = Reading()
    for layout in options.layouts.split(","):
        for condition in options.conditions.split(","):
            tally = Tally()
            for seed in range(options.seed, options.seed + options.each):
                chart = imagine_chart(Random(f"{layout}{seed}"), layout)
                page, picture = reading.page(equity_chart(chart).content, condition, seed)
                extraction = extract_facts(DOCUMENT, classify_pages([page], packs.kinds), packs)
                tally.add(tallied(chart, extraction, f"{layout} {condition} {seed}"))
                if options.pictures:
                    path = Path(options.pictures) / f"{layout}_{condition}_{seed}.png"
                    shown(picture.convert("RGB"), found_edges(extraction), drawn_edges(chart), path)
            yield layout, condition, tally


def main() -> None:
    """Print a row for every layout and condition."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=900)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--layouts", default=",".join(LAYOUTS))
    parser.add_argument("--conditions", default="native,scan200")
    parser.add_argument("--pictures")
    parser.add_argument("--notes", action="store_true")
    options = parser.parse_args()
    totals: dict[str, Tally] = {}
    for layout, condition, tally in measured(load_packs(()), options):
        print(f"{layout:10} {condition:8} {tally}", flush=True)
        if options.notes:
            print("\n".join(tally.notes))
        totals.setdefault(condition, Tally()).add(tally)
    for condition, tally in totals.items():
        print(f"{'all':10} {condition:8} {tally}")


if __name__ == "__main__":
    main()
