"""A page as pixels, drawn in the limited child."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from docintel.domain.errors import UnreadableError
from docintel.intake.children import child_says
from docintel.intake.files import SubmittedFile
from docintel.intake.files import submitted_file
from docintel.intake.legacy import OfficeLimits
from docintel.intake.legacy import rendered_pdf
from docintel.intake.limits import Limits
from docintel.intake.sniffing import sniff

DRAWN = ("pdf", "pictures", "ofd")


@dataclass(frozen=True, slots=True)
class PageImage:
    """RGB pixels, three bytes each, row by row."""

    width: int
    height: int
    pixels: bytes | bytearray


def page_image(file: SubmittedFile, page: int, scale: float, limits: Limits, *, turn: int = 0) -> PageImage:
    """A page at `scale` pixels per point, turned by `turn` degrees counter-clockwise as it was read; raises UnreadableError where it cannot be drawn."""
    sniffed = sniff(file.path, file.suffix, file.size, limits)
    kind = sniffed.reader or ""
    if kind == "package" and file.suffix == ".ofd":
        kind = "ofd"
    if kind not in DRAWN:
        raise UnreadableError("no_picture", f"“{file.name}”没有固定的页面，无法绘制 / “{file.name}” has no fixed pages that could be drawn")
    order = {**asdict(limits), "reader": "picture", "path": str(file.path), "kind": kind, "page": page, "scale": scale}
    said = next(child_says(order, limits), {"error": "parser_crash"})
    if "error" in said:
        raise UnreadableError(said["error"], f"“{file.name}”第{page}页无法绘制 / page {page} of “{file.name}” cannot be drawn")
    image = PageImage(int(said["width"]), int(said["height"]), said["payload"] if isinstance(said["payload"], bytearray) else b"")
    if len(image.pixels) != image.width * image.height * 3 or image.width * image.height > limits.image_pixels:
        raise UnreadableError(
            "parser_crash", f"“{file.name}”第{page}页图像不完整 / the picture of page {page} of “{file.name}” is incomplete"
        )
    return turned(image, turn)


@contextmanager
def rendered(file: SubmittedFile, limits: Limits) -> Iterator[SubmittedFile]:
    """A Word file as LibreOffice lays it out in pages, a PDF until the context ends; raises UnreadableError where that cannot be done."""
    with tempfile.TemporaryDirectory(prefix="docintel-office-") as folder:
        most = OfficeLimits(limits.office_seconds, limits.office_memory, limits.file_bytes)
        yield submitted_file(rendered_pdf(file.path, file.suffix, Path(folder), most))


def turned(image: PageImage, turn: int) -> PageImage:
    """A picture turned counter-clockwise by a multiple of 90 degrees."""
    if turn % 360 == 0:
        return image
    upright = Image.frombytes("RGB", (image.width, image.height), image.pixels).rotate(turn, expand=True)
    return PageImage(upright.width, upright.height, upright.tobytes())
