"""Figures in running text: amounts, shares, counts and ranges with a unit; years, ranks, codes and the numbers of laws are none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from docintel.domain.quantity import CNY
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import Qualifier
from docintel.domain.quantity import Quantity
from docintel.text.capitals import follows_letter
from docintel.text.capitals import is_torn
from docintel.text.capitals import parse_capitals
from docintel.text.numerals import NUMERAL
from docintel.text.numerals import parse_numeral
from docintel.text.quantities import AFTER
from docintel.text.quantities import BEFORE
from docintel.text.quantities import MORE
from docintel.text.quantities import MULTIPLE
from docintel.text.quantities import MULTIPLES
from docintel.text.quantities import NUMBER
from docintel.text.quantities import PREFIXES
from docintel.text.quantities import PRINTED_UNITS
from docintel.text.quantities import alternatives
from docintel.text.quantities import number_in
from docintel.text.quantities import without_endless

SPOKEN = {
    **BEFORE,
    "逾": Qualifier.MORE_THAN,
    "超出": Qualifier.MORE_THAN,
    "接近": Qualifier.ABOUT,
    "突破": Qualifier.MORE_THAN,
    "大约": Qualifier.ABOUT,
}
_SPACED = r"\d(?: [\d.,]){3,}"  # 1 2 3 4 . 5: what a reader of scans, or letter spacing, makes of a number
_DIGITS = rf"{_SPACED}|[Oo]\.\d+|{NUMBER}"
_UNITS = "人民币元|元|美元|港元|港币|欧元|日元|英镑|百分点|个百分点|%|‰|人|名|位|项|个|件|台|套|家|种|只|份|款|户|条|篇|座|辆|年|天"
_UNIT = "|".join(sorted(_UNITS.split("|"), key=len, reverse=True))
_PREFIX = alternatives(PREFIXES)
_FIRST = "".join(sorted({word[0] for word in SPOKEN}))  # of what may open a figure; most letters of a text begin none, which one look tells
_OPENS = re.escape("".join(sorted({prefix[0] for prefix in PREFIXES})))
_OPENING = rf"(?:(?P<before>{alternatives(SPOKEN)})(?:了|到|达)?\s?)?"
_CLOSING = rf"(?:\s?(?P<after>{alternatives(AFTER)}))?"
_AMOUNT = re.compile(
    rf"(?=[\dOo\s(−△+{_OPENS}{_FIRST}-])(?=\D{{0,24}}\d){_OPENING}(?P<prefix>{_PREFIX})?\s?(?P<open>\()?(?P<inner>{_PREFIX})?\s?(?P<sign>(?<![\dA-Za-z%)])[-−△+])?\s?(?P<second>{_PREFIX})?\s?"
    rf"(?<![\dA-Za-z.¦])(?<!\d,)(?P<number>{_DIGITS})\s?(?P<more>[余多])?(?P<multiple>{MULTIPLE})?"
    rf"(?:(?P<rest>零?\d+|零?{NUMERAL[:-1]}{{1,6}})(?P<rest_multiple>万))?(?P<more2>[余多])?\s?(?P<close1>\))?\s?(?P<outer>(?<=\))(?:{MULTIPLE}))?(?P<unit>{_UNIT})?(?P<close2>\))?{_CLOSING}"
)
_WRITTEN = re.compile(
    rf"(?=[人负{NUMERAL[1:-2]}{_FIRST}]){_OPENING}(?P<prefix>人民币)?(?P<sign>负)?(?P<number>{NUMERAL})(?P<more>[余多])?(?P<multiple>万|亿)?"
    rf"(?P<unit>[元圆](?P<coins>零?(?:[一二三四五六七八九壹贰叁肆伍陆柒捌玖]角)?零?(?:[一二三四五六七八九壹贰叁肆伍陆柒捌玖]分)?)(?:整|正)?|美元|欧元|港元|{_UNIT}){_CLOSING}"
)
_PER_HUNDRED = re.compile(
    rf"(?=[百{_FIRST}]){_OPENING}百分之(?P<whole>{NUMERAL}|\d+(?:\.\d+)?)(?:点(?P<part>[零〇一二三四五六七八九]+))?{_CLOSING}"
)
_TENTHS = re.compile(
    rf"(?=[一二三四五六七八九两\d{_FIRST}]){_OPENING}(?P<tens>[一二三四五六七八九两]|\d)成(?P<ones>[一二三四五六七八九半])?(?![立本为功果长员熟品都就交效套分型对绩人])(?P<more>[余多])?{_CLOSING}"
)
_TIMES = re.compile(
    rf"(?:(?<=[增加长高升大])|(?<=[增加长高升大]了)){_OPENING}(?P<number>\d+(?:\.\d+)?|{NUMERAL[:-1]}{{1,3}})(?P<more>[余多])?倍(?!数|率|增){_CLOSING}"
)
_TO = ("~", "〜", "-", "—", "–", "至", "到")  # between the ends of a range
_RANGE = re.compile(
    rf"(?=[\d{_FIRST}]){_OPENING}(?<![由从\d.A-Za-z¦-])(?<!\d,)(?P<low>{NUMBER})\s?(?P<low_multiple>{MULTIPLE})?(?P<low_unit>{_UNIT})?\s?(?:{'|'.join(_TO)})\s?"
    rf"(?P<high>{NUMBER})\s?(?P<multiple>{MULTIPLE})?(?P<unit>{_UNIT})?"
)
_YEAR = r"(?:19|20)\d{2}"
_CALLED = r"(?:电话|手机|联系方式|传真|[Tt]el|TEL)(?:号码?)?\s?[:为.]?\s?"
_MOBILE = (  # eleven digits are no number of a telephone where decimals or a unit follow, unless it is called one
    rf"{_CALLED}1[3-9]\d{{9}}(?!\d)|(?<!\d)1[3-9]\d{{9}}(?!\d|\.\d{{1,2}}(?!\d)|\s?(?:[美港欧日千]元|百万元|[元万亿%‰人件项个台套只种股]))"
)
_NO_FIGURES = re.compile(
    r"(?=[\dA-Z近最过前未今每第满连二一t〔\[(N编电手联传T])(?:"
    rf"{_YEAR}\s?年?\s?[-~至到—]\s?{_YEAR}\s?年?度?"
    rf"|{_YEAR}\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号])?)?(?:度|末|初|报|底)?(?:\s?\d{{1,2}}\s?[-~至]\s?\d{{1,2}}\s?月)?"
    rf"|{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}\s?月\s?\d{{1,2}}\s?[日号]|\d{{1,2}}(?:\s?[-~至]\s?\d{{1,2}})?\s?月(?:份|末|底)?"
    rf"|[二一][〇零○一二三四五六七八九]{{3}}年(?:[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}[日号])?)?"
    r"|(?:近|最近|过去|前|未来|今后|每|第|满|连续)\s?(?:[一二两三四五六七八九十]|\d{1,2})(?:个)?(?:会计|完整)?年度?"
    r"|\d+(?:\s?[-~至]\s?\d+)?\s?年(?:期|内|前|后|以内|来|间)"
    r"|第\s?[一二三四五六七八九十百\d]+\s?(?:[条款项届次期批号页章节名位大版个季])"
    r"|(?:前|top)\s?[一二三四五六七八九十\d]+\s?(?:名|位|大|强|家|甲)"
    r"|[〔\[(]\s?(?:19|20)\d{2}\s?[〕\])]\s?(?:第\s?)?\d+\s?号|(?:No\.?|NO\.?|编号[:为]?)\s?[\dA-Za-z-]+"
    r"|[A-Z]{1,6}(?:/[A-Z]{1,2})?\s?\d{3,}(?:\.\d+)*(?:[-:]\d+)*|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"
    rf"|{_MOBILE}"
    r"|(?<!\d)400-?\d{3}-?\d{4}(?!\d)"
    r"|(?<![0-9A-Za-z])(?=[0-9A-Z]*[A-Z])[0-9A-Z]{15,}(?![0-9A-Za-z]))"
)
_AFTER_UNIT = {
    "个": re.compile(r"\s?(?:百分点|月|工作日|交易日|自然日|小时|季度|年度|会计|完整|基点|人|性)"),
    "人": re.compile(r"\s?(?:次|民|均|才|工|大|力|类|文|事|机|寿|体|格)"),
    "名": re.compile(r"\s?(?:称|单|下|录|义|牌|优|校|列)"),
    "位": re.compile(r"\s?(?:于|居|列|置)"),
    "家": re.compile(r"\s?(?:电|具|庭|居|用|乡)"),
    "年": re.compile(r"\s?(?:报|期|度|末|初|底|第|营|净|研|的|增|实|全|公司|出|缴|版|级|月|会|后|前|内|产|均|来|间|\d)"),
    "元": re.compile(r"\s?(?:[/／]|素|件|器|每)"),
    "种": re.compile(r"\s?(?:植|子)"),
    "份": re.compile(r"\s?(?:额)"),
    "台": re.compile(r"\s?(?:湾|阶|账)"),
    "件": re.compile(r"\s?(?:[/／])"),
    "天": re.compile(r"\s?(?:然|津)"),
    "只": re.compile(r"\s?(?:有|能|是|要)"),
    "": re.compile(
        r"\s?(?:头|吨|股|瓶|羽|剂|支|米|平|亩|千瓦|公里|立方|斤|公斤|克|升|度|次|片|颗|粒|块|根|双|张|箱|人次|字|点|小时|分钟|秒|千米|公顷|转|m2|m3|kW|MW|GW|mm|kg|[/／]|多[头吨股人家])"
    ),
}
_CALCULATED = re.compile(r"[×*÷=]\s?$")
_IN_ENGLISH = re.compile(r"\s?(?:million|billion|thousand|trillion|mn\b|bn\b)", re.IGNORECASE)
_INDEFINITE = ("一", "二", "百", "千", "万", "亿")
_NO_LISTS = "唯第每何某另中之是为这那同"
_COUNTING = ("项", "个", "件", "台", "套", "家", "种", "只", "份", "款", "户", "条", "篇", "座", "辆", "名", "位", "人", "年", "天")


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity in running text; `text` is text[start:end] as printed. `repaired` says that a letter was read as a digit (O.85)."""

    start: int
    end: int
    text: str
    quantity: Quantity
    repaired: bool = False


def find_quantities(text: str, *, unit: str | None = None) -> tuple[Found, ...]:
    """Every quantity in running text, in its order; `unit` is the printed unit that bare amounts (12,345.67) stand in, if one was said."""
    flat, origin = flattened(text)
    candidates = list(_candidates(flat, unit))
    taken = no_figures(flat) if candidates else []
    found: list[Found] = []
    for start, end, quantity in candidates:
        if not any(start < last and first < end for first, last in taken):
            taken.append((start, end))
            place = (origin[start], origin[end - 1] + 1)
            found.append(Found(*place, text[slice(*place)], quantity, re.search(r"[Oo]\.\d", flat[start:end]) is not None))
    return tuple(sorted(found, key=lambda one: one.start))


def no_figures(flat: str) -> list[tuple[int, int]]:
    """Where dates, ranks, codes and the numbers of laws stand."""
    return [match.span() for match in _NO_FIGURES.finditer(flat)]


def flattened(text: str) -> tuple[str, Sequence[int]]:
    """NFKC character by character, with the place of each in the text; endless rows of digits are no figures and are blotted out."""
    if unicodedata.is_normalized("NFKC", text):  # paragraphs come so
        return without_endless(text), range(len(text))
    pieces = [(piece, place) for place, char in enumerate(text) for piece in unicodedata.normalize("NFKC", char)]
    return without_endless("".join(piece for piece, _ in pieces)), [place for _, place in pieces]


def _candidates(flat: str, assumed: str | None) -> Iterator[tuple[int, int, Quantity]]:
    """What looks like a figure, surest shapes first."""
    for pattern, read, words in (
        (_RANGE, _ranged, _TO),
        (_TIMES, _times_over, ("倍",)),
        (_PER_HUNDRED, _per_hundred, ("百分之",)),
        (_TENTHS, _tenths, ("成",)),
        (_WRITTEN, _written, ("",)),
    ):
        for match in pattern.finditer(flat) if any(word in flat for word in words) else ():
            quantity = read(match)
            if quantity is not None and _stands_alone(match, flat):
                yield *_extent(match), quantity
    for match in _AMOUNT.finditer(flat):
        quantity = _amount(match, assumed)
        if quantity is not None and _stands_alone(match, flat):
            yield *_extent(match), quantity


def _extent(match: re.Match[str]) -> tuple[int, int]:
    """A figure with its qualifier, without the brackets that only set it apart and without white space around."""
    groups = match.groupdict()
    if groups.get("open") and not _in_brackets(match):
        return match.end("open"), max(match.end(name) for name in ("number", "multiple", "rest_multiple", "unit"))
    printed = match.group()
    lead = len(printed) - len(printed.lstrip())
    return match.start() + lead, match.end() - (len(printed) - len(printed.rstrip()))


def _stands_alone(match: re.Match[str], flat: str) -> bool:
    """Whether the unit is a word of its own (3 人 in 3 人次 is none), and the number no part of a code."""
    groups = match.groupdict()
    unit = groups.get("unit") or groups.get("low_unit") or ""
    shape = _AFTER_UNIT.get(unit)
    end = match.end("unit") if groups.get("unit") else match.end()
    if _IN_ENGLISH.match(flat, end) or _CALCULATED.search(flat, max(0, match.start() - 3), match.start()):
        return False
    return not (shape is not None and not groups.get("after") and shape.match(flat, end))


def _amount(match: re.Match[str], assumed: str | None) -> Quantity | None:
    prefix = match["prefix"] or match["inner"] or match["second"]
    base = _base(match["unit"], prefix, match["multiple"] or match["outer"])
    if base is None and assumed is not None and re.search(r"[.,]\d", match["number"]):
        base = PRINTED_UNITS.get(assumed)
    if base is None or (match["open"] and not (match["close1"] or match["close2"])):
        return None
    unit, factor = base
    printed = match["number"].replace(" ", "").replace("O", "0").replace("o", "0")
    value, step = number_in(printed, factor)
    if match["rest"]:
        more = _rest(match["rest"])
        if more is None or match["multiple"] != "亿":
            return None
        value, step = value + more * 10000, Decimal(10000)
    negative = match["sign"] in ("-", "−", "△") or _in_brackets(match)
    return Quantity(-value if negative else value, unit, step, None, _qualifier(match))


def _rest(text: str) -> Decimal | None:
    """0350 and 零350 after 1亿."""
    bare = text.lstrip("零0") or "0"
    if bare.isdigit():
        return Decimal(bare)
    numeral = parse_numeral(bare)
    return None if numeral is None else numeral[0]


def _in_brackets(match: re.Match[str]) -> bool:
    """(1,234.56) 元 is a loss; (1,234.56 元) and (¥1,234.56) only say an amount again."""
    return bool(match["open"] and match["close1"] and not match["inner"] and not match["second"] and re.search(r"[.,]", match["number"]))


def _is_listed(match: re.Match[str]) -> bool:
    """高层次人才一名,外籍专家两名: one of several counts after their names, and not the article of 一名."""
    text = match.string
    after, lead = text[match.end() : match.end() + 1], text[max(0, match.start() - 1) : match.start()]
    apart = after != "" and after in ",;、。和及"
    if match["number"] != "一" or not apart or not "\u4e00" <= lead <= "\u9fff" or lead in _NO_LISTS:
        return False
    return _counts_of(match["unit"]).search(text) is not None


@lru_cache(maxsize=64)
def _counts_of(unit: str) -> re.Pattern[str]:
    """Counts of one unit after what is counted, with something after them that parts a list."""
    return re.compile(rf"[\u4e00-\u9fff][二两三四五六七八九十\d]+{re.escape(unit)}(?=[,;、。和及]|$)")


def _written(match: re.Match[str]) -> Quantity | None:
    """三千二百一十五万六千元, 十二项; 一个 counts nothing."""
    numeral, unit = match["number"], match["unit"]
    if unit in _COUNTING and numeral in _INDEFINITE and not _is_listed(match):
        return None
    if not set(numeral) & set("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两貳參十拾"):
        return None
    is_bill = bool(set(numeral) & set("壹贰叁肆伍陆柒捌玖拾佰仟"))
    if unit[0] in "元圆" and (is_torn(numeral) or (is_bill and follows_letter(match.string, match.start("number")))):
        return None
    if unit[0] in "元圆" and (match["coins"] or (is_bill and parse_capitals(f"{numeral}元") is None)):
        return parse_capitals(numeral + unit)
    number = parse_numeral(numeral)
    base = PRINTED_UNITS.get(re.sub(r"[整正]$", "", unit).replace("圆", "元"))
    if number is None or base is None:
        return None
    value, step = number
    factor = MULTIPLES[match["multiple"] or ""] * base[1]
    is_formal = is_bill and base[0] == CNY and not match["more"]
    value, step = value * factor, Decimal("0.01") if is_formal else step * factor
    return Quantity(-value if match["sign"] else value, base[0], step, None, _qualifier(match))


def _per_hundred(match: re.Match[str]) -> Quantity | None:
    """百分之三十, 百分之三点五."""
    whole = parse_numeral(match["whole"]) if not match["whole"][0].isdigit() else number_in(match["whole"], Decimal(1))
    if whole is None:
        return None
    value, step = whole
    if match["part"]:
        digits = "".join(str(int(parse[0])) for digit in match["part"] if (parse := parse_numeral(digit)) is not None)
        step = Decimal(1).scaleb(-len(digits))
        value += Decimal(digits or "0") * step
    return Quantity(value, PERCENT, min(step, Decimal(1)), None, _qualifier(match))


def _tenths(match: re.Match[str]) -> Quantity | None:
    """三成, 三成五."""
    tens = Decimal(match["tens"]) if match["tens"].isdigit() else (parse_numeral(match["tens"]) or (Decimal(0),))[0]
    ones = (
        {None: Decimal(0), "半": Decimal(5)}.get(match["ones"])
        if match["ones"] in (None, "半")
        else (parse_numeral(match["ones"]) or (Decimal(0),))[0]
    )
    if not tens or ones is None:
        return None
    return Quantity(tens * 10 + ones, PERCENT, Decimal(1 if match["ones"] else 10), None, _qualifier(match))


def _times_over(match: re.Match[str]) -> Quantity | None:
    """增长1.2倍 is a growth of 120 %."""
    printed = match["number"]
    number = number_in(printed, Decimal(1)) if printed[0].isdigit() else parse_numeral(printed)
    return None if number is None else Quantity(number[0] * 100, PERCENT, number[1] * 100, None, _qualifier(match))


def _ranged(match: re.Match[str]) -> Quantity | None:
    base = _base(match["unit"] or match["low_unit"], None, match["multiple"])
    if base is None or not (match["unit"] or match["low_unit"] or match["multiple"]):
        return None
    unit, factor = base
    low_base = (
        _base(match["low_unit"] or match["unit"], None, match["low_multiple"]) if match["low_multiple"] or match["low_unit"] else base
    )
    if low_base is None or low_base[0] != unit:
        return None
    (low, low_step), (top, top_step) = number_in(match["low"], low_base[1]), number_in(match["high"], factor)
    return None if top <= low else Quantity(low, unit, min(low_step, top_step), top, SPOKEN.get(match["before"] or ""))


def _base(unit: str | None, prefix: str | None, multiple: str | None) -> tuple[str, Decimal] | None:
    """Base unit and factor of what is printed; 2.3亿 alone is money."""
    if unit is not None and not (unit == "元" and PREFIXES.get(prefix or "", CNY) != CNY):
        return PRINTED_UNITS.get((multiple or "") + unit)
    if prefix is not None:
        return PREFIXES[prefix], MULTIPLES[multiple or ""]
    return (CNY, MULTIPLES[multiple]) if multiple in ("亿", "万亿", "千万", "百万", "万") else None


def _qualifier(match: re.Match[str]) -> Qualifier | None:
    groups = match.groupdict()
    words = (
        SPOKEN.get(groups["before"] or ""),
        AFTER.get(groups["after"] or ""),
        MORE.get(groups.get("more") or groups.get("more2") or ""),
    )
    return next((word for word in words if word is not None), None)
