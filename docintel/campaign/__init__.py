"""The room of campaigns: what several applications share that each should have alone, and which checks hit many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence

from docintel.campaign.narratives import copied_narratives
from docintel.campaign.niches import crowded_niches
from docintel.campaign.nouns import Applicant
from docintel.campaign.nouns import CampaignCard
from docintel.campaign.nouns import CampaignReview
from docintel.campaign.nouns import Mention
from docintel.campaign.nouns import Place
from docintel.campaign.nouns import SubmittedPaper
from docintel.campaign.nouns import Tie
from docintel.campaign.shared import AUDITED
from docintel.campaign.shared import reused_patents
from docintel.campaign.shared import same_figures
from docintel.campaign.shared import same_files
from docintel.campaign.shared import shared_addresses
from docintel.campaign.shared import shared_contacts
from docintel.domain.finding import Severity
from docintel.domain.wording import Wording

CHECKS: tuple[Callable[[Sequence[Applicant]], Iterator[Tie]], ...] = (
    reused_patents,
    crowded_niches,
    copied_narratives,
    same_figures,
    shared_contacts,
    shared_addresses,
    same_files,
)
CONCEPTS = frozenset({
    "patent_number", "patent_holder", "contact_phone", "contact_mobile", "legal_representative_mobile", "contact_email", "address", "reg_place",
    "introduction", "chain_gap_text", "main_product", "market_share", "auditor", "actual_controller", *AUDITED,
})  # fmt: skip
LARGE_PART = 0.3  # a check that hits more of a campaign becomes one card
FEWEST = 5  # applications; in a smaller campaign everything is a large part
NO_PICTURES = Wording(
    "未核查：Review 中没有材料内嵌的图片，只比较了整个文件是否相同。",
    "Not checked: Reviews hold no pictures of the papers; only whole files were compared.",
)


def check_campaign(applicants: Sequence[Applicant]) -> CampaignReview:
    """Everything that ties applications to each other, and the cards to work through; most serious first, then in order."""
    ordered = sorted({applicant.id: applicant for applicant in applicants}.values(), key=lambda one: one.id)
    ties = tuple(tie for check in CHECKS for tie in sorted(check(ordered), key=lambda one: one.key))
    cards = (*_cards_of_ties(ties, len(ordered)), *_cards_of_checks(ordered))
    ranks = list(Severity)
    return CampaignReview(len(ordered), ties, tuple(sorted(cards, key=lambda card: ranks.index(card.severity))), (NO_PICTURES,))


def _cards_of_ties(ties: Sequence[Tie], applications: int) -> Iterator[CampaignCard]:
    """One card a tie; one for all ties of a check that hits a large part."""
    for check in dict.fromkeys(tie.check for tie in ties):
        of = [tie for tie in ties if tie.check == check]
        members = tuple(dict.fromkeys(member for tie in of for member in tie.members))
        if applications >= FEWEST and len(of) > 1 and len(members) > LARGE_PART * applications:
            title = _of_many(check, of[0].rule, len(members), applications)
            yield CampaignCard(f"campaign/{check}", title, of[0].severity, check, members, tuple(tie.key for tie in of))
        else:
            for tie in of:
                yield CampaignCard(tie.key, tie.explanation, tie.severity, check, tie.members, (tie.key,))


def _cards_of_checks(applicants: Sequence[Applicant]) -> Iterator[CampaignCard]:
    """A check of single applications that leads Cards in a large part of them is one matter, not many."""
    counts = Counter(check for applicant in applicants for check in applicant.card_checks)
    for check, count in sorted(counts.items()):
        if len(applicants) >= FEWEST and count > LARGE_PART * len(applicants):
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
    "SubmittedPaper",
    "Tie",
    "check_campaign",
]
