"""What readers of holders hand on: things told of one enterprise under one item; the document's reader makes facts of them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Value
from docintel.domain.packs import Packs
from docintel.domain.quantity import Quantity
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.domain.source import Span


@dataclass(frozen=True, slots=True)
class Told:
    """A value of a concept as printed, with its label, its place and the unit that its head prints."""

    concept: str
    label: str
    text: str
    value: Value
    spans: tuple[Span, ...]
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What is told under one item, in a kind of document, of an enterprise ("" the document's own)."""

    item: str
    kind: str
    entity: str
    told: tuple[Told, ...]


def facts_of(records: Iterable[Record], document: str, packs: Packs) -> Iterator[Fact]:
    """The facts of records."""
    for record in records:
        for one in record.told:
            label = one.label or packs.taxonomy[one.concept].label.zh
            source = Source(document, one.spans, one.text, Method.TEXT)
            unit = one.unit if isinstance(one.value, Quantity) else None
            yield Fact(one.concept, label, record.entity, None, Scope.UNSTATED, one.value, source, record.kind, record.item, unit)
