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
SEAL, SIGNATURE, DAY = "form_seal", "form_signature", "form_signing_day"
NARROW = 1.5  # points of width that the strokes of a written figure cover at their full height


def looked_at(file: SubmittedFile, facts: Sequence[Fact], problems: Sequence[Problem], limits: Limits) -> tuple[Fact, ...]:
    """The facts, those of places that nobody had looked at with what is to be seen there; each page is drawn once."""
    asked: dict[int, list[int]] = {}
    for at, fact in enumerate(facts):
        if fact.value == UNLOOKED and fact.source.page is not None:
            asked.setdefault(fact.source.page, []).append(at)
    found = list(facts)
    for page, places in asked.items():
        asks = [(at, ask) for at in places for ask in _asks(facts[at])]
        sights = look(file, page, [ask for _, ask in asks], limits, turn=turn_of(problems, page))
        for at in places:
            own = [sight for (of, _), sight in zip(asks, sights, strict=True) if of == at]
            found[at] = _answered(facts[at], _together(own))
    return tuple(found)


def _asks(fact: Fact) -> tuple[Ask, ...]:
    """What to look for at a place: a seal, a hand beside a label, the numbers of a day in each of its gaps."""
    label, *regions = [span for span in fact.source.spans if isinstance(span, PageBox)]
    scanned = fact.source.method is not Method.TEXT
    if fact.concept == DAY:
        return tuple(Ask("ink", region, scanned, NARROW) for region in regions)
    return (Ask("seal" if fact.concept == SEAL else "ink", (regions or [label])[-1], scanned),)


def _together(sights: Sequence[Sight]) -> Sight:
    """One answer of several: seen where nearly all are, not seen where none is, else unclear."""
    seen = sum(sight.answer == "seen" for sight in sights)
    if seen and seen >= len(sights) - 1:
        return Sight("seen")
    doubts = tuple(doubt for sight in sights for doubt in sight.doubts)
    return Sight("unseen" if not seen and all(sight.answer == "unseen" for sight in sights) else "unclear", doubts)


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
