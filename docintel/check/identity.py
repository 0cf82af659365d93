"""Who a paper is about: by credit code first, then by the parts of names with former names on record, never by likeness alone."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.check.dossier import Dossier
from docintel.check.dossier import match_names
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.text.latin import is_latin
from docintel.text.names import NameMatch

MATCHES = (NameMatch.SAME, NameMatch.POSSIBLE, NameMatch.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Identified:
    """Whether a named enterprise is the applicant, and the facts that say so beyond the two names (a code, a change of name on record)."""

    match: NameMatch
    support: tuple[Fact, ...] = ()
    by_code: bool = False


def identified(dossier: Dossier, name: str, code: Fact | None = None) -> Identified:
    """The applicant or not: a credit code on the paper decides over likeness; one that contradicts an equal name leaves it to a person."""
    by_name = _by_name(dossier, name)
    own, theirs = dossier.codes, _code(code)
    if not own or not theirs or code is None:
        return by_name
    if theirs in own:
        return Identified(NameMatch.SAME, (code,), by_code=True)
    contradicted = NameMatch.POSSIBLE if by_name.match is NameMatch.SAME else NameMatch.DIFFERENT
    return Identified(contradicted, (code, *by_name.support), by_code=True)


def _code(fact: Fact | None) -> str:
    """A credit code whose check digits hold; any other says nothing."""
    value = None if fact is None else fact.value
    return value.code if isinstance(value, Identifier) and value.valid else ""


def _by_name(dossier: Dossier, name: str) -> Identified:
    if not dossier.names:
        return Identified(NameMatch.SAME)
    present = min((match_names(own, name) for own in dossier.names), key=MATCHES.index)
    if present is NameMatch.SAME:
        return Identified(present)
    former = next((one for one in dossier.renamings if match_names(one.before, name) is NameMatch.SAME), None)
    if former is not None:
        return Identified(NameMatch.SAME, (former.record,))
    if present is NameMatch.DIFFERENT and is_latin(name) and not any(map(is_latin, dossier.names)):
        return Identified(NameMatch.POSSIBLE)  # a translation neither proves nor refutes a Chinese name
    return Identified(present)
