"""Names of figures whose metric no list knows: by what counts them, by the words on both sides, by the grammar of their clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.concept import ValueKind
from docintel.domain.metric import Metric
from docintel.domain.quantity import ITEM
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PERSON
from docintel.domain.quantity import PLAIN_UNITS
from docintel.extract.prose.bound import Bound
from docintel.extract.prose.bound import signed
from docintel.extract.prose.predicates import Predicates
from docintel.text.figures import Found
from docintel.text.measures import AREAS
from docintel.text.measures import SHARES
from docintel.text.measures import measure_of

_YEARLY = re.compile(r"年产(?![能量值])(?P<what>[^\d,;。]{0,16}?)(?:约|近|达|超过|超|逾|可达|能力)*$")
MADE = ("产量", "销量", "产能")  # counts that are of some product
HELD = "持股数量"
_OF_SHARES = ((r"持有|持股|控制(?!人)", HELD), (r"发行(?![前后])[^,;。]{0,8}$", "发行股票数量"))
_OWNED = re.compile(r"[其所]*持有的")  # whose the shares are that something is done with
_HOLDS = re.compile(r"持有|持股|控制")
_RD_SHARE, _TARGET = "研发费用占比", "目标完成率"
_WORTH_OF = re.compile(r"的(?P<what>[\u4e00-\u9fff]{2,8}?)(?=[,;。向作为提抵])")
_PAID_AS = re.compile(r"的?(?P<what>[\u4e00-\u9fff]{0,4}(?:出资|资金|款项?|贷款|融资|补助|补贴|奖金|投资|订单|授信))(?=[,;。、]|$)")
_USED_FOR = re.compile(r"(?:将|拟)?(?:用于|投向|投入)(?P<what>[\u4e00-\u9fff]{2,12})(?=[,;。、]|$)")
_SOLD = re.compile(r"(?:已|累计|全年|年|共|合计|实际)*(?P<did>销售|生产)(?:约|近|超过|超|逾|达|了)*$")
TOTAL = "合计"
ADDED = "新增"  # keeps what came new apart from what there is
LONGEST_LIST = 9  # names before a number that counts them
_GRADE = re.compile(r"(?:[特一二三]等|[金银铜优])奖")
_FIRMS = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:[省市区县州]|全国|我国)(?:共?有|共|新增)*|[,;]?(?:共?有|共|其中)*")


@dataclass(slots=True)
class Nameless(Predicates):
    """What a figure is called where nothing that is listed stands beside it; `loose` texts only."""

    def unlisted(self, figure: Found, before: int, gap: str) -> Bound | None:
        """A metric without an entry, by the words before the figure; 合计 alone where a text says nothing more."""
        if not self.loose:
            return None
        held = self.text(max(before, self.clause(figure.start)), figure.start)
        if self.out and held.startswith(self.out[-1].label):  # 12家全资子公司和3家控股子公司
            held = held.removeprefix(self.out[-1].label).strip("和及与")
        if (listed := self._of_a_list(figure, before)) is not None:
            label = ADDED + listed.label if gap.endswith(ADDED) else listed.label
            return self.made(replace(listed, label=label), label, None, figure)
        name = self.of_predicate(figure) or self._of_last(figure, gap) or self._side_by_side(figure) or self._of_unit(figure, before)
        name = name or self._said_after(figure, before, held) or self._firms(figure, before) or self._name_after(figure, held)
        name = name or self._sold(figure, held) or self._in_full(self.name_before(before, figure.start) or self._name_ahead(before, figure))
        name = self._paid_as(figure, self._spent_on(figure, name))
        if name and figure.quantity.unit == PERCENT and name not in (_RD_SHARE, _TARGET) and self._is_no_ratio(before, figure.start):
            return None
        name = name or (TOTAL if not self.out and re.search(r"(?:合计|总计|共计):?$", gap) else "")
        return self.made(opened(name, figure), name, None, figure) if name else None

    def _of_a_list(self, figure: Found, before: int) -> Metric | None:
        """公示小巨人企业名单, 全省91家企业通过审核: enterprises that nobody names again are those spoken of before."""
        held = self.naming_free(max(before, self.clause(figure.start)), figure.start)
        rest = re.match(r"企业(?!的)|(?=[,;、。和及]|入选|上榜|通过|获)", self.marked.text[figure.end : self.end] + "。")
        if figure.quantity.unit != ITEM or figure.text[-1:] not in ("家", "户") or rest is None or not _FIRMS.fullmatch(held):
            return None
        named = [one.metrics[0] for one in self.metrics(self.start, figure.start) if one.metrics[0].label.endswith("企业")]
        return named[-1] if named else None

    def _firms(self, figure: Found, before: int) -> str:
        """前两批113家企业中: enterprises that are called so right after their number, where no name stands before it."""
        is_named = self.meaning.ends_like_name(self.name_before(before, figure.start))
        is_said = figure.text[-1:] in ("家", "户") and re.match(r"企业(?!的)", self.marked.text[figure.end : self.end]) is not None
        return "企业" if is_said and not is_named else ""

    def naming_free(self, start: int, end: int) -> str:
        """Words between two places without times and quotes."""
        return self.meaning.naming.trimmed(self.unnamed(start, end)).removeprefix("其中").strip("和及与")

    def _of_last(self, figure: Found, gap: str) -> str:
        """仪器设备86台, 总价值1,150万元; 关联采购3笔, 金额合计为77万元: an amount of what was counted just before."""
        words = self.meaning.clauses.of_last.fullmatch(self.untimed(figure.start - len(gap), figure.start)) if self.out and gap else None
        last = self.out[-1] if self.out else None
        counted = last is not None and last.quantity.unit in PLAIN_UNITS and not last.is_derived
        return "" if words is None or last is None or not counted or figure.quantity.unit in PLAIN_UNITS else last.label + words["what"]

    def _side_by_side(self, figure: Found) -> str:
        """材料、热工、自动化3个研究室: as many names before a number as it says are all of what comes after it."""
        if figure.quantity.unit != ITEM or figure.quantity.value > LONGEST_LIST:
            return ""
        names = re.search(r"[^,;。:]*$", self.text(self.start, figure.start))
        words = self.meaning.clauses.counted.match(self.marked.text[figure.end : self.end])
        listed = len(re.split(r"、|和|及|与", names.group())) if names is not None else 0
        return self.meaning.naming.after(words.group()) if words is not None and listed == figure.quantity.value > 1 else ""

    def _of_unit(self, figure: Found, before: int) -> str:
        """What the unit itself tells of: shares held or issued, an area of what is named."""
        unit, words = measure_of(figure.text), self.unnamed(before, figure.start)
        if unit in SHARES and (deed := self._deed_after(figure, words) or self.deed_before(figure.start)) and deed != "发行":
            return deed + "股份"
        if unit in SHARES:
            return next((name for verb, name in _OF_SHARES if re.search(verb, words)), "")
        name = self.name_before(before, figure.start) if unit in AREAS else ""
        return name if not name or name.endswith(("面积", "建筑", "用地")) else name + "面积"

    def _deed_after(self, figure: Found, words: str) -> str:
        """将其持有的400万股流通股质押给某银行: what is done with shares, told after their number."""
        rest = re.match(r"[^,;。\d]{0,14}", self.marked.text[figure.end : self.end])
        deed = self.meaning.clauses.deeds.search(rest.group()) if rest is not None and re.search(r"[将把](?!于)", words) else None
        return "" if deed is None else deed.group()

    def deed_before(self, place: int) -> str:
        """减持公司股份, 转让其持有的股份: what is done with shares in the clause before a place, empty where they are held after all."""
        words = _OWNED.sub("", self.text(self.clause(place), place))
        deed = next(reversed(list(self.meaning.clauses.deeds.finditer(words))), None)
        return "" if deed is None or _HOLDS.search(words[deed.end() :]) else deed.group()

    def _said_after(self, figure: Found, before: int, held: str) -> str:
        """What the words on both sides say together: 以4,000万元认购, 完成全年目标的124%, 销售收入5%的资金用于研发."""
        rest = self.marked.text[figure.end : self.end]
        if figure.quantity.unit == PERCENT:
            if re.search(r"(?:收入|销售额|营收)的?$", held) and re.match(
                r"[^,;。]{0,12}(?:用于|投入|作为)[^,;。]{0,8}(?:研发|研究|科研|创新)", rest
            ):
                return _RD_SHARE
            return _TARGET if re.search(r"(?:目标|任务|计划)的$", held) else ""
        if price := self.priced(figure, held):
            return price
        paid = (
            self.meaning.clauses.paying.match(rest)
            if figure.quantity.unit not in PLAIN_UNITS and self.meaning.clauses.paid_with.search(held)
            else None
        )
        if paid is not None:
            return paid.group() + "金额"
        thing = _WORTH_OF.match(rest) if held.endswith("为") and figure.quantity.unit not in PLAIN_UNITS else None
        name = "" if thing is None else self.name_before(before, figure.start)
        return thing["what"] + name if thing is not None and name.endswith(("值", "价", "款", "额")) else ""

    def priced(self, figure: Found, held: str) -> str:
        """以每股4.50元的价格认购: what is done at a price, whatever was named before."""
        if figure.quantity.unit in PLAIN_UNITS or re.search(r"以(?:人民币|每股|每份|约|合计)*$", held) is None:
            return ""
        words = self.meaning.clauses.priced.match(self.marked.text[figure.end : self.end])
        return "" if words is None else ("股权" if "股权" in held else "") + words["verb"] + "价格"

    def _sold(self, figure: Found, held: str) -> str:
        """该产品累计销售1.2万台: how many were sold or made."""
        words = _SOLD.search(held) if figure.quantity.unit == ITEM else None
        return (
            ""
            if words is None
            else self.meaning.naming.after(held[: words.start()]) + ("销量" if words["did"].startswith("销") else "产量")
        )

    def used_for(self, figure: Found, gap: str) -> str:
        """其中1.8亿元用于补充流动资金: what a part without a name is for."""
        used = _USED_FOR.match(self.marked.text[figure.end : self.end]) if "其" in gap and not gap.strip("其中余,约的") else None
        return used["what"] if used is not None and figure.quantity.unit not in PLAIN_UNITS else ""

    def _spent_on(self, figure: Found, name: str) -> str:
        """投入5,000万元用于智能化改造: a bare 投入 is told by what it is for."""
        used = _USED_FOR.match(self.marked.text[figure.end : self.end]) if name in self.meaning.clauses.words.spending else None
        return name if used is None else used["what"] + name

    def _paid_as(self, figure: Found, name: str) -> str:
        """收到全体股东380万元货币出资: what an amount is named after it, where the words before it only say whose."""
        after = _PAID_AS.match(self.marked.text[figure.end : self.end]) if figure.quantity.unit not in PLAIN_UNITS else None
        if after is not None and name.endswith("级"):
            return name + after["what"]
        return name if after is None or self.meaning.ends_like_name(name) else after["what"]

    def _name_ahead(self, before: int, figure: Found) -> str:
        """The name at the end of the clause before, where nothing but words that lead on stands after its comma (收入占比最高,分别为)."""
        place = self.clause(figure.start)
        said = self.meaning.naming.trimmed(self.untimed(place, figure.start))
        leads = place < figure.start  # 行业格局集中,80余家企业…: right after its comma a figure begins something new
        return self.name_before(before, place - 1) if leads and not said and before < place - 1 else ""

    def _in_full(self, name: str) -> str:
        """设备原值 after 研发设备, and 计入当期损益的金额 or 转回 after what they are of, by their whole names."""
        last = self.out[-1].metric.label if self.out else ""
        if not name or not last:
            return name
        if (part := self.meaning.clauses.amount_of.fullmatch(name)) is not None:
            return f"{part['what']}的{last}"
        if re.search(r"(?:平均值|均值|平均水平|中位数)$", name):
            return last
        if _GRADE.fullmatch(name) and (graded := _GRADE.search(last)) is not None:
            return last[: graded.start()] + name
        if name in self.meaning.clauses.words.done_with:
            return name + next(
                (last.removeprefix(word) for word in ("计提", *self.meaning.clauses.words.done_with) if last.startswith(word)), last
            )
        if name in self.meaning.clauses.words.valuations and self.out[-1].quantity.unit not in PLAIN_UNITS:
            return next((last.removesuffix(word) for word in self.meaning.clauses.words.worths if last.endswith(word)), last) + name
        thing = name.removesuffix(next((word for word in self.meaning.clauses.words.worths if name.endswith(word)), name))
        return last + name[len(thing) :] if thing and last.endswith(thing) else name

    def _name_after(self, figure: Found, held: str) -> str:
        """3 条自动化生产线: the name of what is counted, right after its number, where the words before it (拥有, 远销) only lead there."""
        if figure.quantity.unit not in (PERSON, ITEM) or not self.meaning.naming.leads(held):
            return ""
        ends = next((one.start for one in self.metrics(figure.end, self.end) if one.start > figure.end), self.end)
        words = self.meaning.clauses.counted.match(self.marked.text[figure.end : ends])  # 213家高新技术企业 | 主营业务收入
        return "" if words is None or self.meaning.clauses.done.search(words.group()) else self.meaning.naming.after(words.group())

    def _is_no_ratio(self, start: int, end: int) -> bool:
        """Whether words before a percentage end in an amount or a count: 不低于营业收入5% gives a part of it, and no name."""
        named = self.metrics(start, end)
        return (
            bool(named)
            and named[-1].metrics[0].value in (ValueKind.MONEY, ValueKind.COUNT)
            and not self.name_trimmed(self.text(named[-1].end, end)).strip("的")
        )

    def yearly(self, figure: Found, before: int) -> Bound | None:
        """年产压力传感器80万只的生产能力, 年产500万件内镜耗材项目: a capacity where it is spoken of as such, else what is made in a year."""
        words = self.text(max(before, self.clause(figure.start)), figure.start)
        match = _YEARLY.search(words) if self.loose and figure.quantity.unit == ITEM else None
        if match is None:
            return None
        rest = self.meaning.clauses.made_of.match(self.marked.text[figure.end : self.end])
        name = self.meaning.naming.after(match["what"]) or ("" if rest is None else rest["what"])
        capacity = self.meaning.clauses.capacity.search(words + self.marked.text[figure.end : figure.end + 16]) is not None or not name
        metric = next((one for one in self.meaning.words.metrics if one.label == (MADE[2] if capacity else MADE[0])), None)
        return None if metric is None else self.made(replace(metric, label=name + metric.label), name + metric.label, None, figure)

    def made(self, metric: Metric, label: str, concept: str | None, figure: Found, *, negative: bool = False, place: int = 0) -> Bound:
        """The figure under a label: its time, that of a `place` where one is given, its enterprise, and the concept where it can have one."""
        period, said = self.time_at(place) if place else self.period_of(metric, label, figure)
        known = self.fitting(concept, figure, period)
        quantity = signed(figure.quantity, negative=negative)
        other, aside = self.other_at(figure.start, metric), self.is_aside(figure, metric)
        return Bound(label, known, quantity, self.meaning.timed(known, period), said, figure, metric, other, aside)


def opened(name: str, figure: Found) -> Metric:
    """A metric without an entry, of the kind of its figure."""
    unit = figure.quantity.unit
    if unit == PERCENT:
        return Metric(name, (name,), ValueKind.PERCENT)
    return Metric(name, (name,), ValueKind.COUNT, unit=unit) if unit in PLAIN_UNITS else Metric(name, (name,), ValueKind.MONEY)
