"""Names as recognition may have read them: a letter for one that looks like it, a mark lost, a spoilt legal form, a heading or figure run in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from docintel.text.names import canonical_name
from docintel.text.names import parse_name
from docintel.text.normal import squeezed
from docintel.text.regions import PROVINCE_OF
from docintel.text.scripts import is_confused
from docintel.text.scripts import is_rare
from docintel.text.scripts import is_unlisted
from docintel.text.surnames import has_surname

MISREAD_AT_MOST = 2  # letters of a name that recognition takes for others
SHORTEST = 6  # letters of a name that one letter more or less leaves recognisable
OF_A_PERSON = 3  # letters of a name that another letter leaves recognisable
LONG_NAME = 10  # letters of a name that two others leave recognisable
LONGEST_PERSON = 4  # letters of a person's name in Chinese
LEAST_NAME = 4  # letters that a heading leaves of a name
WHOLE_FORMS = ("股份有限公司", "有限责任公司", "有限公司")
_SURE = "有公司"  # letters of a form in whose place any other letter is a misread one: 荷限公司, but 有色公司 is a name
_OTHER_FORMS = ("无限公司",)  # one letter from a form and a form itself
NUMERALS = frozenset("〇零一二三四五六七八九十百千甲乙丙丁")
_SIDES = frozenset("东西南北中上下左右前后内外大小新老")  # that tell one house of a group from another
_FIGURE = re.compile(r"(?<=公司|企业|中心|伙\))(?:人民币)?\d[\d,.]*(?:%|万?元|万?股)?$")
_NEXT = re.compile(r"(?<=有限公司|责任公司)[\u4e00-\u9fff]{2,8}[:：].*$", re.DOTALL)
_LABEL_REMARK = re.compile(r"\([^()]{1,6}\)$")


def misread_letters(one: str, two: str) -> int:
    """In how many letters two names differ, where recognition takes each for the other; 0 where they differ otherwise or not at all.

    A letter of the legal form is always one, be it wrong, lost or doubled: 有艰公司 is no form of an enterprise. Brackets that were not seen count as one.
    """
    whole = tuple(map(canonical_name, (one, two)))
    left, right = map(_bare, whole)
    if left == right:
        return int(whole[0] != whole[1])
    form = len(left) - max(len(_form_of(name)) for name in whole)
    if len(left) != len(right):
        return int(_is_form_spoilt(left, right))
    apart = [place for place, (x, y) in enumerate(zip(left, right, strict=True)) if x != y]
    is_alike = all(place >= form or _is_confused(left[place], right[place]) for place in apart)
    return len(apart) if is_alike else 0


def is_letter_apart(one: str, two: str) -> bool:
    """Whether two names are one but for a letter, whatever it looks like, that is another, lost or put in; a numeral tells enterprises apart.

    A letter of the legal form may be spoilt besides.
    """
    left, right = _under_one_form(*(_bare(canonical_name(name)) for name in (one, two)))
    shorter, longer = sorted((left, right), key=len)
    fewest = OF_A_PERSON if len(left) == len(right) else SHORTEST
    if left == right or len(shorter) < fewest or len(longer) - len(shorter) > 1:
        return False
    at = next((place for place, (x, y) in enumerate(zip(shorter, longer, strict=False)) if x != y), len(shorter))
    if shorter[at + (len(shorter) == len(longer)) :] != longer[at + 1 :]:
        return False
    letters = {longer[at], *(shorter[at : at + 1] if len(shorter) == len(longer) else "")}
    return not any(letter.isascii() or letter in NUMERALS for letter in letters)


def is_nearly(one: str, two: str) -> bool:
    """Whether two names of one length are one but for a letter or two, of which recognition takes one at least for the other; a third of the letters are the same.

    It is weaker than `misread_letters`: no list has all letters that look alike. Something else must say that the names are of one.
    """
    left, right = (_bare(canonical_name(name)) for name in (one, two))
    apart = [(x, y) for x, y in zip(left, right, strict=False) if x != y]
    if len(left) != len(right) or not 0 < len(apart) <= MISREAD_AT_MOST or len(left) <= len(apart):
        return False
    is_plain = not any(letter.isascii() or letter in NUMERALS for pair in apart for letter in pair)
    return is_plain and any(_is_confused(*pair) for pair in apart)


def is_spoilt_person(read: str, other: str) -> bool:
    """Whether what was read begins with no surname and is a person's name otherwise: 油亦舟 beside 沈亦舟."""
    return len(read) == len(other) and read[1:] == other[1:] and has_surname(other) and not has_surname(read)


@lru_cache(maxsize=4096)
def with_whole_form(name: str) -> str:
    """The name with its legal form where one letter of that was misread; unchanged where the letter may be right."""
    if name.endswith(_OTHER_FORMS):
        return name
    for form in WHOLE_FORMS:
        tail, body = name[-len(form) :], name[: -len(form)]
        wrong = [(read, letter) for read, letter in zip(tail, form, strict=False) if read != letter]
        if len(tail) < len(form) or len(wrong) > 1 or len(body) < 2:
            continue
        return name if not wrong or not _is_spoilt(*wrong[0]) else body + form
    return name


def without_figure(name: str) -> str:
    """The name without the figure of the next cell that ran into it: …有限公司2298.49."""
    found = _FIGURE.search(name)
    return name if found is None else name[: found.start()]


def without_next(name: str) -> str:
    """The name without the label behind it and what that announces: …有限公司审计机梅:…."""
    found = _NEXT.search(name)
    return name if found is None else name[: found.start()]


def without_heading(name: str, labels: Iterable[str]) -> str:
    """The name without the label that ran into it, a letter of which may be misread: 单位各称洛阳…; a short label only before a colon."""
    text = squeezed(name)
    for label in sorted({_LABEL_REMARK.sub("", squeezed(label)) for label in labels}, key=len, reverse=True):
        rest = text[len(label) :].removeprefix(":")
        is_closed = text[len(label) : len(label) + 1] == ":"
        if len(rest) >= LEAST_NAME and len(label) >= (2 if is_closed else LEAST_NAME) and _heads(text[: len(label)], label):
            return name[-len(rest) :] if squeezed(name[-len(rest) :]) == rest else rest
    return name


def _heads(printed: str, label: str) -> bool:
    """Whether what stands before a name is a label, of which any letter may be misread where it is long (枕构名称)."""
    return is_misread_label(printed, label) or (len(label) >= LEAST_NAME and is_misread_word(printed, label))


def is_misread_label(printed: str, label: str) -> bool:
    """Whether printed words are a label, or one but for a letter that print confuses with its own, or that no label has."""
    wrong = [(read, letter) for read, letter in zip(printed, label, strict=False) if read != letter]
    return len(printed) == len(label) and len(wrong) <= 1 and all(_is_confused(*pair) or is_rare(pair[0]) for pair in wrong)


def is_two_off(one: str, two: str) -> bool:
    """Whether two long names of one length are one but for two letters, whatever they look like; something else must say that they are of one."""
    left, right = (_bare(canonical_name(name)) for name in (one, two))
    apart = [(x, y) for x, y in zip(left, right, strict=False) if x != y]
    is_plain = not any(letter.isascii() or letter in NUMERALS for pair in apart for letter in pair)
    return is_plain and len(left) == len(right) >= LONG_NAME and 0 < len(apart) <= MISREAD_AT_MOST


def is_slip(one: str, two: str, letters: int = 1) -> bool:
    """Whether two long names of one length are one but for a letter (or two) that by itself tells no enterprises apart: no numeral, no side, no other place."""
    left, right = (_bare(canonical_name(name)) for name in (one, two))
    apart = [at for at, (x, y) in enumerate(zip(left, right, strict=False)) if x != y]
    is_near = len(left) == len(right) >= LONG_NAME and 0 < len(apart) <= letters
    return is_near and not any(_is_telling(left, right, at) for at in apart)


def _is_telling(one: str, two: str, at: int) -> bool:
    """Whether a letter in which two names differ makes another of each: 一厂 and 二厂, 东方 and 南方, 常州 and 杭州."""
    if any(name[at].isascii() or name[at] in NUMERALS for name in (one, two)) or _SIDES.issuperset((one[at], two[at])):
        return True
    return any(all(name[start : start + 2] in PROVINCE_OF for name in (one, two)) for start in (at - 1, at) if start >= 0)


def is_no_name(text: str) -> bool:
    """Whether a text names neither a person nor an enterprise: it is longer than a person's name, and begins with no surname and ends with no form."""
    held = squeezed(text)
    return len(held) > LONGEST_PERSON and not has_surname(held) and not parse_name(canonical_name(held)).form


def is_misread_word(read: str, word: str) -> bool:
    """Whether what was read is a word but for one letter, whatever it looks like: for words that are long enough, or in a place, that no other is meant."""
    return len(read) == len(word) and sum(a != b for a, b in zip(read, word, strict=True)) == 1


def _under_one_form(one: str, two: str) -> tuple[str, str]:
    """Two names with the legal form of one where the other has it but for a letter."""
    for form in WHOLE_FORMS:
        bodies, tails = [name[: -len(form)] for name in (one, two)], [name[-len(form) :] for name in (one, two)]
        if (
            form in tails
            and len(tails[0]) == len(tails[1])
            and sum(a != b for a, b in zip(*tails, strict=True)) == 1
            and bodies[0] != bodies[1]
        ):
            return bodies[0] + form, bodies[1] + form
    return one, two


def _form_of(name: str) -> str:
    """The legal form that ends a name, one letter of which may be misread."""
    spoilt = (name[-len(form) :] for form in WHOLE_FORMS if is_misread_word(name[-len(form) :], form))
    return max(parse_name(name).form, next(spoilt, ""), key=len)


def _bare(name: str) -> str:
    return name.replace("(", "").replace(")", "")


def _is_confused(one: str, two: str) -> bool:
    """Whether recognition takes one letter for the other; of letters that GB 2312 has not, no list says what they look like."""
    return is_confused(one, two) or any(is_unlisted(letter) for letter in (one, two))


def _is_spoilt(read: str, letter: str) -> bool:
    """Whether a letter in the place of one of a legal form is no other word: 有机公司 is a name, 有艰公司 is none."""
    return letter in _SURE or is_confused(read, letter) or is_rare(read)


def _is_form_spoilt(one: str, two: str) -> bool:
    """Whether two names are one but for a letter of the legal form that was lost or doubled."""
    shorter, longer = sorted((one, two), key=len)
    whole = next((name for name in (shorter, longer) if name.endswith(WHOLE_FORMS)), None)
    if whole is None or len(longer) - len(shorter) != 1:
        return False
    form = next(form for form in WHOLE_FORMS if whole.endswith(form))
    places = range(len(whole) - len(form), len(longer))
    return any(longer[at] in form and longer[:at] + longer[at + 1 :] == shorter for at in places)
