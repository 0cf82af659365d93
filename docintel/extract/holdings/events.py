"""Of when a table of holders is: the heading of the event over it, and the sentence that leads to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from docintel.domain.document import Line
from docintel.extract.holdings.names import NAME
from docintel.extract.holdings.names import OWN
from docintel.text.normal import squeezed

LONGEST = 40  # characters of a heading
CIRCLED = re.compile(
    r"^\s*(?:[①-⑳⑴-⒇]|\d(?:\.\d{1,2})+\s+(?!万|亿|元|股|倍|个|[百千])(?=(?:19|20)\d{2}|[\u4e00-\u9fff]))"
)  # numbers that run into what follows where spaces are lost
_NUMBERED = re.compile(
    r"(第[一二三四五六七八九十百]+[章节])|([一二三四五六七八九十]+[、.])|(\([一二三四五六七八九十]+\))|(\d{1,2}(?:、|\.(?!\d)))|(\(\d{1,2}\))"
)
_FIRST = frozenset("第一二三四五六七八九十(（0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑")
_LEVELS = (0, 1, 2, 3, 5)  # of the ways to number a heading, in their order
CIRCLED_LEVEL, PLAIN_LEVEL = 6, 4  # of an event's heading without a number
_CHANGE = r"设立|成立|增资|减资|股权转让|股份转让|转让|整体变更|变更|改制|吸收合并|合并|增加注册资本|减少注册资本|定向发行|股票发行|转增|置换|退出|继承|赠与|划转"
_EVENT = re.compile(
    rf"^(?P<first>(?:19|20)\d{{2}}年\d{{1,2}}月)(?:(?:至|到|-|—|~)(?P<last>(?:(?:19|20)\d{{2}}年)?\d{{1,2}}月))?[,、]?(?P<what>(?!\d)[^。;:]*?(?:{_CHANGE})[^。;:]*)$"
)
_ENDS = re.compile(rf"(?:{_CHANGE})(?:为股份(?:有限)?公司)?(?:\([^()]*\))?$")  # as a heading without a number does
_EVENT_DATED = re.compile(
    rf"^(?P<what>[^。;:()]*?(?:{_CHANGE})[^。;:()]*)\((?P<first>(?:19|20)\d{{2}}年\d{{1,2}}月)(?:(?:至|到|-|—|~)(?P<last>(?:(?:19|20)\d{{2}}年)?\d{{1,2}}月))?\)$"
)
_COMPANY = re.compile(rf"^(?P<company>.*?)(?:第[一二三四五六七八九十]+次|{_CHANGE})")
_TOLD = re.compile(r"召开|同意|决议|决定|签署|核准|取得|出具|认缴|认购|持有|其中|由于|办理|完成|约定|收到|根据")
_SELF = (*OWN, "有限公司", "股份公司", "公司前身", "发行人前身", "有限责任公司", "股份有限公司")
_WHAT = r"(?:股权|股本|出资|股东|持股|股份|各股东|全体股东|发起人)"
_SUBJECT = re.compile(
    rf"(?:^|,)(?P<company>{NAME}{{2,40}}?)(?:整体变更)?(?:设立|成立)(?:时|之初)|(?:^|[,后时前日])(?P<whose>{NAME}{{2,40}}?)(?:的)?{_WHAT}(?:结构|构成|情况|及|出资|持股|数量|比例|名称|名册)"
    r"|持有(?P<held>公司|本公司|发行人)的?股份"
)
_FIRST_SOME = re.compile(r"前?[一二三四五六七八九十\d]+[名大位](?:普通)?$")  # 公司前五名股东
_STRUCTURE = re.compile(
    r"(?:股权|股本|出资|股东|股份)(?:的)?(?:结构|构成)|股东(?:及|的)?(?:其)?(?:各)?(?:出资|持股)|(?:出资|持股)(?:情况|比例)|股份数量及比例|股东情况|股权比例|股权情况|股本情况"
)
_ISSUE = re.compile(r"(?:本次|首次)(?:公开)?发行(?:上市)?(?:前|后|完成)|发行前后")
_FOUNDING = re.compile(r"(?:设立|成立)(?:时|之初|登记时)")
_CHANGED = re.compile(rf"(?:{_CHANGE}|本次|上述|此次|该次|历次)[^,。]{{0,16}}(?:完成)?(?:后|前后|之后)|经过?(?:本次|上述|此次|该次)")
_EARLIER = re.compile(rf"(?:{_CHANGE})[^,。后]{{0,8}}前(?!后)")  # as things stood before something in the past
_NOW = re.compile(r"截[至止]|目前|现有")
_PART = re.compile(
    r"国有股|外资股|外资股东|新增股东|(?:5%|百分之五)以上|战略投资者|质押|冻结|董事|监事|高级管理|核心(?:技术)?人员|激励|关联关系|流通|对外投资|客户|供应商|募集资金|代持"
)
_PERSONS = re.compile(r"自然人股东")
_BODIES = re.compile(r"(?:机构|法人|企业|单位)股东")  # counted beside the natural persons: the table is of all
_PARTNER = re.compile(r"合伙人|合伙份额|财产份额|份额持有")
_PARTNERSHIP = re.compile(
    rf"(?:^|[,日前])(?:(?P<named>{NAME}{{4,40}}?)(?:为|系|是)[^。;]{{0,30}},其|(?P<whose>{NAME}{{2,40}}?))(?:的)?(?:全体|各)?合伙人(?:及|的|其|各)*(?:出资|构成|结构|情况|份额)"
)
_NO_COMPANY = re.compile(
    rf"第[一二三四五六七八九十]+次|本次|上述|此次|该次|前十|前\d|股东|发行[前后]|历次|{_CHANGE}|[、及与]|前后|^(?:各|全体|其)|\d"
)
_LEVEL_WORDS = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}(?:、|\.(?!\d)))")


class Time(StrEnum):
    """Of when a table of holders is."""

    EVENT = "event"  # after something in the past, or at the founding
    BEFORE = "before"  # before something in the past: of some earlier time that is not said
    NOW = "now"  # as of the document, or before the issue it offers
    PART = "part"  # of some holders only, of partners, of holdings in others: no table of an enterprise's holders
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Event:
    """A change that a heading names: its months as printed, what happened, to whom ("" the document's own, None unsaid), where it stands."""

    months: str
    what: str
    company: str | None
    line: Line
    page: int
    level: int


def level_of(text: str) -> int | None:
    """How deep a heading stands by its number; None where the line has none."""
    if text.lstrip()[:1] not in _FIRST:  # as most lines
        return None
    if CIRCLED.match(text):
        return CIRCLED_LEVEL
    match = _NUMBERED.match(squeezed(text))
    return None if match is None or match.lastindex is None else _LEVELS[match.lastindex - 1]


def event_in(line: Line, page: int) -> Event | None:
    """The event that a heading names (2020年1月，第二次股权转让); None where the line is no such heading."""
    if "年" not in line.text or "月" not in line.text:
        return None
    level = level_of(line.text)
    printed = _LEVEL_WORDS.sub("", squeezed(CIRCLED.sub("", line.text)))
    if level is not None and len(printed) > LONGEST:
        printed = printed.partition("。")[0]  # a heading that the text goes on after in its line
    dated = _EVENT_DATED if printed.endswith(")") else _EVENT
    match = (_EVENT.match(printed) or dated.match(printed)) if len(printed) <= LONGEST else None
    if match is None or match["what"].endswith(",") or _TOLD.search(match["what"]) is not None:
        return None
    if level is None and _ENDS.search(match["what"]) is None:
        return None
    months = match["first"] + (f"至{match['last']}" if match["last"] else "")
    return Event(months, match["what"], _of_whom(match["what"]), line, page, PLAIN_LEVEL if level is None else level)


def _of_whom(what: str) -> str | None:
    """The enterprise that a change is of."""
    match = _COMPANY.match(what)
    name = "" if match is None else match["company"].rpartition("子公司")[2].strip("的,、之")
    return _own(name) if is_company(name) else None


def is_company(name: str) -> bool:
    """Whether words before a change or a structure can be what an enterprise is called."""
    return len(name) > 1 and _NO_COMPANY.search(name) is None


def _own(name: str) -> str:
    return "" if name in _SELF else name


def lead_of(lines: list[str]) -> str:
    """The sentence that ends the lines above a table, from its beginning; lines that only name a unit say nothing."""
    kept: list[str] = []
    headed = False  # a heading with nothing under it leads by itself
    for line in lines:
        printed = squeezed(CIRCLED.sub("", line))
        if printed.startswith("单位") or not printed:
            continue
        begins = level_of(line) is not None
        kept = [_LEVEL_WORDS.sub("", printed)] if begins or headed else [*kept, printed]
        headed = begins and len(printed) <= LONGEST
    return re.split(r"[。;]", "".join(kept).strip("。;:"))[-1]


def time_of(lead: str, *, partners: bool, of_holders: bool) -> Time:
    """Of when the table is that a sentence leads to."""
    persons_only = _PERSONS.search(lead) is not None and _BODIES.search(lead) is None
    if partners or persons_only or _PART.search(lead) or _PARTNER.search(lead):
        return Time.PART
    if _STRUCTURE.search(lead) is None:
        return Time.UNSAID
    if _ISSUE.search(lead):
        return Time.NOW
    if _EARLIER.search(lead) and not _CHANGED.search(lead):
        return Time.BEFORE
    if _FOUNDING.search(lead) or _CHANGED.search(lead):
        return Time.EVENT
    return Time.NOW if of_holders and (_NOW.search(lead) or _STRUCTURE.search(lead)) else Time.UNSAID


def subject_of(lead: str) -> str | None:
    """The enterprise whose holders a sentence leads to: "" for the document's own, None where it names none."""
    for match in _SUBJECT.finditer(lead):
        name = next(group for group in match.groups() if group is not None)
        name = re.sub(r"^(?:.*(?:完成|变更|转让|增资|减资|合并|改制)(?:后|前后|之后)?,?|截[至止].*?日,?|本次|上述|此次)", "", name).strip(
            "的,"
        )
        name = _FIRST_SOME.sub("", name)
        if is_company(name):
            return _own(name)
    return None


def partnership_of(lead: str) -> str | None:
    """The partnership whose partners a sentence leads to as they stand; None where it names none, or tells of a change."""
    match = _PARTNERSHIP.search(lead)
    if match is None or _CHANGED.search(lead) or _EARLIER.search(lead) or "变动" in lead or "变更" in lead:
        return None
    name = match["named"] or match["whose"]
    return name if is_company(name) else None


def is_after(lead: str) -> bool:
    """Whether the holders wanted are those after the event; before an issue that is only offered they are those before it."""
    return _ISSUE.search(lead) is None
