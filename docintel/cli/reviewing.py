"""What `docintel review` does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from docintel.cli.bars import page_progress
from docintel.cli.console import EXIT_FOUND
from docintel.cli.console import EXIT_NOTHING_READABLE
from docintel.cli.console import complain
from docintel.cli.console import write_text
from docintel.cli.limits import limits_given
from docintel.cli.order import day_given
from docintel.cli.summary import print_summary
from docintel.cli.unmasking import may_show
from docintel.domain.campaigning import ApplicationKind
from docintel.domain.document import ReadStatus
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.finding import Severity
from docintel.domain.packs import Packs
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
from docintel.review.choosing import edition_named

OnPage = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Faces:
    """Where results go, and why private numbers may be shown in them, if somebody says so."""

    report: Path | None
    language: Language
    unmasked: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    programme: str | None
    batch: int | None
    kind: ApplicationKind | None
    as_of: str | None
    registers: tuple[Path, ...]
    packs: tuple[Path, ...]
    limits: tuple[str, ...]
    strict: bool

    def order(self, packs: Packs) -> Order:
        """The same, read in; UsageError for what is not there."""
        if self.programme is not None:
            edition_named(packs, self.programme, self.batch, self.kind)
        limits = limits_given(list(self.limits), strict=self.strict)
        registers = tuple(read_register(path) for path in self.registers)
        return Order(self.programme, self.batch, self.kind, day_given(self.as_of), registers, limits)


def reviewed(folders: list[Path], asked: Asked, faces: Faces, json_out: Path | None, fail_on: Severity | None) -> int:
    """Review them; the exit code."""
    may_show(faces.unmasked)  # an empty reason is said before anything is read
    loaded = load_packs(asked.packs)
    order = asked.order(loaded)
    with page_progress(faces.language) as on_page:
        found = [_review_one(folder, loaded, order, faces, on_page) for folder in folders]
    reviews = [one for one in found if one is not None]
    if json_out is not None and reviews:
        parts = tuple(review_face(one) for one in reviews)
        write_text(json_out, written(parts[0] if len(folders) == 1 else ReviewsFace(reviews=parts)))
    return _exit_code(reviews, fail_on)


def _review_one(folder: Path, packs: Packs, order: Order, faces: Faces, on_page: OnPage) -> Review | None:
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
