"""A campaign begun by `docintel ingest`: its edition, batch and day out of the packs, which are read in for no other."""

from __future__ import annotations

from docintel.cli.asked import Asked
from docintel.cli.order import day_given
from docintel.domain.campaigning import ApplicationKind
from docintel.domain.errors import UsageError
from docintel.domain.programme import Batch
from docintel.domain.programme import Programme
from docintel.domain.records import CampaignRecord
from docintel.intake import limits_from
from docintel.intake import read_register
from docintel.packs import load_packs
from docintel.review.choosing import DEFAULT_PROGRAMME
from docintel.review.choosing import batch_named
from docintel.review.choosing import edition_named
from docintel.store import Store
from docintel.work.settled import LIMITS
from docintel.work.settled import PACKS
from docintel.work.settled import REGISTERS


def opened_campaign(store: Store, named: str | None, asked: Asked) -> CampaignRecord:
    """A new campaign; UsageError where the packs have no such edition or batch."""
    loaded = load_packs(asked.packs)
    kind = asked.kind or ApplicationKind.NEW
    edition = edition_named(loaded, asked.programme or DEFAULT_PROGRAMME, asked.batch, kind)
    batch = _batch(edition, asked.batch)
    settings = {PACKS: [str(one.resolve()) for one in asked.packs], LIMITS: list(asked.limits), REGISTERS: []}
    label = asked.name or named or edition.label.zh
    day = day_given(asked.as_of) or batch.cutoff
    found_sound(asked)
    return store.campaigns.add(CampaignRecord(named or "", label, edition.id, batch.number, kind, day, settings), by="ingest")


def edition_meant(asked: Asked, campaign: CampaignRecord) -> str:
    """The edition of the programme that is asked for, in the batch and kind of a campaign that is there."""
    return edition_named(load_packs(asked.packs), asked.programme or campaign.programme, campaign.batch, campaign.kind).id


def found_sound(asked: Asked) -> None:
    """Read the registers, packs and limits that are given, so that what cannot be used is refused before anything is kept of it."""
    load_packs(asked.packs)
    limits_from(asked.limits)
    for path in asked.registers:
        read_register(path)


def _batch(edition: Programme, asked: int | None) -> Batch:
    """The batch of a new campaign: years and days of all applications hang on it, so it is not guessed where there are several."""
    if asked is not None:
        return batch_named(edition, asked)
    if len(edition.batches) > 1:
        known = "、".join(f"{one.number}（{one.last_year}）" for one in edition.batches)
        raise UsageError(
            f"新批次须用 --batch 指明第几批，否则年度和基准日会弄错。可用（最近年度）：{known} / say which batch with --batch: years and days hang on it"
        )
    return edition.batches[0]
