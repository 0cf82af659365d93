"""Tables of shareholders as checks see them: rows that stand together, with their totals, their enterprise and the event they are of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.domain.fact import HELD
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.quantity import Quantity
from docintel.domain.wording import Wording
from docintel.text.normal import squeezed

NAME, SHARE = "shareholder_name", "shareholder_share"
AMOUNTS = ("shareholder_amount", "shareholder_shares", "shareholder_paid_amount")  # what shares are of, the surest first
SHARES = "shareholder_shares"
TOTALS = {"shareholder_amount": "holders_amount", SHARES: "holders_shares", SHARE: "holders_share"}
MONTH, EVENT, CAPITAL = "event_month", "capital_event", "capital_after"
CONCEPTS = (NAME, SHARE, *AMOUNTS, *TOTALS.values(), MONTH, EVENT, CAPITAL)


@dataclass(slots=True)
class HolderRow:
    """One holder: its name and share, and of each kind of amount all parts that are printed."""

    facts: dict[str, list[Fact]] = field(default_factory=lambda: defaultdict(list))

    def one(self, concept: str) -> Fact | None:
        """The first fact of a concept."""
        return next(iter(self.facts.get(concept, ())), None)

    @property
    def name(self) -> str:
        """The holder's name without spaces."""
        fact = self.one(NAME)
        return squeezed(fact.value.text) if fact is not None and isinstance(fact.value, Text) else ""

    @property
    def share(self) -> Quantity | None:
        """The share printed."""
        fact = self.one(SHARE)
        return None if fact is None else fact.quantity

    def amount(self, concept: str) -> Quantity | None:
        """The sum of the parts of an amount; None where one of them is no number, or they are in different units."""
        return added([fact.quantity for fact in self.facts.get(concept, ())])


@dataclass(slots=True)
class HolderTable:
    """Rows that stand together in one paper, of one enterprise; `whole` is what is said of all of them."""

    document: str
    entity: str
    rows: list[HolderRow] = field(default_factory=list)
    whole: HolderRow = field(default_factory=HolderRow)

    @property
    def concept(self) -> str | None:
        """The amount that every row has, the surest first."""
        return next((one for one in AMOUNTS if self.rows and all(row.amount(one) is not None for row in self.rows)), None)

    def printed(self, concept: str) -> Quantity | None:
        """The total printed under a column."""
        fact = self.whole.one(TOTALS.get(concept, ""))
        return None if fact is None else fact.quantity


def added(parts: Sequence[Quantity | None]) -> Quantity | None:
    """The sum of quantities of one unit, to the coarsest step; None where there is none, one is missing, or units differ."""
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts) or len({part.unit for part in known}) > 1:
        return None
    finest = min(part.step for part in known)
    return Quantity(sum((part.value for part in known), Decimal(0)), known[0].unit, finest)


def tables(facts: Iterable[Fact], kinds: Iterable[str]) -> list[HolderTable]:
    """The tables of papers of some kinds, and those of running documents whatever their kind."""
    wanted, rows = tuple(kinds), dict[tuple[str, str, str], HolderRow]()
    for fact in facts:
        if fact.concept in CONCEPTS and fact.item is not None and not fact.is_declared and (fact.kind in wanted or HELD in fact.item):
            rows.setdefault((fact.source.document, fact.kind, fact.item), HolderRow()).facts[fact.concept].append(fact)
    found: dict[tuple[str, ...], HolderTable] = {}
    for (document, kind, item), row in rows.items():
        first = next(fact for facts_ in row.facts.values() for fact in facts_)
        is_whole = HELD in item and ":" not in item.partition(HELD)[2]
        base = item if is_whole else item.rpartition(":")[0]
        table = found.setdefault((document, kind, first.entity, str(first.period), base), HolderTable(document, first.entity))
        if is_whole:
            table.whole = row
        else:
            table.rows.append(row)
    return list(found.values())


def said(facts: Sequence[Fact], dossier: Dossier) -> Wording:
    """The parts of an amount as a person reads them; a number of shares in the unit that its head prints."""
    parts = [
        words.same(f"{fact.source.text}{fact.printed_unit or ''}")
        if fact.concept in (SHARES, "holders_shares")
        else words.value(fact, dossier)
        for fact in facts
    ]
    return Wording("＋".join(part.zh for part in parts), " + ".join(part.en for part in parts))


def of_concept(rows: Iterable[HolderRow], concept: str) -> Iterator[Fact]:
    """Every fact of a concept, row by row."""
    for row in rows:
        yield from row.facts.get(concept, ())
