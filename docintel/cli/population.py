"""Where a population comes from: a list, Reviews, or a campaign in the store; and where the record of its draw is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.store import campaign_named
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.sampling import Population
from docintel.intake.populations import read_population
from docintel.report.members import reviewed_population
from docintel.report.sampling import SampleFace
from docintel.web.drawing import population_in

AccountOption = Annotated[str, typer.Option("--account", help="存入存储时记在哪个账号名下 / the account under which the store keeps it")]
ACCOUNT = "cli"
LISTS = (".xlsx", ".csv")


def population_from(sources: Sequence[Path], place: Path, database: str | None, campaign: str | None) -> Population:
    """The population; a list stands alone, Reviews may be several, without any it is the campaign's."""
    for source in sources:
        if not source.exists():
            raise UsageError(f"没有这个文件或目录：{source} / no such file or folder: {source}")
    if not sources:
        with store_there(place, database) as store:
            return population_in(store, campaign_named(store, campaign).id)
    lists = [source for source in sources if source.suffix.lower() in LISTS]
    if lists and len(sources) > 1:
        raise UsageError("总体名单只能给一份 / a population is one list")
    return read_population(lists[0]) if lists else reviewed_population(sources)


def remember(place: Path, database: str | None, campaign: str | None, face: SampleFace, person: str) -> None:
    """Keep the record of a draw with its campaign."""
    with store_there(place, database) as store:
        store.draws.add(campaign_named(store, campaign).id, face.plan.method, face.model_dump(mode="json"), person=person)
