"""Codes with right check digits, computed here on their own so that readers can be tried against them."""

from __future__ import annotations

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I, O, S, V, Z
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
PATENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)  # ZC 0006-2003


def organisation_check(body: str) -> str:
    """The ninth character of an organisation code."""
    total = sum(weight * int(char, 36) for weight, char in zip(ORGANISATION_WEIGHTS, body, strict=True))
    return "0X987654321"[total % 11]


def uscc_check(body: str) -> str:
    """The eighteenth character of a unified social credit code."""
    total = sum(weight * USCC_ALPHABET.index(char) for weight, char in zip(USCC_WEIGHTS, body, strict=True))
    return USCC_ALPHABET[-total % 31]


def uscc(region: str, serial: str) -> str:
    """The code of an enterprise registered in `region` (six digits) with the eight characters `serial`."""
    body = f"91{region}{serial}{organisation_check(serial)}"
    return body + uscc_check(body)


def patent_check(digits: str) -> str:
    """The check character after the point of a twelve-digit application number."""
    total = sum(weight * int(char) for weight, char in zip(PATENT_WEIGHTS, digits, strict=True))
    return "0123456789X"[total % 11]


def patent_number(year: int, kind: int, serial: int) -> str:
    """An application number with its check character: `202010123456.7`; kind 1 is an invention, 2 a utility model."""
    digits = f"{year}{kind}{serial:07d}"
    return f"{digits}.{patent_check(digits)}"


def printed_patent_number(number: str) -> str:
    """As certificates print it: `ZL 2020 1 0123456.7`."""
    return f"ZL {number[:4]} {number[4]} {number[5:]}"
