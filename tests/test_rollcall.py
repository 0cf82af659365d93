"""The roll-call: who is on the platform's list and who handed in, joined by credit code, then by name."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docintel.cli.rollcall import _workbook
from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.domain.wording import Language
from docintel.intake import Enrolled
from docintel.intake import read_roll
from docintel.work.rollcall import Answer
from docintel.work.rollcall import Called
from docintel.work.rollcall import call_roll

CODE, OTHER = "91330100MA00000072", "91330100MA0000015W"


def row(number: int, name: str, uscc: str | None = None, day: date | None = None) -> Enrolled:
    return Enrolled(number, name, uscc, day)


def application(
    folder: str, uscc: str | None = None, applicant: str = "", received: str = "2023-04-01T08:00:00+00:00"
) -> ApplicationRecord:
    return ApplicationRecord(f"a-{folder}", "batch5", folder, uscc, applicant, received_at=received)


def answers(called: tuple[Called, ...]) -> list[tuple[str, ...]]:
    return [tuple(answer.value for answer in one.answers) for one in called]


def test_one_row_and_one_application_of_one_code_are_present_whatever_the_folder_is_called() -> None:
    called = call_roll([row(2, "甲有限公司", CODE)], [application("压缩包1", CODE, "甲有限公司")])
    assert answers(called) == [("present",)]
    assert called[0].folders == ("压缩包1",)


def test_who_is_on_the_list_and_did_not_hand_in_is_missing_and_the_other_way_round_extra() -> None:
    called = call_roll([row(2, "甲有限公司", CODE)], [application("乙", OTHER, "乙有限公司")])
    assert answers(called) == [("missing",), ("extra",)]


def test_two_rows_or_two_applications_of_one_code_are_duplicates() -> None:
    rows = [row(2, "甲有限公司", CODE), row(5, "甲有限公司", CODE)]
    assert answers(call_roll(rows, [application("甲", CODE, "甲有限公司")])) == [("duplicate",)]
    twice = call_roll(rows[:1], [application("甲", CODE, "甲有限公司"), application("甲（2）", CODE, "甲有限公司")])
    assert answers(twice) == [("duplicate",)]
    assert twice[0].folders == ("甲", "甲（2）")


def test_a_folder_that_could_not_be_opened_is_joined_by_its_name_and_that_is_to_be_checked() -> None:
    called = call_roll([row(2, "甲有限公司", CODE)], [application("甲有限公司")])
    assert answers(called) == [("doubtful",)]
    assert called[0].folders == ("甲有限公司",)


def test_one_name_with_two_codes_is_to_be_checked() -> None:
    assert answers(call_roll([row(2, "甲有限公司", CODE)], [application("x", OTHER, "甲有限公司")])) == [("doubtful",)]


def test_one_code_with_two_names_is_to_be_checked() -> None:
    assert answers(call_roll([row(2, "甲有限公司", CODE)], [application("x", CODE, "乙股份有限公司")])) == [("doubtful",)]


def test_late_is_the_day_on_the_list_else_the_day_of_receipt() -> None:
    deadline = date(2023, 4, 10)
    listed = call_roll(
        [row(2, "甲有限公司", CODE, date(2023, 4, 9))], [application("甲", CODE, "甲有限公司", "2023-04-20T00:00:00+00:00")], deadline
    )
    received = call_roll([row(2, "甲有限公司", CODE)], [application("甲", CODE, "甲有限公司", "2023-04-20T00:00:00+00:00")], deadline)
    assert (answers(listed), answers(received)) == ([("present",)], [("late",)])


@given(
    st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from([None, CODE, OTHER])), max_size=6),
    st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from([None, CODE, OTHER])), max_size=6),
)
def test_every_row_and_every_application_is_called_once(listed: list[tuple[str, str | None]], came: list[tuple[str, str | None]]) -> None:
    rows = [row(number, name, code) for number, (name, code) in enumerate(listed, start=2)]
    applications = [application(f"{number}", code, name) for number, (name, code) in enumerate(came)]
    called = call_roll(rows, applications)
    assert sorted(number for one in called for number in one.rows) == [one.row for one in rows]
    assert sorted(folder for one in called for folder in one.folders) == sorted(one.folder for one in applications)
    assert all((Answer.MISSING in one.answers) == (not one.folders) for one in called)


def written(path: Path, *lines: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for line in lines:
        book.worksheets[0].append(list(line))
    book.save(path)
    return path


def test_a_list_is_read_below_its_title_with_days_as_days(tmp_path: Path) -> None:
    listed = written(
        tmp_path / "名册.xlsx",
        ("第五批申报企业名册",),
        ("序号", "企业名称", "统一社会信用代码", "提交时间"),
        (1, "甲有限公司", CODE.lower(), datetime(2023, 4, 9, 17, 30)),  # noqa: DTZ001 -- a cell has no zone
        (2, "乙有限公司", None, "2023-04-10"),
        (None, None, None, None),
    )
    assert read_roll(listed) == (
        Enrolled(3, "甲有限公司", CODE, date(2023, 4, 9)),
        Enrolled(4, "乙有限公司", None, date(2023, 4, 10)),
    )


def test_a_list_without_the_columns_names_those_it_may_have(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="企业名称"):
        read_roll(written(tmp_path / "x.xlsx", ("序号", "备注")))


def test_what_somebody_wrote_stays_text_in_the_workbook(tmp_path: Path) -> None:
    called = call_roll([row(2, '=HYPERLINK("http://x")', CODE)], [])
    _workbook(tmp_path / "out.xlsx", called, Language.ZH)
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")


def test_the_day_of_receipt_is_that_of_china() -> None:
    listed, deadline = [row(2, "甲有限公司", CODE)], date(2023, 4, 10)
    in_time, late = "2023-04-10T15:59:00+00:00", "2023-04-10T16:01:00+00:00"
    assert answers(call_roll(listed, [application("甲", CODE, "甲有限公司", in_time)], deadline)) == [("present",)]
    assert answers(call_roll(listed, [application("甲", CODE, "甲有限公司", late)], deadline)) == [("late",)]
