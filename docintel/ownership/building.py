"""From facts and registers to parties: enterprises by credit code, else by name; persons by the paper and by what they hold, never by name alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from docintel.domain.fact import Facts
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.review import Application
from docintel.ownership.kinds import IsState
from docintel.ownership.kinds import kind_of
from docintel.ownership.lists import SAID
from docintel.ownership.lists import HolderList
from docintel.ownership.lists import lists_of
from docintel.text.likeness import compare_names
from docintel.text.names import NameMatch
from docintel.text.names import normalise_name

__all__ = ["SAID", "Builder", "build", "recognised"]

_BY_PAPER = (PartyKind.PERSON, PartyKind.UNKNOWN)  # of whom two papers may mean two
_WHOLE_NAME = re.compile(r"(?:公司|合伙企业|企业|厂|合伙\)|中心|研究院|研究所|合作社|银行|大学|学院|委员会|局)$")
_SHORT = re.compile(r"[\u4e00-\u9fff]{3,8}")
_PARTNERS_SHORT = re.compile(r"(?P<brand>[\u4e00-\u9fff]{2,4})合伙")
_NAMING = ("enterprise_name", "party_name", "shareholder_name", "general_partner", "audited_entity")


@dataclass(slots=True)
class Builder:
    """Collects parties by what identifies them. `bearers` says in which paper a person named in another was met first (the same holder of the same
    enterprise); `wholes` which whole name a short one stands for in a paper.
    """

    parties: dict[str, Party] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    bearers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    wholes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    own: tuple[str, str] = ("", "")  # the applicant's name and id
    is_state: IsState | None = None
    guessed: dict[str, dict[str, None]] = field(default_factory=dict)  # of a whole name, the short ones that were taken for it

    def party(self, name: str, *, uscc: str | None = None, document: str = "", former: Iterable[str] = ()) -> str:
        """The id of a party; a name alone finds an enterprise already known by its code, a person only as the same holder."""
        clean = normalise_name(name)
        clean = self.whole(clean, document)
        if clean == self.own[0]:
            return self.own[1]
        kind = kind_of(clean, self.is_state)
        key = _name_key(clean, kind, self.bearers.get((clean, document), document))
        known = self.by_name.get(key)
        if known is not None and (uscc is None or self.parties[known].uscc in (None, uscc)):
            return known
        made = f"uscc:{uscc}" if uscc else key
        self.parties.setdefault(made, Party(made, clean, kind, uscc, tuple(former)))
        for one in (clean, *map(normalise_name, former)):
            self.by_name.setdefault(_name_key(one, kind, document), made)
        self.by_name.setdefault(key, made)
        return made

    def whole(self, clean: str, document: str) -> str:
        """The whole name that a short one is taken for, which is kept in mind; any other name itself."""
        found = self.wholes.get((clean, document), clean)
        if found != clean:
            self.guessed.setdefault(found, {})[clean] = None
        return found

    def with_guesses(self, party: Party) -> Party:
        """The party with the short names that were taken for it."""
        return replace(party, possible_names=tuple(self.guessed.get(party.name, ())))

    def named(self, name: str, document: str, among: Iterable[str]) -> str:
        """The id of one who is spoken of: as known in the paper, else the only one of that name `among` those it can be, else a new party."""
        clean = normalise_name(name)
        clean = self.whole(clean, document)
        key = _name_key(clean, kind_of(clean, self.is_state), self.bearers.get((clean, document), document))
        alike = [one for one in dict.fromkeys(among) if one in self.parties and self.parties[one].name == clean]
        if key not in self.by_name and len(alike) == 1:
            return alike[0]
        return self.party(clean, document=document)


def _name_key(name: str, kind: PartyKind, document: str) -> str:
    return f"person:{name}@{document[:12]}" if kind in _BY_PAPER else f"name:{name}"


def build(
    application: Application, facts: Facts, registers: Iterable[Register], is_state: IsState | None = None
) -> tuple[Builder, tuple[HolderList, ...], str]:
    """Every party that papers and registers name, the lists of holders, and the applicant's id."""
    lists = lists_of(application.name, facts)
    builder = Builder(bearers=_bearers(lists, is_state), wholes=_wholes(application, facts), is_state=is_state)
    for register in registers:
        for recognition in register.recognitions:
            builder.party(recognition.name, uscc=recognition.uscc, former=recognition.former_names)
    applicant = builder.party(application.name, uscc=application.uscc)
    builder.own = (normalise_name(application.name), applicant)
    for fact in facts.of("uscc"):
        if isinstance(fact.value, Identifier) and fact.value.valid and fact.entity and not fact.is_declared:
            builder.party(fact.entity, uscc=fact.value.code)
    for row in facts.items("party_code").values():
        told = {fact.concept: fact.value for fact in row}
        name, code = told.get("party_name"), told.get("party_code")
        if isinstance(name, Text) and isinstance(code, Identifier) and code.valid:
            builder.party(name.text, uscc=code.code)
    return builder, lists, applicant


def _bearers(lists: Iterable[HolderList], is_state: IsState | None) -> dict[tuple[str, str], str]:
    """Persons of one name who hold of one enterprise by several papers are one: in which paper each was met first."""
    first: dict[tuple[str, str], str] = {}
    found: dict[tuple[str, str], str] = {}
    for one in lists:
        for line in one.lines:
            if kind_of(line.holder, is_state) in _BY_PAPER:
                met = found.get((line.holder, one.document)) or first.setdefault((line.holder, one.company), one.document)
                first.setdefault((line.holder, one.company), met)
                found.setdefault((line.holder, one.document), met)
    return found


def _wholes(application: Application, facts: Facts) -> dict[tuple[str, str], str]:
    """Which whole name a short one stands for in its paper: the only one there that it can be short for."""
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for fact in facts:
        held = named[fact.source.document]
        held[normalise_name(fact.entity)] = None
        if fact.concept in _NAMING and isinstance(fact.value, Text):
            held[normalise_name(fact.value.text)] = None
    own = normalise_name(application.name)
    found = {(short, document): whole for document, names in named.items() for short, whole in _short_for([own, *names])}
    if not _WHOLE_NAME.search(own):  # known by its folder alone, which may bear the short name
        found |= {
            (short, document): own for document, names in named.items() for short in names if _SHORT.fullmatch(short) and short in own
        }
    return found


def _short_for(names: list[str]) -> Iterable[tuple[str, str]]:
    wholes = list(dict.fromkeys(name for name in names if _WHOLE_NAME.search(name)))
    for short in dict.fromkeys(names):
        if _SHORT.fullmatch(short) and not _WHOLE_NAME.search(short):
            can_be = [whole for whole in wholes if _is_short(short, whole)]
            if len(can_be) == 1:
                yield short, can_be[0]


def _is_short(short: str, whole: str) -> bool:
    """Whether a short name is cut from a whole one; 某某合伙 for a partnership of that brand."""
    partners = _PARTNERS_SHORT.fullmatch(short)
    if partners is not None and whole.endswith("合伙)"):
        return partners["brand"] in whole
    return len(set(short) - set(whole)) == 0 and compare_names(short, whole) is not NameMatch.DIFFERENT


def recognised(builder: Builder, registers: Iterable[Register]) -> dict[str, list[Recognition]]:
    """The recognitions of each party."""
    found: dict[str, list[Recognition]] = {}
    for register in registers:
        for recognition in register.recognitions:
            found.setdefault(builder.party(recognition.name, uscc=recognition.uscc), []).append(recognition)
    return found
