"""Two copies of a long text as one, for the report and the terminal: what the print leaves out, what it adds."""

from __future__ import annotations

from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Role
from docintel.text.difference import Piece
from docintel.text.difference import difference
from docintel.text.difference import shortened

LONG = 40  # characters from which a text is worth a view of its own


def text_changes(finding: Finding, around: int) -> tuple[Piece, ...]:
    """The pieces of the declared text and its printed copy in reading order; empty where they are short or no texts."""
    texts = [
        operand.fact.value.text
        for role in (Role.DECLARED, Role.COPY)
        for operand in finding.operands
        if operand.role is role and isinstance(operand.fact.value, Text)
    ]
    if len(texts) != 2 or min(map(len, texts)) < LONG:
        return ()
    return shortened(difference(*texts), around)
