"""What papers of evidence are composed of: titles, labelled values, grids, running text, stamps; each block knows the facts it shows."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from itertools import chain

from docintel.simulate.sheets import PrintedFact
from docintel.simulate.typesetting import RED
from docintel.simulate.typesetting import THIN_RED
from docintel.simulate.typesetting import matrix
from docintel.simulate.typesetting import picture
from docintel.simulate.typesetting import quoted
from docintel.simulate.typesetting import seal

Shown = str | PrintedFact
Cell = Shown | tuple[Shown, ...]
Pair = tuple[str, Cell]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page: its Typst and the facts that can be read in it; `other` is how another issuer sets the same."""

    source: str
    facts: tuple[PrintedFact, ...] = ()
    other: str = ""

    def drawn(self, *, otherwise: bool) -> str:
        """Its Typst."""
        return self.other or self.source if otherwise else self.source


def printed(cell: Cell) -> str:
    """What stands in a cell."""
    return "".join(one if isinstance(one, str) else one.printed for one in _parts(cell))


def told(cell: Cell, label: str) -> tuple[PrintedFact, ...]:
    """The facts of a cell, under its label where they have none of their own."""
    return tuple(replace(one, label=one.label or label) for one in _parts(cell) if isinstance(one, PrintedFact))


def _parts(cell: Cell) -> tuple[Shown, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


def _told_in(pairs: Iterable[Pair]) -> tuple[PrintedFact, ...]:
    return tuple(chain.from_iterable(told(cell, label) for label, cell in pairs))


def title(text: Cell, size: float = 18, *, fill: str = "#000000", tracking: float = 0) -> Block:
    """A centred title in thickened letters; a fact in it is printed as part of the title."""
    style = f'size: {size}pt, fill: rgb("{fill}"), stroke: {size / 45:.2f}pt + rgb("{fill}"), tracking: {tracking}pt'
    return Block(f"#align(center, text({style}, {quoted(printed(text))}))\n", told(text, ""))


def line(text: Cell, *, size: float = 11, align: str = "left") -> Block:
    """One line on its own."""
    return Block(f"#align({align}, text(size: {size}pt, {quoted(printed(text))}))\n", told(text, ""))


def ends(left: Cell, right: Cell, *, size: float = 10.5) -> Block:
    """A line with something at each end."""
    source = f"#text(size: {size}pt)[#{quoted(printed(left))} #h(1fr) #{quoted(printed(right))}]\n\n"
    return Block(source, (*told(left, ""), *told(right, "")))


def space(height: str) -> Block:
    """Empty paper."""
    return Block(f"#v({height})\n")


def rule(width: float = 0.6, fill: str = "#000000") -> Block:
    """A line across the page."""
    return Block(f'#line(length: 100%, stroke: {width}pt + rgb("{fill}"))\n')


def prose(*parts: Cell, size: float = 12, indent: bool = True) -> Block:
    """Running text; its first line is drawn in by two characters."""
    text = "".join(printed(part) for part in parts)
    drawn = "(amount: 2em, all: true)" if indent else "0em"
    source = f"#text(size: {size}pt, par(first-line-indent: {drawn}, justify: true, leading: 0.95em, spacing: 1.1em, {quoted(text)}))\n"
    return Block(source, tuple(chain.from_iterable(told(part, "") for part in parts)))


def lines(pairs: Iterable[Pair], *, size: float = 12, colon: str = "：", gap: str = "0.95em", inset: str = "0cm") -> Block:
    """`label：value`, each on a line of its own."""
    rows = tuple(pairs)
    body = ", ".join(quoted(f"{label}{colon}{printed(cell)}") for label, cell in rows)
    source = f"#pad(x: {inset}, text(size: {size}pt, stack(spacing: {gap}, ..({body},).map(one => par(leading: 0.7em, one)))))\n"
    return Block(source, _told_in(rows), _ruled(rows, size=min(size, 11.5)))


def _ruled(rows: Sequence[Pair], size: float) -> str:
    """Label and value in the cells of a table with lines between its rows."""
    shown = ", ".join(f"{quoted(label)}, {quoted(printed(cell))}" for label, cell in rows)
    stroke = "(x, y) => (bottom: 0.5pt + luma(120))"
    return (
        f"#text(size: {size}pt, table(columns: (auto, 1fr), align: left + horizon, stroke: {stroke}, inset: (x: 6pt, y: 6pt), {shown}))\n"
    )


def _run(rows: Iterable[Pair], size: float) -> str:
    """Label and value behind a colon, one under the other."""
    body = ", ".join(quoted(f"{label}：{printed(cell)}" if label else printed(cell)) for label, cell in rows)
    return f"#text(size: {size}pt, stack(spacing: 1.05em, ..({body},).map(one => par(leading: 0.7em, one))))\n"


def pairs(
    rows: Iterable[Pair], *, across: int = 1, size: float = 11, label_width: str = "3cm", gap: str = "12pt", colon: str = ""
) -> Block:
    """Labels in columns with their values to the right, without lines."""
    listed = tuple(rows)
    shown = ", ".join(
        f"text(fill: luma(40), {quoted(label + colon if label else label)}), {quoted(printed(cell))}" for label, cell in listed
    )
    columns = ", ".join([label_width, "1fr"] * across)
    source = f"#text(size: {size}pt, grid(columns: ({columns}), column-gutter: 6pt, row-gutter: {gap}, {shown}))\n"
    return Block(source, _told_in(listed), _run(listed, size) if across == 1 else "")


def below(rows: Iterable[Pair], *, size: float = 10.5, align: str = "center", gap: str = "5pt", strokes: str = "none") -> Block:
    """Each label with its value underneath, side by side."""
    listed = tuple(rows)
    labels, values = ", ".join(quoted(label) for label, _ in listed), ", ".join(quoted(printed(cell)) for _, cell in listed)
    columns = ", ".join(["1fr"] * len(listed))
    body = f"columns: ({columns}), align: {align} + horizon, inset: (x: 4pt, y: {gap}), stroke: {strokes}, {labels}, {values}"
    return Block(f"#text(size: {size}pt, table({body}))\n", _told_in(listed), _run(listed, size))


def form(
    rows: Iterable[Sequence[Pair]],
    *,
    size: float = 10.5,
    label_width: str = "3.2cm",
    gap: float = 7,
    shade: str = "none",
    stroke: str = "0.5pt",
) -> Block:
    """A ruled form: labels and values in cells, a shorter row's last value as wide as what is left."""
    listed = [tuple(row) for row in rows]
    across = max(len(row) for row in listed)
    cells = ",\n".join(_form_row(row, across, shade) for row in listed)
    columns = ", ".join([label_width, "1fr"] * across)
    source = f"#text(size: {size}pt, table(columns: ({columns}), align: left + horizon, stroke: {stroke}, inset: (x: 5pt, y: {gap}pt),\n{cells}))\n"
    return Block(source, _told_in(chain.from_iterable(listed)), _stacked(listed, size))


def _stacked(rows: Sequence[Sequence[Pair]], size: float) -> str:
    """Every entry on a row of its own, its label shaded, without upright lines."""
    shown = ", ".join(f"table.cell(fill: luma(238), {quoted(label)}), {quoted(printed(cell))}" for row in rows for label, cell in row)
    stroke = "(x, y) => (top: 0.4pt, bottom: 0.4pt)"
    return (
        f"#text(size: {size}pt, table(columns: (auto, 1fr), align: left + horizon, stroke: {stroke}, inset: (x: 6pt, y: 4.5pt), {shown}))\n"
    )


def _form_row(row: Sequence[Pair], across: int, shade: str) -> str:
    cells = []
    for index, (label, cell) in enumerate(row):
        span = 1 + 2 * (across - len(row)) if index == len(row) - 1 else 1
        cells.append(f"table.cell(fill: {shade}, align: center + horizon, {quoted(label)})")
        cells.append(f"table.cell(colspan: {span}, {quoted(printed(cell))})")
    return ", ".join(cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """How a grid is drawn: Typst's widths and alignments of columns, size of letters, space above and below, lines."""

    columns: str
    align: str
    size: float = 9.5
    gap: float = 5
    stroke: str = "0.5pt"
    shade: str = "none"


THREE_LINES = "(x, y) => if y == 0 { (top: 1.2pt, bottom: 0.6pt) } else { (bottom: 0.3pt + luma(170)) }"


def grid(look: Grid, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, head: str = "") -> Block:
    """A grid under a header (`head`: the header's cells in Typst, where it is of more than one row); an empty `header` draws none.

    A cell is a fact's place; its label is the header of its column.
    """
    listed = [tuple(row) for row in rows]
    first = head or ", ".join(f"table.cell(align: center + horizon, fill: {look.shade}, {quoted(label)})" for label in header)
    top = f"table.header({first}),\n" if first else ""
    body = ",\n".join(", ".join(quoted(printed(cell)) for cell in row) for row in listed)
    source = (
        f"#text(size: {look.size}pt, table(columns: {look.columns}, align: {look.align}, stroke: {look.stroke}, "
        f"inset: (x: 4pt, y: {look.gap}pt),\n{top}{body}))\n"
    )
    return Block(source, tuple(chain.from_iterable(told(cell, label) for row in listed for label, cell in _labelled(header, row))))


def _labelled(header: Sequence[str], row: Sequence[Cell]) -> Iterable[Pair]:
    return ((header[index] if index < len(header) else "", cell) for index, cell in enumerate(row))


def stamped(
    rows: Iterable[Cell], name: str, *, caption: str = "", align: str = "right", width: str = "4cm", size: float = 12, shift: str = "-0.2cm"
) -> Block:
    """Who signs and when, one under the other, with a seal over them; ink is translucent, so the letters are drawn last."""
    listed = tuple(rows)
    body = " \\ #v(0.35cm) ".join(f"#{quoted(printed(cell))}" for cell in listed)
    source = f"#align({align}, box[#place(center + horizon, dy: {shift}, {seal(name, caption, width, THIN_RED)})#align(center, text(size: {size}pt)[{body}])])\n"
    return Block(source, tuple(chain.from_iterable(told(cell, "") for cell in listed)))


def loose_seal(name: str, *, caption: str = "", place: str = "top + right", dx: str = "0cm", dy: str = "0cm", width: str = "4cm") -> Block:
    """A seal pressed anywhere on the page."""
    return Block(f"#place({place}, dx: {dx}, dy: {dy}, {seal(name, caption, width, THIN_RED)})\n")


def code(text: str, *, place: str = "top + right", dx: str = "0cm", dy: str = "0cm") -> Block:
    """Dots like those of a two-dimensional code, out of the flow."""
    return Block(f"#place({place}, dx: {dx}, dy: {dy}, {matrix(text)})\n")


def badge(text: str, *, place: str = "bottom + left", dx: str = "0cm", dy: str = "0cm", fill: str = "#1d4f91") -> Block:
    """The mark of an accrediting body, drawn, not text."""
    drawing = f'#box(stroke: 1.4pt + rgb("{fill}"), inset: 6pt, radius: 3pt, text(size: 12pt, fill: rgb("{fill}"), stroke: 0.4pt + rgb("{fill}"), {quoted(text)}))'
    return Block(f"#place({place}, dx: {dx}, dy: {dy}, {picture(drawing, '2.4cm')})\n")


def beside(left: Sequence[Block], right: Sequence[Block], *, columns: str = "(1fr, 1fr)", gutter: str = "0.8cm") -> Block:
    """Two runs of blocks side by side."""

    def drawn(*, otherwise: bool) -> str:
        halves = ", ".join("[" + "".join(block.drawn(otherwise=otherwise) for block in half) + "]" for half in (left, right))
        return f"#grid(columns: {columns}, column-gutter: {gutter}, {halves})\n"

    return Block(drawn(otherwise=False), _facts((*left, *right)), drawn(otherwise=True))


def boxed(blocks: Sequence[Block], *, stroke: str = "0.8pt", inset: str = "10pt") -> Block:
    """Blocks inside a frame."""

    def drawn(*, otherwise: bool) -> str:
        inside = "".join(block.drawn(otherwise=otherwise) for block in blocks)
        return f"#block(width: 100%, stroke: {stroke}, inset: {inset})[{inside}]\n"

    return Block(drawn(otherwise=False), _facts(blocks), drawn(otherwise=True))


def joined(*blocks: Block) -> Block:
    """Ruled blocks one right under the other, as parts of one form."""

    def drawn(*, otherwise: bool) -> str:
        inside = "\n".join(block.drawn(otherwise=otherwise) for block in blocks)
        return f"#block(width: 100%)[#set par(spacing: -0.25pt)\n#set block(spacing: -0.25pt)\n{inside}]\n"

    return Block(drawn(otherwise=False), _facts(blocks), drawn(otherwise=True))


def _facts(blocks: Iterable[Block]) -> tuple[PrintedFact, ...]:
    return tuple(chain.from_iterable(block.facts for block in blocks))


def red_head(text: str, number: Cell) -> Block:
    """The head of an authority's document: its name in red, the number and a red line."""
    name = title(text, 26, fill=RED, tracking=3)
    number_line = line(number, size=12, align="center")
    return Block(f"{name.source}#v(0.5cm)\n{number_line.source}#v(-4pt)\n{rule(1.6, RED).source}", number_line.facts)
