"""What changed since a letter: two reviews of one application side by side, and nothing of what stayed the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.domain.errors import UsageError
from docintel.report.face_parts import Face
from docintel.report.face_parts import WordingFace
from docintel.report.faces import DocumentFace
from docintel.report.faces import FindingFace
from docintel.report.faces import ReviewFace
from docintel.report.faces import VerdictFace
from docintel.report.letter import LetterFace


class MatterFace(Face):
    """A matter that was asked, or one that is new: `state` is settled, changed, unanswered or new; removed where it is gone only because a
    paper that it stood on was taken away and no other of its kind came.
    """

    finding: str
    title: WordingFace
    state: Literal["settled", "removed", "changed", "unanswered", "new"]
    before: WordingFace | None
    after: WordingFace | None


class FileChangeFace(Face):
    """A file that came, went, or has another content."""

    file: str
    change: Literal["added", "removed", "replaced"]
    sha256: str


class VerdictChangeFace(Face):
    """A condition that comes out otherwise, on declared or on evidenced values."""

    criterion: str
    label: WordingFace
    declared: tuple[str | None, str | None]
    evidenced: tuple[str | None, str | None]


class SinceFace(Face):
    """What `docintel report replies` writes: `round` is that of the letter, null where no letter was given."""

    schema_id: Literal["docintel/since/1"] = "docintel/since/1"
    application: str
    name: str
    round: int | None
    matters: tuple[MatterFace, ...]
    files: tuple[FileChangeFace, ...]
    verdicts: tuple[VerdictChangeFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        face = handler(self)
        return {"schema": face.pop("schema_id"), **face}


def since(before: ReviewFace, after: ReviewFace, letter: LetterFace | None = None) -> SinceFace:
    """The changes between two reviews; with a letter every matter it asked is told too, answered or not."""
    if before.application.id != after.application.id:
        one, other = before.application.id, after.application.id
        raise UsageError(f"不是同一申报的两次审核：{one} 与 {other} / not two reviews of one application: {one} and {other}")
    return SinceFace(
        application=after.application.id,
        name=after.application.name,
        round=None if letter is None else letter.round,
        matters=(*_asked(before, after, letter), *_new(before, after)),
        files=tuple(_files(before, after)),
        verdicts=tuple(_verdicts(before, after)),
    )


def _asked(before: ReviewFace, after: ReviewFace, letter: LetterFace | None) -> Iterator[MatterFace]:
    """What was asked, answered or not; and the other cards that are gone or have changed."""
    then, now = _by_key(before), _by_key(after)
    asked = {} if letter is None else {one.finding: one.title for wanted in letter.wanted for one in wanted.settles}
    for key, title in {**{card.findings[0]: card.title for card in before.cards}, **asked}.items():
        old, new = then.get(key), now.get(key)
        state = "removed" if new is None and old is not None and _was_taken_away(old, before, after) else _state(old, new)
        if state != "unanswered" or key in asked:
            yield MatterFace(finding=key, title=title, state=state, before=_told(old), after=_told(new))


def _state(old: FindingFace | None, new: FindingFace | None) -> Literal["settled", "changed", "unanswered"]:
    """By what is read of a matter, values and places: a file that was handed in anew and says the same changes nothing."""
    if new is None:
        return "settled"
    same = old is not None and (old.outcome, old.explanation) == (new.outcome, new.explanation)
    return "unanswered" if same else "changed"


def _was_taken_away(finding: FindingFace, before: ReviewFace, after: ReviewFace) -> bool:
    """Whether a paper that a finding stood on is there no more, neither under its name nor by its content, and no other of its kind came."""
    names, hashes = {document.file for document in after.documents}, {document.sha256 for document in after.documents}
    gone = {one.sha256 for one in before.documents if one.sha256 not in hashes and one.file not in names}
    known = {document.sha256 for document in before.documents}
    came = {fact.kind for fact in after.facts if fact.source.document not in known}
    stood_on = {operand.fact for operand in finding.operands}
    return any(fact.id in stood_on and fact.source.document in gone and fact.kind not in came for fact in before.facts)


def _new(before: ReviewFace, after: ReviewFace) -> Iterator[MatterFace]:
    """Cards whose cause was no finding before."""
    then, now = _by_key(before), _by_key(after)
    for card in after.cards:
        if not any(key in then for key in card.findings):
            yield MatterFace(finding=card.findings[0], title=card.title, state="new", before=None, after=_told(now[card.findings[0]]))


def _by_key(face: ReviewFace) -> dict[str, FindingFace]:
    return {finding.key: finding for finding in face.findings}


def _told(finding: FindingFace | None) -> WordingFace | None:
    return None if finding is None else finding.explanation


def _files(before: ReviewFace, after: ReviewFace) -> Iterator[FileChangeFace]:
    then, now = _by_name(before.documents), _by_name(after.documents)
    for name, sha256 in now.items():
        if then.get(name) != sha256:
            yield FileChangeFace(file=name, change="replaced" if name in then else "added", sha256=sha256)
    yield from (FileChangeFace(file=name, change="removed", sha256=then[name]) for name in then if name not in now)


def _by_name(documents: tuple[DocumentFace, ...]) -> dict[str, str]:
    return {document.file: document.sha256 for document in documents}


def _verdicts(before: ReviewFace, after: ReviewFace) -> Iterator[VerdictChangeFace]:
    then, now = ({verdict.criterion: verdict for verdict in face.verdicts} for face in (before, after))
    for criterion in dict.fromkeys([*now, *then]):
        old, new = then.get(criterion), now.get(criterion)
        label = (new or old or after.verdicts[0]).label
        declared, evidenced = (_status(old, "declared"), _status(new, "declared")), (_status(old, "evidenced"), _status(new, "evidenced"))
        if declared[0] != declared[1] or evidenced[0] != evidenced[1]:
            yield VerdictChangeFace(criterion=criterion, label=label, declared=declared, evidenced=evidenced)


def _status(verdict: VerdictFace | None, basis: Literal["declared", "evidenced"]) -> str | None:
    return None if verdict is None else getattr(verdict, basis).status
