"""The hand-ins (推荐汇总表、复核情况汇总表、量化指标情况汇总表), filled from people's decisions only; the machine's calculation stands beside them.

What nobody decided is blank: the machine recommends nobody and refuses nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.domain.deciding import Decided
from docintel.domain.packs import Packs
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.faces import Face
from docintel.report.faces import JudgementFace
from docintel.report.faces import VerdictFace
from docintel.report.faces import WordingFace
from docintel.report.handin_words import COLUMNS
from docintel.report.handin_words import MACHINE
from docintel.report.handin_words import SHEETS
from docintel.report.opinion_words import DECISION
from docintel.report.opinion_words import STANDING
from docintel.report.paper import Shown
from docintel.report.plain import time_told
from docintel.report.reviewed import EXCLUSION
from docintel.report.reviewed import Reviewed
from docintel.report.sheets import Cell
from docintel.report.sheets import Column
from docintel.report.sheets import Workbook
from docintel.report.workbook import worked

Said = Callable[[Wording | WordingFace], str]


class DecidedFace(Face):
    """What a person decided; `counts` is false while it is stale or waits for a second person, and then it fills in nothing."""

    kind: str
    reason: str
    person: str
    at: str
    second_person: str | None
    standing: str
    counts: bool


class IndicatorFace(Face):
    """A quantitative indicator: what the machine calculated, and beside it what a person decided (null: nobody has)."""

    criterion: str
    label: WordingFace
    clause: str
    threshold: str | None
    declared: str
    evidenced: str
    calculation_declared: WordingFace | None
    calculation_evidenced: WordingFace | None
    decided: DecidedFace | None


class HandinFace(Face):
    """One enterprise of the hand-ins; `recommended` is null while undecided."""

    application: str
    name: str
    uscc: str | None
    kind: str
    place: str
    industry: str
    product: str
    recommended: bool | None
    decision: DecidedFace | None
    exclusions: tuple[WordingFace, ...]
    indicators: tuple[IndicatorFace, ...]


class HandinsFace(Face):
    """What `docintel report handins` writes as JSON."""

    schema_id: Literal["docintel/handins/1"] = "docintel/handins/1"
    enterprises: tuple[HandinFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        face = handler(self)
        return {"schema": face.pop("schema_id"), **face}


def handin_of(one: Reviewed, packs: Packs) -> HandinFace:
    """What is handed in about one enterprise."""
    application, made = one.face.application, one.recommendation
    years = application.years[0]
    return HandinFace(
        application=application.id,
        name=application.name,
        uscc=application.uscc,
        kind=application.kind,
        place=one.place or one.declared("reg_place"),
        industry=one.declared("industry_class"),
        product=one.declared("main_product"),
        recommended=None if made is None or not made.counts else made.kind.value == "recommended",
        decision=_decided(made),
        exclusions=tuple(card.title for card in one.face.cards if card.grade == EXCLUSION),
        indicators=tuple(_indicator(one, verdict, packs, years) for verdict in one.face.verdicts if is_numeric(verdict)),
    )


def is_numeric(verdict: VerdictFace) -> bool:
    """Whether the machine can calculate it: it has a formula and applies."""
    return verdict.formula is not None and verdict.evidenced.status != "not_applicable"


def _decided(made: Decided | None) -> DecidedFace | None:
    if made is None:
        return None
    decision = made.decision
    return DecidedFace(
        kind=decision.kind.value,
        reason=decision.reason,
        person=decision.person,
        at=decision.at,
        second_person=decision.second_person,
        standing=made.standing.value,
        counts=made.counts,
    )


def _indicator(one: Reviewed, verdict: VerdictFace, packs: Packs, last_year: int) -> IndicatorFace:
    return IndicatorFace(
        criterion=verdict.criterion,
        label=verdict.label,
        clause=verdict.clause,
        threshold=verdict.threshold,
        declared=verdict.declared.status,
        evidenced=verdict.evidenced.status,
        calculation_declared=_calculated(verdict.declared, packs, last_year),
        calculation_evidenced=_calculated(verdict.evidenced, packs, last_year),
        decided=_decided(one.on_condition(verdict)),
    )


def _calculated(judgement: JudgementFace, packs: Packs, last_year: int) -> WordingFace | None:
    zh, en = (worked(judgement, packs, last_year, wording_in(language)) for language in Language)
    return WordingFace(zh=zh, en=en) if zh else None


def wording_in(language: Language) -> Callable[[Wording], str]:
    """Says texts in one language."""
    return lambda wording: wording.said(language)


def machine_told(handin: HandinFace, said: Said) -> str:
    """机器核算 in one cell: how the indicators come out on evidenced values, by name where they are not met, and what would exclude."""
    statuses = Counter(one.evidenced for one in handin.indicators)
    told = said(MACHINE["told"]).format(len(handin.indicators), statuses["met"], statuses["unmet"], _rest(statuses))
    open_ones = [said(one.label) for one in handin.indicators if one.evidenced == "unmet"]
    parts = [told, *([said(MACHINE["unmet"]).format("；".join(open_ones))] if open_ones else [])]
    if handin.exclusions:
        parts.append(said(MACHINE["exclusions"]).format("；".join(said(one) for one in handin.exclusions)))
    return "\n".join(parts)


def _rest(statuses: Counter[str]) -> int:
    return sum(count for status, count in statuses.items() if status not in {"met", "unmet"})


@dataclass(frozen=True, slots=True)
class Handed:
    """Rows of the hand-ins in one language."""

    language: Language

    def said(self, wording: Wording | WordingFace) -> str:
        """One of both texts."""
        return wording.zh if self.language is Language.ZH else wording.en

    def enterprise(self, number: int, handin: HandinFace) -> list[Cell]:
        """A row of the summary of recommendations or of the review."""
        made = handin.decision
        opinion = "" if made is None or not made.counts else self.said(DECISION[made.kind])
        filled = made is not None and made.counts
        return [
            number, handin.name, handin.uscc or "", handin.place, handin.industry, handin.product,
            opinion, made.reason if filled and made else "", made.person if filled and made else "",
            (made.second_person or "") if filled and made else "", time_told(made.at) if filled and made else "",
            self.waiting(made), machine_told(handin, self.said),
        ]  # fmt: skip

    def waiting(self, made: DecidedFace | None) -> str:
        """Why a decision that was made does not count yet."""
        return "" if made is None or made.counts else self.said(STANDING[made.standing])

    def indicators(self, handin: HandinFace) -> Iterator[list[Cell]]:
        """The rows of one enterprise in the summary of indicators."""
        for one in handin.indicators:
            made = one.decided
            filled = made if made is not None and made.counts else None
            yield [
                handin.name, handin.uscc or "", self.said(one.label), one.threshold or "", one.clause,
                self.said(MACHINE[one.declared]), self.said(MACHINE[one.evidenced]),
                "" if one.calculation_evidenced is None else self.said(one.calculation_evidenced),
                "" if filled is None else self.said(DECISION[filled.kind]), "" if filled is None else filled.reason,
                "" if filled is None else filled.person, "" if filled is None else time_told(filled.at), self.waiting(made),
            ]  # fmt: skip


def handins_workbook(path: Path, handins: Iterable[HandinFace], language: Language, shown: Shown) -> None:
    """Recommendations, reviews, those not recommended with reasons, and all indicators: a sheet each."""
    handed, numbers = Handed(language), Counter[str]()
    with Workbook(path, language, shown) as book:
        sheets = {name: book.sheet(SHEETS[name], columns) for name, columns in _columns().items()}
        for handin in handins:
            name = handin.kind if handin.kind == "review" or handin.recommended is not False else "refused"
            numbers[name] += 1
            sheets[name].add(handed.enterprise(numbers[name], handin))
            for row in handed.indicators(handin):
                sheets["indicators"].add(row)


def _columns() -> dict[str, tuple[Column, ...]]:
    enterprise = COLUMNS["enterprise"]
    return {"new": enterprise, "review": enterprise, "refused": enterprise, "indicators": COLUMNS["indicators"]}
