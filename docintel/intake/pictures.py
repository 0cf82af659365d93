"""Picture files (JPEG, PNG, TIFF, BMP, GIF, WEBP) as upright RGB pixels for OCR; runs inside the limited child."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import closing
from typing import IO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from docintel.domain.errors import LimitError
from docintel.domain.errors import UnreadableError

FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP")
DPI = 200  # what OCR works at; more costs time and tells no more
A4 = (595.28, 841.89)
SHORTEST_SIDE, LONGEST_SIDE = 280.0, 1700.0  # points of a page's long side that a stated resolution must lead to: A6 to A2
LONG_STRIP = 2.2  # an aspect beyond which a picture is a long screenshot: its width is a page's width
FAULTS = (OSError, EOFError, SyntaxError, ValueError, IndexError, KeyError, TypeError, AttributeError, ArithmeticError, struct.error)


class Picture(NamedTuple):
    """One page of a picture file: its size in points, and RGB pixels at 200 dpi or less.

    `pixels` are None where this page cannot be decoded; `fault` says why: `truncated`, `damaged`, `too_large`.
    """

    number: int
    width: float
    height: float
    pixels: NDArray[np.uint8] | None
    fault: str = ""


def read_pictures(source: str | IO[bytes], *, pixels: int = 40_000_000, pages: int = 3000) -> Iterator[Picture]:
    """The pages of a picture file: several in a TIFF, of an animation the first frame.

    Raises UnreadableError (`damaged`) for what is no picture, LimitError (`too_large`) where the first page has more than `pixels` pixels,
    and gives no more than `pages` pages; a later page that cannot be decoded has a fault.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of sizes below our own limit and of odd metadata
        with closing(_opened(source)) as image:
            _check_size(image, pixels)
            for number in range(1, min(_count(image, pages), pages) + 1):
                yield _read(image, number, pixels)


def count_pictures(path: str, most: int) -> int:
    """How many pages a picture file has, counted up to `most` + 1."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with closing(_opened(path)) as image:
            return _count(image, most)


def _opened(source: str | IO[bytes]) -> Image.Image:
    try:
        return Image.open(source, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise LimitError("too_large", str(error)[:120]) from error
    except FAULTS as error:
        raise UnreadableError("damaged", type(error).__name__) from error


def _check_size(image: Image.Image, pixels: int) -> None:
    if image.width * image.height > pixels:
        raise LimitError("too_large", f"{image.width} x {image.height} pixels")


def _count(image: Image.Image, most: int) -> int:
    """The pages; a TIFF whose directory bites its tail ends at the limit."""
    if image.format != "TIFF":
        return 1
    count = 1
    try:
        while count <= most:
            image.seek(count)
            count += 1
    except FAULTS:
        return count
    return count


def _read(image: Image.Image, number: int, pixels: int) -> Picture:
    try:
        if image.format == "TIFF":
            image.seek(number - 1)
        _check_size(image, pixels)
        width, height, dpi = _page_size(image)
        if image.format in ("JPEG", "MPO"):
            image.draft(None, (round(width / 72 * dpi), round(height / 72 * dpi)))  # decode no finer than needed
        image.load()
        return _picture(image, number)
    except (LimitError, Image.DecompressionBombError):
        return Picture(number, *A4, None, "too_large")
    except FAULTS as error:
        return Picture(number, *A4, None, _fault(error))


def _fault(error: Exception) -> str:
    return "truncated" if "truncated" in str(error) or "incomplete" in str(error) or isinstance(error, EOFError) else "damaged"


def _picture(image: Image.Image, number: int) -> Picture:
    width, height, dpi = _page_size(image)
    upright = _turned(_rgb(image), image)
    if upright.size != image.size and image.width != image.height and _turns(image):
        width, height = height, width
    size = (max(1, round(width / 72 * dpi)), max(1, round(height / 72 * dpi)))
    if size != upright.size:
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    return Picture(number, round(width, 2), round(height, 2), np.asarray(upright, dtype=np.uint8))


def _page_size(image: Image.Image) -> tuple[float, float, float]:
    """Width and height in points of the picture as it is stored, and the dpi at which its pixels are wanted: never more than it has."""
    across, down = _resolution(image)
    width, height = image.width / across * 72, image.height / down * 72
    if not SHORTEST_SIDE <= max(width, height) <= LONGEST_SIDE:
        per_point = _per_point(image)
        width, height = image.width / per_point, image.height / per_point
    return width, height, min(DPI, max(image.width / width, image.height / height) * 72)


def _per_point(image: Image.Image) -> float:
    """Pixels per point where the long side is taken for A4's, of a long screenshot the short side."""
    short, long = sorted((image.width, image.height))
    return short / A4[0] if long > LONG_STRIP * short else long / A4[1]


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Dots per inch as stated, which may differ by direction (a fax); 1 where nothing sound is stated."""
    try:
        across, down = (float(value) for value in image.info.get("dpi", (1, 1)))
    except FAULTS:
        return 1.0, 1.0
    return (across, down) if 1 < across < 10_000 and 1 < down < 10_000 else (1.0, 1.0)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(0x0112, 1))
    except FAULTS:
        return 1


def _turns(image: Image.Image) -> bool:
    return _orientation(image) in (5, 6, 7, 8)


def _turned(upright: Image.Image, image: Image.Image) -> Image.Image:
    """The picture as the camera was held."""
    turn = _TURNS.get(_orientation(image))
    return upright if turn is None else upright.transpose(turn)


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _rgb(image: Image.Image) -> Image.Image:
    """Eight bits and three colours; what shines through is white paper."""
    if image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        return Image.alpha_composite(paper, layer).convert("RGB")
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image).convert("RGB")
    if image.mode == "LAB":
        raise UnreadableError("damaged", "LAB colours")
    return image if image.mode == "RGB" else image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits keep their upper eight; wider and floating samples are brought between their least and greatest."""
    values = np.asarray(image, dtype=np.float64)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if image.mode.startswith("I;16") or (image.mode == "I" and low >= 0 and 255 < high < 65536):
        scaled = values / 257
    elif image.mode == "I" and low >= 0 and high <= 255:
        scaled = values
    else:
        scaled = (values - low) / (high - low or 1) * 255
    return Image.fromarray(np.nan_to_num(scaled).round().clip(0, 255).astype(np.uint8))
