"""What stands in a paragraph: metrics and names, marked on a spaCy Doc of single characters, figures and times.

The components are run in the order of `Marker.components` and not registered with spaCy under names, so that what runs is what is written here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans
from spacy.vocab import Vocab

from docintel.domain.concept import Taxonomy
from docintel.domain.concept import ValueKind
from docintel.domain.metric import Metric
from docintel.domain.metric import MetricWords
from docintel.text.figures import Found
from docintel.text.figures import find_quantities
from docintel.text.measures import find_measures
from docintel.text.normal import label_key
from docintel.text.normal import printed_unit
from docintel.text.normal import squeezed
from docintel.text.spoken import Mention
from docintel.text.spoken import find_spoken

NUMBERS = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT)
SHORTEST = 3  # letters of a label of the taxonomy that may stand anywhere in prose
_DERIVED = re.compile(r"占|比重|比例|增长率|增速|小计|合计|总计")
_TIMED = ("期末", "期初", "年末", "年初")
_LEGAL = r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|合伙企业(?:\([^()]{2,6}\))?|研究院|研究所|大学|学院)"
_LEGAL_WORDS = ("公司", "合伙企业", "研究", "大学", "学院")  # one of which every legal name ends in
_NAME = re.compile(rf"(?:[\u4e00-\u9fff]|\([\u4e00-\u9fff]{{2,6}}\)){{2,28}}?{_LEGAL}")
_BEFORE_NAME = re.compile(
    r"^.*(?:控股股东|实际控制人|子公司|母公司|股东|公司|客户|供应商|关联方|企业|通过|与|和|及|向|由|对|从|为|系|是|参股|收购|持有|其中|委托|年度?|末)(?=[\u4e00-\u9fff(]{4,})"
)
_SHORT = re.compile(r"\((?:以下|下)?(?:简|合)?称[^()]*\)")  # 高新技术产值(简称高新产值): what something is called from there on
Component = Callable[[Doc, str], Doc]


@dataclass(frozen=True, slots=True)
class Named:
    """A metric in text[start:end]: what its words may mean, our own list first."""

    start: int
    end: int
    metrics: tuple[Metric, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph with everything found in it, each in its order."""

    text: str
    metrics: tuple[Named, ...]
    figures: tuple[Found, ...]
    times: tuple[Mention, ...]
    names: tuple[tuple[int, int, str], ...]


class Marker:
    """Marks paragraphs; `names` are enterprises known beforehand."""

    def __init__(self, taxonomy: Taxonomy, words: MetricWords, names: Iterable[str] = ()) -> None:
        self.phrases = _phrases(taxonomy, words)
        self.vocab, self.metrics = _matcher(tuple(self.phrases))
        self.names = matcher_of(self.vocab, map(squeezed, names))
        self.components: tuple[Component, ...] = (self._mark_metrics, self._mark_names)

    def figures(self, text: str, *, bare: bool = True) -> tuple[Found, ...]:
        """The figures of one paragraph; `bare` amounts without a unit (12,345.67) stand in the unit that it names (单位：万元), and any unit counts."""
        found = find_quantities(text, unit=printed_unit(text) if bare and "单位" in text else None)
        return tuple(sorted((*found, *find_measures(text, found)), key=lambda one: one.start)) if bare else found

    def mark(self, text: str, figures: tuple[Found, ...]) -> Marked:
        """Everything else that stands in a paragraph with these figures; beside none only times count."""
        if not figures:
            return Marked(text, (), (), find_spoken(text), ())
        doc = characters(self.vocab, text)
        for component in self.components:
            doc = component(doc, text)
        metrics = tuple(
            Named(span.start_char, span.end_char, self.phrases[text[span.start_char : span.end_char]]) for span in doc.spans["metrics"]
        )
        names = tuple((span.start_char, span.end_char, text[span.start_char : span.end_char]) for span in doc.spans["names"])
        return Marked(text, metrics, figures, find_spoken(text), names)

    def _mark_metrics(self, doc: Doc, text: str) -> Doc:
        found = sorted(filter_spans(self.metrics(doc, as_spans=True)), key=lambda span: span.start)
        short = [match.span() for match in _SHORT.finditer(text)] if "称" in text else []
        doc.spans["metrics"] = [
            span
            for span in found
            if self.phrases[text[span.start_char : span.end_char]] and not any(a <= span.start_char < b for a, b in short)
        ]
        return doc

    def _mark_names(self, doc: Doc, text: str) -> Doc:
        """Known names, then what is shaped like a legal name, without the words before it."""
        found = list(self.names(doc, as_spans=True)) if len(self.names) else []
        for match in _NAME.finditer(text) if any(word in text for word in _LEGAL_WORDS) else ():
            lead = _BEFORE_NAME.match(match.group())
            start = match.start() + (lead.end() if lead else 0)
            span = doc.char_span(start, match.end())
            found += [] if span is None else [span]
        doc.spans["names"] = sorted(filter_spans(found), key=lambda span: span.start)
        return doc


@lru_cache(maxsize=2)
def _matcher(phrases: tuple[str, ...]) -> tuple[Vocab, PhraseMatcher]:
    """The vocabulary and its matcher of metrics: the same for every document that is read with the same packs."""
    vocab = Vocab()
    return vocab, matcher_of(vocab, phrases)


def matcher_of(vocab: Vocab, phrases: Iterable[str]) -> PhraseMatcher:
    """A matcher of phrases anywhere in a text."""
    matcher = PhraseMatcher(vocab)
    matcher.add("phrase", [characters(vocab, phrase) for phrase in phrases])
    return matcher


def characters(vocab: Vocab, text: str) -> Doc:
    """A token a character: what spaCy's own segmenter of characters makes, without its search for lost spaces (a third of the time)."""
    return Doc(vocab, words=list(text), spaces=[False] * len(text))


def _phrases(taxonomy: Taxonomy, words: MetricWords) -> dict[str, tuple[Metric, ...]]:
    """All words for metrics, in NFKC: our list, then the labels of the taxonomy; nouns that hold such a word stand for no metric."""
    phrases: dict[str, tuple[Metric, ...]] = {_plain(noun): () for noun in words.nouns}
    for metric in words.metrics:
        for word in map(_plain, metric.words):
            phrases[word] = (*phrases.get(word, ()), metric)
    for concept in taxonomy.concepts.values():
        if concept.value not in NUMBERS:
            continue
        for alias in (concept.label.zh, *concept.aliases):
            word = label_key(alias)
            if word.startswith(_TIMED):
                continue  # 期末净资产 is 净资产 at a time
            if len(word) >= SHORTEST and not _DERIVED.search(word) and not any(one.concept == concept.id for one in phrases.get(word, ())):
                unit = concept.unit if concept.value is ValueKind.COUNT else None
                phrases[word] = (*phrases.get(word, ()), Metric(word, (word,), concept.value, concept.id, unit))
    return phrases


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word)
