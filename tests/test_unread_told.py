"""Tables that nobody read are told to a reviewer: how many, on which pages, and which of them name what the form asks for."""

from __future__ import annotations

from docintel.domain.document import Document
from docintel.domain.document import ReadStatus
from docintel.domain.document import TablesRead
from docintel.domain.document import UnreadTable
from docintel.domain.source import PageBox
from docintel.packs import load_packs
from docintel.review import tables_told
from docintel.review.unread import tables_left


def document(figured: int, *unread: UnreadTable) -> Document:
    return Document("审计报告.pdf", "0" * 64, ReadStatus.OK, 9, tables=TablesRead(figured, unread))


def table(page: int, *concepts: str) -> UnreadTable:
    return UnreadTable(page, PageBox(page, 0, 0, 100, 100), "notes", "项目 | 甲", concepts)


def left(one: Document) -> list[str]:
    packs = load_packs()
    return [line.zh for line in tables_left((one,), packs.programmes["little-giant-2022"], packs.taxonomy)]


def test_a_review_tells_the_pages_with_their_number_of_unread_tables() -> None:
    assert left(document(5, table(3), table(3), table(7))) == ["审计报告.pdf：带数字的表 5 张，3 张未读取（第3页2个、第7页1个）。"]


def test_what_the_form_asks_for_is_named() -> None:
    (line,) = left(document(1, table(3, "rd_expense", "cash")))
    assert line.endswith("；其中第3页的表列有“研发费用”，请人工核对。")


def test_a_document_of_which_every_table_was_read_is_no_line_of_a_review() -> None:
    assert left(document(5)) == []
    assert [line.en for line in tables_told(document(5), load_packs().taxonomy)] == ["5 tables with figures, something was read of each"]
