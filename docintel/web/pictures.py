"""Pictures of pages, kept on disk by the file's sha256, the page and the scale: a page is drawn once, in a limited child, and sent many times."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from PIL import Image
from PIL import ImageDraw

from docintel.domain.source import PageBox
from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.intake import page_image

SCALES = {"thumb": 0.28, "page": 1.5, "fine": 2.6, "finest": 4.0}  # pixels per point: A4 is 167, 893, 1547, 2381 wide
PLAIN_COLOURS = 256  # a page with more is a photograph, a scan, or printed in colours
SHARP = 90  # JPEG's quality with full colours: strokes of small figures stay clean, at a seventh of the time that PNG takes
DRAWERS = 2  # pages drawn at once for whoever waits for pictures
PNG_EFFORT = 1  # zlib's: sending a larger picture on the own machine costs less than pressing it
ABOVE, BELOW = 42.0, 34.0  # points of the page shown over and under a figure
MARGIN = 60.0  # points shown right of a figure
LEAST = 110.0  # points high at least, so that a figure is seen among its neighbours
MARK = (200, 30, 20)
MOST_FOUND = 20_000  # places of pictures that are remembered
MEDIA = {".png": "image/png", ".jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page on disk; `width` and `height` are its pixels, `points` those of the page."""

    path: Path
    width: int
    height: int
    scale: float

    @property
    def media(self) -> str:
        """Its media type."""
        return MEDIA[self.path.suffix]

    @property
    def points(self) -> tuple[float, float]:
        """The page in points."""
        return self.width / self.scale, self.height / self.scale


@dataclass(slots=True)
class Pictures:
    """The folder of drawn pages; it holds what stands in submitted files and can be thrown away at any time."""

    folder: Path
    limits: Limits
    found: dict[tuple[str, int, str], Picture] = field(default_factory=dict)
    drawing: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(max(2, os.cpu_count() or 2)))
    drawers: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(DRAWERS, "drawing"))

    def picture(self, file: SubmittedFile, page: int, size: str, turn: int = 0) -> Picture:
        """The page at one of the sizes; UnreadableError where it cannot be drawn."""
        known = self.known(file.sha256, page, size)
        if known is not None:
            return known
        with self.drawing:
            return self.known(file.sha256, page, size) or self.draw(file, page, size, turn)

    async def apart(self, file: SubmittedFile, page: int, size: str, turn: int = 0) -> Picture:
        """The same by threads of its own: however many wait for pictures, whoever asks for anything else is not held up."""
        return await asyncio.get_running_loop().run_in_executor(self.drawers, self.picture, file, page, size, turn)

    def known(self, sha256: str, page: int, size: str) -> Picture | None:
        """The page where it was drawn before."""
        held = self.found.get((sha256, page, size))
        if held is not None and held.path.is_file():
            return held
        picture = self.looked_for(sha256, page, size)
        if picture is not None:
            if len(self.found) >= MOST_FOUND:
                self.found.clear()
            self.found[sha256, page, size] = picture
        return picture

    def looked_for(self, sha256: str, page: int, size: str) -> Picture | None:
        """The page as it lies in the folder."""
        for path in (self.folder / sha256).glob(f"{page}-{size}-*"):
            if path.suffix in MEDIA:
                width, height = path.stem.rsplit("-", 1)[1].split("x")
                return Picture(path, int(width), int(height), SCALES[size])
        return None

    def draw(self, file: SubmittedFile, page: int, size: str, turn: int) -> Picture:
        """Draw it, and keep it under a name that says its size; whoever draws it at the same time keeps the same."""
        drawn = page_image(file, page, SCALES[size], self.limits, turn=turn)
        image = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.pixels)
        suffix, content = _pressed(image)
        place = self.folder / file.sha256 / f"{page}-{size}-{drawn.width}x{drawn.height}{suffix}"
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as part:
            part.write(content)
        Path(part.name).replace(place)
        return Picture(place, drawn.width, drawn.height, SCALES[size])

    def crop(self, file: SubmittedFile, box: PageBox, turn: int = 0, across: float | None = None) -> bytes:
        """The strip of a page around a box, the box framed, as PNG; `across` points wide where the whole width is not asked for."""
        drawn = self.picture(file, box.page, "page", turn)
        with Image.open(drawn.path) as image:
            return _strip(image.convert("RGB"), box, drawn.scale, across)

    def sweep(self, holds: Callable[[str], bool]) -> int:
        """Forget the files that the store no longer holds (erased applications); how many those were."""
        gone = [place.name for place in self.folder.iterdir() if not holds(place.name)] if self.folder.is_dir() else []
        for sha256 in gone:
            self.forget(sha256)
        return len(gone)

    def forget(self, sha256: str) -> None:
        """Throw away all pictures of a file."""
        shutil.rmtree(self.folder / sha256, ignore_errors=True)


def _pressed(image: Image.Image) -> tuple[str, bytes]:
    """As PNG where the page has few colours (greys take a third), as JPEG where it has many."""
    out = io.BytesIO()
    colours = image.getcolors(PLAIN_COLOURS)
    if colours is None:
        image.save(out, "JPEG", quality=SHARP, subsampling=0)
        return ".jpg", out.getvalue()
    is_grey = all(isinstance(pixel, tuple) and len(set(pixel)) == 1 for _, pixel in colours)
    (greys(image) if is_grey else image).save(out, "PNG", compress_level=PNG_EFFORT)
    return ".png", out.getvalue()


def greys(image: Image.Image) -> Image.Image:
    """A grey page with its greys as a palette: rows go unfiltered then, which takes half the time and no more room."""
    grey = image.convert("L")
    grey.putpalette([level for level in range(256) for _ in "RGB"])
    return grey


def _strip(image: Image.Image, box: PageBox, scale: float, across: float | None) -> bytes:
    """Never less than the box itself."""
    more = max(0.0, LEAST - (box.bottom - box.top) - ABOVE - BELOW) / 2
    top = max(0, round((box.top - ABOVE - more) * scale))
    bottom = max(top + 1, min(image.height, round((box.bottom + BELOW + more) * scale)))
    left, right = _sides(image.width, box, scale, across)
    strip = image.crop((left, top, right, bottom))
    frame = (box.x0 * scale - left - 5, box.top * scale - top - 5, box.x1 * scale - left + 5, box.bottom * scale - top + 5)
    ImageDraw.Draw(strip).rectangle(frame, outline=MARK, width=3)
    out = io.BytesIO()
    strip.save(out, "PNG", compress_level=PNG_EFFORT)
    return out.getvalue()


def _sides(width: int, box: PageBox, scale: float, across: float | None) -> tuple[int, int]:
    """From which pixel to which, within the page: the box to the right, since what a figure is called stands left of it."""
    wanted = width if across is None else min(width, round(max(across, box.x1 - box.x0 + 24) * scale))
    left = round((box.x1 + MARGIN) * scale - wanted)
    left = min(max(left, 0), width - wanted)
    return left, left + wanted
