"""Lines of lists: written once for what stands in them, and again only when any of that is another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from fastapi import Request
from jinja2 import Environment
from markupsafe import Markup

from docintel.domain.records import ApplicationRecord
from docintel.domain.records import CardRecord
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report import words as report_words
from docintel.web.desk import Desk
from docintel.web.people import Person
from docintel.web.permissions import Action
from docintel.web.shown import language_of
from docintel.web.shown import said
from docintel.web.shown import said_words
from docintel.web.words.campaigns import KIND
from docintel.web.words.campaigns import STANDING

MOST_KEPT = 8192  # lines of about a kilobyte
TONES = {"exclusion": "conflict", "verdict": "conflict", "required_evidence": "warning", "material_figure": "warning"}


@dataclass(frozen=True, slots=True)
class Grade:
    """How grave the gravest open Card is, in words and tone."""

    wording: Wording
    tone: str


GRADE_OF: Mapping[str, Grade] = {grade: Grade(wording, TONES.get(grade, "note")) for grade, wording in report_words.GRADE.items()}


def application_line(desk: Desk, request: Request, one: ApplicationRecord, displays: Mapping[str, str]) -> Markup:
    """An application in the list of a campaign, as the person's role may see it; `displays` are the names of accounts."""
    person: Person = request.state.person
    allowed = person.may(Action.ASSIGN), person.may(Action.SEE_APPLICATION)
    assigned = displays.get(one.assigned_to, one.assigned_to) if one.assigned_to else ""
    return _application(desk.templates, language_of(request), one, assigned, allowed)


def card_line(desk: Desk, request: Request, card: CardRecord, of: ApplicationRecord | None) -> Markup:
    """A Card in the queue or the list of all; every role that sees those sees the same."""
    called = card.application if of is None else of.applicant or of.folder
    person = card.decision.person
    return _card(desk.templates, language_of(request), card, called, desk.people.called(person) if person else "")


@lru_cache(maxsize=MOST_KEPT)
def _application(templates: Environment, language: Language, one: ApplicationRecord, assigned: str, allowed: tuple[bool, bool]) -> Markup:
    """All that stands in the line stands in the arguments: a line kept is never out of date, nor another role's."""
    assigns, sees = allowed
    return _written(templates, "campaign_line.html.j2", language, one=one, assigned=assigned, assigns=assigns, sees=sees, grades=GRADE_OF)


@lru_cache(maxsize=MOST_KEPT)
def _card(templates: Environment, language: Language, card: CardRecord, called: str, person: str) -> Markup:
    """The same of a Card: how it stands is part of its record."""
    tables = {"grade_words": report_words.GRADE, "standing_words": STANDING, "kind_words": KIND}
    return _written(templates, "queue_line.html.j2", language, card=card, called=called, decided_by=person, **tables)


def _written(templates: Environment, template: str, language: Language, **values: Any) -> Markup:
    told = templates.get_template(template).render(word=said_words(language), said=lambda wording: said(wording, language), **values)
    return Markup(told)  # noqa: S704 - our own template, which escapes what it is given
