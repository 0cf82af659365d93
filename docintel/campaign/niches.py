"""B02: market shares of one niche that add up to more than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal
from decimal import InvalidOperation

from docintel.campaign.nouns import Applicant
from docintel.campaign.nouns import Mention
from docintel.campaign.nouns import Tie
from docintel.campaign.wordings import places_of
from docintel.domain.campaign import CampaignRule
from docintel.domain.campaign import CampaignRules
from docintel.domain.finding import Outcome
from docintel.domain.wording import Wording

STEP = Decimal("0.01")  # shares are printed to two decimals: so much each may be rounded up, twice over


def crowded_niches(applicants: Sequence[Applicant], rules: CampaignRules) -> Iterator[Tie]:
    """Applicants with one main product whose declared shares add up to more than 100 %."""
    niches: dict[tuple[str, str | None], dict[str, tuple[Decimal, Mention]]] = {}
    for applicant in applicants:
        product, share = _niche(applicant), _share(applicant)
        if product and share:
            niches.setdefault((product, share[1].until), {})[applicant.id] = share
    for (product, until), members in niches.items():
        total = sum((share for share, _ in members.values()), Decimal(0))
        if len(members) > 1 and total > rules.limits.whole_niche + STEP * len(members):
            yield _told(rules.rule("B02"), product, until, total, tuple(mention for _, mention in members.values()))


def _niche(applicant: Applicant) -> str:
    """The main product as the form names it, without spaces and brackets."""
    return next((re.sub(r"[\s（）()“”\"]", "", one.value) for one in applicant.of("main_product") if one.kind == "application_form"), "")


def _share(applicant: Applicant) -> tuple[Decimal, Mention] | None:
    for one in applicant.of("market_share"):
        if one.kind == "application_form":
            try:
                return Decimal(one.value), one
            except InvalidOperation:
                return None
    return None


def _told(rule: CampaignRule, product: str, until: str | None, total: Decimal, mentions: tuple[Mention, ...]) -> Tie:
    doubtful = any(one.doubts for one in mentions)
    where, year = places_of(mentions), (until or "")[:4]
    zh = f"{len(mentions)} 份申报填报的“{product}”{year}年全国市场占有率合计 {total}%，{'需核实' if doubtful else '超过100%，不一致'}：{where.zh}。"
    en = f"{len(mentions)} applications declare shares of “{product}” {year} that add up to {total} %, above 100 %: {where.en}."
    outcome = Outcome.NEEDS_CHECK if doubtful else Outcome.DISAGREE
    return Tie(rule.id, f"{product}@{year}", rule.severity, outcome, rule.rule, Wording(zh, en), rule.innocent, mentions)
