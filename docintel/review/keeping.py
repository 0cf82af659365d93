"""What was read of a file, kept under no name and given back under any: files are known by their content, names are for showing."""

from __future__ import annotations

import zlib
from dataclasses import replace

from pydantic import TypeAdapter
from pydantic import ValidationError

from docintel.domain.document import Problem
from docintel.domain.wording import Wording
from docintel.intake import SubmittedFile
from docintel.review.reading import ReadFile

NAMELESS = "\ue0d1"  # stands for the name in what is told of a file; no shown name holds it

_READ: TypeAdapter[ReadFile] = TypeAdapter(ReadFile)


def nameless(file: SubmittedFile) -> SubmittedFile:
    """The file under no name; its ending stays, since it says what the file claims to be."""
    return replace(file, name=f"{NAMELESS}{file.suffix}")


def kept_reading(read: ReadFile) -> bytes:
    """What was read, to be kept: exactly, small."""
    return zlib.compress(_READ.dump_json(read), 6)


def reading_kept(kept: bytes, name: str) -> ReadFile:
    """What was kept of a file, under a name of its own; ValueError where it is not whole."""
    try:
        read = _READ.validate_json(zlib.decompress(kept))
    except (zlib.error, ValidationError) as error:
        raise ValueError("what was kept of a file is not whole") from error
    document = read.document
    told = tuple(_named(problem, document.file, name) for problem in document.problems)
    return replace(read, document=replace(document, file=name, problems=told))


def _named(problem: Problem, stand_in: str, name: str) -> Problem:
    message = problem.message
    return replace(problem, message=Wording(message.zh.replace(stand_in, name), message.en.replace(stand_in, name)))
