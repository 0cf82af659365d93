"""`docintel doctor`: what this installation is and what protects it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import typer

from docintel import __version__
from docintel.cli.console import Lang
from docintel.cli.console import PacksOption
from docintel.cli.console import say
from docintel.domain.errors import PackError
from docintel.domain.errors import UnreadableError
from docintel.domain.wording import Language
from docintel.domain.wording import Wording
from docintel.intake import isolation
from docintel.intake import model_versions
from docintel.intake import office
from docintel.packs import load_packs

READERS = (
    "pdfplumber",
    "pdfminer.six",
    "pypdfium2",
    "python-docx",
    "openpyxl",
    "python-calamine",
    "xlrd",
    "lxml",
    "onnxruntime",
    "zxing-cpp",
    "pyhanko",
    "networkx",
    "pydantic",
)
EXTRAS = {"typst": Wording("生成样例", "making samples")}
CJK_FONTS = (
    "NotoSansCJK",
    "NotoSerifCJK",
    "wqy",
    "SourceHan",
    "DroidSansFallback",
    "PingFang",
    "msyh",
    "simsun",
    "simhei",
    "uming",
    "ukai",
)
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)


def doctor(packs: PacksOption = None, lang: Lang = Language.ZH) -> None:
    """检查本机环境：版本、规则包、隔离措施、字体。 / Check this installation: versions, packs, isolation, fonts."""
    typer.echo(f"docintel {__version__} · Python {sys.version.split()[0]} · {platform.system()} {platform.machine()}")
    for name in READERS:
        typer.echo(f"  {name} {installed(name)}")
    for name, purpose in EXTRAS.items():
        typer.echo(f"  {name} {installed(name)} ({purpose.said(lang)})")
    say(packs_line(tuple(packs or ())), lang)
    for one in isolation():
        mark = Wording("有效", "holds") if one.active else Wording("无效", "does not hold")
        typer.echo(f"  {one.name}: {mark.said(lang)} — {one.wording.said(lang)}")
    for line in (*recognition_lines(), office_line(), fonts_line()):
        say(line, lang)


def recognition_lines() -> Iterator[Wording]:
    """The networks that recognise scans, each with its version and hash."""
    try:
        for one in model_versions():
            told = f"{one.package} {one.version} {one.file} sha256 {one.sha256[:12]}"
            yield Wording(f"  识别模型 {one.task}：{told}", f"  recognition {one.task}: {told}")
    except UnreadableError as error:
        yield Wording(f"  识别模型不可用：{error}", f"  recognition is not usable: {error}")


def office_line() -> Wording:
    """Whether old office files can be read."""
    place = office()
    if place is None:
        return Wording(
            "LibreOffice：未安装；旧版 Office/WPS 文件不能读取（Debian：apt-get install libreoffice-writer-nogui）",
            "LibreOffice: not installed; old Office and WPS files are not read (Debian: apt-get install libreoffice-writer-nogui)",
        )
    return Wording(f"LibreOffice：{place}", f"LibreOffice: {place}")


def installed(name: str) -> str:
    """The version of a distribution, or a dash."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "—"


def packs_line(overlays: tuple[Path, ...]) -> Wording:
    """Whether the packs can be used."""
    try:
        loaded = load_packs(overlays)
    except PackError as error:
        return Wording(f"规则包不可用：{error}", f"packs are not usable: {error}")
    return Wording(f"规则包：{len(loaded.versions)} 个文件可用", f"packs: {len(loaded.versions)} files usable")


def fonts_line() -> Wording:
    """Which CJK fonts can draw text that files do not embed."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    files = [
        path.name for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.suffix.lower() in (".ttf", ".otf", ".ttc")
    ]
    found = sorted({name for name in files if any(font.lower() in name.lower() for font in CJK_FONTS)})
    if not found:
        return Wording(
            "中文字体：未找到；未嵌入字体的 PDF 页面图像可能缺字（Debian：apt-get install fonts-noto-cjk）",
            "CJK fonts: none found; pictures of PDF pages without embedded fonts may lack characters (Debian: apt-get install fonts-noto-cjk)",
        )
    return Wording(f"中文字体：{'、'.join(found[:4])}", f"CJK fonts: {', '.join(found[:4])}")
