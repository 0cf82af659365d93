"""A table of shareholders in itself: each printed share comes out of its amount over the sum of all amounts, and totals are sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.holders import SHARE
from docintel.check.holders import TOTALS
from docintel.check.holders import HolderRow
from docintel.check.holders import HolderTable
from docintel.check.holders import added
from docintel.check.holders import of_concept
from docintel.check.holders import said
from docintel.check.holders import tables
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import support
from docintel.check.misread import other_digits
from docintel.domain.fact import Fact
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.domain.wording import Wording

WHOLE = Decimal(100)
Ends = tuple[Decimal, Decimal]
ALL: Ends = (WHOLE, WHOLE)
FEWEST = 2  # rows of a table


def proportional(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Where a table is whole (all rows have both, and the shares make 100 % or the amounts their total), no share differs from its amount.

    A share may be rounded up or down, and one of them may take up what rounding left over, so that the column makes 100 %.
    """
    for table in tables(dossier.facts, rule.kinds):
        concept = table.concept
        if concept is not None and _is_whole(table, concept):
            odd = [row for row in table.rows if not _fits(row, table, concept)]
            if odd and not _takes_up(odd, table, concept):
                yield finding(dossier, rule, _disproportionate(dossier, _to_blame(odd, table, concept), table, concept))


def adds_up(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """The totals printed under a table are the sums of its columns, as far as rounding goes; a row without number leaves a column unjudged."""
    for table in tables(dossier.facts, rule.kinds):
        for concept in TOTALS:
            printed, parts = table.printed(concept), [row.amount(concept) for row in table.rows]
            total = added(parts)
            if printed is not None and total is not None and len(parts) >= FEWEST and not _is_sum(total, printed, len(parts)):
                yield finding(dossier, rule, _unequal(dossier, table, concept, total))


def _is_sum(total: Quantity, printed: Quantity, count: int) -> bool:
    step = max(total.step, printed.step)
    return total.unit == printed.unit and abs(total.value - printed.value) <= step * (count + 1) / 2


def _is_whole(table: HolderTable, concept: str) -> bool:
    shares = [row.share for row in table.rows]
    known = [share for share in shares if share is not None]
    total, printed = added([row.amount(concept) for row in table.rows]), table.printed(concept)
    if len(table.rows) < FEWEST or len(known) < len(shares) or total is None or total.value <= 0:
        return False
    if printed is not None and not _is_sum(total, printed, len(known)):
        return False
    sum_of_shares, step = sum((share.value for share in known), Decimal(0)), max(share.step for share in known)
    return abs(sum_of_shares - WHOLE) <= step * len(known) or (printed is not None and table.printed(SHARE) == _hundred(table))


def _hundred(table: HolderTable) -> Quantity | None:
    """The total of shares where it is printed as 100 %."""
    printed = table.printed(SHARE)
    return printed if printed is not None and printed.value == WHOLE else None


def _ends(row: HolderRow, table: HolderTable, concept: str, whole: Ends = ALL) -> Ends:
    """Between what the share lies by the amounts, each standing for all that rounds or cuts to it; together they make the `whole`."""
    amount, total = row.amount(concept), added([one.amount(concept) for one in table.rows])
    if amount is None or total is None:
        raise ValueError("a whole table has an amount in every row")
    slack = sum((one.step for other in table.rows if (one := other.amount(concept)) is not None), Decimal(0))
    low = max(amount.value - amount.step, Decimal(0)) / (total.value + slack) * whole[0]
    return low, (amount.value + amount.step) / max(total.value - slack, amount.step) * whole[1]


def _fits(row: HolderRow, table: HolderTable, concept: str, whole: Ends = ALL) -> bool:
    """Whether the share is printed so for what its amount makes: less than a step away."""
    share = row.share
    low, high = _ends(row, table, concept, whole)
    return share is None or low - share.step < share.value < high + share.step


def _takes_up(odd: list[HolderRow], table: HolderTable, concept: str) -> bool:
    """Whether the only odd share is what the others leave of 100 %, off by no more than their rounding."""
    share = odd[0].share
    others = sum((row.share.value for row in table.rows if row is not odd[0] and row.share is not None), Decimal(0))
    if len(odd) > 1 or share is None or share.value != WHOLE - others:
        return False
    low, high = _ends(odd[0], table, concept)
    room = share.step * len(table.rows)  # where all others are cut, almost a step each is left
    return low - room <= share.value <= high + room


def _to_blame(odd: list[HolderRow], table: HolderTable, concept: str) -> list[HolderRow]:
    """Of several odd rows the one without which all others fit; all where none or several are such.

    An amount that is too small makes the shares of all the others look too large.
    """
    alone = [row for row in table.rows if len(odd) > 1 and _fit_without(row, table, concept)]
    return alone if len(alone) == 1 else odd


def _fit_without(row: HolderRow, table: HolderTable, concept: str) -> bool:
    """Whether the other rows share what the share of one leaves as their amounts do."""
    share, rest = row.share, [one for one in table.rows if one is not row]
    if share is None or len(rest) < FEWEST:
        return False
    left = (WHOLE - share.value - share.step, WHOLE - share.value + share.step)
    return all(_fits(one, replace(table, rows=rest), concept, left) for one in rest)


def is_doubted_digit(dossier: Dossier, rule: CheckRule, finding: Finding) -> bool:
    """Whether a doubted amount of a recognised table, with one of its digits another, would make every share of the table right."""
    facts = {operand.fact for operand in finding.operands}
    for table in tables(dossier.facts, rule.kinds):
        concept = table.concept
        if concept is not None and any(fact in facts for fact in of_concept(table.rows, concept)):
            return any(_mends(row, table, concept) for row in table.rows)
    return False


def _mends(row: HolderRow, table: HolderTable, concept: str) -> bool:
    """Whether one digit of the doubted amount of a row makes all rows fit."""
    amounts = row.facts.get(concept, [])
    if len(amounts) != 1 or amounts[0].source.method is not Method.OCR or not amounts[0].source.doubts:
        return False
    for read in other_digits(amounts[0]):
        mended = HolderRow({**row.facts, concept: [replace(amounts[0], value=read)]})
        other = replace(table, rows=[mended if one is row else one for one in table.rows])
        if all(_fits(one, other, concept) for one in other.rows):
            return True
    return False


def _disproportionate(dossier: Dossier, odd: list[HolderRow], table: HolderTable, concept: str) -> Seen:
    held = [fact for row in odd if (fact := row.one(SHARE)) is not None]
    where = words.place(held[0], dossier)
    told = [_told(dossier, row, table, concept) for row in odd]
    zh, en = "；".join(one.zh for one in told), "; ".join(one.en for one in told)
    whose = f"{held[0].entity}的" if held[0].entity else ""
    wording = Wording(
        f"{where.zh}{whose}持股比例与出资额不一致：{zh}。",
        f"Shares and amounts{f' of {held[0].entity}' if held[0].entity else ''} in {where.en} differ: {en}.",
    )
    amounts = tuple(of_concept(odd, concept)) + tuple(of_concept((row for row in table.rows if row not in odd), concept))
    subject = f"{SHARE}/{held[0].entity}/{held[0].item}"
    return Seen(subject, Outcome.DISAGREE, wording, evidenced(*held) + support(*amounts))


def _told(dossier: Dossier, row: HolderRow, table: HolderTable, concept: str) -> Wording:
    share, number, total = row.one(SHARE), row.amount(concept), added([one.amount(concept) for one in table.rows])
    if share is None or number is None or total is None:
        raise ValueError("an odd row has an amount and a share")
    name = row.name or share.label
    amount, held = said(row.facts[concept], dossier), words.value(share, dossier)
    computed = words.computed(number.value / total.value * WHOLE, share)
    return Wording(
        f"{name}出资{amount.zh}，占出资总额的{computed}，所载为{held.zh}",
        f"{name} holds {amount.en}, which is {computed} of the total; the paper says {held.en}",
    )


def _unequal(dossier: Dossier, table: HolderTable, concept: str, total: Quantity) -> Seen:
    printed = table.whole.facts[TOTALS[concept]][0]
    where, value = words.place(printed, dossier), said([printed], dossier)
    what = dossier.taxonomy.label(concept)
    whose = f"{printed.entity}的" if printed.entity else ""
    total_said = _in_unit_of(printed, total)
    wording = Wording(
        f"{where.zh}{whose}股东表中各行{what.zh}之和为 {total_said}，合计栏为 {value.zh}，两者不等，需核实。",
        f"The rows of {what.en.lower()}{f' of {printed.entity}' if printed.entity else ''} in {where.en} add up to {total_said}; the total is {value.en}: to be checked.",
    )
    parts: tuple[Fact, ...] = tuple(of_concept(table.rows, concept))
    return Seen(f"{TOTALS[concept]}/{printed.item}", Outcome.NEEDS_CHECK, wording, evidenced(printed) + support(*parts))


def _in_unit_of(printed: Fact, total: Quantity) -> str:
    """A sum in the unit of the total that is printed."""
    unit = printed.printed_unit or ""
    if unit.endswith("股"):
        factor = Decimal(10000) if unit.startswith("万") else Decimal(1)
        return f"{total.value / factor:,f}{unit}"
    return words.number(total, words.unit_of(printed))
