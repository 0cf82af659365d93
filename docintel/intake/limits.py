"""How much a submission and a file in it may ask for; every limit is a setting."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one review. Bytes are bytes, times are seconds."""

    file_bytes: int = 400 * MEGABYTE  # one submitted file
    submission_files: int = 5000
    archive_ratio: int = 200  # unpacked to packed, per member and for OOXML parts
    archive_bytes: int = 2048 * MEGABYTE  # unpacked in all
    archive_depth: int = 3
    pages: int = 3000
    memory: int = 2048 * MEGABYTE  # address space of the child
    cpu_seconds: int = 300
    wall_seconds: int = 600
    page_seconds: int = 60  # without a page from the child
    form_bytes: int = 20 * MEGABYTE
    form_cells: int = 200_000
    image_pixels: int = 40_000_000
    words: int = 100_000  # on one page
