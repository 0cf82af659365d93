"""Prints the numbers the house holds itself to, and fails above them: lengths, annotations, import cycles, broad excepts.

A function's length is its lines from `def` to its end, docstring and nested functions aside.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "docintel"

MEDIAN, NINETY, LONGEST, FILE = 8, 30, 100, 400
BROAD = ("Exception", "BaseException")
BROAD_ALLOWED_IN = "docintel/review/reading.py"  # the loop over submitted files

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Measured:
    """One function."""

    name: str
    lines: int
    annotated: bool


def functions(path: Path, tree: ast.AST) -> Iterator[Measured]:
    """Every function in a file."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            name = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            yield Measured(name, length(node), is_annotated(node))


def length(node: Function) -> int:
    """Lines of its own."""
    lines = span(node)
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= span(first)
    nested = [inner for inner in ast.walk(node) if isinstance(inner, Function) and inner is not node]
    return lines - sum(span(inner) for inner in nested)


def span(node: ast.stmt) -> int:
    """Lines from the first to the last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_annotated(node: Function) -> bool:
    """Whether every argument and the result have a type."""
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    arguments += [a for a in (node.args.vararg, node.args.kwarg) if a is not None]
    named = [a for a in arguments if a.arg not in ("self", "cls")]
    return node.returns is not None and all(a.annotation is not None for a in named)


def broad_excepts(path: Path, tree: ast.AST) -> Iterator[str]:
    """Places that catch everything."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler) and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in BROAD)):
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            if not place.startswith(BROAD_ALLOWED_IN):
                yield place


def imports(tree: ast.AST, modules: set[str]) -> set[str]:
    """The modules of the package that a module imports when it is loaded."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name in modules else node.module for name in named} & modules
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & modules
    return found


def cycle(graph: dict[str, set[str]]) -> list[str]:
    """Modules left when those without imports are taken away again and again: empty without a cycle."""
    left = {name: set(targets) - {name} for name, targets in graph.items()}
    while free := [name for name, targets in left.items() if not targets & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)


def module_name(path: Path) -> str:
    """Its dotted name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def report(paths: list[Path]) -> list[str]:
    """Prints the numbers and returns what is over them."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    measured = sorted((m for path, tree in trees.items() for m in functions(path, tree)), key=lambda m: m.lines)
    lengths = [m.lines for m in measured]
    files = sorted((len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(ROOT))) for path in paths)
    package = {module_name(path): path for path in paths if PACKAGE in path.parents}
    graph = {name: imports(trees[path], set(package)) for name, path in package.items()}
    median, ninety = lengths[len(lengths) // 2], lengths[len(lengths) * 9 // 10]
    print(f"functions {len(lengths)}: median {median} lines, 90 % <= {ninety}, longest {lengths[-1]} ({measured[-1].name})")
    print(f"files {len(files)}: longest {files[-1][0]} lines ({files[-1][1]})")
    faults = [f"{m.name}: {m.lines} lines, at most {LONGEST}" for m in measured if m.lines > LONGEST]
    faults += [f"{m.name}: not annotated" for m in measured if not m.annotated]
    faults += [f"{name}: {lines} lines, at most {FILE}" for lines, name in files if lines > FILE]
    faults += [f"{place}: catches everything" for path, tree in trees.items() for place in broad_excepts(path, tree)]
    faults += [f"median {median}, at most {MEDIAN}"] if median > MEDIAN else []
    faults += [f"90 % <= {ninety}, at most {NINETY}"] if ninety > NINETY else []
    return faults + [f"import cycle through {name}" for name in cycle(graph)]


def main() -> int:
    """Exit code 1 where a number is over its limit."""
    package = sorted(path for path in PACKAGE.rglob("*.py") if "_packs" not in path.parts)
    faults = report([*package, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))])
    for fault in faults:
        print(f"over the limit: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
