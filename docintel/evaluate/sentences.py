"""Figures in sentences as tuples of label, value, unit and period, and how far what was read meets them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from docintel.domain.concept import Taxonomy
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.metric import MetricWords
from docintel.domain.quantity import CNY
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import Quantity
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.text.normal import label_key

_UNITS = {
    "元": (CNY, Decimal(1)),
    "万元": (CNY, Decimal(10_000)),
    "亿元": (CNY, Decimal(100_000_000)),
    "美元": ("USD", Decimal(1)),
    "万美元": ("USD", Decimal(10_000)),
    "欧元": ("EUR", Decimal(1)),
    "%": (PERCENT, Decimal(1)),
    "‰": (PERCENT, Decimal("0.1")),
    "成": (PERCENT, Decimal(10)),
    "人": ("person", Decimal(1)),
    "名": ("person", Decimal(1)),
    "年": ("year", Decimal(1)),
    "百分点": ("point", Decimal(1)),
    "个百分点": ("point", Decimal(1)),
}
_COUNTED = "item"  # 项, 件, 家, a rank: whatever else is counted
_DERIVED = ("占比", "平均增长率", "增长率", "增加额", "减少额", "增加数", "减少数", "下降", "提升")
_GROWS = ("增长率", "下降", "提升")  # told in multiples (增长1.2倍) it is the same as in percent
_MARKS = re.compile(r"[“”\"'‘’「」《》]|的(?=.)")  # 入选“小巨人”的企业 and 入选小巨人企业 are the same words
_EDGES = re.compile(r"^本(?=报告)|[内度末底]+$")
_YEAR = re.compile(r"^(\d{4})$")
_SPAN = re.compile(r"^(\d{4})[-~—至](\d{4})$")
_PART = re.compile(r"^(\d{4})([QH])([1-4])$")
_MONTHS = re.compile(r"^(\d{4})-(\d{2})(?:\.\.(\d{4})-(\d{2}))?$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a sentence; `days` are the first and last day it speaks of, None where the sentence names no date itself."""

    metric: str
    value: Decimal
    upper: Decimal | None
    unit: str
    days: tuple[str, str] | None
    concept: str | None = None  # of what was read
    said: str | None = None  # the time as it is printed


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: true and read figures, and the true ones that were read, in value and in all four parts."""

    text: str
    true: tuple[Figure, ...]
    read: tuple[Figure, ...]
    values: int
    tuples: int


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """All sentences."""

    sentences: tuple[Sentence, ...]

    def f1(self, part: str) -> str:
        """F1 of `values` or of `tuples`."""
        agreed = sum(getattr(sentence, part) for sentence in self.sentences)
        told = sum(len(sentence.true) + len(sentence.read) for sentence in self.sentences)
        return "—" if told == 0 else f"{2 * agreed / told:.4f}"

    def to_json(self) -> dict[str, Any]:
        """Both F1 and the sentences that were not read as they are."""
        wrong = [sentence for sentence in self.sentences if not len(sentence.true) == len(sentence.read) == sentence.tuples]
        return {
            "sentences": len(self.sentences),
            "f1_values": self.f1("values"),
            "f1": self.f1("tuples"),
            "wrong": [{"text": one.text, "true": [said(f) for f in one.true], "seen": [said(f) for f in one.read]} for one in wrong],
        }

    def line(self, language: Language) -> str:
        """For people."""
        figures, values, tuples = sum(len(one.true) for one in self.sentences), self.f1("values"), self.f1("tuples")
        return Wording(
            f"句子 {len(self.sentences)} 条、数字 {figures} 个：值 F1 {values}，名称、值、单位、期间 F1 {tuples}",
            f"{len(self.sentences)} sentences with {figures} figures: F1 of values {values}, of label, value, unit and period {tuples}",
        ).said(language)


def true_tuple(row: dict[str, Any]) -> Figure:
    """A row of the truth: value and upper end already in the unit named, which may be one of ours times a power of ten."""
    unit, factor = _UNITS.get(row["unit"], (_COUNTED, Decimal(1)))
    if row["unit"] == "倍" and row["metric"].endswith(_GROWS):
        unit, factor = PERCENT, Decimal(100)
    upper = row.get("hi")
    return Figure(
        row["metric"],
        Decimal(str(row["value"])) * factor,
        None if upper is None else Decimal(str(upper)) * factor,
        unit,
        None if row["period"] is None else days_of(row["period"]),
        said=row["period"],
    )


def days_of(period: str) -> tuple[str, str] | None:
    """First and last day of `2022`, `2022Q4`, `2022H1`, `2020-2022`, `2022-12`, `2022-01..2022-09`, `2022-06-30`; None for 报告期 and other words that need a calendar."""
    if year := _YEAR.match(period):
        return f"{year[1]}-01-01", f"{year[1]}-12-31"
    if part := _PART.match(period):
        months = 3 if part[2] == "Q" else 6
        last = int(part[3]) * months
        return f"{part[1]}-{last - months + 1:02}-01", _end_of(int(part[1]), last)
    if span := _SPAN.match(period):
        return f"{span[1]}-01-01", f"{span[2]}-12-31"
    if run := _MONTHS.match(period):
        return f"{run[1]}-{run[2]}-01", _end_of(int(run[3] or run[1]), int(run[4] or run[2]))
    return (period, period) if _DAY.match(period) else None


def _end_of(year: int, month: int) -> str:
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def was_read(text: str, true: Sequence[Figure], facts: Iterable[Fact], taxonomy: Taxonomy, words: MetricWords) -> Sentence:
    """A sentence with the facts read in it; every figure that was read stands for one true figure at most."""
    read = tuple(figure for fact in facts if (figure := _figure(fact)) is not None)
    named = _named(taxonomy, words)

    def same_tuple(one: Figure, other: Figure) -> bool:
        return _same_value(one, other) and _same_days(one, other) and _same_metric(one, other, named)

    return Sentence(text, tuple(true), read, _agreed(true, read, _same_value), _agreed(true, read, same_tuple))


def _figure(fact: Fact) -> Figure | None:
    """A number that was read; a rank is a number in text. None for what is no number."""
    days = None
    if fact.period is not None:
        days = ("" if fact.period.start is None else fact.period.start.isoformat(), fact.period.end.isoformat())
    if isinstance(fact.value, Quantity):
        return Figure(fact.label, fact.value.value, fact.value.upper, fact.value.unit, days, fact.concept, fact.printed_period)
    printed = fact.value.text if isinstance(fact.value, Text) else fact.value.code if isinstance(fact.value, Identifier) else ""
    if printed.isascii() and printed.isdigit():
        return Figure(fact.label, Decimal(printed), None, _COUNTED, days, fact.concept, fact.printed_period)
    return None


def _agreed(true: Sequence[Figure], read: Sequence[Figure], same: Callable[[Figure, Figure], bool]) -> int:
    left = list(read)
    agreed = 0
    for figure in true:
        met = next((other for other in left if same(figure, other)), None)
        if met is not None:
            left.remove(met)
            agreed += 1
    return agreed


def _same_value(true: Figure, read: Figure) -> bool:
    """The same number in the same unit; ends of a range count, and what is merely counted may be counted in anything."""
    units = (true.unit, read.unit)
    return (true.value, true.upper) == (read.value, read.upper) and (true.unit == read.unit or (_COUNTED in units and CNY not in units))


def _same_days(true: Figure, read: Figure) -> bool:
    """The same days; an instant has its last day only. Where the truth only says a word (上年), what was read by that word may know its days."""
    if true.days is None and true.said is not None and read.said is not None and _word(true.said) == _word(read.said):
        return True
    if true.days is None or read.days is None:
        return true.days is read.days
    return true.days[1] == read.days[1] and read.days[0] in ("", true.days[0])


def _word(said: str) -> str:
    return _EDGES.sub("", said)


def _same_metric(true: Figure, read: Figure, named: Mapping[str, frozenset[str]]) -> bool:
    """The same words, or words for one concept or one metric; so for their shares and changes (出口收入占比, 出口额占比)."""
    (words, kind), (other, other_kind) = map(_parted, (true.metric, read.metric))
    meant = named.get(words, frozenset())
    whole = kind == "" and read.concept is not None and read.concept in meant
    if whole or named.get(_key(true.metric), frozenset()) & named.get(_key(read.metric), frozenset()):
        return True
    return kind == other_kind and (words == other or bool(meant & named.get(other, frozenset())) or _same_parts(words, other, named))


def _same_parts(one: str, other: str, named: Mapping[str, frozenset[str]]) -> bool:
    """Two words for one metric after the same qualifying words: 境外销售收入 and 境外营业收入."""
    shared = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return any(named.get(one[place:], frozenset()) & named.get(other[place:], frozenset()) for place in range(1, shared + 1))


def _parted(metric: str) -> tuple[str, str]:
    """The words of a metric, and what of it is told: its share or change, empty for itself."""
    key = _key(metric)
    kind = next((ending for ending in _DERIVED if key.endswith(ending) and key != ending), "")
    return key.removesuffix(kind), kind


def _key(words: str) -> str:
    """Words without quotes and 的, which make no other label."""
    return _MARKS.sub("", label_key(words))


def _named(taxonomy: Taxonomy, metrics: MetricWords) -> Mapping[str, frozenset[str]]:
    """What every label of the taxonomy and every word for a metric means: concepts, and the labels of metrics."""
    found: dict[str, set[str]] = {}
    for concept in taxonomy.concepts.values():
        for label in (concept.label.zh, *concept.aliases):
            found.setdefault(_key(label), set()).add(concept.id)
    for metric in metrics.metrics:
        for word in (metric.label, *metric.words):
            found.setdefault(_key(word), set()).add(f"metric:{metric.label}")
    return {label: frozenset(concepts) for label, concepts in found.items()}


def said(figure: Figure) -> str:
    """A figure in a line."""
    upper = "" if figure.upper is None else f"~{figure.upper}"
    days = "" if figure.days is None else " " + "/".join(figure.days)
    return f"{figure.metric} {figure.value}{upper} {figure.unit}{days}"
