"""The language: Python's syntax tree with a whitelist, and limits on its size."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docintel.domain.errors import FormulaError

LONGEST, MOST_NODES, DEEPEST, MOST_DIGITS = 2000, 500, 40, 30

FUNCTIONS: Mapping[str, int | None] = MappingProxyType(
    {
        "abs": 1,
        "sum": None,
        "min": None,
        "max": None,
        "mean": None,
        "count": None,
        "percent": 2,
        "per": 2,
        "growth": 2,
        "cagr": 3,
        "band": None,
        "band_down": None,
        "yi": 1,
        "wan": 1,
        "亿": 1,
        "万": 1,
        "known": None,
        "chosen": 2,
    }
)
"""The functions by name, with how many values each takes; None is one or more."""

_CLASS = re.compile(r"\bclass(?=\s*=)")  # `class` is a keyword of Python and a word of the programme
_EQUAL = re.compile(r"(?<![<>=!])=(?!=)")  # conditions of count may be written class="I"
NODES = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.Call, ast.Subscript, ast.Name, ast.Constant, ast.IfExp, ast.Tuple,
    ast.keyword, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.UAdd, ast.And, ast.Or, ast.Not,
    ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that is inside the language."""

    text: str
    tree: ast.expr

    def names(self) -> tuple[str, ...]:
        """The operands and lists it asks for, each once, in reading order."""
        called = {id(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        years = {id(node.slice) for node in ast.walk(self.tree) if isinstance(node, ast.Subscript)}
        named = [node for node in ast.walk(self.tree) if isinstance(node, ast.Name) and id(node) not in called | years]
        inner = _attribute_names(self.tree)
        ordered = sorted((node for node in named if id(node) not in inner), key=lambda node: node.col_offset)
        return tuple(dict.fromkeys(node.id for node in ordered if node.id not in ("true", "false")))


def parse_formula(text: str) -> Formula:
    """The formula in `text`; FormulaError names the place and the words allowed for everything outside the language."""
    if len(text) > LONGEST:
        raise FormulaError(f"formula of {len(text)} characters; at most {LONGEST} are allowed")
    plain = _EQUAL.sub("==", _CLASS.sub("class_", text.strip()))
    try:
        tree = ast.parse(plain, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        place = getattr(error, "offset", None)
        raise FormulaError(f"formula {text[:80]!r} cannot be read{f' at character {place}' if place else ''}: {error}") from error
    _check(tree, text)
    return Formula(plain, tree.body)


def _check(tree: ast.Expression, text: str) -> None:
    pending: list[tuple[ast.AST, int]] = [(tree, 0)]
    count = 0
    while pending:
        node, depth = pending.pop()
        count += 1
        if count > MOST_NODES or depth > DEEPEST:
            raise FormulaError(f"formula {text[:60]!r} is too large: at most {MOST_NODES} parts, {DEEPEST} deep")
        _check_node(node, text)
        pending += [(child, depth + 1) for child in ast.iter_child_nodes(node)]


def _check_node(node: ast.AST, text: str) -> None:
    place = f"formula {text[:80]!r}, character {getattr(node, 'col_offset', 0) + 1}"
    if not isinstance(node, NODES):
        raise FormulaError(f"{place}: {type(node).__name__} is not part of the language of formulas")
    if isinstance(node, ast.Call):
        _check_call(node, place)
    elif isinstance(node, ast.Subscript) and not _is_year(node.slice):
        raise FormulaError(f"{place}: a year is y1 (last), y2, y3 or four digits")
    elif isinstance(node, ast.Constant):
        _check_constant(node, place)


def _check_call(node: ast.Call, place: str) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTIONS:
        near = difflib.get_close_matches(name, FUNCTIONS, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise FormulaError(f"{place}: no function {name!r}; there are {', '.join(FUNCTIONS)}{hint}")
    if node.keywords and name != "count":
        raise FormulaError(f"{place}: only count takes conditions")
    if name == "chosen" and (len(node.args) != 2 or not isinstance(node.args[0], ast.Name) or not _is_option(node.args[1])):
        raise FormulaError(f'{place}: chosen takes a choice and one of its options, as in chosen(rd_institution, "national")')
    arity = FUNCTIONS[name]
    if not node.args or (arity is not None and len(node.args) != arity):
        raise FormulaError(f"{place}: {name} takes {arity or 'one or more'} values, not {len(node.args)}")
    if name in ("band", "band_down") and not _is_banded(node.args):
        raise FormulaError(f"{place}: {name} takes a value, bands (edge, points), and the points of the rest")


def _is_option(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_banded(arguments: list[ast.expr]) -> bool:
    """band(value, (edge, points), ..., rest)."""
    first, *bands, rest = (None, *arguments) if len(arguments) < 2 else arguments
    pairs = all(isinstance(band, ast.Tuple) and len(band.elts) == 2 for band in bands)
    return bool(bands) and pairs and not isinstance(first, ast.Tuple) and not isinstance(rest, ast.Tuple)


def _check_constant(node: ast.Constant, place: str) -> None:
    if isinstance(node.value, bool | str):
        return
    if not isinstance(node.value, int | float):
        raise FormulaError(f"{place}: {node.value!r} is no number")
    if len(str(node.value)) > MOST_DIGITS or "e" in str(node.value) or "n" in str(node.value):
        raise FormulaError(f"{place}: a number of at most {MOST_DIGITS} digits, written out")


def _is_year(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return node.id in ("y1", "y2", "y3")
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and 1900 <= node.value <= 2200


def _attribute_names(tree: ast.expr) -> set[int]:
    """Names inside count's conditions and sum's second place are attributes of records, not operands."""
    found: set[int] = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            inside = call.args[1:] if call.func.id == "count" or (call.func.id == "sum" and is_listed_sum(call)) else []
            found |= {id(name) for argument in inside for name in ast.walk(argument)}
            found |= {id(name) for keyword in call.keywords for name in ast.walk(keyword.value)}
    return found


def is_listed_sum(call: ast.Call) -> bool:
    """sum(list, attribute): two bare names."""
    return len(call.args) == 2 and all(isinstance(argument, ast.Name) for argument in call.args)
