"""Signed objections on the command line: recorded with a term, answered by somebody who took no part, listed with what is overdue."""

from __future__ import annotations

from pathlib import Path

import pytest
from stored import campaign
from stored import face
from stored import finding
from stored import only_card
from stored import reviewed
from typer.testing import CliRunner
from typer.testing import Result

from docintel.cli.commands import app_for
from docintel.domain.decision import DecisionKind
from docintel.domain.objecting import objection_text
from docintel.store import open_store


def said(place: Path, *words: str) -> Result:
    given = ["objections", *words, "--store", str(place), "--lang", "en"]
    return CliRunner().invoke(app_for(given), given)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with one reviewed application, 甲公司, on which li decided."""
    with open_store(tmp_path / "store") as store:
        made = reviewed(store, face(finding()), campaign(store))
        card = only_card(store, made)
        store.decisions.decide(made, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint)
    return tmp_path / "store"


def recorded(place: Path, *more: str) -> str:
    told = said(place, "record", "甲公司", "--objector", "张三", "--text", "收入与公开数据不符", "--received", "2023-05-04", *more)
    assert told.exit_code == 0, told.output
    return next(word for word in told.output.split() if word.startswith("o"))


def test_one_is_recorded_with_its_evidence_and_its_term(place: Path, tmp_path: Path) -> None:
    (tmp_path / "信.txt").write_text("来信", encoding="utf-8")
    made = recorded(place, "--due", "2023-05-14", "--evidence", str(tmp_path / "信.txt"))
    with open_store(place) as store:
        told = objection_text(store.objections.get(objection_id(place)).body)
        assert (told.objector, told.received, told.due) == ("张三", "2023-05-04", "2023-05-14")
        assert store.files.read(told.evidence[0]).decode() == "来信"
    assert made


def objection_id(place: Path) -> str:
    with open_store(place) as store:
        (only,) = store.objections.in_campaign(store.campaigns.all()[0].id)
        return only.id


def test_what_is_overdue_is_marked_and_told_apart(place: Path) -> None:
    recorded(place, "--due", "2023-05-14")
    assert "1 to be answered, 0 overdue" in said(place, "list", "--on", "2023-05-14").output
    late = said(place, "list", "--overdue", "--on", "2023-05-15").output
    assert "overdue　收入与公开数据不符" in late
    assert "1 to be answered, 1 overdue" in late


def test_somebody_who_decided_on_the_application_does_not_answer(place: Path) -> None:
    recorded(place)
    told = said(place, "answer", objection_id(place), "--outcome", "不成立", "--reason", "已核对原件", "--by", "li")
    assert told.exit_code != 0
    told = said(place, "answer", objection_id(place), "--outcome", "不成立", "--reason", "已核对原件", "--by", "wang")
    assert told.exit_code == 0
    assert "不成立：已核对原件（wang）" in said(place, "list").output
    assert "0 to be answered" in said(place, "list").output


def test_one_is_answered_once(place: Path) -> None:
    recorded(place)
    answer = ("answer", objection_id(place), "--outcome", "成立", "--reason", "改判", "--by", "wang")
    assert said(place, *answer).exit_code == 0
    assert said(place, *answer).exit_code != 0


@pytest.mark.parametrize(
    "more",
    [("--due", "2023-05-03"), ("--about", "无此编号"), ("--evidence", "/nowhere")],
    ids=["due before it came", "about nothing there is", "no such file"],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(place: Path, more: tuple[str, str]) -> None:
    told = said(place, "record", "甲公司", "--objector", "张三", "--text", "x", "--received", "2023-05-04", *more)
    assert told.exit_code != 0
    with open_store(place) as store:
        assert store.objections.in_campaign(store.campaigns.all()[0].id) == ()


def test_numbers_of_persons_are_masked_in_the_list(place: Path) -> None:
    said(place, "record", "甲公司", "--objector", "张三", "--text", "电话13812345678", "--received", "2023-05-04")
    assert "13812345678" not in said(place, "list").output


def test_a_day_that_is_none_is_said_in_both_languages(place: Path) -> None:
    told = said(place, "record", "甲公司", "--objector", "张三", "--text", "文", "--received", "昨天")
    assert "不是日期：'昨天'，请写成 2023-04-10" in str(told.exception or told.output)
