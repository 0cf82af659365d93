"""Identifiers against independent arithmetic, and the public implementations that are wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.report.plain import masked
from docintel.text.identifiers import USCC_ALPHABET
from docintel.text.identifiers import identify
from docintel.text.identifiers import uscc_repairs

WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # GB 32100-2015, as printed there
ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def organisation_check(body: str) -> str:
    total = sum(ORGANISATION.index(char) * weight for char, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return "0123456789X0"[11 - total % 11]


def weighted(body: str) -> int:
    return sum(USCC_ALPHABET.index(char) * weight for char, weight in zip(body, WEIGHTS, strict=True))


def credit_code(region: str, body: str) -> str:
    head = "91" + region + body + organisation_check(body)
    return head + USCC_ALPHABET[(31 - weighted(head) % 31) % 31]


bodies = st.text(USCC_ALPHABET, min_size=8, max_size=8)
regions = st.text("0123456789", min_size=6, max_size=6)


@given(regions, bodies)
def test_a_code_made_by_the_standard_holds_and_its_organisation_code_too(region: str, body: str) -> None:
    code = credit_code(region, body)
    assert identify("uscc", code).valid is True
    assert identify("organisation_code", f"{code[8:16]}-{code[16]}").valid is True


@given(regions, bodies, st.integers(0, 16))
def test_two_neighbours_exchanged_break_a_code(region: str, body: str, place: int) -> None:
    code = credit_code(region, body)
    changed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert identify("uscc", changed).valid is (changed == code)


def divisible() -> str:
    """A code whose weighted sum is a multiple of 31: its check character is 0."""
    bodies_ = (f"MA{number:06d}" for number in range(10_000))
    return next(code for body in bodies_ if (code := credit_code("330100", body)).endswith("0") and weighted(code[:17]) % 31 == 0)


def test_a_sum_divisible_by_31_has_the_check_character_0() -> None:
    """Public implementations without the last mod 31 look for a 32nd character and refuse it."""
    assert identify("uscc", divisible()).valid is True
    assert 31 - weighted(divisible()[:17]) % 31 == len(USCC_ALPHABET)


def test_letters_count_without_the_five_that_are_left_out() -> None:
    """Public implementations that count S..Z through the gaps (26..33) give another check character."""
    through = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
    code = credit_code("330100", "MA2TWXY1")
    total = sum(through[char] * weight for char, weight in zip(code[:17], WEIGHTS, strict=True))
    assert identify("uscc", code).valid is True
    assert (31 - total % 31) % 31 != USCC_ALPHABET.index(code[17])


@pytest.mark.parametrize("letter", "IOSVZ")
def test_the_letters_left_out_are_never_in_a_code(letter: str) -> None:
    assert identify("uscc", "9133010079965505" + letter + "B").valid is False


@pytest.mark.parametrize("check", ["X", "0"])
def test_a_wrong_check_character_is_not_waved_through(check: str) -> None:
    assert identify("uscc", "91330100799655058" + check).valid is False


def test_a_valid_code_of_the_sum_alone_fails_on_its_organisation_code() -> None:
    head = "91330100" + "MA2TWXY1" + ("1" if organisation_check("MA2TWXY1") != "1" else "2")
    assert identify("uscc", head + USCC_ALPHABET[(31 - weighted(head) % 31) % 31]).valid is False


@given(regions, bodies, st.integers(0, 17))
def test_whatever_is_offered_for_repair_is_a_valid_code_one_character_away(region: str, body: str, place: int) -> None:
    code = credit_code(region, body)
    broken = code[:place] + ("8" if code[place] != "8" else "B") + code[place + 1 :]
    for offered in uscc_repairs(broken):
        assert identify("uscc", offered).valid is True
        assert sum(one != two for one, two in zip(broken, offered, strict=True)) == 1


@pytest.mark.parametrize("printed", ["79965505-8", "799655058", "７９９６５５０５－８"])
def test_an_organisation_code_with_or_without_its_hyphen(printed: str) -> None:
    assert (identify("organisation_code", printed).code, identify("organisation_code", printed).valid) == ("799655058", True)


@given(st.text("0123456789", min_size=14, max_size=14))
def test_an_old_licence_number_has_one_check_digit_by_iso_7064(body: str) -> None:
    product = 10
    for digit in body:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    check = (11 - product) % 10
    assert [digit for digit in "0123456789" if identify("licence_number", body + digit).valid] == [str(check)]


@pytest.mark.parametrize("printed", ["95115608.X", "ZL 95 1 15608.X", "ZL95115608.x"])
def test_the_old_patent_number_whose_remainder_is_10_ends_in_x(printed: str) -> None:
    """A public page prints 16 for it; the arithmetic gives remainder 10."""
    assert (identify("patent", printed).code, identify("patent", printed).valid) == ("95115608.X", True)
    assert identify("patent", "95115608.6").valid is False


@given(st.integers(2004, 2025), st.sampled_from("12389"), st.integers(0, 9_999_999))
def test_a_patent_number_has_one_check_character(year: int, kind: str, number: int) -> None:
    body = f"{year}{kind}{number:07d}"
    assert sum(bool(identify("patent", f"ZL{body}.{check}").valid) for check in "0123456789X") == 1


@given(st.integers(0, 10**17 - 1))
def test_an_id_card_number_is_shown_without_what_tells_the_person(number: int) -> None:
    code = f"{number:017d}"
    code += "10X98765432"[
        sum(int(digit) * weight for digit, weight in zip(code, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    ]
    assert identify("id_card", code).valid is True
    shown = masked(f"法定代表人身份证号{code}，电话")
    assert code[6:17] not in shown
    assert f"{code[:6]}***********{code[17]}" in shown


def test_a_credit_code_is_not_masked_as_an_id_card() -> None:
    assert masked("91330100799655058B") == "91330100799655058B"


@pytest.mark.parametrize(
    ("scheme", "printed", "code"),
    [
        ("rank", "第2位", "2"),
        ("rank", "第三名", "3"),
        ("rank", "前十", "10"),
        ("rank", "1", "1"),
        ("goods_class", "第7类", "7"),
        ("goods_class", "09", "9"),
        ("serial", "第42576号", "42576"),
        ("serial", "No.20220131", "20220131"),
        ("serial", "软著登字第0123456号", "软著登字第0123456号"),
        ("serial", "117 22 E 20345-08 R0M", "11722E20345-08R0M"),
    ],
)
def test_words_around_a_number_are_no_part_of_it(scheme: str, printed: str, code: str) -> None:
    assert identify(scheme, printed).code == code
