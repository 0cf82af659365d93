"""The ownership picture in DOCX: shapes of DrawingML, so that it stays sharp in print, its names stay text, and no font is needed to draw it."""

from __future__ import annotations

from typing import Any

from docx.oxml.parser import parse_xml
from lxml import etree

from docintel.report.chart_paper import BOX_HEIGHT
from docintel.report.chart_paper import Box
from docintel.report.chart_paper import Drawing
from docintel.report.chart_paper import Mark
from docintel.report.chart_paper import Stroke
from docintel.report.paper import Shown

Element = Any  # an lxml element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = {"w": W, "wp": WP, "a": A, "wpg": WPG, "wps": WPS, "mc": MC}
EMU_MM, EMU_POINT = 36_000, 12_700
LARGEST = 0.28  # millimetres of paper for a point of the picture: names are then 9 points high
LABEL_WIDTH, LABEL_HEIGHT = 84, 18


def drawn(drawing: Drawing, shown: Shown, width: float, number: int) -> Element:
    """A paragraph with the picture, at most `width` millimetres wide; `number` tells pictures of one paper apart."""
    scale = min(LARGEST, width / drawing.width) * EMU_MM
    group = _element("wpg:wgp")
    _sub(group, "wpg:cNvGrpSpPr")
    _place(_sub(group, "wpg:grpSpPr"), (0, 0, drawing.width * scale, drawing.height * scale), group=True)
    shapes = [
        *(_line(stroke, scale, 1000 + nth) for nth, stroke in enumerate(drawing.strokes())),
        *(_box(box, scale, shown, 5000 + nth) for nth, box in enumerate(drawing.boxes())),
        *(_mark(mark, scale, shown, 7000 + nth) for nth, mark in enumerate(drawing.marks())),
    ]
    for shape in shapes:
        group.append(shape)
    paragraph = parse_xml(f'<w:p xmlns:w="{W}"><w:pPr><w:jc w:val="center"/></w:pPr><w:r/></w:p>')
    choice = _sub(_sub(paragraph[1], "mc:AlternateContent"), "mc:Choice", Requires="wpg")
    inline = _sub(_sub(choice, "w:drawing"), "wp:inline", distT="0", distB="0", distL="0", distR="0")
    _sub(inline, "wp:extent", cx=_emu(drawing.width * scale), cy=_emu(drawing.height * scale))
    _sub(inline, "wp:docPr", id=str(900 + number), name=f"drawing {number}", descr=drawing.title)
    _sub(inline, "wp:cNvGraphicFramePr")
    _sub(_sub(inline, "a:graphic"), "a:graphicData", uri=WPG).append(group)
    return paragraph


def _line(piece: Stroke, scale: float, number: int) -> Element:
    """A piece of a line; one that falls to the left is turned over."""
    left, right = sorted((piece.x0, piece.x1))
    top, bottom = sorted((piece.y0, piece.y1))
    shape = _shape(number)
    turned = (piece.x0 > piece.x1) != (piece.y0 > piece.y1)
    form = _form(shape, (left, top, right - left, bottom - top), scale, "line", turned=turned)
    stroke = _sub(form, "a:ln", w="9525")
    _fill(stroke, "8A94A0")
    if piece.dashed:
        _sub(stroke, "a:prstDash", val="dash")
    _sub(shape, "wps:bodyPr")
    return shape


def _mark(mark: Mark, scale: float, shown: Shown, number: int) -> Element:
    """Words beside a line or over a box."""
    shape = _shape(number, text=True)
    form = _form(shape, (mark.x, mark.y - LABEL_HEIGHT * 0.8, LABEL_WIDTH, LABEL_HEIGHT), scale, "rect")
    _sub(form, "a:noFill")
    _sub(_sub(form, "a:ln"), "a:noFill")
    _text(shape, (mark.text,), shown, _colour(mark.colour), size=15, aligned="left")
    return shape


def _box(box: Box, scale: float, shown: Shown, number: int) -> Element:
    shape = _shape(number, text=True)
    form = _form(shape, (box.x, box.y, box.width, BOX_HEIGHT), scale, "rect")
    _fill(form, _colour(box.fill))
    stroke = _sub(form, "a:ln", w=str(round(9525 * box.thick)))
    _fill(stroke, _colour(box.frame))
    _text(shape, box.lines, shown, "1D2530", size=16, aligned="center")
    return shape


def _colour(code: str) -> str:
    """As DrawingML writes it."""
    return code.lstrip("#").upper()


def _shape(number: int, *, text: bool = False) -> Element:
    shape = _element("wps:wsp")
    _sub(shape, "wps:cNvPr", id=str(number), name=f"shape {number}")
    _sub(shape, "wps:cNvSpPr", **({"txBox": "1"} if text else {}))
    return shape


def _form(shape: Element, place: tuple[float, float, float, float], scale: float, kind: str, *, turned: bool = False) -> Element:
    form = _sub(shape, "wps:spPr")
    x, y, width, height = (value * scale for value in place)
    _place(form, (x, y, width, height), turned=turned)
    _sub(_sub(form, "a:prstGeom", prst=kind), "a:avLst")
    return form


def _place(parent: Element, place: tuple[float, float, float, float], *, group: bool = False, turned: bool = False) -> None:
    frame = _sub(parent, "a:xfrm", **({"flipH": "1"} if turned else {}))
    x, y, width, height = map(_emu, place)
    for prefix in ("", "ch") if group else ("",):
        _sub(frame, "a:chOff" if prefix else "a:off", x=x, y=y)
        _sub(frame, "a:chExt" if prefix else "a:ext", cx=width, cy=height)


def _text(shape: Element, lines: tuple[str, ...], shown: Shown, colour: str, *, size: int, aligned: str) -> None:
    """Lines of text in a shape, `size` in half points."""
    content = _sub(_sub(shape, "wps:txbx"), "w:txbxContent")
    for line in lines:
        paragraph = _sub(content, "w:p")
        properties = _sub(paragraph, "w:pPr")
        _sub(properties, "w:spacing", **{_w("before"): "0", _w("after"): "0", _w("line"): "200", _w("lineRule"): "exact"})
        _sub(properties, "w:jc", **{_w("val"): aligned})
        run = _sub(paragraph, "w:r")
        looks = _sub(run, "w:rPr")
        _sub(looks, "w:color", **{_w("val"): colour})
        _sub(looks, "w:sz", **{_w("val"): str(size)})
        _sub(run, "w:t").text = shown(line)
    _sub(shape, "wps:bodyPr", lIns="18000", tIns="0", rIns="18000", bIns="0", anchor="ctr")


def _fill(parent: Element, colour: str) -> None:
    _sub(_sub(parent, "a:solidFill"), "a:srgbClr", val=colour)


def _emu(length: float) -> str:
    return str(round(length))


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _named(tag: str) -> str:
    prefix, _, name = tag.partition(":")
    return f"{{{SPACES[prefix]}}}{name}"


def _element(tag: str) -> Element:
    return etree.Element(_named(tag), nsmap=SPACES)


def _sub(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, _named(tag), attributes, nsmap=SPACES)
