"""The ownership picture (股权穿透图): who holds whom around the applicant, as a deterministic SVG or PNG."""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL import ImageDraw
from PIL import ImageFont

from docintel.domain.errors import UsageError
from docintel.domain.ownership import Ownership
from docintel.domain.ownership import PartyKind
from docintel.domain.review import Review
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.chart_layout import HEIGHT
from docintel.report.chart_layout import Label
from docintel.report.chart_layout import Layout
from docintel.report.chart_layout import Line
from docintel.report.chart_layout import Placed
from docintel.report.chart_layout import layout
from docintel.report.chart_layout import text_width
from docintel.report.chart_model import MOST
from docintel.report.chart_model import model_of

__all__ = ["MOST", "ownership_png", "ownership_svg", "penetration_svg"]

FILLS = {
    PartyKind.PERSON: "#fdf3e1", PartyKind.STATE_BODY: "#f6e7e7", PartyKind.PARTNERSHIP: "#eaf3ec", PartyKind.FUND: "#eaf3ec",
    PartyKind.ENTERPRISE: "#eef3fa",
}  # fmt: skip
PLAIN, INK, QUIET, LINE, RED, GREY = "#ffffff", "#1d2530", "#5a6672", "#8a94a0", "#b3261e", "#b8bec6"
CONCERT = ("#7a3e9d", "#0b7a75", "#a15c00", "#3b5bdb")
BADGE = "#5a6672"
LEGEND = 64
NAME_SIZE = 12 / 11  # of names to labels
TITLE = Wording("股权穿透图", "Ownership chart")
RECOGNISED = Wording("已认定", "recognised")
TOGETHER = Wording("一致行动", "concert")
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
KEYS = (
    (Wording("自然人", "person"), PartyKind.PERSON),
    (Wording("企业", "enterprise"), PartyKind.ENTERPRISE),
    (Wording("合伙、基金", "partnership, fund"), PartyKind.PARTNERSHIP),
    (Wording("国有出资人", "state"), PartyKind.STATE_BODY),
)
NOTES = Wording(
    "粗框：申报企业　红框：已认定企业　虚线：表决权、协议或比例不详　灰线：已失效　圈中数字：载明的材料数　红色数字：材料不一致",
    "thick: applicant; red: recognised; dashed: votes, contract or unknown share; grey: no longer; number: papers that state it; red number: papers differ",
)


def penetration_svg(review: Review, language: Language) -> str:
    """The picture of a review, empty where no stake is known."""
    return ownership_svg(review.ownership, language, recognised_of(review))


def recognised_of(review: Review) -> set[str]:
    """Parties that a register recognises, under any profile."""
    return {relation.other for relation in review.ownership.relations} | _related(review.ownership)


def _related(ownership: Ownership) -> set[str]:
    return {other for view in ownership.profiles for other in view.related}


def laid_out(ownership: Ownership, language: Language, recognised: set[str]) -> Layout | None:
    """Where everything stands, None where no stake is known or where there are too many parties."""
    model = model_of(ownership, recognised, language)
    return layout(model) if model.links and len(model.nodes) <= MOST else None


def ownership_svg(ownership: Ownership, language: Language, recognised: set[str]) -> str:
    """The picture of an ownership, empty where no stake is known; recognised enterprises have a red frame, the applicant a thick one."""
    laid = laid_out(ownership, language, recognised)
    if laid is None:
        return ""
    title = TITLE.said(language)
    width, height = max(laid.width, 760), laid.height + LEGEND
    parts = [
        *(_line(one) for one in laid.lines),
        *(f'<circle cx="{x:g}" cy="{y:g}" r="2" fill="{LINE}"/>' for x, y in laid.joints),
        *(_box(one, language) for one in laid.boxes),
        *(_label(one) for one in laid.labels),
        *_legend(laid.height, language),
    ]
    return (
        f'<svg class="chart" role="img" aria-label="{title}" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"><title>{title}</title>'
        f"{''.join(parts)}</svg>"
    )


def _line(line: Line) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in line.points)
    color = GREY if line.manner == "expired" else LINE
    dash = {"dashed": ' stroke-dasharray="5 3"', "expired": ' stroke-dasharray="2 3"'}.get(line.manner, "")
    return f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="1.2"{dash}/>'


def frame_of(box: Placed) -> tuple[str, float]:
    """The color and width of a box's frame."""
    node = box.node
    if node.recognised:
        return RED, 2.4
    return (INK, 2.6) if node.applicant else (CONCERT[(node.concert - 1) % len(CONCERT)], 1.6) if node.concert else (LINE, 1.0)


def _box(box: Placed, language: Language) -> str:
    """A box with its name in up to three lines and its marks over the top edge."""
    color, thick = frame_of(box)
    fill = FILLS.get(box.node.kind, PLAIN)
    lines = wrapped(box.node.name, box.width)
    first = box.y + HEIGHT / 2 + 4 - (len(lines) - 1) * 7
    text = "".join(
        f'<text x="{box.middle:g}" y="{first + 14 * row:g}" font-size="12" text-anchor="middle" fill="{INK}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    marks = "".join(
        f'<text x="{x:g}" y="{y:g}" font-size="10" fill="{ink}">{escape(mark)}</text>' for mark, ink, x, y in marks_of(box, language)
    )
    return (
        f'<g><title>{escape(box.node.name)}</title><rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{HEIGHT}" rx="4" fill="{fill}" '
        f'stroke="{color}" stroke-width="{thick:g}"/>{text}{marks}</g>'
    )


def marks_of(box: Placed, language: Language) -> list[tuple[str, str, float, float]]:
    """What stands over the upper left corner of a box, where no line enters and no share stands: that it is recognised, and with whom it acts."""
    node = box.node
    found = [(f"★{RECOGNISED.said(language)}", RED)] if node.recognised else []
    if node.concert:
        found.append((f"◆{TOGETHER.said(language)}{node.concert}", CONCERT[(node.concert - 1) % len(CONCERT)]))
    return [(mark, ink, box.x + 2, box.y - 4 - 11 * at) for at, (mark, ink) in enumerate(found)]


def _label(label: Label) -> str:
    """A share with the number of papers behind it."""
    link = label.link
    ink = GREY if link.manner == "expired" else "#1f5fa8"
    text = f'<text x="{label.x:g}" y="{label.y:g}" font-size="11" fill="{ink}">{escape(link.label)}</text>'
    if not link.papers:
        return text
    x, mark = label.x + text_width(link.label) + 7, RED if link.conflicting else BADGE
    places = f"<title>{escape(link.places)}</title>" if link.places else ""
    return (
        f'{text}<g>{places}<circle cx="{x:g}" cy="{label.y - 4:g}" r="5.5" fill="{PLAIN}" stroke="{mark}"/>'
        f'<text x="{x:g}" y="{label.y - 1:g}" font-size="8" text-anchor="middle" fill="{mark}">{link.papers}</text></g>'
    )


def _legend(top: float, language: Language) -> list[str]:
    parts, x = [], 24.0
    for wording, kind in KEYS:
        said = wording.said(language)
        parts.append(f'<rect x="{x:g}" y="{top + 8:g}" width="16" height="11" fill="{FILLS[kind]}" stroke="{LINE}"/>')
        parts.append(f'<text x="{x + 21:g}" y="{top + 17:g}" font-size="10" fill="{QUIET}">{escape(said)}</text>')
        x += 36 + text_width(said)
    for row, line in enumerate(_notes(language)):
        parts.append(f'<text x="24" y="{top + 34 + 13 * row:g}" font-size="10" fill="{QUIET}">{escape(line)}</text>')
    return parts


def _notes(language: Language) -> list[str]:
    """The notes of the legend in two lines."""
    words = NOTES.said(language).replace("; ", ";\u3000").split("\u3000")
    half = (len(words) + 1) // 2
    return ["　".join(words[:half]), "　".join(words[half:])]


def wrapped(name: str, width: float) -> list[str]:
    """A name in at most three lines as wide as its box, the rest cut."""
    count = min(3, max(1, -(-round(text_width(name) * NAME_SIZE) // round(width - 12))))
    size = max(-(-len(name) // count), 1)
    while (
        size < len(name)
        and count < 3
        and any(text_width(name[at : at + size]) * NAME_SIZE > width - 10 for at in range(0, len(name), size))
    ):
        count += 1
        size = -(-len(name) // count)
    lines = [name[at : at + size] for at in range(0, len(name), size)] or [""]
    return [_cut(line, width) for line in lines]


def _cut(line: str, width: float) -> str:
    """A line without what does not fit."""
    while line and text_width(line) * NAME_SIZE > width - 6:
        line = line[:-1] if line.endswith("…") is False else line[:-2]
        line = line.rstrip("…") + "…"
    return line


# ---- the same as pixels


def ownership_png(ownership: Ownership, language: Language, recognised: set[str], scale: float = 2.0) -> bytes:
    """The picture as a PNG, the same bytes for the same picture and font; empty where no stake is known. UsageError where no Chinese font is found."""
    laid = laid_out(ownership, language, recognised)
    if laid is None:
        return b""
    width, height = max(laid.width, 760), laid.height + LEGEND
    image = Image.new("RGB", (round(width * scale), round(height * scale)), PLAIN)
    pen = _Pen(ImageDraw.Draw(image), scale, _font_file())
    for line in laid.lines:
        pen.line(line)
    for x, y in laid.joints:
        pen.joint(x, y)
    for box in laid.boxes:
        pen.box(box, language)
    for label in laid.labels:
        pen.label(label)
    pen.legend(laid.height, language)
    written = BytesIO()
    image.save(written, "PNG", optimize=False)
    return written.getvalue()


def _font_file() -> Path:
    found = next((Path(name) for name in FONTS if Path(name).is_file()), None)
    if found is None:
        raise UsageError(
            "画 PNG 需要中文字体：未找到（Debian：apt-get install fonts-noto-cjk），可改用 .svg / "
            "a PNG needs a Chinese font and none was found (Debian: apt-get install fonts-noto-cjk); use .svg instead"
        )
    return found


class _Pen:
    """Draws with a font at a scale."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: float, font: Path) -> None:
        self.draw, self.scale, self.file = draw, scale, font
        self.fonts: dict[int, ImageFont.FreeTypeFont] = {}

    def text(self, x: float, y: float, said: str, size: int, ink: str, anchor: str = "ls") -> None:
        """A text by its base line."""
        font = self.fonts.setdefault(size, ImageFont.truetype(str(self.file), round(size * self.scale)))
        self.draw.text((x * self.scale, y * self.scale), said, fill=ink, font=font, anchor=anchor)

    def line(self, line: Line) -> None:
        """A line, dashed where it is."""
        color = GREY if line.manner == "expired" else LINE
        pattern = {"dashed": (5.0, 3.0), "expired": (2.0, 3.0)}.get(line.manner)
        for start, end in zip(line.points, line.points[1:], strict=False):
            for one, two in [(start, end)] if pattern is None else _dashes(start, end, pattern):
                self.draw.line([(x * self.scale, y * self.scale) for x, y in (one, two)], fill=color, width=round(1.2 * self.scale))

    def joint(self, x: float, y: float) -> None:
        """Where lines meet."""
        self.draw.ellipse([(x - 2) * self.scale, (y - 2) * self.scale, (x + 2) * self.scale, (y + 2) * self.scale], fill=LINE)

    def box(self, box: Placed, language: Language) -> None:
        """A box with its name and marks."""
        color, thick = frame_of(box)
        corners = [box.x * self.scale, box.y * self.scale, (box.x + box.width) * self.scale, (box.y + HEIGHT) * self.scale]
        fill = FILLS.get(box.node.kind, PLAIN)
        self.draw.rounded_rectangle(corners, radius=4 * self.scale, fill=fill, outline=color, width=round(thick * self.scale))
        lines = wrapped(box.node.name, box.width)
        for row, line in enumerate(lines):
            self.text(box.middle, box.y + HEIGHT / 2 + 4 - (len(lines) - 1) * 7 + 14 * row, line, 12, INK, "ms")
        for mark, ink, x, y in marks_of(box, language):
            self.text(x, y, mark, 10, ink)

    def label(self, label: Label) -> None:
        """A share with its badge."""
        link = label.link
        self.text(label.x, label.y, link.label, 11, GREY if link.manner == "expired" else "#1f5fa8")
        if link.papers:
            x, y, mark = label.x + text_width(link.label) + 7, label.y - 4, RED if link.conflicting else BADGE
            circle = [(x - 5.5) * self.scale, (y - 5.5) * self.scale, (x + 5.5) * self.scale, (y + 5.5) * self.scale]
            self.draw.ellipse(circle, fill=PLAIN, outline=mark, width=round(self.scale))
            self.text(x, label.y - 1, str(link.papers), 8, mark, "ms")

    def legend(self, top: float, language: Language) -> None:
        """What the colors and lines mean."""
        x = 24.0
        for wording, kind in KEYS:
            corners = [x * self.scale, (top + 8) * self.scale, (x + 16) * self.scale, (top + 19) * self.scale]
            self.draw.rectangle(corners, fill=FILLS[kind], outline=LINE)
            self.text(x + 21, top + 17, wording.said(language), 10, QUIET)
            x += 36 + text_width(wording.said(language))
        for row, line in enumerate(_notes(language)):
            self.text(24, top + 34 + 13 * row, line, 10, QUIET)


def _dashes(
    start: tuple[float, float], end: tuple[float, float], pattern: tuple[float, float]
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The strokes of a dashed line that runs straight across or down."""
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    if not length:
        return []
    step = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    at, found = 0.0, []
    while at < length:
        stop = min(at + pattern[0], length)
        found.append(((start[0] + step[0] * at, start[1] + step[1] * at), (start[0] + step[0] * stop, start[1] + step[1] * stop)))
        at += sum(pattern)
    return found
