"""What a pack's rules come upon on a page, told rule by rule: what counts, what was passed over and why, and which print on the page is nearest."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.document import Table
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.packs import Packs
from docintel.domain.wording import Wording
from docintel.extract.attempts import Attempt
from docintel.extract.attempts import Candidate
from docintel.extract.grid import within
from docintel.extract.labels import Labels
from docintel.extract.reading import Choice
from docintel.extract.reading import attempts
from docintel.extract.reading import chosen
from docintel.extract.sheet import Sheet
from docintel.extract.sheet import sheet_of
from docintel.extract.trying_pages import PAGE_READERS
from docintel.extract.trying_pages import Place
from docintel.extract.trying_pages import place_of
from docintel.extract.unread import Seen
from docintel.extract.unread import is_to_be_read
from docintel.extract.unread import told_of
from docintel.extract.unread import unread_table
from docintel.extract.unread import why_unread
from docintel.text.normal import squeezed

NEAR = 50.0  # likeness in percent from which a print is worth showing


@dataclass(frozen=True, slots=True)
class Tried:
    """One rule over one page: the candidates that count, those passed over, and where it found no label the nearest print with its likeness.

    `remarks` are what a reader of whole pages has to say of the page.
    """

    number: int
    rule: FactRule
    counted: tuple[Candidate, ...]
    passed: tuple[Candidate, ...]
    nearest: tuple[str, int] | None
    remarks: tuple[Wording, ...] = ()


def try_kind(kind: DocumentKind, packs: Packs, page: Page, parts: tuple[PagePart, ...] = ()) -> tuple[Tried, ...]:
    """Every rule of a kind over a page; readers of whole pages see the part of the kind, where one of `parts` is."""
    sheet = sheet_of(kind, packs.taxonomy, page.blocks)
    made = attempts(sheet, lists=True)
    choices = chosen(made)
    by_number = {attempt.number: attempt for attempt in made}
    place = place_of(kind, packs, page, parts)
    return tuple(
        _tried_whole(number, rule, place) if rule.reader in PAGE_READERS else _tried(number, rule, by_number.get(number), choices, sheet)
        for number, rule in enumerate(kind.facts)
    )


def tables_unread(
    tried: tuple[Tried, ...], kind: DocumentKind, packs: Packs, page: Page, parts: tuple[PagePart, ...] = ()
) -> list[Wording]:
    """The tables with figures on a page of which no rule of the kind read anything, each with the reason; on this page alone."""
    spans = [span for one in tried for candidate in one.counted for span in candidate.spans]
    tables = (block for block in place_of(kind, packs, page, parts).blocks if isinstance(block, Table)) if is_to_be_read(kind) else ()
    seen = [Seen(kind, page.number, table) for table in tables if not within(spans, table)]
    labels = Labels(packs.taxonomy)
    return [told_of(kind, unread_table(one, labels), why) for one in seen if (why := why_unread(one, labels)) is not None]


def _tried_whole(number: int, rule: FactRule, place: Place) -> Tried:
    found = PAGE_READERS[rule.reader](place, rule)
    return Tried(number, rule, found.counted, found.passed, None, found.remarks)


def _tried(number: int, rule: FactRule, attempt: Attempt | None, choices: tuple[Choice, ...], sheet: Sheet) -> Tried:
    candidates = attempt.candidates if attempt is not None else ()
    counted = tuple(choice.candidate for choice in choices if choice.number == number)
    passed = tuple(one for one in candidates if one not in counted)
    nearest = None if candidates else _nearest(rule, sheet)
    return Tried(number, rule, counted, passed, nearest)


def _nearest(rule: FactRule, sheet: Sheet) -> tuple[str, int] | None:
    """The print that is most like one of the rule's labels."""
    wanted = [squeezed(label) for label in (*rule.labels, *(header for column in rule.columns for header in column.headers))]
    prints = {text for strip in sheet.strips for text in _prints(strip.text, max(map(len, wanted), default=0))}
    scored = sorted(((fuzz.ratio(label, text), text) for label in wanted for text in prints), reverse=True)
    return (scored[0][1], round(scored[0][0])) if scored and scored[0][0] >= NEAR else None


def _prints(text: str, length: int) -> list[str]:
    """Pieces of a line that could be a label: as long as the longest one, from every character on."""
    return [text[start : start + length] for start in range(max(1, len(text) - length + 1))] if length else []
