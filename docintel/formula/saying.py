"""A worked calculation in words of both languages: names of the pack by their labels, joints in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable

from docintel.domain.concept import Taxonomy
from docintel.domain.wording import Wording

STEPS = {"y1": 0, "y2": 1, "y3": 2}
Called = Callable[[str], Wording | None]  # a name of a formula, `revenue[y1]`, as a person calls it; None where it is no name

WORDS = {
    "percent": Wording("占比", "share"),
    "growth": Wording("增长率", "growth"),
    "cagr": Wording("复合增长率", "compound growth"),
    "per": Wording("人均", "per head"),
    "mean": Wording("平均", "mean"),
    "sum": Wording("合计", "sum"),
    "min": Wording("最小", "least of"),
    "max": Wording("最大", "greatest of"),
    "abs": Wording("绝对值", "absolute"),
    "count": Wording("项数", "number of"),
    "known": Wording("已填", "given"),
    "band": Wording("分档", "band"),
    "band_down": Wording("分档", "band"),
}
"""What functions of formulas are called where their working could not be written out."""

LISTS = {
    "ip": Wording("知识产权清单", "list of rights"),
    "patents": Wording("专利清单", "list of patents"),
    "top_products": Wording("主要产品清单", "list of top products"),
    "years_since_registration": Wording("成立年限", "years since registration"),
    "is_sme": Wording("是否为中小企业", "whether it is an SME"),
}
JOINTS = (("；且 ", "; and "), ("；或 ", "; or "), ("（在取整误差内）", " (within rounding)"), (" 未知", " unknown"), ("非（", "not ("), ("最小（", "least of ("), ("最大（", "greatest of ("))  # fmt: skip
_NAME = re.compile(r"(?<![\w.\"])[a-z][a-z0-9_]*(?:\[\w+\])?(?![\w\"])")
_YES = re.compile(r"(?:^|(?<=[；且或] )|(?<=（))[是否](?=[ ；）]|$)")


def in_words(printed: str, called: Called) -> Wording:
    """The same calculation said in Chinese and English; what is no name of a pack stays as it is."""
    english = _YES.sub(lambda match: {"是": "yes", "否": "no"}[match.group()], printed)
    for zh, en in JOINTS:
        english = english.replace(zh, en)
    return Wording(_named(printed, called, zh=True), _named(english, called, zh=False))


def calling(taxonomy: Taxonomy, last_year: int) -> Called:
    """Names by the labels of the taxonomy; y1 is `last_year`, y2 the year before it."""

    def called(name: str) -> Wording | None:
        concept, _, rest = name.partition("[")
        if concept not in taxonomy:
            return None
        label, step = taxonomy.label(concept), rest.rstrip("]")
        year = str(last_year - STEPS[step]) if step in STEPS else step
        return Wording(f"{year}年{label.zh}", f"{label.en} {year}") if year else label

    return called


def _named(text: str, called: Called, *, zh: bool) -> str:
    def name(match: re.Match[str]) -> str:
        known = called(match.group()) or LISTS.get(match.group())
        if known is None and text[match.end() : match.end() + 1] == "(":
            known = WORDS.get(match.group())
        return match.group() if known is None else known.zh if zh else known.en

    return _NAME.sub(name, text)
