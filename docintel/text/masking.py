"""Personal numbers made unreadable in what leaves the house: identity cards and mobile telephones."""

from __future__ import annotations

import re

from docintel.text.identifiers import mask_id_card

_MOBILE = re.compile(r"(?<![\d.,])(1[3-9]\d)[- ]?\d{4}[- ]?(\d{4})(?![\d.,]?\d)")


def masked(text: str) -> str:
    """The text with the middle of every identity card number and mobile number as asterisks; do not ask it of an amount of money."""
    return _MOBILE.sub(r"\1****\2", mask_id_card(text))
