"""XML parts of a zip package, read without doctypes, entities or network, and never beyond a number of bytes."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from docintel.domain.errors import LimitError
from docintel.domain.errors import UnreadableError

_CHUNK = 1 << 16


class Package:
    """A zip of XML parts; `part_bytes` is the most that one part may unpack to."""

    def __init__(self, path: str, part_bytes: int) -> None:
        try:
            self.archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableError("damaged", f"no zip package: {error}") from error
        self.part_bytes = part_bytes
        self.names = {name.lstrip("/"): name for name in self.archive.namelist()}

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def raw(self, name: str) -> bytes:
        """The bytes of a part."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, counted as they come: what the directory says of its size is not believed."""
        if name not in self.names:
            raise UnreadableError("damaged", f"part {name[:80]} is missing")
        total = 0
        try:
            with self.archive.open(self.names[name]) as stream:
                while chunk := stream.read(_CHUNK):
                    total += len(chunk)
                    if total > self.part_bytes:
                        raise LimitError("resource_limit", f"part {name[:80]} unpacks to more than {self.part_bytes} bytes")
                    yield chunk
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
            raise UnreadableError("damaged", f"part {name[:80]}: {type(error).__name__}") from error

    def root(self, name: str) -> Any:
        """A part as an element tree."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            for chunk in self.chunks(name):
                parser.feed(chunk)
            root = parser.close()
        except etree.XMLSyntaxError as error:
            raise UnreadableError("damaged", f"part {name[:80]}: {str(error)[:120]}") from error
        _refuse_dtd(root, name)
        return root

    def elements(self, name: str, *tags: str) -> Iterator[Any]:
        """The elements of a part with these local names, as they end; each is emptied after use, so that big parts stay small."""
        parser = etree.XMLPullParser(
            ("end",), tag=[f"{{*}}{tag}" for tag in tags], resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            for chunk in self.chunks(name):
                parser.feed(chunk)
                yield from _emptied(parser, name)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise UnreadableError("damaged", f"part {name[:80]}: {str(error)[:120]}") from error
        yield from _emptied(parser, name)


def _emptied(parser: Any, name: str) -> Iterator[Any]:
    for _, element in parser.read_events():
        _refuse_dtd(element, name)
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _refuse_dtd(element: Any, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("dtd", f"part {name[:80]} has a document type declaration")


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Any, name: str) -> Any | None:
    """The first child with a local name."""
    return next((one for one in element if local(one) == name), None)


def children(element: Any, name: str) -> Iterator[Any]:
    """The children with a local name."""
    return (one for one in element if local(one) == name)


def attribute(element: Any, name: str) -> str:
    """An attribute by its local name, whatever its namespace; empty where there is none."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def joined(base: str, target: str) -> str:
    """The part that `target` names, seen from the part `base`."""
    path = target if target.startswith("/") else posixpath.join(posixpath.dirname(base), target)
    return posixpath.normpath("/" + path).lstrip("/")
