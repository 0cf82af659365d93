"""What scanners and telephones do to a page, and where its figures then stand."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2
from scan_pages import Printed

from docintel.simulate.scanning import Pixels
from docintel.simulate.scanning import pressed_seal
from docintel.simulate.scanning import through_jpeg
from docintel.simulate.scanning import worn

Box = tuple[float, float, float, float]
Seal = tuple[float, float, float]
"""Its middle and radius in pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Scanned:
    """A picture of a page: its pixels, the points of the sheet that it shows, its figures and which of them a seal touches."""

    pixels: Pixels
    points: tuple[float, float]
    figures: tuple[str, ...]
    touched: tuple[bool, ...]
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A clean page with the box of every figure, in pixels."""

    pixels: Pixels
    boxes: tuple[Box, ...]
    dpi: int
    text: str


def scanned(page: Printed, condition: str, seed: int) -> Scanned:
    """A page in one condition."""
    rng = np.random.default_rng([seed, len(page.pdf), *map(ord, condition)])
    drawn = _drawn(page, 150 if condition == "scan150" else 200)
    pixels, seals = CONDITIONS[condition](drawn, rng)
    height, width = pixels.shape[:2]
    touched = tuple(any(_near(box, seal) for seal in seals) for box in drawn.boxes)
    return Scanned(pixels, (width * 72 / drawn.dpi, height * 72 / drawn.dpi), page.figures, touched, drawn.text)


def _drawn(page: Printed, dpi: int) -> Drawn:
    document: Any = pypdfium2.PdfDocument(page.pdf)
    sheet = document[0]
    pixels = sheet.render(scale=dpi / 72).to_numpy()[:, :, ::-1].copy()
    boxes = tuple(_figure_boxes(sheet, page.figures, dpi / 72))
    text = sheet.get_textpage().get_text_range()
    document.close()
    return Drawn(pixels, boxes, dpi, text)


def _figure_boxes(sheet: Any, figures: Sequence[str], scale: float) -> list[Box]:
    text = sheet.get_textpage()
    whole, height = text.get_text_range(), sheet.get_height()
    used: dict[str, int] = {}
    boxes = []
    for figure in figures:
        start = whole.find(figure, used.get(figure, 0))
        if start < 0:
            raise ValueError(f"{figure} is not on the page")
        used[figure] = start + len(figure)
        chars = [text.get_charbox(place) for place in range(start, start + len(figure))]
        left, bottom, right, top = (side(values) for side, values in zip((min, min, max, max), zip(*chars, strict=True), strict=True))
        boxes.append((left * scale, (height - top) * scale, right * scale, (height - bottom) * scale))
    return boxes


def _near(box: Box, seal: Seal) -> bool:
    """Whether a figure's box reaches into a seal (middle and radius)."""
    x, y, radius = seal
    across, down = max(box[0] - x, 0.0, x - box[2]), max(box[1] - y, 0.0, y - box[3])
    return math.hypot(across, down) < radius + 8


def _clean(pixels: Pixels, rng: np.random.Generator, *, noise: float, quality: int, skew: float, blur: float) -> Pixels:
    return through_jpeg(worn(pixels, rng, noise=noise, skew=skew, blur=blur), quality)


Condition = Callable[[Drawn, np.random.Generator], tuple[Pixels, Sequence[Seal]]]


def scan200(drawn: Drawn, rng: np.random.Generator) -> tuple[Pixels, Sequence[Seal]]:
    """An office scanner."""
    return _clean(drawn.pixels, rng, noise=float(rng.uniform(3, 9)), quality=75, skew=2.5, blur=float(rng.uniform(0.5, 0.9))), ()


def scan150(drawn: Drawn, rng: np.random.Generator) -> tuple[Pixels, Sequence[Seal]]:
    """A small file."""
    return _clean(drawn.pixels, rng, noise=float(rng.uniform(3, 8)), quality=40, skew=1.5, blur=float(rng.uniform(0.5, 0.8))), ()


def seal(drawn: Drawn, rng: np.random.Generator) -> tuple[Pixels, Sequence[Seal]]:
    """Two red seals over figures."""
    pixels = drawn.pixels.copy()
    places = [_sealed(pixels, drawn, rng) for _ in range(2)]
    return _clean(pixels, rng, noise=5, quality=70, skew=0.3, blur=0.6), places


def _sealed(pixels: Pixels, drawn: Drawn, rng: np.random.Generator) -> Seal:
    """Pressed on the page so that one figure lies under it."""
    chosen = drawn.boxes[int(rng.integers(len(drawn.boxes)))]
    radius = 2.0 / 2.54 * drawn.dpi
    x = float(np.clip((chosen[0] + chosen[2]) / 2 + rng.uniform(-0.5, 0.5) * radius, radius, pixels.shape[1] - radius))
    y = float(np.clip((chosen[1] + chosen[3]) / 2 + rng.uniform(-0.5, 0.5) * radius, radius, pixels.shape[0] - radius))
    pressed_seal(pixels, (x, y, radius), float(rng.uniform(0, 360)), float(rng.uniform(0.55, 0.95)))
    return x, y, radius


def photo(drawn: Drawn, rng: np.random.Generator) -> tuple[Pixels, Sequence[Seal]]:
    """A telephone over a desk: perspective, a shadow, uneven light."""
    height, width = drawn.pixels.shape[:2]
    frame = 0.05 * width
    corners = np.array([[frame, frame], [width + frame, frame], [width + frame, height + frame], [frame, height + frame]], dtype=np.float32)
    moved = (corners + rng.uniform(-0.045, 0.045, (4, 2)) * width).astype(np.float32)
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    size = (round(width + 2 * frame), round(height + 2 * frame))
    desk = (120, 105, 90)
    lens = cv2.getPerspectiveTransform(source, moved)
    page = cv2.warpPerspective(drawn.pixels, lens, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=desk)
    down, across = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32)
    angle = rng.uniform(0, 2 * math.pi)
    light = 0.82 + 0.16 * (np.cos(angle) * across / size[0] + np.sin(angle) * down / size[1])
    edge = (np.cos(angle) * (across - size[0] / 2) + np.sin(angle) * (down - size[1] / 2)) / 60
    light *= 1 - 0.45 / (1 + np.exp(-edge))
    lit = np.clip(page.astype(np.float32) * light[:, :, None] + rng.normal(0, 4, page.shape), 0, 255).astype(np.uint8)
    return through_jpeg(cv2.GaussianBlur(lit, (0, 0), float(rng.uniform(0.8, 1.4))).astype(np.uint8), 70), ()


def faint(drawn: Drawn, rng: np.random.Generator) -> tuple[Pixels, Sequence[Seal]]:
    """A worn ribbon, a pale copy."""
    ink = float(rng.uniform(140, 190))
    pale = (ink + drawn.pixels.astype(np.float32) * ((245 - ink) / 255)).astype(np.uint8)
    return _clean(pale, rng, noise=float(rng.uniform(4, 8)), quality=70, skew=0.6, blur=0.7), ()


CONDITIONS: dict[str, Condition] = {"scan200": scan200, "scan150": scan150, "seal": seal, "photo": photo, "faint": faint}
