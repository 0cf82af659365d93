"""What a party is by its name, and which of them hold for the state."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import replace

from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind

_PARTNERSHIP = ("有限合伙)", "普通合伙)", "合伙企业")
_FUND = ("基金",)
_ENTERPRISE = ("公司", "厂", "集团", "研究院", "研究所", "中心", "合作社", "供销社", "联合社", "银行", "大学", "学院")
_DOUBLE = (
    "欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "令狐", "慕容", "端木", "东方", "南宫", "夏侯", "司徒",
)  # surnames of two characters  # fmt: skip

IsState = Callable[[str], bool]


def kind_of(name: str, is_state: IsState | None = None) -> PartyKind:
    """What a name says its bearer is; a short name without any word for an organisation is a person's."""
    if is_state is not None and is_state(name):
        return PartyKind.STATE_BODY
    if any(word in name for word in _PARTNERSHIP):
        return PartyKind.PARTNERSHIP
    if name.endswith(_FUND):
        return PartyKind.FUND
    if any(word in name for word in _ENTERPRISE):
        return PartyKind.ENTERPRISE
    return PartyKind.PERSON if 2 <= len(name) <= 3 or (len(name) == 4 and name.startswith(_DOUBLE)) else PartyKind.UNKNOWN


def is_state(party: Party) -> bool:
    """Whether merging groups stops here: enterprises are not one group only because the state holds both (Company Law art. 265)."""
    return party.kind is PartyKind.STATE_BODY


def with_state(parties: Iterable[Party], is_state: IsState) -> tuple[Party, ...]:
    """The parties of a file, those that hold for the state marked as such."""
    return tuple(replace(party, kind=PartyKind.STATE_BODY) if is_state(party.name) else party for party in parties)


def table_with_state(table: OwnershipTable, is_state: IsState) -> OwnershipTable:
    """The table with who holds for the state."""
    return replace(table, parties=with_state(table.parties, is_state))
