"""Labels that a whole predicate makes: what is compared with a standard, given for every so many, or satisfied to a part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docintel.domain.quantity import PERCENT
from docintel.extract.prose.ground import Ground
from docintel.text.figures import Found

_CONTRIBUTES = re.compile(r"贡献(?:了|着)?(?:[^,;。]*[和及与、])?(?:约|近|超过|超)?$")
_PART_OF = re.compile(r"(?:左右|以上)?的(?P<what>[\u4e00-\u9fff]{2,8}?)(?=[,;。、和及与]|$)")


@dataclass(slots=True)
class Predicates(Ground):
    """What a figure is called where verb and object say it together; empty where they do not."""

    def of_predicate(self, figure: Found) -> str:
        """The label of a figure in one of these predicates."""
        clause = self.text(self.clause(figure.start), figure.start)
        if figure.quantity.unit == PERCENT:
            return (
                self._compared(clause)
                or self._satisfied(figure, clause)
                or self._governed(figure, clause)
                or self._contributed(figure, clause)
            )
        return self._for_every(clause)

    def _compared(self, clause: str) -> str:
        """全员劳动生产率62万元/人,高出行业平均水平三成: a distance, and no value of what is compared."""
        words = self.meaning.clauses.compared.search(clause)
        return "" if words is None else self.meaning.naming.before(clause[: words.start()]) + words["what"]

    def _satisfied(self, figure: Found, clause: str) -> str:
        """可满足全厂近四成的用电需求: the rate at which the object of the verb is satisfied."""
        verb = self.meaning.clauses.satisfying.search(clause)
        thing = self.meaning.clauses.satisfied.match(self.marked.text[figure.end : self.end])
        return "" if verb is None or thing is None else f"{thing['what']}{verb['verb']}率"

    def _governed(self, figure: Found, clause: str) -> str:
        """享受15%的企业所得税优惠税率: the rate that is named after its figure."""
        thing = self.meaning.clauses.governed.match(self.marked.text[figure.end : self.end])
        return thing["what"] if thing is not None and self.meaning.clauses.governing.search(clause) is not None else ""

    def _contributed(self, figure: Found, clause: str) -> str:
        """贡献了9.6%的营业收入和13.7%的利润: the share that somebody has in what is named after the figure."""
        thing = _PART_OF.match(self.marked.text[figure.end : self.end]) if _CONTRIBUTES.search(clause) else None
        return "" if thing is None else thing["what"] + "占比"

    def _for_every(self, clause: str) -> str:
        """每10股派发现金红利2.00元: for every ten shares, and not in all."""
        words = self.meaning.clauses.for_every.search(clause)
        return "" if words is None else self.meaning.naming.trimmed(words.group())
