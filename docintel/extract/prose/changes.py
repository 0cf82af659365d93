"""Growths, falls and added amounts: what rose or fell, by how much, and over which time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.concept import ValueKind
from docintel.domain.metric import Metric
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PLAIN_UNITS
from docintel.extract.prose.bound import Bound
from docintel.extract.prose.bound import suits
from docintel.extract.prose.labels import Labels
from docintel.extract.prose.marks import Named
from docintel.text.figures import Found

_RISES = "增长|增加|上升|提高|提升|增幅|增速|上涨|涨幅|升幅|扩大|(?<![新转定])增"
_FALLS = "负增长|减少|下降|下滑|降低|降幅|减幅|跌幅|回落|缩减|下跌|减"
CHANGE = re.compile(
    rf"(?:(?P<fall>{_FALLS})|(?P<rise>{_RISES}))(?:率|幅度|比例|额|幅)?(?:分别)?(?:了|约|为|约为|近|超|逾|超过|达|达到|高达|大幅|合计|[:,])*\s?$"
)
LEVEL = re.compile(
    r"(?:增长|增加|上升|提高|提升|扩大|增|升|减少|下降|下滑|降低|缩短|压缩|压减|延长|回落|恢复|攀升|跃升|降|减)(?:至|到|为)了?(?:约|近|超过)?\s?$"
)
_VERSUS = re.compile(r"(?<![占同环对])(?:较|相较于?|相比于?|比)(?![重例率值])[^,;。]*$")  # what something is compared with
_UNREAD = re.compile(r"\d[^,;。%]*[,;]")  # 创新指数达到206.6,同比增长: of a number that is no figure, and not of what was named before it
_TOGETHER = ("、", "和", "及", "与", "以及")
_COMPARED = re.compile(r"同比|环比|较|相比|比上|比去")


@dataclass(slots=True)
class Changes(Labels):
    """Binds a figure that tells how something changed."""

    def changed(self, figure: Found, before: int, change: re.Match[str]) -> Bound | None:
        """A growth or an added amount; its sign is that of the words."""
        place = before + change.start()
        base, plain = self._base(before, place)
        falls = change["fall"] is not None
        if base is None:
            return None
        if re.search(r"年均|平均(?:每年|年|以)?$", self.text(before, place)):
            return self.made(base, f"{base.label}平均增长率", None, figure, negative=falls)
        if figure.quantity.unit == PERCENT:
            growth = self._growth(figure, base, change, plain=plain)
            named = self.metrics(before, place) or self.times(before, place)
            return growth if named else self._growing(growth, self.text(before, figure.start))
        if not suits(base, figure.quantity):
            return None
        tail = ("减少" if falls else "增加") + ("数" if figure.quantity.unit in PLAIN_UNITS else "额")
        return self.made(base, base.label + tail, None, figure)

    def _base(self, before: int, place: int) -> tuple[Metric | None, bool]:
        """What a change is of, and whether that is the enterprise's own."""
        versus = _VERSUS.search(self.text(before, place)) if self.loose else None
        named = self.metrics(
            before, place if versus is None or not self.metrics(before, before + versus.start()) else before + versus.start()
        )
        if named and _UNREAD.search(self.text(named[-1].end, place)):
            return None, False
        if named:
            if (joint := self._joint(named, place)) is not None:
                return joint, False
            metric, plain = named[-1].metrics[0], self.is_plain(named[-1].start, place)
            base = self.labelled(metric, named[-1].start)
            self.stray = not plain and base.label == metric.label
            return base, plain
        name = self.name_before(before, place) if self.loose else ""
        if not self.meaning.is_plain(name):
            return Metric(name, (name,)), False
        if not self._told_last() or not self.meaning.is_plain(
            re.sub(r"年均|平均|复合|净(?=$)", "", self.text(max(before, self.clause(place)), place))
        ):
            return None, False
        last = self._told_last()[-1]
        self.stray = last.aside
        of_amount = last.metric.value is None and last.quantity.unit not in PLAIN_UNITS
        return replace(last.metric, value=ValueKind.MONEY) if of_amount else last.metric, last.concept is not None

    def _told_last(self) -> list[Bound]:
        """What was told so far, without what it is only compared with (较前次估值2亿元增长25%)."""
        last = self.out[-1] if len(self.out) > 1 else None
        against = last is not None and self.loose and _VERSUS.search(self.text(self.clause(last.found.start), last.found.start))
        return self.out[:-1] if against else self.out

    def _joint(self, named: list[Named], place: int) -> Metric | None:
        """销售费用、管理费用及财务费用同比增长: all of them together, where nobody says that each did; None for one alone."""
        first = len(named) - 1
        while first > 0 and self.text(named[first - 1].end, named[first].start) in _TOGETHER:
            first -= 1
        each = re.search(r"[均各]|分别|双双|依次", self.text(named[-1].end, self.end))
        label = self.text(named[first].start, named[-1].end)
        alone = (
            not self.loose
            or first == len(named) - 1
            or each is not None
            or len(self.metrics(named[first].start, place)) != len(named) - first
        )
        return None if alone else Metric(label, (label,), named[-1].metrics[0].value)

    def _growth(self, figure: Found, base: Metric, change: re.Match[str], *, plain: bool) -> Bound:
        """X 增长率 with its sign; what is no amount and compared with nothing fell or rose (能耗下降)."""
        compared = _COMPARED.search(self.text(self.start, figure.start)) is not None
        if not compared and base.value not in (ValueKind.MONEY, ValueKind.COUNT):
            return self.made(base, base.label + _direction(change.group()), None, figure)
        concept = self.meaning.growth(base.concept) if plain and compared else None
        return self.made(base, f"{base.label}增长率", concept, figure, negative=change["fall"] is not None)

    def _growing(self, bound: Bound, words: str) -> Bound:
        """A growth that names nothing, at the latest of the times that its metric was told of; none after a change over several years."""
        told = [one for one in self.out if one.metric.label == bound.metric.label and not one.is_derived and one.period is not None]
        years = {one.period.end.year for one in told if one.period is not None}
        if len(years) < 2:
            return bound
        if max(years) - min(years) > 1 and _COMPARED.search(words) is None:
            return replace(bound, period=None, said=None)
        last = max(told, key=lambda one: one.period.end if one.period is not None else bound.found.start)
        return replace(bound, period=last.period, said=last.said)

    def is_named(self, start: int, end: int) -> bool:
        """Whether a metric by its own name stands there (年均复合增长率)."""
        return any(one.start <= start < one.end for one in self.metrics(self.start, end))


def _direction(words: str) -> str:
    """下降, 增长 or 提升: what a change compared with nothing is called."""
    if re.search(_FALLS, words):
        return "下降"
    return "增长" if "增" in words else "提升"
