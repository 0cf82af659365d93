"""What tables of points must be like: every band says one thing, and nothing is worth more than its item allows."""

from __future__ import annotations

from collections.abc import Iterator

from docintel.domain.errors import FormulaError
from docintel.formula import parse_formula
from docintel.packs.tree import Node
from docintel.packs.tree import Problem
from docintel.packs.wordings import said

WAYS = ("at_least", "at_most", "when")


def score_names(tree: Node) -> tuple[str, ...]:
    """What formulas may call the sums of a programme's tables."""
    tables = tree.get("scores").items
    return ("score", *(f"score_{table.get('id').text}" for table in tables)) if tables else ()


def score_problems(tree: Node) -> Iterator[Problem]:
    """Everything in the tables that cannot be meant so."""
    for number, table in enumerate(tree.get("scores").items):
        for place, item in enumerate(table.get("items").items):
            yield from _item(item, ("scores", number, "items", place))


def _item(item: Node, path: tuple[str | int, ...]) -> Iterator[Problem]:
    name, most = item.get("id").text, item.get("most").text
    for band in item.get("bands").items:
        given = [way for way in WAYS if band.get(way).text]
        if len(given) != 1:
            yield said(band, path, f"{name}: a band has one of {', '.join(WAYS)}")
        elif given != ["when"] and not item.get("measure").text:
            yield said(item, path, f"{name}: bands with `{given[0]}` need a `measure`")
        elif given != ["when"]:
            yield from _edge(band.get(given[0]), path)
        points = band.get("points").text
        if points.isdigit() and most.isdigit() and int(points) > int(most):
            yield said(band, path, f"{name}: {points} points are more than its `most`, {most}")


def _edge(edge: Node, path: tuple[str | int, ...]) -> Iterator[Problem]:
    try:
        parse_formula(edge.text)
    except FormulaError as error:
        yield said(edge, path, str(error))
