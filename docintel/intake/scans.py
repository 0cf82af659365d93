"""Pictures of pages to pages: long-lived processes that get pixels only, one thread each, as many as cores.

A process that takes too long or dies over a picture is replaced; the page is then one that could not be read.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import subprocess
import threading
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from docintel.intake.children import interpreter
from docintel.intake.limits import Limits

Said = dict[str, Any]
WAITING = 4  # pictures held for processes that are busy
HELD_BYTES = 256 << 20  # of pictures that wait or are at work; one larger than that goes alone
START_SECONDS = 120.0
_ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True, slots=True)
class _Job:
    """A picture and who waits for it."""

    said: Said
    limits: Limits
    done: Future[Said]


def recognise(said: Said, limits: Limits) -> Future[Said]:
    """The page in a picture message, as a message to come; waits while too many pictures are held already."""
    return _DESK.take(said, limits)


class _Desk:
    """The queue of pictures and the threads that feed one process each."""

    def __init__(self) -> None:
        self.jobs: queue.Queue[_Job | None] = queue.Queue(maxsize=WAITING)
        self.feeders: list[_Feeder] = []
        self.lock = threading.Lock()
        self.held, self.room = 0, threading.Condition()

    def take(self, said: Said, limits: Limits) -> Future[Said]:
        """Queue a picture; the processes start with the first one."""
        with self.lock:
            if not self.feeders:
                self.feeders = [_Feeder(self.jobs) for _ in range(_cores())]
        size = len(said["payload"])
        with self.room:
            self.room.wait_for(lambda: self.held == 0 or self.held + size <= HELD_BYTES)
            self.held += size
        job = _Job(said, limits, Future())
        job.done.add_done_callback(lambda _: self.leave(size))
        self.jobs.put(job)
        return job.done

    def leave(self, size: int) -> None:
        """A picture is done with."""
        with self.room:
            self.held -= size
            self.room.notify_all()

    def close(self) -> None:
        """End the processes."""
        for feeder in self.feeders:
            feeder.end()


class _Feeder:
    """One process and the thread that feeds it."""

    def __init__(self, jobs: queue.Queue[_Job | None]) -> None:
        self.jobs = jobs
        self.process: subprocess.Popen[bytes] | None = None
        threading.Thread(target=self.feed, daemon=True, name="docintel-ocr").start()

    def feed(self) -> None:
        """Picture after picture; whatever happens, the one who waits gets an answer."""
        while (job := self.jobs.get()) is not None:
            answer: Said = {"failed": job.said["picture"], "why": "ocr_failed"}
            try:
                answer = self.ask(job)
            finally:
                job.done.set_result(answer)

    def ask(self, job: _Job) -> Said:
        """What the process reads in a picture."""
        header = {name: value for name, value in job.said.items() if name not in ("payload", "page")}
        try:
            process = self.awake(job.limits)
            _give(process, header, job.said["payload"])
            line = _line_within(process, job.limits.ocr_seconds)
        except (BrokenPipeError, OSError):
            line = None
        if line is None:
            self.end()
            return {"failed": job.said["picture"], "why": "ocr_failed"}
        said: Said = json.loads(line)
        return said

    def awake(self, limits: Limits) -> subprocess.Popen[bytes]:
        """The living process, started anew where it has died; it says when its models are loaded."""
        if self.process is not None and self.process.poll() is None:
            return self.process
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own code
            interpreter("docintel.intake.ocr.worker", str(limits.ocr_memory)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, **_ENVIRONMENT},
        )
        _line_within(self.process, START_SECONDS)  # one that did not start well breaks the pipe at the first picture
        return self.process

    def end(self) -> None:
        """Kill the process; the next picture starts another."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def _give(process: subprocess.Popen[bytes], header: Said, pixels: bytes) -> None:
    """Write a picture to a process; raises OSError where it is gone."""
    if process.stdin is not None:
        process.stdin.write(json.dumps(header).encode() + b"\n")
        process.stdin.write(pixels)
        process.stdin.flush()


def _line_within(process: subprocess.Popen[bytes], seconds: float) -> bytes | None:
    """The next line a process says; None where it ends first, or is ended because time is up."""
    if process.stdout is None:
        return None
    clock = threading.Timer(seconds, process.kill)
    clock.start()
    try:
        line = process.stdout.readline()
    finally:
        clock.cancel()
    return line if line.endswith(b"\n") else None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_DESK = _Desk()
atexit.register(_DESK.close)
