"""What the stages keep in the store's readings: pages as they were read, facts, what was told in taking in, the check of a campaign.

Each is kept by (sha256, stage, version); what does not hang on one file hangs on the hash of an id.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from docintel.domain.document import Problem
from docintel.domain.wording import Wording
from docintel.intake import Limits
from docintel.store import Store
from docintel.work.versions import pages_version

Said = dict[str, Any]
PAGES, FACTS, UNPACKED, TOLD, CHECKED, STANDS, SETTLED = "pages", "facts", "unpacked", "told", "campaign", "stands", "settled"
GLIMPSE, GLIMPSED, WATCHED = "glimpse", "glimpsed", "watched"
AT_A_TIME = 1 << 16  # bytes
PRESENT = "1"  # the version of what is written anew in its place


def key_of(name: str) -> str:
    """The hash under which something about an application or a campaign is kept."""
    return hashlib.sha256(name.encode()).hexdigest()


class PagesWritten:
    """Passes on what readers say of a file and keeps it, compressed: pages are never held all at once."""

    def __init__(self, says: Iterable[Said]) -> None:
        self.says = says
        self.packer = zlib.compressobj(6)
        self.parts: list[bytes] = []

    def __iter__(self) -> Iterator[Said]:
        for said in self.says:
            self.parts.append(self.packer.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"))
            yield said

    def whole(self) -> dict[str, str]:
        """All that was said, once it was heard to its end."""
        return self.with_end(self.packer.flush())

    def so_far(self) -> dict[str, str]:
        """What was said up to now; more may follow."""
        return self.with_end(self.packer.copy().flush())

    def with_end(self, rest: bytes) -> dict[str, str]:
        """The parts as one, as they are kept."""
        return {"zlib": base64.b64encode(b"".join((*self.parts, rest))).decode()}


def pages_said(kept: Mapping[str, str]) -> Iterator[Said]:
    """What was said of a file, one saying at a time."""
    unpacker, packed, rest = zlib.decompressobj(), base64.b64decode(kept["zlib"]), b""
    for at in range(0, len(packed), AT_A_TIME):
        *lines, rest = (rest + unpacker.decompress(packed[at : at + AT_A_TIME])).split(b"\n")
        yield from map(json.loads, lines)


def keep_problems(store: Store, application: str, problems: Iterable[Problem]) -> None:
    """What was told when an application was taken in, in the place of what was told before."""
    told = [[one.code, one.message.zh, one.message.en, one.page] for one in problems]
    store.readings.put(key_of(application), TOLD, PRESENT, told, application=application, anew=True)


def kept_problems(store: Store, application: str) -> tuple[Problem, ...]:
    """What was told then."""
    kept = store.readings.get(key_of(application), TOLD, PRESENT)
    return tuple(Problem(code, Wording(zh, en), page) for code, zh, en, page in kept or ())


def keep_unpacked(store: Store, archive: str, limits: Limits, inside: Mapping[str, Mapping[str, str]]) -> None:
    """What a zip holds by application, so that it need not be unpacked again to see that nothing is new; names of files go with theirs."""
    version = pages_version(limits, "")
    for application, files in inside.items():
        store.readings.put(_inside(archive, application), UNPACKED, version, files, application=application)
    store.readings.put(archive, UNPACKED, version, list(inside), anew=True)


def unpacked(store: Store, archive: str, limits: Limits) -> dict[str, str] | None:
    """The files in a zip that was unpacked before, by name; None where it was not, or not all of it is known any more."""
    version = pages_version(limits, "")
    applications = store.readings.get(archive, UNPACKED, version)
    kept = [store.readings.get(_inside(archive, one), UNPACKED, version) for one in applications or ()]
    if not kept or None in kept:
        return None
    return {str(name): str(sha256) for files in kept if files is not None for name, sha256 in files.items()}


def _inside(archive: str, application: str) -> str:
    return key_of(f"{archive} {application}")


def kept_glimpse(store: Store, application: str) -> Mapping[str, Any] | None:
    """What can be said of an application that is still being read (`docintel.work.glimpsing`); None where nothing was."""
    kept: Mapping[str, Any] | None = store.readings.get(key_of(application), GLIMPSE, PRESENT)
    return kept


def last_glimpse(store: Store, application: str) -> Mapping[str, Any] | None:
    """When that was said (`at`), what it cost in seconds, how many Cards it has, which files it knows: little to read, often asked."""
    kept: Mapping[str, Any] | None = store.readings.get(key_of(application), GLIMPSED, PRESENT)
    return kept


def forget_glimpse(store: Store, application: str) -> None:
    """Its Review takes the place of what was said before."""
    store.readings.forget(key_of(application), (GLIMPSE, GLIMPSED, WATCHED))


def campaign_check(store: Store, campaign: str) -> Mapping[str, Any] | None:
    """The last check of a campaign, as the face `docintel/campaign/1`; None before the first."""
    kept = store.readings.get(key_of(campaign), CHECKED, PRESENT)
    return None if kept is None else kept["check"]


def keep_standing(store: Store, campaign: str, stands: Mapping[str, tuple[str, str]]) -> None:
    """Which present Reviews, by application, stand for another input than the one they were made from: those two, as hashes."""
    store.readings.put(key_of(campaign), STANDS, PRESENT, {name: list(hashes) for name, hashes in stands.items()}, anew=True)


def kept_standing(store: Store, campaign: str) -> Mapping[str, tuple[str, str]]:
    """What was kept of it."""
    kept = store.readings.get(key_of(campaign), STANDS, PRESENT) or {}
    return {name: (made_from, asked) for name, (made_from, asked) in kept.items()}
