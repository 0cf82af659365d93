"""What the checks of a campaign say: the rule of each, its likeliest innocent explanation, and places in words."""

from __future__ import annotations

from collections.abc import Sequence

from docintel.campaign.nouns import Mention
from docintel.campaign.nouns import Place
from docintel.domain.wording import Wording

SHOWN = 4  # places named in a sentence; all are in the JSON and the report


def place_of(place: Place) -> Wording:
    """Applicant, file, and page or cell."""
    head = f"{place.applicant} {place.file}"
    if place.page is not None:
        return Wording(f"{head}第{place.page}页", f"{head} page {place.page}")
    spot = place.cell  # the name that a field has in the file says nothing to a person
    return Wording(f"{head}（{spot}）", f"{head} ({spot})") if spot else Wording(head, head)


def places_of(mentions: Sequence[Mention]) -> Wording:
    """The first places, one for each application, and how many more there are."""
    first = list({one.place.application: one.place for one in mentions}.values())
    told = [place_of(place) for place in first[:SHOWN]]
    more = len(first) - len(told)
    zh, en = "；".join(one.zh for one in told), "; ".join(one.en for one in told)
    return Wording(f"{zh}；另有 {more} 份", f"{en}; and {more} more") if more else Wording(zh, en)
