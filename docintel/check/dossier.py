"""Everything a check may look at, as one value, and the questions checks ask of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache

from docintel.domain.concept import Taxonomy
from docintel.domain.document import Document
from docintel.domain.evidence import ranked_evidence
from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Fact
from docintel.domain.fact import Facts
from docintel.domain.fact import Text
from docintel.domain.kind import DocumentKind
from docintel.domain.programme import CheckKind
from docintel.domain.programme import CheckRule
from docintel.domain.programme import FormField
from docintel.domain.programme import Programme
from docintel.domain.review import Application
from docintel.text.likeness import compare_names
from docintel.text.names import NameMatch

FORM_KIND = "application_form"


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

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", _names(self))

    def rules(self, kind: CheckKind) -> tuple[CheckRule, ...]:
        """The programme's checks of one kind, in catalogue order."""
        return tuple(rule for rule in self.programme.checks if rule.kind is kind)

    def field(self, concept: str) -> FormField | None:
        """The form's first field of a concept."""
        return next((field for field in self.programme.fields if field.concept == concept), None)

    def declared(self, concept: str, year: int | None = None) -> tuple[Fact, ...]:
        """Every value the online form gives for a concept, of one year where it is named, in the order of the form."""
        return tuple(fact for fact in self.facts.of(concept, year=year) if fact.is_declared)

    def copied(self, concept: str, year: int | None = None) -> tuple[Fact, ...]:
        """The same in the printed copy of the form."""
        return tuple(fact for fact in self.facts.of(concept, year=year) if fact.kind == FORM_KIND and not fact.is_declared)

    def is_own(self, entity: str) -> bool:
        """Whether a document's enterprise may be the applicant."""
        return not entity or not self.names or any(_match(name, entity) is not NameMatch.DIFFERENT for name in self.names)

    def evidence(self, concept: str, year: int | None, kinds: tuple[str, ...] = ()) -> tuple[Fact, ...]:
        """All evidence about the applicant, best first, absences included."""
        found = ranked_evidence(self.facts, self.programme, concept, year)
        return tuple(fact for fact in found if (not kinds or fact.kind in kinds) and self.is_own(fact.entity))

    def best(self, concept: str, year: int | None, kinds: tuple[str, ...] = ()) -> Fact | None:
        """The evidence that counts: the best that holds a value, else an unreadable one, else None."""
        found = self.evidence(concept, year, kinds)
        readable = next((fact for fact in found if not isinstance(fact.value, Absence)), None)
        return readable or next((fact for fact in found if is_unreadable(fact)), None)

    def file(self, sha256: str) -> str | None:
        """What a document is called, None where it is not among the documents."""
        return next((document.file for document in self.documents if document.sha256 == sha256), None)


def _names(dossier: Dossier) -> tuple[str, ...]:
    """The names the applicant states; where it states none, the enterprise that most of its documents are about."""
    stated = [*dossier.declared("enterprise_name"), *dossier.facts.evidenced("enterprise_name", kinds=("business_licence",))]
    texts = [fact.value.text for fact in stated if isinstance(fact.value, Text)]
    if dossier.application.name != dossier.application.folder:
        texts.append(dossier.application.name)
    if texts:
        return tuple(dict.fromkeys(texts))
    entities = Counter(fact.entity for fact in dossier.facts if fact.entity)
    return tuple(entity for entity, _ in entities.most_common(1))


@lru_cache(maxsize=4096)
def _match(one: str, two: str) -> NameMatch:
    return compare_names(one, two)


def is_unreadable(fact: Fact) -> bool:
    """Whether something stands there that could not be read."""
    return isinstance(fact.value, Absence) and fact.value.absence is AbsenceReason.UNREADABLE


def is_doubtful(fact: Fact) -> bool:
    """Whether the reading itself is in doubt: such a fact accuses nobody alone."""
    return bool(fact.source.doubts)
