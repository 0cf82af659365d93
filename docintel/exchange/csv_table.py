"""Stakes as CSV: a row a stake, its share as a percentage or fraction, or as an amount of a total; heads in Chinese or English."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from decimal import InvalidOperation
from fractions import Fraction

from docintel.domain.errors import UsageError
from docintel.domain.ownership import Holding
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import Role
from docintel.ownership.building import kind_of

HEADS: Mapping[str, tuple[str, ...]] = {
    "holder": ("holder", "股东", "股东名称", "投资方", "持股方"),
    "company": ("company", "企业", "企业名称", "被投资企业", "公司"),
    "share": ("share", "持股比例", "出资比例", "比例"),
    "amount": ("amount", "认缴出资额", "出资额", "持股数量", "股数"),
    "total": ("total", "注册资本", "总股本"),
    "votes": ("votes", "表决权比例"),
    "from": ("from", "起", "自"),
    "to": ("to", "止", "至"),
    "kind": ("kind", "role", "性质"),
    "source": ("source", "来源"),
    "fact": ("fact", "编号"),
}
_ROLES = {"普通合伙人": Role.GENERAL_PARTNER, "执行事务合伙人": Role.GENERAL_PARTNER, "有限合伙人": Role.LIMITED_PARTNER}
WRITTEN = ("holder", "company", "share", "votes", "from", "to", "kind", "source", "fact")


def read_csv(text: str, name: str = "CSV") -> OwnershipTable:
    """Stakes of a table; UsageError names the row, the column, what stands there and what should."""
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    if not rows:
        raise UsageError(f"{name}: 空文件 / is empty")
    places = _places(rows[0], name)
    holdings = [_holding(row, places, f"{name}: 第{number}行 / row {number}") for number, row in enumerate(rows[1:], 2) if any(row)]
    named = dict.fromkeys(party for one in holdings for party in (one.holder, one.company))
    return OwnershipTable(tuple(Party(party, party, kind_of(party)) for party in named), tuple(holdings))


def _places(head: list[str], name: str) -> dict[str, int]:
    """Which column is which."""
    bare = [cell.strip().lower() for cell in head]
    found = {field: bare.index(one) for field, spellings in HEADS.items() for one in spellings[::-1] if one in bare}
    missing = [field for field in ("holder", "company") if field not in found]
    if missing or not ("share" in found or {"amount", "total"} <= found.keys()):
        wanted = "holder/股东, company/企业, share/持股比例（或 amount/出资额 和 total/注册资本）"
        raise UsageError(f"{name}: 表头应有 {wanted} / the head needs {wanted}; 现有 / found: {', '.join(head)}")
    return found


def _holding(row: list[str], places: Mapping[str, int], place: str) -> Holding:
    told = {field: row[at].strip() if at < len(row) else "" for field, at in places.items()}
    if not told["holder"] or not told["company"]:
        raise UsageError(f"{place}: 缺少股东或企业 / has no holder or company")
    try:
        return Holding(
            told["holder"],
            told["company"],
            _share(told, place),
            None,
            _part(told.get("votes", "")),
            _day(told.get("from", "")),
            _day(told.get("to", "")),
            _role(told.get("kind", "")),
            told["share"] if told.get("share", "").endswith(("%", "％")) else None,
            told.get("source", ""),
            told.get("fact") or None,
        )
    except (ValueError, InvalidOperation, ZeroDivisionError) as error:
        raise UsageError(f"{place}: {error}") from error


def _share(told: Mapping[str, str], place: str) -> Fraction | None:
    """The exact share: an amount of its total before a printed percentage; None where neither is given."""
    amount, total = told.get("amount", "").replace(",", ""), told.get("total", "").replace(",", "")
    if amount and total:
        whole = Fraction(Decimal(total))
        if whole <= 0:
            raise UsageError(f"{place}: 总额 {total} 应为正数 / the total {total} must be positive")
        return Fraction(Decimal(amount)) / whole
    return _part(told.get("share", ""))


def _part(text: str) -> Fraction | None:
    """`60%`, `3/5` or `0.6`; nothing is unknown, not zero."""
    bare = text.replace(",", "").strip()
    if not bare:
        return None
    return Fraction(Decimal(bare.rstrip("%％"))) / 100 if bare.endswith(("%", "％")) else Fraction(bare)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _role(text: str) -> Role:
    if not text or text in ("股东", "shareholding"):
        return Role.SHAREHOLDER
    return _ROLES.get(text) or Role(text)


def written_csv(table: OwnershipTable) -> str:
    """The stakes of a table as CSV with English heads; shares as exact fractions. Cells that a spreadsheet would compute are quoted apart."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(WRITTEN)
    writer.writerows(_row(table, one) for one in table.holdings)
    return out.getvalue()


def _row(table: OwnershipTable, one: Holding) -> Iterable[str]:
    names = {party.id: party.name for party in table.parties}
    told = (
        names.get(one.holder, one.holder),
        names.get(one.company, one.company),
        "" if one.share is None else str(one.share),
        "" if one.votes is None else str(one.votes),
        "" if one.start is None else one.start.isoformat(),
        "" if one.end is None else one.end.isoformat(),
        str(one.role),
        one.origin,
        one.fact or "",
    )
    return ["'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in told]
