"""What ties applications of a campaign to each other: the same patent, niche, narrative, figures, contact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from random import Random

from docintel.simulate.enterprise import Enterprise

Binding = Callable[[list[Enterprise], tuple[int, ...]], str]
FEWEST = 8  # a smaller campaign has room for no ties


@dataclass(slots=True)
class Tie:
    """Applications that share something: the check that must find it, their places in the campaign, what they share."""

    check: str
    members: tuple[int, ...]
    binding: Binding
    value: str = ""

    def bind(self, enterprises: list[Enterprise]) -> None:
        """Changes the enterprises of the members so that they share it."""
        self.value = self.binding(enterprises, self.members)


def ties_of(enterprises: list[Enterprise], rng: Random) -> tuple[Tie, ...]:
    """One tie of every kind for each forty applications, at least one; members are in one tie of a kind only."""
    count = len(enterprises)
    if count < FEWEST:
        return ()
    ties: list[Tie] = []
    taken: dict[Binding, set[int]] = {}
    for check, size, binding in KINDS:
        mixed = [index for index in rng.sample(range(count), count) if index not in taken.get(binding, ())]
        of = [Tie(check, tuple(sorted(mixed[at * size : (at + 1) * size])), binding) for at in range(max(1, count // 40))]
        if binding is _contact:  # of one contact or of another
            taken[binding] = {index for tie in of for index in tie.members}
        ties += of
    return tuple(ties)


def _same_patent(enterprises: list[Enterprise], members: tuple[int, ...]) -> str:
    patent = enterprises[members[0]].patents[0]
    for index in members[1:]:
        enterprises[index] = replace(enterprises[index], patents=(*enterprises[index].patents, patent))
    return patent.number


def _crowded_niche(enterprises: list[Enterprise], members: tuple[int, ...]) -> str:
    """Three that each claim over a third of one niche."""
    trade = enterprises[members[0]].trade
    for index, share in zip(members, ("41.20", "38.64", "36.07"), strict=True):
        enterprises[index] = replace(enterprises[index], trade=trade, market_share=share)
    return trade.products[0]


def _same_books(enterprises: list[Enterprise], members: tuple[int, ...]) -> str:
    """The books of the first, audited by the same firm."""
    first = enterprises[members[0]]
    for index in members[1:]:
        own = enterprises[index]
        stakes = tuple(replace(stake, amount=first.group.capital * stake.share // 10_000) for stake in own.stakes)
        enterprises[index] = replace(
            own, group=first.group, auditor=first.auditor, top=first.top, top_cost=first.top_cost, staff=first.staff, stakes=stakes
        )
    return first.auditor


def _same_house(enterprises: list[Enterprise], members: tuple[int, ...]) -> str:
    first = enterprises[members[0]].address
    for index in members[1:]:
        enterprises[index] = replace(enterprises[index], address=first)
    return first


def _same_parent(enterprises: list[Enterprise], members: tuple[int, ...]) -> str:
    """One parent with the majority of each, and one trade; neither form tells of the other."""
    first = enterprises[members[0]]
    for index in members[1:]:
        own = enterprises[index]
        stakes = (replace(own.stakes[0], holder=first.parent_company.name), *own.stakes[1:])
        enterprises[index] = replace(own, trade=first.trade, parent_company=first.parent_company, stakes=stakes)
    return first.parent_company.name


def _contact(_enterprises: list[Enterprise], _members: tuple[int, ...]) -> str:
    """Contacts are written into the form later."""
    return ""


def _nothing(_enterprises: list[Enterprise], _members: tuple[int, ...]) -> str:
    """Narratives, pictures and public papers are written later."""
    return ""


KINDS: tuple[tuple[str, int, Binding], ...] = (
    ("B01", 2, _same_patent),
    ("B02", 3, _crowded_niche),
    ("B03", 2, _nothing),
    ("B04", 2, _same_books),
    ("B05", 2, _contact),
    ("B08", 3, _contact),
    ("B06", 2, _same_house),
    ("B07", 2, _nothing),
    ("B09", 2, _nothing),
    ("B10", 2, _same_parent),
)
