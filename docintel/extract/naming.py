"""Which concept a row of a table is, by its label, its column, its unit and the rows before it."""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.concept import Concept
from docintel.domain.quantity import Quantity
from docintel.extract.columns import Column
from docintel.extract.context import STATEMENTS
from docintel.extract.context import Context
from docintel.extract.figure import MEASURES
from docintel.extract.figure import measure
from docintel.extract.labels import Labels
from docintel.extract.notes import is_component
from docintel.extract.notes import total_of
from docintel.extract.strands import Strand
from docintel.extract.strands import in_statement
from docintel.extract.unheaded import TOTALS
from docintel.extract.values import suits
from docintel.text.normal import label_key

_OF_REVENUE = {"main_revenue", "other_business_revenue"}


@dataclass(frozen=True, slots=True)
class Naming:
    """The labels of the taxonomy, read at a place of a document."""

    labels: Labels
    context: Context

    def concept_in(self, column: Column, label: str, quantity: Quantity, strand: Strand) -> Concept | None:
        """The concept of a row in a column: 主营业务 under 收入, 合计 under 成本."""
        if label_key(label) in TOTALS and measure(column) in MEASURES:
            return total_of(self.context, measure(column), self.labels)
        if measure(column) in MEASURES and label_key(label).endswith(MEASURES):
            label = label_key(label)[: -len(MEASURES[0])] + measure(column)  # 主营业务收入 under 成本 is what that revenue cost
        return self.concept_of(label, quantity, strand) or self.concept_of(label + measure(column), quantity, strand)

    def concept_of(self, label: str, quantity: Quantity, strand: Strand) -> Concept | None:
        """The concept of a row: one whose values have a period and this unit, rather one that belongs to this kind of statement."""
        if label_key(label) in TOTALS:
            total = self.context.intro or total_of(self.context, "", self.labels) or self.revenue_under(strand)
            return total if total is not None and suits(quantity, total) else None
        kind = self.context.kind
        short = self.labels.short(label) if kind in (*STATEMENTS, "key_figures") else ()
        known = self.labels.read(label).concepts
        concepts = (*known, *short) if kind in STATEMENTS else known or short  # 非控股权益 is one line of each statement
        found = in_statement(concepts, self.labels.taxonomy, kind, strictly=kind in STATEMENTS)
        return strand.nearest([one for one in found if suits(quantity, one) and not is_component(one, self.context)])

    def revenue_under(self, strand: Strand) -> Concept | None:
        """The sum of 主营业务收入 and 其他业务收入, where nothing else stands over it."""
        return self.labels.taxonomy["revenue"] if strand.passed.keys() == _OF_REVENUE else None
