"""Readings put right and facts added: the machine's stays, all is judged at once, and taking it back brings back what was there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from workbench import NAMES
from workbench import PASSWORD
from workbench import Workbench
from workbench import served

from docintel.domain.errors import ConflictError
from docintel.domain.errors import UsageError
from docintel.web.client import Client
from docintel.web.correcting import Adding
from docintel.web.correcting import Correcting
from docintel.web.permissions import Role
from docintel.work.judging import judge_application
from docintel.work.running import Worker
from docintel.work.working import Terms

REPRESENTATIVE = "legal_representative"


@pytest.fixture(scope="module")
def application(bench: Workbench, samples: Path) -> str:
    """The form and the licence of the inconsistent sample, read: they name two representatives."""
    bench.desk.reading.stop()
    made = bench.store.applications.add(bench.campaign, "two papers").id
    for name in ("form.json", "营业执照.pdf"):
        bench.store.applications.attach(made, name, bench.store.files.put(samples / "inconsistent" / "application" / name))
    judge_application(bench.store, made)
    Worker(bench.store, Terms(place=bench.desk.settings.place), "test").work()
    return made


@pytest.fixture
def client(bench: Workbench) -> Iterator[Client]:
    with served(bench.app) as address:
        made = Client(address)
        made.sign_in(NAMES[Role.REVIEWER], PASSWORD)
        yield made


def titles(client: Client, application: str) -> list[str]:
    return [card.title_zh for card in client.cards(application)]


def licence_fact(client: Client, application: str) -> dict[str, Any]:
    facts = client.review(application)["facts"]
    return next(fact for fact in facts if fact["concept"] == REPRESENTATIVE and fact["source"].get("page"))


def test_a_misread_value_is_put_right_and_everything_is_judged_again(client: Client, bench: Workbench, application: str) -> None:
    assert any("法定代表人" in title for title in titles(client, application))
    machine = licence_fact(client, application)
    made = client.correct(application, Correcting(fact=machine["id"], printed="卢修远", reason="机器读错"))
    assert made.review is not None
    assert not any("法定代表人" in title for title in titles(client, application))
    assert licence_fact(client, application)["source"]["method"] == "person"
    kept = bench.store.reviews.body(application, made.review - 1)["facts"]
    assert isinstance(kept, list)
    assert machine in kept

    client.withdraw(application, made.fact)
    assert any("法定代表人" in title for title in titles(client, application))


def test_a_fact_that_was_missed_is_added_with_the_box_that_was_drawn(client: Client, application: str) -> None:
    document = licence_fact(client, application)["source"]["document"]
    asked = Adding(
        concept="revenue", year=2022, printed="221,268,187.00", unit="元", document=document, page=1, box=(90.0, 400.0, 180.0, 412.0)
    )
    assert client.add(application, asked).review is not None
    added = [fact for fact in client.review(application)["facts"] if fact["source"]["method"] == "person" and fact["concept"] == "revenue"]
    assert [(fact["value"], fact["source"]["box"]) for fact in added] == [("221268187.00", [90.0, 400.0, 180.0, 412.0])]


def test_a_value_that_is_none_is_refused_in_words(client: Client, application: str) -> None:
    document = licence_fact(client, application)["source"]["document"]
    asked = Adding(concept="revenue", year=2022, printed="很多", document=document, page=1, box=(1.0, 1.0, 9.0, 9.0))
    with pytest.raises(UsageError, match="很多"):
        client.add(application, asked)


def test_a_correction_of_what_an_earlier_review_showed_is_refused(client: Client, bench: Workbench, application: str) -> None:
    machine = licence_fact(client, application)
    present = bench.store.applications.get(application).review or 0
    with pytest.raises(ConflictError):
        client.correct(application, Correcting(fact=machine["id"], review=present - 1, printed="卢修远"))
    assert bench.store.applications.get(application).review == present
