"""Automatic numbers of paragraphs: 一、 (一) 1. are printed with the title and read with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field

from docintel.intake.word.names import VAL
from docintel.intake.word.names import Element
from docintel.intake.word.names import W
from docintel.intake.word.names import is_on
from docintel.intake.word.names import number_of
from docintel.intake.word.names import within
from docintel.intake.word.styles import Styles

LEVELS = 9
HIGHEST = 1_000_000
LONGEST = 60  # characters around a number
_PLACE = re.compile(r"%([1-9])")
_NO_SPACE_AFTER = ("、", "）", "．", "。", "：", "】")
_DIGITS, _CAPITALS = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_UNITS, _CAPITAL_UNITS = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
_ROMAN_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_COUNTED = ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting")
_CAPITALISED = ("chineseLegalSimplified", "chineseLegalTraditional", "ideographLegalTraditional", "japaneseLegal")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written and what stands around it."""

    form: str
    text: str
    start: int
    legal: bool
    spaced: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; paragraphs are to be asked for in their order."""

    root: Element | None
    styles: Styles
    counts: dict[str, list[int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)
    lists: dict[str, tuple[str, Element | None, Element | None]] = field(default_factory=dict)

    def label(self, paragraph: Element) -> str:
        """The number printed before a paragraph with what follows it; empty for bullets and where there is none."""
        number, place = self._asked(paragraph)
        if self.root is None or not number or number == "0":
            return ""
        shared, abstract, own = self._list(number)
        levels = [_level(abstract, own, one) for one in range(place + 1)]
        if levels[place] is None:
            return ""
        counts = self._counted(shared, number, levels, own)
        return _written(levels, counts)

    def _asked(self, paragraph: Element) -> tuple[str, int]:
        """The list and level that a paragraph or its style asks for."""
        name = self.styles.paragraph_style(paragraph)
        owners = [paragraph, *self.styles.chain(name)]
        asked = [found for owner in owners if (found := within(owner, "pPr", "numPr")) is not None]
        number = next((one.get(VAL, "") for found in asked if (one := found.find(f"{W}numId")) is not None), "")
        level = next((one for found in asked if (one := found.find(f"{W}ilvl")) is not None), None)
        if level is not None or not number or self.root is None:
            return number, number_of(level, LEVELS - 1)
        return number, self._level_of_style(number, name)

    def _level_of_style(self, number: str, name: str) -> int:
        """A heading style may be bound to its level from the list's side."""
        abstract = self._list(number)[1]
        for level in () if abstract is None else abstract.findall(f"{W}lvl"):
            style = level.find(f"{W}pStyle")
            if style is not None and style.get(VAL) == name:
                return number_of(level, LEVELS - 1, f"{W}ilvl")
        return 0

    def _list(self, number: str) -> tuple[str, Element | None, Element | None]:
        """A list's counters, definition and own changes; lists of one definition count on together."""
        if number not in self.lists:
            self.lists[number] = self._found(number)
        return self.lists[number]

    def _found(self, number: str) -> tuple[str, Element | None, Element | None]:
        own = _child(self.root, "num", "numId", number)
        for _ in range(LEVELS):  # a definition may stand in a list style; a circle is left after as many steps
            one = None if own is None else own.find(f"{W}abstractNumId")
            name = "" if one is None else one.get(VAL, "")
            abstract = _child(self.root, "abstractNum", "abstractNumId", name)
            link = None if abstract is None else abstract.find(f"{W}numStyleLink")
            style = None if link is None else self.styles.by_id.get(link.get(VAL, ""))
            there = None if style is None else within(style, "pPr", "numPr", "numId")
            if there is None:
                return name, abstract, own
            own = _child(self.root, "num", "numId", there.get(VAL, ""))
        return "", None, None

    def _counted(self, shared: str, number: str, levels: list[Level | None], own: Element | None) -> list[int]:
        """The counters after this paragraph; deeper levels begin anew."""
        place = len(levels) - 1
        counts = self.counts.setdefault(shared, [])
        while len(counts) <= place:
            before = levels[len(counts)]
            start = 1 if before is None else before.start
            counts.append(start - 1 if len(counts) == place else start)
        restart = _restart(own, place)
        if restart is not None and (number, place) not in self.begun:
            counts[place] = restart - 1
        self.begun.add((number, place))
        counts[place] += 1
        del counts[place + 1 :]
        return counts


def _child(root: Element | None, name: str, key: str, wanted: str) -> Element | None:
    children = () if root is None else root.findall(f"{W}{name}")
    return next((child for child in children if child.get(f"{W}{key}") == wanted), None)


def _override(own: Element | None, place: int) -> Element | None:
    return _child(own, "lvlOverride", "ilvl", str(place))


def _restart(own: Element | None, place: int) -> int | None:
    override = _override(own, place)
    start = None if override is None else override.find(f"{W}startOverride")
    return None if start is None else number_of(start, HIGHEST)


def _level(abstract: Element | None, own: Element | None, place: int) -> Level | None:
    override = _override(own, place)
    level = None if override is None else override.find(f"{W}lvl")
    level = _child(abstract, "lvl", "ilvl", str(place)) if level is None else level
    if level is None:
        return None
    form, text, start, suffix = (level.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start", "suff"))
    return Level(
        "decimal" if form is None else form.get(VAL, "decimal"),
        "" if text is None else text.get(VAL, "")[:LONGEST],
        number_of(start, HIGHEST),
        is_on(level.find(f"{W}isLgl")),
        suffix is None or suffix.get(VAL) != "nothing",
    )


def _written(levels: list[Level | None], counts: list[int]) -> str:
    last = levels[-1]
    if last is None or last.form in ("bullet", "none"):
        return ""

    def spelled(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        level = levels[place] if place < len(levels) else None
        return "" if level is None else number_text(counts[place], "decimal" if last.legal else level.form)

    text = _PLACE.sub(spelled, last.text)
    return text if not last.spaced or not text or text.endswith(_NO_SPACE_AFTER) else f"{text} "


def number_text(number: int, form: str) -> str:
    """A number in one of Word's ways of writing; those not known here are written in digits."""
    if form in _COUNTED:
        return chinese(number)
    if form in _CAPITALISED:
        return chinese(number, _CAPITALS, _CAPITAL_UNITS)
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 40)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return roman(number).upper() if form == "upperRoman" else roman(number)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalZero":
        return f"{number:02d}"
    return _cyclic(number, form)


def _cyclic(number: int, form: str) -> str:
    if form == "ideographTraditional" and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    if form == "ideographZodiac" and 0 < number <= len(_BRANCHES):
        return _BRANCHES[number - 1]
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return str(number)


def chinese(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """A number in Chinese up to 9999, larger ones in digits: 十二, 一百零五."""
    if number >= 10_000 or number < 0:
        return str(number)
    if number == 0:
        return digits[0]
    figures = [int(figure) for figure in str(number)]
    text, gap = "", False
    for place, figure in enumerate(figures):
        gap = gap or figure == 0
        if figure:
            text += (digits[0] if gap and text else "") + digits[figure] + units[len(figures) - place - 1]
            gap = False
    return text[1:] if 10 <= number < 20 and digits is _DIGITS else text


def roman(number: int) -> str:
    """A number from 1 to 3999 in small Roman figures."""
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text + (_ROMAN_ONES[number] if number < 9 else "")
