"""Names of places as lists write them: 江苏, 江苏省 and 苏州市 of a column are compared without their suffix."""

from __future__ import annotations

from functools import lru_cache

from docintel.text.normal import squeezed
from docintel.text.regions import PROVINCE_OF
from docintel.text.regions import PROVINCES
from docintel.text.regions import SUFFIXES


@lru_cache(maxsize=8192)
def place_key(text: str) -> str:
    """The name without white space and without its suffix, where two characters remain: 苏州市 -> 苏州, 内蒙古自治区 -> 内蒙古, 市 stays."""
    name = squeezed(text)
    for known in (*PROVINCES, *PROVINCE_OF):
        if name.startswith(known) and name.removeprefix(known) in SUFFIXES:
            return known
    suffix = next((one for one in SUFFIXES if name.endswith(one) and len(name) - len(one) >= 2), "")
    return name.removesuffix(suffix)


def is_place(text: str) -> bool:
    """Whether a text is the name of a province, prefecture or well-known county and nothing else."""
    return place_key(text) in PROVINCE_OF or place_key(text) in PROVINCES
