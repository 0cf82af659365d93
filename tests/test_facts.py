"""The nouns of the domain floor: valid at birth, and what they say of themselves."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pikepdf
import pytest
from fact_text import checked
from fact_text import document
from fact_text import facts
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Scope
from docintel.domain.finding import Finding
from docintel.domain.finding import FindingKey
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.finding import Severity
from docintel.domain.interval import Interval
from docintel.domain.ownership import Holding
from docintel.domain.ownership import Recognition
from docintel.domain.period import Period
from docintel.domain.quantity import Agreement
from docintel.domain.quantity import Quantity
from docintel.domain.source import CellPath
from docintel.domain.source import FieldPath
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.verdict import Judgement
from docintel.domain.verdict import Status
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Wording
from docintel.intake import open_submission
from docintel.packs import load_packs
from docintel.review.order import Order
from docintel.review.pipeline import review_submission

pytestmark = pytest.mark.usefixtures("read_once")

SHA = "a" * 64


def cny(value: str, step: str) -> Quantity:
    return Quantity(Decimal(value), "CNY", Decimal(step))


# ---- quantities


@pytest.mark.parametrize(
    ("value", "unit", "step"),
    [
        ("1", "yuan", "1"),
        ("1", "CNYX", "1"),
        ("1", "CNY", "0"),
        ("1", "CNY", "-1"),
        ("1.5", "CNY", "1"),
        ("NaN", "CNY", "1"),
        ("1", "CNY", "Infinity"),
    ],
)
def test_a_quantity_is_valid_at_birth(value: str, unit: str, step: str) -> None:
    with pytest.raises(ValueError, match=r"unit|step|multiple"):
        Quantity(Decimal(value), unit, Decimal(step))


def test_a_range_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="range"):
        Quantity(Decimal(2), "item", Decimal(1), Decimal(1))


def test_equal_quantities_are_equal_however_their_numbers_were_written() -> None:
    assert cny("1E+2", "1E+1") == cny("100", "10")
    assert repr(cny("1E+2", "1E+1")) == repr(cny("100.0", "10.0"))
    assert str(cny("-0", "1").value) == "0"


@pytest.mark.parametrize(
    ("fine", "coarse", "agreement"),
    [
        ("123455000.00", "123460000", Agreement.ROUNDED),  # half up
        ("123465000.00", "123460000", Agreement.ROUNDED),  # half even, and cut: rounded is the better word
        ("123469999.99", "123460000", Agreement.TRUNCATED),
        ("123470000.01", "123460000", Agreement.NONE),
        ("-123469999.99", "-123460000", Agreement.TRUNCATED),  # toward zero
        ("-123460000.00", "123460000", Agreement.NONE),
    ],
)
def test_the_finer_is_brought_to_the_coarser_step(fine: str, coarse: str, agreement: Agreement) -> None:
    assert cny(fine, "0.01").agreement(cny(coarse, "10000")) is agreement


def test_two_prints_of_one_step_agree_exactly_or_not_at_all() -> None:
    assert cny("100.01", "0.01").agreement(cny("100.02", "0.01")) is Agreement.NONE


@pytest.mark.parametrize("unit", ["person", "item", "year", "day"])
def test_what_is_counted_never_agrees_after_rounding(unit: str) -> None:
    assert Quantity(Decimal(36), unit, Decimal(1)).agreement(Quantity(Decimal(40), unit, Decimal(10))) is Agreement.NONE


def test_percent_and_points_and_two_currencies_never_agree() -> None:
    assert Quantity(Decimal(5), "percent", Decimal(1)).agreement(Quantity(Decimal(5), "point", Decimal(1))) is Agreement.NONE
    assert cny("5", "1").agreement(Quantity(Decimal(5), "USD", Decimal(1))) is Agreement.NONE


@given(st.integers(-(10**12), 10**12), st.integers(1, 6))
def test_a_figure_agrees_with_its_own_rounding_and_its_own_cut(cents: int, places: int) -> None:
    fine, step = Decimal(cents) / 100, Decimal(10) ** places
    cut = Quantity(int(fine / step) * step, "CNY", step)
    rounded = Quantity((fine / step).quantize(Decimal(1)) * step, "CNY", step)
    assert cny(str(fine), "0.01").agreement(cut) is not Agreement.NONE
    assert cny(str(fine), "0.01").agreement(rounded) in (Agreement.EXACT, Agreement.ROUNDED)


@given(st.integers(-(10**9), 10**9), st.integers(1, 5))
def test_figures_a_whole_step_apart_never_agree(cents: int, places: int) -> None:
    fine, step = Decimal(cents) / 100, Decimal(10) ** places
    far = Quantity((int(fine / step) + 2) * step, "CNY", step)
    assert cny(str(fine), "0.01").agreement(far) is Agreement.NONE


# ---- intervals


def test_a_print_stands_for_half_a_step_either_way_and_a_count_for_itself() -> None:
    assert Interval.around(cny("12300", "100")) == Interval(Fraction(12250), Fraction(12350))
    assert Interval.around(Quantity(Decimal(35), "person", Decimal(1))) == Interval.point(35)
    assert Interval.measured(cny("12300.00", "0.01")) == Interval.point(12300)


def test_a_sum_agrees_when_its_rounded_parts_can_give_it() -> None:
    parts = Interval.around(cny("100", "100")) + Interval.around(cny("100", "100")) + Interval.around(cny("100", "100"))
    assert parts.explains(cny("400", "100"))
    assert not parts.explains(cny("600", "100"))


def test_what_may_be_zero_divides_nothing() -> None:
    assert Interval.point(1).divided(Interval(Fraction(-1), Fraction(1))) is None


# ---- sources, periods, scopes


@pytest.mark.parametrize("span", [PageBox(1, 0, 0, 1, 1), CellPath("body/t1/r2/c3"), FieldPath("fields.b.rev.2022")])
def test_a_source_points_in_one_of_three_ways(span: PageBox | CellPath | FieldPath) -> None:
    source = Source(SHA, (span,), "1", Method.TEXT)
    assert source.page == (1 if isinstance(span, PageBox) else None)


def test_a_source_without_file_or_place_or_with_odd_confidence_is_none() -> None:
    span = (CellPath("line 1"),)
    for arguments in (("a.pdf", span, 1.0), (SHA.upper(), span, 1.0), (SHA, (), 1.0), (SHA, span, 1.5)):
        with pytest.raises(ValueError, match=r"sha256|place|onfidence"):
            Source(arguments[0], arguments[1], "1", Method.TEXT, arguments[2])


@pytest.mark.parametrize("box", [(0, 0, 0, 1, 1), (1, 2, 0, 1, 1), (1, 0, 2, 1, 1)])
def test_a_box_lies_on_a_page(box: tuple[int, int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="not a box"):
        PageBox(*box)


def test_boxes_join_on_one_page_only() -> None:
    assert PageBox(1, 0, 0, 1, 1).around(PageBox(1, 5, 5, 6, 6)) == PageBox(1, 0, 0, 6, 6)
    with pytest.raises(ValueError, match="pages 1 and 2"):
        PageBox(1, 0, 0, 1, 1).around(PageBox(2, 0, 0, 1, 1))


@given(st.integers(1951, 2099))
def test_a_year_and_its_end_are_the_same_fiscal_year(year: int) -> None:
    assert Period.of_year(year).year == Period.at_end_of(year).year == year
    assert Period.of_year(year).as_instant() == Period.at_end_of(year)
    assert Period.of_year(year).previous_year() == Period.of_year(year - 1)


def test_part_of_a_year_is_no_fiscal_year_and_february_ends_as_it_ends() -> None:
    assert Period(date(2024, 6, 30), date(2024, 1, 1)).year is None
    assert Period(date(2022, 12, 31), date(2022, 7, 1)).year is None
    assert Period(date(2024, 2, 29)).previous_year() == Period(date(2023, 2, 28))
    assert Period(date(2025, 2, 28)).previous_year() == Period(date(2024, 2, 29))
    with pytest.raises(ValueError, match="at or after"):
        Period(date(2022, 1, 1), date(2022, 12, 31))


def test_both_languages_are_said_or_none() -> None:
    with pytest.raises(ValueError, match="both"):
        Wording("有", " ")


@pytest.mark.parametrize("share", [Fraction(-1, 2), Fraction(3, 2)])
def test_nobody_holds_more_than_all_of_a_company(share: Fraction) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Holding("a", "b", share, None)


def test_stakes_and_recognitions_hold_from_their_first_day_up_to_their_last() -> None:
    stake = Holding("a", "b", Fraction(1, 2), None, start=date(2020, 1, 1), end=date(2023, 1, 1))
    entry = Recognition("a", "小巨人", "4", start=date(2020, 1, 1), end=date(2023, 1, 1), revoked=date(2022, 1, 1))
    assert [stake.holds_on(date(year, 1, 1)) for year in (2019, 2020, 2022, 2023)] == [False, True, True, False]
    assert [entry.valid_on(date(year, 1, 1)) for year in (2019, 2020, 2021, 2022)] == [False, True, True, False]


def test_a_recognition_holds_on_the_last_day_of_its_term() -> None:
    entry = Recognition("a", "小巨人", "4", start=date(2022, 7, 1), end=date(2025, 6, 30))
    assert [entry.valid_on(day) for day in (date(2025, 6, 30), date(2025, 7, 1))] == [True, False]


# ---- findings and verdicts


def finding(fact: Fact) -> Finding:
    said = Wording("不一致", "disagrees")
    return Finding(
        FindingKey("9", "A01", "revenue@2022"), "A01", Severity.CONFLICT, Outcome.DISAGREE, said, said, (Operand(Role.EVIDENCED, fact),)
    )


FACT = facts("income_statement revenue 2022 12.00 元")


@pytest.fixture
def fact() -> Fact:
    return next(iter(FACT))


def moved(fact: Fact, **changes: object) -> Fact:
    return replace(fact, source=replace(fact.source, **changes))  # type: ignore[arg-type]


def test_a_decision_goes_stale_when_value_file_or_page_changes(fact: Fact) -> None:
    now = finding(fact).fingerprint
    assert finding(replace(fact, value=cny("12.01", "0.01"))).fingerprint != now
    assert finding(replace(fact, value=Absence(AbsenceReason.UNREADABLE))).fingerprint != now
    assert finding(replace(fact, scope=Scope.PARENT)).fingerprint != now
    assert finding(moved(fact, document="b" * 64)).fingerprint != now
    assert finding(moved(fact, spans=(PageBox(7, 0, 0, 10, 10),))).fingerprint != now
    assert replace(finding(fact), outcome=Outcome.NEEDS_CHECK).fingerprint != now


def test_a_decision_stays_when_only_box_confidence_or_wording_changes(fact: Fact) -> None:
    now = finding(fact).fingerprint
    assert finding(moved(fact, spans=(PageBox(1, 5, 5, 9, 9),))).fingerprint == now
    assert finding(moved(fact, confidence=0.5)).fingerprint == now
    assert finding(replace(fact, value=cny("12.00", "0.01"))).fingerprint == now
    assert replace(finding(fact), explanation=Wording("另一种说法", "said otherwise")).fingerprint == now


def test_a_finding_has_a_name_that_stays() -> None:
    assert str(FindingKey("91", "A01", "revenue@2022")) == "91/A01/revenue@2022"


def test_a_trace_gives_its_operands_and_what_is_missing_once_each(fact: Fact) -> None:
    leaf = Trace("a", "1", facts=(fact,))
    trace = Trace("a + a + b", "?", steps=(leaf, leaf, Trace("b", "b 未知", missing=("b",)), Trace("b", "b 未知", missing=("b",))))
    assert trace.operands() == (fact,)
    assert trace.unknowns() == ("b",)


def test_a_verdict_answers_on_declared_on_evidenced_and_as_decided() -> None:
    unknown, met = Judgement(Status.UNKNOWN, None), Judgement(Status.MET, None)
    verdict = Verdict("share", "三", Wording("占有率", "share"), None, None, "附件3 三", verified=True, declared=met, evidenced=unknown)
    assert verdict.decided is None
    assert replace(verdict, decided=met).decided == met


# ---- several reports in one file


def sheet(report: str, page: int, *columns: tuple[int, str]) -> list[Fact]:
    """The rows of one page of a file: revenue of every year given."""
    rows = facts("\n".join(f"income_statement@{report} revenue {year} {value} 元" for year, value in columns))
    return [moved(fact, document=document("合订本.pdf"), spans=(PageBox(page, 0, 0, 10, 10),)) for fact in rows]


def current(held: Facts) -> list[tuple[int | None, int | None]]:
    return [(fact.source.page, fact.year) for fact in held if held.is_current(fact)]


@pytest.mark.parametrize("order", [(2022, 2021, 2020), (2020, 2021, 2022), (2021, 2022, 2020)])
def test_every_report_of_one_file_has_its_own_current_year(order: tuple[int, int, int]) -> None:
    pages = [fact for page, year in enumerate(order, start=1) for fact in sheet("x", page, (year, "2.00"), (year - 1, "1.00"))]
    assert current(Facts(pages)) == [(page, year) for page, year in enumerate(order, start=1)]


def test_a_sheet_of_one_year_belongs_to_the_report_around_it() -> None:
    """A note on last year alone, between the sheets of this year's report, is no report of last year."""
    pages = [*sheet("x", 1, (2022, "2.00"), (2021, "1.00")), *sheet("x", 2, (2021, "1.00")), *sheet("x", 3, (2022, "2.00"), (2021, "1.00"))]
    assert current(Facts(pages)) == [(1, 2022), (3, 2022)]


def test_a_table_of_three_years_has_one_current_year() -> None:
    assert current(Facts(sheet("x", 1, (2022, "3.00"), (2021, "2.00"), (2020, "1.00")))) == [(1, 2022)]


def test_a_restated_year_is_found_within_one_file() -> None:
    pages = [*sheet("x", 1, (2022, "9.00"), (2021, "5.00")), *sheet("x", 2, (2021, "4.00"), (2020, "3.00"))]
    held = Facts(pages)
    own, later = (
        [fact for fact in held if fact.year == 2021 and held.is_current(fact)],
        [fact for fact in held if not held.is_current(fact)],
    )
    assert [fact.source.text for fact in own] == ["4.00"]
    assert [fact.source.text for fact in later] == ["5.00", "3.00"]
    assert [
        one.key.check
        for one in checked(
            "income_statement@2022 revenue 2021 5.00 元\nincome_statement@2022 revenue 2022 9.00 元\nincome_statement@2021 revenue 2021 4.00 元",
            "A09",
        )
    ] != []


def test_three_audit_reports_bound_into_one_file_are_reviewed_like_three_files(samples: Path, tmp_path: Path) -> None:
    application = tmp_path / "application"
    shutil.copytree(samples / "clean" / "application", application)
    with pikepdf.new() as bound:
        for path in sorted(application.glob("审计报告*.pdf"), reverse=True):
            with pikepdf.open(path) as report:
                bound.pages.extend(report.pages)
            path.unlink()
        bound.save(application / "审计报告合订本.pdf")
    packs = load_packs()
    with open_submission(application) as submission:
        review = review_submission(submission, packs, Order())
    assert [card.title.zh for card in review.cards] == []
    assert all(verdict.evidenced.status is verdict.declared.status for verdict in review.verdicts)
    proven = {fact.year: fact for fact in review.facts if fact.concept == "revenue" and Facts(review.facts).is_current(fact)}
    assert {2022, 2021, 2020} <= set(proven)
