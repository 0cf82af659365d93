"""The rows of a workbook as text, for the online form; runs in the limited child."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import openpyxl

from docintel.intake.wire import clean

Said = dict[str, Any]
WIDEST, LONGEST = 64, 20_000


def rows(order: Said) -> Iterator[Said]:
    """Sheet by sheet the rows that hold text, each with its number, up to `cells` cells in all."""
    book = openpyxl.load_workbook(order["path"], read_only=True, data_only=True, keep_links=False)
    try:
        left = order["form_cells"]
        for sheet in book.worksheets:
            found: list[tuple[int, list[str]]] = []
            for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=WIDEST, max_row=LONGEST), start=1):
                left -= len(row)
                if left < 0:
                    yield {"problem": "too_many_cells"}
                    return
                texts = ["" if value is None else clean(str(value)).strip() for value in row]
                found += [(number, texts)] if any(texts) else []
            yield {"sheet": clean(sheet.title), "rows": found}
    finally:
        book.close()
