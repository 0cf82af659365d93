"""Equity charts with something that is no plain stake: agreements, groups of holders, misprints, charts side by side, over pages and as pictures."""

from __future__ import annotations

import io
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from random import Random

import pypdfium2

from docintel.simulate.chart_drawing import STEP
from docintel.simulate.chart_drawing import Drawing
from docintel.simulate.chart_drawing import Member
from docintel.simulate.chart_drawing import Stake
from docintel.simulate.chart_drawing import Style
from docintel.simulate.chart_drawing import body_of
from docintel.simulate.chart_drawing import placed
from docintel.simulate.chart_drawing import typst_of
from docintel.simulate.equity_charts import EquityChart
from docintel.simulate.equity_charts import Names
from docintel.simulate.equity_charts import chart_facts
from docintel.simulate.equity_charts import imagine_chart
from docintel.simulate.equity_charts import look_of
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.sheets import footer_notice
from docintel.simulate.typesetting import pdf
from docintel.simulate.typesetting import quoted

CONTROLS = ("协议控制", "表决权委托10%", "一致行动", "VIE协议", "20%")
GROUPS = ("{}等12名自然人", "其他28名股东", "{}、{}", "其他自然人股东", "员工持股（8人）", "社会公众股东")
PICTURE_SCALE = 150 / 72  # pixels a point of a chart that was pasted as a picture


@dataclass(frozen=True, slots=True)
class ChartSheets:
    """A paper before it is typeset: how its pages look, and each page with what it says."""

    look: str
    pages: tuple[tuple[str, tuple[PrintedFact, ...]], ...]


Variant = Callable[[Random, str], ChartSheets]


def plain(style: Style) -> Variant:
    """A chart of one style on a page of its own."""

    def drawn(rng: Random, company: str) -> ChartSheets:
        return _alone(imagine_chart(rng, style, company))

    return drawn


def _alone(chart: EquityChart, facts: Iterator[PrintedFact] | None = None) -> ChartSheets:
    return ChartSheets(look_of(chart), ((typst_of(chart.drawing), tuple(chart_facts(chart) if facts is None else facts)),))


def _several_holders(rng: Random, company: str, style: Style) -> EquityChart:
    """A chart whose company has at least two holders."""
    while True:
        chart = imagine_chart(rng, style, company)
        if sum(1 for stake in chart.drawing.stakes if not stake.company) > 1:
            return chart


def controlled(rng: Random, company: str) -> ChartSheets:
    """One of the lines to the company is dashed: control by contract, no stake."""
    chart = _several_holders(rng, company, Style(arrows=rng.random() < 0.5))
    stakes = list(chart.drawing.stakes)
    place = next(place for place, stake in enumerate(stakes) if not stake.company)
    stakes[place] = replace(stakes[place], control=rng.choice(CONTROLS))
    return _alone(replace(chart, drawing=replace(chart.drawing, stakes=tuple(stakes))))


def in_concert(rng: Random, company: str) -> ChartSheets:
    """Two holders beside each other are joined by a dashed line, with the word over it."""
    chart = _several_holders(rng, company, Style())
    boxes = placed(chart.drawing)
    row = sorted((boxes[stake.holder] for stake in chart.drawing.stakes if not stake.company), key=lambda box: box.x0)
    y = (row[0].top + min(row[0].bottom, row[1].bottom)) / 2
    dash = 'stroke: (thickness: 0.8pt, dash: "dashed")'
    line = f"#place(top + left, line(start: ({row[0].x1}pt, {y}pt), end: ({row[1].x0}pt, {y}pt), {dash}))\n"
    word = f"#place(top + left, dx: {row[0].x1}pt, dy: {y - 9}pt, box(width: {row[1].x0 - row[0].x1}pt, align(center, text(size: 7pt)[一致行动])))\n"
    made = _alone(chart)
    return ChartSheets(made.look, ((made.pages[0][0] + line + word, made.pages[0][1]),))


def grouped(rng: Random, company: str) -> ChartSheets:
    """One of the company's holders is a group: no holder by name."""
    chart = _several_holders(rng, company, Style(label=rng.choice(("right", "over"))))
    names, stakes = Names(rng), list(chart.drawing.stakes)
    place = next(place for place, stake in enumerate(stakes) if not stake.company and not _is_held(chart, stake.holder))
    group = rng.choice(GROUPS).format(names.of("person"), names.of("person"))
    return _with_group(chart, place, group, rng.choice(("", "合计")))


def in_one_box(rng: Random, company: str) -> ChartSheets:
    """Two persons under each other in one box."""
    chart = _several_holders(rng, company, Style())
    names = Names(rng)
    place = next(place for place, stake in enumerate(chart.drawing.stakes) if not stake.company and not _is_held(chart, stake.holder))
    return _with_group(chart, place, f"{names.of('person')}\n{names.of('person')}", "")


def _is_held(chart: EquityChart, member: int) -> bool:
    return any(stake.company == member for stake in chart.drawing.stakes)


def _with_group(chart: EquityChart, place: int, group: str, before: str) -> ChartSheets:
    members, stakes = list(chart.drawing.members), list(chart.drawing.stakes)
    holder = stakes[place].holder
    members[holder] = replace(members[holder], name=group)
    stakes[place] = replace(stakes[place], before=before)
    drawing = replace(chart.drawing, members=tuple(members), stakes=tuple(stakes))
    item = f"equity_chart:{place + 1}"
    return _alone(replace(chart, drawing=drawing), (fact for fact in chart_facts(chart) if fact.item != item))


def over_whole(rng: Random, company: str) -> ChartSheets:
    """A misprint: the company's holders have more than all of it; which figure is wrong nobody can say."""
    chart = _several_holders(rng, company, Style())
    while all(not stake.company for stake in chart.drawing.stakes):
        chart = _several_holders(rng, company, Style())
    stakes = list(chart.drawing.stakes)
    place = next(place for place, stake in enumerate(stakes) if not stake.company)
    stakes[place] = replace(stakes[place], share=min(stakes[place].share + rng.randint(300, 2000), 10_000))
    drawn = replace(chart, drawing=replace(chart.drawing, stakes=tuple(stakes)))
    return _alone(drawn, (fact for fact in chart_facts(drawn) if fact.item is None or fact.entity is not None))


def side_by_side(rng: Random, company: str) -> ChartSheets:
    """Two companies' charts on one page, each under its title."""
    first = _low(rng, company)
    second = _low(rng, "")
    names = {member.name for member in first.drawing.members}
    while names & {member.name for member in second.drawing.members}:
        second = _low(rng, "")
    first, second = _titled(first, f"{first.company}股权结构图"), _titled(second, f"{second.company}股权结构图")
    source = typst_of(first.drawing) + typst_of(second.drawing, 340)
    return ChartSheets(look_of(first), ((source, (*chart_facts(first), *chart_facts(second, about=company, first=40))),))


def before_and_after(rng: Random, company: str) -> ChartSheets:
    """The same company before and after a transfer; only the second is how things stand."""
    past = _titled(_low(rng, company), "本次股权转让前股权结构图")
    past = replace(past, drawing=replace(past.drawing, date=""))
    cut = rng.randint(1000, 9000)
    names = Names(rng)
    members = (Member(company, 2), Member(names.of("person"), 1), Member(names.company("有限公司"), 1))
    drawing = Drawing("本次股权转让后股权结构图", "", members, (Stake(1, 0, cut), Stake(2, 0, 10_000 - cut)), past.drawing.style)
    now = EquityChart(company, drawing)
    return ChartSheets(look_of(past), ((typst_of(past.drawing) + typst_of(now.drawing, 340), tuple(chart_facts(now))),))


def _low(rng: Random, company: str) -> EquityChart:
    """A chart of no more than three levels."""
    while True:
        chart = imagine_chart(rng, Style(), company)
        if len({member.level for member in chart.drawing.members}) < 4:
            return chart


def _titled(chart: EquityChart, title: str) -> EquityChart:
    return replace(chart, drawing=replace(chart.drawing, title=title))


def over_two_pages(rng: Random, company: str) -> ChartSheets:
    """The subsidiaries stand on the next page: the line runs off the first, and begins at the top of the second."""
    while True:
        chart = imagine_chart(rng, Style(), company)
        below = [place for place, member in enumerate(chart.drawing.members) if member.level == 3]
        if below:
            break
    upper = tuple(stake for stake in chart.drawing.stakes if stake.company not in below)
    members = chart.drawing.members[: below[0]]
    first = replace(chart, drawing=replace(chart.drawing, members=members, stakes=upper))
    box = placed(first.drawing)[0]
    trunk = f"#place(top + left, line(start: ({box.middle[0]}pt, {box.bottom}pt), end: ({box.middle[0]}pt, 800pt), stroke: 0.8pt))\n"
    lower = Drawing(
        "",
        "",
        (chart.drawing.members[0], *(chart.drawing.members[place] for place in below)),
        tuple(
            Stake(0, number, stake.share) for number, stake in enumerate((one for one in chart.drawing.stakes if one.company in below), 1)
        ),
        Style(),
    )
    shift = placed(lower)[0].bottom - 40
    hidden = f"#place(top + left, dy: {-shift}pt, box(width: 595pt, height: 800pt)[{body_of(lower)}])\n"
    cover = "#place(top + left, rect(width: 595pt, height: 41pt, fill: white, stroke: none))\n"
    return ChartSheets(look_of(chart), ((typst_of(first.drawing) + trunk, tuple(chart_facts(first))), (hidden + cover, ())))


def pasted(rng: Random, company: str) -> ChartSheets:
    """The chart is a picture under its title, with text around it."""
    chart = _titled(_low(rng, company), f"{company}股权结构图")
    bare = replace(chart.drawing, title="", date="")
    content = pdf('#set page(paper: "a4", margin: 0pt)\n', [body_of(bare)])
    png = _png(content)
    levels = len({member.level for member in chart.drawing.members})
    text = f'#set page(paper: "a4", margin: (x: 2.4cm, y: 2.4cm), footer: align(right, {footer_notice()}))\n'
    before = f"{company}（以下简称“公司”）的股权关系清晰，不存在股权纠纷。公司股权结构如下图所示："
    after = "除上述情况外，公司不存在其他股权安排，公司股东所持股份未被质押或者冻结。"
    image = f'image(bytes(({", ".join(map(str, png))},)), format: "png", width: 100%, height: {55 + levels * STEP}pt, fit: "stretch")'
    source = (
        f"#par(first-line-indent: (amount: 2em, all: true), {quoted(before)})\n#align(center, text(size: 12pt, {quoted(chart.drawing.title)}))\n"
        f"#{image}\n#par(first-line-indent: (amount: 2em, all: true), {quoted(after)})\n"
    )
    return ChartSheets(text, ((source, tuple(chart_facts(chart))),))


def _png(content: bytes) -> bytes:
    """The part of a page that a chart takes, as a picture."""
    document = pypdfium2.PdfDocument(content)
    image = document[0].render(scale=PICTURE_SCALE).to_pil().convert("L")
    document.close()
    box = image.point(lambda value: 255 * (value < 200)).getbbox()
    kept = io.BytesIO()
    image.crop((0, box[1] - 8, image.width, box[3] + 8)).save(kept, "PNG")
    return kept.getvalue()


VARIANTS: dict[str, Variant] = {
    "controlled": controlled,
    "in_concert": in_concert,
    "grouped": grouped,
    "in_one_box": in_one_box,
    "over_whole": over_whole,
    "side_by_side": side_by_side,
    "before_and_after": before_and_after,
    "over_two_pages": over_two_pages,
    "pasted": pasted,
}
