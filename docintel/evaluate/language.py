"""The language sets of a corpus: hand-written pages by kind, pairs of names, and sentences with figures."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docintel.domain.packs import Packs
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.evaluate.sentences import Sentence
from docintel.evaluate.sentences import SentenceScore
from docintel.evaluate.sentences import true_tuple
from docintel.evaluate.sentences import was_read
from docintel.evaluate.truth import Json
from docintel.evaluate.truth import bad_row
from docintel.evaluate.truth import read_lines
from docintel.intake import Limits
from docintel.intake import submitted_file
from docintel.review.reading import ReadFile
from docintel.review.reading import read_file
from docintel.text.likeness import name_likeness

# what the labels of pages_hand.jsonl may be called among our kinds; a label that is not here is a kind's own id
KINDS_OF: Mapping[str, tuple[str, ...]] = {
    "cash_flow": ("cash_flow_statement",),
    "income": ("income_statement",),
    "profit": ("income_statement",),
    "audit": ("audit_report",),
    "tax_clear": ("tax_payment_certificate",),
    "commitment": ("commitment_letter",),
    "patent_cert": ("patent_certificate",),
    "patent": ("patent_certificate",),
    "software": ("software_copyright",),
    "soft_cert": ("software_copyright",),
    "trademark": ("trademark_certificate",),
    "market": ("market_share_statement",),
    "iso_cert": ("system_certificate",),
    "product_cert": ("product_certificate",),
    "rd_audit": ("rd_special_audit",),
    "rd_inst": ("rd_institution_approval",),
    "institution": ("rd_institution_approval",),
    "social": ("social_insurance",),
    "statistics": ("statistics_form",),
    "form": ("application_form",),
    "application": ("application_form",),
    "financing": ("financing_agreement", "payment_proof"),
    "invest": ("financing_agreement", "payment_proof"),
    "bank": ("payment_proof",),
    "credit": ("credit_publicity_report", "credit_china_report"),
    "credit_report": ("credit_publicity_report", "credit_china_report"),
    "equity": ("equity_table", "equity_chart", "articles"),
    "license": ("business_licence",),
    "notes": ("notes", "notes_revenue", "notes_rd"),
}


@dataclass(frozen=True, slots=True)
class HandPage:
    """A hand-written page: the kinds its label stands for, and those it was read as."""

    label: str
    kinds: tuple[str, ...]
    seen: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether it was read as one of them."""
        return bool(set(self.kinds) & set(self.seen))


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair of names with what the truth and we say: whether one enterprise is meant."""

    a: str
    b: str
    kind: str
    same: bool
    seen: bool


@dataclass(frozen=True, slots=True)
class LanguageScore:
    """What the language sets say; None for a set that is not there."""

    pages: tuple[HandPage, ...] | None = None
    pairs: tuple[JudgedPair, ...] | None = None
    sentences: SentenceScore | None = None

    def pair_f1(self) -> str:
        """F1 of `the same enterprise`."""
        pairs = self.pairs or ()
        agreed = sum(1 for pair in pairs if pair.same and pair.seen)
        told = sum(1 for pair in pairs if pair.same) + sum(1 for pair in pairs if pair.seen)
        return "—" if told == 0 else f"{2 * agreed / told:.4f}"

    def to_json(self) -> dict[str, Any]:
        """The sets that are there."""
        found: dict[str, Any] = {}
        if self.pages is not None:
            wrong = [{"label": page.label, "seen": list(page.seen)} for page in self.pages if not page.right]
            found["pages"] = {"pages": len(self.pages), "right": len(self.pages) - len(wrong), "wrong": wrong}
        if self.pairs is not None:
            apart = [{"a": p.a, "b": p.b, "kind": p.kind, "same": p.same, "seen": p.seen} for p in self.pairs if p.same != p.seen]
            found["names"] = {"pairs": len(self.pairs), "f1": self.pair_f1(), "wrong": apart}
        if self.sentences is not None:
            found["sentences"] = self.sentences.to_json()
        return found

    def lines(self, language: Language) -> Iterator[str]:
        """The sets for people."""
        if self.pages is not None:
            right = sum(1 for page in self.pages if page.right)
            yield Wording(f"手写页类型正确 {right}/{len(self.pages)}", f"kinds of hand-written pages right {right}/{len(self.pages)}").said(
                language
            )
        if self.pairs is not None:
            yield Wording(
                f"企业名称对 {len(self.pairs)}：F1 {self.pair_f1()}", f"{len(self.pairs)} pairs of names: F1 {self.pair_f1()}"
            ).said(language)
        if self.sentences is not None:
            yield self.sentences.line(language)


def score_language(folder: Path, packs: Packs) -> LanguageScore:
    """Score the sets that lie in a folder."""
    pages, pairs, sentences = (folder / f"{name}.jsonl" for name in ("pages_hand", "company_pairs", "sentences"))
    return LanguageScore(
        tuple(_pages(pages, packs)) if pages.is_file() else None,
        tuple(_pairs(pairs)) if pairs.is_file() else None,
        SentenceScore(tuple(_sentences(sentences, packs))) if sentences.is_file() else None,
    )


def _rows(path: Path, keys: tuple[str, ...]) -> Iterator[Json]:
    for number, row in enumerate(read_lines(path), start=1):
        missing = [key for key in keys if key not in row]
        if missing:
            raise bad_row(path, number, KeyError(missing[0]))
        yield row


def _read_text(text: str, packs: Packs) -> ReadFile:
    """A text as if it had been handed in as a plain file."""
    with tempfile.TemporaryDirectory(prefix="docintel-") as folder:
        path = Path(folder) / "text.txt"
        path.write_text(text, encoding="utf-8")
        return read_file(submitted_file(path), packs, Limits())


def _pages(path: Path, packs: Packs) -> Iterator[HandPage]:
    for row in _rows(path, ("label", "text")):
        seen = tuple(dict.fromkeys(section.kind for section in _read_text(row["text"], packs).document.sections))
        yield HandPage(row["label"], KINDS_OF.get(row["label"], (row["label"],)), seen)


def _pairs(path: Path) -> Iterator[JudgedPair]:
    for row in _rows(path, ("a", "b", "label")):
        yield JudgedPair(row["a"], row["b"], row.get("kind", ""), row["label"] == "same", name_likeness(row["a"], row["b"]).same)


def _sentences(path: Path, packs: Packs) -> Iterator[Sentence]:
    for number, row in enumerate(_rows(path, ("text", "facts")), start=1):
        try:
            true = tuple(true_tuple(fact) for fact in row["facts"])
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            raise bad_row(path, number, error) from error
        read = _read_text(row["text"], packs)
        yield was_read(row["text"], true, read.facts, packs.taxonomy, packs.metrics)
