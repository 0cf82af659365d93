"""What readers come upon that read pages as a whole and not label by label: charts, ownership, statements, prose, codes and the form."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docintel.domain.document import Block
from docintel.domain.document import Line
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.fact import Fact
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.domain.packs import Packs
from docintel.domain.wording import Wording
from docintel.extract.attempts import Candidate
from docintel.extract.charts import ChartReader
from docintel.extract.charts.reader import WHY
from docintel.extract.codes import MarkReader
from docintel.extract.context import Context
from docintel.extract.copies import CopyReader
from docintel.extract.filings import FilingSigns
from docintel.extract.grid import rows_of
from docintel.extract.holdings import HoldingReader
from docintel.extract.holdings.reader import untold
from docintel.extract.labels import Labels
from docintel.extract.prose.pages import ProseReader
from docintel.extract.prose.pages import concepts_read
from docintel.extract.prose.setting import Setting
from docintel.extract.statements import StatementReader
from docintel.extract.subjects import Subjects

CHART = "chart:"  # before the reason against a line of a chart
NOWHERE = "0" * 64  # facts that are only shown name no file
SHOWN = 60  # characters of a sentence that gave nothing
NO_CODE = Wording("页上没有二维码", "there is no QR code on the page")
OTHER_CODE = Wording("二维码内容中没有这条规则要的形式", "what the code says has not the form that this rule asks for")
NO_CHART = Wording("没有通到名称的连线，不是连线图", "no line leads to a name: nothing is drawn here")
NO_TABLE = Wording("页上没有表格", "there is no table on the page")
NO_COLUMN = Wording("表头没有可读的期间列（附注、编号列除外）", "no column of its head is a period (notes and numbers are none)")
NO_FIGURE = Wording("句中没有能对上指标的数字", "no sentence has a figure with a concept")
NO_SENTENCE = Wording("没有谈到持股、增资、一致行动或实际控制人的句子", "no sentence speaks of stakes, capital, concert or controllers")
NO_FIELD = Wording("没有申请书的栏目", "there is no field of the form")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is tried: a page, its part and blocks of the kind."""

    kind: DocumentKind
    packs: Packs
    page: Page
    part: PagePart
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader took, what it passed over with the reason, and what it has to say of the page."""

    counted: tuple[Candidate, ...]
    passed: tuple[Candidate, ...] = ()
    remarks: tuple[Wording, ...] = ()


def place_of(kind: DocumentKind, packs: Packs, page: Page, parts: tuple[PagePart, ...]) -> Place:
    """The part of a page that is of the kind, else the whole page as if it were."""
    ends = [part.first for part in parts[1:]] + [len(page.blocks)]
    for part, end in zip(parts, ends, strict=False):
        if part.kind == kind.id:
            return Place(kind, packs, page, part, page.blocks[part.first : end])
    return Place(kind, packs, page, PagePart(kind.id, 0, None, 1.0), page.blocks)


def _chart(place: Place, _: FactRule) -> Found:
    reader = ChartReader(NOWHERE, place.packs)
    counted = tuple(map(_read, reader.read(place.kind.id, place.page, place.part, place.blocks)))
    chart = reader.chart
    if chart is None:
        return Found(counted, remarks=(NO_CHART,))
    passed = []
    for edge in (one for one in chart.edges if one.why is not None):
        holder, company = chart.nodes[edge.holder], chart.nodes[edge.company]
        spans = (*reader.places(holder.writing), *reader.places(company.writing))
        passed.append(Candidate("shareholder_share", "", f"{holder.name} → {company.name}", spans, None, CHART + (edge.why or "")))
    return Found(counted, tuple(passed), tuple(WHY[doubt] for doubt in chart.doubts))


def _ownership(place: Place, _: FactRule) -> Found:
    lines = [block for block in place.blocks if isinstance(block, Line)]
    counted = tuple(map(_read, HoldingReader(NOWHERE, place.packs).read(place.kind.id, lines, "")))
    passed = tuple(
        Candidate("shareholder_name", "", text[:SHOWN], spans, None, "states_nothing") for text, spans in untold(lines, place.packs)
    )
    return Found(counted, passed, () if counted or passed else (NO_SENTENCE,))


def _statement(place: Place, _: FactRule) -> Found:
    reader = StatementReader(
        Labels(place.packs.taxonomy), NOWHERE, Context(subjects=Subjects(place.packs.filings), signs=FilingSigns(place.packs.filings))
    )
    reader.open(place.part, place.page.number, place.blocks[:1])
    facts: list[Fact] = []
    headless: list[Candidate] = []
    for block in place.blocks:
        if isinstance(block, Line):
            facts += reader.line(block)
            continue
        facts += (found := list(reader.table(block)))
        headless += [] if found else _headless(block)
    facts += reader.flush()
    passed = (*headless, *(_read(fact, "no_concept") for fact in facts if fact.concept is None))
    tables = any(isinstance(block, Table) for block in place.blocks)
    return Found(tuple(_read(fact) for fact in facts if fact.concept is not None), passed, () if facts or tables else (NO_TABLE,))


def _headless(table: Table) -> Iterator[Candidate]:
    """A table that gave nothing, by its first row."""
    row = next(iter(rows_of(table)), ())
    yield Candidate("", "", " ".join(piece.text for piece in row)[:SHOWN], (table.span,), None, "no_column")


def _prose(place: Place, rule: FactRule) -> Found:
    reader = ProseReader(NOWHERE, place.packs)
    concepts = concepts_read(place.kind)
    setting = Setting(place.kind.id, "", None, place.page.width is None, concepts, only_known=False)
    facts = [*reader.read(place.kind, place.blocks, setting), *reader.flush()]
    counted = tuple(_read(fact) for fact in facts if fact.concept is not None and rule.concept in (None, fact.concept))
    passed = tuple(_read(fact, "no_concept") for fact in facts if fact.concept is None)
    return Found(counted, passed, () if facts else (NO_FIGURE,))


def _code(place: Place, rule: FactRule) -> Found:
    if not place.page.codes:
        return Found((), remarks=(NO_CODE,))
    facts = MarkReader(NOWHERE, place.packs).page(place.page, (place.part,), [])
    counted = tuple(_read(fact) for fact in facts if fact.concept == rule.concept)
    passed = tuple(Candidate(rule.concept or "", "", code.text[:SHOWN], (code.box,), None, "no_shape") for code in place.page.codes)
    return Found(counted, () if counted else passed, () if counted else (OTHER_CODE,))


def _form(place: Place, _: FactRule) -> Found:
    facts = tuple(map(_read, CopyReader(NOWHERE, place.packs).blocks(place.blocks)))
    return Found(facts, remarks=() if facts else (NO_FIELD,))


def _read(fact: Fact, why: str = "") -> Candidate:
    """A fact as what a rule came upon."""
    value = fact.value if not why else None
    return Candidate(fact.concept or "", fact.label, _shown(fact), fact.source.spans, value, why, period=fact.period, item=fact.item)


def _shown(fact: Fact) -> str:
    """The print with whose and when it is."""
    label = "" if fact.concept else f"{fact.label} "
    told: Iterable[str] = (fact.entity, str(fact.period) if fact.period is not None else "")
    about = "，".join(part for part in told if part)
    return f"{label}{fact.source.text}" + (f"（{about}）" if about else "")


PAGE_READERS: Mapping[Reader, Callable[[Place, FactRule], Found]] = MappingProxyType(
    {
        Reader.CHART: _chart,
        Reader.OWNERSHIP: _ownership,
        Reader.STATEMENT: _statement,
        Reader.PROSE: _prose,
        Reader.QR: _code,
        Reader.FORM_FIELDS: _form,
    }
)
"""Who reads a page as a whole, tried on it alone: what the pages before would have told (unit, enterprise, year) is not known here."""
