"""Figures in running text that are counted or measured in anything else than the units of the house: 86亩, 1.86倍, 58.6万元/人, 四十余场.

They are told only where every quantity of a text is wanted: what they are is said by the unit printed beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence

from docintel.domain.quantity import ITEM
from docintel.domain.quantity import Qualifier
from docintel.domain.quantity import Quantity
from docintel.text.figures import SPOKEN
from docintel.text.figures import Found
from docintel.text.figures import flattened
from docintel.text.figures import no_figures
from docintel.text.numerals import NUMERAL
from docintel.text.numerals import parse_numeral
from docintel.text.quantities import AFTER
from docintel.text.quantities import MORE
from docintel.text.quantities import MULTIPLE
from docintel.text.quantities import MULTIPLES
from docintel.text.quantities import NUMBER
from docintel.text.quantities import alternatives
from docintel.text.quantities import number_in

AREAS = ("平方米", "平方公里", "平米", "m2", "亩", "公顷")
SHARES = ("股",)
TIMES = "倍"
_COUNTERS = "人次|班次|频次|次|场|起|头|羽|株|瓶|支|片|块|颗|粒|根|双|张|箱|桶|袋|盒|部|架|艘|枚|间|栋|幢|所|处|笔|宗|例|单|册|届|岁|门|场次|批次|户次|台次|件次|车次"
_SPANS = "小时|分钟|秒|个月|个工作日|个交易日|工作日|周"
_PHYSICAL = (
    "平方公里|平方米|平米|立方米|立方|亩|公顷|吨标准煤|吨标煤|吨|千克|公斤|毫克|克|毫升|升|公里|千米|厘米|毫米|微米|米|千瓦时|千瓦|兆瓦|瓦|伏|度|安"
    "|kWh|kW|MW|GW|kVA|mm|cm|um|μm|nm|km|kg|m2|m3|MPa|kN|Hz|GHz|MHz|°C|℃|°|dB|ppm|ppb"
)
_RATE = r"(?:转/分钟|转/分|r/min|m/s|mm/s)|(?:美元|欧元|元|吨标准煤|吨标煤|吨|千瓦时|kWh|次|件|台|平方米|立方米|公斤|千克|克|人)/(?:平方米|立方米|千瓦时|人|亩|股|吨|件|台|套|个|只|次|万元|年|月|天|日|小时|公斤|千克|米|度|户|家|项|人年|[A-Za-z]{1,4})"
_UNIT = rf"(?P<unit>{_RATE}|(?:{_PHYSICAL})(?![a-zA-Z\d])|(?:{_SPANS})(?!内|以内|之内|前|后|来|间|的?期)|(?:{_COUNTERS})|股(?!东|权|比|价|票)|倍(?!数|率|增|体))"
_OPENING = rf"(?:(?P<before>{alternatives({**SPOKEN, '不小于': 0, '不大于': 0, '大于': 0, '小于': 0})})(?:了|到|达)?\s?)?"
_CLOSING = rf"(?:\s?(?P<after>{alternatives(AFTER)}))?"
_MEASURE = re.compile(
    rf"{_OPENING}(?<![\dA-Za-z.¦/-])(?<!\d,)(?:(?P<low>{NUMBER})\s?(?P<low_multiple>{MULTIPLE})?(?:{_UNIT.replace('?P<unit>', '?:')})?\s?[-~至到—]\s?)?"
    rf"(?P<number>{NUMBER})\s?(?P<more>[余多])?(?P<multiple>{MULTIPLE})?(?P<more2>[余多])?\s?{_UNIT}{_CLOSING}"
)
_WRITTEN = re.compile(
    rf"{_OPENING}(?<!第)(?P<number>{NUMERAL})(?P<more>[余多])?(?P<multiple>万|亿)?(?P<unit>人次|场|起|亩|吨|股|倍|处|所|栋|岁|平方米)(?!数|率|增|东|权){_CLOSING}"
)
_RUNS_ON = re.compile(r"[\u4e00-\u9fff]")  # 7纳米芯片, 30吨行车: what something is like, and no figure of it
_ENDS = re.compile(r"[下提升上扩缩降减的以及之左上和与或至到并且、增其已比较占是,;。)(生]")
_YEARLY = re.compile(r"[年日月](?:产|处理|加工|供应|消纳|回收)$")
_SOLID = re.compile(_PHYSICAL)


def find_measures(text: str, taken: Sequence[Found]) -> tuple[Found, ...]:
    """The figures of a text in any other unit, beside those found before; in order."""
    flat, origin = flattened(text)
    spans = [*no_figures(flat), *((one.start, one.end) for one in taken)]
    found: list[Found] = []
    for match, quantity in _candidates(flat):
        place = (origin[match.start()], origin[match.end() - 1] + 1)
        if not any(match.start() < last and first < match.end() for first, last in spans):
            spans.append(match.span())
            found.append(Found(*place, text[slice(*place)], quantity))
    return tuple(found)


def measure_of(printed: str) -> str:
    """The unit that a printed figure ends in, empty where it is none of these."""
    match = _MEASURE.search(printed) or _WRITTEN.search(printed)
    return "" if match is None else match["unit"]


def _candidates(flat: str) -> Iterator[tuple[re.Match[str], Quantity]]:
    for match in _MEASURE.finditer(flat):
        if not _runs_on(match, flat) and (quantity := _measured(match)) is not None:
            yield match, quantity
    for match in _WRITTEN.finditer(flat):
        number = parse_numeral(match["number"])
        if number is not None and number[0] > 1 and set(match["number"]) - set("百千万亿"):
            factor = MULTIPLES[match["multiple"] or ""]
            yield match, Quantity(number[0] * factor, ITEM, number[1] * factor, None, _qualifier(match))


def _runs_on(match: re.Match[str], flat: str) -> bool:
    """Whether a measure only says what kind of thing the noun after it is."""
    rest = flat[match.end() : match.end() + 1]
    before = flat[max(0, match.start() - 1) : match.start()]
    solid = _SOLID.fullmatch(match["unit"]) is not None and match["unit"] not in AREAS
    if _YEARLY.search(flat[max(0, match.start() - 4) : match.start()]):
        return False  # 年产2万吨特种树脂
    return before in ("×", "*", "÷", "=") or (solid and _RUNS_ON.match(rest) is not None and _ENDS.match(rest) is None)


def _measured(match: re.Match[str]) -> Quantity | None:
    factor = MULTIPLES[match["multiple"] or ""]
    value, step = number_in(match["number"], factor)
    if match["low"] is None:
        return Quantity(value, ITEM, step, None, _qualifier(match))
    low, low_step = number_in(match["low"], MULTIPLES[match["low_multiple"]] if match["low_multiple"] else factor)
    return Quantity(low, ITEM, min(low_step, step), value, _qualifier(match)) if low < value else None


def _qualifier(match: re.Match[str]) -> Qualifier | None:
    words = (
        SPOKEN.get(match["before"] or ""),
        AFTER.get(match["after"] or ""),
        MORE.get(match["more"] or match.groupdict().get("more2") or ""),
    )
    return next((word for word in words if word is not None), None)
