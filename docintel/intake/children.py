"""The parent's side of the processes that open submitted files: start one for an order, hear what it says, end it in time.

On Linux children are forked by a warm zygote; elsewhere each is a fresh interpreter. Whatever ends a child, the parent lives on.
"""

from __future__ import annotations

import atexit
import io
import itertools
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from collections.abc import Iterator
from contextlib import closing
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import Protocol

from docintel.intake.limits import Limits

Said = dict[str, Any]
CHUNK = 1 << 20
FORKS = sys.platform.startswith("linux") and hasattr(os, "pidfd_open")
_QUIET = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"}
GRACE_SECONDS = 5.0
LOST: Said = {"error": "parser_crash", "detail": f"exit {-signal.SIGTERM}"}  # nobody else ends a child in this way


class Child(Protocol):
    """A process at work on one order; it speaks into `pipe`."""

    pipe: int

    def kill(self) -> None:
        """End it now."""

    def status(self) -> int:
        """How it ended (negative: the signal), once its pipe is closed."""


def child_says(order: Said, limits: Limits) -> Iterator[Said]:
    """Everything a child says to an order, then an error where it ended badly or took too long.

    A message with `bytes` carries that many bytes as `payload`. A child that was lost with the zygote before it said a word is asked again.
    """
    for again in (True, False):
        heard = False
        with closing(_one_child(order, limits)) as says:
            for said in says:
                if again and not heard and said == LOST:
                    break
                heard = True
                yield said
            else:
                return


def _one_child(order: Said, limits: Limits) -> Generator[Said, None, None]:
    child = _start({**order, "memory": limits.memory, "cpu_seconds": limits.cpu_seconds})
    hearing = _Hearing(child.pipe, limits)
    clock = threading.Timer(limits.wall_seconds, child.kill)  # where a pipe cannot be polled, this is the only clock
    try:
        if hearing.poll is None:
            clock.start()
        yield from hearing.messages()
        if hearing.stopped:
            child.kill()
            yield {"error": hearing.stopped}
        else:
            yield from _ending(child.status())
    finally:
        clock.cancel()
        child.kill()
        os.close(child.pipe)


def _ending(code: int) -> Iterator[Said]:
    if code == 0:
        return
    if hasattr(signal, "SIGXCPU") and code in (-signal.SIGXCPU, -signal.SIGKILL):
        yield {"error": "timeout"}
    else:
        yield {"error": "parser_crash", "detail": f"exit {code}"}


class _Hearing:
    """Messages out of a pipe, as long as they come in time and make sense; `stopped` is the code of why they are not heard further."""

    def __init__(self, pipe: int, limits: Limits) -> None:
        self.pipe, self.limits, self.stopped = pipe, limits, ""
        self.deadline = time.monotonic() + limits.wall_seconds
        self.held = bytearray()
        self.raw = io.FileIO(pipe, closefd=False)
        self.poll = select.poll() if hasattr(select, "poll") else None
        if self.poll is not None:
            self.poll.register(pipe, select.POLLIN)

    def messages(self) -> Iterator[Said]:
        """Whole messages; what is left of a broken one is dropped with the child that broke."""
        while (line := self.line()) is not None:
            said = _understood(line)
            if said is None:
                self.stopped = "parser_crash"
                return
            if "bytes" in said:
                payload = self.exactly(said["bytes"])
                if payload is None:
                    return
                said["payload"] = payload
            yield said

    def line(self) -> bytes | None:
        """The next line, None at the end or when time is up."""
        seen = 0
        while (end := self.held.find(b"\n", seen)) < 0:
            seen = len(self.held)
            if seen > self.limits.page_bytes or not self.more():
                break
        if max(end, len(self.held) if end < 0 else 0) > self.limits.page_bytes:
            self.stopped = "resource_limit"
        if end < 0 or self.stopped:
            return None
        line = bytes(self.held[:end])
        del self.held[: end + 1]
        return line

    def exactly(self, count: int) -> bytearray | None:
        """The next `count` bytes, put where they stay: a picture of a page is some megabytes."""
        if count > self.limits.message_bytes:
            self.stopped = "resource_limit"
            return None
        payload, filled = bytearray(count), min(count, len(self.held))
        payload[:filled] = self.held[:filled]
        del self.held[:filled]
        with memoryview(payload) as room:
            while filled < count:
                more = self.raw.readinto(room[filled:]) if self.comes() else 0
                if not more:
                    return None
                filled += more
        return payload

    def more(self) -> bool:
        """Wait for bytes; False at the end, or where none came in time."""
        chunk = os.read(self.pipe, CHUNK) if self.comes() else b""
        self.held += chunk
        return bool(chunk)

    def comes(self) -> bool:
        """Wait for the pipe; False where nothing came in time."""
        patience = min(self.limits.page_seconds, self.deadline - time.monotonic())
        if self.poll is not None and not self.poll.poll(max(0, int(patience * 1000))):
            self.stopped = "timeout"
            return False
        return True


def _understood(line: bytes) -> Said | None:
    """A message, None where a child says something that is none: it is no longer our own code that speaks."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    sound = isinstance(said, dict) and isinstance(said.get("bytes", 0), int) and said.get("bytes", 0) >= 0
    return said if sound else None


def _start(order: Said) -> Child:
    return _ZYGOTE.start(order) if FORKS else _Spawned(order)


def interpreter(module: str, *arguments: str) -> list[str]:
    """The command that runs `main` of one of our modules with our own import path and nothing of the user's."""
    code = f"import sys; sys.path[:] = sys.argv.pop(1).split('\\n'); from {module} import main; main()"
    return [sys.executable, "-I", "-c", code, "\n".join(sys.path), *arguments]


class _Spawned:
    """A fresh interpreter for one order."""

    def __init__(self, order: Said) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own code
            interpreter("docintel.intake.child"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, **_QUIET},
        )
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("a child without pipes")
        self.pipe = os.dup(self.process.stdout.fileno())
        self.process.stdout.close()
        with suppress(BrokenPipeError):  # a child that died at its start is told by its exit code
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            self.process.stdin.close()

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def status(self) -> int:
        return self.process.wait(timeout=GRACE_SECONDS)


@dataclass(slots=True)
class _Forked:
    """A child of the zygote."""

    name: int
    pipe: int
    zygote: _Zygote
    ended: threading.Event = field(default_factory=threading.Event)
    code: int = -signal.SIGTERM

    def kill(self) -> None:
        if not self.ended.is_set():
            self.zygote.tell({"kill": self.name})
            self.ended.wait(GRACE_SECONDS)

    def status(self) -> int:
        self.ended.wait(GRACE_SECONDS)
        return self.code


class _Zygote:
    """The warm process, started when first needed and again when it has died."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.control: socket.socket | None = None
        self.children: dict[int, _Forked] = {}
        self.names = itertools.count(1)

    def start(self, order: Said) -> Child:
        """A child at work on an order."""
        ours, theirs = os.pipe()
        _widen(theirs)
        try:
            with self.lock:
                child = _Forked(next(self.names), ours, self)
                packet = json.dumps({**order, "id": child.name}).encode()
                try:
                    self.send(child, packet, theirs)
                except ConnectionError:  # it died just now, which cannot always be seen before
                    self.close()
                    self.send(child, packet, theirs)
        finally:
            os.close(theirs)
        return child

    def send(self, child: _Forked, packet: bytes, pipe: int) -> None:
        """An order to the living zygote."""
        control = self.awake()
        self.children[child.name] = child
        socket.send_fds(control, [packet], [pipe])

    def tell(self, word: Said) -> None:
        """A word to the zygote; where it is gone, so are its children."""
        with self.lock, suppress(OSError):
            if self.control is not None:
                self.control.send(json.dumps(word).encode())

    def awake(self) -> socket.socket:
        """The socket of the living zygote."""
        if self.control is not None and self.process is not None and self.process.poll() is None:
            return self.control
        self.close()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own code
            interpreter("docintel.intake.zygote", str(theirs.fileno())),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            env={"PATH": os.defpath, **_QUIET},
        )
        theirs.close()
        self.control, self.children = ours, {}
        threading.Thread(target=_listen, args=(ours, self.children), daemon=True, name="docintel-zygote").start()
        return ours

    def close(self) -> None:
        """Let the zygote go; it takes its children with it."""
        if self.control is not None:
            with suppress(OSError):
                self.control.shutdown(socket.SHUT_RDWR)
            self.control.close()
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=GRACE_SECONDS)
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
        self.control = self.process = None


def _widen(pipe: int) -> None:
    """A page's picture goes through in a few pieces instead of fifty (Linux)."""
    import fcntl

    with suppress(OSError):  # more than this user may have in pipes: it stays as it is
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, CHUNK)


def _listen(control: socket.socket, children: dict[int, _Forked]) -> None:
    """Note how the children of one zygote end; with the zygote all of them do."""
    with suppress(OSError):
        while packet := control.recv(4096):
            ended = json.loads(packet)
            _note(children.pop(ended["id"], None), ended["status"])
    for child in list(children.values()):
        _note(child, -signal.SIGTERM)


def _note(child: _Forked | None, status: int) -> None:
    if child is not None:
        child.code = status
        child.ended.set()


_ZYGOTE = _Zygote()
atexit.register(_ZYGOTE.close)
