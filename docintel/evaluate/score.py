"""The whole score: counts of every outcome by part, kind, concept and file, for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import Any

from docintel.domain.fact import Absence
from docintel.domain.fact import Choice
from docintel.domain.fact import Date
from docintel.domain.fact import Fact
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.evaluate.language import LanguageScore
from docintel.evaluate.meeting import NEAR_MISSES
from docintel.evaluate.scoring import INVENTED
from docintel.evaluate.scoring import MISSING
from docintel.evaluate.scoring import RIGHT
from docintel.evaluate.scoring import FileScore
from docintel.evaluate.scoring import Scored
from docintel.evaluate.truth import Part
from docintel.evaluate.truth import TrueFact

SCHEMA = "docintel/evaluate/2"
OUTCOMES = (RIGHT, *NEAR_MISSES, MISSING)
_OUTCOMES_SAID = {
    RIGHT: Wording("正确", "right"),
    "wrong_value": Wording("值错", "wrong value"),
    "wrong_unit": Wording("单位错", "wrong unit"),
    "wrong_scope": Wording("口径错", "wrong scope"),
    "wrong_period": Wording("期间错", "wrong period"),
    "wrong_entity": Wording("主体错", "wrong entity"),
    MISSING: Wording("缺失", "missing"),
    INVENTED: Wording("多出", "invented"),
}


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page of a sample: the kinds of document the truth has on it, and those it was read as."""

    file: str
    page: int
    true: tuple[str, ...]
    seen: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether every true kind was seen."""
        return set(self.true) <= set(self.seen)


@dataclass(frozen=True, slots=True)
class Score:
    """Every file's score, the kinds of pages, and the language sets; `absent` are files of the truth that are not there."""

    files: tuple[tuple[str, FileScore], ...]
    pages: tuple[PageKind, ...] = ()
    language: LanguageScore = field(default_factory=LanguageScore)
    absent: tuple[str, ...] = ()

    @property
    def scored(self) -> tuple[Scored, ...]:
        """Every true fact and what became of it."""
        return tuple(one for _, file in self.files for one in file.scored)

    @property
    def invented(self) -> tuple[tuple[str, Fact], ...]:
        """What was read and is not there, with its file."""
        return tuple((name, fact) for name, file in self.files for fact in file.invented)

    def counts(self, scored: Iterable[Scored] | None = None) -> dict[str, int]:
        """How many true facts of each outcome."""
        counter = Counter(one.outcome for one in (self.scored if scored is None else scored))
        return {outcome: counter[outcome] for outcome in OUTCOMES}

    def by(self, key: Callable[[Scored], str]) -> dict[str, dict[str, int]]:
        """The counts of each group."""
        groups: dict[str, list[Scored]] = {}
        for one in self.scored:
            groups.setdefault(key(one), []).append(one)
        return {group: self.counts(groups[group]) for group in sorted(groups)}

    def by_kind(self) -> dict[str, dict[str, int]]:
        """The counts of each kind of document, what was invented on its pages among them."""
        found = {kind: {**counts, INVENTED: 0} for kind, counts in self.by(lambda one: one.true.kind).items()}
        for _, fact in self.invented:
            found.setdefault(fact.kind, {**dict.fromkeys(OUTCOMES, 0), INVENTED: 0})[INVENTED] += 1
        return found

    def predictions(self, part: Part | None = None) -> tuple[int, int]:
        """How many predictions the truth can judge, and how many of them are right."""
        judged = [right for file in self._files(part) for _, right in file.judged]
        return len(judged), sum(judged)

    def _files(self, part: Part | None) -> Iterator[FileScore]:
        return (file for _, file in self.files if part is None or any(one.true.part is part for one in file.scored))

    @property
    def accepted_wrongly(self) -> int:
        """Wrong readings without any doubt: near misses, wrong predictions and inventions, each fact once."""
        wrong: dict[int, Fact] = {}
        for _, file in self.files:
            wrong |= {id(one.fact): one.fact for one in file.scored if one.fact is not None and one.outcome != RIGHT}
            wrong |= {id(fact): fact for fact, right in file.judged if not right}
            wrong |= {id(fact): fact for fact in file.invented}
        return sum(1 for fact in wrong.values() if not fact.source.doubts)

    def parts(self) -> dict[str, dict[str, Any]]:
        """Recall, precision and counts of each part of a corpus."""
        found = {}
        for part in Part:
            scored = [one for one in self.scored if one.true.part is part]
            if scored:
                judged, right = self.predictions(part)
                counts = self.counts(scored)
                found[part.value] = {"facts": len(scored), "counts": counts, **_shares(counts[RIGHT], len(scored), right, judged)}
        return found

    def to_json(self) -> dict[str, Any]:
        """The score for machines: `docintel schema evaluate`."""
        counts, (judged, right) = self.counts(), self.predictions()
        return {
            "schema": SCHEMA,
            "figures": len(self.scored),
            "counts": {**counts, INVENTED: len(self.invented)},
            "predictions": judged,
            **_shares(counts[RIGHT], len(self.scored), right, judged),
            "unnamed": sum(file.unnamed for _, file in self.files),
            "wrong_without_doubt": self.accepted_wrongly,
            "by_part": self.parts(),
            "by_kind": self.by_kind(),
            "by_concept": self.by(lambda one: one.true.concept),
            "by_file": self.by(lambda one: one.true.file),
            "wrong": [_wrong(one) for one in self.scored if one.outcome != RIGHT],
            "invented": [_invented(file, fact) for file, fact in self.invented],
            "pages": {
                "pages": len(self.pages),
                "right": sum(1 for page in self.pages if page.right),
                "wrong": [_page(page) for page in self.pages if not page.right],
            },
            "language": self.language.to_json(),
            "absent": list(self.absent),
        }

    def lines(self, language: Language) -> Iterator[str]:
        """The score for people."""
        for part, told in self.parts().items():
            yield Wording(
                f"{part}：真值 {told['facts']} 个，查全率 {told['recall']}，查准率 {told['precision']}",
                f"{part}: {told['facts']} true facts, recall {told['recall']}, precision {told['precision']}",
            ).said(language)
        if self.scored:
            yield "  " + counted({**self.counts(), INVENTED: len(self.invented)}, language)
            yield Wording(f"  读错而未存疑 {self.accepted_wrongly} 个", f"  read wrongly without a doubt: {self.accepted_wrongly}").said(
                language
            )
            for kind, found in self.by_kind().items():
                yield f"  {kind}: {counted(found, language)}"
            for file, found in self.by(lambda one: one.true.file).items():
                yield f"  {file}: {counted(found, language)}"
        if self.pages:
            right = sum(1 for page in self.pages if page.right)
            yield Wording(f"页面类型正确 {right}/{len(self.pages)}", f"kinds of pages right {right}/{len(self.pages)}").said(language)
        yield from self.language.lines(language)
        for file in self.absent:
            yield Wording(f"真值所指文件不存在：{file}", f"a file the truth names is not there: {file}").said(language)


def counted(counts: dict[str, int], language: Language) -> str:
    """Counts in words, those that are zero left out."""
    return "  ".join(f"{_OUTCOMES_SAID[outcome].said(language)} {count}" for outcome, count in counts.items() if count)


def share(part: int, whole: int) -> str:
    """A share with four places, a dash where there is nothing to share."""
    return "—" if whole == 0 else f"{Decimal(part) / Decimal(whole):.4f}"


def _shares(right: int, true: int, agreeing: int, judged: int) -> dict[str, str]:
    return {"recall": share(right, true), "precision": share(agreeing, judged)}


def _wrong(one: Scored) -> dict[str, Any]:
    seen = None if one.fact is None else seen_of(one.fact)
    return {"figure": figure_of(one.true), "outcome": one.outcome, "seen": seen}


def figure_of(true: TrueFact) -> dict[str, Any]:
    """A true fact's parts."""
    return {
        "file": true.file,
        "page": true.page,
        "kind": true.kind,
        "entity": true.entity,
        "scope": true.scope,
        "concept": true.concept,
        "start": true.start,
        "end": true.end,
        "value": true.value,
        "unit": true.unit,
        "printed": true.printed,
    }


def seen_of(fact: Fact) -> dict[str, Any]:
    """What was read."""
    return {
        "page": fact.source.page,
        "entity": fact.entity,
        "scope": fact.scope.value,
        "period": "" if fact.period is None else str(fact.period),
        "value": _value_text(fact),
        "printed": fact.source.text,
        "doubts": list(fact.source.doubts),
    }


def _value_text(fact: Fact) -> str:
    value = fact.value
    if isinstance(value, Text):
        return value.text
    if isinstance(value, Date):
        return value.day.isoformat()
    if isinstance(value, Identifier):
        return value.code
    if isinstance(value, Choice):
        return ",".join(value.chosen)
    return value.absence.value if isinstance(value, Absence) else f"{value.value} {value.unit}"


def _invented(file: str, fact: Fact) -> dict[str, Any]:
    return {"file": file, "kind": fact.kind, "concept": fact.concept, "label": fact.label, **seen_of(fact)}


def _page(page: PageKind) -> dict[str, Any]:
    return {"file": page.file, "page": page.page, "true": list(page.true), "seen": list(page.seen)}
