"""Which way a file goes once its reader is known: in slices, whole, or through LibreOffice first; pictures come back recognised."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docintel.domain.errors import UnreadableError
from docintel.intake.children import child_says
from docintel.intake.legacy import OfficeLimits
from docintel.intake.legacy import converted
from docintel.intake.limits import Limits
from docintel.intake.scans import recognise
from docintel.intake.slices import side_by_side
from docintel.intake.slices import sliced
from docintel.intake.sniffing import Sniffed

Said = dict[str, Any]


def read_by(sniffed: Sniffed, path: Path, limits: Limits, known: list[int]) -> Iterator[Said]:
    """Everything said about a file by the reader it asks for; pages in `known` are only named."""
    if sniffed.reader == "office":
        yield from through_office(path, sniffed.ending, limits)
        return
    order = {**asdict(limits), "reader": sniffed.reader, "path": str(path), "known": known}
    if sniffed.reader == "pdf":
        for said in child_says({**order, "reader": "signatures"}, limits):
            yield {"problem": "signatures_unread"} if "error" in said else said
        yield from sliced(order, limits)
        return
    for said in recognised(child_says(order, limits), limits):
        if "convert" in said:
            yield from through_office(path, said["convert"], limits)
        else:
            yield said


def through_office(path: Path, ending: str, limits: Limits) -> Iterator[Said]:
    """An old or foreign office file, turned into DOCX or PDF by LibreOffice and then read."""
    with tempfile.TemporaryDirectory(prefix="docintel-office-") as folder:
        try:
            turned = converted(path, ending, Path(folder), OfficeLimits(limits.office_seconds, limits.office_memory, limits.file_bytes))
        except UnreadableError as error:
            yield {"error": error.code, "detail": ""}
            return
        yield {"problem": "converted"}
        reader = "pdf" if turned.suffix == ".pdf" else "package"
        order = {**asdict(limits), "reader": reader, "path": str(turned)}
        yield from sliced(order, limits) if reader == "pdf" else child_says(order, limits)


def recognised(says: Iterator[Said], limits: Limits) -> Iterator[Said]:
    """What is said, in order, with pages in place of pictures; some pictures are recognised while the next ones come."""
    waiting: deque[Said | Future[Said]] = deque()
    for said in says:
        waiting.append(recognise(said, limits) if "picture" in said else said)
        while waiting and (not isinstance(waiting[0], Future) or waiting[0].done() or len(waiting) > 2 * side_by_side()):
            yield _come(waiting.popleft())
    while waiting:
        yield _come(waiting.popleft())


def _come(said: Said | Future[Said]) -> Said:
    return said.result() if isinstance(said, Future) else said
