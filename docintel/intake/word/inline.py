"""One paragraph: its runs in order, each piece of text with the layer it stands in, and what is anchored in it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from itertools import groupby

from docintel.domain.document import Layer
from docintel.intake.word import names
from docintel.intake.word.names import MATH
from docintel.intake.word.names import A
from docintel.intake.word.names import Element
from docintel.intake.word.names import W
from docintel.intake.word.styles import Look
from docintel.intake.word.styles import Styles
from docintel.intake.word.symbols import is_symbol_font
from docintel.intake.word.symbols import legacy_value
from docintel.intake.word.symbols import respelled
from docintel.intake.word.symbols import symbol_of

_SPACES = tuple(f"{W}{name}" for name in ("tab", "ptab", "br", "cr"))
_SKIPPED = tuple(f"{W}{name}" for name in ("instrText", "delInstrText", "rt", "fldData", "footnoteRef", "endnoteRef", "annotationRef"))
_SHAPES = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
_TEXTS = (names.TEXT, f"{MATH}t")


@dataclass(frozen=True, slots=True)
class Ink:
    """In what state text stands: its layer, whether a tracked insertion, whether something coloured lies behind it."""

    layer: Layer = Layer.BODY
    inserted: bool = False
    shaded: bool = False
    font: str = ""

    def inside(self, tag: str) -> Ink:
        """The state within an element: tracked insertions and deletions change it."""
        if tag in names.DELETIONS:
            return replace(self, layer=Layer.DELETED)
        return replace(self, inserted=True) if tag in names.INSERTIONS else self


class Field:
    """A field under way; its instruction is not text, nor is the result of a form field whose value was said already."""

    def __init__(self, *, said: bool) -> None:
        self.said, self.closed = said, False


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one state; `field` is one that silences it if it turns out to be whole."""

    text: str
    ink: Ink
    field: Field | None


@dataclass(frozen=True, slots=True)
class Anchored:
    """A shape in a paragraph."""

    element: Element
    ink: Ink


class Inline:
    """Reads the content of paragraphs into pieces; several paragraphs whose marks were deleted are read as one."""

    def __init__(self, styles: Styles, on_unknown_symbol: Callable[[str], None]) -> None:
        self.styles, self.on_unknown_symbol = styles, on_unknown_symbol
        self.pieces: list[Piece] = []
        self.shapes: list[Anchored] = []
        self.fields: list[Field] = []
        self.silent: Field | None = None  # the outermost field whose text is not to be read
        self.look = Look()

    def read(self, paragraph: Element, ink: Ink) -> None:
        """Add a paragraph; a field's instruction never goes beyond it, so a field left open hides nothing."""
        self.look = self.styles.paragraph_look(paragraph)
        self.fields, self.silent = [], None
        self.walk(paragraph, ink)

    def walk(self, element: Element, ink: Ink) -> None:
        """Everything in an element, in order."""
        for child in element:
            self.take(child, ink)

    def take(self, child: Element, ink: Ink) -> None:
        """One element; what is not known is walked through, so that text in it is not lost."""
        tag = child.tag
        reader = _READERS.get(tag)
        if reader is not None:
            reader(self, child, ink)
        elif tag in _SPACES:
            self.say(" ", ink)
        elif tag not in _SKIPPED and not names.is_properties(tag):
            self.walk(child, ink.inside(tag))

    def say(self, text: str, ink: Ink) -> None:
        """A piece of text."""
        self.pieces.append(Piece(text, ink, self.silent))

    def run(self, run: Element, ink: Ink) -> None:
        """A run: seen or not by its look."""
        look = self.styles.run_look(run, self.look)
        font = look.font or ""
        if ink.layer is not Layer.DELETED and look.cannot_be_seen(shaded=ink.shaded):
            ink = replace(ink, layer=Layer.HIDDEN)
        self.walk(run, replace(ink, font=font) if font != ink.font else ink)

    def text(self, text: Element, ink: Ink) -> None:
        """Letters, or in a symbol font the signs drawn for them."""
        said = text.text or ""
        self.say(respelled(said, ink.font) if is_symbol_font(ink.font) else said, ink)

    def deleted_text(self, text: Element, ink: Ink) -> None:
        """Text that is deleted wherever it stands."""
        self.text(text, replace(ink, layer=Layer.DELETED))

    def symbol(self, mark: Element, ink: Ink) -> None:
        """A character of a symbol font."""
        sign, name = symbol_of(mark)
        if sign is None:
            self.on_unknown_symbol(name)
        self.say(sign or "", ink)

    def hyphen(self, _: Element, ink: Ink) -> None:
        """A hyphen that does not break the line."""
        self.say("-", ink)

    def optional_hyphen(self, _: Element, ink: Ink) -> None:
        """A hyphen that is not printed within a line."""

    def field(self, mark: Element, ink: Ink) -> None:
        """A complex field's beginning, middle or end."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            value = legacy_value(mark)
            if value is not None:
                self.say(value, ink)
            self.fields.append(Field(said=value is not None))
            self.silent = self.silent or self.fields[-1]
        elif kind == "separate" and self.fields:
            self.speak_again(self.fields[-1], after=not self.fields[-1].said)
        elif kind == "end" and self.fields:
            self.fields[-1].closed = True
            self.speak_again(self.fields.pop(), after=True)

    def speak_again(self, field: Field, *, after: bool) -> None:
        """A field silences no longer, if it did and `after` what comes now it need not."""
        if after and self.silent is field:
            self.silent = None

    def ruby(self, ruby: Element, ink: Ink) -> None:
        """Text with its reading above: the text only."""
        for base in ruby.findall(f"{W}rubyBase"):
            self.walk(base, ink)

    def alternatives(self, alternatives: Element, ink: Ink) -> None:
        """One of several renderings of one thing."""
        branch = names.chosen(alternatives)
        if branch is not None:
            self.walk(branch, ink)

    def shape(self, shape: Element, ink: Ink) -> None:
        """A drawing, to be read after the paragraph."""
        self.shapes.append(Anchored(shape, ink))

    def fraction(self, fraction: Element, ink: Ink) -> None:
        """A fraction: its numerator, a slash, its denominator."""
        for place, part in enumerate(fraction.findall(f"{MATH}num") + fraction.findall(f"{MATH}den")):
            if place:
                self.say("/", ink)
            self.walk(part, ink)

    def raised(self, power: Element, ink: Ink) -> None:
        """A base and what stands above it."""
        for place, part in enumerate(power.findall(f"{MATH}e") + power.findall(f"{MATH}sup")):
            if place:
                self.say("^", ink)
            self.walk(part, ink)

    def spoken(self) -> Iterator[tuple[Ink, str]]:
        """The pieces that are text, neighbours of one state joined."""
        kept = (piece for piece in self.pieces if piece.text and not (piece.field is not None and piece.field.closed))
        for (layer, inserted), group in groupby(kept, lambda piece: (piece.ink.layer, piece.ink.inserted)):
            yield Ink(layer, inserted), "".join(piece.text for piece in group)


_READERS: dict[str, Callable[[Inline, Element, Ink], None]] = {
    names.RUN: Inline.run,
    **dict.fromkeys(_TEXTS, Inline.text),
    f"{W}delText": Inline.deleted_text,
    names.SYMBOL: Inline.symbol,
    f"{W}noBreakHyphen": Inline.hyphen,
    f"{W}softHyphen": Inline.optional_hyphen,
    f"{W}fldChar": Inline.field,
    f"{W}ruby": Inline.ruby,
    names.ALTERNATIVES: Inline.alternatives,
    **dict.fromkeys(_SHAPES, Inline.shape),
    f"{MATH}f": Inline.fraction,
    f"{MATH}sSup": Inline.raised,
}


def art_text(shape: Element) -> str:
    """The text of a drawing's own paragraphs (diagrams, drawing canvases)."""
    return "\n".join(
        text for paragraph in shape.iter(f"{A}p") if (text := "".join(one.text or "" for one in paragraph.iter(f"{A}t"))).strip()
    )
