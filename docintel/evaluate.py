"""Scoring extraction against truth: right, wrong value, scope, period, unit, missing; precision where the truth can tell."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.packs import Packs
from docintel.domain.quantity import Quantity
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.intake import Limits
from docintel.intake import submitted_file
from docintel.review.reading import read_file
from docintel.text.names import normalise_name
from docintel.text.normal import squeezed
from docintel.text.periods import parse_period

OUTCOMES = ("right", "wrong_value", "wrong_scope", "wrong_period", "wrong_unit", "missing")
OnPage = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class TrueFigure:
    """A figure as the truth has it; `entity` is empty for the document's own enterprise, `end` the last day of its period."""

    file: str
    entity: str
    scope: str
    concept: str
    end: str
    length: str  # instant, or the first day
    value: Decimal
    unit: str
    printed: str
    page: int


@dataclass(frozen=True, slots=True)
class Scored:
    """One true figure and what became of it."""

    figure: TrueFigure
    outcome: str
    seen: str


@dataclass(frozen=True, slots=True)
class Score:
    """All figures scored; `predictions` counts the facts the truth can judge, `agreeing` those that are right."""

    scored: tuple[Scored, ...]
    predictions: int
    agreeing: int

    def counts(self, figures: Iterable[Scored] | None = None) -> dict[str, int]:
        """How many figures of each outcome."""
        counter = Counter(one.outcome for one in (self.scored if figures is None else figures))
        return {outcome: counter[outcome] for outcome in OUTCOMES}

    def by(self, key: Callable[[Scored], str]) -> dict[str, dict[str, int]]:
        """The counts of each group."""
        groups = dict.fromkeys(sorted({key(one) for one in self.scored}))
        return {group: self.counts(one for one in self.scored if key(one) == group) for group in groups}

    def to_json(self) -> dict[str, Any]:
        """The score for machines."""
        wrong = [
            {"figure": {name: str(getattr(one.figure, name)) for name in TrueFigure.__slots__}, "outcome": one.outcome, "seen": one.seen}
            for one in self.scored
            if one.outcome != "right"
        ]
        return {
            "schema": "docintel/evaluate/1",
            "figures": len(self.scored),
            "counts": self.counts(),
            "recall": _share(self.counts()["right"], len(self.scored)),
            "predictions": self.predictions,
            "precision": _share(self.agreeing, self.predictions),
            "by_file": self.by(lambda one: one.figure.file),
            "by_concept": self.by(lambda one: one.figure.concept),
            "wrong": wrong,
        }

    def lines(self, language: Language) -> Iterator[str]:
        """The score for people."""
        counts = self.counts()
        recall, precision = _share(counts["right"], len(self.scored)), _share(self.agreeing, self.predictions)
        yield Wording(
            f"真值 {len(self.scored)} 个：查全率 {recall}，查准率 {precision}（可判断的提取 {self.predictions} 个）",
            f"{len(self.scored)} true figures: recall {recall}, precision {precision} (of {self.predictions} predictions that the truth can judge)",
        ).said(language)
        yield "  " + "  ".join(f"{outcome} {count}" for outcome, count in counts.items())
        for file, found in self.by(lambda one: one.figure.file).items():
            yield f"  {file}: " + "  ".join(f"{outcome} {count}" for outcome, count in found.items() if count)


def evaluate(corpus: Path, packs: Packs, *, on_page: OnPage | None = None) -> Score:
    """Score a corpus (`truth/figures.json` beside `pdf/`) or folders of samples (`truth.json` beside `application/`)."""
    figures = [*_corpus_truth(corpus), *_sample_truth(corpus)]
    scored: list[Scored] = []
    predictions = agreeing = 0
    for file in sorted({figure.file for figure in figures}):
        path = _path_of(corpus, file)
        if path is None:
            continue
        facts = read_file(submitted_file(path), packs, Limits(), on_page).facts
        own = [figure for figure in figures if figure.file == file]
        scored += [_score(figure, facts) for figure in own]
        judged = [_judge(fact, own) for fact in facts if isinstance(fact.value, Quantity) and fact.concept is not None]
        predictions += sum(1 for one in judged if one is not None)
        agreeing += sum(1 for one in judged if one)
    return Score(tuple(scored), predictions, agreeing)


def _corpus_truth(corpus: Path) -> Iterator[TrueFigure]:
    path = corpus / "truth" / "figures.json"
    for row in json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []:
        entity = row["scope"].partition(":")[2] if row["scope"].startswith("entity:") else ""
        start, end = _printed_period(row["period"])
        yield TrueFigure(
            row["file"],
            entity,
            "" if entity else row["scope"],
            row["key"],
            end,
            start,
            Decimal(row["value_yuan"]),
            "CNY",
            row["value_printed"],
            row["page"],
        )


def _printed_period(printed: str) -> tuple[str, str]:
    period = parse_period(printed)
    if period is None:
        raise ValueError(f"the truth's period {printed!r} cannot be read")
    return "" if period.start is None else period.start.isoformat(), period.end.isoformat()


def _sample_truth(corpus: Path) -> Iterator[TrueFigure]:
    """Samples keep their facts by file, page, kind, scope and entity; the numbers of their PDFs with a period are figures."""
    for path in sorted(corpus.glob("**/truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        folder = path.parent.relative_to(corpus)
        for group in truth.get("facts", []):
            if group["file"].endswith(".pdf"):
                yield from _group_figures(group, (folder / "application" / group["file"]).as_posix(), truth["enterprise"]["name"])


def _group_figures(group: dict[str, Any], file: str, applicant: str) -> Iterator[TrueFigure]:
    entity = "" if normalise_name(group["entity"]) == normalise_name(applicant) else group["entity"]
    for row in group["rows"]:
        cells = dict(zip(group["columns"], row, strict=False))
        if cells["unit"] is None or cells["period"] is None:
            continue
        start, _, end = cells["period"].rpartition("/")
        scope, concept, page = group["scope"], cells["concept"], group["page"]
        yield TrueFigure(file, entity, scope, concept, end, start, Decimal(cells["value"]), cells["unit"], cells["printed"], page)


def _path_of(corpus: Path, file: str) -> Path | None:
    named = {unicodedata.normalize("NFC", path.relative_to(corpus).as_posix()): path for path in corpus.glob("**/*.pdf")}
    return next(
        (named[name] for name in (unicodedata.normalize("NFC", f"pdf/{file}"), unicodedata.normalize("NFC", file)) if name in named), None
    )


def _score(figure: TrueFigure, facts: Iterable[Fact]) -> Scored:
    """What became of a figure: found as it is, else the nearest miss among facts of its concept."""
    same = [fact for fact in facts if fact.concept == figure.concept and isinstance(fact.value, Quantity) and _about(fact, figure)]
    outcome, seen = "missing", ""
    for fact in same:
        misses = _misses(fact, figure)
        if not misses:
            return Scored(figure, "right", "")
        if len(misses) == 1 and OUTCOMES.index(misses[0]) < OUTCOMES.index(outcome):
            outcome, seen = misses[0], f"{fact.source.text} {fact.scope.value} {fact.period} p{fact.source.page}"
    return Scored(figure, outcome, seen)


def _misses(fact: Fact, figure: TrueFigure) -> list[str]:
    quantity = fact.quantity
    if quantity is None:
        return ["wrong_value"]
    misses = [] if _scope_fits(fact, figure) else ["wrong_scope"]
    misses += [] if _period_fits(fact, figure) else ["wrong_period"]
    if quantity.unit != figure.unit or (quantity.value != figure.value and squeezed(fact.source.text) == figure.printed):
        return [*misses, "wrong_unit"]
    return misses if quantity.value == figure.value else [*misses, "wrong_value"]


def _about(fact: Fact, figure: TrueFigure) -> bool:
    """Short names of subsidiaries stand for their legal names."""
    if not figure.entity:
        return True
    return squeezed(figure.entity) in squeezed(fact.entity)


def _scope_fits(fact: Fact, figure: TrueFigure) -> bool:
    return True if figure.entity else figure.scope in (fact.scope.value, Scope.UNSTATED.value)


def _period_fits(fact: Fact, figure: TrueFigure) -> bool:
    if fact.period is None or fact.period.end.isoformat() != figure.end:
        return False
    return not (fact.period.start is not None and figure.length) or fact.period.start.isoformat() == figure.length


def _judge(fact: Fact, figures: list[TrueFigure]) -> bool | None:
    """Whether a prediction is right; None where the truth names neither its place nor its meaning."""
    spot = [figure for figure in figures if figure.page == fact.source.page and figure.printed == fact.source.text]
    meant = [
        figure
        for figure in figures
        if figure.concept == fact.concept
        and _about(fact, figure)
        and (figure.entity or not _other(fact, figures))
        and _scope_fits(fact, figure)
        and _period_fits(fact, figure)
    ]
    if not spot and not meant:
        return None
    named = [figure for figure in (*spot, *meant) if figure.concept == fact.concept]
    return any(not _misses(fact, figure) and _about(fact, figure) for figure in named)


def _other(fact: Fact, figures: list[TrueFigure]) -> bool:
    """Whether the fact is about an enterprise that the truth names as another one."""
    return any(figure.entity and squeezed(figure.entity) in squeezed(fact.entity) for figure in figures)


def _share(part: int, whole: int) -> str:
    return "—" if whole == 0 else f"{Decimal(part) / Decimal(whole):.4f}"
