"""The room that touches submitted files: every one is opened in a limited child; what leaves are pages, forms and registers."""

from docintel.intake.ahead import read_ahead
from docintel.intake.cache import forget
from docintel.intake.cache import reader_version
from docintel.intake.expecting import reading_order
from docintel.intake.files import Submission
from docintel.intake.files import SubmittedFile
from docintel.intake.files import is_zip
from docintel.intake.files import open_submission
from docintel.intake.files import submitted_file
from docintel.intake.forms import form_template
from docintel.intake.forms import is_form
from docintel.intake.forms import read_form
from docintel.intake.forms import write_form_xlsx
from docintel.intake.images import PageImage
from docintel.intake.images import page_image
from docintel.intake.images import rendered
from docintel.intake.isolation import isolation
from docintel.intake.isolation import require_isolation
from docintel.intake.legacy import office
from docintel.intake.limits import Limits
from docintel.intake.limits import limits_from
from docintel.intake.naming import shown_name
from docintel.intake.ocr.files import model_versions
from docintel.intake.reading import Reading
from docintel.intake.reading import read_pages
from docintel.intake.registers import read_register
from docintel.intake.rolls import Enrolled
from docintel.intake.rolls import read_roll
from docintel.intake.turns import turn_of

__all__ = [
    "Enrolled",
    "Limits",
    "PageImage",
    "Reading",
    "Submission",
    "SubmittedFile",
    "forget",
    "form_template",
    "is_form",
    "is_zip",
    "isolation",
    "limits_from",
    "model_versions",
    "office",
    "open_submission",
    "page_image",
    "read_ahead",
    "read_form",
    "read_pages",
    "read_register",
    "read_roll",
    "reader_version",
    "reading_order",
    "rendered",
    "require_isolation",
    "shown_name",
    "submitted_file",
    "turn_of",
    "write_form_xlsx",
]
