"""A PDF as if it had come from a scanner: pictures a little askew, grey and grainy, without a text layer."""

from __future__ import annotations

import io
import time
from random import Random

import numpy as np
import pypdfium2
from PIL import Image
from PIL import ImageFilter

DPI = 170
EPOCH = time.gmtime(0)


def scanned_pdf(content: bytes, seed: str) -> bytes:
    """Every page as a picture; the same seed gives the same bytes."""
    rng = Random(seed)  # noqa: S311 - repeatable, not secret
    with pypdfium2.PdfDocument(content) as document:
        pictures = [_scanned(page.render(scale=DPI / 72).to_pil().convert("L"), rng) for page in document]
    written = io.BytesIO()
    pictures[0].save(
        written, "PDF", resolution=DPI, save_all=True, append_images=pictures[1:], quality=62, creationDate=EPOCH, modDate=EPOCH
    )
    return written.getvalue()


def _scanned(picture: Image.Image, rng: Random) -> Image.Image:
    turned = picture.rotate(rng.uniform(-0.7, 0.7), Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 0.8)))
    grain = np.random.default_rng(rng.randrange(2**32)).normal(0, 6, (soft.height, soft.width))
    paper = np.asarray(soft, dtype=np.float64) * 0.93 + 8 + grain
    return Image.fromarray(np.clip(paper, 0, 255).astype(np.uint8))
