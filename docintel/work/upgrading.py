"""Taking other packs and registers over: what that would change is shown first, and only what it can touch is judged again.

Of registers only the entries that differ matter, of packs those that can have a say (`packs_touching`): an application that none of them can
touch keeps its Review, its decisions and their standing, and it is noted that the Review stands for the new ones, too. Such a Review goes on
naming the register that it was made with; whoever reads it is told of both (`standing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.errors import StoreError
from docintel.domain.errors import UsageError
from docintel.domain.pinned import PinnedDiff
from docintel.domain.records import CampaignRecord
from docintel.store import Inputs
from docintel.store import Store
from docintel.work.basis import Basis
from docintel.work.basis import basis_now
from docintel.work.basis import basis_with
from docintel.work.basis import registers_of
from docintel.work.due import input_of
from docintel.work.due import is_judged_on
from docintel.work.packs_touching import PackTouch
from docintel.work.packs_touching import packs_before
from docintel.work.shelf import keep_standing
from docintel.work.shelf import kept_standing
from docintel.work.touching import Differing
from docintel.work.touching import Touch
from docintel.work.touching import differing


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What taking over would change: packs and registers, entries of registers that differ, the ids of applications to be judged again, and
    of those whose Reviews stand as they are. `entries` is None where the register of before cannot be read any more.
    """

    diff: PinnedDiff
    entries: int | None
    again: tuple[str, ...]
    stand: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.diff.packs or self.diff.registers)


def upgrade_of(store: Store, campaign: CampaignRecord) -> Upgrade:
    """What taking over the packs and registers that the campaign's settings name now would change; changes nothing."""
    after = basis_now(store, campaign)
    before = _before(store, campaign, after)
    differs = None if before is None else differing(before.order.registers, after.order.registers)
    held = [one for one in store.jobs.inputs(campaign=campaign.id) if one.review_sha256 is not None]
    stand = () if before is None or differs is None else tuple(_standing(store, campaign, held, before, after, differs))
    again = tuple(one.application for one in held if one.application not in set(stand))
    return Upgrade(_diff(store, campaign, after, again), None if differs is None else len(differs.entries), again, stand)


def upgrade(store: Store, campaign: CampaignRecord, *, by: str) -> Upgrade:
    """Take them over: what they cannot touch is noted to stand, they are pinned, what they touch waits to be judged again.

    In this order, so that a process killed in between at worst judges what need not be judged.
    """
    taken, after = upgrade_of(store, campaign), basis_now(store, campaign)
    if taken.is_empty:
        return taken
    held = {one.application: one for one in store.jobs.inputs(campaign=campaign.id)}
    keep_standing(store, campaign.id, {name: (str(held[name].made_from), input_of(after, held[name])) for name in taken.stand})
    store.campaigns.pin(campaign.id, after.pinned, by=by, reason="upgrade")
    store.campaigns.reopen(campaign.id, taken.again, by=by, reason="upgrade")
    return taken


def _before(store: Store, campaign: CampaignRecord, after: Basis) -> Basis | None:
    """What is pinned, as far as it can be had again; None where its registers cannot be."""
    try:
        named = [f"{one.sha256} {one.name}" for one in campaign.pinned.registers]
        packs = packs_before(after.packs, campaign.pinned.packs)
        return basis_with(replace(after, packs=packs), registers_of(store, named))
    except (StoreError, UsageError):
        return None


def _standing(
    store: Store, campaign: CampaignRecord, held: list[Inputs], before: Basis, after: Basis, differs: Differing
) -> Iterator[str]:  # it hangs on all of these
    """Those whose Review was made from all that is there now but what changed of packs and registers, and whom that cannot touch."""
    stands = kept_standing(store, campaign.id)
    touch, by_packs = Touch(differs, after.packs), PackTouch(before, after, campaign)
    for one in held:
        if is_judged_on(after, one, stands):
            yield one.application
        elif not by_packs.wholly and is_judged_on(before, one, stands):
            body = store.reviews.body(one.application)
            if not by_packs(body) and not (differs and touch(body)):
                yield one.application


def _diff(store: Store, campaign: CampaignRecord, after: Basis, again: tuple[str, ...]) -> PinnedDiff:
    """Packs and registers that differ, as the store tells them."""
    registers = {one.name: () for one in (*campaign.pinned.registers, *after.pinned.registers)}
    return replace(store.campaigns.diff(campaign.id, after.pinned, entries=registers), applications=again)
