"""What understanding costs beside reading: CPU of classify and extract against that of reading, of native PDFs in one process.

`python benchmarks/understanding.py FILE.pdf...`: reading is `read_page` with its JSON, as in reading.py; extracting counts loading the language tools.
Pages are classified with the page model, as the product does it; a last pass goes without, by titles and cues alone.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from docintel.classify import classify_pages
from docintel.domain.document import Page
from docintel.domain.fact import Fact
from docintel.domain.language import PageModel
from docintel.domain.packs import Packs
from docintel.extract import extract_facts
from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import read_page
from docintel.intake.wire import page_from_wire
from docintel.intake.wire import page_to_wire
from docintel.packs import load_packs

NOWHERE = "0" * 64
Item = TypeVar("Item")


class Clock:
    """CPU seconds spent in an iterable that is drawn from within others."""

    def __init__(self) -> None:
        self.spent = 0.0

    def timed(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, with the time that each took to come."""
        source = iter(items)
        while True:
            start = time.process_time()
            item = next(source, None)
            self.spent += time.process_time() - start
            if item is None:
                return
            yield item


def pages_of(path: Path) -> Iterator[Page]:
    """The pages one by one through their JSON, as they come from the child that reads them."""
    with open_pdf(str(path)) as file:
        for number in range(1, len(file) + 1):
            yield page_from_wire(page_to_wire(read_page(file, number)))


def measure(paths: list[Path], packs: Packs, model: PageModel | None) -> None:
    """Prints seconds and shares of one pass over the files, page by page."""
    reading, classifying = Clock(), Clock()
    found: list[Fact] = []
    start = time.process_time()
    for path in paths:
        classified = classifying.timed(classify_pages(reading.timed(pages_of(path)), packs.kinds, model))
        found += extract_facts(NOWHERE, classified, packs).facts
    whole = time.process_time() - start
    classify, extract = classifying.spent - reading.spent, whole - classifying.spent
    told = [fact for fact in found if fact.sentence is not None]
    print(
        f"reading {reading.spent:.2f} s, classify {classify:.2f} s, extract {extract:.2f} s: {100 * (classify + extract) / reading.spent:.1f} %"
    )
    print(f"{len(found)} facts, {len(told)} of sentences, {sum(fact.concept is not None for fact in told)} of those with a concept")


def main() -> None:
    """A first pass that loads the language tools, one with them loaded, and one without the page model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    paths = parser.parse_args().files
    packs = load_packs(())
    for name, model in (("first pass", packs.page_model), ("second pass", packs.page_model), ("without the page model", None)):
        print(f"{name}:")
        measure(paths, packs, model)


if __name__ == "__main__":
    main()
