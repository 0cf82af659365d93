"""One more paper for an application, or another turn of one that is there."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.evidence.kinds import EVIDENCE
from docintel.simulate.papers import FORM
from docintel.simulate.papers import Attached
from docintel.simulate.papers import Papers
from docintel.simulate.truth import Lookalike
from docintel.simulate.truth import Planted
from docintel.simulate.turns import AS_ALWAYS
from docintel.simulate.turns import Turn

UNNAMED = Wording("?", "?")  # the catalogue puts the defect's own wording in


def with_paper(
    papers: Papers, kind: str, rng: Random, *, turn: Turn = AS_ALWAYS, told: Enterprise | None = None, layouts: tuple[int, ...] = ()
) -> Papers:  # a paper is all of these
    """One paper more of a kind, in one of its layouts; nothing else may change it."""
    drawn = rng.choice(layouts or tuple(range(1, len(EVIDENCE[kind].layouts) + 1)))
    made = Attached(kind, drawn, told or papers.enterprise, 2 * rng.randint(1, 10**6), turn)
    after = replace(papers, attached=(*papers.attached, made))
    return after.touching(f"{kind}:{len(papers.attached)}")


def free_paper(papers: Papers, kind: str) -> int:
    """Where the first paper of a kind that nothing changed yet stands; UsageError where there is none."""
    index = next((at for at, one in enumerate(papers.attached) if one.kind == kind and f"{kind}:{at}" not in papers.touched), None)
    if index is None:
        raise UsageError(f"没有可改的材料 / no paper to plant this in: {kind}")
    return index


def turned(papers: Papers, kind: str, turn: Turn, layouts: tuple[int, ...] = ()) -> Papers:
    """A paper that is there, with another turn; in one of `layouts` where only those can show it."""
    index = free_paper(papers, kind)
    one = papers.attached[index]
    layout = one.layout if not layouts or one.layout in layouts else layouts[one.seed % len(layouts)]
    attached = (*papers.attached[:index], replace(one, turn=turn, layout=layout), *papers.attached[index + 1 :])
    return replace(papers, attached=attached).touching(f"{kind}:{index}")


def require_free(papers: Papers, *places: str) -> None:
    """UsageError where something already stands in one of the places."""
    taken = [one for one in places if one in papers.touched]
    if taken:
        raise UsageError(f"这些缺陷放不进同一份样例 / these defects do not fit into one sample: {', '.join(taken)}")


def label_of(kind: str, said: str, family: str, field: str = "", true: str | None = None) -> Planted:
    """The label of a defect in a paper of a kind."""
    return Planted("", UNNAMED, kind, field, None, said, None, true, family, "none")


def label_on_form(field: str, year: int | None, said: str, true: str, family: str) -> Planted:
    """The label of a defect in a field of the form."""
    return Planted("", UNNAMED, FORM, field, year, said, FORM, true, family, "none")


def noted(papers: Papers, name: str, wording: Wording, where: tuple[str, str], value: str) -> Papers:
    """The papers with one more look-alike on record, by its file and field."""
    return replace(papers, lookalikes=(*papers.lookalikes, Lookalike(name, wording, *where, None, value, "")))
