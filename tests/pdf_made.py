"""Small PDFs for tests, made with reportlab and, where it cannot, changed with pikepdf; and reading them back."""

from __future__ import annotations

import io
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.intake.pdf import open_pdf
from docintel.intake.pdf import read_page

WIDTH, HEIGHT = 595.0, 842.0
HAN = "STSong-Light"  # named in the file, not embedded: the reader must know its characters by itself
COLUMNS, ROW = (72.0, 232.0, 352.0, 472.0), 24.0
BALANCE = (("项目", "期末余额", "期初余额"), ("货币资金", "1,234,567.89", "987,654.32"), ("应收账款", "45,678.90", "-3,210.00"))
Draw = Callable[[Canvas], None]

pdfmetrics.registerFont(UnicodeCIDFont(HAN))


def made(draw: Draw, *, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF of one page."""
    return made_pages([draw], size=size)


def made_pages(draws: Sequence[Draw], *, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF with one page per drawing."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=True)
    for draw in draws:
        canvas.setFont(HAN, 9)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The same PDF after a change."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(buffer)
    return buffer.getvalue()


def grid(canvas: Canvas, rows: Sequence[Sequence[str]] = BALANCE, *, top: float = 742.0, outer: bool = True) -> None:
    """A ruled table: texts left in the first column, right in the others; without `outer` sides its rules end open."""
    xs = COLUMNS[: len(rows[0]) + 1]
    for number in range(len(rows) + 1):
        canvas.line(xs[0], top - number * ROW, xs[-1], top - number * ROW)
    for x in xs if outer else xs[1:-1]:
        canvas.line(x, top, x, top - len(rows) * ROW)
    texts(canvas, rows, top=top)


def texts(canvas: Canvas, rows: Sequence[Sequence[str]] = BALANCE, *, top: float = 742.0) -> None:
    """What stands in the grid, without its rules."""
    for number, row in enumerate(rows):
        baseline = top - number * ROW - 16
        canvas.drawString(COLUMNS[0] + 4, baseline, row[0])
        for left, text in zip(COLUMNS[2:], row[1:], strict=False):
            canvas.drawRightString(left - 4, baseline, text)


def pages_of(pdf: bytes, folder: Path) -> list[Page]:
    """Every page as the reader gives it."""
    path = folder / "made.pdf"
    path.write_bytes(pdf)
    with open_pdf(str(path)) as document:
        return [read_page(document, number) for number in range(1, len(document) + 1)]


def page_of(pdf: bytes, folder: Path) -> Page:
    """The first page."""
    return pages_of(pdf, folder)[0]


def cell_texts(table: Table) -> tuple[tuple[str | None, ...], ...]:
    """A table's texts, None where a cell is covered."""
    return tuple(tuple(None if cell is None else cell.text for cell in row) for row in table.rows)


def only_table(page: Page) -> tuple[tuple[str | None, ...], ...]:
    """The texts of the page's one table."""
    (table,) = page.tables
    return cell_texts(table)
