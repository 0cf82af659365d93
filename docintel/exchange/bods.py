"""BODS 0.4 to and from a table of parties and stakes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from pydantic import BaseModel
from pydantic import TypeAdapter
from pydantic import ValidationError

from docintel.domain.errors import UsageError
from docintel.domain.ownership import Holding
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Role
from docintel.domain.wording import Wording
from docintel.exchange.bods_model import VERSION
from docintel.exchange.bods_model import EntityDetails
from docintel.exchange.bods_model import EntityKind
from docintel.exchange.bods_model import EntityStatement
from docintel.exchange.bods_model import Identifier
from docintel.exchange.bods_model import Interest
from docintel.exchange.bods_model import InterestKind
from docintel.exchange.bods_model import PersonDetails
from docintel.exchange.bods_model import PersonStatement
from docintel.exchange.bods_model import RecordStatus
from docintel.exchange.bods_model import RelationshipStatement
from docintel.exchange.bods_model import ShareRange
from docintel.exchange.bods_model import Statement
from docintel.text.shares import known_day

USCC_SCHEME = "CN-SAIC"  # org-id.guide's list for the credit code; its name is older than the administration's
_STATEMENTS: TypeAdapter[tuple[Statement, ...]] = TypeAdapter(tuple[Statement, ...])
_KINDS = {
    EntityKind.STATE: PartyKind.STATE_BODY,
    EntityKind.STATE_BODY: PartyKind.STATE_BODY,
    EntityKind.REGISTERED: PartyKind.ENTERPRISE,
    EntityKind.LEGAL: PartyKind.ENTERPRISE,
}
_ENTITY_TYPES = {PartyKind.STATE_BODY: "stateBody", PartyKind.UNKNOWN: "unknownEntity", PartyKind.CONCERT_GROUP: "arrangement"}
LEAST_PART = Fraction(1, 10**9)  # percentage points
CUT_PLACES = 9  # of a percentage: one with so many is a fraction that does not end, cut off
MANAGES = InterestKind.COMPANY_RULES  # by which a general partner controls a partnership
_NO_STAKE = frozenset(InterestKind) - {InterestKind.SHAREHOLDING, InterestKind.VOTING}


def read_statements(text: str, name: str = "BODS") -> tuple[Statement, ...]:
    """The statements of a file; UsageError names the statement, the field and what is wrong with it."""
    try:
        told = json.loads(text, parse_float=Decimal)
        return _STATEMENTS.validate_python(told)
    except json.JSONDecodeError as error:
        raise UsageError(f"{name}: 不是可读的JSON / is no readable JSON: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"{name}: 第{place}处不符合BODS {VERSION} / {place} is not BODS {VERSION}: {first['msg']}（共{error.error_count()}处）"
        ) from error


def written_statements(statements: Sequence[Statement]) -> str:
    """The statements as JSON, saying what they were read with and nothing more."""
    told = _STATEMENTS.dump_python(tuple(statements), by_alias=True, exclude_unset=True, mode="python")
    return json.dumps(told, ensure_ascii=False, indent=1, default=_number) + "\n"


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{value!r} has no place in JSON")


def problems_of(statements: Sequence[Statement]) -> list[str]:
    """What the types do not see: statements of one id, and relationships with parties that no statement is about."""
    ids = [one.statement_id for one in statements]
    found = [f"{one}: statementId stands twice" for one in sorted({one for one in ids if ids.count(one) > 1})]
    known = {one.record_id for one in statements if not isinstance(one, RelationshipStatement)}
    for one in statements:
        if isinstance(one, RelationshipStatement):
            named = (one.record_details.subject, one.record_details.interested_party)
            found += [f"{one.statement_id}: no statement about {party}" for party in named if isinstance(party, str) and party not in known]
    return found


def current(statements: Iterable[Statement]) -> list[Statement]:
    """The last statement of each record, without records that are closed."""
    last: dict[str, Statement] = {}
    for one in sorted(statements, key=lambda each: each.statement_date or ""):
        last[one.record_id] = one
    return [one for one in last.values() if one.record_status is not RecordStatus.CLOSED]


def table_of(statements: Sequence[Statement], name: str = "BODS") -> OwnershipTable:
    """Parties and direct stakes; what is indirect is made up of others and is not counted again, what is no stake is told."""
    now = current(statements)
    parties = [
        _entity(one) if isinstance(one, EntityStatement) else _person(one) for one in now if not isinstance(one, RelationshipStatement)
    ]
    relations = [one for one in now if isinstance(one, RelationshipStatement)]
    holdings = [stake for one in relations for stake in _stakes(one)]
    return OwnershipTable(tuple(parties), tuple(holdings), (), (*_untold(relations, name), *_unknown(statements, name)))


def _entity(one: EntityStatement) -> Party:
    details: EntityDetails = one.record_details
    uscc = next((each.id for each in details.identifiers or () if each.scheme == USCC_SCHEME and each.id), None)
    kind = _KINDS.get(details.entity_type.type, PartyKind.UNKNOWN)
    return Party(one.record_id, details.name or one.record_id, kind, uscc, details.alternate_names or ())


def _person(one: PersonStatement) -> Party:
    details: PersonDetails = one.record_details
    name = next((each.full_name for each in details.names or () if each.full_name), None)
    return Party(one.record_id, name or one.record_id, PartyKind.PERSON)


def _stakes(one: RelationshipStatement) -> Iterator[Holding]:
    """The direct stakes of one relationship: capital and votes of one time are one stake."""
    details = one.record_details
    if details.component_records or not isinstance(details.interested_party, str) or not isinstance(details.subject, str):
        return
    spans: dict[tuple[date | None, date | None], dict[InterestKind, Interest]] = {}
    for interest in details.interests or ():
        manages = interest.type is MANAGES and interest.details == Role.GENERAL_PARTNER.value
        if interest.direct_or_indirect != "indirect" and interest.type is not None and (manages or interest.type not in _NO_STAKE):
            spans.setdefault((known_day(interest.start_date), known_day(interest.end_date)), {}).setdefault(interest.type, interest)
    for (start, end), told in spans.items():
        capital, votes = told.get(InterestKind.SHAREHOLDING), told.get(InterestKind.VOTING)
        exact, between = _share(capital.share if capital else None)
        voting, _ = _share(votes.share if votes else None)
        source = one.source.description or one.source.url if one.source else None
        roles = [role for role in Role if role is not Role.SHAREHOLDER and any(each.details == role.value for each in told.values())]
        yield Holding(
            details.interested_party,
            details.subject,
            exact,
            None,
            voting if voting != exact else None,
            start,
            end,
            role=roles[0] if roles else Role.SHAREHOLDER,
            printed=_cut_off(capital.share if capital else None),
            origin=source or "",
            fact=one.record_id,
            between=between,
        )


def _cut_off(share: ShareRange | None) -> str | None:
    """The percentage as it stands there, where it is a fraction cut off: what is missing behind it is rounding."""
    if share is None or share.exact is None or -int(Decimal(share.exact).as_tuple().exponent) < CUT_PLACES:
        return None
    return f"{share.exact:f}%"


def _share(share: ShareRange | None) -> tuple[Fraction | None, tuple[Fraction, Fraction] | None]:
    """An exact share, or its bounds; what must be over a bound is over it by a part so small that no printed share has it."""
    if share is None:
        return None, None
    if share.exact is not None:
        return Fraction(share.exact) / 100, None
    low = Fraction(share.minimum or 0) if share.exclusive_minimum is None else Fraction(share.exclusive_minimum) + LEAST_PART
    high = Fraction(100 if share.maximum is None else share.maximum)
    if share.exclusive_maximum is not None:
        high = Fraction(share.exclusive_maximum) - LEAST_PART
    return None, (low / 100, high / 100)


def _untold(relations: Iterable[RelationshipStatement], name: str) -> Iterator[Wording]:
    """Interests that are no stakes, parties that are not named, and indirect stakes that no direct ones make up."""
    kinds: dict[str, int] = {}
    unnamed, through = 0, list[str]()
    for one in relations:
        details = one.record_details
        unnamed += not isinstance(details.interested_party, str) or not isinstance(details.subject, str)
        if not details.component_records and any(each.direct_or_indirect == "indirect" for each in details.interests or ()):
            through.append(one.record_id)
        for interest in details.interests or ():
            if interest.type in _NO_STAKE and interest.details != Role.GENERAL_PARTNER.value:
                kinds[str(interest.type)] = kinds.get(str(interest.type), 0) + 1
    for kind, count in sorted(kinds.items()):
        yield Wording(
            f"{name}：{count}项权益（{kind}）不是持股，未计入控制。",
            f"{name}: {count} interests ({kind}) are no stakes and were not counted.",
        )
    if unnamed:
        yield Wording(
            f"{name}：{unnamed}条关系未写明权益人或企业。",
            f"{name}: {unnamed} relationships do not name the interested party or the entity.",
        )
    if through:
        zh, en = "、".join(through), ", ".join(through)
        yield Wording(
            f"{name}：间接持股未列明各级（{zh}），不是直接持股，未计入控制，需核实中间各级。",
            f"{name}: indirect stakes without their levels ({en}) are no direct stakes and were not counted: ask for the levels between.",
        )


def _unknown(statements: Sequence[Statement], name: str) -> Iterator[Wording]:
    """Fields that the standard does not have, and parties that no statement is about."""
    if fields := sorted({field for one in statements for field in _more_fields(one)}):
        zh, en = "、".join(fields), ", ".join(fields)
        yield Wording(
            f"{name}：以下字段不属于BODS {VERSION}，未使用：{zh}。",
            f"{name}: fields that BODS {VERSION} does not have were not used: {en}.",
        )
    for problem in problems_of(statements):
        yield Wording(f"{name}：陈述不完整：{problem}。", f"{name}: {problem}.")


def _more_fields(part: BaseModel) -> Iterator[str]:
    """The names of fields beyond the standard, of a part and all within it."""
    yield from part.model_extra or ()
    for field in part.model_fields_set & type(part).model_fields.keys():
        value = getattr(part, field)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from _more_fields(each)


# ---- out


def statements_of(table: OwnershipTable, day: date) -> list[Statement]:
    """A table as statements of one day; ids are hashes of what they are about, so that the same table gives the same file."""
    told: list[dict[str, Any]] = [_party_statement(party, day) for party in table.parties]
    told += [_stake_statement(holding, day) for holding in table.holdings]
    return list(_STATEMENTS.validate_python(told))


def _id(*parts: object) -> str:
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:36]


def _frame(kind: str, record: str, subject: str, day: date, details: dict[str, Any]) -> dict[str, Any]:
    """What every statement says of itself."""
    return {
        "statementId": _id(kind, record, day, sorted(details.items(), key=str)),
        "declarationSubject": subject,
        "statementDate": day.isoformat(),
        "publicationDetails": {"publicationDate": day.isoformat(), "bodsVersion": VERSION, "publisher": {"name": "docintel"}},
        "recordId": record,
        "recordStatus": "new",
        "recordType": kind,
        "recordDetails": details,
    }


def _party_statement(party: Party, day: date) -> dict[str, Any]:
    if party.kind is PartyKind.PERSON:
        person = {"isComponent": False, "personType": "knownPerson", "names": [{"type": "legal", "fullName": party.name}]}
        return _frame("person", party.id, party.id, day, person)
    details: dict[str, Any] = {
        "isComponent": False,
        "entityType": {"type": _ENTITY_TYPES.get(party.kind, "registeredEntity")},
        "name": party.name,
    }
    if party.former_names:
        details["alternateNames"] = list(party.former_names)
    if party.uscc:
        details["identifiers"] = [Identifier(id=party.uscc, scheme=USCC_SCHEME).model_dump(by_alias=True, exclude_unset=True)]
    return _frame("entity", party.id, party.id, day, details)


def _stake_statement(holding: Holding, day: date) -> dict[str, Any]:
    interests = [_interest("shareholding", holding, holding.share, holding.between)]
    if holding.votes is not None:
        interests.append(_interest("votingRights", holding, holding.votes, None))
    if holding.role is Role.GENERAL_PARTNER:
        interests.append(_interest(MANAGES.value, holding, None, None))
    if holding.role is not Role.SHAREHOLDER:
        interests[-1]["details"] = holding.role.value
    record = _id("stake", holding.holder, holding.company, holding.fact or "", holding.start, holding.end, holding.share, holding.votes)
    details = {"isComponent": False, "subject": holding.company, "interestedParty": holding.holder, "interests": interests}
    source = {"source": {"description": holding.origin}} if holding.origin else {}
    return _frame("relationship", record, holding.company, day, details) | source


def _interest(kind: str, holding: Holding, share: Fraction | None, between: tuple[Fraction, Fraction] | None) -> dict[str, Any]:
    told: dict[str, Any] = {"type": kind, "directOrIndirect": "direct"}
    if share is not None:
        told["share"] = {"exact": _percent(share)}
    elif between is not None:
        told["share"] = {"minimum": _percent(between[0]), "maximum": _percent(between[1])}
    if holding.start is not None:
        told["startDate"] = holding.start.isoformat()
    if holding.end is not None:
        told["endDate"] = holding.end.isoformat()
    return told


def _percent(share: Fraction) -> Decimal:
    """A share in percent, to twelve places where it does not end: the standard has no fractions."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return round(exact, 12).normalize() if exact else Decimal(0)
