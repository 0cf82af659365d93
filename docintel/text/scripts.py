"""One form for Chinese written in several: traditional characters, glyphs that print confuses, sounds in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from itertools import product

from opencc import OpenCC

from docintel.text.confused import CONFUSED
from docintel.text.lookalikes import LOOKALIKES

_READINGS = 16  # of one word with characters of several sounds
_LAST_COMMON = 0xD7  # first byte of the last row of common letters
_TONE = re.compile(r"[^a-z]")


def simplified(text: str) -> str:
    """Traditional characters replaced by simplified ones; text that GB 2312 can write is left as it is."""
    return text if _is_gb2312(text) else _converter().convert(text)


def simpler_letters() -> Iterator[tuple[str, str]]:
    """Every single character that OpenCC's tables write otherwise in simplified text, with the first of the ways; to convert each takes far longer."""
    for _, _, entries in _converter().dict_cache.values():
        for letter, others in entries.items():
            if len(letter) == 1:
                yield letter, others.split(" ")[0]


def look_alike(one: str, two: str) -> bool:
    """Whether blurred print confuses two characters."""
    return two in _alike().get(one, "")


def is_confused(one: str, two: str) -> bool:
    """Whether recognition takes one character for the other: they look alike, or they are known to be confused."""
    return look_alike(one, two) or look_alike(two, one) or any(one in group and two in group for group in CONFUSED.split())


def is_rare(letter: str) -> bool:
    """Whether a letter is none of the 3,755 common ones of GB 2312: in a heading it is rather a misread one."""
    try:
        code = letter.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return len(code) == 2 and code[0] > _LAST_COMMON


def is_unlisted(letter: str) -> bool:
    """Whether a Chinese letter is none of GB 2312: of those no list says what they look like."""
    return "\u4e00" <= letter <= "\u9fff" and not _is_gb2312(letter)


def readings(word: str) -> frozenset[str]:
    """What a word can sound like, in Latin letters without tones; characters of several sounds give several readings."""
    from pypinyin import Style  # its tables of phrases take a quarter of a second to load: only for names in Latin letters
    from pypinyin import pinyin

    sounds = pinyin(word, style=Style.NORMAL, heteronym=True, v_to_u=False)
    found = product(*([_plain(sound) for sound in choices] for choices in sounds))
    return frozenset("".join(parts) for parts in islice(found, _READINGS))


def _plain(sound: str) -> str:
    return _TONE.sub("", sound.lower().replace("ü", "u").replace("v", "u"))


def _is_gb2312(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    """The table in both directions."""
    found: dict[str, str] = {}
    for word in LOOKALIKES.split():
        first = word[0]
        for other in word[1:]:
            found[first] = found.get(first, "") + other
            found[other] = found.get(other, "") + first
    return found
