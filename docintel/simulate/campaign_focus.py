"""What a campaign plants: every kind once before any comes again, or, with a focus, so many cases for each check that its rates say something."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from random import Random

from docintel.domain.errors import UsageError
from docintel.simulate.campaign_catalogue import CAMPAIGN_CATALOGUE
from docintel.simulate.campaign_catalogue import NEEDS
from docintel.simulate.dossiers import attach
from docintel.simulate.enterprise import found_enterprise
from docintel.simulate.papers import Papers
from docintel.simulate.papers import true_papers
from docintel.simulate.planting import Defect
from docintel.simulate.sample import planted
from docintel.simulate.truth import Planted

WITHOUT_REPORTS = ("A05", "A07", "A09", "A11", "O15.3", "F07")
"""Checks that rightly speak where no audit report is attached: that one is absent, and what only it can settle."""
REFERENCE = 41  # the seed of an enterprise in whose papers every defect has its place
EACH = 3  # defects of one application where nothing else is asked for


@dataclass(frozen=True, slots=True)
class Focus:
    """Which defects are planted, and how thickly.

    `only` names defects and checks, a check standing for every defect that it finds. With `cases` each of these checks gets so many cases at least,
    at most `each` in one application, and no ties across applications. A `small` application with defects leaves
    the audit reports out that these do not need.
    """

    only: tuple[str, ...] = ()
    cases: int = 0
    each: int = EACH
    small: bool = False

    def kinds(self) -> tuple[Defect, ...]:
        """The defects wanted; UsageError for a name that is none and no check's either."""
        by_check = found_by()
        strange = [name for name in self.only if name not in CAMPAIGN_CATALOGUE and name not in by_check]
        if strange:
            told = f"{', '.join(CAMPAIGN_CATALOGUE)}; {', '.join(by_check)}"
            raise UsageError(f"没有缺陷或核对规则 / no defect or check {', '.join(strange)}; {told}")
        names = [name for one in self.only for name in by_check.get(one, (one,))]
        return tuple(CAMPAIGN_CATALOGUE[name] for name in dict.fromkeys(names or CAMPAIGN_CATALOGUE))

    def checks(self) -> tuple[str, ...]:
        """The checks that are to have their cases."""
        named = [name for name in self.only if name not in CAMPAIGN_CATALOGUE]
        return tuple(dict.fromkeys(named or (check for defect in self.kinds() for check in defect.checks)))

    def cased(self, rng: Random) -> list[Defect]:
        """So many defects that each check has its cases: its defects by turns, all of them shuffled."""
        kinds, planted = self.kinds(), list[Defect]()
        for check in self.checks():
            of = [defect for defect in kinds if check in defect.checks]
            lacking = self.cases - sum(1 for defect in planted if check in defect.checks)
            planted += [of[turn % len(of)] for turn in range(max(0, lacking))]
        return rng.sample(planted, len(planted))


def found_by() -> Mapping[str, tuple[str, ...]]:
    """The names of the defects that each check finds."""
    found: dict[str, list[str]] = {}
    for name, defect in CAMPAIGN_CATALOGUE.items():
        for check in defect.checks:
            found.setdefault(check, []).append(name)
    return {check: tuple(names) for check, names in sorted(found.items())}


def dealt(defects: Iterable[Defect], each: int) -> Iterator[tuple[Defect, ...]]:
    """The defects on as few applications as hold them: none twice in one, no two for one check, no two in one place.

    Those of audit reports are dealt first and by themselves, so that the other applications need no reports.
    """
    places = _places()
    for in_reports in (True, False):
        waiting = deque(defect for defect in defects if needs_reports(defect) == in_reports)
        while waiting:
            yield tuple(_hand(waiting, each, places))


def _hand(waiting: deque[Defect], each: int, places: Mapping[str, frozenset[str]]) -> Iterator[Defect]:
    """What one application takes of those that wait, the others staying in their order."""
    taken: set[str] = set()
    held = 0
    for _ in range(len(waiting)):
        defect = waiting.popleft()
        wanted = {*defect.checks, *defect.follows, *places[defect.name]}
        if held < each and not taken & wanted:
            taken |= wanted
            held += 1
            yield defect
        else:
            waiting.append(defect)


def _places() -> Mapping[str, frozenset[str]]:
    """The places that each defect changes in the papers of one enterprise, as others do."""
    plain = true_papers(found_enterprise(REFERENCE), ())
    found: dict[str, frozenset[str]] = {}
    for name, defect in CAMPAIGN_CATALOGUE.items():
        papers = attach(plain, REFERENCE, (NEEDS[name],) if name in NEEDS else ())
        after, _ = planted(papers, REFERENCE, (defect,))
        found[name] = after.touched - papers.touched
    return found


def needs_reports(defect: Defect) -> bool:
    """Whether only audit reports can tell of a defect."""
    return any(check.startswith("A") for check in defect.checks)


def with_fewer_reports(
    papers: Papers, defects: tuple[Defect, ...], labels: Iterable[Planted], before: Papers
) -> tuple[Papers, tuple[Defect, ...]]:
    """The papers without the audit reports in which no defect is and that none is held against, and defects that say what follows of it.

    Where reports are absent by a defect, or a defect of theirs names none, all stay.
    """
    named = {one.evidence_file for one in labels}
    kept = {report.file for year, report in papers.reports.items() if report != before.reports[year] or report.file in named}
    all_stay = papers.reports.keys() != before.reports.keys() or papers.cut_short or (not kept and any(map(needs_reports, defects)))
    if all_stay or not defects:
        return papers, defects
    after = replace(papers, left_out=papers.left_out | {report.file for report in papers.reports.values()} - kept)
    return after, tuple(replace(defect, follows=(*defect.follows, *WITHOUT_REPORTS)) for defect in defects)
