"""What figures are called by the grammar of their clause, where no list knows the name: [whose][when][does] NAME [is][about] figure.

The words of both edges are data (models/metrics.yaml): `tails` lead from a name to its figure, `verbs` to the name itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docintel.domain.metric import MetricWords
from docintel.domain.prose import ClauseWords
from docintel.extract.prose.clauses import any_of
from docintel.text.places import is_place

LONGEST = 24
_BRACKET = re.compile(r"\((?![^()]*\)[\u4e00-\u9fff])[^()]*\)?$")
_QUOTES = re.compile(r"[“”\"'‘’《》「」]")
_SO_ON = re.compile(r"^.*等(?![奖级学额待离])(?:在内的?)?")
_SINCE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:由|从)[^,;、]{1,12}的$")  # 股本由设立初期的300万元: when it was so
_EACH = re.compile(r"(?<=价格)(?:为|是)?每[1一]?[元股份](?:注册资本|出资额?|股份)?$")  # 增资价格为每元注册资本1.20元
_FROM = re.compile(r"^(?:用于|来自|来源于)(.+)的(.+)$")
_PROJECT = re.compile(r"^.{2,}项目(?:计划|预计|拟|估算)*(?=(?:总投资|投资|建设|达产)[\u4e00-\u9fff]*$)")
_DEALT = re.compile(r"^(?:向|对|从)([^,的]{2,12})((?:采购|销售)(?:金额|额|总额|收入|占比))")
_RELATIVE = re.compile(r"^.*(?:[从由向被经]|领投|签订)[^的]*的(?=.{2,})")
_METRIC = "指标名"  # stands for the metric while the words before it are looked at
_LETTERS = re.compile(r"(?=.*[\u4e00-\u9fffA-Za-z])[\u4e00-\u9fffA-Za-z0-9()&/“”\".、%-]+")


class AroundName:
    """What stands before and after a name and is no part of it."""

    def __init__(self, words: ClauseWords) -> None:
        grants, adverbs = any_of(words.grants), any_of(words.grant_adverbs)
        self.goes_on = re.compile(rf"(?<=.{{2}})(?:{any_of(words.sequels)}).*$")  # 300家客户提供配方: the clause after what is counted
        self.place = re.compile(
            rf"^[\u4e00-\u9fff]{{1,5}}?[省市区县](?=(?:{any_of(words.place_verbs)}))|^(?:员工|职工)(?=人均)|^[向对](?=[前第])"
        )
        self.of_place = re.compile(
            r"^[\u4e00-\u9fff]{2,3}(?:省|市(?![场占级值盈净政内外民公])|县|自治区)(?![级内外])"
            rf"(?!.*(?:{any_of(words.titles)})$)(?=.{{2}})"
        )
        self.roundabout = re.compile(
            rf"^(?:(?:在|于)[^,]{{1,16}}?(?:{any_of(words.circumstances)})|(?:{any_of(words.grounds)})[^,]{{1,24}}?(?:,|后|,)"
            rf"|[^,]{{0,16}}?(?:{any_of(words.occasions)})后"
            rf"|(?:较|比|相较于?|相比于?|与)[^,]{{2,14}}?(?:{any_of(words.standards)})(?:相比)?(?=.{{2}}))"
        )
        self.to_someone = re.compile(rf"^(?:向|对|为|与|给|同)(?![前第])[^,的]{{2,24}}?(?=(?:{any_of(words.dealings)})[\u4e00-\u9fff])")
        self.given = re.compile(rf"^(?:对|给予?|向|为)[^,]{{2,30}}?(?=(?:{adverbs})*(?:{grants}))|^(?:{adverbs})+(?={grants})")
        self.versus = re.compile(rf"(?:较|相较于?|相比于?)[^,]{{2,14}}?(?:{any_of(words.standards)})(?:相比)?(?=.{{2}})")
        self.setting = re.compile(rf"^[^,]{{0,8}}?(?:{any_of(words.settings)})[中内]|^[\u4e00-\u9fff]{{2,6}}有限(?!公司|责任)的?(?=.{{2}})")
        self.used = re.compile(rf"^[^,]{{0,16}}?(?:{any_of(words.used)}|所[\u4e00-\u9fff]{{1,2}})的(?=.{{2}})")
        self.made_by = re.compile(rf"^(?:自主|自行|独立|主要)?(?:{any_of(words.makes)})的")
        self.reaches = re.compile(rf"(?:{any_of(words.reaches)})(?:至|到|于|在|了)?(?:{any_of(words.reached)})*$")
        self.doing = re.compile(rf"(?:{any_of(words.doing)})+$")
        self.entities = re.compile(
            rf"^.*?(?:{any_of(words.persons)})(?=$|户均|人均|亩均|平均|合计|共)|^.*(?:{any_of(words.rivals)}).*"
            r"|^.*?(?:[子母孙]公司|本部|(?<!上市)公司)(?:(?:与|和|及|、).*)?|^部(?:与|和|及).*"
        )
        self.vague = re.compile(rf"(?:{any_of(words.vague)})*")
        self.no_name = re.compile(
            rf"[,;。:!?]|^[的和与及以至到]|(?:{_ending(words.never_last, words.whole)}|、)$|^(?:{any_of(words.empty)}|占(?!地).*)$"
        )


class Naming:
    """The grammar, with the words of one enterprise."""

    def __init__(self, words: MetricWords, clauses: ClauseWords, own: str = "") -> None:
        owners = sorted({*words.owners, *([own] if own else [])}, key=len, reverse=True)
        kept = f"(?:{any_of(words.kept)})"
        bare, noun = any_of(clauses.quantities), f"(?!(?:{any_of((*clauses.quantities, *clauses.suffixes))})$)"
        self.tail = re.compile(rf"(?:(?:{any_of(clauses.changes)})(?:至|到|为)|{_ending(words.tails, clauses.whole)}|[\s:的])+$")
        self.lead = re.compile(rf"^(?:(?!{kept})(?:{any_of(owners)}|{any_of(words.openers)})|[\s,;:、。的])+")
        self.verb = re.compile(rf"^(?!{kept})(?:{any_of(words.verbs)})(?:了|的)?(?=.{{2,}}){noun}")
        self.only_verb = re.compile(rf"(?:先后|累计|共|已|首次)*(?:{any_of(words.verbs)})了?")
        self.inner = re.compile(rf"^.*(?:{any_of(words.takes)})(?:了)?(?=.{{2,}}){noun}")
        self.between = re.compile(rf"(?<=.{{2}})(?:实现|完成|取得|获得|达成|产生)(?=(?:{bare})$)")
        self.around = AroundName(clauses)
        self.spans = re.compile(r"(?:年度?|期|月|日)(?:末|初|底)?$")

    def before(self, words: str) -> str:
        """The name at the end of the words before a figure, empty where they hold none."""
        text = self.trimmed(_EACH.sub("", _SINCE.sub("", _QUOTES.sub("", words))))
        text = _BRACKET.sub("", text) if text.endswith(")") else text
        text = self.tail.sub("", text)
        return self._checked(self._bare(self.around.versus.sub("", _SO_ON.sub("", text))))

    def after(self, words: str) -> str:
        """The name of what is counted, right after its counter (20名博士), empty where the clause goes on otherwise."""
        plain = _QUOTES.sub("", words)
        return self._checked(re.sub(r"(?:组成|构成)$", "", self._bare(self.around.goes_on.sub("", plain)) or plain))

    def leads(self, words: str) -> bool:
        """Whether words say nothing but what is done with the thing counted after them (公司拥有, 产品远销)."""
        text = _QUOTES.sub("", words)
        return (
            self.only_verb.fullmatch(text) is not None
            or is_place(text)
            or not self._bare(self.tail.sub("", _SO_ON.sub("", text)))
            or self.around.reaches.search(text) is not None
        )

    def trimmed(self, words: str) -> str:
        """Words without those that only lead to a figure."""
        return self.tail.sub("", _QUOTES.sub("", words))

    def modifier(self, words: str) -> str:
        """What a metric is said to be of by the words right before it (高端产品 | 毛利率), empty where they say nothing."""
        text = self._bare(_SO_ON.sub("", _QUOTES.sub("", words)) + _METRIC).removesuffix(_METRIC)
        text = re.sub(r"^.+(?=(?:计提|转回|核销)$)", "", self.around.entities.sub("", self.around.doing.sub("", text)))
        return (
            ""
            if self.around.vague.fullmatch(text) or re.search(r"[()]|行业$|市场$", text) or self.spans.search(text)
            else self._checked(text)
        )

    def _bare(self, text: str) -> str:
        """Words without whose they are, when, and what is done."""
        for _ in range(6):
            shorter = self.around.made_by.sub("", self.lead.sub("", text))
            shorter = _DEALT.sub(r"\1\2", shorter)
            shorter = _PROJECT.sub("", self.around.of_place.sub("", self.around.given.sub("", shorter)))
            shorter = self.around.used.sub("", self.around.setting.sub("", shorter))
            shorter = self.around.to_someone.sub("", self.around.roundabout.sub("", shorter))
            shorter = self.around.place.sub("", shorter)
            shorter = self.verb.sub("", self.inner.sub("", shorter))
            if shorter == text:
                break
            text = shorter
        text = _FROM.sub(r"\1\2", self.between.sub("", text))
        text = re.sub(r"(?<=.{2}经费)支持$|十[一二三四五]五(?=.{4})", "", _RELATIVE.sub("", text))
        return re.sub(r"(?<!收到)(?<!支付)(?<!产生)的", "", text)

    def _checked(self, text: str) -> str:
        """The text where it can be a name."""
        fits = 2 <= len(text) <= LONGEST and _LETTERS.fullmatch(text) is not None and re.search(r"\d", text[:1]) is None
        return text if fits and not self.around.no_name.search(text) and not is_place(text) else ""


def _ending(tails: Iterable[str], whole: Iterable[str]) -> str:
    """Any of these words where it is no end of a whole word (能, and not that of 节能)."""
    kept = {
        tail: "".join(f"(?<!{re.escape(word.removesuffix(tail))})" for word in whole if word.endswith(tail) and word != tail)
        for tail in tails
    }
    return "|".join(before + re.escape(tail) for tail, before in sorted(kept.items(), key=lambda one: -len(one[0]))) or "(?!)"
