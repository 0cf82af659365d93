"""What agreements call their parties: 甲方, 乙方（投资方）, 投资方一."""

from __future__ import annotations

import re

PARTY = r"(?:[甲乙丙丁戊己庚辛]方|领投方|跟投方|(?:投资方|投资人|投资者|增资方|认购方)(?:[一二三四五六七八九十A-F]|\d{1,2}))"


def party_in(label: str) -> str | None:
    """The party that a label names: 乙方（投资方） is 乙方; 投资方 alone is none, for there may be several."""
    match = re.match(PARTY, label)
    return None if match is None else match.group()
