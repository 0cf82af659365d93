"""What understanding costs beside reading: CPU time of classify + extract against CPU time of reading, on native PDFs, in one process.

    python benchmarks/understanding.py CORPUS/pdf

Reading is `read_page` with its JSON both ways, as child and parent do it; understanding is everything from pages to facts, its first use
(packs, networks, pipelines) counted as `first`.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docintel.classify import classify_pages
from docintel.domain.document import Page
from docintel.domain.packs import Packs
from docintel.extract import extract_facts
from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import read_page
from docintel.intake.wire import page_from_wire
from docintel.intake.wire import page_to_wire
from docintel.packs import load_packs


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of one file, and what came of it."""

    file: str
    pages: int
    reading: float
    classify: float
    extract: float
    facts: int

    @property
    def share(self) -> float:
        """Understanding as a part of reading."""
        return (self.classify + self.extract) / self.reading


def pages_of(path: Path) -> tuple[list[Page], float]:
    """The pages of a file as the parent gets them, with the CPU seconds it took."""
    start = time.process_time()
    with open_pdf(str(path)) as pdf:
        pages = [page_from_wire(json.loads(json.dumps(page_to_wire(read_page(pdf, number))))) for number in range(1, len(pdf) + 1)]
    return pages, time.process_time() - start


def cost(path: Path, packs: Packs) -> Cost:
    """One file read, then understood."""
    pages, reading = pages_of(path)
    start = time.process_time()
    classified = list(classify_pages(pages, packs.kinds))
    between = time.process_time()
    facts = extract_facts(sha256(path.read_bytes()).hexdigest(), classified, packs).facts
    return Cost(path.name, len(pages), reading, between - start, time.process_time() - between, len(facts))


def main() -> None:
    """Measures every PDF of a folder and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    files = sorted(parser.parse_args().folder.glob("*.pdf"))
    packs = load_packs()
    print(f"{platform.machine()}, Python {platform.python_version()}")
    first = cost(files[0], packs)
    print(f"first {first.file}: {first.share:.1%} of its reading (loading included)")
    costs = [cost(path, packs) for path in files]
    for one in costs:
        print(
            f"{one.file}: {one.pages} pages, reading {one.reading:.2f} s, classify {one.classify:.2f} s, extract {one.extract:.2f} s, "
            f"{one.facts} facts, {one.share:.1%}"
        )
    total = sum(one.classify + one.extract for one in costs) / sum(one.reading for one in costs)
    print(f"all: {total:.1%}")


if __name__ == "__main__":
    main()
