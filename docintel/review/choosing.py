"""Which edition of a programme judges an application: by programme, batch, and whether it is new or a review."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.errors import UsageError
from docintel.domain.packs import Packs
from docintel.domain.programme import Batch
from docintel.domain.programme import Programme

DEFAULT_PROGRAMME = "little-giant-2022"


def families(programmes: Mapping[str, Programme]) -> tuple[str, ...]:
    """What programmes go by over all their editions, each once."""
    return tuple(dict.fromkeys(programme.family for programme in programmes.values() if programme.family))


def chosen_programme(
    programmes: Mapping[str, Programme], name: str, batch: int | None = None, kind: ApplicationKind | None = None
) -> Programme | None:
    """The edition called `name`; of a family, or where that edition does not take the kind of application, the one made for batch and kind.

    Of several the one made for the fewest batches, and where no batch is named the latest. None where there is none.
    """
    named = programmes.get(name)
    if named is not None and (kind is None or kind in named.kinds):
        return named
    family, numbers = (name, set[int]()) if named is None else (named.family, {one.number for one in named.batches})
    numbers = {batch} if batch is not None else numbers
    fitting = [
        programme
        for programme in programmes.values()
        if family and programme.family == family and (kind or ApplicationKind.NEW) in programme.kinds and _serves(programme, numbers)
    ]
    return min(fitting, key=lambda one: (-_latest(one) if batch is None else 0, len(one.batches), len(one.kinds)), default=None)


def _serves(programme: Programme, numbers: set[int]) -> bool:
    return not numbers or not numbers.isdisjoint(one.number for one in programme.batches)


def _latest(programme: Programme) -> int:
    return max(one.last_year for one in programme.batches)


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


def batch_named(programme: Programme, number: int | None) -> Batch:
    """The batch of that number, the programme's latest where none is named; a UsageError names those there are."""
    batch = programme.batches[-1] if number is None else programme.batch(number)
    if batch is None:
        known = "、".join(str(batch.number) for batch in programme.batches)
        raise UsageError(f"{programme.id} 没有第 {number} 批，可用：{known} / {programme.id} has no batch {number}; there are {known}")
    return batch
