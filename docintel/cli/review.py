"""`docintel review`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import EXIT_FOUND
from docintel.cli.console import EXIT_NOTHING_READABLE
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import LimitOption
from docintel.cli.console import PacksOption
from docintel.cli.console import StrictOption
from docintel.cli.console import complain
from docintel.cli.console import page_progress
from docintel.cli.console import write_text
from docintel.cli.limits import limits_given
from docintel.cli.order import day_given
from docintel.cli.order import edition_named
from docintel.cli.summary import print_summary
from docintel.cli.unmasking import UnmaskedOption
from docintel.cli.unmasking import may_show
from docintel.domain.document import ReadStatus
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.finding import Severity
from docintel.domain.packs import Packs
from docintel.domain.programme import ApplicationKind
from docintel.domain.review import Review
from docintel.domain.wording import Language
from docintel.intake import open_submission
from docintel.intake import read_register
from docintel.packs import load_packs
from docintel.report.crops import cropper
from docintel.report.crops import private_places
from docintel.report.encode import review_face
from docintel.report.encode import written
from docintel.report.faces import ReviewsFace
from docintel.report.html import html_report
from docintel.review import Order
from docintel.review import review_submission

OnPage = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Faces:
    """Where results go."""

    report: Path | None
    language: Language
    unmasked: str | None


def review(
    folders: Annotated[list[Path], typer.Argument(help="申报材料目录或 zip / folders or zips of applications")],
    programme: Annotated[str | None, typer.Option("--programme", help="项目 / programme id")] = None,
    batch: Annotated[int | None, typer.Option("--batch", help="批次 / batch number")] = None,
    kind: Annotated[ApplicationKind | None, typer.Option("--kind", help="新申报或复核 / new or review")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="基准日，如 2023-04-10 / the day evidence must be valid")] = None,
    register: Annotated[list[Path] | None, typer.Option("--register", help="已认定企业名单 CSV/XLSX / recognised enterprises")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="HTML 报告写到此目录 / folder for the HTML reports")] = None,
    json_out: JsonOption = None,
    fail_on: Annotated[Severity | None, typer.Option("--fail-on", help="有此级别的发现时退出码为 1 / exit 1 at this severity")] = None,
    packs: PacksOption = None,
    limit: LimitOption = None,
    unmasked: UnmaskedOption = None,
    strict: StrictOption = False,
    lang: Lang = Language.ZH,
) -> None:
    """审核申报材料：核对填报与佐证，判断条件，查控股关系。 / Review applications: form against evidence, criteria, holding relations."""
    may_show(unmasked)  # an empty reason is said before anything is read
    loaded = load_packs(tuple(packs or ()))
    if programme is not None:
        edition_named(loaded, programme, batch, kind)
    limits = limits_given(limit, strict=strict)
    order = Order(programme, batch, kind, day_given(as_of), tuple(read_register(path) for path in register or ()), limits)
    with page_progress(lang) as on_page:
        found = [_review_one(folder, loaded, order, _Faces(report, lang, unmasked), on_page) for folder in folders]
    reviews = [one for one in found if one is not None]
    if json_out is not None and reviews:
        parts = tuple(review_face(one) for one in reviews)
        write_text(json_out, written(parts[0] if len(folders) == 1 else ReviewsFace(reviews=parts)))
    raise typer.Exit(_exit_code(reviews, fail_on))


def _review_one(folder: Path, packs: Packs, order: Order, faces: _Faces, on_page: OnPage) -> Review | None:
    """One application; an unusable folder is said and passed over."""
    try:
        target, ordered = _with_register_beside(folder, order)
        with open_submission(target, order.limits) as submission:
            done = review_submission(submission, packs, ordered, on_page)
            path = None
            if faces.report is not None:
                path = faces.report / f"{_file_name(folder)}.html"
                hidden = private_places(done) if faces.unmasked is None else {}
                crop = cropper(submission.files, done.documents, ordered.limits, hidden)
                write_text(path, html_report(done, packs, faces.language, crop, may_show(faces.unmasked)))
    except UnreadableError as error:
        complain(str(error))
        return None
    print_summary(done, packs, faces.language, path, may_show(faces.unmasked))
    return done


def _with_register_beside(folder: Path, order: Order) -> tuple[Path, Order]:
    """A folder that holds `application/` is a sample: its registers stand beside the application."""
    if not folder.exists():
        raise UsageError(f"没有这个目录或文件：{folder} / no such folder or file: {folder}")
    inner = folder / "application"
    if not inner.is_dir():
        return folder, order
    beside = tuple(read_register(path) for path in sorted(folder.glob("register*.csv")))
    return inner, replace(order, registers=(*order.registers, *beside))


def _file_name(folder: Path) -> str:
    return folder.resolve().stem if folder.is_file() else folder.resolve().name


def _exit_code(reviews: list[Review], fail_on: Severity | None) -> int:
    if not any(document.status is not ReadStatus.UNREADABLE for review in reviews for document in review.documents):
        return EXIT_NOTHING_READABLE
    ranked = list(Severity)
    if fail_on is not None and any(ranked.index(card.severity) <= ranked.index(fail_on) for review in reviews for card in review.cards):
        return EXIT_FOUND
    return 0
