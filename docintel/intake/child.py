"""The child that opens one submitted file: limits first, then pages as JSON lines; started as `python -m docintel.intake.child`.

Its only word to the parent is a line of JSON: {"pages": n}, {"page": {...}}, {"failed": n}, or {"error": code, "detail": text}.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PageKind
from docintel.domain.errors import UnreadableError
from docintel.domain.source import CellPath
from docintel.intake.confinement import confine
from docintel.intake.wire import clean
from docintel.intake.wire import page_to_wire

Said = dict[str, Any]


def main() -> None:
    """Do the one order given on standard input."""
    order = json.loads(sys.stdin.readline())
    confine(order["memory"], order["cpu_seconds"])
    out = sys.stdout
    try:
        for said in READERS[order["reader"]](order):
            out.write(json.dumps(said, ensure_ascii=True) + "\n")
            out.flush()
    except MemoryError:
        out.write('{"error": "resource_limit", "detail": ""}\n')
    except RecursionError:
        out.write('{"error": "damaged", "detail": "nested too deep"}\n')


def pdf(order: Said) -> Iterator[Said]:
    """Pages of a PDF."""
    from docintel.intake.pdf import open_pdf
    from docintel.intake.pdf import read_page

    try:
        document = open_pdf(order["path"])
    except UnreadableError as error:
        yield {"error": error.code, "detail": clean(str(error))[:200] if error.code == "damaged" else ""}
        return
    except FOREIGN as error:
        yield _damaged(error)
        return
    yield {"pages": len(document)}
    for number in range(1, min(len(document), order["pages"]) + 1):
        try:
            yield {"page": page_to_wire(read_page(document, number))}
        except (UnreadableError, *FOREIGN):
            yield {"failed": number}
    document.close()


def word(order: Said) -> Iterator[Said]:
    """A Word file as one page."""
    from docintel.intake.word import read_word

    try:
        page = read_word(order["path"])
    except FOREIGN as error:
        yield _damaged(error)
        return
    yield {"pages": 1}
    yield {"page": page_to_wire(page)}


def plain(order: Said) -> Iterator[Said]:
    """A text file as one page of lines; UTF-8, UTF-16 with a mark, or GB 18030."""
    raw = Path(order["path"]).read_bytes()
    text = next((found for found in (_decoded(raw, name) for name in _encodings(raw)) if found is not None), None)
    if text is None:
        yield {"error": "damaged", "detail": "neither UTF-8 nor GB 18030"}
        return
    lines = tuple(Line(line, CellPath(f"line {number}")) for number, line in enumerate(clean(text).split("\n"), start=1) if line.strip())
    yield {"pages": 1}
    yield {"page": page_to_wire(Page(1, PageKind.FLOW, lines))}


def picture(order: Said) -> Iterator[Said]:
    """One page of a PDF as RGB pixels in base64."""
    import base64

    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(order["path"])
        page = document[order["page"] - 1]
        width, height = page.get_size()
        scale = order["scale"]
        if width * scale * height * scale > order["pixels"]:
            yield {"error": "too_large", "detail": f"{width:.0f} x {height:.0f} pt"}
            return
        bitmap = page.render(scale=scale, rev_byteorder=True)
        image = bitmap.to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        yield _damaged(error)
        return
    yield {"width": image.width, "height": image.height, "pixels": base64.b64encode(image.tobytes()).decode("ascii")}


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _encodings(raw: bytes) -> tuple[str, ...]:
    return ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")


def _damaged(error: BaseException) -> Said:
    return {"error": "damaged", "detail": clean(f"{type(error).__name__}: {error}")[:200]}


READERS = {"pdf": pdf, "word": word, "plain": plain, "picture": picture}

# What pdfminer, pdfplumber, python-docx, lxml and zipfile raise on broken files; anything else ends the child and is told by the parent.
FOREIGN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    EOFError,
    StopIteration,
)

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
