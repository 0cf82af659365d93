"""How much a submission and a file in it may ask for; every limit is a setting (docs/limits.md)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields

from docintel.domain.errors import UsageError

MEGABYTE = 1024 * 1024
PREFIX = "DOCINTEL_LIMIT_"


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one review. Bytes are bytes, times are seconds, counts are counts."""

    file_bytes: int = 400 * MEGABYTE  # one submitted file
    submission_files: int = 5000
    archive_ratio: int = 200  # unpacked to packed, per member and for OOXML parts
    archive_bytes: int = 2048 * MEGABYTE  # unpacked in all
    archive_members: int = 20_000  # entries of one archive or OOXML package, and of all archives of a submission together
    archive_depth: int = 3  # archives within archives
    pages: int = 3000  # of one file
    memory: int = 1536 * MEGABYTE  # address space of a child beyond what it starts with
    cpu_seconds: int = 120  # of a child, which reads at most 32 pages
    wall_seconds: int = 900  # of a child
    page_seconds: int = 30  # without a word from a child
    crashes: int = 5  # of children over one file, before its other pages are given up
    file_seconds: int = 7200  # for one file, all its children together
    objects: int = 200_000  # characters, and drawn things, on one page
    form_depth: int = 8  # forms drawn within forms on a page
    form_bytes: int = 20 * MEGABYTE  # the online form
    form_cells: int = 200_000
    sheet_cells: int = 1_000_000  # of one workbook
    sheets: int = 200
    part_bytes: int = 512 * MEGABYTE  # one part of a package, unpacked
    office_seconds: int = 120  # for LibreOffice to convert one file
    office_memory: int = 4096 * MEGABYTE
    image_pixels: int = 80_000_000  # of one picture or one drawn page
    image_side: int = 20_000  # pixels along one side
    message_bytes: int = 400 * MEGABYTE  # one picture or piece of a file that a child passes on
    page_bytes: int = 32 * MEGABYTE  # what is read on one page, as a child says it
    text_characters: int = 2_000_000  # on one page; a file without pages, such as Word or plain text, is one page
    ocr_memory: int = 6144 * MEGABYTE  # address space of an OCR process beyond what it starts with
    ocr_seconds: int = 180  # for one page


NAMES = tuple(field.name for field in fields(Limits))


def limits_from(settings: Iterable[str] = (), environment: Mapping[str, str] | None = None) -> Limits:
    """The limits with `name=value` settings laid over those in the environment (DOCINTEL_LIMIT_PAGES=100); raises UsageError."""
    environ = os.environ if environment is None else environment
    given = [f"{name}={environ[PREFIX + name.upper()]}" for name in NAMES if environ.get(PREFIX + name.upper())]
    return Limits(**dict(_limit(setting) for setting in (*given, *settings)))


def _limit(setting: str) -> tuple[str, int]:
    name, _, value = setting.partition("=")
    name = name.strip().lower().replace("-", "_")
    if name not in NAMES:
        raise UsageError(f"没有限额“{name}”，可用：{'、'.join(NAMES)} / no limit “{name}”; there are {', '.join(NAMES)}")
    if not re.fullmatch("[0-9]{1,18}", value.strip()) or int(value) < 1:
        shown = value[:40]
        raise UsageError(f"限额 {name} 应为正整数，实为“{shown}” / the limit {name} should be a whole number of at least 1, not “{shown}”")
    return name, int(value)
