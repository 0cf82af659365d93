"""Under which edition and batch an application is judged: what was ordered, else what its form says, else what fits its years.

What was ordered and is not there is a mistake of whoever ordered it (UsageError). What a form says and is not there is a problem of that one
application: it is reviewed under the nearest, which is said, and the others beside it are reviewed as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from docintel.domain.campaigning import ApplicationKind
from docintel.domain.document import Problem
from docintel.domain.form import Form
from docintel.domain.packs import Packs
from docintel.domain.programme import Batch
from docintel.domain.programme import Programme
from docintel.domain.wording import Wording
from docintel.review.choosing import DEFAULT_PROGRAMME
from docintel.review.choosing import batch_named
from docintel.review.choosing import chosen_programme
from docintel.review.choosing import edition_named
from docintel.review.order import Order


@dataclass(frozen=True, slots=True)
class Edition:
    """What judges an application: programme, batch, kind, its three years (last first), and what its form says otherwise."""

    programme: Programme
    batch: Batch
    kind: ApplicationKind
    years: tuple[int, int, int]
    problems: tuple[Problem, ...] = ()


def edition_for(packs: Packs, order: Order, form: Form | None) -> Edition:
    """The edition of an application with that form, where there is one; UsageError for what was ordered and is not there."""
    kind = order.kind or ApplicationKind((form.kind if form else None) or "new")
    programme = _programme(packs, order, form)
    batch = _named_batch(programme, order, form)
    last = batch.last_year if batch is not None else (_latest_year(form) or programme.batches[0].last_year)
    judged = batch or _batch_of_year(programme, last)
    problems = () if form is None else (*_other_programme(packs, programme, form), *_other_batch(judged, form))
    return Edition(programme, judged, kind, (last, last - 1, last - 2), problems)


def _programme(packs: Packs, order: Order, form: Form | None) -> Programme:
    name = order.programme or (form.programme if form else None) or DEFAULT_PROGRAMME
    batch = order.batch or (form.batch if form else None)
    kind = order.kind or (ApplicationKind(form.kind) if form and form.kind else None)
    chosen = chosen_programme(packs.programmes, name, batch, kind)
    return chosen or edition_named(packs, order.programme or DEFAULT_PROGRAMME, order.batch, order.kind)


def _named_batch(programme: Programme, order: Order, form: Form | None) -> Batch | None:
    """The batch asked for, else the form's; None where neither names one that the programme has."""
    if order.batch is not None:
        return batch_named(programme, order.batch)
    return programme.batch(form.batch) if form and form.batch else None


def _batch_of_year(programme: Programme, last: int) -> Batch:
    """The batch of that last year, else the one nearest to it."""
    return min(programme.batches, key=lambda batch: (abs(batch.last_year - last), batch.number))


def _latest_year(form: Form | None) -> int | None:
    return max((entry.year for entry in form.entries if entry.year is not None), default=None) if form else None


def _other_programme(packs: Packs, programme: Programme, form: Form) -> tuple[Problem, ...]:
    """Said where the form names another programme than the one that judges it; another edition of the same is none."""
    named = packs.programmes.get(form.programme or "")
    if not form.programme or form.programme in (programme.id, programme.family) or (named and named.family == programme.family):
        return ()
    wording = Wording(
        f"“{form.file}”写明的项目是“{form.programme}”，本次按“{programme.id}”审核。请核实申报的项目；"
        f"如须按另一项目审核，用 --programme 指定（可用：{'、'.join(packs.programmes)}）。",
        f"“{form.file}” names the programme “{form.programme}”; it was judged under “{programme.id}”. Check what is applied for; "
        f"`--programme` judges it under another (there are {', '.join(packs.programmes)}).",
    )
    return (Problem("form_other_programme", wording),)


def _other_batch(batch: Batch, form: Form) -> tuple[Problem, ...]:
    """Said where the form names another batch than the one that judges it."""
    if form.batch in (None, batch.number):
        return ()
    wording = Wording(
        f"“{form.file}”写明第 {form.batch} 批，本次按第 {batch.number} 批的年度和截止日（{batch.cutoff}）审核。请核实申报的批次。",
        f"“{form.file}” names batch {form.batch}; it was judged with the years and the closing day ({batch.cutoff}) of batch {batch.number}. "
        "Check which batch is applied for.",
    )
    return (Problem("form_other_batch", wording),)
