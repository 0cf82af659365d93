"""Text that is in the file and not to be seen on the page: found by the ink under it, looked for only where something cheap is suspicious.

White on white, invisible, tiny, beside the page, under a later shape or picture. A text layer over a scan is invisible and no trick: it is told
apart by the picture it lies on and by the ink that the picture shows where it claims a letter.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from docintel.domain.document import Layer
from docintel.domain.document import Problem
from docintel.domain.wording import Wording
from docintel.intake.pdf.layers import Overlay
from docintel.intake.pdf.overlap import cores
from docintel.intake.pdf.runs import Box
from docintel.intake.pdf.runs import Drawn
from docintel.intake.pdf.runs import Flags
from docintel.intake.pdf.runs import Floats
from docintel.intake.pdf.runs import Indices
from docintel.intake.pdf.runs import Run
from docintel.intake.pdf.runs import Written
from docintel.intake.pdf.runs import written

Picture = np.ndarray[Any, np.dtype[np.uint8]]

SCALE = 2.0  # pixels per point that show the strokes of small print
NEAR_WHITE = 0.85  # lightness from which text is looked at
INVISIBLE = (3, 7)  # text render modes that draw nothing
TINY = 2.0  # points
WIDEST = 842.0  # points: on a larger page, text is tiny in proportion
LEAST_CONTRAST = 24  # of 255, between a letter and its ground, that an eye can see
INK = 0.4  # of the way from the ground to the letter's colour, that a pixel must go to be the letter's
INKED = 0.02  # of a letter's box
AROUND = 0.35  # of a letter's size, of the ground around it
SHOWN = 40  # of 255, between the light and the dark of a scan where it shows something
SCAN = 0.4  # of the page, under a picture that is its scan
SEEN = 0.5  # of a run's letters
OVERPRINTED = 0.3  # of a letter's heart, under a later one
HALO = 0.2  # of a letter's size, by which its rim may stand beside it
QUOTED = 40  # characters


@dataclass(frozen=True, slots=True)
class Cover:
    """A filled shape or a picture that may hide what it lies on.

    `after` says how many of the page's characters were drawn before it, None where the order is not known; `is_opaque` that it fills its
    whole box and nothing shines through, so that what lies under it is hidden without a look.
    """

    box: Box
    is_picture: bool = False
    after: int | None = None
    is_opaque: bool = False


@dataclass(frozen=True, slots=True)
class Unseen:
    """What is not seen of a page: hidden text as overlays, and the places of characters that only repeat what a scan under or over them shows."""

    hidden: tuple[Overlay, ...] = ()
    over_scan: tuple[int, ...] = ()

    @property
    def places(self) -> frozenset[int]:
        """The places of all hidden characters."""
        return frozenset(at for overlay in self.hidden for at in overlay.places)


@dataclass(frozen=True, slots=True, eq=False)
class Suspects:
    """The suspicious characters of a page, in runs, with what is suspicious about each glyph."""

    page: Written
    places: Indices
    boxes: Floats
    away: Flags
    invisible: Flags
    covered: Flags
    sealed: Flags
    scanned: Flags
    overprinted: Flags

    def share(self, run: Run, flags: Flags) -> float:
        """Of a run's glyphs, how many a flag is set for."""
        return float(flags[run.first : run.last].mean())


def unseen(drawn: Drawn, view: Box, covers: Sequence[Cover], look: Callable[[], Picture | None]) -> Unseen:
    """What of a page's characters is not seen.

    `view` is the part of the page that is shown, in the coordinates of the characters; `look` gives it drawn in grey at SCALE and is called at
    most once, and only where the ink must decide; None says that the page cannot be drawn, and then only what is hidden for sure is.
    """
    found = suspects(drawn, view, covers)
    if found is None:
        return Unseen()
    sure = [run for run in found.page.runs if is_sure(found, run)]
    unsure = [run for run in found.page.runs if not is_sure(found, run)]
    picture = look() if unsure else None
    shown = [True if picture is None else _shown(found, run, picture, view) for run in unsure]
    away = [*sure, *(run for run, is_shown in zip(unsure, shown, strict=True) if is_shown is False)]
    taken = {at for run in away for at in _places(found, run).tolist()}
    visible = np.array([at for at in range(len(drawn)) if at not in taken], dtype=np.int64)
    hidden = sorted((run for run in away if not _is_halo(found, drawn, run, visible)), key=lambda run: run.first)
    over_scan = (at for run, is_shown in zip(unsure, shown, strict=True) if is_shown is None for at in _places(found, run).tolist())
    return Unseen(tuple(hidden_overlay(drawn, _places(found, run)) for run in hidden), tuple(over_scan))


def suspects(drawn: Drawn, view: Box, covers: Sequence[Cover]) -> Suspects | None:
    """The characters worth a look; None where there are none."""
    if not len(drawn):
        return None
    tiny = TINY * max(1.0, max(view[2] - view[0], view[3] - view[1]) / WIDEST)
    pale = np.array([style.lightness >= NEAR_WHITE for style in drawn.styles])[drawn.which]
    invisible = np.array([style.mode in INVISIBLE for style in drawn.styles])[drawn.which]
    middles = (drawn.boxes[:, :2] + drawn.boxes[:, 2:]) / 2
    away = outside(drawn.boxes, view) | (
        np.array([style.size < tiny for style in drawn.styles])[drawn.which] & (_extent(drawn.boxes) < tiny)
    )
    covered, sealed, scanned, later = _covered(middles, covers, (view[2] - view[0]) * (view[3] - view[1]))
    places = np.flatnonzero(pale | invisible | away | covered)
    if not len(places):
        return None
    over = _overprinted(drawn, places, later)
    page = written(drawn.take(places), np.zeros(0, np.int64))  # with its copies: what is hidden twice is hidden
    return Suspects(
        page, places, drawn.boxes[places], away[places], invisible[places], covered[places], sealed[places], scanned[places], over
    )


def outside(boxes: Floats, view: Box) -> Flags:
    """Which characters stand with their middle beside the part of the page that is shown; none where a broken page shows nothing."""
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    has_view = view[0] < view[2] and view[1] < view[3]
    return np.asarray(((middles < view[:2]) | (middles > view[2:])).any(axis=1) & has_view)


def _extent(boxes: Floats) -> Floats:
    return np.asarray(np.max(boxes[:, 2:] - boxes[:, :2], axis=1))


def _covered(middles: Floats, covers: Sequence[Cover], area: float) -> tuple[Flags, Flags, Flags, Indices]:
    """For each character whether something may cover it and whether it surely does, whether there is a picture as large as a scan, and after
    which place it was covered.
    """
    order = np.arange(len(middles))
    covered, sealed, scanned = (np.zeros(len(middles), bool) for _ in range(3))
    later = np.full(len(middles), -1)
    for cover in covers:
        x0, top, x1, bottom = cover.box
        inside = (middles[:, 0] > x0) & (middles[:, 0] < x1) & (middles[:, 1] > top) & (middles[:, 1] < bottom)
        if cover.is_picture and (x1 - x0) * (bottom - top) >= SCAN * area:
            scanned |= inside
        hides = inside & (order < (len(middles) if cover.after is None else cover.after))
        covered |= hides
        if cover.is_opaque and cover.after is not None:
            sealed |= hides
        if cover.after is not None and not cover.is_picture:
            later[hides] = np.maximum(later[hides], cover.after)
    return covered, sealed, scanned, later


def _overprinted(drawn: Drawn, places: Indices, later: Indices) -> Flags:
    """For each place whether a shape known to have been drawn over it was written on: the ink there is another text's."""
    hearts = cores(drawn.boxes, np.zeros(len(drawn), bool))
    over = np.zeros(len(places), bool)
    for at in np.flatnonzero(later[places] >= 0).tolist():
        place = int(places[at])
        newer = hearts[later[place] :]
        sides = np.clip(np.minimum(newer[:, 2:], hearts[place, 2:]) - np.maximum(newer[:, :2], hearts[place, :2]), 0, None)
        heart = np.prod(hearts[place, 2:] - hearts[place, :2])
        over[at] = bool((np.prod(sides, axis=1) > OVERPRINTED * heart).any())
    return over


def is_sure(found: Suspects, run: Run) -> bool:
    """Whether a run is hidden without a look: beside the page or tiny, invisible without a picture there, covered and written over, or
    covered by what nothing shines through.
    """
    if any(found.share(run, flags) > SEEN for flags in (found.away, found.overprinted, found.sealed)):
        return True
    return found.share(run, found.invisible) > SEEN and found.share(run, found.scanned) <= SEEN


def _shown(found: Suspects, run: Run, picture: Picture, view: Box) -> bool | None:
    """Whether a run is seen; None where it is a scan that shows it and the run only says what it shows."""
    boxes = [_pixels(found, at, view) for at in range(run.first, run.last) if not found.page.texts[at].isspace()]
    is_invisible, is_scanned = found.share(run, found.invisible) > SEEN, found.share(run, found.scanned) > SEEN
    is_there = has_ink if found.share(run, found.covered) > SEEN else stands_out
    if not is_invisible and sum(is_there(picture, box, run.style.lightness * 255) for box in boxes) >= SEEN * len(boxes):
        return True
    if is_scanned and sum(has_contrast(picture, box) for box in boxes) >= SEEN * len(boxes):
        return None
    return False


def _is_halo(found: Suspects, drawn: Drawn, run: Run, visible: Indices) -> bool:
    """Whether a run repeats, where it stands, text that is seen: the light rim of a letter, or text that was drawn twice."""
    places = [at for at in _places(found, run).tolist() if not drawn.texts[at].isspace()]
    return all(_stands_there(drawn, at, visible) for at in (places[0], places[len(places) // 2], places[-1]))


def _stands_there(drawn: Drawn, place: int, visible: Indices) -> bool:
    box = drawn.boxes[place]
    apart = np.abs(drawn.boxes[visible] - box).max(axis=1)
    near = visible[apart <= HALO * (box[3] - box[1])]
    return any(drawn.texts[at] == drawn.texts[place] for at in near.tolist())


def _pixels(found: Suspects, at: int, view: Box) -> Box:
    x0, top, x1, bottom = found.boxes[at].tolist()
    return (x0 - view[0]) * SCALE, (top - view[1]) * SCALE, (x1 - view[0]) * SCALE, (bottom - view[1]) * SCALE


def stands_out(picture: Picture, box: Box, light: float) -> bool:
    """Whether a letter of a lightness (0 to 255) can be told from the ground around its box.

    Its own ink is not asked for: a font that the file does not hold and this machine does not have is drawn as nothing.
    """
    ground = _ground(picture, box)
    return ground is not None and abs(light - ground) >= LEAST_CONTRAST


def has_ink(picture: Picture, box: Box, light: float) -> bool:
    """Whether something of a letter's own lightness (0 to 255) is drawn in its box, so that nothing covers it."""
    ground, letter = _ground(picture, box), _crop(picture, _heart(box))
    if ground is None or not letter.size or abs(light - ground) < LEAST_CONTRAST:
        return False
    return bool(((letter.astype(float) - ground) / (light - ground) >= INK).mean() >= INKED)


def _ground(picture: Picture, box: Box) -> float | None:
    x0, top, x1, bottom = box
    aside = AROUND * max(x1 - x0, bottom - top)
    ground = _crop(picture, (x0 - aside, top - aside, x1 + aside, bottom + aside))
    return float(np.median(ground)) if ground.size else None


def has_contrast(picture: Picture, box: Box) -> bool:
    """Whether a scan shows anything in a box."""
    letter = _crop(picture, _heart(box))
    return bool(letter.size) and int(letter.max()) - int(letter.min()) >= SHOWN


def _heart(box: Box) -> Box:
    """A box without its margins, in which rules and neighbours may stand."""
    x0, top, x1, bottom = box
    aside, above = 0.1 * (x1 - x0), 0.12 * (bottom - top)
    return x0 + aside, top + above, x1 - aside, bottom - above


def _crop(picture: Picture, box: Box) -> Picture:
    x0, top, x1, bottom = (int(np.clip(round(value), 0, 1_000_000)) for value in box)
    return picture[top : max(bottom, top + 1), x0 : max(x1, x0 + 1)]


def _places(found: Suspects, run: Run) -> Indices:
    """The places of a run's characters on the page."""
    return found.places[run.first : run.last]


def hidden_overlay(drawn: Drawn, places: Indices) -> Overlay:
    """Characters as a hidden overlay."""
    (x0, y0), (x1, y1) = drawn.boxes[places, :2].min(axis=0).tolist(), drawn.boxes[places, 2:].max(axis=0).tolist()
    return Overlay(Layer.HIDDEN, tuple(places.tolist()), "".join(drawn.texts[at] for at in places.tolist()).strip(), (x0, y0, x1, y1))


def hidden_problem(hidden: Sequence[Overlay], number: int) -> Problem:
    """What a reviewer is told of the hidden text of page `number`."""
    said = " ".join(overlay.text for overlay in hidden)
    quoted = said if len(said) <= QUOTED else said[: QUOTED - 1] + "…"
    return Problem(
        "hidden_text",
        Wording(
            f"第{number}页含有页面上看不见的文字（“{quoted}”），未作为依据。请对照原件查看，必要时请企业说明并重新导出。",
            f"Page {number} holds text that cannot be seen on it (“{quoted}”); it was not used. "
            "Compare the page with the original, and ask for an explanation and a fresh export where it matters.",
        ),
        number,
    )
