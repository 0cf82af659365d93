"""Figures of a sentence bound to their metric and time: which label, whose concept, of which period.

A sentence is read from left to right. What was bound last (the subject) is carried on where the words before a figure name nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from itertools import pairwise

from docintel.domain.concept import ValueKind
from docintel.domain.metric import Metric
from docintel.domain.period import Period
from docintel.domain.quantity import ITEM
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PERSON
from docintel.domain.quantity import PLAIN_UNITS
from docintel.domain.quantity import POINT
from docintel.domain.quantity import Quantity
from docintel.extract.prose.concepts import Meaning
from docintel.extract.prose.marks import Marked
from docintel.extract.prose.marks import Named
from docintel.extract.prose.subjects import listed_subjects
from docintel.extract.prose.subjects import subject_at
from docintel.text.figures import Found
from docintel.text.spoken import Mention
from docintel.text.spoken import Spoken
from docintel.text.spoken import comparisons

NEAR = 12  # characters between a metric and its figure that need no further proof
FAR = 30  # and within one clause at most
_RISES = "增长|增加|上升|提高|提升|增幅|增速|上涨|涨幅|升幅|扩大|增"
_FALLS = "负增长|减少|下降|下滑|降低|降幅|减幅|跌幅|回落|缩减|下跌|减"
_CHANGE = re.compile(
    rf"(?:(?P<fall>{_FALLS})|(?P<rise>{_RISES}))(?:率|幅度|额|幅)?(?:分别)?(?:了|约|为|约为|近|超|逾|超过|达|达到|高达|大幅|合计|[:,])*\s?$"
)
_LEVEL = re.compile(r"(?:增长|增加|上升|提高|提升|扩大|增|升|减少|下降|下滑|降低|降|减)(?:至|到|为)了?(?:约|近|超过)?\s?$")
_SHARE = re.compile(r"占(?!有率|地|用|据|领|优|先)(?:比|[^,;。]{0,24}?(?:比重|比例|比率|份额|总额|总数|的))?|(?<=[^占])比重|(?<=人员)比例")
_LOSS = re.compile(r"(?:净?亏损|亏损额)(?:额|总额)?(?:为|约|达|了|[:])*\s?$")
_RUN = re.compile(r"^[\s、,;]*(?:和|及|以及|与)?[\s、,]*$")
_PART = re.compile(r"(?:其中|其中包括|包括)[:,]?\s?(?P<name>[^,;。:、\d]{2,14}?)(?:为|约|达|达到|实现|[:])*\s?$")
TOTAL = "合计"
SEVERAL = (Spoken.THIS, Spoken.RECENT, Spoken.YEARS)  # of a list after one of these, nobody says which is of when
_SEPARATORS = ",;。:、"
_NAME_TRIM = re.compile(r"(?:分别|累计|合计|共计|共|约|为|达到|达|实现|拥有|具有|现有|超过|高达|仅|了|有|已|至|到|由|从|[::\s])+$")
_COMPARED_GROWTH = re.compile(r"同比|环比|较|相比|比上|比去")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure at text[start:end] with everything that was bound to it; `said` is its time as printed, `metric` what its label comes from."""

    label: str
    concept: str | None
    quantity: Quantity
    period: Period | None
    said: str | None
    start: int
    end: int
    found: Found
    metric: Metric
    entity: str | None = None
    aside: bool = False  # of others, or a plan: no figure of the enterprise


@dataclass(slots=True)
class Sentence:
    """One sentence of a marked paragraph while it is read; `report_year` is that of the document, `time` what was spoken of before it."""

    marked: Marked
    start: int
    end: int
    meaning: Meaning
    report_year: int | None = None
    time: Period | None = None
    loose: bool = False  # whether metrics without an entry are read by the words before a figure
    out: list[Bound] = field(default_factory=list)
    stray: bool = False  # whether the figure at hand is of something that its label does not say
    run: tuple[Bound, ...] = ()  # what the last list of figures was bound to

    def bound(self) -> list[Bound]:
        """All figures of the sentence that could be bound."""
        figures = [one for one in self.marked.figures if self.start <= one.start < self.end]
        place, before = 0, self.start
        while place < len(figures):
            group = self._group(figures, place, before)
            found = self._listed(group, before) if len(group) > 1 else self._single(group[0], before)
            found = [one for one in found if not self._repeats(one)]
            self.out += found
            self.run = tuple(found) if len(found) > 1 else self.run
            place, before = place + len(group), group[-1].end
        return self.out

    # ---- what stands where ----

    def _text(self, start: int, end: int) -> str:
        return self.marked.text[start:end]

    def _metrics(self, start: int, end: int) -> list[Named]:
        return [one for one in self.marked.metrics if start <= one.start and one.end <= end]

    def _times(self, start: int, end: int) -> list[Mention]:
        return [one for one in self.marked.times if start <= one.start and one.end <= end]

    def _group(self, figures: Sequence[Found], place: int, before: int) -> list[Found]:
        """A list of figures after 分别, else one figure."""
        group = [figures[place]]
        if "分别" not in self._text(before, figures[place].start):
            return group
        for one, two in pairwise(figures[place:]):
            alike = one.quantity.unit == two.quantity.unit
            if not alike or not _RUN.match(self._text(one.end, two.start)):
                break
            group.append(two)
        return group

    def time_at(self, place: int) -> tuple[Period | None, str | None]:
        """What time is spoken of at a place, and in which words."""
        now, said = self.time, None
        for mention in self._times(self.start, place):
            found = mention.within(now, self.report_year)
            unknown = mention.spoken not in (Spoken.SAME, Spoken.PART)
            now, said = (found, mention.said) if found is not None or unknown else (now, said)
        return now, said

    def _repeats(self, one: Bound) -> bool:
        """叁仟万元（¥30,000,000.00）: the same said again in brackets."""
        return any(
            other.label == one.label and other.quantity.value == one.quantity.value and other.quantity.unit == one.quantity.unit and self._text(other.end, one.start).strip() in ("(", "(即", ",即", "即")
            for other in self.out
        )

    # ---- one figure ----

    def _single(self, figure: Found, before: int) -> list[Bound]:
        one = self._bind(figure, before)
        return [] if one is None else [one]

    def _bind(self, figure: Found, before: int) -> Bound | None:
        if figure.quantity.unit == POINT:
            return None
        self.stray = False
        gap = self._text(before, figure.start)
        if figure.quantity.unit == PERCENT and (share := self._share(figure, before, gap)) is not None:
            return share
        change = None if _LEVEL.search(gap) else _CHANGE.search(gap)
        if change is not None and not self._is_named(before + change.start(), figure.start):
            return self._changed(figure, before, gap, change)
        return self._plain(figure, before, gap)

    def _share(self, figure: Found, before: int, gap: str) -> Bound | None:
        """占…的比重: the share of what stands before it, else of what was spoken of last."""
        matches = [match for match in _SHARE.finditer(gap)]
        if not matches or "," in gap[matches[0].end() :].strip(",") or "市场占" in gap:
            return None
        place = before + matches[0].start()
        parts = [one for one in self._metrics(before, place) if one.metrics[0].value is not ValueKind.PERCENT]
        wholes = self._metrics(place, figure.start)
        if parts:
            part = _of_kind(parts[-1].metrics)
        elif self.out and not self._name_before(before, place):
            part = self.out[-1].metric
            if part.value is ValueKind.PERCENT:
                return None
        else:
            name = self._name_before(before, place)
            if not name or not self.loose:
                return None
            part = Metric(name, (name,))
        whole = wholes[-1].metrics if wholes else ()
        label = part.share or f"{part.label}占比"
        concept = self.meaning.ratio(part, whole, self.out)
        plain = not parts or self._is_plain(parts[-1].start, place)
        self.stray = not plain or (not parts and bool(self.out) and self.out[-1].aside)
        return self._made(replace(part, concept=part.concept), label, concept if plain else None, figure, figure.quantity)

    def _changed(self, figure: Found, before: int, gap: str, change: re.Match[str]) -> Bound | None:
        """A growth or an added amount; its sign is that of the words."""
        place = before + change.start()
        named = [one for one in self._metrics(before, place)]
        falls = change["fall"] is not None
        if named:
            base, concept = _of_kind(named[-1].metrics), self._is_plain(named[-1].start, place)
            label, changed = self._labelled(base, named[-1].start)
            base, self.stray = changed, not concept and label == base.label
            if "年均" in gap or "平均" in gap:
                return self._made(base, f"{base.label}平均增长率", None, figure, _signed(figure.quantity, negative=falls))
        elif (name := self._name_before(before, place)) and self.loose:
            base, concept = Metric(name, (name,)), False
        elif self.out and self.meaning.is_plain(self._text(self._clause(place), place)):
            base, concept, self.stray = self.out[-1].metric, bool(self.out[-1].concept), self.out[-1].aside
        else:
            return None
        if figure.quantity.unit == PERCENT:
            compared = _COMPARED_GROWTH.search(self._text(self._clause(place), figure.start)) or _COMPARED_GROWTH.search(self._text(self.start, place))
            if not compared and base.value not in (ValueKind.MONEY, ValueKind.COUNT):
                return self._made(base, base.label + _direction(change.group()), None, figure, figure.quantity)
            known = self.meaning.growth(base) if concept and compared else None
            return self._made(base, f"{base.label}增长率", known, figure, _signed(figure.quantity, negative=falls))
        if not _suits(base, figure.quantity):
            return None
        return self._made(base, f"{base.label}增加额" if figure.quantity.unit not in PLAIN_UNITS else f"{base.label}增加", None, figure, _signed(figure.quantity, negative=falls))

    def _is_as_it_stands(self, figure: Found) -> bool:
        """Whether a value without a time is told of the enterprise itself and of now, not of what it was or of a founding."""
        told = self._text(self.start, figure.start)
        return not re.search(r"[增减]|变更|由|成立|设立|收购", told) and (self.loose or self.meaning.has_owner(self._text(self._clause(figure.start), figure.start)))

    def _is_named(self, start: int, end: int) -> bool:
        """Whether a metric by its own name stands there (年均复合增长率)."""
        return any(one.start <= start < one.end for one in self._metrics(self.start, end))

    def _plain(self, figure: Found, before: int, gap: str) -> Bound | None:
        loss = _LOSS.search(gap) is not None and figure.quantity.unit not in PLAIN_UNITS
        part = _PART.search(gap)
        named = self._named(figure, before)
        if named is None and part is not None and self.out and not self._metrics(before + part.start("name"), figure.start):
            return self._part(figure, part["name"])
        if named is None and loss:
            metric = next((one for one in self.meaning.losses), None)
            return None if metric is None else self._made(metric, metric.label, metric.concept, figure, _signed(figure.quantity, negative=True))
        if named is None and (carried := self._carry(figure, gap)) is not None:
            return carried
        if named is None:
            name = self._name_before(before, figure.start) if self.loose else ""
            name = name or (TOTAL if self.loose and re.search(r"(?:合计|总计|共计)[::]?$", gap) and not self.out else "")
            return self._made(Metric(name, (name,)), name, None, figure, figure.quantity) if name else None
        metric, start, end = named
        quantity = _signed(figure.quantity, negative=True) if loss else figure.quantity
        around = self._text(min(end, figure.start), figure.start) if end <= figure.start else ""
        plain = self._is_plain(start, start) and self.meaning.is_plain(around)
        label, metric = self._labelled(metric, start)
        self.stray = not plain and label == named[0].label and metric.value is not ValueKind.PERCENT
        return self._made(metric, label, metric.concept if plain else None, figure, quantity)

    def _labelled(self, metric: Metric, start: int) -> tuple[str, Metric]:
        """主导产品 … 销售收入 is the revenue of the main product, 生物制药产业 … 收入 that of a segment."""
        lead = max([self._clause(start), *(one.end for one in self.marked.figures if one.end <= start)])
        clause = self._text(lead, start)
        if metric.label == "营业收入" and "主导产品" in clause:
            return "主导产品收入", replace(metric, label="主导产品收入", concept=None)
        for name in self._own_names(start):
            clause = clause.replace(name, "")
        segment = self.meaning.segment(clause) if metric.value is ValueKind.MONEY or metric.unit == PERSON else ""
        if segment:
            return segment + metric.label, replace(metric, label=segment + metric.label, concept=None)
        return metric.label, metric

    def _named(self, figure: Found, before: int) -> tuple[Metric, int, int] | None:
        """The metric of a figure: the nearest before it that has such values, for counts the one right after it where none is near."""
        ahead = [(one, metric) for one in self._metrics(before, figure.start) for metric in one.metrics if _suits(metric, figure.quantity)]
        after = self._after(figure)
        if ahead:
            one, metric = ahead[-1][0], next(metric for named, metric in ahead if named is ahead[-1][0])
            between = self._text(one.end, figure.start)
            near = len(between) <= NEAR and not set(between) & set(_SEPARATORS)
            if near or (after is None and self._reaches(between)):
                return metric, one.start, one.end
        return after

    def _reaches(self, between: str) -> bool:
        """Whether a figure may still be that of a metric with these words between them."""
        return self.meaning.is_plain(between) if set(between) & set(_SEPARATORS) and "分别" not in between else len(between) <= FAR

    def _after(self, figure: Found) -> tuple[Metric, int, int] | None:
        """12 项发明专利, 51.00% 的股权."""
        for one in self.marked.metrics:
            between = self._text(figure.end, one.start) if figure.end <= one.start < self.end else ","
            if len(between) <= NEAR and not set(between) & set(_SEPARATORS) and re.fullmatch(r"[^\d%]{0,8}", between):
                metric = next((metric for metric in one.metrics if _suits(metric, figure.quantity)), None)
                is_percent = figure.quantity.unit == PERCENT
                if metric is not None and metric.unit == PERSON and self._text(one.end, one.end + 1) not in ("", *_SEPARATORS, "(", ")"):
                    continue
                if metric is not None and (figure.quantity.unit in (PERSON, ITEM) or between in ("", "的")) and not (is_percent and between not in ("", "的")):
                    return metric, one.start, one.end
        return None

    def _carry(self, figure: Found, gap: str) -> Bound | None:
        """The metric spoken of last, where nothing but times and plain words stand in between."""
        last = next((one for one in reversed(self.out)), None)
        if last is None or not self.meaning.is_plain(gap):
            return None
        self.stray = last.aside
        if not _suits(last.metric, figure.quantity):
            goes_on = _LEVEL.search(gap) and last.quantity.unit == figure.quantity.unit
            return self._made(last.metric, last.label, last.concept, figure, figure.quantity) if goes_on else None
        same = last.label == last.metric.label
        label = last.label if same else last.metric.label
        return self._made(last.metric, label, last.metric.concept if last.concept == last.metric.concept else None, figure, figure.quantity)

    def _part(self, figure: Found, name: str) -> Bound | None:
        """其中主导产品 1.9 亿: a part of what was spoken of last."""
        whole = self.out[-1].metric
        if not _suits(whole, figure.quantity) and figure.quantity.unit not in (PERSON, ITEM):
            return None
        self.stray = True
        tail = "收入" if whole.label.endswith("收入") else whole.label
        label = name if figure.quantity.unit in (PERSON, ITEM) or name.endswith(tail) else name + tail
        metric = replace(whole, label=label, concept=None, share=None)
        return self._made(metric, label, None, figure, figure.quantity)

    # ---- lists ----

    def _listed(self, group: list[Found], before: int) -> list[Bound]:
        """Figures after 分别: one for each metric, or each year, or each enterprise named before."""
        first = group[0]
        one = self._bind(first, before)
        if one is None:
            return []
        gap_metrics = [named for named in self._metrics(before, first.start) if any(_suits(metric, first.quantity) for metric in named.metrics)]
        periods = self._periods(before, first.start)
        parts = self._parts_of(one.label, before, first.start)
        if len(parts) > 1:
            shares = [replace(self._as(one, figure), label=f"{part.label}占比", metric=part, concept=None) for part, figure in zip(parts, group, strict=False)]
            return shares if len(parts) == len(group) else []
        bound = [self._as(one, figure) for figure in group]
        changed = one.label != one.metric.label and self.run and len(self.run) == len(group) and not gap_metrics
        if len(gap_metrics) == len(group) and len(periods) != len(group):
            return [self._of_named(named, figure) for named, figure in zip(gap_metrics, group, strict=True)]
        if changed:
            return [self._changed_of(other, one, figure) for other, figure in zip(self.run, group, strict=True)]
        if len(gap_metrics) > 1 and len(gap_metrics) != len(group):
            return []
        if len(periods) == 1 and len(subjects := listed_subjects(self.marked, before, first.start)) == len(group):
            return [replace(item, entity=subject) for item, subject in zip(bound, subjects, strict=True)]
        if len(periods) == len(group):
            return [replace(item, period=self.meaning.timed(item.concept, period), said=said) for item, (period, said) in zip(bound, periods, strict=True)]
        if self.run and not periods and len(self.run) == len(group) and not self._times(before, first.start):
            return [replace(item, period=other.period, said=other.said) for item, other in zip(bound, self.run, strict=True)]
        unsaid = len(periods) > 1 or any(one.spoken in SEVERAL for one in self._times(self.start, first.start))
        return [replace(item, period=None) for item in bound] if unsaid else bound

    def _parts_of(self, label: str, before: int, place: int) -> list[Metric]:
        """The parts of a list of shares: 资产总额、营业收入占…的比例分别为."""
        share = _SHARE.search(self._text(before, place))
        return [one.metrics[0] for one in self._metrics(before, before + share.start())] if share is not None and label.endswith("占比") else []

    def _as(self, one: Bound, figure: Found) -> Bound:
        negative = one.quantity.value < 0 <= one.found.quantity.value
        return replace(one, quantity=_signed(figure.quantity, negative=negative), start=figure.start, end=figure.end, found=figure)

    def _of_named(self, named: Named, figure: Found) -> Bound:
        metric = next(metric for metric in named.metrics if _suits(metric, figure.quantity))
        plain = self._is_plain(named.start, named.start)
        return self._made(metric, metric.label, metric.concept if plain else None, figure, figure.quantity)

    def _changed_of(self, other: Bound, one: Bound, figure: Found) -> Bound:
        """The growth of each of the metrics listed before."""
        label = other.metric.label + one.label.removeprefix(one.metric.label)
        concept = self.meaning.growth(other.metric) if one.label.endswith("增长率") and other.concept else None
        return replace(self._as(one, figure), label=label, metric=other.metric, concept=concept, period=other.period, said=other.said)

    def _periods(self, start: int, end: int) -> list[tuple[Period | None, str | None]]:
        """The years named before a list; a range of years is each of them."""
        found: list[tuple[Period | None, str | None]] = []
        for mention in self._times(start, end):
            if mention.years:
                found += [(Period.of_year(year), mention.said) for year in mention.years]
            else:
                found.append((mention.within(self.time, self.report_year), mention.said))
        return found

    # ---- small questions ----

    def _clause(self, place: int) -> int:
        """Where the clause around a place begins."""
        return max([self.start, *(self.marked.text.rfind(mark, self.start, place) + 1 for mark in _SEPARATORS)])

    def _is_plain(self, start: int, end: int) -> bool:
        """Whether nothing before a metric changes whose it is, or makes a plan of it."""
        lead, before = self._text(max(self._clause(start), self._beside(start)), start), self._text(self.start, start)
        around = next((metric.around for one in self.marked.metrics if one.start == start for metric in one.metrics), ())
        for name in (*self._own_names(start), *around):
            lead, before = lead.replace(name, ""), before.replace(name, "")
        return self.meaning.is_plain(lead) and not self.meaning.is_foreign(before) and not self._is_unreal(start, end)

    def _beside(self, start: int) -> int:
        """Where the metric named just before with 和 ends: what is said of it is said of both."""
        return max([one.end for one in self.marked.metrics if one.end < start and self._text(one.end, start) in ("和", "与", "及", "以及", "、")], default=0)

    def _own_names(self, place: int) -> list[str]:
        return [name for first, last, name in self.marked.names if self.start <= first and last <= place]

    def _is_foreign(self, place: int) -> bool:
        """Whether the sentence speaks of a whole industry or of others."""
        return self.meaning.is_foreign(self._text(self.start, place))

    def _is_unreal(self, start: int, end: int) -> bool:
        """Whether it is a plan or a requirement: said before in the sentence, or after in the clause."""
        rest = re.match(r"[^,;。]*", self.marked.text[max(start, end) : self.end])
        before = self._text(max(self.start, self.marked.text.rfind(";", self.start, start) + 1), max(start, end))
        return self.meaning.is_unreal(before + (rest.group() if rest else ""))

    def _name_before(self, start: int, end: int) -> str:
        """The name of a metric without an entry: the words right before a figure, where they end like one."""
        clause = max(start, self._clause(end))
        skipped = [mention.end for mention in self._times(clause, end)] + [last for _, last in comparisons(self.marked.text) if clause <= last <= end]
        lead = self._text(max([clause, *skipped]), end)
        return self.meaning.name(_NAME_TRIM.sub("", lead))

    def _made(self, metric: Metric, label: str, concept: str | None, figure: Found, quantity: Quantity) -> Bound:
        period, said = self.time_at(figure.start)
        if metric.label == "年均复合增长率" and (period is None or period.year is not None):
            period, said = None, None
        if label.endswith("平均增长率") and period is not None and period.year is not None and "年均" in self._text(self.start, figure.start):
            period, said = None, None
        concept = self.meaning.fitting(concept, quantity)
        other = None if metric.label == "持股比例" else subject_at(self.marked, figure.start, self.meaning.own)
        aside = self._is_foreign(figure.start) or self._is_unreal(figure.start, figure.end) or metric.brief or self.stray
        if self.meaning.is_over_time(concept) and (period is None or period.is_instant) and "累计" in self._text(self._clause(figure.start), figure.start):
            concept = None
        if self.meaning.is_undated(concept) and not self._is_as_it_stands(figure):
            concept = None
        return Bound(label, concept, quantity, self.meaning.timed(concept, period), said, figure.start, figure.end, figure, metric, other, aside)


def _of_kind(metrics: tuple[Metric, ...]) -> Metric:
    return metrics[0]


def _suits(metric: Metric, quantity: Quantity) -> bool:
    """Whether a metric can have such a value."""
    if metric.value is ValueKind.MONEY:
        return quantity.unit not in PLAIN_UNITS
    if metric.value is ValueKind.PERCENT:
        return quantity.unit == PERCENT
    return metric.value is ValueKind.COUNT and quantity.unit == (metric.unit or ITEM)


def _signed(quantity: Quantity, *, negative: bool) -> Quantity:
    if not negative or quantity.value < 0:
        return quantity
    if quantity.upper is not None:
        return replace(quantity, value=-quantity.upper, upper=-quantity.value)
    return replace(quantity, value=-quantity.value)


def _direction(words: str) -> str:
    """下降 or 提升: what a change without a base is called."""
    if re.search(_FALLS, words):
        return "下降"
    return "增长" if "增" in words else "提升"


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph; a semicolon or a bracket ends none."""
    for match in re.finditer(r"[^。!?]+[。!?]?", text):
        yield start + match.start(), start + match.end()
