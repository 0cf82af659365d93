"""Defects of what audit reports show and how: one form from two scopes, lines that are not shown, lines that no longer add up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import LAST
from docintel.simulate.attaching import UNNAMED
from docintel.simulate.attaching import require_free
from docintel.simulate.books import Lines
from docintel.simulate.defects_reports import sum_broken
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.figures import wan
from docintel.simulate.figures import yuan
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.group import PARENT
from docintel.simulate.papers import FORM
from docintel.simulate.papers import Columns
from docintel.simulate.papers import Papers
from docintel.simulate.papers import Report
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Plant
from docintel.simulate.planting import declare
from docintel.simulate.planting import place
from docintel.simulate.planting import report_of
from docintel.simulate.relations import value_at
from docintel.simulate.truth import Planted

RESEARCH, BESIDE = "rd_expense", "rd_special_audit"


def scopes_mixed(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """Assets and liabilities of all years are the parent's own, revenue and profit the group's; each ratio recomputes from what stands there."""
    fields = ("b.assets", "b.liab", "b.net_assets")
    require_free(papers, *(place(field, year) for field in (*fields, "b.debt_ratio") for year in FORM_YEARS), "d.debt_ratio")
    true = value_at(papers.online, "b.assets", LAST)
    after = papers
    for year in FORM_YEARS:
        own = papers.enterprise.lines(year, PARENT)
        for field, line in zip(fields, ("total_assets", "total_liabilities", "total_equity"), strict=True):
            after = declare(after, field, year, wan(own[line]))
        ratio = f"{own['total_liabilities'] * 10_000 / own['total_assets'] / 100:.2f}"
        after = declare(after, "b.debt_ratio", year, ratio)
    after = declare(after, "d.debt_ratio", None, ratio)
    said = value_at(after.online, "b.assets", LAST)
    return after, Planted("", UNNAMED, FORM, "", None, said, report_of(LAST), true, "scopes", "none")


def _each_report(papers: Papers, change: Callable[[Report], Report]) -> Papers:
    reports = {year: change(report) for year, report in papers.reports.items()}
    return replace(papers, reports=reports).touching(*(report.file for report in reports.values()))


def research_not_shown(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The audit reports have research within administrative expense, and no special audit is attached."""
    require_free(papers, *(report.file for report in papers.reports.values()))
    papers = replace(papers, attached=tuple(one for one in papers.attached if one.kind not in (BESIDE, "tax_return")))
    label = Planted("", UNNAMED, FORM, "f.rd", None, "", report_of(LAST), None, "evidence", "none")
    return _each_report(papers, without_research), label


def without_research(report: Report) -> Report:
    """Research expense stands within administrative expense."""

    def merged(lines: Lines) -> Lines:
        return {**lines, "admin_expense": lines["admin_expense"] + lines[RESEARCH]}

    def column(columns: Columns) -> Columns:
        return replace(columns, statements={scope: merged(lines) for scope, lines in columns.statements.items()})

    return replace(report, current=column(report.current), prior=column(report.prior), omits=report.omits | {RESEARCH})


def main_revenue_not_shown(papers: Papers, _rng: Random) -> tuple[Papers, Planted]:
    """The notes give revenue as one sum, without that of the main business."""
    require_free(papers, *(report.file for report in papers.reports.values()))
    label = Planted("", UNNAMED, FORM, "b.main_rev", None, "", report_of(LAST), None, "evidence", "none")
    return _each_report(papers, lambda report: replace(report, omits=report.omits | {"main_revenue"})), label


def scope_line(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Other comprehensive income appears that total comprehensive income leaves out."""
    report = papers.reports.get(LAST)
    if report is None or report.file in papers.touched:
        raise UsageError(f"这些缺陷放不进同一份样例 / these defects do not fit into one sample: {report_of(LAST)}")
    lines = dict(report.current.statements[CONSOLIDATED])
    lines["other_comprehensive_income"] = lines["net_profit"] * rng.randint(21, 47) // 1000
    current = replace(report.current, statements={**report.current.statements, CONSOLIDATED: lines})
    after = replace(papers, reports={**papers.reports, LAST: replace(report, current=current)}).touching(report.file)
    said = yuan(lines["other_comprehensive_income"])
    return after, Planted("", UNNAMED, report.file, "other_comprehensive_income", LAST, said, None, "0", "identity", "none")


def last_report(papers: Papers, change: Callable[[Report, Lines], Report], family: str, field: str) -> tuple[Papers, Planted]:
    """The last report changed by its consolidated lines."""
    report = papers.reports.get(LAST)
    if report is None or report.file in papers.touched:
        raise UsageError(f"这些缺陷放不进同一份样例 / these defects do not fit into one sample: {report_of(LAST)}")
    after = change(report, dict(report.current.statements[CONSOLIDATED]))
    papers = replace(papers, reports={**papers.reports, LAST: after}).touching(report.file)
    return papers, Planted("", UNNAMED, report.file, field, LAST, "", None, None, family, "none")


def _with_lines(report: Report, lines: Lines) -> Report:
    return replace(report, current=replace(report.current, statements={**report.current.statements, CONSOLIDATED: lines}))


def cash_below_equivalents(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The balance sheet has less cash than the cash-flow statement ends with."""
    part = rng.randint(62, 91)

    def change(report: Report, lines: Lines) -> Report:
        return _with_lines(report, {**lines, "cash": lines["cash_equivalents_end"] * part // 100})

    return last_report(papers, change, "across", "cash")


def retained_above_profit(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Retained earnings grow by more than the year's profit."""
    part = rng.randint(115, 190)

    def change(report: Report, lines: Lines) -> Report:
        before = report.prior.statements[CONSOLIDATED]["retained_earnings"]
        return _with_lines(report, {**lines, "retained_earnings": before + lines["net_profit"] * part // 100})

    return last_report(papers, change, "across", "retained_earnings")


def otherwise_in_notes(*keys: str) -> Plant:
    """The notes give a line, and the sum it is part of, otherwise than the statements."""

    def plant(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
        part = rng.randint(104, 119)

        def change(report: Report, lines: Lines) -> Report:
            more = lines[keys[0]] * part // 100 - lines[keys[0]]
            return replace(report, in_notes={key: lines[key] + more for key in keys})

        return last_report(papers, change, "across", keys[-1])

    return plant


def _line(line: str, zh: str, checks: str, follows: str = "", scope: str = CONSOLIDATED) -> Defect:
    wording = Wording(f"{zh}与相邻各项不符", f"{line.replace('_', ' ')} that does not fit its neighbours")
    return Defect(f"line_{line}", wording, sum_broken(line, scope), tuple(checks.split()), tuple(follows.split()))


SCOPE_DEFECTS = (
    Defect("scopes_mixed", Wording("财务数据混用合并与母公司口径", "figures of two scopes in one form"), scopes_mixed, ("A02",), ("A01",)),
    Defect("research_not_shown", Wording("审计报告未列示研发费用", "audit reports that show no research expense"), research_not_shown, ("A11",)),
    Defect("main_revenue_not_shown", Wording("审计报告未列示主营业务收入", "audit reports that show no main revenue"), main_revenue_not_shown, ("A07",)),
    Defect("comprehensive_income_wrong", Wording("综合收益总额未含其他综合收益", "total comprehensive income without its other part"), scope_line, ("A08.10",)),
    Defect("cash_below_equivalents", Wording("货币资金少于期末现金", "less cash than its equivalents"), cash_below_equivalents, ("A08.23",), ("A08.13",)),
    Defect("retained_above_profit", Wording("未分配利润增加多于净利润", "retained earnings that grow more than the profit"), retained_above_profit, ("A08.22",), ("A08.17",)),
    Defect("revenue_otherwise_in_notes", Wording("附注营业收入与利润表不一致", "another revenue in the notes"), otherwise_in_notes("other_business_revenue", "revenue"), ("A08.27",)),
    Defect("research_otherwise_in_notes", Wording("附注研发费用与利润表不一致", "another R&D expense in the notes"), otherwise_in_notes("rd_expense"), ("A08.28",)),
    _line("total_equity", "所有者权益合计", "A08.3", "A08.5 A08.17 A01"),
    _line("total_noncurrent_liabilities", "非流动负债合计", "A08.2", "A08.16"),
    _line("total_liabilities_and_equity", "负债和所有者权益总计", "A08.4"),
    _line("equity_parent", "归属于母公司所有者权益合计", "A08.5", "A08.17"),
    _line("other_gains", "其他收益", "A08.6"),
    _line("non_operating_income", "营业外收入", "A08.7"),
    _line("minority_profit", "少数股东损益", "A08.9"),
    _line("cash_equivalents_start", "期初现金余额", "A08.12", "A08.24"),
    _line("other_receivables", "其他应收款", "A08.13"),
    _line("construction_in_progress", "在建工程", "A08.14"),
    _line("other_payables", "其他应付款", "A08.15"),
    _line("deferred_income", "递延收益", "A08.16"),
    _line("surplus_reserve", "盈余公积", "A08.17", scope=PARENT),  # the group's total may be the parent's part and the minority's instead
    _line("taxes_and_surcharges", "税金及附加", "A08.18"),
    _line("operating_outflow", "经营活动现金流出小计", "A08.19"),
    _line("investing_outflow", "投资活动现金流出小计", "A08.20"),
    _line("financing_outflow", "筹资活动现金流出小计", "A08.21"),
    _line("other_business_revenue", "其他业务收入", "A08.25"),
    _line("other_business_cost", "其他业务成本", "A08.26"),
)  # fmt: skip
