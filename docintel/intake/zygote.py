"""A warm, single-threaded process that has every reader loaded and forks a child for each order: a child costs milliseconds.

It touches no submitted file itself. Orders come as one packet of JSON with the pipe that the child shall speak into; back go
{"id", "status"} when a child has ended (negative: the signal). {"kill": id} ends a child. When the parent is gone, all end.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from docintel.intake.child import obey

PACKET = 64 * 1024
UNCAUGHT = 70
_PR_SET_PDEATHSIG = 1
PRELOADED = (
    "docx",
    "lxml.etree",
    "numpy",
    "openpyxl",
    "pdfplumber",
    "PIL.Image",
    "PIL.ImageSequence",
    "pypdfium2",
    "pyseccomp",
    "python_calamine",
    "resource",
    "zxingcpp",
    "docintel.intake.pdf",
    "docintel.intake.word",
)


def main() -> None:
    """Serve the socket whose number is the last argument."""
    for name in PRELOADED:
        with suppress(ImportError):  # what a platform lacks is told by doctor
            importlib.import_module(name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Zygote(socket.socket(fileno=int(sys.argv[-1]))).serve()


def end_with_parent() -> None:
    """Let the kernel kill this child when the zygote dies, so that none is left behind."""
    zygote = os.getppid()
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != zygote or zygote == 1:
        os._exit(0)


class _Zygote:
    """The children that are at work, each with the descriptor that tells of its end."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.ends: dict[int, tuple[int, int]] = {}  # descriptor of the child's end -> (order's id, pid)

    def serve(self) -> None:
        """Until the parent hangs up."""
        while True:
            ready, _, _ = select.select([self.control.fileno(), *self.ends], [], [])
            for place in self.ends.keys() & set(ready):
                self.bury(place)
            if self.control.fileno() in ready and not self.hear():
                break
        for _, pid in self.ends.values():
            os.kill(pid, signal.SIGKILL)

    def hear(self) -> bool:
        """Take one packet; False at the end."""
        packet, pipes, _, _ = socket.recv_fds(self.control, PACKET, 1)
        if not packet:
            return False
        order = json.loads(packet)
        if "kill" in order:
            self.end(order["kill"])
        else:
            self.start(order, pipes[0])
        return True

    def start(self, order: dict[str, Any], pipe: int) -> None:
        """Fork a child for an order."""
        pid = os.fork()
        if pid == 0:
            end_with_parent()
            self.control.close()
            for place in self.ends:
                os.close(place)
            try:
                obey(order, pipe)
                os._exit(0)
            finally:
                os._exit(UNCAUGHT)  # whatever no reader is known to raise: never an end without a word
        os.close(pipe)
        self.ends[os.pidfd_open(pid)] = (order["id"], pid)

    def end(self, name: int) -> None:
        """Kill the child of an order, if it is still there."""
        for order, pid in self.ends.values():
            if order == name:
                os.kill(pid, signal.SIGKILL)

    def bury(self, place: int) -> None:
        """Take a child's end and tell of it."""
        name, pid = self.ends.pop(place)
        _, status = os.waitpid(pid, 0)
        os.close(place)
        self.control.send(json.dumps({"id": name, "status": os.waitstatus_to_exitcode(status)}).encode())
