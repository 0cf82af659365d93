"""Spot checks: who can be drawn, how a draw is asked for, what came of it, and what was found on site."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from docintel.domain.wording import Wording

UNNAMED = "（未填）"
"""The part of members whose cell is empty: unknown is a value of its own, never the largest part."""

KEYS = ("province", "city", "industry", "size")
"""What a population can be parted by."""


@dataclass(frozen=True, slots=True)
class Member:
    """One enterprise that can be drawn; `id` is its credit code (or the application's id) and stands once in a population.

    `weight` says how much there is to verify, for draws by weight, never negative; a member of the `core` is always inspected.
    """

    id: str
    name: str = ""
    province: str = ""
    city: str = ""
    industry: str = ""
    size: str = ""
    weight: Decimal = Decimal(0)
    core: bool = False

    def __post_init__(self) -> None:
        if not self.id or "\n" in self.id:
            raise ValueError("企业须有一行文字的编号（统一社会信用代码） / a member of a population has an id of one line")
        if not self.weight.is_finite() or self.weight < 0:
            raise ValueError(
                f"{self.id} 的权重应为不小于 0 的数，而不是 {self.weight} / {self.id}: a weight is a number from 0 on, not {self.weight}"
            )


@dataclass(frozen=True, slots=True)
class Population:
    """All who can be drawn, by id in code point order: the order of the file does not matter. ValueError where an id stands twice."""

    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.members, key=lambda member: member.id))
        for one, next_one in pairwise(ordered):
            if one.id == next_one.id:
                raise ValueError(f"{one.id} 在总体中出现两次 / {one.id} stands twice in the population")
        object.__setattr__(self, "members", ordered)

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)


class DrawMethod(StrEnum):
    """How members are drawn."""

    SIMPLE = "simple"
    STRATIFIED = "stratified"
    QUOTA = "quota"
    WEIGHTED = "weighted"


class Allocation(StrEnum):
    """How a stratified sample is shared out among the strata."""

    PROPORTIONAL = "proportional"
    NEYMAN = "neyman"


@dataclass(frozen=True, slots=True)
class DrawPlan:
    """A draw as asked for; with the population it decides the sample completely.

    `count` is how many are drawn besides the core (quotas say it themselves). `by` parts a stratified draw, `at_least` is the least from
    each part, `expected` the rates of error that Neyman's allocation goes by (`default_rate` elsewhere). `quotas` are numbers a city, `*`
    any other. `base` is added to every weight, so that nobody's chance is zero. `core` adds ids to the core that the population marks.
    """

    method: DrawMethod
    seed: str
    count: int = 0
    by: tuple[str, ...] = ()
    allocation: Allocation = Allocation.PROPORTIONAL
    at_least: int = 0
    expected: tuple[tuple[str, Decimal], ...] = ()
    default_rate: Decimal = Decimal("0.1")
    quotas: tuple[tuple[str, int], ...] = ()
    base: Decimal = Decimal(1)
    core: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "core", tuple(sorted(set(self.core))))
        object.__setattr__(self, "quotas", tuple(sorted(self.quotas)))
        object.__setattr__(self, "expected", tuple(sorted(self.expected)))
        for wrong, problem in self._problems():
            if wrong:
                raise ValueError(problem)

    def _problems(self) -> Iterable[tuple[bool, str]]:
        yield not self.seed.strip() or "\n" in self.seed, "种子应为一行文字，不能为空 / a seed is one line of text and not empty"
        yield self.count < 0 or self.at_least < 0, "家数不能为负 / numbers of members are not negative"
        listed, asked = ", ".join(KEYS), ", ".join(self.by)
        yield (
            any(key not in KEYS for key in self.by),
            f"可按 {listed} 分层，不能按 {asked} / a population is parted by {listed}, not by {asked}",
        )
        yield (
            self.method is DrawMethod.STRATIFIED and not self.by,
            f"分层抽样须用 --stratum 说明按什么分层：{listed} / a stratified draw says by what, with --stratum: {listed}",
        )
        yield (
            self.method is DrawMethod.QUOTA and not self.quotas,
            "按配额抽取须用 --quota 市=家数 至少说明一个市 / a draw by quotas names at least one city and its number, with --quota CITY=NUMBER",
        )
        yield any(number < 0 for _, number in self.quotas), "配额不能为负 / a quota is not negative"
        yield len({city for city, _ in self.quotas}) < len(self.quotas), "同一个市只能有一个配额 / a city has one quota"
        yield (
            not self.base.is_finite() or self.base <= 0,
            "--base 应大于 0，否则有的企业永远抽不到 / the base weight is above zero: else some could never be drawn",
        )
        yield (
            any(not 0 <= rate <= 1 for rate in (self.default_rate, *(rate for _, rate in self.expected))),
            "差错率应在 0 与 1 之间 / a rate lies between 0 and 1",
        )


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the population besides the core: how many it has, how many were asked of it, and how many were drawn."""

    name: str
    population: int
    asked: int
    drawn: int

    @property
    def is_short(self) -> bool:
        """Whether fewer are there than were asked for."""
        return self.drawn < self.asked


@dataclass(frozen=True, slots=True)
class Chosen:
    """A drawn member: its part of the population (empty for the core), its place in the draw from 1, and its chance of being drawn."""

    id: str
    name: str
    stratum: str
    place: int
    probability: Fraction
    core: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.probability <= 1:
            raise ValueError(f"{self.id}: a chance of being drawn lies above 0 and not above 1, not {self.probability}")


@dataclass(frozen=True, slots=True)
class Sample:
    """What a draw gave: its plan, the population by hash, a print of every row, the parts, and who was drawn (the core first).

    `unseen` are, for a draw by weight, the chances of those who were not drawn, each with how many had it.
    """

    plan: DrawPlan
    population: str
    prints: tuple[tuple[str, str], ...]
    strata: tuple[Stratum, ...]
    chosen: tuple[Chosen, ...]
    unseen: tuple[tuple[Fraction, int], ...] = ()

    @property
    def size(self) -> int:
        """How many are to be inspected, the core included."""
        return len(self.chosen)


class SiteOutcome(StrEnum):
    """What an inspection found: an error is a material discrepancy that a person has confirmed."""

    CLEAR = "clear"
    ERROR = "error"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share of enterprises with an error, with the interval that holds it at `confidence`.

    `point` is None while inspections are open: then the interval covers what they may still bring. Counts are of enterprises; `errors` and
    `inspected` include the core. `method` names point, variance and interval with their sources.
    """

    population: int
    inspected: int
    errors: int
    open: int
    point: float | None
    low: float
    high: float
    confidence: float
    method: Wording

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 1:
            raise ValueError(f"an interval of a share lies between 0 and 1: {self.low} to {self.high}")
