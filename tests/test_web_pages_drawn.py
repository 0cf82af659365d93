"""Pictures of pages and the words on them, as the viewer is given them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from docintel.domain.errors import UnreadableError
from docintel.domain.source import PageBox
from docintel.intake import Limits
from docintel.intake import submitted_file
from docintel.web.pictures import MARK
from docintel.web.pictures import Pictures
from docintel.web.searching import Piece
from docintel.web.searching import Texts
from docintel.web.searching import found_in


@pytest.fixture
def licence(samples: Path) -> Path:
    return samples / "inconsistent" / "application" / "营业执照.pdf"


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return Pictures(tmp_path, Limits())


def test_a_page_is_drawn_once_and_kept(pictures: Pictures, licence: Path, tmp_path: Path) -> None:
    copy = tmp_path / licence.name
    copy.write_bytes(licence.read_bytes())
    file = submitted_file(copy)
    drawn = pictures.picture(file, 1, "page")
    copy.unlink()
    assert pictures.picture(file, 1, "page") == drawn


def test_what_was_drawn_of_a_file_is_forgotten_with_it(pictures: Pictures, licence: Path) -> None:
    file = submitted_file(licence)
    pictures.picture(file, 1, "thumb")
    pictures.forget(file.sha256)
    assert pictures.known(file.sha256, 1, "thumb") is None


def test_pictures_of_files_that_the_store_no_longer_holds_are_swept_away(pictures: Pictures, licence: Path) -> None:
    file = submitted_file(licence)
    pictures.picture(file, 1, "thumb")
    assert pictures.sweep(lambda _: True) == 0
    assert pictures.sweep(lambda _: False) == 1
    assert pictures.known(file.sha256, 1, "thumb") is None


def test_a_strip_shows_the_figure_framed_and_is_as_wide_as_asked(pictures: Pictures, licence: Path) -> None:
    strip = Image.open(io.BytesIO(pictures.crop(submitted_file(licence), PageBox(1, 90.0, 300.0, 150.0, 312.0), across=330)))
    assert strip.width == round(330 * 1.5)
    assert MARK in {colour for _, colour in strip.getcolors(1 << 20) or ()}


def test_a_picture_that_was_thrown_away_is_drawn_again(pictures: Pictures, licence: Path) -> None:
    file = submitted_file(licence)
    drawn = pictures.picture(file, 1, "thumb")
    drawn.path.unlink()
    assert pictures.picture(file, 1, "thumb").path.is_file()


def test_a_page_that_is_not_there_is_not_drawn(pictures: Pictures, licence: Path) -> None:
    with pytest.raises(UnreadableError):
        pictures.picture(submitted_file(licence), 99, "page")


def test_words_are_found_whatever_their_width_and_gaps() -> None:
    piece = Piece(3, "营 业 收 入：１２，３４５．６７ 万元", (1.0, 2.0, 3.0, 4.0))
    assert [hit.found for hit in found_in("0" * 64, [piece], "收入:12,345")] == ["收入:12,345"]


@given(st.text(min_size=1, max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_what_stands_in_a_line_is_found_in_it(words: str, before: str, after: str) -> None:
    hits = list(found_in("0" * 64, [Piece(1, f"{before}{words}{after}")], words))
    assert len(hits) == (1 if words.split() else 0)


def test_a_file_not_gone_through_yet_is_said_and_found_in_later(tmp_path: Path, licence: Path) -> None:
    texts, file = Texts(tmp_path, Limits()), submitted_file(licence)
    first = texts.search([file], "法定代表人")
    texts.reader.shutdown(wait=True)
    again = Texts(tmp_path, Limits()).search([file], "法定代表人")
    assert (first.hits, first.waiting, again.waiting) == ((), 1, 0)
    assert again.hits[0].piece.box is not None
