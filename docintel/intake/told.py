"""What a reviewer is told when a file cannot be read: file, place, problem, remedy."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from docintel.domain.document import Problem
from docintel.domain.errors import UnreadableError
from docintel.domain.wording import Wording

TOLD_ONE_BY_ONE = 3  # pages with the same problem
HARMLESS = (
    "macro",
    "external",
    "polyglot",
    "converted",
    "signatures_unread",
    "hidden_cells",
    "formats_unknown",
    "tracked_changes",
    "hidden_text",
    "overlapping_text",
    "text_layer_differs",
    "unanswered_prompt",
    "unknown_symbol",
    "pictures_not_read",
)
HARMLESS_KINDS = ("page_turned",)  # the code goes on with how

UNREADABLE = {
    "encrypted": Wording("设有打开密码，无法读取。请企业提供不加密的文件。", "is protected by a password. Ask for a copy without one."),
    "damaged": Wording(
        "文件损坏或不是所标的格式，无法读取。请企业重新导出后上传。", "is damaged or not of the kind its name says. Ask for a fresh export."
    ),
    "empty": Wording("是空文件或没有页面。请企业重新上传。", "is empty or has no pages. Ask for it again."),
    "unsupported_format": Wording(
        "格式不支持（可读：PDF、OFD、Word、Excel、WPS、图片、txt、md、zip）。请另存为 PDF 或 docx。",
        "is of a kind that is not read (PDF, OFD, Word, Excel, WPS, pictures, txt, md and zip are). Save it as PDF or docx.",
    ),
    "needs_ocr": Wording("是图像，没有文字层，无法读取：需要 OCR。", "is an image without text: unreadable, needs OCR."),
    "resource_limit": Wording(
        "读取时所需内存超过限额，已中止。请企业重新导出；文件可能有异常内容。",
        "asked for more memory than a file may have and was stopped. Ask for a fresh export.",
    ),
    "timeout": Wording(
        "读取超时，已中止。请企业重新导出或拆分文件。",
        "took longer than a file may take and was stopped. Ask for a fresh export or smaller parts.",
    ),
    "parser_crash": Wording("读取程序因此文件中断。请企业重新导出后上传。", "broke the reader. Ask for a fresh export."),
    "too_large": Wording(
        "超过单个文件大小限额，未读取。请拆分或压缩图像。", "is larger than a file may be and was not read. Split it or shrink its images."
    ),
    "dtd": Wording(
        "含有文档类型声明（DTD），正常的 Office 文件没有，为安全未读取。请重新另存。",
        "holds a document type declaration, which Office never writes; it was not read. Save it anew.",
    ),
    "archive_bomb": Wording(
        "压缩比或解压总量超过限额，未读取。请重新打包。", "unpacks to more than it may and was not read. Pack it anew."
    ),
    "overlapping": Wording(
        "压缩包内部条目互相重叠，未读取。请重新打包。", "has entries that overlap inside the archive and was not read. Pack it anew."
    ),
    "too_many_pages": Wording(
        "页数超过限额，超出部分未读取。请拆分文件。", "has more pages than a file may have; the rest was not read. Split it."
    ),
    "needs_libreoffice": Wording(
        "是旧版 Office/WPS 格式，需安装 LibreOffice（Debian：libreoffice-writer-nogui）才能读取；或请企业另存为 docx 或 PDF。",
        "is of an old office format: install LibreOffice (Debian: libreoffice-writer-nogui), or ask for docx or PDF.",
    ),
    "needs_sandbox": Wording(
        "是旧版 Office/WPS 格式，本机无法断开转换程序的网络，为安全未转换。请另存为 docx 或 PDF。",
        "is of an old office format and was not converted, since the converter could not be kept from the network. Save it as docx or PDF.",
    ),
    "conversion_failed": Wording(
        "转换失败，未读取。请另存为 docx 或 PDF 后上传。", "could not be converted and was not read. Save it as docx or PDF."
    ),
    "converted": Wording(
        "由 LibreOffice 转换后读取，位置以转换后的文件为准。",
        "was converted by LibreOffice before it was read; places are those of the converted file.",
    ),
    "polyglot": Wording(
        "同时是另一种格式的文件（PDF 前后另有内容）；只按 PDF 读取，另一部分未读取，需核实。",
        "is also a file of another format (there is more before or after the PDF); only the PDF was read.",
    ),
    "not_a_file": Wording(
        "是链接、管道或设备，不是普通文件，未读取。请放入文件本身。",
        "is a link, a pipe or a device, not a file, and was not read. Put the file itself there.",
    ),
    "no_access": Wording(
        "没有读取权限，未读取。请检查文件权限。", "may not be opened by this user and was not read. See to its permissions."
    ),
    "vanished": Wording(
        "读取时已不存在或无法打开。请确认文件后重新审核。",
        "was gone or could not be opened when it was to be read. Look for it and review again.",
    ),
    "changed": Wording(
        "在审核期间被改动，读出的内容不可靠。请在文件不再变动后重新审核。",
        "was changed during the review, so what was read cannot be relied on. Review again when it stays as it is.",
    ),
    "ambiguous": Wording(
        "内部有同名部件，不同软件会读出不同内容，未读取。请重新另存。",
        "holds parts of the same name, of which programs read different ones; it was not read. Save it anew.",
    ),
    "wrong_encoding": Wording(
        "不是 UTF-8、UTF-16 或 GB 18030 编码的文本，无法读取。请另存为 UTF-8。",
        "is not text in UTF-8, UTF-16 or GB 18030 and cannot be read. Save it as UTF-8.",
    ),
    "text_cut": Wording(
        "文字超过限额，超出部分未读取。请拆分文件。", "has more text than a page may have; the rest was not read. Split it."
    ),
    "too_many_cells": Wording(
        "单元格超过限额，超出部分未读取。请拆分表格。", "has more cells than it may have; the rest was not read. Split it."
    ),
    "macro": Wording("含有宏；宏从不执行，内容照常读取。", "holds macros; they are never run and the text was read."),
    "external": Wording(
        "引用了外部文件或模板；从不下载，内容照常读取。", "refers to outside files; they are never fetched and the text was read."
    ),
}


def is_harmless(code: str) -> bool:
    """Whether a problem takes nothing from what was read."""
    return code in HARMLESS or code.startswith(HARMLESS_KINDS)


def of_file(one: Problem, file: str) -> Problem:
    """A page's problem with the file named, and the page where there is one."""
    zh_page, en_page = ("", "") if one.page is None else (f"第{one.page}页", f" page {one.page}")
    return Problem(one.code, Wording(f"“{file}”{zh_page}：{one.message.zh}", f"“{file}”{en_page}: {one.message.en}"), one.page)


def folded(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems of the same kind on many pages as one that names the pages and shows the first of them.

    How a page was turned stays with each page: whoever draws it must know.
    """
    by_code: dict[str, list[Problem]] = {}
    for one in problems:
        by_code.setdefault(one.code, []).append(one)
    for code, alike in by_code.items():
        pages = sorted({one.page for one in alike if one.page is not None})
        if len(pages) <= TOLD_ONE_BY_ONE or len(pages) < len(alike) or code.startswith(HARMLESS_KINDS):
            yield from alike
        else:
            named = "、".join(_ranges(pages))
            first = alike[0].message
            yield Problem(
                code,
                Wording(
                    f"{first.zh}同样情况共 {len(pages)} 页：第{named}页。",
                    f"{first.en} The same on {len(pages)} pages: {named.replace('、', ', ')}.",
                ),
                pages[0],
            )


def problem(code: str, file: str, detail: str = "", page: int | None = None) -> Problem:
    """The problem in words, naming the file and, where there is one, the page."""
    said = UNREADABLE.get(code, UNREADABLE["damaged"])
    more = f"（{detail}）" if detail else ""
    zh_page, en_page = ("", "") if page is None else (f"第{page}页", f" page {page}")
    return Problem(
        code, Wording(f"“{file}”{zh_page}{said.zh}{more}", f"“{file}”{en_page} {said.en}{f' ({detail})' if detail else ''}"), page
    )


def unreadable(code: str, file: str) -> UnreadableError:
    """The problem as an error, in both languages."""
    told = problem(code, file).message
    return UnreadableError(code, f"{told.zh} / {told.en}")


def pages_problem(code: str, file: str, pages: Iterable[int]) -> Problem:
    """One problem for several pages, named in ranges."""
    numbers = sorted(pages)
    named = "、".join(_ranges(numbers))
    said = UNREADABLE.get(code) or PAGES.get(code, PAGES["page_failed"])
    return Problem(code, Wording(f"“{file}”第{named}页{said.zh}", f"“{file}” page {named.replace('、', ', ')} {said.en}"), numbers[0])


PAGES = {
    "garbled": Wording(
        "文字编码缺失，读出的是乱码，未采用。请企业重新导出（嵌入字体）。",
        "has text without meaning (no character map) and was not used. Ask for an export with embedded fonts.",
    ),
    "page_failed": Wording(
        "无法读取；能读的其他页照常读取。请企业重新导出。",
        "could not be read; other pages were where they could be. Ask for a fresh export.",
    ),
    "given_up": Wording(
        "未读取：读取程序多次因此文件中断，或用时超过限额。请企业重新导出或拆分文件。",
        "was not read: the file broke the reader several times or took longer than it may. Ask for a fresh export or smaller parts.",
    ),
    "truncated": Wording(
        "是不完整的图像（文件被截断），未读取。请重新上传。", "is a picture cut short and was not read. Ask for it again."
    ),
    "ocr_failed": Wording(
        "图像识别未能完成；能读的其他页照常读取。请人工查看或请企业重新扫描。",
        "could not be recognised; other pages were read where they could be. Look at it or ask for another scan.",
    ),
}


def _ranges(numbers: list[int]) -> list[str]:
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [str(first) if first == last else f"{first}–{last}" for first, last in spans]
