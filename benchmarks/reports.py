"""Time and memory of the campaign workbook: `python benchmarks/reports.py REVIEW.json --count 100 --count 2000`.

The review is told as often as asked, each time under another credit code, and read anew from its file as a campaign's reviews are;
every count runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from docintel.domain.wording import Language
from docintel.packs import load_packs
from docintel.report.plain import masked
from docintel.report.plain import plain
from docintel.report.reviewed import Reviewed
from docintel.report.stored_reviews import review_face_of
from docintel.report.workbook import campaign_workbook


def reviews(path: Path, count: int) -> Iterator[Reviewed]:
    """The review `count` times, read and made a face each time."""
    for number in range(count):
        body = json.loads(path.read_bytes())
        body["application"]["name"] = f"{body['application']['name']}{number}"
        yield Reviewed(review_face_of(body, str(path)))


def run(path: Path, count: int) -> None:
    """One count: seconds of processor time per application, and the peak of memory."""
    packs = load_packs()
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "campaign.xlsx"
        begun = time.process_time()
        campaign_workbook(book, reviews(path, count), packs, Language.ZH, lambda text: masked(plain(text)))
        spent, size = time.process_time() - begun, book.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} applications: {spent / count * 1000:.1f} ms CPU each, peak {peak:.0f} MB, workbook {size / 1e6:.1f} MB", flush=True)


def main() -> None:
    """Each count in its own process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("review", type=Path)
    parser.add_argument("--count", type=int, action="append")
    parser.add_argument("--here", action="store_true", help="run in this process")
    asked = parser.parse_args()
    for count in asked.count or [100]:
        if asked.here:
            run(asked.review, count)
        else:
            subprocess.run([sys.executable, __file__, str(asked.review), "--count", str(count), "--here"], check=True)


if __name__ == "__main__":
    main()
