"""What looks wrong and is not: a figure cut instead of rounded, brackets of the other width, the optional zero in capitals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from docintel.domain.wording import Wording
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.figures import capitals
from docintel.simulate.figures import wan
from docintel.simulate.figures import yuan
from docintel.simulate.papers import FORM
from docintel.simulate.papers import LICENCE
from docintel.simulate.papers import Papers
from docintel.simulate.planting import PROVEN
from docintel.simulate.planting import declare
from docintel.simulate.planting import place
from docintel.simulate.truth import Lookalike
from docintel.simulate.truth import statement_value


def with_lookalikes(papers: Papers, rng: Random) -> Papers:
    """The papers with every look-alike for which they have a place."""
    return _optional_zero(_other_brackets(_cut_figure(papers, rng)))


def _cells_cut_otherwise(papers: Papers) -> Iterator[tuple[str, int, int]]:
    for field, line in PROVEN.items():
        for year in FORM_YEARS:
            fen = statement_value(papers.enterprise, year, line)
            if wan(fen) != wan(fen, cut=True) and place(field, year) not in papers.touched:
                yield field, year, fen


def _cut_figure(papers: Papers, rng: Random) -> Papers:
    cells = list(_cells_cut_otherwise(papers))
    if not cells:
        return papers
    field, year, fen = rng.choice(cells)
    text = wan(fen, cut=True)
    wording = Wording("万元数截断而非四舍五入", "a figure cut to two decimals instead of rounded")
    return _noted(declare(papers, field, year, text), Lookalike("truncated", wording, FORM, field, year, text, yuan(fen)))


def _other_brackets(papers: Papers) -> Papers:
    name = papers.licence.name
    narrow = name.replace("（", "(").replace("）", ")")
    if narrow == name:
        return papers
    wording = Wording("名称括号半角与全角之别", "half-width brackets in a name")
    after = replace(papers, licence=replace(papers.licence, name=narrow))
    return _noted(after, Lookalike("brackets", wording, LICENCE, "a.name", None, narrow, name))


def _optional_zero(papers: Papers) -> Papers:
    capital = papers.enterprise.group.capital
    text = f"{capitals(capital, zero_at_wan=True)}元整"
    wording = Wording("大写金额万位后的“零”可有可无", "the optional zero in an amount in capitals")
    after = replace(papers, licence=replace(papers.licence, capital=text))
    return _noted(after, Lookalike("optional_zero", wording, LICENCE, "a.reg_cap", None, text, papers.licence.capital))


def _noted(papers: Papers, lookalike: Lookalike) -> Papers:
    return replace(papers, lookalikes=(*papers.lookalikes, lookalike))
