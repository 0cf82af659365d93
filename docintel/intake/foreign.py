"""What foreign readers raise on broken files, in one place; anything else ends the child and is told by its parent."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Any

from docintel.intake.wire import clean

FOREIGN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    EOFError,
    StopIteration,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
)


def damaged(error: BaseException) -> dict[str, Any]:
    """The message that a file cannot be read further."""
    return {"error": "damaged", "detail": clean(f"{type(error).__name__}: {error}")[:200]}
