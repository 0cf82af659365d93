"""Campaigns: what a batch is, the packs and registers it is judged by, and what changing those would touch."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.errors import UsageError
from docintel.domain.pinned import PinnedDiff
from docintel.domain.records import ApplicationState
from docintel.domain.records import CampaignRecord
from docintel.domain.records import Json
from docintel.domain.records import Pinned
from docintel.store.audit import append
from docintel.store.database import Database
from docintel.store.identity import opaque
from docintel.store.pinning import diff
from docintel.store.pinning import pin
from docintel.store.pinning import pinned_of
from docintel.store.pinning import pinned_texts
from docintel.store.pinning import present_pin
from docintel.store.rows import canonical
from docintel.store.rows import counted
from docintel.store.rows import parsed
from docintel.store.rows import sha256_of
from docintel.store.schema import applications
from docintel.store.schema import campaigns
from docintel.store.schema import cards
from docintel.store.schema import pins

ONE = select(campaigns).where(campaigns.c.id == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Totals:
    """A campaign in numbers: applications by state, Cards by grade and by how they stand, and how many have a Review, be it to be made anew."""

    applications: Mapping[str, int]
    cards: Mapping[tuple[str, str], int]
    with_review: int = 0

    @property
    def open_cards(self) -> int:
        """Cards that wait for somebody."""
        return sum(count for (_, standing), count in self.cards.items() if standing != "decided")


class Campaigns:
    """All campaigns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, campaign: CampaignRecord, *, by: str = "system") -> CampaignRecord:
        """A new campaign; an empty `id` is filled. UsageError where there is one of that id."""

        def body(connection: Connection) -> CampaignRecord:
            record = campaign if campaign.id else replace(campaign, id=opaque(connection, "c", campaign.name))
            if connection.scalar(select(campaigns.c.id).where(campaigns.c.id == record.id)) is not None:
                raise UsageError(f"已有这个批次 / there is such a campaign already: {record.id} {record.name}")
            number = (connection.scalar(select(func.max(campaigns.c.number))) or 0) + 1
            now = self._database.now()
            connection.execute(insert(campaigns).values({**_row(record), "number": number, "created_at": now}))
            pin(connection, record.id, record.pinned, {"person": by, "reason": "", "at": now})
            append(connection, now, by, "campaign.add", record.id)
            return record

        return self._database.write(body)

    def get(self, campaign: str) -> CampaignRecord:
        """One campaign; UsageError where there is none."""
        return self._database.read(lambda connection: campaign_of(connection, campaign))

    def has(self, campaign: str) -> bool:
        """Whether there is one of this id."""
        asked = select(campaigns.c.id).where(campaigns.c.id == campaign)
        return self._database.read(lambda connection: connection.scalar(asked)) is not None

    def all(self) -> tuple[CampaignRecord, ...]:
        """All, in the order of their making."""
        asked = select(campaigns.c.id).order_by(campaigns.c.number, campaigns.c.id)
        return self._database.read(lambda connection: tuple(campaign_of(connection, one) for one in connection.scalars(asked).all()))

    def set(self, campaign: str, settings: Json, *, by: str = "system") -> CampaignRecord:
        """Settings laid over those there are; None as a value removes one."""

        def body(connection: Connection) -> CampaignRecord:
            connection.execute(
                select(campaigns.c.id).where(campaigns.c.id == campaign).with_for_update()
            )  # one at a time: none undoes another
            record = campaign_of(connection, campaign)
            merged = {name: value for name, value in {**record.settings, **settings}.items() if value is not None}
            connection.execute(update(campaigns).where(campaigns.c.id == campaign).values(settings=canonical(merged)))
            append(connection, self._database.now(), by, "campaign.set", campaign, settings=sha256_of(canonical(merged)))
            return replace(record, settings=merged)

        return self._database.write(body)

    def pin(self, campaign: str, pinned: Pinned, *, by: str = "system", reason: str = "") -> CampaignRecord:
        """Judge by these packs and registers from now on; what was pinned before stays in the history."""

        def body(connection: Connection) -> CampaignRecord:
            record = replace(campaign_of(connection, campaign), pinned=pinned)
            now = self._database.now()
            pin(connection, campaign, pinned, {"person": by, "reason": reason, "at": now})
            append(connection, now, by, "campaign.pin", campaign, pinned=sha256_of(*pinned_texts(pinned)))
            return record

        return self._database.write(body)

    def pinned_history(self, campaign: str) -> tuple[Pinned, ...]:
        """All that was ever pinned, in order; the last is the present."""
        asked = select(pins).where(pins.c.campaign == campaign).order_by(pins.c.id)
        return self._database.read(lambda connection: tuple(pinned_of(row) for row in connection.execute(asked).mappings()))

    def diff(
        self,
        campaign: str,
        pinned: Pinned,
        *,
        apart: Collection[str] = (),
        entries: Mapping[str, Collection[str]] | None = None,
    ) -> PinnedDiff:
        """What pinning these would change and which applications it touches; changes nothing.

        `apart` are packs that this campaign does not judge by (other programmes). `entries` are, by register, names and credit codes of
        the entries that differ: then only applications related to one of them are touched, else all that were judged with the register.
        """
        return self._database.read(lambda connection: diff(connection, campaign, pinned, apart, entries or {}))

    def reopen(self, campaign: str, touched: Collection[str], *, by: str, reason: str) -> int:
        """These applications wait to be judged again; their Reviews and decisions stay as they are until then. Gives how many."""

        def body(connection: Connection) -> int:
            now = self._database.now()
            asked = select(applications.c.id).where(
                applications.c.campaign == campaign, applications.c.state == ApplicationState.REVIEWED.value
            )
            again = sorted(set(connection.scalars(asked.with_for_update()).all()) & set(touched))
            for application in again:
                waits = {"state": ApplicationState.RECEIVED.value}
                connection.execute(update(applications).where(applications.c.id == application).values(waits))
                append(connection, now, by, "application.reopen", application, reason=sha256_of(reason))
            return len(again)

        return self._database.write(body)

    def totals(self, campaign: str) -> Totals:
        """The campaign in numbers."""

        def body(connection: Connection) -> Totals:
            states = select(applications.c.state, func.count()).where(applications.c.campaign == campaign).group_by(applications.c.state)
            asked = select(cards.c.grade, cards.c.standing, func.count()).where(cards.c.campaign == campaign)
            found = connection.execute(asked.group_by(cards.c.grade, cards.c.standing)).all()
            reviewed = select(func.count()).where(applications.c.campaign == campaign, applications.c.review.is_not(None))
            by_state, by_grade = connection.execute(states).all(), {(grade, standing): count for grade, standing, count in found}
            return Totals(counted(by_state), by_grade, connection.scalar(reviewed) or 0)

        return self._database.read(body)


def campaign_of(connection: Connection, campaign: str) -> CampaignRecord:
    """One campaign with what is pinned; UsageError where there is none."""
    row = connection.execute(ONE, {"of": campaign}).mappings().one_or_none()
    if row is None:
        raise UsageError(f"没有这个批次 / there is no such campaign: {campaign}")
    pinned = present_pin(connection, campaign)
    kind, day = ApplicationKind(row["kind"]), date.fromisoformat(row["as_of"])
    return CampaignRecord(row["id"], row["name"], row["programme"], row["batch"], kind, day, parsed(row["settings"]), pinned)


def _row(record: CampaignRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "name": record.name,
        "programme": record.programme,
        "batch": record.batch,
        "kind": record.kind.value,
        "as_of": record.as_of.isoformat(),
        "settings": canonical(record.settings),
    }
