"""Words around every page."""

from __future__ import annotations

from docintel.domain.wording import Wording

FRAME = {
    "workbench": Wording("审核工作台", "Review workbench"),
    "to_content": Wording("跳到正文", "Skip to content"),
    "navigation": Wording("导航", "Navigation"),
    "campaigns": Wording("批次", "Campaigns"),
    "registers": Wording("名单", "Registers"),
    "packs": Wording("规则", "Packs"),
    "audit": Wording("操作日志", "Audit trail"),
    "accounts": Wording("账号", "Accounts"),
    "sign_out": Wording("退出", "Sign out"),
    "other_language": Wording("English", "中文"),
    "light": Wording("明暗", "Light or dark"),
    "light_auto": Wording("随系统", "as the system"),
    "light_light": Wording("浅色", "light"),
    "light_dark": Wording("深色", "dark"),
    "keys": Wording("键盘操作", "Keyboard"),
    "close": Wording("关闭", "Close"),
    "missing_libraries": Wording(
        "缺少前端库（htmx、cytoscape）：请安装 Node 后在源码目录运行 make web。",
        "Libraries of the pages (htmx, cytoscape) are missing: install Node and run make web in the checkout.",
    ),
    "not_found": Wording("没有这个页面。", "There is no such page."),
    "not_allowed": Wording("您的角色没有这项权限。", "Your role may not do this."),
    "went_wrong": Wording("没有完成", "Not done"),
    "failed": Wording(
        "系统出错，没有完成；管理员可在服务器日志中查看原因。请稍后重试。",
        "Something failed here and it was not done; the server's log says what. Try again in a while.",
    ),
    "to_campaigns": Wording("回到批次", "To the campaigns"),
    "offline": Wording(
        "没有连上服务器，没有提交；您填写的内容已保留，请重试。",
        "The server was not reached; nothing was sent, what you typed is kept. Try again.",
    ),
    "expired": Wording(
        "登录已过期，没有提交；您填写的内容已保留。请登录后重试：",
        "Your session has ended; nothing was sent, what you typed is kept. Sign in and try again:",
    ),
    "sign_in_beside": Wording("在新标签页登录", "sign in, in a new tab"),
    "unclear": Wording("服务器没有正常答复（{}），请重试。", "The server gave no proper answer ({}). Try again."),
    "loading": Wording("读取中", "Loading"),
}
