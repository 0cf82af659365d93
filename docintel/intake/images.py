"""A page as pixels, drawn in the limited child."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import dataclass

from docintel.domain.errors import UnreadableError
from docintel.intake.children import child_says
from docintel.intake.files import SubmittedFile
from docintel.intake.limits import Limits


@dataclass(frozen=True, slots=True)
class PageImage:
    """RGB pixels, three bytes each, row by row."""

    width: int
    height: int
    pixels: bytes


def page_image(file: SubmittedFile, page: int, scale: float, limits: Limits) -> PageImage:
    """A page of a PDF at `scale` pixels per point; raises UnreadableError where it cannot be drawn."""
    order = {**asdict(limits), "reader": "picture", "path": str(file.path), "page": page, "scale": scale}
    said = next(child_says(order, limits), {"error": "parser_crash"})
    if "error" in said:
        raise UnreadableError(said["error"], f"“{file.name}”第{page}页无法绘制 / page {page} of “{file.name}” cannot be drawn")
    image = PageImage(int(said["width"]), int(said["height"]), said["payload"] if isinstance(said["payload"], bytes) else b"")
    if len(image.pixels) != image.width * image.height * 3 or image.width * image.height > limits.image_pixels:
        raise UnreadableError(
            "parser_crash", f"“{file.name}”第{page}页图像不完整 / the picture of page {page} of “{file.name}” is incomplete"
        )
    return image
