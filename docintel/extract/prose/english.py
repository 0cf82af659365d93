"""Figures of English sentences: counts and amounts with the words they count, in the year the sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from docintel.domain.period import Period
from docintel.domain.quantity import ITEM
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PERSON
from docintel.domain.quantity import Qualifier
from docintel.domain.quantity import Quantity

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: number for number, word in enumerate(_ONES, start=1)} | {
    word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_SIZES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_WORD = rf"(?:{'|'.join([*_ONES, *_TENS])})"
_SPELLED = rf"{_WORD}(?:[- ](?:and )?{_WORD}| (?:hundred|thousand|million)(?: and)?)*"
_MONEY = {
    "RMB": "CNY",
    "CNY": "CNY",
    "¥": "CNY",
    "US$": "USD",
    "USD": "USD",
    "$": "USD",
    "€": "EUR",
    "EUR": "EUR",
    "yuan": "CNY",
    "dollars": "USD",
    "euros": "EUR",
}
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?:(?P<about>about|around|nearly|some|over|more than|at least|less than|up to)\s)?"
    rf"(?P<prefix>RMB|CNY|US\$|USD|\$|¥|€|EUR)?\s?(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{_SPELLED})"
    rf"(?:\s(?P<size>hundred|thousand|million|billion))?\s?(?P<unit>%|percent(?:age points?)?\b|yuan\b|dollars\b|euros\b)?(?![\w])(?![-.,/]\d)",
    re.IGNORECASE,
)
_QUALIFIERS = {
    "about": Qualifier.ABOUT,
    "around": Qualifier.ABOUT,
    "nearly": Qualifier.ABOUT,
    "some": Qualifier.ABOUT,
    "over": Qualifier.MORE_THAN,
    "more than": Qualifier.MORE_THAN,
    "at least": Qualifier.AT_LEAST,
    "less than": Qualifier.LESS_THAN,
    "up to": Qualifier.AT_MOST,
}
_YEAR = re.compile(
    r"\b(?:in|during|by the end of|at the end of|for|of|fiscal|FY)\s?(?:the year\s)?(?P<year>(?:19|20)\d{2})\b", re.IGNORECASE
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NO_FIGURE = re.compile(
    rf"\b(?:{_MONTHS})\s\d{{1,2}}(?:,?\s(?:19|20)\d{{2}})?|\b\d{{1,2}}\s(?:{_MONTHS})\b|\b(?:19|20)\d{{2}}\b|\b(?:No|Article|Section|Chapter|page|item)\.?\s?\d+",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b(?:employees|people|persons|staff|engineers|workers|researchers)\b", re.IGNORECASE)
_NOUNS = re.compile(
    r"\s(?P<words>(?:(?:new|more|other|additional|national|provincial|municipal|invention|high|core|key|valid|granted|utility|software|\"[^\"]{2,30}\"|[a-z-]+)\s){0,6}?"
    r"(?:enterprises|companies|firms|households|patents|employees|people|persons|staff|engineers|workers|researchers|copyrights|trademarks|standards|products|projects|awards|factories|subsidiaries|customers|countries|provinces|cities|papers|models|titles|giants))(?P<rest>[^,;.]{0,60})",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:total|number|count)(?:\snumber)?\s(?:of\s(?P<of>[^,;.\d]{3,60}?)\s)?(?:to|is|was|reached|reaching|at|of)\s(?:about\s|over\s)?$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?P<words>[A-Za-z][A-Za-z& '-]{2,60}?)\s(?:of|was|were|is|reached|reaching|amounted to|totaled|totalled|came to|stood at|hit|at|rose to|grew to|increased to|fell to)\s(?:about\s|over\s|nearly\s)?$"
)
_ARTICLES = re.compile(r"^(?:and|the|its|their|a|an|with|while|which|had|has|have|that|company's|enterprise's)\s+", re.IGNORECASE)
AT_LEVEL = re.compile(r"\bat the (?P<level>national|provincial|municipal|city|county) level", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EnglishFigure:
    """A figure at text[start:end] with its label and, where the sentence names one, its year."""

    label: str
    quantity: Quantity
    period: Period | None
    start: int
    end: int


def is_english(text: str) -> bool:
    """Whether a paragraph is written in Western letters."""
    letters = sum(1 for char in text if char.isascii() and char.isalpha())
    return letters > 20 and letters > 4 * sum(1 for char in text if "\u4e00" <= char <= "\u9fff")


def english_figures(text: str, start: int, end: int) -> Iterator[EnglishFigure]:
    """The figures of one sentence; a number that counts or measures nothing named is none."""
    sentence = text[start:end]
    taken = [match.span() for match in _NO_FIGURE.finditer(sentence)]
    years = [int(match["year"]) for match in _YEAR.finditer(sentence)]
    period = Period.of_year(years[0]) if len(set(years)) == 1 else None
    subject = ""
    for match in _NUMBER.finditer(sentence):
        if any(match.start() < last and first < match.end() for first, last in taken):
            continue
        quantity = _quantity(match, sentence)
        label = _label(match, sentence, subject)
        if quantity is None or not label:
            continue
        subject = label if quantity.unit in (ITEM, PERSON) and not label.endswith("in total") else subject
        first = match.start("about") if match["about"] else match.start("prefix") if match["prefix"] else match.start("number")
        yield EnglishFigure(label, quantity, period, start + first, start + first + len(sentence[first : match.end()].rstrip()))


def _quantity(match: re.Match[str], sentence: str) -> Quantity | None:
    printed = match["number"]
    value = Decimal(printed.replace(",", "")) if printed[0].isdigit() else _spelled(printed.lower())
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)
    size = Decimal(_SIZES[match["size"].lower()]) if match["size"] else Decimal(1)
    unit = (match["unit"] or "").lower()
    money = _MONEY.get(match["prefix"] or "") or _MONEY.get(unit)
    qualifier = _QUALIFIERS.get((match["about"] or "").lower())
    if unit.startswith("percentage"):
        return None
    if money is None and unit in ("%", "percent"):
        return Quantity(value, PERCENT, step, None, qualifier)
    if money is None and (match["size"] or step < 1) and _NOUNS.match(sentence, match.end()) is None:
        return None
    base = money or (PERSON if _PEOPLE.search(sentence[match.end() : match.end() + 40].split(",", maxsplit=1)[0]) else ITEM)
    return Quantity(value * size, base, step * size, None, qualifier)


def _spelled(words: str) -> Decimal | None:
    total = part = 0
    for word in words.replace("-", " ").replace(" and ", " ").split():
        if word in _SMALL:
            part += _SMALL[word]
        elif word == "hundred":
            part *= 100
        else:
            total, part = total + part * _SIZES[word], 0
    return Decimal(total + part)


def _label(match: re.Match[str], sentence: str, subject: str) -> str:
    """What is counted: the noun after the number, else what the words before it say is told."""
    noun = _NOUNS.match(sentence, match.end())
    before = sentence[: match.start("number")]
    if match["number"].lower() == "one" and noun is None:
        return ""
    if noun is not None:
        level = AT_LEVEL.search(noun["rest"])
        in_total = " in total" if re.match(r"\sin (?:total|all)\b", noun["rest"]) else ""
        kind = (
            subject
            if in_total and subject and noun["words"].lower() in ("households", "enterprises", "companies")
            else noun["words"].strip()
        )
        kind = re.sub(r"^new\s", "", kind) if in_total else kind
        where = f" at the {level['level']} level" if level else ""
        return kind + where + in_total
    total = _TOTAL.search(before)
    if total is not None:
        kind = (total["of"] or subject).strip()
        return (re.sub(r"^new\s", "", kind) + " in total").strip()
    leading = _LEADING.search(before)
    if leading is not None and (match["prefix"] or match["unit"]):
        return _trimmed(leading["words"])
    return ""


def _trimmed(words: str) -> str:
    while (shorter := _ARTICLES.sub("", words.strip())) != words:
        words = shorter
    return words


def english_sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of an English paragraph; a full stop within a number or an address ends none."""
    start = 0
    for match in re.finditer(r"[.!?][\"')]?\s+(?=[A-Z\"'])|$", text):
        if match.end() > start or match.start() > start:
            yield start, match.end() or len(text)
        start = match.end()
