"""What a label in prose means: its concept where nothing around it says otherwise, the concepts of shares and growths."""

from __future__ import annotations

import re
from collections.abc import Collection

from docintel.domain.concept import PeriodKind
from docintel.domain.concept import Taxonomy
from docintel.domain.metric import MetricWords
from docintel.domain.period import Period
from docintel.domain.prose import ClauseWords
from docintel.domain.quantity import Quantity
from docintel.extract.prose.clauses import clause_patterns
from docintel.extract.prose.naming import Naming
from docintel.extract.values import period_of
from docintel.extract.values import suits
from docintel.text.spoken import comparisons
from docintel.text.spoken import find_spoken

_ASIDE = r"(?:总体|整体|均|基本)*(?:呈现?|保持)[^,;。\d]{0,12}?(?:趋势|态势)|(?:增长|增加|上升|提高|提升|扩大|攀升|跃升|回升|增|升|减少|下降|下滑|降低|回落|缩短|压缩|压减|延长|降|减|变更|调整)(?:至|到|为)|(?:排名|位居|位列)?(?:全国|国内|行业|世界|全球)?第[一二三四五六七八九十\d]+(?!大)(?:位|名)?|连续[二两三四五六七八九十\d]+年|(?:单位:?)?(?:人民币)?[百千万亿]*元|[\s,;:、。()\[\]“”\"'《》-]"
_NO_NOUN = re.compile(
    r"[将由向被之所其把对给并已而则使名]|以(?![上下])|同意|认缴|通过|约定|签订|新增|新设|收到|增加|减少|导致|主要|随|根据|万元|第[一二三四五]次|时$|同比"
)
_AND_SO_ON = re.compile(r"^.*等(?![奖级学额])")
_BALANCE = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:期末|账面)?余额$")
_HAVING = re.compile(r"^.*(?:共有|拥有|现有|设有|建有|具有)(?=.{2})")
_WHOLE = re.compile(r"总|实际")
_STANDING = "(?!在[建研手职册岗产])"  # 在建项目 are not projects somewhere
_MIDDLE = "(?!中[级层高小])"  # nor is 中级职称 something inside
_APPLIED = re.compile(r"(?:申请|受理|公开)(?:数量|数|量)?")  # patents that are only asked for
LONGEST_NAME = 16
LONGEST_SEGMENT = 10
_LOSSES = "net_profit"


class Meaning:
    """The taxonomy and the words around metrics; `own` is what the document's enterprise is called."""

    def __init__(self, taxonomy: Taxonomy, words: MetricWords, clauses: ClauseWords, own: str = "") -> None:
        self.taxonomy, self.words, self.own = taxonomy, words, own
        self.clauses = clause_patterns(clauses)
        self.naming = Naming(words, clauses, own)
        self.losses = tuple(metric for metric in words.metrics if metric.concept == _LOSSES)
        plain = sorted({*words.owners, *words.plain, *([own] if own else [])}, key=len, reverse=True)
        shapes = "|".join(map(_shape, plain))
        self._plain = re.compile(rf"(?:{shapes}|{_ASIDE})*" if plain else rf"{_ASIDE}*")
        self._unreal = re.compile("|".join(map(re.escape, words.unreal)) or r"(?!)")
        self._foreign = re.compile("|".join(map(re.escape, words.others)) or r"(?!)")
        self._heads = re.compile(rf"(?:{'|'.join(map(re.escape, words.heads))})$" if words.heads else r"(?!)")
        self._lead = re.compile(rf"^(?:{shapes}|{_ASIDE})+" if plain else rf"^{_ASIDE}+")
        leads = "|".join(_shape(word) for word in sorted({*plain, *words.leads}, key=len, reverse=True))
        self._before_name = re.compile(rf"^(?:{leads}|{_ASIDE})+" if leads else rf"^{_ASIDE}+")
        self._segment = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,{LONGEST_SEGMENT}}}?)(?:{'|'.join(map(re.escape, plain)) or '(?!)'})*$")

    def is_plain(self, text: str) -> bool:
        """Whether a text beside a metric is nothing but times, plain words and names of the enterprise itself."""
        for start, end in sorted([(one.start, one.end) for one in find_spoken(text)] + list(comparisons(text)), reverse=True):
            text = text[:start] + text[end:]
        return self._plain.fullmatch(text) is not None

    def is_unreal(self, text: str) -> bool:
        """Whether a text speaks of plans or requirements."""
        return self._unreal.search(text) is not None

    def has_owner(self, text: str) -> bool:
        """Whether the enterprise itself is named in a text."""
        return any(owner in text for owner in (*self.words.owners, *([self.own] if self.own else [])))

    def is_foreign(self, text: str) -> bool:
        """Whether a text speaks of a whole industry or of others than the enterprise."""
        return self._foreign.search(text) is not None

    def segment(self, lead: str, *, part: bool = False) -> str:
        """What a metric is said to be of beside the enterprise itself (生物制药产业, 前五名客户), empty where that is nothing or no plain noun.

        `part` says that it is told as a part of what came before (其中委外研发费用): then any noun makes it one.
        """
        for start, end in sorted(((one.start, one.end) for one in find_spoken(lead)), reverse=True):
            lead = lead[:start] + "," + lead[end:]
        match = self._segment.search(self._lead.sub("", lead))
        name = "" if match is None else self._lead.sub("", match["name"])
        named = name.endswith(self.words.segments) or (part and not self.is_plain(name))
        return name if named and not name.endswith("公司") and not _NO_NOUN.search(name) else ""

    def stem(self, words: str) -> str:
        """The name of a part of the enterprise (轴承产品), empty where words are none."""
        name = self._before_name.sub("", words)
        return name if name.endswith(self.words.segments) and re.fullmatch(r"[\u4e00-\u9fffA-Za-z]{2,10}", name) else ""

    def variant(self, clause: str) -> str:
        """The word at the end of a clause that makes a metric right after it another one (减免所得税), empty where there is none."""
        return next((word for word in self.words.variants if clause.endswith(word)), "")

    def deed_in(self, label: str) -> str:
        """What is said to be done with the things of a label, at its head (申请专利, 新增客户), empty where nothing is."""
        return next((word for word in (*self.clauses.words.joining, *self.clauses.words.states) if label.startswith(word)), "")

    def rest_of_name(self, between: str) -> str:
        """The rest of a longer name that begins with a metric (研发费用加计扣除额), empty where the words after a metric say nothing new."""
        if between.startswith(self.clauses.words.opposites) or _APPLIED.fullmatch(between):
            return between
        head = self._heads.search(between)
        more = head is not None and re.fullmatch(rf"[\u4e00-\u9fff]{{2,{LONGEST_SEGMENT}}}", between) is not None
        return (
            between
            if more and not find_spoken(between) and not self.is_plain(_WHOLE.sub("", between[: head.start() if head else 0]))
            else ""
        )

    def ends_like_name(self, text: str) -> bool:
        """Whether a text ends like the name of a metric."""
        return self._heads.search(text) is not None

    def name(self, words: str) -> str:
        """The name of a metric at the end of words, empty where they do not end like one."""
        text = "" if self.is_unreal(words) else self._before_name.sub("", _AND_SO_ON.sub("", words))
        text = self._lead.sub("", words) if text in self.clauses.words.hollow else text
        text = _BALANCE.sub("", _HAVING.sub("", text))
        return (
            text
            if 2 <= len(text) <= LONGEST_NAME and self._heads.search(text) and re.fullmatch(r"[\u4e00-\u9fffA-Za-z()&/“”\"]+", text)
            else ""
        )

    def ratio(self, part: str | None, wholes: Collection[str | None]) -> str | None:
        """The concept of the share that one concept has in one of others."""
        return next((ratio.concept for ratio in self.words.ratios if ratio.part == part and set(ratio.wholes) & set(wholes)), None)

    def growth(self, of: str | None) -> str | None:
        """The concept of a concept's growth over the year before."""
        return next((growth.concept for growth in self.words.growths if growth.of == of), None)

    def fitting(self, concept: str | None, quantity: Quantity) -> str | None:
        """The concept where its values can be like this one."""
        return concept if concept is not None and concept in self.taxonomy and suits(quantity, self.taxonomy[concept]) else None

    def is_undated(self, concept: str | None) -> bool:
        """Whether the concept's values hang on no time: what it was before is no value of it."""
        return concept is not None and self.taxonomy[concept].period is PeriodKind.NONE

    def is_over_time(self, concept: str | None) -> bool:
        """Whether the concept's values are of a year and not of a day."""
        return concept is not None and self.taxonomy[concept].period is PeriodKind.DURATION

    def timed(self, concept: str | None, period: Period | None) -> Period | None:
        """The period as the concept's values hang on time."""
        return None if period is None else period_of(None if concept is None else self.taxonomy[concept], period)


def _shape(word: str) -> str:
    """A word as a pattern."""
    return {"在": _STANDING, "中": _MIDDLE}.get(word, "") + re.escape(word)
