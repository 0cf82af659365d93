"""What foreign readers raise on broken files, in one place; anything else ends the child and is told by its parent."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Any

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
    """The message that a file cannot be read further; the error's own words may be the file's, so only its kind is named."""
    return {"error": "damaged", "detail": type(error).__name__}
