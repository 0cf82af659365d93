"""Values that stand in several applications: patents, contacts, addresses, audited figures, whole files; each in one pass over the campaign."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence

from docintel.campaign.nouns import Applicant
from docintel.campaign.nouns import Mention
from docintel.campaign.nouns import Place
from docintel.campaign.nouns import Tie
from docintel.campaign.wordings import places_of
from docintel.domain.campaign import CampaignRule
from docintel.domain.campaign import CampaignRules
from docintel.domain.finding import Outcome
from docintel.domain.finding import Severity
from docintel.domain.wording import Wording
from docintel.text.names import normalise_name

Keyed = Iterator[tuple[str, Mention]]
PHONES, MAILS, ADDRESSES = ("contact_phone", "contact_mobile", "legal_representative_mobile"), ("contact_email",), ("address", "reg_place")
AUDITED_KINDS = frozenset({"income_statement", "balance_sheet"})
AUDITED = ("revenue", "cost_of_revenue", "net_profit", "total_profit", "total_assets", "total_liabilities", "rd_expense")
FEWEST_DIGITS = 6  # a shorter telephone number is none


def shared(applicants: Iterable[Applicant], keyed: Callable[[Applicant], Keyed]) -> dict[str, tuple[Mention, ...]]:
    """The keys that stand in at least two applications, with the first mention in each."""
    met: dict[str, dict[str, Mention]] = {}
    for applicant in applicants:
        for key, mention in keyed(applicant):
            met.setdefault(key, {}).setdefault(applicant.id, mention)
    return {key: tuple(mentions.values()) for key, mentions in met.items() if len(mentions) > 1}


def reused_patents(applicants: Sequence[Applicant], rules: CampaignRules) -> Iterator[Tie]:
    """B01: one patent in several applications; a certificate that names them all as holders makes it a note."""
    by_id = {applicant.id: applicant for applicant in applicants}

    def keyed(applicant: Applicant) -> Keyed:
        return ((one.value, one) for one in applicant.of("patent_number"))

    for number, mentions in shared(applicants, keyed).items():
        joint = _held_jointly(number, [by_id[one.place.application] for one in mentions])
        said = Wording(f"专利 {number} 出现在 {len(mentions)} 份申报中", f"Patent {number} stands in {len(mentions)} applications")
        yield _tie(rules.rule("B01"), number, said, mentions, harmless=joint)


def _held_jointly(number: str, members: Sequence[Applicant]) -> bool:
    """Whether one certificate of the patent names every one of them."""
    names = [normalise_name(member.name) for member in members]
    for member in members:
        items = {one.item for one in member.of("patent_number") if one.value == number and one.item}
        holders = "".join(normalise_name(one.printed) for one in member.of("patent_holder") if one.item in items)
        if all(name in holders for name in names):
            return True
    return False


def shared_contacts(applicants: Sequence[Applicant], rules: CampaignRules) -> Iterator[Tie]:
    """B05: one telephone or mail address; B08: the same where three and more applicants have it, an agent's perhaps."""

    def keyed(applicant: Applicant) -> Keyed:
        for one in applicant.of(*PHONES, *MAILS):
            key = re.sub(r"\D", "", one.value) if one.concept in PHONES else one.value.strip().lower()
            if len(key) >= FEWEST_DIGITS:
                yield key, one

    by_members: dict[tuple[str, ...], list[Mention]] = {}
    for mentions in shared(applicants, keyed).values():
        by_members.setdefault(tuple(sorted(one.place.application for one in mentions)), []).extend(mentions)
    related = _relation(applicants)
    for members, found in by_members.items():
        agent, group = len(members) >= rules.limits.agent_applicants, related(members)
        what = "、".join(dict.fromkeys(_masked(one.printed) for one in found))
        zh = f"{len(members)} 份申报的联系方式相同（{what}）" + ("，填报的实际控制人也相同" if group else "")
        en = f"{len(members)} applications have the same contact ({what})" + (" and name the same controller" if group else "")
        yield _tie(rules.rule("B08" if agent else "B05"), "+".join(members), Wording(zh, en), tuple(found), harmless=group)


def shared_addresses(applicants: Sequence[Applicant], rules: CampaignRules) -> Iterator[Tie]:
    """B06: one address with its number."""

    def keyed(applicant: Applicant) -> Keyed:
        for one in applicant.of(*ADDRESSES):
            key = re.sub(r"[\s（）()，,、]", "", one.value)
            if re.search(r"\d", key):  # without a number it is only a place
                yield key, one

    for key, mentions in shared(applicants, keyed).items():
        said = Wording(f"{len(mentions)} 份申报的地址相同（{key}）", f"{len(mentions)} applications have the same address ({key})")
        yield _tie(rules.rule("B06"), key, said, mentions)


def same_figures(applicants: Sequence[Applicant], rules: CampaignRules) -> Iterator[Tie]:
    """B04: audited figures equal to the fen, with the same auditor."""

    def keyed(applicant: Applicant) -> Keyed:
        auditors = {normalise_name(one.value) for one in applicant.of("auditor")}
        for one in applicant.of(*AUDITED):
            if one.kind in AUDITED_KINDS and len(re.sub(r"\D", "", one.value).strip("0")) >= rules.limits.fewest_digits:
                for auditor in auditors:
                    yield f"{auditor}\x1f{one.concept}\x1f{one.until}\x1f{one.value}", one

    by_members: dict[tuple[str, ...], dict[str, tuple[Mention, ...]]] = {}
    for key, mentions in shared(applicants, keyed).items():
        by_members.setdefault(tuple(sorted(one.place.application for one in mentions)), {})[key] = mentions
    for members, figures in by_members.items():
        if len(figures) >= rules.limits.same_figures:
            auditor = next(iter(figures)).split("\x1f", maxsplit=1)[0]
            said = Wording(
                f"{len(members)} 份申报的审计报告同为{auditor}出具，且有 {len(figures)} 个数据完全相同",
                f"The audit reports of {len(members)} applications are by {auditor} and have {len(figures)} equal figures",
            )
            yield _tie(rules.rule("B04"), "+".join(members), said, tuple(one for mentions in figures.values() for one in mentions))


def same_files(applicants: Sequence[Applicant], rules: CampaignRules) -> Iterator[Tie]:
    """B07: the very same file in several applications."""

    def keyed(applicant: Applicant) -> Keyed:
        for paper in applicant.papers:
            place = Place(applicant.id, applicant.name, paper.file)
            yield paper.sha256, Mention("file", paper.sha256, paper.file, "", place)

    for digest, mentions in shared(applicants, keyed).items():
        said = Wording(f"{len(mentions)} 份申报提交了内容完全相同的文件", f"{len(mentions)} applications submitted the very same file")
        yield _tie(rules.rule("B07"), digest[:16], said, mentions)


def _relation(applicants: Sequence[Applicant]) -> Callable[[Sequence[str]], bool]:
    """Whether applications all name one actual controller."""
    controllers = {applicant.id: frozenset(one.value for one in applicant.of("actual_controller")) for applicant in applicants}
    return lambda members: bool(frozenset.intersection(*(controllers[member] for member in members)))


def _masked(printed: str) -> str:
    """A contact with its middle hidden: enough to recognise, too little to call."""
    return f"{printed[:4]}****{printed[-3:]}"


def _tie(rule: CampaignRule, subject: str, said: Wording, mentions: tuple[Mention, ...], *, harmless: bool = False) -> Tie:
    """A tie of a rule; where something explains it, it is only a note."""
    where = places_of(mentions)
    explanation = Wording(f"{said.zh}，需核实：{where.zh}。", f"{said.en}; needs checking: {where.en}.")
    severity = Severity.NOTE if harmless else rule.severity
    return Tie(rule.id, subject, severity, Outcome.NEEDS_CHECK, rule.rule, explanation, rule.innocent, mentions)
