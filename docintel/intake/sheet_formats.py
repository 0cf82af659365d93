"""Numbers of a workbook as its number formats show them: what a reviewer sees is what is compared.

One thing is shown otherwise than a spreadsheet does: a negative number whose format only turns it red keeps its minus sign, since colour
is lost in text. Month names are written as an ISO day, since they differ by the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from decimal import ROUND_HALF_UP
from decimal import Decimal
from decimal import InvalidOperation
from functools import lru_cache

GENERAL = "General"
BUILTIN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    **dict.fromkeys((34, 55), '上午/下午h"时"mm"分"'),
    **dict.fromkeys((35, 56), '上午/下午h"时"mm"分"ss"秒"'),
}
"""The format codes that a file names by number only, as a Chinese installation shows them."""

MOST_DECIMALS, LONGEST_CODE = 30, 255
_TOKEN = re.compile(
    r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]|AM/PM|A/P|上午/下午|[eE][+-]|General|G/通用格式|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|.', re.DOTALL
)
_DATE_LETTERS = frozenset("yYmMdDhHsS")
_PLACES = frozenset("0#?")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_ELAPSED = re.compile(r"\[([hHmMsS]+)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_HOLDS = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One of a format's sections: its marks and the condition under which it is used."""

    marks: tuple[str, ...]
    condition: tuple[str, Decimal] | None

    @property
    def is_date(self) -> bool:
        """Whether it shows a day or a time."""
        return not self.is_general and any(mark[0] in _DATE_LETTERS or _ELAPSED.match(mark) for mark in self.marks)

    @property
    def is_general(self) -> bool:
        """Whether the number is shown as it is."""
        return any(mark in (GENERAL, "G/通用格式") for mark in self.marks)

    @property
    def is_signed(self) -> bool:
        """Whether it tells by itself that a number is negative."""
        return any(_literal(mark) in ("-", "(", "－", "（", "△", "负") for mark in self.marks if mark[0] not in "_*")


def shown(value: Decimal, code: str, *, epoch_1904: bool = False) -> str:
    """A number as its format shows it; empty where the format shows nothing (`;;;`)."""
    parts = _parts(code[:LONGEST_CODE] or GENERAL)
    part, drops_sign = _chosen(parts, value)
    if part.is_date:
        return _day(value, part, epoch_1904=epoch_1904)
    number = abs(value) if drops_sign else value
    text = _general(number, part) if part.is_general else _number(number, part)
    lost_sign = drops_sign and value < 0 and text and not part.is_signed and _has_digits(text)
    return f"-{text}" if lost_sign else text


def shows_text(code: str) -> bool:
    """Whether a format shows texts at all: its fourth section may be empty."""
    parts = _parts(code[:LONGEST_CODE] or GENERAL)
    return len(parts) < 4 or bool("".join(_literal(mark) for mark in parts[3].marks))


def plain(value: Decimal) -> str:
    """A number without a format: at most fifteen digits, as a spreadsheet keeps them, without exponent."""
    rounded = _fifteen(value)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_of(text: str) -> Decimal | None:
    """The number that a file stores; None where it is none or beyond what a spreadsheet can hold."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and -310 < value.adjusted() < 310 else None


@lru_cache(maxsize=1024)
def _parts(code: str) -> tuple[Part, ...]:
    sections: list[list[str]] = [[]]
    for mark in _TOKEN.findall(code):
        if mark == ";":
            sections.append([])
        else:
            sections[-1].append(mark)
    return tuple(_part(marks) for marks in sections[:4])


def _part(marks: list[str]) -> Part:
    found = next((match for mark in marks if (match := _CONDITION.match(mark))), None)
    condition = None if found is None else (found.group(1), Decimal(found.group(2)))
    kept = (mark for mark in marks if not mark.startswith("[") or _ELAPSED.match(mark) or _CURRENCY.match(mark))
    return Part(tuple(kept), condition)


def _chosen(parts: tuple[Part, ...], value: Decimal) -> tuple[Part, bool]:
    """The section for a value, and whether that section shows the absolute value."""
    if any(part.condition for part in parts):
        for part in parts[:3]:
            if part.condition is None or _HOLDS[part.condition[0]](value, part.condition[1]):
                return part, part is not parts[0]
        return parts[-1], False
    numbers = parts[:3]
    if value < 0 and len(numbers) > 1:
        return numbers[1], True
    if value == 0 and len(numbers) > 2:
        return numbers[2], False
    return numbers[0], False


def _literal(mark: str) -> str:
    """What a mark shows that is no placeholder: the padding `_x` and `*x` show nothing that matters."""
    currency = _CURRENCY.match(mark)
    if currency is not None:
        return currency.group(1)
    if mark[0] == '"':
        return mark[1:-1]
    if mark[0] in "\\!" and len(mark) == 2:
        return mark[1]
    return "" if mark[0] in "_*" or mark.startswith("[") else mark


def _fifteen(value: Decimal) -> Decimal:
    if value == 0:
        return Decimal(0)
    step = Decimal(1).scaleb(value.adjusted() - 14)
    return value.quantize(step, rounding=ROUND_HALF_UP) if value.as_tuple().exponent != 0 and value.adjusted() < 15 else value


def _general(value: Decimal, part: Part) -> str:
    return "".join(plain(value) if mark in (GENERAL, "G/通用格式") else _literal(mark) for mark in part.marks)


def _has_digits(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _number(value: Decimal, part: Part) -> str:
    """A number laid into its placeholders."""
    marks = part.marks
    places = [at for at, mark in enumerate(marks) if mark in _PLACES]
    if not places:
        return "".join(plain(value) if mark == "@" else _literal(mark) for mark in marks)
    first, last = places[0], places[-1]
    core, after = marks[first : last + 1], marks[last + 1 :]
    commas = sum(1 for _ in _leading(after, ","))
    scaled = _fifteen(value) * Decimal(100) ** sum(mark == "%" for mark in marks) / Decimal(1000) ** commas
    body = _body(scaled, core, after[commas:])
    sign = "-" if value < 0 and _has_digits(body) and any(char in "123456789" for char in body) else ""
    before = "".join(map(_literal, marks[:first]))
    behind = "".join(map(_literal, after[commas:]))
    return f"{sign}{before}{body}{behind}".strip()


def _leading(marks: tuple[str, ...], one: str) -> Iterator[str]:
    for mark in marks:
        if mark != one:
            return
        yield mark


def _body(scaled: Decimal, core: tuple[str, ...], after: tuple[str, ...]) -> str:
    """The digits alone; fractions (`# ?/?`) are shown as decimals."""
    power = next((at for at, mark in enumerate(core) if mark[0] in "eE" and len(mark) == 2), None)
    if power is not None:
        return _power(scaled, core[:power])
    if "/" in core or (after and after[0] == "/"):
        return plain(abs(scaled))
    point = core.index(".") if "." in core else len(core)
    decimals = [mark for mark in core[point + 1 :] if mark in _PLACES][:MOST_DECIMALS]
    digits = f"{abs(scaled):.60f}" if scaled.adjusted() < -60 else f"{_rounded(abs(scaled), len(decimals)):f}"
    whole, _, fraction = digits.partition(".")
    grouped = "," in core[:point]
    laid = _whole(whole, [mark for mark in core[:point] if mark != ","], grouped=grouped)
    behind = _fraction(fraction[: len(decimals)], core[point + 1 :])
    return f"{laid or '0'}{behind}" if behind else laid  # a spreadsheet's bare “.5” could be taken for a five


def _rounded(value: Decimal, decimals: int) -> Decimal:
    if value.adjusted() + decimals > 26:
        return value
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _whole(digits: str, marks: list[str], *, grouped: bool) -> str:
    """The digits before the point, from the right; the leftmost placeholder takes all that are left."""
    left = "" if digits == "0" else digits
    laid: list[str] = []
    places = sum(mark in _PLACES for mark in marks)
    for mark in reversed(marks):
        if mark not in _PLACES:
            laid.append(_literal(mark))
            continue
        places -= 1
        taken = left if places == 0 else left[-1:]
        left = "" if places == 0 else left[:-1]
        laid.append(taken or ("0" if mark == "0" else ""))
    text = "".join(reversed(laid))
    return re.sub(r"\B(?=(\d{3})+$)", ",", text) if grouped and text.isdigit() else text


def _fraction(digits: str, marks: tuple[str, ...]) -> str:
    places = [mark for mark in marks if mark in _PLACES]
    padded = digits.ljust(len(places), "0")
    while padded and places[len(padded) - 1] != "0" and padded[-1] == "0":
        padded = padded[:-1]
    return f".{padded}" if padded else ""


def _power(scaled: Decimal, mantissa: tuple[str, ...]) -> str:
    point = mantissa.index(".") if "." in mantissa else len(mantissa)
    decimals = sum(mark in _PLACES for mark in mantissa[point + 1 :])
    return f"{abs(scaled):.{min(decimals, MOST_DECIMALS)}E}"


def _day(value: Decimal, part: Part, *, epoch_1904: bool) -> str:
    """A serial number as a day or a time; what lies outside the calendar is shown as the number."""
    moment = moment_of(value, epoch_1904=epoch_1904)
    if moment is None:
        return plain(value)
    if any(mark[0] in "mM" and len(mark) >= 3 for mark in part.marks):
        return moment.date().isoformat()
    half = any(mark in ("AM/PM", "A/P", "上午/下午") for mark in part.marks)
    return "".join(_dated(part.marks, moment, value, half=half)).strip()


def moment_of(value: Decimal, *, epoch_1904: bool) -> datetime | None:
    """The moment that a serial number names; the day that 1900 did not have (60) is passed over."""
    if not 0 <= value < 2958466:
        return None
    days = value + (0 if epoch_1904 or value >= 60 else 1)
    start = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's days know no time zone
    try:
        return start + timedelta(seconds=round(float(days) * 86400))
    except OverflowError:
        return None


def _dated(marks: tuple[str, ...], moment: datetime, value: Decimal, *, half: bool) -> Iterator[str]:
    minutes = {at for at, mark in enumerate(marks) if mark[0] in "mM" and _beside_time(marks, at)}
    for at, mark in enumerate(marks):
        elapsed = _ELAPSED.match(mark)
        if elapsed is not None:
            yield str(int(value * {"h": 24, "m": 1440, "s": 86400}[elapsed.group(1)[0].lower()]))
        elif mark in ("AM/PM", "A/P", "上午/下午"):
            yield ("上午", "下午")[moment.hour >= 12] if mark == "上午/下午" else ("AM", "PM")[moment.hour >= 12]
        elif mark[0] in _DATE_LETTERS:
            yield _field(mark.lower(), moment, is_minute=at in minutes, half=half)
        elif mark != "@":
            yield _literal(mark)


def _beside_time(marks: tuple[str, ...], at: int) -> bool:
    """Whether m means minutes: an hour stands before it or a second after it."""
    letters = [(place, mark.strip("[]")[0].lower()) for place, mark in enumerate(marks) if mark.strip("[]")[:1] in _DATE_LETTERS]
    order = [place for place, _ in letters].index(at)
    before = letters[order - 1][1] if order else ""
    after = letters[order + 1][1] if order + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _field(mark: str, moment: datetime, *, is_minute: bool, half: bool) -> str:
    if mark[0] == "y":
        return f"{moment.year:04d}" if len(mark) > 2 else f"{moment.year % 100:02d}"
    if mark[0] == "d" and len(mark) > 2:
        return f"星期{'一二三四五六日'[moment.weekday()]}"
    hour = (moment.hour - 1) % 12 + 1 if half else moment.hour
    number = {"m": moment.minute if is_minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}[mark[0]]
    return f"{number:0{min(len(mark), 2)}d}"
