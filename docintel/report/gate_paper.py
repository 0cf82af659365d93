"""The gate on paper and on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.face_parts import WordingFace
from docintel.report.gate import GateFace
from docintel.report.gate import HitFace
from docintel.report.opinion_words import DECISION
from docintel.report.opinion_words import STANDING
from docintel.report.paper import Block
from docintel.report.paper import Heading
from docintel.report.paper import Paper
from docintel.report.paper import Para
from docintel.report.paper import Row
from docintel.report.paper import Style
from docintel.report.paper import Table
from docintel.report.paper import Tone
from docintel.report.paper import cell
from docintel.report.paper import head
from docintel.report.paper import row
from docintel.report.paper import words
from docintel.report.plain import time_told

TEXT = {
    "title": Wording("盖章前核对", "Gate before sealing"),
    "passes": Wording("名单{}家：没有未经人员排除的事项。", "{} enterprises: nothing that was not overridden by a person."),
    "stops": Wording(
        "名单{}家：{}项未经人员排除，盖章前须处理。", "{} enterprises: {} matters not overridden; to be dealt with before sealing."
    ),
    "name": Wording("企业", "Enterprise"),
    "sort": Wording("类别", "Sort"),
    "what": Wording("事项与计算", "What, and the calculation"),
    "who": Wording("何人、何时、因何仍予推荐", "Who overrode it, when and why"),
    "nobody": Wording("未经人员排除", "not overridden"),
    "unknown": Wording("未知的数值条件（不影响核对结果，请知悉）", "Numeric conditions that are unknown (do not stop the gate)"),
    "not_enough": Wording("{}：不足以排除", "{}: does not override"),
}
SORTS = {
    "unmet": Wording("数值条件不符合", "numeric condition unmet"),
    "exclusion": Wording("不予推荐情形", "exclusion"),
    "refused": Wording("人员不予推荐", "not recommended by people"),
    "unreviewed": Wording("无审核结果", "no review"),
    "twice": Wording("重复", "twice"),
}


def gate_paper(told: GateFace, language: Language) -> Paper:
    """What stands against the list in one language."""
    writer = _Writer(language)
    return Paper(writer.text("title"), "", writer.text("title"), language, tuple(writer.blocks(told)))


def hit_lines(told: GateFace, language: Language) -> Iterator[str]:
    """A line for each hit, as the terminal shows it."""
    writer = _Writer(language)
    for hit in told.hits:
        yield f"{hit.row} {hit.name}　{writer.said(SORTS[hit.sort])}　{writer.said(hit.what)}　{writer.overridden(hit)}"


@dataclass(frozen=True, slots=True)
class _Writer:
    language: Language

    def text(self, name: str, *parts: object) -> str:
        return TEXT[name].said(self.language).format(*parts)

    def said(self, wording: WordingFace | Wording) -> str:
        return wording.zh if self.language is Language.ZH else wording.en

    def blocks(self, told: GateFace) -> Iterator[Block]:
        against = sum(not hit.overridden for hit in told.hits)
        name, parts, tone = ("passes", (told.listed,), Tone.GOOD) if told.passes else ("stops", (told.listed, against), Tone.BAD)
        yield words(self.text(name, *parts), bold=True, tone=tone)
        if told.hits:
            rows = [head(*(self.text(part) for part in ("name", "sort", "what", "who"))), *map(self.hit, told.hits)]
            yield Table((42, 26, 60, 48), tuple(rows))
        if told.unknown:
            yield Heading(self.text("unknown"), 2)
            yield from (words(f"· {self.said(one)}", style=Style.ITEM) for one in told.unknown)

    def hit(self, hit: HitFace) -> Row:
        name = (words(hit.name), words(hit.uscc or "", tone=Tone.QUIET, style=Style.SMALL))
        what = (words(self.said(hit.what)), *(words(text, tone=Tone.QUIET, style=Style.SMALL) for text in (self.said(hit.detail),) if text))
        who = words(self.overridden(hit), tone=Tone.PLAIN if hit.overridden else Tone.BAD)
        return row(cell(*name), self.said(SORTS[hit.sort]), cell(*what), cell(*self.reason(hit), who))

    def reason(self, hit: HitFace) -> Iterator[Para]:
        if hit.decided is not None and hit.decided.reason:
            yield words(hit.decided.reason)

    def overridden(self, hit: HitFace) -> str:
        """Who it was, or that nobody did; a decision that does not count says why."""
        made = hit.decided
        if made is None:
            return self.text("nobody")
        kind = self.said(DECISION[made.kind])
        who = "，".join(part for part in (kind, made.person, made.second_person or "", time_told(made.at)) if part)
        if hit.overridden:
            return who
        is_alone = hit.sort == "exclusion" and made.second_person is None
        if made.counts and not is_alone:
            return self.text("not_enough", who)
        standing = self.said(STANDING["awaiting_second" if made.counts else made.standing])
        return self.text("not_enough", f"{who}（{standing}）")
