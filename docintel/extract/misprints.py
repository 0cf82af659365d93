"""Names and labels of recognised pages as they are meant: a spoilt legal form made whole, what ran into a name taken off, labels with a letter wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from docintel.domain.document import Cell
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.kind import DocumentKind
from docintel.domain.source import Method
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.strips import Strip
from docintel.text.misreading import NUMERALS
from docintel.text.misreading import is_misread_label
from docintel.text.misreading import with_whole_form
from docintel.text.misreading import without_figure
from docintel.text.misreading import without_heading
from docintel.text.misreading import without_next
from docintel.text.normal import squeezed

NAME_MENDED = "name_mended"  # the value is not quite what is printed: its words are in the source
MENDED_TRUST = 0.8  # the most that a mended name is trusted
LONGEST = 60  # letters of a name
LONG = 4  # letters of a label in which a doubted letter may be any, and one that no label has
LONGER = 10  # letters of a label in which any may be misread that makes no other label
CONTRASTS = frozenset(
    "上下本前后期初末年月日季预累总净毛实应未已共各计合小大新老增减收付支出入内外男女长短高低主副母子正其占比率额数量价人员"
)
"""Letters that make another label of one: 研发费用预计 beside 研发费用合计."""
HEADS = {
    f"{when}{what}": when
    for when in ("期末", "年末", "期初", "年初", "上年年末", "上年末", "本期", "本年", "上期", "上年")
    for what in ("余额", "金额", "发生额", "累计数", "累计金额")
}
"""Heads of columns that tell their period by the report's own, with what tells it; what may be of two periods is left as it was read."""
_REMARK = re.compile(r"\([^()]{1,24}\)$")  # what a label says of its unit
_NUMBERED = re.compile(r"[0-9]{1,3}(?=[\u4e00-\u9fff])")  # the number of a line of a form
SHORTEST = 3  # letters of a label in which one misread letter is seen through; one of two needs a colon after it


def whole_named(fact: Fact, kinds: Mapping[str, DocumentKind]) -> Fact:
    """The fact; a name of a recognised page without what ran into it, its legal form whole. What was read stays in its source."""
    if fact.source.method is not Method.OCR or not isinstance(fact.value, Text) or len(fact.value.text) > LONGEST:
        return fact
    printed = fact.value.text
    name = with_whole_form(without_figure(without_next(without_heading(printed, _labels(kinds.get(fact.kind), fact.concept)))))
    if name == printed:
        return fact
    doubts = tuple(dict.fromkeys((*fact.source.doubts, NAME_MENDED)))
    source = replace(fact.source, confidence=min(fact.source.confidence, MENDED_TRUST), doubts=doubts)
    return replace(fact, value=Text(name), source=source)


def _labels(kind: DocumentKind | None, concept: str | None) -> tuple[str, ...]:
    """The labels that a kind's rules know for a concept."""
    return () if kind is None else tuple(label for rule in kind.facts if rule.concept == concept for label in rule.labels)


def relabelled(strips: Iterable[Strip], labels: Iterable[str]) -> list[Strip]:
    """The strips; on recognised pages the labels that are known but for a letter as they are known, letter for letter."""
    known = frozenset(labels)
    return [_relabelled(strip, known) if _is_seen(strip) else strip for strip in strips]


def relabelled_table(table: Table, labels: Iterable[str]) -> Table:
    """The table; on recognised pages with the labels in its cells that are known but for a letter as they are known."""
    known = frozenset(map(squeezed, labels))
    rows = tuple(tuple(cell and _relabelled_cell(cell, known) for cell in row) for row in table.rows)
    return table if rows == table.rows else replace(table, rows=rows)  # the page's own table where nothing was misread


def heads_meant(row: Row) -> Row:
    """The heads of a row of columns; on recognised pages as they are meant where one letter was misread: 年初会额 is 年初余额, and so is 年韧余额 beside 年末余额."""
    if not any(word.method is Method.OCR for piece in row for word in piece.words):
        return row
    row = tuple(one for piece in row for one in _parted(piece))
    texts = tuple(squeezed(piece.text) for piece in row)
    meant = [_head(text, frozenset(texts), is_doubted=_is_doubted(piece.words)) for text, piece in zip(texts, row, strict=True)]
    return tuple(piece if head == text else replace(piece, text=head) for head, text, piece in zip(meant, texts, row, strict=True))


def _parted(piece: Piece) -> Row:
    """The heads of two columns that were read as one, for the rule between them was not seen; any other piece as it is."""
    texts = [squeezed(word.text) for word in piece.words]
    if len(texts) < 2 or not HEADS.keys() >= set(texts):
        return (piece,)
    return tuple(replace(piece, text=word.text, left=word.box.x0, right=word.box.x1, words=(word,)) for word in piece.words)


@lru_cache(maxsize=1024)
def _head(text: str, beside: frozenset[str], *, is_doubted: bool) -> str:
    near = [] if text in HEADS else [head for head in HEADS if _is_letter_off(text, head)]
    others = [head for head in near if head not in beside and any(_is_letter_off(head, other) for other in beside & HEADS.keys())]
    for meant in ([head for head in near if is_misread_label(text, head)], near if is_doubted else [], others):
        if len({HEADS[head] for head in meant}) == 1:
            return meant[0]
    return text


def _relabelled_cell(cell: Cell, known: frozenset[str]) -> Cell:
    if not any(word.method is Method.OCR for word in cell.words):
        return cell
    whole = squeezed(cell.text)
    number, remark = _NUMBERED.match(whole), _REMARK.search(whole)
    start, end = (0 if number is None else number.end()), (len(whole) if remark is None else remark.start())
    printed = whole if whole in known else whole[start:end]
    meant = _meant(printed, known, is_closed=False, is_doubted=_is_doubted(cell.words))
    return cell if meant == printed else replace(cell, text=whole.replace(printed, meant, 1))


def _is_seen(strip: Strip) -> bool:
    return any(word.method is Method.OCR for word in _words(strip))


def _words(strip: Strip) -> tuple[Word, ...]:
    return strip.words or tuple(word for piece in strip.pieces for word in piece.words)


def _is_doubted(words: Iterable[Word]) -> bool:
    return any(word.doubts for word in words)


def _relabelled(strip: Strip, known: frozenset[str]) -> Strip:
    text = strip.text
    for start, end in _heads(strip):
        label = _meant(text[start:end], known, is_closed=text[end : end + 1] == ":", is_doubted=_is_doubted(_words(strip)))
        text = text[:start] + label + text[end:]
    return strip if text == strip.text else replace(strip, text=text)


def _heads(strip: Strip) -> Iterator[tuple[int, int]]:
    """Where the words that may be labels begin and end: at the beginning of a line, a column or a cell, up to a colon, a bracket or a gap."""
    for mark in strip.marks:
        if mark.opens or strip.text[mark.start - 1 : mark.start] in ("", ":", ";"):
            gap = min([strip.end_of(mark.start), *(one.start for one in strip.marks if one.start > mark.start)])
            ends = (strip.text.find(sign, mark.start, gap) for sign in ":(")
            number = _NUMBERED.match(strip.text, mark.start)
            start = mark.start if number is None else number.end()
            yield from ((start, at) for at in {gap, *ends} if at > start)


@lru_cache(maxsize=4096)
def _meant(printed: str, known: frozenset[str], *, is_closed: bool, is_doubted: bool) -> str:
    """The one label that printed words are but for a letter; the words themselves where they are a label, or may be of several."""
    if printed in known or len(printed) < (SHORTEST - is_closed):
        return printed
    is_any = printed.endswith("章)") or (is_doubted and len(printed) >= LONG)  # the place of a seal (单位（公章）) is nothing else
    near = {label for label in known if _is_letter_off(printed, label)}
    meant = {label for label in near if is_any or is_misread_label(printed, label)}
    meant = meant or {label for label in near if len(printed) >= LONG and _is_no_letter(printed, label, known)}
    return meant.pop() if len(meant) == 1 else printed


def _is_no_letter(printed: str, label: str, known: frozenset[str]) -> bool:
    """Whether the letter in which printed words differ from a label makes no other label: it stands in none, or the label is a long one, and it contrasts none."""
    (letter,) = (read for read, meant in zip(printed, label, strict=True) if read != meant)
    is_telling = letter.isascii() or letter in NUMERALS or letter in CONTRASTS
    return not is_telling and (len(printed) >= LONGER or letter not in _letters(known))


@lru_cache(maxsize=256)
def _letters(known: frozenset[str]) -> frozenset[str]:
    return frozenset(letter for label in known for letter in label)


def _is_letter_off(printed: str, label: str) -> bool:
    return len(printed) == len(label) and sum(a != b for a, b in zip(printed, label, strict=True)) == 1
