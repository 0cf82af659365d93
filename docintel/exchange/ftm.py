"""FollowTheMoney entities, one JSON object a line, to and from a table of parties and stakes (schemata Company, Person, Ownership of FtM 3 and 4)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from decimal import InvalidOperation
from fractions import Fraction
from hashlib import sha256
from typing import Any

from docintel.domain.errors import UsageError
from docintel.domain.ownership import Holding
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Role
from docintel.domain.wording import Wording
from docintel.text.shares import known_day

_KINDS = {
    "Person": PartyKind.PERSON,
    "Company": PartyKind.ENTERPRISE,
    "Organization": PartyKind.ENTERPRISE,
    "PublicBody": PartyKind.STATE_BODY,
    "LegalEntity": PartyKind.UNKNOWN,
}
_SCHEMATA = {kind: schema for schema, kind in reversed(_KINDS.items())}
_OWNERSHIP = "Ownership"
CUT_PLACES = 9  # of a percentage: one with so many is a fraction that does not end, cut off
_NUMBER = re.compile(r"\d+(\.\d+)?")


def read_ftm(text: str, name: str = "FollowTheMoney") -> OwnershipTable:
    """Parties and stakes of a file of lines; UsageError names the line. Schemata that say nothing of ownership are counted and told."""
    parties: list[Party] = []
    holdings: list[Holding] = []
    others: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            told = _object(line, f"{name}: 第{number}行 / line {number}")
            schema = told.get("schema")
            if schema in _KINDS:
                parties.append(_party(told, _KINDS[str(schema)]))
            elif schema == _OWNERSHIP:
                holdings += _stakes(told, f"{name}: 第{number}行 / line {number}")
            else:
                others[str(schema)] = others.get(str(schema), 0) + 1
    untold = [
        Wording(
            f"{name}：{count}个{schema}对象不说明持股，未计入。", f"{name}: {count} objects {schema} tell no stakes and were not counted."
        )
        for schema, count in sorted(others.items())
    ]
    return OwnershipTable(tuple(parties), tuple(holdings), (), tuple(untold))


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{place}: 不是JSON / is no JSON: {error}") from error
    if not isinstance(told, dict) or "id" not in told or "schema" not in told:
        raise UsageError(f"{place}: 缺少 id 或 schema / has no id or schema")
    return told


def _values(told: dict[str, Any], field: str) -> list[str]:
    found = told.get("properties", {}).get(field, [])
    return [str(one) for one in (found if isinstance(found, list) else [found])]


def _party(told: dict[str, Any], kind: PartyKind) -> Party:
    names = _values(told, "name") or [str(told.get("caption") or told["id"])]
    former = (*names[1:], *_values(told, "previousName"))
    return Party(str(told["id"]), names[0], kind, next(iter(_values(told, "uscCode")), None), tuple(former))


def _stakes(told: dict[str, Any], place: str) -> Iterator[Holding]:
    percentage = next(iter(_values(told, "percentage")), "")
    share = _share(percentage, place)
    role = next((one for one in Role if one.value in _values(told, "role")), Role.SHAREHOLDER)
    start, end = (known_day(next(iter(_values(told, field)), "")) for field in ("startDate", "endDate"))
    for owner in _values(told, "owner"):
        for asset in _values(told, "asset"):
            origin = next(iter(_values(told, "sourceUrl")), "")
            yield Holding(
                owner,
                asset,
                share,
                None,
                start=start,
                end=end,
                role=role,
                printed=_cut_off(percentage),
                origin=origin,
                fact=str(told["id"]),
            )


def _cut_off(text: str) -> str | None:
    """A percentage that is a fraction cut off, as it stands there: what is missing behind it is rounding."""
    return f"{text}%" if len(text.partition(".")[2]) >= CUT_PLACES else None


def _share(text: str, place: str) -> Fraction | None:
    """A percentage as text (`25`, `25%`); None where it is no single number."""
    bare = text.strip().rstrip("%％").strip()
    if not _NUMBER.fullmatch(bare):
        return None
    try:
        share = Fraction(Decimal(bare)) / 100
    except InvalidOperation as error:
        raise UsageError(f"{place}: {text!r} 不是比例 / is no percentage") from error
    if share > 1:
        raise UsageError(f"{place}: 比例 {text} 超过100% / a share of {text} is over 100 %")
    return share


def written_ftm(table: OwnershipTable) -> str:
    """The table as lines of FtM objects, the same for the same table."""
    lines = [_written_party(party) for party in table.parties]
    lines += [_written_stake(holding) for holding in table.holdings]
    return "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines)


def _written_party(party: Party) -> dict[str, Any]:
    properties: dict[str, list[str]] = {"name": [party.name]}
    if party.former_names:
        properties["previousName"] = list(party.former_names)
    if party.uscc:
        properties["uscCode"] = [party.uscc]
    return {"id": party.id, "schema": _SCHEMATA.get(party.kind, "LegalEntity"), "properties": properties}


def _written_stake(holding: Holding) -> dict[str, Any]:
    properties: dict[str, list[str]] = {"owner": [holding.holder], "asset": [holding.company]}
    if holding.share is not None:
        percent = Decimal(holding.share.numerator * 100) / Decimal(holding.share.denominator)
        properties["percentage"] = [f"{round(percent, 12).normalize():f}"]
    if holding.start is not None:
        properties["startDate"] = [holding.start.isoformat()]
    if holding.end is not None:
        properties["endDate"] = [holding.end.isoformat()]
    if holding.role is not Role.SHAREHOLDER:
        properties["role"] = [holding.role.value]
    if holding.origin:
        properties["sourceUrl"] = [holding.origin]
    key = "|".join(map(str, (holding.holder, holding.company, holding.share, holding.start, holding.end, holding.fact)))
    return {"id": holding.fact or sha256(key.encode()).hexdigest()[:40], "schema": _OWNERSHIP, "properties": properties}
