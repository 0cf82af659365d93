"""Defects in the audit reports: what the auditor says, whom the report is about, sums that do not hold; and files that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.enterprise import Company
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.figures import yuan
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.papers import EQUITY
from docintel.simulate.papers import LICENCE
from docintel.simulate.papers import Papers
from docintel.simulate.papers import Report
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Plant
from docintel.simulate.planting import report_of
from docintel.simulate.truth import Planted

UNNAMED = Wording("?", "?")  # the catalogue puts the defect's own wording in
WITHOUT_REPORT = ("A05", "A07", "A11", "A09")  # what follows where a year has no report of the applicant
EXCEPTION = (
    "如财务报表附注所述，贵公司未能提供存放于第三方仓库的部分存货的盘点资料，我们无法就该部分存货的存在和计价获取充分、适当的审计证据。"
)


def _free_report(papers: Papers, rng: Random) -> Report:
    free = [report for report in papers.reports.values() if report.file not in papers.touched]
    if not free:
        raise UsageError("这些缺陷放不进同一份样例 / these defects do not fit into one sample: no free audit report is left")
    return rng.choice(free)


def _with_report(papers: Papers, report: Report) -> Papers:
    return replace(papers, reports={**papers.reports, report.year: report}).touching(report.file)


def _label(report: Report, field: str, said: str, true: str, family: str) -> Planted:
    return Planted("", UNNAMED, report.file, field, report.year, said, None, true, family, "none")


def opinion_qualified(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The auditor takes exception to something."""
    report = _free_report(papers, rng)
    label = _label(report, "audit_opinion", "qualified", "unqualified", "opinion")
    return _with_report(papers, replace(report, qualified=EXCEPTION)), label


def audit_of(named: Callable[[Enterprise], Company]) -> Plant:
    """A report about another company, or about the applicant by another name."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        report, other = _free_report(papers, rng), named(papers.enterprise)
        label = _label(report, "audited_entity", other.name, papers.enterprise.company.name, "same_entity")
        return _with_report(papers, replace(report, company=other)), label

    return plant


def _named_otherwise(enterprise: Enterprise) -> Company:
    """The applicant by a name of before, which no paper explains."""
    name = f"{enterprise.place.city}{enterprise.brand}{enterprise.trade.component}厂"
    return Company(name, enterprise.company.uscc)


def sum_broken(line: str, scope: str = CONSOLIDATED) -> Plant:
    """One line of the statements of a scope no longer adds up with its neighbours."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        report = _free_report(papers, rng)
        if report.year != FORM_YEARS[-1]:  # another year's lines stand again in the next report
            raise UsageError(f"这些缺陷放不进同一份样例 / these defects do not fit into one sample: {report_of(FORM_YEARS[-1])}")
        lines = dict(report.current.statements[scope])
        true = lines[line]
        lines[line] = true + rng.choice((-1, 1)) * (true * rng.randint(31, 87) // 1000 + rng.randint(1, 99_999))
        current = replace(report.current, statements={**report.current.statements, scope: lines})
        return _with_report(papers, replace(report, current=current)), _label(report, line, yuan(lines[line]), yuan(true), "identity")

    def only_last(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        others = {report.file for report in papers.reports.values() if report.year != FORM_YEARS[-1]}
        after, label = plant(papers.touching(*others), rng)
        return replace(after, touched=after.touched - (others - papers.touched)), label

    return only_last


def file_missing(file: str) -> Plant:
    """A required paper is not submitted."""

    def plant(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
        _require_free(papers, file)
        label = Planted("", UNNAMED, file, "", None, "", None, None, "evidence", "none")
        return replace(papers, left_out=papers.left_out | {file}).touching(file), label

    return plant


def file_cut_short(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A file broke off while it was uploaded."""
    files = [file for file in (*(report.file for report in papers.reports.values()), LICENCE, EQUITY) if file not in papers.touched]
    if not files:
        raise UsageError("这些缺陷放不进同一份样例 / these defects do not fit into one sample: every file is taken")
    file = rng.choice(files)
    label = Planted("", UNNAMED, file, "", None, "", None, None, "evidence", "none")
    return replace(papers, cut_short=papers.cut_short | {file}).touching(file), label


def _require_free(papers: Papers, file: str) -> None:
    if file in papers.touched:
        raise UsageError(f"这些缺陷放不进同一份样例 / these defects do not fit into one sample: {file}")


REPORT_DEFECTS = (
    Defect("opinion_qualified", Wording("审计意见为保留意见", "a qualified audit opinion"), opinion_qualified, ("A03",)),
    Defect("audit_of_other", Wording("审计报告属于其他企业", "an audit report of another enterprise"), audit_of(lambda enterprise: enterprise.stranger), ("A04", "O14", "A05"), WITHOUT_REPORT),
    Defect("audit_of_subsidiary", Wording("审计报告属于子公司", "an audit report of the subsidiary"), audit_of(lambda enterprise: enterprise.subsidiary), ("A04", "O14", "A05"), WITHOUT_REPORT),
    Defect("audit_in_old_name", Wording("审计报告所载曾用名没有变更记录", "a report in an old name without a record of the change"), audit_of(_named_otherwise), ("O14", "A04")),
    Defect("assets_do_not_add_up", Wording("流动资产合计与资产总计不符", "current assets that do not make up total assets"), sum_broken("total_current_assets"), ("A08.1",)),
    Defect("profit_does_not_follow", Wording("净利润不等于利润总额减所得税", "a net profit that is not profit less tax"), sum_broken("income_tax"), ("A08.8",)),
    Defect("cash_does_not_add_up", Wording("现金净增加额与三类活动净额不符", "a net increase of cash that is not its three parts"), sum_broken("cfo"), ("A08.11",)),
    Defect("licence_missing", Wording("缺少营业执照", "no business licence"), file_missing(LICENCE), ("O02.1",)),
    Defect("file_cut_short", Wording("文件上传不完整，无法读取", "a file cut short, unreadable"), file_cut_short, ("E00",), ("O02.1", "OWN-8", *WITHOUT_REPORT)),
)  # fmt: skip
