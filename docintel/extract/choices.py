"""What is ticked among the options of a field, and what is written behind an option: 否 is ticked, or 是 and a name."""

from __future__ import annotations

import re

from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Choice
from docintel.domain.fact import Text
from docintel.domain.fact import Value
from docintel.text.normal import folded
from docintel.text.normal import is_blank
from docintel.text.normal import squeezed

Options = tuple[tuple[str, str], ...]

_BOX = "☐□☑☒√■✓✔"
_TICK = "☑☒√■✓✔"
_BOXES = re.compile(f"[{_BOX}]")
_TICKED = re.compile(rf"[{_TICK}]\s*([^{_BOX}]+)")
_TICKED_BEHIND = re.compile(rf"([^{_BOX}]+)[{_TICK}]")  # 是☑ 否□
_BRACKETED = re.compile(rf"[(（\[]\s*([{_BOX}]?)\s*[)）\]]")  # (√)是 ( )否
_LIST = re.compile(r"[、,，;；]")
_ENDS = frozenset(" ,:;(、。/")
_REMARK = re.compile(rf"[:：]([^{_BOX}]*)")
_ASKED = ("名称", "说明", "代码", "情况", "名单")  # what a form asks for behind an option, with nothing filled in
_BRACKETS = (("(", ")"), ("（", "）"))


def read_choice(text: str, options: Options) -> Value:
    """What is ticked, or listed, as option ids; words that are no option make it a Text."""
    ticked = _ticked(text)
    if ticked is None:
        if is_blank(text) and not any(folded(text) == printed for _, printed in options):
            return Absence(AbsenceReason.BLANK)
        whole = folded(text)
        known = {squeezed(printed) for _, printed in options} | {name for name, _ in options}
        ticked = [whole] if squeezed(whole) in known else [folded(one) for one in _LIST.split(whole) if one.strip()]
    chosen = [_named(one, options) for one in ticked]
    if any(name is None for name in chosen):
        return Text("、".join(ticked))
    order = [name for name, _ in options]
    return Choice(tuple(sorted({name for name in chosen if name is not None}, key=order.index)))


def remark_behind(text: str, options: Options) -> str:
    """What is filled in behind an option (是，企业名称：X); empty where nothing is."""
    written = [_bare(one) for one in _REMARK.findall(_boxed(text))]
    if not written:
        written = [_bare(folded(one)[_length(one, options) :].strip(" ,、")) for one in _ticked(text) or ()]
        written = [one for one in written if not one.endswith(_ASKED)]
    return next((one for one in written if not is_blank(one)), "")


def _boxed(text: str) -> str:
    """Ticks in brackets as boxes: nothing between them is an empty one."""
    return _BRACKETED.sub(lambda found: found[1] or "□", text)


def _ticked(text: str) -> list[str] | None:
    """The words of each ticked box; None where there are no boxes."""
    boxed = _boxed(text).strip()
    if not _BOXES.search(boxed):
        return None
    behind = boxed[0] not in _BOX and boxed[-1] in _BOX
    return [folded(one) for one in (_TICKED_BEHIND if behind else _TICKED).findall(boxed)]


def _named(said: str, options: Options) -> str | None:
    """The option that words name, whatever is told behind it."""
    by_print = {squeezed(printed): name for name, printed in options} | {name: name for name, _ in options}
    length = _length(said, options)
    return by_print.get(squeezed(said)) or (by_print.get(squeezed(folded(said)[:length])) if length else None)


def _length(said: str, options: Options) -> int:
    """How many characters the longest option takes with which the words begin, 0 where they begin with none."""
    text = folded(said)
    ends = (at for at in range(len(text), 0, -1) if at == len(text) or text[at] in _ENDS)
    printed = {squeezed(one) for _, one in options}
    return next((at for at in ends if squeezed(text[:at]) in printed), 0)


def _bare(text: str) -> str:
    """A remark without the brackets and lines in which it is filled in."""
    bare = text.strip(" 　_;；。")
    for opened, closed in _BRACKETS:
        bare = bare[:-1] if bare.endswith(closed) and bare.count(closed) > bare.count(opened) else bare
        bare = bare[1:-1] if bare.startswith(opened) and bare.endswith(closed) else bare
    return bare.strip(" 　_:：")
