"""Sentences on ownership: stakes, capital increases, concert agreements, general partners, stated controllers."""

from docintel.extract.holdings.reader import HoldingReader

__all__ = ["HoldingReader"]
