"""Letters to an enterprise: what was sent stays as it was sent, and a letter goes forward only."""

from __future__ import annotations

import pytest
from stored import application

from docintel.domain.errors import ConflictError
from docintel.domain.errors import UsageError
from docintel.store import Store


def sent(store: Store) -> str:
    letter = store.letters.add(application(store).id, {"papers": ["审计报告"]}, person="li")
    store.letters.change(letter.id, person="li", state="sent")
    return letter.id


def test_a_draft_may_be_changed(store: Store) -> None:
    letter = store.letters.add(application(store).id, {"papers": ["审计报告"]}, person="li")
    assert store.letters.change(letter.id, person="li", body={"papers": ["验资报告"]}).body == {"papers": ["验资报告"]}


@pytest.mark.parametrize("state", [None, "answered"])
def test_what_was_sent_cannot_be_changed(store: Store, state: str | None) -> None:
    letter = sent(store)
    with pytest.raises(ConflictError):
        store.letters.change(letter, person="li", state=state, body={"papers": ["验资报告"]})
    assert store.letters.get(letter).body == {"papers": ["审计报告"]}


def test_an_answer_is_put_beside_what_was_asked(store: Store) -> None:
    letter = sent(store)
    body = {"papers": ["审计报告"], "answer": "已补交"}
    assert store.letters.change(letter, person="li", state="answered", body=body).body == body


def test_a_letter_does_not_go_back(store: Store) -> None:
    letter = sent(store)
    with pytest.raises(ConflictError):
        store.letters.change(letter, person="li", state="draft")
    with pytest.raises(UsageError):
        store.letters.change(letter, person="li", state="lost")
