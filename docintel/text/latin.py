"""English names of Chinese enterprises: the region and the brand by their sound, the trade by its words."""

from __future__ import annotations

import re
from functools import lru_cache

from docintel.domain.wording import Wording
from docintel.text.names import NameParts
from docintel.text.names import canonical_name
from docintel.text.regions import REGIONS
from docintel.text.scripts import readings
from docintel.text.trades import ENGLISH_FORMS
from docintel.text.trades import ENGLISH_GROUP
from docintel.text.trades import ENGLISH_TRADES

_WORD = re.compile(r"[a-z][a-z'-]*")
_LETTERS = re.compile(r"[A-Za-z]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FITS, _FITS_WITHOUT_REGION, _OPEN, _OTHER = 0.8, 0.65, 0.45, 0.2
_HALF = 0.5


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, without Chinese characters."""
    return _HAN.search(name) is None and len(_LETTERS.findall(name)) > 2


def same_latin(one: str, two: str) -> bool:
    """Whether two English names have the same words in their order, the words for the legal form aside."""
    return bool(_words(one)) and _words(one) == _words(two)


def compare_latin(english: str, chinese: NameParts) -> tuple[float, Wording]:
    """What an English name is worth as the name of a Chinese one: region and brand must sound alike, the trade must mean the same."""
    words = [word for word in _words(english) if word not in ENGLISH_GROUP]
    sounds = {reading for region in chinese.regions for reading in _region_sounds(region)}
    named = [word for word in words if word in sounds]
    elsewhere = words[:1] if not named and words[:1] and words[0] in _all_regions() and words[0] not in _sounds(chinese.brand) else []
    if elsewhere and chinese.regions:
        return _OTHER, Wording("英文名称的地名不符", "the English name has another region")
    left = [word for word in words if word not in named and word not in elsewhere]
    brand, trades = _split(left, chinese.brand)
    if brand is None:
        return _OTHER, Wording("英文名称的读音与字号不符", "the English name does not sound like the brand")
    fitting = [word for word in trades if any(meaning in chinese.trading for meaning in ENGLISH_TRADES.get(word, ()))]
    known = [word for word in trades if word in ENGLISH_TRADES]
    if known and len(fitting) < len(known) * 0.67:
        return _OPEN if len(fitting) >= len(known) * _HALF else _OTHER, Wording(
            "英文名称的行业用语不符", "the English name has another trade"
        )
    worth = _FITS if named or not (chinese.regions or elsewhere) else _FITS_WITHOUT_REGION
    return worth, Wording(
        f"英文名称读音与字号相符（{brand}），行业用语相符", f"the English name sounds like the brand ({brand}) and means the trade"
    )


@lru_cache(maxsize=1024)
def _words(english: str) -> tuple[str, ...]:
    text = canonical_name_latin(english)
    return tuple(word for word in _WORD.findall(text) if word.replace("-", "") not in ENGLISH_FORMS)


def canonical_name_latin(english: str) -> str:
    """Lower case, abbreviations without their dots."""
    return re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", english.lower().replace("，", ",")).replace("l.p.", "lp")


def _split(words: list[str], brand: str) -> tuple[str | None, list[str]]:
    """The first words that together sound like the brand, and the words left for the trade; the brand may end in words no list has."""
    wanted = _sounds(brand) | {sound for end in range(2, len(brand)) for sound in _sounds(brand[:end])}
    for count in range(1, len(words) + 1):
        said = re.sub(r"[^a-z]", "", "".join(words[:count]))
        if said in wanted:
            return said, words[count:]
    return None, words


@lru_cache(maxsize=4096)
def _sounds(brand: str) -> frozenset[str]:
    return readings(canonical_name(brand)) if brand else frozenset()


@lru_cache(maxsize=1024)
def _region_sounds(region: str) -> frozenset[str]:
    return readings(region)


@lru_cache(maxsize=1)
def _all_regions() -> frozenset[str]:
    return frozenset(reading for region in REGIONS for reading in _region_sounds(region))
