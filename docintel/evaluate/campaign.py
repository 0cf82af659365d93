"""A campaign of made applications, reviewed: which planted defects are found, by which check, with which diagnosis; how many Cards there are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from docintel.domain.errors import UsageError
from docintel.domain.finding import Finding
from docintel.domain.finding import Severity
from docintel.domain.packs import Packs
from docintel.domain.review import Review
from docintel.domain.source import FieldPath
from docintel.evaluate.campaign_score import CampaignScore
from docintel.evaluate.campaign_score import CardOfNothing
from docintel.evaluate.campaign_score import Met
from docintel.evaluate.campaign_score import Scored
from docintel.intake import open_submission
from docintel.intake import read_register
from docintel.review import Order
from docintel.review import review_submission
from docintel.review.reading import Seeing

SCHEMA, FILE = "docintel/campaign-truth/1", "campaign.json"
WHOSE = {"a.name", "a.uscc"}  # what papers of somebody else are held against
OnApplication = Callable[[str, Review], None]


@dataclass(frozen=True, slots=True)
class PlantedDefect:
    """A defect as campaign.json labels it; any of `checks` may find it, `follows` speak of what follows from it, `field` and `year` are the place on the form where it has one."""

    name: str
    checks: tuple[str, ...]
    hypothesis: str
    field: str
    year: int | None
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlantedApplication:
    """One application of the campaign and what is wrong with it."""

    folder: str
    defects: tuple[PlantedDefect, ...]
    lookalikes: tuple[str, ...]
    scanned: int = 0


def evaluate_campaign(
    directory: Path, packs: Packs, on_application: OnApplication | None = None, seeing: Seeing | None = None
) -> CampaignScore:
    """Reviews every application of a made campaign and scores its Cards against the labels; `seeing` wears the pages first."""
    scored = []
    for planted in planted_applications(directory):
        started = monotonic()
        review = _reviewed(directory / planted.folder, packs, seeing)
        scored.append(replace(score_review(planted, review), seconds=monotonic() - started))
        if on_application is not None:
            on_application(planted.folder, review)
    return CampaignScore(tuple(scored))


def planted_applications(directory: Path) -> tuple[PlantedApplication, ...]:
    """What campaign.json labels; UsageError where there is none or it is another file."""
    path = directory / FILE
    if not path.is_file():
        raise UsageError(f"{directory} 中没有 {FILE}，可用 docintel samples campaign 生成 / no {FILE}; docintel samples campaign makes one")
    truth = json.loads(path.read_text(encoding="utf-8"))
    if truth.get("schema") != SCHEMA:
        raise UsageError(f"{path} 不是 {SCHEMA} / is not {SCHEMA}")
    return tuple(_planted(entry) for entry in truth["applications"])


def _planted(entry: dict[str, Any]) -> PlantedApplication:
    defects = tuple(
        PlantedDefect(one["defect"], tuple(one["checks"]), one["hypothesis"], one["field"], one["year"], tuple(one.get("follows", ())))
        for one in entry["defects"]
    )
    return PlantedApplication(entry["folder"], defects, tuple(entry["lookalikes"]), int(entry.get("scanned", 0)))


def _reviewed(folder: Path, packs: Packs, seeing: Seeing | None) -> Review:
    order = Order(registers=tuple(read_register(path) for path in sorted(folder.glob("register*.csv"))))
    with open_submission(folder / "application", order.limits) as submission:
        return review_submission(replace(submission, name=folder.name), packs, order, seeing=seeing)


def score_review(planted: PlantedApplication, review: Review) -> Scored:
    """Which of the planted defects have a Card, and which Cards are of nothing planted.

    A defect is found by the first Card that holds a finding of one of its checks at its place, or by a note, which makes no Card; a Card is
    of nothing planted where no defect has a finding in it, neither by check nor by the place of an operand.
    """
    findings = {finding.key: finding for finding in review.findings}
    cards = [(card, [findings[key] for key in card.findings]) for card in review.cards]
    notes = [finding for finding in review.findings if finding.severity is Severity.NOTE]
    met = tuple(_met(defect, [*(of for _, of in cards), notes]) for defect in planted.defects)
    strange = tuple(
        CardOfNothing(planted.folder, of[0].check, card.title.zh, of[0].explanation.zh)
        for card, of in cards
        if not any(_explains(defect, of) for defect in planted.defects)
    )
    return Scored(
        planted.folder, met, strange, len(cards), Counter(of[0].check for _, of in cards), planted.lookalikes, scanned=planted.scanned
    )


def _met(defect: PlantedDefect, groups: Iterable[list[Finding]]) -> Met:
    told = [finding for group in groups for finding in group if finding.check in defect.checks and _at_place(defect, finding)]
    if not told:
        return Met(defect.name, defect.checks[0], defect.hypothesis, "none", found=False)
    first = told[0]
    also = tuple(dict.fromkeys(finding.check for finding in told if finding.check != first.check))
    diagnosis = first.diagnosis.hypothesis if first.diagnosis else "none"
    return Met(defect.name, first.check, defect.hypothesis, diagnosis, found=True, also=also)


def _explains(defect: PlantedDefect, findings: Iterable[Finding]) -> bool:
    return any(
        finding.check in defect.follows or (finding.check in defect.checks and _at_place(defect, finding)) or _touches(defect, finding)
        for finding in findings
    )


def _at_place(defect: PlantedDefect, finding: Finding) -> bool:
    """Whether a finding may be of the defect: it is about the defect's place, or one of them is about no place of the form but whose it is."""
    places = set(_places(finding)) - WHOSE
    if not defect.field.count(".") or not places:
        return True
    return any(_is_at(defect, place) for place in places)


def _touches(defect: PlantedDefect, finding: Finding) -> bool:
    """Whether the planted cell is an operand of the finding."""
    return "." in defect.field and any(_is_at(defect, place) for place in _places(finding))


def _places(finding: Finding) -> Iterable[str]:
    for operand in finding.operands:
        for span in operand.fact.source.spans:
            if isinstance(span, FieldPath):
                yield span.field.removeprefix("fields.")


def _is_at(defect: PlantedDefect, place: str) -> bool:
    wanted = defect.field if defect.year is None else f"{defect.field}.{defect.year}"
    return place == wanted or place.startswith((f"{wanted}.", f"{wanted}["))
