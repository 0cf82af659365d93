"""What each page is: titles open, cues and the page model speak, the rest goes on as it was."""

from __future__ import annotations

from docintel.classify.pages import OTHER
from docintel.classify.pages import classify_pages

__all__ = ["OTHER", "classify_pages"]
