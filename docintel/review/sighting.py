"""The places where the printed form is signed and sealed, looked at: what extraction found in words is answered from the pixels."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace

from docintel.domain.document import Document
from docintel.domain.document import Problem
from docintel.domain.fact import Absence
from docintel.domain.fact import AbsenceReason
from docintel.domain.fact import Choice
from docintel.domain.fact import Fact
from docintel.domain.source import Method
from docintel.domain.source import PageBox
from docintel.domain.wording import Wording
from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.intake import turn_of
from docintel.intake.marks import Ask
from docintel.intake.marks import Sight
from docintel.intake.marks import look

UNLOOKED = (("unlooked",), ("unlooked_one",))
SEAL, SIGNATURE, DAY = "form_seal", "form_signature", "form_signing_day"
KIND = "application_form"
PLACES = {
    SEAL: Wording("公章", "the place of the seal"),
    SIGNATURE: Wording("签名", "the place of the signature"),
    DAY: Wording("日期", "the date"),
    "form_page_mark": Wording("页码", "page numbers"),
}
NO_PRINT = Wording(
    "未见打印并签章的申请书，在线与纸质的一致性未核查。", "There is no printed and signed form, so the two copies were not compared."
)
NARROW = 1.5  # points of width that the strokes of a written figure cover at their full height


def looked_at(file: SubmittedFile, facts: Sequence[Fact], problems: Sequence[Problem], limits: Limits) -> tuple[Fact, ...]:
    """The facts, those of places that nobody had looked at with what is to be seen there; each page is drawn once."""
    asked: dict[int, list[int]] = {}
    for at, fact in enumerate(facts):
        if isinstance(fact.value, Choice) and fact.value.chosen[:1] in UNLOOKED and fact.source.page is not None:
            asked.setdefault(fact.source.page, []).append(at)
    found = list(facts)
    for page, places in asked.items():
        asks = [(at, ask) for at in places for ask in _asks(facts[at])]
        sights = look(file, page, [ask for _, ask in asks], limits, turn=turn_of(problems, page))
        for at in places:
            own = [sight for (of, _), sight in zip(asks, sights, strict=True) if of == at]
            found[at] = _ticked(facts[at], own) if _is_question(facts[at]) else _answered(facts[at], _together(own))
    return tuple(found)


def _asks(fact: Fact) -> tuple[Ask, ...]:
    """What to look for at a place: a seal, a hand beside a label, the numbers of a day in each of its gaps."""
    label, *regions = [span for span in fact.source.spans if isinstance(span, PageBox)]
    scanned = fact.source.method is not Method.TEXT
    if _is_question(fact):
        return tuple(Ask("tick", region, scanned) for region in regions)
    if fact.concept == DAY:
        return tuple(Ask("ink", region, scanned, NARROW) for region in regions)
    return (Ask("seal" if fact.concept == SEAL else "ink", (regions or [label])[-1], scanned),)


def _is_question(fact: Fact) -> bool:
    return fact.concept not in (SEAL, SIGNATURE, DAY)


def _ticked(fact: Fact, sights: Sequence[Sight]) -> Fact:
    """The options whose boxes are ticked; where a box cannot be told, or two of a question with one answer are, it is not readable. What pixels say is for a person to confirm."""
    kind, *options = fact.value.chosen if isinstance(fact.value, Choice) else ("unlooked",)
    ticked = tuple(sorted(option for option, sight in zip(options, sights, strict=True) if sight.answer == "seen"))
    is_clear = all(sight.answer != "unclear" for sight in sights) and (kind == "unlooked" or len(ticked) <= 1)
    value = Choice(ticked) if is_clear else Absence(AbsenceReason.UNREADABLE)
    doubts = (*fact.source.doubts, "tick_seen" if is_clear else "tick_unclear")
    return replace(fact, value=value, source=replace(fact.source, spans=fact.source.spans[:1], doubts=doubts))


def _together(sights: Sequence[Sight]) -> Sight:
    """One answer of several: seen where nearly all are, not seen where none is, else unclear."""
    seen = sum(sight.answer == "seen" for sight in sights)
    if seen and seen >= len(sights) - 1:
        return Sight("seen")
    doubts = tuple(doubt for sight in sights for doubt in sight.doubts)
    return Sight("unseen" if not seen and all(sight.answer == "unseen" for sight in sights) else "unclear", doubts)


def _answered(fact: Fact, sight: Sight) -> Fact:
    """A name that is typed beside the label is ink and no signature."""
    answer, doubts = sight.answer, (*fact.source.doubts, *sight.doubts)
    if fact.concept == SIGNATURE and answer == "seen" and fact.source.method is Method.TEXT and _is_typed(fact):
        answer, doubts = "unclear", (*doubts, "typed_only")
    return replace(fact, value=Choice((answer,)), source=replace(fact.source, doubts=tuple(dict.fromkeys(doubts))))


def _is_typed(fact: Fact) -> bool:
    """Whether the text goes on behind the label."""
    label, _, rest = fact.source.text.rpartition(":")
    return bool(label) and bool(rest.strip())


def unlooked(facts: Iterable[Fact], documents: Iterable[Document]) -> tuple[Wording, ...]:
    """What of the printed form nobody could look at: a Word file shows no ink, a form without places to sign none that is missing."""
    printed = [fact for fact in facts if fact.kind == KIND and not fact.is_declared]
    if not printed:
        return (NO_PRINT,)
    if all(fact.source.page is None for fact in printed):
        names = {document.sha256: document.file for document in documents}
        files = "、".join(dict.fromkeys(names.get(fact.source.document, "") for fact in printed))
        return (
            Wording(
                f"打印的申请书“{files}”没有固定页面，公章、签名、日期和页码未核查；请另附签章后的扫描件。",
                f"The printed form “{files}” has no fixed pages: seal, signature, date and page numbers were not checked; ask for a scan of the signed copy.",
            ),
        )
    unclear = sum("tick_unclear" in fact.source.doubts for fact in printed)
    return (*_unfound(printed), *((_unticked(unclear),) if unclear else ()))


def _unticked(count: int) -> Wording:
    return Wording(
        f"扫描的申请书有{count}个勾选项无法从图像辨认，未与在线填报比较。",
        f"{count} questions with boxes on the scanned form cannot be told from the picture and were not compared.",
    )


def _unfound(printed: Sequence[Fact]) -> tuple[Wording, ...]:
    """The places that were not read on a form with pages."""
    lacking = [what for concept, what in PLACES.items() if not any(fact.concept == concept for fact in printed)]
    if not lacking:
        return ()
    zh, en = "、".join(one.zh for one in lacking), ", ".join(one.en for one in lacking)
    return (Wording(f"打印的申请书上未读到{zh}的位置，未核查。", f"Not read on the printed form, so not checked: {en}."),)
