"""A register that changes: whom it can touch is judged again, and whoever is not would have been judged as before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from campaigned import CAMPAIGN
from campaigned import applications
from campaigned import done
from campaigned import review
from campaigned import take
from campaigned import work
from fact_text import APPLICATION
from fact_text import facts
from fact_text import load_packs_once
from fact_text import programme
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from test_ownership import OTHER
from test_ownership import holders
from tiny_applications import credit_code
from tiny_applications import enterprise
from tiny_applications import write_application
from tiny_applications import write_campaign
from typer.testing import CliRunner

from docintel.cli.commands import app_for
from docintel.domain.ownership import Recognition
from docintel.domain.ownership import Register
from docintel.domain.packs import Packs
from docintel.domain.records import ApplicationState
from docintel.report.encode import review_face
from docintel.review import Declared
from docintel.review import Order
from docintel.review import judge_read
from docintel.store import Store
from docintel.store import open_store
from docintel.work import Upgrade
from docintel.work import plan
from docintel.work import reviewed_in
from docintel.work import upgrade
from docintel.work import upgrade_of
from docintel.work.basis import basis_now
from docintel.work.due import input_of
from docintel.work.judging import Unread
from docintel.work.judging import preview
from docintel.work.packs_touching import PackTouch
from docintel.work.settled import PACKS
from docintel.work.settled import REGISTERS
from docintel.work.shelf import keep_standing
from docintel.work.touching import Touch
from docintel.work.touching import differing

FIRST, STRANGE, STRANGER = "例样甲投资有限公司", "例样无关甲设备有限公司", "例样无关乙设备有限公司"
HELD = facts(
    f"{holders(APPLICATION.name, 1, (OTHER, '60'), (FIRST, '40'))}\nform main_product 精密滚动轴承\nform enterprise_name {APPLICATION.name}"
)


def entries(*names: str) -> st.SearchStrategy[Recognition]:
    return st.builds(
        Recognition,
        name=st.sampled_from(names),
        list_kind=st.sampled_from(["专精特新小巨人", "制造业单项冠军"]),
        batch=st.just("3"),
        uscc=st.sampled_from([None, None, credit_code(1), credit_code(2)]),
        product=st.sampled_from([None, "精密滚动轴承", "曲奇饼干", "冷轧钢板"]),
        start=st.sampled_from([None, date(2021, 7, 1), date(2024, 7, 1)]),
        former_names=st.sampled_from([(), (), (), (FIRST,), (STRANGER,)]),
    )


OF_OURS = st.lists(entries(OTHER, f"{OTHER} ", FIRST, APPLICATION.name, STRANGE), max_size=3)
OF_OTHERS = st.lists(entries(STRANGE, STRANGER), max_size=3)


def register(*entries: Recognition, name: str = "名单.csv") -> tuple[Register, ...]:
    return (Register(name, "0" * 64, None, entries),)


def judged(registers: tuple[Register, ...]) -> dict[str, Any]:
    packs = load_packs_once()
    declared = Declared(APPLICATION, programme(), tuple(HELD), (), ())
    return review_face(judge_read(declared, (), packs, Order(registers=registers))).model_dump(mode="json")


def but_for_names(face: dict[str, Any]) -> dict[str, Any]:
    """A Review without what says which registers it was held against."""
    said = {**face, "registers": [], "coverage": unnamed(face["coverage"])}
    return {**said, "ownership": {**face["ownership"], "coverage": unnamed(face["ownership"]["coverage"])}}


def unnamed(coverage: list[dict[str, str]]) -> list[dict[str, str]]:
    return [line for line in coverage if not line["zh"].startswith("名单“")]


STRANGE_ENTRY = Recognition(STRANGE, "专精特新小巨人", "3")


def touched(before: tuple[Register, ...], after: tuple[Register, ...]) -> bool:
    return Touch(differing(before, after), load_packs_once())(judged(before))


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(OF_OURS, OF_OTHERS, OF_OTHERS)
def test_whoever_is_not_touched_would_be_judged_as_before(kept: list[Recognition], gone: list[Recognition], new: list[Recognition]) -> None:
    before, after = register(*kept[:1], *gone, *kept[1:]), register(*new[:1], *kept, *new[1:])
    if not touched(before, after):
        assert but_for_names(judged(after)) == but_for_names(judged(before))


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(OF_OURS, st.integers(0, 3))
def test_a_stranger_added_anywhere_touches_nobody(kept: list[Recognition], place: int) -> None:
    new = Recognition("例样新增丙食品有限公司", "专精特新小巨人", "4", credit_code(9), product="曲奇饼干")
    before, after = register(*kept, STRANGE_ENTRY), register(*kept[:place], new, *kept[place:], STRANGE_ENTRY)
    assert not touched(before, after)
    assert but_for_names(judged(after)) == but_for_names(judged(before))


@pytest.mark.parametrize(
    "entry",
    [
        Recognition(OTHER, "专精特新小巨人", "4"),
        Recognition(STRANGE, "专精特新小巨人", "4", former_names=(FIRST,)),
        Recognition(STRANGE, "专精特新小巨人", "4", APPLICATION.uscc),
        Recognition(STRANGE, "专精特新小巨人", "4", product="滚动轴承"),
    ],
    ids=["a holder", "what a holder was called before", "a code", "a product that is like the applicant's"],
)
def test_an_entry_touches_by_name_by_former_name_by_code_and_by_product(entry: Recognition) -> None:
    before = register(Recognition(STRANGER, "专精特新小巨人", "3"))
    assert touched(before, (Register("名单.csv", "1" * 64, None, (*before[0].recognitions, entry)),))


def test_an_entry_that_shares_a_code_with_one_that_is_named_touches_too() -> None:
    named, other = Recognition(OTHER, "小巨人", "3", credit_code(5)), Recognition(STRANGE, "小巨人", "3", credit_code(5))
    assert touched(register(named), register(other, named))


def test_the_first_register_touches_everybody_since_nothing_was_checked_before() -> None:
    assert touched((), register(Recognition(STRANGE, "小巨人", "3")))


# ---- a campaign


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store") as opened:
        yield opened


def listed(store: Store, *names: str) -> None:
    """The campaign's settings name a register of these enterprises from now on."""
    rows = "企业名称,名单,批次\n" + "".join(f"{name},专精特新小巨人,3\n" for name in names)
    store.campaigns.set(CAMPAIGN.id, {REGISTERS: [f"{store.files.put(rows.encode())} 名单.csv"]})


def made(store: Store, tmp_path: Path) -> dict[str, str]:
    """Three applications judged against a register of one stranger: ids by folder."""
    store.campaigns.add(CAMPAIGN)
    listed(store, STRANGE)
    take(store, write_campaign(tmp_path / "campaign", 3))
    work(store)
    return applications(store)


def taken_over(store: Store) -> Upgrade:
    return upgrade(store, store.campaigns.get(CAMPAIGN.id), by="lead")


def test_a_new_register_judges_again_only_whom_it_touches(store: Store, tmp_path: Path) -> None:
    ids = made(store, tmp_path)
    before = done(store)
    listed(store, STRANGE, enterprise(1), STRANGER)
    taken = taken_over(store)
    assert (taken.entries, taken.again) == (2, (ids["申报00001"],))
    assert store.applications.get(ids["申报00001"]).state is ApplicationState.RECEIVED
    assert plan(store, store.campaigns.get(CAMPAIGN.id)).stale == 1
    work(store)
    after = done(store)
    assert (after["read"], after["judge"]) == (before["read"], before["judge"] + 1)
    assert {folder: len(store.reviews.of(one)) for folder, one in ids.items()} == {"申报00000": 1, "申报00001": 2, "申报00002": 1}


def test_those_left_alone_would_have_been_judged_as_they_are(store: Store, tmp_path: Path) -> None:
    made(store, tmp_path)
    listed(store, STRANGE, enterprise(1), STRANGER)
    for application in taken_over(store).stand:
        anew = preview(store, application)
        assert not isinstance(anew, Unread)
        face = review_face(anew).model_dump(mode="json")
        assert face["registers"] != review(store, application)["registers"]
        assert but_for_names(face) == but_for_names(review(store, application))


def test_one_left_alone_says_both_the_register_it_was_made_with_and_the_present_one(store: Store, tmp_path: Path) -> None:
    ids = made(store, tmp_path)
    listed(store, STRANGE, enterprise(1), STRANGER)
    taken_over(store)
    told = {record.folder: one.face.coverage for record, one in reviewed_in(store, CAMPAIGN.id)}
    kept = review(store, ids["申报00000"])["coverage"]
    assert len(told["申报00000"]) == len(kept) + 1
    assert "1条" in told["申报00000"][-1].zh
    assert "3条" in told["申报00000"][-1].zh
    assert len(told["申报00001"]) == len(review(store, ids["申报00001"])["coverage"])  # it waits to be judged again


def test_one_left_alone_twice_is_known_to_stand_and_one_changed_since_is_judged(store: Store, tmp_path: Path) -> None:
    ids = made(store, tmp_path)
    for names in ((STRANGE, STRANGER), (STRANGER,)):
        listed(store, *names)
        assert taken_over(store).again == ()
    assert plan(store, store.campaigns.get(CAMPAIGN.id)).stale == 0
    write_application(tmp_path / "campaign" / "申报00002", 2, seed=8)
    take(store, tmp_path / "campaign")
    listed(store, STRANGE)
    assert taken_over(store).again == (ids["申报00002"],)


def test_what_an_upgrade_would_change_is_shown_and_nothing_is_changed(store: Store, tmp_path: Path) -> None:
    made(store, tmp_path)
    listed(store, STRANGE, enterprise(1))
    campaign = store.campaigns.get(CAMPAIGN.id)
    shown = upgrade_of(store, campaign)
    assert ([one.name for one in shown.diff.registers], shown.diff.packs, len(shown.stand)) == (["名单.csv"], (), 2)
    assert store.campaigns.get(CAMPAIGN.id).pinned == campaign.pinned
    assert upgrade(store, campaign, by="lead") == shown
    assert taken_over(store).is_empty


def test_an_upgrade_that_broke_off_before_it_was_pinned_is_taken_again(store: Store, tmp_path: Path) -> None:
    ids = made(store, tmp_path)
    listed(store, STRANGE, enterprise(1))
    campaign = store.campaigns.get(CAMPAIGN.id)
    first = upgrade_of(store, campaign)
    basis, held = basis_now(store, campaign), {one.application: one for one in store.jobs.inputs(campaign=CAMPAIGN.id)}
    keep_standing(store, CAMPAIGN.id, {one: (str(held[one].made_from), input_of(basis, held[one])) for one in first.stand})
    assert taken_over(store).again == (ids["申报00001"],)


def overlaid(store: Store, room: Path, programme: str, said: str = "") -> None:
    """The campaign's settings name packs in which this programme is another version from now on."""
    overlay = room / programme / "models" / "programmes" / "province.yaml"
    overlay.parent.mkdir(parents=True)
    overlay.write_text(f"id: {programme}\nextends: {programme}\nversion: province-1\n{said}", encoding="utf-8")
    store.campaigns.set(CAMPAIGN.id, {PACKS: [str(room / programme)]})


def test_a_changed_programme_judges_again_those_that_are_judged_by_it_and_nobody_else(store: Store, tmp_path: Path) -> None:
    ids = made(store, tmp_path)
    overlaid(store, tmp_path, "specialised-sme-2022")
    stand = taken_over(store).stand
    assert set(stand) == set(ids.values())
    assert plan(store, store.campaigns.get(CAMPAIGN.id)).stale == 0
    anew = preview(store, stand[0])
    assert not isinstance(anew, Unread)
    assert but_for_packs(review_face(anew).model_dump(mode="json")) == but_for_packs(review(store, stand[0]))
    overlaid(store, tmp_path, "little-giant-2022")
    assert set(taken_over(store).again) == set(ids.values())


def but_for_packs(face: dict[str, Any]) -> dict[str, Any]:
    return {**face, "packs": []}


def test_what_is_made_out_of_a_changed_programme_is_judged_again(store: Store) -> None:
    campaign = replace(CAMPAIGN, programme="specialised-sme-2022")
    basis = basis_now(store, campaign)
    touch = PackTouch(replace(basis, packs=packs_with(basis.packs, "little-giant-2022")), basis, campaign)
    assert touch({"application": {"programme": "specialised-sme-2022"}})
    other = PackTouch(replace(basis, packs=packs_with(basis.packs, "specialised-sme-2026")), basis, campaign)
    assert not other({"application": {"programme": "specialised-sme-2022"}})
    assert PackTouch(replace(basis, packs=packs_with(basis.packs, "concepts")), basis, campaign).wholly


def packs_with(packs: Packs, name: str) -> Packs:
    """The same with another version of one."""
    return replace(packs, versions=tuple(replace(one, version="0") if one.id == name else one for one in packs.versions))


def test_a_register_that_is_gone_from_the_store_judges_everybody(store: Store, tmp_path: Path) -> None:
    ids = made(store, tmp_path)
    (gone,) = store.campaigns.get(CAMPAIGN.id).pinned.registers
    store.files.path(gone.sha256).unlink()
    listed(store, STRANGER)
    taken = taken_over(store)
    assert (taken.entries, set(taken.again)) == (None, set(ids.values()))


def test_the_command_shows_the_diff_before_it_is_taken(store: Store, tmp_path: Path) -> None:
    made(store, tmp_path)
    listed(store, STRANGE, enterprise(1))
    words = ["work", "--preview", "--store", str(store.place), "--lang", "en"]
    told = CliRunner().invoke(app_for(words), words)
    assert (told.exit_code, "名单.csv" in told.output) == (0, True)
    assert "1 entries of registers differ; 1 to be judged again, 2 not touched" in told.output
