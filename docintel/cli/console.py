"""What all commands share: language, exit codes, progress, and where words go (results to stdout, all else to stderr)."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn
from rich.progress import MofNCompleteColumn
from rich.progress import Progress
from rich.progress import ProgressColumn
from rich.progress import Task
from rich.progress import TextColumn
from rich.progress import TimeRemainingColumn
from rich.text import Text

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


@contextmanager
def page_progress(language: Language) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar over the pages of one file after another, with pages a second and the time left; call it with file, page and pages."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _PagesPerSecond(language), TimeRemainingColumn())
    quiet = not errors.is_terminal or bool(os.environ.get("DOCINTEL_QUIET"))
    with Progress(*columns, console=errors, transient=True, disable=quiet) as progress:
        task = progress.add_task(Wording("读取", "reading").said(language), total=None)
        now = ""

        def show(file: str, page: int, pages: int) -> None:
            nonlocal now
            if file != now:
                now = file
                progress.reset(task, description=file[-40:], total=pages)
            progress.update(task, completed=page, total=pages)

        yield show


class _PagesPerSecond(ProgressColumn):
    """How fast pages come."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.unit = Wording("页/秒", "pages/s").said(language)

    def render(self, task: Task) -> Text:
        return Text("" if task.speed is None else f"{task.speed:.1f} {self.unit}")
