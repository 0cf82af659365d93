"""The ties of a made campaign against those that the campaign checks found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docintel.campaign import CampaignReview
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.evaluate.campaign import FILE
from docintel.evaluate.campaign_score import CheckScore


@dataclass(frozen=True, slots=True)
class TiesScore:
    """How the campaign checks did, by check; `missed` and `strange` name the members by folder."""

    by_check: Mapping[str, CheckScore]
    missed: tuple[str, ...]
    strange: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """By check, and one by one."""
        return {
            "by_check": {check: score.to_json() for check, score in self.by_check.items()},
            "missed": list(self.missed),
            "strange": list(self.strange),
        }

    def line(self, language: Language) -> str:
        """All checks in a line."""
        told = "、".join(f"{check} {one.found}/{one.planted}+{one.strange}" for check, one in self.by_check.items())
        return Wording(f"申报之间：{told or '—'}", f"Across applications: {told or '—'}").said(language)


def score_ties(directory: Path, review: CampaignReview, folders: Mapping[str, str]) -> TiesScore:
    """`folders` gives the folder of each application by its id."""
    truth = json.loads((directory / FILE).read_text(encoding="utf-8"))["ties"]
    found = [(tie.check, frozenset(folders[member] for member in tie.members)) for tie in review.ties]
    planted = [(one["check"], frozenset(one["members"])) for one in truth]
    missed = [one for one in planted if not any(check == one[0] and one[1] <= members for check, members in found)]
    strange = [one for one in found if not any(check == one[0] and one[1] & members for check, members in planted)]
    scores = {}
    for check in sorted({check for check, _ in (*planted, *found)}):
        count = sum(1 for one in planted if one[0] == check)
        lost, odd = sum(1 for one in missed if one[0] == check), sum(1 for one in strange if one[0] == check)
        scores[check] = CheckScore(count, count - lost, odd)
    return TiesScore(scores, tuple(_named(one) for one in missed), tuple(_named(one) for one in strange))


def _named(tie: tuple[str, frozenset[str]]) -> str:
    return f"{tie[0]} {'+'.join(sorted(tie[1]))}"
