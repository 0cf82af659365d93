"""Tables of papers: heads of two rows, cells over several rows, months and years as columns, forms bound into one paper."""

from __future__ import annotations

import pytest
from fact_text import load_packs_once
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.document import Block
from docintel.domain.document import Cell
from docintel.domain.document import Line
from docintel.domain.document import Table
from docintel.domain.document import Word
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.source import PageBox
from docintel.extract.grid import carried_rows
from docintel.extract.grid import rows_of
from docintel.extract.heads import is_numbering
from docintel.extract.papers import PaperReader
from docintel.text.months import named_months
from docintel.text.months import parse_month


def table(text: str, *, page: int = 1, continues: bool = False) -> Table:
    """A row a line, cells between bars; `^` stands where the cell above covers the place, `<` where the one to the left does."""
    rows = [[cell.strip() for cell in row.split("|")] for row in text.strip().splitlines()]
    drawn = tuple(tuple(_cell(rows, row, column, page) for column in range(len(rows[row]))) for row in range(len(rows)))
    return Table(drawn, PageBox(page, 0, 0, 1000, 1000), continues=continues)


def _cell(rows: list[list[str]], row: int, column: int, page: int) -> Cell | None:
    text = rows[row][column]
    if text in {"^", "<"}:
        return None
    wide = 1 + next((place for place, cell in enumerate(rows[row][column + 1 :]) if cell != "<"), len(rows[row]) - column - 1)
    high = 1 + next((place for place, cells in enumerate(rows[row + 1 :]) if cells[column] != "^"), len(rows) - row - 1)
    box = PageBox(page, column * 100, row * 10, (column + wide) * 100, (row + high) * 10)
    return Cell(text, box, (Word(text, box),) if text else (), wide, high)


def line(text: str, *, page: int = 1) -> Line:
    return Line(text, PageBox(page, 0, 0, 500, 10))


def read(kind: str, *pages: tuple[Block, ...], titled: tuple[bool, ...] = ()) -> list[Fact]:
    """The facts of pages of one kind; a page has a title of its own unless `titled` says otherwise."""
    reader, packs = PaperReader(load_packs_once(), "f" * 64), load_packs_once()
    found: list[Fact] = []
    for number, (blocks, own) in enumerate(zip(pages, titled or (True,) * len(pages), strict=True), 1):
        found += reader.read(packs.kinds[kind], blocks, titled=own, page=number)
    return [*found, *reader.flush()]


def told(facts: list[Fact], *concepts: str) -> list[tuple[int | None, str, str]]:
    """Page, value as printed and end of the period of the facts of some concepts."""
    return [
        (fact.source.page, fact.source.text, "" if fact.period is None else str(fact.period.end))
        for fact in facts
        if fact.concept in concepts
    ]


def test_a_cell_over_several_rows_stands_in_each_of_them() -> None:
    merged = table("增值税 | 1月 | 5.00\n^ | 2月 | 6.00\n印花税 | 1月 | 7.00")
    assert [[piece.text for piece in row] for row in carried_rows(merged)] == [
        ["增值税", "1月", "5.00"],
        ["增值税", "2月", "6.00"],
        ["印花税", "1月", "7.00"],
    ]


def test_a_cell_over_several_columns_is_not_carried_down() -> None:
    merged = table("月份 | 人数 | <\n^ | 养老 | 工伤\n1月 | 5 | 6")
    assert [[piece.text for piece in row] for row in carried_rows(merged)] == [
        ["月份", "人数"],
        ["月份", "养老", "工伤"],
        ["1月", "5", "6"],
    ]


@given(st.lists(st.lists(st.sampled_from(["", "甲", "12"]), min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_table_without_merged_cells_has_the_rows_it_has(rows: list[list[str]]) -> None:
    plain = table("\n".join(" | ".join(row) for row in rows).strip() or "甲 | 乙")
    assert list(carried_rows(plain)) == list(rows_of(plain))


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ("甲 | 乙 | 1 | 2 | 3", True),
        ("栏次 | 1 | 2", True),
        ("A | B", True),
        ("1 | 轴承研发 | 5", False),
        ("1 | 5 | 7", False),
        ("3 | 4", False),
    ],
)
def test_a_row_that_only_counts_the_columns_is_known(row: str, *, counts: bool) -> None:
    assert is_numbering(next(rows_of(table(row)))) is counts


def test_months_are_read_as_things_with_counts_of_their_own() -> None:
    """A head over the counts, the insurances under it; each row holds at the end of its month."""
    found = read(
        "social_insurance",
        (table("序号 | 费款所属期 | 缴费人数（人） | <\n^ | ^ | 养老保险 | 工伤保险\n1 | 202211 | 246 | 249\n2 | 202212 | 248 | 250"),),
    )
    assert told(found, "insured_pension") == [(1, "246", "2022-11-30"), (1, "248", "2022-12-31")]
    assert told(found, "insured_injury") == [(1, "249", "2022-11-30"), (1, "250", "2022-12-31")]
    assert [fact.value.text for fact in found if fact.concept == "insured_month"] == ["2022-11", "2022-12"]  # type: ignore[union-attr]


def test_a_table_of_insurances_that_names_a_month_beside_each_is_no_list_of_months() -> None:
    found = read("social_insurance", (table("险种 | 缴费年月 | 参保人数\n养老保险 | 2022年12月 | 248\n工伤保险 | 2022年12月 | 250"),))
    assert told(found, "insured_pension", "insured_injury") == [(1, "248", "2022-12-31"), (1, "250", "2022-12-31")]
    assert told(found, "insured_persons") == []


def test_each_form_of_a_return_says_whose_it_is() -> None:
    name = "纳税人名称：例样精密机械有限公司"
    pages = [(line("A100000 主表", page=1), line(name, page=1)), (line("A107012", page=2), line(name, page=2))]
    assert told(read("tax_return", *pages), "enterprise_name") == [(1, "例样精密机械有限公司", ""), (2, "例样精密机械有限公司", "")]
    assert told(read("tax_return", *pages, titled=(True, False)), "enterprise_name") == [(1, "例样精密机械有限公司", "")]


def test_forms_that_disagree_on_a_code_are_both_kept_and_both_doubtful() -> None:
    pages = [(line(f"纳税人识别号：{code}", page=page),) for page, code in enumerate(("91330100799655058B", "91330100799655059X"), 1)]
    found = [fact for fact in read("tax_return", *pages) if fact.concept == "uscc"]
    assert [(fact.source.page, fact.source.doubts) for fact in found] == [(1, ("several_values",)), (2, ("several_values",))]


def test_a_form_goes_on_over_the_page_under_the_heads_of_the_page_before() -> None:
    first = (line("单位：万元"), table("栏次 | 项目 | 金额\n3 | 人员人工费用 | 210.00"))
    rest = table("35 | 二、委托研发（36+37+39） | 5.00", page=2, continues=True)
    found = read("tax_return", first, (rest,), titled=(True, False))
    assert [str(fact.quantity.value) for fact in found if fact.quantity is not None] == ["2100000", "50000"]


def test_sheets_of_an_audit_hold_in_the_year_that_each_speaks_of() -> None:
    pages = [(line(f"{year}年度研究开发费用结构明细表", page=page), table(f"科目 | 累计发生额\n合计 | {amount}", page=page))
             for page, (year, amount) in enumerate(((2021, "3.00"), (2022, "4.00")), 1)]  # fmt: skip
    found = read("rd_special_audit", *pages)
    assert told(found, "rd_expense") == [(1, "3.00", "2021-12-31"), (2, "4.00", "2022-12-31")]
    assert len({fact.item for fact in found}) == 1


def test_two_certificates_of_different_months_are_two_papers() -> None:
    pages = [
        (line("单位名称：例样精密机械有限公司", page=page), line(f"参保月份：{month}", page=page))
        for page, month in enumerate(("2021年12月", "2022年12月"), 1)
    ]
    assert len({fact.item for fact in read("social_insurance", *pages)}) == 2


@pytest.mark.parametrize(
    ("printed", "month"),
    [("2022年12月", "2022-12"), ("202212", "2022-12"), ("2022.01", "2022-01"), ("2022-12-01至2022-12-31", "2022-12"), ("2022年1月至2022年12月", "2022-01/2022-12"),
     ("2022年1-12月", "2022-01/2022-12"), ("长期", None), ("91430211MA20412", None)],
)  # fmt: skip
def test_months_have_one_form(printed: str, month: str | None) -> None:
    assert parse_month(printed) == month


@given(st.integers(1950, 2049), st.integers(1, 12))
def test_a_month_in_its_normal_form_is_itself(year: int, month: int) -> None:
    assert named_months(parse_month(f"{year}年{month}月") or "") == ((year, month),)


def test_months_without_a_year_are_of_the_year_that_the_paper_speaks_of() -> None:
    months = table("月份 | 养老保险 | 工伤保险\n1月 | 246 | 249\n12月 | 248 | 250")
    found = read("social_insurance", (line("例样精密机械有限公司2022年度参保缴费情况表"), months))
    assert told(found, "insured_pension") == [(1, "246", "2022-01-31"), (1, "248", "2022-12-31")]
    assert [fact.value for fact in found if fact.concept == "insured_month"] == [Text("2022-01"), Text("2022-12")]


def test_the_first_and_the_last_day_of_a_tax_in_a_column_each_are_one_span() -> None:
    taxes = table("税种 | 所属期起 | 所属期止 | 实缴金额\n增值税 | 2022-01-01 | 2022-03-31 | 5.00\n印花税 | 2022-01-01 |  | 6.00")
    spans = [fact for fact in read("tax_payment_certificate", (taxes,)) if fact.concept == "tax_span"]
    assert [fact.value for fact in spans] == [Text("2022-01-01至2022-03-31"), Text("2022-01-01")]
    assert len(spans[0].source.spans) == 2


@pytest.mark.parametrize(("printed", "doubts"), [("2021年4日", ("day_unreadable",)), ("2021年4月16日", ()), ("长期", ())])
def test_a_torn_day_in_a_list_is_doubted(printed: str, doubts: tuple[str, ...]) -> None:
    fines = table(f"序号 | 决定书文号 | 违法行为类型 | 处罚决定日期\n1 | 样监罚〔2021〕90号 | 未按规定标注 | {printed}")
    found = read("credit_publicity_report", (fines,))
    assert [fact.source.doubts for fact in found if fact.concept == "penalty_date"] == [doubts]


def test_the_total_of_a_list_that_goes_on_stands_on_the_next_page() -> None:
    heads = "序号 | 项目名称 | 人员人工费用 | 直接投入费用 | 合计"
    first = table(f"{heads}\n1 | 高速精密轴承的开发 | 12.00 | 8.00 | 20.00")
    rest = table("2 | 耐磨保持架的开发 | 9.00 | 5.00 | 14.00\n合计 |  | 21.00 | 13.00 | 34.00", page=2, continues=True)
    reader, packs = PaperReader(load_packs_once(), "f" * 64), load_packs_once()
    list(reader.read(packs.kinds["rd_special_audit"], (line("例样精密机械有限公司2022年度研究开发费用归集表"), first), page=1))
    assert reader.goes_on(rest)
    reader.more(rest)
    found = list(reader.flush())
    assert told(found, "rd_expense") == [(2, "34.00", "2022-12-31")]
    assert told(found, "rd_personnel", "rd_direct_input") == [(2, "21.00", "2022-12-31"), (2, "13.00", "2022-12-31")]
    assert [page for page, *_ in told(found, "rd_project_expense")] == [1, 2]


def test_a_figure_behind_another_label_of_the_row_is_not_the_first_labels() -> None:
    """A label that no rule knows ends the value before it: 产品销售额 is not the size of the market."""
    pairs = table("统计范围 | 全国 | 统计年度 | 2022年\n产品销售额（万元） | 11,732.45 | 同类产品全国总需求（万元） | 86,078.00")
    found = read("market_share_statement", (pairs,))
    assert [text for _, text, _ in told(found, "product_sales")] == ["11,732.45"]


def test_a_list_in_halves_is_read_half_by_half() -> None:
    halves = table("月份 | 参保人数 | 月份 | 参保人数\n2022-01 | 41 | 2022-03 | 43\n2022-02 | 42 |  | ")
    assert told(read("social_insurance", (halves,)), "insured_persons") == [
        (1, "41", "2022-01-31"),
        (1, "42", "2022-02-28"),
        (1, "43", "2022-03-31"),
    ]


def test_a_row_a_year_gives_a_value_a_year() -> None:
    down = table("年度 | 市场规模（亿元） | 市场占有率（%）\n2021 | 4.20 | 2.30\n2022 | 5.10 | 2.85\n合计 | 9.30 | ")
    assert told(read("market_share_statement", (down,)), "market_size", "market_share") == [
        (1, "2.30", "2021-12-31"),
        (1, "2.85", "2022-12-31"),
        (1, "4.20", "2021-12-31"),
        (1, "5.10", "2022-12-31"),
    ]


def test_a_year_is_no_amount() -> None:
    facts = read("market_share_statement", (line("市场占有率说明"), line("市场规模：2022年国内需求旺盛。")))
    assert told(facts, "market_size") == []
