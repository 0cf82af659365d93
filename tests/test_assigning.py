"""Experts drawn at random: nobody judges whom they are tied to, loads are even, anyone can repeat it, and what cannot be is said."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from scipy.stats import chi2

from docintel.domain.experts import Conflict
from docintel.domain.experts import Entry
from docintel.domain.experts import Expert
from docintel.domain.experts import ExpertDraw
from docintel.domain.experts import ExpertPlan
from docintel.domain.experts import RegionRule
from docintel.domain.experts import SpecialityRule
from docintel.domain.wording import Language
from docintel.report.assigning import assignment_face
from docintel.report.assigning import read_assignment
from docintel.report.assigning import write_assignment
from docintel.report.encode import written
from docintel.report.sampling import broken_seals
from docintel.sampling.assigning import assign
from docintel.sampling.conflicts import conflicts
from docintel.sampling.repeating import repeat_assignment

CODE = "91320412MALRAUHUX7"


def people(count: int) -> list[Expert]:
    return [Expert(f"x{number:02}", f"专家{number}") for number in range(count)]


def applications(count: int) -> list[Entry]:
    return [Entry(f"a{number:02}", f"企业{number}") for number in range(count)]


def conflict(expert: Expert, entry: Entry, plan: ExpertPlan | None = None, others: tuple[Entry, ...] = ()) -> Conflict | None:
    return conflicts([expert], [entry, *others], plan or ExpertPlan("s", 1)).get((expert.id, entry.id))


def names(draw: ExpertDraw) -> dict[str, set[str]]:
    return {entry: set(experts) for entry, experts in draw.drawn}


@pytest.mark.parametrize(
    ("expert", "expected"),
    [
        (Expert("x", "甲", tied=(CODE.lower(),)), Conflict.TIED),
        (Expert("x", "甲", tied=("常州例笙弦仪表 股份有限公司",)), Conflict.TIED),
        (Expert("x", "甲", unit="常州例笙弦仪表股份有限公司"), Conflict.SAME_UNIT),
        (Expert("x", "甲", unit="例笙集团有限公司"), Conflict.SAME_GROUP),
        (Expert("x", "甲", tied=("子公司乙有限公司",)), Conflict.SAME_GROUP),
        (Expert("x", "甲", avoids=(CODE,)), Conflict.DECLARED),
        (Expert("x", "甲", unit="某某大学"), None),
    ],
)
def test_who_is_tied_works_there_is_of_the_group_or_asked_not_to_may_not_judge(expert: Expert, expected: Conflict | None) -> None:
    entry = Entry(CODE, "常州例笙弦仪表股份有限公司", group="例笙集团有限公司", related=("子公司乙有限公司",))
    assert conflict(expert, entry) is expected


def test_a_tie_to_one_applicant_bars_from_the_others_of_its_group() -> None:
    sister, entry = Entry("b", "姊妹公司", group="例笙集团"), Entry("a", "某公司", group="例笙集团")
    assert conflict(Expert("x", "甲", tied=("姊妹公司",)), entry, others=(sister,)) is Conflict.SAME_GROUP


def test_avoiding_the_own_region_is_a_setting() -> None:
    expert, entry = Expert("x", "甲", region="江苏"), Entry("a", "某公司", province="江苏省", city="苏州市")
    assert conflict(expert, entry) is None
    assert conflict(expert, entry, ExpertPlan("s", 1, RegionRule.PROVINCE)) is Conflict.REGION
    assert conflict(expert, entry, ExpertPlan("s", 1, RegionRule.CITY)) is None
    assert conflict(Expert("y", "乙", region="苏州"), entry, ExpertPlan("s", 1, RegionRule.CITY)) is Conflict.REGION


def test_knowing_the_field_is_a_setting() -> None:
    expert, entry = Expert("x", "甲", specialities=("电子", "机械")), Entry("a", "某公司", speciality="化工")
    assert conflict(expert, entry) is None
    assert conflict(expert, entry, ExpertPlan("s", 1, speciality=SpecialityRule.SAME)) is Conflict.SPECIALITY


def test_every_application_has_its_experts_and_loads_lie_within_one() -> None:
    draw = assign(people(7), applications(10), ExpertPlan("s", 3))
    assert all(len(experts) == 3 for experts in names(draw).values())
    assert sorted(load for _, load in draw.loads) == [4, 4, 4, 4, 4, 5, 5]


def test_conflicts_do_not_unbalance_what_can_be_balanced() -> None:
    experts = [Expert("local1", "甲", region="江苏"), Expert("local2", "乙", region="江苏"), Expert("far1", "丙"), Expert("far2", "丁")]
    entries = [Entry(f"a{number}", "", province="江苏" if number < 2 else "安徽") for number in range(4)]
    draw = assign(experts, entries, ExpertPlan("s", 2, RegionRule.PROVINCE))
    assert draw.spread == 0
    assert names(draw)["a0"] == {"far1", "far2"}


def test_the_same_lists_in_any_order_give_the_same_assignment() -> None:
    experts, entries = people(9), applications(12)
    assert assign(experts[::-1], [*entries[5:], *entries[:5]], ExpertPlan("s", 2)) == assign(experts, entries, ExpertPlan("s", 2))


def test_another_seed_gives_another_assignment() -> None:
    assert assign(people(9), applications(12), ExpertPlan("s", 2)).drawn != assign(people(9), applications(12), ExpertPlan("t", 2)).drawn


def test_everybody_is_equally_likely_to_judge_an_application() -> None:
    draws = 2_000
    counts = Counter(assign(people(5), applications(5), ExpertPlan(str(number), 1)).drawn[0][1][0] for number in range(draws))
    statistic = sum((seen - draws / 5) ** 2 / (draws / 5) for seen in counts.values())
    assert statistic < float(chi2.ppf(1 - 1e-4, 4))


def test_one_application_without_enough_experts_is_named_with_who_is_out_and_why() -> None:
    experts = [Expert("x", "甲", tied=("a",)), Expert("y", "乙", region="江苏"), Expert("z", "丙"), Expert("w", "丁", most=0)]
    draw = assign(experts, [Entry("a", "某公司", province="江苏"), Entry("b", "另一公司")], ExpertPlan("s", 2, RegionRule.PROVINCE))
    (obstacle,) = draw.obstacles
    assert obstacle.entries == ("a",)
    assert "4名中只有1名可以评审：1名与该企业有利害关系，1名同一地区回避，1名任务上限为零" in obstacle.reason.zh
    assert "放开“同一地区回避”这一条即可" in obstacle.reason.zh
    assert names(draw) == {"b": {"x", "y"}} or len(names(draw)["b"]) == 2


def test_applications_that_cannot_all_be_judged_are_named_as_few_as_show_it() -> None:
    experts = [Expert("x", "甲", specialities=("化工",), most=1), Expert("y", "乙", specialities=("机械",))]
    entries = [
        Entry("c1", "", speciality="化工"),
        Entry("c2", "", speciality="化工"),
        *(Entry(f"m{number}", "", speciality="机械") for number in range(5)),
    ]
    draw = assign(experts, entries, ExpertPlan("s", 1, speciality=SpecialityRule.SAME))
    assert [one.entries for one in draw.obstacles] == [("c1", "c2")]
    assert "共需2人次" in draw.obstacles[0].reason.zh
    assert "最多1人次" in draw.obstacles[0].reason.zh
    assert set(names(draw)) == {f"m{number}" for number in range(5)}


def record_of(draw: ExpertDraw, path: Path) -> Path:
    path.write_text(written(assignment_face(draw)), encoding="utf-8")
    return path


def test_a_recorded_assignment_is_repeated_from_its_lists(tmp_path: Path) -> None:
    experts, entries = people(6), applications(8)
    found, face = read_assignment(record_of(assign(experts, entries, ExpertPlan("s", 2)), tmp_path / "r.json"))
    assert repeat_assignment(found, broken_seals(face), experts, entries, "s").is_same


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda experts, entries: (experts[1:], entries), "缺少：expert x00"),
        (lambda experts, entries: (experts, [*entries, Entry("new", "")]), "多出：entry new"),
        (lambda experts, entries: ([Expert("x00", "改名"), *experts[1:]], entries), "内容不同：expert x00"),
    ],
)
def test_a_changed_list_is_noticed_row_by_row(change: object, said: str, tmp_path: Path) -> None:
    experts, entries = people(6), applications(8)
    found, face = read_assignment(record_of(assign(experts, entries, ExpertPlan("s", 2)), tmp_path / "r.json"))
    repeated = repeat_assignment(found, broken_seals(face), *change(experts, entries))  # type: ignore[operator]
    assert said in "\n".join(one.zh for one in repeated.differences)


def test_a_seed_changed_in_the_record_is_noticed(tmp_path: Path) -> None:
    experts, entries = people(6), applications(8)
    path = record_of(assign(experts, entries, ExpertPlan("s", 2)), tmp_path / "r.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**told, "seed": "t"}), encoding="utf-8")
    found, face = read_assignment(path)
    differences = "\n".join(one.zh for one in repeat_assignment(found, broken_seals(face), experts, entries, "s").differences)
    assert "被改动的部分：种子" in differences
    assert "记录为“t”，公布为“s”" in differences
    assert "重新抽取的分配不同" in differences


def test_the_lists_carry_names_and_nothing_of_any_review(tmp_path: Path) -> None:
    experts = [Expert("x", '=HYPERLINK("http://x")', unit="某大学"), Expert("y", "乙\x0b")]
    entries = [Entry("a", "<b>企业</b>\u202e"), Entry("b", "企业乙")]
    path = tmp_path / "lists.xlsx"
    write_assignment(assign(experts, entries, ExpertPlan("s", 1)), experts, entries, path, Language.ZH)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["按申报", "按专家"]
    heads = {cell.value for sheet in book.worksheets for cell in sheet[1]}
    assert heads == {"编号", "企业名称", "专家1", "专家编号", "姓名", "工作单位"}
    assert all(cell.data_type != "f" for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)


experts_made = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(0, 6), st.sets(st.integers(0, 7), max_size=3)), min_size=1, max_size=7
).map(
    lambda rows: [
        Expert(f"x{number}", "", region=region, tied=tuple(f"a{tie}" for tie in ties), most=most)
        for number, (region, most, ties) in enumerate(rows)
    ]
)
entries_made = st.lists(st.sampled_from("ABC"), min_size=1, max_size=8).map(
    lambda rows: [Entry(f"a{number}", f"企业{number}", province=region) for number, region in enumerate(rows)]
)


@given(experts_made, entries_made, st.integers(1, 3), st.text("ab", min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_an_assignment_keeps_every_rule_and_names_every_application_left_out(
    experts: list[Expert], entries: list[Entry], each: int, seed: str
) -> None:
    plan = ExpertPlan(seed, each, RegionRule.PROVINCE)
    draw, barred = assign(experts, entries, plan), conflicts(experts, entries, plan)
    limits = {one.id: one.most for one in experts}
    left = {entry for obstacle in draw.obstacles for entry in obstacle.entries}
    assert set(names(draw)) | left == {entry.id for entry in entries}
    assert not set(names(draw)) & left
    for entry, drawn in draw.drawn:
        assert len(set(drawn)) == each
        assert not any((expert, entry) in barred for expert in drawn)
    counts = Counter(expert for _, drawn in draw.drawn for expert in drawn)
    assert dict(draw.loads) == {one.id: counts[one.id] for one in experts}
    assert all(counts[name] <= (limit or 0) for name, limit in limits.items())


@given(experts_made, entries_made, st.integers(1, 2))
@settings(max_examples=100, deadline=None)
def test_no_single_move_would_make_the_loads_more_even(experts: list[Expert], entries: list[Entry], each: int) -> None:
    plan = ExpertPlan("s", each, RegionRule.PROVINCE)
    draw, barred = assign(experts, entries, plan), conflicts(experts, entries, plan)
    loads = dict(draw.loads)
    for entry, drawn in draw.drawn:
        free = [one.id for one in experts if one.id not in drawn and (one.id, entry) not in barred and loads[one.id] < (one.most or 0)]
        assert all(loads[old] - loads[new] < 2 for old in drawn for new in free)


@given(experts_made, entries_made, st.integers(1, 2))
@settings(max_examples=60, deadline=None)
def test_obstacles_disappear_with_any_one_of_their_applications(experts: list[Expert], entries: list[Entry], each: int) -> None:
    plan = ExpertPlan("s", each, RegionRule.PROVINCE)
    for obstacle in assign(experts, entries, plan).obstacles:
        members = [entry for entry in entries if entry.id in obstacle.entries]
        assert assign(experts, members, plan).obstacles
        for entry in members:
            rest = [one for one in members if one is not entry]
            assert not rest or not assign(experts, rest, plan).obstacles
