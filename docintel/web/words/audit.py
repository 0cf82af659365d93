"""What entries of the audit log are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docintel.domain.wording import Wording
from docintel.web.permissions import ACTION_WORDS

DEEDS: Mapping[str, Wording] = MappingProxyType(
    {
        "sign_in_failed": Wording("登录未成功", "signing in failed"),
        "session.begin": Wording("登录", "signed in"),
        "session.end": Wording("退出", "signed out"),
        "account.add": Wording("建立账号", "account made"),
        "account.change": Wording("更改账号", "account changed"),
        "campaign.add": Wording("建立批次", "campaign opened"),
        "campaign.pin": Wording("固定规则包和名单", "packs and registers pinned"),
        "campaign.set": Wording("更改批次设置", "settings of the campaign changed"),
        "register.take": Wording("改用另外的名单", "other registers taken over"),
        "roll.add": Wording("收下平台名单", "list of the platform taken in"),
        "application.add": Wording("收到申报", "application received"),
        "application.describe": Wording("登记企业信息", "what is known of the applicant noted"),
        "application.assign": Wording("分配", "assigned"),
        "application.reopen": Wording("退回重新判断", "to be judged again"),
        "application.failed": Wording("申报未能读取", "application could not be read"),
        "application.erase": Wording("删除申报", "application erased"),
        "assignment.add": Wording("确定分配方案", "assignment of experts fixed"),
        "file.attach": Wording("附上文件", "file attached"),
        "file.detach": Wording("撤下文件", "file taken off"),
        "review.add": Wording("完成审核", "reviewed"),
        "decision.decided": Wording("作出决定", "decided"),
        "decision.seconded": Wording("复核同意", "seconded"),
        "decision.refused": Wording("复核不同意", "refused by the second person"),
        "decision.undone": Wording("撤回决定", "decision taken back"),
        "decision.undo_asked": Wording("申请撤回决定", "taking back asked for"),
        "decision.undo_refused": Wording("不同意撤回", "taking back refused"),
        "application.elsewhere": Wording("处理他人承办的申报", "worked on what is assigned to another"),
        "fact.stated": Wording("人工更正或补录", "fact given by a person"),
        "fact.withdrawn": Wording("撤回人工数据", "fact of a person taken back"),
        "note.add": Wording("备注", "note"),
        "letter.draft": Wording("起草补正通知", "letter drafted"),
        "letter.change": Wording("修改补正通知", "letter changed"),
        "letter.sent": Wording("发出补正通知", "letter sent"),
        "letter.answered": Wording("企业答复", "letter answered"),
        "letter.closed": Wording("补正办结", "letter closed"),
        "objection.add": Wording("收到异议", "objection received"),
        "objection.change": Wording("修改异议", "objection changed"),
        "draw.add": Wording("抽取样本", "sample drawn"),
        "sheet.add": Wording("记录抽查结果", "result of a spot check recorded"),
    }
)
LEADING: tuple[tuple[str, Wording], ...] = (
    ("export.", Wording("导出", "export")),
    ("objection.", Wording("处理异议", "objection handled")),
    ("application.", Wording("申报状态变化", "state of the application changed")),
)
"""What begins so and is not named above."""


def deed(action: str) -> Wording:
    """An entry's action in words; its code where it has none."""
    if action in DEEDS:
        return DEEDS[action]
    looks = {one.value: wording for one, wording in ACTION_WORDS.items()}
    led = next((wording for start, wording in LEADING if action.startswith(start)), Wording(action, action))
    return looks.get(action, led)
