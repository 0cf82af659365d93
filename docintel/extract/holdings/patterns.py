"""The sentences that state ownership, as regular expressions over text without spaces (NFKC); their words are models/prose.yaml `holdings`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from docintel.domain.prose import HoldingWords
from docintel.extract.holdings.names import NAME
from docintel.text.gates import Sought

SHARE = r"\d{1,3}(?:\.\d+)?%"
MONEY = r"(?:人民币)?[\d,]+(?:\.\d+)?(?:万|亿|百万)?(?:元|美元|港元|欧元)(?:人民币)?"
DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
EACH_SHARE = re.compile(SHARE)
BIRTH = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出)?生")
UNTIL = re.compile(rf"截[至止](?P<day>{DAY})")
DATED = re.compile(DAY)
ANY_YEAR = re.compile(r"(?:19|20)\d{2}年")
_NAMES = r"[\u4e00-\u9fffA-Za-z0-9()·&\-、]"
_COMPANY = rf"(?P<company>{NAME}{{2,46}}?)"
_PARTNER = r"(?:普通合伙人(?:(?:及|、|兼|和|暨)执行事务合伙人)?|执行事务合伙人(?:(?:及|、|兼|和|暨)普通合伙人)?)"
_BOTH = r"控股股东(?:、|及|和|暨)(?:共同)?实际控制人"
_IS = "(?:为|是|系)"
_HOLDS = r"(?:直接)?(?:持股|持有|出资)(?:比例)?(?:为)?"
_END = "(?=[,。;]|$)"
_TIES = "夫妻|夫妇|配偶|父子|父女|母子|母女|兄弟|姐妹|兄妹|姐弟|亲属|近亲属"
_KIN = "父亲|母亲|配偶|妻子|丈夫|之子|之女|儿子|女儿|子|女|长兄|兄长|哥哥|弟弟|胞弟|胞兄|姐姐|妹妹|胞妹|胞姐|舅父|舅舅|叔父|姑父|岳父|岳母|外甥|侄子|妹夫|姐夫"


class StakePatterns:
    """Who holds how much of whom, and what makes it no present stake."""

    def __init__(self, words: HoldingWords) -> None:
        of, own, kin = f"(?:的)?{_any(words.interests)}", _any(words.own), f"{_any(words.kin)}*"
        paid = rf"(?:以{_any(words.means)}{_any(words.ways)}?)?(?:认缴)?{_any(words.paying)}(?:额)?(?:为)?"
        total, rate = _any(words.totals), _any(words.rates)
        self.unsure = Sought(_any(words.unsure).replace("拟", "(?<![虚模])拟"))
        self.each = Sought(
            rf"(?P<holder>{_NAMES}{{4,160}}?){kin}分别(?:直接)?持有{_COMPANY}(?:的)?(?P<share>{SHARE}(?:[、和及与,]{SHARE})+){of}"
        )
        self.stakes = tuple(
            map(
                Sought,
                (
                    (
                        rf"(?:{_BOTH}|控股股东|实际控制人){_IS}(?P<holder>{NAME}{{2,50}}?)(?:先生|女士)?,(?:其)?(?:直接)?持有{_COMPANY}(?:的)?(?:股份)?[\d,.]+"
                        rf"(?:万|亿)?股(?:的)?(?:股份)?,占(?:{NAME}{{0,16}}?){total}(?:的(?:比例为)?|比例为)?(?P<share>{SHARE})(?=[,。;]|$)"
                    ),
                    rf"控股股东{_IS}(?P<holder>{NAME}{{2,50}}?),(?:其)?(?:直接)?持有{_COMPANY}(?:的)?(?P<share>{SHARE}){of}",
                    rf"(?:^(?![^,(]*[为是])|[为是有:、,;])(?P<holder>{NAME}{{2,60}}?)\((?:直接)?(?:持股|出资|占股|占比)(?:比例)?(?:为)?:?(?P<share>{SHARE})\)(?=[、,。;]|$)",
                    rf"^(?P<holder>{NAME}{{2,4}}?)(?:先生|女士)?(?:,(?:男|女)(?:性)?,[^。;]*?(?:现|目前)|(?:现)?(?:为|任|担任)公司(?:{_any(words.offices)}|[、和及兼])+,(?:现|目前)?)(?:直接)?持有{_COMPANY}(?:的)?(?P<share>{SHARE}){of}",
                    rf"(?P<company>本公司|公司)的母公司{_IS}(?P<holder>{NAME}{{2,50}}?),(?:其)?对本公司的持股比例(?:和表决权比例)?(?:均)?为(?P<share>{SHARE}){_END}",
                    rf"^(?P<company>公司|本公司|发行人)(?:系|是)?由(?P<holder>{NAME}{{2,60}}?)(?:直接)?(?P<share>100%)(?:全资)?(?:持股|持有|控股){_END}",
                    rf"^(?P<company>公司|本公司|发行人|{NAME}{{4,46}}?){_IS}(?P<holder>{NAME}{{4,50}}?)(?:的)?(?P<share>全资)子公司{_END}",
                    rf"(?:^|[,:;。])(?P<holder>{NAME}{{2,60}}?)(?:{paid}{MONEY}|(?:持有|认购)(?:股份|股权)?[\d,.]+万?股),(?:占(?:公司)?{total}(?:的)?(?:比例为)?|{rate}(?:为)?)(?P<share>{SHARE})(?=[,。;、]|$)",
                    (
                        rf"(?P<holder>{_NAMES}{{2,80}}?)(?:直接)?持有{_COMPANY}(?:的)?(?:股份|股权)?[\d,.]+(?:万|亿)?(?:股|元)(?:的)?(?:股份|股权|出资额?)?,"
                        rf"(?:持股比例为|出资比例为|占(?:{NAME}{{0,16}}?){total}(?:的(?:比例为)?|比例为)?)(?P<share>{SHARE})"
                    ),
                    rf"(?P<holder>{_NAMES}{{2,80}}?)(?:直接)?持有{_COMPANY}(?:的)?(?P<share>{SHARE}){of}",
                    rf"(?P<holder>{NAME}{{2,60}}?)(?:直接)?持股(?:比例)?(?:为)?(?P<share>{SHARE})(?=[,。;、)]|$)",
                ),
            )
        )
        self.controllers = tuple(
            map(
                Sought,
                (
                    rf"(?P<company>{own})(?:的)?控股股东{_IS}{NAME}{{2,50}}?,(?:共同)?实际控制人{_IS}(?P<names>{_NAMES}{{2,60}}?){kin}{_END}",
                    rf"(?P<company>{own})(?:目前|现|暂)?(?:无|没有|不存在)控股股东,(?:但)?(?:共同)?实际控制人{_IS}(?P<names>{_NAMES}{{2,60}}?){kin}{_END}",
                    rf"^(?:(?:报告期内|因此|综上|综上所述|故),)?(?:认定)?(?P<names>{_NAMES}{{2,60}}?){kin}(?:均|一直)?{_IS}(?P<company>{own}|{NAME}{{4,46}}?)(?:的)?(?:共同)?实际控制人{_END}",
                    rf"(?P<company>{NAME}{{2,46}}?)(?:的)?(?:共同)?实际控制人(?:均)?(?:为|是|系|:)(?P<names>{_NAMES}{{2,60}}?){kin}{_END}",
                ),
            )
        )
        self.apposed = Sought(
            rf"(?:^|[,;])(?:公司|本公司|发行人)(?:的)?(?:控股股东(?:、|及|和|暨))?(?:共同)?实际控制人(?![为系是由])(?P<names>{_NAMES}{{2,60}}?)(?:先生|女士)?{kin}"
            r"(?=实际控制|合计控制|合计持有|直接持有|直接或间接|直接和间接|不存在|均不存在|已出具|出具|承诺|分别|均|[,。;])"
        )
        self.owned = Sought(
            rf"(?:^|,)(?P<company>{NAME}{{2,40}}?){_IS}(?P<holder>{NAME}{{2,40}}?)(?P<share>100%)(?:出资|持股|控股)的(?:企业|公司|子公司){_END}"
        )
        self.held_by = Sought(
            rf"(?:^|[,;])(?P<company>{NAME}{{6,46}}?)(?:由|{_IS})(?P<holders>(?:{NAME}{{2,50}}?{_HOLDS}{SHARE}(?:{of})?[、,和及]?)+?)(?:的(?:控股|参股|全资)?子公司)?(?=[。;]|$)"
        )
        self.held = re.compile(rf"(?P<holder>{NAME}{{2,50}}?){_HOLDS}(?P<share>{SHARE})")
        held = rf"^(?:截[至止][^,]{{2,24}},)?(?P<names>{NAME}{{2,50}}?)(?:直接|合计|共同)*持有(?P<company>{own})[^。;]*?,(?:因此|故)?(?:均)?{_IS}{own}(?:的)?"
        self.holder_is = Sought(rf"{held}(?:控股股东|{_BOTH}){_END}")
        self.controls = Sought(
            rf"^(?:截[至止][^,]{{2,24}},)?(?P<names>{NAME}{{2,50}}?)(?:直接|合计|共同)*持有[^。;]*?,(?:因此|故)?(?:均)?{_IS}(?P<company>{own})(?:的)?(?:控股股东(?:、|及|和|暨))?(?:共同)?实际控制人{_END}"
        )
        self.both = (
            Sought(rf"^(?P<company>{NAME}{{2,46}}?)(?:的)?{_BOTH}(?:均)?(?:为|是|系|:)(?P<names>{_NAMES}{{2,60}}?){kin}{_END}"),
            Sought(rf"^(?P<names>{_NAMES}{{2,60}}?){kin}(?:均)?{_IS}(?P<company>{own}|{NAME}{{4,46}}?)(?:的)?{_BOTH}{_END}"),
        )
        self.majority = Sought(rf"(?P<company>{NAME}{{2,46}}?)(?:的)?控股股东{_IS}(?P<names>{NAME}{{2,50}}?){_END}")
        self.nobody = Sought(
            rf"(?P<company>{own})(?:股权(?:结构)?(?:较为|比较|相对)?分散,)?(?:目前|现|暂)?(?P<nobody>(?:无|没有|不存在)(?:控股股东(?:及|、|和|,也无))?(?:共同)?实际控制人)"
        )


class KinPatterns:
    """Who is of one family."""

    def __init__(self) -> None:
        self.together = Sought(
            rf"(?P<one>{NAME}{{2,4}}?)(?:与|和|、)(?P<other>{NAME}{{2,4}}?)(?:之间)?(?:互)?(?:为|系|是)(?P<tie>{_TIES})(?:关系)?(?=[,。;、]|$)"
        )
        self.of = Sought(
            rf"(?:(?P<one>[\u4e00-\u9fff]{{2,4}})|(?<=[、,]))系(?P<other>{NAME}{{2,4}}?)(?:的|之)?(?P<tie>{_KIN})(?=[、,。;及]|$)"
        )


class AgreementPatterns:
    """Increases of capital and who subscribed them, parties that act in concert, general partners."""

    def __init__(self, words: HoldingWords) -> None:
        rises, becomes, means, ways = (f"{_any(one)}" for one in (words.rises, words.becomes, words.means, words.ways))
        with_what = rf"(?:以{means}{ways}?)?"
        self.increase = Sought(
            rf"(?P<company>{NAME}{{2,46}}?)?(?:的)?注册资本(?:总额)?(?:\({NAME}*\))?[由从](?P<before>{MONEY}){rises}{becomes}(?P<after>{MONEY})"
        )
        self.increased_by = Sought(
            rf"^(?:本次)?(?P<company>公司|本公司|发行人)?新增(?:的)?注册资本{MONEY},(?:全部|均)?由(?P<investor>{_NAMES}{{2,120}}?)(?:以[^,。;]{{1,24}}?)?(?:认购|认缴),(?:公司)?注册资本(?:增加|变更|增){becomes}(?P<after>{MONEY})"
        )
        self.investor = Sought(
            rf"(?:新增(?:的)?(?:{MONEY})?(?:注册资本|出资额?|股本|部分)(?:{MONEY})?(?:部分)?(?:全部|均|分别)?|(?<=元),)由(?:公司|原|新|新增)*(?:股东|投资方|投资人)?(?P<investor>{_NAMES}{{2,120}}?){with_what}{_any(words.manner)}*{_any(words.subscribing)}"
        )
        self.investor_first = Sought(
            rf"(?:,|^)(?:由)?{_any(words.investors)}(?P<investor>{_NAMES}{{2,120}}?){with_what}(?:认缴|认购)(?:了)?(?:公司)?新增(?:的)?(?:注册资本|出资|股本|股份)"
        )
        self.concert = Sought(
            rf"(?P<names>{_NAMES}{{4,120}}?)(?:等?[二两三四五六七八九\d]+(?:人|方|名股东))?(?:共同|已|通过|于(?P<day>{DAY}))*(?:共同)?(?:签[署订]|续签)(?:了|的)?《一致行动(?:人)?协议(?:书)?》"
        )
        self.concert_is = Sought(rf"(?P<names>{_NAMES}{{4,120}}?)(?:互)?(?:为|系|构成)一致行动(?:人|关系)")
        self.concert_of = (
            Sought(rf"(?:^|,)(?P<one>{_NAMES}{{2,80}}?)(?:均)?{_IS}(?P<other>{_NAMES}{{2,80}}?)的一致行动人{_END}"),
            Sought(
                rf"(?P<one>{NAME}{{2,50}}?)(?:与|和|及)其一致行动人(?P<other>{_NAMES}{{2,80}}?)(?=合计|共同|直接|间接|持有|控制|[,。;]|$)"
            ),
        )
        of, role = f"(?:的)?{_any(words.interests)}", _PARTNER
        self.partners = (
            Sought(
                rf"(?P<partner>{NAME}{{2,50}}?)(?:直接)?持有(?P<partnership>{NAME}{{4,46}}?)(?:的)?{SHARE}{of},(?:并|且|同时)(?:担任|为|任)其{role}{_END}"
            ),
            Sought(
                rf"^(?P<partner>{NAME}{{2,50}}?)(?:持有|直接|,|通过)[^。;]{{0,80}}?(?:通过担任|并担任|且担任)(?P<partnership>{NAME}{{4,46}}?)(?:的)?(?:唯一)?{role}"
            ),
            Sought(rf"(?P<partnership>{NAME}{{4,60}}?)由(?P<partner>{NAME}{{2,50}}?)担任(?:其)?(?:唯一)?(?:的)?{role}{_END}"),
            Sought(rf"(?P<partner>{NAME}{{2,50}}?)(?:为|系|是|担任|任)(?P<partnership>{NAME}{{4,46}}?)(?:的)?(?:唯一)?{role}{_END}"),
            Sought(
                rf"(?P<partnership>{NAME}{{2,46}}?)?(?:的)?(?:(?<=\))(?:成立|设立|注册)[^。;]*?,(?:其)?)?{role}(?:为|是|系|:)(?P<partner>{NAME}{{2,50}}?)(?=[,。;、]|$)"
            ),
        )


class Patterns:
    """Both, made once for all documents that are read with the same packs."""

    def __init__(self, words: HoldingWords) -> None:
        self.stake, self.agreement, self.kin = StakePatterns(words), AgreementPatterns(words), KinPatterns()
        self.about = words.about


@lru_cache(maxsize=4)
def patterns_of(words: HoldingWords) -> Patterns:
    """The patterns of these words."""
    return Patterns(words)


def _any(words: Iterable[str]) -> str:
    """Any of these words in a group of its own, in their order; of none, nothing."""
    return f"(?:{'|'.join(map(re.escape, words)) or '(?!)'})"
