"""The evidence that an application of a campaign attaches: kinds, layouts and issuers drawn by its seed, the form saying what they prove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from docintel.simulate.application import FormValues
from docintel.simulate.enterprise import Enterprise
from docintel.simulate.evidence.dossier import Dossier
from docintel.simulate.evidence.kinds import EVIDENCE
from docintel.simulate.evidence.kinds import draw
from docintel.simulate.papers import Attached
from docintel.simulate.papers import Papers
from docintel.simulate.sheets import Paper

FIRST_LAYOUT_ONLY = {"statistics_form"}  # the unit's own form: the only one that tells its industry class and staff together
PROVINCIAL = {"rd_institution_approval": (1, 2)}  # the layouts whose institution is provincial, as the form declares
ALWAYS = (
    "social_insurance",
    "market_share_statement",
    "rd_institution_approval",
    "trademark_certificate",
    "commitment_letter",
    "credit_china_report",
)
SOMETIMES = ("rd_special_audit", "statistics_form", "credit_publicity_report", "software_copyright", "tax_return")
SCATTER = 7919
UNFINED = 2  # registers tell of a fine where a seed is odd
SYSTEMS = (0, 1)  # ISO 9001 and ISO 14001 in the order of the certificates' systems


def attach(papers: Papers, seed: int, needed: tuple[str, ...] = ()) -> Papers:
    """The papers with the evidence of an ordinary applicant, and the kinds that a defect needs."""
    rng = Random(f"docintel-attached-{seed}")  # noqa: S311 - repeatable, not secret
    enterprise = papers.enterprise
    kinds = dict.fromkeys((*ALWAYS, *rng.sample(SOMETIMES, 2), *(kind for kind in needed if kind != "system_certificate")))
    attached = [Attached(kind, _layout(kind, rng), enterprise, UNFINED * seed) for kind in kinds]
    attached += [_system(enterprise, seed, which, rng) for which in SYSTEMS]
    return replace(papers, attached=tuple(attached))


def _layout(kind: str, rng: Random) -> int:
    if kind in FIRST_LAYOUT_ONLY:
        return 1
    return rng.choice(PROVINCIAL.get(kind, tuple(range(1, len(EVIDENCE[kind].layouts) + 1))))


def _system(enterprise: Enterprise, seed: int, which: int, rng: Random) -> Attached:
    """A certificate of the system wanted: its layout takes the system by its seed."""
    layouts, systems = len(EVIDENCE["system_certificate"].layouts), 4
    layout = rng.randint(1, layouts)
    return Attached("system_certificate", layout, enterprise, seed * systems * 7 + (which - layout + 1) % systems)


def evidence_papers(papers: Papers) -> tuple[Paper, ...]:
    """The attached papers, drawn; several of one kind and layout get a number each."""
    drawn: dict[str, Paper] = {}
    for one in papers.attached:
        paper = draw(one.kind, one.layout, Dossier(one.seed, one.told, one.turn))
        name = next(name for name in _names(paper.file) if name not in drawn)
        drawn[name] = replace(paper, file=name)
    return tuple(drawn.values())


def _names(file: str) -> Iterator[str]:
    """A file's name, then the same with numbers behind."""
    yield file
    yield from (file.replace(".pdf", f"（{number}）.pdf") for number in "二三四五六七八九")


def own_contacts(values: FormValues, seed: int) -> FormValues:
    """Numbers and addresses of its own, so that applications share none by chance: seeds that differ in their last four digits have other numbers.

    The numbers are scattered by a factor that is prime to ten; drawn by lot, one in four digits is soon drawn twice (birthdays).
    """
    area = str(values["a.contact_tel"]).split("-", maxsplit=1)[0]
    return {
        **values,
        "a.contact_tel": f"{area}-5555{seed * SCATTER % 10**4:04d}",
        "a.contact_mobile": f"1390000{(seed * SCATTER + 1) % 10**4:04d}",
        "a.email": f"shenbao{seed}@example.com",
    }
