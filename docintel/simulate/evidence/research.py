"""The research of an enterprise: its projects, and what each spent by the eight heads of expense, adding up to the books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.evidence.dossier import Dossier

HEADS = (
    "rd_personnel", "rd_direct_input", "rd_depreciation", "rd_intangible_amortisation", "rd_design", "rd_equipment_testing", "rd_outsourced", "rd_other",
)  # fmt: skip
WEIGHTS = (440, 300, 70, 20, 40, 50, 50, 30)
SUBJECTS = ("关键技术研究", "工艺开发及产业化", "可靠性提升技术研究", "智能化升级研发", "新一代产品开发", "检测方法及装置研发")


@dataclass(frozen=True, slots=True)
class Project:
    """A research project: its number, name, span, persons, and its expense in fen by year and head."""

    number: str
    name: str
    begun: date
    ended: date
    persons: int
    spent: Mapping[int, tuple[int, ...]]

    def total(self, year: int) -> int:
        """All that a year cost."""
        return sum(self.spent[year])


@dataclass(frozen=True, slots=True)
class Research:
    """All projects of the form's years; `part` is the per cent of the cost of persons that its line tells, another than 100 where the heads do not add up."""

    projects: tuple[Project, ...]
    part: int = 100

    def head(self, index: int, year: int) -> int:
        """What all projects spent under one head."""
        spent = sum(project.spent[year][index] for project in self.projects)
        return spent * self.part // 100 if index == 0 else spent

    def total(self, year: int) -> int:
        """What all projects spent."""
        return sum(project.total(year) for project in self.projects)


def research(dossier: Dossier) -> Research:
    """Four or five projects that share each year's expense of the consolidated books."""
    rng, trade = dossier.chance("research"), dossier.enterprise.trade
    count = rng.randint(4, 5)
    subjects = rng.sample(SUBJECTS, count)
    shares = {
        year: _split(rng, dossier.enterprise.lines(year)["rd_expense"], tuple(rng.randint(12, 30) for _ in range(count)))
        for year in FORM_YEARS
    }
    projects = []
    for index, subject in enumerate(subjects):
        spent = {year: _split(rng, shares[year][index], WEIGHTS) for year in FORM_YEARS}
        name = f"{trade.products[index % 3]}{subject}"
        projects.append(
            Project(
                f"RD{index + 1:02d}",
                name,
                date(2020, rng.randint(1, 9), 1),
                date(2022, rng.choice((6, 9, 12)), 30),
                rng.randint(6, 15),
                spent,
            )
        )
    return Research(tuple(projects), dossier.turn.part or 100)


def _split(rng: Random, whole: int, weights: tuple[int, ...]) -> tuple[int, ...]:
    """About by weight, to the fen; the first part takes what is left."""
    odd = [weight * rng.randint(80, 120) for weight in weights]
    parts = [whole * weight // sum(odd) for weight in odd]
    return (whole - sum(parts[1:]), *parts[1:])
