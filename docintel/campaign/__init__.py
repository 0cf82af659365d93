"""The room of campaigns: what several applications share that each should have alone, and which checks hit many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence

from docintel.campaign.groups import UNSEEN
from docintel.campaign.groups import grouped_products
from docintel.campaign.narratives import copied_narratives
from docintel.campaign.niches import crowded_niches
from docintel.campaign.nouns import Applicant
from docintel.campaign.nouns import CampaignCard
from docintel.campaign.nouns import CampaignReview
from docintel.campaign.nouns import Mention
from docintel.campaign.nouns import Place
from docintel.campaign.nouns import ShownPicture
from docintel.campaign.nouns import StatedParty
from docintel.campaign.nouns import StatedStake
from docintel.campaign.nouns import SubmittedPaper
from docintel.campaign.nouns import Tie
from docintel.campaign.pictures import repeated_pictures
from docintel.campaign.shared import AUDITED
from docintel.campaign.shared import reused_patents
from docintel.campaign.shared import same_figures
from docintel.campaign.shared import same_files
from docintel.campaign.shared import shared_addresses
from docintel.campaign.shared import shared_contacts
from docintel.domain.campaign import CampaignLimits
from docintel.domain.campaign import CampaignRules
from docintel.domain.control import Rule
from docintel.domain.finding import Severity
from docintel.domain.products import ProductWords
from docintel.domain.wording import Wording

Check = Callable[[Sequence[Applicant], CampaignRules], Iterator[Tie]]
CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("B01",), reused_patents),
    (("B02",), crowded_niches),
    (("B03",), copied_narratives),
    (("B04",), same_figures),
    (("B05", "B08"), shared_contacts),
    (("B06",), shared_addresses),
    (("B07",), same_files),
    (("B09",), repeated_pictures),
)
"""The checks with the rules that each needs; one whose rule a province has removed is not run."""
CONCEPTS = frozenset({
    "patent_number", "patent_holder", "contact_phone", "contact_mobile", "legal_representative_mobile", "contact_email", "address", "reg_place",
    "introduction", "chain_gap_text", "main_product", "market_share", "auditor", "actual_controller", "product_code", "industry_class",
    "patent_title", "direct_supply_names",
    *AUDITED,
})  # fmt: skip
HALF = Rule()
UNSEEN_PICTURES = Wording(
    "未核查：整页扫描件、小于90×60磅的图片和过于单一的图片未作图片比较；早先存储的审核结果没有图片。多份申报共有的图片视为标志、印章，未列出。",
    "Not checked: whole scanned pages, pictures smaller than 90 by 60 points and plain ones were not compared as pictures; Reviews stored earlier hold none. A picture that many have is taken for a logo or a stamp and not told.",
)


def check_campaign(
    applicants: Sequence[Applicant], rules: CampaignRules, words: ProductWords | None = None, control: Rule = HALF
) -> CampaignReview:
    """Everything that ties applications to each other, and the cards to work through; most serious first, then in order.

    Products of one group are compared by `words` (B10), groups told by the rule of `control`.
    """
    ordered = sorted({applicant.id: applicant for applicant in applicants}.values(), key=lambda one: one.id)
    run = [check for needed, check in CHECKS if all(rules.has(one) for one in needed)]
    ties = tuple(tie for check in run for tie in sorted(check(ordered, rules), key=lambda one: one.key))
    grouped = words is not None and rules.has("B10")
    if words is not None and grouped:
        ties += tuple(grouped_products(ordered, rules.rule("B10"), words, control))
    cards = (*_cards_of_ties(ties, len(ordered), rules.limits), *_cards_of_checks(ordered, rules.limits))
    ranks = list(Severity)
    coverage = (UNSEEN_PICTURES, UNSEEN) if grouped else (UNSEEN_PICTURES,)
    return CampaignReview(len(ordered), ties, tuple(sorted(cards, key=lambda card: ranks.index(card.severity))), coverage)


def _cards_of_ties(ties: Sequence[Tie], applications: int, limits: CampaignLimits) -> Iterator[CampaignCard]:
    """One card a tie; one for all ties of a check that hits a large part."""
    for check in dict.fromkeys(tie.check for tie in ties):
        of = [tie for tie in ties if tie.check == check]
        members = tuple(dict.fromkeys(member for tie in of for member in tie.members))
        if applications >= limits.fewest and len(of) > 1 and len(members) > limits.large_part * applications:
            title = _of_many(check, of[0].rule, len(members), applications)
            yield CampaignCard(f"campaign/{check}", title, of[0].severity, check, members, tuple(tie.key for tie in of))
        else:
            for tie in of:
                yield CampaignCard(tie.key, tie.explanation, tie.severity, check, tie.members, (tie.key,))


def _cards_of_checks(applicants: Sequence[Applicant], limits: CampaignLimits) -> Iterator[CampaignCard]:
    """A check of single applications that leads Cards in a large part of them is one matter, not many."""
    counts = Counter(check for applicant in applicants for check in applicant.card_checks)
    for check, count in sorted(counts.items()):
        if len(applicants) >= limits.fewest and count > limits.large_part * len(applicants):
            members = tuple(applicant.id for applicant in applicants if check in applicant.card_checks)
            rule = Wording(f"核对规则 {check}", f"Check {check}")
            yield CampaignCard(f"campaign/{check}", _of_many(check, rule, count, len(applicants)), Severity.NOTE, check, members, ())


def _of_many(check: str, rule: Wording, count: int, applications: int) -> Wording:
    return Wording(
        f"{check}：{count}/{applications} 份申报涉及，宜作为整批问题一次处理（{rule.zh}）",
        f"{check}: {count} of {applications} applications; one matter of the whole campaign ({rule.en})",
    )


__all__ = [
    "CONCEPTS",
    "Applicant",
    "CampaignCard",
    "CampaignReview",
    "Mention",
    "Place",
    "ShownPicture",
    "StatedParty",
    "StatedStake",
    "SubmittedPaper",
    "Tie",
    "check_campaign",
]
