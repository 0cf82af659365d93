"""Applications whose online form and printed, signed form differ in one planted way, or only look as if they did.

The online form is JSON or an XLSX export, the printed one Word, PDF or a scan; campaign.json labels what is planted, as that of a campaign does.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

import openpyxl
import pypdfium2

from docintel.domain.errors import UsageError
from docintel.domain.wording import Wording
from docintel.simulate.application import FormValues
from docintel.simulate.application import Rows
from docintel.simulate.audit import audit_report
from docintel.simulate.certificates import business_licence
from docintel.simulate.certificates import equity_table
from docintel.simulate.certificates import patent_certificate
from docintel.simulate.enterprise import FORM_YEARS
from docintel.simulate.enterprise import found_enterprise
from docintel.simulate.form_looks import told_otherwise
from docintel.simulate.form_paper import Attachment
from docintel.simulate.form_paper import Finish
from docintel.simulate.form_paper import printed_form
from docintel.simulate.papers import Papers
from docintel.simulate.papers import true_papers
from docintel.simulate.planting import changed
from docintel.simulate.register import unrelated_register
from docintel.simulate.relations import value_at
from docintel.simulate.sample import APPLICATION
from docintel.simulate.scanning import scanned_pdf
from docintel.simulate.sheets import Paper
from docintel.simulate.word import word_form

SCHEMA, FILE = "docintel/campaign-truth/1", "campaign.json"
PRINTS, EXPORTS = ("word", "pdf", "scan"), ("json", "xlsx")
ON_PAPER = ("seal_missing", "signature_missing", "date_missing", "page_missing", "page_doubled")  # what a Word file cannot show


@dataclass(frozen=True, slots=True)
class Copies:
    """Both copies of one form before they are written: what each says, how the print is finished, which attachments there are and are listed."""

    papers: Papers
    attachments: tuple[Paper, ...]
    listed: tuple[Attachment, ...]
    finish: Finish = field(default_factory=Finish)

    def saying(self, side: str, values: FormValues) -> Copies:
        """The same with one side saying something else."""
        papers = replace(self.papers, online=values) if side == "online" else replace(self.papers, printed=values)
        return replace(self, papers=papers)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a defect stands: a field of the form and its year, or nothing."""

    field: str = ""
    year: int | None = None


Plant = Callable[[Copies, Random], tuple[Copies, Place]]


@dataclass(frozen=True, slots=True)
class CopyDefect:
    """A way in which the copies differ, and the checks that find it."""

    name: str
    wording: Wording
    plant: Plant
    checks: tuple[str, ...]


def _tick(copies: Copies, rng: Random) -> tuple[Copies, Place]:
    name = rng.choice(("h.six_bases", "g.supply", "h.ten", "i.prov_title"))
    other = "否" if copies.papers.online[name] == "是" else "是"
    return copies.saying("printed", changed(copies.papers.printed, name, None, other)), Place(name)


def _figure(copies: Copies, rng: Random) -> tuple[Copies, Place]:
    name, year = rng.choice(("b.tax", "b.loan", "b.assets", "f.rd")), rng.choice(FORM_YEARS)
    true = value_at(copies.papers.printed, name, year)
    digit = rng.choice([at for at, char in enumerate(true) if char.isdigit() and at > 0])
    text = f"{true[:digit]}{(int(true[digit]) + rng.randint(1, 8)) % 10}{true[digit + 1 :]}"
    return copies.saying("printed", changed(copies.papers.printed, name, year, text)), Place(name, year)


def _rows(values: FormValues, name: str) -> Rows:
    rows = values[name]
    if not isinstance(rows, list):
        raise TypeError(f"{name} is not a list")
    return rows


def _row_changed(copies: Copies, rng: Random) -> tuple[Copies, Place]:
    rows = _rows(copies.papers.printed, "c.top3")
    at = rng.randrange(len(rows))
    after = [
        {**row, "revenue": f"{Decimal(row['revenue'].replace(',', '')) + rng.randint(20, 90):.2f}"} if index == at else row
        for index, row in enumerate(rows)
    ]
    return copies.saying("printed", {**copies.papers.printed, "c.top3": after}), Place("c.top3")


def _row_only(side: str, other: str) -> Plant:
    """A row of a list left out on the other side."""

    def plant(copies: Copies, rng: Random) -> tuple[Copies, Place]:
        values = copies.papers.printed if other == "printed" else copies.papers.online
        rows = _rows(values, "c.top3")
        lost = rng.randrange(len(rows))
        return copies.saying(other, {**values, "c.top3": [row for at, row in enumerate(rows) if at != lost]}), Place(
            "c.top3" if side == "online" else ""
        )

    return plant


def _long_text(copies: Copies, rng: Random) -> tuple[Copies, Place]:
    text = str(copies.papers.printed["i.intro"])
    before, after = rng.choice((("省级企业技术中心", "国家级企业技术中心"), ("主要产品还包括", "主要产品包括"), ("质量管理体系和", "")))
    return copies.saying("printed", {**copies.papers.printed, "i.intro": text.replace(before, after, 1)}), Place("i.intro")


def _blank(side: str) -> Plant:
    """A field that one side leaves empty."""

    def plant(copies: Copies, rng: Random) -> tuple[Copies, Place]:
        name = rng.choice(("a.email", "a.zip", "g.gap_text", "i.titles", "e.brand_rev"))
        values = copies.papers.printed if side == "printed" else copies.papers.online
        return copies.saying(side, changed(values, name, None, "")), Place(name if side == "printed" else "")

    return plant


def _finished(change: Callable[[Finish], Finish]) -> Plant:
    def plant(copies: Copies, _rng: Random) -> tuple[Copies, Place]:
        return replace(copies, finish=change(copies.finish)), Place()

    return plant


def _page_lost(copies: Copies, rng: Random) -> tuple[Copies, Place]:
    """One in the middle, for cover and signatures have defects of their own."""
    return replace(copies, finish=replace(copies.finish, lost_page=rng.choice((2, 3)))), Place()


def _page_doubled(copies: Copies, rng: Random) -> tuple[Copies, Place]:
    return replace(copies, finish=replace(copies.finish, doubled_page=rng.choice((2, 3)))), Place()


def _attachment_missing(copies: Copies, rng: Random) -> tuple[Copies, Place]:
    """A certificate of a patent that the enterprise lists is on the list and not among the files."""
    at = rng.choice([index for index, paper in enumerate(copies.attachments) if "股权" in paper.file])
    return replace(copies, attachments=tuple(paper for index, paper in enumerate(copies.attachments) if index != at)), Place()


def _attachment_pages(copies: Copies, rng: Random) -> tuple[Copies, Place]:
    at = rng.randrange(len(copies.listed))
    listed = tuple((name, pages + rng.randint(1, 4) if index == at else pages) for index, (name, pages) in enumerate(copies.listed))
    return replace(copies, listed=listed), Place()


COPY_DEFECTS: Mapping[str, CopyDefect] = MappingProxyType(
    {
        one.name: one
        for one in (
            CopyDefect("copy_tick", Wording("勾选不同", "another tick"), _tick, ("O13",)),
            CopyDefect("copy_figure", Wording("数字不同", "another figure"), _figure, ("O13",)),
            CopyDefect("copy_row", Wording("列表一行的数值不同", "another value in a row"), _row_changed, ("O13",)),
            CopyDefect("copy_row_online", Wording("一行只在线列出", "a row only online"), _row_only("online", "printed"), ("O13.4",)),
            CopyDefect("copy_row_printed", Wording("一行只印在纸上", "a row only in print"), _row_only("printed", "online"), ("O13.4",)),
            CopyDefect("copy_long_text", Wording("长文字增删", "words changed in a long text"), _long_text, ("O13",)),
            CopyDefect("copy_blank_printed", Wording("打印件未填", "blank in print"), _blank("printed"), ("O13.4",)),
            CopyDefect("copy_blank_online", Wording("在线未填", "blank online"), _blank("online"), ("O13.4",)),
            CopyDefect("seal_missing", Wording("未盖公章", "no seal"), _finished(lambda finish: replace(finish, sealed=False)), ("O13.5",)),
            CopyDefect("signature_missing", Wording("未签名", "no signature"), _finished(lambda finish: replace(finish, signed=False)), ("O13.5",)),
            CopyDefect("date_missing", Wording("未署日期", "no date"), _finished(lambda finish: replace(finish, dated=False)), ("O13.5",)),
            CopyDefect("page_missing", Wording("缺页", "a page is missing"), _page_lost, ("O13.6",)),
            CopyDefect("page_doubled", Wording("重页", "a page stands twice"), _page_doubled, ("O13.6",)),
            CopyDefect("attachment_missing", Wording("清单所列附件缺失", "a listed attachment is missing"), _attachment_missing, ("O13.7",)),
            CopyDefect("attachment_pages", Wording("附件页数不符", "another number of pages"), _attachment_pages, ("O13.7",)),
        )
    }
)  # fmt: skip


def make_copies(directory: Path, *, count: int, seed: int, prints: str, export: str, only: tuple[int, ...] = ()) -> tuple[str, ...]:
    """Writes `count` applications: every other one with a planted difference, kind after kind, the others with look-alikes alone; `only` some of them, from 1."""
    if prints not in PRINTS or export not in EXPORTS:
        raise UsageError(f"可选 / choose of {', '.join(PRINTS)}; {', '.join(EXPORTS)}")
    kinds = [name for name in COPY_DEFECTS if prints != "word" or name not in ON_PAPER]
    told, planted = [], []
    for index in [index for index in range(count) if not only or index + 1 in only]:
        name = kinds[(index // 2) % len(kinds)] if index % 2 == 0 else None
        told.append(_application(directory, index, (seed, prints, export), name))
        planted.append(name or "")
    truth = {"schema": SCHEMA, "fictional": True, "seed": seed, "applications": told, "ties": []}
    directory.mkdir(parents=True, exist_ok=True)
    (directory / FILE).write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return tuple(planted)


def _application(directory: Path, index: int, order: tuple[int, str, str], name: str | None) -> dict[str, Any]:
    seed, prints, export = order
    rng = Random(f"docintel-copies-{seed}-{index}")  # noqa: S311 - repeatable, not secret
    copies = honest(seed * 1000 + index)
    place = Place()
    defect = None if name is None else COPY_DEFECTS[name]
    if defect is not None:
        copies, place = defect.plant(copies, rng)
    touched = (
        {place.field}
        if place.field
        else {field for field in copies.papers.online if copies.papers.online[field] != copies.papers.printed[field]}
    )
    copies = copies.saying("printed", told_otherwise(copies.papers.printed, rng, touched))
    folder = f"{index + 1:04d}"
    _write(directory / folder / APPLICATION, copies, prints, export, seed)
    company = copies.papers.enterprise.company
    spot = place if export == "json" else Place()
    planted = (
        []
        if defect is None
        else [
            {
                "defect": defect.name,
                "checks": list(defect.checks),
                "hypothesis": "none",
                "file": "",
                "field": spot.field,
                "year": spot.year,
                "value": "",
            }
        ]
    )
    return {"folder": folder, "name": company.name, "uscc": company.uscc, "defects": planted, "lookalikes": ["copy_formats"]}


def honest(seed: int) -> Copies:
    """Both copies of an honest applicant, its attachments, and the list that names them as people do."""
    enterprise = found_enterprise(seed)
    papers = true_papers(enterprise, unrelated_register(enterprise))
    attachments = (
        business_licence(enterprise, papers.licence),
        *(audit_report(enterprise, report) for report in papers.reports.values()),
        *(patent_certificate(enterprise, certificate) for certificate in papers.certificates),
        *(equity_table(enterprise, table) for table in papers.equity),
    )
    listed = tuple((_called(paper.file, seed), len(pypdfium2.PdfDocument(paper.content))) for paper in attachments)
    return Copies(papers, attachments, listed, Finish(layout=seed % 12))


def _called(file: str, seed: int) -> str:
    """A file as a list of attachments calls it."""
    stem = file.rpartition(".")[0]
    if stem.startswith("审计报告"):
        year = stem.removeprefix("审计报告")
        return (f"{year}年度审计报告", f"审计报告（{year}年）", stem)[seed % 3]
    return (stem, f"{stem}复印件", f"{stem}（扫描件）")[seed // 3 % 3]


def _write(folder: Path, copies: Copies, prints: str, export: str, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    if export == "json":
        form = {"schema": "docintel/form/1", "programme": "little-giant-2022", "batch": 5, "kind": "new", "fields": copies.papers.online}
        (folder / "form.json").write_text(json.dumps(form, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    else:
        (folder / "form.xlsx").write_bytes(exported(copies.papers.online))
    name, content = _printed(copies, prints, seed)
    (folder / name).write_bytes(content)
    for paper in copies.attachments:
        (folder / paper.file).write_bytes(paper.content)


def _printed(copies: Copies, prints: str, seed: int) -> tuple[str, bytes]:
    enterprise = copies.papers.enterprise
    if prints == "word":
        return "申请书.docx", word_form(copies.papers.printed, enterprise.layout, copies.listed)
    people = (enterprise.company.name, enterprise.people.legal_representative)
    content = printed_form(copies.papers.printed, people, copies.listed, copies.finish)
    return ("申请书.pdf", content) if prints == "pdf" else ("申请书（签章扫描）.pdf", scanned_pdf(content, seed, tinted=True))


def exported(values: FormValues) -> bytes:
    """The online form as the platform's workbook: a row a field, a column a year, a sheet a list."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "申请书"
    sheet.append(["编号", "填报项", "单位", "填报值", *(f"{year}年" for year in FORM_YEARS)])
    for name, value in values.items():
        if isinstance(value, list):
            rows = book.create_sheet(name)
            keys = list(dict.fromkeys(key for row in value for key in row))
            rows.append(keys)
            for row in value:
                rows.append([row.get(key, "") for key in keys])
        elif isinstance(value, dict):
            sheet.append([name, "", "", "", *(value.get(str(year), "") for year in FORM_YEARS)])
        else:
            sheet.append([name, "", "", value])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
