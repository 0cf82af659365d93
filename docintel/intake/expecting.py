"""What reading a file is expected to cost, from its name, its size and a look at its first bytes: nothing is parsed here."""

from __future__ import annotations

import re
from pathlib import Path

PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".jp2")
LOOKED_AT = 1 << 17  # bytes at the beginning of a PDF: a scan begins with the picture of its first page
SCANNED = re.compile(rb"/(?:DCTDecode|CCITTFaxDecode|JBIG2Decode|JPXDecode)\b")
WRITTEN = re.compile(rb"/(?:Font|FontFile[23]?|ToUnicode|ObjStm)\b")


def reading_order(path: Path, suffix: str, size: int) -> tuple[bool, int]:
    """Sorts files so that those soon read come first: small before large, and what must be recognised from pictures after all others."""
    return _is_pictures(path, suffix), size


def _is_pictures(path: Path, suffix: str) -> bool:
    if suffix in PICTURES:
        return True
    if suffix != ".pdf":
        return False
    try:
        with path.open("rb") as file:
            start = file.read(LOOKED_AT)
    except OSError:
        return False
    return SCANNED.search(start) is not None and WRITTEN.search(start) is None
