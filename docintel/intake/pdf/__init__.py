"""Native PDF: characters and drawn lines to pages with tables and layers; runs inside the limited child."""

from docintel.intake.pdf.file import PdfFile
from docintel.intake.pdf.file import open_pdf
from docintel.intake.pdf.page import read_page

__all__ = ["PdfFile", "open_pdf", "read_page"]
