"""Trees into the domain's dataclasses: the short ways of writing are made long, and pydantic says what does not fit."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any
from typing import TypeVar
from typing import Union
from typing import get_args
from typing import get_origin
from typing import get_type_hints

from pydantic import TypeAdapter
from pydantic import ValidationError

from docintel.packs.tree import Node
from docintel.packs.tree import Problem
from docintel.packs.tree import plain
from docintel.packs.wordings import choice
from docintel.packs.wordings import said

Pack = TypeVar("Pack")
Path = tuple[str | int, ...]

_HIDDEN = ("remove", "extends")  # said in overlays, answered before a pack is built


def written_out(kind: type, node: Node, problems: list[Problem]) -> Node:
    """The tree with what may be written short written long, and without keys that the kind of pack does not have (they are problems).

    Short is: one word where several may stand, a word for a record that needs nothing else, a mapping for pairs.
    """
    return _long(kind, node, (), problems)


def shaped(kind: type[Pack], trees: Mapping[str, Node], problems: list[Problem]) -> dict[str, Pack]:
    """The packs that written-out trees describe, by id; whatever does not fit is added to `problems`, all of it."""
    shape: type = kind
    adapter: TypeAdapter[Pack] = _adapter(shape)
    packs: dict[str, Pack] = {}
    for name, node in trees.items():
        try:
            packs[name] = adapter.validate_python(plain(node))
        except ValidationError as error:
            problems += _told(kind, node, error)
    return packs


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(kind).items() if name in {field.name for field in dataclasses.fields(kind)}}


def _long(hint: Any, node: Node, path: Path, problems: list[Problem]) -> Node:
    wanted = _bare(hint)
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        return _long_record(wanted, node, path, problems)
    if get_origin(wanted) is tuple and get_args(wanted)[1:] == (...,):
        return _long_list(get_args(wanted)[0], node, path, problems)
    return node


def _bare(hint: Any) -> Any:
    """The hint without its `| None`."""
    if get_origin(hint) in {Union, types.UnionType}:
        rest = [part for part in get_args(hint) if part is not type(None)]
        return rest[0] if len(rest) == 1 else hint
    return hint


def _long_record(kind: type, node: Node, path: Path, problems: list[Problem]) -> Node:
    hints = _hints(kind)
    if node.text and (only := _only_required(kind)) is not None:
        node = Node({only: node}, node.place)
    allowed = [name for name in hints if name not in _HIDDEN]
    unknown = {key: child for key, child in node.mapping.items() if key not in hints}
    problems += [said(child, path, choice(key, allowed, noun="a key here")) for key, child in unknown.items()]
    known = {key: _long(hints[key], child, (*path, key), problems) for key, child in node.mapping.items() if key in hints}
    return Node(known, node.place) if node.mapping else node


def _only_required(kind: type) -> str | None:
    """The one field without a default: a plain word may stand for a record that needs nothing else (a cue, a fact rule)."""
    required = [field.name for field in dataclasses.fields(kind) if field.default is field.default_factory is dataclasses.MISSING]
    return required[0] if len(required) == 1 else None


def _long_list(item: Any, node: Node, path: Path, problems: list[Problem]) -> Node:
    if node.mapping:  # options: {yes: 是, no: 否}
        return Node(tuple(Node((Node(key, child.place), child), child.place) for key, child in node.mapping.items()), node.place)
    if node.text:  # one word where several may stand
        node = Node((node,), node.place)
    if not isinstance(node.value, tuple):
        return Node((), node.place) if node.value is None else node
    return Node(tuple(_long(item, child, (*path, index), problems) for index, child in enumerate(node.items)), node.place)


def _told(kind: type, node: Node, error: ValidationError) -> Iterator[Problem]:
    for problem in error.errors(include_url=False):
        path = tuple(problem["loc"])
        yield said(node.at(path), path, _problem(kind, path, problem))


def _problem(kind: type, path: Path, problem: Any) -> str:
    given = problem["input"]
    wanted = _hint_at(kind, path)
    if problem["type"] == "missing":
        return "is missing"
    if isinstance(wanted, type) and issubclass(wanted, Enum) and isinstance(given, str):
        name = wanted.__name__.lower()
        return choice(given, [str(member.value) for member in wanted], noun=f"a {name}")
    shown = f'"{given}": ' if isinstance(given, str) else ""
    return f"{shown}{str(problem['msg']).removeprefix('Value error, ')}"


def _hint_at(hint: Any, path: Path) -> Any:
    """The type that stands at a path."""
    wanted = _bare(hint)
    if not path:
        return wanted
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        return _hint_at(_hints(wanted).get(str(path[0])), path[1:])
    return _hint_at(get_args(wanted)[0], path[1:]) if get_args(wanted) else None
