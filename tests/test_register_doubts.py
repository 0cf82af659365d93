"""Registers with odd rows: each is told with its row, how it was taken and what to mend, and the rest is used."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.ownership import Register
from docintel.domain.wording import Language
from docintel.intake import read_register
from docintel.ownership.relations import coverage_of
from docintel.ownership.resolving import Known
from docintel.ownership.resolving import possible_entries

HEAD = "企业名称,统一社会信用代码,名单,批次,有效期止,撤销日期,曾用名"
ONE, TWO = "91320214MA4JURQ20X", "91320214MA83FQEF9C"


def register(folder: Path, text: str, name: str = "list.csv") -> Register:
    path = folder / name
    path.write_text(f"{HEAD}\n{text}\n", encoding="utf-8")
    return read_register(path)


def told(*registers: Register) -> str:
    return "\n".join(one.said(Language.ZH) for one in coverage_of(registers, date(2023, 4, 1)))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("甲辰阀门有限公司,91320214MA4JURQ20A,小巨人,第四批,,,", "第2行：统一社会信用代码“91320214MA4JURQ20A”位数或校验位不符"),
        ("甲辰阀门有限公司,91320214MA4JURQ,小巨人,第四批,,,", "按企业名称匹配"),
        (f"甲辰阀门有限公司,{ONE},小巨人,第四批,,,\n甲辰阀门有限公司,{ONE},小巨人,第四批,,,", "第2、3行重复（甲辰阀门有限公司）"),
        (f"甲辰阀门有限公司,{ONE},小巨人,第四批,,,\n乙巳阀门有限公司,{ONE},小巨人,第五批,,,", "第2、3行统一社会信用代码相同而企业名称不同"),
        (f"甲辰阀门有限公司,{ONE},小巨人,第四批,,,\n甲辰阀门有限公司,{TWO},小巨人,第五批,,,", "第2、3行企业名称相同（甲辰阀门有限公司）而统一社会信用代码不同"),
        (f"甲辰阀门有限公司,{ONE},小巨人,第四批,,,\n甲辰阀门有限公司,{ONE},小巨人,第四批,,2023-01-01,", "有的载明2023-01-01撤销、有的没有"),
    ],
)  # fmt: skip
def test_an_odd_row_is_told_with_its_number(tmp_path: Path, rows: str, said: str) -> None:
    assert said in told(register(tmp_path, rows))


def test_rows_that_say_no_two_things_are_not_told(tmp_path: Path) -> None:
    rows = f"甲辰阀门有限公司,{ONE},小巨人,第四批,,,\n甲辰新阀门股份有限公司,{ONE},小巨人,第七批,,,甲辰阀门有限公司\n乙巳电机有限公司,{TWO},小巨人,第四批,,,"
    assert register(tmp_path, rows).doubts == ()


def test_a_code_is_read_without_its_blanks_and_in_capitals(tmp_path: Path) -> None:
    assert [one.uscc for one in register(tmp_path, f"甲辰阀门有限公司,{ONE[:6]} {ONE[6:].lower()},小巨人,,,,").recognitions] == [ONE]


def test_a_code_that_none_can_be_identifies_nobody(tmp_path: Path) -> None:
    assert [one.uscc for one in register(tmp_path, "甲辰阀门有限公司,91320214MA4JURQ20A,小巨人,,,,").recognitions] == [None]


def test_two_lists_that_differ_on_a_revocation_are_told(tmp_path: Path) -> None:
    first = register(tmp_path, f"甲辰阀门有限公司,{ONE},小巨人,第四批,,,")
    second = register(tmp_path, f"甲辰阀门有限公司,{ONE},小巨人,第四批,,2023-01-01,", "revoked.csv")
    assert "甲辰阀门有限公司在名单“revoked.csv”中已撤销，在“list.csv”中未撤销" in told(first, second)


def test_more_doubts_than_anybody_reads_are_counted(tmp_path: Path) -> None:
    doubts = register(tmp_path, "\n".join(f"甲辰{number}阀门有限公司,91320214MA4JURQ20A,小巨人,,,," for number in range(50))).doubts
    assert (len(doubts), doubts[-1].zh) == (21, "另有30处类似问题，请整理名单后重新提供。")


@pytest.mark.parametrize(
    ("name", "code", "why"),
    [
        ("无锡甲辰阀门股份有限公司", None, "组织形式不同"),
        ("无锡甲辰阀门有限公司", TWO, "名称相同，统一社会信用代码不同"),
    ],
)
def test_an_entry_that_a_name_only_may_mean_is_told_and_not_taken(tmp_path: Path, name: str, code: str | None, why: str) -> None:
    given = register(tmp_path, f"无锡甲辰阀门有限公司,{ONE},小巨人,第四批,,,")
    known = Known.of([Party("it", name, PartyKind.ENTERPRISE, code)])
    assert known.party(given.recognitions[0]) is None
    assert [why in one.zh for one in possible_entries(known, [given], None)] == [True]


def test_an_enterprise_that_a_code_identifies_is_not_called_possible(tmp_path: Path) -> None:
    given = register(tmp_path, f"无锡甲辰阀门有限公司,{ONE},小巨人,第四批,,,")
    known = Known.of([Party("it", "无锡甲辰阀门股份有限公司", PartyKind.ENTERPRISE, ONE)])
    party = known.party(given.recognitions[0])
    assert party is not None
    assert party.id == "it"
    assert list(possible_entries(known, [given], None)) == []
