"""A campaign is judged by what is pinned; changing it is shown first and re-opens only what it touches."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from stored import PACK
from stored import application
from stored import campaign
from stored import face
from stored import reviewed

from docintel.domain.campaigning import PackVersion
from docintel.domain.campaigning import RegisterUse
from docintel.domain.errors import UsageError
from docintel.domain.pinned import PinnedChange
from docintel.domain.records import ApplicationState
from docintel.domain.records import Pinned
from docintel.store import ApplicationFilters
from docintel.store import Slice
from docintel.store import Store

OLD = Pinned((PackVersion("concepts", "1", "1" * 64),), (RegisterUse("champions.csv", "a" * 64, None, 2),))
NEW_PACK = Pinned((PackVersion("concepts", "2", "2" * 64),), OLD.registers)
NEW_REGISTER = Pinned(OLD.packs, (RegisterUse("champions.csv", "b" * 64, None, 3),))
REGISTER = {"name": "champions.csv", "sha256": "a" * 64, "as_of": None, "entries": 2}


def judged(store: Store, of: Any, folder: str, *parties: tuple[str, str | None], pack: str = "1") -> str:
    packs = [{**PACK, "sha256": pack * 64}]
    return reviewed(store, face(packs=packs, registers=[REGISTER], parties=parties, name=folder), of, folder)


def test_what_is_pinned_comes_back_as_it_was(store: Store) -> None:
    made = campaign(store)
    store.campaigns.pin(made.id, OLD, by="lead")
    assert store.campaigns.get(made.id).pinned == OLD
    assert store.campaigns.pinned_history(made.id) == (Pinned(), OLD)


def test_an_upgrade_shows_what_it_changes_and_changes_nothing(store: Store) -> None:
    made = campaign(store)
    store.campaigns.pin(made.id, OLD, by="lead")
    first = judged(store, made, "甲")
    shown = store.campaigns.diff(made.id, NEW_PACK)
    assert shown.packs == (PinnedChange("concepts", "v1 111111111111", "v2 222222222222"),)
    assert (shown.registers, shown.applications) == ((), (first,))
    assert store.campaigns.get(made.id).pinned == OLD
    assert store.applications.get(first).state is ApplicationState.REVIEWED


def test_applications_judged_by_the_new_pack_already_are_not_touched(store: Store) -> None:
    made = campaign(store)
    store.campaigns.pin(made.id, OLD, by="lead")
    first = judged(store, made, "甲")
    judged(store, made, "乙", pack="2")
    application(store, made, "丙")
    assert store.campaigns.diff(made.id, NEW_PACK).applications == (first,)


def test_a_pack_that_the_campaign_does_not_judge_by_touches_nothing(store: Store) -> None:
    made = campaign(store)
    store.campaigns.pin(made.id, OLD, by="lead")
    judged(store, made, "甲")
    shown = store.campaigns.diff(made.id, NEW_PACK, apart={"concepts"})
    assert (len(shown.packs), shown.applications) == (1, ())


def test_a_new_register_touches_only_applications_related_to_what_changed_in_it(store: Store) -> None:
    made = campaign(store)
    store.campaigns.pin(made.id, OLD, by="lead")
    by_name = judged(store, made, "甲", ("某控股有限公司", None))
    by_code = judged(store, made, "乙", ("另一公司", "91370611MA9N95E654"))
    judged(store, made, "丙", ("无关公司", None))
    entries = {"champions.csv": ["某控股有限公司", "91370611MA9N95E654"]}
    assert store.campaigns.diff(made.id, NEW_REGISTER, entries=entries).applications == tuple(sorted((by_name, by_code)))


def test_a_register_of_which_nobody_says_what_changed_touches_all(store: Store) -> None:
    made = campaign(store)
    store.campaigns.pin(made.id, OLD, by="lead")
    both = {judged(store, made, "甲"), judged(store, made, "乙")}
    assert set(store.campaigns.diff(made.id, NEW_REGISTER).applications) == both


def test_only_what_is_touched_is_reopened(store: Store) -> None:
    made = campaign(store)
    first, second = judged(store, made, "甲"), judged(store, made, "乙")
    assert store.campaigns.reopen(made.id, [first], by="lead", reason="新名单") == 1
    assert store.applications.get(first).state is ApplicationState.RECEIVED
    assert store.applications.get(first).review == 1
    assert store.applications.get(second).state is ApplicationState.REVIEWED


def test_adding_a_folder_again_gives_the_application_that_is_there(store: Store) -> None:
    made = campaign(store)
    assert application(store, made, "甲") == application(store, made, "甲")


def test_the_same_folder_in_another_campaign_is_another_application(store: Store) -> None:
    first, second = campaign(store, "第五批"), campaign(store, "第六批")
    assert application(store, first).id != application(store, second).id


def test_settings_are_laid_over_those_there_are(store: Store) -> None:
    made = campaign(store, legal_hold=True)
    store.campaigns.set(made.id, {"archive_until": "2030-01-01"}, by="lead")
    store.campaigns.set(made.id, {"legal_hold": None}, by="lead")
    assert store.campaigns.get(made.id).settings == {"archive_until": "2030-01-01"}


def test_a_campaign_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(UsageError, match="no such campaign: nowhere"):
        store.campaigns.get("nowhere")


def test_applications_are_listed_by_slices_with_their_number(store: Store) -> None:
    made = campaign(store)
    for number in range(5):
        application(store, made, f"公司{number}")
    listed = [store.applications.of(made.id, page=Slice(number, 2)) for number in (1, 2, 3)]
    assert [len(one.rows) for one in listed] == [2, 2, 1]
    assert {one.total for one in listed} == {5}
    assert len({row.id for one in listed for row in one.rows}) == 5


def test_searching_takes_what_is_typed_as_it_is(store: Store) -> None:
    made = campaign(store)
    application(store, made, "100%控股公司")
    application(store, made, "1000控股公司")
    found = store.applications.of(made.id, ApplicationFilters(search="100%"))
    assert [row.folder for row in found.rows] == ["100%控股公司"]


def test_totals_count_applications_by_state_and_cards_by_grade(store: Store) -> None:
    made = campaign(store)
    judged(store, made, "甲")
    application(store, made, "乙")
    assert store.campaigns.totals(made.id).applications == {"reviewed": 1, "received": 1}


def test_settings_laid_at_the_same_moment_are_all_kept(store: Store) -> None:
    made = campaign(store)
    names = [f"hold:a{number}" for number in range(12)]
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda name: store.campaigns.set(made.id, {name: True}, by="lead"), names))
    assert sorted(store.campaigns.get(made.id).settings) == sorted(names)
