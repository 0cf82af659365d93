"""Which layouts there are, with the habits each may have, and the papers a seed makes of them."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from docintel.domain.errors import UsageError
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.group import CONSOLIDATED
from docintel.simulate.group import PARENT
from docintel.simulate.sheets import Paper
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import paper
from docintel.simulate.statement_layouts.audit_notes import audit_notes
from docintel.simulate.statement_layouts.distractions import distractions
from docintel.simulate.statement_layouts.entities import entities
from docintel.simulate.statement_layouts.filings import bilingual
from docintel.simulate.statement_layouts.filings import monthly
from docintel.simulate.statement_layouts.filings import nested
from docintel.simulate.statement_layouts.filings import restated_years
from docintel.simulate.statement_layouts.filings import split_halves
from docintel.simulate.statement_layouts.general import both_scopes
from docintel.simulate.statement_layouts.general import continued
from docintel.simulate.statement_layouts.general import general
from docintel.simulate.statement_layouts.general import shared_pages
from docintel.simulate.statement_layouts.general import text_tables
from docintel.simulate.statement_layouts.halves import old_formats
from docintel.simulate.statement_layouts.halves import small
from docintel.simulate.statement_layouts.halves import two_halves
from docintel.simulate.statement_layouts.money import some_money
from docintel.simulate.statement_layouts.note_tables import annual_report
from docintel.simulate.statement_layouts.note_tables import notes
from docintel.simulate.statement_layouts.pages import DURATIONS
from docintel.simulate.statement_layouts.pages import Setting
from docintel.simulate.statement_layouts.pages import preamble
from docintel.simulate.statement_layouts.prospectus import key_figures
from docintel.simulate.statement_layouts.prospectus import prospectus
from docintel.simulate.statement_layouts.tables import Look
from docintel.simulate.statement_layouts.tables import as_text

SCOPES = (CONSOLIDATED, PARENT)
RULED = ("full", "open_sides", "rows")
LARGE = ("千元", "万元", "百万元")


@dataclass(frozen=True, slots=True)
class Layout:
    """How papers of a layout may look: sheets, units, places of the unit, rulings, scopes, letters and space between rows in points."""

    sheets: Callable[[Setting], Iterable[Sheet]]
    units: tuple[str, ...] = ("元",)
    places: tuple[str, ...] = ("line",)
    rules: tuple[str, ...] = RULED
    scopes: tuple[str, ...] = SCOPES
    size: float = 9
    gap: float = 4.1
    flipped: bool = False


LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "general": Layout(general),
        "general_units": Layout(general, LARGE, ("line", "cell", "row", "column", "page", "prose")),
        "general_bare": Layout(general, ("元", "千元"), rules=("three", "none", "shaded")),
        "two_halves": Layout(two_halves, ("元", "万元"), ("line", "column"), rules=("full", "open_sides"), size=7.5, gap=2.1, flipped=True),
        "small": Layout(small, rules=("full",), scopes=(PARENT,), size=8, gap=2.8, flipped=True),
        "old_formats": Layout(old_formats, ("元", "千元")),
        "both_scopes": Layout(both_scopes, ("元", "千元", "百万元"), ("line", "row"), rules=(*RULED, "three"), size=7.5, gap=4),
        "shared_pages": Layout(shared_pages, gap=3),
        "continued": Layout(continued, ("元", "万元"), ("line", "prose", "page"), gap=3.2),
        "prospectus": Layout(
            prospectus, ("元", "万元"), ("line", "prose"), rules=("open_sides", "rows", "full", "shaded"), size=8.5, gap=4
        ),
        "key_figures": Layout(key_figures, ("万元", "元"), ("label",), rules=("open_sides", "rows", "full"), scopes=(CONSOLIDATED,), gap=5),
        "distractions": Layout(distractions, ("元", "万元"), rules=("full", "rows", "shaded"), size=8, gap=3.4),
        "entities": Layout(entities, ("万元", "元"), rules=("full", "open_sides", "rows"), scopes=(CONSOLIDATED,), size=8.5, gap=4),
        "notes": Layout(notes, ("元", "万元"), ("line", "prose"), rules=(*RULED, "three", "none"), scopes=(CONSOLIDATED,), gap=4),
        "bilingual": Layout(bilingual, ("元", "千元"), ("line", "page"), rules=(*RULED, "three"), size=8, gap=2.6),
        "nested": Layout(nested, ("元", "千元"), ("line", "page"), rules=("full", "open_sides"), size=7.2, gap=2.6),
        "split_halves": Layout(split_halves, ("元", "万元"), ("page",), rules=("full", "open_sides"), size=8, gap=3.4, flipped=True),
        "monthly": Layout(monthly, rules=("full",), scopes=(PARENT,), size=8, gap=2.8, flipped=True),
        "restated_years": Layout(restated_years, ("元", "万元"), rules=("full", "open_sides"), scopes=(CONSOLIDATED,), size=8, gap=3.4),
        "audit_notes": Layout(audit_notes, ("元",), rules=("full", "three", "rows"), scopes=(CONSOLIDATED,), gap=4),
        "annual_report": Layout(annual_report, ("元", "万元"), rules=("full", "open_sides"), scopes=(CONSOLIDATED,), gap=4),
    }
)


def statement_paper(enterprise: Enterprise, seed: int, name: str) -> Paper:
    """The paper that belongs to a seed and a layout."""
    layout, setting = LAYOUTS[known(name)], setting_of(enterprise, seed, name)
    return paper(f"{name}.pdf", preamble(setting, flipped=layout.flipped), layout.sheets(setting))


def statement_text(enterprise: Enterprise, seed: int) -> Paper:
    """The statements as a file of plain text, with the habits of the layout `general_units`."""
    lines: list[str] = []
    facts: list[PrintedFact] = []
    for title, table in text_tables(setting_of(enterprise, seed, "general_units")):
        lines += [*title, *as_text(table), ""]
        facts += table.facts()
    return Paper("statements.txt", "\n".join(lines).encode(), tuple((fact, None) for fact in facts))


def setting_of(enterprise: Enterprise, seed: int, name: str) -> Setting:
    """The habits that belong to a seed and a layout."""
    layout, rng = LAYOUTS[name], Random(f"{seed}-{name}")  # noqa: S311 - repeatable, not secret
    return Setting(
        enterprise=enterprise,
        rng=rng,
        year=rng.choice(FORM_YEARS),
        scope=rng.choice(layout.scopes),
        money=some_money(rng, *layout.units),
        look=Look(rng.choice(layout.rules), layout.size, layout.gap),
        place=rng.choice(layout.places),
        headers=rng.randrange(len(DURATIONS)),
    )


def known(name: str) -> str:
    """The name, or a UsageError that says which there are."""
    if name not in LAYOUTS:
        near = "".join(difflib.get_close_matches(name, LAYOUTS, n=1))
        hint = f"，是否为 {near} / did you mean {near}" if near else ""
        raise UsageError(f"没有版式 / no layout {name!r}{hint}; {', '.join(LAYOUTS)}")
    return name
