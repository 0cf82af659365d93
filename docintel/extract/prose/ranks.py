"""Ranks in sentences: 全国排名第二, 位居前三位. 前五名客户 and 第三届 are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docintel.text.numerals import parse_numeral

LABEL = "排名"
_NUMBER = r"(?P<number>[一二三四五六七八九十百]+|\d{1,4})"
_RANK = re.compile(
    rf"(?:排名|排行|排列|排在|排|位居|位列|居于|居|名列|列|跻身|进入|稳居|占有率|份额|[,、](?=(?:全国|国内|全省|省内|全市|市内|行业|世界|全球)第))(?:为|于|位于|位居|居|列)?(?P<where>[^,。;\d第前]{{0,14}}?)(?P<rank>(?:第|前|top\s?){_NUMBER}(?:名|位|强)?)"
    rf"(?!大|届|期|批|条|款|项|章|节|页|次|季|年|家|类|代|梯队|的|方|者|产业)|(?:排名|位居|位列|名列|稳居|居)[^,。;\d第前]{{0,14}}?(?P<top>首位|榜首)|排名(?:为)?(?P<bare>\d{{1,3}})(?=[,。;位名]|$)"
)


_FURTHER = re.compile(
    r"(?:、|,|和|及)(?:[\u4e00-\u9fff]{0,6}?)(?P<rank>第(?P<number>[一二三四五六七八九十]+|\d{1,3})(?:名|位)?)(?=[,。;、和]|$)"
)


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank at text[start:end]; of 前三 the last that it can be."""

    start: int
    end: int
    number: str


def find_ranks(text: str) -> Iterator[Rank]:
    """Every rank that a sentence gives something."""
    told = 0
    for match in _RANK.finditer(text):
        group = next(name for name in ("rank", "top", "bare") if match[name])
        printed = "1" if match["top"] else match["number"] or match["bare"]
        numeral = None if printed.isdigit() else parse_numeral(printed)
        number = printed if printed.isdigit() else None if numeral is None else str(numeral[0])
        if number is not None and match.start(group) >= told:
            yield Rank(match.start(group), match.end(group), number)
            for further in _further(text, match.end()):
                told = further.end
                yield further


def _further(text: str, place: int) -> Iterator[Rank]:
    """数量居全国第六、中部第一: ranks listed after one."""
    while (match := _FURTHER.match(text, place)) is not None:
        numeral = parse_numeral(match["number"])
        number = match["number"] if match["number"].isdigit() else None if numeral is None else str(numeral[0])
        if number is not None:
            yield Rank(match.start("rank"), match.end("rank"), number)
        place = match.end()
