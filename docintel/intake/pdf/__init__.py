"""Native PDF: characters and drawn lines to pages with tables and layers; runs inside the limited child."""

from docintel.intake.pdf.drawing import Most
from docintel.intake.pdf.file import PdfFile
from docintel.intake.pdf.file import open_pdf
from docintel.intake.pdf.page import Taken
from docintel.intake.pdf.page import read_page
from docintel.intake.pdf.page import taken_from
from docintel.intake.pdf.plain import PlainFile

__all__ = ["Most", "PdfFile", "PlainFile", "Taken", "open_pdf", "read_page", "taken_from"]
