"""From classified pages and the online form to facts, each with its place; driven by packs."""

from docintel.extract.forms import form_facts
from docintel.extract.stream import Extraction
from docintel.extract.stream import extract_facts

__all__ = ["Extraction", "extract_facts", "form_facts"]
