"""What a Word file holds besides plain text, collected while reading and said as problems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.document import Line
from docintel.domain.document import Problem
from docintel.domain.wording import Wording

NAMED = 5  # places and names are listed up to here, and counted beyond

_STEP = re.compile(r"(body|header|footer|footnotes|endnotes|comments|box|art|diagram|deleted|p|t|r|c)(\d*)(?:-(first|even))?|(\d+)")
_PARTS = {
    "body": ("正文", "body"),
    "header": ("页眉", "header "),
    "footer": ("页脚", "footer "),
    "footnotes": ("脚注", "footnote"),
    "endnotes": ("尾注", "endnote"),
    "comments": ("批注", "comment"),
    "box": ("文本框", "text box "),
    "art": ("艺术字", "word art "),
    "diagram": ("图示", "diagram "),
    "deleted": ("删除的单元", "deleted "),
}
_COUNTED = {"p": ("段", "paragraph"), "t": ("表", "table"), "r": ("行", "row"), "c": ("列", "column")}


@dataclass(slots=True)
class Notes:
    """Lines of the other layers, and what to tell about the file; addresses say where."""

    overlays: list[Line] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    objects: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    symbols: Counter[str] = field(default_factory=Counter)
    prompts: Counter[str] = field(default_factory=Counter)
    pictures: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)

    def problems(self) -> tuple[Problem, ...]:
        """Everything there is to tell, always in one order."""
        return tuple(self._told())

    def _told(self) -> Iterator[Problem]:
        if self.inserted or self.deleted:
            yield _tracked(self.inserted, self.deleted)
        if self.hidden:
            yield _hidden(self.hidden)
        for code, found in (("embedded_document", self.inside), ("embedded_object", self.objects)):
            if found:
                yield _named(code, found)
        if self.pictures:
            yield _pictures(self.pictures)
        for code, found in (("unknown_symbol", self.symbols), ("unanswered_prompt", self.prompts), ("part_damaged", Counter(self.damaged))):
            if found:
                yield _named(code, found)


_SAID = {  # before the names and after them, in Chinese and in English
    "embedded_document": (
        "内嵌其他文档",
        "内容未读取，请企业直接写入正文或另行上传",
        "holds other documents",
        "they were not read: ask for them apart",
    ),
    "embedded_object": (
        "内嵌对象",
        "其中内容未读取，如有数据请另行提供",
        "holds embedded objects",
        "they were not read: ask for their figures apart",
    ),
    "unknown_symbol": ("有无法辨认的符号", "请对照原文", "holds symbols that are not known", "compare with the file"),
    "unanswered_prompt": (
        "有未填写的内容控件，仍是提示文字",
        "按空白处理",
        "has content controls that still show their prompt",
        "they count as empty",
    ),
    "part_damaged": (
        "有损坏或缺失的部分",
        "其余照常读取，请企业重新另存",
        "has damaged or missing parts",
        "the rest was read: ask for a fresh copy",
    ),
}


def _tracked(inserted: list[str], deleted: list[str]) -> Problem:
    zh, en = places_said([*inserted, *deleted])
    return Problem(
        "tracked_changes",
        Wording(
            f"带有未接受的修订：插入 {len(inserted)} 处、删除 {len(deleted)} 处（{zh}）。按接受全部修订后的文字读取；请企业定稿后提交。",
            f"holds tracked changes: {len(inserted)} insertions, {len(deleted)} deletions ({en}). "
            "It was read as if all were accepted: ask for a final version.",
        ),
    )


def _hidden(hidden: list[str]) -> Problem:
    zh, en = places_said(hidden)
    return Problem(
        "hidden_text",
        Wording(
            f"有 {len(hidden)} 处页面上看不见的文字（隐藏、白色或极小：{zh}）。不作为依据；请核对。",
            f"holds text in {len(hidden)} places that cannot be seen on the page (hidden, white or tiny: {en}). It is no evidence: check it.",
        ),
    )


def _pictures(pictures: list[str]) -> Problem:
    zh, en = places_said(pictures)
    return Problem(
        "pictures_not_read",
        Wording(
            f"有 {len(pictures)} 张图片（{zh}），图中文字未读取。如为证明材料，请另行上传。",
            f"holds {len(pictures)} pictures ({en}); text in them was not read. If they are evidence, ask for them as files.",
        ),
    )


def _named(code: str, found: Counter[str]) -> Problem:
    zh, zh_more, en, en_more = _SAID[code]
    names = [name if count == 1 else f"{name} ×{count}" for name, count in sorted(found.items())]
    more = len(names) - NAMED
    zh_names = "、".join(names[:NAMED]) + (f"等 {len(names)} 种" if more > 0 else "")
    en_names = ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
    return Problem(code, Wording(f"{zh}：{zh_names}。{zh_more}。", f"{en}: {en_names}; {en_more}."))


def places_said(addresses: Iterable[str]) -> tuple[str, str]:
    """The first places as a person counts them, and how many more there are."""
    every = list(dict.fromkeys(addresses))
    said = [place_said(one) for one in every[:NAMED]]
    more = len(every) - len(said)
    zh = "、".join(one for one, _ in said) + (f"等 {len(every)} 处" if more else "")
    return zh, "; ".join(one for _, one in said) + (f" and {more} more" if more else "")


def place_said(address: str) -> tuple[str, str]:
    """`body/t1/r3/c2` in Chinese and English."""
    zh, en = [], []
    for step in address.split("/"):
        match = _STEP.fullmatch(step)
        if match is None:
            return address, address
        chinese, english = _step_said(match[1] or "", match[2] or match[4] or "", match[3] or "")
        zh.append(chinese)
        en.append(english)
    shown = zh[1:] if zh[0] == "正文" and len(zh) > 1 and zh[1].startswith("表") else zh
    return "".join(shown), ", ".join(en)


def _step_said(kind: str, number: str, which: str) -> tuple[str, str]:
    if kind in _COUNTED:
        zh, en = _COUNTED[kind]
        return (f"表{number}" if kind == "t" else f"第{number}{zh}"), f"{en} {number}"
    if not kind:
        return number, f"no. {number}"
    zh, en = _PARTS[kind]
    zh_which, en_which = {"first": ("首页", " first page"), "even": ("偶数页", " even pages")}.get(which, ("", ""))
    return f"{zh_which}{zh}{number}", f"{en.strip()} {number}{en_which}".replace("  ", " ").strip()
