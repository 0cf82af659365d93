"""Word files: wrappers and accepted changes alter nothing, broken files end in a named error, an independent reader finds no word more."""

from __future__ import annotations

import html
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx2python import docx2python
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree
from word_constructs import CONSTRUCTS
from word_constructs import DEL
from word_constructs import FURTHER
from word_constructs import INS
from word_constructs import SPACES
from word_constructs import mark
from word_constructs import p
from word_constructs import r
from word_constructs import sdt
from word_constructs import tbl
from word_constructs import tc
from word_constructs import text_box
from word_constructs import tr
from word_constructs import vml_box
from word_constructs import write_constructs
from word_constructs import write_word
from word_constructs import xml
from word_pages import at
from word_pages import read

from docintel.domain.document import Page
from docintel.intake.foreign import FOREIGN
from docintel.intake.wire import page_from_wire
from docintel.intake.wire import page_to_wire
from docintel.intake.word import read_word


@pytest.fixture(scope="module")
def constructs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_constructs(tmp_path_factory.mktemp("word") / "constructs.docx")


NESTS: dict[str, Callable[[str], str]] = {
    "tables": lambda inner: tbl(tr(f"<w:tc>{inner}<w:p/></w:tc>")),
    "controls": sdt,
    "boxes": lambda inner: p(text_box(inner).replace("mc:Fallback", "mc:Other").replace(vml_box(inner), "")),
    "vml boxes": lambda inner: p(f"<w:r>{vml_box(inner)}</w:r>"),
    "insertions": lambda inner: f"{INS}{inner}</w:ins>",
}


def nested(kind: str, depth: int) -> str:
    body = p("底")
    for _ in range(depth):
        body = NESTS[kind](body)
    return body


@pytest.mark.parametrize(("kind", "depth"), [("tables", 80), ("controls", 120), ("boxes", 18), ("vml boxes", 40), ("insertions", 240)])
def test_nesting_as_deep_as_the_parser_allows_is_read(tmp_path: Path, kind: str, depth: int) -> None:
    assert "底" in read(tmp_path, nested(kind, depth)).text


@pytest.mark.parametrize("kind", NESTS)
def test_deeper_nesting_is_a_named_error(tmp_path: Path, kind: str) -> None:
    with pytest.raises(SyntaxError, match="depth"):
        read(tmp_path, nested(kind, 300))


def test_a_table_wider_and_longer_than_any_is_refused(tmp_path: Path) -> None:
    wide = tr(*[tc("", '<w:gridSpan w:val="128"/>')] * 500)
    with pytest.raises(ValueError, match="a table of"):
        read(tmp_path, tbl(wide, *[tr(tc(""))] * 100))


def test_fields_and_chains_of_styles_without_end_are_read(tmp_path: Path) -> None:
    fields = p((mark("begin") + mark("separate") + r("数")) * 20_000)
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(5_000))
    body = "".join(p(r("文"), f'<w:pStyle w:val="s{n}"/>') for n in range(0, 5_000, 50))
    page = read(tmp_path, fields + body, {"styles": xml("styles", styles)})
    assert page.text == "\n".join(["数" * 20_000, *["文"] * 100])


def test_entities_are_refused(tmp_path: Path) -> None:
    def with_entity(text: str) -> str:
        return text.replace("?><w:document", '?><!DOCTYPE x [<!ENTITY e "9">]><w:document').replace("&amp;e", "&e")

    with pytest.raises(ValueError, match="document type"):
        read_word(str(write_word(tmp_path / "a.docx", p("收入 &amp;e;"), change=with_entity)))


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = write_word(tmp_path / "a.docx", p("一"))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("Word/Document.xml", xml("document", f"<w:body>{p('二')}</w:body>"))
    with pytest.raises(ValueError, match="two parts"):
        read_word(str(path))


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 10_000), bits=st.integers(1, 255), cut=st.booleans())
def test_a_damaged_file_ends_in_a_page_or_a_named_error(
    tmp_path_factory: pytest.TempPathFactory, place: int, bits: int, *, cut: bool
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    raw = bytearray(write_constructs(folder / "a.docx").read_bytes())
    place %= len(raw)
    raw[place] ^= bits
    (folder / "b.docx").write_bytes(raw[:place] if cut else raw)
    try:
        page = read_word(str(folder / "b.docx"))
    except FOREIGN:
        return
    assert page_from_wire(page_to_wire(page)).number == 1


BODY = "".join(one.body for one in CONSTRUCTS)
WRAPPERS = {
    "control": (f"{{{SPACES['w']}}}sdt", f"{{{SPACES['w']}}}sdtContent"),
    "insertion": (f"{{{SPACES['w']}}}ins",),
    "moved": (f"{{{SPACES['w']}}}moveTo",),
    "custom": (f"{{{SPACES['w']}}}customXml",),
}
WRAPPED = tuple(f"{{{SPACES['w']}}}{name}" for name in ("r", "p", "tbl", "tr", "tc"))


def wrapped(body: str, place: int, wrapper: str) -> str:
    """The body with one of its runs, paragraphs, tables, rows or cells in a wrapper."""
    root = etree.fromstring(xml("body", body).encode())
    elements = [element for element in root.iter(*WRAPPED) if not is_deleted(element)]
    element = elements[place % len(elements)]
    parent, position = element.getparent(), element.getparent().index(element)
    for tag in WRAPPERS[wrapper]:
        outer = etree.Element(tag)
        parent.insert(position, outer)
        parent, position = outer, 0
    parent.append(element)
    return "".join(etree.tostring(child, encoding="unicode") for child in root)


def is_deleted(element: etree._Element) -> bool:
    return any(ancestor.tag.endswith("}del") for ancestor in element.iterancestors())


@settings(max_examples=150, deadline=None)
@given(places=st.lists(st.tuples(st.integers(0, 400), st.sampled_from(sorted(WRAPPERS))), min_size=1, max_size=4))
def test_a_wrapper_changes_neither_text_nor_addresses(tmp_path_factory: pytest.TempPathFactory, places: list[tuple[int, str]]) -> None:
    folder = tmp_path_factory.mktemp("law")
    body = BODY
    for place, wrapper in places:
        body = wrapped(body, place, wrapper)
    plain, other = read(folder, BODY, FURTHER), read(folder, body, FURTHER)
    assert other.blocks == plain.blocks
    assert other.overlays == plain.overlays


RUNS = st.lists(st.tuples(st.sampled_from(["plain", "ins", "del"]), st.text("甲乙丙12 ", min_size=1, max_size=4)), max_size=4)


def tracked(runs: list[tuple[str, str]], *, mark_deleted: bool, accepted: bool) -> str:
    if accepted:
        return "".join(r(text) for kind, text in runs if kind != "del")
    inner = {"plain": "{}", "ins": f"{INS}{{}}</w:ins>", "del": f"{DEL}{{}}</w:del>"}
    content = "".join(inner[kind].format(r(text)) for kind, text in runs)
    return f"<w:p>{'<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>' if mark_deleted else ''}{content}</w:p>"


@settings(max_examples=100, deadline=None)
@given(paragraphs=st.lists(st.tuples(RUNS, st.booleans()), min_size=1, max_size=5), in_cell=st.booleans())
def test_accepting_all_changes_changes_neither_text_nor_addresses(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[tuple[list[tuple[str, str]], bool]], *, in_cell: bool
) -> None:
    folder = tmp_path_factory.mktemp("accepted")
    paragraphs = [*paragraphs, ([("plain", "末")], False)]
    before = "".join(tracked(runs, mark_deleted=gone, accepted=False) for runs, gone in paragraphs)
    after = "<w:p>"
    for runs, gone in paragraphs:
        after += tracked(runs, mark_deleted=gone, accepted=True) + ("" if gone else "</w:p><w:p>")
    after = after.removesuffix("<w:p>")
    if in_cell:
        before, after = tbl(tr(tc(before))), tbl(tr(tc(after)))
    assert at(read(folder, before)) == at(read(folder, after))


SIGNS = str.maketrans("", "", "☑☒☐")
ADDED = re.compile(
    r"<[^>]*>|&#x[0-9A-F]+;|-{4}(media/\S+|https?://\S+|(foot|end)note\d+|comment\d+)-{4}|(foot|end)note\d+\)", re.IGNORECASE
)


def oracle_words(path: Path) -> set[str]:
    """The words docx2python reads, without the marks it adds itself; states of checkboxes it does not know."""
    with docx2python(path, html=False) as found, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = found.text
    return set(html.unescape(ADDED.sub(" ", text)).translate(SIGNS).split())


def everything(page: Page) -> str:
    return "\n".join([page.text, *(line.text for line in page.overlays)]).translate(SIGNS)


def unread(path: Path) -> list[str]:
    """Words of the oracle that are not in ours; numbers of lists, which it writes in its own way, aside."""
    ours = everything(read_word(str(path)))
    return sorted(word for word in oracle_words(path) if word not in ours and not re.fullmatch(r"[\w.]{1,6}\)|--", word))


def test_every_word_of_the_oracle_is_read(constructs: Path) -> None:
    assert unread(constructs) == []


def test_every_word_of_the_oracle_is_read_in_the_corpus(corpus: Path) -> None:
    files = sorted((corpus / "docx").glob("*.docx"))
    assert len(files) >= 12
    assert {file.name: unread(file) for file in files if unread(file)} == {}


def test_odd_files_end_in_a_page_or_a_named_error(corpus: Path) -> None:
    ends = {file.name: ending(file) for file in sorted((corpus / "odd").glob("*.docx"))}
    assert set(ends.values()) == {"page", "error"}
    assert sum(end == "error" for end in ends.values()) <= 8


def ending(path: Path) -> str:
    try:
        page = read_word(str(path))
    except FOREIGN:
        return "error"
    assert page_from_wire(page_to_wire(page)).number == 1
    return "page"
