"""The draw itself: population and plan in, sample out; the same input gives the same sample everywhere and always.

Every method takes the core first (chance 1) and then draws from the rest, whose members stand in the order of their ids. The purposes of the
streams are `simple`, `stratum:NAME` (also for quotas), and for draws by weight `order` and `start`.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from types import MappingProxyType

from docintel.domain.errors import UsageError
from docintel.domain.sampling import UNNAMED
from docintel.domain.sampling import Allocation
from docintel.domain.sampling import Chosen
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.domain.sampling import Sample
from docintel.domain.sampling import Stratum
from docintel.sampling.rows import list_hash
from docintel.sampling.rows import prints_of
from docintel.sampling.sharing import neyman
from docintel.sampling.sharing import proportional
from docintel.sampling.stream import Stream
from docintel.sampling.stream import shuffled
from docintel.text.places import place_key

OTHERS = "*"
Taken = tuple[Member, str, Fraction]
Part = tuple[Stratum, tuple[Taken, ...]]


def draw(population: Population, plan: DrawPlan) -> Sample:
    """The sample; UsageError where more are asked for than there are, or the core names someone who is not in the population."""
    known = {member.id for member in population}
    strangers = [name for name in plan.core if name not in known]
    if strangers:
        raise UsageError(
            f"必查名单中不在总体里的：{'、'.join(strangers)} / the core names who is not in the population: {', '.join(strangers)}"
        )
    core = [member for member in population if member.core or member.id in plan.core]
    taken = {member.id for member in core}
    parts = DRAWS[plan.method]([member for member in population if member.id not in taken], plan)
    drawn: list[Taken] = [(member, "", Fraction(1)) for member in core] + [one for _, chosen in parts for one in chosen]
    return Sample(
        plan=plan,
        population=list_hash(population),
        prints=prints_of(population),
        strata=tuple(stratum for stratum, _ in parts),
        chosen=tuple(
            Chosen(member.id, member.name, stratum, place, chance, member.id in taken)
            for place, (member, stratum, chance) in enumerate(drawn, start=1)
        ),
        unseen=_unseen(population, plan, {member.id for member, _, _ in drawn}),
    )


def _unseen(population: Population, plan: DrawPlan, drawn: Collection[str]) -> tuple[tuple[Fraction, int], ...]:
    if plan.method is not DrawMethod.WEIGHTED:
        return ()
    return tuple(sorted(Counter(chance for name, chance in chances(population, plan).items() if name not in drawn).items()))


def stratum_of(member: Member, by: Iterable[str]) -> str:
    """The name of the part a member belongs to: places without their suffix, several keys joined by ` / `."""
    texts = (" ".join(str(getattr(member, key)).split()) for key in by)
    keys = (place_key(text) if key in {"province", "city"} else text for key, text in zip(by, texts, strict=True))
    return " / ".join(key or UNNAMED for key in keys)


def _simple(rest: Sequence[Member], plan: DrawPlan) -> list[Part]:
    """Every set of `count` members is equally likely."""
    _enough(plan.count, len(rest))
    return [_part("", rest, plan.count, Stream(plan.seed, "simple"))]


def _stratified(rest: Sequence[Member], plan: DrawPlan) -> list[Part]:
    """A simple draw in every part, their numbers by the plan's allocation."""
    _enough(plan.count, len(rest))
    parts = _parted(rest, plan.by)
    sizes = {name: len(members) for name, members in parts.items()}
    if plan.allocation is Allocation.NEYMAN:
        expected = dict(plan.expected)
        unknown = sorted(expected.keys() - sizes.keys())
        if unknown:
            raise UsageError(f"没有这些层：{'、'.join(unknown)}；有：{'、'.join(sizes)} / no such strata: {', '.join(unknown)}")
        numbers = neyman(plan.count, sizes, {name: expected.get(name, plan.default_rate) for name in sizes}, plan.at_least)
    else:
        numbers = proportional(plan.count, sizes, plan.at_least)
    return [_part(name, members, numbers[name], _stream(plan, name)) for name, members in parts.items()]


def _quota(rest: Sequence[Member], plan: DrawPlan) -> list[Part]:
    """A fixed number from every city; a city that has fewer gives all it has."""
    quotas = {city if city == OTHERS else place_key(city): number for city, number in plan.quotas}
    parts = _parted(rest, ("city",))
    absent = {city: () for city in quotas if city not in parts and city != OTHERS}
    return [
        _part(city, members, quotas.get(city, quotas.get(OTHERS, 0)), _stream(plan, city))
        for city, members in sorted({**parts, **absent}.items())
    ]


def _weighted(rest: Sequence[Member], plan: DrawPlan) -> list[Part]:
    """A chance proportional to weight plus base: systematic, in random order, from a random start (Madow 1949; Cochran 1977, 9A.5).

    Who would have a chance of 1 or more is taken for certain and the others are shared out anew. Exact integers throughout: with a_i the
    sizes, A their sum and n the number, member i is drawn with the chance n*a_i/A exactly.
    """
    _enough(plan.count, len(rest))
    sizes = _sizes(rest, plan)
    certain = _certain(sizes, plan.count)
    left, count = [member for member in rest if member.id not in certain], plan.count - len(certain)
    total = sum(sizes[member.id] for member in left)
    taken = [(member, "", Fraction(1)) for member in rest if member.id in certain]
    if count:
        order = shuffled(left, Stream(plan.seed, "order"))
        hit = _systematic([count * sizes[member.id] for member in order], total, Stream(plan.seed, "start").below(total))
        taken += [(order[place], "", Fraction(count * sizes[order[place].id], total)) for place in hit]
    return [(Stratum("", len(rest), plan.count, len(taken)), tuple(taken))]


def chances(population: Population, plan: DrawPlan) -> dict[str, Fraction]:
    """The chance of every member of a draw by weight, drawn or not; the core's is 1."""
    rest = [member for member in population if not member.core and member.id not in plan.core]
    sizes = _sizes(rest, plan)
    certain = _certain(sizes, plan.count)
    total = sum(size for name, size in sizes.items() if name not in certain)
    count = plan.count - len(certain)
    shares = {name: Fraction(1) if name in certain else Fraction(count * size, total) for name, size in sizes.items()}
    return {member.id: shares.get(member.id, Fraction(1)) for member in population}


def _sizes(rest: Sequence[Member], plan: DrawPlan) -> dict[str, int]:
    """Weight plus base of each, as whole numbers in the same proportion."""
    sizes = {member.id: Fraction(member.weight + plan.base) for member in rest}
    scale = lcm(*(size.denominator for size in sizes.values()))
    return {name: int(size * scale) for name, size in sizes.items()}


def _certain(sizes: Mapping[str, int], count: int) -> frozenset[str]:
    """Who is taken for certain, found round by round."""
    certain: set[str] = set()
    while True:
        total = sum(size for name, size in sizes.items() if name not in certain)
        left = count - len(certain)
        found = {name for name, size in sizes.items() if name not in certain and left * size >= total}
        if not found or not left:
            return frozenset(certain)
        certain |= found


def _systematic(lengths: Sequence[int], step: int, start: int) -> list[int]:
    """The places on a line of these lengths in which the points start, start + step, ... fall; no length is above the step."""
    found, reached, point = [], 0, start
    for place, length in enumerate(lengths):
        reached += length
        if point < reached:
            found.append(place)
            point += step
    return found


def _part(name: str, members: Sequence[Member], asked: int, stream: Stream) -> Part:
    drawn = shuffled(members, stream, asked)
    stratum = Stratum(name, len(members), asked, len(drawn))
    return stratum, tuple((member, name, Fraction(len(drawn), len(members))) for member in drawn)


def _parted(members: Iterable[Member], by: Iterable[str]) -> dict[str, list[Member]]:
    parts: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        parts[stratum_of(member, tuple(by))].append(member)
    return dict(sorted(parts.items()))


def _stream(plan: DrawPlan, stratum: str) -> Stream:
    return Stream(plan.seed, f"stratum:{stratum}")


def _enough(count: int, there: int) -> None:
    if count > there:
        raise UsageError(f"除必查外只有 {there} 家，抽不出 {count} 家 / besides the core there are {there}, so {count} cannot be drawn")


DRAWS: Mapping[DrawMethod, Callable[[Sequence[Member], DrawPlan], list[Part]]] = MappingProxyType(
    {DrawMethod.SIMPLE: _simple, DrawMethod.STRATIFIED: _stratified, DrawMethod.QUOTA: _quota, DrawMethod.WEIGHTED: _weighted}
)
