"""Picture files as upright RGB pixels of a page."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from docintel.domain.errors import LimitError
from docintel.domain.errors import UnreadableError
from docintel.intake.pictures import Picture
from docintel.intake.pictures import count_pictures
from docintel.intake.pictures import read_pictures

RED, WHITE = (255, 0, 0), (255, 255, 255)


def flag(size: tuple[int, int] = (400, 600), mode: str = "RGB") -> Image.Image:
    """White, its top left quarter red (black where there is no colour)."""
    image = Image.new("RGB", size, WHITE)
    image.paste(RED, (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def saved(tmp_path: Path, image: Image.Image, name: str, **options: Any) -> str:
    image.save(tmp_path / name, **options)
    return str(tmp_path / name)


def only(path: str, **limits: int) -> Picture:
    (picture,) = read_pictures(path, **limits)
    return picture


def corner(picture: Picture, across: float, down: float) -> tuple[int, ...]:
    """The colour at a share of the width and height."""
    assert picture.pixels is not None
    height, width, colours = picture.pixels.shape
    assert colours == 3
    return tuple(int(value) for value in picture.pixels[int(height * down), int(width * across)])


def dark(picture: Picture, across: float, down: float) -> bool:
    return min(corner(picture, across, down)) < 140


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.bmp", "a.gif", "a.webp"])
def test_every_kind_of_file_gives_rgb_pixels(tmp_path: Path, name: str) -> None:
    picture = only(saved(tmp_path, flag(), name))
    assert picture.number == 1
    assert dark(picture, 0.25, 0.25)
    assert min(corner(picture, 0.75, 0.75)) > 240


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("1", "a.tif"),
        ("1", "a.png"),
        ("L", "a.jpg"),
        ("P", "a.png"),
        ("LA", "a.png"),
        ("RGBA", "a.png"),
        ("CMYK", "a.jpg"),
        ("CMYK", "a.tif"),
        ("YCbCr", "a.jpg"),
        ("F", "a.tif"),
    ],
)
def test_every_colour_mode_gives_rgb_pixels(tmp_path: Path, mode: str, name: str) -> None:
    picture = only(saved(tmp_path, flag(mode=mode), name))
    assert picture.pixels is not None
    assert picture.pixels.dtype == np.uint8
    assert min(corner(picture, 0.75, 0.75)) > 230
    height, width, _ = picture.pixels.shape
    assert picture.pixels[: height // 2, : width // 2].mean() < 200 < picture.pixels[height // 2 :, width // 2 :].mean()


@pytest.mark.parametrize("name", ["a.png", "a.tif"])
def test_sixteen_bits_keep_their_upper_eight(tmp_path: Path, name: str) -> None:
    values = np.full((600, 400), 65535, np.uint16)
    values[:300, :200] = 0x8080
    picture = only(saved(tmp_path, Image.fromarray(values), name))
    assert corner(picture, 0.25, 0.25) == (128, 128, 128)
    assert corner(picture, 0.75, 0.75) == (255, 255, 255)


def test_what_shines_through_is_white_paper(tmp_path: Path) -> None:
    image = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 150, 200))
    picture = only(saved(tmp_path, image, "a.png"))
    assert corner(picture, 0.75, 0.75) == WHITE
    assert corner(picture, 0.2, 0.2) == (0, 0, 0)


@pytest.mark.parametrize(
    ("orientation", "place"),
    [
        (1, (0.25, 0.25)),
        (2, (0.75, 0.25)),
        (3, (0.75, 0.75)),
        (4, (0.25, 0.75)),
        (5, (0.25, 0.25)),
        (6, (0.75, 0.25)),
        (7, (0.75, 0.75)),
        (8, (0.25, 0.75)),
    ],
)
def test_a_photo_stands_as_the_camera_was_held(tmp_path: Path, orientation: int, place: tuple[float, float]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = only(saved(tmp_path, flag((600, 400)), "a.jpg", exif=exif, quality=95))
    assert dark(picture, *place)
    others = [(x, y) for x in (0.25, 0.75) for y in (0.25, 0.75) if (x, y) != place]
    assert not any(dark(picture, *other) for other in others)
    assert (picture.height > picture.width) == (orientation >= 5)


def test_a_stated_resolution_gives_the_size(tmp_path: Path) -> None:
    picture = only(saved(tmp_path, flag((2480, 3508)), "a.png", dpi=(300, 300)))
    assert (picture.width, picture.height) == pytest.approx((595.2, 841.9), abs=0.1)
    assert picture.pixels is not None
    assert picture.pixels.shape == (2339, 1653, 3)


def test_a_photo_without_a_sound_resolution_is_taken_for_a4(tmp_path: Path) -> None:
    picture = only(saved(tmp_path, flag((3000, 4000)), "a.jpg", dpi=(72, 72)))
    assert (picture.width, picture.height) == pytest.approx((631.4, 841.89), abs=0.1)
    assert picture.pixels is not None
    assert picture.pixels.shape[0] == 2339


def test_few_pixels_are_not_made_more(tmp_path: Path) -> None:
    picture = only(saved(tmp_path, flag((600, 800)), "a.png"))
    assert picture.pixels is not None
    assert picture.pixels.shape == (800, 600, 3)


def test_a_long_screenshot_keeps_its_width_readable(tmp_path: Path) -> None:
    picture = only(saved(tmp_path, flag((1080, 9000)), "a.png"))
    assert picture.width == pytest.approx(595.28, abs=0.1)
    assert picture.pixels is not None
    assert picture.pixels.shape == (9000, 1080, 3)


def test_a_fax_has_square_pixels_afterwards(tmp_path: Path) -> None:
    picture = only(saved(tmp_path, flag((1728, 1078), "1"), "a.tif", dpi=(204, 98)))
    assert (picture.width, picture.height) == pytest.approx((609.9, 792), abs=0.5)
    assert picture.pixels is not None
    assert picture.pixels.shape == (2200, 1694, 3)


def test_the_pages_of_a_tiff_are_pages(tmp_path: Path) -> None:
    pages = [flag((400, 600)), flag((600, 400)), flag((400, 600), "1")]
    path = saved(tmp_path, pages[0], "a.tif", save_all=True, append_images=pages[1:])
    pictures = list(read_pictures(path))
    assert [picture.number for picture in pictures] == [1, 2, 3]
    assert [picture.height > picture.width for picture in pictures] == [True, False, True]
    assert count_pictures(path, 10) == 3


def test_an_animation_is_its_first_frame(tmp_path: Path) -> None:
    path = saved(tmp_path, flag(), "a.gif", save_all=True, append_images=[Image.new("RGB", (400, 600))])
    assert dark(only(path), 0.25, 0.25)


def test_limit_pages_stops(tmp_path: Path) -> None:
    path = saved(tmp_path, flag((50, 60)), "a.tif", save_all=True, append_images=[flag((50, 60))] * 8)
    assert len(list(read_pictures(path, pages=3))) == 3
    assert count_pictures(path, 3) == 4


def test_limit_pixels_refuses_before_decoding(tmp_path: Path) -> None:
    with pytest.raises(LimitError) as refused:
        only(saved(tmp_path, flag((400, 600)), "a.png"), pixels=200_000)
    assert refused.value.code == "too_large"


def test_limit_pixels_holds_for_every_page_of_a_tiff(tmp_path: Path) -> None:
    path = saved(tmp_path, flag((40, 60)), "a.tif", save_all=True, append_images=[flag((400, 600)), flag((40, 60))])
    assert [picture.fault for picture in read_pictures(path, pixels=10_000)] == ["", "too_large", ""]


def bomb() -> bytes:
    """A PNG that says it is 60,000 x 60,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")


def test_a_giant_picture_in_few_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(bomb())
    with pytest.raises(LimitError) as refused:
        only(str(tmp_path / "bomb.png"))
    assert refused.value.code == "too_large"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.bmp", "a.gif"])
def test_a_file_cut_short_has_a_fault_and_no_pixels(tmp_path: Path, name: str) -> None:
    memory = io.BytesIO()
    noise = Image.fromarray(np.random.default_rng(3).integers(0, 255, (300, 200, 3), np.uint8))
    noise.save(memory, Image.registered_extensions()[Path(name).suffix])
    (tmp_path / name).write_bytes(memory.getvalue()[: len(memory.getvalue()) // 2])
    outcome = "damaged"
    try:
        picture = only(str(tmp_path / name))
        assert picture.pixels is None
        outcome = picture.fault
    except UnreadableError as error:
        outcome = error.code
    assert outcome in ("truncated", "damaged")


@pytest.mark.parametrize("raw", [b"", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\xff\xd8\xff\xe0 no picture", b"<svg/>"])
def test_what_is_no_picture_is_damaged(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(raw)
    with pytest.raises(UnreadableError) as refused:
        only(str(tmp_path / "a.jpg"))
    assert refused.value.code == "damaged"


def test_a_tiff_that_bites_its_tail_ends(tmp_path: Path) -> None:
    path = Path(saved(tmp_path, flag((40, 60)), "a.tif"))
    raw = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<I", raw, 4)
    (entries,) = struct.unpack_from("<H", raw, first)
    struct.pack_into("<I", raw, first + 2 + 12 * entries, first)
    path.write_bytes(raw)
    assert 1 <= len(list(read_pictures(str(path), pages=20))) <= 20
