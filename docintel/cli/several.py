"""Several processes that answer for one workbench, on one listening socket: each a copy of this one, made before it has any thread."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from types import FrameType

import uvicorn
from fastapi import FastAPI

from docintel.work.member import Told

TURN_SECONDS = 0.001  # that a page being put together keeps the interpreter while a picture waits; Python's own is five times as long
GARBAGE = (700, 10, 1000)  # Python's own but for the last: all that lives is looked through a hundred times less often
SHORT = 5.0  # seconds: one that lived no longer was not ended by what it served
MOST_SHORT = 5  # of those one after another


def served(app: FastAPI, listening: socket.socket) -> None:
    """One process at work until it is told to end."""
    made_ready()
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)).run(sockets=[listening])


def made_ready() -> None:
    """Settings of the process that answers: what is short does not wait long for what is not.

    Packs and open Reviews live long and hold no circles: looking through all of them for garbage was half of opening a Review, a third of a
    second at a time.
    """
    sys.setswitchinterval(TURN_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)


@dataclass(slots=True)
class Several:
    """Begins the processes, and another in the place of one that died."""

    made: Callable[[], FastAPI]
    listening: socket.socket
    count: int
    begun: dict[int, float] = field(default_factory=dict)
    ending: bool = False

    def serve(self) -> int:
        """Until told to end; the status to end with: not 0 where processes die as soon as they begin."""
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, self.end)
        for _ in range(self.count):
            self.begin()
        short = 0
        while self.begun:
            pid, status = os.wait()
            lived = time.monotonic() - self.begun.pop(pid, 0.0)
            if self.ending:
                continue
            short = short + 1 if lived < SHORT else 0
            if short >= MOST_SHORT:
                self.end(signal.SIGTERM, None)
                return os.waitstatus_to_exitcode(status) or 1
            self.begin()
        return 0

    def begin(self) -> None:
        """One more."""
        pid = os.fork()
        if pid:
            self.begun[pid] = time.monotonic()
            return
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, signal.SIG_DFL)
        with Told() as told_of:
            served(self.made(), self.listening)
            told_of.status = 0
        os._exit(told_of.status)

    def end(self, told: int, _frame: FrameType | None) -> None:
        """All of them end after what they are answering."""
        self.ending = True
        for pid in self.begun:
            os.kill(pid, told)
