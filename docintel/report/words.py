"""What the report calls things, in both languages."""

from __future__ import annotations

from docintel.domain.wording import Wording

STATUS = {
    "met": Wording("符合", "met"),
    "unmet": Wording("不符合", "unmet"),
    "unknown": Wording("未知", "unknown"),
    "manual_review": Wording("须人工判断", "for a person"),
    "not_applicable": Wording("不适用", "not applicable"),
}
SEVERITY = {
    "conflict": Wording("不一致", "conflict"),
    "warning": Wording("需核实", "to verify"),
    "note": Wording("提示", "note"),
}
OUTCOME = {
    "disagree": Wording("不一致", "disagrees"),
    "needs_check": Wording("需核实", "needs checking"),
    "missing": Wording("缺失", "missing"),
    "unreadable": Wording("无法读取", "unreadable"),
    "expired": Wording("已过期", "expired"),
    "invalid": Wording("无效", "invalid"),
    "candidate": Wording("候选，由人判断", "candidate, for a person to judge"),
}
GRADE = {
    "exclusion": Wording("不予推荐情形", "exclusion"),
    "verdict": Wording("影响结论", "changes a verdict"),
    "required_evidence": Wording("缺少必备材料", "required evidence"),
    "material_figure": Wording("关键数据", "material figure"),
    "identity": Wording("主体与日期", "identity and dates"),
    "format": Wording("格式", "format"),
}
ROLE = {
    "declared": Wording("申请书填报", "Declared on the form"),
    "evidenced": Wording("佐证材料", "Evidence"),
    "copy": Wording("纸质申请书", "Printed form"),
    "support": Wording("依据", "Support"),
    "register": Wording("名单", "Register"),
}
MATRIX = {
    "agree": Wording("一致", "agrees"),
    "disagree": Wording("不一致", "disagrees"),
    "not_found": Wording("未找到", "not found"),
    "unreadable": Wording("无法读取", "unreadable"),
    "not_required": Wording("不要求", "not required"),
}
READ = {
    "ok": Wording("已读", "read"),
    "partial": Wording("部分可读", "partly read"),
    "unreadable": Wording("无法读取", "unreadable"),
}
SCOPE = {
    "consolidated": Wording("合并", "consolidated"),
    "parent": Wording("母公司", "parent"),
    "standalone": Wording("单体", "standalone"),
}
MARGIN_UNITS = {
    "percent": Wording("个百分点", "points"),
    "CNY": Wording("元", "CNY"),
    "person": Wording("人", "persons"),
    "item": Wording("项", "items"),
    "year": Wording("年", "years"),
    "day": Wording("天", "days"),
    "point": Wording("个百分点", "points"),
}
PAGE = {
    "report": Wording("审核意见", "Review"),
    "cards": Wording("待处理事项", "Cards"),
    "no_cards": Wording("未发现需要处理的事项。", "Nothing needs attention."),
    "ask_once": Wording("一次性补正清单", "Ask the enterprise once"),
    "ask_once_lead": Wording(
        "请企业一次提供以下材料，即可核清全部待处理事项。",
        "These papers, asked for once, settle all cards.",
    ),
    "settles": Wording("核清事项", "settles card"),
    "innocent": Wording("最可能的正常原因", "Likeliest innocent explanation"),
    "notes": Wording("提示（不必处理）", "Notes (nothing to do)"),
    "verdicts": Wording("认定条件", "Criteria"),
    "criterion": Wording("条件", "Criterion"),
    "declared": Wording("按填报值", "On declared values"),
    "evidenced": Wording("按佐证值", "On evidenced values"),
    "clause": Wording("依据条款", "Clause"),
    "provisional": Wording("暂定：所用数值尚未与原文核对", "provisional: a number was not confirmed in its source"),
    "margin": Wording("差额", "margin"),
    "matrix": Wording("填报与佐证对照", "Declaration x evidence"),
    "field": Wording("填报项", "Field"),
    "matrix_lead": Wording(
        "每一行是申请书的一项，每一列是应当佐证它的一类材料。点击格子可查看两边的出处。",
        "Every row is a field of the form, every column a kind of document that should bear it out. A cell leads to both places.",
    ),
    "legend": Wording("图例", "Legend"),
    "show_settled": Wording("展开无需处理的行", "Show rows that need nothing"),
    "section_settled": Wording("{}行一致或无需佐证", "{} rows agree or need no proof"),
    "section_open": Wording("{}行待看", "{} rows to look at"),
    "idle_kinds": Wording("无需核对的材料种类（未列出）", "Kinds of documents of which nothing is asked (not shown)"),
    "cell_places": Wording("各格出处", "Places of the cells"),
    "no_place": Wording("未找到", "not found"),
    "not_filled": Wording("未填写", "not filled in"),
    "back": Wording("返回", "back"),
    "result": Wording("结果", "Result"),
    "row_of": Wording("第{}行", "row {}"),
    "stated": Wording("填报值", "Declared"),
    "printed_copy": Wording("纸质申请书", "Printed form"),
    "evidence": Wording("佐证材料", "Evidence"),
    "year": Wording("年度", "Year"),
    "ownership": Wording("股权与集团关系", "Ownership"),
    "no_relations": Wording(
        "在已提供的材料和名单范围内未见控股关系；范围以外未核查。",
        "No holding relation within the material and registers given; beyond them nothing was checked.",
    ),
    "controllers": Wording("控制人：按股权计算与材料所称", "Controllers: by stakes and as stated"),
    "controllers_lead": Wording(
        "两者各自列出，互不代替；差异附原因。", "Both are shown, neither stands for the other; a difference has its reason."
    ),
    "by_profile": Wording("各口径下的控制人", "Who controls under each profile"),
    "profile": Wording("口径", "Profile"),
    "top": Wording("最终控制人", "Ultimate controller"),
    "all_controllers": Wording("全部控制人", "All controllers"),
    "related": Wording("有控股或同一控制关系的已认定企业", "Recognised enterprises in a relation"),
    "undetermined": Wording("不能确定", "undetermined"),
    "unverified_profile": Wording("条文未与原文核对", "wording not confirmed in its source"),
    "stakes": Wording("持股及出处", "Stakes and where they are stated"),
    "holder": Wording("股东", "Holder"),
    "held": Wording("企业", "Enterprise"),
    "share": Wording("比例", "Share"),
    "footing": Wording("依据", "Footing"),
    "printed": Wording("原文", "printed"),
    "odd_stakes": Wording("持股记载的提示", "What is odd in the stakes"),
    "margins": Wording("差多少就不成立", "By how little it would not hold"),
    "margin_line": Wording(
        "{0}控制{1}：{2}对{3}的持股减少{4}个百分点即不成立", "{0} controls {1}: not if the stake of {2} in {3} falls by {4} points"
    ),
    "agreements": Wording("协议", "Agreements"),
    "integrated": Wording("穿透持股", "integrated share"),
    "products": Wording("相似主导产品候选", "Candidates for similar products"),
    "same_group": Wording("同一集团", "same group"),
    "documents": Wording("材料清单", "Documents"),
    "file": Wording("文件", "File"),
    "pages": Wording("页数", "Pages"),
    "sections": Wording("内容", "Sections"),
    "problems": Wording("问题", "Problems"),
    "coverage": Wording("核查范围", "Coverage"),
    "registers": Wording("名单", "Registers"),
    "none": Wording("无", "none"),
    "packs": Wording("规则包", "Packs"),
    "consequences": Wording("同一原因引起的其他发现", "What follows from the same cause"),
    "diagnosis": Wording("可能原因", "Likely cause"),
    "right": Wording("应为", "Would be right"),
    "changes": Wording("若采用佐证值", "With the evidence's value"),
    "rule": Wording("规则", "Rule"),
    "difference": Wording("文字比对", "Text compared"),
    "only_online": Wording("只见于在线填报", "only online"),
    "only_print": Wording("只见于打印件", "only in the print"),
    "difference_key": Wording("（划去：打印件没有；下划线：打印件多出）", "(struck out: not in the print; underlined: only in the print)"),
    "calculation": Wording("计算", "Calculation"),
    "place": Wording("位置", "Place"),
    "online_form": Wording("在线申请书", "Online form"),
    "table_cell": Wording("表{}第{}行第{}列", "table {}, row {}, column {}"),
    "paragraph": Wording("第{}段", "paragraph {}"),
    "line": Wording("第{}行", "line {}"),
    "line_column": Wording("第{}行第{}列", "line {}, column {}"),
    "page": Wording("第{}页", "page {}"),
    "programme": Wording("项目", "Programme"),
    "batch": Wording("批次", "Batch"),
    "as_of": Wording("基准日", "As of"),
    "uscc": Wording("统一社会信用代码", "Credit code"),
    "people": Wording(
        "本报告列出不一致和需核实之处及其出处，不作认定结论；结论由审核人员作出。",
        "This report lists what disagrees and what needs checking, each with its place; conclusions are for people to draw.",
    ),
}

FOOTING = {
    "single": Wording("一份材料", "one paper"),
    "corroborated": Wording("多份材料相互印证", "corroborated"),
    "conflicting": Wording("材料不一致", "papers differ"),
    "superseded": Wording("已被较新材料取代", "superseded"),
}
AGREED = {
    "acting_in_concert": Wording("一致行动", "acting in concert"),
    "vote_delegation": Wording("表决权委托", "votes by proxy"),
    "contract_control": Wording("协议控制", "control by contract"),
    "nominee": Wording("代持", "held as nominee"),
}
HELD_AS = {
    "general_partner": Wording("执行事务合伙人", "general partner"),
    "limited_partner": Wording("有限合伙人", "limited partner"),
}
