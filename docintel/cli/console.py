"""What all commands share: language, exit codes, and where words go (results to stdout, all else to stderr)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from docintel.domain.wording import Language
from docintel.domain.wording import Wording

EXIT_DONE, EXIT_FOUND, EXIT_USAGE, EXIT_NOTHING_READABLE = 0, 1, 2, 3

errors = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
output = Console(highlight=False, markup=False, soft_wrap=True)

Lang = Annotated[Language, typer.Option("--lang", envvar="DOCINTEL_LANG", help="输出语言 / language of the output")]
PacksOption = Annotated[
    list[Path] | None, typer.Option("--packs", help="叠加的规则包目录，可多次给出 / a folder of packs laid over ours, may be repeated")
]
LimitOption = Annotated[
    list[str] | None,
    typer.Option("--limit", metavar="NAME=VALUE", help="限额，如 pages=500，可多次给出（docs/limits.md） / a limit, may be repeated"),
]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="隔离措施不齐时不读取任何文件 / read nothing unless every protection holds here")
]
JsonOption = Annotated[Path | None, typer.Option("--json", help="写出 JSON（- 为标准输出） / write JSON here (- for standard output)")]


def say(wording: Wording, language: Language) -> None:
    """A result line."""
    output.print(wording.said(language))


def complain(message: str) -> None:
    """A line for the person at the terminal, never part of a result."""
    errors.print(message)


def write_text(path: Path, text: str) -> None:
    """Write a result file, `-` for standard output."""
    if str(path) == "-":
        typer.echo(text, nl=False)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
