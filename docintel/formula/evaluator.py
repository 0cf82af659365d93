"""Evaluation with a trace: every node says what it was, what came out, and which facts it rests on."""

from __future__ import annotations

import ast
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from docintel.domain.errors import FormulaError
from docintel.domain.fact import Choice
from docintel.domain.interval import Interval
from docintel.domain.quantity import ITEM
from docintel.domain.quantity import Quantity
from docintel.domain.verdict import Trace
from docintel.domain.verdict import Truth
from docintel.formula.environment import Attribute
from docintel.formula.environment import Environment
from docintel.formula.environment import Record
from docintel.formula.functions import FUNCTIONS
from docintel.formula.functions import WORKINGS
from docintel.formula.functions import total_of
from docintel.formula.language import Formula
from docintel.formula.language import is_listed_sum
from docintel.formula.numbers import Number
from docintel.formula.numbers import common_unit
from docintel.formula.numbers import decimal_of
from docintel.formula.numbers import written
from docintel.formula.truths import both
from docintel.formula.truths import compared
from docintel.formula.truths import either
from docintel.formula.truths import negated

SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
RELATIONS = {ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥", ast.Eq: "=", ast.NotEq: "≠"}
# what is written of a relation that does not hold: by hand nobody writes 65% ≥ 70%
CONTRARY = {ast.Lt: "≥", ast.LtE: ">", ast.Gt: "≤", ast.GtE: "<", ast.Eq: "≠", ast.NotEq: "="}
UNTOLD = Trace("", "")


@dataclass(frozen=True, slots=True)
class Result:
    """A node's value: a number, a truth, or neither (missing), and its trace; an `open` number is not settled even on values as written.

    `text` is the number as a reviewer writes it, where that was needed already.
    """

    trace: Trace
    number: Number | None = None
    truth: Truth | None = None
    open: bool = False
    text: str = ""


def evaluate(formula: Formula, environment: Environment, *, exact: bool = False, loose: bool = False) -> Trace:
    """The worked calculation. `exact` judges numbers exactly as written, so that nothing straddles; `loose` lets money to the fen be rounded too."""
    evaluator = _Evaluator(formula.text, environment, exact=exact, loose=loose)
    try:
        return evaluator.visit(formula.tree).trace
    except FormulaError as error:
        raise FormulaError(f"formula {formula.text!r}: {error}") from error


def truth(formula: Formula, environment: Environment, *, loose: bool = False) -> Truth | None:
    """What `evaluate` would say, without the working: most conditions hold, and nobody reads why."""
    try:
        return _Evaluator(formula.text, environment, exact=False, loose=loose, loud=False).visit(formula.tree).truth
    except FormulaError as error:
        raise FormulaError(f"formula {formula.text!r}: {error}") from error


class _Evaluator:
    """`loud` writes the working of numbers out."""

    def __init__(self, text: str, environment: Environment, *, exact: bool, loose: bool, loud: bool = True) -> None:
        self.encoded, self.environment = text.encode(), environment
        self.exact, self.loose, self.loud = exact, loose, loud
        self.nodes: dict[type[ast.expr], Callable[..., Result]] = {
            ast.Constant: self.constant,
            ast.Name: self.name,
            ast.Subscript: self.subscript,
            ast.BinOp: self.arithmetic,
            ast.UnaryOp: self.unary,
            ast.BoolOp: self.logic,
            ast.Compare: self.comparison,
            ast.Call: self.call,
            ast.IfExp: self.choice,
        }

    def visit(self, node: ast.expr) -> Result:
        if type(node) not in self.nodes:
            raise FormulaError(f"{self.source(node)!r} cannot stand here")
        return self.nodes[type(node)](node)

    def source(self, node: ast.expr) -> str:
        """The formula's own words for a node; the tree counts columns in bytes."""
        if node.end_lineno != 1:
            return (ast.get_source_segment(self.encoded.decode(), node) or "").replace("class_", "class")
        return self.encoded[node.col_offset : node.end_col_offset].decode().replace("class_", "class")

    # ---- leaves

    def constant(self, node: ast.Constant) -> Result:
        if isinstance(node.value, bool):
            return self.told(node, Truth.TRUE if node.value else Truth.FALSE, str(node.value).lower(), ())
        digits = self.source(node)
        if not digits.replace(".", "", 1).isdigit():
            raise FormulaError(f"{digits!r} is no number written out")
        return self.numbered(node, Number.plain(Fraction(digits)), (), None)

    def name(self, node: ast.Name) -> Result:
        if node.id in ("true", "false"):
            return self.told(node, Truth.TRUE if node.id == "true" else Truth.FALSE, node.id, ())
        return self.operand(node, node.id, None)

    def subscript(self, node: ast.Subscript) -> Result:
        if not isinstance(node.value, ast.Name):
            raise FormulaError(f"{self.source(node)!r}: only a name has a year")
        year = node.slice.id if isinstance(node.slice, ast.Name) else self.source(node.slice)
        return self.operand(node, node.value.id, year)

    def operand(self, node: ast.expr, name: str, year: str | None) -> Result:
        found = self.environment.operand(name, year)
        if found is None:
            return self.unknown(node, missing=(self.source(node),))
        if isinstance(found.quantity, bool):
            truth = Truth.TRUE if found.quantity else Truth.FALSE
            return Result(Trace(self.source(node), "是" if found.quantity else "否", truth, facts=found.facts), truth=truth)
        if isinstance(found.quantity, Trace):
            return _worked(found.quantity)
        number = Number.of(found.quantity, loose=self.loose)
        text = self.write(number)
        return Result(self.trace(node, text, number, (), found.facts), number, text=text)

    # ---- results

    def write(self, number: Number) -> str:
        return written(number) if self.loud else ""

    def numbered(self, node: ast.expr, number: Number, steps: Sequence[Result], working: str | None) -> Result:
        text = self.write(number)
        printed = text if working is None else f"{working} = {text}"
        return Result(self.trace(node, printed, number, tuple(step.trace for step in steps), ()), number, text=text)

    def trace(self, node: ast.expr, printed: str, number: Number, steps: tuple[Trace, ...], facts: tuple[object, ...]) -> Trace:
        if not self.loud:
            return UNTOLD
        value, reach = decimal_of(number.value), number.range
        low, high = (value, value) if reach.low == reach.high == number.value else (decimal_of(reach.low), decimal_of(reach.high))
        return Trace(self.source(node), printed, None, value, number.unit, low, high, steps, facts)  # type: ignore[arg-type]

    def told(self, node: ast.expr, truth: Truth, printed: str, steps: Sequence[Result]) -> Result:
        return Result(Trace(self.source(node), printed, truth, steps=tuple(step.trace for step in steps)), truth=truth)

    def unknown(self, node: ast.expr, steps: Sequence[Result] = (), missing: tuple[str, ...] = ()) -> Result:
        return Result(Trace(self.source(node), f"{self.source(node)} 未知", steps=tuple(step.trace for step in steps), missing=missing))

    # ---- arithmetic

    def arithmetic(self, node: ast.BinOp) -> Result:
        left, right = self.visit(node.left), self.visit(node.right)
        if left.number is None or right.number is None:
            return self.unknown(node, (left, right))
        value = self.combined(node.op, left.number, right.number)
        working = f"{self.operand_text(left)} {SIGNS[type(node.op)]} {self.operand_text(right)}"
        return self.unknown(node, (left, right)) if value is None else self.numbered(node, value, (left, right), working)

    def combined(self, operator: ast.operator, left: Number, right: Number) -> Number | None:
        if isinstance(operator, ast.Add):
            return left + right
        if isinstance(operator, ast.Sub):
            return left - right
        return left * right if isinstance(operator, ast.Mult) else left.divided(right)

    def operand_text(self, result: Result) -> str:
        return result.text or (result.trace.printed if result.number is None else self.write(result.number))

    def unary(self, node: ast.UnaryOp) -> Result:
        inner = self.visit(node.operand)
        if isinstance(node.op, ast.Not):
            truth = self.truth_of(inner)
            return self.told(node, negated(truth), f"非（{inner.trace.printed}）", (inner,))
        if inner.number is None:
            return self.unknown(node, (inner,))
        value = inner.number if isinstance(node.op, ast.UAdd) else Number.plain(0, inner.number.unit) - inner.number
        return self.numbered(node, value, (inner,), None)

    # ---- truth

    def truth_of(self, result: Result) -> Truth:
        if result.number is not None:
            raise FormulaError(f"{result.trace.expression!r} is a number where a condition is asked")
        return result.truth or Truth.UNKNOWN

    def logic(self, node: ast.BoolOp) -> Result:
        steps = [self.visit(value) for value in node.values]
        truths = [self.truth_of(step) for step in steps]
        truth = both(truths) if isinstance(node.op, ast.And) else either(truths)
        joint = "；且 " if isinstance(node.op, ast.And) else "；或 "
        return self.told(node, truth, joint.join(step.trace.printed for step in steps), steps)

    def comparison(self, node: ast.Compare) -> Result:
        sides = [self.visit(side) for side in (node.left, *node.comparators)]
        numbers = [side.number for side in sides]
        if any(number is None for number in numbers):
            truth, truths = Truth.UNKNOWN, [Truth.UNKNOWN] * len(node.ops)
        else:
            known = [number for number in numbers if number is not None]
            exact = self.exact and not any(side.open for side in sides)
            truths = [
                compared(left, relation, right, exact=exact) for left, relation, right in zip(known, node.ops, known[1:], strict=False)
            ]
            truth = both(truths)
        printed = sides[0].trace.printed
        for relation, side, holds in zip(node.ops, sides[1:], truths, strict=True):
            sign = (CONTRARY if holds is Truth.FALSE else RELATIONS)[type(relation)]
            printed += f" {sign} {self.written_like(side, sides[0])}"
        return self.told(node, truth, printed, sides)

    def written_like(self, side: Result, first: Result) -> str:
        """A plain threshold is written in the unit of what it is compared with."""
        if side.number is not None and first.number is not None and side.number.unit is None and not side.trace.steps:
            return written(Number(side.number.value, side.number.range, common_unit(side.number, first.number)))
        return side.trace.printed

    def choice(self, node: ast.IfExp) -> Result:
        condition = self.visit(node.test)
        truth = self.truth_of(condition)
        if truth in (Truth.TRUE, Truth.FALSE):
            chosen = self.visit(node.body if truth is Truth.TRUE else node.orelse)
            trace = chosen.trace
            steps = (condition.trace, *trace.steps)
            shown = Trace(
                self.source(node),
                trace.printed,
                trace.truth,
                trace.number,
                trace.unit,
                trace.low,
                trace.high,
                steps,
                trace.facts,
                trace.missing,
            )
            return Result(shown, chosen.number, chosen.truth)
        body, orelse = self.visit(node.body), self.visit(node.orelse)
        if body.truth is not None and body.truth is orelse.truth:
            return self.told(node, body.truth, body.trace.printed, (condition, body, orelse))
        if truth is Truth.STRADDLES and body.truth is not None and orelse.truth is not None:
            return self.told(node, Truth.STRADDLES, f"{condition.trace.printed}（在取整误差内）", (condition, body, orelse))
        return self.unknown(node, (condition, body, orelse))

    # ---- functions

    def call(self, node: ast.Call) -> Result:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "count":
            return self.count(node)
        if name == "sum" and is_listed_sum(node):
            return self.listed_sum(node)
        if name == "chosen":
            return self.chosen(node)
        steps = [self.visit(argument) for argument in node.args if not isinstance(argument, ast.Tuple)]
        if name == "known":
            found = all(step.number is not None or step.truth is not None for step in steps)
            return self.told(node, Truth.TRUE if found else Truth.FALSE, self.source(node), steps)
        if any(step.number is None for step in steps) or not steps:
            return self.unknown(node, steps)
        numbers = [step.number for step in steps if step.number is not None]
        if name in ("band", "band_down"):
            return self.band(node, name, steps[0], numbers[0])
        return self.applied(node, name, steps, numbers)

    def chosen(self, node: ast.Call) -> Result:
        """Whether an option of a choice was ticked."""
        step, option = self.visit(node.args[0]), node.args[1]
        if step.truth is None or not isinstance(option, ast.Constant):
            return self.unknown(node, (step,))
        choices = [fact.value for fact in step.trace.facts if isinstance(fact.value, Choice)]
        is_ticked = any(option.value in choice.chosen for choice in choices)
        printed = "；".join(fact.source.text for fact in step.trace.facts) or step.trace.printed
        return self.told(node, Truth.TRUE if is_ticked else Truth.FALSE, printed, (step,))

    def applied(self, node: ast.Call, name: str, steps: list[Result], numbers: list[Number]) -> Result:
        value = FUNCTIONS[name](numbers)
        if value is None:
            return self.unknown(node, steps)
        working = WORKINGS.get(name)
        return self.numbered(node, value, steps, None if working is None else working([written(number) for number in numbers]))

    def band(self, node: ast.Call, name: str, step: Result, number: Number) -> Result:
        """Points by bands, `(edge, points)` each and the rest last: the points of the first edge reached; an edge belongs to the better band (annex 4, item 13)."""
        steps = [step]
        for argument in node.args[1:]:
            if not isinstance(argument, ast.Tuple):
                rest = self.visit(argument)
                return Result(rest.trace, rest.number, rest.truth)
            edge, points = (self.visit(element) for element in argument.elts)
            if edge.number is None or points.number is None:
                return self.unknown(node, steps)
            relation: ast.cmpop = ast.GtE() if name == "band" else ast.LtE()
            truth = compared(number, relation, edge.number, exact=self.exact)
            if truth is Truth.STRADDLES:
                return self.unknown(node, steps)
            if truth is Truth.TRUE:
                sign = RELATIONS[type(relation)]
                return self.numbered(node, points.number, steps, f"{step.trace.printed} {sign} {self.written_like(edge, step)}")
        return self.unknown(node, steps)

    def listed_sum(self, node: ast.Call) -> Result:
        rows, attribute = self.rows(node), node.args[1]
        if rows is None or not isinstance(attribute, ast.Name):
            return self.unknown(node, missing=(self.source(node.args[0]),))
        values = [row.values.get(attribute.id) for row in rows]
        known = [Number.of(value, loose=self.loose) for value in values if isinstance(value, Quantity)]
        if len(known) != len(values) or not known:
            return self.unknown(node, missing=(f"{self.source(node.args[0])}.{attribute.id}",))
        total = total_of(known)
        facts = tuple(fact for row in rows for fact in row.facts)
        working = " + ".join(written(number) for number in known)
        return Result(self.trace(node, f"{working} = {written(total)}", total, (), facts), total)

    def rows(self, node: ast.Call) -> tuple[Record, ...] | None:
        if not node.args or not isinstance(node.args[0], ast.Name):
            raise FormulaError(f"{self.source(node)!r}: the first value is the name of a list")
        return self.environment.records(node.args[0].id)

    def count(self, node: ast.Call) -> Result:
        """Rows that meet every condition; rows of which that cannot be said widen what the count can be."""
        rows = self.rows(node)
        if rows is None:
            return self.unknown(node, missing=(self.source(node.args[0]),))
        judged = [(row, self.meets(row, node)) for row in rows]
        sure = [row for row, truth in judged if truth is Truth.TRUE]
        possible = sum(1 for _, truth in judged if truth in (Truth.UNKNOWN, Truth.STRADDLES))
        number = Number(Fraction(len(sure)), Interval(Fraction(len(sure)), Fraction(len(sure) + possible)), ITEM)
        facts = tuple(fact for row in sure for fact in row.facts)
        return Result(self.trace(node, written(number), number, (), facts), number)

    def meets(self, row: Record, node: ast.Call) -> Truth:
        return both([self.row_comparison(row, condition) for condition in node.args[1:]])

    def equal(self, value: Attribute, wanted: ast.expr) -> Truth:
        if value is None:
            return Truth.UNKNOWN
        if isinstance(wanted, ast.Name) and wanted.id in ("true", "false"):
            return Truth.TRUE if value is (wanted.id == "true") else Truth.FALSE
        if not isinstance(wanted, ast.Constant):
            raise FormulaError(f"{self.source(wanted)!r}: a condition of count is a word, a number, true or false")
        return Truth.TRUE if value == wanted.value else Truth.FALSE

    def row_comparison(self, row: Record, condition: ast.expr) -> Truth:
        if not isinstance(condition, ast.Compare) or not isinstance(condition.left, ast.Name) or len(condition.ops) != 1:
            raise FormulaError(f"{self.source(condition)!r}: a condition of count is `attribute <= number` or `attribute=value`")
        value = row.values.get(condition.left.id.rstrip("_"))
        if isinstance(condition.ops[0], ast.Eq) and _is_word(condition.comparators[0]):
            return self.equal(value, condition.comparators[0])
        if value is None or isinstance(value, str):
            return Truth.UNKNOWN
        number = Number.of(value, loose=self.loose) if isinstance(value, Quantity) else Number.plain(int(value))
        wanted = self.visit(condition.comparators[0]).number
        return Truth.UNKNOWN if wanted is None else compared(number, condition.ops[0], wanted, exact=self.exact)


def _worked(trace: Trace) -> Result:
    """A number worked out before, with what it can be."""
    if trace.number is None:
        return Result(trace)
    low, high = (Fraction(trace.number if end is None else end) for end in (trace.low, trace.high))
    return Result(trace, Number(Fraction(trace.number), Interval(low, high), trace.unit), open=low != high)


def _is_word(node: ast.expr) -> bool:
    """A word in quotes, true or false."""
    return (isinstance(node, ast.Constant) and isinstance(node.value, str)) or (isinstance(node, ast.Name) and node.id in ("true", "false"))
