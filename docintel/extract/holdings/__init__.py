"""Sentences and tables on ownership: stakes, capital increases, concert agreements, general partners, stated controllers; holders by event."""

from docintel.extract.holdings.reader import HoldingReader
from docintel.extract.holdings.records import Record
from docintel.extract.holdings.records import facts_of
from docintel.extract.holdings.tables import HolderReader

__all__ = ["HolderReader", "HoldingReader", "Record", "facts_of"]
