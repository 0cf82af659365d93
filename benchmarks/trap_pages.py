"""One-page traps for a reader of PDF tables: a small statement with something over it, under it or wrong with its rules, made from a seed.

A page is a list of drawn things, put into a PDF by ReportLab (fonts that are named and not embedded) or by Typst (an embedded font).
Only ReportLab can turn a page and leave its font out, so those kinds are made by it alone.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from math import cos
from math import radians
from math import sin
from random import Random
from types import MappingProxyType

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from docintel.simulate.typesetting import pdf

Color = tuple[float, float, float]
Row = tuple[str, ...]

BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
RED, DARK = (0.85, 0.1, 0.1), (0.15, 0.15, 0.2)
WIDTH, HEIGHT = 595.0, 842.0
CID = "STSong-Light"
ITEMS = (
    "货币资金", "应收票据", "应收账款", "预付款项", "其他应收款", "存货", "合同资产", "固定资产", "在建工程", "无形资产", "开发支出",
    "长期待摊费用", "短期借款", "应付账款", "合同负债", "应付职工薪酬", "应交税费", "营业收入", "营业成本", "税金及附加", "研发费用",
    "管理费用", "销售费用", "营业利润", "利润总额", "净利润",
)  # fmt: skip
KNOWN = ("仅供申报专用", "复印无效", "样本", "仅供专精特新申报使用", "内部资料严禁外传", "与原件一致")
OTHERS = ("兴达集团财务部", "归档第三联", "流转编号甲", "华信存档", "经办人李明", "远航科技留存")
OFFICE = ("信诚会计师事务所", "远大精密机械有限公司", "天健税务师事务所有限公司")


@dataclass(frozen=True, slots=True)
class Text:
    """A string whose baseline begins (or, `right`, ends) at x, y from the top left; `angle` in degrees against the clock."""

    x: float
    y: float
    text: str
    size: float = 10.0
    color: Color = BLACK
    angle: float = 0.0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight rule."""

    x0: float
    y0: float
    x1: float
    y1: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle without an outline."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: Color


Thing = Text | Stroke | Fill


@dataclass(frozen=True, slots=True)
class Trap:
    """A page: what is drawn in order, the rows that must be read, the text that must not stand in any cell, and how the page is turned.

    `turned` is `flag` for text drawn sideways on a page that says it is to be turned, `content` for text drawn sideways and left so.
    """

    kind: str
    things: tuple[Thing, ...]
    rows: tuple[Row, ...]
    stray: str = ""
    turned: str = ""

    def under(self, *things: Thing) -> Trap:
        """With more drawn before everything else."""
        return replace(self, things=(*things, *self.things))

    def over(self, *things: Thing) -> Trap:
        """With more drawn after everything else."""
        return replace(self, things=(*self.things, *things))

    def stamped(self, chance: Random, *texts: Text) -> Trap:
        """With strings over or behind it that belong to no cell."""
        marked = replace(self, stray=self.stray + "".join(text.text for text in texts))
        return marked.under(*texts) if chance.random() < 0.5 else marked.over(*texts)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a table stands: the x of its columns' edges, the y of its rows' edges, the size of its text."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.xs[0] + self.xs[-1]) / 2, (self.ys[0] + self.ys[-1]) / 2

    def level(self, row: int) -> float:
        """The baseline of a row."""
        return (self.ys[row] + self.ys[row + 1]) / 2 + self.size * 0.35

    def spot(self, row: int, column: int) -> tuple[float, float, bool]:
        """Where a cell's text begins, or ends for numbers."""
        return (self.xs[0] + 4, self.level(row), False) if column == 0 else (self.xs[column + 1] - 4, self.level(row), True)


def amount(chance: Random) -> str:
    """A number as statements print it; one in six is negative."""
    printed = f"{chance.randint(10_000, 99_999_999_999) / 100:,.2f}"
    return chance.choice((f"-{printed}", f"({printed})")) if chance.random() < 1 / 6 else printed


def grid(chance: Random) -> Grid:
    """A table of five rows (the first is its head) somewhere on the page."""
    size = chance.choice((9.0, 10.0, 10.5))
    left, top, height = chance.uniform(50, 80), chance.uniform(120, 420), chance.uniform(18, 30)
    widths = [chance.uniform(110, 150), *[chance.uniform(95, 120) for _ in range(chance.choice((2, 3)))]]
    xs = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
    return Grid(tuple(xs), tuple(top + row * height for row in range(6)), size)


def base(kind: str, chance: Random, *, rules: Callable[[Grid], Iterable[Thing]] | None = None, color: Color = BLACK) -> tuple[Trap, Grid]:
    """A title, a unit line, the table, and a sentence under it."""
    where = grid(chance)
    columns = len(where.xs) - 1
    heads = ("项目", "2024年12月31日", "2023年12月31日", "2022年12月31日")[:columns]
    rows = [heads, *[(item, *[amount(chance) for _ in range(columns - 1)]) for item in chance.sample(ITEMS, 4)]]
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            x, y, right = where.spot(at, column)
            cells.append(Text(x, y, text, where.size, color, right=right))
    lines = list((rules or full)(where))
    frame = [
        Text(where.middle[0] - 50, where.ys[0] - 34, "合并资产负债表", where.size + 4),
        Text(where.xs[-1], where.ys[0] - 8, "单位：元", where.size, right=True),
        Text(where.xs[0], where.ys[-1] + 24, "法定代表人：王立　主管会计工作负责人：陈静", where.size),
    ]
    return Trap(kind, (*lines, *frame, *cells), tuple(rows[1:])), where


def full(where: Grid, dash: tuple[float, ...] = ()) -> Iterable[Thing]:
    """All rules of a grid."""
    yield from (Stroke(where.xs[0], y, where.xs[-1], y, dash) for y in where.ys)
    yield from (Stroke(x, where.ys[0], x, where.ys[-1], dash) for x in where.xs)


def dashed(where: Grid) -> Iterable[Thing]:
    """All rules dashed."""
    return full(where, (3.0, 2.0))


def double(where: Grid) -> Iterable[Thing]:
    """Every rule drawn as two."""
    for thing in full(where):
        if isinstance(thing, Stroke):
            aside, down = (1.8, 0.0) if thing.x0 == thing.x1 else (0.0, 1.8)
            yield thing
            yield Stroke(thing.x0 + aside, thing.y0 + down, thing.x1 + aside, thing.y1 + down)


def shaded(where: Grid) -> Iterable[Thing]:
    """Grey behind the head and behind every second row."""
    for row in range(5):
        if row % 2 == 0:
            yield Fill(where.xs[0], where.ys[row], where.xs[-1], where.ys[row + 1], (0.82, 0.86, 0.9) if row else (0.6, 0.68, 0.78))
    yield from full(where)


def three_lines(where: Grid) -> Iterable[Thing]:
    """A rule above, one under the head, one below."""
    return [Stroke(where.xs[0], where.ys[row], where.xs[-1], where.ys[row]) for row in (0, 1, 5)]


def rotated(chance: Random) -> Trap:
    """The page lies on its side."""
    return replace(base("rotated page", chance)[0], turned=chance.choice(("flag", "content")))


def bold(chance: Random) -> Trap:
    """Every cell is printed twice, a hair apart."""
    trap, _ = base("fake bold", chance)
    twice = [
        copy for thing in trap.things if isinstance(thing, Text) for copy in (thing, replace(thing, x=thing.x + chance.uniform(0.2, 0.5)))
    ]
    return replace(trap, things=(*[thing for thing in trap.things if not isinstance(thing, Text)], *twice))


def ring(name: str, middle: tuple[float, float], radius: float, size: float, color: Color = RED) -> list[Text]:
    """A name along a circle, as on a round seal."""
    step = min(28.0, 260.0 / len(name))
    angles = [step * (len(name) - 1) / 2 - step * at for at in range(len(name))]
    x, y = middle
    return [
        Text(x - radius * sin(radians(turn)) - size / 2 * cos(radians(turn)), y - radius * cos(radians(turn)) + size / 2 * sin(radians(turn)), letter, size, color, turn)
        for letter, turn in zip(name, angles, strict=True)
    ]  # fmt: skip


def seal_over(chance: Random, where: Grid, caption: str) -> list[Text]:
    """A seal whose letters lie over the table's numbers."""
    x = chance.uniform(where.xs[1] + 20, where.xs[-1] - 20)
    y = chance.uniform(where.ys[1], where.ys[-1])
    letters = ring(chance.choice(OFFICE), (x, y), chance.uniform(38, 52), chance.uniform(9, 11))
    return [*letters, Text(x - 4.5 * len(caption), y + 22, caption, 9, RED)]


def seal(chance: Random) -> Trap:
    """A round seal, drawn as text, over the table."""
    trap, where = base("seal text", chance)
    return trap.stamped(chance, *seal_over(chance, where, "财务专用章"))


def mark_at(chance: Random, where: Grid, text: str, size: float, color: Color, angle: float) -> Text:
    """A string whose middle lies in the table."""
    width = len(text) * size
    x, y = where.middle[0] + chance.uniform(-40, 40), where.middle[1] + chance.uniform(-25, 25)
    return Text(x - width / 2 * cos(radians(angle)), y + width / 2 * sin(radians(angle)) + size * 0.35, text, size, color, angle)


def pale(chance: Random) -> Color:
    """A light grey, or a light blue or red."""
    grey = chance.uniform(0.68, 0.88)
    return chance.choice(((grey, grey, grey), (grey, grey, 0.95), (0.97, grey - 0.05, grey - 0.05)))


def slanted(chance: Random) -> Trap:
    """A pale watermark across the table."""
    trap, where = base("watermark slanted", chance)
    angle = chance.choice((-1, 1)) * chance.uniform(20, 60)
    return trap.stamped(chance, mark_at(chance, where, chance.choice(KNOWN + OTHERS), chance.uniform(28, 60), pale(chance), angle))


def level(chance: Random) -> Trap:
    """A pale watermark along the table."""
    trap, where = base("watermark level", chance)
    return trap.stamped(chance, mark_at(chance, where, chance.choice(KNOWN + OTHERS), chance.uniform(24, 56), pale(chance), 0))


KINDS: Mapping[str, Callable[[Random], Trap]] = MappingProxyType(
    {
        "plain": lambda chance: base("plain", chance)[0],
        "dashed rules": lambda chance: base("dashed rules", chance, rules=dashed)[0],
        "double rules": lambda chance: base("double rules", chance, rules=double)[0],
        "shaded cells": lambda chance: base("shaded cells", chance, rules=shaded)[0],
        "rotated page": rotated,
        "font not embedded": lambda chance: base("font not embedded", chance)[0],
        "fake bold": bold,
        "seal text": seal,
        "watermark slanted": slanted,
        "watermark level": level,
        "three lines": lambda chance: base("three lines", chance, rules=three_lines)[0],
    }
)
BY_REPORTLAB = ("rotated page", "font not embedded")


def by_reportlab(traps: Sequence[Trap]) -> bytes:
    """The traps as a PDF whose font is named and not embedded."""
    pdfmetrics.registerFont(UnicodeCIDFont(CID))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for trap in traps:
        sideways = bool(trap.turned)
        canvas.setPageSize((HEIGHT, WIDTH) if sideways else (WIDTH, HEIGHT))
        canvas.setPageRotation(90 if trap.turned == "flag" else 0)
        if sideways:  # the page's up is drawn to the right
            canvas.translate(HEIGHT, 0)
            canvas.rotate(90)
        for thing in trap.things:
            _paint(canvas, thing)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _paint(canvas: Canvas, thing: Thing) -> None:
    if isinstance(thing, Fill):
        canvas.setFillColorRGB(*thing.color)
        canvas.rect(thing.x0, HEIGHT - thing.y1, thing.x1 - thing.x0, thing.y1 - thing.y0, stroke=0, fill=1)
    elif isinstance(thing, Stroke):
        canvas.setLineWidth(0.6)
        canvas.setDash(*([list(thing.dash)] if thing.dash else []))
        canvas.line(thing.x0, HEIGHT - thing.y0, thing.x1, HEIGHT - thing.y1)
    else:
        canvas.saveState()
        canvas.translate(thing.x, HEIGHT - thing.y)
        canvas.rotate(thing.angle)
        canvas.setFont(CID, thing.size)
        canvas.setFillColorRGB(*thing.color)
        (canvas.drawRightString if thing.right else canvas.drawString)(0, 0, thing.text)
        canvas.restoreState()


def by_typst(traps: Sequence[Trap]) -> bytes:
    """The traps as a PDF with an embedded font."""
    preamble = f'#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: 0pt)\n#set text(top-edge: "baseline", bottom-edge: "baseline")'
    return pdf(preamble, ("\n".join(map(_typst, trap.things)) for trap in traps))


def _typst(thing: Thing) -> str:
    if isinstance(thing, Fill):
        size = f"width: {thing.x1 - thing.x0:.2f}pt, height: {thing.y1 - thing.y0:.2f}pt"
        return f"#place(top + left, dx: {thing.x0:.2f}pt, dy: {thing.y0:.2f}pt, rect({size}, stroke: none, fill: {_rgb(thing.color)}))"
    if isinstance(thing, Stroke):
        dash = f", dash: ({', '.join(f'{length}pt' for length in thing.dash)})" if thing.dash else ""
        ends = f"start: ({thing.x0:.2f}pt, {thing.y0:.2f}pt), end: ({thing.x1:.2f}pt, {thing.y1:.2f}pt)"
        return f"#place(top + left, line({ends}, stroke: (thickness: 0.6pt{dash})))"
    text = f"text(size: {thing.size:.2f}pt, fill: {_rgb(thing.color)}, {json.dumps(thing.text, ensure_ascii=False)})"
    if thing.right:
        return f"#place(top + left, dx: {thing.x - 300:.2f}pt, dy: {thing.y:.2f}pt, box(width: 300pt, align(right, {text})))"
    turned = f"rotate({-thing.angle:.2f}deg, origin: left + bottom, {text})" if thing.angle else text
    return f"#place(top + left, dx: {thing.x:.2f}pt, dy: {thing.y:.2f}pt, box(width: 900pt, {turned}))"


def _rgb(color: Color) -> str:
    return f"rgb({', '.join(f'{100 * value:.1f}%' for value in color)})"
