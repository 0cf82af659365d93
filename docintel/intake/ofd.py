"""OFD files (GB/T 33190-2016): our own reader over the package's XML; runs inside the limited child."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.document import Problem
from docintel.domain.document import Rule
from docintel.domain.errors import UnreadableError
from docintel.domain.source import PageBox
from docintel.domain.wording import Wording
from docintel.intake.lining import lines_of
from docintel.intake.lining import run_lines
from docintel.intake.ofd_objects import POINTS
from docintel.intake.ofd_objects import Box
from docintel.intake.ofd_objects import Drawn
from docintel.intake.ofd_objects import Glyph
from docintel.intake.ofd_objects import Space
from docintel.intake.ofd_objects import draw
from docintel.intake.ofd_objects import numbers
from docintel.intake.ofd_seals import Seal
from docintel.intake.ofd_seals import read_seals
from docintel.intake.pictures import Picture
from docintel.intake.pictures import read_pictures
from docintel.intake.xml_parts import Package
from docintel.intake.xml_parts import attribute
from docintel.intake.xml_parts import child
from docintel.intake.xml_parts import children
from docintel.intake.xml_parts import joined
from docintel.intake.xml_parts import local

MEGABYTE = 1024 * 1024
A4 = (0.0, 0.0, 210.0, 297.0)
FEW_CHARACTERS = 12
SCAN_SHARE = 0.4  # of the page under images
STRANGE_SHARE = 0.3  # of characters without meaning
LARGEST_SIDE = 20_000.0  # points
_ANNOTATIONS = {"Watermark": Layer.WATERMARK, "Stamp": Layer.SEAL}


def read_ofd(path: str, *, pages: int = 3000, objects: int = 200_000, part_bytes: int = 256 * MEGABYTE) -> Iterator[Page]:
    """The pages of the first document of the package: lines of words, straight rules, overlays, and its seals on the page they stand on.

    Tables are left to whoever finds them from words and rules. Raises UnreadableError (`damaged`, `dtd`) and LimitError (`resource_limit`).
    """
    document = _Document(Package(path, part_bytes))
    for number, (identity, part) in enumerate(document.pages[:pages], start=1):
        yield document.page(number, identity, part, objects)


def count_ofd(path: str, *, part_bytes: int = 256 * MEGABYTE) -> int:
    """How many pages the document says it has."""
    return len(_Document(Package(path, part_bytes)).pages)


def scan_of(path: str, number: int, *, pixels: int = 40_000_000, part_bytes: int = 256 * MEGABYTE) -> Picture | None:
    """The largest image of a scanned page as RGB pixels for OCR, the size its place on the page; None where it has none that can be decoded.

    Raises as `read_ofd` and `read_pictures` do.
    """
    document = _Document(Package(path, part_bytes))
    if not 1 <= number <= len(document.pages):
        return None
    _, part = document.pages[number - 1]
    size, drawn = document.drawn(part, 200_000)
    areas = [((box[2] - box[0]) * (box[3] - box[1]), identity) for box, identity in drawn.images]
    name = document.media.get(max(areas)[1], "") if areas else ""
    if name not in document.package:
        return None
    picture = next(read_pictures(io.BytesIO(document.package.raw(name)), pixels=pixels))
    return picture._replace(number=number, width=round(size.width * POINTS, 2), height=round(size.height * POINTS, 2))


@dataclass(frozen=True, slots=True)
class _Size:
    """A page's physical box in millimetres."""

    left: float
    top: float
    width: float
    height: float


class _Document:
    """What the pages share."""

    def __init__(self, package: Package) -> None:
        self.package = package
        body = next((one for one in package.root("OFD.xml") if local(one) == "DocBody"), None)
        root = None if body is None else child(body, "DocRoot")
        if body is None or root is None or not (root.text or "").strip():
            raise UnreadableError("damaged", "no document in OFD.xml")
        self.part = self.find("OFD.xml", root.text.strip())
        self.document = package.root(self.part)
        common = child(self.document, "CommonData")
        self.size = _size(common, "PageArea") or _Size(*A4)
        self.templates = {} if common is None else dict(self.listed(common, "TemplatePage"))
        self.units: dict[str, Any] = {}
        self.media: dict[str, str] = {}
        for kind in ("PublicRes", "DocumentRes"):
            for one in () if common is None else children(common, kind):
                self.note_resources(self.find(self.part, one.text or ""))
        held = child(self.document, "Pages")
        self.pages = [] if held is None else list(self.listed(held, "Page"))
        self.seals = read_seals(package, body, self.find)

    def find(self, base: str, target: str) -> str:
        """The part that a location names; some writers start from the root where they should from the part."""
        part = joined(base, target.strip())
        return part if part in self.package else joined("", target.strip())

    def listed(self, parent: Any, name: str) -> Iterator[tuple[str, str]]:
        """The ids of pages or templates with their parts."""
        for one in children(parent, name):
            yield attribute(one, "ID"), self.find(self.part, attribute(one, "BaseLoc"))

    def note_resources(self, part: str) -> None:
        """The composite drawings and the image files that pages refer to."""
        if part not in self.package:
            return
        root = self.package.root(part)
        for unit in root.iter("{*}CompositeGraphicUnit"):
            content = child(unit, "Content")
            if content is not None:
                self.units[attribute(unit, "ID")] = content
        folder = joined(part, attribute(root, "BaseLoc") or ".")
        for medium in root.iter("{*}MultiMedia"):
            file = child(medium, "MediaFile")
            if file is not None:
                self.media[attribute(medium, "ID")] = self.find(f"{folder}/-", file.text or "")

    def drawn(self, part: str, objects: int) -> tuple[_Size, Drawn]:
        """A page's size, and what it and the templates under it hold."""
        root = self.package.root(part)
        size = _size(root, "Area") or self.size
        space = Space((1, 0, 0, 1, -size.left, -size.top))
        drawn = Drawn(objects)
        for template in children(root, "Template"):
            under = self.templates.get(attribute(template, "TemplateID"))
            if under is not None and under in self.package:
                self.draw(self.package.root(under), space, drawn)
        self.draw(root, space, drawn)
        return size, drawn

    def page(self, number: int, identity: str, part: str, objects: int) -> Page:
        """One page with its templates under it and its annotations over it."""
        size, drawn = self.drawn(part, objects)
        space = Space((1, 0, 0, 1, -size.left, -size.top))
        for layer, content, box in self.annotations(identity):
            inside = space.inside(box)
            draw(content, replace(inside, layer=layer), drawn, self.units.get)
        seals = [seal for seal in self.seals if seal.page == identity]
        return _page(number, size, drawn, seals)

    def draw(self, root: Any, space: Space, drawn: Drawn) -> None:
        """The content of a page or template."""
        content = child(root, "Content")
        if content is not None:
            draw(content, space, drawn, self.units.get)

    def annotations(self, identity: str) -> Iterator[tuple[Layer, Any, Any]]:
        """The annotations that lie over a page."""
        listed = child(self.document, "Annotations")
        part = "" if listed is None else self.find(self.part, listed.text or "")
        for one in self.package.root(part) if part in self.package else ():
            location = child(one, "FileLoc") if local(one) == "Page" and attribute(one, "PageID") == identity else None
            held = "" if location is None else self.find(part, location.text or "")
            for annotation in self.package.root(held) if held in self.package else ():
                box = child(annotation, "Appearance") if local(annotation) == "Annot" else None
                if box is not None:
                    yield _ANNOTATIONS.get(attribute(annotation, "Type"), Layer.COMMENT), box, box


def _size(parent: Any | None, name: str) -> _Size | None:
    area = None if parent is None else child(parent, name)
    box = None if area is None else child(area, "PhysicalBox")
    found = None if box is None else numbers(box.text or "", 4)
    if found is None or not (0 < found[2] * POINTS <= LARGEST_SIDE and 0 < found[3] * POINTS <= LARGEST_SIDE):
        return None
    return _Size(*found)


def _page(number: int, size: _Size, drawn: Drawn, seals: list[Seal]) -> Page:
    width, height = size.width * POINTS, size.height * POINTS
    painted = [*drawn.fills, *(box for box, _ in drawn.images)]
    glyphs = [_seen(glyph, width, height, painted) for glyph in drawn.glyphs]
    body = [glyph for glyph in glyphs if glyph.layer is Layer.BODY and not glyph.is_turned]
    over = [glyph for glyph in glyphs if glyph.layer is not Layer.BODY or glyph.is_turned]
    hidden = any(glyph.layer is Layer.HIDDEN and glyph.char.strip() for glyph in over)
    kind = _kind(body, drawn, width * height)
    return Page(
        number,
        kind,
        tuple(lines_of(body, number)) if kind is PageKind.TEXT else (),
        round(width, 2),
        round(height, 2),
        tuple(Rule(PageBox(number, *(round(value, 2) for value in rule))) for rule in drawn.rules),
        (_hidden(number),) if hidden else (),
        (*run_lines(over, number), *(line for seal in seals for line in _seal_line(seal, number))),
        signatures=tuple(replace(seal.signature, box=_seal_box(seal, number)) for seal in seals),
    )


def _seen(glyph: Glyph, width: float, height: float, painted: list[Box]) -> Glyph:
    """A character off the page, or white on white paper, is not to be seen."""
    x0, top, x1, bottom = glyph.box
    outside = x1 < 0 or bottom < 0 or x0 > width or top > height
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    bare = glyph.is_white and not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in painted)
    return replace(glyph, layer=Layer.HIDDEN) if outside or bare else glyph


def _kind(body: list[Glyph], drawn: Drawn, area: float) -> PageKind:
    """What a page is before its lines are used."""
    printed = [glyph.char for glyph in body if glyph.char.strip()]
    images = sum((box[2] - box[0]) * (box[3] - box[1]) for box, _ in drawn.images)
    if len(printed) < FEW_CHARACTERS and images > SCAN_SHARE * area:
        return PageKind.SCAN
    if not printed:
        return PageKind.EMPTY
    strange = sum(1 for char in printed if "\ue000" <= char <= "\uf8ff" or char == "\ufffd")
    return PageKind.GARBLED if strange > STRANGE_SHARE * len(printed) else PageKind.TEXT


def _seal_box(seal: Seal, number: int) -> PageBox | None:
    if seal.boundary is None:
        return None
    x, y, wide, high = (value * POINTS for value in seal.boundary)
    return PageBox(number, round(x, 2), round(y, 2), round(x + max(wide, 0), 2), round(y + max(high, 0), 2))


def _seal_line(seal: Seal, number: int) -> Iterator[Line]:
    box = _seal_box(seal, number)
    if box is not None and seal.name:
        yield Line(seal.name, box, (), Layer.SEAL)


def _hidden(page: int) -> Problem:
    return Problem(
        "hidden_text",
        Wording(
            f"第{page}页有看不见的文字，已另行标出，不作为依据，需核实。",
            f"Page {page} holds text that is not to be seen; it is shown apart and is no evidence. Check it.",
        ),
        page,
    )
