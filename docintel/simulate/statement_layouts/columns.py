"""Statements as tables: rows of lines, columns of values, and columns that hold no values."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from docintel.simulate.books import Lines
from docintel.simulate.lines import StatementLine
from docintel.simulate.sheets import PrintedFact
from docintel.simulate.statement_layouts.money import Money
from docintel.simulate.statement_layouts.tables import Cell
from docintel.simulate.statement_layouts.tables import Row
from docintel.simulate.statement_layouts.tables import Table

BALANCE, INCOME, CASH = "balance_sheet", "income_statement", "cash_flow_statement"
AT_INSTANT = ("cash_equivalents_start", "cash_equivalents_end")  # both under the date of their column: of which year, the opening figure
PER_SHARE = ("basic_eps", "diluted_eps")  # in yuan whatever the unit of the table


@dataclass(frozen=True, slots=True)
class Values:
    """A column of amounts; where it is not `recorded` it must not be taken for the figures of its year."""

    header: str
    lines: Lines
    scope: str
    year: int
    month: int = 12
    entity: str | None = None
    recorded: bool = True
    width: str = "3.3cm"
    first_month: int = 1


@dataclass(frozen=True, slots=True)
class Aside:
    """A column of something else: note numbers, shares, changes; its texts follow from line and place in the table."""

    header: str
    text: Callable[[StatementLine, int], str]
    width: str = "1.3cm"
    side: str = "center"


Column = Values | Aside


@dataclass(frozen=True, slots=True)
class Printing:
    """How a statement is printed; `suffix` follows every label with a unit, `blanks` says whether lines without figures are shown."""

    kind: str
    money: Money
    first: str = "项　　目"
    suffix: str = ""
    blanks: bool = True
    label: str = "1fr"


def statement_table(lines: Iterable[StatementLine], columns: Sequence[Column], printing: Printing) -> Table:
    """A header of one row and a row for every line shown."""
    shown = [line for line in lines if printing.blanks or has_figure(line, columns)]
    header = (Cell(printing.first), *(Cell(column.header) for column in columns))
    rows = tuple(line_row(line, columns, printing, index) for index, line in enumerate(shown))
    sides = ("left", *(column.side if isinstance(column, Aside) else "right" for column in columns))
    return Table((printing.label, *(column.width for column in columns)), sides, (header,), rows)


def has_figure(line: StatementLine, columns: Iterable[Column]) -> bool:
    """Whether a heading, or a line with an amount in some column."""
    return line.concept is None or any(isinstance(column, Values) and column.lines.get(line.concept) for column in columns)


def line_row(line: StatementLine, columns: Sequence[Column], printing: Printing, index: int) -> Row:
    """The cells of one line."""
    suffix = printing.suffix if line.concept and line.concept not in PER_SHARE else ""
    strong = line.concept is None or line.indent == 0
    label = Cell("　" * line.indent + line.label + suffix, strong=strong)
    return (label, *(replace(_cell(line, column, printing, index), strong=strong) for column in columns))


def _cell(line: StatementLine, column: Column, printing: Printing, index: int) -> Cell:
    if isinstance(column, Aside):
        return Cell(column.text(line, index))
    if line.concept is None:
        return Cell()
    return value_cell(line, column, printing)


def value_cell(line: StatementLine, column: Values, printing: Printing) -> Cell:
    """A figure with its fact; nothing printed is no fact."""
    concept = line.concept or ""
    money = replace(printing.money, unit="元") if concept in PER_SHARE else printing.money
    fen = column.lines.get(concept, 0)
    text = money.printed(fen)
    if text == money.blank or not column.recorded or concept.startswith("-"):
        return Cell(text)
    instant = printing.kind == BALANCE or concept in AT_INSTANT
    fact = PrintedFact(
        concept,
        line.label,
        money.value(fen),
        "CNY",
        text,
        printing.kind,
        column.scope,
        column.year,
        instant,
        None,
        column.entity,
        month=column.month,
        first_month=1 if instant else column.first_month,
    )
    return Cell(text, fact)


def notes(chapter: str) -> Aside:
    """附注: the number of the note where the line has one."""
    return Aside("附注", lambda line, _: f"{chapter}、{line.note}" if line.note else "")


def numbers(start: int = 1) -> Aside:
    """行次: lines counted from top to bottom."""
    return Aside("行次", lambda line, index: str(index + start) if line.concept else "", "0.9cm")
