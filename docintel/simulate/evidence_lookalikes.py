"""Look-alikes of whole dossiers: a former name with its notice, divisional patents, staff a little above the insured, a restated year with a note."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from docintel.domain.wording import Wording
from docintel.simulate.application import LAST
from docintel.simulate.codes import patent_number
from docintel.simulate.dossiers import UNFINED
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.lookalikes_more import of_the_enterprise
from docintel.simulate.lookalikes_more import one_more
from docintel.simulate.papers import FORM
from docintel.simulate.papers import Attached
from docintel.simulate.papers import Columns
from docintel.simulate.papers import Papers
from docintel.simulate.planting import place
from docintel.simulate.planting import report_of
from docintel.simulate.truth import Lookalike

PUBLICITY, INSURANCE, SYSTEM = "credit_publicity_report", "social_insurance", "system_certificate"
FORMER_OF, DIVISIONAL_OF, RESTATED_OF = 3, 4, 5  # every third enterprise was renamed, and so on


def before_the_papers(enterprise: Enterprise, seed: int) -> Enterprise:
    """What belongs to the enterprise itself: a former name, a divisional patent."""
    rng = Random(f"docintel-lookalikes-{seed}")  # noqa: S311 - repeatable, not secret
    if seed % FORMER_OF == 0:
        enterprise = replace(
            enterprise, former_name=f"{enterprise.place.city}{enterprise.brand}机电设备有限公司"
        )  # not what its subsidiary is called
    if seed % DIVISIONAL_OF == 0:
        first = enterprise.patents[0]
        number = patent_number(first.filed.year, 1, rng.randint(10_000, 1_499_999))
        divided = replace(first, number=number, certificate=str(int(first.certificate) + 1731))
        enterprise = replace(enterprise, patents=(*enterprise.patents, divided))
    return of_the_enterprise(enterprise, seed)


def beside_the_papers(papers: Papers, seed: int) -> Papers:
    """What the papers say otherwise and rightly: the old name on a certificate, fewer insured, a restated year with a note."""
    papers = one_more(_fewer_insured(papers, seed), seed)
    if papers.enterprise.former_name:
        papers = _named_as_before(papers, seed)
    if seed % DIVISIONAL_OF == 0:
        patent = papers.enterprise.patents[0]
        papers = _noted(papers, "divisional", Wording("分案申请", "a divisional patent"), FORM, "f.patents", patent.number)
    return _restated_with_note(papers) if seed % RESTATED_OF == 0 else papers


def _fewer_insured(papers: Papers, seed: int) -> Papers:
    """The insured are up to eight per cent fewer than the staff."""
    index = next((at for at, one in enumerate(papers.attached) if one.kind == INSURANCE), None)
    if index is None or f"{INSURANCE}:{index}" in papers.touched or place("b.staff", LAST) in papers.touched:
        return papers
    told = papers.attached[index].told
    part = 94 + seed % 5
    staff = {year: (number * part // 100, rd) for year, (number, rd) in told.staff.items()}
    after = _attached(papers, index, replace(papers.attached[index], told=replace(told, staff=staff)))
    wording = Wording("参保人数略少于员工数", "a few less insured than staff")
    return _noted(after, "staff_near", wording, INSURANCE, "b.staff", str(staff[LAST][0]))


def _named_as_before(papers: Papers, seed: int) -> Papers:
    """A certificate still has the old name, and the publicity report shows the change."""
    index = next((at for at, one in enumerate(papers.attached) if one.kind == SYSTEM and f"{SYSTEM}:{at}" not in papers.touched), None)
    if index is None:
        return papers
    told = papers.attached[index].told
    former = replace(told, company=replace(told.company, name=told.former_name))
    papers = _attached(papers, index, replace(papers.attached[index], told=former))
    if all(one.kind != PUBLICITY for one in papers.attached):
        papers = replace(papers, attached=(*papers.attached, Attached(PUBLICITY, 1 + seed % 4, told, UNFINED * seed)))
    return _noted(papers, "former_name", Wording("曾用名，有变更记录", "a former name with its notice"), SYSTEM, "a.name", told.former_name)


def _restated_with_note(papers: Papers) -> Papers:
    """Part of the research expense is presented otherwise in the later report, and its notes say so."""
    report = papers.reports.get(LAST)
    if report is None or papers.touched & {report_of(LAST), report_of(LAST - 1)}:
        return papers
    lines = dict(report.prior.statements[CONSOLIDATED])
    moved = lines["rd_expense"] // 37
    lines["rd_expense"] -= moved
    lines["admin_expense"] += moved
    prior = Columns({**report.prior.statements, CONSOLIDATED: lines}, report.prior.revenues, report.prior.costs)
    note = f"本公司对{LAST - 1}年度比较数据进行了追溯重述：将原列报于研发费用的部分支出重分类至管理费用，对净利润和净资产没有影响。"
    reports = {**papers.reports, LAST: replace(report, prior=prior, note=note)}
    wording = Wording("上年比较数重述，附注有说明", "a restated year with a note")
    return _noted(replace(papers, reports=reports), "restated_with_note", wording, report_of(LAST), "rd_expense", str(moved))


def _attached(papers: Papers, index: int, one: Attached) -> Papers:
    return replace(papers, attached=(*papers.attached[:index], one, *papers.attached[index + 1 :]))


def _noted(papers: Papers, name: str, wording: Wording, file: str, field: str, value: str) -> Papers:
    return replace(papers, lookalikes=(*papers.lookalikes, Lookalike(name, wording, file, field, None, value, "")))
