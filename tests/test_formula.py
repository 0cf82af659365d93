"""The language of formulas: what it refuses, what it never does, and that its logic is Kleene's."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest
from fact_text import facts
from hypothesis import given
from hypothesis import strategies as st

from docintel.domain.errors import FormulaError
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Truth
from docintel.formula import Operand
from docintel.formula import Record
from docintel.formula import evaluate
from docintel.formula import parse_formula
from docintel.text.quantities import parse_quantity


class Values:
    """Names with printed values; a name without one is missing."""

    def __init__(self, **texts: str) -> None:
        self.texts = texts

    def operand(self, name: str, year: str | None) -> Operand | None:
        text = self.texts.get(f"{name}_{year}" if year else name)
        if text is None:
            return None
        if text in ("是", "否"):
            return Operand(text == "是")
        quantity = parse_quantity(text)
        assert quantity is not None
        return Operand(quantity, tuple(facts(f"income_statement revenue 2022 {text}")) if name == "revenue" else ())

    def records(self, name: str) -> tuple[Record, ...] | None:
        return (Record({"class": "I", "transferred": False}), Record({"class": "I", "transferred": None})) if name == "ip" else None


def worked(text: str, **values: str) -> Trace:
    return evaluate(parse_formula(text), Values(**values))


# ---- the probes of findings/product.md 2.4


@pytest.mark.parametrize(
    "text",
    [
        "2 ** 9", "9**9**9**9", "pow(2, 9)", "a << 99",  # powers
        "'a' * 999999999", "[0] * 10", "(1, 2) * 9",  # repetition
        "+".join(["a"] * 5000), "+".join(["1"] * 400), "(" * 300 + "a" + ")" * 300, "not " * 60 + "a > 1",  # long and deep
        "10000000000000000000000000000000000000000", "1e400", "1e-9", "0x10", "1_000", "1j", "inf > 1e99",  # numbers not written out
    ],
)  # fmt: skip
def test_a_bomb_is_refused_before_it_is_evaluated(text: str) -> None:
    with pytest.raises(FormulaError):
        worked(text)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')", "exec('1')", "open('/etc/passwd')", "print(a)", "a.__class__", "().__class__.__bases__", "营业收入.real", "a.b()",
        "lambda: 1", "(a := 1)", "[x for x in a]", "{a: 1}", "{a}", "f'{a}'", "yield a", "await a", "*a", "a[0]", "a[1:2]", "a['x']", "...",
        "a is None", "None", "a in (1, 2)", "a // 2", "a % 2", "a & 1", "~a", "a @ a", "abs(*a)", "abs(a, key=1)", "a; a", "a\n+1",
    ],
)  # fmt: skip
def test_an_escape_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        worked(text, a="1项")


@pytest.mark.parametrize(
    "text", ["sum()", "min()", "percent(a)", "growth(a)", "cagr(a, a)", "abs(a, a)", "band(a, 3, 0)", "band(a)", "count()"]
)
def test_a_function_with_the_wrong_number_of_values_is_refused_when_the_pack_is_read(text: str) -> None:
    with pytest.raises(FormulaError, match=r"takes"):
        parse_formula(text)


def test_a_refusal_names_the_place_and_the_nearest_word() -> None:
    with pytest.raises(FormulaError, match=r"character 5.*did you mean growth\?"):
        parse_formula("1 + grwth(a, b)")


def test_literals_are_decimal() -> None:
    assert worked("0.1 + 0.2 == 0.3").truth is Truth.TRUE
    assert worked("a * 0.8 == 8", a="10项").truth is Truth.TRUE


def test_chinese_names_are_names() -> None:
    assert worked("营业收入 - 营业成本 >= 万(60)", 营业收入="100.00万元", 营业成本="40.00万元").number is None
    assert parse_formula("percent(主营业务收入[y1], 营业收入[y1]) >= 70").names() == ("主营业务收入", "营业收入")


@pytest.mark.parametrize(
    "text", ["a + b", "a - b", "b * a", "a / b", "abs(b)", "mean(a, b)", "max(a, b)", "growth(a, b)", "sum(a, b, a)", "-b"]
)
def test_a_missing_operand_makes_a_number_unknown_and_is_named(text: str) -> None:
    trace = worked(text, a="5项")
    assert (trace.number, trace.truth, trace.unknowns()) == (None, None, ("b",))


def test_nothing_divided_by_zero_is_known() -> None:
    assert worked("a / 0 > 1", a="5项").truth is Truth.UNKNOWN
    assert worked("percent(a, b) > 1", a="5.00元", b="0.00元").truth is Truth.UNKNOWN


def test_growth_from_a_loss_has_no_rate() -> None:
    assert worked("growth(a, b) > 5", a="10.00元", b="-5.00元").truth is Truth.UNKNOWN


@pytest.mark.parametrize("text", ["a + 1 > 3", "a > 5", "a * a > 1", "a == p"])
def test_money_percent_and_plain_numbers_are_kept_apart(text: str) -> None:
    with pytest.raises(FormulaError):
        worked(text, a="5.00元", p="5%")


def test_a_number_is_no_condition() -> None:
    with pytest.raises(FormulaError, match="condition"):
        worked("a and a > 1", a="5项")


# ---- Kleene

TRUTHS = {"t": Truth.TRUE, "f": Truth.FALSE, "u": Truth.UNKNOWN}
KNOWN = {"t": "是", "f": "否"}
ORDER = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)


@pytest.mark.parametrize(("one", "two"), list(itertools.product("tfu", repeat=2)))
def test_and_is_the_least_and_or_the_greatest(one: str, two: str) -> None:
    known = {name: KNOWN[value] for name, value in (("x", one), ("y", two)) if value in KNOWN}
    places = sorted((ORDER.index(TRUTHS[one]), ORDER.index(TRUTHS[two])))
    assert worked("x and y", **known).truth is ORDER[places[0]]
    assert worked("x or y", **known).truth is ORDER[places[1]]


@given(st.lists(st.sampled_from("tfu"), min_size=3, max_size=3))
def test_de_morgan_and_double_negation_hold_with_unknowns(values: list[str]) -> None:
    known = {name: KNOWN[value] for name, value in zip("xyz", values, strict=True) if value in KNOWN}
    for one, two in (
        ("not (x and y)", "not x or not y"),
        ("not (x or y)", "not x and not y"),
        ("not not x", "not not not not x"),
        ("x and (y or z)", "(x and y) or (x and z)"),
    ):
        assert (worked(one, **known).truth or Truth.UNKNOWN) is (worked(two, **known).truth or Truth.UNKNOWN)


@given(st.lists(st.sampled_from("tfu"), min_size=2, max_size=2), st.sampled_from("tf"))
def test_learning_what_was_unknown_never_overturns_what_was_known(values: list[str], learned: str) -> None:
    before = {name: KNOWN[value] for name, value in zip("xy", values, strict=True) if value in KNOWN}
    after = {name: before.get(name, KNOWN[learned]) for name in "xy"}
    for text in ("x and y", "x or y", "not x", "x and not y"):
        known = worked(text, **before).truth
        assert known in (None, Truth.UNKNOWN) or worked(text, **after).truth is known


# ---- arithmetic and traces


@given(st.lists(st.integers(1, 999), min_size=2, max_size=6), st.data())
def test_arithmetic_is_that_of_fractions(numbers: list[int], data: st.DataObject) -> None:
    signs = [data.draw(st.sampled_from("+-*/")) for _ in numbers[1:]]
    text = "".join(f" {sign} {number}" for sign, number in zip(["", *signs], numbers, strict=True)).strip()
    expected = eval(text, {}, {}) if "/" not in text else _fraction(numbers, signs)  # noqa: S307 - our own digits and signs, as the oracle
    trace = worked(f"({text}) - ({Fraction(expected).numerator} / {Fraction(expected).denominator}) == 0".replace("(-", "(0 -"))
    assert trace.truth is Truth.TRUE


def _fraction(numbers: list[int], signs: list[str]) -> Fraction:
    terms, product = [], Fraction(numbers[0])
    for sign, number in zip(signs, numbers[1:], strict=True):
        if sign in "*/":
            product = product * number if sign == "*" else product / number
        else:
            terms.append(product)
            product = Fraction(number if sign == "+" else -number)
    return sum(terms, product)


def test_a_trace_goes_down_to_the_places_of_its_operands() -> None:
    trace = worked("percent(revenue, all) >= 70 and known(revenue)", revenue="80.00元", all="100.00元")
    (fact,) = trace.operands()
    assert (fact.concept, fact.source.page, fact.source.text) == ("revenue", 1, "80.00元")
    assert trace.printed.startswith("80.00元 ÷ 100.00元 = 80% ≥ 70%")
    assert trace.steps[0].steps[0].number == Decimal(80)


def test_rows_of_which_nobody_knows_widen_the_count() -> None:
    assert worked('count(ip, class="I", transferred=false) >= 1').truth is Truth.TRUE
    assert worked('count(ip, class="I", transferred=false) >= 2').truth is Truth.STRADDLES
    assert worked("count(products) >= 1").truth is Truth.UNKNOWN
