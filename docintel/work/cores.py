"""Cores shared out: readers run side by side on all cores that a process has, so workers of one machine each have their own."""

from __future__ import annotations

import os
from contextlib import suppress


def cores_of(number: int, size: int) -> tuple[int, ...]:
    """The cores of one of so many workers, one each where there are too few; none where cores cannot be had."""
    if not hasattr(os, "sched_getaffinity") or size == 1:
        return ()
    cores = sorted(os.sched_getaffinity(0))
    return tuple(cores[number % len(cores) :: size])


def keep_to(cores: tuple[int, ...]) -> None:
    """Run on these cores only; on all where none are named."""
    if cores and hasattr(os, "sched_setaffinity"):
        with suppress(OSError):
            os.sched_setaffinity(0, cores)
