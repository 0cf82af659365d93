"""Papers of financial statements in the layouts real ones come in, each with its truth: what the reader of statements is measured on."""

from __future__ import annotations

from docintel.simulate.statement_layouts.folder import STATEMENT_LAYOUTS
from docintel.simulate.statement_layouts.folder import make_statements

__all__ = ["STATEMENT_LAYOUTS", "make_statements"]
