"""The letter on paper: calm, without a word that accuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.faces import WordingFace
from docintel.report.letter import AskedFace
from docintel.report.letter import LetterFace
from docintel.report.letter import WantedFace
from docintel.report.paper import Block
from docintel.report.paper import Paper
from docintel.report.paper import Para
from docintel.report.paper import Row
from docintel.report.paper import Span
from docintel.report.paper import Style
from docintel.report.paper import Table
from docintel.report.paper import Tone
from docintel.report.paper import cell
from docintel.report.paper import head
from docintel.report.paper import words

TEXT = {
    "title": Wording("关于补正申报材料的通知", "Request for supplements to an application"),
    "round": Wording("第{}次补正", "round {}"),
    "draft": Wording("草稿：尚无人员决定退回补正，发出前须由审核人员确认", "Draft: nobody has asked anything back yet; a reviewer must confirm it first"),
    "dear": Wording("{}：", "To {}:"),
    "lead": Wording(
        "你单位提交的{}申报材料已收悉。审核中有以下{}项内容需要核实，请对照所列出处核对，并一次性提供所列{}份材料。",
        "Your application to {} has been received. The following {} matters need checking: please look at the places named, and send the {} "
        "documents listed, all at once.",
    ),
    "by": Wording("请于{}前将补正材料通过申报渠道提交；已有说明或证明的，可一并提供。", "Please send them by {} the way the application was sent; explanations are welcome."),
    "neutral": Wording(
        "以上内容仅为材料之间需要核对之处，不构成对申报结果的判断；“可能的原因”供参考，如与实际不符，请以实际情况为准并书面说明。",
        "These are places in the documents that need checking, and no judgement of the application; the possible reasons are guesses: if they are not "
        "the case, please say in writing what is.",
    ),
    "matter": Wording("需核实的内容与出处", "What needs checking, and where it stands"),
    "reason": Wording("可能的原因", "A possible reason"),
    "paper": Wording("请提供：{}", "Please send: {}"),
    "sign": Wording("（审核单位）", "(authority)"),
    "number": Wording("序号", "No."),
}  # fmt: skip
DAY = Wording("{}年{}月{}日", "{}-{:02}-{:02}")


def letter_paper(letter: LetterFace, language: Language) -> Paper:
    """The letter in one language."""
    writer = _Writer(language)
    return Paper(writer.text("title"), writer.text("round", letter.round), writer.text("title"), language, tuple(writer.blocks(letter)))


@dataclass(frozen=True, slots=True)
class _Writer:
    language: Language

    def text(self, name: str, *parts: object) -> str:
        return TEXT[name].said(self.language).format(*parts)

    def said(self, wording: WordingFace) -> str:
        return wording.zh if self.language is Language.ZH else wording.en

    def day(self, text: str) -> str:
        day = date.fromisoformat(text)
        return DAY.said(self.language).format(day.year, day.month, day.day)

    def blocks(self, letter: LetterFace) -> Iterator[Block]:
        if letter.draft:
            yield Para((Span(self.text("draft"), tone=Tone.WARN),), Style.CENTRE)
        yield words(self.text("dear", letter.name), style=Style.DEAR)
        matters = sum(len(one.settles) for one in letter.wanted)
        yield words(self.text("lead", self.said(letter.programme), matters, len(letter.wanted)), style=Style.LETTER)
        yield self.table(letter)
        yield words(self.text("by", self.day(letter.deadline)), style=Style.LETTER)
        yield words(self.text("neutral"), style=Style.LETTER)
        yield words(self.text("sign"), style=Style.RIGHT)
        yield words(self.day(letter.day), style=Style.RIGHT)

    def table(self, letter: LetterFace) -> Table:
        rows, number = [head(self.text("number"), self.text("matter"), self.text("reason"))], 0
        for wanted in letter.wanted:
            rows.append(self.wanted(wanted))
            for asked in wanted.settles:
                number += 1
                rows.append(self.asked(number, asked))
        return Table((12, 116, 48), tuple(rows))

    def wanted(self, wanted: WantedFace) -> Row:
        return Row((cell(words(self.text("paper", self.said(wanted.label)), bold=True), across=3, shaded=True),), leads=True)

    def asked(self, number: int, asked: AskedFace) -> Row:
        told = [words(self.said(asked.matter), bold=True)]
        for side in asked.sides:
            name = Span(f"{self.said(side.role)} · {self.said(side.label)}：", tone=Tone.QUIET)
            told.append(Para((name, Span(side.value, bold=True), Span(f"　{self.said(side.place)}", tone=Tone.QUIET))))
        if not asked.sides:
            told.append(words(self.said(asked.explanation)))
        return Row((cell(str(number)), cell(*told), cell(self.said(asked.innocent))))
