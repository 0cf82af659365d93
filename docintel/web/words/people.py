"""Words of signing in, of one's own account and of everybody's."""

from __future__ import annotations

from docintel.domain.wording import Wording

PEOPLE = {
    "sign_in": Wording("登录", "Sign in"),
    "account": Wording("账号", "Account"),
    "display": Wording("姓名", "Name"),
    "password": Wording("密码", "Password"),
    "password_now": Wording("现在的密码", "Present password"),
    "password_new": Wording("新密码", "New password"),
    "password_rule": Wording("至少 12 个字符，不要用账号名。", "At least 12 characters, and not the account's name."),
    "password_changed": Wording("密码已更改，请重新登录。", "The password was changed. Please sign in again."),
    "password_change": Wording("更改密码", "Change the password"),
    "not_matching": Wording("账号或密码不对。", "The account or the password is not right."),
    "slow_down": Wording("尝试次数过多，请在 {0} 秒后再试。", "Too many attempts. Try again in {0} seconds."),
    "signed_out": Wording("已退出。", "You are signed out."),
    "first_account": Wording("建立第一个账号", "Make the first account"),
    "first_account_why": Wording(
        "这里还没有账号。第一个账号是系统管理员：管理账号，不审核申报。此链接只能用一次。",
        "There are no accounts yet. The first is the administrator's, who manages accounts and judges no application. This link works once.",
    ),
    "first_account_done": Wording(
        "管理员账号已建立，您已登录。请为审核人员建立账号：先建一位审核组长，由组长建立批次、上传材料。",
        "The administrator's account is made, and you are signed in. Make accounts for those who review: first a lead, who opens campaigns and uploads.",
    ),
    "no_accounts": Wording(
        "这里还没有账号：请打开 docintel serve 印在终端的链接建立第一个账号（一小时内有效，过期请重新启动）。",
        "There are no accounts yet: open the link that docintel serve printed to make the first (good for an hour; start it again for another).",
    ),
    "link_spent": Wording("此链接已失效。", "This link is no longer valid."),
    "my_account": Wording("我的账号", "My account"),
    "role": Wording("角色", "Role"),
    "state": Wording("状态", "State"),
    "active": Wording("可用", "active"),
    "disabled": Wording("已停用", "disabled"),
    "disable": Wording("停用", "Disable"),
    "enable": Wording("恢复", "Enable"),
    "change": Wording("更改", "Change"),
    "set_password": Wording("重设密码", "Reset the password"),
    "new_account": Wording("新建账号", "New account"),
    "add": Wording("建立", "Add"),
    "permissions": Wording("各角色的权限", "What each role may do"),
    "may_do": Wording("可以做", "may"),
    "no": Wording("否", "no"),
    "yes": Wording("可", "yes"),
    "account_added": Wording("账号已建立。", "The account is made."),
    "account_changed": Wording("账号已更改。", "The account is changed."),
}
