"""The child that opens one submitted file: limits first, then what it reads as messages; forked by the zygote or started afresh.

A message is a line of JSON: {"pages": n}, {"page": {...}}, {"picture": n, ..., "bytes": b} with b raw bytes after it, {"failed": n},
{"problem": code, "detail": text}, or {"error": code, "detail": text} where nothing (more) can be read.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Callable
from collections.abc import Iterator
from typing import Any
from typing import BinaryIO

from docintel.intake.confinement import confine
from docintel.intake.foreign import FOREIGN
from docintel.intake.foreign import damaged
from docintel.intake.readers import READERS

Said = dict[str, Any]


def main() -> None:
    """Do the one order given on standard input."""
    obey(json.loads(sys.stdin.readline()), os.dup(sys.stdout.fileno()))


def obey(order: Said, pipe: int) -> None:
    """Carry out one order, confined for good, speaking into `pipe`."""
    warnings.simplefilter("ignore")
    reader = READERS[order["reader"]]
    confine(order["memory"], order["cpu_seconds"], [order["path"]] if "path" in order else [])
    with os.fdopen(pipe, "wb") as out:
        _speak(out, reader, order)


def _speak(out: BinaryIO, reader: Callable[[Said], Iterator[Said]], order: Said) -> None:
    try:
        for said in reader(order):
            _say(out, said)
    except MemoryError:
        _say(out, {"error": "resource_limit", "detail": ""})
    except RecursionError:
        _say(out, {"error": "damaged", "detail": "nested too deep"})
    except FOREIGN as error:
        _say(out, damaged(error))


def _say(out: BinaryIO, said: Said) -> None:
    payload = said.pop("payload", None)
    if payload is not None:
        said["bytes"] = len(payload)
    out.write(json.dumps(said, ensure_ascii=True).encode("ascii") + b"\n")
    if payload is not None:
        out.write(payload)
    out.flush()


if __name__ == "__main__":
    main()
