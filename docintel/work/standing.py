"""Reviews that stand for registers newer than those they were made with: what is read of them says both, by name, day and size."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from docintel.domain.campaigning import RegisterUse
from docintel.domain.records import ApplicationRecord
from docintel.report.face_parts import WordingFace
from docintel.report.faces import RegisterFace
from docintel.report.faces import ReviewFace
from docintel.store import Store
from docintel.work.shelf import kept_standing


class Upheld:
    """Asked of one Review of a campaign after another."""

    def __init__(self, store: Store, campaign: str) -> None:
        self._store, self._campaign = store, campaign

    @cached_property
    def _registers(self) -> tuple[RegisterUse, ...]:
        return self._store.campaigns.get(self._campaign).pinned.registers

    @cached_property
    def _stands(self) -> frozenset[tuple[str, str]]:
        return frozenset((name, made_from) for name, (made_from, _) in kept_standing(self._store, self._campaign).items())

    def noted(self, record: ApplicationRecord, face: ReviewFace) -> ReviewFace:
        """The Review; where it stands for other registers than its own, its coverage says so."""
        if {one.sha256 for one in face.registers} == {one.sha256 for one in self._registers} or not self._does_stand(record):
            return face
        before, after = _said(face.registers), _said(self._registers)
        zh = f"本审核结果依据的名单：{before[0]}；批次现用名单：{after[0]}。两者有别的条目均不涉及本申报，结果未重做。"
        en = f"This review was made with {before[1]}; the campaign goes by {after[1]}. No entry in which they differ touches this application, so it stands."
        return face.model_copy(update={"coverage": (*face.coverage, WordingFace(zh=zh, en=en))})

    def _does_stand(self, record: ApplicationRecord) -> bool:
        latest = self._store.reviews.latest(record.id)
        return latest is not None and (record.id, latest.input_sha256) in self._stands


def _said(registers: Iterable[RegisterFace | RegisterUse]) -> tuple[str, str]:
    listed = tuple(registers)
    zh = "、".join(f"“{one.name}”（{one.as_of or '日期未注明'}，{one.entries}条）" for one in listed)
    en = ", ".join(f"“{one.name}” ({one.as_of or 'no date'}, {one.entries} entries)" for one in listed)
    return zh or "无", en or "no register"
