"""Listed rights beside their certificates: paired by number, and where a number is misprinted, by title or by all but one character."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.check.digits import is_one_digit_off
from docintel.check.digits import is_transposed
from docintel.check.dossier import Dossier
from docintel.check.values import comparable
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.rights import Row
from docintel.domain.rights import rights
from docintel.domain.source import Method

NUMBER = "patent_number"
TITLE = "patent_title"
CERTIFICATE = "patent_certificate"
Thing = tuple[str, Method, str, str | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the form's list and the certificate that proves it."""

    listed: Row
    certificate: Row


def listed(dossier: Dossier) -> tuple[Row, ...]:
    """The rights listed in the online form, in its order."""
    return _rows(tuple(fact for fact in dossier.declared(NUMBER)), dossier)


def certificates(dossier: Dossier) -> tuple[Row, ...]:
    """The certified rights, in reading order, each as it stands after its latest paper (a register copy, a notice of a change)."""
    return tuple(right.row for right in rights(dossier.facts, CERTIFICATE) if NUMBER in right.row)


def _rows(numbers: tuple[Fact, ...], dossier: Dossier) -> tuple[Row, ...]:
    rows: dict[Thing, dict[str, Fact]] = {_thing(number): {} for number in numbers}
    for fact in (fact for document in dict.fromkeys(thing[0] for thing in rows) for fact in dossier.facts.of_document(document)):
        row = rows.get(_thing(fact))
        if row is not None and fact.concept is not None:
            row.setdefault(fact.concept, fact)
    return tuple(rows[_thing(number)] | {NUMBER: number} for number in numbers)


def _thing(fact: Fact) -> Thing:
    """What a fact tells of: the same document and the same item are one listed thing; without items, the same document."""
    return (fact.source.document, fact.source.method, fact.kind, fact.item)


def pairs(dossier: Dossier) -> tuple[Pair, ...]:
    """Each listed right with its certificate, exact numbers first; rights without a certificate are left out."""
    free = list(certificates(dossier))
    found: list[Pair] = []
    left = list(listed(dossier))
    for is_match in (_same_number, _near_number, _same_title):
        for row in tuple(left):
            match = next((other for other in free if is_match(row, other)), None)
            if match is not None:
                found.append(Pair(row, match))
                left.remove(row)
                free.remove(match)
    return tuple(found)


def unproven(dossier: Dossier) -> tuple[Row, ...]:
    """The listed rights without a certificate."""
    proven = [pair.listed[NUMBER] for pair in pairs(dossier)]
    return tuple(row for row in listed(dossier) if row[NUMBER] not in proven)


def code(row: Row) -> str:
    """The number as a code, empty where none can be read."""
    value = row[NUMBER].value
    return value.code if isinstance(value, Identifier) else ""


def _same_number(one: Row, two: Row) -> bool:
    return bool(code(one)) and code(one) == code(two)


def _near_number(one: Row, two: Row) -> bool:
    return bool(code(one) and code(two)) and (is_one_digit_off(code(one), code(two)) or is_transposed(code(one), code(two)))


def _same_title(one: Row, two: Row) -> bool:
    titles = [row[TITLE].value if TITLE in row else None for row in (one, two)]
    texts = [comparable(title.text) if isinstance(title, Text) else "" for title in titles]
    return bool(texts[0]) and texts[0] == texts[1]
