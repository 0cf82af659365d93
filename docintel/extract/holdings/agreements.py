"""Sentences on agreements: votes given to a proxy, control by contract, shares held for another, votes apart from capital, and for how long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from docintel.extract.holdings.names import NAME
from docintel.extract.holdings.names import OWN
from docintel.extract.holdings.names import found_name
from docintel.extract.holdings.names import is_enterprise
from docintel.extract.holdings.names import is_name
from docintel.extract.holdings.names import is_person
from docintel.extract.holdings.names import names_in
from docintel.extract.holdings.patterns import DAY
from docintel.extract.holdings.patterns import SHARE
from docintel.extract.holdings.stated import Stated
from docintel.text.dates import parse_date
from docintel.text.numerals import parse_numeral

Place = tuple[int, int]
_NAMES = r"[\u4e00-\u9fffA-Za-z0-9()·&\-、]"
_ONE = rf"{NAME}{{2,50}}?"
_OF = r"(?:的)?(?:股权|股份|出资额|出资份额|财产份额|份额)"
_HELD = r"(?:合计|直接|共同)*(?:所持有?|持有|名下)的?"
_WHAT = rf"(?P<company>{NAME}{{2,46}}?)(?:的)?(?:(?P<share>{SHARE})(?:[、和及]{SHARE})*{_OF}|(?:全部)?{_OF}|[\d,.]+万?(?:股|元)[\u4e00-\u9fff]{{0,4}})"
_VOTES = r"(?:所)?(?:对应|代表)?(?:的)?[^。;]{0,12}?表决权"
_GIVES = r"(?:委托|授予|授权)(?:给|于|由)?(?:受托方)?"

LEADS = re.compile(
    r"(?:的|由|与|和|及|方|约定|同意|控制|委托|授权|根据|股东|通过)$"
)  # before the name of an enterprise that is not at the beginning

PROXIES = tuple(
    map(
        re.compile,
        (
            rf"(?P<grantor>{_NAMES}{{2,120}}?)(?:已|均|同意|自愿|不可撤销地)*(?:分别)?将(?:其|各自)?{_HELD}{_WHAT}{_VOTES}[^。;]{{0,30}}?{_GIVES}(?P<proxy>{_ONE})(?:代为|统一)*(?:行使|[,。;]|$)",
            rf"(?P<proxy>{_ONE})(?:受托行使|接受{NAME}{{2,50}}?的?委托,(?:代为)?行使|通过表决权委托(?:的)?(?:方式)?(?:取得|获得)了?)(?P<grantor>{_ONE}){_HELD}{_WHAT}{_VOTES}",
            rf"(?P<grantor>{_ONE})(?:不可撤销地)?(?:授权|委托)(?P<proxy>{_ONE})(?:作为|为|担任)[^。;]{{0,30}}?行使其{_HELD}{_WHAT}{_VOTES}",
        ),
    )
)
_NO_PROXY = re.compile(r"拟|若|如果|不存在|解除|终止|届满|出席|曾|未来|放弃")
_BY = r"[^,。;]{0,30}?(?:协议|VIE)(?:控制)?[^,。;]{0,10}?"
CONTRACTS = tuple(
    map(
        re.compile,
        (
            rf"(?P<company>{_ONE})(?:系|为|是|由)(?P<controller>{_ONE})(?:通过|以){_BY}控制(?:的[\u4e00-\u9fff]{{2,10}})?(?=[,。;]|$)",
            rf"(?P<controller>{_ONE})据此(?:实际)?控制了?(?P<company>{_ONE})(?=[,。;]|100%|$)",
            rf"(?P<controller>{_ONE})(?:通过|以){_BY}控制了?(?!的|[权架关])(?P<company>{_ONE})(?:的)?(?:100%的?(?:权益|股权))?(?=[,。;]|$)",
            rf"(?P<controller>{_ONE})(?:与|通过)[^。;]*?协议[^。;]*?(?:实现|取得|获得)了?对(?P<company>{_ONE})的(?:协议|实际)?控制权?",
        ),
    )
)
_NO_CONTRACT = re.compile(r"拟|若|如果|不存在|解除|终止|拆除|曾|未通过")
NOMINEES = tuple(
    map(
        re.compile,
        (
            rf"(?P<nominee>{_ONE})受(?P<owner>{_ONE})(?:的)?委托,?代(?:其|为)+持有{_WHAT}",
            rf"(?P<owner>{_ONE})(?:与{NAME}{{2,50}}?签[署订]了?《[^》]*》,)?委托(?P<nominee>{_ONE})代为?(?:其)?持有{_WHAT}",
            rf"(?P<nominee>{_ONE})(?:系|为)(?P<owner>{_ONE})的(?:股权|股份)?代持人,(?:其)?代持{_WHAT}",
            rf"(?P<nominee>{_ONE}){_HELD}(?P<company>{NAME}{{2,46}}?)(?:{_OF}中(?:的|有)?)?(?P<share>{SHARE})(?:{_OF})?[^。;]{{0,24}}?(?:代|替|为)(?P<owner>{_ONE})(?:代为|代)?持有?(?=[,。;]|$)",
            rf"(?P<nominee>{_ONE})(?:系)?(?:代|替|为)(?P<owner>{_ONE})(?:代)?持有?{_WHAT}",
            rf"由(?P<nominee>{_ONE})(?:代|替)(?P<owner>{_ONE})持有,代持(?P<company>公司)?(?:比例为)?(?P<share>{SHARE})",
        ),
    )
)
_NO_NOMINEE = re.compile(r"曾|解除|还原|不存在|未代|清理|情形|转让给|承诺|若|如果|拟")
SPECIAL = tuple(
    map(
        re.compile,
        (
            rf"由(?P<holder>{_ONE})持有,其?表决权比例为(?P<votes>{SHARE})",
            rf"(?P<holder>{_ONE})(?:所持有?|持有)(?:公司|发行人)?(?:[\d,.]+万?股)?的?(?:[AＡ]类|特别表决权)股份[^。;]{{0,60}}?表决权(?:比例为|占(?:公司|发行人)(?:全部|总)?表决权(?:总数)?的(?:比例为)?)(?P<votes>{SHARE})",
            rf"(?P<holder>{_ONE})(?:合计|共同|直接)*(?:持有[^。;]{{0,60}}?(?:,|并))?(?:合计)?(?:控制|拥有|对应|享有)了?(?:公司|发行人)?(?:的)?(?P<votes>{SHARE})的表决权",
        ),
    )
)
_SPECIAL_WORDS = re.compile(r"特别表决权|特殊表决权|[AＡ]类股份|差异化表决")
_NO_SPECIAL = re.compile(r"未设置|不存在|未规定|发行后|将(?:降|升|变)|若|如果|拟|间接控制")

SPAN = re.compile(rf"自(?P<start>{DAY})(?:起|开始)?(?:至|到)(?P<end>{DAY})")
UNTIL_DAY = re.compile(rf"(?:有效期|期限)(?:截|延长)?[至到](?P<end>{DAY})")
LENGTH = re.compile(r"(?:有效期|期限)[^,。;]{0,16}?(?P<count>[\d一二三四五六七八九十两]+)(?P<unit>年|个月)")
IN_FORCE = re.compile(rf"自(?P<start>{DAY})起(?:生效|有效)")
SIGNED = re.compile(rf"(?P<day>{DAY})(?:,[^。;]{{0,80}}?)?(?:共同)?(?:续签|签[署订])")


def _name(match: re.Match[str], group: str) -> Place | None:
    """Where the name at the end of a group stands: after whatever leads to it."""
    text = match[group]
    place = found_name(text)
    if place is None:
        starts = (start for start in range(1, len(text) - 1) if is_person(text[start:]) or LEADS.search(text[:start]))
        place = next(((start, len(text)) for start in starts if is_name(text[start:])), None)
    return None if place is None else (match.start(group) + place[0], match.start(group) + place[1])


def several(match: re.Match[str], group: str) -> list[Place]:
    """Where the names of a group stand, after what leads to the first."""
    text = match[group]
    found = next((places for start in range(len(text) - 1) if (places := names_in(text[start:]))), [])
    shift = next((start for start in range(len(text) - 1) if names_in(text[start:])), 0)
    return [(match.start(group) + shift + one, match.start(group) + shift + two) for one, two in found]


def _company(match: re.Match[str]) -> str | None:
    """The enterprise that `company` names: "" for the document's own, None where it is neither."""
    text = match["company"] or ""
    if text in ("", *OWN):
        return ""
    place = found_name(text)
    name = text if place is None else text[slice(*place)]
    return name if is_enterprise(name) else None


def _each(patterns: Iterable[re.Pattern[str]], sentence: str) -> Iterator[re.Match[str]]:
    return (match for pattern in patterns for match in pattern.finditer(sentence))


def proxies(sentence: str) -> Iterator[Stated]:
    """Who votes for whom: the proxy, those who gave him their votes, of how much, since when and until when."""
    if not _NO_PROXY.search(sentence):
        yield from next((told for match in _each(PROXIES, sentence) if (told := [*_proxy(sentence, match)])), [])


def _proxy(sentence: str, match: re.Match[str]) -> Iterator[Stated]:
    proxy, grantors, company = _name(match, "proxy"), several(match, "grantor"), _company(match)
    if proxy is None or not grantors or company is None:
        return
    entity, group = company or None, proxy[0]
    yield Stated("proxy_holder", *proxy, entity, group)
    names = "、".join(sentence[slice(*one)] for one in grantors)
    yield Stated("proxy_grantors", grantors[0][0], grantors[-1][1], entity, group, names)
    if match["share"] and (len(grantors) == 1 or "合计" in match[0]):
        yield Stated("delegated_share", *match.span("share"), entity, group)
    yield from terms(sentence, entity, group)


def contracts(sentence: str) -> Iterator[Stated]:
    """Who controls whom by contract (VIE)."""
    if not _NO_CONTRACT.search(sentence) and ("协议" in sentence or "VIE" in sentence):
        yield from next((told for match in _each(CONTRACTS, sentence) if (told := [*_contract(sentence, match)])), [])


def _contract(sentence: str, match: re.Match[str]) -> Iterator[Stated]:
    ends = {group: match[group] for group in ("controller", "company")}
    places = {group: _name(match, group) for group in ends}
    own = [group for group in ends if ends[group] in OWN]
    if own == ["controller"] and places["company"] is not None:
        yield Stated("contract_controlled", *places["company"], None, places["company"][0])
    elif own == ["company"] and places["controller"] is not None:
        yield Stated("contract_controller", *places["controller"], None, places["controller"][0])
    elif not own and places["company"] is not None and places["controller"] is not None:
        yield Stated("contract_controlled", *places["company"], sentence[slice(*places["controller"])], places["company"][0])


def nominees(sentence: str) -> Iterator[Stated]:
    """Who is registered for whom, with how much of what."""
    if not _NO_NOMINEE.search(sentence):
        yield from next((told for match in _each(NOMINEES, sentence) if (told := [*_nominee(sentence, match)])), [])


def _nominee(sentence: str, match: re.Match[str]) -> Iterator[Stated]:
    nominee, owner, company = _name(match, "nominee"), _name(match, "owner"), _company(match)
    if nominee is None or owner is None or company is None or sentence[slice(*nominee)] == sentence[slice(*owner)]:
        return
    entity, group = company or None, nominee[0]
    yield Stated("nominee_holder", *nominee, entity, group)
    yield Stated("nominee_owner", *owner, entity, group)
    if match["share"]:
        yield Stated("nominee_share", *match.span("share"), entity, group)


def special_votes(sentence: str) -> Iterator[Stated]:
    """Votes apart from capital, where classes of shares vote differently."""
    if _SPECIAL_WORDS.search(sentence) is None or _NO_SPECIAL.search(sentence) is not None:
        return
    found = ((match, holder) for match in _each(SPECIAL, sentence) if (holder := _name(match, "holder")) is not None)
    for match, holder in list(found)[:1]:
        yield Stated("special_votes_holder", *holder, None, holder[0])
        yield Stated("special_votes_share", *match.span("votes"), None, holder[0])


def terms(sentence: str, entity: str | None, group: int, since: date | None = None) -> Iterator[Stated]:
    """When an agreement was signed, from when and until when it holds; the last day that is told is still in force.

    `since` is the day of signing where a sentence before told it.
    """
    signed = SIGNED.search(sentence) or re.search(rf"于(?P<day>{DAY})(?:共同)?(?:续签|签[署订])", sentence)
    begins = SPAN.search(sentence) or IN_FORCE.search(sentence)
    until = SPAN.search(sentence) or UNTIL_DAY.search(sentence)
    if signed is not None:
        yield Stated("agreement_date", *signed.span("day"), entity, group)
    if begins is not None:
        yield Stated("agreement_start", *begins.span("start"), entity, group)
    length = LENGTH.search(sentence)
    if until is not None and (last := parse_date(until["end"])) is not None:
        yield Stated("agreement_end", *until.span("end"), entity, group, _written(last + timedelta(days=1)))
    elif length is not None and "上市" not in length[0]:
        first = parse_date(begins["start"] if begins is not None else signed["day"] if signed is not None else "") or since
        months = _count(length["count"])
        if first is not None and months is not None:
            ends = _later(first, months * (12 if length["unit"] == "年" else 1))
            yield Stated("agreement_end", *length.span(), entity, group, _written(ends))


def _count(text: str) -> int | None:
    """三, 36: how many."""
    number = None if text.isdigit() else parse_numeral(text)
    return int(text) if text.isdigit() else None if number is None else int(number[0])


def _later(day: date, months: int) -> date:
    """So many months on; what has no such day ends with its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
