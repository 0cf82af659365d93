"""How a Review is told on a page in one language: values as printed, places in words, margins with their unit, calculations by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal

from docintel.domain.packs import Packs
from docintel.domain.programme import Programme
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.formula import calling
from docintel.formula import in_words
from docintel.report import words
from docintel.report.face_parts import WordingFace
from docintel.report.faces import FactFace
from docintel.report.faces import JudgementFace
from docintel.report.faces import OperandFace
from docintel.report.faces import SectionFace
from docintel.report.faces import TraceFace
from docintel.report.faces import VerdictFace
from docintel.report.html import ADDRESSES
from docintel.report.html import DIGIT_ENDS
from docintel.report.html import YEAR
from docintel.web.opened import Opened

LONGEST_NAME = 42  # characters of a file's name beside a value
FORM_KIND = "application_form"
STATUSES = ("unmet", "unknown", "manual_review", "met", "not_applicable")  # the gravest first


@dataclass(frozen=True, slots=True)
class Place:
    """An operand as shown: the part it plays, its value, and where it stands; `pictured` says that there is a page to look at."""

    fact: str
    role: str
    concept: str
    value: str
    where: str
    document: str
    page: int | None
    pictured: bool
    doubts: tuple[str, ...]
    by_person: bool
    correctable: bool


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the six: how many of its conditions hold, the gravest status, and the condition nearest to its threshold."""

    id: str
    label: str
    status: str
    met: int
    count: int
    nearest: str
    margin: str
    verdicts: tuple[VerdictFace, ...]


@dataclass(frozen=True, slots=True)
class FormWords:
    """What a form calls its fields in one language, and the concepts it asks for with theirs, each once."""

    labels: Mapping[str, str]
    concepts: tuple[tuple[str, str], ...]

    def label(self, path: str) -> str:
        """A field by its label, or that of the longest field it is a part of; its path where there is none."""
        inner = path.removeprefix("fields.")
        while inner and inner not in self.labels:
            inner = inner.rpartition(".")[0]
        return self.labels.get(inner, path)


@dataclass(slots=True)
class Forms:
    """The words of the forms of all programmes: asked for with every place on a page, so each is put together once."""

    packs: Packs
    made: dict[tuple[str, Language], FormWords] = field(default_factory=dict)

    def of(self, programme: str, language: Language) -> FormWords:
        """Those of one programme."""
        found = self.made.get((programme, language))
        if found is None:
            found = self.made[programme, language] = _form_words(self.packs, self.packs.programmes[programme], language)
        return found


def _form_words(packs: Packs, programme: Programme, language: Language) -> FormWords:
    asked = dict.fromkeys(field.concept for field in programme.fields if field.concept in packs.taxonomy)
    labels = {field.id: field.label.said(language) for field in programme.fields}
    return FormWords(labels, tuple((name, packs.taxonomy[name].label.said(language)) for name in asked))


def cell_told(cell: str, language: Language) -> str:
    """`body/t2/r13/c3` as table 2, row 13, column 3."""
    for shape, name in ADDRESSES:
        if match := shape.fullmatch(cell):
            return words.PAGE[name].said(language).format(*match.groups())
    return cell


@dataclass(frozen=True, slots=True)
class Teller:
    """One Review, told in one language."""

    opened: Opened
    forms: Forms
    language: Language

    @property
    def packs(self) -> Packs:
        """What it is told by."""
        return self.forms.packs

    @property
    def form(self) -> FormWords:
        """The words of the form of what is applied for."""
        return self.forms.of(self.opened.face.application.programme, self.language)

    @property
    def programme(self) -> Programme:
        """What is applied for."""
        return self.packs.programmes[self.opened.face.application.programme]

    def said(self, wording: Wording | WordingFace) -> str:
        """In the language."""
        return wording.zh if self.language is Language.ZH else wording.en

    def called(self, fact: FactFace) -> str:
        """The fact by its label and year."""
        label = self.said(self.packs.taxonomy.label(fact.concept, fact.label))
        return label if fact.period is None else f"{label} {fact.period.end[:4]}"

    def printed(self, fact: FactFace) -> str:
        """The value as printed, with its unit."""
        if fact.absence is not None or fact.value is None:
            return "—"
        unit, text = fact.printed_unit or "", fact.printed or fact.value
        return f"{text} {unit}" if unit and text[-1:] in DIGIT_ENDS else text

    def where(self, fact: FactFace) -> str:
        """File, page or cell, kind of document, scope."""
        document = self.opened.documents.get(fact.source.document or "")
        kind = self.said(words.PAGE["online_form"]) if fact.source.field is not None else self.kind(fact.kind)
        scope = self.said(words.SCOPE[fact.scope]) if fact.scope in words.SCOPE else ""
        return " · ".join(part for part in ("" if document is None else shortened(document.file), self.spot(fact), kind, scope) if part)

    def spot(self, fact: FactFace) -> str:
        """Page, cell or field, as a person counts them."""
        source = fact.source
        if source.page is not None:
            return self.said(words.PAGE["page"]).format(source.page)
        return self.form.label(source.field) if source.field is not None else self.address(source.cell or "")

    def address(self, cell: str) -> str:
        """`body/t2/r13/c3` as table 2, row 13, column 3."""
        return cell_told(cell, self.language)

    def kind(self, kind: str) -> str:
        """A kind of document by its label."""
        if kind == FORM_KIND:
            return self.said(words.PAGE["printed_copy"])
        known = self.packs.kinds.get(kind)
        return kind if known is None else self.said(known.label)

    def part(self, section: SectionFace) -> str:
        """A part of a file by its kind, and whose figures it has where that is the group's or the parent's."""
        scope = self.said(words.SCOPE[section.scope]) if section.scope in words.SCOPE else ""
        return " · ".join(part for part in (self.kind(section.kind), scope) if part)

    def places(self, operands: Iterable[OperandFace]) -> tuple[Place, ...]:
        """The operands of a finding."""
        return tuple(self.place(operand.fact, operand.role) for operand in operands)

    def place(self, name: str, role: str) -> Place:
        """One operand."""
        fact = self.opened.fact(name)
        source = fact.source
        return Place(
            fact=name,
            role=self.said(words.ROLE[role]),
            concept=self.called(fact),
            value=self.printed(fact),
            where=self.where(fact),
            document=source.document or "",
            page=source.page,
            pictured=source.page is not None and source.box is not None,
            doubts=source.doubts,
            by_person=source.method in {"person", "on_site"},
            correctable=fact.concept is not None and source.method != "form",
        )

    def calculation(self, trace: TraceFace, subject: str = "") -> str:
        """A worked calculation; a finding's subject names the year it is about."""
        year = YEAR.search(subject)
        last = int(year.group()) if year else self.opened.face.application.years[0]
        return self.said(in_words(trace.printed, calling(self.packs.taxonomy, last)))

    def aspects(self) -> tuple[Aspect, ...]:
        """The strip of criteria."""
        by_aspect: dict[str, list[VerdictFace]] = {}
        for verdict in self.opened.face.verdicts:
            by_aspect.setdefault(verdict.aspect, []).append(verdict)
        return tuple(
            self.aspect(aspect.id, self.said(aspect.label), by_aspect[aspect.id])
            for aspect in self.programme.aspects
            if aspect.id in by_aspect
        )

    def aspect(self, name: str, label: str, verdicts: list[VerdictFace]) -> Aspect:
        """One aspect of the strip."""
        asked = [verdict for verdict in verdicts if verdict.evidenced.status != "not_applicable"]
        statuses = [judgement.status for verdict in asked for judgement in (verdict.declared, verdict.evidenced)]
        worst = min(statuses, key=STATUSES.index, default="not_applicable")
        met = sum(verdict.evidenced.status == "met" for verdict in asked)
        return Aspect(name, label, worst, met, len(asked), *self.nearest(asked), tuple(verdicts))

    def nearest(self, verdicts: Iterable[VerdictFace]) -> tuple[str, str]:
        """The condition that lies nearest to its threshold, and its margin, so that the narrow ones are seen first."""
        told = [(abs(_relative(verdict)), verdict) for verdict in verdicts if verdict.evidenced.margin is not None]
        if not told:
            return "", ""
        verdict = min(told, key=lambda one: one[0])[1]
        return self.said(verdict.label), self.margin(verdict.evidenced)

    def margin(self, judgement: JudgementFace) -> str:
        """How far the result lies from its threshold, signed; between percentages in points."""
        if judgement.margin is None:
            return ""
        number, unit = Decimal(judgement.margin), words.MARGIN_UNITS.get(judgement.unit or "")
        if judgement.unit == "CNY" and abs(number) >= 10_000:
            return f"{_short(number / 10_000)} {self.said(Wording('万元', 'x 10,000 CNY'))}"
        return f"{_short(number)} {judgement.unit or '' if unit is None else self.said(unit)}".strip()


def shortened(file: str) -> str:
    """A long name of a file without its middle: its end tells papers apart."""
    return file if len(file) <= LONGEST_NAME else f"{file[: LONGEST_NAME // 3]}…{file[-(LONGEST_NAME - LONGEST_NAME // 3) :]}"


def _short(number: Decimal) -> str:
    rounded = f"{number.quantize(Decimal('0.01')):+,f}"
    return rounded.rstrip("0").rstrip(".") if "." in rounded else rounded


def _relative(verdict: VerdictFace) -> Decimal:
    """The margin against its threshold's size, as far as the threshold is a plain number."""
    digits = re.search(r"\d+(?:\.\d+)?", verdict.threshold or "")
    line = Decimal(digits.group()) if digits and Decimal(digits.group()) else Decimal(1)
    return Decimal(verdict.evidenced.margin or "0") / line
