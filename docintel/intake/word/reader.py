"""A whole Word file: body, notes, headers and footers, comments, in this order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.document import Block
from docintel.domain.document import Layer
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.intake.looks import media_pictures
from docintel.intake.word.names import Element
from docintel.intake.word.names import R
from docintel.intake.word.names import W
from docintel.intake.word.names import is_on
from docintel.intake.word.names import within
from docintel.intake.word.notes import Notes
from docintel.intake.word.numbering import Numbering
from docintel.intake.word.package import Package
from docintel.intake.word.package import Part
from docintel.intake.word.story import Story
from docintel.intake.word.styles import Styles
from docintel.intake.word.styles import is_white

_FRAMES = (("header", Layer.HEADER), ("footer", Layer.FOOTER))
MOST_PIXELS = 40_000_000  # of one picture that is looked at
_KINDS = ("default", "first", "even")


def read_word(path: str) -> Page:
    """The whole file as one page without size.

    Text is read as if all tracked changes were accepted; foot- and endnotes follow the body; headers, footers, comments, deleted and
    hidden text are overlays. Raises ValueError, LookupError, SyntaxError or OSError where the file is no readable Word file; damaged parts
    other than the main one are told as a problem.
    """
    with closing(Package(path)) as package:
        return _File(package).page()


@dataclass(slots=True)
class _File:
    """The parts of one file under reading."""

    package: Package
    notes: Notes = field(default_factory=Notes)
    main: Part = field(init=False)
    styles: Styles = field(init=False)
    settings: Element | None = field(init=False)
    lists: Element | None = field(init=False)

    def __post_init__(self) -> None:
        self.main = self.package.main()
        self.styles = Styles(self.root_of("styles"))
        self.settings, self.lists = self.root_of("settings"), self.root_of("numbering")

    def root_of(self, kind: str) -> Element | None:
        """The root of a part there is at most one of."""
        part = next(self.package.parts(self.main, kind), None)
        return None if part is None else part.root

    def page(self) -> Page:
        """Everything, in reading order."""
        bodies = self.main.root.findall(f"{W}body")
        if not bodies:
            raise ValueError("the main part has no body")
        story = self.story(self.main, Layer.BODY)
        blocks = [block for number, body in enumerate(bodies, 1) for block in story.read(body, "body" if number == 1 else f"body{number}")]
        blocks += [*self.foot("footnotes", "footnote"), *self.foot("endnotes", "endnote")]
        self.frames()
        for part in self.package.parts(self.main, "comments"):
            comments = self.story(part, Layer.COMMENT)
            for number, comment in enumerate(part.root.iter(f"{W}comment"), start=1):
                comments.overlay(comment, f"comments/{number}")
        self.notes.damaged += self.package.damaged
        pictures = media_pictures(self.package.media(), MOST_PIXELS)
        return Page(1, PageKind.FLOW, tuple(blocks), problems=self.notes.problems(), overlays=tuple(self.notes.overlays), pictures=pictures)

    def story(self, part: Part, layer: Layer) -> Story:
        """A reader of one part; lists count anew in each."""
        return Story(self.package, part, self.styles, Numbering(self.lists, self.styles), self.notes, layer, self.is_dark())

    def is_dark(self) -> bool:
        """Whether the page has a colour of its own, so that white letters can be seen."""
        background = self.main.root.find(f"{W}background")
        return background is not None and not is_white(background.get(f"{W}color", "FFFFFF"))

    def foot(self, kind: str, element: str) -> Iterator[Block]:
        """Foot- or endnotes; the lines that separate them from the text are none."""
        for part in self.package.parts(self.main, kind):
            story = self.story(part, Layer.BODY)
            notes = [note for note in part.root.iter(f"{W}{element}") if note.get(f"{W}type", "normal") == "normal"]
            for number, note in enumerate(notes, start=1):
                yield from story.read(note, f"{kind}/{number}")

    def frames(self) -> None:
        """Headers, then footers, of every section; one that several sections share is read once, one that is not printed is hidden."""
        seen: set[str] = set()
        for name, layer in _FRAMES:
            for number, section in enumerate(self.sections(), start=1):
                for kind, part in self.frame_parts(section, name):
                    if part.name not in seen:
                        seen.add(part.name)
                        shown = layer if self.is_printed(section, kind) else Layer.HIDDEN
                        self.story(part, shown).overlay(part.root, f"{name}{number}{'' if kind == 'default' else f'-{kind}'}")

    def sections(self) -> list[Element]:
        """The sections in order; what a section was before a tracked change is none."""
        return [one for one in self.main.root.iter(f"{W}sectPr") if one.getparent().tag != f"{W}sectPrChange"]

    def frame_parts(self, section: Element, name: str) -> Iterator[tuple[str, Part]]:
        """A section's own headers or footers, in the order default, first, even."""
        references = {one.get(f"{W}type", "default"): one.get(f"{R}id", "") for one in section.findall(f"{W}{name}Reference")}
        for kind in _KINDS:
            relation = self.main.relations.get(references.get(kind, ""))
            part = None if relation is None or relation.external else self.package.optional(relation.target)
            if part is not None:
                yield kind, part

    def is_printed(self, section: Element, kind: str) -> bool:
        """Whether a kind of header is switched on."""
        if kind == "first":
            return is_on(section.find(f"{W}titlePg"))
        return kind == "default" or (self.settings is not None and is_on(within(self.settings, "evenAndOddHeaders")))
