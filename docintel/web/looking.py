"""Looking before confirming: the pictures of a Card's places come together with a word that only who fetched them can give back."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.decision import DecisionKind
from docintel.domain.errors import UnreadableError
from docintel.domain.source import PageBox
from docintel.domain.verdict import Status
from docintel.report.faces import FactFace
from docintel.report.faces import FindingFace
from docintel.report.faces import TraceFace
from docintel.web.concluding import conclusion_of
from docintel.web.desk import Desk
from docintel.web.desk import turn
from docintel.web.opened import Opened

UNMET = Status.UNMET.value
MOST_GROUNDS = 24  # places shown before a non-recommendation is seconded
PNG = "data:image/png;base64,"


def crop_of(desk: Desk, opened: Opened, fact: FactFace, across: float | None = None) -> bytes | None:
    """The strip of the page around a fact as PNG (`across` points of it); None where it does not stand on a page that can be drawn."""
    source = fact.source
    if source.document is None or source.page is None or source.box is None:
        return None
    try:
        file = desk.file(opened, source.document)
        return desk.pictures.crop(file, PageBox(source.page, *source.box), turn(opened.document(source.document), source.page), across)
    except UnreadableError:
        return None


def as_uri(picture: bytes | None) -> str | None:
    """A picture inside of JSON."""
    return None if picture is None else PNG + base64.b64encode(picture).decode("ascii")


@dataclass(frozen=True, slots=True)
class Sight:
    """What is to be looked at before it is confirmed or seconded: a Card, or the application as a whole, with the facts it stands on."""

    key: str
    fingerprint: str
    facts: tuple[FactFace, ...]


def sight_of(desk: Desk, opened: Opened, key: str) -> Sight:
    """A Card by its leading finding; the application by the grounds against it. UsageError where the present Review has neither."""
    if key not in opened.cards:
        whole = conclusion_of(desk, opened)
        if whole.key == key:
            return Sight(key, whole.fingerprint, grounds(desk, opened))
    lead = opened.findings_of(opened.card(key))[0]
    return Sight(key, lead.fingerprint, _facts(opened, (lead,)))


def grounds(desk: Desk, opened: Opened) -> tuple[FactFace, ...]:
    """What speaks against an application: the places of its confirmed Cards, then the values on which conditions are not met."""
    confirmed = [card.key for card in desk.store.cards.of(opened.record.id) if card.decision.kind is DecisionKind.CONFIRMED]
    leads = [opened.findings_of(opened.cards[key])[0] for key in confirmed if key in opened.cards]
    unmet = [judged.trace for one in opened.face.verdicts for judged in (one.declared, one.evidenced) if judged.status == UNMET]
    named = [fact for trace in unmet if trace is not None for fact in _named(trace)]
    held = {fact.id: fact for fact in (*_facts(opened, leads), *(opened.facts[name] for name in named if name in opened.facts))}
    return tuple(held.values())[:MOST_GROUNDS]


def _facts(opened: Opened, findings: Iterable[FindingFace]) -> tuple[FactFace, ...]:
    return tuple(opened.fact(operand.fact) for finding in findings for operand in finding.operands)


def _named(trace: TraceFace) -> Iterator[str]:
    """The facts a calculation goes down to."""
    yield from trace.facts or ()
    for step in trace.steps or ():
        yield from _named(step)


def word_for(desk: Desk, opened: Opened, sight: Sight, person: str) -> str:
    """What shows that a person fetched the pictures of something as it stands: another person's, another thing's, an older state's is another."""
    told = f"{person}\x1f{opened.record.id}\x1f{sight.key}\x1f{sight.fingerprint}"
    return hmac.new(desk.seal, told.encode(), hashlib.sha256).hexdigest()


def has_looked(desk: Desk, opened: Opened, key: str, person: str, word: str | None) -> bool:
    """Whether the word is the one that came with the pictures."""
    return word is not None and hmac.compare_digest(word_for(desk, opened, sight_of(desk, opened, key), person), word)
