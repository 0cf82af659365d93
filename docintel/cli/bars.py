"""Progress over pages, for commands that read files."""

from __future__ import annotations

import os
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn
from rich.progress import MofNCompleteColumn
from rich.progress import Progress
from rich.progress import ProgressColumn
from rich.progress import Task
from rich.progress import TextColumn
from rich.progress import TimeRemainingColumn
from rich.text import Text

from docintel.cli.console import errors
from docintel.domain.wording import Language
from docintel.domain.wording import Wording


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
