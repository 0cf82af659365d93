"""All figures of a sentence: one by one, and those listed after 分别 beside the metrics, years or enterprises named before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from itertools import takewhile

from docintel.domain.metric import Metric
from docintel.domain.period import Period
from docintel.domain.quantity import POINT
from docintel.extract.prose.binding import SHARE
from docintel.extract.prose.binding import Binder
from docintel.extract.prose.binding import of_kind
from docintel.extract.prose.bound import Bound
from docintel.extract.prose.bound import suits
from docintel.extract.prose.marks import Named
from docintel.extract.prose.subjects import listed_subjects
from docintel.text.figures import Found
from docintel.text.spoken import Spoken

SEVERAL = (Spoken.THIS, Spoken.RECENT, Spoken.YEARS)  # of a list after one of these, nobody says which is of when
ONE_BY_ONE = re.compile(r"分别|依次")
_RUN = re.compile(r"^[\s、,;]*(?:和|及|以及|与)?[\s、,]*$")
_AND = re.compile(r"、|以及|和|(?<!参)与|及")
_EACH = re.compile(r"(?P<names>[^,;。:()]+?)[各均](?:为|有|达|达到|在|保持在|实现)?$")
_BRACKETS = re.compile(r"\([^()]*\)")
_AGAIN = ("(", "(即", ",即", "即")


@dataclass(slots=True)
class Sentence(Binder):
    """One sentence while it is read; `run` is what the last list of figures was bound to."""

    run: tuple[Bound, ...] = ()

    def bound(self) -> list[Bound]:
        """All figures of the sentence that could be bound."""
        figures = [one for one in self.marked.figures if self.start <= one.start < self.end]
        place, before = 0, self.start
        while place < len(figures):
            group = self._group(figures, place, before)
            first = self.bind(group[0], before)
            found = [] if first is None else self._listed(group, before, first) if len(group) > 1 else self._each(first, before) or [first]
            found = [one for one in found if not self._repeats(one)]
            last = figures.index(group[-1])
            self._take(found, [one for one in figures[place:last] if one not in group])
            self.run = tuple(found) if len(found) > 1 else self.run
            goes_on = group[0].quantity.unit == POINT and self.text(group[0].end, group[0].end + 1) in ("至", "到", "达")
            place, before = last + 1, before if goes_on else group[-1].end  # 毛利率提升1.8个百分点至33.4%
        return self.out

    def _group(self, figures: Sequence[Found], place: int, before: int) -> list[Found]:
        """A list of figures after 分别, else one figure; of several units only where as many metrics are named."""
        first = figures[place]
        one_by_one = ONE_BY_ONE.search(self.text(before, first.start)) is not None
        if not one_by_one and not self._years_of_range(first):
            return [first]
        group = self._run(figures, place)
        if not one_by_one:
            alike = {one.quantity.unit for one in group} == {first.quantity.unit}
            return group if alike and len(group) == self._years_of_range(first) else [first]
        if len(self.metrics(before, first.start)) == len(group):
            return group
        return list(takewhile(lambda one: one.quantity.unit == first.quantity.unit, group))

    def _years_of_range(self, first: Found) -> int:
        """2020年至2022年的研发费用为500万元、600万元和700万元: how many years a range names that a list is told of, 0 where it names none."""
        last = next(reversed(self.times(self.start, first.start)), None) if self.loose else None
        return len(last.years) if last is not None and not any(last.end <= one.found.start for one in self.out) else 0

    def _run(self, figures: Sequence[Found], place: int) -> list[Found]:
        """The figures that follow each other from a place on, without those in brackets between them."""
        group = [figures[place]]
        for one in figures[place + 1 :]:
            between = self.text(group[-1].end, one.start)
            if between.count("(") > between.count(")"):
                continue  # 400万元(含单项计提的120万元)和500万元
            if not _RUN.match(_BRACKETS.sub("", between)):
                break
            group.append(one)
        return group

    def _take(self, found: list[Bound], asides: list[Found]) -> None:
        """Figures of a list, and after each those that stand in brackets behind it."""
        for place, one in enumerate(found or [None]):
            self.out += [] if one is None else [one]
            end = found[place + 1].found.start if place + 1 < len(found) else self.end
            for aside in asides:
                if one is None or one.found.start < aside.start < end:
                    bound = self.bind(aside, aside.start if one is None else one.found.end)
                    self.out += [] if bound is None or self._repeats(bound) else [bound]

    def _repeats(self, one: Bound) -> bool:
        """叁仟万元（¥30,000,000.00）: the same said again in brackets."""
        return any(
            (other.label, other.quantity.value, other.quantity.unit) == (one.label, one.quantity.value, one.quantity.unit)
            and self.text(other.found.end, one.found.start).strip() in _AGAIN
            for other in self.out
        )

    def _listed(self, group: list[Found], before: int, one: Bound) -> list[Bound]:
        """Figures after 分别: one for each metric, else one for each year or enterprise named before."""
        first = group[0].start
        parts = self._parts(one, before, first)
        if len(parts) > 1:
            return [] if len(parts) != len(group) else [_share_of(part, one, figure) for part, figure in zip(parts, group, strict=True)]
        named = self.metrics(before, first)
        if len(named) != len(group):
            named = [one for one in named if any(suits(metric, group[0].quantity) for metric in one.metrics)]
        several = len(self._periods(before, first)) > 1
        if one.is_derived and not several and len(named) == len(group) and one.label.removeprefix(one.metric.label) not in ("占比", ""):
            return [self._changed_alike(self.of_named(other, figure), one, figure) for other, figure in zip(named, group, strict=True)]
        if len(named) == len(group) and len(self._periods(before, first)) != len(group):
            return [
                self.of_named(metric, figure)
                for metric, figure in zip(named, group, strict=True)
                if suits(of_kind(metric, figure), figure.quantity)
            ]
        run = self._run_of(len(group)) if one.is_derived and not named else ()
        if one.metric.label in {other.metric.label for other in run}:
            return [self._changed_alike(other, one, figure) for other, figure in zip(run, group, strict=True)]
        if names := self._names_of(before, first, len(group)):
            return [self.made(one, one.label, None, figure) for one, figure in zip(names, group, strict=True)]
        return [] if len(named) > 1 else self._spread([one.of(figure) for figure in group], before, first)

    def _each(self, one: Bound, before: int) -> list[Bound]:
        """国家标准、行业标准各 1 项: one figure of each of the metrics named side by side, empty where it is of one."""
        words = _EACH.search(self.text(max(before, self.start), one.found.start))
        if words is None or one.is_derived:
            return []
        start, names = max(before, self.start) + words.start("names"), _AND.split(words["names"])
        metrics: list[Bound] = []
        for name in names:
            end = start + len(name)
            named = next((metric for metric in self.metrics(start, end) if metric.end == end), None)
            if named is not None and suits(of_kind(named, one.found), one.quantity):
                metrics.append(self.of_named(named, one.found))
            elif self.loose and (plain := self.meaning.name(name)):
                metrics.append(self.made(self._entry(plain), plain, None, one.found))
            start = end + 1
        return metrics if len(metrics) == len(names) > 1 else []

    def _names_of(self, before: int, first: int, count: int) -> list[Metric]:
        """As many names as figures before 分别, where some have no entry (出口额、内销额分别为); empty where they are no such names."""
        if len(self._periods(before, first)) == count:
            return []
        lead = ONE_BY_ONE.split(self.untimed(before, first))[0]
        if stems := self._segments(_AND.split(lead), self.metrics(before, first), count):
            return stems
        names = [self.meaning.name(words) for words in _AND.split(lead)]
        return [self._entry(name) for name in names] if self.loose and len(names) == count and all(names) else []

    def _segments(self, words: list[str], named: list[Named], count: int) -> list[Metric]:
        """轴承产品、齿轮产品销售收入分别为: the one metric of each of the parts named side by side, empty where there are none."""
        if len(named) != 1 or len(words) != count:
            return []
        metric = self.text(named[0].start, named[0].end).removeprefix("产品")  # 齿轮产品 | 销售收入, not 齿轮 | 产品销售收入
        if not words[-1].endswith(metric):
            return []
        stems = [self.meaning.stem(word) for word in (*words[:-1], words[-1].removesuffix(metric))]
        one = named[0].metrics[0]
        return [replace(one, label=stem + one.label, concept=None, share=None) for stem in stems] if all(stems) else []

    def _entry(self, name: str) -> Metric:
        """The metric of a whole name, by its words alone where it has no entry."""
        return next((one for one in self.meaning.words.metrics if name in one.words), Metric(name, (name,)))

    def _spread(self, found: list[Bound], before: int, first: int) -> list[Bound]:
        """One metric over several enterprises or years; where nobody says which is which, none has a time."""
        periods = self._periods(before, first)
        subjects = listed_subjects(self.marked, before, first)
        if len(periods) <= 1 and len(subjects) == len(found):
            return [replace(one, entity=subject) for one, subject in zip(found, subjects, strict=True)]
        if len(terms := self._terms(first)) == len(found):
            periods = terms
        if len(periods) == len(found):
            return [
                replace(one, period=self.meaning.timed(one.concept, when), said=said)
                for one, (when, said) in zip(found, periods, strict=True)
            ]
        if not periods and len(self.run) == len(found):
            return [replace(one, period=other.period, said=other.said) for one, other in zip(found, self.run, strict=True)]
        unsaid = len(periods) > 1 or any(time.spoken in SEVERAL for time in self.times(self.start, first))
        return [replace(one, period=None) for one in found] if unsaid else found

    def _terms(self, first: int) -> list[tuple[Period | None, str | None]]:
        """Each of the periods that the document says 报告期 is, where a list is told of 报告期 last."""
        last = next(reversed(self.times(self.start, first)), None)
        if last is None or last.spoken is not Spoken.THIS or not last.text.startswith("报告期"):
            return []
        ends = last.text.endswith("末")
        return [(term.as_instant() if ends else term, last.said) for term in self.terms]

    def _parts(self, one: Bound, before: int, first: int) -> list[Metric]:
        """The parts of a list of shares: 资产总额、营业收入占…的比例分别为."""
        share = SHARE.search(self.text(before, first))
        if share is None or not one.label.endswith("占比"):
            return []
        return [named.metrics[0] for named in self.metrics(before, before + share.start())]

    def _run_of(self, count: int) -> tuple[Bound, ...]:
        """What as many changes are of: the last list, else the metrics told one after the other just before."""
        last = tuple(self.out[-count:])
        each = len({one.label for one in last}) == count and not any(one.is_derived for one in last)
        return self.run if len(self.run) == count else last if each else ()

    def _changed_alike(self, other: Bound, one: Bound, figure: Found) -> Bound:
        """The growth of each of the metrics listed before."""
        label = other.metric.label + one.label.removeprefix(one.metric.label)
        concept = self.meaning.growth(other.metric.concept) if one.label.endswith("增长率") and other.concept else None
        return replace(one.of(figure), label=label, metric=other.metric, concept=concept, period=other.period, said=other.said)

    def _periods(self, start: int, end: int) -> list[tuple[Period | None, str | None]]:
        """The years named before a list; a range of years is each of them."""
        found: list[tuple[Period | None, str | None]] = []
        now = self.time_at(start)[0]
        for mention in self.times(start, end):
            one = mention.within(now, self.report)
            now = one or now
            years = [(Period.of_year(year), mention.said) for year in mention.years]
            found += years or [(one, mention.said)]
        return found


def _share_of(part: Metric, one: Bound, figure: Found) -> Bound:
    return replace(one.of(figure), label=f"{part.label}占比", metric=part, concept=None)
