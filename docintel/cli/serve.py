"""`docintel serve`: the workbench."""

from __future__ import annotations

import socket
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from docintel.cli.console import Lang
from docintel.cli.console import LimitOption
from docintel.cli.console import PacksOption
from docintel.cli.console import StrictOption
from docintel.cli.console import complain
from docintel.cli.limits import limits_given
from docintel.cli.several import Several
from docintel.cli.several import made_ready
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.packs import load_packs
from docintel.store import open_store
from docintel.web.app import create_app
from docintel.web.app import first_link
from docintel.web.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
StoreOption = Annotated[Path, typer.Option("--store", envvar="DOCINTEL_STORE", help="存储目录 / folder of the store")]
DatabaseOption = Annotated[
    str | None, typer.Option("--database", envvar="DOCINTEL_DATABASE", help="数据库地址，不给则用目录内的 SQLite / database URL")
]


def serve(
    store: StoreOption = Path("docintel-store"),
    database: DatabaseOption = None,
    host: Annotated[str, typer.Option("--host", help="监听地址 / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="端口 / port")] = 8000,
    secure: Annotated[bool, typer.Option("--behind-https", help="经由 https 访问：Cookie 只走 https / people come by https")] = False,
    hosts: Annotated[list[str] | None, typer.Option("--hostname", help="允许的访问名称，可多次给出 / a name people may come under")] = None,
    readers: Annotated[int, typer.Option("--readers", min=1, help="读取材料的进程数 / processes that read")] = 1,
    workers: Annotated[int, typer.Option("--workers", min=1, help="应答请求的进程数 / processes that answer requests")] = 1,
    packs: PacksOption = None,
    limit: LimitOption = None,
    strict: StrictOption = False,
    lang: Lang = Language.ZH,
) -> None:
    """打开审核工作台，用浏览器访问。 / Open the workbench for browsers."""
    settings = Settings(
        load_packs(tuple(packs or ())),
        store,
        limits_given(limit, strict=strict),
        lang,
        secure,
        hosts=tuple(hosts or ()) or (LOOPBACK if host in LOOPBACK else ()),
        database=database,
        readers=readers,
        workers=workers if sys.platform == "linux" else 1,
    )
    opened = open_store(store, database)
    if not opened.accounts.all():
        settings = replace(settings, workers=1)  # the first account's link is known to one process only
    if settings.workers > 1:
        opened.close()
        complain(Wording(f"工作台：http://{host}:{port}/ （Ctrl+C 结束）", f"workbench: http://{host}:{port}/ (Ctrl+C ends it)").said(lang))
        with socket.create_server((host, port), backlog=2048) as listening:
            raise typer.Exit(Several(lambda: create_app(open_store(store, database), settings), listening, settings.workers).serve())
    app = create_app(opened, settings)
    address = f"http://{host}:{port}"
    complain(Wording(f"工作台：{address}/ （Ctrl+C 结束）", f"workbench: {address}/ (Ctrl+C ends it)").said(lang))
    link = first_link(app)
    if link is not None:
        complain(
            Wording(f"还没有账号，请在一小时内打开：{address}{link}", f"no accounts yet; open within an hour: {address}{link}").said(lang)
        )
    made_ready()
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
