"""A sentence before anything is bound in it: what stands where, which time is spoken of, and whether a metric is the enterprise's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from docintel.domain.metric import Metric
from docintel.domain.period import Period
from docintel.extract.prose.bound import Bound
from docintel.extract.prose.concepts import Meaning
from docintel.extract.prose.marks import Marked
from docintel.extract.prose.marks import Named
from docintel.extract.prose.subjects import is_of_holder
from docintel.extract.prose.subjects import subject_at
from docintel.text.figures import Found
from docintel.text.spoken import Mention
from docintel.text.spoken import Spoken
from docintel.text.spoken import comparisons

SEPARATORS = ",;。:、"
COMPOUND = "年均复合增长率"
HOLDING = "持股比例"
VOTING = "表决权比例"
_ONWARD = re.compile(r"[^,;。:]{0,6}?[增升提下降减扩][^,;。:]{0,2}?[至到为]")
_CHANGED = re.compile(r"[增减]|变更|由|成立|设立|收购|改制|折合|转让")
_SINCE = re.compile(r"起|开始|[^,;。\d]{0,30}(?:以来|至今)")
_WAS = re.compile(r"(?<![\u4e00-\u9fff])原(?!料|材)|(?<=公司)原|前,?公司|此前|当时|时,?公司|设立时|曾")
_NOW = re.compile(r"(?:现(?![金代有任])|现有|目前|当前|截至本.{0,16}(?:日|时|,))")
_PART_OF = re.compile(r"对应|每\s*1?元|每股|占")
_DAY = re.compile(r"月(?!末|底)|日")
_UNTIL = re.compile(r"(?:截至|截止|截止至|截至到)$")
_NAME_TRIM = re.compile(r"(?:分别|各|均|累计|合计|共计|共|约|为|达到|达|实现|拥有|具有|现有|超过|高达|仅|了|有|已|至|到|由|从|[:\s])+$")


@dataclass(slots=True)
class Ground:
    """One sentence of a marked paragraph; `report` is the period of the document, `time` what was spoken of before the sentence.

    `loose` reads metrics without an entry by the words before a figure; `stray` says that the figure at hand is of something its label
    does not say; `terms` are what the document says 报告期 is; `whole` is what parts were told of last; `out` is what was bound so far.
    """

    marked: Marked
    start: int
    end: int
    meaning: Meaning
    report: Period | None = None
    time: Period | None = None
    loose: bool = False
    terms: tuple[Period, ...] = ()
    stray: bool = False
    whole: Metric | None = None
    out: list[Bound] = field(default_factory=list)

    def text(self, start: int, end: int) -> str:
        """A piece of the paragraph."""
        return self.marked.text[start:end]

    def metrics(self, start: int, end: int) -> list[Named]:
        """The metrics named between two places."""
        return [one for one in self.marked.metrics if start <= one.start and one.end <= end]

    def times(self, start: int, end: int) -> list[Mention]:
        """The times named between two places."""
        return [one for one in self.marked.times if start <= one.start and one.end <= end]

    def time_at(self, place: int) -> tuple[Period | None, str | None]:
        """What time is spoken of at a place, and in which words."""
        now, said = self.time, None
        for mention in self.times(self.start, place):
            if self._is_base(mention, place) or self._is_beginning(mention):
                continue
            found = mention.within(now, self.report)
            unknown = mention.spoken not in (Spoken.SAME, Spoken.PART)
            now, said = (found, mention.said) if found is not None or unknown else (now, said)
        return now, said

    def _is_base(self, mention: Mention, place: int) -> bool:
        """Whether a time was that of another figure only, with which this one is compared (较2021年的912万元增长, 由上年的28%升至31%)."""
        before, after = self.text(mention.start - 1, mention.start), self.text(mention.end, mention.end + 1)
        compared = before in ("较", "比") or (before in ("由", "从") and after == "的")
        return compared and any(mention.end <= one.start and one.end <= place for one in self.marked.figures)

    def _is_beginning(self, mention: Mention) -> bool:
        """Whether a time only says since when (自2010年起专注于…)."""
        before = self.text(mention.start - 1, mention.start)
        return before in ("自", "从") and len(mention.years) == 0 and _SINCE.match(self.marked.text, mention.end, self.end) is not None

    def clause(self, place: int) -> int:
        """Where the clause around a place begins."""
        text = self.marked.text
        marks = (mark for mark in reversed(range(self.start, place)) if text[mark] in SEPARATORS and not self._lists_times(mark))
        return next((mark + 1 for mark in marks), self.start)

    def _lists_times(self, mark: int) -> bool:
        """Whether a mark only parts times (2021年、2022年): it ends no clause."""
        return self.text(mark, mark + 1) == "、" and any(one.end == mark for one in self.marked.times)

    def untimed(self, start: int, end: int) -> str:
        """A piece of the paragraph without its times."""
        pieces = [(self.text(one.start, one.end), one) for one in self.times(start, end)]
        text, shift = self.text(start, end), start
        for _, one in sorted(pieces, key=lambda pair: -pair[1].start):
            text = text[: one.start - shift] + text[one.end - shift :]
        return text

    def is_plain(self, start: int, end: int) -> bool:
        """Whether nothing before a metric in its clause changes whose it is, or makes a plan of it."""
        lead, before = self.text(max(self.clause(start), self._beside(start)), start), self.text(self.start, start)
        around = next((metric.around for one in self.marked.metrics if one.start == start for metric in one.metrics), ())
        for name in (*self.own_names(start), *around):
            lead, before = lead.replace(name, ""), before.replace(name, "")
        return self.meaning.is_plain(lead) and not self.meaning.is_foreign(before) and not self._is_unreal(start, end)

    def own_names(self, place: int) -> list[str]:
        """The enterprises named in the sentence before a place."""
        return [name for first, last, name in self.marked.names if self.start <= first and last <= place]

    def name_trimmed(self, words: str) -> str:
        """Words before a figure without those that only lead to it."""
        return _NAME_TRIM.sub("", words)

    def name_before(self, start: int, end: int) -> str:
        """The name of a metric without an entry: the words right before a figure, where they end like one."""
        clause = max(start, self.clause(end))
        aside = [last for _, last in comparisons(self.marked.text) if clause <= last <= end]
        lead = self.text(max([clause, *aside, *(mention.end for mention in self.times(clause, end))]), end)
        if not self.loose:
            return self.meaning.name(re.sub(r"\([^()]*\)$", "", _NAME_TRIM.sub("", lead)))
        return self.meaning.naming.before(self.unnamed(clause, end))

    def unnamed(self, start: int, end: int) -> str:
        """A piece of the paragraph without its times and the enterprises named in it."""
        text = self.untimed(start, end)
        for first, last in reversed(comparisons(text)):
            text = text[:first] + text[last:]
        for name in self.own_names(end):
            text = text.replace(name, "")
        return text

    def fitting(self, concept: str | None, figure: Found, period: Period | None) -> str | None:
        """The concept where the figure is a value of it: not a sum over years, not what it was at some founding."""
        known = self.meaning.fitting(concept, figure.quantity)
        summed = "累计" in self.text(self.clause(figure.start), figure.start) and (period is None or period.is_instant)
        if (self.meaning.is_over_time(known) and summed) or (self.meaning.is_undated(known) and not self._is_as_it_stands(figure)):
            return None
        return known

    def period_of(self, metric: Metric, label: str, figure: Found) -> tuple[Period | None, str | None]:
        """The time of a figure; a mean growth has one only where the sentence names all of its years."""
        period, said = self._time_after(figure) or ((None, None) if self._was(figure) else self.time_at(figure.start))
        over_years = metric.label == COMPOUND or (label.endswith("平均增长率") and "年均" in self.text(self.start, figure.start))
        is_one_year = period is None or period.year is not None
        return (None, None) if over_years and is_one_year and (period is not None or metric.label == COMPOUND) else (period, said)

    def _was(self, figure: Found) -> bool:
        """Whether it is what something rose or fell from (由18.4%提高到24.1%) at a time that nobody names."""
        return (
            re.search(r"[由从](?:原来的?|原先的?|最初的?)?$", self.text(max(self.start, figure.start - 4), figure.start)) is not None
            and _ONWARD.match(self.marked.text[figure.end : self.end]) is not None
        )

    def _time_after(self, figure: Found) -> tuple[Period | None, str | None] | None:
        """The time in brackets right after a figure, None where there is none."""
        for mention in self.times(figure.end, self.end):
            if self.text(figure.end, mention.start) == "(" and self.text(mention.end, mention.end + 1) == ")":
                return mention.within(self.time_at(figure.start)[0], self.report), mention.said
        return None

    def other_at(self, place: int, metric: Metric) -> str | None:
        """The other enterprise that a figure is of; shares held are told of the one they are held in."""
        return None if metric.label in (HOLDING, VOTING) else subject_at(self.marked, place, self.meaning.own)

    def is_aside(self, figure: Found, metric: Metric) -> bool:
        """Whether a figure is of others, a plan, or of something that its label does not name."""
        of_others = self.meaning.is_foreign(self.text(self.start, figure.start))
        return of_others or self._is_unreal(figure.start, figure.end) or metric.brief or self.stray

    def _beside(self, start: int) -> int:
        """Where the metric named just before with 和 ends: what is said of it is said of both."""
        joined = ("和", "与", "及", "以及", "、")
        return max([one.end for one in self.marked.metrics if one.end < start and self.text(one.end, start) in joined], default=0)

    def _is_unreal(self, start: int, end: int) -> bool:
        """Whether it is a plan or a requirement: said before in the sentence, or after in the clause."""
        rest = re.match(r"[^,;。]*", self.marked.text[max(start, end) : self.end])
        before = self.text(max(self.start, self.marked.text.rfind(";", self.start, start) + 1), max(start, end))
        return self.meaning.is_unreal(before + (rest.group() if rest else ""))

    def _is_as_it_stands(self, figure: Found) -> bool:
        """Whether a value without a time is told of the enterprise itself and of now, not of what it was or of a founding."""
        clause, before = self.text(self.clause(figure.start), figure.start), self.text(self.start, figure.start)
        if is_of_holder(before) or _PART_OF.search(clause):
            return False
        if _NOW.search(clause):
            return True
        if _CHANGED.search(before) or _WAS.search(clause) or self._was_then(figure):
            return False
        return self.loose or self.meaning.has_owner(clause)

    def _was_then(self, figure: Found) -> bool:
        """Whether the sentence tells a day or month of the past (2016年8月,公司注册资本…) up to which nothing lasts (截至…)."""
        days = [one for one in self.times(self.start, figure.start) if _DAY.search(one.text)]
        return bool(days) and _UNTIL.search(self.text(self.start, days[-1].start)) is None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph; a semicolon or a bracket ends none."""
    for match in re.finditer(r"[^。!?]+[。!?]?", text):
        yield match.span()
