"""Lines and tables to facts: columns, labels, statements and papers, from tables written as text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from fact_text import document
from fact_text import load_packs_once
from fact_text import taxonomy

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.domain.period import Period
from docintel.domain.quantity import Quantity
from docintel.domain.source import CellPath
from docintel.domain.source import PageBox
from docintel.extract.grid import rows_of
from docintel.extract.grid import spans_of_text
from docintel.extract.header_rows import read_header
from docintel.extract.labels import Labels
from docintel.extract.papers import PaperReader
from docintel.extract.statements import StatementReader
from docintel.extract.values import read_value

LABELS = Labels(taxonomy())
FILE = document("审计报告.pdf")


def table(text: str, *, page: int = 1) -> Table:
    """A row a line, cells between bars; every column is 100 points wide, every row 10 high."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return Table(
        tuple(tuple(_cell(cell, row, column, page) for column, cell in enumerate(cells)) for row, cells in enumerate(rows)),
        PageBox(page, 0, 0, 1000, 1000),
    )


def _cell(text: str, row: int, column: int, page: int) -> Cell:
    box = PageBox(page, column * 100, row * 10, column * 100 + 100, row * 10 + 10)
    return Cell(text, box, (Word(text, box),) if text else ())


def line(text: str) -> Line:
    return Line(text, PageBox(1, 0, 0, 500, 10))


def read(kind: str, title: str, *blocks: Block) -> list[Fact]:
    """The facts of a statement under a title."""
    reader = StatementReader(LABELS, FILE)
    reader.open(PagePart(kind, 0, title, 1.0), 1)
    found: list[Fact] = []
    for block in blocks:
        found += reader.line(block) if isinstance(block, Line) else reader.table(block)
    return [*found, *reader.flush()]


def told(facts: list[Fact]) -> list[tuple[str | None, int | None, Decimal]]:
    return [(fact.concept, fact.year, fact.quantity.value) for fact in facts if fact.quantity is not None]


def test_a_balance_sheet_is_read_row_by_row_in_its_unit_with_its_years() -> None:
    found = read(
        "balance_sheet",
        "合并资产负债表",
        line("2022年12月31日"),
        line("编制单位：例样精密机械有限公司 单位：万元"),
        table("""
            项目       | 附注 | 期末余额  | 上年年末余额
            货币资金   | 五、1 | 1,234.56 | 1,000.00
            资产总计   |      | 9,876.54 | 8,000.00
        """),
    )
    assert told(found) == [
        ("cash", 2022, Decimal(12_345_600)),
        ("cash", 2021, Decimal(10_000_000)),
        ("total_assets", 2022, Decimal(98_765_400)),
        ("total_assets", 2021, Decimal(80_000_000)),
    ]
    assert {fact.scope for fact in found} == {Scope.CONSOLIDATED}
    assert {fact.entity for fact in found} == {"例样精密机械有限公司"}
    assert all(fact.period is not None and fact.period.is_instant for fact in found)


def test_the_note_column_is_never_a_value() -> None:
    found = read(
        "balance_sheet", "资产负债表", line("2022年12月31日"), line("单位：元"), table("项目 | 附注 | 期末余额\n货币资金 | 5 | 12.00")
    )
    assert told(found) == [("cash", 2022, Decimal(12))]


def test_a_title_cuts_scope_unit_and_columns() -> None:
    reader = StatementReader(LABELS, FILE)
    reader.open(PagePart("balance_sheet", 0, "合并资产负债表", 1.0), 1)
    list(reader.line(line("2022年12月31日 单位：万元")))
    list(reader.line(line("2022年12月31日")))
    first = [*reader.table(table("项目 | 期末余额\n货币资金 | 12.00"))]
    first += reader.flush()
    reader.open(PagePart("balance_sheet", 0, "母公司资产负债表", 1.0), 2)
    assert (reader.context.unit, reader.context.header, reader.context.scope) == (None, None, Scope.PARENT)
    assert told(first) == [("cash", 2022, Decimal(120_000))]


def test_a_continued_sheet_keeps_unit_and_columns() -> None:
    reader = StatementReader(LABELS, FILE)
    reader.open(PagePart("balance_sheet", 0, "合并资产负债表", 1.0), 1)
    list(reader.line(line("2022年12月31日")))
    list(reader.line(line("单位：万元")))
    list(reader.table(table("项目 | 期末余额 | 上年年末余额\n货币资金 | 12.00 | 11.00")))
    list(reader.flush())
    reader.open(PagePart("balance_sheet", 0, "合并资产负债表（续）", 1.0), 2)
    found = [*reader.table(table("负债合计 | 5.00 | 4.00", page=2)), *reader.flush()]
    assert told(found) == [("total_liabilities", 2022, Decimal(50_000)), ("total_liabilities", 2021, Decimal(40_000))]
    assert {fact.scope for fact in found} == {Scope.CONSOLIDATED}


def test_a_label_wrapped_over_two_rows_is_one_label() -> None:
    found = read(
        "income_statement",
        "合并利润表",
        line("2022年度"),
        line("单位：元"),
        table("""
            项目                     | 本期金额 | 上期金额
            归属于母公司股东的净利   | 7.00     | 6.00
            润                       |          |
        """),
    )
    assert told(found) == [("net_profit_parent", 2022, Decimal(7)), ("net_profit_parent", 2021, Decimal(6))]


def test_a_blank_or_a_dash_is_no_value() -> None:
    found = read("income_statement", "利润表", line("2022年度"), line("单位：元"), table("项目 | 本期金额 | 上期金额\n营业收入 | 7.00 | —"))
    assert told(found) == [("revenue", 2022, Decimal(7))]


def test_figures_to_the_fen_without_any_unit_are_yuan_and_doubted() -> None:
    found = read(
        "income_statement", "利润表", line("2022年度"), table("项目 | 本期金额 | 上期金额\n营业收入 | 12,345,678.90 | 1,234,567.80")
    )
    assert told(found) == [("revenue", 2022, Decimal("12345678.90")), ("revenue", 2021, Decimal("1234567.80"))]
    assert {fact.source.doubts for fact in found} == {("unit_assumed",)}


def test_a_small_table_of_figures_announced_as_the_companys_is_read() -> None:
    """公司的研发费用及占营业收入的比例如下 above a table of two figures, as filings print it."""
    found = read(
        "other",
        "其他",
        line("2、研发费用情况"),
        line("报告期内，公司的研发费用及占营业收入的比例如下："),
        line("单位：万元"),
        table("项目 | 2024年度 | 2023年度\n研发费用 | 1,501.83 | 1,253.67\n营业收入 | 42,006.27 | 36,195.94\n占比 | 3.58% | 3.46%"),
    )
    assert told(found) == [
        ("rd_expense", 2024, Decimal(15_018_300)),
        ("rd_expense", 2023, Decimal(12_536_700)),
        ("revenue", 2024, Decimal(420_062_700)),
        ("revenue", 2023, Decimal(361_959_400)),
    ]


def test_a_table_on_its_side_has_a_concept_a_column() -> None:
    found = read(
        "key_figures",
        "主要财务数据",
        line("单位：万元"),
        table("项目 | 营业收入 | 净利润\n2022年度 | 100.00 | 10.00\n2021年度 | 90.00 | 9.00"),
    )
    assert told(found) == [
        ("revenue", 2022, Decimal(1_000_000)),
        ("net_profit", 2022, Decimal(100_000)),
        ("revenue", 2021, Decimal(900_000)),
        ("net_profit", 2021, Decimal(90_000)),
    ]


@pytest.mark.parametrize(
    ("row", "periods"),
    [
        ("项目 | 2022年度 | 2021年度", [Period.of_year(2022), Period.of_year(2021)]),
        ("项目 | 附注 | 期末余额 | 上年年末余额", [None, Period.at_end_of(2022), Period.at_end_of(2021)]),
        ("项目 | 2022年末 | 2021年末 | 变动比例", [Period.at_end_of(2022), Period.at_end_of(2021), None]),
    ],
)
def test_header_columns_hold_periods_and_the_rest_is_known_and_not_read(row: str, periods: list[Period | None]) -> None:
    header = read_header(next(rows_of(table(row))), LABELS, 2022, None)
    assert header is not None
    assert [column.period for column in header.columns] == periods


@pytest.mark.parametrize("row", ["营业收入 | 12,345.00 | 11,000.00", "项目 | 附注", "一、营业收入"])
def test_a_row_of_values_or_words_is_no_header(row: str) -> None:
    assert read_header(next(rows_of(table(row))), LABELS, 2022, None) is None


def test_two_header_rows_refine_each_other() -> None:
    found = read(
        "notes_revenue",
        "营业收入和营业成本",
        line("单位：元"),
        table("项目 | 2022年度 | 2022年度 | 2021年度\n | 收入 | 成本 | 收入\n主营业务 | 8.00 | 6.00 | 7.00"),
    )
    assert told(found) == [
        ("main_revenue", 2022, Decimal(8)),
        ("main_cost", 2022, Decimal(6)),
        ("main_revenue", 2021, Decimal(7)),
    ]


@pytest.mark.parametrize(
    ("printed", "concept"),
    [
        ("一、营业收入", "revenue"),
        ("一、营业总收入", "total_revenue"),
        ("其中：营业收入", "revenue"),
        ("净利润（净亏损以“－”号填列）", "net_profit"),
        ("负债合计", "total_liabilities"),
    ],
)
def test_a_printed_label_is_its_concept(printed: str, concept: str) -> None:
    assert concept in LABELS.read(printed).concepts


def test_profit_of_the_parents_owners_is_not_profit() -> None:
    assert "net_profit" not in LABELS.read("归属于母公司所有者的净利润").concepts
    assert "net_profit" not in LABELS.read("利润总额").concepts


def paper_facts(kind: DocumentKind, blocks: tuple[Block, ...]) -> list[Fact]:
    reader = PaperReader(load_packs_once(), FILE)
    return [*reader.read(kind, blocks), *reader.flush()]


def test_a_paper_rule_reads_a_row_of_a_table_by_its_label() -> None:
    """The reader table_row: a label, then a value per period column, in the unit the page names."""
    rule = FactRule(Reader.TABLE_ROW, "staff", ("期末参保人数", "参保人数"), unit="人")
    kind = replace(load_packs_once().kinds["other"], id="insurance", facts=(rule,))
    blocks = (line("社会保险参保情况"), table("项目 | 2022年12月 | 2022年末 | 2021年末\n参保人数 | 250 | 254 | 240\n其他 | 1 | 2 | 3"))
    found = paper_facts(kind, blocks)
    assert [(fact.concept, fact.period, fact.quantity) for fact in found] == [
        ("staff", Period.at_end_of(2022), Quantity(Decimal(254), "person", Decimal(1))),
        ("staff", Period.at_end_of(2021), Quantity(Decimal(240), "person", Decimal(1))),
    ]


def test_a_licence_is_read_by_its_labels_and_stops_at_the_next_known_one() -> None:
    kind = load_packs_once().kinds["business_licence"]
    text = "名称 例样精密机械有限公司\n法定代表人 样某 注册资本 壹仟万元整\n成立日期 2010年3月1日\n统一社会信用代码 91330100799655058B"
    found = paper_facts(kind, tuple(map(line, text.splitlines())))
    values = {fact.concept: fact.source.text for fact in found}
    assert values["legal_representative"] == "样某"
    assert values["enterprise_name"] == "例样精密机械有限公司"
    assert next(fact.quantity for fact in found if fact.concept == "registered_capital") == Quantity(
        Decimal(10_000_000), "CNY", Decimal("0.01")
    )


def test_a_list_reads_a_fact_per_row_and_leaves_the_total_out() -> None:
    kind = load_packs_once().kinds["equity_table"]
    rows = table(
        "序号 | 股东名称 | 认缴出资额（万元） | 持股比例（%）\n1 | 甲有限公司 | 600 | 60.00\n2 | 乙 | 400 | 40.00\n | 合计 | 1000 | 100.00"
    )
    found = paper_facts(kind, (line("股权结构表"), rows))
    names = [fact.source.text for fact in found if fact.concept == "shareholder_name"]
    assert names == ["甲有限公司", "乙"]
    assert len({fact.item for fact in found}) == 2


def test_a_value_within_a_word_is_boxed_without_its_label() -> None:
    words = (Word("专利权", PageBox(1, 0, 0, 30, 10)), Word("人：甲乙AB", PageBox(1, 40, 0, 100, 10)))
    assert spans_of_text(words, 5, 9) == (PageBox(1, 64, 0, 100, 10),)


@pytest.mark.parametrize(
    ("text", "concept", "unit", "value"),
    [
        ("12,345.67", "revenue", "万元", Quantity(Decimal(123_456_700), "CNY", Decimal(100))),
        ("35%", "revenue", "万元", None),
        ("35.5", "debt_ratio", "%", Quantity(Decimal("35.5"), "percent", Decimal("0.1"))),
        ("254", "staff", "人", Quantity(Decimal(254), "person", Decimal(1))),
    ],
)
def test_a_text_is_a_value_only_in_a_unit_its_concept_can_have(text: str, concept: str, unit: str, value: Quantity | None) -> None:
    assert read_value(text, taxonomy()[concept], unit=unit) == value


def test_a_table_of_word_is_read_by_its_columns() -> None:
    cells = [
        ["项目", "2022年度", "2021年度"],
        ["营业收入（万元）", "5.00", "4.00"],
        ["净利润（万元）", "2.00", "1.00"],
        ["总资产（万元）", "9.00", "8.00"],
    ]
    rows = tuple(
        tuple(Cell(text, CellPath(f"body/t1/r{row + 1}/c{column + 1}")) for column, text in enumerate(line))
        for row, line in enumerate(cells)
    )
    found = read("key_figures", "主要财务数据", Table(rows, CellPath("body/t1")))
    assert ("revenue", 2022, Decimal(50_000)) in told(found)
    assert [span for fact in found[:1] for span in fact.source.spans] == [CellPath("body/t1/r2/c2")]


@pytest.mark.parametrize(
    ("printed", "concepts"),
    [
        ("所冇者权益合计", ("total_equity",)),  # a letter that no label has
        ("负债合汁", ("total_liabilities",)),  # a letter that print confuses
        ("负债合", ()),
        ("银行存款", ()),
    ],
)
def test_one_misread_letter_does_not_hide_a_long_label(printed: str, concepts: tuple[str, ...]) -> None:
    assert LABELS.read(printed).concepts == concepts
