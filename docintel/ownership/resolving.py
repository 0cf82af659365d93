"""Whom an entry of a register means: a party by credit code, else by its whole name; what a name only may mean is told, never taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.wording import Wording
from docintel.text.likeness import name_likeness
from docintel.text.names import NameMatch
from docintel.text.names import normalise_name
from docintel.text.names import parse_name

MOST_TOLD = 20  # possible entries that are told one by one
_NO_ENTERPRISE = (PartyKind.PERSON, PartyKind.STATE_BODY, PartyKind.CONCERT_GROUP)


@dataclass(frozen=True)
class Known:
    """The enterprises of a graph by what identifies them."""

    by_code: Mapping[str, Party]
    by_name: Mapping[str, list[Party]]
    by_brand: Mapping[str, list[Party]] = field(default_factory=dict)

    @classmethod
    def of(cls, parties: Iterable[Party]) -> Known:
        """All that a register can have."""
        listed = [party for party in parties if party.kind not in _NO_ENTERPRISE]
        names: dict[str, list[Party]] = defaultdict(list)
        brands: dict[str, list[Party]] = defaultdict(list)
        for party in listed:
            for name in dict.fromkeys(normalise_name(each) for each in (party.name, *party.former_names)):
                names[name].append(party)
            brands[parse_name(party.name).brand].append(party)
        return cls({party.uscc: party for party in listed if party.uscc}, names, brands)

    def party(self, entry: Recognition) -> Party | None:
        """The one enterprise that an entry means; None where there is none, or a name leaves open which."""
        coded = self.by_code.get(entry.uscc or "")
        if coded is not None:
            return coded
        named = [party for name in _names_of(entry) for party in self.by_name.get(name, ()) if not _codes_differ(party, entry)]
        found = {party.id: party for party in named}
        return next(iter(found.values())) if len(found) == 1 else None

    def possible(self, entry: Recognition) -> Iterator[tuple[Party, Wording]]:
        """Enterprises that an entry may mean by its name, with why that is not certain."""
        for party in self.by_brand.get(parse_name(entry.name).brand, ()):
            if normalise_name(party.name) in _names_of(entry):
                yield party, Wording("名称相同，统一社会信用代码不同或不全", "one name, with different credit codes or without")
            elif not _codes_differ(party, entry):
                told = name_likeness(entry.name, party.name)
                if told.match is not NameMatch.DIFFERENT:
                    yield party, Wording("；".join(one.zh for one in told.reasons), "; ".join(one.en for one in told.reasons))


def _names_of(entry: Recognition) -> list[str]:
    return [normalise_name(each) for each in (entry.name, *entry.former_names)]


def _codes_differ(party: Party, entry: Recognition) -> bool:
    return party.uscc is not None and entry.uscc is not None and party.uscc != entry.uscc


def possible_entries(known: Known, registers: Iterable[Register], day: date | None) -> Iterator[Wording]:
    """Entries in force that may mean an enterprise which no entry certainly means."""
    entries = [(register, one) for register in registers for one in register.recognitions if day is None or one.valid_on(day)]
    certain = {party.id for _, one in entries if (party := known.party(one)) is not None}
    found = {
        (register.name, one.name, party.name): why
        for register, one in entries
        if known.party(one) is None
        for party, why in known.possible(one)
        if party.id not in certain
    }
    for (register, entry, name), why in list(found.items())[:MOST_TOLD]:
        yield Wording(
            f"名单“{register}”中的“{entry}”可能就是“{name}”（{why.zh}）：仅凭名称不作认定，需核实统一社会信用代码。",
            f"“{entry}” of the register “{register}” may be {name} ({why.en}): a name alone decides nothing; check the credit codes.",
        )
    if len(found) > MOST_TOLD:
        yield Wording(f"另有{len(found) - MOST_TOLD}处名称可能相符。", f"{len(found) - MOST_TOLD} more names may agree.")
