"""How alike two names of enterprises are, part by part, with the reasons; likeness alone merges nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from docintel.domain.wording import Wording
from docintel.text.latin import compare_latin
from docintel.text.latin import is_latin
from docintel.text.latin import same_latin
from docintel.text.names import NameMatch
from docintel.text.names import NameParts
from docintel.text.names import canonical_name
from docintel.text.names import normalise_name
from docintel.text.names import parse_name
from docintel.text.regions import COUNTRY
from docintel.text.regions import PROVINCE_OF
from docintel.text.regions import PROVINCES
from docintel.text.scripts import look_alike

PROBABLY_SAME = 0.5  # of the score: from here on the better guess is that both names mean one enterprise
_OTHERWISE = 0.4  # the most that two different names score
_OPEN_FORMS = ("", "公司", "集团公司", "总公司")
_ONE_FORM = {"有限责任公司": "有限公司", "有限合伙企业": "合伙企业(有限合伙)", "(有限合伙)": "合伙企业(有限合伙)"}
_CONVERTED = frozenset({"有限公司", "股份有限公司"})
_CONFUSED_AT_MOST = 2  # characters that print may have spoilt in one name


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two names say of each other: only SAME merges; `score` (0 to 1) ranks pairs, `reasons` say why."""

    match: NameMatch
    score: float
    reasons: tuple[Wording, ...]

    @property
    def same(self) -> bool:
        """The better guess where nothing but the names is known; never a reason to merge."""
        return self.score >= PROBABLY_SAME


@dataclass(frozen=True, slots=True)
class _Step:
    """What one part of the names says; `worth` scales the score, 0 where it tells them apart."""

    worth: float
    reason: Wording | None = None
    possible: bool = False  # the part does not say the same, only nothing else


_EQUAL = _Step(1.0)


def compare_names(one: str, two: str) -> NameMatch:
    """SAME where the parts are equal (script, brackets, spaces and the place of the region aside), POSSIBLE where nothing contradicts."""
    return name_likeness(one, two).match


@lru_cache(maxsize=16384)
def name_likeness(one: str, two: str) -> Likeness:
    """The match of two names with its score and reasons."""
    if normalise_name(one) == normalise_name(two):
        return Likeness(NameMatch.SAME, 1.0, (Wording("名称相同", "the names are the same"),))
    if canonical_name(one) == canonical_name(two):
        return Likeness(NameMatch.SAME, 0.99, (Wording("除字体、数字写法和附注外相同", "the same but for script, digits and notes"),))
    latin = (is_latin(one), is_latin(two))
    if all(latin):
        return _latin_pair(one, two)
    a, b = parse_name(one), parse_name(two)
    if any(latin):
        english, chinese = (one, b) if latin[0] else (two, a)
        worth, reason = compare_latin(english, chinese)
        return Likeness(NameMatch.POSSIBLE if worth > _OTHERWISE else NameMatch.DIFFERENT, worth, (reason,))
    likeness = _by_parts(a, b)
    if likeness.match is not NameMatch.DIFFERENT:
        return likeness
    return _by_print(one, two, a, b) or _by_other_names(one, two, a, b) or _apart(one, two, likeness)


def _latin_pair(one: str, two: str) -> Likeness:
    if same_latin(one, two):
        return Likeness(NameMatch.SAME, 0.97, (Wording("英文名称除写法外相同", "the English names are the same but for their writing"),))
    return _apart(one, two, Likeness(NameMatch.DIFFERENT, 0.0, (Wording("英文名称不同", "the English names differ"),)))


def _by_parts(a: NameParts, b: NameParts) -> Likeness:
    """The product of what the parts are worth; the first part that tells them apart decides."""
    steps = list(_steps(a, b))
    apart = next((step for step in steps if step.worth == 0), None)
    if apart is not None:
        return Likeness(NameMatch.DIFFERENT, 0.0, () if apart.reason is None else (apart.reason,))
    score = 1.0
    for step in steps:
        score *= step.worth
    reasons = tuple(step.reason for step in steps if step.reason is not None)
    match = NameMatch.POSSIBLE if any(step.possible for step in steps) else NameMatch.SAME
    return Likeness(match, round(min(score, 0.98), 4), reasons or (Wording("各部分相同", "all parts are equal"),))


def _steps(a: NameParts, b: NameParts) -> Iterator[_Step]:
    yield _branches(a, b)
    yield _regions(a.regions, b.regions)
    if a.form in _OPEN_FORMS or b.form in _OPEN_FORMS:
        yield _short(*((a, b) if len(a.trading) <= len(b.trading) else (b, a)))
        return
    yield _brands(a.brand, b.brand)
    yield _trades(a, b)
    yield _groups(a, b)
    yield _forms(_ONE_FORM.get(a.form, a.form), _ONE_FORM.get(b.form, b.form))


def _branches(a: NameParts, b: NameParts) -> _Step:
    if a.branch == b.branch:
        return _EQUAL
    return _Step(
        0, Wording("一方是分支或内设机构", "one is a branch or a body of the other") if not (a.branch and b.branch) else _DIFFERENT_BRANCH
    )


_DIFFERENT_BRANCH = Wording("分支机构不同", "the branches differ")


def _regions(one: tuple[str, ...], two: tuple[str, ...]) -> _Step:
    """A province before its city says nothing new; a region left out leaves it open."""
    a, b = _finest(one), _finest(two)
    if a == b and (COUNTRY in one) == (COUNTRY in two):
        return _EQUAL
    if a == b or not a or not b:
        return _Step(0.8, Wording("一方未写行政区划", "one leaves out the region"), possible=True)
    if {*one} <= {*two} or {*two} <= {*one} or a & {*two} or b & {*one}:
        return _Step(
            1.0 if a & b else 0.8,
            Wording("行政区划写法不同但不矛盾", "the regions are written differently and do not contradict"),
            possible=not a & b,
        )
    if _province(a) & b or _province(b) & a:
        return _Step(0.45, Wording("一方只写到省", "one names the province only"), possible=True)
    return _Step(0, Wording("行政区划不同", "the regions differ"))


def _finest(regions: tuple[str, ...]) -> set[str]:
    """The regions without those that lie around another one, and without the country."""
    named = [region for region in dict.fromkeys(regions) if region != COUNTRY]
    around = {PROVINCE_OF.get(region) for region in named}
    inner = [region for region in named if region not in around]
    return (
        {inner[-1]}
        if inner and inner[-1] not in PROVINCES and len({PROVINCE_OF.get(region) for region in inner} - {None}) < 2
        else {*inner}
    )


def _province(regions: set[str]) -> set[str]:
    return {PROVINCE_OF[region] for region in regions if region in PROVINCE_OF}


def _short(short: NameParts, full: NameParts) -> _Step:
    """A short form keeps the brand, and of the trade some characters in their order."""
    reason = Wording("一方是简称", "one is a short form")
    if not short.form and not full.form and short.trading != full.trading and short.brand == full.brand:
        return _Step(0.6, reason, possible=True) if _in_order(short.industry, full.industry) else _Step(0, _TRADES_DIFFER)
    if short.trading == full.trading:
        return _Step(0.85, reason, possible=True)
    if short.trading.startswith(full.brand) and _in_order(short.trading[len(full.brand) :], full.industry):
        return _Step(0.8, reason, possible=True)
    if _cut_inside(short.trading, full):
        return _Step(0.7, reason, possible=True)
    return _Step(0, Wording("字号不同", "the brands differ"))


def _cut_inside(short: str, full: NameParts) -> bool:
    """What we took for the brand may end in words of a trade that no list has: two characters of it or more may be left out."""
    kept = next((at for at, (x, y) in enumerate(zip(short, full.brand, strict=False)) if x != y), min(len(short), len(full.brand)))
    return kept > 1 and len(full.brand) - kept > 1 and _in_order(short[kept:], full.trading[kept:])


def _in_order(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


_TRADES_DIFFER = Wording("行业用语不同", "the words for the trade differ")


def _brands(one: str, two: str) -> _Step:
    return _EQUAL if one and one == two else _Step(0, Wording("字号不同", "the brands differ"))


def _trades(a: NameParts, b: NameParts) -> _Step:
    if a.industry == b.industry:
        return _EQUAL
    if not a.industry or not b.industry or a.industry in b.industry or b.industry in a.industry:
        return _Step(0.45, Wording("一方的行业用语更详", "one says more of its trade"), possible=True)
    return _Step(0, _TRADES_DIFFER)


def _groups(a: NameParts, b: NameParts) -> _Step:
    if a.group == b.group:
        return _EQUAL
    return _Step(0.45, Wording("一方是集团，可能是母公司", "one is a group, perhaps the parent"), possible=True)


def _forms(one: str, two: str) -> _Step:
    if one == two:
        return _EQUAL
    if {one, two} <= _CONVERTED:
        return _Step(0.8, Wording("组织形式不同，可能改制更名", "the legal forms differ, perhaps after a conversion"), possible=True)
    if one in two or two in one:
        return _Step(0.85, Wording("一方未写全组织形式", "one leaves out part of the legal form"), possible=True)
    return _Step(0.45, Wording("组织形式不同", "the legal forms differ"), possible=True)


def _by_print(one: str, two: str, a: NameParts, b: NameParts) -> Likeness | None:
    """Names of one length that differ only in characters print confuses may be one name misread; a person or a code must say."""
    left, right = (canonical_name(name).replace("(", "").replace(")", "") for name in (one, two))
    apart = [(x, y) for x, y in zip(left, right, strict=False) if x != y]
    if len(left) != len(right) or len(apart) > _CONFUSED_AT_MOST or not all(look_alike(x, y) for x, y in apart):
        return None
    if _regions(a.regions, b.regions).worth == 0 and a.regions and b.regions:
        return None
    pairs = "，".join(f"{x}/{y}" for x, y in apart)
    reason = Wording(
        f"形近字（{pairs}），可能是识别错误，须以信用代码核实",
        f"characters that look alike ({pairs}): perhaps misread, the credit code decides",
    )
    return Likeness(NameMatch.POSSIBLE, 0.75 - 0.1 * (len(apart) - 1), (reason,))


def _by_other_names(one: str, two: str, a: NameParts, b: NameParts) -> Likeness | None:
    """A former or short name that one of them states itself."""
    left, right = canonical_name(one), canonical_name(two)
    for own, others, other in ((left, b.others, right), (right, a.others, left)):
        for stated in others:
            if own != other and compare_names(own, stated) is not NameMatch.DIFFERENT:
                reason = Wording(f"另一方自述的曾用名或简称（{stated}）", f"a former or short name the other states itself ({stated})")
                return Likeness(NameMatch.POSSIBLE, 0.8, (reason,))
    return None


def _apart(one: str, two: str, likeness: Likeness) -> Likeness:
    """Different names still rank by how much of them is the same."""
    ratio = SequenceMatcher(None, canonical_name(one), canonical_name(two), autojunk=False).ratio()
    return Likeness(NameMatch.DIFFERENT, round(_OTHERWISE * ratio, 4), likeness.reasons or (Wording("名称不同", "the names differ"),))
