"""What a campaign is judged by, its history, what an upgrade would change, and re-opening only what it touches."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import exists
from sqlalchemy import insert
from sqlalchemy import or_
from sqlalchemy import select

from docintel.domain.campaigning import PackVersion
from docintel.domain.campaigning import RegisterUse
from docintel.domain.pinned import PinnedChange
from docintel.domain.pinned import PinnedDiff
from docintel.domain.records import Pinned
from docintel.store.rows import Row
from docintel.store.rows import canonical
from docintel.store.rows import parsed
from docintel.store.schema import applications
from docintel.store.schema import parties
from docintel.store.schema import pins
from docintel.store.schema import uses

PACK, REGISTER = "pack", "register"
MANY = 500  # names asked for at a time
PRESENT = select(pins).where(pins.c.campaign == bindparam("of")).order_by(pins.c.id.desc()).limit(1)


def pinned_texts(pinned: Pinned) -> tuple[str, str]:
    """Packs and registers as rows hold them."""
    packs = [asdict(pack) for pack in pinned.packs]
    registers = [{**asdict(one), "as_of": None if one.as_of is None else one.as_of.isoformat()} for one in pinned.registers]
    return canonical(packs), canonical(registers)


def pin(connection: Connection, campaign: str, pinned: Pinned, said: Mapping[str, str]) -> None:
    """One more row of the history; `said`: person, reason, at."""
    packs, registers = pinned_texts(pinned)
    connection.execute(insert(pins).values({"campaign": campaign, "packs": packs, "registers": registers, **said}))


def pinned_of(row: Row) -> Pinned:
    """What a row of the history pinned."""
    packs = tuple(PackVersion(**pack) for pack in parsed(row["packs"]))
    return Pinned(packs, tuple(_register(**one) for one in parsed(row["registers"])))


def present_pin(connection: Connection, campaign: str) -> Pinned:
    """What is pinned now."""
    return pinned_of(connection.execute(PRESENT, {"of": campaign}).mappings().one())


def diff(
    connection: Connection, campaign: str, after: Pinned, apart: Collection[str], entries: Mapping[str, Collection[str]]
) -> PinnedDiff:
    """What pinning `after` would change.

    `apart` are the ids of packs by which this campaign does not judge (other programmes); `entries` are, by register, the names and
    credit codes of the entries that came, went or changed: only applications related to one of them are touched. A register whose
    entries are not given touches all.
    """
    before = present_pin(connection, campaign)
    packs = _changes(_packs(before), _packs(after))
    registers = _changes(_registers(before), _registers(after))
    judging = [change.name for change in packs if change.name not in apart]
    known = {pack.id: pack.sha256 for pack in after.packs} | {register.name: register.sha256 for register in after.registers}
    wholly = [change.name for change in registers if change.name not in entries]
    touched = {
        *_made_otherwise(connection, campaign, PACK, {name: known.get(name) for name in judging}),
        *_made_otherwise(connection, campaign, REGISTER, {name: known.get(name) for name in wholly}),
        *_related(connection, campaign, {entry for change in registers for entry in entries.get(change.name, ())}),
    }
    return PinnedDiff(packs, registers, tuple(sorted(touched)))


def _packs(pinned: Pinned) -> dict[str, tuple[str, str]]:
    return {
        pack.id: (pack.sha256, f"v{pack.version} {pack.sha256[:12]}" + (f" {pack.overlay}" if pack.overlay else ""))
        for pack in pinned.packs
    }


def _registers(pinned: Pinned) -> dict[str, tuple[str, str]]:
    return {one.name: (one.sha256, f"{one.as_of or ''} {one.sha256[:12]}".strip()) for one in pinned.registers}


def _changes(before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]) -> tuple[PinnedChange, ...]:
    """Named things whose hashes differ."""
    nothing = (None, None)
    changed = [name for name in sorted({*before, *after}) if before.get(name, nothing)[0] != after.get(name, nothing)[0]]
    return tuple(PinnedChange(name, before.get(name, nothing)[1], after.get(name, nothing)[1]) for name in changed)


def _made_otherwise(connection: Connection, campaign: str, sort: str, wanted: Mapping[str, str | None]) -> Iterable[str]:
    """Applications whose present Review was made with another hash of one of these, without it, or with one that is to go."""
    if not wanted:
        return ()
    reviewed = (applications.c.campaign == campaign, applications.c.review.is_not(None))
    return connection.scalars(
        select(applications.c.id).where(*reviewed, or_(*(_differs(sort, name, sha) for name, sha in wanted.items())))
    ).all()


def _differs(sort: str, name: str, sha256: str | None) -> ColumnElement[bool]:
    used = and_(uses.c.application == applications.c.id, uses.c.sort == sort, uses.c.name == name)
    if sha256 is None:
        return exists().where(used)
    return ~exists().where(and_(used, uses.c.hash == sha256))


def _related(connection: Connection, campaign: str, entries: Collection[str]) -> set[str]:
    found: set[str] = set()
    ordered = sorted(entries)
    for start in range(0, len(ordered), MANY):
        part = ordered[start : start + MANY]
        asked = select(parties.c.application).where(parties.c.campaign == campaign, or_(parties.c.name.in_(part), parties.c.uscc.in_(part)))
        found |= set(connection.scalars(asked).all())
    return found


def _register(*, name: str, sha256: str, as_of: str | None, entries: int) -> RegisterUse:
    return RegisterUse(name, sha256, None if as_of is None else date.fromisoformat(as_of), entries)
