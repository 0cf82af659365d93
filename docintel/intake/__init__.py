"""The room that touches submitted files: every one is opened in a limited child; what leaves are pages, forms and registers.

What is named here is loaded when it is first asked for: to list, to hash and to see that nothing changed, no reader of PDFs or Word need be there.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docintel.intake.ahead import read_ahead
    from docintel.intake.cache import forget
    from docintel.intake.cache import reader_version
    from docintel.intake.code import code_below
    from docintel.intake.expecting import reading_order
    from docintel.intake.files import Submission
    from docintel.intake.files import SubmittedFile
    from docintel.intake.files import is_form
    from docintel.intake.files import is_zip
    from docintel.intake.files import open_submission
    from docintel.intake.files import submitted_file
    from docintel.intake.forms import form_template
    from docintel.intake.forms import read_form
    from docintel.intake.forms import write_form_xlsx
    from docintel.intake.images import PageImage
    from docintel.intake.images import page_image
    from docintel.intake.images import rendered
    from docintel.intake.legacy import office
    from docintel.intake.limits import Limits
    from docintel.intake.limits import limits_from
    from docintel.intake.naming import shown_name
    from docintel.intake.ocr.files import model_versions
    from docintel.intake.protection import isolation
    from docintel.intake.protection import require_isolation
    from docintel.intake.reading import Reading
    from docintel.intake.reading import read_pages
    from docintel.intake.registers import read_register
    from docintel.intake.rolls import Enrolled
    from docintel.intake.rolls import read_roll
    from docintel.intake.turns import turn_of

_WHERE = MappingProxyType(
    {
        "Enrolled": "rolls",
        "Limits": "limits",
        "PageImage": "images",
        "Reading": "reading",
        "Submission": "files",
        "SubmittedFile": "files",
        "code_below": "code",
        "forget": "cache",
        "form_template": "forms",
        "is_form": "files",
        "is_zip": "files",
        "isolation": "protection",
        "limits_from": "limits",
        "model_versions": "ocr.files",
        "office": "legacy",
        "open_submission": "files",
        "page_image": "images",
        "read_ahead": "ahead",
        "read_form": "forms",
        "read_pages": "reading",
        "read_register": "registers",
        "read_roll": "rolls",
        "reader_version": "cache",
        "reading_order": "expecting",
        "rendered": "images",
        "require_isolation": "protection",
        "shown_name": "naming",
        "submitted_file": "files",
        "turn_of": "turns",
        "write_form_xlsx": "forms",
    }
)

__all__ = [
    "Enrolled",
    "Limits",
    "PageImage",
    "Reading",
    "Submission",
    "SubmittedFile",
    "code_below",
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


def __getattr__(name: str) -> object:
    """One of the names above, with the module that it is in (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
