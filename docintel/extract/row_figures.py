"""The figures of one row of a table: a concept a row, a concept a column, or a period and a concept a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docintel.domain.concept import PeriodKind
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.domain.quantity import PERCENT
from docintel.extract.columns import Column
from docintel.extract.context import STATEMENTS
from docintel.extract.figure import Figure
from docintel.extract.grid import Piece
from docintel.extract.labels import Labels
from docintel.extract.naming import Naming
from docintel.extract.sideways import named_in
from docintel.extract.sideways import owned_by
from docintel.extract.strands import Draft
from docintel.extract.strands import Strand
from docintel.extract.unheaded import COUNTED
from docintel.extract.unheaded import UNIT_ASSUMED
from docintel.extract.unheaded import unit_for
from docintel.extract.values import suits
from docintel.text.normal import is_blank
from docintel.text.normal import printed_unit
from docintel.text.quantities import parse_quantity

Told = tuple[Figure, Period, tuple[str, ...]]  # a figure, its period, and what is doubtful about it


def told_by(draft: Draft, strand: Strand, naming: Naming, *, by_name: bool) -> Iterator[Told]:
    """What a row tells; `by_name` says that the rows of its table are enterprises."""
    if draft.header.by_concept:
        yield from _sideways(draft, strand, naming, by_name=by_name)
    elif draft.header.is_crossed and (by_name or not draft.label):
        yield from _crossed(draft, strand, naming, by_name=by_name)
    else:
        yield from _upright(draft, strand, naming)


def _crossed(draft: Draft, strand: Strand, naming: Naming, *, by_name: bool) -> Iterator[Told]:
    """An enterprise a row (or the one the table is of, where rows have no label), a period and a concept a column."""
    context = naming.context
    own = context.entity or context.issuer
    named = strand.named = named_in(draft, strand.named, context.subjects, context.issuer) if by_name else own
    for column, piece in draft.values if named is not None else ():
        unit = context.unit_of(column.unit)
        quantity, concept = parse_quantity(piece.text, unit=unit), column.under
        if concept is not None and column.period is not None and quantity is not None and suits(quantity, concept):
            owner = replace(column, entity=named, scope=None) if by_name and named != context.issuer else column
            yield Figure(concept, concept.label.zh, quantity, piece, owner, unit), column.period, ()


def _upright(draft: Draft, strand: Strand, naming: Naming) -> Iterator[Told]:
    """A concept a row, a period a column."""
    context, labels = naming.context, naming.labels
    label = strand.whole_label(draft, labels)
    for column, piece in draft.values:
        unit, assumed = _unit(draft, label, column, piece, naming)
        quantity = parse_quantity(piece.text, unit=unit)
        if quantity is not None and column.period is not None and not is_blank(piece.text):
            concept = naming.concept_in(column, label, quantity, strand)
            if concept is not None or context.kind in STATEMENTS:
                yield Figure(concept, label, quantity, piece, column, unit), column.period_for(concept) or column.period, assumed
    strand.passing(labels.read(label).concepts)


def _unit(draft: Draft, label: str, column: Column, piece: Piece, naming: Naming) -> tuple[str | None, tuple[str, ...]]:
    """The unit of a figure and whether it had to be assumed."""
    counted = naming.labels.concept(label, ("count",))
    own = draft.unit or printed_unit(label) or ("元" if "每股" in label else None)  # per share is in 元, whatever the table's unit
    if own is None and column.unit is None and _is_bare_ratio(label, piece, naming.labels):
        return "%", (UNIT_ASSUMED,)
    return unit_for(naming.context, piece, own, column.unit, COUNTED.get(counted.unit or "") if counted else None)


def _is_bare_ratio(label: str, piece: Piece, labels: Labels) -> bool:
    """资产负债率 | 22.19 in a table of 万元: a ratio in percent though nothing says so; below one it might be a part of one."""
    if "%" in piece.text or labels.concept(label, ("percent",)) is None or labels.concept(label, ("money",)) is not None:
        return False
    quantity = parse_quantity(piece.text, unit="%")
    return quantity is not None and quantity.unit == PERCENT and abs(quantity.value) >= 1


def _sideways(draft: Draft, strand: Strand, naming: Naming, *, by_name: bool) -> Iterator[Told]:
    """A period or an enterprise a row, a concept a column."""
    context = naming.context
    strand.named = named_in(draft, strand.named, context.subjects, context.issuer) if by_name else None
    owned = owned_by(draft, context.told_period, strand.named, announced=context.announced_period, by_name=by_name)
    for column, piece in draft.values if owned is not None else ():
        unit = context.unit_of(column.unit)
        quantity, concept = parse_quantity(piece.text, unit=unit), column.concept
        if owned is None or concept is None or quantity is None or not suits(quantity, concept) or concept.period is PeriodKind.NONE:
            continue
        owner = replace(column, entity=owned.entity, scope=Scope.UNSTATED if owned.entity else None)
        yield Figure(concept, column.text, quantity, piece, owner, unit), owned.period, owned.doubts
