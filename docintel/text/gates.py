"""What a pattern cannot do without: of a set of letters at least one stands in everything it matches, so most texts need not be tried."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cached_property
from functools import lru_cache

_PIECE = re.compile(r"\(\?P?<[A-Za-z_]\w*>|\(\?[a-z]*:|\(\?(?:[=!]|<[=!])|\(|\)|\||\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|.", re.DOTALL)
_COUNT = re.compile(r"(?:[?*+]|\{[\d,]+\})[?+]?")
_BEYOND = re.compile(r"\(\?(?:P=|#|\(|[a-zA-Z-]*\)|[a-z]*-|[a-z]*[xaLu][a-z]*:)|\\[bBAZ1-9]")  # what is not understood here
_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_FORMS = {"s": "\u017f", "k": "\u212a", "i": "\u0130\u0131"}  # old and foreign forms of letters
_RARE = 1
Gate = frozenset[str]
OPEN: Gate = frozenset()  # no letter is needed


def gate_of(pattern: str, common: Mapping[str, int]) -> Gate:
    """Letters of which at least one stands in whatever matches; none where the pattern needs none, or is beyond what is understood here.

    Of several such sets the one whose letters are the least `common` together.
    """
    return OPEN if _BEYOND.search(pattern) else _Reader(pattern, common).alternatives()


def needs_of(pattern: str) -> tuple[Gate, ...]:
    """Sets of letters: of each at least one stands in whatever matches. None where nothing is needed, or it is beyond what is understood here."""
    return () if _BEYOND.search(pattern) else tuple(dict.fromkeys(_Reader(pattern, {}).needs()))


class Sought:
    """A pattern that is tried only where all stands that it needs, and compiled when that is first so: it takes milliseconds, and most papers need few."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def shape(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.pattern)

    @cached_property
    def needs(self) -> tuple[Gate, ...]:
        """What it cannot do without."""
        return needs_of(self.pattern)

    def may_match(self, text: str) -> bool:
        """Whether a text has all that the pattern needs."""
        return all(may_match(gate, text) for gate in self.needs)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match from `start` on."""
        return self.shape.search(text, start) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match."""
        return self.shape.finditer(text) if self.may_match(text) else iter(())


@lru_cache(maxsize=1024)  # the same packs are read with again and again
def sought(pattern: str) -> Sought:
    """A pattern of the packs."""
    return Sought(pattern)


def letters_in(patterns: Iterable[str]) -> Counter[str]:
    """In how many patterns each letter stands: how common it is, for `gate_of`."""
    return Counter(letter for pattern in patterns for letter in frozenset(pattern))


def may_match(gate: Gate, text: str) -> bool:
    """Whether a text has what a pattern needs."""
    return not gate or any(letter in text for letter in gate)


class _Reader:
    """Where in a pattern the reading is."""

    def __init__(self, pattern: str, common: Mapping[str, int]) -> None:
        self.pattern, self.common, self.place = pattern, common, 0

    def alternatives(self) -> Gate:
        """The letters of every alternative up to the end of the group; none where one needs none."""
        found = [self._least()]
        while self.pattern.startswith("|", self.place):
            self.place += 1
            found.append(self._least())
        return frozenset().union(*found) if all(found) else OPEN

    def needs(self) -> list[Gate]:
        """What each of the pieces needs, where the pattern is one sequence of them; else the letters of its alternatives."""
        pieces = self._sequence()
        if self.place == len(self.pattern):
            return pieces
        self.place = 0
        return [gate] if (gate := self.alternatives()) else []

    def _least(self) -> Gate:
        """The least common of what the pieces of a sequence need."""
        return min(self._sequence(), key=self._cost, default=OPEN)

    def _sequence(self) -> list[Gate]:
        """What each of the pieces needs that need any."""
        found: list[Gate] = []
        while self.place < len(self.pattern) and self.pattern[self.place] not in "|)":
            found += [gate] if (gate := self._counted()) else []
        return found

    def _cost(self, gate: Gate) -> tuple[int, list[str]]:
        return sum(self.common.get(letter, _RARE) for letter in gate), sorted(gate)

    def _counted(self) -> Gate:
        """What a piece needs, nothing where it may be left out."""
        piece = self._piece()
        count = _COUNT.match(self.pattern, self.place)
        self.place = self.place if count is None else count.end()
        return OPEN if count is not None and count[0].startswith(("?", "*", "{0", "{,")) else piece

    def _piece(self) -> Gate:
        found = _PIECE.match(self.pattern, self.place)
        text = found[0] if found is not None else ""
        self.place += len(text)
        if text.startswith("("):
            inner = self.alternatives()
            self.place += self.pattern.startswith(")", self.place)
            if text in _AROUND:
                return OPEN
            return frozenset(case for letter in inner for case in _cases(letter)) if "i" in text[:-1].partition("<")[0] else inner
        if text in (".", "^", "$") or text.startswith("[") or re.fullmatch(r"\\[a-zA-Z0-9]", text):
            return OPEN
        return frozenset(text.removeprefix("\\"))


def _cases(letter: str) -> tuple[str, ...]:
    """A letter in every form in which a pattern matches it that looks at no case."""
    return letter.lower(), letter.upper(), *_FORMS.get(letter.lower(), "")
