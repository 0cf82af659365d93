"""The record of a draw as JSON, written and read back: seed, method and parameters, hash and prints of the population, outcome, and a seal of each.

A seal is the SHA-256 of its member of the record as compact JSON with sorted keys (UTF-8): it tells which part was changed afterwards.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from typing import Literal
from typing import TypeVar

from pydantic import SerializerFunctionWrapHandler
from pydantic import ValidationError
from pydantic import model_serializer
from pydantic import model_validator

from docintel.domain.errors import UsageError
from docintel.domain.sampling import Allocation
from docintel.domain.sampling import Chosen
from docintel.domain.sampling import DrawMethod
from docintel.domain.sampling import DrawPlan
from docintel.domain.sampling import Sample
from docintel.domain.sampling import Stratum
from docintel.report.face_parts import Face

SEALED = ("seed", "plan", "lists", "outcome")


class RecordFace(Face):
    """What all records of draws have; `by` and `on` say who drew when, as told, and take no part in the draw."""

    generator: Literal["docintel/stream/1"] = "docintel/stream/1"
    seed: str
    seals: dict[str, str]
    by: tuple[str, ...] = ()
    on: str = ""

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


class PlanFace(Face):
    """Method and parameters; numbers that are not whole are texts."""

    method: str
    count: int
    by: tuple[str, ...]
    allocation: str
    at_least: int
    expected: dict[str, str]
    default_rate: str
    quotas: dict[str, int]
    base: str
    core: tuple[str, ...]


class ListsFace(Face):
    """The population: how many, the hash of all rows, a print of each."""

    size: int
    population: str
    rows: dict[str, str]


class StratumFace(Face):
    """A part of the population."""

    name: str
    population: int
    asked: int
    drawn: int


class ChosenFace(Face):
    """A drawn enterprise with its chance of being drawn as an exact fraction."""

    id: str
    name: str
    stratum: str
    place: int
    probability: str
    core: bool


class OutcomeFace(Face):
    """What the draw gave; `unseen` says how many of those not drawn had which chance (draws by weight)."""

    strata: tuple[StratumFace, ...]
    chosen: tuple[ChosenFace, ...]
    unseen: dict[str, int]


class SampleFace(RecordFace):
    """What `docintel sample draw` writes."""

    schema_id: Literal["docintel/sample/1"] = "docintel/sample/1"
    plan: PlanFace
    lists: ListsFace
    outcome: OutcomeFace


def sample_face(sample: Sample, by: tuple[str, ...] = (), on: str = "") -> SampleFace:
    """The record of a draw."""
    face = SampleFace(
        seed=sample.plan.seed,
        plan=_plan_face(sample.plan),
        lists=ListsFace(size=len(sample.prints), population=sample.population, rows=dict(sample.prints)),
        outcome=OutcomeFace(
            strata=tuple(StratumFace(name=one.name, population=one.population, asked=one.asked, drawn=one.drawn) for one in sample.strata),
            chosen=tuple(
                ChosenFace(id=one.id, name=one.name, stratum=one.stratum, place=one.place, probability=str(one.probability), core=one.core)
                for one in sample.chosen
            ),
            unseen={str(chance): number for chance, number in sample.unseen},
        ),
        seals={},
        by=by,
        on=on,
    )
    return face.model_copy(update={"seals": seals_of(face)})


def _plan_face(plan: DrawPlan) -> PlanFace:
    return PlanFace(
        method=plan.method.value,
        count=plan.count,
        by=plan.by,
        allocation=plan.allocation.value,
        at_least=plan.at_least,
        expected={name: str(rate) for name, rate in plan.expected},
        default_rate=str(plan.default_rate),
        quotas=dict(plan.quotas),
        base=str(plan.base),
        core=plan.core,
    )


def seals_of(face: RecordFace) -> dict[str, str]:
    """The seal of each part as it stands."""
    told = face.model_dump(mode="json")
    return {name: hashlib.sha256(canonical(told[name])).hexdigest() for name in SEALED}


def canonical(part: Any) -> bytes:
    """Compact JSON with sorted keys."""
    return json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def broken_seals(face: RecordFace) -> tuple[str, ...]:
    """The parts that were changed after the record was written, or whose seal is missing."""
    return tuple(name for name, seal in seals_of(face).items() if face.seals.get(name) != seal)


def read_sample(path: Path) -> tuple[Sample, SampleFace]:
    """A recorded draw; UsageError where the file is none or says what cannot be."""
    face = read_record(path, SampleFace)
    try:
        return sample_of(face), face
    except (ValueError, ArithmeticError) as error:
        raise UsageError(f"抽样记录“{path}”的内容不成立：{error} / the record “{path}” says what cannot be: {error}") from error


RecordT = TypeVar("RecordT", bound=Face)


def read_record(path: Path, shape: type[RecordT]) -> RecordT:
    """A file of one of our faces; UsageError says what is wrong with it."""
    expected = shape.model_fields["schema_id"].default
    if not path.is_file():
        raise UsageError(f"没有这个文件：{path} / no such file: {path}")
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UsageError(f"“{path}”不是可读的 JSON 文件 / “{path}” is no JSON file that can be read: {error}") from error
    schema = told.get("schema") if isinstance(told, dict) else None
    if schema != expected:
        raise UsageError(f"“{path}”应为 {expected}，实为 {schema} / “{path}” should be {expected}, not {schema}")
    try:
        return shape.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"“{path}”的 {place} 不对：{first['msg']} / {place} of “{path}”: {first['msg']}") from error


def sample_of(face: SampleFace) -> Sample:
    """The draw that a record tells of; ValueError or ArithmeticError where it says what cannot be."""
    told = face.plan
    plan = DrawPlan(
        method=DrawMethod(told.method),
        seed=face.seed,
        count=told.count,
        by=told.by,
        allocation=Allocation(told.allocation),
        at_least=told.at_least,
        expected=tuple((name, Decimal(rate)) for name, rate in told.expected.items()),
        default_rate=Decimal(told.default_rate),
        quotas=tuple(told.quotas.items()),
        base=Decimal(told.base),
        core=told.core,
    )
    return Sample(
        plan=plan,
        population=face.lists.population,
        prints=tuple(sorted(face.lists.rows.items())),
        strata=tuple(Stratum(one.name, one.population, one.asked, one.drawn) for one in face.outcome.strata),
        chosen=tuple(Chosen(one.id, one.name, one.stratum, one.place, Fraction(one.probability), one.core) for one in face.outcome.chosen),
        unseen=tuple(sorted((Fraction(chance), number) for chance, number in face.outcome.unseen.items())),
    )
