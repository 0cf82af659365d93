"""Whose figures the tables of a chapter are: headings that name an enterprise or its role, lines that announce its figures, short names that a text defines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache

from docintel.domain.filing import FilingWords
from docintel.extract.headings import level
from docintel.extract.headings import unnumbered
from docintel.extract.issuers import is_legal_name
from docintel.extract.issuers import legal_names

_DEFINED = re.compile(r"\((?:以下|下文|下称)?(?:简称|称|统称)?为?(?P<aliases>[\"“][^()]{2,60})\)")
_QUOTED = re.compile(r"[\"“]([^\"“”]{2,20})[\"”]")
_BRACKETED = re.compile(r"\([^()]*\)")
_FIGURES = "财务|会计数据|会计指标|经营业绩|经营成果"
_ANNOUNCED = re.compile(f"(?:{_FIGURES})[^,。;]*如下")
_LETTERED = re.compile(r"\([A-Z]\)$")
_SAME = "(?:系|为|是|即|指|:)"


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The words of filings as patterns: `same` says what a role stands for, `role` is a heading of one, `topic` what may follow a name."""

    spoken: tuple[str, ...]
    same: re.Pattern[str]
    role: re.Pattern[str]
    topic: re.Pattern[str]
    follows: re.Pattern[str]


@lru_cache(maxsize=4)  # the same for every document that is read with the same packs
def _shapes(words: FilingWords) -> _Shapes:
    spoken = tuple(role for group in words.roles for role in group)
    roles, topics = _any(spoken), _any(words.topics)
    return _Shapes(
        spoken,
        re.compile(f"(?P<role>{roles}){_SAME}(?P<rest>.*公司.*)"),
        re.compile(f"(?:本次)?(?:交易|重组)?的?[^,。]{{0,12}}?(?P<role>{roles})(?:[、和及与](?:{roles}))*(?:的?(?:{topics}))?"),
        re.compile(topics),
        re.compile(f"{topics}|最近|报告期"),
    )


@dataclass(slots=True)
class Subjects:
    """The headings that stand over a place, each with the enterprise it names; and what short names and roles stand for."""

    words: FilingWords = field(default_factory=FilingWords)
    names: dict[str, str] = field(default_factory=dict)  # 智仓机器人, 标的公司: the full name
    own: set[str] = field(default_factory=set)  # short names of the document's own enterprise
    over: list[tuple[int, str | None]] = field(default_factory=list)  # level and enterprise, outermost first; None: the document's own
    shapes: _Shapes = field(init=False)  # the words as patterns, made once: to look them up is to hash every word of filings

    def __post_init__(self) -> None:
        self.shapes = _shapes(self.words)

    @property
    def now(self) -> str | None:
        """The enterprise that the headings name, by its full name where that is known; None for the document's own."""
        return self.resolved(self.over[-1][1]) if self.over and self.over[-1][1] is not None else None

    def resolved(self, name: str | None) -> str | None:
        """A role or short name as the full name it stands for."""
        if name is None:
            return None
        same = next((group for group in self.words.roles if name in group), (name,))
        return next((self.names[one] for one in (name, *same) if one in self.names), name)

    def define(self, printed: str, issuer: str) -> None:
        """X有限公司(以下简称“甲”或“标的公司”), and 标的资产为X有限公司100%股权."""
        for name, end in legal_names(printed) if "称" in printed and _DEFINED.search(printed) else ():
            found = _DEFINED.match(printed, end)
            if found is not None:
                self._call(name, _QUOTED.findall(found["aliases"]), issuer)
        spoken = "公司" in printed and any(role in printed for role in self.shapes.spoken)
        told = self.shapes.same.search(printed) if spoken else None
        named = [] if told is None else legal_names(told["rest"])
        if told is not None and len(named) == 1 and told["rest"].startswith(named[0][0]):
            self._call(named[0][0], [told["role"]], issuer)

    def settle(self, name: str) -> None:
        """A table under the heading of a role says who that is (控股股东 over 企业名称 | X), where nothing said it before."""
        role = self.over[-1][1] if self.over else None
        if role in self.shapes.spoken and self.resolved(role) == role:
            self.names[role] = name

    def head(self, printed: str, issuer: str) -> None:
        """A heading ends what those of its level and deeper ones named, and may name an enterprise itself."""
        depth = level(printed)
        self.over = [one for one in self.over if one[0] < depth]
        named = self._named(unnumbered(printed), issuer)
        if named is not None:
            self.over.append((depth, named or None))

    def announced(self, printed: str, issuer: str) -> str | None:
        """The enterprise whose figures a line announces, empty for the document's own; None where it names none or several."""
        if _ANNOUNCED.search(printed) is None:
            return None
        bare = _BRACKETED.sub("", printed) if "简称" in printed else printed
        clause = next((part for part in re.split("[,。;]", bare) if _ANNOUNCED.search(part)), "")
        before = re.split(_FIGURES, clause, maxsplit=1)[0]
        names = dict.fromkeys(name for name, _ in legal_names(before))
        if names:
            return None if len(names) > 1 else "" if issuer in names else next(iter(names))
        own = _any(self.own | {word for word in self.words.owners if len(word) > 2})
        if re.match(own, clause) or re.search(f"(?:{own})的?(?:主要|相关|最近|报告期)*$", before):
            return ""
        alias = max((one for one in self.names if clause.startswith(one)), key=len, default=None)
        beside = alias is not None and re.match("[与和及、]", before[len(alias) :]) is not None  # 甲与发行人相关财务指标的比较
        return None if alias is None or beside else self.names[alias]

    def named(self, label: str) -> str | None:
        """The enterprise of a row by a name the text defined, empty for the document's own; None where it is neither: 智仓机器人(A)."""
        bare = _LETTERED.sub("", label)
        if bare in self.own or bare in self.words.owners:
            return ""
        return self.names.get(bare)

    def _named(self, heading: str, issuer: str) -> str | None:
        """The enterprise of a heading without its number: a full name, a role, or (empty) the document's own."""
        bare = _BRACKETED.sub("", heading) if "简称" in heading else heading
        for name, end in legal_names(bare):
            rest = bare[end:].removeprefix("的")
            if bare.startswith(name) and is_legal_name(name) and (not rest or self.shapes.topic.fullmatch(rest)):
                return "" if name == issuer else name
        owners = (word for word in (*self.own, *self.words.owners) if heading.startswith(word))
        if any(self.shapes.follows.match(heading, len(word)) for word in owners):
            return ""
        alias = max((one for one in self.names if heading.startswith(one)), key=len, default=None)
        if alias is not None and self.shapes.follows.match(heading[len(alias) :].removeprefix("的")):
            return self.names[alias]
        role = self.shapes.role.fullmatch(heading)
        return None if role is None else role["role"]

    def _call(self, name: str, aliases: Iterable[str], issuer: str) -> None:
        known = tuple(aliases)
        if name == issuer or any(alias in self.words.owners for alias in known):
            self.own |= set(known)
        else:
            self.names |= dict.fromkeys(known, name)


def _any(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; one that never matches where there are none."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
