"""What a product's name says: its words with aliases taken as one, its head, and the family it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from docintel.domain.products import ProductFamily
from docintel.domain.products import ProductWords
from docintel.text.normal import squeezed

_LONGEST_HEAD = 4
_MOST = 0.6
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
_ASCII = re.compile(r"[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Name:
    """A product's name as it is compared. `family` is unknown where no name of a family stands in it."""

    canonical: str
    plain: str
    head: str
    tokens: frozenset[str]
    family: ProductFamily | None
    term: str


class Vocabulary:
    """Aliases, generic words and families, ready to read names."""

    def __init__(self, words: ProductWords) -> None:
        self.families = words.families
        self._canonical = {_spelt(alias): _spelt(group[0]) for group in reversed(words.aliases) for alias in group}
        self._alias = _pattern(self._canonical)
        self.generic = frozenset(_spelt(word) for word in words.generic_words)
        self._tails = sorted(self.generic, key=len, reverse=True)
        self._families = {self.canonical(name): family for family in reversed(words.families) for name in family.products()}
        self._lexicon = self.generic | frozenset(self._families) | frozenset(self._canonical.values())
        self._longest = max((len(word) for word in self._lexicon), default=0)
        self._tails_found = _tail_counts(self._families)
        self.background = tuple(sorted(self._families))

    def read(self, name: str) -> Name:
        """A name, read."""
        canonical = self.canonical(name)
        plain = self._without_tails(canonical)
        term = self._term(canonical)
        return Name(canonical, plain, self._head(canonical, plain), self._tokens(canonical), self._families.get(term), term)

    def canonical(self, name: str) -> str:
        """A name as written, what stands in brackets left out, every alias replaced by the first of its group."""
        text = _spelt(_BRACKETS.sub("", name)) or _spelt(name)
        return self._alias.sub(lambda found: self._canonical[found.group()], text) if self._canonical else text

    def _without_tails(self, text: str) -> str:
        """A name without the generic words at its end, as long as two characters are left."""
        for word in self._tails:
            if text.endswith(word) and len(text) > len(word) + 1:
                text = text.removesuffix(word)
        return text

    def _term(self, text: str) -> str:
        """The name of a family that stands in the text; of several the one that ends last, of those the longest."""
        for end in range(len(text), 1, -1):
            for start in range(max(0, end - self._longest), end - 1):
                if text[start:end] in self._families and _whole(text, start, end):
                    return text[start:end]
        return ""

    def _head(self, text: str, plain: str) -> str:
        """The last noun: the tail of two characters, made longer while most products that share it share the longer one."""
        if self._tails_found[text[-2:]] < 2 or text[-2:] in self.generic:
            return plain[-2:]
        length = 2
        while length < min(_LONGEST_HEAD, len(text)) and self._tails_found[text[-length - 1 :]] > _MOST * self._tails_found[text[-length:]]:
            length += 1
        return text[-length:]

    def _tokens(self, text: str) -> frozenset[str]:
        """The longest words of the vocabulary from the end on, and what is left between them; generic words say nothing."""
        found: list[str] = []
        rest, end = "", len(text)
        while end:
            start = next((at for at in range(max(0, end - self._longest), end - 1) if text[at:end] in self._lexicon), None)
            if start is None:
                rest, end = text[end - 1] + rest, end - 1
            else:
                found, rest, end = [*found, rest, text[start:end]], "", start
        return frozenset({*found, rest}) - self.generic - {""}


def _spelt(text: str) -> str:
    return squeezed(text).lower()


def _pattern(words: dict[str, str]) -> re.Pattern[str]:
    """Any of the words, the longest first; a word of Latin letters only where no other letter touches it."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(_bounded(word) for word in ordered))


def _bounded(word: str) -> str:
    """The word, its first letter before the look back: where every word begins with a letter, the search skips to those letters."""
    first, rest = re.escape(word[0]), re.escape(word[1:])
    before = rf"(?<![a-z0-9]{first})" if _ASCII.match(word[0]) else ""
    after = r"(?![a-z0-9])" if _ASCII.match(word[-1]) else ""
    return f"{first}{before}{rest}{after}"


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut."""
    cut_before = start > 0 and _ASCII.match(text[start - 1]) and _ASCII.match(text[start])
    cut_after = end < len(text) and _ASCII.match(text[end]) and _ASCII.match(text[end - 1])
    return not (cut_before or cut_after)


def _tail_counts(names: Iterable[str]) -> Counter[str]:
    """How many names of products have each tail."""
    return Counter(name[-length:] for name in names for length in range(2, min(_LONGEST_HEAD, len(name)) + 1))
