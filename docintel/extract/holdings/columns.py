"""The columns of a table of holders: who, how much, what share; of columns before and after an event those that the table is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from docintel.domain.document import Table
from docintel.extract.grid import Piece
from docintel.extract.grid import Row
from docintel.extract.grid import carried_rows
from docintel.extract.heads import MOST_ROWS
from docintel.extract.heads import head_rows
from docintel.text.normal import squeezed

NAME, AMOUNT, PAID, SHARES, SHARE, VOTES = (
    "shareholder_name",
    "shareholder_amount",
    "shareholder_paid_amount",
    "shareholder_shares",
    "shareholder_share",
    "special_votes_share",
)
HOLDERS = ("股东", "发起人", "出资人", "出资方", "投资者", "投资人")
NAMES = ("姓名或名称", "名称或姓名", "姓名/名称", "名称/姓名", "姓名", "名称")
WORDS = {
    AMOUNT: ("认缴出资额", "认缴出资金额", "认缴注册资本", "认缴出资", "认缴金额", "认缴数额", "认缴额", "出资金额", "出资数额", "出资额", "注册资本"),
    PAID: ("实缴出资额", "实缴出资金额", "实缴注册资本", "实缴出资", "实缴金额", "实缴资本", "实收资本", "实缴额"),
    SHARES: ("持有股份数量", "持有股份数", "持股数量", "持股数额", "持股数", "股份数量", "股份数", "认购股份", "持有股数", "持有数量", "期末持股数量", "期末持股数", "股数"),
    SHARE: (
        "占注册资本比例", "占注册资本的比例", "占总股本比例", "占总股本的比例", "认缴出资比例", "持股比例", "出资比例", "股权比例", "股份比例", "持股占比", "出资占比",
        "占股比例", "占股本比例", "财产份额比例", "合伙份额比例", "份额比例", "认缴比例", "占比", "比例",
    ),
    VOTES: ("表决权比例", "拥有表决权比例", "所持表决权比例", "表决权占比", "持有表决权比例"),
}  # fmt: skip
PARTNERS = "合伙人"
_NAMING = frozenset(word + name for word in (*HOLDERS, PARTNERS) for name in ("", *NAMES))
_NAMING_WHOLE = frozenset(word + name for word in HOLDERS for name in ("名称姓名", "姓名名称", *HOLDERS))
_REMARK = re.compile(r"\([^()]*\)")
_UNIT = re.compile(r"\((?:单位:?)?(?:人民币)?((?:万|亿|百万)?(?:美元|港元|欧元|元|股)|%|‰)\)")
_BEFORE, _AFTER = re.compile(r"前"), re.compile(r"后")
_LEADING = re.compile(r"^(?:本次|首次)?(?:公开)?(?:直接)?$")


@dataclass(frozen=True, slots=True)
class HolderColumn:
    """A column of a concept: its extent, the unit its head prints, and what stands over it (发行前, 增资后, an enterprise)."""

    concept: str
    left: float
    right: float
    head: str
    unit: str | None
    over: str


@dataclass(frozen=True, slots=True)
class HolderHeads:
    """The columns of a table of holders, how many rows its heads take, and whether they name holders or only names."""

    columns: tuple[HolderColumn, ...]
    rows: int
    of_holders: bool
    of_partners: bool

    @property
    def tells_more(self) -> bool:
        """Whether it tells what the rules of a kind do not read: votes apart from capital, or numbers of shares."""
        return any(column.concept in (VOTES, SHARES) for column in self.columns)

    @property
    def numbers(self) -> tuple[HolderColumn, ...]:
        """All columns but that of the names."""
        return tuple(column for column in self.columns if column.concept != NAME)


def holder_heads(table: Table) -> HolderHeads | None:
    """The heads of a table that lists holders with amounts or shares; None where it does not, or says otherwise of what."""
    rows = _heads(table)
    texts = [(piece, _stacked(piece, rows)) for piece in _leaves(rows)]
    named = next(((piece, kind) for piece, text in texts if (kind := _names(text)) is not None), None)
    if named is None:
        return None
    found = [column for piece, text in texts if (column := _number(piece, text)) is not None]
    if not found:
        return None
    piece, holders = named
    columns = (HolderColumn(NAME, piece.left, piece.right, squeezed(piece.text), None, ""), *found)
    of_partners = any(PARTNERS in text for _, text in texts)
    return HolderHeads(columns, len(rows), holders, of_partners)


def _heads(table: Table) -> list[Row]:
    """The rows of heads; a table of nothing but heads, whose rows stand on the next page, is all heads."""
    count = head_rows(table)
    if count:
        return list(islice(carried_rows(table), count))
    rows = list(carried_rows(table)) if len(table.rows) <= MOST_ROWS else []
    return [] if any(_digits(piece) for row in rows for piece in row) else rows


def _digits(piece: Piece) -> bool:
    return any(char.isdigit() for char in piece.text)


def _leaves(rows: Sequence[Row]) -> Iterable[Piece]:
    """The lowest head of each column: those under which no narrower one stands."""
    kept: list[Piece] = []
    for row in reversed(rows):
        kept += [piece for piece in row if not any(piece.left - 1 <= other.middle <= piece.right + 1 for other in kept)]
    return sorted(kept, key=lambda piece: piece.left)


def _stacked(leaf: Piece, rows: Sequence[Row]) -> str:
    """What a column's heads say, read from the top."""
    above = [piece for row in rows for piece in row if piece.left - 1 <= leaf.middle <= piece.right + 1]
    return "".join(squeezed(text) for text in {piece.span: piece.text for piece in above}.values())


def _names(text: str) -> bool | None:
    """Whether a head names holders (True) or only names (False); None where it does neither."""
    key = _REMARK.sub("", text)
    if key in _NAMING:
        return PARTNERS not in key
    if text.replace("(", "").replace(")", "") in _NAMING_WHOLE:
        return True
    return False if key in NAMES else None


def _number(piece: Piece, text: str) -> HolderColumn | None:
    """The column of numbers that a head names; what stands over it may only tell of a time or an enterprise."""
    unit, key = _UNIT.search(text), _REMARK.sub("", text)
    named = [(word, concept) for concept, words in WORDS.items() for word in words if key.endswith(word)]
    if not named:
        return None
    word, concept = max(named, key=lambda pair: len(pair[0]))
    over = key[: -len(word)]
    is_plain = _LEADING.match(over) is not None or _BEFORE.search(over) or _AFTER.search(over)
    return HolderColumn(concept, piece.left, piece.right, text, unit and unit[1], over) if is_plain else None


def about(heads: HolderHeads, *, after: bool) -> tuple[HolderColumn, ...]:
    """The columns of the names and of each number one: of several those after the event, or before it; none where that leaves several."""
    mark, other = (_AFTER, _BEFORE) if after else (_BEFORE, _AFTER)
    chosen: list[HolderColumn] = [column for column in heads.columns if column.concept == NAME]
    for concept in dict.fromkeys(column.concept for column in heads.numbers):
        same = [column for column in heads.numbers if column.concept == concept]
        fitting = same if len(same) == 1 and not other.search(same[0].over) else [one for one in same if mark.search(one.over)]
        chosen += fitting if len(fitting) == 1 else []
    return tuple(chosen)
