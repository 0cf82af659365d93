"""Records of draws: anyone can repeat them, and what was changed since is named exactly. Lists, protocol and commands around them."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import jsonschema
import openpyxl
import pytest
from test_cli import docintel

from docintel.domain.errors import UsageError
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Member
from docintel.domain.sampling import Population
from docintel.domain.sampling import Sample
from docintel.domain.sampling import SiteOutcome
from docintel.domain.wording import Language
from docintel.intake.populations import read_entries
from docintel.intake.populations import read_experts
from docintel.intake.populations import read_population
from docintel.report.encode import written
from docintel.report.members import member_of
from docintel.report.members import population_table
from docintel.report.protocol import Held
from docintel.report.protocol import Part
from docintel.report.protocol import protocol_docx
from docintel.report.protocol import protocol_html
from docintel.report.protocol import protocol_parts
from docintel.report.sampling import broken_seals
from docintel.report.sampling import read_sample
from docintel.report.sampling import sample_face
from docintel.report.schemas import json_schema
from docintel.report.tables import write_csv
from docintel.report.tables import write_tables
from docintel.sampling.drawing import draw
from docintel.sampling.estimating import estimate
from docintel.sampling.repeating import repeat_draw

HOSTILE = '=HYPERLINK("http://x","y")<script>alert(1)</script>{{7*7}}'
PLANS = (
    DrawPlan(DrawMethod.SIMPLE, "公开的种子", 5),
    DrawPlan(DrawMethod.STRATIFIED, "公开的种子", 5, ("city",), core=("e03",)),
    DrawPlan(DrawMethod.QUOTA, "公开的种子", quotas=(("苏州", 2), ("*", 1))),
    DrawPlan(DrawMethod.WEIGHTED, "公开的种子", 5, base=Decimal("0.5")),
)


def towns() -> Population:
    cities = ("苏州市", "无锡市", "")
    return Population(
        tuple(Member(f"e{number:02}", f"企业{number}", "江苏", cities[number % 3], weight=Decimal(number % 4)) for number in range(20))
    )


def recorded(plan: DrawPlan, path: Path, **changed: Any) -> Path:
    """The record of a draw from `towns`, with members changed afterwards."""
    told = json.loads(written(sample_face(draw(towns(), plan), ("甲", "乙"), "2026-11-27")))
    path.write_text(json.dumps({**told, **changed}, ensure_ascii=False), encoding="utf-8")
    return path


def differences(path: Path, population: Population, seed: str | None = None) -> str:
    sample, face = read_sample(path)
    return "\n".join(one.zh for one in repeat_draw(sample, broken_seals(face), population, seed).differences)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.method.value)
def test_a_record_holds_all_that_repeating_needs(plan: DrawPlan, tmp_path: Path) -> None:
    path = recorded(plan, tmp_path / "r.json")
    assert read_sample(path)[0] == draw(towns(), plan)
    assert differences(path, towns(), "公开的种子") == ""


@pytest.mark.parametrize("name", ["sample", "assignment", "onsite", "onsite-results"])
def test_the_faces_of_spot_checks_have_published_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.method.value)
def test_a_record_is_what_its_schema_says(plan: DrawPlan, tmp_path: Path) -> None:
    told = json.loads(recorded(plan, tmp_path / "r.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, json_schema("sample"))


def test_rows_that_came_went_or_changed_are_named(tmp_path: Path) -> None:
    path = recorded(PLANS[0], tmp_path / "r.json")
    kept = [member for member in towns() if member.id != "e05"]
    changed = [Member("e07", "改过名的企业", "江苏", "无锡市", weight=Decimal(3)) if one.id == "e07" else one for one in kept]
    said = differences(path, Population((*changed, Member("e99"))))
    assert "总体多出：e99" in said
    assert "总体缺少：e05" in said
    assert "总体内容不同：e07" in said


def test_a_seed_changed_in_the_record_is_told_thrice(tmp_path: Path) -> None:
    said = differences(recorded(PLANS[0], tmp_path / "r.json", seed="另选的种子"), towns(), "公开的种子")
    assert "被改动的部分：种子" in said
    assert "记录为“另选的种子”，公布为“公开的种子”" in said
    assert "重新抽取的样本不同" in said


def test_a_swapped_enterprise_is_noticed_even_with_a_new_seal(tmp_path: Path) -> None:
    sample = draw(towns(), PLANS[0])
    stranger = next(member for member in towns() if member.id not in {one.id for one in sample.chosen})
    first = sample.chosen[0]
    forged = Sample(
        sample.plan,
        sample.population,
        sample.prints,
        sample.strata,
        (type(first)(stranger.id, stranger.name, first.stratum, first.place, first.probability), *sample.chosen[1:]),
    )
    path = tmp_path / "r.json"
    path.write_text(written(sample_face(forged)), encoding="utf-8")
    said = differences(path, towns())
    assert "被改动" not in said
    assert f"记录有而重抽没有 {stranger.id}；重抽有而记录没有 {first.id}" in said


def test_a_changed_parameter_is_named_as_one(tmp_path: Path) -> None:
    path = recorded(PLANS[3], tmp_path / "r.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**told, "plan": {**told["plan"], "base": "7"}}), encoding="utf-8")
    assert "被改动的部分：方法和参数" in differences(path, towns())


def test_a_population_too_small_to_draw_from_again_is_a_difference(tmp_path: Path) -> None:
    assert "无法重新抽取" in differences(recorded(PLANS[0], tmp_path / "r.json"), Population((Member("e01"), Member("e02"))))


@pytest.mark.parametrize(
    ("text", "problem"),
    [("{", "不是可读的 JSON"), ('{"schema": "docintel/review/1"}', "应为 docintel/sample/1"), ('{"schema": "docintel/sample/1"}', "不对")],
)
def test_what_is_no_record_is_refused_with_its_place(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=problem):
        read_sample(path)


def test_a_list_written_out_is_read_back_to_the_very_same(tmp_path: Path) -> None:
    population = Population((Member("a", HOSTILE, "江苏省", "苏州", "仪器", "小型", Decimal("2.5"), core=True), Member("b", "-1+2", "@x")))
    write_csv(population_table(population), tmp_path / "p.csv")
    write_tables([population_table(population)], tmp_path / "p.xlsx")
    assert read_population(tmp_path / "p.csv") == population
    assert read_population(tmp_path / "p.xlsx") == population
    assert "\n'=HYPERLINK" not in (tmp_path / "p.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK" in (tmp_path / "p.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("9.13204E+17,甲,,", "row 3: 9.13204E\\+17 已被表格软件当作数字舍入"),
        ("a,甲,,", "第3行与第2行的编号相同"),
        ("b,乙,很多,", "row 3: 权重 '很多' 不是数"),
        ("b,乙,1,也许", "row 3: 必查应填"),
        (",丙,1,", "第3行"),
        ("b,乙,-1,", "第3行"),
    ],
)
def test_a_wrong_cell_of_a_list_is_named_with_its_row(row: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"信用代码,企业名称,权重,必查\na,甲,1,\n{row}\n", encoding="gb18030")
    with pytest.raises(UsageError, match=problem):
        read_population(path)


def test_a_list_without_ids_names_the_columns_there_are(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("公司\n甲\n", encoding="utf-8")
    with pytest.raises(UsageError, match="没有“统一社会信用代码”列，可用的列：统一社会信用代码、企业名称"):
        read_population(path)


def test_experts_and_applications_are_read_with_their_lists_in_cells(tmp_path: Path) -> None:
    with (tmp_path / "e.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["姓名", "单位", "利害关系企业", "专业", "任务上限"], ["甲", "某大学", "公司乙；公司丙,公司丁", "机械、电子", "5"]]
        )
    (expert,) = read_experts(tmp_path / "e.csv")
    assert (expert.id, expert.tied, expert.specialities, expert.most) == ("甲", ("公司乙", "公司丙", "公司丁"), ("机械", "电子"), 5)
    (tmp_path / "a.csv").write_text("申报编号,企业名称,省,实际控制人,关联企业\na1,公司乙,江苏,张三,公司丙、公司丁\n", encoding="utf-8")
    (entry,) = read_entries(tmp_path / "a.csv")
    assert (entry.id, entry.province, entry.group, entry.related) == ("a1", "江苏", "张三", ("公司丙", "公司丁"))


def test_a_review_becomes_a_member_with_its_place_and_the_weight_of_its_cards() -> None:
    form = {"source": {"method": "form"}}
    review = {
        "application": {"id": "A1", "uscc": None, "name": "某公司"},
        "facts": [
            {**form, "concept": "reg_place", "printed": "江苏省常州市武进区"},
            {**form, "concept": "enterprise_size", "printed": "小型"},
        ],
        "cards": [{"severity": "conflict"}, {"severity": "warning"}, {"severity": "note"}],
    }
    assert member_of(review) == Member("A1", "某公司", "江苏省", "常州市", "", "小型", Decimal(4))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("北京市海淀区", ("北京市", "海淀区")),
        ("广西壮族自治区南宁市", ("广西壮族自治区", "南宁市")),
        ("苏州市", ("", "苏州市")),
        ("", ("", "")),
    ],
)
def test_province_and_city_are_taken_from_the_place_of_registration(place: str, expected: tuple[str, str]) -> None:
    facts = [{"source": {"method": "form"}, "concept": "reg_place", "printed": place}]
    member = member_of({"application": {"id": "A1", "uscc": None, "name": ""}, "facts": facts, "cards": []})
    assert (member.province, member.city) == expected


def protocol(plan: DrawPlan, *, hostile: bool = False, errors: int = 1) -> tuple[Part, ...]:
    population = Population(
        tuple(Member(one.id, HOSTILE if hostile else one.name, one.province, one.city, weight=one.weight) for one in towns())
    )
    sample = draw(population, plan)
    outcomes = {one.id: SiteOutcome.ERROR if one.place <= errors else SiteOutcome.CLEAR for one in sample.chosen}
    return protocol_parts(sample, Held(("甲", "乙"), "2026-11-27"), outcomes, estimate(sample, outcomes, 0.95), Language.ZH)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.method.value)
def test_the_protocol_says_how_it_was_drawn_who_and_what_came_out(plan: DrawPlan) -> None:
    page = protocol_html(protocol(plan), Language.ZH)
    for said in (
        "公开的种子",
        "20 家，名单散列值",
        "抽取和监督人员：甲、乙",
        "有经确认的重大不一致 1 家",
        "95% 置信区间",
        "docintel sample verify",
    ):
        assert said in page


def test_the_protocol_carries_no_weight_and_no_chance() -> None:
    text = json.dumps([[part.heading, part.lines, part.heads, part.rows] for part in protocol(PLANS[3])], ensure_ascii=False)
    sample = draw(towns(), PLANS[3])
    assert not any(str(one.probability) in text for one in sample.chosen if one.probability != 1)
    assert not {"权重", "概率"} & {head for part in protocol(PLANS[3]) for head in part.heads}


def test_a_protocol_without_results_tells_the_draw_only() -> None:
    parts = protocol_parts(draw(towns(), PLANS[0]), Held(), {}, None, Language.EN)
    assert [part.heading for part in parts] == ["1. How it was drawn", "2. Strata", "3. Who was drawn", "Verification"]


def test_hostile_names_are_plain_text_in_the_protocol(tmp_path: Path) -> None:
    parts = protocol(PLANS[0], hostile=True)
    assert "<script>" not in protocol_html(parts, Language.ZH)
    protocol_docx(parts, tmp_path / "p.docx", Language.ZH)
    cells = [cell.text for table in docx.Document(str(tmp_path / "p.docx")).tables for row in table.rows for cell in row.cells]
    assert HOSTILE in cells


def test_from_a_list_to_the_protocol_on_the_command_line(tmp_path: Path) -> None:
    listed, record = tmp_path / "p.xlsx", tmp_path / "r.json"
    write_tables([population_table(towns())], listed)
    drawn = docintel("sample", "draw", listed, "-n", "4", "--method", "stratified", "--stratum", "city", "--seed", "s", "--json", record)
    assert drawn.code == 0
    assert "总体 20 家，种子 s" in drawn.out
    assert docintel("sample", "verify", record, "--population", listed).code == 0
    chosen = json.loads(record.read_text(encoding="utf-8"))["outcome"]["chosen"]
    results = tmp_path / "results.csv"
    results.write_text("信用代码,结论\n" + "".join(f"{one['id']},无\n" for one in chosen[1:]), encoding="utf-8")
    told = docintel("sample", "estimate", record, "--results", results)
    assert told.code == 1
    assert "未完成 1 家" in told.out
    assert (
        docintel("sample", "protocol", record, "--results", results, "--out", tmp_path / "p.docx", "--out", tmp_path / "p.html").code == 0
    )
    assert (tmp_path / "p.docx").is_file()


def test_a_draw_that_takes_nobody_is_refused_with_what_to_do(tmp_path: Path) -> None:
    listed, record = tmp_path / "p.csv", tmp_path / "r.json"
    write_csv(population_table(towns()), listed)
    told = docintel("sample", "draw", listed, "--method", "quota", "--quota", "无此市=3", "--seed", "s", "--json", record)
    assert (told.code, record.exists()) == (2, False)
    assert "总体 20 家，一家也没有抽到：请用 -n 说明抽几家" in told.err
    assert "没有这个文件：" in docintel("sample", "verify", record, "--population", listed).err


def test_a_changed_list_makes_verify_end_with_one(tmp_path: Path) -> None:
    listed, record = tmp_path / "p.csv", tmp_path / "r.json"
    write_csv(population_table(towns()), listed)
    assert docintel("sample", "draw", listed, "-n", "4", "--seed", "s", "--json", record).code == 0
    listed.write_text(listed.read_text(encoding="utf-8-sig").replace("企业7,", "企业七,"), encoding="utf-8")
    ran = docintel("sample", "verify", record, "--population", listed)
    assert (ran.code, "总体内容不同：e07" in ran.out) == (1, True)


def test_experts_are_drawn_and_verified_on_the_command_line(tmp_path: Path) -> None:
    experts, entries, record, lists = (tmp_path / name for name in ("e.csv", "a.csv", "r.json", "l.xlsx"))
    experts.write_text("姓名,单位\n" + "".join(f"专家{number},大学{number}\n" for number in range(4)), encoding="utf-8")
    entries.write_text("编号\n", encoding="utf-8")
    assert docintel("assign", "draw", "--experts", experts, "--applications", entries).code == 2
    entries.write_text("申报编号,企业名称\na,甲\nb,乙\n", encoding="utf-8")
    drawn = docintel(
        "assign", "draw", "--experts", experts, "--applications", entries, "-k", "2", "--seed", "s", "--json", record, "--xlsx", lists
    )
    assert (drawn.code, "任务数最多相差 0" in drawn.out) == (0, True)
    assert len(list(openpyxl.load_workbook(lists).worksheets[1].iter_rows())) == 5
    assert docintel("assign", "verify", record, "--experts", experts, "--applications", entries).code == 0


def test_sizes_are_told_with_their_formula() -> None:
    ran = docintel("sample", "size", "2000")
    assert "发现抽样：58 家" in ran.out
    assert "n0 = z²p(1−p)/e² = 384.15" in ran.out
