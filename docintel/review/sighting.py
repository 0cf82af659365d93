"""The places where the printed form is signed and sealed, looked at: what extraction found in words is answered from the pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docintel.domain.document import Problem
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.intake import turn_of
from docintel.intake.marks import Ask
from docintel.intake.marks import Sight
from docintel.intake.marks import look

UNLOOKED = Choice(("unlooked",))
SEAL, SIGNATURE = "form_seal", "form_signature"


def looked_at(file: SubmittedFile, facts: Sequence[Fact], problems: Sequence[Problem], limits: Limits) -> tuple[Fact, ...]:
    """The facts, those of places that nobody had looked at with what is to be seen there; each page is drawn once."""
    asked: dict[int, list[int]] = {}
    for at, fact in enumerate(facts):
        if fact.value == UNLOOKED and fact.source.page is not None:
            asked.setdefault(fact.source.page, []).append(at)
    found = list(facts)
    for page, places in asked.items():
        asks = [_ask(facts[at]) for at in places]
        for at, sight in zip(places, look(file, page, asks, limits, turn=turn_of(problems, page)), strict=True):
            found[at] = _answered(facts[at], sight)
    return tuple(found)


def _ask(fact: Fact) -> Ask:
    region = [span for span in fact.source.spans if isinstance(span, PageBox)][-1]
    return Ask("seal" if fact.concept == SEAL else "ink", region, fact.source.method is not Method.TEXT)


def _answered(fact: Fact, sight: Sight) -> Fact:
    """A name that is typed beside the label is ink and no signature."""
    answer, doubts = sight.answer, (*fact.source.doubts, *sight.doubts)
    if fact.concept == SIGNATURE and answer == "seen" and fact.source.method is Method.TEXT and _is_typed(fact):
        answer, doubts = "unclear", (*doubts, "typed_only")
    return replace(fact, value=Choice((answer,)), source=replace(fact.source, doubts=tuple(dict.fromkeys(doubts))))


def _is_typed(fact: Fact) -> bool:
    """Whether the text goes on behind the label."""
    label, _, rest = fact.source.text.rpartition(":")
    return bool(label) and bool(rest.strip())
