"""Reviews stored as JSON, read one by one: files, folders of them, or what a store hands over as a body."""

from __future__ import annotations

import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from docintel.domain.errors import UsageError
from docintel.report.applicants import REVIEW
from docintel.report.applicants import REVIEWS
from docintel.report.faces import ReviewFace
from docintel.report.letter import LetterFace


def stored_faces(paths: Iterable[Path]) -> Iterator[ReviewFace]:
    """The reviews of files and of folders of them (any depth, by name), one in memory at a time; other JSON files in folders are passed over.

    UsageError names a file that was given and is no review, and a review that is not whole.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"没有这个目录或文件：{path} / no such folder or file: {path}")
        for file in sorted(path.rglob("*.json")) if path.is_dir() else [path]:
            for body in _bodies(file, named=not path.is_dir()):
                yield review_face_of(body, str(file))


def _bodies(file: Path, *, named: bool) -> list[Mapping[str, Any]]:
    try:
        stored = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        if named:
            raise UsageError(f"{file} 不是 JSON / is not JSON: {error}") from error
        return []
    schema = stored.get("schema") if isinstance(stored, dict) else None
    if schema == REVIEWS:
        return list(stored.get("reviews", ()))
    if schema == REVIEW:
        return [stored]
    if named:
        raise UsageError(f"{file} 不是 docintel review --json 的结果 / is not a result of docintel review --json")
    return []


def review_face_of(body: Mapping[str, Any], where: str) -> ReviewFace:
    """The face that a body of `docintel/review/1` is; UsageError names `where` it came from."""
    members = {key: value for key, value in body.items() if key != "schema"}
    try:
        return ReviewFace.model_validate(members)
    except ValidationError as error:
        raise UsageError(f"{where} 的审核结果不完整：{error} / {where} is no whole review") from error


def stored_letter(path: Path) -> LetterFace:
    """A letter as `docintel report letters` wrote it; UsageError where it is none."""
    try:
        stored = json.loads(path.read_bytes())
        return LetterFace.model_validate({key: value for key, value in stored.items() if key != "schema"})
    except (OSError, ValueError, AttributeError) as error:
        raise UsageError(
            f"“{path}”不是补正通知，请给出 docintel report letters 写出的 JSON / “{path}” is no letter: name the JSON that docintel report letters wrote"
        ) from error
