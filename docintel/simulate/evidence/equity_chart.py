"""Equity charts of the enterprise, drawn in every way that is known: plain ones by style, then those with something that is no plain stake."""

from __future__ import annotations

from docintel.simulate.chart_variants import VARIANTS
from docintel.simulate.chart_variants import Variant
from docintel.simulate.chart_variants import plain
from docintel.simulate.equity_charts import CHART
from docintel.simulate.equity_charts import LAYOUTS as STYLES
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Drawing
from docintel.simulate.evidence.dossier import Layout

KIND = CHART


def _layout(name: str, variant: Variant) -> Layout:
    def drawn(dossier: Dossier) -> Drawing:
        made = variant(dossier.chance(f"{KIND}-{name}"), dossier.enterprise.company.name)
        return Drawing(made.look, tuple((Block(source, facts),) for source, facts in made.pages))

    return drawn


LAYOUTS: tuple[Layout, ...] = (
    *(_layout(name, plain(style)) for name, style in STYLES.items()),
    *(_layout(name, variant) for name, variant in VARIANTS.items()),
)
NAMES = (*STYLES, *VARIANTS)
PICTURED = NAMES.index("pasted") + 1  # the layout whose chart is a picture: its facts are not among the page's text
