"""One flow of a Word file (body, header, note): its blocks in order, and into the notes whatever is not plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from docintel.domain.document import Block
from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.source import CellPath
from docintel.intake.word import names
from docintel.intake.word.controls import settle
from docintel.intake.word.grids import Grid
from docintel.intake.word.grids import flat
from docintel.intake.word.inline import Anchored
from docintel.intake.word.inline import Ink
from docintel.intake.word.inline import Inline
from docintel.intake.word.inline import art_text
from docintel.intake.word.names import DELETIONS
from docintel.intake.word.names import Element
from docintel.intake.word.names import W
from docintel.intake.word.names import within
from docintel.intake.word.notes import Notes
from docintel.intake.word.numbering import Numbering
from docintel.intake.word.package import Package
from docintel.intake.word.package import Part
from docintel.intake.word.shapes import Kind
from docintel.intake.word.shapes import Met
from docintel.intake.word.shapes import is_unseen
from docintel.intake.word.shapes import met_in
from docintel.intake.word.styles import Styles
from docintel.intake.word.styles import is_cut_off

_PAGE_NUMBER = re.compile(r"(?:第|共|页|总|page|of|[\s\d,，/—–-])*\d(?:第|共|页|总|page|of|[\s\d,，/—–-])*", re.IGNORECASE)
_FRAMES = (Layer.HEADER, Layer.FOOTER)
PROMPT = 20  # characters of an unanswered prompt that are told

_Marked = tuple[Element, Ink]


@dataclass(slots=True)
class Story:
    """Reads the flows of one part; `layer` is where its text stands, everything else goes to the notes with its address."""

    package: Package
    part: Part
    styles: Styles
    numbering: Numbering
    notes: Notes
    layer: Layer = Layer.BODY
    dark: bool = False
    removed: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.notes.prompts.update(prompt[:PROMPT] for prompt in settle(self.part.root))

    def read(self, flow: Element, address: str) -> list[Block]:
        """A whole flow."""
        return self.blocks(flow, address, Ink(self.layer, shaded=self.dark))

    def blocks(self, parent: Element, address: str, ink: Ink) -> list[Block]:
        """The blocks in an element; a paragraph whose mark is a tracked deletion goes on in the next and has no number of its own."""
        found: list[Block] = []
        waiting: list[_Marked] = []
        paragraphs = tables = 0
        for element, state in [*flat(parent, ink), (None, ink)]:
            if element is not None and element.tag == names.PARAGRAPH:
                waiting.append((element, self.seen(element, state)))
                if _is_gone(element, state):
                    continue
            if waiting:
                blocks, counts = self.paragraph(waiting, f"{address}/p{paragraphs + 1}")
                found += blocks
                paragraphs += counts
                waiting = []
            if element is None or element.tag == names.PARAGRAPH:
                continue
            if element.tag == names.TABLE:
                blocks, counts = self.table(element, f"{address}/t{tables + 1}", state)
                found += blocks
                tables += counts
            else:
                self.notes.inside[element.tag.rpartition("}")[2]] += 1
        return found

    def seen(self, paragraph: Element, ink: Ink) -> Ink:
        """The state of a paragraph: lines lower than their letters are not to be seen."""
        cut = ink.layer is self.layer and is_cut_off(within(paragraph, "pPr", "spacing"), "line", "lineRule")
        return replace(ink, layer=Layer.HIDDEN) if cut else ink

    def paragraph(self, elements: list[_Marked], address: str) -> tuple[list[Block], int]:
        """What paragraphs that are read as one yield, and 1 if they are a paragraph when all changes are accepted, else 0."""
        inline = Inline(self.styles, lambda name: self.notes.symbols.update([name]))
        for element, ink in elements[:-1]:
            inline.read(element, ink)
            inline.say("\n", replace(ink, layer=Layer.DELETED))
        last, ink = elements[-1]
        inline.read(last, ink)
        spoken = list(inline.spoken())
        live = "".join(text for state, text in spoken if state.layer is self.layer)
        counts = 1 if live.strip() or not _is_gone(last, ink) else 0
        if not counts:
            self.removed += 1
            address = f"{address.rpartition('/')[0]}/deleted{self.removed}"
        self.note(spoken, address)
        label = self.numbering.label(last) if counts and ink.layer is self.layer else ""
        return [*self.line(label + live, address), *self.shapes(inline.shapes, address)], counts

    def line(self, text: str, address: str) -> Iterator[Line]:
        """A line where there is text; in headers and footers a page number is told from words."""
        if text.strip():
            numbers = self.layer in _FRAMES and _PAGE_NUMBER.fullmatch(text) is not None
            yield Line(text, CellPath(address), (), Layer.PAGE_NUMBER if numbers else self.layer)

    def note(self, spoken: list[tuple[Ink, str]], address: str) -> None:
        """Set apart what is deleted or hidden, and remember where changes are."""
        for ink, text in spoken:
            if not text.strip():
                continue
            if ink.layer is not self.layer:
                self.notes.overlays.append(Line(text.strip(), CellPath(address), (), ink.layer))
                (self.notes.deleted if ink.layer is Layer.DELETED else self.notes.hidden).append(address)
            elif ink.inserted:
                self.notes.inserted.append(address)

    def table(self, table: Element, address: str, ink: Ink) -> tuple[list[Block], int]:
        """A table with what its cells hold, and 1 if it is still one when all changes are accepted, else 0."""
        grid = Grid(address, self.cell)
        grid.fill(table, replace(ink, shaded=ink.shaded or self.styles.shades_tables(table)))
        return grid.blocks(), 0 if grid.is_gone else 1

    def cell(self, cell: Element, address: str, ink: Ink) -> tuple[str, list[Block]]:
        """A cell's paragraphs as its text, and the other blocks in it."""
        own: list[str] = []
        others: list[Block] = []
        for block in self.blocks(cell, address, ink):
            if isinstance(block, Line) and isinstance(block.span, CellPath) and block.span.cell.rpartition("/")[0] == address:
                own.append(block.text)
            else:
                others.append(block)
        return "\n".join(own), others

    def shapes(self, anchored: list[Anchored], address: str) -> list[Block]:
        """What is drawn at a paragraph, after it."""
        found: list[Block] = []
        counts = dict.fromkeys(Kind, 0) if anchored else {}
        for one in anchored:
            unseen = one.ink.layer is self.layer and is_unseen(one.element)
            ink = replace(one.ink, layer=Layer.HIDDEN) if unseen else one.ink
            for met in met_in(one.element):
                counts[met.kind] += 1
                found += self.met(met, address, counts[met.kind], ink)
        return found

    def met(self, met: Met, address: str, number: int, ink: Ink) -> list[Block]:
        """The blocks of one thing in a drawing; those that cannot be read are named."""
        if met.kind is Kind.BOX:
            path = f"{address}/box{number if number > 1 else ''}"
            return self.blocks(met.element, path, replace(ink, shaded=ink.shaded or met.shaded))
        if met.kind is Kind.PICTURE:
            self.notes.pictures += [address] if ink.layer is Layer.BODY else []
            return []
        if met.kind is Kind.OBJECT:
            self.notes.objects[met.text] += 1
            return []
        text = self.diagram(met.text) if met.kind is Kind.DIAGRAM else met.text
        kind = "diagram" if met.kind is Kind.DIAGRAM else "art"
        return self.lettering(met, text, f"{address}/{kind}{number}", ink)

    def lettering(self, met: Met, text: str, address: str, ink: Ink) -> list[Block]:
        """Drawn letters as lines; those drawn across a page from its header are a watermark."""
        lines = [Line(one, CellPath(address), (), ink.layer) for one in text.split("\n") if one.strip()]
        if met.kind is Kind.ART and self.layer in _FRAMES:
            lines = [replace(line, layer=Layer.WATERMARK) for line in lines]
        elif ink.layer is not self.layer:
            self.notes.overlays += lines
            return []
        return list(lines)

    def diagram(self, relation: str) -> str:
        """The text of a diagram's nodes, in the order of its part."""
        target = self.part.relations.get(relation)
        part = None if target is None or target.external else self.package.optional(target.target)
        return "" if part is None else art_text(part.root)

    def overlay(self, flow: Element, address: str) -> None:
        """A whole flow that is no part of the body."""
        for block in self.read(flow, address):
            self.notes.overlays += [block] if isinstance(block, Line) else self.cell_lines(block)

    def cell_lines(self, table: Table) -> list[Line]:
        """A table's filled cells as lines."""
        return [Line(cell.text, cell.span, (), self.layer) for row in table.rows for cell in row if cell is not None and cell.text.strip()]


def _is_gone(paragraph: Element, ink: Ink) -> bool:
    """Whether a paragraph's mark is deleted or moved away."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return ink.layer is Layer.DELETED or (marks is not None and any(marks.find(tag) is not None for tag in DELETIONS))
