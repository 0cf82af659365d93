"""A long file in slices, read side by side and heard in order; memory does not grow with the number of pages.

A slice whose child dies goes on after the page that killed it, and that page is tried once more with the other parser.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Generator
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from docintel.intake.children import child_says
from docintel.intake.limits import Limits
from docintel.intake.scans import recognise

Said = dict[str, Any]
SLICE = 32
DEADLY = ("parser_crash", "resource_limit", "timeout")
PATIENCE = 0.2


def side_by_side() -> int:
    """How many children read at a time: one a core."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sliced(order: Said, limits: Limits) -> Iterator[Said]:
    """Everything said to an order about a PDF, pages in order; pictures of pages come back recognised."""
    reading = _Slices(order, limits)
    try:
        yield from reading.heard()
    finally:
        reading.stop.set()
        reading.pool.shutdown(wait=True, cancel_futures=True)


class _Slices:
    """The slices of one file, each filling a queue of its own."""

    def __init__(self, order: Said, limits: Limits) -> None:
        self.order, self.limits = order, limits
        self.patience = Patience(limits)
        self.stop = threading.Event()
        self.pool = ThreadPoolExecutor(side_by_side(), thread_name_prefix="docintel-slice")

    def heard(self) -> Iterator[Said]:
        """The first slice tells how many there are."""
        waiting = [self.begin(1, min(SLICE, self.limits.pages))]
        while waiting:
            for said in self.drained(waiting.pop(0)):
                if "pages" in said and said["pages"] > SLICE:
                    last = min(said["pages"], self.limits.pages)
                    waiting = [self.begin(first, min(first + SLICE - 1, last)) for first in range(SLICE + 1, last + 1, SLICE)]
                yield said

    def begin(self, first: int, last: int) -> queue.Queue[Said | None]:
        """A slice on its way."""
        filled: queue.Queue[Said | None] = queue.Queue(maxsize=SLICE + 8)
        self.pool.submit(self.fill, first, last, filled)
        return filled

    def fill(self, first: int, last: int, filled: queue.Queue[Said | None]) -> None:
        """Put what one slice says into its queue, then None; a picture goes to be recognised at once."""
        try:
            for said in steadfast(self.order, self.patience, first, last):
                if self.stop.is_set():
                    return
                self.put(filled, {"awaited": recognise(said, self.limits), **_known(said)} if "picture" in said else said)
        finally:
            self.put(filled, None)

    def put(self, filled: queue.Queue[Said | None], said: Said | None) -> None:
        """Wait for a place, unless nobody listens any more."""
        while not self.stop.is_set():
            try:
                filled.put(said, timeout=PATIENCE)
            except queue.Full:
                continue
            return

    def drained(self, filled: queue.Queue[Said | None]) -> Iterator[Said]:
        """What a slice said, with what was recognised in place of pictures."""
        while (said := filled.get()) is not None:
            awaited = said.get("awaited")
            yield _seen(awaited.result(), said) if isinstance(awaited, Future) else said


def _seen(found: Said, said: Said) -> Said:
    """What was recognised, with the page that it was drawn from; that page alone where a picture on it could not be recognised."""
    if "region" not in said:
        return {**found, **({"over": said["page"]} if "page" in said else {})}
    return {**found, "around": said["page"], "region": said["region"]} if "page" in found else {"page": said["page"]}


def _known(said: Said) -> Said:
    return {name: said[name] for name in ("page", "picture", "region") if name in said}


class Patience:
    """What is left of a file's time and of the children it may kill, over all its slices."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.deadline = time.monotonic() + limits.file_seconds
        self.crashes = limits.crashes
        self.lock = threading.Lock()

    def lasts(self) -> bool:
        """Whether another child may try."""
        return self.crashes > 0 and time.monotonic() < self.deadline

    def lose(self) -> None:
        """A child died."""
        with self.lock:
            self.crashes -= 1

    def left(self) -> Limits:
        """The limits of the next child: it has no more time than the file has."""
        return replace(self.limits, wall_seconds=max(1, min(self.limits.wall_seconds, int(self.deadline - time.monotonic()))))


def steadfast(order: Said, patience: Patience, first: int, last: int) -> Iterator[Said]:
    """One slice, read on past pages that kill the child; only the first slice tells of the file as a whole.

    A file that kills whoever opens it has no pages to go on to.
    """
    following, opened = first, first > 1
    while patience.lasts():
        death: Said | None = None
        for said in child_says(_part(order, following, last), patience.left()):
            if said.get("error") in DEADLY:
                death = said
                break
            following = max(following, number_of(said) + 1)
            if first == 1 or "pages" not in said:
                yield said
            if "pages" in said:
                opened, last = True, min(last, said["pages"])
        if death is None:
            return
        patience.lose()
        told = yield from _once_more(order, patience.limits, following, death)
        if not opened and not told:
            yield death
            return
        opened, last = True, min(last, told or last)
        following += 1
        if following > last:
            return
    yield from ({"failed": number, "why": "given_up"} for number in range(following, last + 1))


def _part(order: Said, first: int, last: int) -> Said:
    """The order for some of the pages."""
    return {**order, "first": first, "last": last, "known": [number for number in order.get("known", ()) if first <= number <= last]}


def _once_more(order: Said, limits: Limits, number: int, death: Said) -> Generator[Said, None, int]:
    """A deadly page with the other parser; it is lost where that fails too. Returns how many pages that parser sees, 0 where it sees none."""
    brief = replace(limits, wall_seconds=limits.page_seconds, cpu_seconds=min(limits.cpu_seconds, limits.page_seconds))
    told, pages = False, 0
    for said in child_says({**_part(order, number, number), "plain": True}, brief):
        told = told or number_of(said) == number
        pages = said.get("pages", pages)
        if number == 1 if "pages" in said else "error" not in said:
            yield said
    if not told and (pages or number > 1):
        yield {"failed": number, "why": death["error"]}
    return pages


def number_of(said: Said) -> int:
    """The page a message is about, 0 where it is about none."""
    page = said.get("page")
    if isinstance(page, dict):
        return int(page["number"])
    return next((int(said[name]) for name in ("known", "failed", "picture") if name in said), 0)
