"""Short names that a paper defines (以下简称“甲公司”, 下称…, …指…): whole again before a sentence is read, with the place of every character kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from docintel.extract.holdings.names import NAME
from docintel.extract.holdings.names import OWN
from docintel.extract.holdings.names import is_enterprise

LONGEST = 60  # characters of a whole name
_QUOTES = "“”\"'‘’「」『』"
_SHORT = rf"[{_QUOTES}]*(?P<{{}}>{NAME.replace('()', '')}{{{{2,12}}}}?)[{_QUOTES}]*"
_DEFINED = re.compile(
    rf"\((?:(?:以下|下文|文中|本文)+(?:中)?)?(?:简称|称|下称)(?:为|作)?:?{_SHORT.format('short')}(?:(?:或|、|/|及){_SHORT.format('other')})?\)"
)
_MEANS = re.compile(rf"^{_SHORT.format('short')}(?:,|:)?(?:是|系)?指:?(?P<whole>{NAME}{{6,{LONGEST}}})[。;]?$")
_CLAUSE = re.compile(r"[,。;:、!?\n]")
_BEFORE = re.compile(
    r"股东|[子母]公司|参股公司|企业|单位|持有|收购|设立|成立|出资|投资|控制|受让|转让|签署|签订|认购|购买|通过|其中|以及|[为系是由与及和向对经、的方人]"
)  # what a name may follow
_LINKS = "为系是由与及的、对"  # with which no name begins
_GOES_ON = r"(?!(?:股份)?有限|\(?集团|股份公司|公司|合伙|中心|研究)"  # it is the beginning of another name


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence with whole names for short ones; `places` says of each character, and of the end, where it stands in print."""

    text: str
    places: tuple[int, ...]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of it stands in print."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(slots=True)
class Shorts:
    """The short names of one document. One that two enterprises bear is whose it was said to be last, and nobody's in a part that defines it for none."""

    document: dict[str, str | None] = field(default_factory=dict)
    part: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Another part of the document begins."""
        self.part = {}

    def learn(self, text: str) -> None:
        """Keeps in mind what a paragraph defines."""
        for short, whole in _defined_in(text) if "称" in text or "指" in text else ():
            self.part[short] = whole
            self.document[short] = whole if self.document.get(short, whole) == whole else None

    def whole(self, sentence: str) -> Written:
        """The sentence with whole names, and without quotes and the brackets that define short ones."""
        known = {**{short: whole for short, whole in self.document.items() if whole}, **self.part}
        here = {short: whole for short, whole in known.items() if short in sentence}
        if not here and not _ANY.search(sentence):
            return Written(sentence, tuple(range(len(sentence) + 1)))
        return _rewritten(sentence, here)


def _defined_in(text: str) -> Iterator[tuple[str, str]]:
    """Each short name with the whole one that stands before it."""
    for means in map(_MEANS.match, re.split(r"(?<=[。;])", text)):
        if means is not None and is_enterprise(means["whole"]) and means["short"] not in OWN:
            yield means["short"], means["whole"]
    for match in _DEFINED.finditer(text):
        whole = _name_before(text[max(0, match.start() - LONGEST) : match.start()])
        if whole is not None:
            yield from ((short, whole) for short in (match["short"], match["other"]) if short and short not in OWN and short != whole)


def _name_before(text: str) -> str | None:
    """The enterprise whose name ends a text."""
    clause = _CLAUSE.split(text)[-1].strip(_QUOTES)
    starts = [0, *(word.end() for word in _BEFORE.finditer(clause))]
    return next((clause[start:] for start in starts if clause[start : start + 1] not in _LINKS and is_enterprise(clause[start:])), None)


def _rewritten(sentence: str, known: dict[str, str]) -> Written:
    """With every short name whole where it is not part of a longer name."""
    wholes = "|".join(map(re.escape, sorted(set(known.values()), key=len, reverse=True)))
    shorts = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    named = rf"(?P<whole>{wholes})|(?P<bare>{shorts}){_GOES_ON}|" if known else ""
    text: list[str] = []
    places: list[int] = []
    end = 0
    for match in re.finditer(f"{named}(?P<gone>{_DEFINED_BARE}|[{_QUOTES}])", sentence):
        text.append(sentence[end : match.start()])
        places += range(end, match.start())
        bare = match["bare"] if known else None
        if bare is not None:
            text.append(known[bare])
            places += [match.start("bare")] + [match.end("bare") - 1] * (len(known[bare]) - 1)
        elif match["gone"] is None:
            text.append(match[0])
            places += range(match.start(), match.end())
        end = match.end()
    text.append(sentence[end:])
    places += range(end, len(sentence) + 1)
    return Written("".join(text), tuple(places))


_ANY = re.compile(rf"称|[{_QUOTES}]")
_DEFINED_BARE = re.sub(r"\?P<(?:short|other)>", "", _DEFINED.pattern)
