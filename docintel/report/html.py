"""The HTML report: one file, no network, no script; everything read from files is escaped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined
from markupsafe import Markup

from docintel.domain.fact import Absence
from docintel.domain.fact import Fact
from docintel.domain.finding import Card
from docintel.domain.finding import Finding
from docintel.domain.finding import Operand
from docintel.domain.finding import Role
from docintel.domain.ownership import Edge
from docintel.domain.ownership import Margin
from docintel.domain.packs import Packs
from docintel.domain.programme import Programme
from docintel.domain.review import Review
from docintel.domain.source import CellPath
from docintel.domain.source import FieldPath
from docintel.domain.source import PageBox
from docintel.domain.source import Source
from docintel.domain.verdict import Judgement
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Verdict
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.ownership.flag_words import flags_told
from docintel.ownership.words import percent
from docintel.report import words
from docintel.report.calculating import calculation
from docintel.report.changes import text_changes
from docintel.report.encode import value_text
from docintel.report.grid import FORM_KIND
from docintel.report.grid import GOOD
from docintel.report.grid import SYMBOLS
from docintel.report.grid import Grid
from docintel.report.grid import Spot
from docintel.report.grid import grid_of
from docintel.report.paper import Shown
from docintel.report.penetration import penetration_svg
from docintel.report.plain import masked
from docintel.report.plain import plain
from docintel.text.difference import Piece

Crop = Callable[[str, PageBox], str | None]  # sha256 of a file and a box in it -> a data URI of the place, None where it cannot be drawn

YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
AROUND = 40  # characters of a long text shown beside a change
LONGEST = 60  # characters of a value in the grid
SETTLED = tuple(outcome.value for outcome in GOOD)
ADDRESSES = (
    (re.compile(r"body/t(\d+)/r(\d+)/c(\d+)"), "table_cell"),
    (re.compile(r"body/p(\d+)"), "paragraph"),
    (re.compile(r"line (\d+)"), "line"),
    (re.compile(r"line (\d+)/c(\d+)"), "line_column"),
)
DIGIT_ENDS = tuple("0123456789)）-")  # a print that ends otherwise has said its unit, in words or capitals


@dataclass(frozen=True, slots=True)
class Place:
    """An operand as shown: the part it plays, its value as printed, where it stands, and the picture of the place."""

    role: str
    concept: str
    value: str
    where: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class Aspect:
    """A group of criteria with how many of them hold, on declared and on evidenced values."""

    label: str
    status: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The two places of a matrix cell: what the form says and what the document says, each with its picture where it is worth one."""

    online: Place | None
    proof: Place | None


def html_report(review: Review, packs: Packs, language: Language, crop: Crop, shown: Shown = masked) -> str:
    """The whole report of one application in one language; of every text only what may be shown, contacts masked unless told otherwise."""
    writer = Writer(review, packs, language, crop)
    environment = Environment(loader=PackageLoader("docintel.report"), autoescape=True, undefined=StrictUndefined, finalize=_only(shown))
    environment.filters["said"] = writer.said
    page = environment.get_template("report.html.j2").render(
        review=review,
        lang=language.value,
        programme=writer.programme,
        word={key: writer.said(wording) for key, wording in words.PAGE.items()},
        status=writer.table(words.STATUS),
        severity=writer.table(words.SEVERITY),
        outcome=writer.table(words.OUTCOME),
        grade=writer.table(words.GRADE),
        cell=writer.table(words.MATRIX),
        read=writer.table(words.READ),
        footing=writer.table(words.FOOTING),
        agreed=writer.table(words.AGREED),
        aspects=writer.aspects(),
        grid=writer.grid(),
        symbols=SYMBOLS,
        writer=writer,
        odd=list(flags_told(review.ownership.flags, {party.id: party.name for party in review.ownership.parties})),
        chart=Markup(penetration_svg(review, language)),  # noqa: S704 - our own SVG, its texts escaped where it is drawn
        notes=writer.notes(),
        ranks={card.key: card.rank for card in review.cards},
        counts=Counter([card.severity.value for card in review.cards] + ["note"] * len(writer.notes())),
    )
    return plain(page)  # half characters could not be written at all, marks that turn the writing would be obeyed: drawings hold them too


@dataclass(frozen=True, slots=True)
class Writer:
    """Says what a review holds in one language: values as printed, places as a person finds them, pictures of places."""

    review: Review
    packs: Packs
    language: Language
    crop: Crop

    @property
    def programme(self) -> Programme:
        """The edition it was reviewed under."""
        return self.packs.programmes[self.review.application.programme]

    def said(self, wording: Wording) -> str:
        """The text in the report's language."""
        return wording.said(self.language)

    def calculation(self, trace: Trace, subject: str = "") -> str:
        """A worked calculation in the report's language; a finding's subject names the year it is about."""
        year = YEAR.search(subject)
        return self.said(calculation(trace, self.packs.taxonomy, int(year.group()) if year else self.review.application.years[0]))

    def table(self, wordings: Mapping[str, Wording]) -> dict[str, str]:
        """A table of words in the report's language."""
        return {key: self.said(wording) for key, wording in wordings.items()}

    def findings(self, card: Card) -> tuple[Finding, ...]:
        """The findings on a card, the leading one first."""
        by_key = {finding.key: finding for finding in self.review.findings}
        return tuple(by_key[key] for key in card.findings if key in by_key)

    def notes(self) -> tuple[Finding, ...]:
        """The findings that stand on no card: what a reviewer may want to know and need not work through."""
        carded = {key for card in self.review.cards for key in card.findings}
        return tuple(finding for finding in self.review.findings if finding.key not in carded)

    def places(self, finding: Finding) -> tuple[Place, ...]:
        """Where the operands of a finding stand."""
        return tuple(self.place(operand) for operand in finding.operands)

    def place(self, operand: Operand, *, pictured: bool = True) -> Place:
        """Where an operand stands."""
        fact = operand.fact
        box = _box(fact) if pictured else None
        drawn = None if box is None else self.crop(fact.source.document, box)
        return Place(
            role=self.said(words.ROLE[operand.role.value]),
            concept=self.called(fact),
            value=self.printed(fact),
            where=self.where(fact),
            picture=None if drawn is None else Markup(drawn),  # noqa: S704 - our own picture, written in base64
        )

    def changes(self, finding: Finding) -> tuple[Piece, ...]:
        """Both copies of a long text as one, what was deleted and what was inserted in the print marked; empty for anything else."""
        return text_changes(finding, AROUND)

    def called(self, fact: Fact) -> str:
        """A fact by its label and year."""
        label = self.said(self.packs.taxonomy.label(fact.concept, fact.label))
        return label if fact.year is None else f"{label} {fact.year}"

    def printed(self, fact: Fact) -> str:
        """A value as printed, with its unit."""
        if isinstance(fact.value, Absence):
            return "—"
        unit = fact.printed_unit or ""
        text = fact.source.text or value_text(fact.value) or ""
        return f"{text} {unit}" if unit and text[-1:] in DIGIT_ENDS else text

    def where(self, fact: Fact) -> str:
        """File, page or address, kind of document and scope."""
        file = next((document.file for document in self.review.documents if document.sha256 == fact.source.document), "")
        scope = words.SCOPE[fact.scope.value].said(self.language) if fact.scope.value != "unstated" else ""
        kind = self.said(words.PAGE["online_form"]) if fact.is_declared else self.kind(fact.kind)
        parts = [file, self.spot(fact.source), kind, scope]
        return " · ".join(part for part in parts if part)

    def at(self, fact: Fact) -> str:
        """File and page or address, where the kind of document is said beside it."""
        file = next((document.file for document in self.review.documents if document.sha256 == fact.source.document), "")
        return " ".join(part for part in (file, self.spot(fact.source)) if part)

    def stated_at(self, source: Source, kind: str = "") -> str:
        """Where a stake or an agreement is stated."""
        file = next((document.file for document in self.review.documents if document.sha256 == source.document), "")
        return " · ".join(part for part in (file, self.spot(source), self.kind(kind) if kind else "") if part)

    def party(self, party: str) -> str:
        """The name of a party by its id."""
        return next((one.name for one in self.review.ownership.parties if one.id == party), party)

    def parties(self, parties: Iterable[str]) -> str:
        """The names of several parties."""
        return "、".join(self.party(one) for one in parties)

    def stake(self, edge: Edge) -> str:
        """The share of a stake, both ends of what papers say where they differ, and in what capacity it is held."""
        low, high = edge.capital
        text = "?" if not edge.known else percent(low) if low == high else f"{percent(low)} – {percent(high)}"
        role = words.HELD_AS.get(edge.role.value)
        return text if role is None else f"{text}（{self.said(role)}）"

    def falls_by(self, margin: Margin) -> str:
        """By how little a control would not hold, in words."""
        names = [self.party(one) for one in (margin.controller, margin.company, margin.holder, margin.held)]
        return self.said(words.PAGE["margin_line"]).format(*names, percent(margin.margin).rstrip("%"))

    def spot(self, source: Source) -> str:
        """Page or address."""
        match source.spans[0]:
            case PageBox(page=page):
                return self.said(words.PAGE["page"]).format(page)
            case CellPath(cell=cell):
                return self.address(cell)
            case FieldPath(field=field):
                return field

    def address(self, cell: str) -> str:
        """`body/t2/r13/c3` and `body/p3` as a person counts them; other addresses (Sheet1!B4) are read as they are."""
        for shape, name in ADDRESSES:
            match = shape.fullmatch(cell)
            if match is not None:
                return self.said(words.PAGE[name]).format(*match.groups())
        return cell

    def aspects(self) -> tuple[Aspect, ...]:
        """The groups of conditions in the programme's order."""
        return tuple(
            Aspect(self.said(aspect.label), _worst(verdicts), verdicts)
            for aspect in self.programme.aspects
            if (verdicts := tuple(verdict for verdict in self.review.verdicts if verdict.aspect == aspect.id))
        )

    def margin(self, judgement: Judgement) -> str:
        """How far the result lies from its threshold, to four decimals; between percentages in points."""
        if judgement.margin is None:
            return ""
        unit = words.MARGIN_UNITS.get(judgement.unit or "")
        rounded = f"{judgement.margin.quantize(Decimal('0.0001')):+,f}"
        number = rounded.rstrip("0").rstrip(".") if "." in rounded else rounded
        return f"{number} {judgement.unit or '' if unit is None else self.said(unit)}".strip()

    def grid(self) -> Grid:
        """The matrix with the form's sections by their names."""
        return grid_of(self.review, self.programme, {section.id: self.said(section.label) for section in self.programme.form})

    def beside(self, spot: Spot) -> Beside:
        """Both places of a cell; where they agree, in words alone."""
        cell = spot.cell
        if cell is None:
            return Beside(None, None)
        role, shown = Role.COPY if cell.kind == FORM_KIND else Role.EVIDENCED, spot.outcome not in SETTLED
        online, proof = cell.declared, cell.evidenced
        return Beside(
            None if online is None else self.place(Operand(Role.DECLARED, online), pictured=shown),
            None if proof is None else self.place(Operand(role, proof), pictured=shown),
        )

    def field_name(self, field: str) -> str:
        """A field of the form by its label."""
        return next((self.said(one.label) for one in self.programme.fields if one.id == field), field)

    def row_name(self, item: str) -> str:
        """The row of a list: its number as a code where it has one, else where it stands."""
        kind, _, name = item.rpartition(":")
        return self.said(words.PAGE["row_of"]).format(name) if name.isdigit() and kind != "patent" else name

    def short(self, fact: Fact | None) -> str:
        """A declared value for the grid: a long text by its beginning."""
        if fact is None:
            return "—"
        text = self.printed(fact)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

    def share(self, share: Fraction) -> str:
        """A share as a percentage."""
        return percent(share)

    def kind(self, kind: str) -> str:
        """A kind of document by its label."""
        known = self.packs.kinds.get(kind)
        return kind if known is None else self.said(known.label)


def _only(shown: Shown) -> Callable[[object], object]:
    """What is printed of a value: of a text what may be shown of it; what we wrote ourselves, pictures among it, stays."""
    return lambda value: shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _box(fact: Fact) -> PageBox | None:
    boxes = [span for span in fact.source.spans if isinstance(span, PageBox)]
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.around(box) if box.page == whole.page else whole
    return whole


def _worst(verdicts: Iterable[Verdict]) -> str:
    order = ("unmet", "unknown", "manual_review", "met", "not_applicable")
    statuses = [judgement.status.value for verdict in verdicts for judgement in (verdict.declared, verdict.evidenced)]
    return min(statuses, key=order.index)
