"""`docintel report ...`: opinions, the workbook, hand-ins, letters, publicity, re-reviews."""

from __future__ import annotations

import json
import re
from datetime import date
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from docintel.cli.console import EXIT_NOTHING_READABLE
from docintel.cli.console import JsonOption
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import complain
from docintel.cli.console import say
from docintel.cli.console import write_text
from docintel.cli.order import day_given
from docintel.cli.report_source import Asked
from docintel.cli.report_source import ByOption
from docintel.cli.report_source import DecisionsOption
from docintel.cli.report_source import ReviewsArgument
from docintel.cli.report_source import Source
from docintel.cli.report_source import StoreOption
from docintel.cli.report_source import source_of
from docintel.cli.store import CampaignOption
from docintel.cli.store import DatabaseOption
from docintel.cli.unmasking import UnmaskedOption
from docintel.domain.errors import UsageError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.packs import load_packs
from docintel.report.decode import review_of
from docintel.report.encode import written
from docintel.report.faces import ReviewFace
from docintel.report.handins import HandinFace
from docintel.report.handins import HandinsFace
from docintel.report.handins import handin_of
from docintel.report.handins import handins_workbook
from docintel.report.html import Writer
from docintel.report.letter import LetterFace
from docintel.report.letter import Terms
from docintel.report.letter import letter_of
from docintel.report.letter_paper import letter_paper
from docintel.report.masking import masked_face
from docintel.report.opinion import opinion_of
from docintel.report.opinion import opinion_paper
from docintel.report.paper import Paper
from docintel.report.paper import Shown
from docintel.report.paper_docx import paper_docx
from docintel.report.paper_html import paper_html
from docintel.report.part_ten import part_ten
from docintel.report.part_ten import publicity_list
from docintel.report.since import since
from docintel.report.since_paper import STATES
from docintel.report.since_paper import since_paper
from docintel.report.stored_reviews import stored_faces
from docintel.report.stored_reviews import stored_letter
from docintel.report.workbook import campaign_workbook


class Form(StrEnum):
    """In which formats a paper is written."""

    DOCX = "docx"
    HTML = "html"
    BOTH = "both"


OutOption = Annotated[Path, typer.Option("--out", metavar="DIR", help="写到此目录 / folder to write to")]
FormOption = Annotated[Form, typer.Option("--format", help="DOCX、HTML 或两者 / DOCX, HTML or both")]
FilesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--files", help="申报材料目录或 zip，用于页面截图；可多次给出 / folders or zips of the applications, for pictures of pages"
    ),
]
NONE_ASKED = "没有标为“请补正”的事项，未写通知；先在工作台或决定文件中请企业补正 / no matter is asked back, so there is no letter: ask back in the workbench or in the file of decisions first"
NONE_RECOMMENDED = "没有人员决定推荐的企业，公示名单为空 / nobody decided to recommend any enterprise: the publicity list is empty"
_NOT_IN_NAMES = re.compile(r"[^\w\u4e00-\u9fff（）()-]+")


def opinion(
    reviews: ReviewsArgument = None,
    out: OutOption = Path("opinions"),
    form: FormOption = Form.BOTH,
    files: FilesOption = None,
    decisions: DecisionsOption = None,
    store: StoreOption = None,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    unmasked: UnmaskedOption = None,
    by: ByOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """审核意见：每份申报一份，DOCX 和 HTML。 / Review opinions, one for each application, as DOCX and HTML."""
    asked = Asked(tuple(reviews or ()), decisions, store, database, campaign, unmasked, by, tuple(files or ()))
    loaded, shown, count = load_packs(tuple(packs or ())), asked.shown, 0
    with source_of(asked, "opinion") as source:
        for count, one in enumerate(source.reviewed(), start=1):
            review = review_of(one.face, loaded.taxonomy)
            with source.crop(one, review) as crop:
                made = opinion_of(review, one.decisions, loaded, lang, crop, one.objections)
                _write(out / _name(count, one.id, one.face.application.name), opinion_paper(made), form, shown)
    _told(count, out, lang)


def workbook(
    reviews: ReviewsArgument = None,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.xlsx", help="写到此文件 / file to write")] = Path("campaign.xlsx"),
    decisions: DecisionsOption = None,
    store: StoreOption = None,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    unmasked: UnmaskedOption = None,
    by: ByOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """批次工作簿：企业、发现、条件各一行，可筛选。 / The campaign's workbook: a row per application, finding and criterion, with filters."""
    asked = Asked(tuple(reviews or ()), decisions, store, database, campaign, unmasked, by)
    loaded = load_packs(tuple(packs or ()))
    with source_of(asked, "workbook") as source:
        count = campaign_workbook(out, source.reviewed(), loaded, lang, asked.shown)
    _told(count, out, lang)


def handins(
    reviews: ReviewsArgument = None,
    out: OutOption = Path("handins"),
    form: FormOption = Form.BOTH,
    decisions: DecisionsOption = None,
    store: StoreOption = None,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    unmasked: UnmaskedOption = None,
    by: ByOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """上报材料：汇总表和第十部分，只按人员决定填写，机器核算在旁。 / Hand-ins, filled from people's decisions only, the calculation beside them."""
    asked = Asked(tuple(reviews or ()), decisions, store, database, campaign, unmasked, by)
    with source_of(asked, "handins") as source:
        handed = _handed(source, tuple(packs or ()))
    handins_workbook(out / "handins.xlsx", handed, lang, asked.shown)
    write_text(out / "handins.json", written(masked_face(HandinsFace(enterprises=tuple(handed)), asked.shown)))
    for number, one in enumerate(handed, start=1):
        _write(out / "part-ten" / _name(number, one.application, one.name), part_ten(one, lang), form, asked.shown)
    _told(len(handed), out, lang)


def publicity(
    reviews: ReviewsArgument = None,
    out: OutOption = Path("publicity"),
    form: FormOption = Form.BOTH,
    since_day: Annotated[str | None, typer.Option("--from", help="公示起日 / first day of the publicity")] = None,
    until_day: Annotated[str | None, typer.Option("--to", help="公示止日 / last day of the publicity")] = None,
    decisions: DecisionsOption = None,
    store: StoreOption = None,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    by: ByOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """公示名单：人员决定推荐的企业。 / The publicity list: the enterprises that people recommended."""
    first, last = day_given(since_day), day_given(until_day)
    asked = Asked(tuple(reviews or ()), decisions, store, database, campaign, None, by)
    with source_of(asked, "publicity") as source:
        handed = _handed(source, tuple(packs or ()))
    period = None if first is None or last is None else (first, last)
    _write(out / "publicity", publicity_list(handed, period, lang), form, asked.shown)
    _told(sum(one.recommended is True for one in handed), out, lang, NONE_RECOMMENDED)


def letters(
    reviews: ReviewsArgument = None,
    out: OutOption = Path("letters"),
    form: FormOption = Form.BOTH,
    day: Annotated[str | None, typer.Option("--day", help="通知日期，默认今天 / day of the letter, today by default")] = None,
    deadline: Annotated[str | None, typer.Option("--deadline", help="补正截止日 / until when an answer is awaited")] = None,
    days: Annotated[int, typer.Option("--days", min=1, help="未给截止日时的天数 / days to answer, where no deadline is given")] = 10,
    round_number: Annotated[int | None, typer.Option("--round", min=1, help="第几次补正 / which round, without a store")] = None,
    record: Annotated[bool, typer.Option("--record", help="在存储中登记为草稿 / keep them in the store, as drafts")] = False,
    decisions: DecisionsOption = None,
    store: StoreOption = None,
    database: DatabaseOption = None,
    campaign: CampaignOption = None,
    unmasked: UnmaskedOption = None,
    by: ByOption = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """补正通知：按退回补正的事项，每份申报一封。 / Letters asking for supplements, one for each application with matters asked back."""
    written_on = day_given(day) or date.today()  # noqa: DTZ011 - a letter is dated by the office's own calendar
    until = day_given(deadline) or written_on + timedelta(days=days)
    asked = Asked(tuple(reviews or ()), decisions, store, database, campaign, unmasked, by)
    loaded, count = load_packs(tuple(packs or ())), 0
    with source_of(asked, "letters") as source:
        for one in source.reviewed():
            writer = Writer(review_of(one.face, loaded.taxonomy), loaded, lang, lambda _document, _box: None)
            undecided_is_draft = source.store is None and decisions is None
            letter = letter_of(writer, one.decisions, Terms(written_on, until, round_number or one.rounds + 1), draft=undecided_is_draft)
            if letter is None:
                continue
            count += 1
            _write_letter(out / _name(count, one.id, letter.name), letter, form, asked.shown, lang)
            if record:
                _record(source, one.id, letter, until)
    _told(count, out, lang, NONE_ASKED)


def replies(
    before: Annotated[Path, typer.Argument(help="补正前的审核结果 / the review before the reply")],
    after: Annotated[Path, typer.Argument(help="补正后的审核结果 / the review after it")],
    letter: Annotated[Path | None, typer.Option("--letter", help="补正通知 JSON / the letter's JSON")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="DOCX 和 HTML 写到此目录 / folder for DOCX and HTML")] = None,
    form: FormOption = Form.BOTH,
    json_out: JsonOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """补正后复审：只列通知之后的变化。 / The re-review after a reply: only what changed since the letter."""
    asked = None if letter is None else stored_letter(letter)
    changed = since(_only(before), _only(after), asked)
    shown = Asked().shown
    if json_out is not None:
        write_text(json_out, written(masked_face(changed, shown)))
    if out is not None:
        _write(out / _name(1, changed.application, changed.name), since_paper(changed, lang), form, shown)
    if str(json_out) != "-":
        for one in changed.matters:
            say(Wording(f"{STATES[one.state].zh}：{one.title.zh}", f"{STATES[one.state].en}: {one.title.en}"), lang)


def _handed(source: Source, packs: tuple[Path, ...]) -> list[HandinFace]:
    loaded = load_packs(packs)
    return [handin_of(one, loaded) for one in source.reviewed()]


def _only(path: Path) -> ReviewFace:
    """The one review of a file."""
    faces = list(stored_faces([path]))
    if len(faces) != 1:
        raise UsageError(f"{path} 应只有一份审核结果，实有 {len(faces)} 份 / {path} should hold one review, not {len(faces)}")
    return faces[0]


def _write_letter(stem: Path, letter: LetterFace, form: Form, shown: Shown, lang: Language) -> None:
    _write(stem, letter_paper(letter, lang), form, shown)
    write_text(stem.with_name(f"{stem.name}.json"), written(masked_face(letter, shown)))


def _record(source: Source, application: str, letter: LetterFace, until: date) -> None:
    """Keeps the letter as a draft of the next round; sending it is a person's."""
    if source.store is None:
        raise UsageError("--record 须与 --store 一起使用 / --record goes with --store")
    body = json.loads(written(letter))
    source.store.letters.add(source.own_ids[application], body, person=source.asked.person, deadline=until)


def _write(stem: Path, paper: Paper, form: Form, shown: Shown) -> None:
    if form is not Form.HTML:
        path = stem.with_name(f"{stem.name}.docx")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(paper_docx(paper, shown))
    if form is not Form.DOCX:
        write_text(stem.with_name(f"{stem.name}.html"), paper_html(paper, shown))


def _name(number: int, application: str, name: str) -> str:
    """A file's name from what an application is called: nothing that a file system reads otherwise, never two the same."""
    called = _NOT_IN_NAMES.sub("_", name)[:40].strip("_") or "_"
    return f"{number:04}_{called}_{_NOT_IN_NAMES.sub('_', application)[:24]}"


def _told(count: int, out: Path, lang: Language, none: str = "没有可写的内容 / nothing to write") -> None:
    if not count:
        complain(none)
        raise typer.Exit(EXIT_NOTHING_READABLE)
    say(Wording(f"{count} 份，已写到 {out}", f"{count} written to {out}"), lang)
