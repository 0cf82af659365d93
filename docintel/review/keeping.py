"""What was read of a file, kept under no name and given back under any: files are known by their content, names are for showing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from docintel.domain.document import Problem
from docintel.domain.wording import Wording
from docintel.intake import SubmittedFile
from docintel.review.reading import ReadFile

NAMELESS = "\ue0d1"  # stands for the name in what is told of a file; no shown name holds it

_READ: TypeAdapter[ReadFile] = TypeAdapter(ReadFile)


def nameless(file: SubmittedFile) -> SubmittedFile:
    """The file under no name; its ending stays, since it says what the file claims to be."""
    return replace(file, name=f"{NAMELESS}{file.suffix}")


def kept_reading(read: ReadFile) -> dict[str, Any]:
    """What was read, exactly, as plain JSON."""
    kept: dict[str, Any] = _READ.dump_python(read, mode="json")
    return kept


def reading_kept(kept: object, name: str) -> ReadFile:
    """What was kept of a file, under a name of its own; ValueError where it is not whole."""
    read = _READ.validate_json(json.dumps(kept))
    document = read.document
    told = tuple(_named(problem, document.file, name) for problem in document.problems)
    return replace(read, document=replace(document, file=name, problems=told))


def _named(problem: Problem, stand_in: str, name: str) -> Problem:
    message = problem.message
    return replace(problem, message=Wording(message.zh.replace(stand_in, name), message.en.replace(stand_in, name)))
