"""What a result depends on, as short hashes: a result is done anew when one of these changes and not otherwise.

Pages depend on the file and what reads it; facts on the pages, the code that understands them and the packs it goes by; a Review on the
facts, the form, what people corrected, the code that judges, all packs and the registers. So a new criterion re-judges from kept facts, a
new cue understands kept pages again, and neither opens a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from docintel import __version__
from docintel.intake import code_below
from docintel.intake import reader_version

if TYPE_CHECKING:
    from docintel.domain.ownership import Register
    from docintel.domain.packs import Packs
    from docintel.intake import Limits

PACKAGE = Path(__file__).resolve().parents[1]
UNDERSTOOD_BY = ("domain", "text", "classify", "extract", "review/reading.py", "review/sighting.py", "review/keeping.py")
NOT_READ_BY = ("campaign", "control")  # packs that no reading looks at
JUDGED_BY = ("domain", "text", "formula", "extract", "check", "criteria", "ownership", "products", "review", "report/encode.py")


def pages_version(limits: Limits, ending: str) -> str:
    """Of the pages of a file that claims by its ending to be of some kind."""
    return _short("pages", reader_version(), repr(limits)) + ending


def facts_version(packs: Packs, limits: Limits, ending: str) -> str:
    """Of the facts in a file; of the programmes only their forms are looked at in reading."""
    return _facts(_by_name(packs), limits) + ending


def judging_version(packs: Packs, limits: Limits, registers: Iterable[Register]) -> str:
    """Of all that judges, whatever is judged."""
    named = (f"{one.name} {one.sha256}" for one in registers)
    packed = (f"{one.id} {one.version} {one.sha256} {one.overlay}" for one in packs.versions)
    return _short("judging", __version__, _code(JUDGED_BY), _facts(_by_name(packs), limits), *packed, *named)


def code_version() -> str:
    """Of all our code."""
    return _code((".",))


def input_version(judging: str, order: Iterable[str], files: Mapping[str, str], corrections: Iterable[str]) -> str:
    """Of one Review: what judges, what was asked for, the files by name and what persons put right."""
    listed = (f"{name}\x1e{files[name]}" for name in sorted(files))
    return hashlib.sha256("\x1f".join(("input", judging, *order, *listed, "corrected", *corrections)).encode()).hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class _These:
    """Packs as a key: the same where they are the very same, since to compare them takes as long as what is kept for them."""

    packs: Packs

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _These) and other.packs is self.packs

    def __hash__(self) -> int:
        return id(self.packs)


def _by_name(packs: Packs) -> tuple[str, ...]:
    """What the packs that reading goes by are known by: asked for every piece of work."""
    return _named(_These(packs))


@lru_cache(maxsize=8)
def _named(these: _These) -> tuple[str, ...]:
    """Of the same field in several forms the first counts (`FormIndex`)."""
    packs = these.packs
    forms = dict.fromkeys(repr(field) for programme in packs.programmes.values() for field in programme.fields)
    unread = {*packs.programmes, *NOT_READ_BY}
    others = (f"{one.id} {one.version} {one.sha256}" for one in packs.versions if one.id not in unread)
    return (*others, *forms)


@lru_cache(maxsize=64)
def _facts(packs: tuple[str, ...], limits: Limits) -> str:
    return _short("facts", reader_version(), _code(UNDERSTOOD_BY), repr(limits), *packs)


@lru_cache(maxsize=8)
def _code(parts: tuple[str, ...]) -> str:
    """The hash of our own code in these parts."""
    digest = hashlib.sha256()
    for part in parts:
        place = PACKAGE / part
        found = code_below(place) if place.is_dir() else (("", place.read_bytes()),)
        for name, content in found:
            digest.update(f"{part}/{name}\x1f{len(content)}\x1f".encode() + content)
    return digest.hexdigest()


def _short(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
