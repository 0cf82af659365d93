"""Pictures of places on pages: the row around a figure, the figure boxed; pages are drawn in a limited child that sends only pixels."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

from PIL import Image
from PIL import ImageDraw

from docintel.domain.document import Document
from docintel.domain.document import Problem
from docintel.domain.errors import UnreadableError
from docintel.domain.source import PageBox
from docintel.intake import Limits
from docintel.intake import PageImage
from docintel.intake import SubmittedFile
from docintel.intake import page_image
from docintel.intake import turn_of

SCALE = 1.7  # pixels per point: a row of an A4 page stays legible at the report's width
ABOVE, BELOW = 30.0, 22.0  # points of the page shown over and under the figure
MARK = (196, 43, 28)
PAPER = (255, 255, 255)


def cropper(files: Iterable[SubmittedFile], documents: Iterable[Document], limits: Limits) -> Callable[[str, PageBox], str | None]:
    """A function from a file's sha256 and a box to a data URI of the place; None where the page cannot be drawn."""
    problems = {document.sha256: document.problems for document in documents}
    return _Cropper({file.sha256: file for file in files}, problems, limits).crop


@dataclass(slots=True)
class _Cropper:
    """Draws each page once."""

    files: dict[str, SubmittedFile]
    problems: dict[str, tuple[Problem, ...]]
    limits: Limits
    drawn: dict[tuple[str, int], PageImage | None] = field(default_factory=dict)

    def crop(self, document: str, box: PageBox) -> str | None:
        image = self.page(document, box.page)
        return None if image is None else _data_uri(_marked(image, box))

    def page(self, document: str, number: int) -> PageImage | None:
        key = (document, number)
        if key not in self.drawn:
            self.drawn[key] = self.draw(document, number)
        return self.drawn[key]

    def draw(self, document: str, number: int) -> PageImage | None:
        file = self.files.get(document)
        if file is None:
            return None
        try:
            return page_image(file, number, SCALE, self.limits, turn=turn_of(self.problems.get(document, ()), number))
        except UnreadableError:  # a page that was read may still not be drawable; the place is named in words beside it
            return None


def _marked(page: PageImage, box: PageBox) -> Image.Image:
    """The strip of the page around the box, the box framed."""
    image = Image.frombytes("RGB", (page.width, page.height), page.pixels)
    top, bottom = max(0, round((box.top - ABOVE) * SCALE)), min(page.height, round((box.bottom + BELOW) * SCALE))
    strip = image.crop((0, top, page.width, max(bottom, top + 1)))
    frame = (box.x0 * SCALE - 4, box.top * SCALE - top - 4, box.x1 * SCALE + 4, box.bottom * SCALE - top + 4)
    ImageDraw.Draw(strip).rectangle(frame, outline=MARK, width=2)
    return strip


def _data_uri(image: Image.Image) -> str:
    out = io.BytesIO()
    image.quantize(32).save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
