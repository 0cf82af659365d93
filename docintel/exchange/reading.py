"""Any file of stakes to one table: which format it is, its content says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from docintel.domain.errors import UsageError
from docintel.domain.ownership import ControlAgreement
from docintel.domain.ownership import Holding
from docintel.domain.ownership import OwnershipTable
from docintel.domain.ownership import Party
from docintel.domain.ownership import PartyKind
from docintel.domain.wording import Wording
from docintel.exchange.bods import read_statements
from docintel.exchange.bods import table_of
from docintel.exchange.csv_table import Columns
from docintel.exchange.csv_table import read_csv
from docintel.exchange.csv_table import table_of_rows
from docintel.exchange.ftm import read_ftm
from docintel.ownership.networks import read_graphml


def read_file(path: Path, columns: Columns) -> OwnershipTable:
    """The stakes of a file, a workbook or a text; UsageError names the file, the place and the remedy."""
    if path.suffix.lower() == ".xlsx":
        return read_workbook(path, columns)
    return read_table(_text_of(path), path.name, columns)


def _text_of(path: Path) -> str:
    """The text of a file in UTF-8 or, as Excel saves CSV here, in GB 18030."""
    try:
        raw = path.read_bytes()
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return raw.decode("gb18030")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: 无法读取，应为 UTF-8 或 GB 18030 文本 / cannot be read as UTF-8 or GB 18030 text: {error}") from error


def read_workbook(path: Path, columns: Columns) -> OwnershipTable:
    """The stakes of the first sheet of an Excel workbook, as 企查查 and 天眼查 export them."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise UsageError(f"{path}: 不是可读的Excel文件 / is no readable workbook: {error}") from error
    return table_of_rows(rows, path.name, columns)


def read_table(text: str, name: str, columns: Columns) -> OwnershipTable:
    """The stakes of a text in BODS, FollowTheMoney, GraphML or CSV; UsageError names the file, the place and the remedy."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "[":
        return table_of(read_statements(text, name), name)
    if start == "{":
        return read_ftm(text, name) if _is_lines(text) else table_of(read_statements(f"[{text}]", name), name)
    if start == "<":
        return read_graphml(text, name)
    return read_csv(text, name, columns)


def _is_lines(text: str) -> bool:
    """Whether the first line is an object of its own with a schema."""
    try:
        return "schema" in json.loads(text.lstrip("\ufeff \t\r\n").splitlines()[0])
    except json.JSONDecodeError:
        return False


def merged(tables: Iterable[tuple[str, OwnershipTable]]) -> OwnershipTable:
    """Tables of several files as one: enterprises by credit code, else by name; a person of one file is nobody of another.

    Stakes say which file they are from, so that what two files state is corroborated or conflicts and is never added up.
    """
    parties: dict[str, Party] = {}
    by_code: dict[str, str] = {}
    stakes: list[Holding] = []
    agreements: list[ControlAgreement] = []
    untold: list[Wording] = []
    for file, table in tables:
        ids = {party.id: _known(party, file, parties, by_code) for party in table.parties}
        for one in table.holdings:
            ends = (ids.get(one.holder, one.holder), ids.get(one.company, one.company))
            stakes.append(replace(one, holder=ends[0], company=ends[1], origin=one.origin or file))
        for told in table.agreements:
            members = tuple(ids.get(each, each) for each in told.parties)
            agreements.append(replace(told, parties=members, company=ids.get(told.company or "", told.company)))
        untold += table.untold
    return OwnershipTable(tuple(parties.values()), tuple(stakes), tuple(agreements), tuple(untold))


def _known(party: Party, file: str, parties: dict[str, Party], by_code: dict[str, str]) -> str:
    """The id under which a party goes in the merged table."""
    name = f"{party.name}@{file}" if party.kind is PartyKind.PERSON and party.name in parties else party.name
    known = by_code.get(party.uscc or "") or (name if party.kind is not PartyKind.PERSON and name in parties else None)
    if known is None:
        known = name if name not in parties else f"{name}#{party.id}"
        parties[known] = replace(party, id=known)
    if party.uscc:
        by_code.setdefault(party.uscc, known)
    return known
