"""Formulas in packs: a small closed language with units, missing values and a worked trace; no input or output, no `eval`."""

from docintel.formula.environment import Environment
from docintel.formula.environment import Operand
from docintel.formula.environment import Record
from docintel.formula.evaluator import evaluate
from docintel.formula.evaluator import truth
from docintel.formula.language import Formula
from docintel.formula.language import parse_formula
from docintel.formula.saying import calling
from docintel.formula.saying import in_words

__all__ = ["Environment", "Formula", "Operand", "Record", "calling", "evaluate", "in_words", "parse_formula", "truth"]
