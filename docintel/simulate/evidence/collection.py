"""Folders of papers of evidence with their truth, one per seed, as `docintel evaluate` reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from docintel.domain.errors import UsageError
from docintel.simulate.evidence.dossier import open_dossier
from docintel.simulate.evidence.kinds import EVIDENCE
from docintel.simulate.evidence.kinds import draw
from docintel.simulate.sheets import Paper
from docintel.simulate.truth import Truth
from docintel.simulate.typesetting import SECOND_FAMILY

APPLICATION, TRUTH = "application", "truth.json"


def make_papers(
    directory: Path, *, seed: int, kinds: tuple[str, ...] = (), layout: int | None = None, scanned: bool = False, family: int = 1
) -> Truth:  # options of a command
    """Draws the papers of a seed's enterprise (of all kinds and layouts, unless some are named) into `directory`, and returns their truth."""
    dossier = open_dossier(seed)
    enterprise = dossier.enterprise
    dossier = replace(dossier, enterprise=replace(enterprise, layout=enterprise.layout + SECOND_FAMILY * (family - 1)))
    drawn = [draw(kind, number, dossier) for kind in _known(kinds) for number in _layouts(kind, layout)]
    papers = _scanned(drawn, seed) if scanned else tuple(drawn)
    truth = Truth(seed, dossier.enterprise, (), (), papers)
    _write(directory, truth, papers)
    return truth


def _scanned(papers: Iterable[Paper], seed: int) -> tuple[Paper, ...]:
    from docintel.simulate.scanning import scanned_paper  # the picture libraries load slowly, and only scans need them

    return tuple(scanned_paper(paper, seed) for paper in papers)


def _known(kinds: Iterable[str]) -> tuple[str, ...]:
    named = tuple(kinds) or tuple(EVIDENCE)
    for kind in named:
        if kind not in EVIDENCE:
            raise UsageError(f"没有此类材料 / no such kind of evidence {kind!r}; {', '.join(EVIDENCE)}")
    return named


def _layouts(kind: str, layout: int | None) -> tuple[int, ...]:
    return tuple(range(1, len(EVIDENCE[kind].layouts) + 1)) if layout is None else (layout,)


def _write(directory: Path, truth: Truth, papers: Iterable[Paper]) -> None:
    """A folder that holds anything but an earlier collection's papers is left alone (UsageError)."""
    application = directory / APPLICATION
    if application.exists() and any(application.iterdir()) and not (directory / TRUTH).is_file():
        raise UsageError(f"{application} 已有其他文件，请换一个目录 / holds other files; choose another folder")
    application.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        (application / paper.file).write_bytes(paper.content)
    (directory / TRUTH).write_text(truth.as_json(), encoding="utf-8", newline="\n")
