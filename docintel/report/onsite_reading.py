"""Filled on-site sheets read back: Facts with method `on_site`, conclusions, and a report of every row that was not filled in or not understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docintel.domain.concept import Taxonomy
from docintel.domain.errors import UnreadableError
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.period import Period
from docintel.domain.sampling import SiteOutcome
from docintel.domain.source import CellPath
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.source import Span
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.faces import PeriodFace
from docintel.report.onsite import OnSiteFace
from docintel.report.onsite import Sheet
from docintel.report.onsite import SheetMatter
from docintel.report.onsite import SheetRow
from docintel.report.onsite_grid import FilledFile
from docintel.report.onsite_grid import GridRow
from docintel.report.onsite_grid import filled_file
from docintel.report.onsite_values import DOUBTS
from docintel.report.onsite_values import written_outcome
from docintel.report.onsite_values import written_value
from docintel.report.onsite_words import labelled
from docintel.text.normal import is_blank
from docintel.text.normal import squeezed

KIND = "on_site_sheet"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person must look at: of which application (None where it cannot be told), and what."""

    application: str | None
    said: Wording


@dataclass(frozen=True, slots=True)
class OnSiteResults:
    """What the sheets say: facts, conclusions by application, words by card, rows not filled in, and what was not understood."""

    facts: tuple[tuple[str, Fact], ...]
    outcomes: tuple[tuple[str, SiteOutcome], ...]
    matters: tuple[tuple[str, str, str], ...]
    unfilled: tuple[Remark, ...]
    not_understood: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of a file and what it belongs to; `part` is None for the conclusion."""

    file: FilledFile
    row: GridRow
    sheet: Sheet
    part: SheetRow | SheetMatter | None
    by_label: bool = False


def read_onsite(paths: Iterable[Path], onsite: OnSiteFace, taxonomy: Taxonomy) -> OnSiteResults:
    """All of the files together; a file that cannot be read, and a row that means two things, are told and stop nothing."""
    reader = _Reader(onsite, taxonomy)
    for path in paths:
        reader.read(path)
    return reader.results()


class _Reader:
    """What was gathered from the files so far."""

    def __init__(self, onsite: OnSiteFace, taxonomy: Taxonomy) -> None:
        self.onsite, self.taxonomy = onsite, taxonomy
        self.parts: dict[str, tuple[Sheet, SheetRow | SheetMatter | None]] = {}
        for sheet in onsite.sheets:
            self.parts[sheet.conclusion] = (sheet, None)
            self.parts.update({row.code: (sheet, row) for row in sheet.rows})
            self.parts.update({matter.code: (sheet, matter) for matter in sheet.matters})
        self.entries: dict[str, list[_Entry]] = defaultdict(list)
        self.remarks: list[Remark] = []

    def read(self, path: Path) -> None:
        """The rows of one file."""
        try:
            file = filled_file(path, self.parts.keys())
        except UnreadableError as error:
            zh, _, en = str(error).partition(" / ")
            self.remarks.append(Remark(None, Wording(f"{path.name}：{zh}", f"{path.name}: {en or zh}")))
            return
        self.remarks += [Remark(None, _told(file.name, problem.message)) for problem in file.problems]
        owners = {self.parts[row.code][0].application for row in file.rows if row.code is not None}
        owner = next((sheet for sheet in self.onsite.sheets if owners == {sheet.application}), None)
        coded = {row.code for row in file.rows}
        for row in file.rows:
            self._take(file, row, owner, coded)
        if not owners:
            self.remarks.append(Remark(None, _told(file.name, Wording("没有可识别的行码", "no code of a row can be read in it"))))

    def _take(self, file: FilledFile, row: GridRow, owner: Sheet | None, coded: set[str | None]) -> None:
        if row.code is not None:
            self.entries[row.code].append(_Entry(file, row, *self.parts[row.code]))
            return
        named = [] if owner is None else [one for one in owner.rows if one.code not in coded and _is_named(one, row)]
        if owner is not None and len(named) == 1 and row.filled:
            self.entries[named[0].code].append(_Entry(file, row, owner, named[0], by_label=True))
        elif row.filled:
            text = Wording(
                f"{_spot(row.place)} 没有行码的一行：“{row.filled}”", f"{_spot(row.place)}, a row without a code: “{row.filled}”"
            )
            self.remarks.append(Remark(None if owner is None else owner.application, _told(file.name, text)))

    def results(self) -> OnSiteResults:
        """Everything, in the order of the sheets."""
        facts: list[tuple[str, Fact]] = []
        matters: list[tuple[str, str, str]] = []
        outcomes: dict[str, SiteOutcome] = {}
        unfilled: list[Remark] = []
        for code, (sheet, part) in self.parts.items():
            entry = self._one(code)
            if entry is None:
                unfilled.append(Remark(sheet.application, _name(part)))
            elif isinstance(part, SheetRow):
                facts += [(sheet.application, fact) for fact in self._fact(entry, part)]
            elif part is not None:
                matters.append((sheet.application, part.card, entry.row.filled))
            elif (found := written_outcome(entry.row.filled)) is not None:
                outcomes[sheet.application] = found
            else:
                self._misread(entry, Wording("不是“无／有／未完成”", "it is none of none, found, not finished"))
        return OnSiteResults(tuple(facts), tuple(outcomes.items()), tuple(matters), tuple(unfilled), tuple(self.remarks))

    def _one(self, code: str) -> _Entry | None:
        """The filled row of a code; one that says two things is told and counts as not filled in."""
        filled = [entry for entry in self.entries[code] if not is_blank(entry.row.filled) or squeezed(entry.row.filled) == "无"]
        if len({squeezed(entry.row.filled) for entry in filled}) > 1:
            said = "、".join(f"{entry.file.name} {_spot(entry.row.place)} “{entry.row.filled}”" for entry in filled)
            self.remarks.append(
                Remark(
                    filled[0].sheet.application,
                    Wording(
                        f"{_name(filled[0].part).zh}：同一行有不同的值：{said}",
                        f"{_name(filled[0].part).en}: the row says two things: {said}",
                    ),
                )
            )
            return None
        return filled[0] if filled else None

    def _fact(self, entry: _Entry, row: SheetRow) -> Iterator[Fact]:
        written = written_value(entry.row.filled, row, self.taxonomy)
        if written.value is None:
            self._misread(entry, written.problem or Wording("读不懂", "cannot be understood"))
            return
        doubts = written.doubts + ("merged_cell",) * entry.row.is_merged + ("row_by_label",) * entry.by_label
        for doubt in doubts:
            self._misread(entry, DOUBTS[doubt])
        yield Fact(
            concept=row.concept,
            label=row.label.zh,
            entity=row.entity,
            period=None if row.period is None else _period(row.period),
            scope=Scope(row.scope),
            value=written.value,
            source=Source(entry.file.sha256, (entry.row.place,), entry.row.filled, Method.ON_SITE, 1.0, doubts),
            kind=KIND,
            item=row.item,
            printed_unit=row.unit,
        )

    def _misread(self, entry: _Entry, why: Wording) -> None:
        name, place = _name(entry.part), _spot(entry.row.place)
        self.remarks.append(
            Remark(
                entry.sheet.application,
                Wording(
                    f"{entry.file.name} {place} {name.zh} “{entry.row.filled}”：{why.zh}",
                    f"{entry.file.name} {place} {name.en} “{entry.row.filled}”: {why.en}",
                ),
            )
        )


def _is_named(part: SheetRow, row: GridRow) -> bool:
    """Whether a row without a code stands under the item and the year of this one."""
    labels = {squeezed(labelled(part, language)) for language in Language}
    return bool(row.label) and row.label in labels and row.year == ("" if part.year is None else str(part.year))


def _name(part: SheetRow | SheetMatter | None) -> Wording:
    if part is None:
        return Wording("检查结论", "conclusion")
    if isinstance(part, SheetMatter):
        return Wording(f"需核实事项“{part.title.zh}”", f"matter “{part.title.en}”")
    year = "" if part.year is None else f"{part.year} "
    return Wording(f"{year}{part.label.zh}", f"{year}{part.label.en}")


def _told(file: str, message: Wording) -> Wording:
    return Wording(f"{file}：{message.zh}", f"{file}: {message.en}")


def _spot(place: Span) -> str:
    if isinstance(place, PageBox):
        return f"p. {place.page}"
    return place.cell if isinstance(place, CellPath) else place.field


def _period(face: PeriodFace) -> Period:
    return Period(date.fromisoformat(face.end), None if face.start is None else date.fromisoformat(face.start))
