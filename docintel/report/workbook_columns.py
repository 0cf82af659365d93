"""Sheets and columns of the campaign workbook."""

from __future__ import annotations

from docintel.domain.wording import Wording
from docintel.report.sheets import Column

SHEETS = {
    "summary": Wording("概要", "Summary"),
    "applications": Wording("申报企业", "Applications"),
    "findings": Wording("发现", "Findings"),
    "criteria": Wording("认定条件", "Criteria"),
    "coverage": Wording("核查范围", "Coverage"),
}
TOTALS = {
    "applications": Wording("申报企业", "applications"),
    "clean": Wording("没有待处理事项的", "without cards"),
    "exclusions": Wording("涉及不予推荐情形的", "with a matter of exclusion"),
    "cards": Wording("待处理事项", "cards"),
    "decided": Wording("人员已决定", "decided"),
    "open": Wording("尚未决定", "open"),
    "recommended": Wording("人员推荐", "recommended by people"),
    "not_recommended": Wording("人员不予推荐", "not recommended by people"),
    "undecided": Wording("推荐意见未决定", "recommendation undecided"),
    "by_check": Wording("各检查的待处理事项", "cards by check"),
    "by_criterion": Wording("按佐证值不符合的条件", "unmet on evidenced values, by criterion"),
    "checked": Wording("核查范围", "coverage"),
}
NAME, USCC = Column(Wording("企业名称", "Enterprise"), 24), Column(Wording("统一社会信用代码", "Credit code"), 20)
DECIDED = (
    Column(Wording("人员决定", "Decision"), 11),
    Column(Wording("理由", "Reason"), 20),
    Column(Wording("决定人", "By"), 10),
    Column(Wording("时间", "At"), 11),
    Column(Wording("复核人", "Second person"), 10),
    Column(Wording("决定状态", "Standing"), 12),
)
SUMMARY = (Column(Wording("项目", "What"), 30), Column(Wording("数量", "Count"), 10), Column(Wording("说明", "Of what"), 70))
APPLICATIONS = (
    Column(Wording("序号", "No."), 6),
    NAME,
    USCC,
    Column(Wording("所在地", "Place"), 12),
    Column(Wording("项目", "Programme"), 16),
    Column(Wording("批次", "Batch"), 6),
    Column(Wording("类型", "Kind"), 8),
    Column(Wording("不予推荐情形", "Exclusions"), 7),
    Column(Wording("不一致", "Conflicts"), 7),
    Column(Wording("需核实", "To verify"), 7),
    Column(Wording("已决定", "Decided"), 7),
    Column(Wording("未决定", "Open"), 7),
    Column(Wording("条件符合", "Met"), 7),
    Column(Wording("条件不符合", "Unmet"), 7),
    Column(Wording("条件未知", "Unknown"), 7),
    Column(Wording("须人工判断", "For a person"), 7),
    Column(Wording("条件不适用", "Not applicable"), 7),
    *DECIDED,
    Column(Wording("建议补正的材料", "Papers to ask for"), 36),
    Column(Wording("补正轮次", "Letters"), 7),
    Column(Wording("实名异议", "Objections"), 7),
    Column(Wording("核查范围说明", "Lines of coverage"), 7),
)
FINDINGS = (
    NAME,
    USCC,
    Column(Wording("事项序号", "Card"), 6),
    Column(Wording("事项", "Title"), 28),
    Column(Wording("检查", "Check"), 8),
    Column(Wording("级别", "Severity"), 8),
    Column(Wording("结果", "Outcome"), 10),
    Column(Wording("等级", "Grade"), 12),
    Column(Wording("说明", "Explanation"), 56),
    Column(Wording("可能原因", "Likely cause"), 32),
    Column(Wording("填报值", "Declared"), 18),
    Column(Wording("佐证值", "Evidence"), 18),
    Column(Wording("出处", "Places"), 30),
    *DECIDED,
    Column(Wording("发现键", "Key"), 18),
)
CRITERIA = (
    NAME,
    USCC,
    Column(Wording("条件", "Criterion"), 36),
    Column(Wording("条款", "Clause"), 16),
    Column(Wording("按填报值", "On declared"), 10),
    Column(Wording("计算（填报）", "Calculation, declared"), 34),
    Column(Wording("按佐证值（机器核算）", "On evidenced (calculated)"), 12),
    Column(Wording("计算（佐证）", "Calculation, evidenced"), 34),
    Column(Wording("差额", "Margin"), 12),
    *DECIDED,
    Column(Wording("备注", "Remark"), 20),
)
COVERAGE = (NAME, USCC, Column(Wording("类别", "Kind"), 24), Column(Wording("内容", "What"), 90))
