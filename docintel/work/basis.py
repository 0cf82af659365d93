"""By what a campaign is judged: packs, registers, limits and what was asked for, out of the settings of the campaign and the store.

Everything is in the store or named by it, so that any process on any machine judges alike.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from docintel.domain.campaigning import RegisterUse
from docintel.domain.errors import UsageError
from docintel.domain.ownership import Register
from docintel.domain.packs import Packs
from docintel.domain.records import CampaignRecord
from docintel.domain.records import Pinned
from docintel.intake import limits_from
from docintel.intake import read_register
from docintel.packs import load_packs
from docintel.review import Order
from docintel.store import Store
from docintel.work.settled import LIMITS
from docintel.work.settled import PACKS
from docintel.work.settled import REGISTERS
from docintel.work.versions import judging_version


@dataclass(frozen=True, slots=True)
class Basis:
    """Packs, and what is asked of a review; `version` changes with whatever judges."""

    packs: Packs
    order: Order
    version: str

    @property
    def pinned(self) -> Pinned:
        """What is held fast for the campaign."""
        uses = (RegisterUse(one.name, one.sha256, one.as_of, len(one.recognitions)) for one in self.order.registers)
        return Pinned(self.packs.versions, tuple(uses))

    @property
    def asked(self) -> tuple[str, ...]:
        """What was asked for, as words."""
        order = self.order
        return (str(order.programme), str(order.batch), str(order.kind), str(order.as_of))


def basis_of(store: Store, campaign: CampaignRecord) -> Basis:
    """The basis of a campaign; UsageError where its packs or registers are no longer those that were pinned."""
    basis = basis_now(store, campaign)
    if campaign.pinned != Pinned() and campaign.pinned != basis.pinned:
        raise UsageError(_told(campaign, basis.pinned))
    return basis


def basis_now(store: Store, campaign: CampaignRecord) -> Basis:
    """As its settings stand now, whatever is pinned."""
    overlays, limits = tuple(_listed(campaign, PACKS)), tuple(_listed(campaign, LIMITS))
    packs = _packs(overlays)
    read = registers_of(store, _listed(campaign, REGISTERS))
    order = Order(campaign.programme, campaign.batch, campaign.kind, campaign.as_of, read, limits_from(limits))
    return Basis(packs, order, judging_version(packs, order.limits, read))


def basis_with(basis: Basis, registers: tuple[Register, ...]) -> Basis:
    """The same but for its registers."""
    order = replace(basis.order, registers=registers)
    return Basis(basis.packs, order, judging_version(basis.packs, order.limits, registers))


def registers_of(store: Store, named: Iterable[str]) -> tuple[Register, ...]:
    """Registers that the store keeps, each named `SHA256 NAME`; StoreError where it has one no more."""
    parted = (one.partition(" ") for one in named)
    return tuple(_register(name, str(store.files.path(sha256).resolve())) for sha256, _, name in parted)


def _listed(campaign: CampaignRecord, name: str) -> Iterable[str]:
    """A setting that is a list; registers stand in theirs as `SHA256 NAME`."""
    found = campaign.settings.get(name, ())
    return map(str, found) if isinstance(found, list | tuple) else ()


def ready() -> None:
    """Read the packs in that most campaigns go by, before there is anything to do."""
    _packs(())


@lru_cache(maxsize=4)
def _packs(overlays: tuple[str, ...]) -> Packs:
    return load_packs(tuple(map(Path, overlays)))


@lru_cache(maxsize=8)
def _register(name: str, stored: str) -> Register:
    """A register in the store, read under its own name: it says what format it is."""
    with tempfile.TemporaryDirectory(prefix="docintel-") as folder:
        link = Path(folder) / Path(name).name
        link.symlink_to(stored)
        return read_register(link)


def changes(before: Pinned, after: Pinned) -> tuple[str, ...]:
    """What is pinned otherwise, a line each."""
    was = {one.id: f"{one.version} {one.sha256[:8]}" for one in before.packs} | {one.name: one.sha256[:8] for one in before.registers}
    now = {one.id: f"{one.version} {one.sha256[:8]}" for one in after.packs} | {one.name: one.sha256[:8] for one in after.registers}
    return tuple(f"{name}: {was.get(name, '—')} → {now.get(name, '—')}" for name in sorted({*was, *now}) if was.get(name) != now.get(name))


def _told(campaign: CampaignRecord, pinned: Pinned) -> str:
    listed = "；".join(changes(campaign.pinned, pinned))
    return (
        f"批次“{campaign.name}”固定的规则包或名单已变：{listed}。先用 docintel work --preview 看影响，再用 --upgrade 采用"
        f" / packs or registers of the campaign “{campaign.name}” are not those pinned: {listed}."
        " `docintel work --preview` shows what would change, `--upgrade` takes them over"
    )
