"""Names of submitted files as they can be shown: for display only, never a path."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST_NAME = 200
_UNSHOWN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LOST = "\ufffd"  # in place of what cannot be shown or would turn the rest around


def shown_name(name: str) -> str:
    """A name that can be printed anywhere: bytes that are no UTF-8 are read as GB 18030, controls are replaced, the middle of a long one is left out."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = name.encode("utf-8", "surrogateescape" if _from_bytes(name) else "replace").decode("gb18030", "replace")
    shown = _UNSHOWN.sub(_LOST, unicodedata.normalize("NFC", name))
    return shown if len(shown) <= LONGEST_NAME else f"{shown[: LONGEST_NAME - 60]}…{shown[-59:]}"


def _from_bytes(name: str) -> bool:
    """Whether the half characters of a name stand for bytes of the file system that are no UTF-8."""
    return all("\udc80" <= char <= "\udcff" for char in name if "\ud800" <= char <= "\udfff")


def numbered(name: str, number: int) -> str:
    """A name that was there before, told apart: 审计报告 (2).pdf."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem} ({number}){path.suffix}")) if path.name else f"{name} ({number})"


def safe_ending(name: str) -> str:
    """The ending of a name where it is a plain one."""
    ending = PurePosixPath(name).suffix.lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,8}", ending) else ""
