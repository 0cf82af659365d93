"""The words of a chart as names and percentages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from docintel.domain.document import Word
from docintel.domain.source import PageBox
from docintel.extract.charts.geometry import Box
from docintel.text.normal import squeezed
from docintel.text.surnames import COMPOUND
from docintel.text.surnames import SURNAMES

LINE_GAP, WORD_GAP = 0.75, 0.9  # of the height, between lines of one text and words of one line
PERCENT = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d+)?%")
_LABEL = re.compile(r"\(?(?:直接)?(?:持股|出资|占股|股权)?(?:比例)?[:为]?(?P<share>\d{1,3}(?:\.\d+)?%)(?:的?股[权份])?\)?")
_ROLES = "实际控制人|控股股东|共同实际控制人|一致行动人|发行人|申请人|申报企业|本公司|公司|GP|LP|普通合伙人|有限合伙人|执行事务合伙人|境内|境外|员工持股平台|持股平台"
_REMARK = re.compile(rf"\((?:{_ROLES})\)$")
_NO_NAME = re.compile(rf"(?:{_ROLES}|境内|境外|其中|注|图例|股东|直接|间接|合计|说明)[:]?")
_LETTERS = re.compile(r"[\u4e00-\u9fff]|[A-Za-z]{2}")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff]{1,8}")
_RELATION = re.compile(r"(?:控制|代持|委托|表决权|一致行动|协议|全资|控股)(?:关系|协议)?$")
_ENTERPRISE = re.compile(
    r"公司|企业|合伙|厂$|集团|基金|中心|研究院|研究所|银行|大学|学院|国资委|委员会|人民政府|财政[部厅局]|合作社|协会|联合社"
)
_SEVERAL = re.compile(
    r"[、,;…]|\.\.|等\d*[名位家人]|等$|^(?:其他|其它|其余|剩余)|公众(?:股|投资|持股)|社会(?:公众|股东)|流通股|中小(?:股东|投资)|\d[名位个人]|[一二两三四五六七八九十]+[名位]|^(?:自然人|机构|法人|员工|内部|合伙人|高管|管理层)"
)
_SURNAMED = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}|(?:{COMPOUND})[\u4e00-\u9fff]{{1,2}}")
OWN = ("公司", "本公司", "发行人", "申请人", "申报企业", "申请企业", "公司本部", "上市公司")


@dataclass(frozen=True, slots=True)
class Writing:
    """A text of one or more lines with its words in reading order."""

    text: str
    words: tuple[Word, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage as printed."""

    text: str
    writing: Writing


def box_of(place: PageBox) -> Box:
    """A place without its page."""
    return Box(place.x0, place.top, place.x1, place.bottom)


def lines_of(words: Iterable[Word]) -> list[Writing]:
    """Words beside each other, without a wide gap, as lines; from the top."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.x0, word.box.top)):
        line = next((line for line in lines if _beside(line[-1].box, word.box)), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    return sorted((_writing(line) for line in lines), key=lambda line: (line.box.top, line.box.x0))


def _beside(left: PageBox, right: PageBox) -> bool:
    height = min(left.bottom - left.top, right.bottom - right.top)
    level = min(left.bottom, right.bottom) - max(left.top, right.top) > 0.5 * height
    return level and -height < right.x0 - left.x1 < WORD_GAP * height


def _writing(words: Sequence[Word]) -> Writing:
    box = box_of(words[0].box)
    for word in words[1:]:
        box = box.around(box_of(word.box))
    return Writing(squeezed("".join(word.text for word in words)), tuple(words), box)


def text_of(words: Iterable[Word]) -> Writing | None:
    """All words of one box as one text."""
    ordered = [word for line in _rows(words) for word in line]
    return _writing(ordered) if ordered else None


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words by lines, however wide their gaps."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.top):
        row = next((row for row in rows if _level(row[0].box, word.box)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return [sorted(row, key=lambda word: word.box.x0) for row in rows]


def _level(one: PageBox, other: PageBox) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5 * min(one.bottom - one.top, other.bottom - other.top)


def blocks_of(lines: Sequence[Writing]) -> list[Writing]:
    """Lines close under each other and over each other's middle as one text."""
    blocks: list[list[Writing]] = []
    for line in lines:
        block = next((block for block in blocks if _below(block[-1].box, line.box)), None)
        if block is None:
            blocks.append([line])
        else:
            block.append(line)
    return [_writing([word for line in block for word in line.words]) for block in blocks]


def _below(above: Box, below: Box) -> bool:
    height = min(above.bottom - above.top, below.bottom - below.top)
    centred = abs(above.middle[0] - below.middle[0]) < 0.3 * max(above.x1 - above.x0, below.x1 - below.x0)
    return centred and -0.4 * height < below.top - above.bottom < LINE_GAP * height


def parted(writing: Writing) -> tuple[Writing | None, tuple[Share, ...]]:
    """A box's text as its name and the percentages it holds; words that hold a percentage are no part of the name."""
    shares: list[Share] = []
    rest: list[Word] = []
    labels: list[Word] = []
    for row in _rows(writing.words):
        label = label_of(_writing(row))
        if label is not None:
            shares.append(label)
            labels += row
    for word in writing.words:
        if any(word is one for one in labels):
            continue
        text = squeezed(word.text)
        found = PERCENT.findall(text)
        if not found:
            rest.append(word)
            continue
        only = _LABEL.fullmatch(text)
        shares += [Share(one, _writing([word])) for one in found]
        if only is None:
            rest.append(word)
    name = _writing(rest) if rest else None
    return name, tuple(shares)


def label_of(line: Writing) -> Share | None:
    """The percentage that a line is, None where it says anything else."""
    found = _LABEL.fullmatch(line.text)
    return None if found is None else Share(found["share"], line)


def name_of(text: str) -> str | None:
    """The name that a box holds, without remarks on its role; None where it is none."""
    name = _REMARK.sub("", PERCENT.sub("", text)) if text not in OWN else text
    name = name.removesuffix("()").strip(":,")
    if name in OWN:
        return name
    return name if len(name) >= 2 and _LETTERS.search(name) and not _NO_NAME.fullmatch(name) else None


def is_plain_name(text: str) -> bool:
    """Whether a text without a box can be nothing but a name."""
    name = name_of(text)
    if name is None or _RELATION.search(name) is not None:
        return False
    person = is_person(name) or _FOREIGN.fullmatch(name) is not None
    return person or (_ENTERPRISE.search(name) is not None and len(name) <= 40)


def is_person(name: str) -> bool:
    """Whether a name is a surname with a given name, as those of most persons are."""
    return _SURNAMED.fullmatch(name) is not None


def is_several(writing: Writing) -> bool:
    """Whether a text stands for several holders together: by its words, or with a person in every line."""
    rows = [squeezed("".join(word.text for word in row)) for row in _rows(writing.words)]
    words = [squeezed(word.text) for word in writing.words]
    return _SEVERAL.search(writing.text) is not None or any(len(parts) > 1 and all(map(_is_holder, parts)) for parts in (rows, words))


def _is_holder(text: str) -> bool:
    """Whether a line alone is a person, with or without a share behind."""
    return is_person(re.sub(r"\(?[\d.]+%\)?$", "", text))
