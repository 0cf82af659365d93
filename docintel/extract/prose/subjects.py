"""Whose figures a paragraph tells at a place: another enterprise's once its name opens a clause, our own again once it is named."""

from __future__ import annotations

import re

from docintel.extract.prose.marks import Marked

_OPENS = re.compile(r"(?:^|[,;。:、)\s]|[子孙]公司|参股公司|其中|截至|年度?|月末|年末|日)$")
_ROLE = re.compile(r"(?:股东|母公司|实际控制人|控制的|子公司|参股公司|联营企业|关联方)(?:为|是|系|:)?$")
_TELLS = re.compile(r"(?:\(以?下?[^()]{1,24}\))?(?:[,(]|的?注册资本|成立于)")  # what comes after is told of whom it names
_OWN = re.compile(r"(?:^|[,;。])(?:截至|报告期内|其中|同时|目前)?[\d年月日末度,]{0,14}(?:本公司|我公司|发行人|公司(?!名称))")
_HOLDER = re.compile(r"的?(?:(?:第一大|控股|间接控股|大)股东|母公司|实际控制人)")
_PARTED = re.compile(r"与|和|及|、|以及")


def subject_at(marked: Marked, place: int, own: str) -> str | None:
    """The enterprise spoken of at a place, None where it is the document's own."""
    found: tuple[int, str | None] = (-1, None)
    for start, end, name in marked.names:
        if end <= place and start > found[0] and _is_spoken_of(marked.text, start, end):
            found = (start, None if own and (own in name or name in own) else name)
    for match in _OWN.finditer(marked.text, 0, place):
        if match.start() > found[0]:
            found = (match.start(), None)
    return found[1]


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether an enterprise named in text[start:end] is what is spoken of from there: its name opens a clause, or a clause ends by saying who it is."""
    before = text[:start]
    return _OPENS.search(before) is not None or (_ROLE.search(before) is not None and _TELLS.match(text, end) is not None)


def is_of_holder(text: str) -> bool:
    """Whether a text before a figure spoke of a holder last, and of the enterprise itself only before: 公司控股股东为某集团,注册资本."""
    own = max((match.end() for match in _OWN.finditer(text)), default=0)
    return (
        _HOLDER.match(text, own) is not None or re.search(r"[,;。](?:其|公司的?)?(?:第一大|控股|间接控股|大)股东", text[own:]) is not None
    )


def listed_subjects(marked: Marked, start: int, end: int) -> list[str | None]:
    """Enterprises named side by side (公司本部与子公司 X): their names, None for our own."""
    parts = [part for part in _PARTED.split(marked.text[start:end]) if re.search(r"公司|本部|企业", part)]
    names = [name for first, last, name in marked.names if start <= first and last <= end]
    return [next((name for name in names if name in part), None) for part in parts]
