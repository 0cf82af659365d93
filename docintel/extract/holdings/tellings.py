"""Changes of capital and holders that sentences tell in passing, with their month: in prose, in notes under tables, in cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.fact import Text
from docintel.domain.quantity import Quantity
from docintel.domain.source import Span
from docintel.extract.holdings.events import is_company
from docintel.extract.holdings.names import NAME
from docintel.extract.holdings.names import OWN
from docintel.extract.holdings.paragraphs import Paragraph
from docintel.extract.holdings.paragraphs import paragraphs_of
from docintel.extract.holdings.patterns import MONEY
from docintel.extract.holdings.patterns import SHARE
from docintel.extract.holdings.records import Told
from docintel.text.months import parse_month
from docintel.text.normal import squeezed
from docintel.text.quantities import parse_quantity

LEAST = 16  # characters of a cell that holds a sentence
_MONTH = r"(?<!\d)(?P<month>(?:19|20)\d{2}年\d{1,2}月)(?:份)?,"
_LED = r"(?:(?:发行人|公司|本公司)的?)?(?:(?:全资|控股|参股)?(?:子公司|孙公司)|控股股东|股东)?"
_BECAME = r"(?:的)?(?:持股|出资|股权)比例(?:相应|随之)?(?:变更|变|增加|上升|提高|提升|增|下降|降低|减少|稀释|降)(?:为|至|到)"
_CHANGED = re.compile(
    rf"{_MONTH}(?P<company>{NAME}{{2,30}}?)(?:进行|完成|实施)?(?:了)?(?P<what>(?:第[一二三四五六七八九十]+次)?(?:增资|减资))(?:扩股)?,{_LED}(?P<holder>{NAME}{{2,30}}?){_BECAME}(?P<share>{SHARE})"
)
_ACQUIRED = re.compile(
    rf"{_MONTH}{_LED}(?P<holder>{NAME}{{2,30}}?)(?P<what>受让|收购|购买|取得)(?:{NAME}{{2,30}}?(?:所持|持有)(?:有)?(?:的)?)?(?P<company>{NAME}{{2,30}}?)(?:的)?{SHARE}(?:的)?(?:股权|股份),{_BECAME}(?P<share>{SHARE})"
)
_FIRST = re.compile(
    rf"{_MONTH}{_LED}(?P<holder>{NAME}{{2,30}}?)(?P<what>首次(?:取得|持有))(?P<company>{NAME}{{2,30}}?)(?:的)?(?P<share>{SHARE})(?:的)?(?:股权|股份)"
)
_CAPITAL = re.compile(
    rf"{_MONTH}(?P<company>{NAME}{{2,30}}?)(?:的)?(?:(?P<what>(?:第[一二三四五六七八九十]+次)?(?:增资|减资)),)?(?:将)?注册资本(?:由{MONEY})?(?P<how>增加|增|减少|减|变更)(?:至|为|到)(?P<after>{MONEY})"
)
_TELLING = ("例", "册", "首")  # of 比例, 注册资本 and 首次
_STEP = re.compile(
    r"召开|决议|审议|同意|签署|签订|核准|登记|换发|取得.{0,6}执照|验资|出具|缴纳|缴足|收到|批复|公告|协议|拟|将(?!注册资本)|计划"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A change that a sentence tells of an enterprise."""

    entity: str
    told: tuple[Told, ...]


def tellings_in(blocks: Iterable[Block]) -> Iterator[Telling]:
    """The changes that the paragraphs and long cells of blocks tell, each place once."""
    seen: set[tuple[Span, ...]] = set()
    given = list(blocks)
    for paragraph in _paragraphs(given) if any(map(_may_tell, given)) else ():
        if "年" in paragraph.text and ("比例" in paragraph.text or "注册资本" in paragraph.text or "首次" in paragraph.text):
            for telling in _told(paragraph):
                if telling.told[0].spans not in seen:
                    seen.add(telling.told[0].spans)
                    yield telling


def _may_tell(block: Block) -> bool:
    """Whether a line has a letter of one of the words without which nothing is told; most pages have none, and their lines need not be joined."""
    return not isinstance(block, Line) or any(letter in block.text for letter in _TELLING)


def _paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    yield from paragraphs_of(block for block in blocks if isinstance(block, Line))
    for block in blocks:
        if not isinstance(block, Line):
            cells = (cell for row in block.rows for cell in row if cell is not None and len(cell.text) >= LEAST)
            yield from (Paragraph(squeezed(cell.text), (Line(cell.text, cell.span, cell.words),)) for cell in cells)


def _told(paragraph: Paragraph) -> Iterator[Telling]:
    """What each sentence tells; a sentence that tells a step (a resolution, an entry in the register) tells no other."""
    for begin, sentence in paragraph.sentences():
        if _STEP.search(sentence) is None:
            for pattern in (_CHANGED, _ACQUIRED, _FIRST, _CAPITAL):
                for match in pattern.finditer(sentence):
                    telling = _telling(paragraph, begin, match)
                    if telling is not None:
                        yield telling


def _telling(paragraph: Paragraph, begin: int, match: re.Match[str]) -> Telling | None:
    company = match["company"]
    if not is_company(company):
        return None
    groups = match.re.groupindex
    told = [_at(paragraph, begin, match, "month", "event_month"), _what(paragraph, begin, match)]
    if "share" in groups:
        told += [
            _at(paragraph, begin, match, "holder", "shareholder_name"),
            _at(paragraph, begin, match, "share", "shareholder_share"),
        ]
    else:
        told.append(_at(paragraph, begin, match, "after", "capital_after"))
    whole = tuple(one for one in told if one is not None)
    return Telling("" if company in OWN else company, whole) if len(whole) == len(told) else None


def _what(paragraph: Paragraph, begin: int, match: re.Match[str]) -> Told | None:
    """What happened, in the words of the sentence: 增资, 受让, or how the capital moved."""
    return _at(paragraph, begin, match, "what" if match["what"] else "how", "capital_event")


def _at(paragraph: Paragraph, begin: int, match: re.Match[str], group: str, concept: str) -> Told | None:
    printed = match[group]
    spans = paragraph.spans(begin + match.start(group), begin + match.end(group))
    if concept == "event_month":
        month = parse_month(printed)
        return None if month is None else Told(concept, "", printed, Text(month), spans)
    if concept in ("shareholder_share", "capital_after"):
        number = parse_quantity(printed)
        return Told(concept, "", printed, number, spans) if isinstance(number, Quantity) else None
    return Told(concept, "", printed, Text(printed), spans)
