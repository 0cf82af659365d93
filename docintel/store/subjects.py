"""What people may decide on in a Review: its findings, its conditions, the application as a whole; each with the prints that tell
whether an earlier decision still holds.

The body is the face `docintel/review/1` as parsed JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docintel.domain.records import condition_key
from docintel.domain.records import recommendation_key
from docintel.store.rows import canonical
from docintel.store.rows import sha256_of

Body = Mapping[str, Any]

GRADES = ("exclusion", "verdict", "required_evidence", "material_figure", "identity", "format")  # heaviest first
NOTHING_OPEN = 99  # sorts after the weight of every grade
FINDING, CONDITION, APPLICATION = "finding", "condition", "application"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to decide on; `second` says that one kind of decision on it takes a second person."""

    key: str
    about: str
    fingerprint: str
    wording_sha256: str
    second: bool


def subjects(body: Body) -> tuple[Subject, ...]:
    """All of a Review; findings first, in its order."""
    application = body["application"]["id"]
    ending = {key for card in body["cards"] if card["grade"] == GRADES[0] for key in card["findings"]}
    of_findings = tuple(_of_finding(finding, ending=finding["key"] in ending) for finding in body["findings"])
    of_conditions = tuple(_of_condition(application, verdict) for verdict in body["verdicts"])
    return (*of_findings, *of_conditions, _of_application(application, (*of_findings, *of_conditions)))


def weight(grade: str) -> int:
    """How heavy a Card is: 0 is heaviest."""
    return GRADES.index(grade) if grade in GRADES else len(GRADES)


def _of_finding(finding: Body, *, ending: bool) -> Subject:
    diagnosis = finding.get("diagnosis") or {}
    said = (finding["rule"], finding["explanation"], diagnosis.get("wording"))
    texts = [text for wording in said if wording for text in (wording["zh"], wording["en"])]
    return Subject(finding["key"], FINDING, finding["fingerprint"], _words(*texts, diagnosis.get("right") or ""), ending)


def _of_condition(application: str, verdict: Body) -> Subject:
    looks = [_look(verdict[name]) for name in ("declared", "evidenced")]
    said = (verdict["label"]["zh"], verdict["label"]["en"], verdict["clause"], verdict["formula"] or "", verdict["threshold"] or "")
    return Subject(condition_key(application, verdict["criterion"]), CONDITION, sha256_of(*looks)[:16], _words(*said), False)


def _words(*texts: str) -> str:
    """The hash of what a reviewer was shown in words."""
    return sha256_of(*texts)


def _look(judgement: Body) -> str:
    trace = judgement["trace"] or {}
    return canonical([judgement["status"], judgement["margin"], judgement["unit"], trace.get("printed")])


def _of_application(application: str, parts: Sequence[Subject]) -> Subject:
    """It stands while everything in it stands."""
    prints = sha256_of(*(f"{part.key}={part.fingerprint}" for part in sorted(parts, key=lambda part: part.key)))
    words = _words(*sorted(part.wording_sha256 for part in parts))
    return Subject(recommendation_key(application), APPLICATION, prints[:16], words, True)


def named_parties(body: Body) -> dict[str, str | None]:
    """Everybody whom the application is about or related to: name -> credit code where known."""
    application, ownership = body["application"], body["ownership"]
    named = {party["name"]: party["uscc"] for party in ownership["parties"]}
    return {**named, application["name"]: application["uscc"]}


def used(body: Body) -> Iterator[tuple[str, str, str]]:
    """(sort, name, hash) of the packs and registers that made the Review, and the kinds of documents in it (with no hash).

    A pack that overlays lay over is there once, by the uppermost.
    """
    for sort, name in (("pack", "packs"), ("register", "registers")):
        key = "id" if sort == "pack" else "name"
        yield from ((sort, one, sha256) for one, sha256 in {one[key]: one["sha256"] for one in body[name]}.items())
    kinds = {section["kind"] for document in body["documents"] for section in document["sections"]}
    yield from (("kind", kind, "") for kind in sorted(kinds))
