"""An on-site sheet as a Word document to print and fill in by hand or on the screen."""

from __future__ import annotations

from pathlib import Path

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report import onsite_words as words
from docintel.report.onsite import Sheet
from docintel.report.onsite_paper import Paper
from docintel.report.onsite_words import said

MATTER_WIDTHS = (14, 89, 24, 11, 16)


def write_onsite_docx(sheet: Sheet, path: Path, language: Language) -> None:
    """The sheet of one enterprise."""

    def told(wording: Wording) -> str:
        return said(wording, language)

    paper = Paper(lying=True, longest=words.LONGEST)
    paper.title(told(words.TITLE))
    paper.text("    ".join(words.heading(sheet, language)))
    paper.text(f"{told(words.DATE)}：________________    {told(words.PLACE)}：________________________________")
    paper.text(told(words.HOW), size=9)
    paper.part(told(words.VALUES))
    if not sheet.rows:
        paper.text(told(words.NO_ROWS))
    blank = [""] * len(words.COLUMNS)
    rows = [words.row_texts(number, row, language) for number, row in enumerate(sheet.rows, start=1)]
    paper.table([told(one) for one in words.COLUMNS.values()], [*rows, *[blank] * words.BLANK_ROWS], tuple(words.WIDTHS.values()))
    paper.part(told(words.MATTERS))
    matters = [words.matter_texts(number, matter, language) for number, matter in enumerate(sheet.matters, start=1)]
    if matters:
        paper.table(_heads(words.VERIFIED, language), matters, MATTER_WIDTHS)
    else:
        paper.text(told(words.NO_MATTERS))
    paper.part(told(words.RESULT))
    paper.table(_heads(words.FOUND, language), [[sheet.conclusion, told(words.CONCLUSION), "", "", ""]], MATTER_WIDTHS)
    paper.text("")
    paper.table([told(one) for one in words.SIGNATURES], [[told(words.DAY)] * 3], (1, 1, 1), height=1.8)
    paper.save(path)


def _heads(filled: Wording, language: Language) -> list[str]:
    heads = (words.COLUMNS["code"], words.MATTER, filled, words.COLUMNS["photos"], words.COLUMNS["remarks"])
    return [said(one, language) for one in heads]
