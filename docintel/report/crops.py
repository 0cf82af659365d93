"""Pictures of places on pages: the row around a figure, the figure boxed; pages are drawn in a limited child that sends only pixels."""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from PIL import Image
from PIL import ImageDraw

from docintel.domain.document import Document
from docintel.domain.document import Problem
from docintel.domain.errors import UnreadableError
from docintel.domain.review import Review
from docintel.domain.source import PageBox
from docintel.intake import Limits
from docintel.intake import PageImage
from docintel.intake import SubmittedFile
from docintel.intake import page_image
from docintel.intake import turn_of
from docintel.report.plain import CONTACTS
from docintel.report.plain import is_private

Hidden = Mapping[tuple[str, int], Sequence[PageBox]]  # by sha256 of the file and page

SCALE = 1.7  # pixels per point: a row of an A4 page stays legible at the report's width
ABOVE, BELOW = 30.0, 22.0  # points of the page shown over and under the figure
LINE = 14.0  # points: a line of print is no higher
MARK = (196, 43, 28)
VEIL = (196, 200, 206)
PAPER = (255, 255, 255)


def cropper(
    files: Iterable[SubmittedFile], documents: Iterable[Document], limits: Limits, hidden: Hidden | None = None
) -> Callable[[str, PageBox], str | None]:
    """A function from a file's sha256 and a box to a data URI of the place; None where the page cannot be drawn.

    `hidden` are places that are painted over, by file and page.
    """
    problems = {document.sha256: document.problems for document in documents}
    return _Cropper({file.sha256: file for file in files}, problems, limits, hidden or {}).crop


def private_places(review: Review) -> Hidden:
    """Where ID card numbers, telephones and mail addresses were read."""
    found: dict[tuple[str, int], list[PageBox]] = defaultdict(list)
    for fact in review.facts:
        if fact.concept in CONTACTS or is_private(fact.source.text):
            for span in fact.source.spans:
                if isinstance(span, PageBox):
                    found[fact.source.document, span.page].append(span)
    return found


@dataclass(slots=True)
class _Cropper:
    """Draws each page once."""

    files: dict[str, SubmittedFile]
    problems: dict[str, tuple[Problem, ...]]
    limits: Limits
    hidden: Hidden
    drawn: dict[tuple[str, int], PageImage | None] = field(default_factory=dict)

    def crop(self, document: str, box: PageBox) -> str | None:
        image = self.page(document, box.page)
        return None if image is None else _data_uri(_marked(image, box, self.hidden.get((document, box.page), ())))

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


def _marked(page: PageImage, box: PageBox, hidden: Sequence[PageBox] = ()) -> Image.Image:
    """The strip of the page around the box, the box framed; what must not be shown is painted over, and no line of print is cut through."""
    image = Image.frombytes("RGB", (page.width, page.height), page.pixels)
    for one in hidden:
        ImageDraw.Draw(image).rectangle((one.x0 * SCALE - 2, one.top * SCALE - 2, one.x1 * SCALE + 2, one.bottom * SCALE + 2), fill=VEIL)
    top, bottom = max(0, round((box.top - ABOVE) * SCALE)), min(page.height, round((box.bottom + BELOW) * SCALE))
    top, bottom = _between_lines(image, top, -1), _between_lines(image, bottom, 1)
    strip = image.crop((0, top, page.width, max(bottom, top + 1)))
    frame = (box.x0 * SCALE - 4, box.top * SCALE - top - 4, box.x1 * SCALE + 4, box.bottom * SCALE - top + 4)
    ImageDraw.Draw(strip).rectangle(frame, outline=MARK, width=2)
    return strip


def _between_lines(image: Image.Image, row: int, step: int) -> int:
    """The row of pixels with the least ink within LINE points of `row` in the direction of `step`, the nearest of equals."""
    last = min(max(row + step * round(LINE * SCALE), 0), image.height)
    first, end = min(row, last), max(row, last)
    if end - first < 2:
        return row
    column = image.crop((0, first, image.width, end)).convert("L").resize((1, end - first), Image.Resampling.BOX)
    ink = column.tobytes()
    places = range(len(ink) - 1, -1, -1) if step < 0 else range(len(ink))
    return first + max(places, key=lambda place: ink[place])


def _data_uri(image: Image.Image) -> str:
    out = io.BytesIO()
    image.quantize(32).save(out, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")
