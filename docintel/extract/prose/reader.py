"""Paragraphs of a document as facts: every figure that a sentence binds, with the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docintel.domain.document import Line
from docintel.domain.fact import Fact
from docintel.domain.fact import Scope
from docintel.domain.fact import Value
from docintel.domain.packs import Packs
from docintel.domain.period import Period
from docintel.domain.source import CellPath
from docintel.domain.source import Method
from docintel.domain.source import Source
from docintel.extract.prose.bound import Bound
from docintel.extract.prose.concepts import Meaning
from docintel.extract.prose.english import english_figures
from docintel.extract.prose.english import english_sentences
from docintel.extract.prose.english import is_english
from docintel.extract.prose.ground import sentences
from docintel.extract.prose.lists import Sentence
from docintel.extract.prose.marks import Marked
from docintel.extract.prose.marks import Marker
from docintel.extract.prose.paragraphs import BROKEN
from docintel.extract.prose.paragraphs import Paragraph
from docintel.extract.prose.paragraphs import paragraph_of
from docintel.extract.prose.ranks import LABEL
from docintel.extract.prose.ranks import find_ranks
from docintel.extract.prose.setting import Setting
from docintel.text.identifiers import identify

RANK = "market_rank"
REPAIRED = "digit_repaired"
_OF_OTHERS = re.compile(
    r"[我全本][省市县区州]|[\d两几]\s?[余多]?家(?![^,;。]{0,10}[中里])|家企业|企业(?:总数|数量|数)"
)  # ranks of places by their enterprises
_UNIT = re.compile(r"(?:百万|千万|万亿|亿|万|千)?(?:美元|港元|欧元|日元|英镑|元)|%|‰|[人项个件台套家种户年]$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells at text[start:end]; `said` is its time as printed."""

    label: str
    concept: str | None
    value: Value
    start: int
    end: int
    period: Period | None = None
    said: str | None = None
    doubts: tuple[str, ...] = ()
    entity: str | None = None
    aside: bool = False


class SentenceReader:
    """Turns paragraphs into facts."""

    def __init__(self, document: str, packs: Packs) -> None:
        self.document, self.packs = document, packs
        self.marker = Marker(packs.taxonomy, packs.metrics)
        self.meanings: dict[str, Meaning] = {}

    def read(self, paragraph: Paragraph, setting: Setting) -> Iterator[Fact]:
        """The figures of one paragraph, in their order."""
        told = self._english(paragraph) if is_english(paragraph.text) else self._chinese(paragraph, setting)
        for one, sentence in told:
            concept = one.concept if setting.concepts is None or one.concept in setting.concepts else None
            if concept is not None or not (setting.only_known or (one.aside and not setting.loose)):
                yield self._fact(paragraph, one, concept, sentence, setting)

    def _chinese(self, paragraph: Paragraph, setting: Setting) -> Iterator[tuple[Told, str]]:
        text = paragraph.text
        figures = self.marker.figures(text, bare=setting.loose)
        ranked = [(start, end, tuple(find_ranks(text[start:end]))) for start, end in sentences(text)]
        if not figures and not any(ranks for _, _, ranks in ranked):
            return  # two of three paragraphs hold a digit and nothing to read: the rest of the work is for the others
        marked = self.marker.mark(text, figures)
        time: Period | None = None
        for start, end, ranks in ranked:
            sentence = self._sentence(marked, start, end, setting, time)
            found = [_told(one) for one in sentence.bound()] if figures else []
            found += [
                Told(
                    LABEL,
                    None if _OF_OTHERS.search(text[start : start + one.start]) else RANK,
                    identify("rank", one.number),
                    start + one.start,
                    start + one.end,
                    *sentence.time_at(start + one.start),
                )
                for one in ranks
            ]
            time = sentence.time_at(end)[0]
            for one in sorted(found, key=lambda one: one.start):
                yield one, text[start:end].strip().replace(BROKEN, "")

    def _sentence(self, marked: Marked, start: int, end: int, setting: Setting, time: Period | None) -> Sentence:
        if setting.entity not in self.meanings:
            self.meanings[setting.entity] = Meaning(self.packs.taxonomy, self.packs.metrics, self.packs.prose.clauses, setting.entity)
        return Sentence(marked, start, end, self.meanings[setting.entity], setting.report, time, loose=setting.loose, terms=setting.terms)

    def _english(self, paragraph: Paragraph) -> Iterator[tuple[Told, str]]:
        for start, end in english_sentences(paragraph.text):
            for one in english_figures(paragraph.text, start, end):
                yield Told(one.label, None, one.quantity, one.start, one.end, one.period), paragraph.text[start:end].strip()

    def _fact(self, paragraph: Paragraph, told: Told, concept: str | None, sentence: str, setting: Setting) -> Fact:
        printed = paragraph.printed(told.start, told.end)
        source = Source(self.document, paragraph.spans(told.start, told.end), printed, Method.TEXT, doubts=told.doubts)
        unit = _UNIT.search(paragraph.text[told.start : told.end])
        return Fact(
            concept,
            told.label,
            setting.entity if told.entity is None else told.entity,
            told.period,
            Scope.UNSTATED,
            told.value,
            source,
            setting.kind,
            None,
            None if unit is None else unit.group(),
            told.said,
            sentence,
        )


def _told(bound: Bound) -> Told:
    doubts = (REPAIRED,) if bound.found.repaired else ()
    return Told(
        bound.label,
        bound.concept,
        bound.quantity,
        bound.found.start,
        bound.found.end,
        bound.period,
        bound.said,
        doubts,
        bound.entity,
        bound.aside,
    )


def sentence_facts(text: str, reader: SentenceReader) -> tuple[Fact, ...]:
    """The facts of one sentence that stands for itself, as in a text file with nothing else in it."""
    line = Line(text, CellPath("line 1"))
    return tuple(reader.read(paragraph_of((line,)), Setting("other")))
