"""Which kind of filing a document is by its title, and whether it says that there are no subsidiaries: what the scope of figures that name none hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache

from docintel.domain.fact import Scope
from docintel.domain.filing import Filing
from docintel.domain.filing import FilingWords

SCOPE_BY_FILING = "scope_by_filing"  # nothing but the kind of filing tells the scope
FIRST_PAGES = 2  # where a title may stand
LONGEST_TITLE = 120  # characters of the lines a title is broken into


@dataclass(slots=True)
class FilingSigns:
    """What the lines of one document say of the filing it is."""

    words: FilingWords = field(default_factory=FilingWords)
    filing: Filing | None = None
    single: bool = False  # whether it says that there are no subsidiaries
    shapes: tuple[tuple[Filing, re.Pattern[str]], ...] = field(init=False, default=())
    alone: re.Pattern[str] = field(init=False, default=re.compile("(?!)"))

    def __post_init__(self) -> None:
        self.shapes = tuple((filing, _any(filing.titles)) for filing in self.words.filings)
        self.alone = _any(self.words.single)

    def title(self, printed: str, page: int) -> None:
        """A short line of the first pages, or a running head, may be the title of a filing."""
        if self.filing is None and page <= FIRST_PAGES and len(printed) <= LONGEST_TITLE:
            self.filing = next((filing for filing, shape in self.shapes if shape.search(printed)), None)

    def note(self, paragraph: str) -> None:
        """A sentence may say that nothing is consolidated."""
        self.single = self.single or (
            ("子公司" in paragraph or "附属公司" in paragraph or "合并" in paragraph) and bool(self.alone.search(paragraph))
        )

    @property
    def scope(self) -> Scope:
        """The scope of the enterprise's own figures for which nothing else tells one."""
        return Scope.UNSTATED if self.filing is None or self.single else self.filing.scope


@lru_cache(maxsize=4)  # the same for every document that is read with the same packs
def titled_year(words: FilingWords) -> re.Pattern[str]:
    """The year in the title of a report: 2024年度业绩快报, 2024年年度报告, 年度报告(2024年)."""
    reports = "|".join(map(re.escape, sorted(words.reports, key=len, reverse=True))) or "(?!)"
    return re.compile(
        rf"((?:19|20)\d{{2}})年(?:度)?(?:年度)?(?:{reports}|报告(?:全文|摘要)?(?=$|\(|公告编号|证券代码|证券简称))"
        r"|年度报告\((?P<after>(?:19|20)\d{2})年(?:度)?\)$"
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern of several; it never matches where there are none."""
    return re.compile("|".join(f"(?:{one})" for one in patterns) or "(?!)")
