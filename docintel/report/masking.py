"""Faces with only what may be shown of their texts, for JSON that leaves the house."""

from __future__ import annotations

from typing import TypeVar

from docintel.report.faces import Face
from docintel.report.paper import Shown

AnyFace = TypeVar("AnyFace", bound=Face)


def masked_face(face: AnyFace, shown: Shown) -> AnyFace:
    """The same face, every text in it through `shown`; ids and hashes have nothing in them to hide."""
    dumped = face.model_dump(mode="python")
    dumped.pop("schema", None)
    return type(face).model_validate(_masked(dumped, shown))


def _masked(value: object, shown: Shown) -> object:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _masked(one, shown) for key, one in value.items()}
    return [_masked(one, shown) for one in value] if isinstance(value, (list, tuple)) else value
