"""Whose figures are on a recognised page whose heading has a letter wrong: the enterprise's that the form or the rest of the file names."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.source import Method
from docintel.text.misreading import MISREAD_AT_MOST
from docintel.text.misreading import is_letter_apart
from docintel.text.misreading import is_nearly
from docintel.text.misreading import is_slip
from docintel.text.misreading import misread_letters
from docintel.text.names import canonical_name

HOLDER = "shareholder_name"
NAMED = (HOLDER, "controlling_shareholder", "enterprise_name")
WITNESSES = 2  # places that print a name before another with one other letter is taken for misread
Names = tuple[str, ...]
Place = tuple[str, str]  # a file, and what is named there
Prints = Mapping[str, set[Place]]


def as_named(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts; on recognised pages about the enterprise that is known by the name but for a letter or two that recognition takes for others.

    Known are the applicant as the form writes it, and the enterprise that most facts of the same file are about. What is printed stays as it was read.
    """
    held = tuple(_with_holders_named(tuple(facts)))
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


def _with_holders_named(facts: tuple[Fact, ...]) -> Iterator[Fact]:
    """The facts; a holder whose name was read with a doubt, as another file prints it without one for the same stake in the same enterprise.

    Any holder's name of a recognised page is the one that it is but for a letter, where that is printed elsewhere and the one that was read is not.
    """
    amounts: dict[str | None, Value] = {
        fact.item: fact.value for fact in facts if fact.concept == "shareholder_amount" and fact.item is not None
    }
    named = [fact for fact in facts if fact.concept == HOLDER and isinstance(fact.value, Text) and fact.item in amounts]
    sure = [fact for fact in named if not fact.source.doubts]
    prints = _prints(facts) if any(fact.source.method is Method.OCR for fact in named) else {}
    for fact in facts:
        is_doubted = fact.concept == HOLDER and fact.source.doubts and fact.source.method is Method.OCR and fact.item in amounts
        same = (one for one in sure if is_doubted and amounts.get(one.item or "") == amounts.get(fact.item or "") and _is_holder(fact, one))
        meant = next((one.value for one in same), None) or _meant_holder(fact, prints)
        yield fact if meant is None else replace(fact, value=meant)


def _prints(facts: Iterable[Fact]) -> Prints:
    """Where each name of an enterprise is printed without a doubt: the files, and what it is there."""
    found: dict[str, set[Place]] = defaultdict(set)
    for fact in facts:
        document = fact.source.document
        if fact.entity and not fact.is_declared:
            found[fact.entity].add((document, "entity"))
        if fact.concept in NAMED and isinstance(fact.value, Text) and not fact.source.doubts:
            found[fact.value.text].add((document, fact.concept))
    return found


def _meant_holder(fact: Fact, prints: Prints) -> Text | None:
    """The one name that a holder's, printed nowhere else, is but for a letter: printed in two other places, or, where it was read with a doubt, as more than a holder."""
    if fact.concept != HOLDER or fact.source.method is not Method.OCR or not isinstance(fact.value, Text):
        return None
    read, here = fact.value.text, (fact.source.document, HOLDER)
    if prints.get(read, set()) - {here}:
        return None
    near = [name for name, places in prints.items() if _is_near(read, name, places - {here}) and _is_witnessed(fact, places - {here})]
    return Text(near[0]) if len(set(map(canonical_name, near))) == 1 else None


def _is_near(read: str, name: str, places: set[Place]) -> bool:
    """Whether a name is another but for a letter; for a second too where two places print it as more than a holder's, and recognition takes one for the other."""
    others = [what for _, what in places if what != HOLDER]
    return is_slip(read, name) or (len(others) >= WITNESSES and is_slip(read, name, MISREAD_AT_MOST) and is_nearly(read, name))


def _is_witnessed(fact: Fact, places: set[Place]) -> bool:
    is_more = any(what != HOLDER for _, what in places)
    return len(places) >= WITNESSES or (is_more and bool(fact.source.doubts))


def _is_holder(fact: Fact, other: Fact) -> bool:
    """Whether two files name one holder but for a letter or two."""
    texts = [one.value.text for one in (fact, other) if isinstance(one.value, Text)]
    if len(texts) < len((fact, other)) or fact.entity != other.entity or fact.source.document == other.source.document:
        return False
    return 0 < misread_letters(*texts) <= MISREAD_AT_MOST or is_letter_apart(*texts)


def _names_applicant(fact: Fact) -> bool:
    return fact.is_declared and fact.concept == "enterprise_name"


@lru_cache(maxsize=1024)
def _known(names: Names, entity: str, own: str) -> str | None:
    """The known name that an enterprise's is a misreading of, the applicant's before that of the file.

    In a file about one enterprise another letter in its name is a misread one, whatever it looks like, and so is one more beside one that looks like it.
    """
    better = tuple(takewhile(lambda name: name != entity, names)) if entity else ()
    found = next((name for name in better if 0 < misread_letters(name, entity) <= MISREAD_AT_MOST), None)
    if found is None and own != entity and entity and own and (is_letter_apart(own, entity) or is_nearly(own, entity)):
        return next((name for name in names if name == own or misread_letters(name, own)), own)
    return found
