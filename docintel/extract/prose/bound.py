"""A figure with everything that was bound to it, and small questions about metrics and figures."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace

from docintel.domain.concept import ValueKind
from docintel.domain.metric import Metric
from docintel.domain.period import Period
from docintel.domain.quantity import ITEM
from docintel.domain.quantity import PERCENT
from docintel.domain.quantity import PLAIN_UNITS
from docintel.domain.quantity import Quantity
from docintel.text.figures import Found


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure of a text with everything that was bound to it; `said` is its time as printed, `metric` what its label comes from.

    `entity` is another enterprise that it is said to be of; `aside` says that it is of others, a plan, or of a part that its label does not name.
    """

    label: str
    concept: str | None
    quantity: Quantity
    period: Period | None
    said: str | None
    found: Found
    metric: Metric
    entity: str | None = None
    aside: bool = False

    def of(self, figure: Found) -> Bound:
        """The same said of another figure of a list, with the sign that the words gave the first."""
        negative = self.quantity.value < 0 <= self.found.quantity.value
        return replace(self, quantity=signed(figure.quantity, negative=negative), found=figure)

    @property
    def is_derived(self) -> bool:
        """Whether it is a share or a growth of its metric."""
        return self.label != self.metric.label


def suits(metric: Metric, quantity: Quantity) -> bool:
    """Whether a metric can have such a value."""
    if metric.value is ValueKind.MONEY:
        return quantity.unit not in PLAIN_UNITS
    if metric.value is ValueKind.PERCENT:
        return quantity.unit == PERCENT
    return metric.value is ValueKind.COUNT and quantity.unit == (metric.unit or ITEM)


def signed(quantity: Quantity, *, negative: bool) -> Quantity:
    """The quantity as a loss or a fall where words say so."""
    if not negative or quantity.value < 0:
        return quantity
    if quantity.upper is not None:
        return replace(quantity, value=-quantity.upper, upper=-quantity.value)
    return replace(quantity, value=-quantity.value)
