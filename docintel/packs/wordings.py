"""How a problem of a pack is said: file, line, key, what is wrong, the allowed words and the nearest one."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from docintel.packs.tree import Node
from docintel.packs.tree import Problem

NEAR = 0.6  # likeness from which a word is offered as the one that was meant
SHOWN = 40  # allowed words that are listed; of longer lists only the nearest is named


def said(node: Node, path: tuple[str | int, ...], problem: str) -> Problem:
    """What is wrong with a node, after the key it stands under."""
    key = path_text(path)
    return Problem(node.place, f"{key} {problem}" if key else problem)


def path_text(path: tuple[str | int, ...]) -> str:
    """`facts[3].reader` for ("facts", 3, "reader")."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(parts).removeprefix(".")


def choice(word: str, allowed: Iterable[str], *, noun: str) -> str:
    """What is wrong with a word that is not among the allowed ones: `"tabel_row": not a reader; allowed: ...; did you mean table_row?`."""
    words = tuple(dict.fromkeys(allowed))
    listed = f"; allowed: {', '.join(words)}" if 0 < len(words) <= SHOWN else ""
    near = nearest(word, words)
    return f'"{word}": not {noun}{listed}{f"; did you mean {near}?" if near else ""}'


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """The allowed word most like this one, None where none is like it."""
    found = process.extractOne(word, tuple(allowed), scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=NEAR)
    return None if found is None else str(found[0])
