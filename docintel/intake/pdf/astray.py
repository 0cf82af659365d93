"""Characters that a file gives as the text of a span (ActualText), put where they are seen.

Browsers print pages as forms on a larger scale and tell of many characters only so. PDFium has the box of the span's drawing for every one of them,
and in the coordinates of the form: without a look they would be taken for text beside the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from docintel.intake.pdf import raw
from docintel.intake.pdf.raw import Codes
from docintel.intake.pdf.raw import Flags
from docintel.intake.pdf.raw import Floats
from docintel.intake.pdf.raw import Handle
from docintel.intake.pdf.raw import Ints

SAME = 1e-3  # by which the numbers of one matrix may differ in two answers
ASIDE = 0.5  # of an object's size, by which a character may stand beside it
STROKE = 3.0  # how much longer than broad the box of a character that is one stroke is
HAN = 0x2E80  # from here on, characters fill their square
SQUARE = (0.0, -0.12, 1.0, 0.88)  # of the size, around the origin: left, bottom, right, top


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """Text objects that lie in forms: `letters` and `forms` are matrices (object, 3, 2) from text and from form to page, `bounds` in forms."""

    letters: Floats
    forms: Floats
    bounds: Floats


def put_right(textpage: Handle, kept: Ints, handles: Ints, codes: Codes, corners: Floats) -> Floats:
    """The corners (left, bottom, right, top) of the characters `kept`, the strayed ones where they are seen."""
    known, first, which = np.unique(handles, return_index=True, return_inverse=True)
    if not known.any():
        return corners
    own = raw.matrices(known.tolist())
    seen = np.nan_to_num(raw.rows(raw.char_matrix, textpage, kept[first].tolist(), 6))
    in_form = (np.abs(own - seen) > SAME * (1 + np.abs(seen))).any(axis=1) & (known != 0) & _turns_back(own)
    places = np.flatnonzero(in_form[which])
    corners = _filled(textpage, kept, seen, np.where(in_form[which], -1, which), codes, corners)
    if not len(places):
        return shared_out(which, corners)
    numbers = np.cumsum(in_form) - 1
    shown = _shown(own[in_form], seen[in_form], known[in_form])
    strayed = _strayed(shown, numbers[which[places]], corners[places])
    away = places[strayed]
    return shared_out(which, _moved(textpage, kept, away, numbers[which[away]], shown, codes, corners))


def shared_out(which: Ints, corners: Floats) -> Floats:
    """Neighbours of one object (numbered in `which`) that all have the whole box, each with its share of its width."""
    again = np.zeros(len(corners), bool)
    again[1:] = (which[1:] == which[:-1]) & (corners[1:] == corners[:-1]).all(axis=1) & (corners[1:, 2] > corners[1:, 0])
    if not again.any():
        return corners
    parted, run = corners.copy(), np.cumsum(~again) - 1
    starts = np.flatnonzero(~again)
    share = (corners[:, 2] - corners[:, 0]) / np.bincount(run)[run]
    parted[:, 0] += share * (np.arange(len(corners)) - starts[run])
    parted[:, 2] = parted[:, 0] + share
    return parted


def _alone(which: Ints, corners: Floats) -> Flags:
    """Which characters share their box with no neighbour of their object."""
    same = (which[1:] == which[:-1]) & (corners[1:] == corners[:-1]).all(axis=1)
    return np.asarray(~(np.concatenate(([False], same)) | np.concatenate((same, [False]))))


def _turns_back(matrices: Floats) -> Flags:
    return np.asarray(np.abs(matrices[:, 0] * matrices[:, 3] - matrices[:, 1] * matrices[:, 2]) > 1e-9)


def _shown(own: Floats, seen: Floats, handles: Ints) -> _Shown:
    first, second = own.reshape(-1, 3, 2), seen.reshape(-1, 3, 2)
    linear = np.linalg.inv(first[:, :2]) @ second[:, :2]
    moved = second[:, 2:] - first[:, 2:] @ linear
    bounds = raw.spread(raw.object_bounds, handles.tolist(), 4).astype(np.float64)
    return _Shown(second, np.concatenate((linear, moved), axis=1), bounds)


def _strayed(shown: _Shown, which: Ints, corners: Floats) -> Flags:
    """Which characters stand where their object would be, were its form the page, and not where it is seen."""
    middles = (corners[:, :2] + corners[:, 2:]) / 2
    there = shown.bounds[which]
    here = _spanned(_through(shown.forms[which], there))
    return _within(middles, there) & ~_within(middles, here)


def _within(middles: Floats, boxes: Floats) -> Flags:
    aside = ASIDE * np.maximum(boxes[:, 2:] - boxes[:, :2], 1e-6).max(axis=1, keepdims=True)
    return np.asarray(((middles > boxes[:, :2] - aside) & (middles < boxes[:, 2:] + aside)).all(axis=1))


def _moved(textpage: Handle, kept: Ints, away: Ints, which: Ints, shown: _Shown, codes: Codes, corners: Floats) -> Floats:
    moved = corners.copy()
    if not len(away):
        return moved
    moved[away] = _spanned(_through(shown.forms[which], corners[away]))
    han = (codes[away] >= HAN) & _alone(which, corners[away])
    squares = _squares(textpage, kept[away[han]].tolist(), shown.letters[which[han]], shown.forms[which[han]])
    moved[away[han]] = squares
    return moved


def _squares(textpage: Handle, characters: Sequence[int], letters: Floats, forms: Floats) -> Floats:
    """The squares that Han characters fill: their own boxes are of the ink alone, flat for 一 and narrow for 丨."""
    origins = raw.doubles(raw.char_origin, textpage, characters, 2)
    sizes = np.array(raw.members(raw.char_font_size, textpage, characters), np.float64)
    placed = letters.copy()
    placed[:, :2] *= sizes[:, None, None]
    placed[:, 2] = (origins[:, None, :] @ forms[:, :2])[:, 0] + forms[:, 2]
    return _spanned(_through(placed, np.tile(np.array(SQUARE), (len(placed), 1))))


def _filled(textpage: Handle, kept: Ints, seen: Floats, which: Ints, codes: Codes, corners: Floats) -> Floats:
    """Strokes that a span on the page itself tells of (一) in their squares; `which` is -1 where a character lies in a form."""
    sides = np.maximum(corners[:, 2:] - corners[:, :2], 1e-6)
    flat = np.flatnonzero((codes >= HAN) & (which >= 0) & (sides.max(axis=1) > STROKE * sides.min(axis=1)) & _alone(which, corners))
    if not len(flat):
        return corners
    filled, forms = corners.copy(), np.tile(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]), (len(flat), 1, 1))
    filled[flat] = _squares(textpage, kept[flat].tolist(), seen.reshape(-1, 3, 2)[which[flat]], forms)
    return filled


def _through(matrices: Floats, boxes: Floats) -> Floats:
    """The four corners of every box through its matrix: (box, 4, 2)."""
    corners = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2)
    return np.asarray(corners @ matrices[:, :2] + matrices[:, 2:])


def _spanned(points: Floats) -> Floats:
    return np.concatenate((points.min(axis=1), points.max(axis=1)), axis=1)
