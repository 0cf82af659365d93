"""Which applications a changed register can touch: those that name one of the entries that differ, or whose product is like one's.

Whoever is not touched would be judged as before. So this looks wider than judging does: a name or code counts wherever it stands in a Review,
inside other words too, and an entry counts with all that share a name or code with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

from docintel.domain.fact import Facts
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.packs import Packs
from docintel.report.decode import review_of
from docintel.report.stored_reviews import review_face_of
from docintel.review import products_beside
from docintel.text.names import normalise_name

PIECE = 4  # letters of a name that are looked up before the whole of it
NAMING = ("application", "facts", "ownership")  # the parts of a Review that say who is who


@dataclass(frozen=True, slots=True)
class Differing:
    """The entries in which two sets of registers differ, with all that share a name or code with one; `wholly` where one set is empty."""

    entries: tuple[Recognition, ...]
    wholly: bool = False

    def __bool__(self) -> bool:
        return self.wholly or bool(self.entries)


def differing(before: Sequence[Register], after: Sequence[Register]) -> Differing:
    """What differs; where an entry stands in its file does not count, in which order they stand does."""
    was, now = tuple(_entries(before)), tuple(_entries(after))
    root = _joined((*was, *now))
    old, new = _grouped(was, root), _grouped(now, root)
    other = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    kept = ([one for one in entries if root[_marks(one)[0]] not in other] for entries in (was, now))
    told = {*was, *now} if len({tuple(one) for one in kept}) > 1 else {one for one in (*was, *now) if root[_marks(one)[0]] in other}
    return Differing(tuple(dict.fromkeys(one for one in (*was, *now) if one in told)), bool(before) != bool(after))


def _entries(registers: Iterable[Register]) -> Iterator[Recognition]:
    return (replace(one, source=None) for register in registers for one in register.recognitions)


def _marks(one: Recognition) -> tuple[str, ...]:
    """What an entry is known by: its names and its code, as they are looked for."""
    named = (_plain(name) for name in (one.name, *one.former_names))
    return (*(name for name in named if name), *((one.uscc.upper(),) if one.uscc else ())) or ("",)


def _plain(text: str) -> str:
    return normalise_name(text).upper()


def _joined(entries: Iterable[Recognition]) -> dict[str, str]:
    """One mark for all marks that entries bring together."""
    root: dict[str, str] = {}

    def of(mark: str) -> str:
        while root.setdefault(mark, mark) != mark:
            root[mark] = root[root[mark]]
            mark = root[mark]
        return mark

    for one in entries:
        first, *others = _marks(one)
        for other in others:
            root[of(other)] = of(first)
        of(first)
    return {mark: of(mark) for mark in root}


def _grouped(entries: Iterable[Recognition], root: dict[str, str]) -> dict[str, list[Recognition]]:
    found: dict[str, list[Recognition]] = {}
    for one in entries:
        found.setdefault(root[_marks(one)[0]], []).append(one)
    return found


class Touch:
    """Asks of one Review after another whether the entries that differ can touch it."""

    def __init__(self, differs: Differing, packs: Packs) -> None:
        self._wholly, self._packs = differs.wholly, packs
        self._begun: dict[str, set[str]] = {}
        for mark in {mark for one in differs.entries for mark in _marks(one)}:
            self._begun.setdefault(mark[:PIECE], set()).add(mark)
        self._sizes = sorted(set(map(len, self._begun)))
        self._making = tuple(one for one in differs.entries if one.product)

    def __call__(self, body: dict[str, Any]) -> bool:
        """Of a Review's face as parsed JSON."""
        return self._wholly or self._is_named(body) or self._is_alike(body)

    def _is_named(self, body: dict[str, Any]) -> bool:
        said = {text for part in NAMING for text in _texts(body[part])}
        text = "\n".join(sorted({_plain(one) for one in said}))
        pieces = {text[at : at + size] for size in self._sizes for at in range(len(text))}
        return any(mark in text for piece in pieces & self._begun.keys() for mark in self._begun[piece])

    def _is_alike(self, body: dict[str, Any]) -> bool:
        """Asked as judging asks, of the entries that differ alone."""
        if not self._making:
            return False
        review = review_of(review_face_of(body, "review"), self._packs.taxonomy)
        registers = (Register("", "", None, self._making),)
        return bool(products_beside(review.application, Facts(review.facts), review.ownership, self._packs, registers))


def _texts(part: Any) -> Iterator[str]:
    """Every text in a part of a Review."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _texts(inner)
