"""`docintel store` and `docintel audit` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stored import campaign
from stored import face
from stored import finding
from stored import only_card
from stored import reviewed
from test_cli import Ran
from test_cli import docintel
from test_store_audit import tampered

from docintel.cli.account import list_accounts
from docintel.cli.store import application_named
from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UsageError
from docintel.store import open_store


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A store with one decided application."""
    with open_store(tmp_path / "store") as store:
        made = reviewed(store, face(finding()))
        card = only_card(store, made)
        store.decisions.decide(made, card.key, DecisionKind.CONFIRMED, person="li", fingerprint=card.fingerprint)
    return tmp_path / "store"


def typed(place: Path, *words: str | Path) -> Ran:
    return docintel(*words, "--store", place, lang="en")


def test_migrate_makes_a_store_and_is_content_with_one(tmp_path: Path) -> None:
    made = typed(tmp_path / "store", "store", "migrate")
    again = typed(tmp_path / "store", "store", "migrate")
    assert (made.code, made.out.startswith("database: none -> ")) == (0, True)
    assert (again.code, again.out.startswith("the database is up to date")) == (0, True)


def test_backup_and_restore_give_a_store_that_verifies(place: Path, tmp_path: Path) -> None:
    assert typed(place, "store", "backup", tmp_path / "backup").code == 0
    assert typed(tmp_path / "other", "store", "restore", tmp_path / "backup").out == "restored; the audit log holds, 4 entries\n"
    assert typed(tmp_path / "other", "audit", "verify").code == 0


def test_erase_takes_a_folder_by_its_name_and_leaves_a_tombstone(place: Path) -> None:
    ran = typed(place, "store", "erase", "甲公司", "--reason", "企业要求", "--by", "lead", "--yes")
    assert (ran.code, ran.out) == (0, "erased; the hashes of 0 files and 1 reviews stay, entry 5 of the audit log\n")
    with open_store(place) as store:
        assert store.applications.of(store.campaigns.all()[0].id).total == 0


def test_erase_asks_first(place: Path) -> None:
    assert typed(place, "store", "erase", "甲公司", "--reason", "x").code == 1
    with open_store(place) as store:
        assert store.applications.of(store.campaigns.all()[0].id).total == 1


def test_a_hold_refuses_erasing_until_it_is_lifted(place: Path) -> None:
    erase = ("store", "erase", "甲公司", "--reason", "x", "--yes")
    typed(place, "store", "hold", "甲公司")
    refused = typed(place, *erase)
    assert (refused.code, "a legal hold forbids" in refused.err) == (2, True)
    typed(place, "store", "hold", "甲公司", "--release")
    assert typed(place, *erase).code == 0


def test_an_archive_term_is_set_on_a_campaign(place: Path) -> None:
    with open_store(place) as store:
        campaign = store.campaigns.all()[0].id
    assert typed(place, "store", "hold", campaign, "--archive-until", "2999-01-01").code == 0
    assert "2999-01-01" in typed(place, "store", "erase", "甲公司", "--reason", "x", "--yes").err


def test_verify_names_the_first_broken_entry_and_says_so_with_its_exit_code(place: Path) -> None:
    with open_store(place) as store:
        tampered(store, "audit", "UPDATE audit SET actor = 'wang' WHERE seq = 4")
    ran = typed(place, "audit", "verify")
    assert (ran.code, ran.out) == (1, "entry 4 does not hold: its content is not what its hash says\n")


def test_verify_knows_an_entry_that_was_noted_earlier(place: Path) -> None:
    noted = typed(place, "audit", "verify").out.split()[-1]
    assert typed(place, "audit", "verify", "--expect", noted).code == 0
    assert typed(place, "audit", "verify", "--expect", noted[:-1] + ("0" if noted[-1] != "0" else "1")).code == 1


def test_show_lists_who_did_what(place: Path, tmp_path: Path) -> None:
    ran = typed(place, "audit", "show", "--last", "1", "--json", tmp_path / "log.json")
    assert "li  decision.decided" in ran.out
    (entry,) = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    assert (entry["seq"], entry["action"]) == (4, "decision.decided")


def test_a_store_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    assert typed(tmp_path / "none", "audit", "verify").code == 2
    assert not (tmp_path / "none").exists()


def test_an_application_is_found_by_its_name_among_any_number_of_like_ones(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        of = campaign(store)
        for number in range(60):
            store.applications.add(of.id, f"甲{number:02}")
        wanted = store.applications.add(of.id, "甲").id
        assert application_named(store, "甲") == wanted


def test_asking_for_accounts_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        list_accounts(tmp_path / "nowhere", None)
    assert not (tmp_path / "nowhere").exists()
