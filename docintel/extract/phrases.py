"""Values in running text: sentences with slots, regular expressions, and words that stand anywhere on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache

from docintel.domain.concept import Concept
from docintel.domain.concept import PeriodKind
from docintel.domain.concept import ValueKind
from docintel.domain.fact import Choice
from docintel.domain.kind import FactRule
from docintel.domain.period import Period
from docintel.extract.attempts import Candidate
from docintel.extract.parties import PARTY
from docintel.extract.periods import month_end
from docintel.extract.runs import EM
from docintel.extract.runs import Run
from docintel.extract.runs import places
from docintel.extract.sheet import Sheet
from docintel.extract.strips import Strip
from docintel.extract.strips import spans_over
from docintel.extract.typed import NO_OPTION
from docintel.extract.typed import SEVERAL
from docintel.extract.typed import typed
from docintel.text.gates import Sought
from docintel.text.gates import sought
from docintel.text.normal import squeezed

_DAY = r"(?:19|20)\d{2}(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?"
_MONTH = r"(?<![0-9A-Za-z])(?:19|20)\d{2}(?:年|[-./])?(?:1[0-2]|0?[1-9])(?!\d)月?"  # not within a code
_NO_YEAR = r"(?!(?:19|20)\d{2}年)"
_WHOLE = r"(?!\d|\.\d|,\d{3})"  # no number goes on in its middle: 14,000,000.00 is no 14,000
_NUMBER = rf"{_NO_YEAR}(?:人民币|约|¥|RMB)?\d[\d,]*(?:\.\d+)?{_WHOLE}"
_CAPITALS = r"(?:人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}[元圆](?:[零壹贰叁肆伍陆柒捌玖角分]*)[整正]?"
_MONEY = rf"(?:{_NUMBER}(?:百万|千万|万|亿|千)?(?:人民币|美元|欧元|港元|元)?|{_CAPITALS})"
SHAPES = {
    ValueKind.NAME: r"(?![()0-9“”\"])[^,;。:、]{2,50}?",
    ValueKind.TEXT: r"[^;。]{1,80}?",
    ValueKind.CHOICE: r"[^,;。]{1,20}?",
    ValueKind.DATE: _DAY,
    ValueKind.MONTH: _MONTH,
    ValueKind.COUNT: rf"{_NO_YEAR}\d[\d,]*{_WHOLE}",
    ValueKind.PERCENT: rf"{_NUMBER}[%‰]?",
    ValueKind.MONEY: _MONEY,
    ValueKind.IDENTIFIER: r"[0-9A-Za-z.\-]{6,24}",
}
_VALUE = rf"\d[\d,]*(?:\.\d+)?{_WHOLE}(?:%|(?:百万|千万|万|亿|千)?元)?"
_YEAR = r"(?:19|20)\d{2}(?:年度?)?"
PIECES = {
    "year": r"(?:19|20)\d{2}",
    "years": rf"{_YEAR}(?:(?:[、,和及]|至|-|~|—){_YEAR})+",
    "list": rf"(?:人民币|约)?{_VALUE}(?:(?:[、;和及]|(?<=[%元]),)约?{_VALUE})+",
    "month": rf"{_MONTH}份?",
    "date": _DAY,
    "name": r"[^,;。:]{2,50}?",
    "number": r"\d[\d,.]*",
    "tax": r"(?![\u4e00-\u9fff]{0,6}(?:税费|各税|纳税|缴税|完税|国税|地税|计税|征税|退税)(?:[^\u4e00-\u9fff]|$))[\u4e00-\u9fff]{2,8}(?:税|附加|基金|保障金)(?:\\([^()]{2,8}\\))?",
    "mark": r"(?:\([一二三四五六七八九十\d]{1,3}\)|(?<=[:;。])[一二三四五六七八九十]{1,3}、|(?<=[:;。])\d{1,2}[.、)]|[①-⑳])",
    "party": PARTY,
    "clause": r"[^。;]{0,80}?",
    "any": r"[^。]{0,80}?",
}
"""What a slot may hold that is no concept; `mark` is the number before one thing of a list, `party` says whose thing it is that the sentence tells of, `clause` passes no semicolon; `year`, `month` and `date` say when the sentence's figures hold."""
_YEARS = re.compile(r"((?:19|20)\d{2})(?:年度?)?(至|-|~|—)?")
_VALUES = re.compile(r"(\d[\d,]*(?:\.\d+)?)(%|(?:百万|千万|万|亿|千)?元)?")
TIMES = ("year", "month", "date")
_BROKEN = re.compile(r"[A-Za-z/.()-]{0,6}")  # the beginning of what stands in the next line: GB/T 24001-2016 / ISO
_SLOT = re.compile(r"\{([\w:]+)\}")
_PART = re.compile(r"(\{[\w:]+\}|[\[\]|])")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with slots as a pattern: which slot each group is."""

    shape: Sought
    slots: tuple[str, ...]


def slots_of(sentence: str) -> tuple[str, ...]:
    """The names in braces, in their order; `concept:piece` is a concept printed as one of the pieces."""
    return tuple(name.partition(":")[0] for name in _SLOT.findall(sentence))


def by_sentence(sheet: Sheet, rule: FactRule) -> Iterator[Candidate]:
    """Every place where one of the sentences stands, a candidate per concept; with a `concept` of the rule every place is one thing of a list."""
    count = 0
    taken: set[tuple[int, int]] = set()
    for rank, sentence in enumerate(rule.sentences):
        kinds = tuple((slot, sheet.taxonomy[slot].value) for slot in slots_of(sentence) if slot in sheet.taxonomy)
        phrase = _compiled(sentence, kinds)
        for part, strips in enumerate(_prose(sheet)):
            for match in phrase.shape.finditer("".join(strip.text for strip in strips)):
                if "mark" in phrase.slots and (part, match.start()) in taken:
                    continue  # an earlier sentence said more of this thing
                taken.add((part, match.start()))
                item = None if rule.concept is None else f"{rule.concept}:{_party(phrase, match) or count}"
                yield from (replace(one, item=item) for one in _filled(sheet, strips, rule, phrase, match, rank))
                count += 1


def _party(phrase: Phrase, match: re.Match[str]) -> str | None:
    """What the sentence calls the party it tells of."""
    return next((match[f"g{number}"] for number, slot in enumerate(phrase.slots) if slot == "party"), None)


def _prose(sheet: Sheet) -> Iterator[list[Strip]]:
    """Lines that follow each other, and each row of a table."""
    lines: list[Strip] = []
    for strip in sheet.strips:
        if strip.is_row:
            yield lines
            yield [strip]
            lines = []
        else:
            lines.append(strip)
    yield lines


@lru_cache(maxsize=1024)
def _compiled(sentence: str, kinds: tuple[tuple[str, ValueKind], ...]) -> Phrase:
    """Literal text, slots, and [one|other|] alternatives; white space and width of characters do not matter."""
    shapes = dict(kinds)
    parts: list[str] = []
    slots: list[str] = []
    for part in _PART.split(squeezed(sentence)):
        if part in "[]|" and part:
            parts.append({"[": "(?:", "]": ")", "|": "|"}[part])
        elif part.startswith("{"):
            name, _, piece = part[1:-1].partition(":")
            parts.append(f"(?P<g{len(slots)}>{PIECES[piece or name] if piece or name not in shapes else SHAPES[shapes[name]]})")
            slots.append(part[1:-1])
        else:
            parts.append(re.escape(part))
    return Phrase(Sought("".join(parts)), tuple(slots))


def _filled(sheet: Sheet, strips: list[Strip], rule: FactRule, phrase: Phrase, match: re.Match[str], rank: int) -> Iterator[Candidate]:
    period = _time_of(phrase, match)
    for number, name in enumerate(phrase.slots):
        slot = name.partition(":")[0]
        if slot not in sheet.taxonomy:
            continue
        concept, text = sheet.taxonomy[slot], match[f"g{number}"]
        at = match.start(f"g{number}")
        if name.endswith(":list"):
            yield from _one_a_year(phrase, match, concept, rule, strips, (rank, text, at))
            continue
        found = typed(text, concept, rule, _unit_of(concept))
        start, end = (found.start, found.end) if found.value is not None else (0, len(text))
        spans = spans_over(strips, at + start, at + end)
        held = None if period is None else _held(concept, period)
        yield Candidate(slot, match.group()[:40], text[start:end], spans, found.value, found.why, rank, None, held)


def _one_a_year(
    phrase: Phrase, match: re.Match[str], concept: Concept, rule: FactRule, strips: list[Strip], told: tuple[int, str, int]
) -> Iterator[Candidate]:
    """2020年、2021年、2022年销售收入分别为1、2、3万元: a value for each year, the last one's unit for all; none where there are not as many of both."""
    rank, text, at = told
    years = _years_in(phrase, match)
    values = list(_VALUES.finditer(text))
    if len(years) != len(values):
        return
    for year, value in zip(years, values, strict=True):
        found = typed(value[1] + (value[2] or values[-1][2] or ""), concept, rule, _unit_of(concept))
        spans = spans_over(strips, at + value.start(), at + value.end())
        yield Candidate(
            concept.id, match.group()[:40], value[0], spans, found.value, found.why, rank, None, _held(concept, Period.of_year(year))
        )


def _years_in(phrase: Phrase, match: re.Match[str]) -> list[int]:
    """The years that a sentence counts; 2020年至2022年 counts those between too."""
    text = next((match[f"g{number}"] for number, slot in enumerate(phrase.slots) if slot == "years"), "")
    found: list[int] = []
    spread = False
    for year, mark in _YEARS.findall(text):
        found += range(found[-1] + 1, int(year)) if spread and found else []
        found.append(int(year))
        spread = bool(mark)
    return found


def _unit_of(concept: Concept) -> str | None:
    return {
        ValueKind.COUNT: {"person": "人", "item": "项", "year": "年"}.get(concept.unit or ""),
        ValueKind.MONEY: "元",
        ValueKind.PERCENT: "%",
    }.get(concept.value)


def _time_of(phrase: Phrase, match: re.Match[str]) -> Period | None:
    """When the sentence's figures hold."""
    for number, slot in enumerate(phrase.slots):
        text = match[f"g{number}"]
        if slot == "year":
            return Period.of_year(int(text))
        if slot.rpartition(":")[2] in TIMES:
            end = month_end(text)
            return None if end is None else Period(end)
    return None


def _held(concept: Concept, period: Period) -> Period | None:
    if concept.period is PeriodKind.NONE:
        return None
    return period.as_instant() if concept.period is PeriodKind.INSTANT else None if period.is_instant else period


def by_pattern(sheet: Sheet, rule: FactRule) -> Iterator[Candidate]:
    """Group `value` of the pattern over each line, over all lines together, then over each of the texts that wide gaps part in a line."""
    concept, shape = sheet.taxonomy[rule.concept or ""], sought(rule.pattern or "$^")
    if not shape.may_match(sheet.whole):
        return
    before = 0
    for number, strip in enumerate(sheet.strips):
        match = shape.search(strip.text)
        if match is not None and not (match.start("value") == 0 and sheet.labelled.is_rest(number)):
            yield _matched(sheet, rule, concept, _over_the_line(sheet, shape, strip, match, before), before)
        before += len(strip.text)
    for start, text in ((0, sheet.whole), *sheet.beside):
        match = shape.search(text)
        if match is not None:
            yield _matched(sheet, rule, concept, match, start)
    for text, runs in sheet.stacks:
        match = shape.search(text)
        if match is not None:
            yield _in_stack(rule, concept, match, runs)


def _in_stack(rule: FactRule, concept: Concept, match: re.Match[str], runs: tuple[Run, ...]) -> Candidate:
    """What a pattern matched in a column."""
    found = typed(rule.value or match["value"], concept, _without_pattern(rule))
    inside = found.value is not None and rule.value is None
    start, end = (found.start, found.end) if inside else (0, len(match["value"]))
    at = match.start("value")
    return Candidate(
        concept.id, concept.label.zh, match["value"][start:end], places(runs, at + start, at + end), found.value, found.why, 0, rule.unit
    )


def _over_the_line(sheet: Sheet, shape: Sought, strip: Strip, match: re.Match[str], before: int) -> re.Match[str]:
    """The match with what it has in the next line, where the value ends a full line."""
    full = strip.left(len(strip.text) - 1) >= sheet.labelled.right - 2 * EM and not strip.is_row
    if not full or _BROKEN.fullmatch(strip.text, match.end("value")) is None:
        return match
    longer = shape.search(sheet.whole[before:])
    return match if longer is None or longer.start("value") != match.start("value") else longer


def _matched(sheet: Sheet, rule: FactRule, concept: Concept, match: re.Match[str], before: int) -> Candidate:
    text, at = match["value"], before + match.start("value")
    until = match.groupdict().get("until")
    if until is not None:  # the two ends of a span stand apart: 营业期限自 | 2013年7月2日 | 营业期限至 | 长期
        spans = (
            *spans_over(sheet.strips, at, at + len(text)),
            *spans_over(sheet.strips, before + match.start("until"), before + match.end("until")),
        )
        printed = f"{text}至{until}"
        return Candidate(
            concept.id, concept.label.zh, printed, spans, typed(printed, concept, _without_pattern(rule)).value, "", 0, rule.unit
        )
    found = typed(rule.value or text, concept, _without_pattern(rule))
    inside = found.value is not None and rule.value is None
    start, end = (found.start, found.end) if inside else (0, len(text))
    spans = spans_over(sheet.strips, at + start, at + end)
    return Candidate(concept.id, concept.label.zh, text[start:end], spans, found.value, found.why, 0, rule.unit)


def _without_pattern(rule: FactRule) -> FactRule:
    return FactRule(rule.reader, rule.concept, unit=rule.unit, options=rule.options, value=rule.value)


def by_words(sheet: Sheet, rule: FactRule) -> Iterator[Candidate]:
    """The one option of which a word stands anywhere on the page (words of one option are parted by |); none where several do."""
    found = [
        (name, at, squeezed(word))
        for name, words in rule.options
        for word in words.split("|")
        if (at := sheet.whole.find(squeezed(word))) >= 0
    ]
    concept = sheet.taxonomy[rule.concept or ""]
    if not found:
        return
    name, at, word = found[0]
    value = Choice((name,)) if len({one for one, _, _ in found}) == 1 else None
    spans = spans_over(sheet.strips, at, at + len(word))
    yield Candidate(concept.id, concept.label.zh, word, spans, value, "" if value else SEVERAL if found else NO_OPTION)
