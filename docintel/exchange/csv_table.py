"""Stakes as CSV: a row a stake, its share as a percentage or fraction, or as an amount of a total; heads in Chinese or English."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from docintel.domain.errors import UsageError
from docintel.domain.ownership import Holding
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import Role
from docintel.domain.wording import Wording
from docintel.exchange.csv_cells import ROLES
from docintel.exchange.csv_cells import Told
from docintel.exchange.csv_cells import company_in
from docintel.exchange.csv_cells import head_of
from docintel.exchange.csv_cells import is_bare_percentage
from docintel.exchange.csv_cells import told_amount
from docintel.exchange.csv_cells import told_share
from docintel.intake.lists import is_rounded
from docintel.ownership.kinds import kind_of
from docintel.text.identifiers import valid_uscc
from docintel.text.normal import squeezed
from docintel.text.shares import EMPTY
from docintel.text.shares import known_day
from docintel.text.shares import known_share

HEAD_WITHIN = 10  # rows: exports have a title, a date and a note above their head
Columns = Mapping[str, tuple[str, ...]]  # field to spellings, the last one that is there wins
Row = tuple[int, Sequence[str]]  # with its number in the file
WRITTEN = ("holder", "company", "share", "votes", "from", "to", "kind", "source", "fact", "holder_code", "company_code")
_DELIMITERS = ",\t;"
_TOTALS = ("合计", "总计", "小计")
QUOTED = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would compute, kept apart by a quote before it
_KEPT_APART = re.compile(r"^'(?=[=+\-@\t\r])")
_MARKED = re.compile(r"(?P<name>.+)#(?P<mark>[0-9A-Za-z?]+)$")
PLACES = 12  # of a written bound
_COUNTERS = ("序号", "编号", "#", "No.")
_PROMOTERS, _JOINT_STOCK = "发起人", "股份有限公司"


def read_csv(text: str, name: str, columns: Columns) -> OwnershipTable:
    """Stakes of a text; UsageError names the row, the column, what stands there and what should."""
    told = text.lstrip("\ufeff")
    first = next((line for line in told.splitlines() if line.strip()), "")
    return table_of_rows(list(csv.reader(io.StringIO(told), delimiter=max(_DELIMITERS, key=first.count))), name, columns)


@dataclass(frozen=True, slots=True)
class _Head:
    """Which column is which, in which unit it is told, and whose stakes they are where no column says it."""

    places: Mapping[str, int]
    units: Mapping[str, str]
    company: str | None
    percent: bool = False  # numbers without a sign in the column of shares are percentages
    founders: bool = False  # those listed are promoters: of a joint-stock company they need hold nothing now
    unread: tuple[str, ...] = ()  # columns that nothing is read of

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """A row by field; of an export of what one company holds, or of who holds it, that company stands in its title."""
        told = {field: _KEPT_APART.sub("", row[at].strip()) if at < len(row) else "" for field, at in self.places.items()}
        for field in ("holder", "company"):
            if field not in told:
                told[field] = self.company or ""
        return told


def table_of_rows(rows: Sequence[Sequence[str]], name: str, columns: Columns) -> OwnershipTable:
    """Stakes of rows of cells; the head is one of the first rows, and a title above it or the file's name may name the company they are of."""
    if not any(any(row) for row in rows):
        raise UsageError(f"{name}: 空文件 / is empty")
    at = next((place for place, row in enumerate(rows[:HEAD_WITHIN]) if _is_head(row, columns)), 0)
    head = _head(rows[at], [*(cell for row in rows[:at] for cell in row), name.rpartition(".")[0]], name, columns)
    told: list[Row] = [(number, row) for number, row in enumerate(rows[at + 1 :], at + 2) if _is_stake(row)]
    head = _with_percent(head, told)
    read = [_read(row, head, f"{name}: 第{number}行 / row {number}") for number, row in told]
    remarks = tuple(_remarks(head, read, name))
    parties, holdings = _identified([one for one in read if not one.over])
    return OwnershipTable(parties, holdings, untold=(*remarks, *_two_bearers(parties, name)))


def _identified(read: Sequence[_Read]) -> tuple[tuple[Party, ...], tuple[Holding, ...]]:
    """The parties of rows and their stakes: a name that bears several credit codes is of several enterprises, those without a code of one more."""
    codes: dict[str, dict[str, None]] = defaultdict(dict)
    for one in read:
        for party, code in one.codes.items():
            codes[party][code] = None
    parties: dict[str, Party] = {}

    def known(name: str, code: str | None) -> str:
        several = len(codes[name]) > 1
        id_ = f"{name}#{code or '?'}" if several else name
        marked = _MARKED.fullmatch(name)
        bearer = name if marked is None else marked["name"]
        parties.setdefault(id_, Party(id_, bearer, kind_of(bearer), code if several else next(iter(codes[name]), None)))
        return id_

    holdings = []
    for one in read:
        ends = {end: known(end, one.codes.get(end)) for end in (one.holding.holder, one.holding.company)}
        holdings.append(replace(one.holding, holder=ends[one.holding.holder], company=ends[one.holding.company]))
    return tuple(parties.values()), tuple(holdings)


def _two_bearers(parties: Iterable[Party], name: str) -> Iterator[Wording]:
    """Names that bear several codes, and codes that several names bear."""
    listed = [party for party in parties if party.uscc]
    bearers, names = _grouped((one.name, one.uscc) for one in listed), _grouped((one.uscc, one.name) for one in listed)
    for party, codes in bearers.items():
        zh, en = "、".join(codes), ", ".join(codes)
        yield Wording(
            f"{name}：{party}有不同的统一社会信用代码（{zh}），按不同企业处理，请核对。",
            f"{name}: {party} has different credit codes ({en}) and is taken for different enterprises: check them.",
        )
    for code, those in names.items():
        zh, en = "、".join(those), ", ".join(those)
        yield Wording(
            f"{name}：统一社会信用代码{code}对应不同名称（{zh}），按同一家企业处理，请核对是否更名。",
            f"{name}: the credit code {code} stands with different names ({en}), taken for one enterprise: check whether it was renamed.",
        )


def _grouped(pairs: Iterable[tuple[str | None, str | None]]) -> dict[str, list[str]]:
    """What stands with each first, where several do."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for one, other in pairs:
        found[one or ""][other or ""] = None
    return {one: list(others) for one, others in found.items() if len(others) > 1}


def _spellings(columns: Columns, field: str) -> list[str]:
    return [head_of(spelling)[0] for spelling in columns.get(field, ())]


def _is_head(row: Sequence[str], columns: Columns) -> bool:
    """Whether a row names a holder or a company, and a share or an amount."""
    names = {head_of(cell)[0] for cell in row}
    parties, sizes = (
        {one for field in fields for one in _spellings(columns, field)} for fields in (("holder", "company"), ("share", "amount"))
    )
    return bool(names & parties) and bool(names & sizes)


def _head(row: Sequence[str], titles: Iterable[str], name: str, columns: Columns) -> _Head:
    """Which column is which; UsageError says what the head lacks, or that shares through others are no stakes."""
    heads = [head_of(cell) for cell in row]
    names = [one for one, _ in heads]
    found = {field: names.index(one) for field in columns for one in _spellings(columns, field) if one in names}
    company = next((party for title in titles if (party := company_in(title))), None)
    if "through" in found:
        raise UsageError(
            f"{name}: “{row[found['through']]}”表明比例是经各级合计的，不是直接持股；请改用股东信息或对外投资表 / "
            f"column {row[found['through']]} tells shares through others, no direct stakes: give a list of holders or of investments"
        )
    sides = [field for field in ("holder", "company") if field not in found]
    if len(sides) == 2 or not ("share" in found or {"amount", "total"} <= found.keys()):
        wanted = "holder/股东, company/企业, share/持股比例（或 amount/出资额 和 total/注册资本）"
        raise UsageError(f"{name}: 表头应有 {wanted} / the head needs {wanted}; 现有 / found: {', '.join(filter(None, row))}")
    if sides and company is None:
        raise UsageError(
            f"{name}: 没有 {sides[0]}（{'股东' if sides == ['holder'] else '企业'}）列，表头上方的标题和文件名也没有企业全称；加上该列或标题 / "
            f"no column {sides[0]}, and neither a title above the head nor the file's name has the full name of a company: add one"
        )
    founders = "holder" in found and _PROMOTERS in names[found["holder"]]
    unread = tuple(cell for place, cell in enumerate(row) if cell.strip() and place not in found.values() and cell.strip() not in _COUNTERS)
    return _Head(found, {field: heads[place][1] for field, place in found.items()}, company, founders=founders, unread=unread)


def _is_stake(row: Sequence[str]) -> bool:
    """Whether a row has more than a remark in one cell, and is no total."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return len(filled) > 1 and filled[0] not in _TOTALS


def _with_percent(head: _Head, rows: Iterable[Row]) -> _Head:
    """With what numbers without a sign mean in the column of shares: percentages where the head says so or one of them is over one."""
    at = head.places.get("share")
    percent = head.units.get("share") == "%" or (at is not None and any(at < len(row) and is_bare_percentage(row[at]) for _, row in rows))
    return replace(head, percent=percent)


@dataclass(frozen=True, slots=True)
class _Read:
    """A row: its stake, credit codes of its ends, whether the company is no more, whether it tells of promoters, and what is odd."""

    holding: Holding
    codes: Mapping[str, str]
    over: bool
    founder: bool
    remarks: tuple[Wording, ...]


def _read(row: Sequence[str], head: _Head, place: str) -> _Read:
    told = head.cells(row)
    if not told["holder"] or not told["company"]:
        raise UsageError(f"{place}: 缺少股东或企业 / has no holder or company")
    try:
        share, exact, remark = _share(told, head, place)
        founder = head.founders and _JOINT_STOCK in told["company"]
        if founder and share.share is not None:
            share = Told(between=(Fraction(0), share.share))
        holding = Holding(
            told["holder"],
            told["company"],
            share.share,
            None,
            known_share(told.get("votes", "")),
            known_day(told.get("from", "")),
            known_day(told.get("to", "")),
            _role(told.get("kind", "")),
            None if exact else share.printed,
            told.get("source", ""),
            told.get("fact") or None,
            between=share.between,
        )
    except ValueError as error:
        raise UsageError(f"{place}: {error}") from error
    codes = list(_codes(told))
    remarks = [] if remark is None else [remark]
    remarks += [_code_remark(place, code) for _, code in codes if not valid_uscc(code)]
    valid = {party: code for party, code in codes if valid_uscc(code)}
    return _Read(holding, valid, told.get("status", "").startswith(("注销", "吊销")), founder, tuple(remarks))


def _code_remark(place: str, code: str) -> Wording:
    return Wording(
        f"{place}：统一社会信用代码“{code}”位数或校验位不符，按企业名称处理，请核对。",
        f"{place}: the credit code “{code}” has a wrong length or check digit; the name counts: check it.",
    )


def _share(told: Mapping[str, str], head: _Head, place: str) -> tuple[Told, bool, Wording | None]:
    """The share, whether amounts give it exactly, and a remark where amount and total do not bear out the printed percentage."""
    printed = told_share(told.get("share", ""), percent=head.percent)
    amount, total = (told_amount(told.get(field, ""), head.units.get(field, "")) for field in ("amount", "total"))
    if amount is None or total is None:
        return printed, False, None
    if total.value <= 0:
        raise ValueError(f"总额 {told['total']} 应为正数 / the total {told['total']} must be positive")
    exact = Fraction(amount.value) / Fraction(total.value)
    if amount.unit == total.unit and exact <= 1 and _bears_out(exact, printed):
        return Told(exact), True, None
    if printed.share is None:
        raise ValueError(
            f"出资额 {told['amount']} 与总额 {told['total']} 单位不同或大于总额 / amount and total differ in their units, or the amount is more"
        )
    remark = Wording(
        f"{place}：出资额 {told['amount']} 与总额 {told['total']} 和所载比例 {told['share']} 不符，按比例计，需核实。",
        f"{place}: amount {told['amount']} of {told['total']} is not the {told['share']} printed; the percentage counts, to be checked.",
    )
    return printed, False, remark


def _bears_out(exact: Fraction, printed: Told) -> bool:
    """Whether a printed percentage can be the exact share, rounded or cut off."""
    if printed.share is None or printed.printed is None:
        return True
    places = len(printed.printed.rstrip("%").partition(".")[2])
    return abs(exact - printed.share) < Fraction(1, 100 * 10**places)


def _role(text: str) -> Role:
    if not text or text in ("股东", "shareholding"):
        return Role.SHAREHOLDER
    known = {**ROLES, **{role.value: role for role in Role}}
    if text not in known:
        raise ValueError(f"性质“{text}”不认识，应为 / unknown kind {text}: {'、'.join(('股东', *known))}")
    return known[text]


def _codes(told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The credit codes of a row's ends; one that a spreadsheet has rounded is of many enterprises and is left out."""
    for field, party in (("holder_code", told["holder"]), ("company_code", told["company"])):
        code = squeezed(told.get(field, "")).upper()
        if code not in EMPTY and not is_rounded(code):
            yield party, code


def _remarks(head: _Head, read: Iterable[_Read], name: str) -> Iterator[Wording]:
    """What a reader of the answers should know of the file."""
    told = list(read)
    yield from (remark for one in told for remark in one.remarks)
    if head.unread:
        zh, en = "、".join(head.unread), ", ".join(head.unread)
        yield Wording(f"{name}：以下列未使用：{zh}。", f"{name}: columns that were not used: {en}.")
    if founded := [one.holding.company for one in told if one.founder]:
        names = list(dict.fromkeys(founded))
        yield Wording(
            f"{name}：{'、'.join(names)}为股份有限公司，所列为发起人，不是现有股东，持股只作可能；请另给股东名册。",
            f"{name}: {', '.join(names)}: a joint-stock company's promoters are listed, not its present holders; their stakes are only possible.",
        )
    if gone := [one.holding.company for one in told if one.over]:
        yield Wording(
            f"{name}：已注销或吊销的企业不计：{'、'.join(dict.fromkeys(gone))}。",
            f"{name}: enterprises that are no more are left out: {', '.join(dict.fromkeys(gone))}.",
        )
    if head.percent and head.units.get("share") != "%":
        yield Wording(
            f"{name}：持股比例没有百分号而有大于1的数，按百分数读。",
            f"{name}: shares have no percent sign and some are over one; they are read as percentages.",
        )
    if not told:
        yield Wording(f"{name}：表头之下没有持股。", f"{name}: there are no stakes below the head.")


def written_csv(table: OwnershipTable) -> str:
    """The stakes of a table as CSV with English heads; shares as exact fractions. Cells that a spreadsheet would compute are quoted apart."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(WRITTEN)
    writer.writerows(_row(table, one) for one in table.holdings)
    return out.getvalue()


def _row(table: OwnershipTable, one: Holding) -> Iterable[str]:
    codes = {party.id: party.uscc or "" for party in table.parties}
    names = _marked_names(table)
    told = (
        names.get(one.holder, one.holder),
        names.get(one.company, one.company),
        _written_share(one),
        "" if one.votes is None else str(one.votes),
        "" if one.start is None else one.start.isoformat(),
        "" if one.end is None else one.end.isoformat(),
        str(one.role),
        one.origin,
        one.fact or "",
        codes.get(one.holder, ""),
        codes.get(one.company, ""),
    )
    return ["'" + cell if cell.startswith(QUOTED) else cell for cell in told]


def _marked_names(table: OwnershipTable) -> dict[str, str]:
    """Names by id; of several without a code that bear one name each with its mark: 王伟#1."""
    bearers = _grouped((party.name, party.id) for party in table.parties if not party.uscc)
    marked = {id_: f"{name}#{number}" for name, ids in bearers.items() for number, id_ in enumerate(ids, 1)}
    return {party.id: marked.get(party.id, party.name) for party in table.parties}


def _written_share(one: Holding) -> str:
    if one.share is not None:
        return str(one.share)
    if one.between is None:
        return ""
    low, high = (f"{round(Decimal(bound.numerator * 100) / Decimal(bound.denominator), PLACES):f}%" for bound in one.between)
    return f"{low}-{high}"
