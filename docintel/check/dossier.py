"""Everything a check may look at, as one value, and the questions checks ask of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from functools import lru_cache

from docintel.domain.concept import Taxonomy
from docintel.domain.document import Document
from docintel.domain.evidence import corroborating
from docintel.domain.evidence import ranked_evidence
from docintel.domain.fact import HELD
from docintel.domain.fact import Absence
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Identifier
from docintel.domain.fact import Text
from docintel.domain.fact import is_unreadable as holds_unreadable
from docintel.domain.kind import DocumentKind
from docintel.domain.programme import CheckKind
from docintel.domain.programme import CheckRule
from docintel.domain.programme import FormField
from docintel.domain.programme import Programme
from docintel.domain.renaming import Renaming
from docintel.domain.renaming import renamings
from docintel.domain.review import Application
from docintel.text.likeness import compare_names
from docintel.text.names import NameMatch

FORM_KIND = "application_form"
Column = tuple[str, str, str, int]  # document, kind, scope, year


@dataclass(frozen=True, slots=True)
class Dossier:
    """One application with its facts and documents, and the programme it is held against."""

    programme: Programme
    application: Application
    facts: Facts
    documents: tuple[Document, ...]
    taxonomy: Taxonomy
    kinds: Mapping[str, DocumentKind] = field(default_factory=dict)
    names: tuple[str, ...] = field(init=False)  # what the applicant goes by: on the form, on the licence, in the submission
    codes: frozenset[str] = field(init=False)  # its credit codes, as far as their check digits hold
    renamings: tuple[Renaming, ...] = field(init=False)  # changes of its name on record
    columns: Mapping[str, Mapping[Column, Mapping[str, Fact]]] = field(init=False, repr=False)  # the applicant's, by kind of paper
    _fields: Mapping[str | None, tuple[FormField, ...]] = field(init=False, repr=False)
    _owned: Mapping[str, bool] = field(init=False, repr=False)  # of every enterprise that facts are about

    def __post_init__(self) -> None:
        object.__setattr__(self, "_fields", _by_concept(self.programme.fields))
        object.__setattr__(self, "names", _names(self))
        object.__setattr__(self, "codes", _codes(self))
        object.__setattr__(self, "renamings", _renamings(self))
        object.__setattr__(self, "_owned", {entity: _is_own(self, entity) for entity in {fact.entity for fact in self.facts}})
        object.__setattr__(self, "columns", _columns(self))

    def rules(self, kind: CheckKind) -> tuple[CheckRule, ...]:
        """The programme's checks of one kind, in catalogue order."""
        return tuple(rule for rule in self.programme.checks if rule.kind is kind)

    def field(self, concept: str) -> FormField | None:
        """The form's first field of a concept."""
        return next(iter(self.fields(concept)), None)

    def fields(self, concept: str | None) -> tuple[FormField, ...]:
        """The form's fields of a concept, in order."""
        return self._fields.get(concept, ())

    def declared(self, concept: str, year: int | None = None) -> tuple[Fact, ...]:
        """Every value the online form gives for a concept, of one year where it is named, in the order of the form."""
        return tuple(fact for fact in self.facts.of(concept, year=year) if fact.is_declared)

    def copied(self, concept: str, year: int | None = None) -> tuple[Fact, ...]:
        """The same in the printed copy of the form."""
        return tuple(fact for fact in self.facts.of(concept, year=year) if fact.kind == FORM_KIND and not fact.is_declared)

    def is_own(self, entity: str) -> bool:
        """Whether a document's enterprise may be the applicant, under its present name or a former one on record."""
        known = self._owned.get(entity)
        return _is_own(self, entity) if known is None else known

    def evidence(self, concept: str, year: int | None, kinds: tuple[str, ...] = ()) -> tuple[Fact, ...]:
        """All evidence about the applicant, best first, absences included; where kinds are named, also what only corroborates."""
        found = ranked_evidence(self.facts, self.programme, concept, year)
        found += corroborating(self.facts, self.programme, concept, year) if kinds else ()
        return tuple(fact for fact in found if (not kinds or fact.kind in kinds) and self.is_own(fact.entity))

    def best(self, concept: str, year: int | None, kinds: tuple[str, ...] = ()) -> Fact | None:
        """The evidence that counts: the best that holds a value, else an unreadable one, else None."""
        found = self.evidence(concept, year, kinds)
        readable = next((fact for fact in found if not isinstance(fact.value, Absence)), None)
        return readable or next((fact for fact in found if is_unreadable(fact)), None)

    def file(self, sha256: str) -> str | None:
        """What a document is called, None where it is not among the documents."""
        return next((document.file for document in self.documents if document.sha256 == sha256), None)


def _is_own(dossier: Dossier, entity: str) -> bool:
    if not entity or not dossier.names or any(match_names(name, entity) is not NameMatch.DIFFERENT for name in dossier.names):
        return True
    return any(match_names(one.before, entity) is NameMatch.SAME for one in dossier.renamings)


def column_of(fact: Fact, year: int) -> Column:
    """The column that a figure of a year stands in."""
    return (fact.source.document, fact.kind, fact.scope.value, year)


def _columns(dossier: Dossier) -> dict[str, dict[Column, dict[str, Fact]]]:
    """Line by concept for every column of papers about the applicant; of two rows of one concept the first counts."""
    found: dict[str, dict[Column, dict[str, Fact]]] = {}
    for fact in dossier.facts:
        year = fact.year
        if year is not None and fact.concept is not None and dossier.is_own(fact.entity):
            found.setdefault(fact.kind, {}).setdefault(column_of(fact, year), {}).setdefault(fact.concept, fact)
    return found


def _by_concept(fields: tuple[FormField, ...]) -> dict[str | None, tuple[FormField, ...]]:
    found: dict[str | None, tuple[FormField, ...]] = {}
    for one in fields:
        found[one.concept] = (*found.get(one.concept, ()), one)
    return found


def _names(dossier: Dossier) -> tuple[str, ...]:
    """The names the applicant states; where it states none, the enterprise that most of its documents are about."""
    stated = [*dossier.declared("enterprise_name"), *dossier.facts.evidenced("enterprise_name", kinds=("business_licence",))]
    texts = [fact.value.text for fact in stated if isinstance(fact.value, Text)]
    if dossier.application.name != dossier.application.folder:
        texts.append(dossier.application.name)
    if texts:
        return tuple(dict.fromkeys(texts))
    entities = Counter(fact.entity for fact in dossier.facts if fact.entity and HELD not in (fact.item or ""))
    return tuple(entity for entity, _ in entities.most_common(1))


def _codes(dossier: Dossier) -> frozenset[str]:
    stated = [*dossier.declared("uscc"), *dossier.facts.evidenced("uscc", kinds=("business_licence",))]
    found = {fact.value.code for fact in stated if isinstance(fact.value, Identifier) and fact.value.valid}
    return frozenset(found or {code for code in (dossier.application.uscc,) if code})


def _renamings(dossier: Dossier) -> tuple[Renaming, ...]:
    """Changes of the applicant's own name: its report bears its present name, or its code, and the chain of names ends there."""
    found = renamings(dossier.facts)
    own = {fact.source.document for fact in dossier.facts.of("uscc") if _is_coded(fact, dossier.codes)}
    names = {*dossier.names}
    kept = []
    for one in sorted(found, key=lambda one: one.day or date.min, reverse=True):
        told = (name for name in (one.entity, one.after) if name)
        if one.record.source.document in own or any(match_names(name, known) is NameMatch.SAME for name in told for known in names):
            names.add(one.before)
            kept.append(one)
    return tuple(kept)


def _is_coded(fact: Fact, codes: frozenset[str]) -> bool:
    return isinstance(fact.value, Identifier) and fact.value.code in codes and not fact.is_declared


@lru_cache(maxsize=4096)
def match_names(one: str, two: str) -> NameMatch:
    """What two names alone say of each other."""
    return compare_names(one, two)


def is_unreadable(fact: Fact) -> bool:
    """Whether something stands there that could not be read."""
    return holds_unreadable(fact.value)


def is_doubtful(fact: Fact) -> bool:
    """Whether the reading itself is in doubt: such a fact accuses nobody alone."""
    return bool(fact.source.doubts)
