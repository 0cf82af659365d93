"""An application that is still being read, as far as it can be told: looked at and nothing else. Whatever decides, exports or reports asks for a Review."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.records import ApplicationRecord
from docintel.store import Store
from docintel.web.opened import Opened
from docintel.web.opened import opened
from docintel.work import kept_glimpse
from docintel.work import last_glimpse

MOST_KEPT = 16


@dataclass(frozen=True, slots=True)
class Early:
    """What was known at a moment: `unread` names the files not read to their end, `part` those begun with their last page so far."""

    at: float
    opened: Opened
    unread: tuple[str, ...]
    part: Mapping[str, int]


@dataclass(slots=True)
class Glimpses:
    """The glimpses opened last."""

    store: Store
    kept: OrderedDict[str, Early] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, record: ApplicationRecord) -> Early | None:
        """What can be said of an application that has no Review; None where nothing can yet, or a Review is there."""
        last = None if record.review is not None else last_glimpse(self.store, record.id)
        if last is None:
            return None
        with self.lock:
            found = self.kept.get(record.id)
        if found is not None and found.at == last["at"]:
            return found
        said = kept_glimpse(self.store, record.id)
        if said is None:
            return None
        names = {document["sha256"]: document["file"] for document in said["review"]["documents"]}
        part = {names[sha256]: page for sha256, page in said["part"].items() if sha256 in names}
        made = Early(said["at"], opened(record, said["review"]), tuple(said["unread"]), part)
        with self.lock:
            self.kept[record.id] = made
            while len(self.kept) > MOST_KEPT:
                self.kept.popitem(last=False)
        return made
