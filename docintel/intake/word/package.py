"""The parts of an OOXML package, each parsed without entities, network or huge trees; Strict names become Transitional ones.

The package is read with zipfile and lxml alone. python-docx loads every part through every relation before it gives one: a single
dangling relation (`Target="NULL"`, as some office programs write) or a Strict file ends it, while the text is sound.
"""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from urllib.parse import unquote

from lxml import etree

from docintel.intake.word.names import Element

_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_MODERN = {  # Strict namespaces whose Transitional name has another year or place
    "officeDocument/relationships": "officeDocument/2006/relationships",
    "officeDocument/math": "officeDocument/2006/math",
    "officeDocument/customXml": "officeDocument/2006/customXml",
    "wordprocessingml/main": "wordprocessingml/2006/main",
    "drawingml/main": "drawingml/2006/main",
    "drawingml/wordprocessingDrawing": "drawingml/2006/wordprocessingDrawing",
    "drawingml/picture": "drawingml/2006/picture",
    "drawingml/chart": "drawingml/2006/chart",
    "drawingml/diagram": "drawingml/2006/diagram",
}
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MEDIA = "word/media/"
LARGEST_MEDIA, MOST_MEDIA = 20_000_000, 60  # bytes of a picture file, and how many of them are looked at
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError)
_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to: the kind's last word (`footnotes`), and the part's name or the outside address."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A parsed part and its relations by their ids."""

    name: str
    root: Element
    relations: dict[str, Relation] = field(default_factory=dict)

    def targets(self, kind: str) -> list[str]:
        """The parts of one kind that this one points to."""
        return [relation.target for relation in self.relations.values() if relation.kind == kind and not relation.external]


class Package:
    """The parts of one file; `damaged` collects the names of those that are there and cannot be parsed, or are pointed to and missing."""

    def __init__(self, path: str) -> None:
        try:
            self.archive = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise _not_word(error) from error
        self.members: dict[str, zipfile.ZipInfo] = {}
        self.damaged: list[str] = []
        for member in self.archive.infolist():
            name = _key(member.filename)
            if name in self.members and name.endswith((".xml", ".rels")):
                raise ValueError(f"two parts are called {name[:80]}")
            self.members[name] = member

    def close(self) -> None:
        """Let go of the file."""
        self.archive.close()

    def main(self) -> Part:
        """The main part; raises ValueError, SyntaxError or OSError where it is none of a Word file."""
        relations = _relations(self.xml("_rels/.rels"), "") if "_rels/.rels" in self.members else {}
        named = [one.target for one in relations.values() if one.kind == "officeDocument" and _key(one.target) in self.members]
        return self.part(named[0] if named else _MAIN)

    def part(self, name: str) -> Part:
        """A part with its relations; damaged relations are none, and said."""
        root = self.xml(name)
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if _key(rels) not in self.members:
            return Part(name, root)
        try:
            return Part(name, root, _relations(self.xml(rels), folder))
        except (SyntaxError, ValueError):
            self.damaged.append(rels)
            return Part(name, root)

    def parts(self, owner: Part, kind: str) -> Iterator[Part]:
        """The parts of a kind that can be read; the others are noted as damaged."""
        for name in owner.targets(kind):
            part = self.optional(name)
            if part is not None:
                yield part

    def optional(self, name: str) -> Part | None:
        """A part, None and a note where it is missing or damaged."""
        try:
            return self.part(name)
        except (KeyError, SyntaxError, ValueError):
            self.damaged.append(name)
            return None

    def media(self) -> Iterator[tuple[str, bytes]]:
        """The picture files by their names, those not too many and not too large; one that cannot be unpacked is passed over."""
        named = sorted(name for name, member in self.members.items() if name.startswith(_MEDIA) and member.file_size <= LARGEST_MEDIA)
        for name in named[:MOST_MEDIA]:
            with suppress(OSError, EOFError, *_BROKEN):
                yield name, self.archive.read(self.members[name])

    def xml(self, name: str) -> Element:
        """The root of a part; raises KeyError, SyntaxError or ValueError."""
        member = self.members.get(_key(name))
        if member is None:
            raise KeyError(f"no part {name[:80]}")
        try:
            content = self.archive.read(member)
        except _BROKEN as error:
            raise _not_word(error) from error
        return parsed(content)


def parsed(content: bytes) -> Element:
    """The root element of an XML text, in Transitional names."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("the part declares a document type")
    if root.tag.startswith(f"{{{_STRICT}"):
        _modernise(root)
    return root


def _modernise(root: Element) -> None:
    for element in root.iter(etree.Element):
        element.tag = _modern_name(element.tag)
        for name, text in list(element.attrib.items()):
            if name.startswith(f"{{{_STRICT}"):
                del element.attrib[name]
                element.set(_modern_name(name), text)


def _modern_name(name: str) -> str:
    namespace, brace, local = name.rpartition("}")
    return f"{{{_modern(namespace[1:])}}}{local}" if brace else name


def _modern(namespace: str) -> str:
    """A Strict namespace or kind of relation in its Transitional spelling."""
    rest = namespace.removeprefix(_STRICT)
    if rest == namespace:
        return namespace
    for strict, transitional in _MODERN.items():
        if rest == strict or rest.startswith(f"{strict}/"):
            return _TRANSITIONAL + transitional + rest.removeprefix(strict)
    return _TRANSITIONAL + rest


def _relations(root: Element, folder: str) -> dict[str, Relation]:
    found = {}
    for one in root.iter(_RELATION):
        external = one.get("TargetMode") == "External"
        target = one.get("Target", "")
        kind = one.get("Type", "").rpartition("/")[2]
        found[one.get("Id", "")] = Relation(kind, target if external else _resolved(folder, target), external)
    return found


def _resolved(folder: str, target: str) -> str:
    path = unquote(target).replace("\\", "/")
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))


def _key(name: str) -> str:
    """Part names do not tell upper from lower case; some programs write backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _not_word(error: BaseException) -> ValueError:
    return ValueError(f"the archive is broken: {type(error).__name__}: {error}")
