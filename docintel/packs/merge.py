"""Overlays: one pack laid over another, lists merged by what their items go by, everything removed or replaced said aloud."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from docintel.packs.tree import Node
from docintel.packs.tree import Problem
from docintel.packs.wordings import choice
from docintel.packs.wordings import said

OWN = ("id", "version", "extends", "remove")  # said by a pack of itself, never merged

REPLACED = ("kinds", "scopes", "applies_to", "statements", "allowed")
"""Lists of words whose order or fullness means something: an overlay's list takes the place of ours. Other lists of words grow."""


def _id(item: Node) -> str:
    return item.get("id").text


def _first_concept(item: Node) -> str:
    concepts = item.get("concepts").items
    return concepts[0].text if concepts else ""


def _evidence(item: Node) -> str:
    """Its first concept, and what the documents state instead where that is another."""
    stated = item.get("stated_as").text
    return f"{_first_concept(item)}:{stated}" if stated else _first_concept(item)


def _fact(item: Node) -> str:
    reader = item.get("reader").text
    columns = item.get("columns").items
    concept = item.get("concept").text or (columns[0].get("concept").text if columns else "")
    return f"{reader}:{concept}" if concept else reader


KEYS: Mapping[str, Callable[[Node], str]] = {
    "concepts": _id,
    "identities": _id,
    "form": _id,
    "fields": _id,
    "parts": _id,
    "families": _id,
    "classes": _id,
    "checks": _id,
    "aspects": _id,
    "criteria": _id,
    "exclusions": _id,
    "scores": _id,
    "items": _id,
    "sizes": _id,
    "filings": _id,
    "batches": lambda item: item.get("number").text,
    "evidence": _evidence,
    "cues": lambda item: item.get("text").text,
    "columns": lambda item: item.get("concept").text,
    "facts": _fact,
}
"""What the items of a list go by."""


@dataclass
class Merge:
    """What came of laying one pack over another: what was removed (paths, and all names it goes by) and replaced, and what could not be."""

    removed: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    replaced: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def merged(base: Node, overlay: Node, merge: Merge, *, gone: frozenset[str] = frozenset()) -> Node:
    """`base` under `overlay`: first what it removes goes, then what it says is laid over. The overlay keeps its own id and version.

    `gone` are removals of earlier overlays, which may be asked for again.
    """
    wanted = {token.text or "?": token for token in overlay.get("remove").items or _one(overlay.get("remove"))}
    rest = _without(base, set(wanted), "", merge)
    found = removal_names(merge)
    merge.problems += [
        said(node, ("remove",), choice(token, sorted(_all_keys(base)), noun="there to be removed"))
        for token, node in wanted.items()
        if token not in found | gone
    ]
    body = {key: child for key, child in overlay.mapping.items() if key not in OWN}
    over = _laid(rest, Node(body, overlay.place), "", merge)
    own = {key: child for key, child in overlay.mapping.items() if key in OWN}
    return Node({**over.mapping, "id": base.get("id"), "version": base.get("version"), **own}, overlay.place)


def removal_names(merge: Merge) -> frozenset[str]:
    """Every name under which what was removed can be asked for."""
    return frozenset(merge.names)


def _one(node: Node) -> tuple[Node, ...]:
    return (node,) if node.text else ()


def _names(path: str, item: Node) -> set[str]:
    """A record goes by its path, by `checks/F01` and by `F01`, a fact rule also by its concept; a word by its path and `aliases/word`."""
    listed, _, key = path.rpartition("/")
    names = {path, f"{listed.rpartition('/')[2]}/{key}"}
    if item.mapping:
        names |= {key, item.get("concept").text if "reader" in item.mapping else key}
    return names - {""}


def _key(name: str, item: Node) -> str:
    """What an item goes by in the list of that name: words by themselves, pairs and groups of words by their first."""
    if item.text or item.items:
        return item.text or item.items[0].text
    return KEYS[name](item) if name in KEYS else ""


def _without(node: Node, tokens: set[str], path: str, merge: Merge) -> Node:
    if not tokens:
        return node
    if isinstance(node.value, dict):
        return Node({key: _without(child, tokens, f"{path}/{key}".lstrip("/"), merge) for key, child in node.value.items()}, node.place)
    if isinstance(node.value, tuple):
        return Node(tuple(_kept(node.value, tokens, path, merge)), node.place)
    return node


def _kept(items: tuple[Node, ...], tokens: set[str], path: str, merge: Merge) -> list[Node]:
    name = path.rpartition("/")[2]
    kept: list[Node] = []
    for item in items:
        key = _key(name, item)
        names = _names(f"{path}/{key}", item) if key else set()
        if tokens & names:
            merge.removed.append(f"{path}/{key}")
            merge.names |= names
        else:
            kept.append(_without(item, tokens, f"{path}/{key}" if key else path, merge))
    return kept


def _all_keys(node: Node, name: str = "") -> set[str]:
    below = {key for child_name, child in node.mapping.items() for key in _all_keys(child, child_name)}
    for item in node.items:
        key = _key(name, item)
        below |= ({key} if key and item.mapping else set()) | _all_keys(item)
    return below


def _laid(base: Node, over: Node, path: str, merge: Merge) -> Node:
    if isinstance(base.value, dict) and isinstance(over.value, dict):
        children = dict(base.value)
        for key, child in over.value.items():
            below = f"{path}/{key}".lstrip("/")
            children[key] = _laid(children[key], child, below, merge) if key in children else child
        return Node(children, over.place)
    name = path.rpartition("/")[2]
    if isinstance(base.value, tuple) and isinstance(over.value, tuple) and _grows(name, base, over):
        return Node(_joined(base.value, over.value, path, merge), over.place)
    if base.value is not None and not _same(base, over):
        merge.replaced.append(path)
    return over


def _grows(name: str, base: Node, over: Node) -> bool:
    """Whether two lists are joined: lists of records by their keys, lists of words unless their order means something."""
    records = any(item.mapping for item in (*base.items, *over.items))
    return name in KEYS if records else name not in REPLACED


def _joined(base: tuple[Node, ...], over: tuple[Node, ...], path: str, merge: Merge) -> tuple[Node, ...]:
    name = path.rpartition("/")[2]
    joined = list(base)
    for item in over:
        key = _key(name, item)
        place = next((index for index, known in enumerate(joined) if _key(name, known) == key), None)
        if place is None:
            joined.append(item)
        elif item.items:
            merge.replaced += [] if _same(joined[place], item) else [f"{path}/{key}"]
            joined[place] = item
        else:
            joined[place] = _laid(joined[place], item, f"{path}/{key}", merge)
    return tuple(joined)


def _same(one: Node, other: Node) -> bool:
    if isinstance(one.value, tuple) and isinstance(other.value, tuple):
        return len(one.value) == len(other.value) and all(_same(left, right) for left, right in zip(one.value, other.value, strict=True))
    if isinstance(one.value, dict) and isinstance(other.value, dict):
        return one.value.keys() == other.value.keys() and all(_same(child, other.value[key]) for key, child in one.value.items())
    return one.value == other.value
