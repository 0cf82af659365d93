"""What a bad scan does to a text: characters mistaken, dropped, split and run together, lines torn and littered."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from random import Random

from docintel.training.fillers import Words

MISTAKEN, DROPPED, SPACED = 0.55, 0.80, 0.90  # shares of the damage; the rest is doubled or littered


class Noise:
    """Damages texts at a given rate per character."""

    def __init__(self, words: Words, chance: Random) -> None:
        self.chance = chance
        self.litter = words["garbage"]
        self.common = "".join(words["products"] + words["scopes"] + words["industries"])
        self.alike = _alike(words["confusions"])

    def damaged(self, text: str, rate: float) -> str:
        """The text as a bad scan would be read."""
        if not rate:
            return text
        lines = ["".join(self._characters(line, rate)) for line in text.splitlines()]
        return "\n".join(self._lines(lines, rate))

    def _characters(self, line: str, rate: float) -> Iterator[str]:
        for char in line:
            if self.chance.random() >= rate:
                yield char
                continue
            fate = self.chance.random()
            if fate < MISTAKEN:
                yield self.chance.choice(self.alike.get(char) or self.common)
            elif fate < DROPPED:
                yield ""
            elif fate < SPACED:
                yield f" {char} "
            else:
                yield char + self.chance.choice(self.litter)

    def _lines(self, lines: list[str], rate: float) -> Iterator[str]:
        """Lines lost, run together, torn, and garbage between them."""
        for line in lines:
            fate = self.chance.random() / max(rate, 0.01)
            if fate < 0.25:
                continue
            if fate < 0.5 and len(line) > 3:
                cut = self.chance.randint(1, len(line) - 1)
                yield line[:cut]
                yield line[cut:]
            else:
                yield line
            if fate > 0.9 and self.chance.random() < rate:
                yield "".join(self.chance.choices(self.litter, k=self.chance.randint(1, 6)))


def _alike(groups: tuple[str, ...]) -> Mapping[str, str]:
    """The characters that each is mistaken for."""
    return {char: group.replace(char, "") for group in groups for char in group}
