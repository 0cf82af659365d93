"""Every kind of evidence the generator can make, with its layouts, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docintel.domain.errors import UsageError
from docintel.simulate.evidence import social_insurance
from docintel.simulate.evidence import tax_payment
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.dossier import Layout
from docintel.simulate.sheets import Paper
from docintel.simulate.sheets import Sheet
from docintel.simulate.sheets import paper


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind of evidence: what applicants call its file, and the layouts in which issuers print it."""

    name: str
    layouts: tuple[Layout, ...]


EVIDENCE: Mapping[str, Evidence] = MappingProxyType({
    social_insurance.KIND: Evidence("社保缴纳人数证明", social_insurance.LAYOUTS),
    tax_payment.KIND: Evidence("完税证明", tax_payment.LAYOUTS),
})  # fmt: skip


def draw(kind: str, layout: int, dossier: Dossier) -> Paper:
    """The paper of a kind in one of its layouts, counted from 1."""
    evidence = EVIDENCE.get(kind)
    if evidence is None:
        raise UsageError(f"没有此类材料 / no such kind of evidence {kind!r}; {', '.join(EVIDENCE)}")
    if not 1 <= layout <= len(evidence.layouts):
        raise UsageError(f"{kind}: 版式 1 至 {len(evidence.layouts)} / layouts 1 to {len(evidence.layouts)}, not {layout}")
    drawn = evidence.layouts[layout - 1](dossier)
    sheets = [Sheet("".join(block.source for block in page), tuple(fact for block in page for fact in block.facts)) for page in drawn.pages]
    return paper(f"{evidence.name}{layout}.pdf", drawn.look, sheets)
