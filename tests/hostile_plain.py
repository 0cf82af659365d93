"""Text, pictures and nameless bytes that attack."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from hostile_kind import OK
from hostile_kind import STOPPED
from hostile_kind import Kind

SAID = "营业收入 1,234,567.89 元"


def one_endless_line(path: Path) -> None:
    """100 MB without a line end."""
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b"7" * (1 << 20))


def ten_million_lines(path: Path) -> None:
    path.write_bytes(b"1\n" * 10_000_000)


def nothing_but_zeros(path: Path) -> None:
    path.write_bytes(bytes(100_000))


def zeros_between(path: Path) -> None:
    path.write_bytes(f"营业收入\0 1,234,567.89\0 元\n\x1b[31mred\x1b[0m\x07\n{SAID}".encode())


def utf16_with_mark(path: Path) -> None:
    path.write_bytes(SAID.encode("utf-16"))


def utf16_without_mark(path: Path) -> None:
    path.write_bytes((SAID + "\n").encode("utf-16-le") * 20)


def gb18030_text(path: Path) -> None:
    path.write_bytes((SAID + "\n").encode("gb18030"))


def half_characters(path: Path) -> None:
    """Surrogates and U+FFFE, written as if UTF-8 knew them."""
    path.write_bytes(b"\xed\xa0\x80\xef\xbf\xbe" + SAID.encode())


def no_characters(path: Path) -> None:
    path.write_bytes((f"\ufffe\uffff\ufdd0\u202e{SAID}\u200b\n").encode())


def random_bytes(path: Path) -> None:
    path.write_bytes(b"".join(zlib.crc32(bytes([n % 256, n // 256])).to_bytes(4, "big") for n in range(20_000)))


def program(path: Path) -> None:
    path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(2000))


def page_of_the_web(path: Path) -> None:
    """HTML under the name of a Word file, as many web systems export."""
    path.write_bytes(f"<html><body>{SAID}<script>alert(1)</script></body></html>".encode())


def png(width: int, height: int, data: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def picture_bomb(path: Path) -> None:
    """60,000 x 60,000 pixels in a few kilobytes."""
    squeezed = zlib.compressobj(9)
    path.write_bytes(png(60_000, 60_000, squeezed.compress(bytes(60_001 * 20)) + squeezed.flush()))


def picture_cut_short(path: Path) -> None:
    path.write_bytes(png(500, 500, zlib.compress(bytes(501 * 500)))[:80])


def tiff_in_a_ring(path: Path) -> None:
    """A picture file whose next page is its first."""
    path.write_bytes(b"II*\0\x08\0\0\0" + struct.pack("<H", 0) + struct.pack("<I", 8))


NO_PICTURE = ("needs_ocr", "too_large", "damaged", *STOPPED)

PLAIN = (
    Kind(one_endless_line, ".txt", ("text_cut", "too_large", *STOPPED)),
    Kind(ten_million_lines, ".txt", ("text_cut", *STOPPED)),
    Kind(nothing_but_zeros, ".txt", ("damaged", "empty", "wrong_encoding")),
    Kind(zeros_between, ".txt", (OK,), must=(SAID,), never=("\0", "\x1b", "\x07")),
    Kind(utf16_with_mark, ".txt", (OK,), must=(SAID,)),
    Kind(utf16_without_mark, ".txt", (OK,), must=(SAID,)),
    Kind(gb18030_text, ".txt", (OK,), must=(SAID,)),
    Kind(half_characters, ".txt", (OK, "wrong_encoding"), never=("\ud800",)),
    Kind(no_characters, ".txt", (OK,), must=(SAID,), never=("\ufffe", "\uffff", "\u202e")),
    Kind(random_bytes, ".txt", ("wrong_encoding",)),
    Kind(program, ".exe", ("unsupported_format",)),
    Kind(page_of_the_web, ".doc", ("damaged",)),
    Kind(picture_bomb, ".png", NO_PICTURE),
    Kind(picture_cut_short, ".png", ("truncated",)),
    Kind(tiff_in_a_ring, ".tif", (*NO_PICTURE, "empty")),
)
