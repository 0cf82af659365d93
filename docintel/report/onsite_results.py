"""What filled on-site sheets said, as JSON and as conclusions for an estimate."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer
from pydantic import model_validator

from docintel.domain.errors import UsageError
from docintel.domain.sampling import SiteOutcome
from docintel.domain.wording import Wording
from docintel.intake.lists import ListShape
from docintel.intake.lists import bytes_of
from docintel.intake.lists import read_list
from docintel.report.encode import fact_face
from docintel.report.encode import wording_face
from docintel.report.faces import Face
from docintel.report.faces import FactFace
from docintel.report.faces import WordingFace
from docintel.report.onsite_reading import OnSiteResults
from docintel.report.onsite_reading import Remark
from docintel.report.onsite_values import written_outcome
from docintel.report.sampling import read_record

CONCLUSIONS = ListShape(
    Wording("检查结果", "list of results"),
    {"id": ("统一社会信用代码", "信用代码", "申报编号", "uscc", "id"), "outcome": ("结论", "检查结论", "outcome")},
    ("id", "outcome"),
)


class RemarkFace(Face):
    """Something to look at; `application` is null where it cannot be told."""

    application: str | None
    said: WordingFace


class MatterOutcomeFace(Face):
    """What was written at a card of the review."""

    application: str
    card: str
    written: str


class OnSiteFactFace(Face):
    """A fact seen on site."""

    application: str
    fact: FactFace


class OnSiteResultsFace(Face):
    """What `docintel sample results` writes."""

    schema_id: Literal["docintel/onsite-results/1"] = "docintel/onsite-results/1"
    facts: tuple[OnSiteFactFace, ...]
    outcomes: dict[str, str]
    matters: tuple[MatterOutcomeFace, ...]
    unfilled: tuple[RemarkFace, ...]
    not_understood: tuple[RemarkFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        face = handler(self)
        return {"schema": face.pop("schema_id"), **face}

    @model_validator(mode="before")
    @classmethod
    def unnamed(cls, told: Any) -> Any:
        """The published key read back."""
        if isinstance(told, dict) and "schema" in told:
            return {"schema_id" if key == "schema" else key: value for key, value in told.items()}
        return told


def results_face(results: OnSiteResults) -> OnSiteResultsFace:
    """The face of what was read."""
    return OnSiteResultsFace(
        facts=tuple(
            OnSiteFactFace(application=name, fact=fact_face(fact, f"s{number}"))
            for number, (name, fact) in enumerate(results.facts, start=1)
        ),
        outcomes={name: outcome.value for name, outcome in results.outcomes},
        matters=tuple(MatterOutcomeFace(application=name, card=card, written=written) for name, card, written in results.matters),
        unfilled=_remarks(results.unfilled),
        not_understood=_remarks(results.not_understood),
    )


def _remarks(remarks: Iterable[Remark]) -> tuple[RemarkFace, ...]:
    return tuple(RemarkFace(application=one.application, said=wording_face(one.said)) for one in remarks)


def read_outcomes(path: Path) -> dict[str, SiteOutcome]:
    """Conclusions by enterprise: of `docintel sample results`, or of a list with the columns 统一社会信用代码 and 结论 (无, 有, 未完成)."""
    if path.suffix.lower() == ".json":
        return {name: SiteOutcome(outcome) for name, outcome in read_record(path, OnSiteResultsFace).outcomes.items()}
    found: dict[str, SiteOutcome] = {}
    for number, cells in read_list(path, bytes_of(path, CONCLUSIONS), CONCLUSIONS):
        if not any(cells.values()):
            continue
        outcome = written_outcome(cells["outcome"]) if cells["outcome"] else SiteOutcome.OPEN
        if outcome is None or cells["id"] in found:
            raise UsageError(
                f"检查结果“{path}”第{number}行：{cells['id']} {cells['outcome']}：结论应为 无／有／未完成，每家一行 / “{path}” row {number}: one row an enterprise, none, found or not finished"
            )
        found[cells["id"]] = outcome
    return found
