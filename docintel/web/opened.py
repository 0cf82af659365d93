"""A stored Review opened for pages: its face with everything found by name; the last ones stay open, since a reviewer comes back to them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import Any

from docintel.domain.errors import UsageError
from docintel.domain.records import ApplicationRecord
from docintel.report.face_parts import Face
from docintel.report.faces import CardFace
from docintel.report.faces import DocumentFace
from docintel.report.faces import FactFace
from docintel.report.faces import FindingFace
from docintel.report.faces import ReviewFace
from docintel.store import Store

MOST_OPEN = 48  # Reviews; one takes a few megabytes
MOST_LISTED = 2000  # Reviews of which the list of files is held; one takes a few kilobytes
NO_FILE = "申报材料中没有这个文件。 / The application has no such file."


class StoredFace(ReviewFace, extra="ignore"):
    """A Review as the store has it, `schema` and all: read from its text at once, which takes half the time of parsing it first."""


class StoredFiles(Face, extra="ignore"):
    """The files of a stored Review alone: whoever looks at a page of one needs nothing else of it, and this is a tenth of the work."""

    documents: tuple[DocumentFace, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """One Review by the names in it."""

    record: ApplicationRecord
    number: int
    face: ReviewFace
    facts: Mapping[str, FactFace]
    findings: Mapping[str, FindingFace]
    cards: Mapping[str, CardFace]
    documents: Mapping[str, DocumentFace]
    on_page: Mapping[tuple[str, int], tuple[FactFace, ...]]

    def card(self, key: str) -> CardFace:
        """The Card of that key; UsageError where the present Review has none."""
        if key not in self.cards:
            raise UsageError("本次审核中已没有这个事项，请刷新。 / The present review has no such card; reload the page.")
        return self.cards[key]

    def fact(self, name: str) -> FactFace:
        """The fact of that name; UsageError where there is none."""
        if name not in self.facts:
            raise UsageError("本次审核中没有这条数据，请刷新。 / The present review has no such fact; reload the page.")
        return self.facts[name]

    def document(self, sha256: str) -> DocumentFace:
        """The file of that hash; UsageError where it is none of this application's."""
        if sha256 not in self.documents:
            raise UsageError(NO_FILE)
        return self.documents[sha256]

    def findings_of(self, card: CardFace) -> tuple[FindingFace, ...]:
        """What the Card is made of, the leading finding first."""
        return tuple(self.findings[key] for key in card.findings if key in self.findings)

    @property
    def notes(self) -> tuple[FindingFace, ...]:
        """Findings on no Card: to be known, nothing to do."""
        carded = {key for card in self.face.cards for key in card.findings}
        return tuple(finding for finding in self.face.findings if finding.key not in carded)


@dataclass(slots=True)
class OpenReviews:
    """The Reviews opened last."""

    store: Store
    kept: OrderedDict[tuple[str, int], Opened] = field(default_factory=OrderedDict)
    listed: OrderedDict[tuple[str, int], Mapping[str, DocumentFace]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def number(self, record: ApplicationRecord) -> int:
        """The number of the present Review; UsageError where there is none."""
        if record.review is None:
            raise UsageError("申报材料还在读取，尚无审核结果。 / The application is still being read; there is no review yet.")
        return record.review

    def document(self, record: ApplicationRecord, sha256: str) -> DocumentFace:
        """A file of the present Review; UsageError where there is no Review or it is none of its files."""
        key = (record.id, self.number(record))
        found = self.at_hand(key)
        if found is None:
            files = StoredFiles.model_validate_json(self.store.reviews.text(*key)).documents
            found = {one.sha256: one for one in files}
            with self.lock:
                self.listed[key] = found
                while len(self.listed) > MOST_LISTED:
                    self.listed.popitem(last=False)
        if sha256 not in found:
            raise UsageError(NO_FILE)
        return found[sha256]

    def at_hand(self, key: tuple[str, int]) -> Mapping[str, DocumentFace] | None:
        """The files of a Review that was opened lately, by application and number."""
        with self.lock:
            opened = self.kept.get(key)
            return self.listed.get(key) if opened is None else opened.documents

    def present(self, application: str, known: ApplicationRecord | None = None) -> Opened:
        """The present Review of an application (`known` where it was looked up just now); UsageError where there is none of either."""
        record = known or self.store.applications.get(application)
        key = (application, self.number(record))
        with self.lock:
            found = self.kept.get(key)
            if found is not None:
                self.kept.move_to_end(key)
        if found is not None:
            return found if found.record == record else replace(found, record=record)
        made = _found(record, StoredFace.model_validate_json(self.store.reviews.text(*key)))
        with self.lock:
            self.kept[key] = made
            while len(self.kept) > MOST_OPEN:
                self.kept.popitem(last=False)
        return made


def opened(record: ApplicationRecord, body: Mapping[str, Any]) -> Opened:
    """A Review from its JSON."""
    return _found(record, StoredFace.model_validate(dict(body)))


def _found(record: ApplicationRecord, face: ReviewFace) -> Opened:
    """A face with everything in it by name."""
    on_page: dict[tuple[str, int], list[FactFace]] = {}
    for fact in face.facts:
        if fact.source.document is not None and fact.source.page is not None:
            on_page.setdefault((fact.source.document, fact.source.page), []).append(fact)
    return Opened(
        record,
        record.review or 0,
        face,
        {fact.id: fact for fact in face.facts if fact.id is not None},
        {finding.key: finding for finding in face.findings},
        {card.key: card for card in sorted(face.cards, key=lambda card: card.rank)},
        {document.sha256: document for document in face.documents},
        {place: tuple(facts) for place, facts in on_page.items()},
    )
