"""The label of a metric where words beside it say what it is of: a product, a segment, a region of sales, a mean per head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from itertools import takewhile

from docintel.domain.concept import ValueKind
from docintel.domain.metric import Metric
from docintel.domain.quantity import PERSON
from docintel.extract.prose.ground import HOLDING
from docintel.extract.prose.nameless import MADE
from docintel.extract.prose.nameless import Nameless

REVENUE, REVENUE_OF, MAIN_PRODUCTS = "营业收入", "收入", ("主导产品", "核心产品", "主营产品", "主打产品", "拳头产品")
STAFF = "staff"
_DONE_TO = re.compile(r"^(?:确认|实现|取得|全部)(?=收入$)")
_ADDED = ("新增", "增加")  # before what is always the enterprise's own: a part of it
_GRANTED = ("授权", "有效", "注册")  # are told apart from those that are only asked for or new
_EACH_ONE = re.compile(r"(?P<per>户均|人均|亩均|单台)(?:拥有|实现|持有|的)*$")


@dataclass(slots=True)
class Labels(Nameless):
    """What a metric with an entry is called in full."""

    def labelled(self, metric: Metric, start: int) -> Metric:
        """主导产品 … 销售收入 is the revenue of the main product, 生物制药产业 … 收入 that of a segment."""
        clause = self.text(max([self.clause(start), *(one.end for one in self.marked.figures if one.end <= start)]), start)
        product = next((product for product in MAIN_PRODUCTS if product in clause), None)
        if product is None and re.search(r"(?:该|此|上述|其)(?:类|系列)?(?:产品)?$", clause):
            product = next((product for product in MAIN_PRODUCTS if product in self.text(self.start, start)), None)
        if metric.label == REVENUE and product is not None:
            return replace(metric, label=product + REVENUE_OF, concept=None, share=None)
        whole = self._kind_of_people(metric, start, clause) or (self._qualified(metric, start) if self.loose and not metric.brief else None)
        if whole is not None:
            return whole
        if metric.broad and metric.concept is None:
            return metric
        each = _EACH_ONE.search(clause)
        if self.loose and each is not None and not metric.label.startswith(each["per"]):
            return replace(metric, label=each["per"] + metric.label, concept=None, share=None)
        variant = self.meaning.variant(clause) or self._of_whole(metric, start, clause)
        variant = "" if variant in metric.around else variant
        if variant or metric.brief:
            return replace(metric, label=variant + metric.label, concept=None, share=None)
        for name in self.own_names(start):
            clause = clause.replace(name, "")
        people = metric.unit == PERSON
        parted = not (self.loose and self.meaning.is_undated(metric.concept))  # a registered capital is of no product
        segment = self.meaning.segment(clause, part="其中" in clause) if parted and (metric.value is ValueKind.MONEY or people) else ""
        if segment and people:
            return replace(metric, label=segment + self._printed(metric, start), concept=None, share=None)
        return replace(metric, label=segment + metric.label, concept=None, share=None) if segment else metric

    def _of_whole(self, metric: Metric, start: int, clause: str) -> str:
        """申请专利51项,其中发明专利9项: what the whole was said to be, its parts are."""
        last = self.out[-1] if self.out else None
        if last is None or metric.value is not ValueKind.COUNT or last.quantity.unit != metric.unit or clause.strip("其中包括为:,"):
            return ""
        if self._printed(metric, start).startswith(_GRANTED):
            return ""
        variant = self.meaning.deed_in(last.label)
        told = list(takewhile(lambda one: one.label.startswith(variant), reversed(self.out))) if variant else []
        return variant if told and "其中" in self.text(told[-1].found.end, start) else ""

    def _kind_of_people(self, metric: Metric, start: int, clause: str) -> Metric | None:
        """女员工, 困难职工: not all who work there."""
        kind = self.meaning.clauses.people.search(clause) if metric.concept == STAFF else None
        return None if kind is None else replace(metric, label=kind.group() + self._printed(metric, start), concept=None, share=None)

    def _qualified(self, metric: Metric, start: int) -> Metric | None:
        """高端产品毛利率, 境外销售收入: a metric under its whole name where the words right before it say what it is of."""
        if (
            (metric.broad and self.text(start - 2, start) not in _ADDED)
            or metric.label == HOLDING
            or (metric.value not in (ValueKind.MONEY, ValueKind.PERCENT, None) and metric.label not in MADE)
        ):
            return None
        begin = max([self.clause(start), *(one.end for one in self.marked.figures if one.end <= start)])
        words = self.unnamed(begin, start)
        if (
            metric.label in MADE
            and not words
            and self.text(start - 1, start) == "、"
            and self.out
            and self.out[-1].metric.words != (self.out[-1].label,)
        ):
            name = next((self.out[-1].label.removesuffix(made) for made in MADE if self.out[-1].label.endswith(made)), "")
            return replace(metric, label=name + metric.label, concept=None, share=None) if name else None
        if self.meaning.is_plain(words) or any(words.endswith(word) for word in metric.around):
            return None
        name = self.meaning.naming.modifier(words)
        if re.search(r"[与和及]", name) and re.match(r"[^,;。\d]{0,16}(?:分别|依次)", self.marked.text[start : self.end]):
            return None  # of each of those named side by side, and of none of them together
        printed = self._printed(metric, start)
        name = "" if printed.endswith(("损失", "余额")) and name == "计提" else name
        return replace(metric, label=_joined(name, printed), concept=None, share=None) if name else None

    def _printed(self, metric: Metric, start: int) -> str:
        """The words of a metric as they stand there."""
        printed = next((self.text(one.start, one.end) for one in self.marked.metrics if one.start == start), metric.label)
        return _DONE_TO.sub("", printed)


def _joined(modifier: str, printed: str) -> str:
    """主导产品 and 产品销售收入 share a word."""
    shared = next((size for size in (2, 1) if len(printed) > size + 1 and modifier.endswith(printed[:size])), 0)
    return modifier + printed[shared:]
