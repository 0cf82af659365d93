"""Stakes as CSV: a row a stake, its share as a percentage or fraction, or as an amount of a total; heads in Chinese or English."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal
from decimal import InvalidOperation
from fractions import Fraction

from docintel.domain.errors import UsageError
from docintel.domain.ownership import Holding
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import Role
from docintel.ownership.kinds import kind_of
from docintel.text.shares import known_day
from docintel.text.shares import known_share

_ROLES = {"普通合伙人": Role.GENERAL_PARTNER, "执行事务合伙人": Role.GENERAL_PARTNER, "有限合伙人": Role.LIMITED_PARTNER}
_COMPANY = re.compile(r"(?P<name>[\u4e00-\u9fff（）()]{2,40}?(?:公司|合伙企业(?:[（(]有限合伙[）)])?|企业))")
HEAD_WITHIN = 10  # rows: exports have a title, a date and a note above their head
Columns = Mapping[str, tuple[str, ...]]  # field to spellings, the last one that is there wins
WRITTEN = ("holder", "company", "share", "votes", "from", "to", "kind", "source", "fact")


def read_csv(text: str, name: str, columns: Columns) -> OwnershipTable:
    """Stakes of a text; UsageError names the row, the column, what stands there and what should."""
    return table_of_rows(list(csv.reader(io.StringIO(text.lstrip("\ufeff")))), name, columns)


def table_of_rows(rows: Sequence[Sequence[str]], name: str, columns: Columns) -> OwnershipTable:
    """Stakes of rows of cells; the head is one of the first rows, and a title above it may name the company that all stakes are in."""
    if not any(any(row) for row in rows):
        raise UsageError(f"{name}: 空文件 / is empty")
    at = next((place for place, row in enumerate(rows[:HEAD_WITHIN]) if _is_head(row, columns)), 0)
    company = next((found for row in [*rows[:at], [name.rpartition(".")[0]]] for cell in row if (found := _company_in(cell))), None)
    places = _places(rows[at], name, columns, company)
    told = [(number, row) for number, row in enumerate(rows[at + 1 :], at + 2) if any(cell.strip() for cell in row)]
    holdings = [_holding(row, places, f"{name}: 第{number}行 / row {number}", company) for number, row in told]
    named = dict.fromkeys(party for one in holdings for party in (one.holder, one.company))
    return OwnershipTable(tuple(Party(party, party, kind_of(party)) for party in named), tuple(holdings))


def _bare(cell: str) -> str:
    return cell.strip().lower()


def _is_head(row: Sequence[str], columns: Columns) -> bool:
    """Whether a row names a holder and a share or an amount."""
    bare = {_bare(cell) for cell in row}
    return all(bare & set(columns.get(field, ())) for field in ("holder",)) and any(
        bare & set(columns.get(field, ())) for field in ("share", "amount")
    )


def _company_in(text: str) -> str | None:
    """The company a title is about: 例样仪表有限公司-股东信息."""
    found = _COMPANY.search(text)
    return None if found is None else found["name"]


def _places(head: Sequence[str], name: str, columns: Columns, company: str | None) -> dict[str, int]:
    """Which column is which."""
    bare = [_bare(cell) for cell in head]
    found = {field: bare.index(one) for field, spellings in columns.items() for one in spellings if one in bare}
    missing = [field for field in ("holder", "company") if field not in found and not (field == "company" and company)]
    if missing or not ("share" in found or {"amount", "total"} <= found.keys()):
        wanted = "holder/股东, company/企业, share/持股比例（或 amount/出资额 和 total/注册资本）"
        raise UsageError(f"{name}: 表头应有 {wanted} / the head needs {wanted}; 现有 / found: {', '.join(head)}")
    return found


def _holding(row: Sequence[str], places: Mapping[str, int], place: str, company: str | None) -> Holding:
    told = {field: row[at].strip() if at < len(row) else "" for field, at in places.items()}
    told["company"] = told.get("company") or company or ""
    if not told["holder"] or not told["company"]:
        raise UsageError(f"{place}: 缺少股东或企业 / has no holder or company")
    try:
        return Holding(
            told["holder"],
            told["company"],
            _share(told, place),
            None,
            known_share(told.get("votes", "")),
            known_day(told.get("from", "")),
            known_day(told.get("to", "")),
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
    return known_share(told.get("share", ""))


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
