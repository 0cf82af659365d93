"""The row of the paper's own enterprise in a table of several: a ranking whose other makers go by letters (企业A) names one in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docintel.domain.kind import FactRule
from docintel.extract.attempts import Candidate
from docintel.extract.grid import Row
from docintel.extract.issuers import is_legal_name
from docintel.extract.listed import Listing
from docintel.extract.listed import listed
from docintel.extract.listed import opened
from docintel.extract.sheet import Sheet
from docintel.text.normal import squeezed


def by_own_row(sheet: Sheet, rule: FactRule) -> Iterator[Candidate]:
    """What the rule's columns say in the only row that names an enterprise in full; nothing where several or none do."""
    for table, unit in sheet.tables:
        for listing, rows in opened(rule, table, unit):
            named = [row for row in rows if is_legal_name(_name(listing, row))]
            if len(named) == 1:
                yield from (replace(one, item=None) for one in listed(replace(listing, waiting=named[0]), sheet.taxonomy))


def _name(listing: Listing, row: Row) -> str:
    """What stands in the column that the rule is named after."""
    header = next((header for column, header in listing.columns if column.concept == listing.rule.concept), None)
    return "" if header is None else next((squeezed(piece.text) for piece in row if header.left <= piece.middle <= header.right), "")
