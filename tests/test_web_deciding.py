"""What the actions of an application do and refuse, through the client that programs use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from docx import Document
from workbench import NAMES
from workbench import PASSWORD
from workbench import Workbench
from workbench import reviewed
from workbench import with_application

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import ConflictError
from docintel.domain.errors import UsageError
from docintel.report.plain import CHINA
from docintel.web.client import Client
from docintel.web.concluding import conclusion_of
from docintel.web.correcting import Correcting
from docintel.web.guard import session_cookie
from docintel.web.letters import DAYS
from docintel.web.permissions import Role

SignedIn = Callable[[Role], Client]


@pytest.fixture
def application(bench: Workbench, samples: Path, request: pytest.FixtureRequest) -> str:
    bench.desk.reading.stop()
    sample = samples / "inconsistent"
    return with_application(bench.store, bench.campaign, request.node.name, sample, reviewed(sample))


@pytest.fixture
def signed_in(address: str) -> SignedIn:
    def client(role: Role) -> Client:
        made = Client(address)
        made.sign_in(NAMES[role], PASSWORD)
        return made

    return client


def test_a_card_is_confirmed_with_the_word_that_came_with_its_pictures(signed_in: SignedIn, application: str) -> None:
    client = signed_in(Role.REVIEWER)
    card = client.cards(application)[0]
    look = client.look(application, card.subject)
    assert [place.picture is not None for place in look.places] == [False, True]
    stands = client.decide(application, card, DecisionKind.CONFIRMED, looked=look.word)
    assert (stands.standing, stands.kind) == ("decided", "confirmed")


def test_no_card_is_confirmed_unseen(signed_in: SignedIn, application: str) -> None:
    client = signed_in(Role.REVIEWER)
    first, second = client.cards(application)[:2]
    words = (None, "0" * 64, client.look(application, second.subject).word, signed_in(Role.LEAD).look(application, first.subject).word)
    for word in words:
        with pytest.raises(ConflictError, match="原件"):
            client.decide(application, first, DecisionKind.CONFIRMED, looked=word)


def test_the_second_to_decide_hears_who_was_first(signed_in: SignedIn, application: str) -> None:
    reviewer, lead = signed_in(Role.REVIEWER), signed_in(Role.LEAD)
    card = lead.cards(application)[0]
    reviewer.decide(application, card, DecisionKind.ON_SITE)
    with pytest.raises(ConflictError, match=rf"(?<!\.){Role.REVIEWER.value} 刚刚作了决定"):  # the name people know, not the account's
        lead.decide(application, card, DecisionKind.DISMISSED, "口径不同")


def test_a_non_recommendation_is_seconded_by_whoever_saw_its_grounds(signed_in: SignedIn, bench: Workbench, application: str) -> None:
    reviewer, lead = signed_in(Role.REVIEWER), signed_in(Role.LEAD)
    card = reviewer.cards(application)[0]
    places = reviewer.look(application, card.subject)
    reviewer.decide(application, card, DecisionKind.CONFIRMED, looked=places.word)
    whole = conclusion_of(bench.desk, bench.desk.reviews.present(application))
    by, shown = NAMES[Role.REVIEWER], whole.fingerprint
    made = bench.store.decisions.decide(
        application, whole.key, DecisionKind.NOT_RECOMMENDED, person=by, fingerprint=shown, reason="收入不足"
    )
    asked = card.model_copy(update={"subject": whole.key, "decision": made.id})
    for word in (None, places.word):
        with pytest.raises(ConflictError, match="原件"):
            lead.second(application, asked, agrees=True, looked=word)
    grounds = lead.look(application, whole.key)
    assert {place.fact for place in places.places} <= {place.fact for place in grounds.places}
    assert all(place.told for place in grounds.places)
    assert lead.second(application, asked, agrees=True, looked=grounds.word).standing == "decided"


def test_dismissing_wants_a_reason(signed_in: SignedIn, application: str) -> None:
    client = signed_in(Role.REVIEWER)
    with pytest.raises(UsageError, match="理由"):
        client.decide(application, client.cards(application)[0], DecisionKind.DISMISSED)


def test_all_that_follows_from_one_cause_is_dismissed_together_and_nothing_else(
    signed_in: SignedIn, bench: Workbench, application: str
) -> None:
    client = signed_in(Role.REVIEWER)
    card = client.cards(application)[0]
    assert len(client.dismiss_all(application, card, "单位换算所致")) == 6
    dismissed = [finding.card for finding in bench.store.findings.of(application) if finding.decision.kind is DecisionKind.DISMISSED]
    assert set(dismissed) == {card.subject}


def test_a_decision_is_taken_back(signed_in: SignedIn, application: str) -> None:
    client = signed_in(Role.REVIEWER)
    made = client.decide(application, client.cards(application)[0], DecisionKind.ON_SITE)
    assert made.decision is not None
    assert client.undo(application, made.decision).standing == "undecided"


def test_what_was_filled_in_is_not_the_reviewers_to_correct(signed_in: SignedIn, bench: Workbench, application: str) -> None:
    client = signed_in(Role.REVIEWER)
    declared = next(fact["id"] for fact in client.review(application)["facts"] if fact["source"].get("field"))
    with pytest.raises(UsageError, match="补正"):
        client.correct(application, Correcting(fact=declared, printed="1", unit="万元"))
    assert bench.store.person_facts.of(application) == ()


def test_a_letter_asks_for_what_settles_the_cards_that_are_asked_back(signed_in: SignedIn, application: str) -> None:
    client = signed_in(Role.REVIEWER)
    licence = next(card for card in client.cards(application) if "法定代表人" in card.title_zh)
    client.decide(application, licence, DecisionKind.ASKED_BACK)
    assert client.draft_letter(application).body["papers"] == ["营业执照"]


def test_a_program_finds_the_application_hands_it_on_and_says_what_came_of_a_letter(
    signed_in: SignedIn, bench: Workbench, application: str
) -> None:
    lead = signed_in(Role.LEAD)
    assert [one.id for one in lead.campaigns()] == [bench.campaign]
    assert application in [one.id for one in lead.applications(bench.campaign)]
    assert lead.applications(bench.campaign, page=99) == []
    assert lead.assign(application, NAMES[Role.LEAD]).assigned_to == NAMES[Role.LEAD]
    lead.decide(application, lead.cards(application)[0], DecisionKind.ASKED_BACK)
    made = lead.draft_letter(application)
    assert lead.move_letter(application, made.id, "sent").state == "sent"
    assert lead.move_letter(application, made.id, "answered", "已重新盖章").body["answer"] == "已重新盖章"


def test_no_letter_is_drafted_before_anything_is_asked_back(signed_in: SignedIn, application: str) -> None:
    client = signed_in(Role.REVIEWER)
    with pytest.raises(UsageError, match="还没有请补正的事项"):
        client.draft_letter(application)
    assert client.letters(application) == []


def test_the_days_to_answer_are_chosen_and_a_draft_is_written_anew(signed_in: SignedIn, application: str) -> None:
    client = signed_in(Role.REVIEWER)
    client.decide(application, client.cards(application)[0], DecisionKind.ASKED_BACK)
    today = datetime.now(CHINA).date()
    first = client.draft_letter(application)
    assert first.deadline == today + timedelta(days=DAYS)
    again = client.draft_letter(application, days=21)
    assert (again.id, again.round, again.deadline) == (first.id, 1, today + timedelta(days=21))
    assert again.body["deadline"] == (today + timedelta(days=21)).isoformat()
    client.move_letter(application, again.id, "sent")
    assert client.draft_letter(application, days=3).round == 2


@pytest.mark.parametrize("days", [0, 366])
def test_a_term_that_is_none_is_refused(signed_in: SignedIn, application: str, days: int) -> None:
    client = signed_in(Role.REVIEWER)
    client.decide(application, client.cards(application)[0], DecisionKind.ASKED_BACK)
    with pytest.raises(UsageError):
        client.draft_letter(application, days=days)
    assert client.letters(application) == []


def test_a_letter_is_taken_as_a_document_that_says_what_to_send_and_by_when(
    signed_in: SignedIn, bench: Workbench, address: str, application: str
) -> None:
    client = signed_in(Role.REVIEWER)
    licence = next(card for card in client.cards(application) if "法定代表人" in card.title_zh)
    client.decide(application, licence, DecisionKind.ASKED_BACK)
    made = client.draft_letter(application)
    assert made.deadline is not None
    cookies = {session_cookie(secure=False): bench.token(Role.REVIEWER)}
    taken = httpx.get(f"{address}/applications/{application}/letters/{made.id}", cookies=cookies, timeout=60)
    text = "".join(paragraph.text for paragraph in Document(BytesIO(taken.content)).element.body.iter() if paragraph.text)
    for words in (
        "关于补正申报材料的通知",
        "请提供：营业执照",
        f"请于{made.deadline.year}年{made.deadline.month}月{made.deadline.day}日前",
    ):
        assert words in text
    assert bench.store.audit.latest(1, application)[0].action == "take_report"


def test_who_controls_the_applicant_is_told_with_the_place_of_the_proof(signed_in: SignedIn, application: str) -> None:
    chart = signed_in(Role.COMPLIANCE).ownership(application)
    proof = [stake for stake in chart.stakes if stake.proof]
    assert (chart.ultimate, [stake.share for stake in proof]) == ("常州虚沐茗控股有限公司", ["59.76%"])
    assert proof[0].page == 1
    assert proof[0].box is not None


def test_another_application_is_not_reached_through_a_decision_of_this_one(
    signed_in: SignedIn, bench: Workbench, samples: Path, application: str
) -> None:
    client = signed_in(Role.REVIEWER)
    other = with_application(bench.store, bench.campaign, "other", samples / "inconsistent", reviewed(samples / "inconsistent"))
    made = client.decide(other, client.cards(other)[0], DecisionKind.ON_SITE)
    assert made.decision is not None
    with pytest.raises(UsageError, match="没有这项决定"):
        client.undo(application, made.decision)


def test_a_non_recommendation_of_two_is_taken_back_by_two(signed_in: SignedIn, bench: Workbench, application: str) -> None:
    whole = conclusion_of(bench.desk, bench.desk.reviews.present(application))
    made = bench.store.decisions.decide(
        application, whole.key, DecisionKind.NOT_RECOMMENDED, person=NAMES[Role.REVIEWER], fingerprint=whole.fingerprint, reason="条件不符"
    )
    bench.store.decisions.second(made.id, person=NAMES[Role.LEAD])
    reviewer, lead = signed_in(Role.REVIEWER), signed_in(Role.LEAD)
    assert reviewer.undo(application, made.id).standing == "decided"
    with pytest.raises(ConflictError):
        reviewer.undo(application, made.id)
    grounds = lead.look(application, whole.key)
    asked = lead.cards(application)[0].model_copy(update={"subject": whole.key, "decision": made.id})
    assert lead.second(application, asked, agrees=True, looked=grounds.word).standing == "undecided"
