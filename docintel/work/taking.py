"""Taking in: folders and zips become applications of a campaign, their files go into the store by hash. Doing it again changes nothing.

A file of the same name takes the place of the earlier one, a new one is added; what is no longer there stays unless `exact` is asked for.
A submission that cannot be opened is told and passed over: it stays known as received, without files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docintel.domain.errors import UnreadableError
from docintel.domain.records import ApplicationState
from docintel.domain.records import CampaignRecord
from docintel.intake import Limits
from docintel.intake import Submission
from docintel.intake import SubmittedFile
from docintel.intake import is_form
from docintel.intake import is_zip
from docintel.intake import open_submission
from docintel.intake import shown_name
from docintel.intake import submitted_file
from docintel.store import Inputs
from docintel.store import Store
from docintel.work.parting import SAMPLE
from docintel.work.parting import parted
from docintel.work.parting import parted_names
from docintel.work.parting import parts_of
from docintel.work.shelf import keep_problems
from docintel.work.shelf import keep_unpacked
from docintel.work.shelf import unpacked


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one folder or zip: numbers of files; `problem` where it could not be opened, `application` None where that is unknown."""

    folder: str
    application: str | None = None
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    removed: int = 0
    absent: int = 0  # in the store and no longer in the folder
    problem: str | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the application is another than before."""
        return bool(self.added or self.replaced or self.removed)


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes applications into one campaign; with `whole` a zip is one application, whatever is in it."""

    store: Store
    campaign: CampaignRecord
    limits: Limits
    known: dict[str, Inputs]
    exact: bool = False
    whole: bool = False

    def take(self, path: Path) -> tuple[Taken, ...]:
        """One folder, or the application or applications in a zip."""
        folder = folder_of(path)
        try:
            archive = submitted_file(path).sha256 if path.is_file() else None
            listed = None if archive is None else unpacked(self.store, archive, self.limits)
            if listed is not None and (there := self.there(folder, listed)):
                return there
            with open_submission(path, self.limits) as submission:
                parts = parts_of(folder, () if archive is None or self.whole else (file.name for file in submission.files))
                taken = tuple(self.took(name, part) for name, part in parted(parts, submission))
                if archive is not None:
                    inside = {str(one.application): part.listed(submission) for one, part in zip(taken, parts, strict=True)}
                    keep_unpacked(self.store, archive, self.limits, inside)
                return taken
        except UnreadableError as error:
            return (self.passed_over(folder, str(error)),)

    def there(self, folder: str, listed: dict[str, str]) -> tuple[Taken, ...]:
        """What is in a zip where all of it is there already; a zip that was taken in as one application stays one."""
        for parts in ({folder: listed}, parted_names(folder, listed)):
            if all(self.has(name, files) for name, files in parts.items()):
                return tuple(Taken(name, self.known[name].application, unchanged=len(files)) for name, files in parts.items())
        return ()

    def has(self, folder: str, listed: dict[str, str]) -> bool:
        """Whether the application has exactly these files already."""
        return folder in self.known and {file.name: file.sha256 for file in self.known[folder].files} == listed

    def passed_over(self, folder: str, problem: str) -> Taken:
        """An application that is known to have come, and no more than that."""
        application = self.known[folder].application if folder in self.known else self.store.applications.add(self.campaign.id, folder).id
        if folder not in self.known:
            self.store.applications.set_state(application, ApplicationState.FAILED)
        return Taken(folder, application, problem=problem)

    def took(self, folder: str, submission: Submission) -> Taken:
        """The files of a submission that are not there yet, or whose content the store has lost."""
        known = self.known.get(folder)
        application = known.application if known else self.store.applications.add(self.campaign.id, folder).id
        before = {file.name: file.sha256 for file in known.files} if known else {}
        new = [file for file in submission.files if file.name not in before]
        other = [file for file in submission.files if file.name in before and before[file.name] != file.sha256]
        lost = [
            file for file in submission.files if before.get(file.name) == file.sha256 and not self.store.files.at(file.sha256).is_file()
        ]
        for file in lost:
            self.put(file)
        for file in (*new, *other):
            self.store.applications.attach(application, file.name, self.put(file))
        gone = sorted(before.keys() - {file.name for file in submission.files})
        for name in gone if self.exact else ():
            self.store.applications.detach(application, name, by="ingest")
        if new or other or not known:
            keep_problems(self.store, application, submission.problems)
            self.described(application, [file for file in (*new, *other) if is_form(file)])
        absent, removed = (0, len(gone)) if self.exact else (len(gone), 0)
        replaced = len(other) + len(lost)
        return Taken(folder, application, len(new), replaced, len(submission.files) - len(new) - replaced, removed, absent)

    def put(self, file: SubmittedFile) -> str:
        """A file into the store; UnreadableError where it changed under our hands."""
        sha256 = self.store.files.put(file.path)
        if sha256 != file.sha256:
            raise UnreadableError(
                "changed", f"“{file.name}”在读取时被修改，请重新导入 / “{file.name}” changed while it was read: take it in again"
            )
        return sha256

    def described(self, application: str, forms: list[SubmittedFile]) -> None:
        """What the form says of the applicant, for lists and the roll-call; the Review says it again once it is there."""
        from docintel.work.describing import describe_by_form

        for form in forms[:1]:
            describe_by_form(self.store, self.campaign, application, form)


def found_in(paths: list[Path], *, one: bool = False) -> Iterator[Path]:
    """The applications in folders and zips: a folder that directly holds files is one (as with `one` every folder), one of folders and zips many."""
    for path in paths:
        if one or not path.is_dir() or not _is_many(path):
            yield path / SAMPLE if (path / SAMPLE).is_dir() else path
        else:
            yield from (inner / SAMPLE if (inner / SAMPLE).is_dir() else inner for inner in _inner(path))


def _inner(path: Path) -> list[Path]:
    return sorted(
        inner for inner in path.iterdir() if not inner.name.startswith((".", "__MACOSX")) and (inner.is_dir() or _is_packed(inner))
    )


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() == ".zip" or is_zip(path)


def _is_many(path: Path) -> bool:
    if (path / SAMPLE).is_dir():
        return False
    inner = [one for one in path.iterdir() if not one.name.startswith(".")]
    return any(one.is_dir() or _is_packed(one) for one in inner) and not any(one.is_file() and not _is_packed(one) for one in inner)


def folder_of(path: Path) -> str:
    """What an application goes by in its campaign: the name of its folder or zip."""
    whole = path.resolve()
    if whole.name == SAMPLE and whole.is_dir():
        return shown_name(whole.parent.name)
    return shown_name(whole.stem if whole.is_file() else whole.name)
