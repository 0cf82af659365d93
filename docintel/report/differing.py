"""Two Reviews of one application side by side: which findings, Cards and verdicts are new, gone or other than before, and what caused it.

Works on faces (`docintel/review/1` as parsed JSON), so that Reviews of earlier versions can be compared with those of today.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.report.face_parts import Face
from docintel.report.face_parts import WordingFace

Body = Mapping[str, Any]
Change = Literal["new", "gone", "changed"]


class CauseFace(Face):
    """A file, pack or register that is another than before; hashes and versions, null where there was or is none."""

    sort: Literal["file", "pack", "register", "engine"]
    name: str
    before: str | None
    after: str | None


class FindingChangeFace(Face):
    """A finding that is new, gone or changed; `reopens` says that a decision on it no longer stands for what was decided on."""

    change: Change
    key: str
    check: str
    reopens: bool
    before: tuple[str, str] | None  # severity and outcome
    after: tuple[str, str] | None
    explanation: WordingFace


class CardChangeFace(Face):
    """A Card that is new, gone or changed: its grade and rank before and after."""

    change: Change
    key: str
    title: WordingFace
    before: tuple[str, int] | None
    after: tuple[str, int] | None


class VerdictChangeFace(Face):
    """A condition that is new, gone or comes out otherwise: status on declared and on evidenced values."""

    change: Change
    criterion: str
    label: WordingFace
    before: tuple[str, str] | None
    after: tuple[str, str] | None


class DiffFace(Face):
    """What `docintel diff --json` writes."""

    schema_id: Literal["docintel/diff/1"] = "docintel/diff/1"
    application: str
    name: str
    causes: tuple[CauseFace, ...]
    findings: tuple[FindingChangeFace, ...]
    cards: tuple[CardChangeFace, ...]
    verdicts: tuple[VerdictChangeFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        members: dict[str, Any] = handler(self)
        return {"schema": members.pop("schema_id"), **members}

    @property
    def is_empty(self) -> bool:
        """Whether nothing that a reviewer works with is other than before."""
        return not (self.findings or self.cards or self.verdicts)


def review_diff(before: Body, after: Body) -> DiffFace:
    """What is other in `after` than in `before`, two Reviews of one application."""
    return DiffFace(
        application=str(after["application"]["id"]),
        name=str(after["application"]["name"]),
        causes=tuple(_causes(before, after)),
        findings=tuple(_findings(before["findings"], after["findings"])),
        cards=tuple(_cards(before["cards"], after["cards"])),
        verdicts=tuple(_verdicts(before["verdicts"], after["verdicts"])),
    )


def _causes(before: Body, after: Body) -> Iterator[CauseFace]:
    yield from _cause("file", _named(before["documents"], "file", _hash), _named(after["documents"], "file", _hash))
    yield from _cause("pack", _named(before["packs"], "id", _version), _named(after["packs"], "id", _version))
    yield from _cause("register", _named(before["registers"], "name", _hash), _named(after["registers"], "name", _hash))
    yield from _cause("engine", {"docintel": str(before["engine"])}, {"docintel": str(after["engine"])})


def _cause(sort: Literal["file", "pack", "register", "engine"], before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[CauseFace]:
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            yield CauseFace(sort=sort, name=name, before=before.get(name), after=after.get(name))


def _named(parts: Sequence[Body], key: str, said: Callable[[Body], str]) -> dict[str, str]:
    return {str(part[key]): said(part) for part in parts}


def _hash(part: Body) -> str:
    return str(part["sha256"])


def _version(pack: Body) -> str:
    return f"{pack['version']} {str(pack['sha256'])[:12]}"


def _pairs(before: Sequence[Body], after: Sequence[Body], key: str) -> Iterator[tuple[Change, Body | None, Body | None]]:
    """Those of the later in its order, then those that are gone; `changed` where any part is other."""
    was, now = ({str(part[key]): part for part in parts} for parts in (before, after))
    for name, part in now.items():
        if name not in was:
            yield "new", None, part
        elif was[name] != part:
            yield "changed", was[name], part
    for name, part in was.items():
        if name not in now:
            yield "gone", part, None


def _findings(before: Sequence[Body], after: Sequence[Body]) -> Iterator[FindingChangeFace]:
    for change, old, new in _pairs(before, after, "key"):
        shown = new or old or {}
        told = [None if one is None else (str(one["severity"]), str(one["outcome"])) for one in (old, new)]
        reopens = old is not None and new is not None and _decided_on(old) != _decided_on(new)
        if change != "changed" or reopens or told[0] != told[1]:
            yield FindingChangeFace(
                change=change,
                key=str(shown["key"]),
                check=str(shown["check"]),
                reopens=reopens,
                before=told[0],
                after=told[1],
                explanation=WordingFace(**shown["explanation"]),
            )


def _decided_on(finding: Body) -> tuple[object, ...]:
    """What a decision hangs on, as the store sees it: the fingerprint, and every word that was shown."""
    diagnosis = finding.get("diagnosis") or {}
    return finding["fingerprint"], finding["explanation"], finding["rule"], diagnosis.get("wording"), diagnosis.get("right")


def _cards(before: Sequence[Body], after: Sequence[Body]) -> Iterator[CardChangeFace]:
    """A Card that only moved because others came or went is the same Card."""
    for change, old, new in _pairs(before, after, "key"):
        shown = new or old or {}
        told = [None if one is None else (str(one["grade"]), int(one["rank"])) for one in (old, new)]
        if old is None or new is None or any(old[part] != new[part] for part in ("title", "severity", "grade", "findings", "flips")):
            yield CardChangeFace(change=change, key=str(shown["key"]), title=WordingFace(**shown["title"]), before=told[0], after=told[1])


def _verdicts(before: Sequence[Body], after: Sequence[Body]) -> Iterator[VerdictChangeFace]:
    for change, old, new in _pairs(before, after, "criterion"):
        shown = new or old or {}
        told = [None if one is None else (str(one["declared"]["status"]), str(one["evidenced"]["status"])) for one in (old, new)]
        if told[0] != told[1]:
            yield VerdictChangeFace(
                change=change, criterion=str(shown["criterion"]), label=WordingFace(**shown["label"]), before=told[0], after=told[1]
            )
