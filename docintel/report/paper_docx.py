"""A paper as DOCX: A4, Chinese fonts by name, table heads on every page, page numbers. Every text goes in as text, never as markup."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.shared import Pt
from docx.shared import RGBColor

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.paper import Cell
from docintel.report.paper import Heading
from docintel.report.paper import Paper
from docintel.report.paper import Para
from docintel.report.paper import Picture
from docintel.report.paper import Row
from docintel.report.paper import Shown
from docintel.report.paper import Span
from docintel.report.paper import Style
from docintel.report.paper import Table
from docintel.report.paper import Tone
from docintel.report.paper import printed
from docintel.report.paper_drawing import drawn
from docintel.report.penetration import Drawing

Element = Any  # an lxml element of python-docx's making

MARGIN, HEIGHT, WIDTH = 17.0, 297.0, 210.0  # millimetres of A4
SONG, HEI, FANGSONG, LATIN = "宋体", "黑体", "仿宋", "Times New Roman"
INK, LINE, SHADE = "1D2530", "9AA3AD", "F1F3F5"
COLOURS = {Tone.QUIET: "5A6572", Tone.GOOD: "1C6E46", Tone.BAD: "B3261E", Tone.WARN: "8A5800", Tone.MARK: "1F5FA8"}
STYLES = {
    Style.BODY: ("Paper Body", SONG, 9.5, 1.15),
    Style.SMALL: ("Paper Small", SONG, 8.5, 1.1),
    Style.CENTRE: ("Paper Centre", SONG, 9.5, 1.15),
    Style.RIGHT: ("Paper Right", FANGSONG, 12.0, 1.4),
    Style.LETTER: ("Paper Letter", FANGSONG, 12.0, 1.4),
    Style.DEAR: ("Paper Dear", FANGSONG, 12.0, 1.4),
    Style.ITEM: ("Paper Item", SONG, 9.5, 1.15),
}
"""Each style's name, East Asian font, size in points and line spacing."""
ALIGNED = {Style.CENTRE: "center", Style.RIGHT: "right"}
PAGE_OF = Wording("第 {} 页 共 {} 页", "page {} of {}")
TWIPS = 56.6929  # twentieths of a point in a millimetre


def paper_docx(paper: Paper, shown: Shown) -> bytes:
    """The file's bytes; `shown` says what of a text may be printed. The same paper gives the same bytes."""
    shown = printed(paper, shown)
    document = docx.Document()
    _page(document, paper)
    _styles(document, paper.language)
    body = document.element.body
    last = body.sectPr
    printer = _Printer(document, shown, (WIDTH if not paper.across else HEIGHT) - 2 * MARGIN)
    _around(document, paper, shown)
    for element in printer.elements(paper):
        last.addprevious(element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Document, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(HEIGHT), Mm(WIDTH)) if paper.across else (Mm(WIDTH), Mm(HEIGHT))
    section.orientation = WD_ORIENT.LANDSCAPE if paper.across else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(10)
    core = document.core_properties
    core.author, core.title, core.comments = "docintel", "", ""
    core.created = core.modified = datetime(2000, 1, 1, tzinfo=UTC)  # a paper's date is written on it; the same paper is the same file


def _styles(document: Document, language: Language) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    tongue = defaults.find(qn("w:lang"))
    tongue.set(qn("w:val"), "en-US")
    tongue.set(qn("w:eastAsia"), "zh-CN")
    _fonts(defaults, SONG)
    for style, (name, font, size, spacing) in STYLES.items():
        made = document.styles.add_style(name, 1)
        made.base_style = document.styles["Normal"]
        made.font.size = Pt(size)
        _fonts(made.element.get_or_add_rPr(), font)
        form = made.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(5 if size > 10 else 2), spacing
        if style is Style.LETTER and language is Language.ZH:
            form.first_line_indent = Pt(size * 2)
        if style is Style.ITEM:
            form.left_indent, form.first_line_indent = Mm(4), Mm(-4)
        if style in ALIGNED:
            _align(made.element.get_or_add_pPr(), ALIGNED[style])
    for name, size, before, after in (
        ("Title", 20, 0, 7),
        ("Heading 1", 14, 12, 5),
        ("Heading 2", 11, 8, 3),
        ("Header", 8.5, 0, 0),
        ("Footer", 8.5, 0, 0),
    ):
        _heading(document.styles[name], size, before, after)


def _heading(style: Any, size: float, before: float, after: float) -> None:
    """A style of the template in our font, black, without the template's theme."""
    properties = style.element.get_or_add_rPr()
    for gone in ("w:color", "w:spacing", "w:kern", "w:b", "w:bCs"):
        for element in properties.findall(qn(gone)):
            properties.remove(element)
    border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)
    _fonts(properties, HEI)
    style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(INK)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    if style.name.startswith("Heading"):
        style.paragraph_format.keep_with_next = True
    if style.name == "Title":
        _align(style.element.get_or_add_pPr(), "center")


def _fonts(properties: Element, font: str) -> None:
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    latin = "Arial" if font == HEI else LATIN
    for place, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", font), ("cs", latin)):
        fonts.set(qn(f"w:{place}"), name)
    properties.insert(0, fonts)


def _align(properties: Element, where: str) -> None:
    for old in properties.findall(qn("w:jc")):
        properties.remove(old)
    _child(properties, "w:jc", val=where)


def _child(parent: Element, tag: str, **attributes: str) -> Element:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)
    return made


def _around(document: Document, paper: Paper, shown: Shown) -> None:
    """The running head and the page numbers."""
    section = document.sections[0]
    section.header.paragraphs[0].text = shown(paper.running)
    foot = section.footer.paragraphs[0]
    _align(foot._p.get_or_add_pPr(), "center")  # noqa: SLF001 - python-docx has no alignment that LibreOffice and Word read alike in styles
    before, between, after = PAGE_OF.said(paper.language).split("{}")
    for text, counted in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        foot.add_run(text)
        if counted:
            _counted(foot.add_run()._r, counted)  # noqa: SLF001 - fields have no interface


def _counted(run: Element, what: str) -> None:
    for kind in ("begin", "", "end"):
        if kind:
            _child(run, "w:fldChar", fldCharType=kind)
        else:
            code = _child(run, "w:instrText")
            code.text = what


class _Printer:
    """Blocks -> elements of the body."""

    def __init__(self, document: Document, shown: Shown, width: float) -> None:
        self.document, self.shown, self.width, self.drawings = document, shown, width, 0
        self.names = {style: document.styles[name].style_id for style, (name, *_) in STYLES.items()}

    def elements(self, paper: Paper) -> list[Element]:
        """Everything in the body, in order."""
        made = [self.titled("Title", paper.title)]
        if paper.subtitle:
            made.append(self.paragraph(Para((Span(paper.subtitle, bold=True),), Style.CENTRE)))
        for block in paper.blocks:
            made += self.block(block)
        return made

    def block(self, block: Heading | Para | Table | Picture | Drawing) -> list[Element]:
        match block:
            case Heading():
                return [self.titled(f"Heading {block.level}", block.text)]
            case Para():
                return [self.paragraph(block)]
            case Table():
                return [self.table(block), self.gap()]
            case Picture():
                return [self.picture(block)]
            case Drawing():
                return [self.drawing(block)]

    def titled(self, style: str, text: str) -> Element:
        made = OxmlElement("w:p")
        _child(_child(made, "w:pPr"), "w:pStyle", val=self.document.styles[style].style_id)
        self.run(made, Span(text))
        return made

    def paragraph(self, para: Para) -> Element:
        made = OxmlElement("w:p")
        _child(_child(made, "w:pPr"), "w:pStyle", val=self.names[para.style])
        for span in para.spans:
            self.run(made, span)
        return made

    def gap(self) -> Element:
        """The empty line that a table needs behind it, as low as it may be."""
        made = OxmlElement("w:p")
        properties = _child(made, "w:pPr")
        _child(properties, "w:spacing", before="0", after="0", line="120", lineRule="exact")
        return made

    def run(self, parent: Element, span: Span) -> None:
        made = _child(parent, "w:r")
        properties = _child(made, "w:rPr")
        if span.bold:
            _child(properties, "w:b")
        if span.tone in COLOURS:
            _child(properties, "w:color", val=COLOURS[span.tone])
        for number, line in enumerate(self.shown(span.text).split("\n")):
            if number:
                _child(made, "w:br")
            text = _child(made, "w:t")
            text.text = line.replace("\t", " ")
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def table(self, table: Table) -> Element:
        made = OxmlElement("w:tbl")
        properties = _child(made, "w:tblPr")
        _child(properties, "w:tblW", w=str(round(sum(table.widths) * TWIPS)), type="dxa")
        if table.lined:
            borders = _child(properties, "w:tblBorders")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                _child(borders, f"w:{side}", val="single", sz="4", space="0", color=LINE)
        _child(properties, "w:tblLayout", type="fixed")
        margins = _child(properties, "w:tblCellMar")
        for side, space in (("top", "28"), ("left", "70"), ("bottom", "28"), ("right", "70")):
            _child(margins, f"w:{side}", w=space, type="dxa")
        grid = _child(made, "w:tblGrid")
        for width in table.widths:
            _child(grid, "w:gridCol", w=str(round(width * TWIPS)))
        for row in table.rows:
            self.row(made, row, table.widths)
        return made

    def row(self, parent: Element, row: Row, widths: Sequence[float]) -> None:
        made = _child(parent, "w:tr")
        properties = _child(made, "w:trPr")
        _child(properties, "w:cantSplit", val="1" if self.is_short(row) else "0")
        if row.is_head:
            _child(properties, "w:tblHeader")
        place = 0
        for cell in row.cells:
            self.cell(made, cell, sum(widths[place : place + cell.across]), leads=row.leads)
            place += cell.across

    def is_short(self, row: Row) -> bool:
        """Whether a row surely fits a page: only then is it kept whole."""
        said = [part for cell in row.cells for part in cell.content]
        return sum(len(span.text) for part in said if isinstance(part, Para) for span in part.spans) < 1500

    def cell(self, parent: Element, cell: Cell, width: float, *, leads: bool) -> None:
        made = _child(parent, "w:tc")
        properties = _child(made, "w:tcPr")
        _child(properties, "w:tcW", w=str(round(width * TWIPS)), type="dxa")
        if cell.across > 1:
            _child(properties, "w:gridSpan", val=str(cell.across))
        if cell.shaded:
            _child(properties, "w:shd", val="clear", color="auto", fill=SHADE)
        content = cell.content or (Para(()),)
        for part in content:
            element = self.paragraph(part) if isinstance(part, Para) else self.picture(part, width - 3)
            if leads:
                element.pPr.append(OxmlElement("w:keepNext")) if element.pPr.find(qn("w:keepNext")) is None else None
            made.append(element)

    def picture(self, picture: Picture, most: float | None = None) -> Element:
        holder = self.document.add_paragraph(style=STYLES[Style.SMALL][0])
        width = min(picture.width, self.width if most is None else most)
        shape = holder.add_run().add_picture(io.BytesIO(picture.png), width=Mm(width))
        shape._inline.docPr.set("descr", self.shown(picture.says))  # noqa: SLF001 - python-docx has no interface to the text of a picture
        return holder._p  # noqa: SLF001 - it is moved to its place

    def drawing(self, drawing: Drawing) -> Element:
        self.drawings += 1
        return drawn(drawing, self.shown, self.width, self.drawings)
