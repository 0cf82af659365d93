"""One edge table of all papers: places that say the same corroborate a stake, later ones supersede earlier ones, and what conflicts is kept as such."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from fractions import Fraction

from docintel.domain.ownership import Edge
from docintel.domain.ownership import Footing
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Role
from docintel.ownership.building import Builder
from docintel.ownership.lists import HolderList
from docintel.ownership.lists import Line
from docintel.ownership.lists import half_unit
from docintel.ownership.stakes import Stake

NONE, ONE = Fraction(0), Fraction(1)
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A stake as one list states it, and by how much its print may miss the truth."""

    holding: Holding
    rounding: Fraction

    @property
    def is_exact(self) -> bool:
        """Whether amounts give it."""
        return self.holding.amount is not None

    def agrees(self, share: Fraction) -> bool:
        """Whether a share may be what it states."""
        return self.holding.share is None or abs(self.holding.share - share) <= self.rounding


@dataclass(frozen=True, slots=True)
class Table:
    """What counts, a statement of each origin for each stake, and what a later paper has superseded."""

    counted: tuple[Holding, ...]
    superseded: tuple[Holding, ...]


def table_of(builder: Builder, lists: Iterable[HolderList]) -> Table:
    """The stakes of all present lists; those of promoters say nothing of now."""
    present = [one for one in lists if not one.promoters]
    said = [(one, stake) for one in present for stake in _stakes(builder, one)]
    newest = _newest(builder, present)
    counted: dict[Pair, list[Said]] = defaultdict(list)
    earlier: dict[Pair, list[Holding]] = defaultdict(list)
    for one, stake in said:
        pair = (stake.holding.holder, stake.holding.company)
        later = newest.get(stake.holding.company)
        if later is not None and one.day is not None and one.day < later.day and not later.bears_out(stake):
            earlier[pair].append(replace(stake.holding, end=later.day))
        else:
            counted[pair].append(stake)
    return Table(
        tuple(holding for told in counted.values() for holding in _reconciled(told)),
        tuple(one for told in earlier.values() for one in told),
    )


def _stakes(builder: Builder, one: HolderList) -> Iterable[Said]:
    """The stakes of one list; a holder who has several lines holds them together, but a sentence or chart that repeats a stake repeats it."""
    company = builder.party(one.company, document=one.document)
    merged: dict[str, Line] = {}
    for line in one.lines:
        holder = builder.party(line.holder, document=one.document)
        if holder not in merged:
            merged[holder] = line
        elif not one.rank:
            merged[holder] = _together(merged[holder], line)
    for holder, line in merged.items():
        source = line.fact.source
        holding = Holding(
            holder,
            company,
            line.share,
            source,
            printed=line.printed,
            origin=one.origin,
            kind=one.kind,
            stated_on=one.day,
            amount=line.amount,
        )
        yield Said(holding, half_unit(line))


def _together(one: Line, more: Line) -> Line:
    """Two lines of a holder in one table as one stake."""
    if one.share is None or more.share is None:
        return replace(one, share=None)
    amount = None if one.amount is None or more.amount is None else one.amount + more.amount
    return replace(one, share=min(ONE, one.share + more.share), amount=amount)


@dataclass(frozen=True, slots=True)
class _Newest:
    """The latest dated whole list of an enterprise: its day, and what each holder has."""

    day: date
    shares: Mapping[str, Fraction | None]

    def bears_out(self, stake: Said) -> bool:
        """Whether it names the holder with that share."""
        if stake.holding.holder not in self.shares:
            return False
        share = self.shares[stake.holding.holder]
        return share is None or stake.agrees(share)


def _newest(builder: Builder, present: Iterable[HolderList]) -> dict[str, _Newest]:
    found: dict[str, _Newest] = {}
    for one in present:
        company = builder.party(one.company, document=one.document)
        if one.day is not None and not one.rank and one.is_whole and (company not in found or found[company].day < one.day):
            found[company] = _Newest(one.day, {stake.holding.holder: stake.holding.share for stake in _stakes(builder, one)})
    return found


def _reconciled(told: list[Said]) -> Iterable[Holding]:
    """The statements of one stake, those that agree with the finest of them brought to it; one without a size says no other than those that have one."""
    sized = [one for one in told if one.holding.share is not None]
    if not sized:
        return [told[0].holding]
    finest = min(sized, key=lambda one: (not one.is_exact, one.rounding))
    share = finest.holding.share
    return [replace(one.holding, share=share) if share is not None and one.agrees(share) else one.holding for one in told]


def edges_of(table: Table, stakes: Iterable[Stake], holdings: Iterable[Holding]) -> tuple[Edge, ...]:
    """The edge table: the engine's stakes with their footing in reading order, then what is superseded. `holdings` are all statements that count."""
    told: dict[Pair, list[Holding]] = defaultdict(list)
    for one in holdings:
        told[one.holder, one.company].append(one)
    earlier: dict[Pair, list[Holding]] = defaultdict(list)
    for one in table.superseded:
        earlier[one.holder, one.company].append(one)
    bounds = {(stake.holder, stake.holdings[0].company): stake.capital for stake in stakes}
    counted = [_edge(pair, bounds.get(pair, group[0].capital), group) for pair, group in told.items()]
    past = [_past(pair, group) for pair, group in earlier.items()]
    return (*counted, *past)


def _edge(pair: Pair, capital: tuple[Fraction, Fraction], told: list[Holding]) -> Edge:
    role = next((one.role for one in told if one.role is not Role.SHAREHOLDER), Role.SHAREHOLDER)
    known = any(one.share is not None or one.between is not None for one in told)
    return Edge(*pair, capital, known, role, _footing(capital, told), tuple(told))


def _footing(capital: tuple[Fraction, Fraction], told: list[Holding]) -> Footing:
    if capital[0] != capital[1] and not any(one.between for one in told):
        return Footing.CONFLICTING
    papers = {(one.source.document if one.source is not None else one.origin, one.kind) for one in told}
    return Footing.CORROBORATED if len(papers) > 1 else Footing.SINGLE


def _past(pair: Pair, told: list[Holding]) -> Edge:
    shares = [one.share for one in told if one.share is not None]
    bounds = (min(shares, default=NONE), max(shares, default=NONE))
    return Edge(*pair, bounds, bool(shares), Role.SHAREHOLDER, Footing.SUPERSEDED, tuple(told))


def primary(edge: Edge) -> Holding:
    """The stake in one: as its finest statement has it, with bounds where papers conflict."""
    best = min(edge.statements, key=lambda one: (one.amount is None, one.share is None))
    if edge.footing is Footing.CONFLICTING:
        return replace(best, share=None, between=edge.capital, printed=None)
    return replace(best, share=edge.share if edge.known and best.between is None else best.share)
