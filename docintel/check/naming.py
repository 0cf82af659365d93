"""A file that is named for one kind or year and holds another: attached by mistake, or a paper that is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping

from docintel.check.dossier import Dossier
from docintel.check.making import Seen
from docintel.check.making import finding
from docintel.check.making import support
from docintel.domain.document import Document
from docintel.domain.document import Section
from docintel.domain.finding import Finding
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.kind import DocumentKind
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording
from docintel.text.normal import squeezed

CLEAR = 0.8  # how sure a section must be to speak against a name
MOSTLY = 0.5  # the share of a file's pages that must be of the other kind
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


def named(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Every file that clearly names one kind holds pages of it, of the year it names; names that say several things say nothing."""
    for document in dossier.documents:
        kind = _named_kind(document.file, dossier.kinds)
        if kind is None or not document.sections:
            continue
        seen = _other_kind(dossier, document, kind) or _other_year(dossier, document, kind)
        if seen is not None:
            yield finding(dossier, rule, seen)


def _named_kind(file: str, kinds: Mapping[str, DocumentKind]) -> DocumentKind | None:
    """The one kind that a file is named for; of names within each other the longest counts."""
    name = squeezed(file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0])
    met = {word: kind for kind in kinds.values() for word in kind.names if word in name}
    longest = {kind.id: kind for word, kind in met.items() if not any(word != other and word in other for other in met)}
    return next(iter(longest.values())) if len(longest) == 1 else None


def _other_kind(dossier: Dossier, document: Document, kind: DocumentKind) -> Seen | None:
    """The pages are surely of kinds that files are named for, and none is of the named one."""
    if any(section.kind == kind.id for section in document.sections):
        return None
    clear = [section for section in document.sections if section.confidence >= CLEAR and dossier.kinds[section.kind].names]
    held = {page for section in clear for page in _pages(section)}
    if not clear or len(held) < MOSTLY * document.pages:
        return None
    found = [dossier.kinds[name].label for name in dict.fromkeys(section.kind for section in clear)]
    zh, en = "、".join(label.zh for label in found), ", ".join(label.en for label in found)
    pages = _printed(held)
    wording = Wording(
        f"文件“{document.file}”按名称是{kind.label.zh}，而第{pages}页的内容是{zh}，其中未见{kind.label.zh}。请核实是否放错或漏交。",
        f"The file “{document.file}” is named as {kind.label.en}, but page {pages} is {en} and no page is what the name says. "
        "Check whether the wrong file was attached.",
    )
    return Seen(f"file/{document.file}", Outcome.NEEDS_CHECK, wording, _proof(dossier, document, clear))


def _other_year(dossier: Dossier, document: Document, kind: DocumentKind) -> Seen | None:
    """The name gives one year, and everything dated in the file is of one other year."""
    said = set(map(int, _YEAR.findall(document.file.replace("\\", "/").rpartition("/")[2])))
    dated = [section for section in document.sections if section.year is not None and section.confidence >= CLEAR]
    own = [section for section in dated if section.kind == kind.id]
    years = {section.year for section in dated if section.year is not None}
    if len(said) != 1 or not own or len(years) != 1 or years == said:
        return None
    (year,), (printed,) = said, years
    pages = _printed(page for section in own for page in _pages(section))
    wording = Wording(
        f"文件“{document.file}”按名称是{year}年的{kind.label.zh}，而第{pages}页所载是{printed}年的。请核实年度是否放错。",
        f"The file “{document.file}” is named for {year}, but page {pages} is of {printed}. Check whether the wrong year was attached.",
    )
    return Seen(f"file/{document.file}", Outcome.NEEDS_CHECK, wording, _proof(dossier, document, own))


def _proof(dossier: Dossier, document: Document, sections: Iterable[Section]) -> tuple[Operand, ...]:
    """The first fact read on the pages in question, so that they can be looked at."""
    pages = {(section.kind, page) for section in sections for page in _pages(section)}
    facts = (fact for fact in dossier.facts.of_document(document.sha256) if (fact.kind, fact.source.page) in pages)
    return support(*(fact for _, fact in zip(range(1), facts, strict=False)))


def _pages(section: Section) -> range:
    return range(section.pages[0], section.pages[1] + 1)


def _printed(pages: Iterable[int]) -> str:
    """`3`, `3-5`."""
    numbers = sorted(pages)
    return str(numbers[0]) if numbers[0] == numbers[-1] else f"{numbers[0]}-{numbers[-1]}"
