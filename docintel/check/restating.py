"""What the notes of a later report say of the figures it restates: which lines, of which year, and which they leave alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator

from docintel.check.dossier import Dossier
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.source import Method
from docintel.text.misreading import is_misread_word
from docintel.text.normal import squeezed

NOTE = "restatement_note"
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
BEFORE = re.compile(r"上年|上期|上一年|前期|以前年度|比较|可比期间|年初|期初")
UNTOUCHED = re.compile(r"(?:没有|无|未产生|不产生|未)[^,。;]{0,4}影响|不影响|不变|未变")
CLAUSE = re.compile(
    r"(?:(?!对[^对,，。；;:：]*影响)[^,，。；;:：])+|对[^对,，。；;:：]*影响"
)  # what follows 对 is a clause of its own, whether or not a comma was read before it
SHORTEST = 4  # letters of a line's name that one misread leaves recognisable


def explanation(dossier: Dossier, concept: str, year: int, later: Fact, concepts: Iterable[str]) -> Fact | None:
    """The note of the later figure's report that explains why the year's figure was changed.

    A note that names lines explains those it names and no others; lines that it says to be unaffected are not explained by it. One that names
    no line at all (a business combination under common control) explains all of them. `concepts` are the lines that a note may name.
    """
    known = tuple(concepts)
    return next((note for note in _notes(dossier, later) if _speaks_of(note, year) and _explains(dossier, note, concept, known)), None)


def _notes(dossier: Dossier, later: Fact) -> Iterator[Fact]:
    yield from (fact for fact in dossier.facts.of(NOTE) if fact.source.document == later.source.document and _text(fact))


def _text(fact: Fact) -> str:
    return squeezed(fact.value.text) if isinstance(fact.value, Text) else ""


def _speaks_of(note: Fact, year: int) -> bool:
    """Whether a note names the year, or an earlier time without saying which."""
    text = _text(note)
    return str(year) in YEAR.findall(text) or BEFORE.search(text) is not None


def _explains(dossier: Dossier, note: Fact, concept: str, concepts: tuple[str, ...]) -> bool:
    clauses = CLAUSE.findall(_text(note))
    seen = note.source.method is Method.OCR
    changed = {one for clause in clauses if UNTOUCHED.search(clause) is None for one in _named(dossier, clause, concepts, seen=seen)}
    untouched = {one for clause in clauses if UNTOUCHED.search(clause) is not None for one in _named(dossier, clause, concepts, seen=seen)}
    return concept in changed or (not changed and concept not in untouched)


def _named(dossier: Dossier, clause: str, concepts: tuple[str, ...], *, seen: bool) -> Iterator[str]:
    """The lines that a clause names; the longest name at a place counts (主营业务收入 is no 营业务收入). One letter of what was `seen` may be misread."""
    names = {squeezed(name): one for one in concepts for name in (dossier.taxonomy.label(one).zh, *dossier.taxonomy[one].aliases)}
    rest = clause
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1 and name in rest:
            rest = rest.replace(name, "|")
            yield names[name]
    for name in names if seen else ():
        if len(name) >= SHORTEST and any(is_misread_word(rest[at : at + len(name)], name) for at in range(len(rest))):
            yield names[name]
