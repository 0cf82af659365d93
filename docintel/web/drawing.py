"""Spot checks over a store: who can be drawn, the draw and its record, what was found, and the estimate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.domain.records import ApplicationState
from docintel.domain.records import CardRecord
from docintel.domain.records import DecisionState
from docintel.domain.records import Draw
from docintel.domain.records import SheetRead
from docintel.domain.records import Standing
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Estimate
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.domain.sampling import Sample
from docintel.domain.sampling import SiteOutcome
from docintel.report.members import weight_of
from docintel.report.sampling import SampleFace
from docintel.report.sampling import broken_seals
from docintel.report.sampling import sample_face
from docintel.report.sampling import sample_of
from docintel.sampling.drawing import draw
from docintel.sampling.estimating import estimate
from docintel.sampling.repeating import Repetition
from docintel.sampling.repeating import repeat_draw
from docintel.store import ApplicationFilters
from docintel.store import Slice
from docintel.store import Store

AT_ONCE = 500
CONFIDENCE = 0.95
MOST_LINES = 2000
SETTLED = (DecisionKind.DISMISSED, DecisionKind.RESOLVED)
MATERIAL = ("exclusion", "verdict")  # grades of cards that would change a verdict
OUTCOMES = tuple(outcome.value for outcome in SiteOutcome)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw with its sample, the applications behind it by member, the sheet on which something was found of each, and what else was decided."""

    record: Draw
    face: SampleFace
    sample: Sample
    applications: Mapping[str, ApplicationRecord]
    found: Mapping[str, SheetRead]
    decided: Mapping[str, SiteOutcome]

    def outcome(self, member: str) -> SiteOutcome:
        """What was found last on site; where nothing was recorded, an error that a person confirmed in the papers, else open."""
        sheet = self.found.get(member)
        return self.decided.get(member, SiteOutcome.OPEN) if sheet is None else SiteOutcome(str(sheet.body["outcome"]))

    @property
    def estimated(self) -> Estimate:
        """What the findings say of the whole population."""
        return estimate(self.sample, {one.id: self.outcome(one.id) for one in self.sample.chosen}, CONFIDENCE)


def members_of(store: Store, campaign: str) -> dict[str, ApplicationRecord]:
    """The applications of a campaign, by credit code; by their own id where the code is absent or stands twice."""
    records = tuple(_applications(store, campaign))
    codes = Counter(record.uscc for record in records)
    return {record.uscc if record.uscc and codes[record.uscc] == 1 else record.id: record for record in records}


def population_in(store: Store, campaign: str) -> Population:
    """Who can be drawn, weighed by the Cards that nobody dismissed or resolved; `docintel sample population` asks here too."""
    return Population(tuple(_member(store, name, one) for name, one in members_of(store, campaign).items()))


def _member(store: Store, name: str, one: ApplicationRecord) -> Member:
    weight = weight_of(card.severity for card in store.cards.of(one.id) if not _is_settled(card.decision))
    return Member(name, one.applicant or one.folder, one.province, one.city, one.industry, one.size, weight)


def _is_settled(decision: DecisionState) -> bool:
    """Whether a person's word that there is nothing to it is in force: one that went stale weighs again."""
    return decision.standing is Standing.DECIDED and decision.kind in SETTLED


def new_draw(store: Store, campaign: str, plan: DrawPlan, by: str) -> Draw:
    """Draw, and keep the record; UsageError where it cannot be drawn as asked."""
    sample = draw(population_in(store, campaign), plan)
    face = sample_face(sample, (by,))
    return store.draws.add(campaign, plan.method.value, face.model_dump(mode="json"), person=by)


def drawn(store: Store, name: str) -> Drawn:
    """A draw as it stands now."""
    record = store.draws.get(name)
    face = SampleFace.model_validate(record.body)
    sample = sample_of(face)
    members = members_of(store, record.campaign)
    applications = {one.id: members[one.id] for one in sample.chosen if one.id in members}
    found = {member: sheet for member, one in applications.items() for sheet in store.sheets.of(one.id) if _is_of(sheet, name)}
    decided = {member: decided_outcome(store.cards.of(one.id)) for member, one in applications.items() if member not in found}
    return Drawn(record, face, sample, applications, found, decided)


def decided_outcome(cards: Iterable[CardRecord]) -> SiteOutcome:
    """An error where a person confirmed a material card; else open: only an inspection can say that there is none."""
    decided = (card.decision.kind for card in cards if card.grade in MATERIAL and card.decision.standing is Standing.DECIDED)
    return SiteOutcome.ERROR if DecisionKind.CONFIRMED in decided else SiteOutcome.OPEN


def _is_of(sheet: SheetRead, draw: str) -> bool:
    """Whether a sheet says what was found of a draw; those read back by the command line name none and count for all."""
    return sheet.draw in {draw, None} and sheet.body.get("outcome") in OUTCOMES


def drawn_again(store: Store, one: Drawn) -> Repetition:
    """The same draw from the population as it is now."""
    return repeat_draw(one.sample, broken_seals(one.face), population_in(store, one.record.campaign))


def quotas_told(text: str) -> tuple[tuple[str, int], ...]:
    """Lines of `city=number`; UsageError for any other line."""
    lines = [line.strip() for line in text.replace("＝", "=").splitlines()[:MOST_LINES] if line.strip()]
    told = [line.rpartition("=") for line in lines]
    for city, _, number in told:
        if not city.strip() or not number.strip().isdecimal():
            raise UsageError(f"定额应写成 地市=家数：{city}={number} / a quota is city=number: {city}={number}")
    return tuple((city.strip(), int(number)) for city, _, number in told)


def plan_told(method: DrawMethod, seed: str, *, count: int, by: tuple[str, ...], quotas: str, core: str) -> DrawPlan:
    """A plan as a form tells it; UsageError says what is wrong with it."""
    try:
        return DrawPlan(
            method=method,
            seed=seed.strip(),
            count=0 if method is DrawMethod.QUOTA else count,
            by=by if method is DrawMethod.STRATIFIED else (),
            quotas=quotas_told(quotas) if method is DrawMethod.QUOTA else (),
            core=tuple(line.strip() for line in core.splitlines()[:MOST_LINES] if line.strip()),
        )
    except ValueError as error:
        raise UsageError(f"不能这样抽取：{error} / it cannot be drawn so: {error}") from error


def _applications(store: Store, campaign: str) -> Iterator[ApplicationRecord]:
    number = 1
    while rows := store.applications.of(campaign, ApplicationFilters(), Slice(number, AT_ONCE)).rows:
        yield from (row for row in rows if row.state is not ApplicationState.ERASED)
        number += 1
