"""Nouns that every face holds -> their parts: texts in both languages, the finger."""

from __future__ import annotations

from collections.abc import Iterable

from docintel.domain.source import CellPath
from docintel.domain.source import FieldPath
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.wording import Wording
from docintel.report.face_parts import SourceFace
from docintel.report.face_parts import WordingFace


def wording_face(wording: Wording) -> WordingFace:
    """Both texts."""
    return WordingFace(zh=wording.zh, en=wording.en)


def wordings(items: Iterable[Wording]) -> tuple[WordingFace, ...]:
    """Several texts."""
    return tuple(wording_face(item) for item in items)


def source_face(source: Source, *, with_document: bool = True) -> SourceFace:
    """The finger; of several spans on one page the box around them all, else the first."""
    place = source.spans[0]
    for span in source.spans[1:]:
        if isinstance(place, PageBox) and isinstance(span, PageBox) and span.page == place.page:
            place = place.around(span)
    box = place if isinstance(place, PageBox) else None
    return SourceFace(
        document=source.document if with_document else None,
        page=None if box is None else box.page,
        box=None if box is None else (round(box.x0, 2), round(box.top, 2), round(box.x1, 2), round(box.bottom, 2)),
        cell=place.cell if isinstance(place, CellPath) else None,
        field=place.field if isinstance(place, FieldPath) else None,
        method=source.method.value,
        confidence=round(source.confidence, 4),
        doubts=source.doubts,
    )
