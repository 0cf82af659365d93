"""People's decisions as reports read them: of each thing decided on, the last decision that was not taken back, and whether it counts."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from docintel.domain.decision import Decision
from docintel.domain.decision import DecisionKind
from docintel.domain.records import Standing

TAKE_TWO = (DecisionKind.CONFIRMED, DecisionKind.DISMISSED, DecisionKind.RESOLVED, DecisionKind.NOT_RECOMMENDED)
"""Of what ends an application and of the application itself: to let an exclusion stand takes two persons, and so does to lift it."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, and how it stands today."""

    decision: Decision
    standing: Standing = Standing.DECIDED

    @property
    def counts(self) -> bool:
        """Whether it is in force: neither stale nor waiting for a second person."""
        return self.standing is Standing.DECIDED

    @property
    def kind(self) -> DecisionKind:
        """What was decided."""
        return self.decision.kind


Decisions = Mapping[str, Decided]  # by the key of what is decided on: a finding, a condition, the application


def decisions_told(made: Iterable[Decision], fingerprints: Mapping[str, str], ending: Collection[str]) -> dict[str, Decided]:
    """Decisions from outside a store, judged by the fingerprints of the review at hand; `ending` are the keys that take two persons.

    What has no fingerprint here, or was decided without one, cannot be seen to go stale.
    """
    last: dict[str, Decision] = {}
    for decision in made:
        if decision.undone_by is None:
            last[decision.finding] = decision
    return {key: Decided(decision, _standing(decision, fingerprints.get(key), two=key in ending)) for key, decision in last.items()}


def _standing(decision: Decision, fingerprint: str | None, *, two: bool) -> Standing:
    if decision.fingerprint and fingerprint and decision.fingerprint != fingerprint:
        return Standing.STALE
    alone = decision.second_person in (None, "", decision.person)
    return Standing.AWAITING_SECOND if two and alone and decision.kind in TAKE_TWO else Standing.DECIDED
