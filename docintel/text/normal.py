"""Text brought to one form before it is compared; what is stored stays as printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BLANKS = ("", "-", "--", "—", "——", "－", "–", "/", "／", "不适用", "N/A", "n/a", "无")

_ENUMERATOR = re.compile(r"[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.](?!\d)|(?:注释|附注)\d+[、.:]|[①-⑳]")
_PREFIX = re.compile(r"(?:其中|减|加|注)[:：]|[-—]+(?=[\u4e00-\u9fff])")
_LEADING = frozenset("一二三四五六七八九十(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳其减加注附-—")
_SIGN_REMARK = re.compile(
    r"\([^()]*(?:以[“\"'‘]?[-－—]|号填列|填列)[^()]*\)"
    r"|\(?净?(?:亏损总额|亏损|损失|净增加额|减少)以[“\"'‘]?[-－—][”\"'’]?号填列\)?$"  # brackets that recognition lost
)
_UNIT_SUFFIX = re.compile(
    r"\((?:单位[:：]?)?(?:人民币)?(?:百万|千万|千|万|亿)?(?:美元|港元|欧元|元|人|项|个|年|%|‰|元/股|股)\)"
    r"|[,，](?:人民币)?(?:千|万|亿|百万)?元$"
)
_UNITS = r"(?:百万|千万|千|万|亿)?(?:美元|港元|港币|欧元|日元|元)|%|‰|人|项|个|股"
_UNIT_HEADER = re.compile(
    rf"(?:金额)?单位\s*[:：]?\s*(?:[,，]?(?:若|如|除)[^,，。;；:：均]{{2,14}}[,，]?)?(?:均为|均以|为|以)?\s*(?:人\w币|RMB)?[:：]?\(?({_UNITS})|\(\s*(?:人民币[,、]?)?({_UNITS})\s*(?:[,、;](?:(?:未|已)?经?(?:审计|审阅)|[^()]{{2,14}}(?:除外|外)))?\)"
    rf"|(?:^|年度?|日|月|季度|表|[)）])人民币[:：]?({_UNITS})(?=$|(?:19|20)\d\d|[(（](?:未经?|已?经)?审)|以(?:人民币)?({_UNITS})(?:为单位|列示|呈列|列报|表示)"
    r"|(?:^|年度?|日|月)((?:百万|千万|千|万|亿)(?:美元|港元|港币|欧元|日元|元))$"
)
_YUAN_MISREAD = re.compile(r"(?<=单位)([:：](?:人\w币)?(?:百万|千万|千|万|亿)?)[冗兀尤亓](?=$|[^\w])")  # 元 as recognition may have it
_OF_HONG_KONG = re.compile("港[币元]?((?:百万|千万|千|万|亿)?)元")  # 港币千元 is 千港元


def folded(text: str) -> str:
    """NFKC with white space runs as one space: how two pieces of text are compared."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=8192)  # the same labels and headers are asked for many times over a page
def squeezed(text: str) -> str:
    """NFKC without any white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """A label without its enumerator, 其中：/减：/加：, sign remark, unit suffix, spaces and colon: `一、营业总收入` -> `营业总收入`."""
    key = squeezed(text).strip(":*")
    while True:
        shorter = _led(key)
        if "(" in shorter or shorter.endswith(("元", "填列)", "填列")):  # else there is neither a remark nor a unit
            shorter = _UNIT_SUFFIX.sub("", _SIGN_REMARK.sub("", shorter))
        shorter = shorter.strip(":*、")
        if shorter == key:
            return key
        key = shorter


def _led(key: str) -> str:
    """The label without the number and the word that lead it; what most labels begin with leads nothing."""
    for lead in (_ENUMERATOR, _PREFIX):
        found = lead.match(key) if key[:1] in _LEADING else None
        key = key if found is None else key[found.end() :]
    return key


def printed_unit(text: str) -> str | None:
    """The unit a header or label names: `单位：人民币万元` and `营业收入（万元）` -> 万元; None where it names none."""
    printed = squeezed(text)
    printed = _OF_HONG_KONG.sub(r"\1港元", printed) if "港" in printed else printed
    printed = _YUAN_MISREAD.sub(r"\1元", printed) if "单位" in printed else printed
    speaks = (
        "(" in printed
        or "单位" in printed
        or "人民币" in printed
        or printed.endswith(("元", "港币"))
        or "元列" in printed
        or "元呈" in printed
    )
    found = _UNIT_HEADER.search(printed) if speaks else None
    return None if found is None else next(unit for unit in found.groups() if unit is not None)


def is_blank(text: str) -> bool:
    """Whether a cell is empty or holds a sign for empty; never zero."""
    return squeezed(text) in BLANKS
