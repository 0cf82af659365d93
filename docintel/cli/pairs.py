"""`docintel names` and `docintel products`: how alike two names or products are, or which of many may be one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import output
from docintel.cli.console import write_text
from docintel.domain.errors import UsageError
from docintel.domain.review import ProductCandidate
from docintel.domain.wording import Language
from docintel.packs import load_packs
from docintel.products import WORTH_SHOWING
from docintel.products import Comparison
from docintel.products import Product
from docintel.products import candidates
from docintel.products import level_of
from docintel.report.encode import written
from docintel.report.scores import LEVELS
from docintel.report.scores import PairFace
from docintel.report.scores import name_pair
from docintel.report.scores import names_face
from docintel.report.scores import product_pair
from docintel.report.scores import products_face
from docintel.text.candidates import candidate_names
from docintel.text.likeness import name_likeness

PairsFile = Annotated[
    Path,
    typer.Argument(metavar="PAIRS.jsonl|NAMES", help='每行一对 {"a","b"}，或每行一个名称 / a pair {"a","b"} per line, or a name per line'),
]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A line of the input."""

    a: str
    b: str
    code_a: str | None = None
    code_b: str | None = None


def names(pairs: PairsFile, json_out: JsonOption = None, lang: Lang = Language.ZH) -> None:
    """比较企业名称：逐对给出相同、可能、不同及理由；名单则列出候选。 / Compare names of enterprises in pairs, or rank candidates in a list."""
    lines = _lines(pairs)
    given = _pairs(pairs, lines)
    if given is None:
        scored = [name_pair(found.a, found.b, found.likeness) for found in candidate_names(line for _, line in lines)]
    else:
        scored = [name_pair(pair.a, pair.b, name_likeness(pair.a, pair.b)) for pair in given]
    _tell(scored, written(names_face(scored)), json_out, lang)


def products(
    pairs: PairsFile,
    json_out: JsonOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
    semantic: Annotated[
        bool, typer.Option("--semantic", help="同时比较含义（需附加组件 semantic） / compare meanings too (needs the extra semantic)")
    ] = False,
) -> None:
    """比较产品名称和代码；名单则列出候选。 / Compare products by name and code in pairs, or rank candidates in a list."""
    lines = _lines(pairs)
    given = _pairs(pairs, lines)
    comparison = Comparison(load_packs(tuple(packs or ())).products, with_meaning=semantic)
    if given is None:
        known = [Product(name, name) for name in dict.fromkeys(line for _, line in lines)]
        scored = [_face(one.name, other.name, candidate) for one, other, candidate in candidates(comparison, known)]
    else:
        scored = [_face(pair.a, pair.b, comparison.compared(*_products(pair))) for pair in given]
    _tell(scored, written(products_face(scored)), json_out, lang)


def _products(pair: _Pair) -> tuple[Product, Product]:
    return Product("a", pair.a, pair.code_a), Product("b", pair.b, pair.code_b)


def _face(a: str, b: str, candidate: ProductCandidate) -> PairFace:
    return product_pair(a, b, candidate, least=WORTH_SHOWING, level=level_of(candidate.score))


def _lines(path: Path) -> list[tuple[int, str]]:
    """The lines that are not blank, with their numbers."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"无法读取 {path}（须为 UTF-8 文本）：{error} / cannot read {path} as UTF-8 text: {error}") from error
    found = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not found:
        raise UsageError(f"{path} 是空的 / {path} is empty")
    return found


def _pairs(path: Path, lines: list[tuple[int, str]]) -> list[_Pair] | None:
    """The pairs, None where the file is a list of names."""
    return list(_parsed(path, lines)) if lines[0][1].startswith("{") else None


def _parsed(path: Path, lines: list[tuple[int, str]]) -> Iterator[_Pair]:
    for number, line in lines:
        try:
            row = json.loads(line)
            a, b = row["a"], row["b"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f'{path} 第 {number} 行应为 {{"a": ..., "b": ...}} / {path} line {number} must be {{"a": ..., "b": ...}}: {error}'
            ) from error
        if not isinstance(a, str) or not isinstance(b, str):
            raise UsageError(f"{path} 第 {number} 行的 a、b 须为文字 / {path} line {number}: a and b must be text")
        yield _Pair(a, b, _code(row.get("code_a")), _code(row.get("code_b")))


def _code(given: object) -> str | None:
    """A code may be written as a number."""
    return None if given is None or given == "" else str(given)


def _tell(pairs: list[PairFace], text: str, json_out: Path | None, language: Language) -> None:
    if json_out is not None:
        write_text(json_out, text)
    if json_out is None or str(json_out) != "-":
        for pair in pairs:
            reasons = "；".join(reason.zh if language is Language.ZH else reason.en for reason in pair.reasons)
            output.print(f"{pair.score:.2f} {_said(pair, language)}  {pair.a}  |  {pair.b}  {reasons}")


def _said(pair: PairFace, language: Language) -> str:
    """What the score suggests: of names their match, of products the level for the person who judges."""
    return pair.match or "" if pair.level is None else LEVELS[pair.level].said(language)
