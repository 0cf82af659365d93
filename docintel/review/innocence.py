"""The likeliest innocent explanation of a finding: nobody is accused, and a person who asks says what may simply have happened."""

from __future__ import annotations

from docintel.domain.finding import Finding
from docintel.domain.finding import Outcome
from docintel.domain.programme import CheckKind
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording
from docintel.ownership.words import GROUP
from docintel.ownership.words import STATED
from docintel.ownership.words import SUMS

BY_HYPOTHESIS = {
    "rounding": Wording("填报时四舍五入的位数不同", "the figure was rounded to another place"),
    "truncation": Wording("填报时舍去了尾数", "the last digits were cut off"),
    "unit_slip": Wording("佐证材料与申请书的单位不同，填报时可能未换算", "the paper is in another unit, which may not have been converted"),
    "percent_slip": Wording(
        "填报时可能把百分数填成了小数，或重复换算", "a percentage may have been entered as a fraction, or converted twice"
    ),
    "wrong_year": Wording("填报时可能看错了年度列", "the column of another year may have been read"),
    "swapped_columns": Wording("填报时可能把两个年度填反", "two years may have been entered in each other's column"),
    "other_scope": Wording("合并报表与母公司报表可能混用", "consolidated and own statements may have been mixed"),
    "sibling_line": Wording("填报时可能取了报表中相邻的项目", "a neighbouring line of the statement may have been taken"),
    "restated": Wording("上年数据可能按会计政策变更或前期差错更正作了追溯调整", "the earlier year may have been restated"),
    "digit_transposed": Wording("录入时可能颠倒了两位数字", "two digits may have been exchanged in typing"),
    "digit_changed": Wording("录入时可能错了一位", "one character may have been mistyped"),
    "sign": Wording("录入时可能漏了负号", "a sign may have been lost in typing"),
}
BY_OUTCOME = {
    Outcome.MISSING: Wording("材料可能漏附，或装订在其他文件中", "the paper may have been left out, or bound into another file"),
    Outcome.UNREADABLE: Wording("文件可能上传不完整、加密或扫描不清", "the file may be incomplete, encrypted or badly scanned"),
    Outcome.EXPIRED: Wording("证书可能已换发或续展，所附为旧证", "the certificate may have been renewed, and the old one attached"),
}
BY_KIND = {
    CheckKind.COPIES: Wording("打印后可能又在线修改，未重新打印", "the online form may have been changed after it was printed"),
    CheckKind.ONE_SIDED: Wording(
        "打印后可能又在线补填或删改，未重新打印", "the online form may have been filled in further after it was printed"
    ),
    CheckKind.SIGNED: Wording("可能扫描了未签章的一份，或签章颜色过浅", "an unsigned copy may have been scanned, or the ink be too faint"),
    CheckKind.PAGED: Wording("扫描时可能漏扫或重扫了一页", "a page may have been skipped or scanned twice"),
    CheckKind.ATTACHED: Wording("材料可能漏附，或以其他名称提交", "the paper may have been left out, or be called otherwise"),
    CheckKind.ATTACHED_OTHERWISE: Wording("清单可能未随附件更新", "the list may not have been brought up to date"),
    CheckKind.RECOMPUTES: Wording(
        "比率可能按未取整的数值或上一稿计算", "the ratio may come from unrounded figures or from an earlier draft"
    ),
    CheckKind.HOLDS: Wording("相关数据的口径可能不同，或录入有误", "the figures may be of different calibres, or mistyped"),
    CheckKind.COMPLETE: Wording("填报时可能遗漏或误填", "it may have been overlooked or mistyped"),
    CheckKind.IDENTIFIER: Wording("抄录时可能错了一位", "one character may have been copied wrongly"),
    CheckKind.SAME_ENTITY: Wording(
        "企业可能更名、权利可能已变更登记，或误附了关联方的材料",
        "the enterprise may have been renamed, the right transferred, or an affiliate's paper attached by mistake",
    ),
    CheckKind.RESTATED: BY_HYPOTHESIS["restated"],
    CheckKind.STATEMENT: Wording("报表个别项目可能印刷或扫描有误", "a line of the statement may be misprinted or badly scanned"),
    CheckKind.SHAREHOLDERS: Wording(
        "最近一次股权变更可能尚未公示或未更新图表", "the latest change of shareholders may not be on record yet"
    ),
    CheckKind.RECORDS: Wording("所载事项可能已整改、修复或移出", "what is on record may have been mended or removed"),
    CheckKind.TRANSFERRED: Wording("受让日期可能漏填", "the day of the transfer may have been left out"),
    CheckKind.DATES: Wording(
        "日期可能抄录有误，或属分案、PCT申请", "a day may be miscopied, or the application divisional or under the PCT"
    ),
    CheckKind.SUMMED: Wording("凭证可能未附全", "not all papers may be attached"),
    CheckKind.VALID: BY_OUTCOME[Outcome.EXPIRED],
    CheckKind.MENTIONS: Wording("材料所用产品名称可能与申请书不同", "the paper may call the product by another name"),
    CheckKind.PROPORTIONAL: Wording("增资或转让前后的两张表可能混用", "amounts and shares may be of before and after a change"),
    CheckKind.ADDS_UP: Wording("可能有股东未列，或合计栏未更新", "a holder may be left out, or the total not be updated"),
    CheckKind.RETOLD: Wording("一处可能为决议时间，一处为变更登记时间", "one may be the month of the resolution, the other of the entry"),
    CheckKind.SIZED: Wording(
        "从业人员可能按另一口径（期末、平均或含子公司）统计，或按集团整体划型",
        "staff may be counted otherwise (at the end of the year, on average, with subsidiaries), or the class be that of the group",
    ),
    CheckKind.SCOPES: BY_HYPOTHESIS["other_scope"],
    CheckKind.ACROSS: Wording(
        "报表个别项目可能印刷或扫描有误，或口径不同", "a line may be misprinted, badly scanned or of another calibre"
    ),
    CheckKind.CODED: Wording(
        "企业可能迁址或改制，或录入有误", "the enterprise may have moved or changed its form, or a character be mistyped"
    ),
    CheckKind.NESTED: Wording("大类或小类代码可能填错一位", "one of the codes may be mistyped"),
    CheckKind.ANSWERED: Wording("选项可能勾错，或漏填名称", "the wrong box may be ticked, or the names left out"),
    CheckKind.LENGTHS: Wording("字数可能含空格或标点按不同方法统计", "characters may have been counted in another way"),
    CheckKind.TITLED: Wording("认定可能正在办理，或选项勾错", "the recognition may be under way, or the wrong box ticked"),
    CheckKind.SHOWN: Wording("编码页或附注可能未扫描在内", "the page with the code or the note may not have been scanned"),
    CheckKind.BOTH_SCOPES: Wording("母公司报表可能另册装订", "the company's own statements may be bound separately"),
    CheckKind.DISTINCT: Wording("清单编制时可能重复粘贴", "a row may have been pasted twice"),
    CheckKind.RECENT: Wording("可能附了较早查询的版本", "an earlier query may have been attached"),
    CheckKind.NAMED: Wording("文件命名可能有误", "the file may have been misnamed"),
}
CHANGED = Wording("情况可能已变更，其中一份材料未更新", "things may have changed and one of the papers not been updated")
TOLERANCE = Wording(
    "口径可能不同（退休返聘、劳务派遣、子公司参保等）", "the calibres may differ (rehired pensioners, agency staff, insured elsewhere)"
)
TABLE = Wording("可能有股东漏列，或比例按四舍五入填写", "a shareholder may be left out, or the shares be rounded")
STATED_OTHERWISE = Wording("股权结构可能在填报后变更", "the shareholders may have changed after the form was filled in")
STAKE = Wording("持股可能已转让，或名单尚未更新", "the stake may have been sold, or the register not updated")
PRODUCTS = Wording("产品名称相近，用途或工艺可能不同", "the products may differ in use or process although their names are alike")

OF_RELATIONS = {GROUP.id: PRODUCTS, SUMS.id: TABLE, STATED.id: STATED_OTHERWISE}


def innocent(lead: Finding, rule: CheckRule | None) -> Wording:
    """By the diagnosis where there is one, else by what is absent, else by what was checked."""
    if rule is None:
        return OF_RELATIONS.get(lead.check, STAKE)
    if lead.diagnosis is not None and lead.diagnosis.hypothesis in BY_HYPOTHESIS and rule.kind is not CheckKind.COPIES:
        return BY_HYPOTHESIS[lead.diagnosis.hypothesis]
    if lead.outcome in BY_OUTCOME and rule.kind is not CheckKind.COMPLETE:
        return BY_OUTCOME[lead.outcome]
    return BY_KIND.get(rule.kind, CHANGED if rule.tolerance is None else TOLERANCE)
