"""What packs say of each other must be there: concepts, kinds of documents, formulas; and nothing may be there twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docintel.domain.errors import FormulaError
from docintel.domain.programme import SETTLING
from docintel.formula import parse_formula
from docintel.packs.merge import KEYS
from docintel.packs.scores import score_names
from docintel.packs.scores import score_problems
from docintel.packs.shelf import CONCEPTS
from docintel.packs.shelf import KINDS
from docintel.packs.shelf import PROGRAMMES
from docintel.packs.shelf import Shelf
from docintel.packs.tree import Node
from docintel.packs.tree import Problem
from docintel.packs.wordings import choice
from docintel.packs.wordings import said
from docintel.text.normal import label_key

Path = tuple[str | int, ...]
Trees = Mapping[Shelf, Mapping[str, Node]]

UNIQUE = tuple(name for name in KEYS if name not in {"facts", "cues"})  # a fact may be read in several ways, a word may weigh twice
"""Lists in which nothing may go by the same name."""

FORMULAS = ("formula", "applies_if", "margin", "measure", "when")
REFERRING = ("concept", "concepts", "siblings", "within", "stated_as")
PARTS = ("total", "plus", "minus")
EXPRESSIONS = ("titles", "pattern", "patterns")
ASKED = frozenset(
    (*UNIQUE, *FORMULAS, *REFERRING, *PARTS, *EXPRESSIONS, "inside", "statement", "statements", "kinds", "settled_by", "aspect")
)
"""The keys under which anything is looked at here."""
COMPUTED = ("numeric", "holds", "recomputes")
SUMMING = ("statement", "across")
GIVEN = ("ip", "patents", "top_products", "years_since_registration", "is_sme")
"""What formulas may ask for besides concepts: the lists of the form, and what is counted from its dates."""

NEEDED: Mapping[str, Mapping[str, str]] = {
    "key_value": {"concept": "a `concept`", "labels": "`labels`"},
    "key_list": {"columns": "`columns`"},
    "date_span": {"labels": "`labels`"},
    "sentence": {"sentences": "`sentences`"},
    "whole_page": {"concept": "a `concept`", "options": "`options`"},
    "remark": {"concept": "a `concept`", "pattern": "a `pattern`"},
    "qr": {"concept": "a `concept`", "pattern": "a `pattern`"},
    "table_row": {"concept": "a `concept`", "labels": "`labels`"},
    "table_column": {"labels": "`labels`", "columns": "`columns`"},
    "table_list": {"columns": "`columns`"},
    "own_row": {"concept": "a `concept`", "columns": "`columns`"},
}
"""The keys that a reader works with."""
SENTENCE_PIECES = ("year", "month", "date", "name", "number", "mark", "party", "tax", "years", "list", "clause", "any")
_SLOT = re.compile(r"\{([\w:]+)\}")


def reference_problems(trees: Trees) -> Iterator[Problem]:
    """Every reference that leads nowhere, every id and label that stands twice."""
    concepts = [concept.get("id").text for pack in trees[CONCEPTS].values() for concept in pack.get("concepts").items]
    walked = {shelf: [_Walked.of(tree) for tree in packs.values()] for shelf, packs in trees.items()}
    for one in (one for shelf in walked.values() for one in shelf):
        yield from _twice(one)
        yield from _words(one, REFERRING, concepts, "a concept")
    for one in walked[KINDS]:
        yield from _words(one, ("inside",), trees[KINDS], "a kind of document")
        yield from _expressions(one)
        yield from _readers(one.tree, tuple(concepts))
    for one in walked[PROGRAMMES]:
        yield from _kinds(one, trees[KINDS])
        yield from _settling(one, trees[KINDS])
        yield from _aspects(one)
        yield from _expressions(one)
        yield from _formulas(one, (*concepts, *GIVEN, *score_names(one.tree)))
        yield from score_problems(one.tree)
        yield from _needs_formula(one.tree)
        yield from _form_labels(one.tree)
    for one in walked[CONCEPTS]:
        yield from _words(one, ("statements", "statement"), trees[KINDS], "a kind of document")
        yield from _words(one, PARTS, concepts, "a concept")
        yield from _values(one.tree)
        yield from _statement_labels(one.tree)


@dataclass(frozen=True, slots=True)
class _Walked:
    """A tree gone through once for all questions: its words and lists by the keys they stand under, their own and that of their list."""

    tree: Node
    under: Mapping[str, list[tuple[Path, Node]]]

    @classmethod
    def of(cls, tree: Node) -> _Walked:
        """The tree with what stands in it."""
        under: dict[str, list[tuple[Path, Node]]] = defaultdict(list)
        _note(tree, (), under)
        return cls(tree, under)

    def standing(self, keys: Iterable[str], start: Path = ()) -> Iterator[tuple[Path, Node]]:
        """What stands under any of the keys, below a path."""
        return ((path, node) for key in keys for path, node in self.under.get(key, ()) if path[: len(start)] == start)


def _note(node: Node, path: Path, under: dict[str, list[tuple[Path, Node]]]) -> None:
    """Notes what stands at a node and below under the keys that are asked for."""
    for step in path[-2:]:
        if step in ASKED:
            under[str(step)].append((path, node))
    if isinstance(node.value, str):
        return
    for key, child in node.mapping.items():
        _note(child, (*path, key), under)
    for index, child in enumerate(node.items):
        _note(child, (*path, index), under)


def _words(walked: _Walked, keys: tuple[str, ...], allowed: Iterable[str], noun: str, start: Path = ()) -> Iterator[Problem]:
    """Words under the given keys that are not among the allowed ones."""
    known = dict.fromkeys(allowed)
    for path, node in walked.standing(keys, start):
        if node.text and node.text not in known:
            yield said(node, path, choice(node.text, tuple(known), noun=noun))


def _twice(walked: _Walked) -> Iterator[Problem]:
    for path, node in walked.standing(UNIQUE):
        if path[-1] in UNIQUE and any(item.mapping for item in node.items):
            yield from _same_keys(str(path[-1]), path, node)
    yield from _same_fields(walked.tree)


def _same_keys(name: str, path: Path, node: Node) -> Iterator[Problem]:
    first: dict[str, Node] = {}
    for index, item in enumerate(node.items):
        key = KEYS[name](item)
        if key in first:
            yield said(item, (*path, index), f'"{key}" stands twice; it stood first at {first[key].place}')
        first.setdefault(key, item)


def _fields(tree: Node) -> Iterator[Node]:
    for section in tree.get("form").items:
        yield from section.get("fields").items


def _same_fields(tree: Node) -> Iterator[Problem]:
    """Ids of fields are one namespace over all sections."""
    first: dict[str, tuple[Node, int]] = {}
    for index, section in enumerate(tree.get("form").items):
        for field in section.get("fields").items:
            known = first.setdefault(field.get("id").text, (field, index))
            if known[1] != index:
                yield said(field, ("form",), f'field "{field.get("id").text}" stands twice; it stood first at {known[0].place}')


def _kinds(walked: _Walked, kinds: Iterable[str]) -> Iterator[Problem]:
    known = tuple(kinds)
    for name in ("evidence", "checks"):
        yield from _words(walked, ("kinds",), known, "a kind of document", (name,))


def _settling(walked: _Walked, kinds: Iterable[str]) -> Iterator[Problem]:
    """What settles a finding is a kind of document or one of the papers that every programme knows."""
    known = (*SETTLING, *kinds)
    yield from _words(walked, ("settled_by",), known, "a kind of document or a way to settle a finding", ("checks",))


def _aspects(walked: _Walked) -> Iterator[Problem]:
    aspects = [aspect.get("id").text for aspect in walked.tree.get("aspects").items]
    yield from _words(walked, ("aspect",), aspects, "an aspect", ("criteria",))


def _expressions(walked: _Walked) -> Iterator[Problem]:
    """Titles and patterns are regular expressions."""
    for path, node in walked.standing(EXPRESSIONS):
        if node.text:
            try:
                re.compile(node.text)
            except re.error as error:
                yield said(node, path, f'"{node.text}": not a regular expression: {error.msg} at character {error.pos}')


def _readers(tree: Node, concepts: tuple[str, ...]) -> Iterator[Problem]:
    """What a reader cannot do without."""
    for index, rule in enumerate(tree.get("facts").items):
        path: Path = ("facts", index)
        reader = rule.get("reader").text
        for key, need in NEEDED.get(reader, {}).items():
            if not rule.get(key).text and not rule.get(key).items:
                yield said(rule, path, f"{reader} needs {need}")
        if reader == "pattern" and "(?P<value>" not in rule.get("pattern").text:
            yield said(rule, path, "pattern needs a `pattern` with a group (?P<value>...)")
        if reader == "date_span" and len(rule.get("concepts").items) != 2:
            yield said(rule, path, "date_span needs two `concepts`: from and until")
        yield from _slots(rule, path, concepts)


def _slots(rule: Node, path: Path, concepts: tuple[str, ...]) -> Iterator[Problem]:
    """What stands in braces in a sentence is a concept or one of the pieces; brackets come in pairs."""
    for sentence in rule.get("sentences").items:
        known = (*SENTENCE_PIECES, *concepts)
        named = [slot.split(":") for slot in _SLOT.findall(sentence.text)]
        slots = [slot[0] for slot in named]
        yield from (
            said(sentence, path, choice(slot[1], SENTENCE_PIECES, noun="a piece of a sentence"))
            for slot in named
            if slot[1:] and slot[1] not in SENTENCE_PIECES
        )
        yield from (
            said(sentence, path, choice(slot, known, noun="a concept or a piece of a sentence")) for slot in slots if slot not in known
        )
        repeated = sorted({slot for slot in slots if slot in concepts and slots.count(slot) > 1})
        yield from (said(sentence, path, f'"{slot}" stands twice in the sentence') for slot in repeated)
        if sentence.text.count("[") != sentence.text.count("]"):
            yield said(sentence, path, f'"{sentence.text}": [ and ] do not come in pairs')


@lru_cache(maxsize=1024)  # the editions of a programme share most of their formulas
def _asked(formula: str) -> tuple[str, ...]:
    return parse_formula(formula).names()


def _formulas(walked: _Walked, names: tuple[str, ...]) -> Iterator[Problem]:
    """Formulas are inside the language and ask only for what there is."""
    for path, node in walked.standing(FORMULAS):
        if path[-1] in FORMULAS and node.text:
            try:
                asked = _asked(node.text)
            except FormulaError as error:
                yield said(node, path, str(error))
                continue
            yield from (said(node, path, choice(name, names, noun="a concept or list")) for name in asked if name not in names)


def _needs_formula(tree: Node) -> Iterator[Problem]:
    """What is judged or recomputed by number says how."""
    for name in ("criteria", "checks"):
        for index, rule in enumerate(tree.get(name).items):
            kind = rule.get("kind").text
            if kind in COMPUTED and not rule.get("formula").text:
                yield said(rule, (name, index), f"{rule.get('id').text}: {kind} needs a `formula`")
            if kind in SUMMING and not rule.get("formula").text and not rule.get("concepts").items:
                yield said(rule, (name, index), f"{rule.get('id').text}: {kind} needs a `formula` or the `concepts` whose sums are known")


def _labels(node: Node) -> set[str]:
    """The printed labels of a concept or field, in their canonical form."""
    return {label_key(label.text) for label in (node.get("label").get("zh"), *node.get("aliases").items)}


def _form_labels(tree: Node) -> Iterator[Problem]:
    """A form may be filled in by label, so one label leads to one field."""
    first: dict[str, Node] = {}
    for field in _fields(tree):
        for label in sorted(_labels(field)):
            other = first.setdefault(label, field)
            if other is not field:
                yield said(field, ("form",), f'label "{label}" of {field.get("id").text} is also a label of {other.get("id").text}')


def _statement_labels(tree: Node) -> Iterator[Problem]:
    """One label of a statement leads to one concept, unless `within` says under which row it stands."""
    first: dict[tuple[str, str, str], Node] = {}
    for concept in tree.get("concepts").items:
        families = [statement.text for statement in concept.get("statements").items] or [""]
        for family in families:
            for label in sorted(_labels(concept)):
                other = first.setdefault((family, label, " ".join(row.text for row in concept.get("within").items)), concept)
                if other is not concept:
                    yield said(concept, ("concepts",), _same_label(label, concept, other))


def _same_label(label: str, concept: Node, other: Node) -> str:
    one, two = concept.get("id").text, other.get("id").text
    return f'label "{label}" of {one} is also a label of {two}; say `within` which row each stands'


def _values(tree: Node) -> Iterator[Problem]:
    for index, concept in enumerate(tree.get("concepts").items):
        value = concept.get("value").text
        needed = {"identifier": "scheme", "count": "unit"}.get(value)
        if needed and not concept.get(needed).text:
            yield said(concept, ("concepts", index), f"{concept.get('id').text}: {value} needs `{needed}`")
