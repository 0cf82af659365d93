"""Laws of quantities, intervals, formulas and control: the same answer whatever the order."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.errors import FormulaError
from docintel.domain.interval import Interval
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.quantity import Agreement
from docintel.domain.quantity import Quantity
from docintel.domain.verdict import Truth
from docintel.formula import Operand
from docintel.formula import Record
from docintel.formula import evaluate
from docintel.formula import parse_formula
from docintel.ownership import OwnershipGraph
from docintel.ownership import Rule
from docintel.text.quantities import parse_quantity


def printed(text: str) -> Quantity:
    quantity = parse_quantity(text)
    assert quantity is not None
    return quantity


@pytest.mark.parametrize(
    ("one", "two", "agreement"),
    [
        ("12,345.67万元", "123,456,700.00元", Agreement.EXACT),
        ("12,345.68万元", "123,456,789.01元", Agreement.ROUNDED),
        ("12,345.67万元", "123,456,799.99元", Agreement.TRUNCATED),
        ("12,345.66万元", "123,456,799.99元", Agreement.NONE),
        ("35人", "36人", Agreement.NONE),
        ("30%", "30个百分点", Agreement.NONE),
        ("5%~8%", "6%", Agreement.NONE),
    ],
)
def test_how_two_prints_agree(one: str, two: str, agreement: Agreement) -> None:
    assert printed(one).agreement(printed(two)) is agreement
    assert printed(two).agreement(printed(one)) is agreement


def test_a_copy_agrees_exactly_or_not_at_all() -> None:
    assert printed("12,345.68万元").agreement(printed("123,456,789.01元"), copied=True) is Agreement.NONE


amounts = st.builds(
    lambda number, places: Quantity(Decimal(number).scaleb(-places), "CNY", Decimal(1).scaleb(-places)),
    st.integers(-(10**9), 10**9),
    st.integers(-4, 3),
)


@given(amounts, amounts)
def test_agreement_is_symmetric(one: Quantity, two: Quantity) -> None:
    assert one.agreement(two) is two.agreement(one)


@given(amounts, amounts, st.fractions(-1, 1), st.fractions(-1, 1))
def test_an_interval_holds_every_result_of_what_its_operands_hold(one: Quantity, two: Quantity, a: Fraction, b: Fraction) -> None:
    x = Fraction(one.value) + a * Fraction(one.step) / 2
    y = Fraction(two.value) + b * Fraction(two.step) / 2
    left, right = Interval.around(one), Interval.around(two)
    for reach, result in ((left + right, x + y), (left - right, x - y), (left * right, x * y)):
        assert reach.low <= result <= reach.high
    quotient = left.divided(right)
    assert quotient is None or quotient.low <= x / y <= quotient.high


class Values:
    """Names with printed values; `name@y1` for a year."""

    def __init__(self, **texts: str) -> None:
        self.texts = texts

    def operand(self, name: str, year: str | None) -> Operand | None:
        text = self.texts.get(f"{name}_{year}" if year else name)
        return None if text is None else Operand(printed(text))

    def records(self, name: str) -> tuple[Record, ...] | None:
        rows: tuple[tuple[str | None, int], ...] = (("I", 1), ("I", 4), ("II", 1), (None, 1))
        return tuple(Record({"class": one, "holder_rank": rank}) for one, rank in rows) if name == "ip" else None


@pytest.mark.parametrize(
    ("years", "mean", "compound"),
    [
        (("10000", "12000", "11000"), "5.83", "4.88"),
        (("10000", "8000", "11000"), "8.75", "4.88"),
        (("10000", "10400", "11050"), "5.12", "5.12"),
    ],
)
def test_mean_growth_and_compound_growth(years: tuple[str, str, str], mean: str, compound: str) -> None:
    values = Values(r_y3=f"{years[0]}万元", r_y2=f"{years[1]}万元", r_y1=f"{years[2]}万元")
    for text, expected in (("mean(growth(r[y1], r[y2]), growth(r[y2], r[y3]))", mean), ("cagr(r[y1], r[y3], 2)", compound)):
        trace = evaluate(parse_formula(text), values)
        assert trace.number is not None
        assert trace.number.quantize(Decimal("0.01")) == Decimal(expected)


@pytest.mark.parametrize(
    ("formula", "truth"),
    [
        ("known_ > 1 and missing > 1", Truth.UNKNOWN),
        ("known_ > 9 and missing > 1", Truth.FALSE),
        ("known_ > 1 or missing > 1", Truth.TRUE),
        ("known_ > 9 or missing > 1", Truth.UNKNOWN),
        ("not missing > 1", Truth.UNKNOWN),
    ],
)
def test_what_is_missing_is_unknown_and_never_false(formula: str, truth: Truth) -> None:
    assert evaluate(parse_formula(formula), Values(known_="5项")).truth is truth


def test_a_value_within_rounding_of_the_threshold_straddles_unless_taken_as_written() -> None:
    formula = parse_formula("percent(main, all) >= 70")
    near = Values(main="7,000.00万元", all="10,000.00万元")
    assert evaluate(formula, near).truth is Truth.STRADDLES
    assert evaluate(formula, near, exact=True).truth is Truth.TRUE
    assert evaluate(formula, Values(main="70,000,000.00元", all="100,000,000.00元")).truth is Truth.TRUE


def test_the_working_is_written_as_by_hand() -> None:
    trace = evaluate(parse_formula("percent(main, all) >= 70"), Values(main="12,345.67万元", all="13,000.00万元"))
    assert trace.printed == "12,345.67万元 ÷ 13,000.00万元 = 94.9667% ≥ 70%"


def test_a_relation_that_does_not_hold_is_written_as_the_one_that_does() -> None:
    trace = evaluate(parse_formula("percent(main, all) >= 70"), Values(main="6,500.00万元", all="10,000.00万元"))
    assert trace.printed == "6,500.00万元 ÷ 10,000.00万元 = 65% < 70%"


@pytest.mark.parametrize(
    ("revenue", "rates", "truth"),
    [("8,000.00万元", ("472.00万元", "520.00万元"), Truth.FALSE), ("100,000,000.00元", ("3,000,000.00元", "3,100,000.00元"), Truth.TRUE)],
)
def test_the_tiers_of_research_and_development(revenue: str, rates: tuple[str, str], truth: Truth) -> None:
    text = "(percent(rd[y1], r) >= 3 and percent(rd[y2], r) >= 3) if r >= yi(1) else (percent(rd[y1], r) >= 6 and percent(rd[y2], r) >= 6)"
    trace = evaluate(parse_formula(text), Values(r=revenue, rd_y1=rates[0], rd_y2=rates[1]), exact=True)
    assert trace.truth is truth


def test_an_edge_of_a_band_belongs_to_the_better_points() -> None:
    values = Values(growth_="5.0%", debt="55.0%", main="70.0%")
    bands = (
        "band(growth_, (15, 20), (10, 15), (5, 10), (0, 5), 0) + band_down(debt, (55, 10), (75, 5), 0) + band(main, (70, 20), (60, 15), 0)"
    )
    assert evaluate(parse_formula(bands), values, exact=True).number == 40


def test_large_takes_both_staff_and_revenue() -> None:
    rule = parse_formula("staff >= 1000 and revenue >= yi(4)")
    assert evaluate(rule, Values(staff="1200人", revenue="30,000万元"), exact=True).truth is Truth.FALSE


def test_counting_rows_keeps_what_cannot_be_said_apart() -> None:
    trace = evaluate(parse_formula('count(ip, class="I", holder_rank <= 3)'), Values())
    assert [trace.number, trace.low, trace.high] == [Decimal(1), Decimal(1), Decimal(2)]


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')", "a.b", "(lambda: 1)()", "[x for x in y]", "2 ** 9", "a if", "f'{a}'", "percnt(a, b)", "a[5]", "a := 1", "'x' * 9",
        "+".join(["1"] * 600), "-" * 200 + "1", "1e9", "a[b.c]", "x" * 2100,
    ],
)  # fmt: skip
def test_what_is_outside_the_language_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        evaluate(parse_formula(text), Values(a="1项", b="1项"))


def test_units_that_do_not_go_together_are_refused_and_the_nearest_function_named() -> None:
    with pytest.raises(FormulaError, match="does not go with"):
        evaluate(parse_formula("a + b"), Values(a="1万元", b="3%"))
    with pytest.raises(FormulaError, match="did you mean percent"):
        parse_formula("percnt(a, b)")


@given(st.integers(-999, 999), st.integers(-999, 999), st.integers(1, 999))
def test_arithmetic_is_exact(a: int, b: int, c: int) -> None:
    trace = evaluate(parse_formula(f"({a} + {b} * 3 - {c}) == {a + b * 3 - c}"), Values(), exact=True)
    assert trace.truth is Truth.TRUE


stakes = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 10)), max_size=12)


def graph_of(rows: list[tuple[int, int, int]]) -> OwnershipGraph:
    """Stakes in tenths, cut where a company would be held by more than all of it."""
    left = dict.fromkeys(range(6), 10)
    holdings: list[Holding] = []
    for number, (holder, company, tenths) in enumerate(rows):
        share = min(tenths, left[company])
        if share and holder != company:
            left[company] -= share
            holdings.append(Holding(str(holder), str(company), Fraction(share, 10), None, fact=str(number)))
    parties = [Party(str(name), str(name), PartyKind.ENTERPRISE) for name in range(6)]
    return OwnershipGraph(parties, holdings)


def by_definition(graph: OwnershipGraph) -> set[tuple[str, str]]:
    """Control as the definition says it: with each thing controlled its votes count, until nothing changes."""
    found: set[tuple[str, str]] = set()
    while True:
        more = {
            (one, company)
            for one in graph.parties
            for company in graph.parties
            if one != company
            and sum(
                (h.share or 0 for h in graph.holdings if h.company == company and (h.holder == one or (one, h.holder) in found)),
                Fraction(0),
            )
            > Fraction(1, 2)
        }
        if more <= found:
            return found
        found |= more


@given(stakes)
def test_control_is_what_its_definition_says(rows: list[tuple[int, int, int]]) -> None:
    graph = graph_of(rows)
    assert graph.controls(Rule()) == by_definition(graph)


@given(stakes, st.randoms())
def test_control_does_not_depend_on_order(rows: list[tuple[int, int, int]], random: object) -> None:
    graph = graph_of(rows)
    shuffled = list(graph.holdings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = OwnershipGraph(reversed(list(graph.parties.values())), shuffled)
    assert again.controls(Rule()) == graph.controls(Rule())
    assert again.ultimate(Rule()) == graph.ultimate(Rule())


def holdings(text: str) -> OwnershipGraph:
    """`A 60% B` a line."""
    rows = [line.split() for line in text.strip().splitlines()]
    made = [Holding(holder, company, Fraction(share.rstrip("%")) / 100, None) for holder, share, company in rows]
    names = dict.fromkeys(name for row in rows for name in (row[0], row[2]))
    return OwnershipGraph([Party(name, name, PartyKind.ENTERPRISE) for name in names], made)


def test_a_chain_of_majorities_controls_though_the_product_is_small() -> None:
    graph = holdings("A 60% B\nB 60% C")
    assert ("A", "C") in graph.controls(Rule())
    assert graph.integrated("A", "C") == Fraction(36, 100)
    assert [(hop.holder, hop.company) for hop in graph.path("A", "C", Rule())] == [("A", "B"), ("B", "C")]


def test_exactly_half_is_not_more_than_half() -> None:
    assert holdings("A 50% T\nB 50% T").controls(Rule()) == frozenset()
    assert len(holdings("A 50% T\nB 50% T").controls(replace(Rule(), inclusive=True))) == 2


def test_cross_holdings_are_solved_exactly() -> None:
    graph = holdings("A 60% B\nP3 40% B\nB 20% A\nP1 70% A\nP2 10% A")
    assert graph.integrated("P1", "A") == Fraction(35, 44)
    assert graph.integrated("P3", "A") == Fraction(1, 11)


def test_a_closed_loop_has_no_owner_and_does_not_hang() -> None:
    graph = holdings("A 100% B\nB 100% A\nB 100% T")
    assert graph.ultimate(Rule())["T"] is None
    assert graph.integrated("A", "T") is None or graph.integrated("A", "T") == 1


def test_thirty_levels_of_fifty_one_percent_are_one_chain() -> None:
    graph = holdings("\n".join(f"C{level} 51% C{level + 1}" for level in range(30)))
    assert ("C0", "C30") in graph.controls(Rule())
