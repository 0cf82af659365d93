"""Putting up what a campaign needs: planned in full, with packs read in, only where something may be due."""

from __future__ import annotations

from docintel.domain.records import CampaignRecord
from docintel.store import Store
from docintel.work.due import Planned
from docintel.work.due import as_it_was_left


def plan(store: Store, campaign: CampaignRecord) -> Planned:
    """Put up all the work that a campaign needs; doing it again puts up nothing. The first time its packs and registers are pinned."""
    settled = as_it_was_left(store, campaign)
    if settled is not None:
        return settled
    from docintel.work.planning import planned_in_full

    return planned_in_full(store, campaign)
