from __future__ import annotations

from pathlib import Path

from docintel.domain.wording import Language
from docintel.web.presence import SECONDS
from docintel.web.presence import Presence
from docintel.web.presence import SharedPresence
from docintel.web.turning_away import halves


def test_people_at_one_application_see_each_other_until_they_fall_silent() -> None:
    now = [0.0]
    presence = Presence(clock=lambda: now[0])
    assert presence.at("a1", "li", "李", "card") == ()
    assert [seen.display for seen in presence.at("a1", "wang", "王", "card")] == ["李"]
    now[0] = SECONDS + 1
    assert presence.at("a1", "wang", "王", "card") == ()


def test_people_at_other_applications_are_not_told() -> None:
    presence = Presence()
    presence.at("a1", "li", "李", "")
    assert presence.at("a2", "wang", "王", "") == ()


def test_several_processes_tell_each_other_who_is_there(tmp_path: Path) -> None:
    now = [100.0]
    one, other = (SharedPresence(tmp_path, clock=lambda: now[0]) for _ in range(2))
    assert one.at("a1", "li", "李", "card") == ()
    assert [(seen.display, seen.card) for seen in other.at("a1", "wang", "王", "")] == [("李", "card")]
    assert other.at("../a1", "wang", "王", "") == ()
    one.left("a1", "li")
    assert other.at("a1", "wang", "王", "") == ()
    now[0] += SECONDS + 1
    assert one.at("a1", "li", "李", "") == ()


def test_a_message_in_both_languages_is_told_in_one() -> None:
    told = "没有这份通知。 / There is no such letter."
    assert halves(told).said(Language.ZH) == "没有这份通知。"
    assert halves(told).said(Language.EN) == "There is no such letter."
