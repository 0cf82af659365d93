"""What a campaign's checks go by: their rules in words, and the limits that an expert may set (models/campaign.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from docintel.domain.concept import STRICT
from docintel.domain.finding import Severity
from docintel.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class CampaignRule:
    """A check across applications: its rule, how grave a hit is, where the rule is from, and the likeliest innocent explanation."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    id: str
    severity: Severity
    clause: str
    rule: Wording
    innocent: Wording


@dataclass(frozen=True, slots=True)
class CampaignLimits:
    """From where on something is told; each has its reason beside it in the pack."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    large_part: Decimal
    fewest: int
    same_figures: int
    fewest_digits: int
    agent_applicants: int
    alike_narratives: Decimal
    whole_niche: Decimal
    alike_pictures: int
    boilerplate_pictures: int

    def __post_init__(self) -> None:
        for name in ("large_part", "alike_narratives"):
            if not 0 < getattr(self, name) <= 1:
                raise ValueError(f"{name} is a part of one, not {getattr(self, name)}")


@dataclass(frozen=True, slots=True)
class CampaignRules:
    """All of them; a set without limits has no checks either."""

    checks: tuple[CampaignRule, ...] = ()
    limits: CampaignLimits = CampaignLimits(Decimal("0.3"), 5, 3, 6, 3, Decimal("0.5"), Decimal(100), 12, 4)

    def rule(self, check: str) -> CampaignRule:
        """A check's rule; StopIteration where the pack has none."""
        return next(one for one in self.checks if one.id == check)

    def has(self, check: str) -> bool:
        """Whether there is such a check: a province may have removed it."""
        return any(one.id == check for one in self.checks)
