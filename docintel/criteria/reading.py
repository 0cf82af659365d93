"""Formulas of packs, each read once."""

from __future__ import annotations

from functools import lru_cache

from docintel.formula import Formula
from docintel.formula import parse_formula


@lru_cache(maxsize=1024)
def formula_of(text: str) -> Formula:
    """A formula of a pack, read once."""
    return parse_formula(text)
