"""Who may do what: one table of actions by role, and one of routes by action. What stands in neither is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from docintel.domain.wording import Wording


class Role(StrEnum):
    """What an account is for. One account has one role: who manages accounts judges nothing, who judges does not watch the log."""

    REVIEWER = "reviewer"
    SPOT_CHECKER = "spot_checker"
    COMPLIANCE = "compliance"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """What a person does in the workbench; every route is one of these."""

    OPEN = "open"
    SEE_CAMPAIGN = "see_campaign"
    SEE_APPLICATION = "see_application"
    DECIDE = "decide"
    SECOND = "second"
    CORRECT = "correct"
    ASK_BACK = "ask_back"
    NOTE = "note"
    ASSIGN = "assign"
    UPLOAD = "upload"
    MANAGE_CAMPAIGN = "manage_campaign"
    TAKE_FILE = "take_file"
    TAKE_REPORT = "take_report"
    TAKE_HAND_IN = "take_hand_in"
    SEE_SPOT_CHECK = "see_spot_check"
    DRAW = "draw"
    TAKE_SHEET = "take_sheet"
    RECORD_SPOT_CHECK = "record_spot_check"
    ANSWER_OBJECTION = "answer_objection"
    SEE_AUDIT = "see_audit"
    SEE_PACKS = "see_packs"
    ERASE = "erase"
    MANAGE_ACCOUNTS = "manage_accounts"
    OWN_ACCOUNT = "own_account"


_EVERYONE = frozenset(Role)
_AT_WORK = _EVERYONE - {Role.ADMINISTRATOR}
_JUDGING = frozenset({Role.REVIEWER, Role.LEAD})
_WATCHING = frozenset({Role.COMPLIANCE, Role.LEAD})

ALLOWED: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.OPEN: _EVERYONE,  # and whoever is not signed in: the sign-in page and the look of it
        Action.SEE_CAMPAIGN: _EVERYONE,
        Action.SEE_APPLICATION: _AT_WORK,
        Action.DECIDE: _JUDGING,
        Action.SECOND: _WATCHING | _JUDGING,  # never the person who decided first: the store refuses that
        Action.CORRECT: _JUDGING,
        Action.ASK_BACK: _JUDGING,
        Action.NOTE: _AT_WORK,
        Action.ASSIGN: frozenset({Role.LEAD}),
        Action.UPLOAD: _JUDGING,
        Action.MANAGE_CAMPAIGN: frozenset({Role.LEAD}),
        Action.TAKE_FILE: _AT_WORK,
        Action.TAKE_REPORT: _AT_WORK - {Role.SPOT_CHECKER},
        Action.TAKE_HAND_IN: _WATCHING,
        Action.SEE_SPOT_CHECK: _WATCHING | {Role.SPOT_CHECKER},
        Action.DRAW: frozenset({Role.SPOT_CHECKER, Role.LEAD}),
        Action.TAKE_SHEET: _WATCHING | {Role.SPOT_CHECKER},
        Action.RECORD_SPOT_CHECK: frozenset({Role.SPOT_CHECKER}),
        Action.ANSWER_OBJECTION: _WATCHING,
        Action.SEE_AUDIT: frozenset({Role.COMPLIANCE, Role.ADMINISTRATOR}),
        Action.SEE_PACKS: _EVERYONE,
        Action.ERASE: frozenset({Role.COMPLIANCE}),
        Action.MANAGE_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
        Action.OWN_ACCOUNT: _EVERYONE,
    }
)

PERSONAL = frozenset(
    {Action.SEE_APPLICATION, Action.TAKE_FILE, Action.TAKE_REPORT, Action.TAKE_HAND_IN, Action.TAKE_SHEET, Action.ANSWER_OBJECTION}
)
"""Looking at these shows personal data, so that each look is written to the audit log."""

ASKED_FIRST = frozenset({Action.DECIDE, Action.CORRECT, Action.ASK_BACK})
"""Doing these at an application that is assigned to another asks first, whatever the role, and is logged; seconding is always another's."""

ROUTES: Mapping[str, Action] = MappingProxyType(
    {
        # what whoever is not signed in may open
        "GET /static/{path:path}": Action.OPEN,
        "GET /sign-in": Action.OPEN,
        "POST /sign-in": Action.OPEN,
        "GET /first-account/{token}": Action.OPEN,
        "POST /first-account/{token}": Action.OPEN,
        # people
        "POST /sign-out": Action.OWN_ACCOUNT,
        "GET /me": Action.OWN_ACCOUNT,
        "POST /me/password": Action.OWN_ACCOUNT,
        "GET /accounts": Action.MANAGE_ACCOUNTS,
        "POST /accounts": Action.MANAGE_ACCOUNTS,
        "POST /accounts/{name}/display": Action.MANAGE_ACCOUNTS,
        "POST /accounts/{name}/role": Action.MANAGE_ACCOUNTS,
        "POST /accounts/{name}/disabled": Action.MANAGE_ACCOUNTS,
        "POST /accounts/{name}/password": Action.MANAGE_ACCOUNTS,
        # campaigns
        "GET /": Action.SEE_CAMPAIGN,
        "GET /campaigns/{campaign}": Action.SEE_CAMPAIGN,
        "GET /campaigns/{campaign}/queue": Action.SEE_APPLICATION,
        "GET /campaigns/{campaign}/cards": Action.SEE_APPLICATION,
        "GET /campaigns/{campaign}/ties": Action.SEE_APPLICATION,
        "POST /campaigns/{campaign}/assign": Action.ASSIGN,
        "POST /campaigns": Action.MANAGE_CAMPAIGN,
        "PUT /campaigns/{campaign}/register": Action.MANAGE_CAMPAIGN,
        "POST /campaigns/{campaign}/registers": Action.MANAGE_CAMPAIGN,
        "POST /campaigns/{campaign}/registers/effect": Action.MANAGE_CAMPAIGN,
        "GET /campaigns/{campaign}/workbook": Action.TAKE_HAND_IN,
        "GET /campaigns/{campaign}/hand-ins": Action.TAKE_HAND_IN,
        "GET /campaigns/{campaign}/objections": Action.ANSWER_OBJECTION,
        "POST /campaigns/{campaign}/objections": Action.ANSWER_OBJECTION,
        "POST /objections/{objection}/answer": Action.ANSWER_OBJECTION,
        "GET /campaigns/{campaign}/archive": Action.ERASE,
        "POST /campaigns/{campaign}/archive": Action.ERASE,
        "POST /campaigns/{campaign}/archive/hold": Action.ERASE,
        "POST /campaigns/{campaign}/archive/erase": Action.ERASE,
        # upload
        "GET /campaigns/{campaign}/upload": Action.UPLOAD,
        "POST /campaigns/{campaign}/upload": Action.UPLOAD,
        "PUT /campaigns/{campaign}/upload/{batch}/file": Action.UPLOAD,
        "POST /campaigns/{campaign}/upload/{batch}/done": Action.UPLOAD,
        "GET /campaigns/{campaign}/progress": Action.SEE_APPLICATION,
        # one application: its pages
        "GET /applications/{application}": Action.SEE_APPLICATION,
        "GET /applications/{application}/early": Action.SEE_APPLICATION,
        "GET /applications/{application}/view/{view}": Action.SEE_APPLICATION,
        "GET /applications/{application}/card": Action.SEE_APPLICATION,
        "GET /applications/{application}/leaf": Action.SEE_APPLICATION,
        "GET /applications/{application}/pages/{document}/{page}/{size}": Action.SEE_APPLICATION,
        "GET /applications/{application}/crop/{fact}": Action.SEE_APPLICATION,
        "GET /applications/{application}/thumbs/{document}": Action.SEE_APPLICATION,
        "GET /applications/{application}/search": Action.SEE_APPLICATION,
        "GET /applications/{application}/files/{document}": Action.TAKE_FILE,
        "GET /applications/{application}/report": Action.TAKE_REPORT,
        "GET /applications/{application}/letters/{letter}": Action.TAKE_REPORT,
        "GET /applications/{application}/ownership": Action.SEE_APPLICATION,
        "GET /applications/{application}/products": Action.SEE_APPLICATION,
        # and what is done at it
        "GET /api/openapi.json": Action.OWN_ACCOUNT,
        "GET /api/v1/campaigns": Action.SEE_CAMPAIGN,
        "GET /api/v1/campaigns/{campaign}/applications": Action.SEE_APPLICATION,
        "GET /api/v1/applications/{application}/review": Action.SEE_APPLICATION,
        "GET /api/v1/applications/{application}/cards": Action.SEE_APPLICATION,
        "GET /api/v1/applications/{application}/look": Action.SEE_APPLICATION,
        "GET /api/v1/applications/{application}/ownership": Action.SEE_APPLICATION,
        "GET /api/v1/applications/{application}/letters": Action.SEE_APPLICATION,
        "POST /api/v1/applications/{application}/presence": Action.SEE_APPLICATION,
        "POST /api/v1/applications/{application}/decisions": Action.DECIDE,
        "POST /api/v1/applications/{application}/dismissals": Action.DECIDE,
        "POST /api/v1/applications/{application}/decisions/{decision}/undo": Action.DECIDE,
        "POST /api/v1/applications/{application}/decisions/{decision}/second": Action.SECOND,
        "POST /api/v1/applications/{application}/corrections": Action.CORRECT,
        "POST /api/v1/applications/{application}/facts": Action.CORRECT,
        "POST /api/v1/applications/{application}/facts/{fact}/withdraw": Action.CORRECT,
        "POST /api/v1/applications/{application}/notes": Action.NOTE,
        "POST /api/v1/applications/{application}/assignment": Action.ASSIGN,
        "POST /api/v1/applications/{application}/letters": Action.ASK_BACK,
        "POST /api/v1/applications/{application}/letters/{letter}": Action.ASK_BACK,
        # spot checks
        "GET /campaigns/{campaign}/spot-checks": Action.SEE_SPOT_CHECK,
        "POST /campaigns/{campaign}/spot-checks": Action.DRAW,
        "GET /spot-checks/{draw}": Action.SEE_SPOT_CHECK,
        "GET /spot-checks/{draw}/protocol": Action.TAKE_SHEET,
        "GET /spot-checks/{draw}/sheets/{application}": Action.TAKE_SHEET,
        "POST /spot-checks/{draw}/results": Action.RECORD_SPOT_CHECK,
        # what was done, and by which rules
        "GET /audit": Action.SEE_AUDIT,
        "POST /audit/verify": Action.SEE_AUDIT,
        "GET /registers": Action.SEE_PACKS,
        "GET /packs": Action.SEE_PACKS,
        "GET /packs/{kind}/{name}": Action.SEE_PACKS,
    }
)

ROLE_WORDS: Mapping[Role, Wording] = MappingProxyType(
    {
        Role.REVIEWER: Wording("审核员", "Reviewer"),
        Role.SPOT_CHECKER: Wording("抽查员", "Spot checker"),
        Role.COMPLIANCE: Wording("合规监督", "Compliance"),
        Role.LEAD: Wording("审核组长", "Lead"),
        Role.ADMINISTRATOR: Wording("系统管理员", "Administrator"),
    }
)

ACTION_WORDS: Mapping[Action, Wording] = MappingProxyType(
    {
        Action.OPEN: Wording("打开登录页", "Open the sign-in page"),
        Action.SEE_CAMPAIGN: Wording("查看批次", "See campaigns"),
        Action.SEE_APPLICATION: Wording("查看申报", "See applications"),
        Action.DECIDE: Wording("作出决定、撤回", "Decide, undo"),
        Action.SECOND: Wording("复核他人的决定", "Second another's decision"),
        Action.CORRECT: Wording("更正、补录数据", "Correct or add a fact"),
        Action.ASK_BACK: Wording("发补正通知", "Ask the enterprise back"),
        Action.NOTE: Wording("写备注", "Write notes"),
        Action.ASSIGN: Wording("分配", "Assign"),
        Action.UPLOAD: Wording("上传材料", "Upload"),
        Action.MANAGE_CAMPAIGN: Wording("建立、设置批次", "Open and set up campaigns"),
        Action.TAKE_FILE: Wording("下载原件", "Download an original"),
        Action.TAKE_REPORT: Wording("导出审核意见", "Export a report"),
        Action.TAKE_HAND_IN: Wording("导出上报表", "Export hand-ins"),
        Action.SEE_SPOT_CHECK: Wording("查看抽查", "See spot checks"),
        Action.DRAW: Wording("抽取样本", "Draw a sample"),
        Action.TAKE_SHEET: Wording("下载现场核查表、抽样记录", "Download on-site sheets and records of draws"),
        Action.RECORD_SPOT_CHECK: Wording("录入抽查结果", "Record spot checks"),
        Action.ANSWER_OBJECTION: Wording("处理异议", "Handle objections"),
        Action.SEE_AUDIT: Wording("查看操作日志", "See the audit trail"),
        Action.SEE_PACKS: Wording("查看规则和名单", "See packs and registers"),
        Action.ERASE: Wording("保存、保全、删除申报", "Keep, hold and erase applications"),
        Action.MANAGE_ACCOUNTS: Wording("管理账号", "Manage accounts"),
        Action.OWN_ACCOUNT: Wording("自己的账号", "One's own account"),
    }
)


def action_of(method: str, path: str) -> Action | None:
    """What a request to a route asks for, by the route's template; None where the table does not know it, which means no."""
    return ROUTES.get(f"{'GET' if method == 'HEAD' else method} {path}")


def may(role: Role | None, action: Action) -> bool:
    """Whether a person of that role may do it; None is whoever is not signed in."""
    return action is Action.OPEN or (role is not None and role in ALLOWED[action])
