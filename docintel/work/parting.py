"""A zip of many applications told apart from a zip of one: by the folders and inner zips in it that are an application each.

One application has folders, too (01申请书, 02审计报告), so a zip is many only where two of them at least have an online form of their own or are
called by a credit code; then each of them is one, as in a folder that is taken in. Folders around all of it do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from docintel.domain.document import Problem
from docintel.intake import Submission
from docintel.intake import SubmittedFile
from docintel.intake import is_form
from docintel.text.identifiers import valid_uscc

SAMPLE = "application"  # the folder in a sample that holds what was submitted; its registers stand beside it
LEAST = 2  # folders that are surely an application each
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{18}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Part:
    """One application in a zip: what it goes by, and how the names of its files begin."""

    name: str
    prefix: str

    def listed(self, submission: Submission) -> dict[str, str]:
        """The names that its files have in the zip, with their hashes."""
        return {file.name: file.sha256 for file in submission.files if file.name.startswith(self.prefix)}


def parts_of(whole: str, names: Iterable[str]) -> tuple[Part, ...]:
    """The applications in a zip of files so called; one, that is called as the `whole`, where it is not surely many."""
    listed = sorted(names)
    around = _around(listed)
    heads = dict.fromkeys(name[len(around) :].partition("/")[0] for name in listed)
    is_loose = any("/" not in name[len(around) :] for name in listed)
    inner = {head: [name for name in listed if name.startswith(f"{around}{head}/")] for head in heads}
    surely = {mark for head in heads if (mark := _mark(head, inner[head], f"{around}{head}/")) is not None}
    if is_loose or len(surely) < LEAST:
        return (Part(whole, ""),)
    return tuple(_part(head, f"{around}{head}/", inner[head]) for head in heads)


def parted(parts: tuple[Part, ...], submission: Submission) -> Iterator[tuple[str, Submission]]:
    """Each application in a submission with its own files; a problem that names none of them is told to all."""
    for part in parts:
        files = tuple(replace(file, name=file.name[len(part.prefix) :]) for file in submission.files if file.name.startswith(part.prefix))
        problems = tuple(one for one in submission.problems if _is_about(one, part, parts))
        yield part.name, Submission(part.name, files, problems)


def parted_names(whole: str, listed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The same of names and hashes alone."""
    return {
        part.name: {name[len(part.prefix) :]: sha256 for name, sha256 in listed.items() if name.startswith(part.prefix)}
        for part in parts_of(whole, listed)
    }


def _around(names: list[str]) -> str:
    """The folders that stand around everything, a single application's own among them."""
    around = ""
    while len({name[len(around) :].partition("/")[0] for name in names}) == 1 and all("/" in name[len(around) :] for name in names):
        around += names[0][len(around) :].partition("/")[0] + "/"
    return around


def _part(head: str, prefix: str, names: list[str]) -> Part:
    inner = f"{prefix}{SAMPLE}/"
    return Part(head.removesuffix(".zip"), inner if any(name.startswith(inner) for name in names) else prefix)


def _mark(head: str, names: list[str], prefix: str) -> str | None:
    """What makes a folder surely an application by itself: its form, or the credit code it is called by, which another may have too."""
    forms = (name[len(prefix) :] for name in names if is_form(SubmittedFile(name, Path(), "", 0, (0, 0, 0))))
    if any("/" not in name.removeprefix(f"{SAMPLE}/") for name in forms):
        return head
    return next((code for code in _CODE.findall(head.upper()) if valid_uscc(code)), None)


def _is_about(problem: Problem, part: Part, parts: tuple[Part, ...]) -> bool:
    named = [one for one in parts if one.prefix and one.prefix in problem.message.zh]
    return not named or part in named
