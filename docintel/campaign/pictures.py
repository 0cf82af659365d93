"""B09: pictures that stand in papers of several applications, printed larger, coarser or brighter as they may be.

The looks of a picture are 256 bits (see intake/looks.py). Two that differ in at most as many bits as the pack allows are one picture: cut into bands of bits,
such a pair has whole bands in common, so only pictures that share a band are held against each other, each with the first of its band and with the one before
it. What more applications have than the pack allows is nobody's own: a logo, a stamp, the decoration of a form. In a small campaign that number says
nothing; there a picture is common once it stands in a large part of the applications that show pictures at all, two of them always too few to say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from math import ceil

from docintel.campaign.nouns import Applicant
from docintel.campaign.nouns import Mention
from docintel.campaign.nouns import ShownPicture
from docintel.campaign.nouns import Tie
from docintel.campaign.wordings import places_of
from docintel.domain.campaign import CampaignLimits
from docintel.domain.campaign import CampaignRule
from docintel.domain.campaign import CampaignRules
from docintel.domain.finding import Outcome
from docintel.domain.wording import Wording

BAND = 16  # bits; 16 bands: where at most 12 bits differ, four bands at least are the same
BANDS = 256 // BAND
FEWEST_SHARING = 2  # a pair is told however small the campaign


def repeated_pictures(applicants: Sequence[Applicant], rules: CampaignRules) -> Iterator[Tie]:
    """Pictures that two applications show, and not many; told once for each set of applications."""
    shown = [picture for applicant in applicants for picture in applicant.pictures]
    group = _grouped(shown, rules.limits.alike_pictures)
    members: dict[int, list[int]] = {}
    for index in range(len(shown)):
        members.setdefault(_root(group, index), []).append(index)
    most = _most(rules.limits, len(applicants), len({picture.place.application for picture in shown}))
    by_applications: dict[tuple[str, ...], list[ShownPicture]] = {}
    for indices in members.values():
        first = {shown[index].place.application: shown[index] for index in reversed(indices)}
        if 1 < len(first) <= most:
            by_applications.setdefault(tuple(sorted(first)), []).extend(first[name] for name in sorted(first))
    for names, pictures in by_applications.items():
        yield _told(rules.rule("B09"), names, pictures)


def _most(limits: CampaignLimits, applications: int, showing: int) -> int:
    """How many applications may have a picture before it is common, where so many of them show any."""
    few = max(FEWEST_SHARING, ceil(limits.large_part * showing))
    return min(few, max(limits.boilerplate_pictures, int(limits.large_part * applications) // 100))


def _grouped(shown: Sequence[ShownPicture], alike: int) -> list[int]:
    """A forest over the pictures: those that look alike have one root."""
    group = list(range(len(shown)))
    for at in range(BANDS):
        buckets: dict[int, tuple[int, int]] = {}
        for index, picture in enumerate(shown):
            key = picture.looks >> (at * BAND) & ((1 << BAND) - 1)
            if not key:  # a plain part of the picture says nothing
                continue
            first, last = buckets.get(key, (index, index))
            for other in {first, last}:
                if (shown[other].looks ^ picture.looks).bit_count() <= alike:
                    group[_root(group, index)] = _root(group, other)
            buckets[key] = first, index
    return group


def _root(group: list[int], index: int) -> int:
    """The head of an index's group; the way to it is shortened."""
    while group[index] != index:
        group[index] = group[group[index]]
        index = group[index]
    return index


def _told(rule: CampaignRule, names: tuple[str, ...], pictures: Sequence[ShownPicture]) -> Tie:
    mentions = tuple(Mention("picture", f"{one.looks:064x}", one.place.file, "", one.place) for one in pictures)
    where, count = places_of(mentions), len(pictures) // len(names)
    zh = f"{len(names)} 份申报的材料中有 {count} 张图片相同或几乎相同，需核实：{where.zh}。"
    en = f"Papers of {len(names)} applications show {count} pictures that are the same or nearly so; needs checking: {where.en}."
    return Tie(rule.id, "+".join(names), rule.severity, Outcome.NEEDS_CHECK, rule.rule, Wording(zh, en), rule.innocent, mentions)
