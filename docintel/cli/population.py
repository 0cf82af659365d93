"""Where a population comes from: a list, Reviews, or a campaign in the store; and where the record of its draw is kept."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.store import campaign_named
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.domain.records import ApplicationState
from docintel.domain.records import Standing
from docintel.domain.review import DecisionKind
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.intake.populations import read_population
from docintel.report.members import population_of
from docintel.report.members import reviewed_population
from docintel.report.members import weight_of
from docintel.report.sampling import SampleFace
from docintel.store import ApplicationFilters
from docintel.store import Slice
from docintel.store import Store

AccountOption = Annotated[str, typer.Option("--account", help="存入存储时记在哪个账号名下 / the account under which the store keeps it")]
ACCOUNT = "cli"
LISTS = (".xlsx", ".csv")
PAGE = 500


def population_from(sources: Sequence[Path], place: Path, database: str | None, campaign: str | None) -> Population:
    """The population; a list stands alone, Reviews may be several, without any it is the campaign's."""
    for source in sources:
        if not source.exists():
            raise UsageError(f"没有这个文件或目录：{source} / no such file or folder: {source}")
    if not sources:
        with store_there(place, database) as store:
            return population_of(_member(store, one) for one in all_applications(store, campaign_named(store, campaign).id))
    lists = [source for source in sources if source.suffix.lower() in LISTS]
    if lists and len(sources) > 1:
        raise UsageError("总体名单只能给一份 / a population is one list")
    return read_population(lists[0]) if lists else reviewed_population(sources)


def all_applications(store: Store, campaign: str) -> Iterator[ApplicationRecord]:
    """Every application of a campaign that was not erased, a page at a time."""
    number = 1
    while rows := store.applications.of(campaign, ApplicationFilters(), Slice(number, PAGE)).rows:
        yield from (row for row in rows if row.state is not ApplicationState.ERASED)
        number += 1


def id_of(application: ApplicationRecord) -> str:
    """What a member is called: its credit code, else its id in the store."""
    return application.uscc or application.id


def _member(store: Store, one: ApplicationRecord) -> Member:
    """The member of an application; cards that a person dismissed or resolved weigh nothing, unless a second person is still waited for."""
    settled = (DecisionKind.DISMISSED, DecisionKind.RESOLVED)
    states = ((card.severity, card.decision) for card in store.cards.of(one.id))
    weight = weight_of(severity for severity, made in states if made.kind not in settled or made.standing is Standing.AWAITING_SECOND)
    return Member(id_of(one), one.applicant or one.folder, one.province, one.city, one.industry, one.size, weight)


def remember(place: Path, database: str | None, campaign: str | None, face: SampleFace, person: str) -> None:
    """Keep the record of a draw with its campaign."""
    with store_there(place, database) as store:
        store.draws.add(campaign_named(store, campaign).id, face.plan.method, face.model_dump(mode="json"), person=person)
