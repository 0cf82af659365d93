"""What the user asked for, resolved against the packs: which programme, batch, kind and date."""

from __future__ import annotations

import difflib
from datetime import date

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.errors import UsageError
from docintel.domain.kind import DocumentKind
from docintel.domain.packs import Packs
from docintel.domain.programme import Batch
from docintel.domain.programme import Programme
from docintel.review.choosing import chosen_programme
from docintel.review.choosing import families
from docintel.text.dates import parse_date


def programme_named(packs: Packs, name: str) -> Programme:
    """The programme of that id; a UsageError names those there are and the nearest."""
    if name in packs.programmes:
        return packs.programmes[name]
    near = difflib.get_close_matches(name, packs.programmes, n=1)
    hint_zh, hint_en = (f"，是否指 {near[0]}", f"; did you mean {near[0]}") if near else ("", "")
    known = "、".join(packs.programmes)
    raise UsageError(f"没有项目 {name!r}，可用：{known}{hint_zh}？ / no programme {name!r}; there are {known}{hint_en}?")


def edition_named(packs: Packs, name: str, batch: int | None, kind: ApplicationKind | None) -> Programme:
    """The programme of that id, or the edition of that family for batch and kind; a UsageError names those there are."""
    if name not in packs.programmes and name not in families(packs.programmes):
        return programme_named(packs, name)
    edition = chosen_programme(packs.programmes, name, batch, kind)
    if edition is None:
        told = "，".join(str(part.value if isinstance(part, ApplicationKind) else part) for part in (batch, kind) if part is not None)
        raise UsageError(f"{name} 没有适用于（{told}）的版本 / no edition of {name} is for ({told})")
    return edition


def kind_named(packs: Packs, name: str) -> DocumentKind:
    """The kind of document of that id; a UsageError names those there are and the nearest."""
    if name in packs.kinds:
        return packs.kinds[name]
    near = difflib.get_close_matches(name, packs.kinds, n=1)
    hint_zh, hint_en = (f"，是否指 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
    known = "、".join(packs.kinds)
    raise UsageError(f"没有材料种类 {name!r}，可用：{known}{hint_zh} / no kind of document {name!r}; there are {known}{hint_en}")


def batch_named(programme: Programme, number: int | None) -> Batch:
    """The batch of that number, the programme's latest where none is named; a UsageError names those there are."""
    batch = programme.batches[-1] if number is None else programme.batch(number)
    if batch is None:
        known = "、".join(str(batch.number) for batch in programme.batches)
        raise UsageError(f"{programme.id} 没有第 {number} 批，可用：{known} / {programme.id} has no batch {number}; there are {known}")
    return batch


def day_given(text: str | None) -> date | None:
    """The day a user typed; a UsageError where it is none."""
    if text is None:
        return None
    day = parse_date(text)
    if day is None:
        raise UsageError(f"不是日期：{text!r}，请写成 2023-04-10 / not a date: {text!r}, write 2023-04-10")
    return day
