"""Paragraphs in, facts out: every sentence is tried for what it states; whatever is indirect, joint, past or planned states no stake."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docintel.domain.document import Line
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.packs import Packs
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.domain.source import Span
from docintel.extract.holdings.agreements import contracts
from docintel.extract.holdings.agreements import nominees
from docintel.extract.holdings.agreements import proxies
from docintel.extract.holdings.agreements import several
from docintel.extract.holdings.agreements import special_votes
from docintel.extract.holdings.agreements import terms
from docintel.extract.holdings.names import OWN
from docintel.extract.holdings.names import found_name
from docintel.extract.holdings.names import is_enterprise
from docintel.extract.holdings.names import is_person
from docintel.extract.holdings.names import names_in
from docintel.extract.holdings.paragraphs import Paragraph
from docintel.extract.holdings.paragraphs import paragraphs_of
from docintel.extract.holdings.patterns import ANY_YEAR
from docintel.extract.holdings.patterns import BIRTH
from docintel.extract.holdings.patterns import DATED
from docintel.extract.holdings.patterns import EACH_SHARE
from docintel.extract.holdings.patterns import UNTIL
from docintel.extract.holdings.patterns import Patterns
from docintel.extract.holdings.patterns import patterns_of
from docintel.extract.holdings.shorts import Shorts
from docintel.extract.holdings.shorts import Written
from docintel.extract.holdings.stated import Stated
from docintel.extract.values import read_value
from docintel.text.dates import parse_date

_ENDED = re.compile(r"[^。;]{0,24}?(?:到期|终止|解除|失效)")
_GONE = re.compile(r"(?:已|全部|无偿)*(?:转让|划转|出售|过户|无偿)")
NO_CONCERT = re.compile(r"解除|终止|未签|不(?:存在|再|与)|届满|到期|未再续|曾为|是指|承诺不")
_LEADS = re.compile(r"(?:截[至止][^,]{2,24},|目前,?|现|其中,?|同时,?|此外,?|另,?)?")
_BESIDE = re.compile(r"(除[^,。;]+为一致行动人)外,不存在")
LABELS = {"capital_before": "注册资本", "capital_after": "注册资本"}  # as sentences print them: 由 … 增至

Places = tuple[tuple[int, int], ...]


class HoldingReader:
    """Reads the ownership sentences of one document."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs, self.number = document, packs, 0
        self.patterns, self.shorts = patterns_of(packs.prose.holdings), Shorts()

    def read(self, kind: str, lines: Iterable[Line], own: str) -> Iterator[Fact]:
        """The facts that the sentences state, about `own` where they name no other enterprise."""
        self.shorts.begin()
        for paragraph in paragraphs_of(lines):
            self.shorts.learn(paragraph.text)
            if any(word in paragraph.text for word in self.patterns.about):
                for stated in stated_in(paragraph, self.patterns, self.shorts):
                    fact = self.fact(kind, paragraph, stated, own)
                    if fact is not None:
                        yield fact

    def fact(self, kind: str, paragraph: Paragraph, stated: Stated, own: str) -> Fact | None:
        """The fact at a place, None where what stands there is no value of the concept."""
        known = self.packs.taxonomy[stated.concept]
        printed = paragraph.text[stated.start : stated.end]
        text = own if own and stated.concept == "shareholder_name" and printed in OWN else stated.text or printed
        value = read_value(text, known)
        if value is None:
            return None
        source = Source(self.document, paragraph.spans(stated.start, stated.end), printed, Method.TEXT)
        page = source.page or 0
        item = f"{kind}:{self.document[:12]}:said{page}.{stated.group}"
        return Fact(
            stated.concept,
            LABELS.get(stated.concept, known.label.zh),
            stated.entity or own,
            None,
            Scope.UNSTATED,
            value,
            source,
            kind,
            item,
            _unit(value, printed),
        )


def untold(lines: Iterable[Line], packs: Packs) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Sentences that speak of ownership and state nothing that counts, with their places."""
    patterns, shorts = patterns_of(packs.prose.holdings), Shorts()
    for paragraph in paragraphs_of(lines):
        shorts.learn(paragraph.text)
        stated = list(stated_in(paragraph, patterns, shorts))
        for start, sentence in paragraph.sentences():
            end = start + len(sentence)
            if any(word in sentence for word in patterns.about) and not any(start <= one.start < end for one in stated):
                yield sentence, paragraph.spans(start, end)


def _unit(value: object, printed: str) -> str | None:
    """The unit that a figure was printed with."""
    return re.sub(r"[\d,.\s]|人民币", "", printed) or None if isinstance(value, Quantity) else None


def stated_in(paragraph: Paragraph, patterns: Patterns, shorts: Shorts) -> Iterator[Stated]:
    """Everything that a paragraph states, short names whole; a place is the number of the statement's first character, so no two statements share one."""
    open_: _Signed | None = None  # an agreement whose end is still to be told
    for start, printed in paragraph.sentences():
        written = shorts.whole(printed)
        sentence = written.text
        spoken = [read for words, read in READERS if any(word in sentence for word in words)]
        told = [found for read in spoken for found in read(sentence, patterns)]
        for found in (*told, *_end_of(open_, written, start)):
            yield _as_printed(found, written, printed, start)
        open_ = _signed(told, sentence, start) or open_


def _as_printed(found: Stated, written: Written, printed: str, start: int) -> Stated:
    """What a sentence states at its places in print; the value is that of the whole name where print has a short one."""
    one, two = written.printed(found.start, found.end)
    whole = written.text[found.start : found.end]
    text = found.text if found.text is not None or printed[one:two] == whole else whole
    group = written.places[found.group] if found.group >= 0 else found.group
    return Stated(found.concept, start + one, start + two, found.entity, start + group, text)


@dataclass(frozen=True, slots=True)
class _Signed:
    """An agreement with the day it was signed, whose end no sentence has told yet."""

    day: date
    entity: str | None
    group: int


def _signed(told: Iterable[Stated], sentence: str, start: int) -> _Signed | None:
    """The agreement that a sentence tells of, where it tells when it was signed and not until when it holds."""
    places = {one.concept: one for one in told}
    signed = places.get("agreement_date")
    day = None if signed is None or "agreement_end" in places else parse_date(sentence[signed.start : signed.end])
    return None if signed is None or day is None else _Signed(day, signed.entity, start + signed.group)


def _end_of(signed: _Signed | None, written: Written, start: int) -> Iterable[Stated]:
    """Until when an agreement of a sentence before holds: 协议自签署之日起生效，有效期五年."""
    sentence = written.text
    if signed is None or NO_CONCERT.search(sentence):
        return ()
    return [one for one in terms(sentence, signed.entity, signed.group - start, signed.day) if one.concept == "agreement_end"][:1]


def _company(match: re.Match[str], group: str = "company") -> str | None:
    """The enterprise that a group names: "" for the document's own, None where it is neither."""
    text = match[group] or ""
    if text in OWN:
        return ""
    place = found_name(text)
    name = text if place is None else text[place[0] : place[1]]
    if text != name and text[: len(text) - len(name)] and name in OWN:
        return ""
    return name if place is not None and is_enterprise(name) else None


def _one(match: re.Match[str], group: str) -> tuple[int, int] | None:
    """Where the one name of a group stands."""
    place = found_name(match[group])
    return None if place is None else (match.start(group) + place[0], match.start(group) + place[1])


def _several(match: re.Match[str], group: str) -> list[tuple[int, int]]:
    return [(match.start(group) + start, match.start(group) + end) for start, end in names_in(match[group])]


def _stakes(sentence: str, patterns: Patterns) -> Iterator[Stated]:
    """Direct stakes of one holder each, as they are now."""
    taken: list[tuple[int, int]] = []
    for match in patterns.stake.each.finditer(sentence) if "分别" in sentence else ():
        taken.append(match.span())
        yield from _each(sentence, match, patterns)
    for pattern in (*patterns.stake.stakes, patterns.stake.owned):
        for match in pattern.finditer(sentence):
            if any(start < match.end("share") and match.start("holder") < end for start, end in taken):
                continue
            taken.append((match.start("share"), match.end("share")))
            company = "" if "company" not in match.re.groupindex else _company(match)
            place = _one(match, "holder") or (_ourselves(match) if company else None)
            if place is not None and company is not None and is_now(sentence, match, patterns):
                yield from _stake(sentence, place, match.span("share"), company)


def _ourselves(match: re.Match[str]) -> tuple[int, int] | None:
    """Where the document's own enterprise stands as the holder of another."""
    own = next((word for word in sorted(OWN, key=len, reverse=True) if match["holder"].endswith(word)), None)
    led = own is not None and (match["holder"] == own or _LEADS.fullmatch(match["holder"].removesuffix(own)) is not None)
    return (match.end("holder") - len(own), match.end("holder")) if own is not None and led else None


def _held_by(sentence: str, patterns: Patterns) -> Iterator[Stated]:
    """Holders told behind the enterprise: 乙公司由张三持有70%股权、李四持有30%股权; all of them or none."""
    for match in patterns.stake.held_by.finditer(sentence):
        company = _company(match)
        held = list(patterns.stake.held.finditer(sentence, *match.span("holders")))
        places = [_one(one, "holder") or _ourselves(one) for one in held]
        if company and all(places) and is_now(sentence, held[0], patterns):
            for place, one in zip(places, held, strict=True):
                yield from _stake(sentence, place or match.span(), one.span("share"), company)


def _each(sentence: str, match: re.Match[str], patterns: Patterns) -> Iterator[Stated]:
    """As many shares as names, in order."""
    holders, company = _several(match, "holder"), _company(match)
    shares = [one.span() for one in EACH_SHARE.finditer(sentence, *match.span("share"))]
    if len(holders) == len(shares) and company is not None and is_now(sentence, match, patterns):
        for holder, share in zip(holders, shares, strict=True):
            yield from _stake(sentence, holder, share, company)


def _share_text(sentence: str, share: tuple[int, int]) -> str | None:
    """What 全资 means; None where a percentage is printed."""
    return "100%" if sentence[slice(*share)] == "全资" else None


def _stake(sentence: str, holder: tuple[int, int], share: tuple[int, int], company: str) -> Iterator[Stated]:
    until = UNTIL.search(sentence, 0, holder[1])
    entity = company or None
    yield Stated("shareholder_name", *holder, entity, holder[0])
    yield Stated("shareholder_share", *share, entity, holder[0], _share_text(sentence, share))
    if until is not None:
        yield Stated("holding_date", *until.span("day"), entity, holder[0])


def is_now(sentence: str, match: re.Match[str], patterns: Patterns) -> bool:
    """Whether a stake is stated as it stands: not planned, not gone, not of a day in the past unless the sentence says as of when."""
    before = BIRTH.sub("", sentence[: match.start("share")])
    dated = ANY_YEAR.search(UNTIL.sub("", before)) is not None and UNTIL.search(before) is None
    return not dated and patterns.stake.unsure.search(before) is None and _GONE.match(sentence[match.end() :]) is None


def _increase(sentence: str, patterns: Patterns) -> Iterator[Stated]:
    """An increase of the registered capital with who subscribed it."""
    for match in patterns.agreement.increase.finditer(sentence):
        company = "" if not match["company"] or match["company"] == "同意" else _company(match)
        planned = patterns.stake.unsure.search(sentence[: match.end()].replace("完成后", ""))
        if company is None or planned is not None:
            continue
        entity, group = company or None, match.start("before")
        yield Stated("capital_before", *match.span("before"), entity, group)
        yield Stated("capital_after", *match.span("after"), entity, group)
        day = DATED.search(sentence, 0, match.start("before"))
        if day is not None:
            yield Stated("change_date", *day.span(), entity, group)
        investor = patterns.agreement.investor.search(sentence, match.end()) or patterns.agreement.investor_first.search(
            sentence, match.end()
        )
        if investor is not None:
            yield from _investors(investor, entity, group)
    more = patterns.agreement.increased_by.search(sentence)
    if more is not None and patterns.stake.unsure.search(sentence[: more.end()]) is None:
        yield Stated("capital_after", *more.span("after"), None, more.start("after"))
        yield from _investors(more, None, more.start("after"))


def _investors(match: re.Match[str], entity: str | None, group: int) -> Iterator[Stated]:
    """Who subscribed: the first belongs to the increase, each other is a thing of its own."""
    for count, place in enumerate(_several(match, "investor")):
        yield Stated("investor_name", *place, entity, group if not count else place[0])


def _concert(sentence: str, patterns: Patterns) -> Iterator[Stated]:
    """Who acts in concert, and when the agreement was signed, begins and ends."""
    if NO_CONCERT.search(_BESIDE.sub(r"\1", sentence)):
        return
    found = next((match for pattern in patterns.agreement.concert_of for match in pattern.finditer(sentence)), None)
    if found is not None:
        yield from _concert_of(sentence, found, patterns)
        return
    match = patterns.agreement.concert.search(sentence) or patterns.agreement.concert_is.search(sentence)
    if match is None or _ENDED.match(sentence[match.end() :]) or patterns.stake.unsure.search(sentence[: match.end()]):
        return
    places = several(match, "names")
    if len(places) < 2:
        return
    start, end = places[0][0], places[-1][1]
    yield Stated("concert_parties", start, end, None, start, "、".join(sentence[one:two] for one, two in places))
    yield from terms(sentence, None, start)


def _concert_of(sentence: str, match: re.Match[str], patterns: Patterns) -> Iterator[Stated]:
    """Those who act in concert with another."""
    places = [*several(match, "one"), *several(match, "other")]
    if len(places) > 1 and several(match, "one") and several(match, "other") and not patterns.stake.unsure.search(sentence[: match.end()]):
        names = "、".join(sentence[slice(*place)] for place in places)
        yield Stated("concert_parties", places[0][0], places[-1][1], None, places[0][0], names)


def _partner(sentence: str, patterns: Patterns) -> Iterator[Stated]:
    """The general partner of a partnership that the sentence names."""
    match = next((found for pattern in patterns.agreement.partners if (found := pattern.search(sentence)) is not None), None)
    if match is None or patterns.stake.unsure.search(sentence[: match.end()]) is not None:
        return
    place = _one(match, "partner")
    partnership = _company(match, "partnership")
    if place is not None and (partnership or (partnership is None and not match["partnership"] and match.start() == 0)):
        yield Stated("general_partner", *place, partnership or None, place[0])


def _controllers(sentence: str, patterns: Patterns) -> Iterator[Stated]:
    """Stated controllers, the majority holder, and that there is none."""
    both = next((found for pattern in patterns.stake.both if (found := pattern.search(sentence)) is not None), None)
    seen = (pattern.search(sentence) for pattern in (*patterns.stake.controllers, patterns.stake.controls))
    controller = both or next((found for found in seen if found is not None), None)
    for concept, match in (
        ("actual_controller", controller),
        ("controlling_shareholder", both or patterns.stake.majority.search(sentence) or patterns.stake.holder_is.search(sentence)),
    ):
        if match is None:
            continue
        places, company = _several(match, "names"), _company(match)
        if (
            places
            and company is not None
            and patterns.stake.unsure.search(sentence[: match.end()]) is None
            and not _past(sentence, match.start("names"))
        ):
            start, end = places[0][0], places[-1][1]
            yield Stated(concept, start, end, company or None, start, "、".join(sentence[one:two] for one, two in places))
            until = UNTIL.search(sentence, 0, match.start("names"))
            if until is not None:
                yield Stated("holding_date", *until.span("day"), company or None, start)
    if controller is None:
        yield from _apposed(sentence, patterns)
    nobody = patterns.stake.nobody.search(sentence)
    if nobody is not None and not _past(sentence, nobody.start()):
        yield Stated("actual_controller", *nobody.span("nobody"), None, nobody.start(), "无")


def _apposed(sentence: str, patterns: Patterns) -> Iterator[Stated]:
    """Controllers named in passing: 公司控股股东、实际控制人甲、乙实际控制公司86%的表决权."""
    match = patterns.stake.apposed.search(sentence)
    places = [] if match is None else _several(match, "names")
    if match is not None and places and patterns.stake.unsure.search(sentence[: match.end()]) is None and not _past(sentence, places[0][0]):
        start, end = places[0][0], places[-1][1]
        yield Stated("actual_controller", start, end, None, start, "、".join(sentence[one:two] for one, two in places))


def _kin(sentence: str, patterns: Patterns) -> Iterator[Stated]:
    """Who is of one family: 甲与乙为夫妻, 甲系乙父亲、系丙长兄."""
    for match in patterns.kin.together.finditer(sentence):
        one, other = _one(match, "one"), _one(match, "other")
        if one is not None and other is not None:
            yield Stated("kinship", one[0], other[1], None, one[0], f"{sentence[slice(*one)]}、{sentence[slice(*other)]}")
    first: str | None = None
    for match in patterns.kin.of.finditer(sentence):
        first = _last_person(match["one"]) if match["one"] else first
        other = _one(match, "other")
        if first is not None and other is not None and is_person(first):
            yield Stated("kinship", *other, None, other[0], f"{first}、{sentence[slice(*other)]}")


def _last_person(text: str) -> str | None:
    """The name at the end of words that lead to it (股东孙国奉)."""
    return next((text[start:] for start in range(len(text)) if is_person(text[start:])), None)


def _past(sentence: str, end: int) -> bool:
    """Whether a year other than that of an as-of day stands before."""
    before = sentence[:end]
    return UNTIL.search(before) is None and ANY_YEAR.search(before) is not None


READERS: tuple[tuple[tuple[str, ...], Callable[[str, Patterns], Iterator[Stated]]], ...] = (
    (("%", "全资"), _stakes),
    (("由", "系", "为", "是"), lambda sentence, patterns: _held_by(sentence, patterns) if "%" in sentence else iter(())),
    (("注册资本",), _increase),
    (("一致行动",), _concert),
    (("表决权",), lambda sentence, _: proxies(sentence)),
    (("协议", "VIE"), lambda sentence, _: contracts(sentence)),
    (("代持", "代", "替"), lambda sentence, _: nominees(sentence)),
    (("表决权",), lambda sentence, _: special_votes(sentence)),
    (("合伙人",), _partner),
    (("实际控制人", "控股股东"), _controllers),
    (("系", "夫妻", "夫妇", "父子", "父女", "母子", "母女", "兄弟", "姐妹", "兄妹", "姐弟", "亲属"), _kin),
)
"""Who reads what of a sentence, and the words without which there is nothing of it."""
