"""The record of a draw of experts as JSON, and the lists handed out: a sheet by application and a sheet by expert; they carry no weight and no finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from docintel.domain.errors import UsageError
from docintel.domain.experts import Entry
from docintel.domain.experts import Expert
from docintel.domain.experts import ExpertDraw
from docintel.domain.experts import ExpertPlan
from docintel.domain.experts import Obstacle
from docintel.domain.experts import RegionRule
from docintel.domain.experts import SpecialityRule
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.report.encode import wording_face
from docintel.report.faces import Face
from docintel.report.faces import WordingFace
from docintel.report.sampling import RecordFace
from docintel.report.sampling import read_record
from docintel.report.sampling import seals_of
from docintel.report.tables import Table
from docintel.report.tables import write_tables


class AssignPlanFace(Face):
    """How many experts an application has, and the rules that are settings."""

    each: int
    region: str
    speciality: str


class AssignListsFace(Face):
    """Both lists: their hashes and a print of each row."""

    experts: str
    entries: str
    rows: dict[str, str]


class ObstacleFace(Face):
    """Applications that cannot have their experts, and why."""

    entries: tuple[str, ...]
    reason: WordingFace


class AssignOutcomeFace(Face):
    """Ids of experts by application, loads by expert, and what stood in the way."""

    drawn: dict[str, tuple[str, ...]]
    loads: dict[str, int]
    obstacles: tuple[ObstacleFace, ...]


class AssignmentFace(RecordFace):
    """What `docintel assign draw` writes."""

    schema_id: Literal["docintel/assignment/1"] = "docintel/assignment/1"
    plan: AssignPlanFace
    lists: AssignListsFace
    outcome: AssignOutcomeFace


def assignment_face(assignment: ExpertDraw, by: tuple[str, ...] = (), on: str = "") -> AssignmentFace:
    """The record of an assignment."""
    plan = assignment.plan
    face = AssignmentFace(
        seed=plan.seed,
        plan=AssignPlanFace(each=plan.each, region=plan.region.value, speciality=plan.speciality.value),
        lists=AssignListsFace(experts=assignment.experts, entries=assignment.entries, rows=dict(assignment.prints)),
        outcome=AssignOutcomeFace(
            drawn=dict(assignment.drawn),
            loads=dict(assignment.loads),
            obstacles=tuple(ObstacleFace(entries=one.entries, reason=wording_face(one.reason)) for one in assignment.obstacles),
        ),
        seals={},
        by=by,
        on=on,
    )
    return face.model_copy(update={"seals": seals_of(face)})


def read_assignment(path: Path) -> tuple[ExpertDraw, AssignmentFace]:
    """A recorded assignment; UsageError where the file is none or says what cannot be."""
    face = read_record(path, AssignmentFace)
    try:
        plan = ExpertPlan(face.seed, face.plan.each, RegionRule(face.plan.region), SpecialityRule(face.plan.speciality))
        obstacles = tuple(Obstacle(one.entries, Wording(one.reason.zh, one.reason.en)) for one in face.outcome.obstacles)
    except ValueError as error:
        raise UsageError(f"分配记录“{path}”的内容不成立：{error} / the record “{path}” says what cannot be: {error}") from error
    drawn, loads = tuple(face.outcome.drawn.items()), tuple(face.outcome.loads.items())
    return ExpertDraw(plan, face.lists.experts, face.lists.entries, tuple(face.lists.rows.items()), drawn, loads, obstacles), face


def write_assignment(assignment: ExpertDraw, experts: Iterable[Expert], entries: Sequence[Entry], path: Path, language: Language) -> None:
    """The lists as one workbook: who judges what, by application and by expert, and what could not be assigned."""
    people, applications = {one.id: one for one in experts}, {one.id: one for one in entries}
    tables = [_by_entry(assignment, people, applications, language), _by_expert(assignment, people, applications, language)]
    if assignment.obstacles:
        tables.append(_obstacles(assignment, applications, language))
    write_tables(tables, path)


def _by_entry(assignment: ExpertDraw, people: Mapping[str, Expert], applications: Mapping[str, Entry], language: Language) -> Table:
    heads = [said(language, *pair) for pair in (("编号", "Id"), ("企业名称", "Applicant"))]
    heads += [said(language, f"专家{number}", f"Expert {number}") for number in range(1, assignment.plan.each + 1)]
    rows = [[entry, applications[entry].name, *(people[one].name for one in drawn)] for entry, drawn in assignment.drawn]
    return Table(said(language, "按申报", "By application"), tuple(heads), tuple(tuple(row) for row in rows))


def _by_expert(assignment: ExpertDraw, people: Mapping[str, Expert], applications: Mapping[str, Entry], language: Language) -> Table:
    held: dict[str, list[str]] = defaultdict(list)
    for entry, drawn in assignment.drawn:
        for one in drawn:
            held[one].append(entry)
    pairs = (("专家编号", "Expert id"), ("姓名", "Name"), ("工作单位", "Unit"), ("编号", "Id"), ("企业名称", "Applicant"))
    rows = [
        (one, people[one].name, people[one].unit, entry, applications[entry].name) for one, _ in assignment.loads for entry in held[one]
    ]
    return Table(said(language, "按专家", "By expert"), tuple(said(language, *pair) for pair in pairs), tuple(rows))


def _obstacles(assignment: ExpertDraw, applications: Mapping[str, Entry], language: Language) -> Table:
    pairs = (("编号", "Id"), ("企业名称", "Applicant"), ("未能分配的原因", "Why it could not be assigned"))
    rows = [(entry, applications[entry].name, one.reason.said(language)) for one in assignment.obstacles for entry in one.entries]
    return Table(said(language, "未能分配", "Not assigned"), tuple(said(language, *pair) for pair in pairs), tuple(rows))


def said(language: Language, zh: str, en: str) -> str:
    """One of two texts."""
    return zh if language is Language.ZH else en
