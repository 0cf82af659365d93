"""`docintel pages`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from PIL import Image

from docintel.cli.bars import page_progress
from docintel.cli.console import EXIT_NOTHING_READABLE
from docintel.cli.console import Lang
from docintel.cli.console import output
from docintel.cli.console import write_text
from docintel.domain.document import Page
from docintel.domain.document import ReadStatus
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.intake import office
from docintel.intake import page_image
from docintel.intake import read_pages
from docintel.intake import rendered
from docintel.intake import submitted_file
from docintel.intake import turn_of
from docintel.report.eye import SCALE
from docintel.report.eye import drawn_over
from docintel.report.eye import summary
from docintel.report.eye import written_out

LAID_OUT = (".docx", ".docm")


def pages(
    file: Annotated[Path, typer.Argument(help="文件 / a file")],
    image: Annotated[
        Path | None,
        typer.Option("--image", help="把读到的内容画在页面上，图写到此目录 / draw what was read over the pages, into this folder"),
    ] = None,
    only: Annotated[str | None, typer.Option("--pages", help="只看这些页，如 3,7-9 / only these pages")] = None,
    lang: Lang = Language.ZH,
) -> None:
    """看读取的结果：每页的文字、表格、图层和存疑之处。 / Look at what was read: words, tables, layers and doubts of each page."""
    if not file.is_file():
        raise UsageError(f"没有这个文件：{file} / no such file: {file}")
    wanted = None if only is None else page_numbers(only)
    submitted, limits = submitted_file(file), Limits()
    with page_progress(lang) as on_page:
        reading = read_pages(submitted, limits, on_page=on_page)
        for page in reading:
            if wanted is None or page.number in wanted:
                _show(page, submitted, limits, image)
    document = reading.document()
    if image is not None and submitted.suffix in LAID_OUT and office() is not None:
        _lay_out(submitted, limits, image)
    told = Wording(f"{document.pages} 页", f"{document.pages} pages")
    output.print(f"{document.file}: {document.status.value}, {told.said(lang)}")
    for problem in document.problems:
        output.print(f"  {problem.message.said(lang)}")
    if document.status is ReadStatus.UNREADABLE:
        raise typer.Exit(EXIT_NOTHING_READABLE)


def _show(page: Page, file: SubmittedFile, limits: Limits, folder: Path | None) -> None:
    """A line for the terminal, a picture or text for the folder."""
    output.print(summary(page))
    if folder is None:
        return
    stem = f"{Path(file.name).stem}-p{page.number:03d}"
    if page.width is None:
        write_text(folder / f"{stem}.txt", written_out(page))
        return
    try:
        picture = drawn_over(page, page_image(file, page.number, SCALE, limits, turn=turn_of(page.problems, page.number)))
    except UnreadableError as error:
        output.print(f"  {error}")
        return
    folder.mkdir(parents=True, exist_ok=True)
    picture.save(folder / f"{stem}.png")


def _lay_out(file: SubmittedFile, limits: Limits, folder: Path) -> None:
    """The pages of a Word file as LibreOffice prints them, to look at beside the addresses."""
    try:
        with rendered(file, limits) as printed:
            for page in read_pages(printed, limits):
                drawn = page_image(printed, page.number, SCALE, limits)
                folder.mkdir(parents=True, exist_ok=True)
                path = folder / f"{Path(file.name).stem}-printed-p{page.number:03d}.png"
                Image.frombytes("RGB", (drawn.width, drawn.height), drawn.pixels).save(path)
    except UnreadableError as error:
        output.print(f"  {error}")


def page_numbers(text: str) -> frozenset[int]:
    """`3,7-9` as page numbers; raises UsageError."""
    numbers: set[int] = set()
    for part in text.replace("，", ",").split(","):
        first, _, last = part.strip().partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            raise UsageError(f"页码应写作 3,7-9，实为“{text}” / pages are written like 3,7-9, not “{text}”")
        numbers |= set(range(int(first), int(last or first) + 1))
    return frozenset(numbers)
