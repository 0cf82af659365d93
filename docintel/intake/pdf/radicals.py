"""Radicals as the characters they look like.

Fonts draw 月 and the Kangxi radical ⽉ with one glyph, and files often name it by the radical: nothing that is searched for would be found.
"""

from __future__ import annotations

import unicodedata

import numpy as np

from docintel.intake.pdf.raw import Codes

FIRST, LAST = 0x2E80, 0x2FDF
# Unicode gives the Kangxi block its characters; for the forms in the block before it Unicode has no decomposition.
SIMPLIFIED = "⺟母⺠民⻁虎⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻏阝⻐钅⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龜⻳龟"


def _characters() -> Codes:
    table = [ord(unicodedata.normalize("NFKC", chr(code))) for code in range(FIRST, LAST + 1)]
    for radical, character in zip(SIMPLIFIED[::2], SIMPLIFIED[1::2], strict=True):
        table[ord(radical) - FIRST] = ord(character)
    return np.array(table, np.uint32)


_CHARACTERS = _characters()


def unified(codes: Codes) -> Codes:
    """The same codes, radicals replaced."""
    radicals = (codes >= FIRST) & (codes <= LAST)
    if radicals.any():
        codes[radicals] = _CHARACTERS[codes[radicals] - FIRST]
    return codes
