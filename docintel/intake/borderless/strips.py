"""Words as printed lines, and lines as chunks: runs of words without a gap as wide as between columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from enum import Enum
from itertools import accumulate
from itertools import pairwise
from statistics import median

from docintel.domain.document import Word
from docintel.text.normal import squeezed

WIDE_GAP, AMOUNT_GAP, PAIR_GAP = 0.85, 0.6, 0.18  # of an em: between any chunks, beside an amount, between two amounts
NARROW_GAP = 0.33  # of an em: wider than what a typesetter leaves between Chinese and Latin letters
STRETCHED_GAP = 1.3  # of an em: the widest gap in a line of running text
SPACED_GAP = 4.0  # of an em, between the letters of 合　计
SAME_LINE = 0.35  # of a word's height between the middles of words on one line
NARROW, THIN = 0.53, 0.27  # width of a digit or Latin letter, and of a comma or point, in ems
PROSE_LETTERS, FEWEST_LETTERS, LONG_WORD = 26, 8, 8

_AMOUNT = re.compile(
    r"[(（]?[-−–+△]?[¥￥$]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:%|‰|倍|股|人|项|个|家|件|亩|吨|台|套|(?:千|百万|万|亿)?(?:美元|港元|元|股)|元/股)?[)）]?-?"
)
_EXACT = re.compile(r"[(（]?[-−–+△]?[¥￥$]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)[%‰]?[)）]?")
_PERIOD = re.compile(r"(?:19|20)\d\d年(?:度|末|\d{1,2}月\d{1,2}日|1[-~至]\d{1,2}月)?")
_CLOSING_DAY = re.compile(r"(?:19|20)\d\d(?:年(?:12月31日|1月1日|3月31日|6月30日|9月30日)|[-./](?:12[-./]31|0?1[-./]0?1|0?6[-./]30))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARK = re.compile(r"[-—–－―~]{1,3}|/|不适用|N/A|[√×✓○●]|是|否|无")
_DAY = re.compile(
    r"(?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d{1,2}|年\d{1,2}月(?:\d{1,2}日)?|[-./]\d{1,2})(?:[-~至](?:19|20)\d\d(?:[-./]\d{1,2}){1,2})?"
    r"(?:/(?:19|20)\d\d(?:年度?)?)?"
)
_CODE = re.compile(r"(?=.*\d)[A-Z0-9][-A-Z0-9.*/]{4,}")
_HEAD_WORD = re.compile(
    r"项目|科目|类别|种类|名称|姓名|序号|行次|附注.{0,2}|注释|期末.*|期初.*|年初.*|年末.*|本期.*|上期.*|本年.*|上年.*|金额.*|比例.*|占比.*|合计|小计"
    r"|指标.*|内容|备注|单位|数量.*|职务|年度|资产|负债.*|.{0,8}余额|账龄|原值|净值|(?:19|20)\d\d.{0,12}|.{0,10}\((?:万|千)?元\)|.{0,10}\(%\)"
)
_GLUED = re.compile(
    r"(?<=[)）])(?=[(（]?[-−]?\d{1,3}(?:,\d{3})*\.\d|(?:19|20)\d\d年?|\d{1,3}(?:,\d{3})+)|(?<=\.\d\d)(?=[(（]?[-−]?\d{1,3}(?:,\d{3})*\.\d\d)"
)
_LEADER = re.compile(r"[.．·…⋯]{4,}|…{2,}|(?:\.\s){4,}")
_STOP = re.compile(r"[,，；;](?!\d)|。")
_SENTENCE = re.compile(r"。|；$|;$|[，,](?=[^\d]).{12,}")


class Kind(Enum):
    """What a chunk is, by its look."""

    AMOUNT = "amount"
    MARK = "mark"  # a dash or another sign for empty
    DATE = "date"
    CODE = "code"
    YEAR = "year"  # of a header, or of a row of years
    TEXT = "text"


VALUES = (Kind.AMOUNT, Kind.MARK, Kind.DATE, Kind.CODE)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line that stand together."""

    words: tuple[Word, ...]
    text: str
    kind: Kind
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Halfway between its ends."""
        return (self.x0 + self.x1) / 2

    @property
    def is_value(self) -> bool:
        """Whether it is no running text."""
        return self.kind in VALUES


@dataclass(frozen=True, slots=True)
class Strip:
    """One printed line; `em` is the size of its letters."""

    chunks: tuple[Chunk, ...]
    top: float
    bottom: float
    em: float

    @property
    def middle(self) -> float:
        """Halfway down."""
        return (self.top + self.bottom) / 2

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.chunks[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.chunks[-1].x1

    @property
    def text(self) -> str:
        """Its text without spaces."""
        return "".join(chunk.text for chunk in self.chunks)

    @property
    def pieces(self) -> int:
        """How many runs of words there are without even a narrow gap."""
        return len(runs_of([word for chunk in self.chunks for word in chunk.words], self.em))

    @property
    def is_leader(self) -> bool:
        """Whether dots lead to a page number, as in a table of contents."""
        return _LEADER.search(self.text) is not None

    @property
    def is_data(self) -> bool:
        """Whether it looks like a row of values, with no dots that lead to a page number."""
        return bool(self.values) and not self.is_leader

    @property
    def values(self) -> tuple[Chunk, ...]:
        """The values that make it a row: those after its first chunk, and that one too where it is an amount beside a label that wraps around it."""
        first = self.chunks[:1] if self.chunks[0].kind is Kind.AMOUNT and is_exact(self.chunks[0].text) else ()
        return (*first, *(chunk for chunk in self.chunks[1:] if chunk.is_value))

    @property
    def is_prose(self) -> bool:
        """Whether one of its chunks is a line of running text."""
        return self.is_stretched or any(_is_sentence(chunk, self.em) for chunk in self.chunks)

    @property
    def is_stretched(self) -> bool:
        """Whether it is running text stretched to the margin: small gaps around figures, and a comma or stop of a sentence."""
        if len(self.chunks) < 2 or len(self.text) < PROSE_LETTERS or _STOP.search(self.text) is None:
            return False
        return all(two.x0 - one.x1 < STRETCHED_GAP * self.em for one, two in pairwise(self.chunks))


def _is_sentence(chunk: Chunk, em: float) -> bool:
    if chunk.kind is not Kind.TEXT or len(chunk.text) < FEWEST_LETTERS:
        return False
    if _SENTENCE.search(chunk.text) is not None:
        return True
    return len(chunk.text) >= PROSE_LETTERS and any(
        sum(len(word.text) for word in run) >= PROSE_LETTERS for run in runs_of(chunk.words, em)
    )


def runs_of(words: Sequence[Word], em: float) -> list[list[Word]]:
    """Words of one line without even a narrow gap between them."""
    runs: list[list[Word]] = [[words[0]]]
    for one, two in pairwise(words):
        if two.box.x0 - one.box.x1 >= NARROW_GAP * em or is_cut(one, two):
            runs.append([two])
        else:
            runs[-1].append(two)
    return runs


def strips_of(words: Iterable[Word]) -> list[Strip]:
    """The printed lines from top to bottom."""
    rows: list[list[Word]] = []
    single = [piece for word in words for piece in (cut_word(word, _GLUED) if len(word.text) >= LONG_WORD else (word,))]
    for word in sorted(single, key=lambda word: (word.box.top + word.box.bottom, word.box.x0)):
        middle, height = (word.box.top + word.box.bottom) / 2, word.box.bottom - word.box.top
        first = rows[-1][0].box if rows else None
        if first is not None and middle - (first.top + first.bottom) / 2 <= SAME_LINE * min(height, first.bottom - first.top):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [strip_of(sorted(row, key=lambda word: word.box.x0)) for row in rows]


def strip_of(words: Sequence[Word]) -> Strip:
    """One line of words from left to right."""
    em = usual_em(words)
    groups: list[list[Word]] = []
    for word in words:
        if groups and not is_apart(groups[-1][-1], word, em):
            groups[-1].append(word)
        else:
            groups.append([word])
    chunks = tuple(chunk_of(group) for group in spaced_letters(groups, em))
    return Strip(chunks, min(word.box.top for word in words), max(word.box.bottom for word in words), em)


def cut_word(word: Word, places: re.Pattern[str]) -> tuple[Word, ...]:
    """A word cut where neighbouring columns touch, each piece with its share of the width; the word itself where it has no such place."""
    cuts = [match.start() for match in places.finditer(word.text)]
    if not cuts:
        return (word,)
    texts = [word.text[start:end] for start, end in pairwise([0, *cuts, len(word.text)])]
    step = (word.box.x1 - word.box.x0) / units_of(word.text)
    lefts = list(accumulate((units_of(text) * step for text in texts), initial=word.box.x0))
    return tuple(
        replace(word, text=text, box=replace(word.box, x0=x0, x1=max(x0, x1)))
        for text, (x0, x1) in zip(texts, pairwise(lefts), strict=True)
    )


def units_of(text: str) -> float:
    """The width of a text in ems."""
    return sum(1.0 if char > "\u2e80" else THIN if char in ",.:;-'|" else NARROW for char in text) or NARROW


def em_of(word: Word) -> float:
    """The size of a word's letters by its width: heights differ from reader to reader."""
    return (word.box.x1 - word.box.x0) / units_of(word.text)


def usual_em(words: Sequence[Word]) -> float:
    """The size of a line's letters, by its Chinese words where it has some: the width of Latin letters differs from font to font."""
    chinese = [word for word in words if all(char > "\u2e80" for char in word.text)]
    return median(em_of(word) for word in chinese or words)


def is_apart(left: Word, right: Word, em: float) -> bool:
    """Whether two neighbours on a line belong to two columns."""
    gap = right.box.x0 - left.box.x1
    if gap >= WIDE_GAP * em or is_cut(left, right):
        return True
    if gap < PAIR_GAP * em:
        return False
    exact = sum(1 for word in (left, right) if is_exact(word.text))
    return exact == 2 or (exact == 1 and gap >= AMOUNT_GAP * em)


def is_cut(left: Word, right: Word) -> bool:
    """Whether two words look like the end of one cell and the beginning of the next however near they stand: （万元） and 2020."""
    return left.text[-1:] in ")）0123456789" and _GLUED.search(left.text[-1:] + right.text) is not None


def is_exact(text: str) -> bool:
    """Whether a text is whole by itself: an amount with grouping or decimals, or a period."""
    return _EXACT.fullmatch(text) is not None or _PERIOD.fullmatch(text) is not None


def spaced_letters(groups: list[list[Word]], em: float) -> list[list[Word]]:
    """Letters set apart to fill a column (资　产　总　计) as one group."""
    joined: list[list[Word]] = []
    for place, group in enumerate(groups):
        gap = group[0].box.x0 - joined[-1][-1].box.x1 if joined else 0.0
        before = joined[-1] if joined else []
        ahead = groups[place + 1][0].box.x0 - group[-1].box.x1 if place + 1 < len(groups) and is_letter(groups[place + 1]) else gap
        if (
            before
            and all(len(word.text) == 1 for word in before)
            and is_letter(group)
            and is_letter(before[-1:])
            and gap <= SPACED_GAP * em
        ):
            pitch = before[1].box.x0 - before[0].box.x1 if len(before) > 1 else min(gap, ahead)
            if gap <= 1.6 * pitch + 0.3 * em:
                joined[-1] = [*before, *group]
                continue
        joined.append(list(group))
    return joined


def is_letter(group: Sequence[Word]) -> bool:
    """Whether it is a lone Chinese letter."""
    return len(group) == 1 and len(group[0].text) == 1 and "\u4e00" <= group[0].text <= "\u9fff"


def chunk_of(words: Sequence[Word]) -> Chunk:
    """Words that stand together, with what they look like."""
    text = squeezed("".join(word.text for word in words))
    return Chunk(tuple(words), text, kind_of(text), words[0].box.x0, max(word.box.x1 for word in words))


def kind_of(text: str) -> Kind:
    """What a text without spaces looks like."""
    if _YEAR.fullmatch(text):
        return Kind.YEAR
    if _AMOUNT.fullmatch(text):
        return Kind.AMOUNT
    if _MARK.fullmatch(text):
        return Kind.MARK
    if _DAY.fullmatch(text):
        return Kind.DATE
    return Kind.CODE if _CODE.fullmatch(text) else Kind.TEXT


def is_head_word(chunk: Chunk) -> bool:
    """Whether a text is one that heads columns: a period, 项目, 期末余额, 金额（万元）."""
    return chunk.kind in (Kind.DATE, Kind.YEAR) or _HEAD_WORD.fullmatch(chunk.text) is not None


def is_closing_day(text: str) -> bool:
    """Whether a text is a day on which books are closed, as over columns."""
    return _CLOSING_DAY.fullmatch(text) is not None
