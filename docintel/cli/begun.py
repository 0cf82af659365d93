"""A campaign that is there and what is asked of it anew: what it was begun with stays, and is not passed over in silence."""

from __future__ import annotations

from docintel.cli.asked import Asked
from docintel.cli.order import day_given
from docintel.cli.store import titled
from docintel.domain.errors import UsageError
from docintel.domain.records import CampaignRecord


def as_begun(campaign: CampaignRecord, asked: Asked) -> CampaignRecord:
    """The campaign; UsageError where something else is asked of it than it was begun with."""
    begun = {
        "--name": (campaign.name, asked.name),
        "--programme": (campaign.programme, _programme(campaign, asked)),
        "--batch": (campaign.batch, asked.batch),
        "--kind": (str(campaign.kind), None if asked.kind is None else str(asked.kind)),
        "--as-of": (campaign.as_of, day_given(asked.as_of)),
    }
    differing = {option: said for option, said in begun.items() if said[1] not in (None, said[0])}
    if differing:
        zh = "；".join(f"{option} 原为 {was}，现为 {now}" for option, (was, now) in differing.items())
        en = "; ".join(f"{option} was {was}, now {now}" for option, (was, now) in differing.items())
        raise UsageError(
            f"批次{titled(campaign).zh}建立时定下的不能改：{zh}。请去掉这些选项，或用 --campaign 另建批次"
            f" / what campaign {titled(campaign).en} was begun with stays: {en}. Leave these options out, or begin another campaign with --campaign"
        )
    return campaign


def _programme(campaign: CampaignRecord, asked: Asked) -> str | None:
    """The edition that is asked for, by its own name or by its family's."""
    if asked.programme in (None, campaign.programme):
        return asked.programme
    from docintel.cli.opening import edition_meant

    return edition_meant(asked, campaign)
