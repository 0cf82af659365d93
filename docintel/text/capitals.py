"""人民币大写: amounts in capitals, parsed to numbers and never compared as strings (the zero at the 万 boundary is optional)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from docintel.domain.quantity import CNY
from docintel.domain.quantity import Quantity
from docintel.text.normal import squeezed

_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_DIGITS = {
    **{digit: value for value, digit in enumerate(_CAPITALS)},
    **{digit: value for value, digit in enumerate("〇一二三四五六七八九")},
    "两": 2,
    "貳": 2,
    "參": 3,
}
_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_INNER = "佰百仟千万萬亿億"
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SHORTEST = 4  # letters of an amount of which one may be misread
_TEN, _TOP = 10, 10**4  # 拾 may stand without its 壹; above 仟 begins the next section
_BETWEEN = "人至到或和及与股元圆"  # letters that part two amounts
_NUMERALS = "".join({**_DIGITS, **_UNITS, **_BIG})
_TORN = rf"(?<![{_NUMERALS}])(?<![{_CAPITALS}拾佰仟万亿][^\s{_NUMERALS}人])"  # behind a letter among numerals stands no amount but its end
_SHAPE = re.compile(
    rf"{_TORN}(?:人民币)?(?P<whole>[{_NUMERALS}]+)[元圆](?:零?(?P<jiao>[{''.join(_DIGITS)}])角)?(?:零?(?P<fen>[{''.join(_DIGITS)}])分)?[整正]?"
)


def parse_capitals(text: str) -> Quantity | None:
    """The amount that the whole text is, in CNY with a step of 0.01; None where it is none."""
    match = _SHAPE.fullmatch(squeezed(text))
    whole = None if match is None or is_torn(match["whole"]) else _whole(match["whole"])
    if match is None or whole is None:
        return None
    cents = _DIGITS[match["jiao"]] * 10 if match["jiao"] else 0
    cents += _DIGITS[match["fen"]] if match["fen"] else 0
    return Quantity(Decimal(whole * 100 + cents) / 100, CNY, Decimal("0.01"))


def find_capitals(text: str) -> tuple[tuple[int, int, Quantity], ...]:
    """Every amount in capitals in running text with where it stands; a single character is none."""
    found = [(match.start(), match.end(), parse_capitals(match.group())) for match in _SHAPE.finditer(text) if len(match["whole"]) > 1]
    return tuple((start, end, quantity) for start, end, quantity in found if quantity is not None)


def format_capitals(quantity: Quantity) -> str:
    """A non-negative amount in CNY in capitals, with the zeros that the rules for bills ask for."""
    if quantity.unit != CNY or quantity.value < 0:
        raise ValueError("capitals are written for amounts of money that are not negative")
    cents = int(quantity.value * 100)
    whole, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = _spelled(whole) + "元"
    if not jiao and not fen:
        return text + "整"
    text += f"{_CAPITALS[jiao]}角" if jiao else "零"
    return text + (f"{_CAPITALS[fen]}分" if fen else "整")


def is_torn(text: str) -> bool:
    """Whether an amount begins in its middle: with 仟, 佰, 万 or 亿 without a digit before it, or with the zero between two places."""
    return text[0] in _INNER or (text[0] in "零〇" and len(text) > 1 and "点" not in text)


def is_spoilt(text: str) -> bool:
    """Whether a text is no amount in capitals and would be one with one letter another: 叁仟贰俏万元整."""
    held = squeezed(text).removeprefix("人民币")
    return parse_capitals(held) is None and next(mended_capitals(held), None) is not None


def mended_capitals(text: str) -> Iterator[Quantity]:
    """The amounts that a text is with one of its letters another numeral."""
    held = squeezed(text).removeprefix("人民币")
    if sum(char in _NUMERALS for char in held) * 2 < len(held) or len(held) < _SHORTEST:
        return
    letters = f"{_CAPITALS}拾佰仟万亿元整"
    read = (parse_capitals(held[:at] + letter + held[at + 1 :]) for at, char in enumerate(held) for letter in letters if letter != char)
    yield from (quantity for quantity in read if quantity is not None)


def follows_letter(text: str, start: int) -> bool:
    """Whether an amount begins behind a letter that stands among numerals (叁仟贰俏|壹拾万元): what comes before it was misread."""
    before = text[max(0, start - 2) : start]
    return len(before) == 2 and before[0] in f"{_CAPITALS}拾佰仟万亿" and "\u4e00" <= before[1] <= "\u9fff" and before[1] not in _BETWEEN


def _whole(text: str) -> int | None:
    """The whole number; None where a place has no digit of its own (零佰仟) or stands above its neighbour (叁拾佰), as in no numeral."""
    total = section = digit = 0
    last, before = _TOP, ""
    for char in text:
        if char in _DIGITS:
            if before in _DIGITS and digit:
                return None
            digit = _DIGITS[char]
        elif char in _UNITS:
            if _UNITS[char] >= last or (not digit and _UNITS[char] > _TEN):
                return None
            section, digit, last = section + (digit or 1) * _UNITS[char], 0, _UNITS[char]
        elif char in ("亿", "億"):
            total, section, digit, last = (total + section + digit) * 10**8, 0, 0, _TOP
        else:
            total, section, digit, last = total + (section + digit) * 10**4, 0, 0, _TOP
        before = char
    return total + section + digit


def _spelled(number: int) -> str:
    """A whole number; what stands over 亿 is spelled the same way (柒万伍仟肆佰亿)."""
    if number == 0:
        return "零"
    text = ""
    if number >= 10**8:
        text, number = _spelled(number // 10**8) + "亿", number % 10**8
    for size, name in ((10**4, "万"), (1, "")):
        section, number = divmod(number, size)
        if section:
            skipped = text and (section < 1000 or not text.endswith(("亿", "万")))
            text += ("零" if skipped else "") + _section(section) + name
        elif number and text and not text.endswith("零"):
            text += "零"
    return text.replace("零零", "零")


def _section(number: int) -> str:
    text, zero = "", False
    for size, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if zero and text else "") + _CAPITALS[digit] + name
            zero = False
        else:
            zero = True
    return text
