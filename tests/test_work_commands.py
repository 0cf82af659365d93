"""A campaign as its clerk works on it: ingest, work, status, rollcall, diff, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from test_cli import docintel
from test_cli import docintel_apart
from tiny_applications import credit_code
from tiny_applications import enterprise
from tiny_applications import write_campaign

from docintel.report.schemas import json_schema


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `store`, in which a campaign of two was worked on, and `campaign`."""
    room = tmp_path_factory.mktemp("worked")
    write_campaign(room / "campaign", 2)
    (room / "campaign" / "坏的.zip").write_bytes(b"PK\x03\x04 and then nothing")
    taken = docintel("ingest", room / "campaign", "--campaign", "b5", "--batch", "5", "--store", room / "store")
    assert taken.code == 0
    assert "! 坏的：" in taken.err
    assert "（b5）：3 份申报，有变化 2，未变 0，无法打开 1" in taken.out
    done = docintel_apart("work", "-j", "2", "--store", room / "store")
    assert done.code == 0
    assert "（b5）：已审核 2" in done.out
    return room


def test_status_tells_every_stage_in_words_and_as_json(worked: Path) -> None:
    ran = docintel("status", "--store", worked / "store", "--json", worked / "status.json")
    assert "读取：待办 0，进行 0，完成 2，隔离 0" in ran.out
    status = json.loads((worked / "status.json").read_text(encoding="utf-8"))
    jsonschema.validate(status, json_schema("status"))
    assert status["campaigns"][0]["applications"] == {"failed": 1, "reviewed": 2}


def test_the_roll_is_called_against_the_platforms_list(worked: Path) -> None:
    book = openpyxl.Workbook()
    for line in (["企业名称", "统一社会信用代码"], [enterprise(0), credit_code(0)], [enterprise(9), credit_code(9)]):
        book.worksheets[0].append(line)
    book.save(worked / "名册.xlsx")
    out = worked / "roll.json"
    ran = docintel("rollcall", worked / "名册.xlsx", "--store", worked / "store", "--json", out, "--out", worked / "点名.xlsx")
    assert ran.code == 0
    roll = json.loads(out.read_text(encoding="utf-8"))
    jsonschema.validate(roll, json_schema("roll"))
    assert roll["counts"] == {"present": 1, "missing": 1, "extra": 2, "duplicate": 0, "late": 0, "doubtful": 0}
    assert (worked / "点名.xlsx").is_file()


def test_what_there_is_not_is_said_with_what_there_is(worked: Path) -> None:
    store = worked / "store"
    assert "先用 docintel ingest" in docintel_apart("work", "--store", worked / "elsewhere").err
    assert "b5（b5）" in docintel("status", "--campaign", "b6", "--store", store).err
    assert "只有 1 次审核" in docintel("diff", "申报00000", "--store", store).err
    assert "没有第 7 次审核，已有：1" in docintel("diff", "申报00000", "--from", "7", "--to", "1", "--store", store).err
    assert "请用申报编号、统一社会信用代码或收取时的目录名" in docintel("diff", "nosuch", "--store", store).err


def test_a_new_campaign_says_which_batch_it_is(tmp_path: Path) -> None:
    (tmp_path / "campaign" / "one").mkdir(parents=True)
    (tmp_path / "campaign" / "one" / "note.txt").write_text("营业收入", encoding="utf-8")
    told = docintel("ingest", tmp_path / "campaign", "--store", tmp_path / "store")
    assert told.code == 2
    assert "--batch" in told.err
    assert "5（2022）" in told.err


def test_a_store_may_be_named_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_campaign(tmp_path / "campaign", 1)
    (tmp_path / "register.csv").write_text("企业名称,统一社会信用代码\n某某有限公司,\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    taken = docintel("ingest", "campaign", "--batch", "5", "--register", "register.csv", "--store", "here")
    assert taken.code == 0, taken.err
    done = docintel_apart("work", "--store", "here")
    assert "已审核 1" in done.out, done.err


def test_what_cannot_be_used_is_refused_before_anything_is_kept_of_it(tmp_path: Path) -> None:
    """A register, limit or pack that is none leaves no campaign behind, and the right one does after it."""
    write_campaign(tmp_path / "campaign", 1)
    register, store = tmp_path / "名单.csv", tmp_path / "store"
    register.write_text("企业名称,有效期起\n甲公司,2020-11-13\n乙公司,去年\n", encoding="utf-8")
    begin = ("ingest", tmp_path / "campaign", "--batch", "5", "--store", store)
    told = docintel(*begin, "--register", register)
    assert told.code == 2
    assert f"名单“{register}”第3行“有效期起”列：'去年' 不是日期，请写成 2023-04-10" in told.err
    assert "没有这个名单文件" in docintel(*begin, "--register", tmp_path / "没有.csv").err
    assert "没有限额“nosuch”" in docintel(*begin, "--limit", "nosuch=1").err
    assert "没有记录" in docintel("audit", "show", "--store", store).out
    register.write_text("企业名称,有效期起\n甲公司,2020-11-13\n", encoding="utf-8")
    assert docintel(*begin, "--register", register).code == 0
    register.write_text("企业名称,有效期起\n甲公司,去年\n", encoding="utf-8")
    assert docintel(*begin, "--register", register).code == 2
    assert docintel(*begin).code == 0


def test_what_a_campaign_was_begun_with_is_not_changed_in_silence(tmp_path: Path) -> None:
    write_campaign(tmp_path / "campaign", 1)
    begin = ("ingest", tmp_path / "campaign", "--store", tmp_path / "store", "--campaign", "b5")
    assert docintel(*begin, "--batch", "5", "--programme", "little-giant").code == 0
    assert docintel(*begin, "--batch", "5", "--programme", "little-giant").code == 0
    told = docintel(*begin, "--batch", "6", "--kind", "review")
    assert told.code == 2
    assert "--batch 原为 5，现为 6；--kind 原为 new，现为 review" in told.err
    assert "没有项目 'nosuch'" in docintel(*begin, "--programme", "nosuch").err
    assert docintel(*begin).code == 0


def test_a_roll_that_is_none_says_what_to_do(worked: Path, tmp_path: Path) -> None:
    listed, book = tmp_path / "名册.csv", openpyxl.Workbook()
    listed.write_text("企业名称\n", encoding="utf-8")
    assert "另存为 .xlsx" in docintel("rollcall", listed, "--store", worked / "store").err
    book.worksheets[0].append(["序号", "联系人"])
    book.save(tmp_path / "名册.xlsx")
    assert "没有“企业名称”或“统一社会信用代码”列" in docintel("rollcall", tmp_path / "名册.xlsx", "--store", worked / "store").err
