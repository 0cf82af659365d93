"""Archives that attack: where their members want to go, how much they unfold to, what they call themselves."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

GOOD = "材料说明.txt"
SAID = "营业收入 1,234,567.89 元"


def archive(members: list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """A zip of these members and, last, a good file that has to be read in spite of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, body in [*members, (GOOD, SAID.encode())]:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(info, body)
    return out.getvalue()


def outward(path: Path) -> None:
    """Members that want to lie outside of where they are unpacked."""
    path.write_bytes(
        archive([("../../escaped.txt", b"1"), ("/etc/escaped.txt", b"2"), ("..\\..\\escaped3.txt", b"3"), ("C:\\escaped4.txt", b"4")])
    )


def linked(path: Path) -> None:
    """A symbolic link to a file of this machine."""
    link = zipfile.ZipInfo("证明.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    path.write_bytes(archive([(link, b"/etc/passwd")]))


def named_in_gbk(path: Path) -> None:
    name = "审计报告.txt".encode("gb18030").decode("cp437")
    placeholder = "x" * len(name)
    whole = archive([(placeholder, b"1")])
    path.write_bytes(whole.replace(placeholder.encode(), name.encode("cp437")))


def named_with_a_zero(path: Path) -> None:
    path.write_bytes(archive([("aXevil.pdfXtxt", b"1")]).replace(b"aXevil.pdfXtxt", b"a\0evil.pdf\0txt"))


def named_to_deceive(path: Path) -> None:
    """Turned around on screen, in colour, and without end."""
    path.write_bytes(archive([("报告\u202efdp.txt", b"1"), ("\x1b[31m红\n.txt", b"2"), ("长" * 20_000 + ".txt", b"3")]))


def named_twice(path: Path) -> None:
    path.write_bytes(archive([("说明a.txt", b"one"), ("说明b.txt", b"two")]).replace("说明b.txt".encode(), "说明a.txt".encode()))


def overlapped(path: Path) -> None:
    """Every entry names the same megabyte."""
    whole = archive([("a.txt", bytes(1 << 20)), ("b.txt", b"")])
    out = bytearray(whole)
    place = out.index(b"PK\x01\x02", out.index(b"PK\x01\x02") + 4)
    out[place + 42 : place + 46] = (0).to_bytes(4, "little")
    path.write_bytes(bytes(out))


def unfolding(path: Path) -> None:
    path.write_bytes(archive([("a.txt", bytes(8 << 20))]))


def nested_deep(path: Path) -> None:
    """Eight archives within each other."""
    inner = archive([])
    for _ in range(8):
        inner = archive([("inner.zip", inner)])
    path.write_bytes(inner)


def nested_wide(path: Path) -> None:
    """Archives of archives of archives: few bytes, a million files."""
    leaf = archive([(f"{n}.zip", b"PK\x05\x06" + bytes(18)) for n in range(100)])
    middle = archive([(f"{n}.zip", leaf) for n in range(100)])
    path.write_bytes(archive([(f"{n}.zip", middle) for n in range(100)]))


def crowded(path: Path) -> None:
    """10,000 entries, more than the test's limit."""
    path.write_bytes(archive([(f"{n}", b"") for n in range(10_000)]))


def locked(path: Path) -> None:
    """One member with a password."""
    out = bytearray(archive([("a.txt", b"secret" * 9)]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        out[out.index(mark) + offset] |= 1
    path.write_bytes(bytes(out))


def cut(path: Path) -> None:
    whole = archive([("a.txt", bytes(range(256)) * 40)])
    path.write_bytes(whole[: len(whole) // 2])


def lying(path: Path) -> None:
    """A member that says it holds ten bytes and holds more."""
    out = bytearray(archive([("a.txt", b"0123456789" * 1000)]))
    place = out.index(b"PK\x01\x02")
    out[place + 24 : place + 28] = (10).to_bytes(4, "little")
    path.write_bytes(bytes(out))


def not_a_zip(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 nothing of the kind")


# generator, the codes it must end with, and whether the good file in it is read
ARCHIVES = (
    (outward, (), True),
    (linked, ("not_a_file",), True),
    (named_in_gbk, (), True),
    (named_with_a_zero, (), True),
    (named_to_deceive, (), True),
    (named_twice, (), True),
    (overlapped, ("overlapping",), False),
    (unfolding, ("archive_bomb",), True),
    (nested_deep, ("archive_bomb",), True),
    (nested_wide, ("archive_bomb", "more_problems"), False),
    (crowded, ("archive_bomb",), False),
    (locked, ("encrypted",), True),
    (cut, ("damaged",), False),
    (lying, ("damaged",), True),
    (not_a_zip, ("damaged",), False),
)
