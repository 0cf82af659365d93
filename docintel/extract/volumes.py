"""Several documents bound into one file: where another enterprise's begins, nothing that the one before told holds any longer.

An application is often one file of everything, and a report in it may be another enterprise's. What tells is its running head
(甲股份有限公司 招股说明书) or the cover and addressee of an audit report; pages without the head that all pages before had, numbered anew, are another document too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docintel.domain.document import Layer
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.source import PageBox
from docintel.extract.issuers import issuer_in
from docintel.text.normal import squeezed

AUDIT = "audit_report"
COVER = 14  # so many lines of the page on which an audit report opens may name its enterprise
TOP = 0.1  # of the height of a page, where running heads stand
LATER = 99  # a page on which a name alone tells nothing
_FIRM = re.compile("会计师事务所|律师事务所|评估|证券|银行")  # whose paper it is, not whose figures it tells
_OF_ALL = re.compile("共[0-9]+页|(?:/|of)[0-9]+", re.IGNORECASE)  # how many pages there are, beside the number of one


class Volumes:
    """Notes pages as they go by and tells where another document begins."""

    def __init__(self) -> None:
        self.head: str | None = None  # the enterprise in the running heads so far
        self.number: int | None = None  # printed on the page before

    def begins(self, page: Page, parts: tuple[PagePart, ...], issuer: str) -> bool:
        """Whether a page begins another enterprise's document than that of `issuer` (empty where nobody knows whose it is)."""
        head, number = headed_by(page), printed_number(page)
        before, self.number = self.number, number
        anew = number is not None and before is not None and number <= before
        named = head or next(_audited(page, parts), None)
        known = self.head or issuer
        if named is not None and known and named != known:
            self.head = head
            return True
        if self.head is not None and head is None and anew:
            self.head = None
            return True
        self.head = head or self.head
        return False


def headed_by(page: Page) -> str | None:
    """The enterprise that the running head of a page names with the title of its document; a head that a frame covers names it as well."""
    heads = [
        squeezed(line.text)
        for line in page.overlays
        if line.layer is Layer.HEADER or (line.layer is Layer.HIDDEN and _is_above(line, page))
    ]
    told = (
        issuer_in(text, LATER) for text in (*heads, *map("".join, pairwise(heads)))
    )  # 甲股份有限公司 at the left, 招股说明书 at the right
    return next((name for name in told if name is not None and not _FIRM.search(name)), None)


def _is_above(line: Line, page: Page) -> bool:
    return isinstance(line.span, PageBox) and page.height is not None and line.span.bottom <= TOP * page.height


def _audited(page: Page, parts: tuple[PagePart, ...]) -> Iterator[str]:
    """The enterprise that the cover or the opinion of an audit report names as its own."""
    if parts[0].kind != AUDIT or parts[0].title is None:
        return
    for line in [block for block in page.blocks[:COVER] if isinstance(block, Line)]:
        name = issuer_in(squeezed(line.text), 1)
        if name is not None and not _FIRM.search(name):
            yield name


def printed_number(page: Page) -> int | None:
    """The number that is printed on a page (86, 1-1-86, 第86页 共300页), None where none is or several are."""
    lines = [_OF_ALL.sub("", squeezed(line.text)) for line in page.overlays if line.layer is Layer.PAGE_NUMBER]
    numbers = re.findall(r"[0-9]{1,4}", lines[0]) if len(lines) == 1 else []
    return int(numbers[-1]) if numbers else None
