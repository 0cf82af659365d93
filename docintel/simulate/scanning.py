"""Papers as scanners hand them on: every page a picture, a little crooked, grainy and soft, in a PDF without text."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from docintel.simulate.sheets import Paper

Pixels = NDArray[np.uint8]
POINTS = 72
SCANNED_MARK = "（扫描）"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as JPEG: its size in pixels, and that of its sheet in points."""

    jpeg: bytes
    pixels: tuple[int, int]
    points: tuple[float, float]


def scanned_paper(paper: Paper, seed: int) -> Paper:
    """The paper as an image-only PDF with the same facts; the same seed gives the same bytes."""
    stem, _, ending = paper.file.rpartition(".")
    return replace(paper, file=f"{stem}{SCANNED_MARK}.{ending}", content=scanned_pdf(paper.content, seed))


def scanned_pdf(content: bytes, seed: int, *, tinted: bool = False) -> bytes:
    """Every page at 150 or 200 dpi, as one scanner at one setting would take it; `tinted`: its grain has colours, as that of colour scanners."""
    rng = np.random.default_rng([seed, len(content)])
    dpi = int(rng.choice((150, 200, 200)))
    quality = 60 if dpi == 150 else 75
    grain, blur = float(rng.uniform(3, 7)), float(rng.uniform(0.5, 0.8))
    pictures = []
    document: Any = pypdfium2.PdfDocument(content)
    for page in document:
        clean = page.render(scale=dpi / POINTS).to_numpy()[:, :, ::-1].copy()
        taken = worn(clean, rng, noise=grain, skew=1.2, blur=blur)
        taken = coloured(taken, rng, grain) if tinted else taken
        height, width = taken.shape[:2]
        pictures.append(Picture(jpeg_bytes(taken, quality), (width, height), (width * POINTS / dpi, height * POINTS / dpi)))
    document.close()
    return picture_pdf(pictures)


def worn(pixels: Pixels, rng: np.random.Generator, *, noise: float, skew: float, blur: float) -> Pixels:
    """A page turned by at most `skew` degrees, softened and sprinkled with noise."""
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(-skew, skew)), 1.0)
    page = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    page = cv2.GaussianBlur(page, (0, 0), blur)
    grain = rng.normal(0, noise, page.shape[:2])[:, :, None]
    noisy: Pixels = np.clip(page.astype(np.float32) * 0.97 + grain, 0, 255).astype(np.uint8)
    return noisy


def coloured(pixels: Pixels, rng: np.random.Generator, noise: float) -> Pixels:
    """The page with specks of colour, a few pixels wide so that JPEG keeps them."""
    height, width = pixels.shape[:2]
    specks = rng.normal(0, noise, (height // 8 + 1, width // 8 + 1, 3)).astype(np.float32)
    tint = cv2.resize(specks, (width, height), interpolation=cv2.INTER_LINEAR)
    shaded: Pixels = np.clip(pixels.astype(np.float32) - np.abs(tint), 0, 255).astype(np.uint8)
    return shaded


def jpeg_bytes(pixels: Pixels, quality: int) -> bytes:
    """The picture (red, green, blue) as JPEG."""
    _, coded = cv2.imencode(".jpg", np.ascontiguousarray(pixels[:, :, ::-1]), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return bytes(coded)


def through_jpeg(pixels: Pixels, quality: int) -> Pixels:
    """The picture after it was kept as JPEG."""
    coded = np.frombuffer(jpeg_bytes(pixels, quality), dtype=np.uint8)
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR))[:, :, ::-1].astype(np.uint8).copy()


def pressed_seal(pixels: Pixels, place: tuple[float, float, float], turn: float, strength: float) -> None:
    """Presses ring, star and a ring of letter-like strokes on the page, translucent; `place` is middle and radius in pixels."""
    x, y, radius = place
    ink = np.zeros(pixels.shape[:2], dtype=np.uint8)
    middle = (round(x), round(y))
    cv2.circle(ink, middle, round(radius * 0.97), 255, max(round(radius * 0.05), 2), cv2.LINE_AA)
    star = [_at(x, y, radius * (0.3 if step % 2 == 0 else 0.115), turn + step * 36) for step in range(10)]
    cv2.fillPoly(ink, [np.round(star).astype(np.int32)], 255, cv2.LINE_AA)
    for step in range(12):
        angle = turn + 30 + step * 25
        for shift in (-4.0, 0.0, 4.5):
            one, two = _at(x, y, radius * 0.68, angle + shift), _at(x, y, radius * 0.86, angle + shift + (-1) ** step * 2)
            cv2.line(ink, _whole(one), _whole(two), 255, 3, cv2.LINE_AA)
        cv2.line(ink, _whole(_at(x, y, radius * 0.77, angle - 6)), _whole(_at(x, y, radius * 0.77, angle + 6)), 255, 3, cv2.LINE_AA)
    share = cv2.GaussianBlur(ink, (0, 0), 0.8).astype(np.float32)[:, :, None] / 255 * strength
    pressed = pixels * (np.array([216, 38, 30]) / 255)
    pixels[:] = np.clip(pixels * (1 - share) + pressed * share, 0, 255).astype(np.uint8)


def _at(x: float, y: float, reach: float, angle: float) -> tuple[float, float]:
    return x + reach * math.sin(math.radians(angle)), y - reach * math.cos(math.radians(angle))


def _whole(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def picture_pdf(pictures: Iterable[Picture]) -> bytes:
    """One picture a page, and nothing else; without dates, so that bytes repeat."""
    taken = tuple(pictures)
    kids = " ".join(f"{3 + 3 * index} 0 R" for index in range(len(taken)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(taken)} >>".encode()]
    for index, one in enumerate(taken):
        objects += _page_objects(one, 3 + 3 * index)
    return _pdf_file(objects)


def _page_objects(picture: Picture, number: int) -> tuple[bytes, bytes, bytes]:
    width, height = picture.points
    page = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] /Contents {number + 1} 0 R "
        f"/Resources << /XObject << /P {number + 2} 0 R >> >> >>"
    )
    drawing = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /P Do Q".encode()
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {picture.pixels[0]} /Height {picture.pixels[1]} /ColorSpace /DeviceRGB "
        f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(picture.jpeg)} >>"
    )
    return page.encode(), _stream(f"<< /Length {len(drawing)} >>", drawing), _stream(head, picture.jpeg)


def _stream(head: str, body: bytes) -> bytes:
    return head.encode() + b"\nstream\n" + body + b"\nendstream"


def _pdf_file(objects: Iterable[bytes]) -> bytes:
    written, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(written)
    written += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    written += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    written += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(written)
