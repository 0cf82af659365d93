"""How the tests of workbooks look at pages."""

from __future__ import annotations

from docintel.domain.document import Page
from docintel.domain.document import Table
from docintel.intake.sheets import read_sheets


def first_page(path: str) -> Page:
    return next(read_sheets(path))


def texts(table: Table) -> list[list[str | None]]:
    return [[None if cell is None else cell.text for cell in row] for row in table.rows]


def codes(page: Page) -> list[str]:
    return [problem.code for problem in page.problems]
