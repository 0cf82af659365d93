"""The signs by which a run of level text is suspected of being stamped over the page, and how much each weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

import numpy as np

from docintel.intake.pdf.runs import Box
from docintel.intake.pdf.runs import Color
from docintel.intake.pdf.runs import Floats
from docintel.intake.pdf.runs import Run
from docintel.intake.pdf.runs import Written
from docintel.intake.pdf.runs import levelled

LIES_ON_ONE, LIES_ON_MORE = 2, 3
OTHER_COLOR = 2
LARGE = 1
OFF_THE_LINES, ON_THE_LINES = 1, -1
CUT_BY_A_RULE = 2
REPEATED = 2
SAYS_SO = 2
ENOUGH = 4

LARGER = 1.5  # than the page's text
TINT = 0.15  # in any of red, green and blue
ALIKE = 1.3  # in size, of runs that can stand in one line
SAME_LEVEL = 0.15  # of the size
SAME_EDGE = 0.1  # of the size
COLUMN = 2  # others with the same edge make a column
COPIES = 3
TEXTS = 2  # different texts that a repeated watermark has at most
THIN = 3.0  # points: a drawn shape that is a rule
HEART = 0.5  # of a glyph's box, around its middle

PHRASE = re.compile(
    r"(?:[仅只专]供|[仅只]限|限于|仅用于).{0,30}?(?:使用|专用|之用|参考|申报|申请|备案|审核|审查|查阅|查看|用途)|(?:再次|再)?复[印制](?:件)?无效|样[本张稿]|(?:草|讨论|征求意见)稿"
    r"|作废|内部(?:资料|文件|使用|传阅)?|(?:注意|严格)?保密|[机绝秘]密|(?:严禁|不得|禁止).{0,10}?(?:外传|外泄|复[印制]|转载|翻印|传播)"
    r"|(?:与|同)原件(?:核对)?(?:一致|相符|无误)|(?:盖章|签字)(?:后)?有效|扫描全能王"
    r"|(?<![A-Z])(?:CAMSCANNER|CONFIDENTIAL|DRAFT|SAMPLE|SPECIMEN|DONOTCOPY|COPY|INTERNALUSEONLY|VOID)(?![A-Z])",
    re.IGNORECASE,
)
PHRASED = 0.5  # of the text
CUES = frozenset("仅只限专效样稿废内密严禁不原扫CDSVIcdsvi")  # every phrase has one of these, most text has none
_NUMBER = re.compile(r"[-+−－(（]?[¥￥$]?[\d,，.．%％‰/:：\-年月日)）*★☆]*")


def is_number(text: str) -> bool:
    """Whether it is a number, a date or nothing but signs: such text is not taken for a watermark because of what it lies on."""
    return _NUMBER.fullmatch("".join(text.split())) is not None


def says_so(text: str) -> bool:
    """Whether most of it is what watermarks and stamps say."""
    squeezed = "".join(text.split())
    return sum(len(found.group()) for found in PHRASE.finditer(squeezed)) >= PHRASED * len(squeezed) > 0


def differs(color: Color, main: Color) -> bool:
    """Whether two colours are told apart at a glance."""
    return max(abs(one - other) for one, other in zip(color, main, strict=True)) > TINT


class Lines:
    """Where the runs of a page stand: in lines with others, in columns with others, or by themselves."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = runs
        self.boxes: Floats = np.array([run.box for run in runs], dtype=float).reshape(-1, 4)
        self.sizes = np.array([run.style.size for run in runs])
        self.levels = (self.boxes[:, 1] + self.boxes[:, 3]) / 2

    def hold(self, at: int) -> bool:
        """Whether the run at a position stands level beside another of like size, or shares an edge with a column of others."""
        run, box = self.runs[at], self.boxes[at]
        size = max(run.style.size, 0.1)
        peers = (self.sizes <= ALIKE * size) & (self.sizes >= size / ALIKE)
        peers[[other for other in np.flatnonzero(peers).tolist() if other == at or self.runs[other].text == run.text]] = False
        aside = (self.boxes[:, 0] >= box[2] - size / 2) | (self.boxes[:, 2] <= box[0] + size / 2)
        if bool((peers & aside & (np.abs(self.levels - self.levels[at]) <= SAME_LEVEL * size)).any()):
            return True
        edges = np.abs(self.boxes[:, [0, 2]] - box[[0, 2]]) <= SAME_EDGE * size
        return bool(((edges & peers[:, None]).sum(axis=0) >= COLUMN).any())


class Rules:
    """The drawn rules of a page, in the frame in which its main direction is level; the sides of rectangles are rules too."""

    def __init__(self, boxes: Iterable[Box], turn: int) -> None:
        sides = list(_sides(levelled(np.array(list(boxes), dtype=float).reshape(-1, 4), turn)))
        self.boxes: Floats = np.array(sides, dtype=float).reshape(-1, 4)

    def cut(self, page: Written, run: Run) -> bool:
        """Whether one goes through the heart of one of a run's glyphs; no rule does through text in a cell, nor does an underline."""
        glyphs = page.boxes[run.first : run.last]
        middle, reach = (glyphs[:, :2] + glyphs[:, 2:]) / 2, (glyphs[:, 2:] - glyphs[:, :2]) * HEART / 2
        low, high = (middle - reach)[:, None, :], (middle + reach)[:, None, :]
        meets = (self.boxes[None, :, :2] < high) & (self.boxes[None, :, 2:] > low)
        return bool(meets.all(axis=2).any())


def _sides(boxes: Floats) -> Iterator[Box]:
    for x0, top, x1, bottom in boxes.tolist():
        if min(x1 - x0, bottom - top) <= THIN:
            yield x0, top, x1, bottom
        else:
            yield from ((x0, top, x0, bottom), (x1, top, x1, bottom), (x0, top, x1, top), (x0, bottom, x1, bottom))


def repeated(runs: Sequence[Run]) -> set[int]:
    """Positions of runs that say again and again, in a style of their own, the same one or two things."""
    said: dict[int, Counter[str]] = defaultdict(Counter)
    for run in runs:
        texts = said[run.kind]
        if len(texts) <= TEXTS:
            texts[run.text.strip()] += 1
    kinds = {kind for kind, texts in said.items() if len(texts) <= TEXTS and min(texts.values()) >= COPIES}
    return {at for at, run in enumerate(runs) if run.kind in kinds and len(run.text.strip()) > 1}


def saying(runs: Sequence[Run]) -> set[int]:
    """Positions of runs that say what watermarks and stamps say."""
    return {at for at, run in enumerate(runs) if not CUES.isdisjoint(run.text) and says_so(run.text)}


def weight(page: Written, run: Run, *, holds: bool, cut: bool, again: bool, says: bool) -> int:
    """What speaks for a stamp apart from what the run lies on."""
    return (
        (OTHER_COLOR if differs(run.style.color, page.color) else 0)
        + (LARGE if is_large(page, run) else 0)
        + (OFF_THE_LINES if not holds else 0 if says else ON_THE_LINES)  # words of a stamp in line with the text are so by chance
        + (CUT_BY_A_RULE if cut else 0)
        + (REPEATED if again else 0)
        + (SAYS_SO if says else 0)
    )


def is_large(page: Written, run: Run) -> bool:
    """Whether it is much larger than the page's text."""
    return run.style.size >= LARGER * page.size
