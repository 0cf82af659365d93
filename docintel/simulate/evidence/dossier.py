"""What the papers of evidence are about beyond the enterprise itself: persons insured, taxes, research, investors; all of it follows from the seed."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from random import Random

from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.enterprise import found_enterprise
from docintel.simulate.evidence.blocks import Block
from docintel.simulate.evidence.wordings import WORDINGS
from docintel.simulate.sheets import footer_notice
from docintel.simulate.turns import AS_ALWAYS
from docintel.simulate.turns import Turn
from docintel.simulate.typesetting import GOLD
from docintel.simulate.typesetting import quoted

LAST = FORM_YEARS[-1]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An enterprise and its seed; what a kind of paper adds is drawn from `chance` with that kind's name, unless its `turn` says otherwise."""

    seed: int
    enterprise: Enterprise
    turn: Turn = AS_ALWAYS

    def chance(self, what: str) -> Random:
        """A source of chance of its own for each thing, the same every time."""
        return Random(f"docintel-evidence-{self.seed}-{what}")  # noqa: S311 - repeatable, not secret

    def said(self, label: str) -> str:
        """What this enterprise's issuers call an entry: one of the wordings of a label, the same on all papers of a seed."""
        return self.chance(f"said-{label}").choice(WORDINGS[label])


@dataclass(frozen=True, slots=True)
class Drawing:
    """A paper before it is typeset: how its pages look, and the blocks of each."""

    look: str
    pages: tuple[tuple[Block, ...], ...]


Layout = Callable[[Dossier], Drawing]


def open_dossier(seed: int) -> Dossier:
    """The dossier that belongs to a seed."""
    return Dossier(seed, found_enterprise(seed))


def drawing(look: str, *pages: Sequence[Block]) -> Drawing:
    """Pages of blocks."""
    return Drawing(look, tuple(tuple(page) for page in pages))


def page_look(
    *,
    flipped: bool = False,
    margin: str = "(x: 2.4cm, top: 2.4cm, bottom: 2.2cm)",
    background: str = "",
    footer: str = "",
    size: float = 11,
) -> str:
    """The page: A4, what is behind the text, what stands at its foot; the notice that all is invented stands there too."""
    behind = f", background: {background}" if background else ""
    foot = f"[#text(size: 8.5pt)[{footer}] #h(1fr) #{footer_notice()}]"
    return (
        f'#set page(paper: "a4", flipped: {str(flipped).lower()}, margin: {margin}{behind}, footer: {foot})\n'
        f"#set text(size: {size}pt)\n#set par(leading: 0.8em, spacing: 1em)\n"
    )


def framed(stroke: str = GOLD, *, pad: str = "1cm", fill: str = "none") -> str:
    """A double frame as certificates have it."""
    inner = f'rect(width: 100%, height: 100%, stroke: 0.6pt + rgb("{stroke}"))'
    return f'pad({pad}, rect(width: 100%, height: 100%, stroke: 2.2pt + rgb("{stroke}"), fill: {fill}, inset: 4pt, {inner}))'


def watermark(text: str) -> str:
    """Grey words across the page; part of its text layer, as real ones are."""
    return f"place(center + horizon, rotate(-35deg, text(size: 44pt, fill: luma(232), {quoted(text)})))"


def numbered_pages(before: str = "第 ", between: str = " 页 共 ", after: str = " 页") -> str:
    """A foot that counts the pages."""
    return f"{before}#context counter(page).display(){between}#context counter(page).final().first(){after}"


def day_between(rng: Random, first: date, last: date) -> date:
    """Any day of a span."""
    return first + timedelta(days=rng.randint(0, (last - first).days))


def workday(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day


def digits(rng: Random, count: int) -> str:
    """A run of digits that does not begin with zero."""
    return str(rng.randrange(10 ** (count - 1), 10**count))


def tax_office(enterprise: Enterprise) -> str:
    """The tax bureau in charge."""
    return f"国家税务总局{enterprise.place.city}{enterprise.place.district}税务局"
