"""Numbered headings, and how deep each stands by its number."""

from __future__ import annotations

import re

from docintel.text.normal import squeezed

HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|(?:注释?|附注)?\d+、|(?:注释?|附注)?\d+\.(?!\d)|(?:注释|附注)\d+:)"
)
_LEVELS = tuple(
    map(re.compile, (r"第.+?[章节]", r"[一二三四五六七八九十]+、", r"\([一二三四五六七八九十]+\)", r"(?:注释?|附注)?\d+[、.:]", r"\(\d+\)"))
)
_NUMBER = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[章节]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|(?:注释?|附注)?\d+[、.]|(?:注释|附注)\d+:)"
)
DEEPEST = len(_LEVELS)
_FIRST = frozenset("第一二三四五六七八九十(0123456789注附")  # what a number of a heading begins with, as most lines do not


def is_heading(text: str) -> bool:
    """Whether a text begins with the number of a heading."""
    return HEADING.match(squeezed(text)) is not None


def is_numbered(printed: str) -> bool:
    """Whether a squeezed text begins with any number of a list or heading: (1) too."""
    return printed[:1] in _FIRST and _NUMBER.match(printed) is not None


def unnumbered(printed: str) -> str:
    """A squeezed heading without its number."""
    return _NUMBER.sub("", printed, count=1)


def level(printed: str) -> int:
    """How deep a heading stands by its number: 第一节, 一、, (一), 1、 or 1., (1), none."""
    if printed[:1] not in _FIRST:
        return DEEPEST
    return next((depth for depth, shape in enumerate(_LEVELS) if shape.match(printed)), DEEPEST)
