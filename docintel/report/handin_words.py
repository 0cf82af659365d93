"""Sheets, columns and phrases of the hand-ins."""

from __future__ import annotations

from docintel.domain.wording import Wording
from docintel.report.sheets import Column
from docintel.report.words import STATUS

SHEETS = {
    "new": Wording("推荐汇总表", "Recommendations"),
    "review": Wording("复核情况汇总表", "Reviews"),
    "refused": Wording("不予推荐及理由", "Not recommended"),
    "indicators": Wording("量化指标情况汇总表", "Indicators"),
}
MACHINE = {
    **STATUS,
    "told": Wording("量化指标{}项：符合{}、不符合{}、未知或须人工判断{}", "{} indicators: met {}, unmet {}, unknown or for a person {}"),
    "unmet": Wording("不符合：{}", "unmet: {}"),
    "exclusions": Wording("不予推荐情形（须人工认定）：{}", "matters of exclusion (for a person): {}"),
}
_BY = Column(Wording("决定人", "By"), 8)
_AT = Column(Wording("决定时间", "At"), 11)
_WAITS = Column(Wording("决定状态", "Standing"), 11)
COLUMNS = {
    "enterprise": (
        Column(Wording("序号", "No."), 6),
        Column(Wording("企业名称", "name"), 24),
        Column(Wording("统一社会信用代码", "uscc"), 20),
        Column(Wording("所在地", "Place"), 13),
        Column(Wording("所属行业", "Industry"), 14),
        Column(Wording("主导产品", "Main product"), 16),
        Column(Wording("推荐意见", "Recommendation"), 9),
        Column(Wording("理由", "Reason"), 22),
        _BY,
        Column(Wording("复核人", "Second person"), 8),
        _AT,
        _WAITS,
        Column(Wording("机器核算（供对照，不作结论）", "Calculated (for comparison, no conclusion)"), 34),
    ),
    "indicators": (
        Column(Wording("企业名称", "name"), 24),
        Column(Wording("统一社会信用代码", "uscc"), 20),
        Column(Wording("指标", "Indicator"), 30),
        Column(Wording("标准", "Threshold"), 10),
        Column(Wording("条款", "Clause"), 12),
        Column(Wording("机器核算：按填报值", "Calculated on declared"), 11),
        Column(Wording("机器核算：按佐证值", "Calculated on evidenced"), 11),
        Column(Wording("计算（佐证）", "Calculation (evidenced)"), 32),
        Column(Wording("人员认定", "Decided"), 10),
        Column(Wording("理由", "Reason"), 18),
        _BY,
        _AT,
        _WAITS,
    ),
}
TEXT = {
    "part_ten": Wording(
        "十、推荐单位审核意见（量化指标逐项认定）", "Part ten: the recommending authority's opinion, indicator by indicator"
    ),
    "indicator": Wording("指标与标准", "Indicator and threshold"),
    "declared": Wording("按填报值", "On declared"),
    "evidenced": Wording("机器核算（按佐证值）", "Calculated (on evidenced values)"),
    "decided": Wording("推荐单位认定", "Decided"),
    "boxes": Wording("{}符合　{}不符合", "{} met   {} unmet"),
    "recommend": Wording("推荐意见", "Recommendation"),
    "recommend_boxes": Wording("{}同意推荐　{}不予推荐", "{} recommended   {} not recommended"),
    "reason": Wording("理由", "Reason"),
    "by": Wording("经办人", "Person in charge"),
    "second": Wording("复核人", "Second person"),
    "seal": Wording("推荐单位（盖章）", "Authority (seal)"),
    "date": Wording("日期", "Date"),
    "exclusions": Wording("不予推荐情形（机器提示，须人工认定）", "Matters of exclusion (for a person to decide)"),
    "none_found": Wording("在核查范围内未见；范围以外未核查。", "None within what was checked; beyond it nothing was checked."),
    "blank": Wording(
        "勾选只来自人员决定；未决定的留空。机器核算仅供对照。", "Ticks come from people's decisions only; what is undecided is blank."
    ),
    "year_date": Wording("　　年　　月　　日", "____-__-__"),
    "publicity": Wording("拟推荐企业名单公示", "Publicity: enterprises to be recommended"),
    "publicity_lead": Wording(
        "经审核，拟推荐以下{}家企业，现予公示。公示期：{}。",
        "After review the following {} enterprises are to be recommended and are made public. Period: {}.",
    ),
    "publicity_object": Wording(
        "公示期内，如有异议请以书面形式实名反映，写明事实并附证据。联系方式：{}。",
        "Objections within this period are to be made in writing and signed, with facts and evidence. Contact: {}.",
    ),
    "to_fill": Wording("＿＿＿＿", "________"),
    "period": Wording("{}至{}", "{} to {}"),
    "number": Wording("序号", "No."),
    "name": Wording("企业名称", "Enterprise"),
    "place": Wording("所在地", "Place"),
    "product": Wording("主导产品", "Main product"),
    "none": Wording("目前没有人员决定推荐的企业。", "So far people have recommended no enterprise."),
    "authority": Wording("（公示单位）", "(authority)"),
}
