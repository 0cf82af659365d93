"""The form's list of attachments against the files: what is missing, what is not listed, what is called otherwise, how many pages it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docintel.check.dossier import FORM_KIND
from docintel.check.dossier import Dossier
from docintel.check.facing import ListRow
from docintel.check.facing import is_filled
from docintel.check.facing import list_rows
from docintel.check.facing import listed
from docintel.check.making import Seen
from docintel.check.making import finding
from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.domain.fact import Fact
from docintel.domain.fact import Text
from docintel.domain.finding import Finding
from docintel.domain.finding import Operand
from docintel.domain.finding import Outcome
from docintel.domain.finding import Role
from docintel.domain.programme import CheckRule
from docintel.domain.wording import Wording
from docintel.text.normal import squeezed

NAME, PAGES = "attachment_name", "attachment_pages"
_NUMBER = re.compile(r"[1-9]\d*")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_PAPER = re.compile(
    r"[((][^()]*(?:份|页|扫描|复印|副本|盖章)[^()]*[))]|复印件|扫描件|副本|原件|证明材料|材料|文件|企业|公司|本|的|及|和|与|、|年度|年|\d+|[\s._\-—:;,()\[\]“”\"']"
)
NEAR = 0.75  # of the characters of the shorter name stand in the longer one too


@dataclass
class _Listed:
    """A row of the list with the files that may be it, by name and by what they hold."""

    row: ListRow
    by_name: tuple[Document, ...]
    by_kind: tuple[Document, ...]

    @property
    def name(self) -> str:
        return _text(self.row[NAME])

    @cached_property
    def files(self) -> tuple[Document, ...]:
        """The files that are it."""
        return self.by_name or self.by_kind


def attached(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Every listed attachment is among the files, with as many pages as the list says; without a list nothing is said."""
    found = _listing(dossier)
    unread = any(document.status is ReadStatus.UNREADABLE for document in dossier.documents)
    for one in found:
        if not one.files:
            yield finding(dossier, rule, _missing(one, certain=not unread))
        elif (seen := _pages(one)) is not None:
            yield finding(dossier, rule, seen)


def attached_otherwise(dossier: Dossier, rule: CheckRule) -> Iterator[Finding]:
    """Every file is on the list, under the name that it has there."""
    found = _listing(dossier)
    if not found:
        return
    for one in found:
        if not one.by_name and len(one.by_kind) == 1:
            yield finding(dossier, rule, _renamed(one))
    met = {document.sha256 for one in found for document in (*one.by_name, *one.by_kind)}
    extra = [document for document in _attachments(dossier) if document.sha256 not in met]
    if extra:
        names = [f"“{document.file}”" for document in extra]
        wording = Wording(
            f"附件清单未列出所交的{len(extra)}个文件：{'、'.join(names)}。",
            f"{len(extra)} files are not on the list of attachments: {', '.join(names)}.",
        )
        yield finding(dossier, rule, Seen("extra", Outcome.NEEDS_CHECK, wording, _shown(found[:1])))


def _listing(dossier: Dossier) -> tuple[_Listed, ...]:
    """The rows of the list on either copy of the form, each once."""
    field = next((field for field in dossier.programme.fields if any(part.concept == NAME for part in field.parts)), None)
    if field is None:
        return ()
    rows = [ours or theirs for ours, theirs in listed(dossier, field)]
    if not list_rows(dossier, field, online=True):
        rows = list(list_rows(dossier, field, online=False))
    files = _attachments(dossier)
    named = [row for row in rows if row is not None and is_filled(row.get(NAME))]
    return tuple(_Listed(row, _by_name(row, files), _by_kind(dossier, row, files)) for row in named)


def _attachments(dossier: Dossier) -> tuple[Document, ...]:
    """The files that are no copy of the form."""
    forms = {fact.source.document for fact in dossier.facts if fact.is_declared}
    return tuple(
        document
        for document in dossier.documents
        if document.sha256 not in forms and not (document.sections and all(one.kind == FORM_KIND for one in document.sections))
    )


def _by_name(row: ListRow, files: tuple[Document, ...]) -> tuple[Document, ...]:
    """Files that are called as the list says, of the year that it says."""
    name = _text(row[NAME])
    return tuple(document for document in files if _is_year(name, _stem(document.file)) and _is_called(name, _stem(document.file)))


def _is_called(name: str, file: str) -> bool:
    one, two = _core(name), _core(file)
    if not one or not two:
        return False
    short, long = sorted((one, two), key=len)
    return short in long or (len(short) >= 3 and sum(char in long for char in short) / len(short) >= NEAR and len(long) <= 2 * len(short))


def _is_year(name: str, file: str) -> bool:
    """Years and numbers that both name are the same."""
    years = set(_YEAR.findall(name)), set(_YEAR.findall(file))
    if years[0] and years[1]:
        return bool(years[0] & years[1])
    numbers = [_NUMBER.findall(_YEAR.sub("", re.sub(r"[((][^()]*页[^()]*[))]", "", text))) for text in (name, file)]
    return not (numbers[0] and numbers[1]) or numbers[0][-1] == numbers[1][-1]


def _by_kind(dossier: Dossier, row: ListRow, files: tuple[Document, ...]) -> tuple[Document, ...]:
    """Files that hold pages of the kind that the list names, of the year that it names."""
    name = squeezed(_text(row[NAME]))
    met = {word: kind.id for kind in dossier.kinds.values() for word in (*kind.names, squeezed(kind.label.zh)) if word in name}
    longest = {kind for word, kind in met.items() if not any(word != other and word in other for other in met)}
    years = set(map(int, _YEAR.findall(name)))
    return tuple(document for document in files if _holds(document, longest, years))


def _holds(document: Document, kinds: set[str], years: set[int]) -> bool:
    if not any(section.kind in kinds for section in document.sections):
        return False
    told = set(map(int, _YEAR.findall(document.file))) or {section.year for section in document.sections if section.year is not None}
    return not years or not told or bool(years & told)


def _stem(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]


def _core(name: str) -> str:
    return _PAPER.sub("", squeezed(name))


def _text(fact: Fact) -> str:
    return fact.value.text if isinstance(fact.value, Text) else fact.source.text


def _shown(rows: tuple[_Listed, ...]) -> tuple[Operand, ...]:
    facts = [fact for one in rows for fact in one.row.values()]
    return tuple(Operand(Role.DECLARED if fact.is_declared else Role.COPY, fact) for fact in facts)


def _missing(one: _Listed, *, certain: bool) -> Seen:
    zh, en = ("", "") if certain else ("，可能在无法读取的文件中", ", perhaps it is in a file that could not be read")
    wording = Wording(
        f"附件清单所列“{one.name}”未在所交文件中找到{zh}。", f"The listed attachment “{one.name}” was not found among the files{en}."
    )
    return Seen(f"attachment/{one.name}", Outcome.MISSING, wording, _shown((one,)))


def _pages(one: _Listed) -> Seen | None:
    """Another number of pages than listed, where the attachment is one file of its own."""
    stated = _NUMBER.search(_text(one.row[PAGES])) if is_filled(one.row.get(PAGES)) else None
    if stated is None or len(one.files) != 1:
        return None
    document = one.files[0]
    if document.status is not ReadStatus.OK or document.pages in (0, int(stated[0])) or not _has_pages(document):
        return None
    wording = Wording(
        f"附件清单注明“{one.name}”{stated[0]}页，文件“{document.file}”为{document.pages}页，需核实。",
        f"The list gives “{one.name}” {stated[0]} pages; the file “{document.file}” has {document.pages}: to be checked.",
    )
    return Seen(f"attachment/{one.name}/pages", Outcome.NEEDS_CHECK, wording, _shown((one,)))


def _has_pages(document: Document) -> bool:
    """A Word file has no pages of its own, and a bundle more than its name's."""
    ending = document.file.rpartition(".")[2].lower()
    return ending in ("pdf", "ofd", "tif", "tiff", "jpg", "jpeg", "png")


def _renamed(one: _Listed) -> Seen:
    file = one.by_kind[0].file
    wording = Wording(
        f"附件清单所列“{one.name}”按内容为文件“{file}”，名称与清单不同。",
        f"The listed attachment “{one.name}” is, by what it holds, the file “{file}”, which is named otherwise.",
    )
    return Seen(f"attachment/{one.name}/name", Outcome.NEEDS_CHECK, wording, _shown((one,)))
