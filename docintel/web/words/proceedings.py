"""Words of objections, of terms of keeping, holds and erasing."""

from __future__ import annotations

from docintel.domain.wording import Wording

PROCEEDINGS = {
    "objections": Wording("异议", "Objections"),
    "objections_why": Wording(
        "实名异议逐件登记、按期答复；须由未参与该申报审核的人答复。",
        "Signed objections are recorded one by one and answered in time, by somebody who did not decide on the application.",
    ),
    "no_objections": Wording("还没有异议。收到后在下面登记。", "No objection yet. Record one below when it comes in."),
    "objection_open": Wording("待答复", "to be answered"),
    "objection_late": Wording("逾期未答复", "overdue"),
    "objection_answered": Wording("已答复", "answered"),
    "objection_came": Wording("{0}，{1} 收到", "{0}, received {1}"),
    "objection_due": Wording("答复期限", "Answer by"),
    "objection_answer": Wording("答复这件异议", "Answer it"),
    "objection_outcome": Wording("处理结果", "What came of it"),
    "objection_answer_go": Wording("登记答复", "Record the answer"),
    "objection_new": Wording("登记异议", "Record an objection"),
    "objection_by": Wording("异议人（实名）", "Who objects, by name"),
    "objection_text": Wording("异议内容", "What it objects to"),
    "objection_received": Wording("收到日期", "Received"),
    "objection_record": Wording("登记", "Record"),
    "objection_papers": Wording("随附证据的异议请在服务器上登记：", "An objection with evidence is recorded on the server:"),
    "which_application": Wording("申报（企业全称或统一社会信用代码）", "Application (full name of the enterprise, or credit code)"),
    "archive": Wording("档案", "Archive"),
    "archive_term": Wording("保存期", "Archive term"),
    "archive_term_why": Wording("期满前本批次的任何申报都不能删除。", "Before it ends nothing of this campaign can be erased."),
    "archive_until": Wording("保存至（留空为不设）", "Kept until (empty for no term)"),
    "archive_set": Wording("设定保存期", "Set the term"),
    "holds": Wording("保全", "Legal holds"),
    "holds_why": Wording("保全中的申报不能删除，直到解除。", "What is held cannot be erased until the hold is lifted."),
    "no_holds": Wording("没有保全。", "Nothing is held."),
    "hold_all": Wording("整个批次", "The whole campaign"),
    "hold_which": Wording(
        "申报（企业全称或统一社会信用代码；留空为整个批次）", "Application (full name or credit code; empty for the whole campaign)"
    ),
    "hold_put": Wording("保全", "Hold"),
    "hold_lift": Wording("解除保全", "Lift the hold"),
    "erase_head": Wording("删除申报", "Erase an application"),
    "erase_why": Wording(
        "删除一份申报的全部数据和文件，只留编号和散列；不能恢复。",
        "All of one application goes, data and files; ids and hashes stay. It cannot be brought back.",
    ),
    "erase_again": Wording("再填一次，以确认", "Once more, to make sure"),
    "erase_go": Wording("删除，不能恢复", "Erase for good"),
    "erased_ones": Wording("已删除", "Erased"),
    "erased_told": Wording(
        "留存 {0} 个文件和 {1} 次审核的散列，操作日志第 {2} 条", "hashes of {0} files and {1} reviews stay; entry {2} of the audit trail"
    ),
}
