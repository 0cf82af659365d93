"""Identifiers with their check digits: credit codes (GB 32100), organisation codes (GB 11714), licence numbers, patents, ID cards (GB 11643)."""

from __future__ import annotations

import re
from collections.abc import Callable

from docintel.domain.fact import Identifier
from docintel.text.normal import squeezed
from docintel.text.numerals import parse_numeral

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9)
_CONFUSABLE = ("0DOQ", "1IL7", "2Z", "5S", "8B", "6G", "4A", "UV", "CG", "EF", "MN", "WX", "3J", "9P", "KX", "TY", "HN", "RP")

_OTHER_REGISTER = re.compile(r"[A-Z\u4e00-\u9fff]{2}")
_PATTERNS = {
    "uscc": re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{2}[0-9OIlSBZ]{6}[0-9A-Za-z]{10}(?![0-9A-Za-z])"),  # print confuses 0 and O
    "organisation_code": re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{8}-?[0-9X](?![0-9A-Za-z])"),
    "licence_number": re.compile(r"(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])"),
    "patent": re.compile(
        r"(?:ZL|CN|zl)?\s?((?:19|20)\d{2}\s?[12389]\s?\d{7}|[89]\d\s?[123]\s?\d{5}|0[0-3]\s?[123]\s?\d{5})\s?[.．]?\s?([0-9Xx])(?![0-9A-Za-z])"
    ),
    "id_card": re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])"),
    "product_code": re.compile(r"(?<!\d)\d{8}(?:\d{2})?(?!\d)"),
    "industry_division": re.compile(r"(?<!\d)\d{2}(?!\d)"),
    "industry_class": re.compile(r"(?<!\d)\d{4}(?!\d)"),
    "serial": re.compile(r".+"),
    "rank": re.compile(r"(?:[第前]|TOP)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[名位强]?", re.IGNORECASE),
    "goods_class": re.compile(r"第?\d{1,2}类?"),
    "report_code": re.compile(r"[\u4e00-\u9fff]?\d{2}[0-9A-Z]{8}"),
}


def identify(scheme: str, text: str) -> Identifier:
    """The identifier that the text is, normalised; `valid` says whether its check digits hold, None where the scheme has none.

    A list of rights holds numbers of other registers too (BS.205012345, 国审稻20210001): they have no check digit of a patent.
    """
    code = _normalised(scheme, text)
    check = None if scheme == "patent" and _OTHER_REGISTER.match(code) else _CHECKS.get(scheme)
    return Identifier(scheme, code, None if check is None else check(code))


def find_identifiers(scheme: str, text: str) -> tuple[tuple[int, int, Identifier], ...]:
    """Everything in running text that has the scheme's shape, with where it stands; check digits may fail."""
    return tuple((*match.span(), identify(scheme, match.group())) for match in _PATTERNS[scheme].finditer(text))


def uscc_repairs(code: str) -> tuple[str, ...]:
    """The valid credit codes one confusable character away; only a single one is worth offering, marked as repaired."""
    printed = squeezed(code).upper()
    found = {
        repaired
        for place, char in enumerate(printed)
        for group in _CONFUSABLE
        if char in group
        for other in group
        if other != char and valid_uscc(repaired := printed[:place] + other + printed[place + 1 :])
    }
    return tuple(sorted(found))


def valid_uscc(code: str) -> bool:
    """Both check digits of a credit code, and its numeric region (GB 32100-2015; a missing final mod 31 would refuse 3.1 % of true codes)."""
    if len(code) != 18 or not set(code) <= set(USCC_ALPHABET) or not code[2:8].isdigit():
        return False
    total = sum(USCC_ALPHABET.index(char) * weight for char, weight in zip(code[:17], _USCC_WEIGHTS, strict=True))
    return code[17] == USCC_ALPHABET[(31 - total % 31) % 31] and valid_organisation_code(code[8:17])


def valid_organisation_code(code: str) -> bool:
    """The check character of an organisation code without its hyphen (GB 11714)."""
    if len(code) != 9 or not set(code) <= set(_ORGANISATION_ALPHABET):
        return False
    total = sum(_ORGANISATION_ALPHABET.index(char) * weight for char, weight in zip(code[:8], _ORGANISATION_WEIGHTS, strict=True))
    return code[8] == {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def valid_licence_number(code: str) -> bool:
    """The old 15-digit licence number (ISO 7064 mod 11,10)."""
    if len(code) != 15 or not code.isdigit():
        return False
    product = 10
    for digit in code[:14]:
        product = (((product + int(digit)) % 10) or 10) * 2 % 11
    return (product + int(code[14])) % 10 == 1


def valid_patent(code: str) -> bool:
    """The check digit of an application number (ZC 0006-2003 and the nine-digit numbers before)."""
    body, _, check = code.partition(".")
    if len(body) not in (8, 12) or not body.isdigit():
        return False
    weights = (_PATENT_WEIGHTS + _PATENT_WEIGHTS)[: len(body)]
    remainder = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 11
    return check == ("X" if remainder == 10 else str(remainder))


def valid_id_card(code: str) -> bool:
    """The check character of an ID card number (GB 11643)."""
    if len(code) != 18 or not code[:17].isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(code[:17], _ID_WEIGHTS, strict=True))
    return code[17] == "10X98765432"[total % 11]


def _normalised(scheme: str, text: str) -> str:
    printed = squeezed(text).upper()
    if scheme == "patent":
        body = printed.removeprefix("专利号:").removeprefix("ZL").removeprefix("CN").replace(".", "")
        return f"{body[:-1]}.{body[-1]}" if len(body) in (9, 13) else body
    if scheme == "organisation_code":
        return printed.replace("-", "")
    if scheme in _SAID_AROUND:
        return _SAID_AROUND[scheme](squeezed(text))
    shape = _PATTERNS.get(scheme)
    found = shape.search(printed) if shape is not None and scheme.startswith(("product", "industry")) else None
    return found.group() if found is not None else printed


def _serial(printed: str) -> str:
    """The number of a paper: 证书号第42576号 is 42576; letters before the number belong to it (软著登字第0123456号)."""
    return re.sub(r"^(?:证书号|编号|N[Oo]\.|№)?:?第(.+)号$", r"\1", re.sub(r"^(?:N[Oo][.:]|№):?(?=\d)", "", printed))


def _rank(printed: str) -> str:
    """第2位, 第二名, 第二完成单位, 2/5 and 2 are 2; 前三 is 3, the last that it can be."""
    match = re.fullmatch(r"(?:[第前]|TOP)?(\d+|[一二三四五六七八九十]+)(?:[名位强]|完成单位)?(?:/\d+)?", printed.upper())
    if match is None:
        return printed
    numeral = None if match[1].isdigit() else parse_numeral(match[1])
    return match[1] if match[1].isdigit() else printed if numeral is None else str(numeral[0])


_SAID_AROUND: dict[str, Callable[[str], str]] = {
    "serial": _serial,
    "rank": _rank,
    "goods_class": lambda printed: printed.removeprefix("第").removesuffix("类").lstrip("0") or printed,
}
"""Schemes whose codes are printed with words around them, and the code without those."""

_CHECKS: dict[str, Callable[[str], bool]] = {
    "uscc": valid_uscc,
    "organisation_code": valid_organisation_code,
    "licence_number": valid_licence_number,
    "patent": valid_patent,
    "id_card": valid_id_card,
}
