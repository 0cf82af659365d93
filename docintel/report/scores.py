"""The faces of scores: pairs of names and of products, and what `docintel evaluate` found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer

from docintel.domain.review import ProductCandidate
from docintel.domain.wording import Wording
from docintel.report.encode_parts import wordings
from docintel.report.face_parts import Face
from docintel.report.face_parts import SparseFace
from docintel.report.face_parts import WordingFace
from docintel.text.likeness import Likeness


class PairFace(SparseFace):
    """Two names or products. `same` is the better guess on what is given; only `match` same means that the names prove it.

    Products have a `level` instead: likely the same or similar, for review, or different; a person judges.
    """

    a: str
    b: str
    score: float
    same: bool
    match: Literal["same", "possible", "different"] | None = None
    level: Literal["likely", "review", "different"] | None = None
    reasons: tuple[WordingFace, ...]


class NamesFace(Face):
    """What `docintel names --json` writes: the pairs in the order given, or candidates among names, the likeliest first."""

    schema_id: Literal["docintel/names/1"] = "docintel/names/1"
    pairs: tuple[PairFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        return _with_schema(handler(self))


class ProductsFace(Face):
    """What `docintel products --json` writes: as names, with `same` for a pair worth a person's look."""

    schema_id: Literal["docintel/products/1"] = "docintel/products/1"
    pairs: tuple[PairFace, ...]

    @model_serializer(mode="wrap")
    def named(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """`schema` is the published key; pydantic reserves the name."""
        return _with_schema(handler(self))


class FigureFace(Face):
    """A true fact. `start` and `end` are the days of its period, empty where it has none; `entity` is empty for the document's own."""

    file: str
    page: int | None
    kind: str
    entity: str
    scope: str
    concept: str
    start: str
    end: str
    value: str
    unit: str | None
    printed: str


class SeenFace(Face):
    """A fact as it was read."""

    page: int | None
    entity: str
    scope: str
    period: str
    value: str
    printed: str
    doubts: tuple[str, ...]


class WrongFace(Face):
    """A true fact that was not read right, and the fact that was taken for it, null where it is missing."""

    figure: FigureFace
    outcome: str
    seen: SeenFace | None


class InventedFace(SeenFace):
    """A fact on a page the truth covers wholly, that no true fact explains."""

    file: str
    kind: str
    concept: str | None
    label: str


class PartFace(Face):
    """One part of a corpus: its true facts, how many of each outcome, recall and precision."""

    facts: int
    counts: dict[str, int]
    recall: str
    precision: str


class WrongPageFace(Face):
    """A page whose kinds were not all seen."""

    file: str
    page: int
    true: tuple[str, ...]
    seen: tuple[str, ...]


class PagesFace(Face):
    """The kinds of pages of samples."""

    pages: int
    right: int
    wrong: tuple[WrongPageFace, ...]


class ChangeFace(Face):
    """A true fact (or an invention) whose outcome changed since the earlier run."""

    file: str
    page: str
    entity: str
    scope: str
    concept: str
    end: str
    value: str
    before: str
    now: str


class TotalFace(Face):
    """A total before and now."""

    before: str
    now: str


class AgainstFace(Face):
    """One run against an earlier one; `other_truth` where the two have another number of true facts."""

    worse: tuple[ChangeFace, ...]
    better: tuple[ChangeFace, ...]
    other: tuple[ChangeFace, ...]
    totals: dict[str, TotalFace]
    other_truth: bool


class EvaluateFace(SparseFace):
    """What `docintel evaluate --json` writes.

    `predictions` are the facts that the truth can judge, `precision` the share of them that is right, `unnamed` facts without a concept
    (never judged), `wrong_without_doubt` wrong readings that carry no doubt, `absent` files of the truth that are not there.
    """

    schema_id: Literal["docintel/evaluate/2"] = "docintel/evaluate/2"
    figures: int
    counts: dict[str, int]
    predictions: int
    recall: str
    precision: str
    unnamed: int
    wrong_without_doubt: int
    by_part: dict[str, PartFace]
    by_kind: dict[str, dict[str, int]]
    by_concept: dict[str, dict[str, int]]
    by_file: dict[str, dict[str, int]]
    wrong: tuple[WrongFace, ...]
    invented: tuple[InventedFace, ...]
    pages: PagesFace
    language: dict[str, Any]
    absent: tuple[str, ...]
    against: AgainstFace | None = None


def name_pair(a: str, b: str, likeness: Likeness) -> PairFace:
    """Two names of enterprises."""
    return PairFace(a=a, b=b, score=likeness.score, same=likeness.same, match=likeness.match.value, reasons=wordings(likeness.reasons))


def product_pair(a: str, b: str, candidate: ProductCandidate, *, least: float, level: Literal["likely", "review", "different"]) -> PairFace:
    """Two products; from the score `least` on they are worth a look."""
    return PairFace(
        a=a, b=b, score=round(candidate.score, 4), same=candidate.score >= least, level=level, reasons=wordings(candidate.reasons)
    )


LEVELS = {
    "likely": Wording("很可能相同或相似", "likely the same or similar"),
    "review": Wording("需人工判断", "for review"),
    "different": Wording("不同", "different"),
}
"""What the levels of products are called."""


def names_face(pairs: Iterable[PairFace]) -> NamesFace:
    """Scored pairs of names."""
    return NamesFace(pairs=tuple(pairs))


def products_face(pairs: Iterable[PairFace]) -> ProductsFace:
    """Scored pairs of products."""
    return ProductsFace(pairs=tuple(pairs))


def _with_schema(members: dict[str, Any]) -> dict[str, Any]:
    return {"schema": members.pop("schema_id"), **members}
