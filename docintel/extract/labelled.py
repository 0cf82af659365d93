"""Values by their labels: after the label, in the next cell, in the line or cell below, over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from functools import lru_cache

from docintel.domain.concept import Concept
from docintel.domain.concept import Taxonomy
from docintel.domain.concept import ValueKind
from docintel.domain.kind import Column
from docintel.domain.kind import DocumentKind
from docintel.domain.kind import FactRule
from docintel.domain.kind import Reader
from docintel.extract.after_label import WRAPPED
from docintel.extract.after_label import span_of
from docintel.extract.after_label import value_of
from docintel.extract.apart import CUT_FORM
from docintel.extract.apart import aside
from docintel.extract.apart import far
from docintel.extract.apart import hangs
from docintel.extract.apart import unknown_labels
from docintel.extract.attempts import Candidate
from docintel.extract.centred import centred
from docintel.extract.misprints import relabelled
from docintel.extract.parties import party_in
from docintel.extract.runs import EM
from docintel.extract.runs import WHOLE_NAME
from docintel.extract.runs import Run
from docintel.extract.strips import Strip
from docintel.extract.typed import NO_SHAPE
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed

_REMARK = re.compile(r"(?:\([^()]{1,24}\)|/?[A-Za-z][A-Za-z./'’&()]{1,45})?(?=:)|\([^()]{1,24}\)")
_TRANSLATED = re.compile(r"/?[A-Za-z][A-Za-z./'’&()-]{1,45}")
_NUMBERED = re.compile(r"[0-9一二三四五六七八九十.、()*★☆]+")
_BEFORE = ":,;。;、)》】.*☆•·-—★|/"
_BULLETS = "·•●▪◆※"
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z./&'’()-]*")
LONG = 20  # characters of a line of prose
REST = 6  # characters that a line may hold which ends the value of the line before
_SENTENCE_END = "。;:!?"
LABELLED = 3  # lines that begin with labels, from which on they tell how far a line reaches
_GLOSS = re.compile(r"[A-Z][A-Za-z.'’/()-]*[a-z][A-Za-z.'’/()-]*")
MORE_BELOW = "more_below"  # the line below may be the rest of the value
NAME_CUT = "name_cut"  # the name ends within its legal form, and what is missing was not found


@dataclass(frozen=True, slots=True)
class Place:
    """A label in a strip: its characters, where its value may begin, the unit printed in its remark."""

    at: int
    start: int
    end: int
    unit: str | None


class Labelled:
    """The labels of one kind over one page's strips."""

    def __init__(self, kind: DocumentKind, strips: list[Strip], taxonomy: Taxonomy) -> None:
        self.kind, self.taxonomy = kind, taxonomy
        named = [*kind.ignored, *(label for rule in kind.facts for label in rule.labels)]
        listed = [header for rule in kind.facts if rule.reader is Reader.KEY_LIST for column in rule.columns for header in column.headers]
        known = [*named, *listed]
        self.known = sorted({squeezed(label) for label in known}, key=len, reverse=True)
        self.strips = relabelled(strips, self.known)

    @cached_property
    def right(self) -> float:
        """Where the longest lines end; only what may be wrapped asks for it."""
        return max((strip.left(len(strip.text) - 1) for strip in self.strips if strip.text), default=0.0)

    @cached_property
    def reach(self) -> float:
        """Where the longest line that begins with a label ends; nowhere where too few lines do."""
        ends = [strip.left(len(strip.text) - 1) for strip in self.strips if not strip.is_row and self.begins_with_label(strip)]
        return max(ends) if len(ends) >= LABELLED else float("inf")

    @cached_property
    def aside(self) -> Mapping[int, int]:
        """By the number of a line that stands over or under the middle line of a value, the number of the label's line."""
        return centred(self.strips, self.begins_with_label, self.value_start)

    def value_start(self, strip: Strip) -> int | None:
        """Where the value begins after the label that begins a line; None where the label stands alone."""
        label = next((one for one in self.known if strip.text.startswith(one)), "")
        place = self.place(strip, label, 0) if label else None
        run = None if place is None else self.beside(strip, place)
        return None if run is None else run.start

    def is_rest(self, number: int) -> bool:
        """Whether a line of prose begins in the middle of a sentence: the line before it is full and has no end."""
        before, strip = self.strips[max(number - 1, 0)], self.strips[number]
        if number == 0 or before.is_row or strip.is_row or far(before, strip) or len(before.text) < LONG:
            return False
        full = before.left(len(before.text) - 1) >= self.right - 2 * EM and before.end_of(0) == len(before.text)
        return (
            full and not self.begins_with_label(before) and before.text[-1] not in _SENTENCE_END and strip.left() <= before.left() + EM / 2
        )

    def candidates(self, rule: FactRule) -> Iterator[Candidate]:
        """Every text under one of the rule's labels, the first label first."""
        concept = self.taxonomy[rule.concept or rule.concepts[0]]
        for rank, label in enumerate(map(squeezed, rule.labels)):
            for number, strip in enumerate(self.strips):
                for place in self.places(strip, label):
                    runs = self.runs(rule, concept, number, place)
                    if rule.reader is Reader.DATE_SPAN:
                        yield from span_of(rule, label, runs, rank)
                    else:
                        found = self.completed(value_of(rule, concept, label, runs, rank, place.unit), rule, concept, number, place, rank)
                        yield self.doubted(found, concept, number, place, runs)

    def completed(self, found: Candidate, rule: FactRule, concept: Concept, number: int, place: Place, rank: int) -> Candidate:
        """A value whose last characters stand in the line below: …市税务 / 局; only where it has not the rule's shape, or is cut in its legal form, without them."""
        is_cut = concept.value is ValueKind.NAME and CUT_FORM.search(found.text) is not None
        first = self.beside(self.strips[number], place)
        if not (is_cut or (found.why == NO_SHAPE and concept.value in WRAPPED)) or first is None or first.strip.is_row:
            return found
        for under in self.strips[number + 1 : number + 2 + is_cut]:  # what stands in a column beside may come between
            if not (under.is_row or len(under.text) > REST or far(first.strip, under) or self.begins_with_label(under)):
                more = value_of(rule, concept, found.label, [first, Run(under, 0, len(under.text))], rank, place.unit)
                if more.value is not None and (not is_cut or WHOLE_NAME.search(more.text)):
                    return more
        return replace(found, doubts=(*found.doubts, NAME_CUT)) if is_cut else found

    def doubted(self, found: Candidate, concept: Concept, number: int, place: Place, runs: list[Run]) -> Candidate:
        """A text of one line with a doubt where the line below hangs from it and may be its rest."""
        if concept.value is not ValueKind.TEXT or len(runs) != 1 or place.at or runs[0].strip is not self.strips[number]:
            return found
        lines = self.strips[number : number + 3]
        is_open = hangs(lines, runs[0].left) and not self.begins_with_label(lines[1])
        return replace(found, doubts=(*found.doubts, MORE_BELOW)) if is_open else found

    def records(self, rule: FactRule) -> Iterator[Candidate]:
        """What stands beside the labels of the rule's columns; the first column's label begins the next thing."""
        count = -1
        for number, strip in enumerate(self.strips):
            for place, column, label in sorted(self.named(strip, rule.columns), key=lambda one: one[0].at):
                count += column is rule.columns[0]
                run = self.beside(strip, place)
                if run is not None and count >= 0:
                    concept, inner = (
                        self.taxonomy[column.concept],
                        FactRule(Reader.KEY_LIST, column.concept, unit=column.unit, lines=rule.lines),
                    )
                    runs = [run, *self.wrapped(inner, concept, number, place, run)]
                    rank = _spelt(column.headers).index(label)
                    yield replace(
                        value_of(inner, concept, label, runs, rank, place.unit), item=f"{rule.concept}:{party_in(label) or count}"
                    )

    def named(self, strip: Strip, columns: tuple[Column, ...]) -> Iterator[tuple[Place, Column, str]]:
        """The labels of columns that stand in a strip."""
        for column in columns:
            there = (label for label in _spelt(column.headers) if label in strip.text)
            found = [(place, label) for label in there for place in self.places(strip, label)]
            for place in dict.fromkeys(place for place, _ in found):
                yield place, column, next(label for one, label in found if one == place)

    def places(self, strip: Strip, label: str) -> Iterator[Place]:
        """Where a label stands as a label: not within a longer one, not within a sentence."""
        at = strip.text.find(label)
        while at >= 0:
            place = self.place(strip, label, at)
            if place is not None and not self.is_within_longer(strip, label, at):
                yield place
            at = strip.text.find(label, at + 1)

    def place(self, strip: Strip, label: str, at: int) -> Place | None:
        """The label at a character, None where the words around it are part of a text."""
        text, end = strip.text, at + len(label)
        if not strip.holds(at, end):
            return None
        remark = _REMARK.match(text, end) or self.translation(strip, label, end)
        after = end if remark is None else remark.end()
        if (
            remark is not None
            and after < len(text)
            and text[after] != ":"
            and not strip.opens(after)
            and not self.is_gloss(strip, end, after)
        ):
            after = end
        closed = after < len(text) and text[after] == ":"
        gap = strip.opens(at) if label.isascii() and not closed else strip.parted(at)  # Latin words are parted anyway
        begins = gap or text[at - 1] in _BEFORE or (text[at - 1] == "/" and label.isascii()) or self.is_led(strip, at)
        loose = self.kind.loose_labels and (closed or (begins and not strip.is_row))
        if not ((begins and (closed or strip.parted(after))) or loose):
            return None
        return Place(at, after + closed, after, printed_unit(text[end:after]) if after > end else None)

    def translation(self, strip: Strip, label: str, end: int) -> re.Match[str] | None:
        """What a label is in English, where both fill a cell: 注册号 Registration No."""
        if label.isascii() or strip.opens(end):
            return None
        gloss = _GLOSS.match(strip.text, end)
        if gloss is not None and (whole := self.gloss(strip, end, gloss)) is not None:
            return whole
        found = _TRANSLATED.match(strip.text, end) if strip.is_row else None
        first = None if found is None else next((at for at in range(end + 1, found.end()) if strip.opens(at)), None)
        if first is not None:  # the value in the next cell is in Latin letters too
            found = _TRANSLATED.fullmatch(strip.text, end, first)
        return found if found is not None and (found.end() == len(strip.text) or strip.opens(found.end())) else None

    def gloss(self, strip: Strip, end: int, words: re.Match[str]) -> re.Match[str] | None:
        """English words between a label and its value: those of a known label, or small letters before Chinese ones."""
        known = next((one for one in self.known if one.isascii() and len(one) > 3 and strip.text.startswith(one, end)), "")
        if known and strip.parted(end + len(known)) and end + len(known) < len(strip.text):
            return re.compile(re.escape(known)).match(strip.text, end)
        after = words.end()
        chinese = after < len(strip.text) and not strip.text[after].isascii()
        return words if chinese and strip.parted(end) and strip.parted(after) else None

    def is_gloss(self, strip: Strip, end: int, after: int) -> bool:
        """Whether the characters after a label say it in English."""
        words = _GLOSS.fullmatch(strip.text, end, after)
        return words is not None and strip.parted(after) and self.gloss(strip, end, words) is not None

    def is_within_longer(self, strip: Strip, label: str, at: int) -> bool:
        """Whether a longer known label stands around it."""
        for one in self.known:
            if len(one) > len(label) and label in one:
                start = strip.text.find(one, max(0, at + len(label) - len(one)), at + len(one))
                if (
                    0 <= start <= at
                    and strip.holds(start, start + len(one))
                    and (")" not in one or self.place(strip, one, start) is not None)
                ):
                    return True
        return False

    def is_led(self, strip: Strip, at: int) -> bool:
        """Whether only a number of the field, or another label, stands before a label."""
        first = max((mark.start for mark in strip.marks if mark.opens and mark.start < at), default=0)
        return _NUMBERED.fullmatch(strip.text[first:at]) is not None or any(strip.text[:at].endswith(one) for one in self.known)

    def next_label(self, strip: Strip, start: int, end: int) -> int:
        """Where the next known label begins, else the end."""
        return min((*self.labels_in(strip, start, end), *unknown_labels(strip, start, end)), default=end)

    def labels_in(self, strip: Strip, start: int, end: int) -> Iterator[int]:
        """Where known labels stand between two characters."""
        for one in self.known:
            at = strip.text.find(one, start, end)
            while at >= 0:
                if self.place(strip, one, at) is not None:
                    yield at
                at = strip.text.find(one, at + 1, end)

    def begins_with_label(self, strip: Strip, start: int = 0) -> bool:
        """Whether a known label begins there."""
        return any(at == start for at in self.labels_in(strip, start, len(strip.text)))

    def runs(self, rule: FactRule, concept: Concept, number: int, place: Place) -> list[Run]:
        """The characters of a label's value, strip by strip; none where there is no value."""
        strip = self.strips[number]
        first = None if rule.reader is Reader.LABEL_BELOW else self.beside(strip, place)
        around = [self.strips[one] for one, owner in sorted(self.aside.items()) if owner == number and place.at == 0]
        if around and concept.value in WRAPPED:
            lines = [Run(one, 0, len(one.text)) for one in around]
            return [*lines[:1], *([first] if first is not None else []), *lines[1:]]
        if first is None:
            glossed = self.after_gloss(number, place)
            below = glossed or (None if rule.reader is Reader.LABEL_RIGHT else self.below(number, place, label=self.is_alone(strip, place)))
            if below is None:
                return []
            under = number + 1 + (glossed is None and self.is_translated(number))
            return [below, *self.wrapped(rule, concept, under, replace(place, at=below.start), below)]
        return [first, *self.wrapped(rule, concept, number, place, first)]

    def beside(self, strip: Strip, place: Place) -> Run | None:
        """The value after the label, in its own column or cell or in the next."""
        for start in (place.start, strip.end_of(place.at)):
            if start >= len(strip.text) or (start != place.start and not strip.opens(start)):
                continue
            end = self.next_label(strip, start, strip.end_of(start) if strip.opens(start) else min(strip.end_of(start), len(strip.text)))
            if self.begins_gloss(strip.text[start:]):
                return None
            if strip.text[start:end].strip(":;,。、()/" + _BULLETS):
                return Run(strip, start, start + len(strip.text[start:end].rstrip(_BULLETS)))
            if end > start:
                return None
        return None

    def after_gloss(self, number: int, place: Place) -> Run | None:
        """The value in the line below, after what the label is in English: 证书注册号 / Certificate No.: 20213308."""
        if number + 1 >= len(self.strips) or place.at or not self.is_alone(self.strips[number], place):
            return None
        strip, under = self.strips[number], self.strips[number + 1]
        words = _ENGLISH.match(under.text)
        start = 0 if words is None or strip.text.isascii() else words.end() + 1
        if not 1 < start < len(under.text) or under.text[start - 1] != ":" or strip.is_row or under.is_row or far(strip, under):
            return None
        return Run(under, start, self.next_label(under, start, under.end_of(start)))

    def is_alone(self, strip: Strip, place: Place) -> bool:
        """Whether nothing but the label stands in its column; its translation (认证范围 Scope) is a label too."""
        end = strip.end_of(place.at)
        beside = strip.text[place.start : end].strip(":/")
        return end <= place.start or beside in self.known or self.begins_gloss(beside)

    def begins_gloss(self, text: str) -> bool:
        """Whether nothing stands there but the beginning of a label in English, which goes on elsewhere: 注册编号 Registration / No."""
        return len(text) > len("Type") and any(one.isascii() and len(text) < len(one) and one.startswith(text) for one in self.known)

    def below(self, number: int, place: Place, *, label: bool) -> Run | None:
        """The column or cell under a label that stands alone."""
        if not label or number + 1 >= len(self.strips):
            return None
        strip, under = self.strips[number], self.strips[number + 1 + self.is_translated(number)]
        starts = sorted({0, *(mark.start for mark in under.marks if mark.opens)}, key=lambda start: aside(strip, place.at, under, start))
        start = starts[0]
        if aside(strip, place.at, under, start) > (2 * EM if len(starts) > 1 else 40 * EM) or self.begins_with_label(under, start):
            return None
        return Run(under, start, self.next_label(under, start, under.end_of(start)))

    def is_translated(self, number: int) -> bool:
        """Whether the line under a line of labels says them in English, a column each, and a line of as many columns follows."""
        if number + 2 >= len(self.strips):
            return False
        above, under, after = self.strips[number : number + 3]
        columns = [sum(mark.opens for mark in strip.marks) for strip in (above, under, after)]
        return _ENGLISH.fullmatch(under.text) is not None and not above.text.isascii() and 1 < columns[0] == columns[1] == columns[2]

    def wrapped(self, rule: FactRule, concept: Concept, number: int, place: Place, first: Run) -> Iterator[Run]:
        """The lines in which a text goes on: in the value's own column, or brackets are open, or the line is full."""
        if concept.value not in WRAPPED or rule.options:
            return
        beside = first.end < len(first.strip.text.rstrip(",;、" + _BULLETS))  # another field stands in the line
        text, before = first.text, first.strip
        for at, strip in enumerate(self.strips[number + 1 : number + rule.lines], start=number + 1):
            if strip.is_row or before.is_row or far(before, strip) or self.aside.get(at, number) != number:
                return
            is_open = text.count("(") > text.count(")")
            if concept.value is ValueKind.NAME and not rule.many and not is_open and WHOLE_NAME.search(text):
                return
            run = self.in_column(strip, place, first, is_open=is_open) or (
                None if beside else self.in_line(strip, before, first, place, rule, is_open=is_open) or self.hung(at, before, first, place)
            )
            if run is None or (WHOLE_NAME.search(text) and run.text and run.text.isascii()):  # a name, then what it is in English
                return
            if run.text:
                yield run
            if run.end < strip.end_of(run.start):
                return
            text, before = text + run.text, strip

    def in_column(self, strip: Strip, place: Place, first: Run, *, is_open: bool) -> Run | None:
        """What stands under the value in a column of its own, right of its label's; the label's translation may stand under the label."""
        label, value = first.strip.left(place.at), first.strip.left(first.start)
        if value <= label + EM:
            return None
        start = next((mark.start for mark in strip.marks if abs(mark.left - value) <= EM), None)
        under = [place for place in range(len(strip.text) if start is None else start) if label - EM / 2 <= strip.left(place) < value]
        printed = strip.text[under[0] : under[-1] + 1] if under else ""
        if printed and not (_ENGLISH.fullmatch(printed) and not first.strip.text[place.at].isascii()):
            return None
        if start is None:
            return Run(strip, len(strip.text), len(strip.text)) if printed else None
        if self.begins_with_label(strip, start) or (printed and not is_open and self.begins_with_label(strip, under[0])):
            return None
        return Run(strip, start, self.trimmed(strip, start))

    def in_line(self, strip: Strip, before: Strip, first: Run, place: Place, rule: FactRule, *, is_open: bool) -> Run | None:
        """The next line where brackets are still open, or where text that follows its label filled the line."""
        columned = first.strip.parted(first.start) and first.strip.left(first.start) > first.strip.left(place.at) + EM
        full = before.left(len(before.text) - 1) >= self.right - 2 * EM and rule.lines > 3 and not columned
        if not (is_open or full) or self.begins_with_label(strip):
            return None
        return Run(strip, 0, self.trimmed(strip, 0))

    def hung(self, number: int, before: Strip, first: Run, place: Place) -> Run | None:
        """The next line where it hangs from the longest of the labelled lines."""
        strip, is_next = self.strips[number], before is first.strip and place.at == 0
        if not is_next or self.begins_with_label(strip) or before.left(len(before.text) - 1) < self.reach - 2 * EM:
            return None
        return Run(strip, 0, len(strip.text)) if hangs(self.strips[number - 1 : number + 2], before.left(first.start)) else None

    def trimmed(self, strip: Strip, start: int) -> int:
        """Where the column that begins at a character ends, or the next label, points before it aside."""
        end = self.next_label(strip, start, strip.end_of(start))
        return start + len(strip.text[start:end].rstrip(_BULLETS)) if end < strip.end_of(start) else end


@lru_cache(maxsize=256)
def _spelt(headers: tuple[str, ...]) -> tuple[str, ...]:
    """The headers of a column as they stand in a strip."""
    return tuple(map(squeezed, headers))
