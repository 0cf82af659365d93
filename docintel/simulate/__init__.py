"""The room that invents whole applications: one hidden truth, the papers that follow from it, and defects planted one by one."""

from __future__ import annotations

from docintel.simulate.sample import DEFECTS
from docintel.simulate.sample import READY_MADE
from docintel.simulate.sample import imagine
from docintel.simulate.sample import make_sample
from docintel.simulate.sample import plan
from docintel.simulate.statement_layouts import STATEMENT_LAYOUTS
from docintel.simulate.statement_layouts import make_statements
from docintel.simulate.truth import Lookalike
from docintel.simulate.truth import Planted
from docintel.simulate.truth import Truth

__all__ = [
    "DEFECTS",
    "READY_MADE",
    "STATEMENT_LAYOUTS",
    "Lookalike",
    "Planted",
    "Truth",
    "imagine",
    "make_sample",
    "make_statements",
    "plan",
]
