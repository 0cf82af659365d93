"""Drawn equity charts of invented groups: who holds whom, in the ways such charts are drawn, with every edge known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from docintel.simulate.chart_drawing import Drawing
from docintel.simulate.chart_drawing import Member
from docintel.simulate.chart_drawing import Stake
from docintel.simulate.chart_drawing import Style
from docintel.simulate.chart_drawing import typst_of
from docintel.simulate.sheets import Paper
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import footer_notice
from docintel.simulate.sheets import paper
from docintel.simulate.words import BRAND_FIRST
from docintel.simulate.words import BRAND_LAST
from docintel.simulate.words import BRAND_MIDDLE
from docintel.simulate.words import GIVEN
from docintel.simulate.words import PLACES
from docintel.simulate.words import SURNAMES
from docintel.simulate.words import TRADES

CHART = "equity_chart"
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
WHOLE = 10_000  # hundredths of a percent
LAYOUTS: dict[str, Style] = {
    "tree": Style(),
    "over": Style(label="over"),
    "rounded": Style(corner=7, arrows=True, shade="#dce6f2"),
    "sideways": Style(sideways=True, arrows=True),
    "underline": Style(frame="underline"),
    "inside": Style(label="inside"),
    "upright": Style(upright=True, label="left"),
    "slanted": Style(lines="slanted", arrows=True, label="over"),
    "level": Style(sideways=True, label="over"),
    "upward": Style(inverted=True, arrows=True),
    "inverted": Style(inverted=True),
    "backward": Style(sideways=True, inverted=True, arrows=True),
    "tails": Style(arrows=True, arrow_at="holder"),
    "pill": Style(corner=30, arrows=True),
    "borderless": Style(frame="none"),
    "shadow": Style(frame="shadow", shade="#eef3fa"),
    "hanging": Style(hanging=True),
    "held": Style(label="held"),
}
TITLES = ("{}股权结构图", "{}股权架构图", "股权结构图", "公司与实际控制人之间的产权及控制关系的方框图")


@dataclass(frozen=True, slots=True)
class EquityChart:
    """One chart: its company, how it is drawn, and all stakes in it. The company's own holders are those of level 1."""

    company: str
    drawing: Drawing


def imagine_chart(rng: Random, style: Style, company: str = "") -> EquityChart:
    """A company (one may be given) with holders, holders of one of them, and subsidiaries; no name stands twice."""
    names = Names(rng)
    company = company or names.company(rng.choice(("股份有限公司", "有限公司")))
    parts = rng.choices(("person", "company", "partnership"), (3, 3, 2), k=rng.randint(1, 4))
    members = [Member(company, 2), *(Member(names.of(part), 1) for part in parts)]
    stakes = _shared_out(rng, list(range(1, len(members))), 0)
    for held in [place for place, part in enumerate(parts, 1) if part != "person"][: rng.randint(0, 2)]:
        above = [len(members) + count for count in range(rng.randint(1, 2))]
        members += [Member(names.of(rng.choice(("person", "person", "company"))), 0) for _ in above]
        stakes += _shared_out(rng, above, held)
    below = [len(members) + count for count in range(rng.randint(0, 3))]
    members += [Member(names.company("有限公司"), 3) for _ in below]
    stakes += [Stake(0, one, rng.choice((WHOLE, WHOLE, rng.randint(3000, 9900)))) for one in below]
    title = rng.choice(TITLES).format(company)
    if style.label == "inside":  # a box has one figure: whoever holds two cannot say both
        stakes = [one for one in stakes if one.holder or len(below) == 1]
        members = members if len(below) == 1 else [one for one in members if one.level < 3]
    day = rng.choice(("", "截至2022年12月31日", "截至2023年6月30日"))
    if style.label == "held":
        return EquityChart(company, _only_held(rng, names, Drawing(title, day, tuple(members), tuple(stakes), style)))
    return EquityChart(company, Drawing(title, day, tuple(members), tuple(stakes), style))


def _only_held(rng: Random, names: Names, drawing: Drawing) -> Drawing:
    """One holder of the company, its subsidiaries, and a stake in each of their boxes."""
    count = rng.randint(2, 4)
    below = tuple(Member(names.company("有限公司"), 3) for _ in range(count))
    stakes = (
        Stake(0, 1, rng.choice((WHOLE, 6800)), "持股"),
        *(Stake(1, 2 + place, rng.randint(3000, WHOLE), "持股") for place in range(count)),
    )
    return Drawing(drawing.title, drawing.date, (Member(names.of("person"), 1), drawing.members[0], *below), stakes, drawing.style)


def _shared_out(rng: Random, holders: list[int], company: int) -> list[Stake]:
    """Stakes that make up the whole, printed to two places."""
    cuts = sorted(rng.sample(range(100, WHOLE - 100), len(holders) - 1))
    shares = [high - low for low, high in zip([0, *cuts], [*cuts, WHOLE], strict=True)]
    return [Stake(holder, company, share) for holder, share in zip(holders, shares, strict=True)]


class Names:
    """Names that are not given twice."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.given = rng, set[str]()

    def of(self, part: str) -> str:
        """A person, a company or a partnership."""
        if part == "person":
            return self.once(lambda: self.rng.choice(SURNAMES) + self.rng.choice(GIVEN))
        return self.company("有限公司" if part == "company" else "企业管理合伙企业（有限合伙）")

    def company(self, form: str) -> str:
        """An enterprise of a legal form."""
        return self.once(lambda: self._company_name(form))

    def _company_name(self, form: str) -> str:
        brand = self.rng.choice(BRAND_FIRST) + self.rng.choice(BRAND_MIDDLE) + self.rng.choice(BRAND_LAST)
        trade = "" if "合伙" in form else self.rng.choice(TRADES).word
        return f"{self.rng.choice(PLACES).short}{brand}{trade}{form}"

    def once(self, made: object) -> str:
        """A name not given before."""
        while True:
            name = str(made()) if callable(made) else str(made)
            if name not in self.given:
                self.given.add(name)
                return name


def equity_chart(chart: EquityChart, file: str = "股权结构图.pdf") -> Paper:
    """The chart on a sheet of its own."""
    return paper(file, look_of(chart), [Sheet(typst_of(chart.drawing), tuple(chart_facts(chart)))])


def look_of(chart: EquityChart) -> str:
    """The page that a chart is drawn on."""
    flipped = "true" if chart.drawing.style.sideways else "false"
    return f'#set page(paper: "a4", flipped: {flipped}, margin: 0pt, footer: pad(x: 40pt, align(right, {footer_notice()})))\n'


def chart_facts(chart: EquityChart, *, about: str | None = None, first: int = 1) -> Iterator[PrintedFact]:
    """What the chart says: a holder and a share for every stake, about the company held; what is `about` the enterprise of the paper has no entity."""
    members, own = chart.drawing.members, about or chart.company
    yield from _titled(chart, own)
    for count, stake in enumerate(chart.drawing.stakes, first):
        if stake.control:
            continue
        company, item = members[stake.company].name, f"{CHART}:{count}"
        entity = None if company == own else company
        holder, share = members[stake.holder].name, stake.share_printed
        yield PrintedFact("shareholder_name", "股东名称", holder, None, holder, CHART, item=item, entity=entity)
        yield PrintedFact("shareholder_share", "持股比例", share.rstrip("%"), "percent", share, CHART, item=item, entity=entity)


def _titled(chart: EquityChart, own: str) -> Iterator[PrintedFact]:
    """The enterprise and the day that stand above the chart."""
    entity = None if chart.company == own else chart.company
    if chart.drawing.title.startswith(chart.company):
        yield PrintedFact("enterprise_name", "企业名称", chart.company, None, chart.company, CHART, entity=entity)
    day = _DAY.search(chart.drawing.date)
    if day is not None:
        year, month, date = (int(part) for part in day.groups())
        yield PrintedFact("holding_date", "持股截止日期", f"{year}-{month:02}-{date:02}", None, day[0], CHART, entity=entity)
