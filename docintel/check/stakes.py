"""A table of shareholders in itself: each printed share can come out of its amount over the sum of all amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import support
from docintel.check.recomputing import comes_out
from docintel.domain.fact import Fact
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.quantity import Quantity
from docintel.domain.wording import Wording

NAME, AMOUNT, SHARE = "shareholder_name", "shareholder_amount", "shareholder_share"
WHOLE = Decimal(100)
FEWEST = 2  # rows of a table

Row = dict[str, Fact]


def proportional(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Where a table is whole (all rows have both, the shares make 100 %), no share differs from its amount over their sum."""
    for rows in _tables(dossier, rule).values():
        if _is_whole(rows):
            odd = [row for row in rows if not _fits(row, rows)]
            if odd:
                yield finding(dossier, rule, _disproportionate(dossier, odd, rows))


def _tables(dossier: Dossier, rule: CheckRule) -> dict[tuple[str, ...], list[Row]]:
    """Rows that stand together: of one paper, one company and one day, item by item; several tables have items of different beginnings."""
    rows: dict[tuple[str, str], Row] = defaultdict(dict)
    for fact in dossier.facts:
        if fact.kind in rule.kinds and fact.item is not None and fact.concept in (NAME, AMOUNT, SHARE) and not fact.is_declared:
            rows[fact.source.document, fact.item].setdefault(fact.concept, fact)
    tables: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for (document, item), row in rows.items():
        first = next(iter(row.values()))
        tables[document, first.kind, first.entity, str(first.period), item.rpartition(":")[0]].append(row)
    return tables


def _is_whole(rows: list[Row]) -> bool:
    pairs = [(_number(row, AMOUNT), _number(row, SHARE)) for row in rows]
    if len(rows) < FEWEST or any(amount is None or share is None for amount, share in pairs):
        return False
    shares = [share for _, share in pairs if share is not None]
    units = {amount.unit for amount, _ in pairs if amount is not None}
    total = sum((share.value for share in shares), Decimal(0))
    return len(units) == 1 and abs(total - WHOLE) <= sum((share.step for share in shares), Decimal(0)) and _sum(rows) > 0


def _number(row: Row, concept: str) -> Quantity | None:
    return row[concept].quantity if concept in row else None


def _sum(rows: list[Row]) -> Decimal:
    return sum((amount.value for row in rows if (amount := _number(row, AMOUNT)) is not None), Decimal(0))


def _fits(row: Row, rows: list[Row]) -> bool:
    """Whether the share can come out of the amounts, each standing for all that rounds or cuts to it."""
    amount, share = _number(row, AMOUNT), _number(row, SHARE)
    if amount is None or share is None:
        return True
    slack = sum((one.step for other in rows if (one := _number(other, AMOUNT)) is not None), Decimal(0))
    total = _sum(rows)
    low = max(amount.value - amount.step, Decimal(0)) / (total + slack) * WHOLE
    high = (amount.value + amount.step) / max(total - slack, amount.step) * WHOLE
    return comes_out((low, high), share)


def _disproportionate(dossier: Dossier, odd: list[Row], rows: list[Row]) -> Seen:
    first, total = odd[0], _sum(rows)
    where = words.place(first[SHARE], dossier)
    told = [_told(dossier, row, total) for row in odd]
    zh, en = "；".join(one.zh for one in told), "; ".join(one.en for one in told)
    wording = Wording(f"{where.zh}的持股比例与出资额不一致：{zh}。", f"Shares and amounts in {where.en} differ: {en}.")
    held = tuple(row[SHARE] for row in odd)
    amounts = tuple(row[AMOUNT] for row in rows)
    return Seen(f"{SHARE}/{first[SHARE].entity}/{first[SHARE].item}", Outcome.DISAGREE, wording, evidenced(*held) + support(*amounts))


def _told(dossier: Dossier, row: Row, total: Decimal) -> Wording:
    amount, share = words.value(row[AMOUNT], dossier), words.value(row[SHARE], dossier)
    name = row[NAME].source.text if NAME in row else row[SHARE].label
    number = row[AMOUNT].quantity
    computed = words.computed(None if number is None else number.value / total * WHOLE, row[SHARE])
    return Wording(
        f"{name}出资{amount.zh}，占出资总额的{computed}，所载为{share.zh}",
        f"{name} holds {amount.en}, which is {computed} of the total; the paper says {share.en}",
    )
