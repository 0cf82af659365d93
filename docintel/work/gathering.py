"""Stored Reviews as reports read them: each with what people did about it, one in memory at a time; and the files that it was made of."""

from __future__ import annotations

from collections.abc import Iterator

from docintel.domain.deciding import Decided
from docintel.domain.errors import StoreError
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.objecting import objection_text
from docintel.domain.records import ApplicationRecord
from docintel.domain.records import ApplicationState
from docintel.domain.records import Standing
from docintel.intake import SubmittedFile
from docintel.intake import submitted_file
from docintel.report.reviewed import Reviewed
from docintel.report.stored_reviews import review_face_of
from docintel.store import Slice
from docintel.store import Store
from docintel.work.standing import Upheld

AT_ONCE = 100  # applications asked of the store at a time


def reviewed_in(store: Store, campaign: str) -> Iterator[tuple[ApplicationRecord, Reviewed]]:
    """Every application of a campaign that has a Review, with it; one that waits to be judged again has the Review it had."""
    number, seen, upheld = 1, 0, Upheld(store, campaign)
    while (page := store.applications.of(campaign, page=Slice(number, AT_ONCE))).rows:
        for record in page.rows:
            if record.review is not None and record.state is not ApplicationState.ERASED:
                yield record, reviewed_as_stored(store, record, upheld)
        number, seen = number + 1, seen + len(page.rows)
        if seen >= page.total:
            return


def reviewed_as_stored(store: Store, record: ApplicationRecord, upheld: Upheld | None = None) -> Reviewed:
    """The present Review of an application with what people did; UsageError before the first."""
    if record.review is None:
        raise UsageError("申报材料还在读取，尚无审核结果。 / The application is still being read; there is no review yet.")
    face = review_face_of(store.reviews.body(record.id, record.review), f"{record.id}#{record.review}")
    return Reviewed(
        face=(upheld or Upheld(store, record.campaign)).noted(record, face),
        decisions=decided_in(store, record.id),
        objections=tuple(objection_text(one.body) for one in store.objections.of(record.id)),
        place=record.province + record.city,
        rounds=len(store.letters.of(record.id)),
    )


def decided_in(store: Store, application: str) -> dict[str, Decided]:
    """The last decision on each thing, as it stands in the store; what the present Review does not know any more is stale."""
    last = {decision.finding: decision for decision in store.decisions.of(application) if decision.undone_by is None}
    states = {key: store.decisions.state(application, key) for key in last}
    return {key: Decided(one, Standing.STALE if (now := states[key]) is None else now.standing) for key, one in last.items()}


def files_behind(store: Store, one: Reviewed) -> Iterator[SubmittedFile]:
    """The files of a Review that the store has; one that is gone has no pictures."""
    for document in one.face.documents:
        try:
            yield submitted_file(store.files.path(document.sha256), document.file)
        except (StoreError, UsageError, UnreadableError):
            continue
