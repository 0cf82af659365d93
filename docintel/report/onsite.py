"""The on-site sheet of an enterprise: what it declared, where the evidence stands, which original to see, and a code for every row.

The sheets of a spot check are kept as one JSON file (`docintel/onsite/1`); DOCX and XLSX are drawn from it, and filled sheets are read back by it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any
from typing import Literal

from pydantic import SerializerFunctionWrapHandler
from pydantic import model_serializer
from pydantic import model_validator

from docintel.domain.kind import DocumentKind
from docintel.domain.sampling import Sample
from docintel.domain.wording import Wording
from docintel.report.face_parts import Face
from docintel.report.face_parts import PeriodFace
from docintel.report.face_parts import WordingFace
from docintel.report.plain import CONTACTS
from docintel.report.plain import masked
from docintel.text.quantities import PRINTED_UNITS

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31 of them, a prime: every single misread letter changes the check
CODE = 6  # letters of a row's code, without the one that checks them
MOST_ROWS = 40
FORM, FORM_ONLY = "application_form", 3
UNKNOWN_ORIGINAL = Wording("由企业出示的原始凭证", "the enterprise's own records")


class SheetRow(Face):
    """One declared value to be seen on site; numbers also in their base unit (`value`, `base_unit`, `step`)."""

    code: str
    concept: str
    label: WordingFace
    entity: str
    scope: str
    period: PeriodFace | None
    year: int | None
    item: str | None
    declared: str
    unit: str | None
    value: str | None
    base_unit: str | None
    step: str | None
    evidence: WordingFace
    original: WordingFace


class SheetMatter(Face):
    """One thing to verify: a card of the review."""

    code: str
    card: str
    title: WordingFace


class Sheet(Face):
    """All of one enterprise; `conclusion` is the code of the row for what the inspection found."""

    number: int
    application: str
    applicant: str
    uscc: str | None
    conclusion: str
    rows: tuple[SheetRow, ...]
    matters: tuple[SheetMatter, ...]


class OnSiteFace(Face):
    """What `docintel sample sheets` writes beside the sheets; `population` is the hash of the population they were drawn from."""

    schema_id: Literal["docintel/onsite/1"] = "docintel/onsite/1"
    population: str
    sheets: tuple[Sheet, ...]

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


def sheets_of(sample: Sample, reviews: Iterable[Mapping[str, Any]], kinds: Mapping[str, DocumentKind], most: int = MOST_ROWS) -> OnSiteFace:
    """A sheet for every drawn enterprise in the order drawn; one without a Review has only what is written by hand."""
    wanted = {one.id for one in sample.chosen}
    kept = {name: review for review in reviews for name in _names(review) if name in wanted}
    codes = _Codes()
    sheets = [_sheet(one.place, one.id, one.name, kept.get(one.id), kinds, codes, most) for one in sample.chosen]
    return OnSiteFace(population=sample.population, sheets=tuple(sheets))


def _names(review: Mapping[str, Any]) -> tuple[str, ...]:
    application = review["application"]
    return tuple(str(name) for name in (application["id"], application["uscc"], application["folder"]) if name)


class _Codes:
    """Codes of rows, each given once in a spot check."""

    __slots__ = ("given",)

    def __init__(self) -> None:
        self.given: set[str] = set()

    def code(self, *names: object) -> str:
        """The code of a row, from what it is about; another one where it is taken."""
        for salt in range(1000):
            digest = hashlib.sha256("\x1f".join(map(str, (salt, *names))).encode("utf-8", "replace")).digest()
            letters = "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:CODE])
            code = letters + check_letter(letters)
            if code not in self.given:
                self.given.add(code)
                return code
        raise ValueError(f"no code left for {names}")


def check_letter(letters: str) -> str:
    """The letter that tells a misread code: places weigh 1, 2, 3 ... modulo 31."""
    return LETTERS[sum(place * LETTERS.index(letter) for place, letter in enumerate(letters, start=1)) % len(LETTERS)]


def is_code(text: str) -> bool:
    """Whether this is a row's code with its letter of check."""
    return len(text) == CODE + 1 and set(text) <= set(LETTERS) and check_letter(text[:CODE]) == text[CODE]


def _sheet(
    number: int, name: str, called: str, review: Mapping[str, Any] | None, kinds: Mapping[str, DocumentKind], codes: _Codes, most: int
) -> Sheet:
    conclusion = codes.code(name, "conclusion")
    if review is None:
        return Sheet(number=number, application=name, applicant=called, uscc=None, conclusion=conclusion, rows=(), matters=())
    application = review["application"]
    matters = tuple(
        SheetMatter(code=codes.code(name, card["key"]), card=str(card["key"]), title=_masked_wording(card["title"]))
        for card in review["cards"]
    )
    rows = tuple(_row(name, cells, review, kinds, codes) for cells in _chosen(review, most))
    return Sheet(
        number=number,
        application=name,
        applicant=str(application["name"]),
        uscc=application["uscc"],
        conclusion=conclusion,
        rows=rows,
        matters=matters,
    )


Cells = list[Mapping[str, Any]]


def _chosen(review: Mapping[str, Any], most: int) -> Iterator[Cells]:
    """The matrix's cells of each declared value that can be seen on site, in the order of the form; those of cards stay first, then of conditions."""
    by_place: dict[tuple[str, int | None, str | None], Cells] = {}
    for cell in review["matrix"]:
        if cell["declared"] is not None and cell["concept"] not in CONTACTS:
            by_place.setdefault((cell["concept"], cell["year"], cell.get("item")), []).append(cell)
    carded, judged = _carded(review), _judged(review)
    ranks = {place: _rank(cells, carded, judged) for place, cells in by_place.items()}
    kept = {place for place in sorted(ranks, key=lambda place: ranks[place])[:most] if ranks[place] < FORM_ONLY}
    yield from (cells for place, cells in by_place.items() if place in kept)


def _rank(cells: Cells, carded: set[str], judged: set[str]) -> int:
    """0 for what a card doubts, 1 for what a condition uses, 2 for what some evidence speaks of, 3 for what only the form says."""
    for rank, used in enumerate((carded, judged)):
        if any(cell["declared"] in used or cell["evidenced"] in used for cell in cells):
            return rank
    is_proven = any(cell["kind"] != FORM and (cell["evidenced"] is not None or cell["outcome"] == "not_found") for cell in cells)
    return FORM_ONLY - is_proven


def _carded(review: Mapping[str, Any]) -> set[str]:
    """The facts that findings on cards name."""
    keys = {key for card in review["cards"] for key in card["findings"]}
    return {one["fact"] for finding in review["findings"] if finding["key"] in keys for one in finding["operands"]}


def _judged(review: Mapping[str, Any]) -> set[str]:
    """The facts that conditions were judged by."""
    looks = (verdict[look]["trace"] for verdict in review["verdicts"] for look in ("declared", "evidenced"))
    return {fact for trace in looks for fact in _traced(trace)}


def _traced(trace: Mapping[str, Any] | None) -> Iterator[str]:
    if trace is not None:
        yield from trace.get("facts") or ()
        for step in trace.get("steps") or ():
            yield from _traced(step)


def _row(name: str, cells: Cells, review: Mapping[str, Any], kinds: Mapping[str, DocumentKind], codes: _Codes) -> SheetRow:
    facts = {fact["id"]: fact for fact in review["facts"]}
    declared = facts[cells[0]["declared"]]
    proofs = sorted((cell for cell in cells if cell["kind"] != FORM), key=lambda cell: cell["evidenced"] is None)
    proof = facts.get(proofs[0]["evidenced"] or "") if proofs else None
    concept, year, item = cells[0]["concept"], cells[0]["year"], cells[0].get("item")
    is_number = declared["unit"] is not None
    return SheetRow(
        code=codes.code(name, concept, year, item),
        concept=concept,
        label=WordingFace.model_validate(cells[0]["label"]),
        entity=declared["entity"],
        scope=declared["scope"],
        period=None if declared["period"] is None else PeriodFace.model_validate(declared["period"]),
        year=year,
        item=item,
        declared=declared["printed"] if is_number else masked(declared["printed"]),
        unit=(declared["printed_unit"] or _own_unit(declared["unit"])) if is_number else None,
        value=declared["value"] if is_number else None,
        base_unit=declared["unit"],
        step=declared.get("step"),
        evidence=_place(proof, review),
        original=_original(proofs, kinds),
    )


def _own_unit(unit: str) -> str | None:
    """How a base unit is printed."""
    return next((printed for printed, (base, factor) in PRINTED_UNITS.items() if base == unit and factor == 1), None)


def _place(proof: Mapping[str, Any] | None, review: Mapping[str, Any]) -> WordingFace:
    """The file and the page or cell of the evidence."""
    if proof is None:
        return WordingFace(zh="未见佐证材料", en="no evidence was found")
    source = proof["source"]
    file = next((one["file"] for one in review["documents"] if one["sha256"] == source.get("document")), "")
    zh, en = masked(file), masked(file)
    if source.get("page") is not None:
        return WordingFace(zh=f"{zh} 第{source['page']}页", en=f"{en} page {source['page']}")
    spot = source.get("cell") or source.get("field") or ""
    return WordingFace(zh=f"{zh} {spot}".strip() or "—", en=f"{en} {spot}".strip() or "—")


def _original(proofs: Cells, kinds: Mapping[str, DocumentKind]) -> WordingFace:
    kind = kinds.get(proofs[0]["kind"]) if proofs else None
    if kind is None:
        return WordingFace(zh=UNKNOWN_ORIGINAL.zh, en=UNKNOWN_ORIGINAL.en)
    return WordingFace(zh=f"{kind.label.zh}（原件）", en=f"{kind.label.en} (original)")


def _masked_wording(title: Mapping[str, str]) -> WordingFace:
    return WordingFace(zh=masked(title["zh"]), en=masked(title["en"]))
