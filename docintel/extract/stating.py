"""A figure as the fact that it states at its place of a document."""

from __future__ import annotations

from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.extract.context import Context
from docintel.extract.figure import Figure
from docintel.extract.values import period_of
from docintel.text.normal import squeezed


def stated(figure: Figure, period: Period, context: Context, scope: Scope, document: str, doubts: tuple[str, ...]) -> Fact:
    """The fact, its period as its concept hangs on time."""
    return Fact(
        None if figure.concept is None else figure.concept.id,
        figure.label,
        figure.column.entity or context.entity or context.issuer,
        period_of(figure.concept, period),
        scope,
        figure.quantity,
        Source(document, figure.piece.spans, squeezed(figure.piece.text), Method.TEXT, 1.0, doubts),
        context.kind,
        None,
        figure.unit,
    )
