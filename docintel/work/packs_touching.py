"""Which applications changed packs can touch: of the pinned packs only names and hashes are kept, so this is told by which pack changed.

A changed programme touches those that were judged by it or by one made out of it, or that another edition would judge now; what applications are checked for against
each other touches no single one. Any other pack (a kind of document, concepts, words, what counts as control) may touch everybody, and so does
a change of forms, since papers are read by the fields of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docintel.domain.campaigning import PackVersion
from docintel.domain.packs import Packs
from docintel.domain.records import CampaignRecord
from docintel.review.choosing import chosen_programme
from docintel.work.basis import Basis
from docintel.work.versions import facts_version

TOGETHER = "campaign"  # the pack of what applications are checked for against each other


def packs_before(after: Packs, pinned: Iterable[PackVersion]) -> Packs:
    """The packs of now under the names and hashes of those that are pinned: a version made of them is the one of then where only what is in
    no version otherwise (the content of programmes, but for their fields) changed.
    """
    versions = tuple(pinned)
    known = {one.id for one in versions}
    return replace(after, versions=versions, programmes={name: one for name, one in after.programmes.items() if name in known})


class PackTouch:
    """Asks of one Review after another whether packs that changed can touch it."""

    def __init__(self, before: Basis, after: Basis, campaign: CampaignRecord) -> None:
        packs, limits = after.packs, after.order.limits
        self._changed, self._bases = _changed(before.packs.versions, packs.versions), packs.bases
        reads_alike = facts_version(before.packs, limits, "") == facts_version(packs, limits, "")
        self.wholly = not reads_alike or not self._changed <= {*packs.programmes, TOGETHER} - {*packs.kinds}
        chosen = chosen_programme(packs.programmes, campaign.programme, campaign.batch, campaign.kind)
        self._chosen = None if chosen is None else chosen.id

    def __call__(self, body: dict[str, Any]) -> bool:
        """Of a Review's face as parsed JSON."""
        judged_by = body["application"]["programme"]
        return self.wholly or judged_by != self._chosen or any(one in self._changed for one in self._line(judged_by))

    def _line(self, programme: str) -> Iterator[str]:
        """A programme, the one it is made out of, and so on."""
        yield programme
        while programme in self._bases:
            programme = self._bases[programme]
            yield programme


def _changed(before: Iterable[PackVersion], after: Iterable[PackVersion]) -> set[str]:
    """The ids under which anything differs."""
    return {one.id for one in set(before) ^ set(after)}
