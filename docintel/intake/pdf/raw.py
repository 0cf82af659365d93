"""PDFium called fast: its functions on plain integers, the answers of many calls in columns.

pypdfium2 opens and closes; what is asked once per character or drawn point goes through here, because checking typed pointers costs
more than the question itself.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

Handle = int
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.uint32]
Call = Callable[..., Any]

_POINTER, _INT, _UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_FLOAT, _DOUBLE, _SIZE = ctypes.c_float, ctypes.c_double, ctypes.c_size_t


def _call(name: str, result: Any, *arguments: Any) -> Call:
    address = ctypes.cast(getattr(pdfium, name), _POINTER).value
    if address is None:
        raise ImportError(f"this PDFium has no {name}")
    return ctypes.CFUNCTYPE(result, *arguments)(address)


count_chars = _call("FPDFText_CountChars", _INT, _POINTER)
char_unicode = _call("FPDFText_GetUnicode", _UINT, _POINTER, _INT)
char_box = _call("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
char_is_generated = _call("FPDFText_IsGenerated", _INT, _POINTER, _INT)
char_is_unmapped = _call("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)
char_object = _call("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
char_matrix = _call("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
char_origin = _call("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
char_font_size = _call("FPDFText_GetFontSize", _DOUBLE, _POINTER, _INT)

text_mode = _call("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
text_font = _call("FPDFTextObj_GetFont", _POINTER, _POINTER)
font_name = _call("FPDFFont_GetBaseFontName", _SIZE, _POINTER, _POINTER, _SIZE)
fill_color = _call("FPDFPageObj_GetFillColor", _INT, _POINTER, *[_POINTER] * 4)
stroke_color = _call("FPDFPageObj_GetStrokeColor", _INT, _POINTER, *[_POINTER] * 4)

count_objects = _call("FPDFPage_CountObjects", _INT, _POINTER)
page_object = _call("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
count_form_objects = _call("FPDFFormObj_CountObjects", _INT, _POINTER)
form_object = _call("FPDFFormObj_GetObject", _POINTER, _POINTER, _INT)
object_kind = _call("FPDFPageObj_GetType", _INT, _POINTER)
object_is_transparent = _call("FPDFPageObj_HasTransparency", _INT, _POINTER)
object_clip = _call("FPDFPageObj_GetClipPath", _POINTER, _POINTER)
count_clips = _call("FPDFClipPath_CountPaths", _INT, _POINTER)
object_bounds = _call("FPDFPageObj_GetBounds", _INT, _POINTER, *[_POINTER] * 4)
object_matrix = _call("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)

path_mode = _call("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
dash_count = _call("FPDFPageObj_GetDashCount", _INT, _POINTER)
count_segments = _call("FPDFPath_CountSegments", _INT, _POINTER)
path_segment = _call("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_kind = _call("FPDFPathSegment_GetType", _INT, _POINTER)
segment_point = _call("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
segment_closes = _call("FPDFPathSegment_GetClose", _INT, _POINTER)


def handle(foreign: Any) -> Handle:
    """The plain address of what pypdfium2 wraps."""
    return ctypes.cast(foreign.raw, _POINTER).value or 0


def members(call: Call, holder: Handle, indexes: Iterable[int]) -> list[Any]:
    """`call(holder, index)` for every index."""
    return list(map(call, repeat(holder), indexes))


def rows(call: Call, holder: Handle, indexes: Sequence[int], width: int) -> Floats:
    """What `call(holder, index, address)` writes for every index: `width` floats in a row."""
    found = np.zeros((len(indexes), width), np.float32)
    _exhaust(map(call, repeat(holder), indexes, _addresses(found, 0, 4 * width)))
    return found.astype(np.float64)


def doubles(call: Call, holder: Handle, indexes: Sequence[int], width: int) -> Floats:
    """What `call(holder, index, address, address ...)` writes for every index: one double at each of `width` addresses."""
    found = np.zeros((len(indexes), width), np.float64)
    _exhaust(map(call, repeat(holder), indexes, *(_addresses(found, 8 * column, 8 * width) for column in range(width))))
    return found


def spread(call: Call, objects: Sequence[Handle], width: int, kind: Any = np.float32) -> NDArray[Any]:
    """What `call(object, address, address ...)` writes for every object: one number at each of `width` addresses."""
    found = np.zeros((len(objects), width), kind)
    _exhaust(map(call, objects, *(_addresses(found, 4 * column, 4 * width) for column in range(width))))
    return found


def matrices(objects: Sequence[Handle]) -> Floats:
    """The matrix of every page object, six numbers in a row."""
    found = np.zeros((len(objects), 6), np.float32)
    _exhaust(map(object_matrix, objects, _addresses(found, 0, 24)))
    return found.astype(np.float64)


def base_font_name(font: Handle) -> str:
    """A font's name as the file has it; empty where it has none."""
    buffer = ctypes.create_string_buffer(256)
    length = font_name(font, ctypes.addressof(buffer), len(buffer)) if font else 0
    return buffer.raw[: max(0, min(length, len(buffer)) - 1)].decode("utf-8", "replace")


def _addresses(found: NDArray[Any], offset: int, step: int) -> range:
    start = found.ctypes.data + offset
    return range(start, start + step * len(found), step)


def _exhaust(calls: Iterable[Any]) -> None:
    deque(calls, maxlen=0)
