"""Where the printed form is signed, sealed and dated, and the page numbers it carries: places to look at, in words alone.

What is to be seen there (ink, a red seal) is for who has the pixels; a place says `unlooked` until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.text.normal import squeezed

KIND = "application_form"
SEAL, SIGNATURE, DAY, PAGE_MARK = "form_seal", "form_signature", "form_signing_day", "form_page_mark"
LABELS = {SEAL: "申请书公章", SIGNATURE: "申请书签名", DAY: "申请书签署日期", PAGE_MARK: "申请书页码"}
SEEN, UNSEEN, UNCLEAR, UNLOOKED = "seen", "unseen", "unclear", "unlooked"
SEAL_ABOVE, SEAL_BELOW = 115.0, 125.0  # points in which a seal of 42 mm may lie over or under the words it belongs to
SIGN_ABOVE, SIGN_BELOW = 16.0, 14.0  # points that a hand reaches over and under the line it signs on
YEAR_ROOM, DAY_GAP = 50.0, 1.5  # points in which a hand writes the year, and that stay free beside 年, 月 and 日
GAP, EDGE = 5.0, 36.0  # points kept from the label, and from the page's edge
LONGEST = 48  # characters: a longer line is a sentence that speaks of seals
ZONE = 0.1  # of the page's height, in which page numbers stand

# the second form is what a seal leaves of （企业公章）
_SEAL = re.compile(r"(?:加盖|企业|单位|公司)*(?:公章|盖章|印章)|\((?:企业|单位|公司)公")
_SIGN = re.compile(
    r"(?:(?:法定代表人|法人代表|企业法人|负责人|法人|授权代表|申报人)[^:,。]{0,8}?)?(?:签名|签字|签章|签署)(?:处|或盖章)?\)?:?"
)
_DAY = re.compile(
    r"(?P<year>(?:19|20)\d{2}|[〇零○一二三四五六七八九]{4})?年(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})?月(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})?日"
)
_FILLED_DAY = re.compile(r"(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}")
_OTHERS = re.compile(r"推荐单位|推荐部门|主管部门|初核|审核|厅|局|委员会|会计师|经办人")
_AUTHORITY = re.compile(r"推荐意见|初核意见|审核意见|初核推荐|初审意见")
_MARKS = (
    re.compile(r"第(?P<page>\d{1,3})页(?:[,/]?\(?共(?P<all>\d{1,3})页\)?)?"),
    re.compile(r"共(?P<all>\d{1,3})页[,/]?第(?P<page>\d{1,3})页"),
    re.compile(r"[-—–~·]*(?P<page>\d{1,3})/(?P<all>\d{1,3})[-—–~·]*"),
    re.compile(r"[-—–~·•]*(?P<page>\d{1,3})[-—–~·•]*"),
)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A line or cell as it is looked through: its text without white space and the box of every character."""

    text: str
    boxes: tuple[PageBox, ...]
    method: Method

    def box(self, start: int, end: int) -> PageBox:
        """The box around some of its characters."""
        whole = self.boxes[start]
        for one in self.boxes[start + 1 : end]:
            whole = whole.around(one)
        return whole


class SigningReader:
    """Follows the printed form of one document; what an authority signs later is not the applicant's."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.is_authoritys = False

    def page(self, page: Page, parts: Sequence[tuple[Block, ...]]) -> Iterator[Fact]:
        """The places of the parts of a page that are the form, and its page number."""
        if page.width is None or page.height is None or not parts:
            return
        yield from self.mark(page)
        signed: tuple[PageBox, str] | None = None
        is_dated = False
        for spoken in (spoken for blocks in parts for spoken in _spoken(blocks)):
            self.is_authoritys = self.is_authoritys or _AUTHORITY.search(spoken.text) is not None
            if self.is_authoritys or "。" in spoken.text or len(spoken.text) > LONGEST:
                continue
            for fact in self.places(page, spoken):
                signed = (_place(fact), fact.source.text) if fact.concept == SIGNATURE else signed
                yield fact
            day = None if signed is None else self.day(page, spoken)
            if day is not None and not is_dated:
                is_dated = True
                yield day
        if signed is not None and not is_dated:
            yield self.fact(DAY, Choice((UNSEEN if page.method is Method.TEXT else UNCLEAR,)), signed[1], (signed[0],), page.method)

    def places(self, page: Page, spoken: _Spoken) -> Iterator[Fact]:
        """The words that ask for a seal or a signature, each with the region in which it would lie."""
        signs = [] if _OTHERS.search(spoken.text) else list(_SIGN.finditer(spoken.text))
        seals = [] if _OTHERS.search(spoken.text) else list(_SEAL.finditer(spoken.text))
        seals = [one for one in seals if not any(sign.start() <= one.start() < sign.end() for sign in signs)]
        for found in signs:
            following = min((one.start() for one in (*seals, *signs) if one.start() >= found.end()), default=len(spoken.text))
            own = spoken.box(found.start(), found.end())
            written = spoken.text[found.end() : following].strip("():_-")
            region = self.beside(page, spoken, own, following)
            text = f"{found[0]}{written}"
            yield self.fact(SIGNATURE, self.value(page, region), text, (own, region), spoken.method)
        for found in seals:
            own = spoken.box(found.start(), found.end())
            region = PageBox(page.number, 0, max(0, own.top - SEAL_ABOVE), page.width or 0, min(page.height or 0, own.bottom + SEAL_BELOW))
            yield self.fact(SEAL, self.value(page, region), spoken.text[:LONGEST], (own, region), spoken.method)

    def beside(self, page: Page, spoken: _Spoken, own: PageBox, following: int) -> PageBox:
        """To the right of a label up to the next one, or to the edge of the page."""
        limit = spoken.boxes[following].x0 - GAP if following < len(spoken.text) else (page.width or 0) - EDGE
        left = own.x1 + GAP
        top, bottom = max(0, own.top - SIGN_ABOVE), min(page.height or 0, own.bottom + SIGN_BELOW)
        return PageBox(page.number, left, top, max(limit, left + 1), bottom)

    def value(self, page: Page, region: PageBox) -> Value:
        """An electronic signature or seal that lies there is seen; else nobody has looked."""
        boxes = [one.box for one in page.signatures if one.box is not None]
        return Choice((SEEN if any(_meets(box, region) for box in boxes) else UNLOOKED,))

    def day(self, page: Page, spoken: _Spoken) -> Fact | None:
        """The day beside or under the signature: filled in, or with blanks to look at."""
        found = _DAY.search(spoken.text)
        plain = _FILLED_DAY.search(spoken.text)
        if plain is not None or (found is not None and all(found.groups())):
            match = plain or found
            if match is not None:
                return self.fact(DAY, Choice((SEEN,)), match[0], (spoken.box(*match.span()),), spoken.method)
        if found is None:
            return None
        gaps = tuple(self.gaps(page, spoken, found))
        return self.fact(DAY, Choice((UNLOOKED if gaps else UNCLEAR,)), found[0], (spoken.box(*found.span()), *gaps), spoken.method)

    def gaps(self, page: Page, spoken: _Spoken, found: re.Match[str]) -> Iterator[PageBox]:
        """The room before 年, 月 and 日 where nothing is printed: there a hand writes the numbers."""
        signs = {sign: spoken.boxes[spoken.text.index(sign, found.start())] for sign in "年月日"}
        left = max(0.0, signs["年"].x0 - YEAR_ROOM)
        for sign, group in (("年", "year"), ("月", "month"), ("日", "day")):
            box = signs[sign]
            if not found[group] and box.x0 - left > 2 * DAY_GAP:
                yield PageBox(page.number, left + DAY_GAP, max(0, box.top - 5), box.x0 - DAY_GAP, box.bottom + 5)
            left = box.x1

    def mark(self, page: Page) -> Iterator[Fact]:
        """The page's own number, as `3` or `3/12`, from the line at its foot, else at its head."""
        height = page.height or 0
        edge = [line for line in (*page.overlays, *page.lines) if isinstance(line.span, PageBox) and _is_at_edge(line.span, height)]
        for line in sorted(edge, key=lambda line: -line.span.top if isinstance(line.span, PageBox) else 0):
            found = next((match for shape in _MARKS if (match := shape.fullmatch(squeezed(line.text)))), None)
            if found is not None and isinstance(line.span, PageBox):
                total = found.groupdict().get("all")
                number = str(int(found["page"]))
                yield self.fact(PAGE_MARK, Text(f"{number}/{int(total)}" if total else number), line.text, (line.span,), page.method)
                return

    def fact(self, concept: str, value: Value, text: str, spans: tuple[PageBox, ...], method: Method) -> Fact:
        """What stands, or should stand, at a place."""
        return Fact(concept, LABELS[concept], "", None, Scope.UNSTATED, value, Source(self.document, spans, text, method), KIND)


def _place(fact: Fact) -> PageBox:
    return next(span for span in fact.source.spans if isinstance(span, PageBox))


def _is_at_edge(span: PageBox, height: float) -> bool:
    return span.bottom <= ZONE * height or span.top >= (1 - ZONE) * height


def _meets(one: PageBox, two: PageBox) -> bool:
    return one.page == two.page and one.x0 < two.x1 and two.x0 < one.x1 and one.top < two.bottom and two.top < one.bottom


def _spoken(blocks: tuple[Block, ...]) -> Iterator[_Spoken]:
    """Lines, and cells of tables line by line."""
    for block in blocks:
        if isinstance(block, Line):
            yield from _of_words(block.words, block)
        else:
            yield from _of_cells(block)


def _of_cells(table: Table) -> Iterator[_Spoken]:
    for cell in (cell for row in table.rows for cell in row if cell is not None):
        rows: list[list[Word]] = []
        for word in sorted(cell.words, key=lambda word: (round(word.box.top), word.box.x0)):
            if rows and word.box.top < rows[-1][0].box.bottom - 0.4 * (rows[-1][0].box.bottom - rows[-1][0].box.top):
                rows[-1].append(word)
            else:
                rows.append([word])
        for row in rows:
            yield from _of_words(tuple(sorted(row, key=lambda word: word.box.x0)), cell)


def _of_words(words: tuple[Word, ...], holder: Line | Cell) -> Iterator[_Spoken]:
    """Every character takes an equal part of its word's box."""
    boxes: list[PageBox] = []
    text = ""
    for word in words:
        said = squeezed(word.text)
        step = (word.box.x1 - word.box.x0) / max(len(said), 1)
        boxes += [
            PageBox(word.box.page, word.box.x0 + step * at, word.box.top, word.box.x0 + step * (at + 1), word.box.bottom)
            for at in range(len(said))
        ]
        text += said
    if text and isinstance(holder.span, PageBox):
        yield _Spoken(text, tuple(boxes), words[0].method)
