"""How two strings of digits or characters differ: by a slip of the fingers, or by more."""

from __future__ import annotations


def is_transposed(one: str, two: str) -> bool:
    """Whether exchanging two neighbours turns one into the other."""
    if len(one) != len(two):
        return False
    odd = [place for place, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
    if len(odd) != 2 or odd[1] != odd[0] + 1:
        return False
    first, second = odd
    return one[first] == two[second] and one[second] == two[first]


def is_one_digit_off(one: str, two: str) -> bool:
    """Whether one character was changed, left out or put in."""
    if len(one) == len(two):
        return sum(a != b for a, b in zip(one, two, strict=True)) == 1
    shorter, longer = sorted((one, two), key=len)
    return len(longer) == len(shorter) + 1 and any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
