"""YAML as a tree in which every value knows its file and line; strict: no double keys, no anchors, no tags, no depth without end."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

DEEPEST = 24
LONGEST = 4_000_000  # bytes of one file

_READER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file; line 0 is the file as a whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that the author of a pack must mend."""

    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


class _UnreadableError(Exception):
    """Reading cannot go on."""

    def __init__(self, place: Place, text: str) -> None:
        super().__init__(text)
        self.problem = Problem(place, text)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place. Scalars are kept as written: what they are is for the field they stand in to say (so `no` stays a word)."""

    value: str | dict[str, Node] | tuple[Node, ...] | None
    place: Place

    @property
    def mapping(self) -> Mapping[str, Node]:
        """Its keys, none where it is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> tuple[Node, ...]:
        """Its items, none where it is no list."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def text(self) -> str:
        """Its text, empty where it is no scalar."""
        return self.value if isinstance(self.value, str) else ""

    def get(self, key: str) -> Node:
        """The value of a key, an empty node where there is none."""
        return self.mapping.get(key, Node(None, self.place))

    def at(self, path: tuple[str | int, ...]) -> Node:
        """The deepest node on a path of keys and indices."""
        if not path:
            return self
        step, rest = path[0], path[1:]
        if isinstance(step, int):
            return self.items[step].at(rest) if step < len(self.items) else self
        return self.mapping[step].at(rest) if step in self.mapping else self


def plain(node: Node) -> object:
    """The tree as dicts, lists and strings."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    return [plain(child) for child in node.value] if isinstance(node.value, tuple) else node.value


def read_tree(content: bytes, file: str, problems: list[Problem]) -> Node | None:
    """The one document of a YAML file, None where reading had to end; every double key, or what ended it, is added to `problems`."""
    try:
        return _Builder(file, yaml.parse(_decoded(content, file), Loader=_READER), problems).document()
    except _UnreadableError as error:
        problems.append(error.problem)
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax(error, file))
    except yaml.YAMLError as error:
        problems.append(Problem(Place(file), f"not YAML: {error}"))
    return None


def _decoded(content: bytes, file: str) -> str:
    if len(content) > LONGEST:
        raise _UnreadableError(Place(file), f"{len(content)} bytes; a pack has at most {LONGEST}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(file, content[: error.start].count(b"\n") + 1)
        raise _UnreadableError(place, "not UTF-8; save the file as UTF-8") from error


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    told = " ".join(part for part in (error.context, error.problem) if part)
    return Problem(Place(file, 1 if mark is None else mark.line + 1), f"not YAML: {told}")


class _Builder:
    """Builds the tree from the parser's events; nothing is resolved, constructed or referred to."""

    def __init__(self, file: str, events: Iterator[yaml.Event], problems: list[Problem]) -> None:
        self._file = file
        self._events = events
        self._problems = problems

    def document(self) -> Node:
        """The only document, which must be a mapping."""
        starts = 0
        root: Node | None = None
        for event in self._events:
            starts += isinstance(event, yaml.DocumentStartEvent)
            if starts > 1:
                raise _UnreadableError(self._place(event), "a pack file holds one document, without a second `---`")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
        if root is None or not isinstance(root.value, Mapping):
            raise _UnreadableError(Place(self._file, 1), "a pack is a mapping with `id` and `version`")
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._refuse(event, depth)
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Node(None if event.implicit[0] and event.value in _NULL else event.value, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(tuple(self._items(depth)), place)
        return Node(self._mapping(depth), place)

    def _refuse(self, event: yaml.Event, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _UnreadableError(self._place(event), "anchors and aliases are not read; write the value out, or use `extends`")
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise _UnreadableError(self._place(event), f"tags ({tag}) are not read; write the plain value")
        if depth > DEEPEST:
            raise _UnreadableError(self._place(event), f"nested deeper than {DEEPEST} levels")

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth + 1)

    def _mapping(self, depth: int) -> dict[str, Node]:
        children: dict[str, Node] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key, place = self._key(event), self._place(event)
            child = self._node(next(self._events), depth + 1)
            if key in children:
                first = children[key].place.line
                self._problems.append(Problem(place, f'key "{key}" stands twice; it stood first in line {first}'))
            else:
                children[key] = child if child.items or child.mapping else Node(child.value, place)
        return children

    def _key(self, event: yaml.Event) -> str:
        self._refuse(event, 0)
        if not isinstance(event, yaml.ScalarEvent):
            raise _UnreadableError(self._place(event), "a key is a plain word")
        return str(event.value)

    def _place(self, event: yaml.Event) -> Place:
        return Place(self._file, 1 if event.start_mark is None else event.start_mark.line + 1)
