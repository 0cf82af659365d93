"""What a label in prose means: its concept where nothing around it says otherwise, the concepts of shares and growths."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from docintel.domain.concept import Taxonomy
from docintel.domain.metric import Metric
from docintel.domain.metric import MetricWords
from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.extract.values import period_of
from docintel.extract.values import suits
from docintel.text.spoken import comparisons
from docintel.text.spoken import find_spoken

if TYPE_CHECKING:
    from docintel.extract.prose.binding import Bound

_PUNCTUATION = r"[\s,;:、。()\[\]“”\"'《》-]"
LONGEST_NAME = 16
_LOSSES = "net_profit"


class Meaning:
    """The taxonomy and the words around metrics; `own` is what the document's enterprise is called."""

    def __init__(self, taxonomy: Taxonomy, words: MetricWords, own: str = "") -> None:
        self.taxonomy, self.words = taxonomy, words
        self.losses = tuple(metric for metric in words.metrics if metric.concept == _LOSSES)
        plain = sorted({*words.owners, *words.plain, *([own] if own else [])}, key=len, reverse=True)
        self._plain = re.compile(rf"(?:{'|'.join(map(re.escape, plain))}|{_PUNCTUATION})*" if plain else rf"{_PUNCTUATION}*")
        self._unreal = re.compile("|".join(map(re.escape, words.unreal)) or r"(?!)")
        self._heads = re.compile(rf"(?:{'|'.join(map(re.escape, words.heads))})$" if words.heads else r"(?!)")
        self._lead = re.compile(rf"^(?:{'|'.join(map(re.escape, plain))}|{_PUNCTUATION})+" if plain else rf"^{_PUNCTUATION}+")
        segments = "|".join(map(re.escape, words.segments))
        self._segment = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,12}}(?:{segments}))(?:实现|的|完成|取得)*$" if segments else r"(?!)")

    def is_plain(self, text: str) -> bool:
        """Whether a text beside a metric is nothing but times, plain words and names of the enterprise itself."""
        for start, end in sorted([(one.start, one.end) for one in find_spoken(text)] + list(comparisons(text)), reverse=True):
            text = text[:start] + text[end:]
        return self._plain.fullmatch(text) is not None

    def is_unreal(self, text: str) -> bool:
        """Whether a text speaks of plans or requirements."""
        return self._unreal.search(text) is not None

    def segment(self, lead: str) -> str:
        """The part of the enterprise that a metric is said to be of, empty where none is named right before it."""
        match = self._segment.search(lead)
        return "" if match is None else self._lead.sub("", match["name"])

    def name(self, words: str) -> str:
        """The name of a metric at the end of words, empty where they do not end like one."""
        text = self._lead.sub("", words)
        return text if 2 <= len(text) <= LONGEST_NAME and self._heads.search(text) and re.fullmatch(r"[\u4e00-\u9fffA-Za-z()&/]+", text) else ""

    def ratio(self, part: Metric, whole: tuple[Metric, ...], before: Iterable[Bound]) -> str | None:
        """The concept of a share; where the whole is left out (占比), one of those spoken of before."""
        wholes = {metric.concept for metric in whole} or {one.metric.concept for one in before}
        for ratio in self.words.ratios:
            if ratio.part == part.concept and wholes & set(ratio.wholes):
                return ratio.concept
        return None

    def growth(self, of: Metric) -> str | None:
        """The concept of a metric's growth over the year before."""
        return next((growth.concept for growth in self.words.growths if growth.of == of.concept), None)

    def fitting(self, concept: str | None, quantity: Quantity) -> str | None:
        """The concept where its values can be like this one."""
        return concept if concept is not None and concept in self.taxonomy and suits(quantity, self.taxonomy[concept]) else None

    def timed(self, concept: str | None, period: Period | None) -> Period | None:
        """The period as the concept's values hang on time."""
        return None if period is None else period_of(None if concept is None else self.taxonomy[concept], period)
