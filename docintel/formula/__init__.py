"""Formulas in packs: a small closed language with units, missing values and a worked trace; no input or output, no `eval`."""

from docintel.formula.environment import Environment
from docintel.formula.environment import Operand
from docintel.formula.environment import Record
from docintel.formula.evaluator import evaluate
from docintel.formula.language import Formula
from docintel.formula.language import parse_formula

__all__ = ["Environment", "Formula", "Operand", "Record", "evaluate", "parse_formula"]
