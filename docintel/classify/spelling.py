"""The ways to write what a title's pattern allows: its alternatives spelt out, with a mark for what may be anything."""

from __future__ import annotations

import re

ANYTHING = "\0"  # stands for characters that a pattern leaves open
_PIECE = re.compile(r"\(\?[a-z]*:|[()|]|\[[^\]]*\]|\\.|.")
_COUNT = re.compile(r"[?*+]|\{[\d,]+\}")


def spellings(pattern: str, most: int) -> list[str]:
    """The `most` shortest spellings, each once, with what may be left out left out and put in.

    Patterns of titles know groups, alternatives, counts and classes.
    """
    return _Reader(pattern, most).alternatives()


class _Reader:
    """Where in a pattern the reading is."""

    def __init__(self, pattern: str, most: int) -> None:
        self.pattern, self.most, self.place = pattern, most, 0

    def alternatives(self) -> list[str]:
        """The spellings up to the end of the group."""
        found = self._sequence()
        while self._next("|"):
            found += self._sequence()
        return self._shortest(found)

    def _sequence(self) -> list[str]:
        found = [""]
        while self.place < len(self.pattern) and self.pattern[self.place] not in "|)":
            piece = self._counted()
            found = self._shortest([begun + end for begun in found for end in piece])
        return found

    def _shortest(self, found: list[str]) -> list[str]:
        """The shortest, each once and in their order: what goes on from a longer one is no shorter than what goes on alike from these."""
        once = list(dict.fromkeys(found))
        if len(once) <= self.most:
            return once
        kept = frozenset(sorted(once, key=len)[: self.most])
        return [one for one in once if one in kept]

    def _counted(self) -> list[str]:
        """A piece with what its count says of it."""
        piece = self._piece()
        count = _COUNT.match(self.pattern, self.place)
        if count is None:
            return piece
        self.place = count.end()
        return [*piece, ""] if count[0] == "?" else [ANYTHING]

    def _piece(self) -> list[str]:
        found = _PIECE.match(self.pattern, self.place)
        text = found[0] if found is not None else ""
        self.place += len(text)
        if text.startswith("("):
            inner = self.alternatives()
            self._next(")")
            return inner
        if text == "." or text.startswith("[") or re.fullmatch(r"\\\w", text):
            return [ANYTHING]
        return [text.removeprefix("\\")]

    def _next(self, char: str) -> bool:
        """Goes over a character if it is the next."""
        stands = self.pattern.startswith(char, self.place)
        self.place += stands
        return stands
