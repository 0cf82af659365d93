"""The sentences that state ownership, as regular expressions over text without spaces (NFKC)."""

from __future__ import annotations

import re

from docintel.extract.holdings.names import NAME

SHARE = r"\d{1,3}(?:\.\d+)?%"
MONEY = r"(?:人民币)?[\d,]+(?:\.\d+)?(?:万|亿|百万)?(?:元|美元|港元|欧元)(?:人民币)?"
DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_NAMES = r"[\u4e00-\u9fffA-Za-z0-9()·&\-、]"
_KIN = r"(?:夫妇|夫妻|兄弟|姐妹|兄妹|父子|父女|母子|母女|[二两三四五]人|先生|女士)*"
_OF = r"(?:的)?(?:股权|股份|出资额?|财产份额|合伙份额|出资份额|份额)"
_COMPANY = rf"(?P<company>{NAME}{{2,46}}?)"

STAKE = re.compile(rf"(?P<holder>{_NAMES}{{2,80}}?)(?:直接)?持有{_COMPANY}(?:的)?(?P<share>{SHARE}){_OF}")
STAKE_BY_SHARES = re.compile(
    rf"(?P<holder>{_NAMES}{{2,80}}?)(?:直接)?持有{_COMPANY}(?:的)?(?:股份|股权)?[\d,.]+(?:万|亿)?(?:股|元)(?:的)?(?:股份|股权|出资额?)?,"
    rf"(?:持股比例为|出资比例为|占(?:{NAME}{{0,16}}?)(?:总股本|股份总数|注册资本|股本总额|出资总额)(?:的(?:比例为)?|比例为)?)(?P<share>{SHARE})"
)
STAKE_OF_CONTROLLER = re.compile(
    rf"控股股东(?:为|是|系)(?P<holder>{NAME}{{2,50}}?),(?:其)?(?:直接)?持有{_COMPANY}(?:的)?(?P<share>{SHARE}){_OF}"
)
STAKES_EACH = re.compile(
    rf"(?P<holder>{_NAMES}{{4,160}}?){_KIN}分别(?:直接)?持有{_COMPANY}(?:的)?(?P<share>{SHARE}(?:[、和及与,]{SHARE})+){_OF}"
)
_WHO_PAID = r"(?:以(?:货币|现金|知识产权|实物|净资产)(?:方式|资金|形式)?)?(?:认缴)?(?:出资|缴付)(?:额)?(?:为)?"
STAKE_BY_CAPITAL = re.compile(
    rf"(?:^|[,:;。])(?P<holder>{NAME}{{2,60}}?)(?:{_WHO_PAID}{MONEY}|(?:持有|认购)(?:股份|股权)?[\d,.]+万?股),(?:占(?:公司)?(?:注册资本|总股本|股份总数|出资总额)(?:的)?(?:比例为)?|(?:持股|出资|股权)比例(?:为)?)(?P<share>{SHARE})(?=[,。;、]|$)"
)
STAKE_HELD = re.compile(rf"(?P<holder>{NAME}{{2,60}}?)(?:直接)?持股(?:比例)?(?:为)?(?P<share>{SHARE})(?=[,。;、)]|$)")
STAKE_PASSIVE = re.compile(
    rf"^(?P<company>公司|本公司|发行人)(?:系|是)?由(?P<holder>{NAME}{{2,60}}?)(?:直接)?(?P<share>100%)(?:全资)?(?:持股|持有|控股)(?=[,。;]|$)"
)
WHOLLY = re.compile(
    rf"^(?P<company>公司|本公司|发行人|{NAME}{{4,46}}?)(?:系|为|是)(?P<holder>{NAME}{{4,50}}?)(?:的)?(?P<share>全资)子公司(?=[,。;]|$)"
)
STAKE_OF_PARENT = re.compile(
    rf"(?P<company>本公司|公司)的母公司(?:为|是|系)(?P<holder>{NAME}{{2,50}}?),(?:其)?对本公司的持股比例(?:和表决权比例)?(?:均)?为(?P<share>{SHARE})(?=[,。;]|$)"
)
STAKE_OF_SUBJECT = re.compile(
    rf"^(?P<holder>{NAME}{{2,4}}?)(?:先生|女士)?(?:,(?:男|女)(?:性)?,[^。;]*?(?:现|目前)|(?:现)?(?:为|任|担任)公司(?:董事|总经理|副总经理|监事|法定代表人|[、和及兼]|长|会主席|秘书|财务总监|核心技术人员)+,(?:现|目前)?)(?:直接)?持有{_COMPANY}(?:的)?(?P<share>{SHARE}){_OF}"
)
STAKE_BRACKETED = re.compile(
    rf"(?:^(?![^,(]*[为是])|[为是有:、,;])(?P<holder>{NAME}{{2,60}}?)\((?:直接)?(?:持股|出资|占股|占比)(?:比例)?(?:为)?:?(?P<share>{SHARE})\)(?=[、,。;]|$)"
)
BIRTH = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出)?生")
STAKES = (
    STAKE_OF_CONTROLLER,
    STAKE_BRACKETED,
    STAKE_OF_SUBJECT,
    STAKE_OF_PARENT,
    STAKE_PASSIVE,
    WHOLLY,
    STAKE_BY_CAPITAL,
    STAKE_BY_SHARES,
    STAKE,
    STAKE_HELD,
)
EACH_SHARE = re.compile(SHARE)

INCREASE = re.compile(
    rf"(?P<company>{NAME}{{2,46}}?)?(?:的)?注册资本(?:总额)?(?:\({NAME}*\))?[由从](?P<before>{MONEY})(?:增加|变更|增资|增|提高)(?:至|为|到)(?P<after>{MONEY})"
)
INCREASED_BY = re.compile(
    rf"^(?:本次)?(?P<company>公司|本公司|发行人)?新增(?:的)?注册资本{MONEY},(?:全部|均)?由(?P<investor>{_NAMES}{{2,120}}?)(?:以[^,。;]{{1,24}}?)?(?:认购|认缴),(?:公司)?注册资本(?:增加|变更|增)(?:至|为|到)(?P<after>{MONEY})"
)
INVESTOR = re.compile(
    rf"(?:新增(?:的)?(?:{MONEY})?(?:注册资本|出资额?|股本|部分)(?:{MONEY})?(?:部分)?(?:全部|均|分别)?|(?<=元),)由(?:公司|原|新|新增)*(?:股东|投资方|投资人)?(?P<investor>{_NAMES}{{2,120}}?)(?:以(?:货币|现金|知识产权|实物)(?:方式|资金|形式)?)?(?:全部|全额|共同|分别|按比例|同比例|缴付)*(?:认缴|认购|出资|缴纳|缴足)"
)
INVESTOR_FIRST = re.compile(
    rf"(?:,|^)(?:由)?(?:投资方|投资人|投资者|增资方|新增股东|认购方)(?P<investor>{_NAMES}{{2,120}}?)(?:以(?:货币|现金)(?:方式|资金|形式)?)?(?:认缴|认购)(?:了)?(?:公司)?新增(?:的)?(?:注册资本|出资|股本|股份)"
)
CONCERT = re.compile(
    rf"(?P<names>{_NAMES}{{4,120}}?)(?:等?[二两三四五六七八九\d]+(?:人|方|名股东))?(?:共同|已|于(?P<day>{DAY}))*(?:共同)?签[署订](?:了|的)?《一致行动(?:人)?协议(?:书)?》"
)
CONCERT_IS = re.compile(rf"(?P<names>{_NAMES}{{4,120}}?)(?:互)?(?:为|系|构成)一致行动(?:人|关系)")
CONCERT_OF = re.compile(rf"^(?P<one>{NAME}{{2,50}}?)(?:系|为|是)(?P<other>{NAME}{{2,50}}?)的一致行动人(?=[,。;]|$)")
_PARTNER = r"(?:普通合伙人(?:(?:及|、|兼|和|暨)执行事务合伙人)?|执行事务合伙人(?:(?:及|、|兼|和|暨)普通合伙人)?)"
PARTNER = re.compile(
    rf"(?P<partnership>{NAME}{{2,46}}?)?(?:的)?(?:(?<=\))(?:成立|设立|注册)[^。;]*?,(?:其)?)?{_PARTNER}(?:为|是|系|:)(?P<partner>{NAME}{{2,50}}?)(?=[,。;、]|$)"
)
PARTNER_IS = re.compile(
    rf"(?P<partner>{NAME}{{2,50}}?)(?:为|系|是|担任|任)(?P<partnership>{NAME}{{4,46}}?)(?:的)?(?:唯一)?{_PARTNER}(?=[,。;]|$)"
)
PARTNER_PASSIVE = re.compile(
    rf"(?P<partnership>{NAME}{{4,60}}?)由(?P<partner>{NAME}{{2,50}}?)担任(?:其)?(?:唯一)?(?:的)?{_PARTNER}(?=[,。;]|$)"
)
PARTNER_TOO = re.compile(
    rf"(?P<partner>{NAME}{{2,50}}?)(?:直接)?持有(?P<partnership>{NAME}{{4,46}}?)(?:的)?{SHARE}{_OF},(?:并|且|同时)(?:担任|为|任)其{_PARTNER}(?=[,。;]|$)"
)
CONTROLLER = re.compile(
    rf"(?P<company>{NAME}{{2,46}}?)(?:的)?(?:共同)?实际控制人(?:均)?(?:为|是|系|:)(?P<names>{_NAMES}{{2,60}}?)"
    r"(?:夫妇|夫妻|兄弟|姐妹|兄妹|父子|父女|母子|母女|[二两三四五]人|先生|女士)*(?=[,。;]|$)"
)
CONTROLLER_AFTER = re.compile(
    rf"(?P<company>公司|本公司|发行人|申请人)(?:的)?控股股东(?:为|是|系){NAME}{{2,50}}?,(?:共同)?实际控制人(?:为|是|系)(?P<names>{_NAMES}{{2,60}}?)"
    r"(?:夫妇|夫妻|兄弟|姐妹|兄妹|父子|父女|母子|母女|[二两三四五]人|先生|女士)*(?=[,。;]|$)"
)
_BOTH = r"控股股东(?:、|及|和|暨)(?:共同)?实际控制人"
BOTH = re.compile(rf"^(?P<company>{NAME}{{2,46}}?)(?:的)?{_BOTH}(?:均)?(?:为|是|系|:)(?P<names>{_NAMES}{{2,60}}?){_KIN}(?=[,。;]|$)")
BOTH_AFTER = re.compile(
    rf"^(?P<names>{_NAMES}{{2,60}}?){_KIN}(?:均)?(?:为|是|系)(?P<company>公司|本公司|发行人|申请人|{NAME}{{4,46}}?)(?:的)?{_BOTH}(?=[,。;]|$)"
)
CONTROLLER_BEFORE = re.compile(
    rf"^(?:报告期内,)?(?P<names>{_NAMES}{{2,60}}?){_KIN}(?:均|一直)?(?:为|是|系)(?P<company>公司|本公司|发行人|申请人|{NAME}{{4,46}}?)(?:的)?(?:共同)?实际控制人(?=[,。;]|$)"
)
MAJORITY = re.compile(rf"(?P<company>{NAME}{{2,46}}?)(?:的)?控股股东(?:为|是|系)(?P<names>{NAME}{{2,50}}?)(?=[,。;]|$)")
NOBODY = re.compile(
    r"(?P<company>公司|本公司|发行人|申请人)(?:股权(?:结构)?(?:较为|比较|相对)?分散,)?(?:目前|现|暂)?(?P<nobody>(?:无|没有|不存在)(?:控股股东(?:及|、|和|,也无))?(?:共同)?实际控制人)"
)

UNTIL = re.compile(rf"截[至止](?P<day>{DAY})")
DATED = re.compile(DAY)
ANY_YEAR = re.compile(r"(?:19|20)\d{2}年")
NOT_NOW = re.compile(
    r"(?<![虚模])拟|将|计划|曾|不再|若|如果|假设|转让前|变更前|增资前|发行后|原实际|原控股|此前|解除|终止|间接|合计|共计|共同持|表决权|受让|转让给|期权|预计|承诺|应当|不得"
)
