"""The score of a campaign: precision and recall by check, diagnoses right and wrong, Cards of clean and of defective applications."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean
from statistics import median
from typing import Any

from docintel.domain.wording import Language
from docintel.domain.wording import Wording

OFTEN = 50  # cases from which a check's rates say something


@dataclass(frozen=True, slots=True)
class Met:
    """A planted defect: the check that found it (or should have) and those that found it `also`, the diagnosis it deserved and got."""

    defect: str
    check: str
    hypothesis: str
    diagnosis: str
    found: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardOfNothing:
    """A Card for which nothing was planted, by the check of its leading finding."""

    application: str
    check: str
    title: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Scored:
    """One application: its planted defects, its Cards of nothing planted, and how many Cards there are by leading check.

    `seconds` is what reviewing took, `scanned` how many of its pages are pictures.
    """

    application: str
    met: tuple[Met, ...]
    strange: tuple[CardOfNothing, ...]
    cards: int
    led: Mapping[str, int]
    lookalikes: tuple[str, ...]
    seconds: float = 0.0
    scanned: int = 0


@dataclass(frozen=True, slots=True)
class CheckScore:
    """How a check did: planted cases, those found, Cards of nothing planted."""

    planted: int
    found: int
    strange: int

    @property
    def recall(self) -> float | None:
        """Found of planted; None where nothing was planted."""
        return self.found / self.planted if self.planted else None

    @property
    def precision(self) -> float | None:
        """Found of found and strange; None where nothing was said."""
        said = self.found + self.strange
        return self.found / said if said else None

    def to_json(self) -> dict[str, Any]:
        """With rates to four places."""
        rates = {"recall": self.recall, "precision": self.precision}
        rounded = {name: None if rate is None else round(rate, 4) for name, rate in rates.items()}
        return {"planted": self.planted, "found": self.found, "strange": self.strange, **rounded}


@dataclass(frozen=True, slots=True)
class CampaignScore:
    """All applications of a campaign."""

    applications: tuple[Scored, ...]

    @property
    def met(self) -> tuple[Met, ...]:
        """Every planted defect."""
        return tuple(one for application in self.applications for one in application.met)

    @property
    def strange(self) -> tuple[CardOfNothing, ...]:
        """Every Card of nothing planted."""
        return tuple(one for application in self.applications for one in application.strange)

    def by_check(self) -> dict[str, CheckScore]:
        """The score of every check that was planted for or said something strange, worst first; what several checks found is a case of each."""
        planted = Counter(check for one in self.met for check in (one.check, *one.also))
        found = Counter(check for one in self.met if one.found for check in (one.check, *one.also))
        strange = Counter(one.check for one in self.strange)
        scores = {check: CheckScore(planted[check], found[check], strange[check]) for check in {*planted, *strange}}
        return dict(sorted(scores.items(), key=lambda entry: (-(entry[1].planted - entry[1].found) - entry[1].strange, entry[0])))

    def by_defect(self) -> dict[str, tuple[int, int]]:
        """Planted and found by kind of defect."""
        planted, found = Counter(one.defect for one in self.met), Counter(one.defect for one in self.met if one.found)
        return {defect: (count, found[defect]) for defect, count in sorted(planted.items())}

    def by_diagnosis(self) -> dict[str, CheckScore]:
        """Of defects that deserve a diagnosis and were found: how often it was given, and how often given to others."""
        told = [one for one in self.met if one.found]
        names = {one.hypothesis for one in told if one.hypothesis != "none"}
        return {name: _diagnosed(name, told) for name in sorted(names)}

    def diagnosed(self) -> tuple[int, int]:
        """How many diagnoses are right, of those that found defects deserve."""
        told = [one for one in self.met if one.found and one.hypothesis != "none"]
        return sum(1 for one in told if one.diagnosis == one.hypothesis), len(told)

    def cards(self, *, clean: bool) -> list[int]:
        """How many Cards the clean, or the defective, applications have, fewest first."""
        return sorted(one.cards for one in self.applications if (not one.met) == clean)

    def more_cards_than_causes(self) -> int:
        """Defective applications with more Cards than causes and one."""
        return sum(1 for one in self.applications if one.met and one.cards > len(one.met) + 1)

    def seconds(self) -> float:
        """What reviewing one application took, on average."""
        return mean(one.seconds for one in self.applications) if self.applications else 0.0

    def to_json(self) -> dict[str, Any]:
        """`docintel/evaluate-campaign/1`."""
        return {
            "schema": "docintel/evaluate-campaign/1",
            "applications": len(self.applications),
            "overall": self.overall().to_json(),
            "by_check": {check: score.to_json() for check, score in self.by_check().items()},
            "by_defect": {name: {"planted": planted, "found": found} for name, (planted, found) in self.by_defect().items()},
            "by_diagnosis": {name: score.to_json() for name, score in self.by_diagnosis().items()},
            "cards": {
                "clean": _spread(self.cards(clean=True)),
                "defective": {**_spread(self.cards(clean=False)), "more_than_causes_and_one": self.more_cards_than_causes()},
            },
            "seconds_per_application": round(self.seconds(), 2),
            "scanned_pages": sum(one.scanned for one in self.applications),
            "missed": [
                {"application": application.application, "defect": one.defect, "check": one.check}
                for application in self.applications
                for one in application.met
                if not one.found
            ],
            "misdiagnosed": [
                {"application": application.application, "defect": one.defect, "deserved": one.hypothesis, "given": one.diagnosis}
                for application in self.applications
                for one in application.met
                if one.found and one.hypothesis not in {"none", one.diagnosis}
            ],
            "strange": [
                {"application": one.application, "check": one.check, "title": one.title, "explanation": one.explanation}
                for one in self.strange
            ],
        }

    def overall(self) -> CheckScore:
        """All checks together."""
        return CheckScore(len(self.met), sum(1 for one in self.met if one.found), len(self.strange))

    def lines(self, language: Language) -> Iterable[str]:
        """What a person reads: the whole, the checks that fall short, the Cards."""
        whole, clean, defective = self.overall(), self.cards(clean=True), self.cards(clean=False)
        yield Wording(
            f"{len(self.applications)} 份申报，{whole.planted} 处缺陷，找到 {whole.found}；另有 {whole.strange} 张卡片没有对应的缺陷。",
            f"{len(self.applications)} applications, {whole.planted} defects, {whole.found} found; {whole.strange} Cards of nothing planted.",
        ).said(language)
        for check, score in self.by_check().items():
            if score.found < score.planted or score.strange:
                yield f"  {check}: {score.found}/{score.planted}, +{score.strange}"
        for check, score in self.by_check().items():
            if score.planted >= OFTEN:
                yield Wording(
                    f"  {check}：{score.planted} 处，召回 {score.recall:.3f}，精确 {score.precision or 0:.3f}",
                    f"  {check}: {score.planted} cases, recall {score.recall:.3f}, precision {score.precision or 0:.3f}",
                ).said(language)
        right, told = self.diagnosed()
        if told:
            yield Wording(f"  诊断共 {told} 处，正确 {right}", f"  {told} diagnoses, {right} right").said(language)
        for name, score in self.by_diagnosis().items():
            yield Wording(f"  诊断 {name}：{score.found}/{score.planted}", f"  diagnosis {name}: {score.found}/{score.planted}").said(
                language
            )
        yield Wording(
            f"无缺陷的申报卡片数：中位 {_middle(clean)}，95% 不多于 {_high(clean)}；有缺陷的：中位 {_middle(defective)}，{self.more_cards_than_causes()} 份多于原因数加一。",
            f"Cards of clean applications: median {_middle(clean)}, 95 % at most {_high(clean)}; of defective ones: median {_middle(defective)}, "
            f"{self.more_cards_than_causes()} with more than causes and one.",
        ).said(language)
        yield Wording(f"每份审核用时 {self.seconds():.1f} 秒。", f"{self.seconds():.1f} seconds to review one.").said(language)


def _diagnosed(name: str, told: Iterable[Met]) -> CheckScore:
    planted = [one for one in told if one.hypothesis == name]
    wrongly = sum(1 for one in told if one.diagnosis == name and one.hypothesis not in {name, "none"})
    return CheckScore(len(planted), sum(1 for one in planted if one.diagnosis == name), wrongly)


def _middle(counts: list[int]) -> float:
    return median(counts) if counts else 0


def _high(counts: list[int]) -> int:
    """What nineteen of twenty do not exceed."""
    return counts[min(len(counts) - 1, (len(counts) * 95 + 99) // 100 - 1)] if counts else 0


def _spread(counts: list[int]) -> dict[str, Any]:
    return {"applications": len(counts), "median": _middle(counts), "at_most_95": _high(counts), "most": max(counts, default=0)}
