"""What is odd in a register of recognised enterprises, row by row: the row, the problem, what was done with it and what to mend. None of it ends a review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator

from docintel.domain.ownership import Recognition
from docintel.domain.wording import Wording
from docintel.text.identifiers import uscc_repairs
from docintel.text.names import normalise_name

Row = tuple[int, Recognition]
MOST_TOLD = 20  # of one list; the rest is counted


def code_doubt(number: int, code: str, name: str) -> Wording:
    """A credit code that none can be: by what the row is matched instead, and the code that it may be."""
    repairs = uscc_repairs(code)
    may_zh, may_en = (f"，可能是{repairs[0]}", f", it may be {repairs[0]}") if len(repairs) == 1 else ("", "")
    by_zh, by_en = (
        ("按企业名称匹配", "it is matched by its name") if name else ("又无企业名称，无法匹配", "and it has no name: it matches nothing")
    )
    return Wording(
        f"第{number}行：统一社会信用代码“{code}”位数或校验位不符{may_zh}；{by_zh}，请核对后更正。",
        f"row {number}: the credit code “{code}” has a wrong length or check digit{may_en}; {by_en}: check and correct it.",
    )


def row_doubts(rows: Iterable[Row]) -> Iterator[Wording]:
    """Rows that are there twice and rows that contradict each other, in the order of the first of them."""
    listed = tuple(rows)
    yield from _twice(listed)
    yield from _two_names(listed)
    yield from _two_codes(listed)
    yield from _revoked_and_valid(listed)


def at_most(doubts: Iterable[Wording]) -> tuple[Wording, ...]:
    """The doubts, those beyond what anybody reads only counted."""
    told = tuple(doubts)
    more = len(told) - MOST_TOLD
    if more <= 0:
        return told
    return (
        *told[:MOST_TOLD],
        Wording(f"另有{more}处类似问题，请整理名单后重新提供。", f"{more} more like these: tidy the list and give it again."),
    )


def _together(rows: Iterable[Row], key: Callable[[Recognition], Hashable | None]) -> Iterator[list[Row]]:
    """Rows that a key puts together, where there are several."""
    found: dict[Hashable, list[Row]] = defaultdict(list)
    for number, one in rows:
        told = key(one)
        if told is not None:
            found[told].append((number, one))
    return (several for several in found.values() if len(several) > 1)


def _who(one: Recognition) -> str:
    return one.uscc or normalise_name(one.name)


def _numbers(rows: Iterable[Row]) -> tuple[str, str]:
    numbers = [str(number) for number, _ in rows]
    return "、".join(numbers), ", ".join(numbers)


def _entry(one: Recognition) -> Hashable:
    """What makes two rows the same recognition."""
    return (_who(one), normalise_name(one.name), one.list_kind, one.batch, one.category, one.product, one.start, one.end, one.revoked)


def _twice(rows: Iterable[Row]) -> Iterator[Wording]:
    for several in _together(rows, _entry):
        zh, en = _numbers(several)
        name = several[0][1].name
        yield Wording(
            f"第{zh}行重复（{name}），按一条处理，请删去多余的行。",
            f"rows {en} are the same ({name}) and count once: delete those too many.",
        )


def _two_names(rows: Iterable[Row]) -> Iterator[Wording]:
    for several in _together(rows, lambda one: one.uscc):
        names = {normalise_name(one.name): one.name for _, one in several}
        known = {normalise_name(each) for _, one in several for each in one.former_names}
        if len(names) > 1 and len(names.keys() - known) > 1:
            zh, en = _numbers(several)
            yield Wording(
                f"第{zh}行统一社会信用代码相同而企业名称不同（{'、'.join(names.values())}），按同一家企业处理；请核对，更名的请填“曾用名”列。",
                f"rows {en} have one credit code and different names ({', '.join(names.values())}) and are taken for one enterprise: "
                "check them; a former name belongs in the column former_names.",
            )


def _two_codes(rows: Iterable[Row]) -> Iterator[Wording]:
    for several in _together(rows, lambda one: normalise_name(one.name) if one.uscc else None):
        codes = dict.fromkeys(one.uscc for _, one in several if one.uscc)
        if len(codes) > 1:
            zh, en = _numbers(several)
            yield Wording(
                f"第{zh}行企业名称相同（{several[0][1].name}）而统一社会信用代码不同（{'、'.join(codes)}），按不同企业处理，请核对代码。",
                f"rows {en} have one name ({several[0][1].name}) and different credit codes ({', '.join(codes)}) and are taken for different "
                "enterprises: check the codes.",
            )


def _revoked_and_valid(rows: Iterable[Row]) -> Iterator[Wording]:
    for several in _together(rows, lambda one: (_who(one), one.list_kind, one.batch)):
        if len({one.revoked is None for _, one in several}) > 1:
            zh, en = _numbers(several)
            days = "、".join(str(one.revoked) for _, one in several if one.revoked is not None)
            yield Wording(
                f"第{zh}行为同一企业同一名单（{several[0][1].name}），有的载明{days}撤销、有的没有，按未撤销处理，请核对该认定是否仍有效。",
                f"rows {en} are of one enterprise and list ({several[0][1].name}), some revoked ({days}) and some not; it is taken as not "
                "revoked: check whether the recognition holds.",
            )
