"""Pictures in papers: what is looked at, and that the same picture is known again."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import docx
import numpy as np
from docx.shared import Cm
from numpy.typing import NDArray
from PIL import Image

from docintel.domain.document import Picture
from docintel.intake import Limits
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.intake.looks import looks_of
from docintel.intake.looks import pictures_of

Pixels = NDArray[np.uint8]


def photo(seed: int, size: int = 320) -> Pixels:
    """Blots of grey, as a photograph has them."""
    coarse = np.random.default_rng(seed).integers(0, 256, (9, 9)).astype(np.uint8)
    return np.asarray(cv2.resize(coarse, (size, size), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def differing(one: str | None, other: str | None) -> int:
    assert one is not None
    assert other is not None
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_a_picture_is_known_again_smaller_coarser_and_brighter() -> None:
    whole = photo(1)
    _, coded = cv2.imencode(".jpg", cv2.resize(whole, (150, 150), interpolation=cv2.INTER_AREA), [cv2.IMWRITE_JPEG_QUALITY, 40])
    again = np.clip(np.asarray(cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE)).astype(np.int16) + 6, 0, 255).astype(np.uint8)
    assert differing(looks_of(whole), looks_of(again)) <= 12
    assert differing(looks_of(whole), looks_of(photo(2))) > 60


def test_a_plain_area_has_no_looks() -> None:
    assert looks_of(np.full((200, 200), 250, dtype=np.uint8)) is None


def test_logos_and_scans_of_whole_pages_are_not_looked_at() -> None:
    page = photo(3, 800)
    boxes = [[10.0, 10.0, 60.0, 60.0], [0.0, 0.0, 595.0, 842.0], [100.0, 100.0, 300.0, 300.0]]
    (picture,) = pictures_of(1, (595.0, 842.0), boxes, lambda: page)
    assert picture.span.x0 == 100.0  # type: ignore[union-attr]


def pictures_in(path: Path) -> list[Picture]:
    return [picture for page in read_pages(submitted_file(path), Limits()) for picture in page.pictures]


def test_the_pictures_of_a_word_file_are_seen(tmp_path: Path) -> None:
    stored = io.BytesIO()
    Image.fromarray(photo(4)).save(stored, "PNG")
    document = docx.Document()
    document.add_paragraph("主导产品照片")
    document.add_picture(stored, width=Cm(8))
    document.save(str(tmp_path / "产品.docx"))
    (picture,) = pictures_in(tmp_path / "产品.docx")
    assert differing(picture.looks, looks_of(photo(4))) == 0
