"""Campaigns: what a batch is, the packs and registers it is judged by, and what changing those would touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from docintel.domain.errors import UsageError
from docintel.domain.packs import PackVersion
from docintel.domain.programme import ApplicationKind
from docintel.domain.records import CampaignRecord
from docintel.domain.records import Json
from docintel.domain.records import Pinned
from docintel.domain.review import RegisterUse
from docintel.store.audit import append
from docintel.store.database import Database
from docintel.store.identity import opaque
from docintel.store.rows import Row
from docintel.store.rows import canonical
from docintel.store.rows import parsed
from docintel.store.rows import sha256_of
from docintel.store.schema import applications
from docintel.store.schema import campaigns
from docintel.store.schema import cards
from docintel.store.schema import pins


@dataclass(frozen=True, slots=True)
class Totals:
    """A campaign in numbers: applications by state, Cards by grade and by how they stand."""

    applications: Mapping[str, int]
    cards: Mapping[tuple[str, str], int]

    @property
    def open_cards(self) -> int:
        """Cards that wait for somebody."""
        return sum(count for (_, standing), count in self.cards.items() if standing != "decided")


class Campaigns:
    """All campaigns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        name: str,
        programme: str,
        batch: int,
        *,
        as_of: date,
        kind: ApplicationKind = ApplicationKind.NEW,
        settings: Json | None = None,
        pinned: Pinned | None = None,
        by: str = "system",
        id: str | None = None,  # noqa: A002
    ) -> CampaignRecord:
        """A new campaign; `id` is made where none is given. UsageError where there is one of that id."""

        def body(connection: Connection) -> CampaignRecord:
            known = id or opaque(connection, "c", name)
            if connection.scalar(select(campaigns.c.id).where(campaigns.c.id == known)) is not None:
                raise UsageError(f"已有这个批次 / there is such a campaign already: {known}")
            record = CampaignRecord(known, name, programme, batch, kind, as_of, settings or {}, pinned or Pinned())
            now = self._database.now()
            number = (connection.scalar(select(func.max(campaigns.c.number))) or 0) + 1
            connection.execute(insert(campaigns).values({**_row(record), "number": number, "created_at": now}))
            _pin(connection, now, record, by, "")
            append(connection, now, by, "campaign.add", known)
            return record

        return self._database.write(body)

    def get(self, campaign: str) -> CampaignRecord:
        """One campaign; UsageError where there is none."""
        return self._database.read(lambda connection: campaign_of(connection, campaign))

    def all(self) -> tuple[CampaignRecord, ...]:
        """All, in the order of their making."""
        asked = select(campaigns.c.id).order_by(campaigns.c.number, campaigns.c.id)
        return self._database.read(lambda connection: tuple(campaign_of(connection, one) for one in connection.scalars(asked).all()))

    def set(self, campaign: str, settings: Json, *, by: str = "system") -> CampaignRecord:
        """Settings laid over those there are; None as a value removes one."""

        def body(connection: Connection) -> CampaignRecord:
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
            _pin(connection, now, record, by, reason)
            append(connection, now, by, "campaign.pin", campaign, pinned=sha256_of(*_pinned_texts(pinned)))
            return record

        return self._database.write(body)

    def totals(self, campaign: str) -> Totals:
        """The campaign in numbers."""

        def body(connection: Connection) -> Totals:
            states = select(applications.c.state, func.count()).where(applications.c.campaign == campaign).group_by(applications.c.state)
            counted = select(cards.c.grade, cards.c.standing, func.count()).where(cards.c.campaign == campaign)
            found = connection.execute(counted.group_by(cards.c.grade, cards.c.standing)).all()
            by_state = {state: count for state, count in connection.execute(states).all()}
            return Totals(by_state, {(grade, standing): count for grade, standing, count in found})

        return self._database.read(body)


def campaign_of(connection: Connection, campaign: str) -> CampaignRecord:
    """One campaign with what is pinned; UsageError where there is none."""
    row = connection.execute(select(campaigns).where(campaigns.c.id == campaign)).mappings().one_or_none()
    if row is None:
        raise UsageError(f"没有这个批次 / there is no such campaign: {campaign}")
    pinned = connection.execute(select(pins).where(pins.c.campaign == campaign).order_by(pins.c.id.desc()).limit(1)).mappings().one()
    kind, day = ApplicationKind(row["kind"]), date.fromisoformat(row["as_of"])
    return CampaignRecord(row["id"], row["name"], row["programme"], row["batch"], kind, day, parsed(row["settings"]), _pinned(pinned))


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


def _pin(connection: Connection, now: str, record: CampaignRecord, by: str, reason: str) -> None:
    packs, registers = _pinned_texts(record.pinned)
    values = {"campaign": record.id, "packs": packs, "registers": registers, "person": by, "reason": reason, "at": now}
    connection.execute(insert(pins).values(values))


def _pinned_texts(pinned: Pinned) -> tuple[str, str]:
    packs = [asdict(pack) for pack in pinned.packs]
    registers = [{**asdict(one), "as_of": None if one.as_of is None else one.as_of.isoformat()} for one in pinned.registers]
    return canonical(packs), canonical(registers)


def _pinned(row: Row) -> Pinned:
    packs = tuple(PackVersion(**pack) for pack in parsed(row["packs"]))
    return Pinned(packs, tuple(_register(**one) for one in parsed(row["registers"])))


def _register(*, name: str, sha256: str, as_of: str | None, entries: int) -> RegisterUse:
    return RegisterUse(name, sha256, None if as_of is None else date.fromisoformat(as_of), entries)
