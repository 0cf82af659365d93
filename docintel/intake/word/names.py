"""Names in Word's XML, as lxml writes them, and the few readings of attributes that every part shares."""

from __future__ import annotations

from functools import cache
from typing import Any

Element = Any  # an lxml element: untyped, and kept in this room

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that Word gives it

VAL = f"{W}val"
PARAGRAPH, TABLE, ROW, CELL, RUN, TEXT, SYMBOL = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "r", "t", "sym"))
CONTROL, BOX_CONTENT, ALTERNATIVES = f"{W}sdt", f"{W}txbxContent", f"{MC}AlternateContent"

INSERTIONS = (f"{W}ins", f"{W}moveTo")
DELETIONS = (f"{W}del", f"{W}moveFrom")

_OFF = ("0", "false", "off")


def is_on(mark: Element | None, name: str = VAL) -> bool:
    """Whether an on/off element is there and not switched off."""
    return mark is not None and mark.get(name, "1") not in _OFF


def within(element: Element, *names: str) -> Element | None:
    """The first descendant down a path of `w:` names, None where it breaks off."""
    return element.find(_path(names))


@cache
def _path(names: tuple[str, ...]) -> str:
    return "/".join(f"{W}{name}" for name in names)


def number_of(mark: Element | None, highest: int, name: str = VAL) -> int:
    """The whole number an element holds, at most `highest`; 0 where there is none or it is no number."""
    text = "" if mark is None else mark.get(name, "")
    return min(int(text), highest) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def is_properties(tag: str) -> bool:
    """Whether an element says how something looks or is bound, and holds no content."""
    return tag.endswith(("Pr", "PrEx", "PrChange", "}tblGrid"))


def chosen(alternatives: Element) -> Element | None:
    """The one branch of an mc:AlternateContent to read: the first choice with text, else the fallback with text, else the first choice."""
    choices = [child for child in alternatives if child.tag == f"{MC}Choice"]
    branches = [*choices, *(child for child in alternatives if child.tag == f"{MC}Fallback")]
    spoken = (branch for branch in branches if next(branch.iter(TEXT, SYMBOL, f"{A}t", f"{V}textpath"), None) is not None)
    return next(spoken, branches[0] if branches else None)
