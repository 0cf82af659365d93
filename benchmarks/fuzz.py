"""Seeded mutations of files through the real reader, for a time: counts how they end; a crash of the parent is the one thing that must not be.

    python benchmarks/fuzz.py SECONDS [SEED] [FILE...]

Without files, the samples are mutated. What breaks the parent or ends without a word is kept and named, and the exit code is 1.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DOCINTEL_CACHE"] = "off"

from docintel.domain.document import ReadStatus  # noqa: E402 - the path comes first
from docintel.domain.packs import Packs  # noqa: E402
from docintel.intake import Limits  # noqa: E402
from docintel.intake import submitted_file  # noqa: E402
from docintel.intake.limits import MEGABYTE  # noqa: E402
from docintel.packs import load_packs  # noqa: E402
from docintel.review import read_files  # noqa: E402

LIMITS = Limits(memory=512 * MEGABYTE, cpu_seconds=5, wall_seconds=15, page_seconds=8, file_seconds=20, crashes=1, ocr_seconds=5)
BROKEN = "reader_error"  # what is told of a file that got past every guard and broke the parent's own code
LARGEST_SEED = 400_000  # bytes of a file that is mutated
WORDS = (
    b"endobj",
    b"stream",
    b"/Kids",
    b"/Length",
    b"<<",
    b">>",
    b"[",
    b"obj",
    b"xref",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"<!",
    b"\xff\xfe",
    b"99999999999",
)


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """A few bytes turned, runs lost, doubled or moved, numbers and words changed."""
    out = bytearray(raw)
    for _ in range(chance.choice((1, 2, 4, 16, 64))):
        place = chance.randrange(len(out) + 1)
        run = chance.choice((1, 4, 32, 512))
        match chance.randrange(6):
            case 0 if place < len(out):
                out[place] = chance.randrange(256)
            case 1:
                del out[place : place + run]
            case 2:
                out[place:place] = out[place : place + run]
            case 3:
                out[place : place + run] = bytes(chance.randrange(256) for _ in range(run))
            case 4:
                out[place:place] = chance.choice(WORDS)
            case _:
                digits = [at for at in range(place, min(place + 200, len(out))) if 48 <= out[at] <= 57]
                for at in digits[: chance.randrange(1, 6)]:
                    out[at] = chance.randrange(48, 58)
    return bytes(out) or b"\0"


def seeds(named: list[str]) -> list[Path]:
    """The files to mutate."""
    if named:
        return [Path(name) for name in named]
    return sorted(path for path in (ROOT / "samples").rglob("*") if path.suffix in (".pdf", ".docx") and path.stat().st_size < LARGEST_SEED)


def ending(path: Path, packs: Packs) -> str:
    """How a file ends, as its status and codes."""
    [one] = read_files([submitted_file(path)], packs, LIMITS)
    codes = sorted({problem.code for problem in one.document.problems})
    silent = " SILENT" if one.document.status is not ReadStatus.OK and not codes else ""
    return f"{one.document.status.value} {','.join(codes) or '-'}{silent}"


def main(seconds: float, seed: int, named: list[str]) -> int:
    """Mutate and read until time is up; print how often each ending came."""
    chance, files, packs, counted, broken = random.Random(seed), seeds(named), load_packs(()), Counter[str](), 0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < begun + seconds:
            source = chance.choice(files)
            path = Path(folder) / f"fuzzed{source.suffix}"
            path.write_bytes(mutated(source.read_bytes(), chance))
            how = ending(path, packs)
            counted[f"{source.suffix} {how}"] += 1
            if BROKEN in how or "SILENT" in how:
                broken += 1
                kept = Path(tempfile.gettempdir()) / f"docintel-fuzz-{seed}-{broken}{source.suffix}"
                kept.write_bytes(path.read_bytes())
                print(f"{how}: {kept}")
    report(counted, f"seed {seed}, {len(files)} files mutated, {time.monotonic() - begun:.0f} s; parent broken {broken} times")
    return 1 if broken else 0


def report(counted: Counter[str], title: str) -> None:
    """What was counted, the most frequent first."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{title}; {counted.total()} readings, parent {peak} MB at most")
    for what, count in counted.most_common():
        print(f"{count:6} {what}")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not sys.argv[1].replace(".", "", 1).isdigit():
        sys.exit("usage: python benchmarks/fuzz.py SECONDS [SEED [FILE ...]]")
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1, sys.argv[3:]))
