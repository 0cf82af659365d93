"""A part of a page in, the facts of its chart out, with a problem where a person must read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.document import Problem
from docintel.domain.document import Rule
from docintel.domain.document import Segment
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.packs import Packs
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.wording import Wording
from docintel.extract.charts.doubting import doubts_of
from docintel.extract.charts.edges import Chart
from docintel.extract.charts.edges import Edge
from docintel.extract.charts.geometry import Box
from docintel.extract.charts.geometry import Point
from docintel.extract.charts.geometry import Stroke
from docintel.extract.charts.levelling import levelling_of
from docintel.extract.charts.reading import read_chart
from docintel.extract.charts.reading import strokes_of
from docintel.extract.charts.writing import OWN
from docintel.extract.charts.writing import Writing
from docintel.extract.charts.writing import box_of
from docintel.extract.values import read_value
from docintel.text.normal import squeezed

NAME, SHARE = "shareholder_name", "shareholder_share"
_PAST = re.compile(
    r"(?:变更|转让|增资|减资|重组|改制|划转|收购|调整|出资|整改|设立|合并|分立|股改)(?:完成)?(?:之)?前(?!述)|(?:发行|重组|收购|交易|上市|合并|分立)(?:完成)?(?:之)?后|拟(?:变更|转让|增资|减资|重组|改制|划转|收购|调整|出资|整改|设立|合并|分立|股改|发行|上市|实施|进行|引入)|预计|设立时|成立时|历史|原股权"
)  # of a title: what it shows is not how things stand
DIRECTION_ASSUMED = "direction_assumed"
LOWEST = 60.0  # points of a chart: what is less high has none
MARGIN = 3.0  # points around a part of a page
ROWS, FULL = 3, 3  # so many rows of so many filled cells under each other are a table and no boxes of a chart
SHOWN = 6  # edges that a problem names
WHY = {
    "loose": Wording("连接线未接到两端", "a line does not reach both ends"),
    "direction": Wording("方向不明", "the direction is unclear"),
    "many_to_many": Wording("多个股东与多家公司共用连线", "several holders and several companies share a line"),
    "crossed": Wording("连线交叉", "lines cross"),
    "two_shares": Wording("一条连线旁有多个比例", "several percentages at one line"),
    "share_unplaced": Wording("比例归属不明", "it is unclear to which line a percentage belongs"),
    "share_in_box": Wording("框内比例归属不明", "it is unclear whose the percentage in a box is"),
    "other_text": Wording("连线标有协议或控制关系", "the line is marked as an agreement or control"),
    "share_lost": Wording("有比例未能对应到连线", "some percentages were matched with no line"),
    "alone": Wording("有的框没有可读的连线", "no readable line leads to some boxes"),
    "two_lines": Wording("两框之间有多条连线", "several lines between two boxes"),
    "no_share": Wording("未读到比例", "no percentage was read"),
    "dashed": Wording("虚线，可能是协议或控制关系", "a dashed line, which may be an agreement or control"),
    "drawn_twice": Wording("同一公司画有两处，不知哪一处是现状", "the same company is drawn twice, and nothing says which is now"),
    "past": Wording("标题说的是变动之前或之后的情形", "its title speaks of a state before or after a change"),
    "runs_on": Wording("连线伸出图外，可能在另一页继续", "a line leads out of the chart and may go on on another page"),
    "several": Wording("一框多人", "one box stands for several"),
    "over_whole": Wording("同一公司的比例合计超过100%", "the percentages of one company exceed 100 %"),
}


class ChartReader:
    """Reads the charts of one document; what it could not read stands in `problems`."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs = document, packs
        self.problems: list[Problem] = []
        self.number = 0
        self.seen: dict[int, PageBox] = {}
        self.chart: Chart | None = None  # the last one
        self.named: tuple[str, ...] = ()  # enterprises that the document names elsewhere

    def read(self, kind: str, page: Page, part: PagePart, blocks: tuple[Block, ...], named: tuple[str, ...] = ()) -> Iterator[Fact]:
        """The facts of the chart among the blocks of one part of a page; none where nothing is drawn. The document has `named` enterprises."""
        self.named = named
        band = _band(page, part, len(blocks))
        ruled = [block for block in blocks if isinstance(block, Table) and _is_ruled(block)]
        words = [word for block in blocks if not any(block is table for table in ruled) for word in _words(block)]
        rules, segments = _drawn(page, band, [box_of(table.span).grown(MARGIN) for table in ruled if isinstance(table.span, PageBox)])
        chart = (
            self.levelled(words, strokes_of((), segments)) if page.method is Method.OCR else read_chart(words, strokes_of(rules, segments))
        )
        self.chart = chart
        if chart is None:
            self.undrawn(page, part, blocks)
            return
        if _PAST.search(squeezed(part.title or "")) is not None:
            self.chart = chart = replace(chart, edges=tuple(edge.unclear("past") for edge in chart.edges))
        own = self.own_name(part)
        for edge in chart.clear:
            self.number += 1
            yield from self.facts(kind, chart, edge, own)
        self.unclear(page, chart)

    def levelled(self, words: Sequence[Word], strokes: Sequence[Stroke]) -> Chart | None:
        """The chart on a scan, read as if it lay level."""
        levelling = levelling_of(strokes)
        moved = [levelling.word(word) for word in words]
        self.seen = {id(here): word.box for here, word in zip(moved, words, strict=True)}
        return read_chart(moved, [levelling.stroke(stroke) for stroke in strokes])

    def places(self, writing: Writing) -> tuple[PageBox, ...]:
        """Where a text stands on the page."""
        first, *rest = (self.seen.get(id(word), word.box) for word in writing.words)
        for box in rest:
            first = first.around(box)
        return (first,)

    def own_name(self, part: PagePart) -> str:
        """The company whose chart it is, as its title says."""
        title = squeezed(part.title or "")
        for end in ("股权结构", "股权架构", "股权关系", "产权"):
            name = title.partition(end)[0]
            if name != title and name.endswith(("公司", "企业", "厂", "合伙)")) and len(name) > 4:
                return name.rpartition("、")[2].removeprefix("关于")
        return ""

    def facts(self, kind: str, chart: Chart, edge: Edge, own: str) -> Iterator[Fact]:
        """A holder and its share."""
        holder, company = chart.nodes[edge.holder], chart.nodes[edge.company]
        entity = own if company.name in OWN else company.name
        item = f"{kind}:{self.document[:12]}:chart{self.number}"
        share = edge.share
        if share is None:
            return
        name = own if holder.name in OWN and own else holder.name
        doubts = self.doubts(chart, edge, own)
        for concept, text, writing in ((NAME, name, holder.writing), (SHARE, share.text, share.writing)):
            known = self.packs.taxonomy[concept]
            value = read_value(text, known)
            if value is not None:
                source = Source(self.document, self.places(writing), text, Method.TEXT, doubts=doubts)
                yield Fact(
                    concept, known.label.zh, entity, None, Scope.UNSTATED, value, source, kind, item, "%" if concept == SHARE else None
                )

    def doubts(self, chart: Chart, edge: Edge, own: str) -> tuple[str, ...]:
        """What makes an edge doubtful: its direction, or a name at its ends that was seen and not read."""
        named = (own, *self.named)
        ends = [
            doubt for node in (chart.nodes[edge.holder], chart.nodes[edge.company]) for doubt in doubts_of(node.name, node.writing, named)
        ]
        return tuple(dict.fromkeys([*[DIRECTION_ASSUMED] * chart.assumed, *ends]))

    def undrawn(self, page: Page, part: PagePart, blocks: Sequence[Block]) -> None:
        """A title that says chart, and nothing of the kind in words and lines: it may be a picture."""
        said = squeezed("".join(block.text for block in blocks if isinstance(block, Line)))
        told = (
            part.title is not None and "图" in part.title and "不适用" not in said and _has_room(blocks, _band(page, part, len(blocks))[1])
        )
        if told and not any(isinstance(block, Table) for block in blocks):
            text = Wording(
                "标题下没有可读的连线图（可能是图片）", "under its title nothing with readable lines was found (it may be a picture)"
            )
            self.problems.append(_problem(page, text, _band(page, part, len(blocks))))

    def unclear(self, page: Page, chart: Chart) -> None:
        """What a person must read."""
        left = [edge for edge in chart.edges if edge.why is not None]
        if not left and not chart.doubts:
            return
        zh = [f"{chart.nodes[one.holder].name}→{chart.nodes[one.company].name}（{WHY[one.why or ''].zh}）" for one in left[:SHOWN]]
        en = [f"{chart.nodes[one.holder].name} -> {chart.nodes[one.company].name} ({WHY[one.why or ''].en})" for one in left[:SHOWN]]
        zh += [WHY[doubt].zh for doubt in chart.doubts]
        en += [WHY[doubt].en for doubt in chart.doubts]
        boxes = [node.box for node in chart.nodes]
        band = (min(box.top for box in boxes), max(box.bottom for box in boxes))
        self.problems.append(_problem(page, Wording("；".join(zh), "; ".join(en)), band))


def _problem(page: Page, told: Wording, band: tuple[float, float]) -> Problem:
    """A chart to be read by a person, with the place of the crop in points where the page has a size."""
    zh_place, en_place = "", ""
    if page.height is not None:
        top, bottom = round(band[0]), round(min(band[1], page.height))
        zh_place, en_place = f"（页面纵向 {top}–{bottom} 点处）", f" (from {top} to {bottom} points down)"
    zh = f"第{page.number}页股权结构图需人工识读{zh_place}：{told.zh}。请对照原图核对，程序未作推断。"
    en = f"The equity chart on page {page.number}{en_place} needs a person to read it: {told.en}. Nothing was guessed."
    return Problem("chart_unclear", Wording(zh, en), page.number)


def _band(page: Page, part: PagePart, count: int) -> tuple[float, float]:
    """From the top of a part of so many blocks to the top of what comes after it on the page."""
    tops = [block.span.top for block in page.blocks if isinstance(block.span, PageBox)]
    if len(tops) < len(page.blocks) or not tops:
        return 0.0, page.height or float("inf")
    after = tops[part.first + count :]
    return (tops[part.first] - MARGIN if part.first else 0.0), min(after, default=page.height or float("inf"))


def _is_ruled(table: Table) -> bool:
    """Whether a table is one: filled rows follow each other. Of a chart only boxes that stand beside each other are ever taken for a row."""
    full = [sum(cell is not None and bool(cell.text.strip()) for cell in row) >= FULL for row in table.rows]
    return any(all(full[place : place + ROWS]) for place in range(len(full) - ROWS + 1))


def _drawn(page: Page, band: tuple[float, float], tables: Sequence[Box]) -> tuple[list[Rule], list[Segment]]:
    """What is drawn in a band of a page, but for the lines of tables."""
    rules = [rule for rule in page.rules if _counts(box_of(rule.box).middle, band, tables)]
    segments = [one for one in page.segments if _counts(((one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2), band, tables)]
    return rules, segments


def _counts(middle: Point, band: tuple[float, float], tables: Sequence[Box]) -> bool:
    """Whether the middle of a line lies in a band and in none of the tables."""
    return band[0] <= middle[1] <= band[1] and not any(table.holds(middle) for table in tables)


def _has_room(blocks: Sequence[Block], end: float) -> bool:
    """Whether there is room for a picture between the blocks, or after the last of them."""
    spans = [block.span for block in blocks if isinstance(block.span, PageBox)]
    ends = [*(span.top for span in spans[1:]), end]
    return not spans or any(following - span.bottom >= LOWEST for span, following in zip(spans, ends, strict=True))


def _words(block: Block) -> Iterator[Word]:
    if isinstance(block, Line):
        yield from block.words
        return
    for row in block.rows:
        for cell in row:
            yield from cell.words if cell is not None else ()
