"""What figures are called by the grammar of their clause, where no list knows the name: [whose][when][does] NAME [is][about] figure.

The words of both edges are data (models/metrics.yaml): `tails` lead from a name to its figure, `verbs` to the name itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docintel.domain.metric import MetricWords

LONGEST = 24
_LEVELS = (
    "(?:增长|增加|上升|提高|提升|扩大|攀升|跃升|回升|恢复|拓展|延长|增|升|减少|下降|下滑|降低|回落|压缩|缩短|压减|收窄|降|减)(?:至|到|为)"
)
_BRACKET = re.compile(r"\((?![^()]*\)[\u4e00-\u9fff])[^()]*\)?$")
_QUOTES = re.compile(r"[“”\"'‘’《》「」]")
_GOES_ON = re.compile(r"(?<=.{2})(?:提供|进行|开展|供货|实现).*$")  # 300家客户提供配方: the clause after what is counted
_SO_ON = re.compile(r"^.*等(?![奖级学额待离])")
_PLACE = r"[\u4e00-\u9fff]{1,5}?[省市区县](?=(?:共|全|新|累计|有|拥有|现有|认定|培育|规上|规模以上|入选|新增))"
_OF_PLACE = re.compile(
    r"^[\u4e00-\u9fff]{2,3}(?:省|市(?![场占级值盈净政内外民公])|县|自治区)(?![级内外])(?!.*(?:奖|称号|中心|平台|标准|实验室|基地|项目|计划|课题|专项)$)(?=.{2})"
)
_ROUNDABOUT = re.compile(
    r"^(?:(?:在|于)[^,]{1,16}?(?:中|内|上|方面|领域|期间|过程中)|(?:根据|按照|经|随着|受|因|通过|自|对|就)[^,]{1,24}?(?:,|后|,)|[^,]{0,16}?(?:投产|达产|投用|实施|完成|建成|增资|发行|上市)后)"
)
_TO_SOMEONE = re.compile(
    r"^(?:向|对|为|与|给|同)(?![前第])[^,的]{2,24}?(?=(?:申请|提供|借入|借出|拆借|支付|采购|购买|销售|捐赠|发放|签订|签署|缴纳|投资|增资|出售)[\u4e00-\u9fff])"
)
_GIVEN = re.compile(
    r"^(?:对|给予?|向|为)[^,]{2,30}?(?=(?:给予|一次性|最高|最低|再|分别|予以)*(?:奖励|奖补|补助|补贴|资助|贴息))|^(?:(?:给予|一次性|最高|最低|再|予以)+)(?=奖励|奖补|补助|补贴|资助|贴息)"
)
_SINCE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:由|从)[^,;、]{1,12}的$")  # 股本由设立初期的300万元: when it was so
_FROM = re.compile(r"^(?:用于|来自|来源于)(.+)的(.+)$")
_PROJECT = re.compile(r"^.{2,}项目(?:计划|预计|拟|估算)*(?=(?:总投资|投资|建设|达产)[\u4e00-\u9fff]*$)")
_MADE_BY = re.compile(r"^(?:自主|自行|独立|主要)?(?:生产|研发|研制|销售|开发|制造|服务|经营|承接)的")
_DEALT = re.compile(r"^(?:向|对|从)([^,的]{2,12})((?:采购|销售)(?:金额|额|总额|收入|占比))")
_RELATIVE = re.compile(r"^.*(?:[从由向被经]|领投|签订)[^的]*的(?=.{2,})")
_REACHES = re.compile(
    r"(?:覆盖|远销|出口|进入|进驻|遍布|辐射|销往|服务于?|分布|涉及|由|含|包含|包括|(?:应|运|利|使|适)用|推广|装备|配套|落地|落户|交付|拥有|建有|设有|配备|聘请|引进|招聘|入选|培育|认定|与|向|为)(?:至|到|于|在|了)?(?:全国|上下游|[上下]游|行业|国内外?|全球|海内外|国外|境外|海外|世界|省内外?|市内|各地|约|近|超过|共|等)*$"
)
_METRIC = "指标名"  # stands for the metric while the words before it are looked at
_DOING = re.compile(
    r"(?:分别|同比|环比|累计|全年|合计|实现|完成|取得|产生|享受|缴纳|获得|贡献|制定|起草|修订|参与|实际|年度?|的|其|之|年均|平均|则|仍|也)+$"
)
_ENTITIES = re.compile(
    r"^.*?(?:企业|公司|商户|法人|银行|协会|员工|职工)(?=$|户均|人均|亩均|平均|合计|共)|^.*(?:竞争对手|可比公司|同行业).*|^.*?(?:[子母孙]公司|本部|(?<!上市)公司)(?:(?:与|和|及|、).*)?|^部(?:与|和|及).*"
)
_SAYS_LITTLE = re.compile(
    r"(?:产品|银行|设备|企业|最新|对应|人民币|有效|整体|总体|综合|合并|单体|最近一年|单位|项目|业务|实际|累计|当前|剩余|现)*"
)
_NO_NAME = re.compile(
    r"[,;。:!?]|^[的和与及以至到]|[不未被并且而但将按经向对从由于为让使把给了着过很更最再就也还才又都即若如和与及、等第其此该每]$|^(?:其中|以及|并且|同时|上述|如下|以下|合计|总计|共计|金额|总额|数量|比例|比重|占(?!地).*|价格|利率为|每|名|位|个|第|超过|近|约|各|均)$"
)
_LETTERS = re.compile(r"(?=.*[\u4e00-\u9fffA-Za-z])[\u4e00-\u9fffA-Za-z0-9()&/“”\".、%-]+")
_HEADLESS = re.compile(r"(?:的|等)$")
_BETWEEN = re.compile(r"[\u4e00-\u9fff]")
_BARE = "(?:营业|销售)?收入|净?利润|产值|金额|总额|数量|面积|费用|成本|额|率|量|数|人数|总数|规模|价格"


class Naming:
    """The grammar, with the words of one enterprise."""

    def __init__(self, words: MetricWords, own: str = "") -> None:
        owners = sorted({*words.owners, *([own] if own else [])}, key=len, reverse=True)
        kept = f"(?:{_any(words.kept)})"
        self.tail = re.compile(rf"(?:{_LEVELS}|{_any(words.tails)}|[\s:的])+$")
        self.lead = re.compile(rf"^(?:(?!{kept})(?:{_any(owners)}|{_any(words.openers)})|[\s,;:、。的])+")
        self.verb = re.compile(rf"^(?!{kept})(?:{_any(words.verbs)})(?:了|的)?(?=.{{2,}})(?!(?:{_BARE}|期|者|度|性|型|商|权)$)")
        self.inner = re.compile(rf"^.*(?:{_any(words.takes)})(?:了)?(?=.{{2,}})(?!(?:{_BARE}|期|者|度|性|型|商|权)$)")
        self.between = re.compile(rf"(?<=.{{2}})(?:实现|完成|取得|获得|达成|产生)(?=(?:{_BARE})$)")
        self.spans = re.compile(r"(?:年度?|期|月|日)(?:末|初|底)?$")

    def before(self, words: str) -> str:
        """The name at the end of the words before a figure, empty where they hold none."""
        text = self.trimmed(_SINCE.sub("", _QUOTES.sub("", words)))
        text = _BRACKET.sub("", text) if text.endswith(")") else text
        text = self.tail.sub("", text)
        return self._checked(self._bare(_SO_ON.sub("", text)))

    def after(self, words: str) -> str:
        """The name of what is counted, right after its counter (20名博士), empty where the clause goes on otherwise."""
        plain = _QUOTES.sub("", words)
        return self._checked(re.sub(r"(?:组成|构成)$", "", self._bare(_GOES_ON.sub("", plain)) or plain))

    def leads(self, words: str) -> bool:
        """Whether words say nothing but what is done with the thing counted after them (公司拥有, 产品远销)."""
        text = _QUOTES.sub("", words)
        return not self._bare(self.tail.sub("", _SO_ON.sub("", text))) or _REACHES.search(text) is not None

    def trimmed(self, words: str) -> str:
        """Words without those that only lead to a figure."""
        return self.tail.sub("", _QUOTES.sub("", words))

    def modifier(self, words: str) -> str:
        """What a metric is said to be of by the words right before it (高端产品 | 毛利率), empty where they say nothing."""
        text = self._bare(_SO_ON.sub("", _QUOTES.sub("", words)) + _METRIC).removesuffix(_METRIC)
        text = re.sub(r"^.+(?=(?:计提|转回|核销)$)", "", _ENTITIES.sub("", _DOING.sub("", text)))
        return (
            "" if _SAYS_LITTLE.fullmatch(text) or re.search(r"[()]|行业$|市场$", text) or self.spans.search(text) else self._checked(text)
        )

    def _bare(self, text: str) -> str:
        """Words without whose they are, when, and what is done."""
        for _ in range(6):
            shorter = _MADE_BY.sub("", self.lead.sub("", text))
            shorter = _DEALT.sub(r"\1\2", shorter)
            shorter = _PROJECT.sub("", _OF_PLACE.sub("", _GIVEN.sub("", shorter)))
            shorter = _TO_SOMEONE.sub("", _ROUNDABOUT.sub("", shorter))
            shorter = re.sub(rf"^{_PLACE}|^(?:员工|职工)(?=人均)|^[向对](?=[前第])", "", shorter)
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
        return text if fits and not _NO_NAME.search(text) else ""


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
