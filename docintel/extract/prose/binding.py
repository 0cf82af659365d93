"""One figure of a sentence bound to its metric: a share, a growth or an added amount, or the metric's own value.

A sentence is read from left to right. What was bound last is carried on where the words before a figure name nothing new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from datetime import date

from docintel.domain.concept import ValueKind
from docintel.domain.metric import Metric
from docintel.domain.period import Period
from docintel.domain.quantity import ITEM
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PERSON
from docintel.domain.quantity import PLAIN_UNITS
from docintel.domain.quantity import POINT
from docintel.extract.prose.bound import Bound
from docintel.extract.prose.bound import suits
from docintel.extract.prose.changes import CHANGE
from docintel.extract.prose.changes import LEVEL
from docintel.extract.prose.changes import Changes
from docintel.extract.prose.ground import HOLDING
from docintel.extract.prose.ground import SEPARATORS
from docintel.extract.prose.ground import VOTING
from docintel.extract.prose.marks import Named
from docintel.extract.prose.nameless import ADDED
from docintel.extract.prose.nameless import HELD
from docintel.extract.prose.nameless import MADE
from docintel.extract.prose.nameless import TOTAL
from docintel.extract.prose.nameless import opened
from docintel.text.figures import Found
from docintel.text.measures import TIMES
from docintel.text.measures import measure_of
from docintel.text.spoken import Spoken

YEAR = "year"
NEAR = 12  # characters between a metric and its figure that need no further proof
FAR = 30  # and within one clause at most
REGISTERED, PAID_IN = "注册资本", "实收资本"
SHARE = re.compile(r"占(?!有率|地|用|据|领|优|先)(?:比|[^,;。]{0,24}?(?:比重|比例|比率|份额|总额|总数|的))?|(?<=[^占])比重|(?<=人员)比例")
_LOSS = re.compile(r"(?:净?亏损|亏损额)(?:额|总额)?(?:为|约|达|了|[:])*\s?$")
_PART = re.compile(r"(?:其中|其中包括|包括)[:,]?\s?(?P<name>[^,;。:、\d]{2,14}?)(?:为|约|达|达到|实现|[:])*\s?$")
_OF_ITSELF = re.compile(r"(?:收入|费用?|支出|投入|投资|成本|资产|负债|额|款|金|税|利润|收益|补助|补贴)$")  # what says itself what it is
_NET = re.compile(r"账面价值|净值|净额")
_ALLOWANCE = re.compile(r"(?:准备|折旧|摊销)$")  # what a book value is after is not what it is of
_IN_ALL = re.compile(r"总数|累计|总量|共计|共有|合计")
_PAID = re.compile(r"整?[,;(]?(?:其中)?:?(?:已)?(?:实缴|实收|实到)(?:出资|资金)?(?:为|到位)?:?")
_SUM = re.compile(r"(?:合计|总计|共计|[两三四五六]年累计)(?:为|达)?$")
_OVER_YEARS = re.compile(r"[两三四五六七八九十]年(?:合计|累计|总计|共)")
_SINCE = re.compile(r"从事|深耕|专注|聚焦|扎根|耕耘|致力")
_EXPECTED = re.compile(r"[,;]?(?:预计|预测|有望|力争|计划|目标|到|将|会|可|达|达到|突破|超过|超|增至|增长至|增长到|实现|约|至|为)+")
_NEW = re.compile(r"[,;、(]?(?:其中)?:?(?:[我全本该][省市县区]|当年|年内)?(?:已|共|又)*新增(?:了|约|近|超过)*")
_REST = re.compile(r"(?:其余|剩余|余下)的?(?:部分)?(?:为|约)?$")
_NEXT_PART = re.compile(r"[,;、和及与](?P<name>[\u4e00-\u9fffA-Z]{2,10}?)(?<!由)(?:为|约|达|达到|实现|[:])*\s?$")
_CONTRIBUTED = "出资"
_REVENUES = ("销售收入", "营业收入", "业务收入", "收入", "销售额")
_BOUNDS = ("以上", "以下", "以内", "之上", "之下", "及以上", "及以下")
_WHICH = re.compile(r"的?(?:大型|重点|工业|规上)?(?:企业|单位|项目|客户|法人|纳税)|的(?:有|共|约|达)*\d")
_PER_UNIT = re.compile(r"每[1一]?[元股份]$")
_INSIDE = re.compile(r"(?:余额)?中,?(?P<what>[^,;。]{2,12}(?:以内|以下|以上|之内))的?")  # 应收账款中账龄一年以内的占比
_AT_COST = re.compile(r"(?<=.{2})(?:账面余额|原值|原价)$")
_GROSS = re.compile(r"(?:账面)?余额")  # before allowances: not what a balance sheet shows
_NET_OF = ("应收", "其他应收")  # of which 余额 alone is told before allowances


@dataclass(slots=True)
class Binder(Changes):
    """Binds one figure after the other; `before` is where the last one ended."""

    def bind(self, figure: Found, before: int) -> Bound | None:
        """The figure with its metric, None where none can be told; a change in points is no value of a ratio."""
        if figure.quantity.unit == POINT or (measure_of(figure.text) == TIMES and LEVEL.search(self.text(before, figure.start))):
            return None  # a change in points is no value, nor is what something grew to in multiples of itself
        if self._is_threshold(figure):
            return None
        self.stray = False
        gap = self.text(before, figure.start)
        if figure.quantity.unit == PERCENT and (share := self._share(figure, before, gap)) is not None:
            return share
        change = None if LEVEL.search(gap) else CHANGE.search(gap)
        if change is not None and not self.is_named(before + change.start(), figure.start):
            return self.changed(figure, before, change)
        return self._value(figure, before, gap)

    def _is_threshold(self, figure: Found) -> bool:
        """税收500万元以上企业6家, 从业10年以上的3,000家: what only says which ones are counted."""
        return figure.text.endswith(_BOUNDS) and _WHICH.match(self.marked.text, figure.end) is not None

    # ---- shares ----

    def _share(self, figure: Found, before: int, gap: str) -> Bound | None:
        """占…的比重: the share of what stands before it, else of what was spoken of last."""
        share = SHARE.search(gap)
        if share is None or "," in gap[share.end() :].strip(",") or "市场占" in gap:
            return None
        place = before + share.start()
        named = [one for one in self.metrics(before, place) if one.metrics[0].value is not ValueKind.PERCENT]
        if named and named[-1].end < self.clause(place) and self.name_before(before, place):
            named = []  # 公司员工中,生产人员占61.3%
        part = self._part_of_share(named[-1], place) if named else self._spoken_of(before, place)
        if part is None:
            return None
        clauses = self.meaning.clauses
        dealt = clauses.deeds.match(part.label) is not None
        if self.loose and not dealt and clauses.stakes.search(part.label) and clauses.capitals.search(self.text(place, figure.start)):
            part = next((one for one in self.meaning.words.metrics if one.label == HOLDING), part)
        wholes = self.metrics(place, figure.start)
        whole = {metric.concept for metric in wholes[-1].metrics} if wholes else {one.metric.concept for one in self.out}
        plain = self.is_plain(named[-1].start, place) if named else True
        self.stray = not plain or (not named and bool(self.out) and self.out[-1].aside)
        concept = self.meaning.ratio(part.concept, whole) if plain else None
        label = part.label if part.label == HOLDING or part.label.endswith("占比") else part.share or f"{part.label}占比"
        return self.made(part, label, concept, figure, place=place if self._is_of_whole_year(place, figure) else 0)

    def _part_of_share(self, named: Named, place: int) -> Metric:
        """The metric that a share is of, with the rest of its name (所得税税收优惠金额占)."""
        part, after = self.labelled(named.metrics[0], named.start), self.text(named.end, place)
        rest = self.meaning.rest_of_name(self.name_trimmed(after)) if self.loose else ""
        inside = _INSIDE.fullmatch(after) if self.loose else None
        if inside is not None:
            return replace(part, label=inside["what"] + part.label, concept=None, share=None)
        return replace(part, label=self.text(named.start, named.end) + rest, concept=None, share=None) if rest else part

    def _is_of_whole_year(self, place: int, figure: Found) -> bool:
        """占全年收入的41.56%: the time of the whole is not that of its part."""
        return any(one.spoken is Spoken.SAME for one in self.times(place, figure.start))

    def _spoken_of(self, before: int, place: int) -> Metric | None:
        """What a share without a metric before it is of: words that end like one, else what was bound last."""
        name = self.name_before(before, place) or self._other_name(before, place)
        name = "" if self.meaning.is_plain(name) else name
        last = self.out[-1].metric if self.out else None
        if name:
            name += self._head_of(last, name)
            return Metric(name, (name,)) if self.loose else None
        if last is not None and last.label in (_CONTRIBUTED, HELD):
            return next((one for one in self.meaning.words.metrics if one.label == HOLDING), last)
        return None if last is None or last.value is ValueKind.PERCENT else last

    def _head_of(self, last: Metric | None, name: str) -> str:
        """其他客户占 after 工业类客户收入占: the same head again, empty where the names are not alike."""
        head = next((word for word in _REVENUES if last is not None and last.label.endswith(word)), "")
        return head if last is not None and head and last.label.removesuffix(head)[-2:] == name[-2:] else ""

    def _other_name(self, before: int, place: int) -> str:
        """线下占 65%: words that only name something else than what was spoken of last."""
        words = self.name_trimmed(self.untimed(max(before, self.clause(place)), place)).removeprefix("对").replace("的", "")
        is_name = (
            re.fullmatch(r"[\u4e00-\u9fff]{2,8}", words)
            and not self.meaning.is_plain(words)
            and not self.meaning.clauses.done.search(words)
        )
        return words if is_name and self.out else ""

    # ---- values ----

    def _value(self, figure: Found, before: int, gap: str) -> Bound | None:
        """A metric's own value, or what something is done at."""
        return self._at_price(figure, before) or self._by_name(figure, before, gap)

    def _at_price(self, figure: Found, before: int) -> Bound | None:
        """以每股4.50元的价格认购, whatever was named before."""
        held = self.text(max(before, self.clause(figure.start)), figure.start)
        price = self.priced(figure, held) if self.loose else ""
        return self.made(opened(price, figure), price, None, figure) if price else None

    def _by_name(self, figure: Found, before: int, gap: str) -> Bound | None:
        """Of the metric named, of a part of the last one, or of the last one again."""
        loss = _LOSS.search(gap) is not None and figure.quantity.unit not in PLAIN_UNITS
        named = self._named(figure, before)
        if named is not None and named[0].label == MADE[2] and (yearly := self.yearly(figure, before)) is not None:
            return yearly
        if named is not None:
            return self._of_metric(figure, *named, loss=loss)
        if self.loose and (added := self._added(figure, before)) is not None:
            return added
        part = _PART.search(gap) or (None if self.whole is None else _NEXT_PART.fullmatch(gap))
        is_part = part is not None and (not self.loose or bool(self.meaning.naming.trimmed(part["name"])))  # 其中,已有20家
        if is_part and part is not None and self.out and not self.metrics(before + part.start("name"), figure.start):
            return self._part(figure, part["name"])
        if loss:
            return next((self.made(metric, metric.label, metric.concept, figure, negative=True) for metric in self.meaning.losses), None)
        if self.loose and (used := self.used_for(figure, gap)):
            return self.made(opened(used, figure), used, None, figure)
        again = self._carry(figure, before, gap) or self._rest(figure, gap)
        return again or self._niche(figure, before) or self.unlisted(figure, before, gap)

    def _added(self, figure: Found, before: int) -> Bound | None:
        """现有门店30家,今年新增5家: what came new of what was counted before."""
        last = self.out[-1] if self.out else None
        alike = (
            last is not None and not last.is_derived and last.quantity.unit == figure.quantity.unit and self._counted_alike(last, figure)
        )
        if last is None or not alike or _NEW.fullmatch(self.untimed(before, figure.start)) is None:
            return None
        label = ADDED + last.metric.label.removeprefix(ADDED)
        return self.made(replace(last.metric, label=label, concept=None, share=None), label, None, figure)

    def _rest(self, figure: Found, gap: str) -> Bound | None:
        """其余 20% 由…持有: the same of somebody else."""
        last = self.out[-1] if self.out else None
        same = last is not None and last.quantity.unit == figure.quantity.unit and _REST.search(gap) is not None
        return self.made(last.metric, last.label, None, figure) if same and last is not None else None

    def _niche(self, figure: Found, before: int) -> Bound | None:
        """从事精密轴承细分市场12年: how long it has been in its market, whatever stands between."""
        since = figure.quantity.unit == YEAR and _SINCE.search(self.text(before, figure.start))
        metric = next((one for one in self.meaning.words.metrics if one.unit == YEAR), None)
        return self.made(metric, metric.label, None, figure) if since and metric is not None else None

    def _of_metric(self, figure: Found, metric: Metric, start: int, end: int, *, loss: bool) -> Bound:
        if self.loose and self.text(start - 2, start) == "增加" and end <= figure.start and metric.value is ValueKind.MONEY:
            return self.made(metric, f"{metric.label}增加额", None, figure)
        between = (self.untimed(end, figure.start) if self.loose else self.text(end, figure.start)) if end <= figure.start else ""
        plain = self.is_plain(start, start) and self.meaning.is_plain(between)
        labelled = self._as_dealt(self.labelled(metric, start), min(start, figure.start))
        named_on = "" if metric.label == HOLDING else self.name_trimmed(between).removesuffix("余额" if self.loose else "")
        if rest := self.meaning.rest_of_name(named_on):
            printed = labelled.label if labelled.label.endswith(self.text(start, end)) else self.text(start, end)
            whole = rest if rest.startswith(("计提", "转回", "核销")) else printed + rest
            labelled = replace(labelled, label=whole, concept=None, share=None)
        gross = _GROSS.search(between) if "账面" in between or metric.label.startswith(_NET_OF) else None
        if gross is not None and labelled.label == metric.label:
            labelled, plain = replace(labelled, label=metric.label + gross.group(), concept=None, share=None), False
        if (state := self._state(figure, start, end)) and not labelled.label.startswith(state):
            labelled, plain = replace(labelled, label=state + labelled.label, concept=None, share=None), False
        self.stray = not plain and labelled.label == metric.label and metric.value is not ValueKind.PERCENT
        return self.made(labelled, labelled.label, labelled.concept if plain else None, figure, negative=loss)

    def _as_dealt(self, metric: Metric, place: int) -> Metric:
        """减持公司股份的比例, 发行股份数量: shares that something is done with are not those that somebody has."""
        is_share = metric.label == HOLDING or metric.label.startswith("股份")
        deed = self.deed_before(place) if self.loose and is_share else ""
        label = f"{deed}比例" if metric.label == HOLDING else deed + metric.label
        return replace(metric, label=label, concept=None, share=None) if deed else metric

    def _state(self, figure: Found, start: int, end: int) -> str:
        """17件发明专利处于实质审查阶段, 326家企业入选“小巨人”: counted things that are not held yet, or that only joined the others."""
        if figure.quantity.unit not in PLAIN_UNITS:
            return ""
        pending = self.meaning.clauses.pending.match(self.marked.text[max(end, figure.end) : self.end])
        if pending is not None:
            return pending["state"] + "中"
        if figure.end <= start and (applied := self.meaning.variant(self.text(self.clause(figure.start), figure.start))):
            return applied  # 申请104件专利
        joined = self.meaning.clauses.joining.search(self.text(figure.end, start)) if figure.end < start else None
        return "" if joined is None else joined.group()

    def _named(self, figure: Found, before: int) -> tuple[Metric, int, int] | None:
        """The metric of a figure: the nearest before it that has such values, else the one right after it."""
        ahead = [
            one
            for one in self.metrics(before, figure.start)
            if any(suits(metric, figure.quantity) for metric in one.metrics) and not _PER_UNIT.search(self.text(self.start, one.start))
        ]  # 增资价格为每元注册资本1.20元
        after = self._after(figure)
        if after is not None and after[0].label == VOTING:
            return after  # 控制公司58.26%的表决权
        if ahead:
            between = self.text(ahead[-1].end, figure.start)
            near = len(between) <= NEAR and not set(between) & set(SEPARATORS)
            if near or (after is None and self._reaches(between)):
                return of_kind(ahead[-1], figure), ahead[-1].start, ahead[-1].end
        return after

    def _reaches(self, between: str) -> bool:
        """Whether a figure may still be that of a metric with these words between them."""
        parted = set(between) & set(SEPARATORS) and "分别" not in between
        return self.meaning.is_plain(between) if parted else len(between) <= FAR

    def _after(self, figure: Found) -> tuple[Metric, int, int] | None:
        """12 项发明专利, 356 名员工, 51.00% 的股权."""
        counted = figure.quantity.unit in (PERSON, ITEM)
        for one in self.metrics(figure.end, self.end):
            between = self.text(figure.end, one.start)
            if not re.fullmatch(r"[^\d%,;。:、]{0,8}" if counted else "的?", between):
                return None
            whole_word = figure.quantity.unit != PERSON or self.text(one.end, one.end + 1) in ("", *SEPARATORS, "(", ")")
            if whole_word and any(suits(metric, figure.quantity) for metric in one.metrics):
                return of_kind(one, figure), one.start, one.end
        return None

    def _carry(self, figure: Found, before: int, gap: str) -> Bound | None:
        """The metric spoken of last, where nothing but times and plain words stand in between."""
        last = next((one for one in reversed(self.out) if not (_NET.search(gap) and _ALLOWANCE.search(one.label))), None)
        paid = _PAID.fullmatch(self.untimed(before, figure.start)) is not None
        if last is None or not (paid or self.meaning.is_plain(gap) or self._is_expected(before, figure)):
            return None
        if paid:
            capital = self._paid_in(last.metric)
            return None if capital is None else self.made(capital, capital.label, capital.concept, figure)
        self.stray = last.aside or self.meaning.is_unreal(gap)
        if suits(last.metric, figure.quantity) and self._counted_alike(last, figure):
            if (summed := self._summed(last, figure, before)) is not None:
                return summed
            known = last.concept if last.concept == last.metric.concept and not self.meaning.is_unreal(gap) else None
            label = last.metric.label.removeprefix("新增") if _IN_ALL.search(gap) else last.metric.label
            label = _AT_COST.sub("", label) if _NET.search(gap) else label
            return self.made(replace(last.metric, label=label), label, known, figure)
        if last.label.endswith("占比") and last.quantity.unit == figure.quantity.unit == PERCENT and self.times(before, figure.start):
            return self.made(last.metric, last.label, last.concept, figure)
        if last.metric.value is None and not last.is_derived and last.quantity.unit == figure.quantity.unit and _IN_ALL.search(gap):
            return self.made(last.metric, last.label.removeprefix("新增"), None, figure)
        goes_on = LEVEL.search(self.untimed(before, figure.start).rstrip("的")) is not None and last.quantity.unit == figure.quantity.unit
        return self.made(last.metric, last.label, last.concept, figure) if goes_on else None

    def _counted_alike(self, last: Bound, figure: Found) -> bool:
        """Whether two things that no list knows are counted in the same (2个, 3所 are not)."""
        is_open = figure.quantity.unit == ITEM and last.metric.words == (last.metric.label,)
        return not is_open or last.found.text.rstrip("多余以上左右")[-1:] == figure.text.rstrip("多余以上左右")[-1:]

    def _paid_in(self, metric: Metric) -> Metric | None:
        """注册资本3,000万元,实缴2,500万元: what is paid in of the registered capital."""
        words = self.meaning.words.metrics
        return next((one for one in words if one.label == PAID_IN), None) if metric.label == REGISTERED else None

    def _over_times(self, metric: Metric) -> bool:
        """Whether a metric was told of several times: their sum is of none of them."""
        return len({one.period for one in self.out if one.metric.label == metric.label}) > 1

    def _summed(self, last: Bound, figure: Found, before: int) -> Bound | None:
        """合计, 三年累计 after several metrics or times: of none of them."""
        if _SUM.search(self.text(before - 2, figure.start)) is None:
            return None
        if self.loose and self._over_metrics(figure):
            return self.made(opened(TOTAL, figure), TOTAL, None, figure)
        whole = self.made(last.metric, last.metric.label, None, figure)
        time = self._whole_time(last.metric) if _OVER_YEARS.search(self.text(before - 2, figure.start)) else None
        return replace(whole, period=time, said=None) if self._over_times(last.metric) else None

    def _whole_time(self, metric: Metric) -> Period | None:
        """From the first to the last of the years that a metric was told of, None where they are not all of them."""
        told = [one.period for one in self.out if one.metric.label == metric.label and not one.is_derived]
        years = sorted({one.year for one in told if one is not None and one.year is not None and not one.is_instant})
        whole = len(years) == len(told) > 1 and years[-1] - years[0] == len(years) - 1
        return Period(date(years[-1], 12, 31), date(years[0], 1, 1)) if whole else None

    def _over_metrics(self, figure: Found) -> bool:
        """Whether a sum comes after several metrics, and is of none of them."""
        return len({one.metric.label for one in self.out if one.quantity.unit == figure.quantity.unit}) > 1

    def _is_expected(self, before: int, figure: Found) -> bool:
        """预计2025年将突破: nothing between two figures but a time and words of a plan."""
        return _EXPECTED.fullmatch(self.untimed(before, figure.start)) is not None

    def _part(self, figure: Found, name: str) -> Bound | None:
        """其中主导产品 1.9 亿: a part of what was spoken of last."""
        goes_on = self.whole is not None and _PART.search(self.text(self.out[-1].found.end, figure.start)) is None
        whole = self.whole if self.whole is not None and goes_on else self.out[-1].metric
        counted = figure.quantity.unit in (PERSON, ITEM)
        if not counted and not suits(whole, figure.quantity):
            return self.unlisted(figure, self.out[-1].found.end, name) if self.loose or whole.value is None else None
        self.stray, self.whole = True, whole
        tail = next((word for word in _REVENUES if whole.label.endswith(word)), whole.label) if self.loose else whole.label
        tail = "收入" if whole.label.endswith("收入") and (not self.loose or whole.label in _REVENUES) else tail
        if counted and re.search(r"(?<!城)[省市区县州]$", name):
            return self.made(whole, whole.label, None, figure)  # 其中成都市58家
        label = name if counted or _OF_ITSELF.search(name) else name + tail
        return self.made(replace(whole, label=label, concept=None, share=None), label, None, figure)

    def of_named(self, named: Named, figure: Found) -> Bound:
        """The figure of one of several metrics named side by side."""
        metric = of_kind(named, figure)
        return self.made(metric, metric.label, metric.concept if self.is_plain(named.start, named.start) else None, figure)


def of_kind(named: Named, figure: Found) -> Metric:
    """What a metric's words mean where the figure is such a value."""
    return next((metric for metric in named.metrics if suits(metric, figure.quantity)), named.metrics[0])
