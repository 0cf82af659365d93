"""Whose figures a paragraph tells at a place: another enterprise's once its name opens a clause, our own again once it is named."""

from __future__ import annotations

import re

from docintel.extract.prose.marks import Marked

_OPENS = re.compile(r"(?:^|[,;。:、)\s]|[子孙]公司|参股公司|其中|截至|年度?|月末|年末|日)$")
_OWN = re.compile(r"(?:^|[,;。])(?:截至|报告期内|其中|同时|目前)?[\d年月日末度,]{0,14}(?:本公司|我公司|发行人|公司(?!名称))")
_PARTED = re.compile(r"与|和|及|、|以及")


def subject_at(marked: Marked, place: int, own: str) -> str | None:
    """The enterprise spoken of at a place, None where it is the document's own."""
    found: tuple[int, str | None] = (-1, None)
    for start, end, name in marked.names:
        if end <= place and _OPENS.search(marked.text[:start]) and start > found[0]:
            found = (start, None if own and (own in name or name in own) else name)
    for match in _OWN.finditer(marked.text, 0, place):
        if match.start() > found[0]:
            found = (match.start(), None)
    return found[1]


def listed_subjects(marked: Marked, start: int, end: int) -> list[str | None]:
    """Enterprises named side by side (公司本部与子公司 X): their names, None for our own."""
    parts = [part for part in _PARTED.split(marked.text[start:end]) if re.search(r"公司|本部|企业", part)]
    names = [name for first, last, name in marked.names if start <= first and last <= end]
    return [next((name for name in names if name in part), None) for part in parts]
