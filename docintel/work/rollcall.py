"""The roll-call: the platform's list beside the applications that came in, joined by credit code, then by name."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from enum import StrEnum

from docintel.domain.records import ApplicationRecord
from docintel.domain.wording import Wording
from docintel.intake import Enrolled
from docintel.report.plain import CHINA
from docintel.text.names import normalise_name


class Answer(StrEnum):
    """What the call finds."""

    PRESENT = "present"  # one row, one application
    MISSING = "missing"  # a row and no application
    EXTRA = "extra"  # an application and no row
    DUPLICATE = "duplicate"  # several rows or several applications of one enterprise
    LATE = "late"  # handed in after the deadline
    DOUBTFUL = "doubtful"  # joined by name only, or code and name point to different enterprises


ANSWERS = {
    Answer.PRESENT: Wording("齐", "present"),
    Answer.MISSING: Wording("缺：名册有，材料无", "missing: on the list, no application"),
    Answer.EXTRA: Wording("多：材料有，名册无", "extra: an application, not on the list"),
    Answer.DUPLICATE: Wording("重复", "duplicate"),
    Answer.LATE: Wording("逾期", "late"),
    Answer.DOUBTFUL: Wording("需核实", "needs checking"),
}


@dataclass(frozen=True, slots=True)
class Called:
    """One enterprise: its rows on the list, its applications, every answer, and the reasons in words."""

    name: str
    uscc: str | None
    rows: tuple[int, ...]
    folders: tuple[str, ...]
    answers: tuple[Answer, ...]
    reasons: tuple[Wording, ...] = ()


@dataclass(slots=True)
class _Met:
    """Rows and applications of what is taken for one enterprise."""

    rows: list[Enrolled]
    applications: list[ApplicationRecord]
    by_name: bool = False  # the join rests on a name

    @property
    def code(self) -> str | None:
        return next(iter(self.codes), None)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every credit code among them, each once."""
        found = [row.uscc for row in self.rows] + [one.uscc for one in self.applications]
        return tuple(dict.fromkeys(code for code in found if code))

    @property
    def name(self) -> str:
        names = [row.name for row in self.rows] + [one.applicant or one.folder for one in self.applications]
        return next((name for name in names if name), "")


def call_roll(rows: Sequence[Enrolled], applications: Sequence[ApplicationRecord], deadline: date | None = None) -> tuple[Called, ...]:
    """An answer for every row and every application: those on the list in its order, then the others by folder."""
    return tuple(_called(met, deadline) for met in _joined(rows, applications))


def _joined(rows: Sequence[Enrolled], applications: Sequence[ApplicationRecord]) -> Iterator[_Met]:
    groups: list[_Met] = []
    by_code: dict[str, _Met] = {}
    by_name: dict[str, _Met] = {}
    for row in rows:
        met = by_code.get(row.uscc or "") or (by_name.get(normalise_name(row.name)) if not row.uscc and row.name else None)
        if met is None:
            met = _Met([], [])
            groups.append(met)
        met.rows.append(row)
        by_code |= {row.uscc: met} if row.uscc else {}
        by_name |= {normalise_name(row.name): met} if row.name else {}
    left: dict[str, _Met] = {}
    for application in sorted(applications, key=lambda one: one.folder):
        met = by_code.get(application.uscc or "")
        if met is None:
            met = next((by_name[name] for name in _names(application) if name in by_name), None)
            if met is not None:
                met.by_name = True
        if met is None:
            met = left.setdefault(application.uscc or application.id, _Met([], []))
        met.applications.append(application)
    yield from (*groups, *left.values())


def _names(application: ApplicationRecord) -> tuple[str, ...]:
    return tuple(normalise_name(name) for name in (application.applicant, application.folder) if name)


def _called(met: _Met, deadline: date | None) -> Called:
    told = list(_told(met, deadline))
    answers = tuple(dict.fromkeys(answer for answer, _ in told)) or (Answer.PRESENT,)
    rows, folders = tuple(row.row for row in met.rows), tuple(one.folder for one in met.applications)
    return Called(met.name, met.code, rows, folders, answers, tuple(reason for _, reason in told))


def _told(met: _Met, deadline: date | None) -> Iterator[tuple[Answer, Wording]]:
    if not met.applications:
        yield Answer.MISSING, Wording(f"名册第{met.rows[0].row}行，未收到材料", f"row {met.rows[0].row} of the list, nothing received")
    if not met.rows:
        yield Answer.EXTRA, Wording("名册中没有该企业", "the enterprise is not on the list")
    if len(met.rows) > 1:
        numbers = "、".join(str(row.row) for row in met.rows)
        yield Answer.DUPLICATE, Wording(f"名册第{numbers}行是同一企业", f"rows {numbers.replace('、', ', ')} are one enterprise")
    if len(met.applications) > 1:
        yield Answer.DUPLICATE, Wording(f"收到{len(met.applications)}份材料", f"{len(met.applications)} applications received")
    yield from _late(met, deadline)
    yield from _doubts(met)


def _late(met: _Met, deadline: date | None) -> Iterator[tuple[Answer, Wording]]:
    """The day on the list counts where it has one, else the day of receipt in China."""
    days: Iterable[date] = [row.day for row in met.rows if row.day is not None] or [
        datetime.fromisoformat(one.received_at).astimezone(CHINA).date() for one in met.applications if one.received_at
    ]
    for day in days:
        if deadline is not None and day > deadline:
            yield Answer.LATE, Wording(f"{day}提交，截止{deadline}", f"handed in on {day}, due by {deadline}")


def _doubts(met: _Met) -> Iterator[tuple[Answer, Wording]]:
    codes = met.codes
    if met.by_name and met.rows and met.applications:
        zh = f"按名称对应，信用代码不同：{'、'.join(codes)}" if len(codes) > 1 else "按名称对应，一方没有信用代码"
        en = f"joined by name, codes differ: {', '.join(codes)}" if len(codes) > 1 else "joined by name, one side has no code"
        yield Answer.DOUBTFUL, Wording(zh, en)
    names = {normalise_name(name) for name in (*(row.name for row in met.rows), *(one.applicant for one in met.applications)) if name}
    if len(names) > 1:
        told = "、".join(sorted(names))
        yield Answer.DOUBTFUL, Wording(f"信用代码相同，名称不同：{told}", f"one credit code, different names: {told.replace('、', ', ')}")
