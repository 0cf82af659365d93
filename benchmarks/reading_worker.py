"""Reads pages FIRST to LAST of a PDF as the child does, and prints its peak memory in MB at the start and after every 100 pages, and its CPU seconds."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import read_page
from docintel.intake.wire import page_to_wire

STATUS = Path("/proc/self/status")


def peak() -> float:
    """Peak resident memory in MB; Linux's own count, because `getrusage` counts what the parent had before this process began."""
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def main() -> None:
    """Reads and prints."""
    path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    peaks = [peak()]
    with open_pdf(path) as pdf:
        for number in range(first, last + 1):
            json.dumps(page_to_wire(read_page(pdf, number)))
            if (number - first + 1) % 100 == 0:
                peaks.append(peak())
    print(json.dumps({"peaks": peaks, "cpu": round(time.process_time(), 1)}))


if __name__ == "__main__":
    main()
