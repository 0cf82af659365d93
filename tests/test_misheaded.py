"""Statements and notes under a misread heading are of the scope and year that the rest of their report tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fact_text import facts

from docintel.domain.fact import Scope
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.extract.headlines import scope_of
from docintel.extract.misheaded import parted
from docintel.extract.misheaded import redated
from docintel.extract.misheaded import rescoped

STATEMENTS = """
    income_statement/consolidated revenue 2020 168,386,422.27 元
    income_statement/parent revenue 2020 156,101,548.38 元
"""
NOTE = """
    notes_revenue/consolidated revenue 2020 {} 元
    notes_revenue/consolidated main_revenue 2020 150,035,560.54 元
"""


def scopes(text: str, *, method: Method = Method.OCR) -> list[Scope]:
    """The scopes of notes that stand on one page of the report."""
    held = [
        replace(one, source=replace(one.source, document="f" * 64, method=method, spans=(PageBox(21, 0, 0, 1, 1),))) for one in facts(text)
    ]
    return [one.scope for one in rescoped(held) if one.kind == "notes_revenue"]


def test_a_recognised_note_that_repeats_the_parent_s_revenue_is_the_parent_s() -> None:
    assert scopes(STATEMENTS + NOTE.format("156,101,548.38")) == [Scope.PARENT, Scope.PARENT]


def test_a_note_that_repeats_its_own_statement_stays() -> None:
    assert scopes(STATEMENTS + NOTE.format("168,386,422.27")) == [Scope.CONSOLIDATED, Scope.CONSOLIDATED]


def test_a_note_that_repeats_neither_stays_as_its_heading_says() -> None:
    assert scopes(STATEMENTS + NOTE.format("151,000,000.00")) == [Scope.CONSOLIDATED, Scope.CONSOLIDATED]


def test_a_heading_that_was_not_recognised_but_printed_is_taken_at_its_word() -> None:
    assert scopes(STATEMENTS + NOTE.format("156,101,548.38"), method=Method.TEXT) == [Scope.CONSOLIDATED, Scope.CONSOLIDATED]


def years(text: str, *, method: Method = Method.OCR) -> list[int | None]:
    """The years of the notes of a report."""
    box = (PageBox(21, 0, 0, 1, 1),)
    held = [replace(one, source=replace(one.source, document="f" * 64, method=method, spans=box)) for one in facts(text)]
    return [one.year for one in redated(held) if one.kind == "notes_revenue"]


def test_a_column_whose_year_is_a_digit_off_is_of_the_year_that_its_page_lacks() -> None:
    text = """
        income_statement/consolidated revenue 2022 210,000,000.00 元
        income_statement/consolidated revenue 2021 200,000,000.00 元
        income_statement/consolidated net_profit 2022 21,000,000.00 元
        income_statement/consolidated net_profit 2021 20,000,000.00 元
        notes_revenue/consolidated main_revenue {} 192,513,657.48 元
        notes_revenue/consolidated main_revenue 2021 182,513,657.48 元
    """
    assert years(text.format(2027)) == [2022, 2021]
    assert years(text.format(2019)) == [2019, 2021]  # no misread 2022
    assert years(text.format(2027), method=Method.TEXT) == [2027, 2021]


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("毋公司利润表", Scope.PARENT),
        ("母公同资产负债表", Scope.PARENT),
        ("台并利润表", Scope.CONSOLIDATED),
        ("合井现金流量表", Scope.CONSOLIDATED),
        ("分公司利润表", Scope.UNSTATED),  # a branch is no parent
        ("利润表", Scope.UNSTATED),
    ],
)
def test_the_scope_is_told_by_a_title_with_a_letter_misread(title: str, scope: Scope) -> None:
    assert scope_of(title, Scope.UNSTATED) is scope


TITLED = """
    income_statement/consolidated revenue 2021 171,466,739.52 元
    income_statement/consolidated operating_cost 2021 108,000,000.00 元
    income_statement/consolidated selling_expense 2021 9,000,000.00 元
"""
UNTITLED = """
    income_statement/consolidated!kind_inferred revenue 2021 {} 元
    income_statement/consolidated!kind_inferred operating_cost 2021 {} 元
    income_statement/consolidated!kind_inferred selling_expense 2021 {} 元
"""


def untitled(text: str, *, method: Method = Method.OCR) -> set[Scope]:
    """The scopes of the statement without a title, which stands on a page of its own in the report."""
    held = []
    for one in facts(text):
        page = 7 if one.source.doubts else 13
        held.append(replace(one, source=replace(one.source, document="f" * 64, method=method, spans=(PageBox(page, 0, 0, 1, 1),))))
    return {one.scope for one in parted(held) if "kind_inferred" in one.source.doubts}


def test_a_statement_without_title_beside_the_group_s_own_with_other_amounts_is_the_parent_s() -> None:
    text = TITLED + UNTITLED.format("155,964,310.67", "98,178,537.95", "7,678,209.78")
    assert untitled(text) == {Scope.PARENT}
    assert untitled(text, method=Method.TEXT) == {Scope.CONSOLIDATED}  # no title was misread: none is there


@pytest.mark.parametrize(
    "text",
    [
        UNTITLED.format("155,964,310.67", "98,178,537.95", "7,678,209.78"),  # nothing else is the group's
        TITLED + UNTITLED.format("171,466,739.52", "108,000,000.00", "9,500,000.00"),  # the group's once more
        TITLED.replace("2021", "2019") + UNTITLED.format("155,964,310.67", "98,178,537.95", "7,678,209.78"),  # of other years
    ],
)
def test_a_statement_without_title_stays_the_group_s_where_nothing_says_otherwise(text: str) -> None:
    assert untitled(text) == {Scope.CONSOLIDATED}
