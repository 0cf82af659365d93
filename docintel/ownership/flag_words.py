"""What is odd in stakes as stated, in words: one line for each sort of oddity, with everyone it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping

from docintel.domain.wording import Wording

FLAGS = {
    "shares_over_100": Wording("所载持股合计超过100%：{}", "the stakes stated add up to more than 100 %: {}"),
    "conflicting_sources": Wording(
        "不同材料所载的持股不一致，几种说法都保留：{}", "papers state different stakes, and all stay possible: {}"
    ),
    "closed_ownership_loop": Wording("相互持有全部股权，环外无人持股：{}", "they hold one another whole, nobody outside holds any: {}"),
    "self_holding": Wording("持有自己的股份（不计表决权）：{}", "it holds shares of its own (without votes): {}"),
    "joint_50_50": Wording("两方各占一半，任何一方都不过半：{}", "two have half each, neither a majority: {}"),
    "registered_holder_overridden": Wording(
        "登记的多数股东让位于协议控制方：{}", "a contract takes the say from the registered majority: {}"
    ),
    "duplicate_fact": Wording("同一笔持股重复列出，只计一次：{}", "a stake is listed twice and counted once: {}"),
    "pseudo_holder": Wording("所列“股东”是股份类别而不是持有人：{}", "a “holder” listed is a class of shares, not a holder: {}"),
    "namesake": Wording("同名而未认作同一人：{}", "of one name, not taken for one person: {}"),
    "missing_shares": Wording("有股份未载明由谁持有：{}", "shares that nobody is stated to hold: {}"),
}
"""Every code of the ownership cases, the gravest first; `{}` is whom it concerns."""


def flags_told(flags: Iterable[str], names: Mapping[str, str]) -> Iterator[Wording]:
    """Flags such as `shares_over_100:C`, a line a code; `names` says parties by id."""
    whom: dict[str, list[str]] = defaultdict(list)
    for flag in flags:
        code, _, subjects = flag.partition(":")
        whom[code].append(" → ".join(names.get(one, one) for one in subjects.split(",")))
    for code, wording in FLAGS.items():
        if code in whom:
            yield Wording(wording.zh.format("、".join(whom[code])), wording.en.format(", ".join(whom[code])))
