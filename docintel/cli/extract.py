"""`docintel extract`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.bars import page_progress
from docintel.cli.console import EXIT_NOTHING_READABLE
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import LimitOption
from docintel.cli.console import PacksOption
from docintel.cli.console import StrictOption
from docintel.cli.console import complain
from docintel.cli.console import output
from docintel.cli.console import write_text
from docintel.cli.limits import limits_given
from docintel.domain.concept import Taxonomy
from docintel.domain.document import ReadStatus
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.intake import SubmittedFile
from docintel.intake import submitted_file
from docintel.packs import load_packs
from docintel.report.encode import extract_face
from docintel.report.encode import written
from docintel.review import ReadFile
from docintel.review import engine_of
from docintel.review import read_files
from docintel.review import tables_told


def extract(
    files: Annotated[list[Path], typer.Argument(help="文件 / files")],
    json_out: JsonOption = None,
    packs: PacksOption = None,
    limit: LimitOption = None,
    strict: StrictOption = False,
    lang: Lang = Language.ZH,
) -> None:
    """从文件中提取关键数据，每个都带页码和位置。 / Extract key figures from files, each with its page and box."""
    missing = [str(path) for path in files if not path.is_file()]
    if missing:
        raise UsageError(f"没有这个文件：{'、'.join(missing)} / no such file: {', '.join(missing)}")
    loaded = load_packs(tuple(packs or ()))
    limits = limits_given(limit, strict=strict)
    with page_progress(lang) as on_page:
        read = read_files(_openable(files), loaded, limits, on_page)
    if json_out is not None:
        write_text(
            json_out,
            written(extract_face(((one.document, one.facts) for one in read), engine_of(fact for one in read for fact in one.facts))),
        )
    if json_out is None or str(json_out) != "-":
        for one in read:
            _print_one(one, loaded.taxonomy, lang)
    if all(one.document.status is ReadStatus.UNREADABLE for one in read):
        raise typer.Exit(EXIT_NOTHING_READABLE)


def _openable(paths: list[Path]) -> Iterator[SubmittedFile]:
    """The files; one that cannot be opened is said and passed over."""
    for path in paths:
        try:
            yield submitted_file(path)
        except UnreadableError as error:
            complain(str(error))


def _print_one(one: ReadFile, taxonomy: Taxonomy, language: Language) -> None:
    document = one.document
    told = Wording(f"{document.pages} 页，{len(one.facts)} 个数据", f"{document.pages} pages, {len(one.facts)} facts")
    output.print(f"{document.file}: {document.status.value}, {told.said(language)}")
    for line in tables_told(document, taxonomy):
        output.print(f"  {line.said(language)}")
    for problem in document.problems:
        output.print(f"  {problem.message.said(language)}")
