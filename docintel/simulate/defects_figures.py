"""Defects in the figures of the form."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from docintel.domain.wording import Wording
from docintel.simulate.application import LAST
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.figures import plain_yuan
from docintel.simulate.figures import wan
from docintel.simulate.figures import yuan
from docintel.simulate.group import PARENT
from docintel.simulate.papers import FORM
from docintel.simulate.papers import FORM_COPY
from docintel.simulate.papers import Papers
from docintel.simulate.planting import PROVEN
from docintel.simulate.planting import Defect
from docintel.simulate.planting import Expected
from docintel.simulate.planting import changed
from docintel.simulate.planting import free_cell
from docintel.simulate.planting import place
from docintel.simulate.planting import planted_figure
from docintel.simulate.planting import report_of
from docintel.simulate.relations import value_at
from docintel.simulate.truth import Planted
from docintel.simulate.truth import statement_value

SIBLINGS = {"b.net_profit": "total_profit", "b.main_rev": "revenue"}
SINGLE_RATIOS = ("c.main_ratio", "f.rd_staff_ratio")
COPIED = ("b.tax", "b.loan")


def _proven(papers: Papers, field: str, year: int) -> tuple[str, str]:
    fen = statement_value(papers.enterprise, year, PROVEN[field])
    return report_of(year), yuan(fen)


def unit_slip(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """One figure typed in yuan."""
    field, year = free_cell(papers, rng, PROVEN)
    text = plain_yuan(statement_value(papers.enterprise, year, PROVEN[field]))
    return planted_figure(papers, (field, year), text, _proven(papers, field, year), Expected("agrees", "unit_slip"))


def wrong_year(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Last year's cell holds the figure of the year before."""
    field, year = free_cell(papers, rng, ("b.assets", "b.net_profit"), (LAST,))
    text = wan(statement_value(papers.enterprise, year - 1, PROVEN[field]))
    return planted_figure(papers, (field, year), text, _proven(papers, field, year), Expected("agrees", "wrong_year"))


def other_scope(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """One figure comes from the parent's own statement."""

    def fit(field: str, year: int) -> bool:
        return statement_value(papers.enterprise, year, PROVEN[field], PARENT) != statement_value(papers.enterprise, year, PROVEN[field])

    field, year = free_cell(papers, rng, PROVEN, fit=fit)
    text = wan(statement_value(papers.enterprise, year, PROVEN[field], PARENT))
    return planted_figure(papers, (field, year), text, _proven(papers, field, year), Expected("agrees", "other_scope"))


def sibling_line(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Total profit stands for net profit, or all revenue for main revenue."""
    field, year = free_cell(papers, rng, SIBLINGS)
    text = wan(statement_value(papers.enterprise, year, SIBLINGS[field]))
    return planted_figure(papers, (field, year), text, _proven(papers, field, year), Expected("agrees", "sibling_line"))


def digit_transposed(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """Two neighbouring digits before the point have changed places."""
    field, year = free_cell(papers, rng, PROVEN, fit=lambda field, year: bool(_swaps(value_at(papers.online, field, year))))
    text = rng.choice(_swaps(value_at(papers.online, field, year)))
    return planted_figure(papers, (field, year), text, _proven(papers, field, year), Expected("agrees", "digit_transposed"))


def _swaps(text: str) -> list[str]:
    whole = text.index(".")
    pairs = [index for index in range(whole - 1) if text[index] != text[index + 1] and (index or text[1] != "0")]
    return [text[:index] + text[index + 1] + text[index] + text[index + 2 :] for index in pairs]


def percent_times_100(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """A share typed as a fraction where the form asks for a percentage."""
    field = rng.choice([name for name in SINGLE_RATIOS if name not in papers.touched] or SINGLE_RATIOS)
    true = value_at(papers.online, field, None)
    return planted_figure(papers, (field, None), str(Decimal(true) / 100), (FORM, true), Expected("recomputes", "percent_slip"))


def ratio_not_recomputing(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The R&D ratio is not what R&D and revenue on the same form give."""
    field, year = free_cell(papers, rng, ("f.rd_ratio",), FORM_YEARS[1:])
    true = value_at(papers.online, field, year)
    text = str(Decimal(true) + Decimal(rng.randint(61, 139)) / 100)
    return planted_figure(papers, (field, year), text, (FORM, true), Expected("recomputes"))


def copy_differs(papers: Papers, rng: Random) -> tuple[Papers, Planted]:
    """The Word form was printed before the online form was changed: one digit differs."""
    field, year = free_cell(papers, rng, COPIED)
    online = value_at(papers.online, field, year)
    index = rng.choice([index for index, char in enumerate(online) if char.isdigit() and index])
    text = online[:index] + str((int(online[index]) + rng.randint(1, 8)) % 10) + online[index + 1 :]
    after = replace(papers, printed=changed(papers.printed, field, year, text)).touching(place(field, year))
    return after, Planted("", Wording("?", "?"), FORM_COPY, field, year, online, FORM_COPY, text, "copies", "digit_changed")


FIGURE_DEFECTS = (
    Defect(
        "unit_slip",
        Wording("应填万元处填了元", "a figure in yuan where ten thousand yuan are asked"),
        unit_slip,
        ("A01",),
        ("F18.1", "F18.2", "F18.3", "F18.4", "F18.5"),
    ),
    Defect("wrong_year", Wording("末年栏填了上一年的数", "the figure of the year before in the last year's cell"), wrong_year, ("A01",)),
    Defect("other_scope", Wording("填了母公司报表的数", "a figure from the parent's own statement"), other_scope, ("A01",)),
    Defect("sibling_line", Wording("填了相邻项目的数", "a figure from a neighbouring line"), sibling_line, ("A01",)),
    Defect("digit_transposed", Wording("相邻两位数字颠倒", "two neighbouring digits transposed"), digit_transposed, ("A01",)),
    Defect("percent_times_100", Wording("百分数填成了小数", "a fraction where a percentage is asked"), percent_times_100, ("F02", "F06.2")),
    Defect(
        "ratio_not_recomputing",
        Wording("研发费用占比与表内数据不符", "an R&D ratio that does not recompute"),
        ratio_not_recomputing,
        ("F06.1",),
    ),
    Defect("copy_differs", Wording("线上与线下申请书不一致", "the Word form differs from the online form"), copy_differs, ("O13",)),
)
