"""A campaign on disk: many applications, some with labelled defects, all with look-alikes, some tied to each other; campaign.json tells which."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from docintel.domain.errors import UsageError
from docintel.simulate.campaign_catalogue import NEEDS
from docintel.simulate.campaign_focus import Focus
from docintel.simulate.campaign_focus import dealt
from docintel.simulate.campaign_focus import with_fewer_reports
from docintel.simulate.campaign_ties import Tie
from docintel.simulate.campaign_ties import ties_of
from docintel.simulate.dossiers import attach
from docintel.simulate.dossiers import evidence_papers
from docintel.simulate.dossiers import own_contacts
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.enterprise import found_enterprise
from docintel.simulate.evidence_lookalikes import before_the_papers
from docintel.simulate.evidence_lookalikes import beside_the_papers
from docintel.simulate.lookalikes import with_lookalikes
from docintel.simulate.narratives import narrative
from docintel.simulate.papers import Papers
from docintel.simulate.papers import true_papers
from docintel.simulate.photographs import product_photographs
from docintel.simulate.photographs import public_paper
from docintel.simulate.planting import Defect
from docintel.simulate.register import register_csv
from docintel.simulate.register import unrelated_register
from docintel.simulate.sample import APPLICATION
from docintel.simulate.sample import REGISTER
from docintel.simulate.sample import TRUTH
from docintel.simulate.sample import as_submitted
from docintel.simulate.sample import clear_sample
from docintel.simulate.sample import drawn
from docintel.simulate.sample import planted
from docintel.simulate.scanned_papers import scanned_some
from docintel.simulate.sheets import Paper
from docintel.simulate.truth import Planted
from docintel.simulate.truth import Truth

SCHEMA, FILE = "docintel/campaign-truth/1", "campaign.json"
SEEDS_APART = 10_000  # the applications of a campaign have seeds of their own
LAYOUTS = 3  # of a family
WITH_PICTURES = 3  # every third application has photographs
KINDS_OF_PRODUCTS = tuple(f"{one}{two}" for one in ("耐高温", "防爆型", "微型", "低噪声", "高压", "低功耗", "抗振", "船用", "井下", "舰载") for two in ("智能", "数显", "双级", "快响应", "长寿命", "免维护", "集成", "模块化", "多通道", "防腐"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Applicant:
    """One application of a campaign as it was made; `scanned` pages of it are pictures."""

    folder: str
    truth: Truth
    defects: tuple[Defect, ...]
    labels: tuple[Planted, ...]
    scanned: int = 0


@dataclass(frozen=True, slots=True)
class _Order:
    """What one application is to be: its place in the campaign, its seed, its enterprise, what is wrong with it."""

    index: int
    seed: int
    enterprise: Enterprise
    defects: tuple[Defect, ...]
    contacts: int
    narrative: int
    pictures: int | None
    public: int | None
    scanned: bool
    small: bool = False


EVERYTHING = Focus()


def make_campaign(
    directory: Path, *, count: int, defects: int, seed: int, scanned: int = 0, family: int = 1, focus: Focus = EVERYTHING
) -> tuple[Applicant, ...]:  # options of a command
    """Writes `count` applications, `defects` of them with one to three defects, a folder each; an earlier campaign there is replaced.

    Where a focus names defects each application has one of those; where it wants cases, there are as many more applications as hold them.
    Of `scanned` applications some papers are scans, ten pages or so each; `family` 2 prints reports and forms in other layouts and wordings.
    """
    if not 0 <= defects <= count <= SEEDS_APART - 1:
        raise UsageError(f"--defects 不能多于 --count（至多 {SEEDS_APART - 1}） / --defects is at most --count, at most {SEEDS_APART - 1}")
    rng = Random(f"docintel-campaign-{seed}")  # noqa: S311 - repeatable, not secret
    hands = list(dealt(focus.cased(rng), focus.each)) if focus.cases else []
    count = max(count, len(hands) + count - defects) if focus.cases else count
    enterprises = [_enterprise(seed, index, family) for index in range(count)]
    ties = () if focus.cases else ties_of(enterprises, rng)
    for tie in ties:
        tie.bind(enterprises)
    chosen = [*hands, *(() for _ in range(count - len(hands)))] if focus.cases else _chosen(count, defects, rng, focus)
    seen = set(rng.sample(range(count), min(scanned, count)))
    orders = [
        replace(_order(seed, index, enterprises[index], chosen[index], ties), scanned=index in seen, small=focus.small)
        for index in range(count)
    ]
    made = tuple(_made(directory, order) for order in orders)
    (directory / FILE).write_text(json.dumps(_told(seed, made, ties), ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return made


def _enterprise(seed: int, index: int, family: int) -> Enterprise:
    """The enterprise of a place in the campaign; products and address are its own, so that no niche and no house is shared by chance."""
    enterprise = found_enterprise(seed * SEEDS_APART + index)
    kind = KINDS_OF_PRODUCTS[index % len(KINDS_OF_PRODUCTS)]
    first, second, third = enterprise.trade.products
    trade = replace(enterprise.trade, products=(kind + first, kind + second, kind + third))
    address = f"{enterprise.address.removesuffix('号')}-{index + 1}号"
    layout = enterprise.layout + LAYOUTS * (family - 1)
    return before_the_papers(replace(enterprise, trade=trade, address=address, layout=layout), seed * SEEDS_APART + index)


def _order(seed: int, index: int, enterprise: Enterprise, defects: tuple[Defect, ...], ties: tuple[Tie, ...]) -> _Order:
    first = {tie.check: tie.members[0] for tie in ties if index in tie.members}
    base = seed * SEEDS_APART
    contacts = first.get("B05", first.get("B08", index))
    own = index if index % WITH_PICTURES == 0 else None
    return _Order(
        index,
        base + index,
        enterprise,
        defects,
        base + contacts,
        base + first.get("B03", index),
        first.get("B09", own),
        first.get("B07"),
        scanned=False,
    )


def _chosen(count: int, defects: int, rng: Random, focus: Focus) -> list[tuple[Defect, ...]]:
    """One to three defects for the applications that get some; every kind comes once before any comes again."""
    chosen: list[tuple[Defect, ...]] = [()] * count
    stack: list[Defect] = []
    kinds = list(focus.kinds())
    for index in sorted(rng.sample(range(count), defects)):
        wanted: list[Defect] = []
        for _ in range(1 if focus.only else rng.choice((1, 1, 2, 3))):
            stack = stack or rng.sample(kinds, len(kinds))
            if stack[-1] not in wanted:
                wanted.append(stack.pop())
        chosen[index] = tuple(wanted)
    return chosen


def _made(directory: Path, order: _Order) -> Applicant:
    folder = f"{order.index + 1:04d}"
    papers, defects, labels = _papers(order)
    evidence = (*drawn(papers), *as_submitted(papers, evidence_papers(papers)))
    evidence, pages = scanned_some(evidence, order.seed) if order.scanned else (evidence, 0)
    truth = Truth(order.seed, papers.enterprise, labels, papers.lookalikes, (*evidence, *_beside(order)))
    _write(directory / folder, truth, papers)
    return Applicant(folder, truth, defects, labels, pages)


def _beside(order: _Order) -> tuple[Paper, ...]:
    """Papers that prove nothing: photographs of the product, something public."""
    product = order.enterprise.trade.products[0]
    pictures = () if order.pictures is None else (product_photographs(product, order.seed, order.pictures),)
    return (*pictures, *(() if order.public is None else (public_paper(order.public),)))


def _papers(order: _Order) -> tuple[Papers, tuple[Defect, ...], tuple[Planted, ...]]:
    enterprise = order.enterprise
    papers = true_papers(enterprise, unrelated_register(enterprise))
    needed = tuple(NEEDS[defect.name] for defect in order.defects if defect.name in NEEDS)
    papers = attach(papers, order.seed, needed)
    values = own_contacts(papers.online, order.contacts)
    values = {**values, "i.intro": f"{values['i.intro']}{narrative(order.narrative)}"}
    papers = before = replace(papers, online=values, printed=values)
    kept: list[Defect] = []
    labels: list[Planted] = []
    for defect in order.defects:
        try:
            after, label = planted(papers, order.seed, (defect,))
        except UsageError:  # no place left beside the others
            continue
        if not _provable(after, (*labels, *label)):
            continue
        papers = after
        kept.append(defect)
        labels += label
    rng = Random(f"{order.seed}-lookalikes")  # noqa: S311 - as above
    papers, told = with_fewer_reports(papers, tuple(kept), labels, before) if order.small else (papers, tuple(kept))
    return with_lookalikes(beside_the_papers(papers, order.seed), rng), told, tuple(labels)


def _provable(papers: Papers, labels: Iterable[Planted]) -> bool:
    """Whether every paper that a value is to be held against is submitted, and every such report the applicant's: of another's nothing is known."""
    others = {report.file for report in papers.reports.values() if report.company is not None}
    return not any(label.evidence_file in others | papers.left_out for label in labels)


def _write(directory: Path, truth: Truth, papers: Papers) -> None:
    clear_sample(directory)
    (directory / APPLICATION).mkdir(parents=True, exist_ok=True)
    for paper in truth.papers:
        (directory / APPLICATION / paper.file).write_bytes(paper.content)
    (directory / REGISTER).write_bytes(register_csv(papers.register))
    (directory / TRUTH).write_text(truth.as_json(), encoding="utf-8", newline="\n")


def _told(seed: int, made: tuple[Applicant, ...], ties: tuple[Tie, ...]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "fictional": True,
        "seed": seed,
        "applications": [_application(one) for one in made],
        "ties": [{"check": tie.check, "members": [f"{index + 1:04d}" for index in tie.members], "value": tie.value} for tie in ties],
    }


def _application(one: Applicant) -> dict[str, Any]:
    company = one.truth.enterprise.company
    return {
        "folder": one.folder,
        "name": company.name,
        "uscc": company.uscc,
        "defects": [
            {
                "defect": label.defect,
                "checks": list(defect.checks),
                "follows": list(defect.follows),
                "hypothesis": label.hypothesis,
                "file": label.file,
                "field": label.field,
                "year": label.year,
                "value": label.form_value,
            }
            for defect, label in zip(one.defects, one.labels, strict=True)
        ],
        "scanned": one.scanned,
        "lookalikes": [lookalike.name for lookalike in one.truth.lookalikes],
    }
