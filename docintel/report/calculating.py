"""Worked calculations as a report says them: what is missing goes by its label and year, in the language of the report."""

from __future__ import annotations

from docintel.domain.concept import Taxonomy
from docintel.domain.verdict import Trace
from docintel.domain.wording import Wording
from docintel.formula import calling
from docintel.formula import in_words


def calculation(trace: Trace, taxonomy: Taxonomy, last_year: int) -> Wording:
    """The calculation in both languages; y1 is `last_year`."""
    return in_words(trace.printed, calling(taxonomy, last_year))
