"""A long-lived process that recognises pictures of pages: it gets pixels, never files, and after its models are loaded it may open nothing.

On standard input a line of JSON (picture, points, width, height, bytes) and the pixels; on standard output a line of JSON with the page.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from typing import Any
from typing import BinaryIO

import cv2
import numpy as np

from docintel.intake.confinement import confine
from docintel.intake.foreign import FOREIGN
from docintel.intake.ocr.recogniser import Recogniser
from docintel.intake.wire import page_to_wire

Said = dict[str, Any]


def main() -> None:
    """Answer picture after picture until the input ends; the last argument is the memory it may take, in bytes."""
    warnings.simplefilter("ignore")
    asked = sys.stdin.buffer
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        recogniser = Recogniser()
        confine(int(sys.argv[-1]), 0)
        _say(answers, {"ready": True})
        while header := asked.readline():
            picture = json.loads(header)
            _say(answers, answer(recogniser, picture, asked.read(picture["height"] * picture["width"] * 3)))


def answer(recogniser: Recogniser, picture: Said, payload: bytes) -> Said:
    """The page in a picture, or that it could not be read."""
    try:
        pixels = np.frombuffer(payload, np.uint8).reshape(picture["height"], picture["width"], 3)
        page = recogniser.read(pixels, points=(picture["points"][0], picture["points"][1]), number=picture["picture"])
    except (*FOREIGN, MemoryError, cv2.error):
        return {"failed": picture["picture"], "why": "ocr_failed"}
    return {"page": page_to_wire(page)}


def _say(out: BinaryIO, said: Said) -> None:
    out.write(json.dumps(said).encode("ascii") + b"\n")
    out.flush()


if __name__ == "__main__":
    main()
