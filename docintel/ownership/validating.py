"""What is wrong with stakes as stated, before anything is concluded from them: each a code with its subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from docintel.domain.ownership import Party
from docintel.ownership.control import Control
from docintel.ownership.integrated import Shares
from docintel.ownership.integrated import closed_loops
from docintel.ownership.stakes import Book
from docintel.ownership.stakes import is_pseudo
from docintel.ownership.votes import Votes


@dataclass(frozen=True, slots=True, order=True)
class Flag:
    """One thing that is odd: `code` in the vocabulary of the ownership cases, and whom it concerns."""

    code: str
    subjects: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.code}:{','.join(self.subjects)}"


def flags_of(books: Mapping[str, Book], shares: Shares, told: Control, parties: Mapping[str, Party]) -> tuple[Flag, ...]:
    """Everything odd, in the order of codes and names."""
    found = {flag for book in books.values() for flag in _of_book(book)}
    found |= {Flag("closed_ownership_loop", loop) for loop in closed_loops(shares)}
    found |= {Flag("joint_50_50", (company,)) for company, one in told.votes.items() if _is_level(told, one)}
    found |= {Flag("registered_holder_overridden", (company,)) for company, one in told.votes.items() if _is_overridden(one)}
    found |= {Flag("namesake", (name,)) for name, bearers in namesakes(parties).items() if len(bearers) > 1}
    return tuple(sorted(found))


def _of_book(book: Book) -> Iterator[Flag]:
    """What is odd in what is stated of one company."""
    subject = (book.company,)
    if book.excess:
        yield Flag("shares_over_100", subject)
    if book.missing:
        yield Flag("missing_shares", subject)
    if book.conflicting:
        yield Flag("conflicting_sources", subject)
    if book.duplicates:
        yield Flag("duplicate_fact", subject)
    if any(stake.holder == book.company for stake in book.stakes):
        yield Flag("self_holding", subject)
    if any(is_pseudo(stake.holder) for stake in book.stakes):
        yield Flag("pseudo_holder", subject)


def _is_level(told: Control, one: Votes) -> bool:
    """Whether two have exactly half each, with what they control and those they act in concert with."""
    if one.commanders:
        return False
    together: dict[str, set[str]] = defaultdict(set)
    for voter, votes in one.least.items():
        for head in (
            (voter, *told.above.get(voter, ()), *(name for name, members in told.members.items() if voter in members)) if votes else ()
        ):
            together[head].add(voter)
    halves = {frozenset(voters) for voters in together.values() if 2 * sum(one.least[voter] for voter in voters) == one.whole}
    return any(not this & that for this in halves for that in halves)


def _is_overridden(one: Votes) -> bool:
    """Whether a contract takes the say from someone who holds more than half."""
    return one.basis == "contract_control" and any(2 * votes > one.whole for name, votes in one.least.items() if name not in one.commanders)


def namesakes(parties: Mapping[str, Party]) -> dict[str, list[str]]:
    """Persons by name: the ids that share one."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for party in parties.values():
        bearers[party.name].append(party.id)
    return {name: sorted(ids) for name, ids in bearers.items()}


def close_links(owned: Mapping[str, Mapping[str, Fraction]], least: Fraction = Fraction(1, 5)) -> list[tuple[str, str]]:
    """Pairs of which one owns at least a fifth of the other, directly or through others, or that one owner holds a fifth of (ECB, CRR art. 4)."""
    found: set[tuple[str, str]] = set()
    for owner, held in owned.items():
        close = sorted(company for company, share in held.items() if company != owner and share >= least)
        found |= {_pair(owner, company) for company in close}
        found |= {_pair(one, other) for one in close for other in close if one < other}
    return sorted(found)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def leaves(shares: Shares, names: Iterable[str]) -> list[str]:
    """Parties nobody holds anything of."""
    held = {company for companies in shares.values() for company in companies}
    return sorted(name for name in names if name not in held)
