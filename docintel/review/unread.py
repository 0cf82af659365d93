"""Tables with figures that nobody read, a line a document: how many, where, and which of them name what the form asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterator

from docintel.domain.concept import Taxonomy
from docintel.domain.document import Document
from docintel.domain.document import UnreadTable
from docintel.domain.programme import Programme
from docintel.domain.wording import Wording

PAGES = 40  # that are named in a line


def tables_left(documents: tuple[Document, ...], programme: Programme, taxonomy: Taxonomy) -> tuple[Wording, ...]:
    """The lines of a review: of every document with tables unread."""
    asked = {field.concept for field in programme.fields}
    return tuple(
        Wording(f"{one.file}：{told.zh}", f"{one.file}: {told.en}") for one in documents for told in _told_of(one, taxonomy, asked)
    )


def tables_told(document: Document, taxonomy: Taxonomy) -> tuple[Wording, ...]:
    """The lines of one document, whatever a form asks for; none where it has no tables with figures."""
    figured = document.tables.figured
    if document.tables.unread or figured == 0:
        return tuple(_told_of(document, taxonomy, None))
    return (Wording(f"带数字的表 {figured} 张，均有数据读出", f"{figured} tables with figures, something was read of each"),)


def _told_of(document: Document, taxonomy: Taxonomy, asked: Collection[str] | None) -> Iterator[Wording]:
    tables = document.tables
    if not tables.unread:
        return
    zh, en = _places(tables.unread)
    named = _named(tables.unread, taxonomy, asked)
    yield Wording(
        f"带数字的表 {tables.figured} 张，{len(tables.unread)} 张未读取（{zh}）" + (f"；其中{named.zh}，请人工核对。" if named else "。"),
        f"{tables.figured} tables with figures, {len(tables.unread)} not read ({en})"
        + (f"; {named.en}: check them by eye." if named else "."),
    )


def _places(unread: tuple[UnreadTable, ...]) -> tuple[str, str]:
    """The tables by page: 第61页2个、第70页1个."""
    counted = Counter(table.page for table in unread)
    shown = sorted(counted.items())[:PAGES]
    more = len(counted) - len(shown)
    zh = "、".join(f"第{page}页{count}个" for page, count in shown) + (f"等{len(counted)}页" if more else "")
    return zh, ", ".join(f"page {page}: {count}" for page, count in shown) + (f" and {more} more pages" if more else "")


def _named(unread: tuple[UnreadTable, ...], taxonomy: Taxonomy, asked: Collection[str] | None) -> Wording | None:
    """Which pages' unread tables name concepts that are asked for (None: any)."""
    found: dict[int, dict[str, None]] = {}
    for table in unread:
        for concept in table.concepts if asked is None else (one for one in table.concepts if one in asked):
            found.setdefault(table.page, {})[concept] = None
    told = [(page, [taxonomy.label(concept) for concept in concepts]) for page, concepts in sorted(found.items())][:PAGES]
    zh = "、".join(f"第{page}页的表列有{''.join(f'“{label.zh}”' for label in labels)}" for page, labels in told)
    en = ", ".join(f"page {page} names {', '.join(f'“{label.en}”' for label in labels)}" for page, labels in told)
    return Wording(zh, en) if told else None
