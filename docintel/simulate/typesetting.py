"""Typst into PDF with embedded openly licensed fonts; needs the extra `samples`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib import util
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from docintel.domain.errors import UsageError

FONT_PACKAGE, MORE_FONTS = "cvttf_NotoSansCJK_Regular", "pylopdf_fonts_zh_cn"
FONT = "Noto Sans CJK TC"  # one file with all regional forms; `region: "cn"` picks the mainland's
SECOND_FAMILY = 3  # enterprises' layouts from here on are another family: of other fonts, and of other orders, lines and tables
SECOND_FONTS = ("Noto Serif SC", "Noto Sans SC", "Noto Serif SC")
RED = "#d7261e"
THIN_RED = "#d7261eb8"  # as a pad leaves it: what is printed below shows through
GOLD = "#b8862b"
NOTICE = "虚构样例 · 仅供软件测试"


def installed() -> bool:
    """Whether the extra is there."""
    return all(util.find_spec(name) is not None for name in ("typst", FONT_PACKAGE, MORE_FONTS))


@cache
def _typst() -> tuple[ModuleType, Any]:
    """The compiler, and the font read once."""
    if not installed():
        raise UsageError(
            "生成样例需要 typst 与中文字体，请先运行 pip install 'docintel[samples]' / "
            "making samples needs typst and a Chinese font: pip install docintel[samples]"
        )
    typst = import_module("typst")
    found = [util.find_spec(name) for name in (FONT_PACKAGE, MORE_FONTS)]
    folders = [Path(folder) for one in found if one is not None for folder in one.submodule_search_locations or ()]
    return typst, typst.Fonts(include_system_fonts=False, font_paths=folders)


def look_of(layout: int) -> str:
    """How pages of an enterprise's layout are set, to stand after their own look: the second family has fonts of its own."""
    if layout < SECOND_FAMILY:
        return ""
    return f'#set text(font: "{SECOND_FONTS[layout - SECOND_FAMILY]}")\n'


def _compiled(source: str, kind: str) -> bytes:
    typst, fonts = _typst()
    untagged = {"pdf_tags": False} if kind == "pdf" else {}  # the structure tree would be most of a small file
    made = typst.Compiler(input=source.encode(), font_paths=fonts).compile(format=kind, **untagged)
    return bytes(made[0] if isinstance(made, list) else made)


def quoted(text: str) -> str:
    """A Typst string."""
    return json.dumps(text, ensure_ascii=False)


def cells(texts: Iterable[str]) -> str:
    """A comma-separated run of Typst strings."""
    return ", ".join(map(quoted, texts))


def pdf(preamble: str, pages: Iterable[str]) -> bytes:
    """Typst pages, each beginning on a sheet of its own, as a PDF without date."""
    start = f'#set document(date: none)\n#set text(font: "{FONT}", lang: "zh", region: "cn", size: 10.5pt)\n'
    return _compiled(start + preamble + "\n" + "\n#pagebreak()\n".join(pages), "pdf")


@cache
def _drawn(source: str) -> str:
    """Typst as SVG: its letters become outlines, as on a stamp or a signature, and are not text any more."""
    page = f'#set page(width: auto, height: auto, margin: 2pt, fill: none)\n#set text(font: "{FONT}", lang: "zh", region: "cn")\n'
    return _compiled(page + source, "svg").decode()


def picture(source: str, width: str) -> str:
    """A Typst drawing as an image expression."""
    return f'image(bytes({quoted(_drawn(source))}), format: "svg", width: {width})'


def seal(name: str, caption: str = "", width: str = "4.2cm", ink: str = RED) -> str:
    """A round red stamp with the name along its edge and a star in the middle."""
    step = min(26.0, 250.0 / max(len(name) - 1, 1))
    first = -step * (len(name) - 1) / 2
    letters = "".join(_on_ring(char, first + step * index, size=min(9.5, 7.6 + step / 12), ink=ink) for index, char in enumerate(name))
    below = f'#place(center + horizon, dy: 22pt, text(size: 8pt, fill: rgb("{ink}"), {quoted(caption)}))' if caption else ""
    drawing = (
        f'#box(width: 110pt, height: 110pt)[#place(center + horizon, circle(radius: 52pt, stroke: 2pt + rgb("{ink}")))'
        f'#place(top + left, polygon(fill: rgb("{ink}"), {star_points((55, 55), 17)})){letters}{below}]'
    )
    return picture(drawing, width)


def _on_ring(char: str, angle: float, *, size: float, ink: str) -> str:
    x, y = 41 * math.sin(math.radians(angle)), -41 * math.cos(math.radians(angle))
    turned = f'rotate({angle:.2f}deg, text(size: {size:.1f}pt, fill: rgb("{ink}"), stroke: 0.2pt + rgb("{ink}"), {quoted(char)}))'
    return f"#place(center + horizon, dx: {x:.2f}pt, dy: {y:.2f}pt, {turned})"


def star_points(middle: tuple[float, float], radius: float) -> str:
    """The ten corners of a five-pointed star, in points."""
    reach = [radius if index % 2 == 0 else radius * 0.382 for index in range(10)]
    corners = [(reach[index], math.radians(36 * index)) for index in range(10)]
    return ", ".join(
        f"({middle[0] + length * math.sin(turn):.2f}pt, {middle[1] - length * math.cos(turn):.2f}pt)" for length, turn in corners
    )


def name_stamp(name: str, number: str) -> str:
    """The small square stamp of a certified accountant."""
    lines = f'#align(center)[#text(size: 6pt, fill: rgb("{RED}"))[中国注册会计师\\ ]#text(size: 11pt, fill: rgb("{RED}"), {quoted(name)})'
    return picture(
        f'#box(stroke: 1.2pt + rgb("{RED}"), inset: 4pt)[{lines}\\ #text(size: 6pt, fill: rgb("{RED}"), {quoted(number)})]]', "2.1cm"
    )


def signature(name: str, width: str = "2.2cm") -> str:
    """A name as if written by hand."""
    strokes = "".join(
        f"#box(rotate({(-9, 5, -4, 7)[index % 4]}deg, skew(ax: -16deg, text(size: {(20, 17, 19, 16)[index % 4]}pt, "
        f'fill: rgb("#1c2733"), {quoted(char)}))))#h(-2pt)'
        for index, char in enumerate(name)
    )
    return picture(f"#box(inset: 4pt)[{strokes}]", width)


def emblem() -> str:
    """A gold-ringed red disc with a star, as an expression."""
    ring = f'circle(radius: 20pt, stroke: 2pt + rgb("{GOLD}"), fill: rgb("{RED}"))'
    star = f'polygon(fill: rgb("#f5cf4a"), {star_points((20, 20), 13)})'
    return f"box(width: 40pt, height: 40pt)[#place(top + left, {ring})#place(top + left, {star})]"


def matrix(code: str) -> str:
    """Dots that look like a two-dimensional code and say nothing."""
    rng, size = Random(code), 25  # noqa: S311 - decoration
    eyes = [(x, y) for x in (0, size - 7) for y in (0, size - 7) if (x, y) != (size - 7, size - 7)]
    near = {(x + dx, y + dy) for x, y in eyes for dx in range(-1, 8) for dy in range(-1, 8)}
    dots = [(x, y) for x in range(size) for y in range(size) if (x, y) not in near and rng.random() < 0.5]
    dots += [(x + dx, y + dy) for x, y in eyes for dx in range(7) for dy in range(7) if _in_eye(dx, dy)]
    drawn = "".join(f"#place(top + left, dx: {2 * x}pt, dy: {2 * y}pt, square(size: 2.05pt, fill: black))" for x, y in dots)
    return picture(f"#box(width: {2 * size}pt, height: {2 * size}pt)[{drawn}]", "2cm")


def _in_eye(x: int, y: int) -> bool:
    return x in (0, 6) or y in (0, 6) or (2 <= x <= 4 and 2 <= y <= 4)
