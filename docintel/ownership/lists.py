"""The lists of holders that papers have: whose holders, of which day, with exact shares where amounts and their total are given."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from docintel.domain.fact import HELD
from docintel.domain.fact import STANDING
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.ownership.stakes import is_pseudo
from docintel.text.names import normalise_name

TABLE, CHART, CHARTER, REGISTER = "equity_table", "equity_chart", "articles", "credit_publicity_report"
JOINT_STOCK, PROMOTERS = "股份有限公司", "发起人"
SAID = ":said"  # in the item of a stake that a sentence tells
NAME, SHARE = "shareholder_name", "shareholder_share"
AMOUNTS = (("shareholder_shares", "holders_shares"), ("shareholder_amount", "holders_amount"))
_CAPITAL = "registered_capital"
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_HELD_ITEM = re.compile(rf"(.*(?:{HELD}|{STANDING})\d+\.\d+)(?=:|$)")  # what a sentence tells has no rows
_MARK = re.compile(r"(?<=[\u4e00-\u9fff)）])(?:\((?:CS|SS|SLS|LS)\)|注\d*)$")
OWN = ("公司", "本公司", "发行人", "申请人", "申报企业", "本企业")  # as a paper of its own calls the enterprise
HALF_OF_ALL = Decimal("0.5")
WHOLE_PERCENT = 100

Row = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Line:
    """One holder of a list: the exact share where amounts give it, else as printed, with the percentage that is printed."""

    holder: str
    fact: Fact
    share: Fraction | None
    printed: str | None
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HolderList:
    """The holders of one enterprise as one paper lists them. `day` is the day it speaks of, None where none is told; `event`: after a change told in
    a history. `promoters`: those who founded a joint-stock company, who need hold nothing of it now (Company Law art. 95).
    """

    document: str
    kind: str
    key: str
    company: str
    lines: tuple[Line, ...]
    day: date | None = None
    event: bool = False
    promoters: bool = False

    @property
    def origin(self) -> str:
        """What tells this list from every other."""
        return f"{self.document[:12]}:{self.kind}:{self.key}"

    @property
    def rank(self) -> int:
        """Tables before charts before sentences."""
        return 2 if SAID in self.key else int(self.kind == CHART)

    @property
    def is_whole(self) -> bool:
        """Whether its stakes make up the whole enterprise, as far as printed percentages can tell."""
        total = sum((line.share for line in self.lines if line.share is not None), Fraction(0))
        return abs(total - 1) <= sum((half_unit(line) for line in self.lines), Fraction(0))


def half_unit(line: Line) -> Fraction:
    """By how much a printed percentage may miss the truth; an exact share misses by nothing."""
    if line.printed is None or line.amount is not None:
        return Fraction(0)
    return Fraction(Decimal(1).scaleb(int(Decimal(line.printed.rstrip("%")).as_tuple().exponent))) / 200


def lists_of(applicant: str, facts: Facts) -> tuple[HolderList, ...]:
    """Every list of the papers in reading order: present ones, the last of a history where nothing else is told, and promoters."""
    grouped: dict[tuple[str, str, str, str], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.item is not None and fact.concept in _ROW:
            grouped[_place(fact, applicant)][fact.item].append(fact)
    days = _days_of(facts)
    capitals = _capitals(applicant, facts)
    found = [_list(facts, applicant, place, rows, days, capitals) for place, rows in grouped.items()]
    named = [one for one in found if one is not None]
    return tuple(_with_the_latest_event(_in_parts(named), normalise_name(applicant)))


_ROW = (NAME, SHARE, "holding_date", *(concept for pair in AMOUNTS for concept in pair[:1]))


def _place(fact: Fact, applicant: str) -> tuple[str, str, str, str]:
    """To which list a row belongs: of one document, kind and enterprise, and of a table its place."""
    item, company = fact.item or "", normalise_name(fact.entity or applicant)
    if SAID in item:
        return fact.source.document, fact.kind, SAID, company
    if fact.kind == CHART:
        return fact.source.document, fact.kind, CHART, company
    held = _HELD_ITEM.match(item)
    return fact.source.document, fact.kind, held[1] if held is not None else item.rpartition(":")[0], company


def _list(
    facts: Facts,
    applicant: str,
    place: tuple[str, str, str, str],
    rows: Mapping[str, list[Fact]],
    days: Mapping[str, date],
    capitals: Mapping[str, Decimal],
) -> HolderList | None:
    """A list from its rows; None where no row names a holder."""
    document, kind, key, company = place
    about = {fact.concept: fact for fact in _about(facts, key, document)}
    past, standing = HELD in key, STANDING in key
    month = about.get("event_month")
    if past and not standing and month is None:
        return None
    drafts = [draft for row in rows.values() if (draft := _draft(row, applicant)) is not None]
    lines = _exact(drafts, about, capitals.get(company))
    if not lines:
        return None
    founders = any(draft.label.startswith(PROMOTERS) for draft in drafts) or kind in (CHARTER, REGISTER)
    told = next(
        (fact.value.day for row in rows.values() for fact in row if fact.concept == "holding_date" and isinstance(fact.value, Date)), None
    )
    day = _month_day(month) if past and not standing else told or days.get(document)
    return HolderList(document, kind, key, company, tuple(lines), day, past and not standing, founders and JOINT_STOCK in company)


def _about(facts: Facts, key: str, document: str) -> Iterator[Fact]:
    """What is told of a whole table: its totals, its event."""
    return (fact for fact in facts.of_document(document) if key and fact.item == key and fact.concept not in _ROW)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A row before its share is exact: what it pays in is added up, since the parts of one holder have rows of their own."""

    name: Fact
    holder: str
    label: str
    share: Fact | None
    amounts: Mapping[str, Decimal]


def _draft(row: list[Fact], applicant: str) -> _Draft | None:
    name = next((fact for fact in row if fact.concept == NAME), None)
    if name is None or not isinstance(name.value, Text):
        return None
    share = next((fact for fact in row if fact.concept == SHARE and fact.quantity is not None), None)
    amounts: dict[str, Decimal] = {}
    for fact in row:
        if fact.concept is not None and fact.quantity is not None and fact.concept not in (SHARE, NAME):
            amounts[fact.concept] = amounts.get(fact.concept, Decimal(0)) + fact.quantity.value
    holder = applicant if name.value.text in OWN else name.value.text
    return _Draft(name, _MARK.sub("", normalise_name(holder)), name.label, share, amounts)


def _exact(drafts: list[_Draft], about: Mapping[str | None, Fact], capital: Decimal | None) -> list[Line]:
    """The lines with exact shares where all amounts are there and are shown to make the whole; else with printed percentages."""
    for concept, total in AMOUNTS:
        known = [draft.amounts[concept] for draft in drafts if concept in draft.amounts]
        stated = about.get(total)
        whole = _whole(drafts, concept, known, stated.quantity.value if stated is not None and stated.quantity else None, capital)
        if whole is not None:
            return [
                _line(draft, Fraction(draft.amounts[concept]) / Fraction(whole), draft.amounts[concept])
                for draft in drafts
                if _named(draft)
            ]
    return [_line(draft, _printed_share(draft), None) for draft in drafts if _named(draft)]


def _named(draft: _Draft) -> bool:
    return not is_pseudo(draft.holder)


def _whole(drafts: list[_Draft], concept: str, known: list[Decimal], stated: Decimal | None, capital: Decimal | None) -> Decimal | None:
    """Of what the amounts are parts: of the stated total or the registered capital that they make up, or of their sum where every printed
    percentage bears that out; None where nothing shows it.
    """
    if not known or len(known) < len(drafts):
        return None
    total = sum(known, start=Decimal(0))
    if total <= 0:
        return None
    if _is_part(drafts):
        return None
    if total == stated or (concept == "shareholder_amount" and total == capital):
        return total
    if (
        concept == "shareholder_amount"
        and capital is not None
        and stated is None
        and total < capital
        and not any(one.share for one in drafts)
    ):
        return capital
    printed = [draft for draft in drafts if draft.share is not None and draft.share.quantity is not None]
    borne_out = len(printed) == len(drafts) and all(_agrees(draft, draft.amounts[concept] * 100 / total) for draft in printed)
    return total if borne_out else None


def _is_part(drafts: list[_Draft]) -> bool:
    """Whether printed percentages say that some holders are not listed, as of the ten largest: their total is not the whole."""
    printed = [draft.share.quantity for draft in drafts if draft.share is not None and draft.share.quantity is not None]
    return len(printed) == len(drafts) and sum(one.value + one.step for one in printed) < WHOLE_PERCENT


def _agrees(draft: _Draft, percent: Decimal) -> bool:
    quantity = None if draft.share is None else draft.share.quantity
    return quantity is not None and abs(quantity.value - percent) <= quantity.step * HALF_OF_ALL


def _printed_share(draft: _Draft) -> Fraction | None:
    quantity = None if draft.share is None else draft.share.quantity
    return None if quantity is None else Fraction(quantity.value) / 100


def _line(draft: _Draft, share: Fraction | None, amount: Decimal | None) -> Line:
    quantity = None if draft.share is None else draft.share.quantity
    printed = None if quantity is None else f"{quantity.value:f}%"
    return Line(draft.holder, draft.share or draft.name, share if share is None or 0 <= share <= 1 else None, printed, amount)


def _days_of(facts: Facts) -> dict[str, date]:
    """The day of which a whole paper speaks: when a report of the register was drawn up, or the day under a chart."""
    found: dict[str, date] = {}
    for concept, kinds in (("holding_date", (CHART, TABLE)), ("issue_date", (REGISTER,))):
        for fact in facts.of(concept):
            if fact.kind in kinds and SAID not in (fact.item or "") and isinstance(fact.value, Date):
                found.setdefault(fact.source.document, fact.value.day)
    return found


def _capitals(applicant: str, facts: Facts) -> dict[str, Decimal]:
    """The registered capital of each enterprise, where all papers that state it agree."""
    stated: dict[str, set[Decimal]] = defaultdict(set)
    for fact in facts.of(_CAPITAL):
        if fact.quantity is not None and not fact.is_rough:
            stated[normalise_name(fact.entity or applicant)].add(fact.quantity.value)
    return {company: next(iter(values)) for company, values in stated.items() if len(values) == 1}


def _month_day(month: Fact | None) -> date | None:
    """The last month of an event, as its first day."""
    match = _MONTH.search(month.value.text) if month is not None and isinstance(month.value, Text) else None
    return None if match is None else date(int(match[1]), int(match[2]), 1)


def _in_parts(found: list[HolderList]) -> list[HolderList]:
    """Lists of one paper that share no holder and together make no more than the whole are one list in parts."""
    kept: list[HolderList] = []
    for one in found:
        first = next((place for place, other in enumerate(kept) if _are_parts(other, one)), None)
        if first is None:
            kept.append(one)
        else:
            kept[first] = replace(kept[first], lines=(*kept[first].lines, *one.lines))
    return kept


def _are_parts(one: HolderList, other: HolderList) -> bool:
    same = (one.document, one.kind, one.company, one.event, one.rank) == (
        other.document,
        other.kind,
        other.company,
        other.event,
        other.rank,
    )
    if not same or one.event or one.rank or one.is_whole or other.is_whole:
        return False
    shared = {line.holder for line in one.lines} & {line.holder for line in other.lines}
    total = sum((line.share for line in (*one.lines, *other.lines) if line.share is not None), Fraction(0))
    return not shared and total <= 1 + sum((half_unit(line) for line in (*one.lines, *other.lines)), Fraction(0))


def _with_the_latest_event(found: Iterable[HolderList], applicant: str) -> Iterator[HolderList]:
    """Lists as they are now; of the applicant and of enterprises that these speak of and say nothing else about, the one after the latest change."""
    held = list(found)
    now = [one for one in held if not one.event and not one.promoters]
    present = {one.company for one in now if one.rank < 2}
    spoken = {applicant, *(name for one in now for name in (one.company, *(line.holder for line in one.lines)))}
    latest: dict[str, HolderList] = {}
    for one in held:
        wanted = one.event and one.company not in present and one.company in spoken
        if wanted and (one.company not in latest or (one.day or date.min) >= (latest[one.company].day or date.min)):
            latest[one.company] = one
    return (one for one in held if not one.event or latest.get(one.company) is one)
