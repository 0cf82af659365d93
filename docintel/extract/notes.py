"""Totals of notes: of what the note, its column or the heading above its table names."""

from __future__ import annotations

from docintel.domain.concept import Concept
from docintel.extract.context import NOTES
from docintel.extract.context import Context
from docintel.extract.figure import MEASURES
from docintel.extract.labels import Labels
from docintel.text.normal import label_key

BUSINESSES = ("主营业务", "其他业务")
DIVISIONS = (
    "分产品",
    "按产品",
    "分地区",
    "按地区",
    "分行业",
    "按行业",
    "分类",
    "分解",
    "合同产生",
    "前五",
)  # of which revenue, is not said


OWN_LINES = ("revenue", "total_revenue", "cost_of_revenue", "rd_expense")


def is_component(concept: Concept, context: Context) -> bool:
    """Whether a row of a note only carries the name of a line of the statement: 业务招待费 within selling expense."""
    return context.kind in NOTES and bool(concept.statements) and concept.id not in OWN_LINES and concept != context.intro


def total_of(context: Context, measured: str, labels: Labels) -> Concept | None:
    """What the total of a note is: of the line that its title names, or of its column (营业收入和营业成本: 收入, 成本) and what it is divided into."""
    if context.kind not in NOTES:
        return None
    title, divided = label_key(context.title or ""), context.subject
    if measured not in MEASURES:
        return labels.concept(title, ("money",))
    business = next((word for word in BUSINESSES if word in (divided or title)), "营业")
    partly = business == "营业" and any(word in divided for word in DIVISIONS)
    return None if partly else labels.concept(business + measured, ("money",))
