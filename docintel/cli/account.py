"""`docintel account`: who may use the workbench, and as what. Passwords come from a prompt or from standard input, never from the command line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from docintel.cli.console import Lang
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.store import STORE
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.store import open_store
from docintel.web.people import People
from docintel.web.permissions import ROLE_WORDS
from docintel.web.permissions import Role

BY = "command-line"  # who did it, in the audit log
Name = Annotated[str, typer.Argument(metavar="NAME", help="账号 / the account")]
RoleOption = Annotated[
    Role, typer.Option("--role", help="reviewer 审核员 · spot_checker 抽查员 · compliance 合规 · lead 组长 · administrator 管理员")
]
Display = Annotated[str | None, typer.Option("--display", help="姓名；不给则同账号 / the person's name; the account's without it")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help="从标准输入读密码 / read the password from standard input")]


def add(
    name: Name,
    role: RoleOption = Role.REVIEWER,
    display: Display = None,
    password_stdin: FromInput = False,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """建立账号。 / Make an account."""
    People(open_store(store, database)).add(name, display or name, role, _password(asked=not password_stdin, lang=lang), by=BY)
    say(Wording(f"已建立账号 {name}（{ROLE_WORDS[role].zh}）", f"account {name} made ({ROLE_WORDS[role].en})"), lang)


def set_role(
    name: Name,
    role: Annotated[Role, typer.Argument(help="新角色 / the new role")],
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """更改角色，立即生效。 / Change the role of an account, from now on."""
    People(store_there(store, database)).set_role(name, role, by=BY)
    say(Wording(f"{name}：{ROLE_WORDS[role].zh}", f"{name}: {ROLE_WORDS[role].en}"), lang)


def disable(
    name: Name,
    enable: Annotated[bool, typer.Option("--enable", help="恢复 / enable it again")] = False,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """停用账号并结束其登录；--enable 恢复。 / Disable an account and end its sessions; --enable brings it back."""
    People(store_there(store, database)).set_disabled(name, disabled=not enable, by=BY)
    say(Wording(f"{name}：已恢复", f"{name}: enabled") if enable else Wording(f"{name}：已停用", f"{name}: disabled"), lang)


def password(
    name: Name,
    password_stdin: FromInput = False,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """重设密码并结束其登录。 / Set another password and end the sessions of an account."""
    People(store_there(store, database)).set_password(name, _password(asked=not password_stdin, lang=lang), by=BY)
    say(Wording(f"{name}：密码已更改", f"{name}: password changed"), lang)


def list_accounts(store: StoreOption = STORE, database: DatabaseOption = None, lang: Lang = Language.ZH) -> None:
    """列出账号和角色。 / List the accounts and their roles."""
    off = Wording("已停用", "disabled").said(lang)
    for account in store_there(store, database).accounts.all():
        role = ROLE_WORDS[Role(account.role)].said(lang)
        output.print(f"{account.name}\t{role}\t{account.display}" + (f"\t{off}" if account.disabled else ""))


def _password(*, asked: bool, lang: Language) -> str:
    if not asked:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("没有终端可输入密码，请用 --password-stdin / no terminal to ask for a password: use --password-stdin")
    told: str = typer.prompt(Wording("密码", "password").said(lang), hide_input=True, confirmation_prompt=True)
    return told
