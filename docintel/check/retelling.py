"""One change of an enterprise's holders or capital, told in several places: its month is the same everywhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docintel.check import words
from docintel.check.dossier import Dossier
from docintel.check.holders import CAPITAL
from docintel.check.holders import EVENT
from docintel.check.holders import MONTH
from docintel.check.holders import SHARE
from docintel.check.holders import TOTALS
from docintel.check.holders import HolderTable
from docintel.check.holders import tables
from docintel.check.making import Seen
from docintel.check.making import evidenced
from docintel.check.making import finding
from docintel.check.making import support
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckRule
from docintel.domain.quantity import Quantity
from docintel.domain.wording import Wording
from docintel.text.normal import squeezed

KINDS = {"increase": re.compile(r"增"), "decrease": re.compile(r"减"), "transfer": re.compile(r"转让|受让|收购|购买|取得")}
Subject = tuple[str, str, Quantity]  # the enterprise, the holder ("" for the capital), and what came of the change


@dataclass(frozen=True, slots=True)
class Change:
    """A change as one place tells it: its months, what happened, and what came of it."""

    month: Fact
    months: frozenset[str]
    kinds: frozenset[str]
    became: Fact
    in_passing: bool  # told by a sentence, not by the heading over a table

    def is_like(self, other: Change) -> bool:
        """Whether both may be one change: what happened is the same, or one of them does not say."""
        return not self.kinds or not other.kinds or bool(self.kinds & other.kinds)


def retold(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """What a sentence tells of a change has the month that the heading over its table has, and that other sentences tell.

    A sentence of a resolution or an entry in the register tells a step and no month of the change; what came of several changes is none's.
    """
    for subject, changes in _by_subject(tables(dossier.facts, rule.kinds)).items():
        same = _of_one_change(changes)
        if len(same) > 1 and not frozenset.intersection(*(change.months for change in same)):
            yield finding(dossier, rule, _differing(dossier, subject, same))


def _by_subject(found: Iterable[HolderTable]) -> dict[Subject, list[Change]]:
    """The changes by what came of them; of a table only what the one before it of the enterprise has not yet."""
    by_subject: dict[Subject, list[Change]] = defaultdict(list)
    before: dict[tuple[str, str], dict[tuple[str, Quantity], Fact]] = {}
    for table in found:
        place, now = (table.document, table.entity), _states(table)
        if table.rows:
            earlier = before.get(place, {})
            now, before[place] = {key: fact for key, fact in now.items() if key not in earlier}, now
        for (holder, value), fact in now.items():
            change = _change(table, fact)
            if change is not None:
                by_subject[table.entity, holder, value].append(change)
    return by_subject


def _states(table: HolderTable) -> dict[tuple[str, Quantity], Fact]:
    """What a table or a sentence says that each holder has, and the capital."""
    rows = table.rows or [table.whole]
    shares = {(row.name, fact.quantity): fact for row in rows if (fact := row.one(SHARE)) is not None and fact.quantity is not None}
    capital = table.whole.one(CAPITAL) or table.whole.one(TOTALS["shareholder_amount"])
    found = {(name, _plain(value)): fact for (name, value), fact in shares.items() if name}
    return found if capital is None or capital.quantity is None else {**found, ("", _plain(capital.quantity)): capital}


def _plain(value: Quantity) -> Quantity:
    """The number whatever the step of its printing: 400.00万元 is 400万元, 32.50 % is 32.5 %."""
    whole = value.value.normalize()
    exponent = whole.as_tuple().exponent
    return Quantity(value.value, value.unit, Decimal(1).scaleb(exponent) if isinstance(exponent, int) else value.step)


def _change(table: HolderTable, became: Fact) -> Change | None:
    month, event = table.whole.one(MONTH), table.whole.one(EVENT)
    if month is None or not isinstance(month.value, Text):
        return None
    what = event.value.text if event is not None and isinstance(event.value, Text) else ""
    kinds = frozenset(kind for kind, words_ in KINDS.items() if words_.search(what))
    return Change(month, frozenset(_between(month.value.text)), kinds, became, in_passing=not table.rows)


def _between(text: str) -> Iterator[str]:
    """The months of a span 2018-06/2018-07, both ends included."""
    ends = [12 * int(year) + int(month) - 1 for year, month in re.findall(r"(\d{4})-(\d{2})", text)]
    yield from (f"{one // 12}-{one % 12 + 1:02d}" for one in range(min(ends), max(ends) + 1))


def _of_one_change(changes: list[Change]) -> list[Change]:
    """The tellings of one change, with its table where only one can be meant; nothing where no sentence tells it."""
    told = [change for change in changes if change.in_passing]
    if not told or not all(one.is_like(other) for one in told for other in told):
        return []
    headed = [change for change in changes if not change.in_passing and all(change.is_like(one) for one in told)]
    return told + headed if len(headed) <= 1 else []


def _differing(dossier: Dossier, subject: Subject, same: list[Change]) -> Seen:
    entity, holder, _ = subject
    by_month: dict[frozenset[str], list[Change]] = defaultdict(list)
    for change in sorted(same, key=lambda change: (change.month.source.page or 0, min(change.months))):
        by_month[change.months].append(change)
    places = [(one[0].month, _places(dossier, one)) for one in by_month.values()]
    became = words.value(same[0].became, dossier)
    zh_whose, en_whose = (entity, f" of {entity}") if entity else ("", "")
    what = (
        (f"{holder}持股变为{became.zh}", f"{holder} came to hold {became.en}")
        if holder
        else (f"注册资本变为{became.zh}", f"the capital became {became.en}")
    )
    zh = "；".join(f"{where.zh}载为{squeezed(month.source.text)}" for month, where in places)
    en = "; ".join(f"{where.en}: {_month(month)}" for month, where in places)
    wording = Wording(
        f"{zh_whose}同一次股权变动（{what[0]}）的时间：{zh}，各处不一致，需核实（可能一处为决议时间，一处为变更登记时间）。",
        f"One change{en_whose} ({what[1]}) has different months: {en}: to be checked (one may be that of the resolution, one that of the entry in the register).",
    )
    months = [change.month for change in same]
    key = f"{MONTH}/{entity}/{holder}/{became.zh}"
    return Seen(key, Outcome.NEEDS_CHECK, wording, evidenced(*months) + support(*(change.became for change in same)))


def _places(dossier: Dossier, changes: list[Change]) -> Wording:
    """Every place that tells the same month, each once."""
    return words.joined(list(dict.fromkeys(words.place(change.month, dossier) for change in changes)))


def _month(fact: Fact) -> str:
    return fact.value.text if isinstance(fact.value, Text) else fact.source.text
