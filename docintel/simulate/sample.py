"""A whole sample on disk: application/ with the form and its attachments, register.csv beside it, truth.json with what is hidden."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from types import MappingProxyType

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import FormValues
from docintel.simulate.audit import audit_report
from docintel.simulate.certificates import business_licence
from docintel.simulate.certificates import equity_table
from docintel.simulate.certificates import patent_certificate
from docintel.simulate.defects_figures import FIGURE_DEFECTS
from docintel.simulate.defects_papers import PAPER_DEFECTS
from docintel.simulate.enterprise import found_enterprise
from docintel.simulate.lookalikes import with_lookalikes
from docintel.simulate.papers import FORM
from docintel.simulate.papers import FORM_COPY
from docintel.simulate.papers import Papers
from docintel.simulate.papers import true_papers
from docintel.simulate.planting import Defect
from docintel.simulate.register import register_csv
from docintel.simulate.register import unrelated_register
from docintel.simulate.sheets import Paper
from docintel.simulate.truth import Planted
from docintel.simulate.truth import Truth
from docintel.simulate.word import word_form

CATALOGUE = MappingProxyType({defect.name: defect for defect in (*FIGURE_DEFECTS, *PAPER_DEFECTS)})
DEFECTS: Mapping[str, Wording] = MappingProxyType({name: defect.wording for name, defect in CATALOGUE.items()})
READY_MADE: Mapping[str, tuple[int, tuple[str, ...]]] = MappingProxyType(
    {
        "clean": (1, ()),
        "inconsistent": (2, ("unit_slip", "wrong_year", "copy_differs", "patent_not_held", "legal_rep_differs")),
        "related": (3, ("holding_recognised", "same_group_product")),
    }
)
APPLICATION, REGISTER, TRUTH = "application", "register.csv", "truth.json"


def make_sample(directory: Path, *, seed: int, defects: tuple[str, ...] = (), lookalikes: bool = True) -> Truth:
    """Writes the sample that belongs to the seed, byte for byte the same every time, and returns its truth.

    An earlier sample in `directory` is replaced; a folder `application` that holds anything else is left alone (UsageError).
    """
    truth, papers = imagine(seed, defects, lookalikes=lookalikes)
    clear_sample(directory)
    (directory / APPLICATION).mkdir(parents=True, exist_ok=True)
    for paper in truth.papers:
        (directory / APPLICATION / paper.file).write_bytes(paper.content)
    (directory / REGISTER).write_bytes(register_csv(papers.register))
    (directory / TRUTH).write_text(truth.as_json(), encoding="utf-8", newline="\n")
    return truth


def imagine(seed: int, defects: tuple[str, ...] = (), *, lookalikes: bool = True) -> tuple[Truth, Papers]:
    """The sample in memory: its truth with all files, and what the papers say."""
    papers, planted = plan(seed, defects, lookalikes=lookalikes)
    return Truth(seed, papers.enterprise, planted, papers.lookalikes, drawn(papers)), papers


def plan(seed: int, defects: tuple[str, ...] = (), *, lookalikes: bool = True) -> tuple[Papers, tuple[Planted, ...]]:
    """What the papers will say, with the defects in the order given; look-alikes go where no defect is."""
    enterprise = found_enterprise(seed)
    papers, labels = planted(true_papers(enterprise, unrelated_register(enterprise)), seed, (CATALOGUE[name] for name in _known(defects)))
    if lookalikes:
        papers = with_lookalikes(papers, Random(f"{seed}-lookalikes"))  # noqa: S311 - repeatable, not secret
    return papers, labels


def planted(papers: Papers, seed: int, defects: Iterable[Defect]) -> tuple[Papers, tuple[Planted, ...]]:
    """The papers with the defects in the order given, and the label of each."""
    labels: list[Planted] = []
    for defect in defects:
        rng = Random(f"{seed}-{defect.name}")  # noqa: S311 - repeatable, not secret
        papers, label = defect.plant(papers, rng)
        labels.append(replace(label, defect=defect.name, wording=defect.wording))
    return papers, tuple(labels)


def _known(defects: tuple[str, ...]) -> tuple[str, ...]:
    for name in defects:
        if name not in CATALOGUE:
            near = "".join(difflib.get_close_matches(name, CATALOGUE, n=1))
            hint = f"，是否为 {near} / did you mean {near}" if near else ""
            raise UsageError(f"没有缺陷 / no defect {name!r}{hint}; {', '.join(CATALOGUE)}")
    if len(set(defects)) < len(defects):
        raise UsageError("同一缺陷只能放一次 / a defect can be planted once")
    return defects


def drawn(papers: Papers) -> tuple[Paper, ...]:
    """The form, its copy, licence, reports, certificates and tables of shareholders."""
    enterprise = papers.enterprise
    form = Paper(FORM, _form_json(papers.online), ())
    copy = Paper(FORM_COPY, word_form(papers.printed, enterprise.layout), ())
    reports = [audit_report(enterprise, report) for report in papers.reports.values()]
    certificates = [patent_certificate(enterprise, certificate) for certificate in papers.certificates]
    tables = [equity_table(enterprise, table) for table in papers.equity]
    return as_submitted(papers, (form, copy, business_licence(enterprise, papers.licence), *reports, *certificates, *tables))


def as_submitted(papers: Papers, drawn: Iterable[Paper]) -> tuple[Paper, ...]:
    """The files that are submitted; one that is cut short says nothing."""
    kept = (one for one in drawn if one.file not in papers.left_out)
    whole = (Paper(one.file, one.content[: len(one.content) // 3], ()) if one.file in papers.cut_short else one for one in kept)
    return tuple(replace(one, file=papers.called.get(one.file, one.file)) for one in whole)


def _form_json(values: FormValues) -> bytes:
    form = {"schema": "docintel/form/1", "programme": "little-giant-2022", "batch": 5, "kind": "new", "fields": values}
    return (json.dumps(form, ensure_ascii=False, indent=1) + "\n").encode()


def clear_sample(directory: Path) -> None:
    """Takes an earlier sample's files away, known from its truth.json."""
    application, truth = directory / APPLICATION, directory / TRUTH
    if not application.exists() or not any(application.iterdir()):
        return
    if not truth.is_file():
        raise UsageError(f"{application} 已有其他文件，请换一个目录 / holds other files; choose another folder")
    for name in json.loads(truth.read_text(encoding="utf-8"))["files"]:
        (application / Path(name).name).unlink(missing_ok=True)
