"""Conclusions of a spot check out of the store: what inspectors concluded on site, else whether a person confirmed a material card."""

from __future__ import annotations

from pathlib import Path

from docintel.cli.store import campaign_named
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.domain.sampling import Sample
from docintel.domain.sampling import SiteOutcome
from docintel.report.onsite_results import read_outcomes
from docintel.store import Store
from docintel.web.drawing import decided_outcome
from docintel.web.drawing import members_of


def outcomes_from(sample: Sample, results: Path | None, place: Path, database: str | None, campaign: str | None) -> dict[str, SiteOutcome]:
    """Conclusions of the drawn: of a file, or of the campaign in the store."""
    if results is not None:
        return read_outcomes(results)
    wanted = {one.id for one in sample.chosen}
    with store_there(place, database) as store:
        known = members_of(store, campaign_named(store, campaign).id)
        return {name: _concluded(store, one) for name, one in known.items() if name in wanted}


def _concluded(store: Store, application: ApplicationRecord) -> SiteOutcome:
    """The conclusion of the last sheet that has one, else that of the decisions."""
    told = [sheet.body["outcome"] for sheet in store.sheets.of(application.id) if sheet.body.get("outcome")]
    if told:
        return _outcome(str(told[-1]))
    return decided_outcome(store.cards.of(application.id))


def _outcome(told: str) -> SiteOutcome:
    try:
        return SiteOutcome(told)
    except ValueError as error:
        raise UsageError(f"存储中有读不懂的检查结论：{told} / a conclusion in the store is none: {told}") from error
