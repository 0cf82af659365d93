"""Whose figures are on a recognised page whose heading has a letter wrong: the enterprise's that the form or the rest of the file names."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.source import Method
from docintel.text.misreading import MISREAD_AT_MOST
from docintel.text.misreading import is_letter_apart
from docintel.text.misreading import misread_letters

Names = tuple[str, ...]


def as_named(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts; on recognised pages about the enterprise that is known by the name but for a letter or two that recognition takes for others.

    Known are the applicant as the form writes it, and the enterprise that most facts of the same file are about. What is printed stays as it was read.
    """
    held = tuple(facts)
    declared = tuple(dict.fromkeys(fact.value.text for fact in held if _names_applicant(fact) and isinstance(fact.value, Text)))
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in held:
        if fact.entity:
            told[fact.source.document][fact.entity] += 1
    most = {document: names.most_common(1)[0][0] for document, names in told.items()}
    for fact in held:
        own = most.get(fact.source.document, "")
        name = _known((*declared, own) if own else declared, fact.entity, own) if fact.source.method is Method.OCR else None
        yield fact if name is None else replace(fact, entity=name)


def _names_applicant(fact: Fact) -> bool:
    return fact.is_declared and fact.concept == "enterprise_name"


@lru_cache(maxsize=1024)
def _known(names: Names, entity: str, own: str) -> str | None:
    """The known name that an enterprise's is a misreading of, the applicant's before that of the file.

    In a file about one enterprise another letter in its name is a misread one, whatever it looks like.
    """
    better = tuple(takewhile(lambda name: name != entity, names)) if entity else ()
    found = next((name for name in better if 0 < misread_letters(name, entity) <= MISREAD_AT_MOST), None)
    if found is None and own != entity and entity and own and is_letter_apart(own, entity):
        return next((name for name in names if name == own or misread_letters(name, own)), own)
    return found
