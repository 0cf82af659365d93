"""What people's decisions hang on besides findings: a condition, and the recommendation of the whole application; and which of them count.

A decision on `APPLICATION/criterion/ID` says that the condition is met (confirmed) or not (dismissed); one on `APPLICATION/recommendation/all`
that the enterprise is recommended (confirmed) or not (dismissed). Not to recommend takes a second person; so does confirming an exclusion.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum

from docintel.domain.errors import UsageError
from docintel.domain.review import Decision
from docintel.domain.review import DecisionKind

CRITERION, RECOMMENDATION = "criterion", "recommendation"


def criterion_subject(application: str, criterion: str) -> str:
    """The key under which a person decides a condition."""
    return f"{application}/{CRITERION}/{criterion}"


def recommendation_subject(application: str) -> str:
    """The key under which a person recommends an application or does not."""
    return f"{application}/{RECOMMENDATION}/all"


def verdict_fingerprint(criterion: str, declared: tuple[str, str], evidenced: tuple[str, str]) -> str:
    """Changes when a decision on a condition has gone stale: its status or its calculation is another, on either side."""
    return _printed((criterion, *declared, *evidenced))


def recommendation_fingerprint(parts: Iterable[str]) -> str:
    """Changes when anything that a recommendation rests on does: the fingerprints of all findings and verdicts."""
    return _printed(sorted(parts))


def _printed(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Standing(StrEnum):
    """Whether a decision counts, and if not, why."""

    COUNTS = "counts"
    STALE = "stale"  # what it was about has changed since
    AWAITS_SECOND = "awaits_second"  # a second person has yet to confirm it


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and whether it counts."""

    decision: Decision
    standing: Standing

    @property
    def counts(self) -> bool:
        """Whether it is in force."""
        return self.standing is Standing.COUNTS


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions on one application, found by what they hang on; the last that was not undone is the one in question."""

    by_subject: dict[str, list[Decision]] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Decisions:
        """Those that were not undone, in the order in which they were made."""
        by_subject: dict[str, list[Decision]] = defaultdict(list)
        for decision in decisions:
            if not decision.undone_by:
                by_subject[decision.finding].append(decision)
        return cls(dict(by_subject))

    def on(self, subject: str, fingerprint: str, *, two_for: DecisionKind | None = None) -> Decided | None:
        """The last decision on something, None where there is none; `two_for` is the kind that takes a second person.

        A decision that names no fingerprint cannot go stale.
        """
        made = self.by_subject.get(subject)
        if not made:
            return None
        last = made[-1]
        if last.fingerprint and last.fingerprint != fingerprint:
            return Decided(last, Standing.STALE)
        if last.kind is two_for and last.second_person in (None, "", last.person):
            return Decided(last, Standing.AWAITS_SECOND)
        return Decided(last, Standing.COUNTS)

    @property
    def people(self) -> frozenset[str]:
        """Everyone who decided anything here, second persons too."""
        made = [one for decisions in self.by_subject.values() for one in decisions]
        return frozenset(name for one in made for name in (one.person, one.second_person) if name)


def require_other_person(handler: str, decided: Iterable[Decision]) -> None:
    """An objection is handled by someone who decided nothing on the application; UsageError names what they decided."""
    own = [one for one in decided if handler in (one.person, one.second_person)]
    if own:
        told = "、".join(dict.fromkeys(one.finding for one in own[:3]))
        raise UsageError(
            f"{handler} 曾对该申报作出决定（{told}），异议须由其他人员处理 / {handler} decided on this application; the objection is for someone else"
        )
