"""Files that attack a reader, each made here from nothing: a small generator a kind, and how reading it may end.

The generators stand in the modules `hostile_*`; what a kind is says `hostile_kind`. Archives and forms have tables of their own.
"""

from __future__ import annotations

from hostile_kind import Kind
from hostile_office import OFFICE
from hostile_pages import PAGES
from hostile_pdf import PDFS
from hostile_plain import PLAIN

KINDS: tuple[Kind, ...] = (*PDFS, *PAGES, *OFFICE, *PLAIN)
