"""Legal names of enterprises: region, brand, trade, form; taken apart here and compared in `likeness`, never merged on likeness alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from docintel.text.normal import squeezed
from docintel.text.regions import REGIONS
from docintel.text.regions import SUFFIXES
from docintel.text.scripts import simplified
from docintel.text.trades import FORMS
from docintel.text.trades import TRADES

_REGION, _SUFFIX = "|".join(REGIONS), "|".join(SUFFIXES)
_LEADING = re.compile(
    rf"^(?:(?P<known>{_REGION})(?P<suffix>{_SUFFIX})?|(?P<other>[\u4e00-\u9fff]{{2,3}})(?:市|县|区)(?=[\u4e00-\u9fff]{{4}}))"
)
_INNER = re.compile(rf"(?P<known>{_REGION})(?:{_SUFFIX})?")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_INDUSTRY = re.compile(rf"(?:{'|'.join(TRADES)})+$")
_NOTE = re.compile(r"\((?P<word>原名|原|曾用名|前身为?|以下简称|下称|简称|又名)[:为]?(?P<other>[^()]*)\)")
_QUOTES = re.compile(r"[\"'“”‘’「」《》]")
_MARKS = re.compile(r"(?<=[司厂所院心伙)])[\d*#]+$")
_BRANCH = re.compile(
    r"^(?P<whole>.*?(?:有限责任公司|有限公司|集团公司|总公司|事务所|合伙企业)(?:\((?:有限合伙|普通合伙|特殊普通合伙)\))?)(?P<branch>[^(].*)$"
)
_PART_OF_FORM = re.compile(r"^(?:有限|股份|集团|公司)")
_NUMBERED = re.compile(r"第?([〇零一二三四五六七八九]{2,})(?=研究|设计|所|院|厂)")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LEAST_BRAND = 2


class NameMatch(StrEnum):
    """What two names alone can say."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class NameParts:
    """A legal name in its parts; a part that is not there is empty. `regions` are in the order of the name, `others` names it goes by too."""

    regions: tuple[str, ...]
    brand: str
    industry: str
    form: str
    branch: str
    group: bool = False
    others: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        """Every region named, sorted."""
        return "".join(sorted(self.regions))

    @property
    def trading(self) -> str:
        """Brand and trade: what short forms are cut from."""
        return self.brand + self.industry


def normalise_name(text: str) -> str:
    """NFKC, no white space, brackets half width, no trailing punctuation: the form in which names are looked up."""
    return squeezed(text).replace("〔", "(").replace("〕", ")").replace("【", "(").replace("】", ")").strip("。,、;:：")


@lru_cache(maxsize=16384)
def canonical_name(text: str) -> str:
    """A name in simplified characters without notes, quotation marks and footnote marks, its numbers in digits."""
    name = _QUOTES.sub("", simplified(normalise_name(text)))
    name = _MARKS.sub("", _NOTE.sub("", name))
    return _NUMBERED.sub(lambda found: found.group(1).translate(_DIGITS), re.sub(r"第(?=\d+(?:研究|设计|所|院|厂))", "", name))


@lru_cache(maxsize=16384)
def parse_name(text: str) -> NameParts:
    """The parts of a legal name; what is neither region, trade nor form is the brand."""
    others = tuple(note.group("other") for note in _NOTE.finditer(_QUOTES.sub("", simplified(normalise_name(text)))))
    name, branch = _without_branch(canonical_name(text))
    name, group = _without_group_brackets(name)
    regions, name = _bracketed_regions(name)
    form = next((form for form in FORMS if name.endswith(form) and len(name) > len(form)), "")
    rest = name.removesuffix(form)
    leading, rest = _leading_regions(rest)
    rest, in_group = _without_tail(rest, form)
    brand = _brand_of(rest)
    return NameParts((*leading, *regions), brand, rest[len(brand) :], form, branch, group or in_group or form == "集团公司", others)


def _without_branch(name: str) -> tuple[str, str]:
    """What follows a whole legal name is a part of that enterprise: a branch, a union."""
    found = _BRANCH.match(name)
    if found is None or _PART_OF_FORM.match(found.group("branch")):
        return name, ""
    return found.group("whole"), found.group("branch")


def _without_group_brackets(name: str) -> tuple[str, bool]:
    return name.replace("(集团)", ""), "(集团)" in name


def _bracketed_regions(name: str) -> tuple[tuple[str, ...], str]:
    regions: list[str] = []
    for inner in _BRACKETED.findall(name):
        known = _INNER.fullmatch(inner)
        if known is not None:
            regions.append(known.group("known"))
            name = name.replace(f"({inner})", "")
    return tuple(regions), name


def _leading_regions(rest: str) -> tuple[tuple[str, ...], str]:
    """Regions off the front, as long as a brand is left; one without its suffix needs two characters of brand behind it."""
    regions: list[str] = []
    while (leading := _LEADING.match(rest)) is not None:
        left = rest[leading.end() :]
        if len(left) < _LEAST_BRAND or (not leading.group("suffix") and len(_brand_of(left)) < _LEAST_BRAND):
            break
        regions.append(leading.group("known") or leading.group("other"))
        rest = left
    return tuple(regions), rest


def _without_tail(rest: str, form: str) -> tuple[str, bool]:
    """集团 before the form says that it is a group; 股份 at the end of a short name stands for its form."""
    if not form and rest.endswith("股份") and len(rest) > len("股份") + 1:
        rest = rest.removesuffix("股份")
    if rest.endswith("集团") and len(rest) > len("集团") + 1:
        return rest.removesuffix("集团"), True
    return rest, False


def _brand_of(rest: str) -> str:
    industry = _INDUSTRY.search(rest)
    return rest if industry is None or industry.start() == 0 else rest[: industry.start()]
