"""`docintel sample sheets|results|estimate|protocol`: from the drawn enterprises to what the spot check says of all."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from typing import Any

import typer

from docintel.cli.console import EXIT_FOUND
from docintel.cli.console import EXIT_NOTHING_READABLE
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import complain
from docintel.cli.console import output
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.cli.population import ACCOUNT
from docintel.cli.population import AccountOption
from docintel.cli.site_outcomes import outcomes_from
from docintel.cli.store import STORE
from docintel.cli.store import CampaignOption
from docintel.cli.store import DatabaseOption
from docintel.cli.store import StoreOption
from docintel.cli.store import campaign_named
from docintel.cli.store import store_there
from docintel.domain.errors import UsageError
from docintel.domain.sampling import Estimate
from docintel.domain.sampling import Sample
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.packs import load_packs
from docintel.report.applicants import stored_reviews
from docintel.report.encode import written
from docintel.report.onsite import MOST_ROWS
from docintel.report.onsite import OnSiteFace
from docintel.report.onsite import sheets_of
from docintel.report.onsite_docx import write_onsite_docx
from docintel.report.onsite_reading import read_onsite
from docintel.report.onsite_results import OnSiteResultsFace
from docintel.report.onsite_results import results_face
from docintel.report.onsite_xlsx import write_onsite_xlsx
from docintel.report.protocol import Held
from docintel.report.protocol import percent
from docintel.report.protocol import protocol_docx
from docintel.report.protocol import protocol_html
from docintel.report.protocol import protocol_parts
from docintel.report.sampling import read_record
from docintel.report.sampling import read_sample
from docintel.sampling.estimating import estimate as estimated
from docintel.web.drawing import members_of

INDEX = "onsite.json"
FILLED = (".xlsx", ".docx", ".ods", ".doc", ".pdf")
Reviews = Iterable[Mapping[str, Any]]
RecordArgument = Annotated[Path, typer.Argument(help="抽样记录 / the record of a draw")]
ResultsOption = Annotated[
    Path | None,
    typer.Option(
        "--results",
        metavar="FILE",
        help="sample results 写出的 JSON，或“信用代码、结论”名单；不给则取存储中的结论和决定 / results or a list; without it, the store's",
    ),
]
ConfidenceOption = Annotated[float, typer.Option(help="置信度 / confidence")]


class SheetFormat(StrEnum):
    """Which files a sheet becomes."""

    BOTH = "both"
    DOCX = "docx"
    XLSX = "xlsx"


def sheets(
    record: RecordArgument,
    reviews: Annotated[
        list[Path] | None, typer.Argument(help="审核结果或其目录；不给则取存储中的批次 / Reviews; without any, those in the store")
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="写到此目录 / the folder they are written to")] = Path("onsite"),
    kind: Annotated[SheetFormat, typer.Option("--format", help="文件格式 / format of the files")] = SheetFormat.BOTH,
    most: Annotated[int, typer.Option(help="每家最多列几项填报值 / the most declared values on a sheet")] = MOST_ROWS,
    packs: PacksOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """为抽中的企业各写一份现场检查记录表（DOCX、XLSX）。 / Write an on-site sheet for every drawn enterprise."""
    sample, _ = read_sample(record)
    found = (review for _, review in stored_reviews(reviews)) if reviews else _kept(sample, store, database, campaign)
    face = sheets_of(sample, found, load_packs(tuple(packs or ())).kinds, most)
    for sheet in face.sheets:
        name = f"{sheet.number:03}-{_safe(sheet.application)}"
        if kind is not SheetFormat.XLSX:
            write_onsite_docx(sheet, out / f"{name}.docx", lang)
        if kind is not SheetFormat.DOCX:
            write_onsite_xlsx(sheet, out / f"{name}.xlsx", lang)
        if not sheet.rows:
            complain(
                Wording(f"{sheet.application} 没有审核结果，表中无填报值", f"{sheet.application} has no Review: its sheet is blank").said(
                    lang
                )
            )
    write_text(out / INDEX, written(face))
    say(Wording(f"{len(face.sheets)} 家的现场表已写到 {out}", f"sheets of {len(face.sheets)} enterprises are in {out}"), lang)


def _kept(sample: Sample, place: Path, database: str | None, campaign: str | None) -> Iterator[Mapping[str, Any]]:
    """The present Reviews of the drawn applications; their ids become those of the draw."""
    wanted = {one.id for one in sample.chosen}
    with store_there(place, database) as store:
        for name, one in members_of(store, campaign_named(store, campaign).id).items():
            if name in wanted and one.review is not None:
                review: dict[str, Any] = dict(store.reviews.body(one.id))
                yield {**review, "application": {**review["application"], "id": name}}


def _safe(name: str) -> str:
    return "".join(char if char.isalnum() else "_" for char in name)[:60]


def results(
    files: Annotated[list[Path], typer.Argument(help="填好的现场表或其目录 / filled sheets, or folders of them")],
    index: Annotated[
        Path | None, typer.Option("--index", metavar="FILE", help=f"sample sheets 写出的 {INDEX}，默认在表旁 / what sample sheets wrote")
    ] = None,
    json_out: JsonOption = None,
    packs: PacksOption = None,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    keep: Annotated[bool, typer.Option("--keep", help="存入存储 / keep them in the store")] = False,
    account: AccountOption = ACCOUNT,
    lang: Lang = Language.ZH,
) -> None:
    """读回填好的现场表：on_site 事实、结论，以及没填和读不懂的每一行。 / Read filled on-site sheets back: facts, conclusions, and what was not filled in."""
    paths = [path for given in files for path in _filled(given)]
    if not paths:
        complain("没有现场表 / no on-site sheets")
        raise typer.Exit(EXIT_NOTHING_READABLE)
    place = index or next((path.parent / INDEX for path in paths if (path.parent / INDEX).is_file()), None)
    if place is None:
        raise UsageError(f"请用 --index 指定 {INDEX} / name {INDEX} with --index")
    onsite = read_record(place, OnSiteFace)
    found = results_face(read_onsite(paths, onsite, load_packs(tuple(packs or ())).taxonomy))
    if json_out is not None:
        write_text(json_out, written(found))
    if str(json_out) != "-":
        _tell(found, lang)
    if found.not_understood and not (found.facts or found.outcomes or found.matters):
        raise typer.Exit(EXIT_NOTHING_READABLE)  # another workbook, or pictures: nothing to keep
    if keep:
        _keep(found, store, database, campaign, account)


def _filled(given: Path) -> list[Path]:
    if not given.exists():
        raise UsageError(f"没有这个文件或目录：{given} / no such file or folder: {given}")
    if given.is_file():
        return [given]
    return sorted(path for path in given.iterdir() if path.suffix.lower() in FILLED and not path.name.startswith(("~$", ".")))


def _keep(found: OnSiteResultsFace, place: Path, database: str | None, campaign: str | None, person: str) -> None:
    """Each application's part of the results becomes one sheet read in the store."""
    whole = found.model_dump(mode="json")
    with store_there(place, database) as store:
        for name, one in members_of(store, campaign_named(store, campaign).id).items():
            body = {
                key: [part for part in whole[key] if part["application"] == name]
                for key in ("facts", "matters", "unfilled", "not_understood")
            }
            if name in found.outcomes or body["facts"] or body["matters"]:
                store.sheets.add(one.id, {"schema": whole["schema"], "outcome": found.outcomes.get(name), **body}, person=person)


def _tell(found: OnSiteResultsFace, lang: Language) -> None:
    say(
        Wording(
            f"读回 {len(found.facts)} 个现场所见值、{len(found.outcomes)} 家结论；{len(found.unfilled)} 行未填，{len(found.not_understood)} 处须人看",
            f"{len(found.facts)} values seen, {len(found.outcomes)} conclusions; {len(found.unfilled)} rows not filled in, {len(found.not_understood)} for a person to look at",
        ),
        lang,
    )
    for title, remarks in ((Wording("须人看", "To look at"), found.not_understood), (Wording("未填", "Not filled in"), found.unfilled)):
        for one in remarks:
            said = one.said.zh if lang is Language.ZH else one.said.en
            output.print(f"{title.said(lang)}  {one.application or ''}  {said}")


def estimate(
    record: RecordArgument,
    results_file: ResultsOption = None,
    confidence: ConfidenceOption = 0.95,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """由检查结论推断有重大不一致的企业所占比例，带区间和方法。 / From conclusions to the share with a material discrepancy, with its interval."""
    sample, _ = read_sample(record)
    found = estimated(sample, outcomes_from(sample, results_file, store, database, campaign), confidence)
    _say_estimate(found, lang)
    if found.open:
        raise typer.Exit(EXIT_FOUND)


def _say_estimate(found: Estimate, lang: Language) -> None:
    low, high = percent(found.low), percent(found.high)
    point = None if found.point is None else percent(found.point)
    say(
        Wording(
            f"检查 {found.inspected} 家，有重大不一致 {found.errors} 家，未完成 {found.open} 家（推断范围 {found.population} 家）",
            f"inspected {found.inspected}, with a material discrepancy {found.errors}, not finished {found.open} (of {found.population})",
        ),
        lang,
    )
    say(
        Wording(
            f"比例 {point or '（未全部完成，不给点估计）'}，{found.confidence:.0%} 区间 {low} 至 {high}",
            f"share {point or '(not finished: no point)'}, {found.confidence:.0%} interval {low} to {high}",
        ),
        lang,
    )
    say(found.method, lang)


def protocol(
    record: RecordArgument,
    out: Annotated[list[Path], typer.Option("--out", metavar="FILE", help="写出 .docx 或 .html，可多次给出 / write .docx or .html here")],
    results_file: ResultsOption = None,
    drawn_only: Annotated[
        bool, typer.Option("--drawn-only", help="只写抽取部分，还没有检查结果 / the draw only, before there are results")
    ] = False,
    confidence: ConfidenceOption = 0.95,
    store: StoreOption = STORE,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """抽查纪要（可公开）：抽取方法、名单、结果、推断。 / The protocol of a spot check, fit to be published."""
    sample, face = read_sample(record)
    outcomes = {} if drawn_only else outcomes_from(sample, results_file, store, database, campaign)
    found = None if drawn_only else estimated(sample, outcomes, confidence)
    parts = protocol_parts(sample, Held(face.by, face.on), outcomes, found, lang)
    for path in out:
        if path.suffix.lower() == ".docx":
            protocol_docx(parts, path, lang)
        elif path.suffix.lower() in (".html", ".htm"):
            write_text(path, protocol_html(parts, lang))
        else:
            raise UsageError(f"纪要写成 .docx 或 .html，而不是 {path.name} / a protocol is .docx or .html, not {path.name}")
        say(Wording(f"纪要已写到 {path}", f"the protocol is written to {path}"), lang)
