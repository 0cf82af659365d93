"""`docintel packs try`: what a pack reads on a file's pages, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image
from PIL import ImageDraw

from docintel.classify import classify_pages
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import output
from docintel.cli.order import kind_named
from docintel.cli.pages import page_numbers
from docintel.domain.document import ClueKind
from docintel.domain.document import Page
from docintel.domain.document import PagePart
from docintel.domain.errors import UnreadableError
from docintel.domain.errors import UsageError
from docintel.domain.packs import Packs
from docintel.domain.source import PageBox
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.extract.attempts import Candidate
from docintel.extract.charts.reader import WHY as CHART_WHY
from docintel.extract.trying import Tried
from docintel.extract.trying import tables_unread
from docintel.extract.trying import try_kind
from docintel.extract.trying_pages import CHART
from docintel.extract.trying_pages import NO_COLUMN
from docintel.intake import Limits
from docintel.intake import SubmittedFile
from docintel.intake import page_image
from docintel.intake import read_pages
from docintel.intake import submitted_file
from docintel.intake import turn_of
from docintel.packs import load_packs
from docintel.report.eye import SCALE

SHOWN = 6  # of what a rule passed over
COUNTED, PASSED = (20, 140, 60), (230, 160, 0)
WHY = {
    "empty": Wording("后面是空的", "nothing stands there"),
    "no_date": Wording("不是日期", "it is no date"),
    "no_number": Wording("不是数字，或单位不合", "it is no number, or of another unit"),
    "no_code": Wording("不是有效的代码", "it is no valid code"),
    "no_option": Wording("不在选项之内", "it is none of the options"),
    "no_shape": Wording("形式不合", "it has another form"),
    "no_name": Wording("不是名称（指称自己或另一材料）", "it is no name: it points at somebody, or names a paper"),
    "no_concept": Wording("读到了数字，但指标表里没有这个名称", "a figure, but no concept goes by its name"),
    "no_column": NO_COLUMN,
    "states_nothing": Wording(
        "这句话没有说出可采的持股、增资或控制关系（间接、合计、拟议、过去的不采）",
        "it states nothing that counts: indirect, joint, planned or past",
    ),
    "several": Wording("有几个，分不清是哪一个", "there are several, and nothing says which"),
    "": Wording("另一处或另一条规则更合适", "another place or rule fits better"),
}
CLUES = {
    ClueKind.TITLE: Wording("标题", "title"),
    ClueKind.CUE: Wording("关键词", "cue"),
    ClueKind.MODEL: Wording("分类模型", "page model"),
    ClueKind.BEFORE: Wording("承接上一页", "goes on from the page before"),
}


def try_pack(
    file: Annotated[Path, typer.Argument(help="文件 / a file")],
    pack: Annotated[str, typer.Option("--pack", help="材料种类的 id / id of the kind of document")],
    only: Annotated[str | None, typer.Option("--page", help="只看这些页，如 3,7-9 / only these pages")] = None,
    image: Annotated[
        Path | None, typer.Option("--image", help="把找到的位置画在页面上，图写到此目录 / draw the places found, into this folder")
    ] = None,
    packs: PacksOption = None,
    lang: Lang = Language.ZH,
) -> None:
    """试读：某种材料的规则在每页上读到什么，读不到的为什么。 / Try a pack: what each rule reads on each page, and why not."""
    if not file.is_file():
        raise UsageError(f"没有这个文件：{file} / no such file: {file}")
    loaded = load_packs(tuple(packs or ()))
    kind, wanted = kind_named(loaded, pack), None if only is None else page_numbers(only)
    submitted, limits = submitted_file(file), Limits()
    reading = read_pages(submitted, limits)
    for page, parts in classify_pages(reading, loaded.kinds, loaded.page_model):
        if wanted is None or page.number in wanted:
            tried = try_kind(kind, loaded, page, parts)
            for line in (*_classified(page, parts, loaded, lang), *_told(tried, loaded, lang)):
                output.print(line, markup=False)
            for unread in tables_unread(tried, kind, loaded, page, parts):
                output.print(f"  ! {unread.said(lang)}", markup=False)
            if image is not None and page.width is not None:
                _draw(page, tried, submitted, limits, image)
    for problem in reading.document().problems:
        output.print(f"  {problem.message.said(lang)}", markup=False)


def _classified(page: Page, parts: tuple[PagePart, ...], packs: Packs, language: Language) -> Iterator[str]:
    yield Wording(f"第{page.number}页", f"page {page.number}").said(language)
    for part in parts:
        clues = "; ".join(f"{CLUES[clue.by].said(language)} {clue.text}" for clue in part.clues[:5])
        label = packs.kinds[part.kind].label.said(language) if part.kind in packs.kinds else part.kind
        yield f"  → {part.kind} {label} {part.confidence:.2f} {clues}".rstrip()


def _told(tried: tuple[Tried, ...], packs: Packs, language: Language) -> Iterator[str]:
    for one in tried:
        concept = one.rule.concept or "、".join(one.rule.concepts)
        name = f"{one.number + 1}. {one.rule.reader.value} {concept}".rstrip()
        yield from (f"  ✓ {name}: {_shown(candidate)} {_label(candidate, packs, language)}" for candidate in one.counted)
        yield from (f"  – {name}: {_shown(candidate)} {_why(candidate).said(language)}" for candidate in one.passed[:SHOWN])
        if len(one.passed) > SHOWN:
            yield f"  – {name}: " + Wording(f"……另有 {len(one.passed) - SHOWN} 处", f"... and {len(one.passed) - SHOWN} more").said(
                language
            )
        yield from (f"  · {name}: {remark.said(language)}" for remark in one.remarks)
        if not one.counted and not one.passed and not one.remarks:
            yield f"  ✗ {name}: {_not_found(one).said(language)}"


def _why(candidate: Candidate) -> Wording:
    """Why a candidate is no value."""
    return WHY.get(candidate.why) or CHART_WHY.get(candidate.why.removeprefix(CHART), WHY[""])


def _label(candidate: Candidate, packs: Packs, language: Language) -> str:
    """What the concept is called, where the rule does not say it by its label."""
    return f"({packs.taxonomy.label(candidate.concept).said(language)})"


def _shown(candidate: Candidate) -> str:
    """The print with its place."""
    place = next(
        (f"[{span.x0:.0f} {span.top:.0f} {span.x1:.0f} {span.bottom:.0f}]" for span in candidate.spans if isinstance(span, PageBox)), ""
    )
    return f"“{candidate.text}” {place}".rstrip()


def _not_found(one: Tried) -> Wording:
    if one.nearest is None:
        return Wording("本页没有这样的文字", "nothing like it is printed on this page")
    text, likeness = one.nearest
    return Wording(f"没有这个标签，最接近的是“{text}”（{likeness}%）", f"no such label; the nearest print is “{text}” ({likeness} %)")


def _draw(page: Page, tried: tuple[Tried, ...], file: SubmittedFile, limits: Limits, folder: Path) -> None:
    """Green boxes for what counts, orange ones for what was passed over."""
    try:
        drawn = page_image(file, page.number, SCALE, limits, turn=turn_of(page.problems, page.number))
    except UnreadableError as error:
        output.print(f"  {error}", markup=False)
        return
    picture = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.pixels)
    canvas = ImageDraw.Draw(picture)
    for colour, candidates in (
        (PASSED, [one for rule in tried for one in rule.passed]),
        (COUNTED, [one for rule in tried for one in rule.counted]),
    ):
        for box in (span for one in candidates for span in one.spans if isinstance(span, PageBox) and span.page == page.number):
            canvas.rectangle(tuple(round(value * SCALE) for value in (box.x0, box.top, box.x1, box.bottom)), outline=colour, width=2)
    folder.mkdir(parents=True, exist_ok=True)
    picture.save(folder / f"{Path(file.name).stem}-p{page.number:03d}.png")
