"""Phrase books: what pages of each kind say, as YAML that anyone may extend, and the words that fill their gaps."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import yaml

PHRASES, FILLERS = "phrases", "fillers.yaml"
HELD_BACK = 3  # every third phrase is kept from training
FEW = 3  # lists so short are never divided


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a kind: its titles, its lines in printed order, its sentences."""

    titles: tuple[str, ...]
    lines: tuple[str, ...]
    sentences: tuple[str, ...]

    def part(self, *, held_back: bool) -> Form:
        """The phrases that training may see, or those that are held back from it."""
        return Form(*(tuple(_part(phrases, held_back=held_back)) for phrases in (self.titles, self.lines, self.sentences)))


@dataclass(frozen=True, slots=True)
class Book:
    """All forms of one kind."""

    kind: str
    forms: tuple[Form, ...]


def read_books(folder: Path) -> tuple[Book, ...]:
    """The phrase books of a folder, in the order of their names."""
    trees = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((folder / PHRASES).glob("*.yaml")))
    return tuple(Book(str(tree["kind"]), tuple(map(_form, tree["forms"]))) for tree in trees)


def read_fillers(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Lists of words by name; `stamps` are whole lines."""
    tree = yaml.safe_load((folder / FILLERS).read_text(encoding="utf-8"))
    return {name: tuple(text.splitlines() if name == "stamps" else text.split(" ")) for name, text in tree.items()}


def recipe_hash(folder: Path) -> str:
    """The sha256 over all phrase books and fillers: what the model was made from."""
    digest = sha256()
    for path in [*sorted((folder / PHRASES).glob("*.yaml")), folder / FILLERS]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _form(tree: Mapping[str, str]) -> Form:
    return Form(*(tuple(line.strip() for line in tree.get(name, "").splitlines() if line.strip()) for name in Form.__slots__))


def _part(phrases: tuple[str, ...], *, held_back: bool) -> Iterator[str]:
    """A phrase is held back by its own hash, so that a new phrase moves no other."""
    if len(phrases) <= FEW:
        yield from phrases
        return
    yield from (phrase for phrase in phrases if (crc32(phrase.encode()) % HELD_BACK == 0) == held_back)
