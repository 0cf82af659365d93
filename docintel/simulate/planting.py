"""How a defect is planted: a free place is chosen, both copies of the form are changed, and the label says what follows."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import FormValues
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.papers import FORM
from docintel.simulate.papers import Papers
from docintel.simulate.relations import broken
from docintel.simulate.relations import value_at
from docintel.simulate.truth import Planted

Plant = Callable[[Papers, Random], tuple[Papers, Planted]]

# the figures of the form that audit reports prove, with the statement line each is
PROVEN = {
    "b.rev": "revenue", "b.main_rev": "main_revenue", "b.net_profit": "net_profit", "b.assets": "total_assets", "b.liab": "total_liabilities",
    "f.rd": "rd_expense",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Defect:
    """A kind of defect: its name, its wording, how it is planted, the checks of the catalogue that each would do as its discovery, and those that
    rightly speak of what follows from it.
    """

    name: str
    wording: Wording
    plant: Plant
    checks: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """What a reviewer must find: which kind of check, which diagnosis."""

    family: str
    hypothesis: str = "none"


def place(field: str, year: int | None) -> str:
    """The name of a cell of the form among touched places."""
    return field if year is None else f"{field}@{year}"


def free_cell(
    papers: Papers, rng: Random, fields: Iterable[str], years: Iterable[int] = FORM_YEARS, fit: Callable[[str, int], bool] | None = None
) -> tuple[str, int]:
    """A cell that nothing has changed yet and that `fit` accepts; UsageError when none is left."""
    wanted = tuple(years)
    cells = [
        (field, year)
        for field in fields
        for year in wanted
        if place(field, year) not in papers.touched and (fit is None or fit(field, year))
    ]
    if not cells:
        raise UsageError("这些缺陷放不进同一份样例 / these defects do not fit into one sample: no free field is left")
    return rng.choice(cells)


def changed(values: FormValues, field: str, year: int | None, text: str) -> FormValues:
    """The values with one cell changed."""
    old = values[field]
    if isinstance(old, dict) and year is not None:
        return {**values, field: {**old, str(year): text}}
    return {**values, field: text}


def declare(papers: Papers, field: str, year: int | None, text: str) -> Papers:
    """Both copies of the form say `text`."""
    online, printed = changed(papers.online, field, year, text), changed(papers.printed, field, year, text)
    return replace(papers, online=online, printed=printed).touching(place(field, year))


def planted_figure(
    papers: Papers, cell: tuple[str, int | None], text: str, evidence: tuple[str | None, str | None], expected: Expected
) -> tuple[Papers, Planted]:
    """A figure of the form changed in both copies, labelled with the relations that break with it."""
    field, year = cell
    if value_at(papers.online, field, year) == text:
        raise ValueError(f"{field} {year}: the planted value is the true one")
    after = declare(papers, field, year, text)
    follows = broken(after.online) - broken(papers.online)
    ordered = tuple(sorted(follows, key=lambda one: (one.field, one.year or 0)))
    label = Planted("", Wording("?", "?"), FORM, field, year, text, *evidence, expected.family, expected.hypothesis, ordered)
    return after, label


def report_of(year: int) -> str:
    """The file of a year's audit report."""
    return f"审计报告{year}.pdf"
