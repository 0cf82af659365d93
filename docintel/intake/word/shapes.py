"""What a drawing holds: text boxes, lettering, pictures, and objects of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from docintel.intake.word import names
from docintel.intake.word.inline import art_text
from docintel.intake.word.names import SHAPE
from docintel.intake.word.names import A
from docintel.intake.word.names import Element
from docintel.intake.word.names import O
from docintel.intake.word.names import R
from docintel.intake.word.names import V
from docintel.intake.word.names import W
from docintel.intake.word.names import number_of
from docintel.intake.word.symbols import word_art

_FILLS = tuple(f"{A}{name}" for name in ("solidFill", "gradFill", "pattFill", "blipFill"))
_WHITE = ("", "white", "#fff", "#ffffff", "window")
SMALL, LARGE = 25_400, 10**8  # in 1/12,700 of a point: 2 pt, and beyond any sheet
_UNSEEN = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none")


class Kind(Enum):
    """What was met in a drawing."""

    BOX = "box"
    ART = "art"
    CANVAS = "canvas"
    DIAGRAM = "diagram"
    PICTURE = "picture"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Met:
    """One thing in a drawing: a box's element, lettering or an object's name as `text`, a diagram's relation as `text`."""

    kind: Kind
    element: Element
    text: str = ""
    shaded: bool = False


def is_unseen(shape: Element) -> bool:
    """Whether a drawing is switched off, or smaller than a letter."""
    if any(number_of(one, LARGE, side) < SMALL for one in shape.iterfind("*/{*}extent") for side in ("cx", "cy")):
        return True
    if any(one.get("hidden") in ("1", "true") for one in shape.iterfind("*/{*}docPr")):
        return True
    return any(_UNSEEN.search(one.get("style", "").lower()) is not None for one in shape if one.tag.startswith(V))


def met_in(shape: Element, *, shaded: bool = False) -> Iterator[Met]:
    """Everything in a drawing in order; of several renderings of one thing, one."""
    if shape.tag == f"{W}object":
        yield from _foreign(shape)
        return
    shaded = shaded or _is_filled(shape)
    for child in shape:
        tag = child.tag
        if tag == names.BOX_CONTENT:
            yield Met(Kind.BOX, child, shaded=shaded)
        elif tag == names.ALTERNATIVES:
            branch = names.chosen(child)
            yield from () if branch is None else met_in(branch, shaded=shaded)
        elif tag == f"{A}txBody":
            yield Met(Kind.CANVAS, child, art_text(child))
        elif (found := _thing(child)) is not None:
            yield found
        else:
            yield from met_in(child, shaded=shaded)


def _thing(child: Element) -> Met | None:
    """Something without content of its own to walk through."""
    tag = child.tag
    if tag == f"{V}textpath":
        return Met(Kind.ART, child, word_art(child))
    if tag in (f"{names.PICTURE}pic", f"{V}imagedata"):
        return Met(Kind.PICTURE, child)
    if tag == f"{names.DIAGRAM}relIds":
        return Met(Kind.DIAGRAM, child, child.get(f"{R}dm", ""))
    return Met(Kind.OBJECT, child, "chart") if tag.endswith("}chart") else None


def _foreign(shape: Element) -> Iterator[Met]:
    """An object of another program is named; its picture is its icon."""
    for one in shape.iter(f"{O}OLEObject", f"{W}control"):
        yield Met(Kind.OBJECT, one, one.get("ProgID") or one.get(f"{W}name") or "OLE")


def _is_filled(shape: Element) -> bool:
    """Whether a shape is filled with a colour, so that white letters can be read on it."""
    if shape.tag in (f"{V}shape", f"{V}rect", f"{V}roundrect"):
        return shape.get("fillcolor", "").split(" ")[0].lower() not in _WHITE and shape.get("filled") not in ("f", "false")
    if not shape.tag.endswith("}wsp"):
        return False
    properties = shape.find(f"{SHAPE}spPr")
    inside = () if properties is None else [child.tag for child in properties]
    if f"{A}noFill" in inside:
        return False
    reference = shape.find(f"{SHAPE}style/{A}fillRef")
    return any(tag in _FILLS for tag in inside) or (reference is not None and reference.get("idx", "0") != "0")
