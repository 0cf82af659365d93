"""When a stake is control: rules, and profiles that say which rule stood on which day (models/control.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from docintel.domain.concept import STRICT
from docintel.domain.wording import Wording

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class RelativeControl:
    """Control below a majority: at least `least` of the votes and, where `largest`, more than any other holder has."""

    least: Fraction
    largest: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A stake controls over `threshold` of the votes or, where `inclusive`, at it; the switches say whose votes count.

    `treasury_votes`: a company's own shares count among the votes (Company Law art. 116 takes them out). `neutralise_subsidiary_holdings`: what a
    company's own subsidiaries hold in it does not vote. `gp_controls`: general partners command a partnership whatever they paid in.
    `contract_control`: a contract gives the say, the register does not.
    """

    threshold: Fraction = HALF
    inclusive: bool = False
    treasury_votes: bool = False
    neutralise_subsidiary_holdings: bool = False
    gp_controls: bool = True
    contract_control: bool = True
    relative: RelativeControl | None = None

    def is_reached(self, share: Fraction) -> bool:
        """Whether a joint share controls."""
        return share >= self.threshold if self.inclusive else share > self.threshold

    def carries(self, votes: int, whole: int) -> bool:
        """Whether `votes` of `whole` control; exact, and false where nobody votes."""
        ours, line = votes * self.threshold.denominator, whole * self.threshold.numerator
        return whole > 0 and votes > 0 and (ours >= line if self.inclusive else ours > line)


@dataclass(frozen=True, slots=True)
class DatedRule:
    """One wording of a profile, in force in [`start`, `end`): the line in percent of votes, whether it counts as reached itself, and its source."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    threshold: Decimal
    inclusive: bool
    clause: Wording
    source: str
    verified: bool
    start: date | None = None
    end: date | None = None
    neutralise_subsidiary_holdings: bool = False
    gp_controls: bool = True
    contract_control: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.threshold < 100:
            raise ValueError(f"the line of control is a percentage between 0 and 100, not {self.threshold}")

    @property
    def rule(self) -> Rule:
        """As the engine takes it."""
        return Rule(
            Fraction(self.threshold) / 100,
            self.inclusive,
            neutralise_subsidiary_holdings=self.neutralise_subsidiary_holdings,
            gp_controls=self.gp_controls,
            contract_control=self.contract_control,
        )

    def in_force(self, day: date) -> bool:
        """Whether this wording is the one of a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class ControlProfile:
    """What one body of rules calls control, in its wordings over time."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    title: Wording
    wordings: tuple[DatedRule, ...]

    def on(self, day: date | None) -> DatedRule:
        """The wording in force on a day, the newest where no day is given or none is in force yet."""
        return next((one for one in self.wordings if day is not None and one.in_force(day)), self.wordings[-1])


@dataclass(frozen=True, slots=True)
class StateBody:
    """Who holds for the state: names with one of the `words` that do not end as enterprises do (`unless`), and the `names` in whole.

    Groups stop there: enterprises are not of one group only because the state holds both (Company Law art. 265, domain.md OWN-11).
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    what: Wording
    source: str
    verified: bool
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Whether a name is of such a body."""
        return name in self.names or (any(word in name for word in self.words) and not name.endswith(self.unless))


@dataclass(frozen=True, slots=True)
class ControlProfiles:
    """All profiles, and the one a review judges by; without packs, over half of the votes and no state."""

    profiles: Mapping[str, ControlProfile] = field(default_factory=dict)
    default: str = "holding-over-50"
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what tables of stakes call their columns
    state_bodies: tuple[StateBody, ...] = ()

    def is_state(self, name: str) -> bool:
        """Whether a name is of a body that holds for the state."""
        return any(body.has(name) for body in self.state_bodies)

    def rule(self, day: date | None) -> Rule:
        """The rule that a review judges by on a day."""
        return self.rule_on(self.default, day) if self.profiles else Rule()

    def rule_on(self, name: str, day: date | None) -> Rule:
        """The rule of a profile on a day; KeyError names a profile that is not there."""
        return self.profiles[name.replace("_", "-")].on(day).rule
