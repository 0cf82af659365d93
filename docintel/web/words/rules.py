"""Words of the audit trail, of registers and of packs."""

from __future__ import annotations

from docintel.domain.wording import Wording

RULES = {
    "audit_why": Wording(
        "谁在何时看了、决定了、导出了什么。只记编号和散列值；每条与前一条相连，改动即可查出。",
        "Who looked at, decided and exported what, and when. Ids and hashes only; each entry is bound to the one before, so that a change shows.",
    ),
    "seq": Wording("序号", "No."),
    "at": Wording("时间（UTC）", "Time (UTC)"),
    "actor": Wording("谁", "Who"),
    "action": Wording("做了什么", "Did what"),
    "subject": Wording("对象", "To what"),
    "detail": Wording("详情", "Detail"),
    "hash": Wording("散列", "Hash"),
    "verify": Wording("验证整个日志", "Verify the whole log"),
    "verified_log": Wording("{0} 条，全部相连，末条散列 {1}。", "{0} entries, all bound to each other; the last has the hash {1}."),
    "broken_log": Wording("第 {0} 条有误：{1}。", "Entry {0} does not hold: {1}."),
    "clock_back": Wording("时钟曾倒退，见第 {0} 条。", "The clock went back at {0}."),
    "newest": Wording("最新", "Newest"),
    "older": Wording("更早", "Older"),
    "of_subject": Wording("对象编号", "Id of the subject"),
    "registers_why": Wording(
        "各批次固定使用的名单。未在名单中命中不等于没有关系。", "The lists each campaign is judged with. No hit in a list is not “no relation”."
    ),
    "no_registers": Wording("还没有批次使用名单。", "No campaign uses a register yet."),
    "register": Wording("名单", "Register"),
    "entries": Wording("条数", "Entries"),
    "no_date": Wording("日期不明", "undated"),
    "packs_why": Wording(
        "审核所依的规则，均注明出处；只读，修改请改规则包文件。", "The rules by which is judged, with their sources. Read-only: they are changed in their files."
    ),
    "programmes": Wording("项目", "Programmes"),
    "kinds_of_documents": Wording("材料种类", "Kinds of documents"),
    "all_packs": Wording("全部规则包", "All packs"),
    "version": Wording("版本", "Version"),
    "source": Wording("出处", "Source"),
    "overlay": Wording("叠加自", "Laid over by"),
    "criteria": Wording("认定条件", "Conditions"),
    "condition": Wording("条件", "Condition"),
    "formula": Wording("算式", "Formula"),
    "threshold": Wording("阈值", "Threshold"),
    "clause": Wording("条款", "Clause"),
    "confirmed_there": Wording("已核对原文", "confirmed in the source"),
    "unconfirmed": Wording("未核对", "not confirmed"),
    "judged_by_person": Wording("由人判断", "for a person to judge"),
    "exclusions": Wording("不予推荐情形", "Exclusions"),
    "checks": Wording("核对", "Checks"),
    "severity": Wording("轻重", "Weight"),
    "batches": Wording("批次", "Batches"),
    "cutoff": Wording("截止日", "Cutoff"),
    "last_year": Wording("最近年度", "Last year"),
    "titles": Wording("标题", "Titles"),
    "file_names": Wording("文件名中的词", "Words in file names"),
    "facts_read": Wording("读取的数据", "Facts read"),
    "reader": Wording("读法", "Reader"),
    "pack_concept": Wording("概念", "Concept"),
    "labels": Wording("标签", "Labels"),
    "no_pack": Wording("没有这个规则包。", "There is no such pack."),
    "in_force": Wording("批次所用", "Used by campaigns"),
}
