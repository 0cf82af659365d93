"""Spot checks over a store: who can be drawn, the draw and its record, what was found, and the estimate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.domain.records import ApplicationState
from docintel.domain.records import Draw
from docintel.domain.records import SheetRead
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Estimate
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.domain.sampling import Sample
from docintel.domain.sampling import SiteOutcome
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw with its sample, the applications behind it by member, and what was found of each."""

    record: Draw
    face: SampleFace
    sample: Sample
    applications: Mapping[str, ApplicationRecord]
    found: Mapping[str, SheetRead]

    def outcome(self, member: str) -> SiteOutcome:
        """What was found last; open where nothing was recorded."""
        sheet = self.found.get(member)
        return SiteOutcome.OPEN if sheet is None else SiteOutcome(str(sheet.body["outcome"]))

    @property
    def estimated(self) -> Estimate:
        """What the findings say of the whole population."""
        return estimate(self.sample, {one.id: self.outcome(one.id) for one in self.sample.chosen}, CONFIDENCE)


def members_of(store: Store, campaign: str) -> dict[str, ApplicationRecord]:
    """The reviewed applications of a campaign, by credit code; by their own id where the code is absent or stands twice."""
    records = tuple(_reviewed(store, campaign))
    codes = Counter(record.uscc for record in records)
    return {record.uscc if record.uscc and codes[record.uscc] == 1 else record.id: record for record in records}


def population_of(members: Mapping[str, ApplicationRecord]) -> Population:
    """Who can be drawn; the weight is the number of Cards."""
    return Population(
        tuple(
            Member(name, one.applicant or one.folder, one.province, one.city, one.industry, one.size, Decimal(one.cards))
            for name, one in members.items()
        )
    )


def new_draw(store: Store, campaign: str, plan: DrawPlan, by: str) -> Draw:
    """Draw, and keep the record; UsageError where it cannot be drawn as asked."""
    sample = draw(population_of(members_of(store, campaign)), plan)
    face = sample_face(sample, (by,))
    return store.draws.add(campaign, plan.method.value, face.model_dump(mode="json"), person=by)


def drawn(store: Store, name: str) -> Drawn:
    """A draw as it stands now."""
    record = store.draws.get(name)
    face = SampleFace.model_validate(record.body)
    sample = sample_of(face)
    members = members_of(store, record.campaign)
    applications = {one.id: members[one.id] for one in sample.chosen if one.id in members}
    found = {member: sheet for member, one in applications.items() for sheet in store.sheets.of(one.id) if sheet.draw == name}
    return Drawn(record, face, sample, applications, found)


def drawn_again(store: Store, one: Drawn) -> Repetition:
    """The same draw from the population as it is now."""
    return repeat_draw(one.sample, broken_seals(one.face), population_of(members_of(store, one.record.campaign)))


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


def _reviewed(store: Store, campaign: str) -> Iterator[ApplicationRecord]:
    filters = ApplicationFilters(state=ApplicationState.REVIEWED.value)
    number = 1
    while rows := store.applications.of(campaign, filters, Slice(number, AT_ONCE)).rows:
        yield from rows
        number += 1
