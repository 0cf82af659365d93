"""Papers with pictures: photographs of products as blots of grey, a mark that all of them carry, and a public paper that several may attach."""

from __future__ import annotations

import base64
import io

import cv2
import docx
import numpy as np
from docx.shared import Cm
from numpy.typing import NDArray
from PIL import Image

from docintel.simulate.sheets import Paper
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import heading
from docintel.simulate.sheets import paper
from docintel.simulate.sheets import paragraph
from docintel.simulate.typesetting import NOTICE
from docintel.simulate.typesetting import quoted
from docintel.simulate.word import sealed

Pixels = NDArray[np.uint8]
MARK = 777  # the seed of the mark that every such paper carries, as stationery does
STEM, PUBLIC = "主导产品照片", "产业发展公开资料.docx"


def photograph(seed: int, size: int = 400) -> Pixels:
    """A picture that belongs to a seed; another size shows the same."""
    coarse = np.random.default_rng([20220663, seed]).integers(20, 236, (9, 11)).astype(np.uint8)
    return np.asarray(cv2.resize(coarse, (size * 5 // 4, size), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def product_photographs(product: str, seed: int, own: int) -> Paper:
    """A paper with the photograph of seed `own` and the common mark, by turns in Word and as PDF, in a size of its own."""
    size = 260 + seed % 5 * 60
    return _in_word(product, own, size) if seed % 2 else _as_pdf(product, own, size)


def _as_pdf(product: str, own: int, size: int) -> Paper:
    width = 8 + size % 4
    source = (
        heading("主导产品照片", 16)
        + paragraph(f"主导产品：{product}。以下为产品实物照片。")
        + f"#align(center, {_embedded(photograph(own, size), f'{width}cm')})\n#v(1cm)\n#align(center, {_embedded(photograph(MARK, 200), '5cm')})\n"
        + paragraph(NOTICE)
    )
    return paper(f"{STEM}.pdf", '#set page(paper: "a4", margin: 2.4cm)\n', [Sheet(source)])


def _embedded(pixels: Pixels, width: str) -> str:
    """A picture as an image expression: inside a drawing, so that its bytes can stand in the source."""
    height, across = pixels.shape
    coded = base64.b64encode(_png(pixels)).decode()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{across}" height="{height}">'
        f'<image width="{across}" height="{height}" xlink:href="data:image/png;base64,{coded}"/></svg>'
    )
    return f'image(bytes({quoted(drawing)}), format: "svg", width: {width})'


def _png(pixels: Pixels) -> bytes:
    stored = io.BytesIO()
    Image.fromarray(pixels).save(stored, "PNG")
    return stored.getvalue()


def _in_word(product: str, own: int, size: int) -> Paper:
    document = docx.Document()
    document.add_paragraph("主导产品照片")
    document.add_paragraph(f"主导产品：{product}。以下为产品实物照片。")
    document.add_picture(io.BytesIO(_png(photograph(own, size))), width=Cm(9))
    document.add_picture(io.BytesIO(_png(photograph(MARK, 200))), width=Cm(4))
    document.add_paragraph(NOTICE)
    return Paper(f"{STEM}.docx", sealed(document), ())


def public_paper(seed: int) -> Paper:
    """A paper that anybody may download and attach."""
    document = docx.Document()
    document.add_paragraph("产业发展公开资料（节选）")
    document.add_paragraph(f"本资料第 {seed} 期由行业媒体公开发布，供学习参考。{NOTICE}。")
    return Paper(PUBLIC, sealed(document), ())
