"""Which edition of a programme judges an application: by programme, batch, and whether it is new or a review."""

from __future__ import annotations

from collections.abc import Mapping

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.programme import Programme


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
