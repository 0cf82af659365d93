"""What the commands over a store share: which store, which campaign, which application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.domain.records import CampaignRecord
from docintel.domain.wording import Wording
from docintel.store import ApplicationFilters
from docintel.store import Slice
from docintel.store import Store
from docintel.store import open_store

StoreOption = Annotated[Path, typer.Option("--store", envvar="DOCINTEL_STORE", help="存储目录 / folder of the store")]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="DOCINTEL_DATABASE",
        help="数据库地址，默认目录中的 SQLite / URL of a database; SQLite in the folder by default",
    ),
]
CampaignOption = Annotated[
    str | None, typer.Option("--campaign", metavar="ID", help="批次；只有一个时可省略 / the campaign; may be left out where there is one")
]
STORE = Path("docintel-store")
PAGE = 500  # applications asked for at a time


def store_there(place: Path, database: str | None) -> Store:
    """The store that was asked for; UsageError where none was made yet."""
    if not place.is_dir():
        raise UsageError(
            f"没有存储目录“{place}”，先用 docintel ingest / no store in “{place}”: take applications in with docintel ingest first"
        )
    return open_store(place, database)


def campaign_named(store: Store, name: str | None) -> CampaignRecord:
    """The campaign of that id, the only one where none is named; UsageError names those there are."""
    known = store.campaigns.all()
    found = [one for one in known if name in (one.id, None)]
    if len(found) == 1:
        return found[0]
    listed = "、".join(f"{one.id}（{one.name}）" for one in known) or "—"
    raise UsageError(f"请用 --campaign 指定批次，已有：{listed} / name a campaign with --campaign; there are {listed}")


def titled(campaign: CampaignRecord) -> Wording:
    """A campaign as people know it, with the id by which commands name it."""
    return Wording(f"“{campaign.name}”（{campaign.id}）", f"“{campaign.name}” ({campaign.id})")


def application_named(store: Store, name: str) -> str:
    """The id of the application of that id, credit code or folder; UsageError where there is none or more than one."""
    found: dict[str, str] = {}
    for campaign in store.campaigns.all():
        for one in _called_like(store, campaign.id, name):
            if name in (one.folder, one.uscc, one.applicant):
                found[one.id] = f"{one.id}（{campaign.id} {one.folder}）"
    if not found:
        return store.applications.get(name).id
    if len(found) > 1:
        listed = "、".join(found.values())
        raise UsageError(f"有多份这样的申报，请用编号：{listed} / several applications are called so, use an id: {listed}")
    return next(iter(found))


def _called_like(store: Store, campaign: str, name: str) -> Iterator[ApplicationRecord]:
    """Every application with the name in one of its own, however many there are."""
    number = 1
    while rows := store.applications.of(campaign, ApplicationFilters(search=name), Slice(number, PAGE)).rows:
        yield from rows
        number += 1
