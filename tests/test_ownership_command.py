"""`docintel ownership` as a user meets it: files in, who controls whom, relations with recognised enterprises, and what was not checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docintel.cli.commands import app_for

STAKES = """股东,企业,出资额,注册资本
孟望舒,例样控股有限公司,5000001,10000000
赵一,例样控股有限公司,4999999,10000000
例样控股有限公司,例样仪表有限公司,60,100
例样控股有限公司,例样传感有限公司,51,100
"""
REGISTER = """企业名称,统一社会信用代码,名单,批次,类别,主导产品,产品代码,有效期起,有效期止,撤销日期,曾用名
例样传感有限公司,,小巨人,4,,传感器,,2022-07-01,2025-06-30,,
"""


def run(*words: str) -> str:
    done = CliRunner().invoke(app_for(["ownership"]), ["ownership", *words])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def stakes(tmp_path: Path) -> Path:
    path = tmp_path / "stakes.csv"
    path.write_text(STAKES, encoding="utf-8")
    return path


def test_a_sister_of_a_recognised_enterprise_is_told_with_its_path(stakes: Path, tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    said = run(str(stakes), "--register", str(register), "--as-of", "2024-01-01")
    assert "例样仪表有限公司与已认定企业例样传感有限公司同由例样控股有限公司控制：例样控股有限公司 —60%→ 例样仪表有限公司" in said
    assert "同由" in run(str(stakes), "--register", str(register), "--as-of", "2025-06-30")  # the last day of its term
    assert "同由" not in run(str(stakes), "--register", str(register), "--as-of", "2025-07-01")


def test_each_control_is_told_with_its_proof_and_its_margin(stakes: Path) -> None:
    said = run(str(stakes))
    assert "例样仪表有限公司: 孟望舒\n  证明: 孟望舒 —50.00001%→ 例样控股有限公司 —60%→ 例样仪表有限公司\n" in said, (
        "50 % as rounded would prove nothing"
    )
    assert "  差额: 孟望舒对例样控股有限公司的持股减少0.00001个百分点即不成立\n" in said


def test_several_who_reach_the_line_are_named_and_only_what_papers_leave_open_cannot_be_told(tmp_path: Path) -> None:
    path = tmp_path / "stakes.csv"
    path.write_text(
        "holder,company,share\n甲,乙有限公司,70%\n丙,乙有限公司,30%\n戊有限公司,丁有限公司,70%\n己,戊有限公司,40%\n", encoding="utf-8"
    )
    said = run(str(path))
    assert "乙有限公司: 甲\n" in said
    assert "ubo-25 丙、甲" in said
    assert "丁有限公司: 不能确定" in said, "60 % of 戊有限公司 may be anybody's"


def test_what_is_unknown_is_told_with_how_much_of_it_would_decide(tmp_path: Path) -> None:
    path, out = tmp_path / "stakes.csv", tmp_path / "out.json"
    path.write_text(
        "holder,company,share\n甲,乙有限公司,45%\n丙,乙有限公司,30%\n甲,丁有限公司,20%\n戊有限公司,己有限公司,40%\n庚,戊有限公司,60%\n辛,戊有限公司,40%\n庚,己有限公司,5%\n壬,己有限公司,45%\n",
        encoding="utf-8",
    )
    said = run(str(path), "--json", str(out))
    assert "乙有限公司: 不能确定" in said
    assert "  缺口: 未载明的25%中超过5个百分点归甲，即由其控制\n" in said
    assert "  缺口: 未载明的25%中超过20个百分点归丙，即由其控制\n" in said
    assert "  缺口: 未载明的80%若归一方，即由其控制\n" in said
    margins = json.loads(out.read_text(encoding="utf-8"))["gap_margins"]
    assert margins["甲->乙有限公司"] == "0.05"
    assert margins["庚->己有限公司"] == "0.05", "what it controls counts with its own 5 %"
    run(str(path), "--profile", "ubo-25", "--as-of", "2025-01-01", "--json", str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["gap_margins"] == {"甲->丁有限公司": "0.05"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("甲,乙有限公司,70%\n丙,乙有限公司,40%\n", "提示: 所载持股合计超过100%：乙有限公司"),
        ("甲,乙有限公司,70%\n", "提示: 有股份未载明由谁持有：乙有限公司"),
        ("乙有限公司,丙有限公司,100%\n丙有限公司,乙有限公司,100%\n", "提示: 相互持有全部股权，环外无人持股：丙有限公司 → 乙有限公司"),
        ("甲,乙有限公司,50%\n丙,乙有限公司,50%\n", "提示: 两方各占一半，任何一方都不过半：乙有限公司"),
        ("乙有限公司,乙有限公司,10%\n甲,乙有限公司,90%\n", "提示: 持有自己的股份（不计表决权）：乙有限公司"),
        ("甲,乙有限公司,60%\n无限售条件流通股,乙有限公司,40%\n", "提示: 所列“股东”是股份类别而不是持有人：乙有限公司"),
    ],
)
def test_what_is_odd_in_the_stakes_is_said_in_words(tmp_path: Path, rows: str, said: str) -> None:
    path = tmp_path / "stakes.csv"
    path.write_text("holder,company,share\n" + rows, encoding="utf-8")
    assert said in run(str(path))


def test_without_a_register_it_says_that_nothing_was_checked(stakes: Path) -> None:
    assert "未核查" in run(str(stakes))


def test_exactly_half_controls_by_the_law_of_before_july_2024_only(tmp_path: Path) -> None:
    path = tmp_path / "half.csv"
    path.write_text("holder,company,share\nP,T,50%\nQ,T,50%\n", encoding="utf-8")
    found = []
    for day in ("2024-06-30", "2024-07-01"):
        run(str(path), "--profile", "cn-company-law", "--as-of", day, "--json", str(tmp_path / "out.json"))
        found.append(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["controls"])
    assert found == [[["P", "T"], ["Q", "T"]], []]


def test_what_two_files_state_differently_is_a_conflict_and_is_not_added_up(tmp_path: Path) -> None:
    for name, share in (("a.csv", "60%"), ("b.csv", "40%")):
        (tmp_path / name).write_text(f"holder,company,share\n甲有限公司,乙有限公司,{share}\n", encoding="utf-8")
    run(str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--json", str(tmp_path / "out.json"))
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert told["controls"] == []
    assert "conflicting_sources:乙有限公司" in told["flags"]


def test_stakes_go_out_in_every_format_and_say_the_same_when_read_again(stakes: Path, tmp_path: Path) -> None:
    first = run(str(stakes), *(part for end in ("json", "ftm", "graphml", "csv") for part in ("--write", str(tmp_path / f"out.{end}"))))
    for end in ("json", "ftm", "graphml", "csv"):
        assert run(str(tmp_path / f"out.{end}")) == first, end


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", "{", "JSON"),
        ("a.csv", "x,y\n1,2\n", "holder"),
        ("a.json", '{"edges": [{"holder": "P", "company": "T", "share": "sixty"}]}', "sixty"),
        ("a.json", '{"edges": [{"holder": "P"}]}', "company"),
        ("a.json", '[{"recordType": "entity"}]', "BODS"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_place(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = CliRunner().invoke(app_for(["ownership"]), ["ownership", str(tmp_path / name)])
    assert done.exit_code != 0
    assert said in str(done.exception)
    assert name in str(done.exception)


def test_a_case_that_cannot_be_read_does_not_silence_the_others(tmp_path: Path) -> None:
    good = {"id": "good", "edges": [{"holder": "P", "company": "T", "share": "60%"}]}
    bad = {"id": "bad", "edges": [{"holder": "P", "company": "T", "share": "many"}]}
    (tmp_path / "cases.json").write_text(json.dumps({"cases": [bad, good]}), encoding="utf-8")
    done = CliRunner().invoke(app_for(["ownership"]), ["ownership", str(tmp_path / "cases.json"), "--json", str(tmp_path / "out.json")])
    assert "many" in str(done.exception)
    assert [case["id"] for case in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["cases"]] == ["good"]


def test_the_picture_is_written_around_one_enterprise(tmp_path: Path) -> None:
    table, picture = tmp_path / "stakes.csv", tmp_path / "out" / "chart.svg"
    table.write_text(
        "holder,company,share,to\n甲,乙有限公司,60%,\n乙有限公司,丙有限公司,51%,\n丁,戊有限公司,80%,\n己,乙有限公司,40%,2020-01-01\n",
        encoding="utf-8",
    )
    run(str(table), "--as-of", "2023-01-01", "--write", str(picture), "--of", "丙有限公司")
    drawn = picture.read_text(encoding="utf-8")
    assert "乙有限公司" in drawn
    assert "戊有限公司" not in drawn
    done = CliRunner().invoke(app_for(["ownership"]), ["ownership", str(table), "--write", str(picture), "--of", "无此公司"])
    assert done.exit_code != 0


def test_every_profile_answers_beside_the_others(tmp_path: Path) -> None:
    table, out = tmp_path / "stakes.csv", tmp_path / "out.json"
    table.write_text("holder,company,share\n甲,乙有限公司,35%\n丙,乙有限公司,30%\n丁,乙有限公司,35%\n", encoding="utf-8")
    run(str(table), "--json", str(out))
    told = json.loads(out.read_text(encoding="utf-8"))["profiles"]
    assert told["holding-over-50"] == {"乙有限公司": None}
    assert told["listed-30"] == {"乙有限公司": ["丁", "甲"]}, "both are over 30 %, and neither stands above the other"
