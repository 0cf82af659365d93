"""The value that stands in a piece of text after a label, and exactly where: a day among words, an amount with its capitals, a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from docintel.domain.concept import Concept
from docintel.domain.concept import ValueKind
from docintel.domain.fact import Absence
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.domain.kind import FactRule
from docintel.domain.quantity import Quantity
from docintel.extract.values import NUMBERS
from docintel.extract.values import read_value
from docintel.extract.values import suits
from docintel.text.capitals import find_capitals
from docintel.text.dates import find_dates
from docintel.text.figures import find_quantities
from docintel.text.identifiers import find_identifiers
from docintel.text.misreading import is_misread_word
from docintel.text.normal import is_blank
from docintel.text.normal import squeezed

EMPTY, NO_DATE, NO_NUMBER, NO_CODE, NO_OPTION, NO_SHAPE, NO_NAME, SEVERAL = (
    "empty",
    "no_date",
    "no_number",
    "no_code",
    "no_option",
    "no_shape",
    "no_name",
    "several",
)
_EDGES = ":：;；。,，、.|"
_SEALED = re.compile(r"\((?:盖章|公章|签章|签字|盖公章|加盖公章|签名|印章)\)$")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SELF = r"(?:后附的)?(?:本|我|贵|该|你)(?:公司|单位|企业|集团|厂|院|司|方)"
_SELF_ONLY = re.compile(_SELF)  # says whom the text means to those who know, and names nobody
_SELF_BEFORE = re.compile(rf"{_SELF}[:,]?(?=[\u4e00-\u9fff]{{4,}})")
_LABEL_BEFORE = re.compile(
    r"[\u4e00-\u9fff]{2,6}:(?=[\u4e00-\u9fff(]{4})"
)  # no name has a colon: what stands before it is a label that was not known
_LABEL_AFTER = re.compile(r"(?:(?<=公司)|(?<=合伙\)))(?:\((?:盖章|公章|签章)\))?[\u4e00-\u9fff]{2,10}(?:\([^()]{1,12}\))?:")
_FORMER_AFTER = re.compile(r"[(,;]?(?:曾用名|原名称?|现用名)[:(].*$|(?<=公司)(?:19|20)\d{2}年(?:度|[1-4]季度|\d{1,2}月)?$")
_A_PAPER = re.compile(r"(?:证明|证书|证|报告|通知书|回单|凭证|申报表|登记表|汇总表|明细表|声明|承诺书|批复|签字|签名|签章|盖章)$")
_REST_OF_LABEL = re.compile(
    r"[及和与、]?(?:名称|地址|住所)(?:[及和与、]|$|:)|[及和与、](?:名称|地址|住所)"
)  # of 申请人名称及地址, where 申请人 alone is known
_A_UNIT = re.compile(r"(?:人民币)?[十百千万亿]*(?:元|人|人次|台|套|件|个|项)")  # 单位：人 above a table tells what is counted
_AN_ADDRESS = re.compile(r"(?!.*(?:公司|厂|企业|集团|院|所|中心|合作社|大学)).*[省市县区镇乡路街道].*[号室栋楼幢层座]$")
_LETTER_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[\[(〔](?:19|20)\d{2}[\])〕]第?\d{1,8}号(?=[\u4e00-\u9fff]{4,})")
LEAST_ANNOUNCED = 3  # characters of words of announcement that one misread leaves recognisable
LEAST_NAME = 4  # characters that words of announcement leave of a name
_ROUND = re.compile(r"(?:人民币|RMB|CNY)|[整正]$|\((?:人民币|大写|小写)\)|^(?:大写|小写):?")


@dataclass(frozen=True, slots=True)
class Typed:
    """A value at characters start..end of its text; without a value, `why` there is none."""

    value: Value | None
    start: int = 0
    end: int = 0
    why: str = ""


def typed(text: str, concept: Concept, rule: FactRule, unit: str | None = None) -> Typed:
    """The one value of the concept in a squeezed text; none where there is none or more than one."""
    start, end = _bare(text)
    if start >= end or (is_blank(text[start:end]) and not rule.options):
        return Typed(None, why=EMPTY)
    if rule.pattern is not None:
        match = re.search(rule.pattern, text[start:end])
        if match is None:
            return Typed(None, why=NO_SHAPE)
        group = "value" if "value" in match.re.groupindex else 0
        start, end = start + match.start(group), start + match.end(group)
    found = _of_kind(text[start:end], concept, rule, unit or rule.unit)
    return found if found.value is None else Typed(found.value, start + found.start, start + found.end)


def _bare(text: str) -> tuple[int, int]:
    """Without punctuation at its ends and (盖章) after it."""
    start = len(text) - len(text.lstrip(_EDGES + "-—_"))
    end = len(text.rstrip(_EDGES + "_"))
    seal = _SEALED.search(text[start:end])
    return start, end if seal is None else start + seal.start()


def _of_kind(text: str, concept: Concept, rule: FactRule, unit: str | None) -> Typed:
    whole = (0, len(text))
    if rule.options or concept.value is ValueKind.CHOICE:
        chosen = read_value(text, concept, options=rule.options)
        return Typed(chosen, *whole) if isinstance(chosen, Choice) and chosen.chosen else Typed(None, why=NO_OPTION)
    if concept.value in NUMBERS:
        return _number(text, concept, unit)
    if concept.value is ValueKind.DATE:
        days = find_dates(text) or _compact_day(text)
        if len({day for _, _, day in days}) != 1:
            return Typed(None, why=SEVERAL if days else NO_DATE)
        return Typed(Date(days[0][2]), days[0][0], days[0][1])
    if concept.value is ValueKind.IDENTIFIER and concept.scheme is not None:
        codes = find_identifiers(concept.scheme, text)
        return Typed(codes[0][2], codes[0][0], codes[0][1]) if len(codes) == 1 else Typed(None, why=SEVERAL if codes else NO_CODE)
    if concept.value is ValueKind.NAME:
        return _name(text, concept)
    value = read_value(text, concept)
    return Typed(value, *whole) if isinstance(value, Text) else Typed(None, why=EMPTY)


def _compact_day(text: str) -> tuple[tuple[int, int, date], ...]:
    """20220617, where a day is asked for and nothing else stands there."""
    match = _COMPACT.fullmatch(text)
    try:
        return () if match is None else ((0, len(text), date(*map(int, match.groups()))),)
    except ValueError:
        return ()


def _announced(text: str, concept: Concept) -> int:
    """Where a name begins after the words that announce it: 兹有, 经查询你单位, the number of the letter in the line above."""
    number = _LETTER_NUMBER.match(text)
    start = 0 if number is None else number.end()
    words = sorted(map(squeezed, concept.announced), key=len, reverse=True)
    while (word := next((one for one in words if _begins(text, start, one)), "")) != "":
        start += len(word)
        start += len(text[start:]) - len(text[start:].lstrip(",:，："))
    return start


def _begins(text: str, start: int, word: str) -> bool:
    """Whether words that announce a name stand there, one letter of which may be misread (兹诬明), and leave a name."""
    read = text[start : start + len(word)]
    is_there = read == word or (len(word) >= LEAST_ANNOUNCED and is_misread_word(read, word))
    return is_there and len(text) - start - len(word) >= LEAST_NAME


def _explained(text: str, start: int, concept: Concept) -> int:
    """Where a name ends before what is said of it: …有限公司,一家依据中国法律设立的公司."""
    places = [at for word in concept.explained for mark in ",;" if (at := text.find(mark + word, start)) > start]
    return min(places, default=len(text))


def _name(text: str, concept: Concept) -> Typed:
    """A name without 本企业 before it and its former name after it; what names a paper or only points at somebody is none."""
    start = _announced(text, concept)
    labelled = _LABEL_BEFORE.match(text, start)
    start = start if labelled is None else labelled.end()
    before = _SELF_BEFORE.match(text, start)
    start = start if before is None else before.end()
    end = _explained(text, start, concept)
    for shape in (_LABEL_AFTER, _FORMER_AFTER):
        after = shape.search(text[:end], start)
        end = end if after is None else after.start()
    held = text[start:end]
    if (
        _A_UNIT.fullmatch(held)
        or _SELF_ONLY.fullmatch(held)
        or _A_PAPER.search(held)
        or _REST_OF_LABEL.match(held)
        or _AN_ADDRESS.match(held)
    ):
        return Typed(None, why=NO_NAME)
    value = read_value(held, concept)
    return Typed(value, start, end) if isinstance(value, Text) else Typed(None, why=EMPTY)


def _number(text: str, concept: Concept, unit: str | None) -> Typed:
    """The text as a number, else the only number with a unit in it; an amount in figures and in capitals is one."""
    whole = read_value(_ROUND.sub("", text), concept, unit=unit) or read_value(text, concept, unit=unit)
    if isinstance(whole, Quantity):
        return Typed(whole, 0, len(text))
    places = [(one.start, one.end, one.quantity) for one in find_quantities(text) if suits(one.quantity, concept)]
    if concept.value is ValueKind.MONEY:
        places += find_capitals(text)
    values = {quantity.value for _, _, quantity in places}
    if len(values) != 1:
        return Typed(None, why=SEVERAL if values else NO_NUMBER)
    start, end, quantity = min(places, key=lambda place: (place[2].step, place[0]))
    return Typed(quantity, start, end)


def absent(value: Value | None) -> bool:
    """Whether nothing can be said with it."""
    return value is None or isinstance(value, Absence)
