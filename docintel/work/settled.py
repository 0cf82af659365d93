"""By what a campaign was left settled: told by hashes of everything that judges, so that to see that nothing changed nothing need be loaded.

The hash is of the content of every file of our code and of the packs, and of the campaign with its settings and what is pinned; where any of
them is other than before, the campaign is planned in full. Times of files are not looked at.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from docintel import __version__
from docintel.domain.records import CampaignRecord
from docintel.intake import reader_version
from docintel.packs import packs_print
from docintel.store import Store
from docintel.work.shelf import PRESENT
from docintel.work.shelf import SETTLED
from docintel.work.shelf import key_of
from docintel.work.versions import code_version

PACKS, REGISTERS, LIMITS = "packs", "registers", "limits"
"""Settings of a campaign: folders laid over our packs, registers as `SHA256 NAME`, limits as `NAME=VALUE`."""


class Judging(Protocol):
    """By what is judged, as hashes and words."""

    @property
    def version(self) -> str:
        """The hash of all that judges."""

    @property
    def asked(self) -> tuple[str, ...]:
        """What was asked for."""


@dataclass(frozen=True, slots=True)
class Settled:
    """By what a campaign was judged when it was last planned."""

    version: str
    asked: tuple[str, ...]


def settled_by(store: Store, campaign: CampaignRecord) -> Settled | None:
    """By what it is judged, where that is exactly as it was when the campaign was last planned; None where it is to be found out."""
    kept = store.readings.get(key_of(campaign.id), SETTLED, PRESENT)
    if kept is None or kept["print"] != _print(campaign):
        return None
    return Settled(str(kept["version"]), tuple(map(str, kept["asked"])))


def keep_settled(store: Store, campaign: CampaignRecord, by: Judging) -> None:
    """Remember it."""
    said = {"print": _print(campaign), "version": by.version, "asked": list(by.asked)}
    if store.readings.get(key_of(campaign.id), SETTLED, PRESENT) != said:
        store.readings.put(key_of(campaign.id), SETTLED, PRESENT, said, anew=True)


def _print(campaign: CampaignRecord) -> str:
    overlays = campaign.settings.get(PACKS)
    folders = tuple(map(Path, overlays)) if isinstance(overlays, list | tuple) else ()
    parts = (__version__, code_version(), reader_version(), packs_print(folders), repr(campaign))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
