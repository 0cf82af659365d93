"""Lists of Cards, findings and verdicts of present Reviews: every query here goes by an index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import Select
from sqlalchemy import Table
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import literal_column
from sqlalchemy import or_
from sqlalchemy import select

from docintel.domain.errors import UsageError
from docintel.domain.records import CardRecord
from docintel.domain.records import FindingRecord
from docintel.domain.records import VerdictRecord
from docintel.domain.wording import Wording
from docintel.store.database import Database
from docintel.store.listing import ALL_CARDS
from docintel.store.listing import FIRST
from docintel.store.listing import CardFilters
from docintel.store.listing import Listed
from docintel.store.listing import Slice
from docintel.store.rows import Row
from docintel.store.rows import counted
from docintel.store.rows import parsed
from docintel.store.rows import state_of
from docintel.store.schema import cards
from docintel.store.schema import findings
from docintel.store.schema import standings
from docintel.store.schema import verdicts
from docintel.store.standing import card_waits
from docintel.store.subjects import weight

COUNTED = ("grade", "standing", "severity", "check", "kind", "assigned_to")

OF = select(cards).where(cards.c.application == bindparam("of")).order_by(cards.c.rank)
ONE = select(cards).where(cards.c.application == bindparam("of"), cards.c.key == bindparam("on"))
STANDING = tuple(standings.c[name] for name in ("fingerprint", "wording_sha256", "standing", "kind", "decision", "person"))


class Cards:
    """The Cards of present Reviews."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, application: str) -> tuple[CardRecord, ...]:
        """The Cards of an application by rank."""
        return self._database.read(lambda connection: tuple(_card(row) for row in connection.execute(OF, {"of": application}).mappings()))

    def get(self, application: str, key: str) -> CardRecord:
        """One Card; UsageError where the present Review has none of that key."""
        asked = {"of": application, "on": key}
        row = self._database.read(lambda connection: connection.execute(ONE, asked).mappings().one_or_none())
        if row is None:
            raise UsageError(f"没有这个事项 / there is no such Card: {key}")
        return _card(row)

    def of_campaign(self, campaign: str, filters: CardFilters = ALL_CARDS, page: Slice = FIRST) -> Listed[CardRecord]:
        """A slice of the Cards of a campaign, heaviest first, then by application and rank."""
        order = (cards.c.weight, cards.c.application, cards.c.rank)
        rows = _filtered(select(cards), campaign, filters).order_by(*order).limit(page.size).offset(page.offset)
        number = _filtered(select(func.count()).select_from(cards), campaign, filters)
        return self._database.read(
            lambda connection: Listed(tuple(_card(row) for row in connection.execute(rows).mappings()), connection.scalar(number) or 0)
        )

    def counts(self, campaign: str, by: str = "standing", filters: CardFilters = ALL_CARDS) -> Mapping[str, int]:
        """How many Cards of a campaign there are by one of: grade, standing, severity, check, kind, assigned_to."""
        if by not in COUNTED:
            raise UsageError(f"不能按此计数 / Cards are not counted by {by}; there are {', '.join(COUNTED)}")
        column = cards.c[by]
        # Filtered, it is grouped by what no index is in the order of: SQLite's planner then takes the index that finds the rows.
        value = column if filters == ALL_CARDS else func.coalesce(column, literal_column("''"))
        asked = _filtered(select(value, func.count()), campaign, filters).group_by(value)
        return self._database.read(lambda connection: counted(connection.execute(asked).all()))

    def following(self, campaign: str, application: str, key: str, filters: CardFilters = ALL_CARDS) -> CardRecord | None:
        """The Card after this one in the order of `of_campaign`, whether or not this one still meets the filters; None at the end."""
        here = self.get(application, key)
        asked = _filtered(select(cards), campaign, filters).where(_after(here))
        ordered = asked.order_by(cards.c.weight, cards.c.application, cards.c.rank).limit(1)
        row = self._database.read(lambda connection: connection.execute(ordered).mappings().one_or_none())
        return None if row is None else _card(row)


class Findings:
    """The findings and verdicts of present Reviews."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, application: str) -> tuple[FindingRecord, ...]:
        """The findings of an application in the Review's order."""
        asked = _standing_of(select(findings, *STANDING), findings).where(findings.c.application == application)
        ordered = asked.order_by(findings.c.position)
        return self._database.read(lambda connection: tuple(_finding(row) for row in connection.execute(ordered).mappings()))

    def verdicts(self, application: str) -> tuple[VerdictRecord, ...]:
        """The verdicts of an application in the Review's order."""
        asked = _standing_of(select(verdicts, *STANDING), verdicts).where(verdicts.c.application == application)
        ordered = asked.order_by(verdicts.c.position)
        return self._database.read(lambda connection: tuple(_verdict(row) for row in connection.execute(ordered).mappings()))

    def hits(self, campaign: str) -> Mapping[str, int]:
        """How many applications of a campaign each check hits."""
        asked = select(findings.c.check, func.count(findings.c.application.distinct())).where(findings.c.campaign == campaign)
        grouped = asked.group_by(findings.c.check)
        return self._database.read(lambda connection: counted(connection.execute(grouped).all()))


def _filtered(asked: Select[Any], campaign: str, filters: CardFilters) -> Select[Any]:
    asked = asked.where(cards.c.campaign == campaign)
    if filters.grade is not None:
        asked = asked.where(cards.c.weight == weight(filters.grade))  # the same, and in the order of the list
    for name in ("severity", "check", "standing", "kind", "assigned_to", "application"):
        if (value := getattr(filters, name)) is not None:
            asked = asked.where(cards.c[name] == value)
    if filters.open:
        asked = asked.where(cards.c.open.is_(True))
    if filters.second:
        asked = asked.where(card_waits())
    if filters.search:
        texts = (cards.c.title_en, cards.c.key) if filters.search.isascii() else (cards.c.title_zh,)
        asked = asked.where(or_(*(text.contains(filters.search, autoescape=True) for text in texts)))
    return asked


def _after(card: CardRecord) -> ColumnElement[bool]:
    here = weight(card.grade)
    same = and_(cards.c.weight == here, cards.c.application == card.application, cards.c.rank > card.rank)
    return or_(cards.c.weight > here, and_(cards.c.weight == here, cards.c.application > card.application), same)


def _standing_of(asked: Select[Any], table: Table) -> Select[Any]:
    return asked.join(standings, and_(standings.c.application == table.c.application, standings.c.key == table.c.key))


def _card(row: Row) -> CardRecord:
    return CardRecord(
        application=row["application"],
        campaign=row["campaign"],
        key=row["key"],
        rank=row["rank"],
        grade=row["grade"],
        severity=row["severity"],
        check=row["check"],
        title=Wording(row["title_zh"], row["title_en"]),
        findings=tuple(parsed(row["findings"])),
        fingerprint=row["fingerprint"],
        wording_sha256=row["wording_sha256"],
        decision=state_of(row),
    )


def _finding(row: Row) -> FindingRecord:
    named = {name: row[name] for name in FindingRecord.__dataclass_fields__ if name != "decision"}
    return FindingRecord(**named, decision=state_of(row))


def _verdict(row: Row) -> VerdictRecord:
    named = {name: row[name] for name in VerdictRecord.__dataclass_fields__ if name not in ("decision", "label")}
    return VerdictRecord(**named, label=Wording(row["label_zh"], row["label_en"]), decision=state_of(row))
