"""What papers and workbooks call things beyond the words of the report on the screen."""

from __future__ import annotations

from docintel.domain.wording import Wording

DECISION = {
    "confirmed": Wording("确认", "confirmed"),
    "dismissed": Wording("排除", "dismissed"),
    "asked_back": Wording("退回补正", "asked back"),
    "resolved": Wording("更正后解决", "resolved by correction"),
    "on_site": Wording("转现场核查", "to be seen on site"),
}
CONDITION = {"confirmed": Wording("符合", "met"), "dismissed": Wording("不符合", "unmet")}
RECOMMENDED = {"confirmed": Wording("推荐", "recommended"), "dismissed": Wording("不予推荐", "not recommended")}
REVIEWED = {"confirmed": Wording("复核通过", "passes review"), "dismissed": Wording("复核不予推荐", "not recommended at review")}
STANDING = {
    "stale": Wording("依据已变化，原决定失效，须重新决定", "what it was about has changed; to be decided anew"),
    "awaits_second": Wording("须第二人确认，尚未生效", "waits for a second person"),
}
KIND = {"new": Wording("新申报", "new"), "review": Wording("复核", "review")}
WHOLE = {
    "json": Wording("审核结果 JSON", "the review's JSON"),
    "paper": Wording("原材料", "the paper itself"),
}
TEXT = {
    "opinion": Wording("审核意见", "Review opinion"),
    "name": Wording("企业名称", "Enterprise"),
    "uscc": Wording("统一社会信用代码", "Credit code"),
    "programme": Wording("项目", "Programme"),
    "batch": Wording("批次与类型", "Batch and kind"),
    "batch_told": Wording("第{}批 · {}", "batch {} · {}"),
    "as_of": Wording("材料基准日", "Evidence as of"),
    "files": Wording("材料", "Documents"),
    "files_told": Wording("{}份，{}页", "{} files, {} pages"),
    "summary": Wording("一、概要", "1. Summary"),
    "cards": Wording("二、待处理事项与人员决定", "2. Cards and people's decisions"),
    "verdicts": Wording("三、认定条件", "3. Criteria"),
    "ownership": Wording("四、股权与集团关系", "4. Ownership"),
    "requests": Wording("五、需企业补正的材料", "5. Papers to ask for"),
    "matrix": Wording("六、填报与佐证对照", "6. Declaration x evidence"),
    "coverage": Wording("七、核查范围与未核查事项", "7. Coverage, and what was not checked"),
    "documents": Wording("八、材料清单", "8. Documents"),
    "signing": Wording("九、审核人员意见", "9. The reviewers' opinion"),
    "cards_told": Wording(
        "待处理事项{}项，其中不一致{}项、需核实{}项；人员已决定{}项，尚未决定{}项。",
        "{} cards: {} conflicts, {} to verify; decided {}, open {}.",
    ),
    "no_cards": Wording("未发现需要处理的事项。", "Nothing needs attention."),
    "criteria_told": Wording(
        "认定条件{}项。机器核算（按佐证值）：符合{}项、不符合{}项、未知{}项、须人工判断{}项、不适用{}项；人员已认定{}项。",
        "{} criteria. Calculated on evidenced values: met {}, unmet {}, unknown {}, for a person {}, not applicable {}; decided by people {}.",
    ),
    "asked_told": Wording("建议请企业一次提供{}份材料，可核清全部待处理事项。", "{} papers, asked for once, would settle all cards."),
    "exclusions_told": Wording("涉及不予推荐情形{}项，由人员决定。", "{} matters of exclusion, for people to decide."),
    "people_only": Wording(
        "本意见由系统列出不一致和需核实之处及其出处；结论由审核人员作出，未决定的留空。",
        "The system lists what disagrees and what needs checking, each with its place; conclusions are people's, what is undecided stays blank.",
    ),
    "cause": Wording("可能原因", "Likely cause"),
    "right": Wording("应为", "would be right"),
    "calculation": Wording("计算", "Calculation"),
    "flips": Wording("若采用佐证值", "With the evidence's value"),
    "follows": Wording("由此引起", "What follows"),
    "rule": Wording("规则", "Rule"),
    "decision": Wording("人员决定", "Decision"),
    "undecided": Wording("（未决定）", "(undecided)"),
    "by": Wording("{}，{}", "{}, {}"),
    "second": Wording("复核人：{}", "second person: {}"),
    "criterion": Wording("条件与依据条款", "Criterion and clause"),
    "declared": Wording("按填报值", "On declared values"),
    "evidenced": Wording("按佐证值（机器核算）", "On evidenced values (calculated)"),
    "decided": Wording("人员认定", "Decided"),
    "provisional": Wording(
        "* 暂定：条件所用数值或公式尚未与原文核对。", "* provisional: a number or formula was not confirmed in its source."
    ),
    "margin": Wording("差额", "margin"),
    "same": Wording("同左", "as on the left"),
    "field": Wording("填报项", "Field"),
    "stated": Wording("填报值", "Declared"),
    "copy": Wording("纸质", "Print"),
    "proof": Wording("佐证材料：结果与出处", "Evidence: outcome and place"),
    "legend": Wording(
        "✓ 一致　✗ 不一致　○ 未找到　? 无法读取　– 不要求。另有{}行无需佐证，未列出。",
        "✓ agrees  ✗ disagrees  ○ not found  ? unreadable  – not required. {} rows need no proof and are not listed.",
    ),
    "paper": Wording("材料", "Paper"),
    "settles": Wording("核清事项", "Settles"),
    "innocent": Wording("可能的正常原因", "Likely innocent explanation"),
    "no_requests": Wording("无。", "None."),
    "no_relations": Wording(
        "在已提供的材料和名单范围内未见控股关系；范围以外未核查。",
        "No holding relation within the material and registers given; beyond them nothing was checked.",
    ),
    "integrated": Wording("穿透持股", "integrated share"),
    "chart": Wording(
        "红框为名单所载已认定企业，粗框为申报企业；比例为直接持股。",
        "Red frame: recognised by a list; thick frame: the applicant; shares are direct.",
    ),
    "products": Wording("相似主导产品候选（由人判断）", "Candidates for similar products (for a person)"),
    "registers": Wording("名单：{}，{}条，日期{}", "Register {}, {} entries, of {}"),
    "undated": Wording("不详", "unknown"),
    "no_registers": Wording(
        "未提供已认定企业名单：控股关系与单项冠军未核查。",
        "No register of recognised enterprises was given: holding relations and champions were not checked.",
    ),
    "file": Wording("文件", "File"),
    "pages": Wording("页数", "Pages"),
    "state": Wording("读取", "Reading"),
    "content": Wording("内容", "Content"),
    "problems": Wording("问题", "Problems"),
    "engine": Wording("引擎 {}；规则包 {} 个，指纹 {}", "engine {}; {} packs, fingerprint {}"),
    "opinion_of": Wording("推荐意见", "Recommendation"),
    "reason": Wording("理由", "Reason"),
    "reviewer": Wording("审核人（签字）", "Reviewer (signature)"),
    "second_reviewer": Wording("复核人（签字）", "Second person (signature)"),
    "head_signs": Wording("负责人（签字）", "Head (signature)"),
    "date": Wording("日期", "Date"),
    "objections": Wording("实名异议", "Objections"),
}
