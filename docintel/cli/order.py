"""What the user asked for, resolved: which kind of document, which day."""

from __future__ import annotations

import difflib
from datetime import date

from docintel.domain.errors import UsageError
from docintel.domain.kind import DocumentKind
from docintel.domain.packs import Packs
from docintel.text.dates import parse_date


def kind_named(packs: Packs, name: str) -> DocumentKind:
    """The kind of document of that id; a UsageError names those there are and the nearest."""
    if name in packs.kinds:
        return packs.kinds[name]
    near = difflib.get_close_matches(name, packs.kinds, n=1)
    hint_zh, hint_en = (f"，是否指 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
    known = "、".join(packs.kinds)
    raise UsageError(f"没有材料种类 {name!r}，可用：{known}{hint_zh} / no kind of document {name!r}; there are {known}{hint_en}")


def day_given(text: str | None) -> date | None:
    """The day a user typed; a UsageError where it is none."""
    if text is None:
        return None
    day = parse_date(text)
    if day is None:
        raise UsageError(f"不是日期：{text!r}，请写成 2023-04-10 / not a date: {text!r}, write 2023-04-10")
    return day
