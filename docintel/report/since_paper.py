"""The re-review after a reply on paper: answered, changed, unanswered, new; files and conditions that changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.face_parts import WordingFace
from docintel.report.paper import Block
from docintel.report.paper import Heading
from docintel.report.paper import Paper
from docintel.report.paper import Style
from docintel.report.paper import Table
from docintel.report.paper import Tone
from docintel.report.paper import cell
from docintel.report.paper import head
from docintel.report.paper import row
from docintel.report.paper import words
from docintel.report.since import MatterFace
from docintel.report.since import SinceFace
from docintel.report.since import VerdictChangeFace
from docintel.report.words import STATUS

TEXT = {
    "title": Wording("补正后复审：仅列变化", "Re-review after a reply: only what changed"),
    "round": Wording("第{}次补正之后", "after round {}"),
    "told": Wording(
        "已核清{}项，材料已撤下而未答复{}项，有变化{}项，未见答复{}项，新出现{}项。",
        "settled {}, paper taken away {}, changed {}, unanswered {}, new {}.",
    ),
    "matters": Wording("一、事项", "1. Matters"),
    "files": Wording("二、材料变化", "2. Files"),
    "verdicts": Wording("三、认定条件变化", "3. Criteria"),
    "matter": Wording("事项", "Matter"),
    "state": Wording("情况", "State"),
    "before": Wording("此前", "Before"),
    "after": Wording("此后", "After"),
    "file": Wording("文件", "File"),
    "change": Wording("变化", "Change"),
    "declared": Wording("按填报值", "On declared values"),
    "evidenced": Wording("按佐证值", "On evidenced values"),
    "criterion": Wording("条件", "Criterion"),
    "nothing": Wording("无变化。", "Nothing changed."),
    "gone": Wording("不再出现", "no longer there"),
}
STATES = {
    "settled": Wording("已核清", "settled"),
    "removed": Wording("材料已撤下，未答复", "its paper was taken away, not answered"),
    "changed": Wording("有变化", "changed"),
    "unanswered": Wording("未见答复", "unanswered"),
    "new": Wording("新出现", "new"),
}
CHANGES = {"added": Wording("新增", "added"), "removed": Wording("撤回", "removed"), "replaced": Wording("已替换", "replaced")}
TONES = {"settled": Tone.GOOD, "removed": Tone.WARN, "changed": Tone.WARN, "unanswered": Tone.WARN, "new": Tone.BAD}


def since_paper(told: SinceFace, language: Language) -> Paper:
    """The changes in one language."""
    writer = _Writer(language)
    subtitle = told.name if told.round is None else f"{told.name} · {writer.text('round', told.round)}"
    return Paper(writer.text("title"), subtitle, f"{writer.text('title')} · {told.name}", language, tuple(writer.blocks(told)))


@dataclass(frozen=True, slots=True)
class _Writer:
    language: Language

    def text(self, name: str, *parts: object) -> str:
        return TEXT[name].said(self.language).format(*parts)

    def said(self, wording: WordingFace | Wording | None) -> str:
        if wording is None:
            return ""
        return wording.zh if self.language is Language.ZH else wording.en

    def blocks(self, told: SinceFace) -> Iterator[Block]:
        counts = [sum(one.state == state for one in told.matters) for state in STATES]
        yield words(self.text("told", *counts))
        yield Heading(self.text("matters"))
        yield self.matters(told.matters) if told.matters else words(self.text("nothing"))
        yield Heading(self.text("files"))
        if told.files:
            rows = [row(one.file, self.said(CHANGES[one.change]), words(one.sha256[:12], tone=Tone.QUIET)) for one in told.files]
            yield Table((96, 30, 50), (head(self.text("file"), self.text("change"), "sha256"), *rows))
        else:
            yield words(self.text("nothing"))
        yield Heading(self.text("verdicts"))
        yield self.verdicts(told.verdicts) if told.verdicts else words(self.text("nothing"))

    def matters(self, matters: tuple[MatterFace, ...]) -> Table:
        rows = [head(*(self.text(name) for name in ("matter", "state", "before", "after")))]
        for one in matters:
            after = self.said(one.after) or self.text("gone")
            if one.state == "unanswered":
                after = "—"
            state = words(self.said(STATES[one.state]), bold=True, tone=TONES[one.state])
            sides = (words(self.said(one.before), style=Style.SMALL), words(after, style=Style.SMALL))
            rows.append(row(self.said(one.title), cell(state), *sides))
        return Table((42, 20, 57, 57), tuple(rows))

    def verdicts(self, verdicts: tuple[VerdictChangeFace, ...]) -> Table:
        rows = [row(self.said(one.label), self.changed(one.declared), self.changed(one.evidenced)) for one in verdicts]
        return Table((76, 50, 50), (head(self.text("criterion"), self.text("declared"), self.text("evidenced")), *rows))

    def changed(self, pair: tuple[str | None, str | None]) -> str:
        old, new = ("—" if status is None else self.said(STATUS[status]) for status in pair)
        return new if old == new else f"{old} → {new}"
